//! Moments as they are typed on the days of a fair.

use anyhow::Result;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, Timelike as _};

use super::change::{meeting, plan};
use crate::cli::{Context, Failure};
use crate::domain::{Clock, Plan};
use crate::import::value::known_day;
use crate::store::Parts;
use crate::text::messages::Message;

/// A moment as typed: a time of a day, or a date and a time.
pub(super) fn moment(day: NaiveDate, text: &str) -> Result<NaiveDateTime> {
    let parts = text.split_once(['T', ' ']);
    let (date, time) = match parts {
        Some((date, time)) => (date.parse().ok().and_then(known_day), time),
        None => (Some(day), text),
    };
    let time = Clock::parse(time).map(Clock::time).or_else(|| without_seconds(time));
    match (date, time) {
        (Some(date), Some(time)) => Ok(date.and_time(time)),
        _ => Err(Failure::new(Message::new("cli-bad-moment").with("text", text)).into()),
    }
}

/// The minute of a time that has seconds: plans know none.
fn without_seconds(time: &str) -> Option<NaiveTime> {
    NaiveTime::parse_from_str(time.trim(), "%H:%M:%S").ok()?.with_second(0)
}

/// A moment as typed: a time on the day of a meeting, or a date and a time.
pub(crate) fn moment_of(
    context: &Context,
    id: &str,
    text: &str,
) -> Result<NaiveDateTime> {
    let fair = context.fair(&Parts::all())?;
    let id = meeting(&fair, id)?;
    let day = plan(&fair)?.meeting(&id).map(|meeting| meeting.date);
    moment(day.unwrap_or(context.today), text)
}

/// A moment as typed: a time today if the fair is today, else on its first day.
pub(crate) fn moment_at_fair(
    context: &Context,
    plan: Option<&Plan>,
    text: &str,
) -> Result<NaiveDateTime> {
    let day = if is_today(context, plan) { None } else { context.settings.first_day() };
    moment(day.unwrap_or(context.today), text)
}

/// The moment from which on meetings can be added: now on a day of the fair, else its start.
pub(crate) fn now_at_fair(context: &Context, plan: Option<&Plan>) -> NaiveDateTime {
    let sessions = context.settings.sessions.iter();
    let starts = sessions.map(|session| session.date.and_time(session.start.time()));
    let start = if is_today(context, plan) { None } else { starts.min() };
    start.unwrap_or(context.now)
}

/// Whether today is a day of the fair: one with a session, or with meetings of one that is gone.
fn is_today(context: &Context, plan: Option<&Plan>) -> bool {
    let mut sessions = context.settings.sessions.iter();
    let mut meetings = plan.iter().flat_map(|plan| &plan.meetings);
    sessions.any(|session| session.date == context.today)
        || meetings.any(|meeting| meeting.date == context.today)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_read_whole_or_not_at_all() {
        let day = NaiveDate::from_ymd_opt(2026, 10, 16).unwrap();
        let read = |text| moment(day, text).ok().map(|moment| moment.to_string());
        let is = |text| Some(format!("2026-10-{text}:00"));
        assert_eq!(read("9:20"), is("16 09:20"));
        assert_eq!(read("9:20:30"), is("16 09:20"));
        assert_eq!(read("2026-10-17 10:40"), is("17 10:40"));
        assert_eq!(read("2026-10-17T10:40:00"), is("17 10:40"));
        for text in [
            "10:405",
            "10:40xyz",
            "10:40:",
            "10:40:61",
            "2026-10-17 24:00",
            "9999-12-31 09:00",
            "",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
