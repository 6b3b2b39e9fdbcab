//! iCalendar (RFC 5545): stable ids and stamps, the fair's time zone, folded lines.

use std::io::{self, Write};

use chrono::{DateTime, NaiveDateTime, Utc};
use icalendar::{Calendar, CalendarDateTime, Component as _, Event, EventLike as _};

use super::{Format, Style};
use crate::domain::ZONE;
use crate::report::{CalendarEntry, Report};

/// The name of the fair's [time zone](ZONE).
const ZONE_NAME: &str = "Asia/Shanghai";

/// Its definition. Written by hand, since the crate would give it an id and a stamp, which
/// RFC 5545 3.6.5 does not allow there.
const VTIMEZONE: &str = "BEGIN:VTIMEZONE\r\nTZID:Asia/Shanghai\r\nBEGIN:STANDARD\r\n\
    DTSTART:19920101T000000\r\nTZOFFSETFROM:+0800\r\nTZOFFSETTO:+0800\r\nTZNAME:CST\r\n\
    END:STANDARD\r\nEND:VTIMEZONE\r\n";

/// The most octets of a line, its break left out (RFC 5545 3.1).
const WIDTH: usize = 75;

/// Calendars.
pub(super) struct Ics;

impl Format for Ics {
    fn name(&self) -> &'static str {
        "ics"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["ics"]
    }

    fn fits(&self, report: &dyn Report) -> bool {
        report.has_calendar()
    }

    fn write(
        &self,
        report: &dyn Report,
        style: &Style,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let mut calendar = Calendar::empty();
        calendar
            .append_property(("VERSION", "2.0"))
            .append_property(("PRODID", "-//fairmatch//EN"))
            .append_property(("CALSCALE", "GREGORIAN"))
            .append_property(("METHOD", "PUBLISH"))
            .name(&report.title(style.lang));
        for entry in report.calendar(style.lang) {
            calendar.push(event(&entry, style.made));
        }
        let text = refolded(&calendar.to_string());
        let events = text.find("BEGIN:VEVENT").or_else(|| text.find("END:VCALENDAR"));
        let (head, rest) = text.split_at(events.unwrap_or(0));
        write!(out, "{head}{VTIMEZONE}{rest}")
    }
}

/// A calendar whose longest lines hold [`WIDTH`] octets. The crate counts a line that goes on
/// without the blank it begins with.
fn refolded(text: &str) -> String {
    text.replace("\r\n ", "").split_inclusive("\r\n").map(folded).collect()
}

/// A line, or the lines it becomes: characters stay whole.
fn folded(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + line.len() / WIDTH * 3);
    let mut width = 0;
    for c in line.chars() {
        let length = if matches!(c, '\r' | '\n') { 0 } else { c.len_utf8() };
        if width + length > WIDTH {
            out.push_str("\r\n ");
            width = 1;
        }
        out.push(c);
        width += length;
    }
    out
}

fn event(entry: &CalendarEntry, made: NaiveDateTime) -> Event {
    let local = |date_time: NaiveDateTime| CalendarDateTime::WithTimezone {
        date_time,
        tzid: ZONE_NAME.to_owned(),
    };
    Event::new()
        .uid(&entry.uid)
        .timestamp(utc(made))
        .sequence(entry.revision)
        .summary(&entry.summary)
        .description(&entry.description)
        .location(&entry.location)
        .starts(local(entry.start))
        .ends(local(entry.end))
        .done()
}

fn utc(local: NaiveDateTime) -> DateTime<Utc> {
    local
        .and_local_timezone(ZONE)
        .single()
        .map_or_else(|| local.and_utc(), |t| t.to_utc())
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    #[test]
    fn an_entry_keeps_its_id_and_stamp() {
        let at =
            |h, m| NaiveDate::from_ymd_opt(2026, 10, 16).unwrap().and_hms_opt(h, m, 0);
        let entry = CalendarEntry {
            uid: "signing-P001@fairmatch".into(),
            revision: 3,
            summary: "签约, 第一批; 甲".into(),
            description: "line\nline".into(),
            location: String::new(),
            start: at(15, 0).unwrap(),
            end: at(15, 6).unwrap(),
        };
        let text = event(&entry, at(9, 0).unwrap()).to_string();
        assert!(text.contains("UID:signing-P001@fairmatch\r\n"), "{text}");
        assert!(text.contains("SEQUENCE:3\r\n"), "{text}");
        assert!(text.contains("DTSTAMP:20261016T010000Z\r\n"), "{text}");
        assert!(
            text.contains("DTSTART;TZID=Asia/Shanghai:20261016T150000\r\n"),
            "{text}"
        );
        assert!(text.contains(r"SUMMARY:签约\, 第一批\; 甲"), "{text}");
    }

    #[test]
    fn no_line_is_longer_than_it_may_be() {
        for summary in ["超".repeat(120), "a".repeat(300), "a超é".repeat(70)] {
            let mut calendar = Calendar::empty();
            calendar.push(Event::new().uid("1").summary(&summary).done());
            let text = refolded(&calendar.to_string());
            assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
            assert!(text.ends_with("END:VCALENDAR\r\n"), "{text}");
            let whole = text.replace("\r\n ", "");
            assert!(whole.contains(&format!("SUMMARY:{summary}\r\n")), "{text}");
        }
    }
}
