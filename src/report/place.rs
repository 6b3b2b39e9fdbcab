//! Where a meeting takes place, in words: the hall where one is named, the table, or online.

use crate::domain::{Meeting, Settings};
use crate::text::messages::Message;

/// The place of a meeting inside a sentence.
pub(super) fn of(settings: &Settings, meeting: &Meeting) -> Message {
    let [at, inside, online] =
        ["report-plan-at-table", "report-plan-in-hall", "report-plan-online"];
    worded(settings, meeting, at, inside).unwrap_or_else(|| Message::new(online))
}

/// The place of a meeting as its table's plate has it.
pub(super) fn plate(settings: &Settings, meeting: &Meeting) -> Message {
    let [at, inside, online] =
        ["report-agenda-at-table", "report-agenda-in-hall", "report-agenda-online"];
    worded(settings, meeting, at, inside).unwrap_or_else(|| Message::new(online))
}

/// The table of a meeting, in its hall where that has a name.
fn worded(
    settings: &Settings,
    meeting: &Meeting,
    at: &'static str,
    inside: &'static str,
) -> Option<Message> {
    let table = meeting.table?;
    let message = match settings.hall_of(meeting) {
        Some(hall) => Message::new(inside).with("hall", hall),
        None => Message::new(at),
    };
    Some(message.with("table", table))
}
