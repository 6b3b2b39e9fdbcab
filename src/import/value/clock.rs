//! Times of day, alone or with a date: `9:00-11:30`, `下午2点-4点`, `10月16日上午`.

use chrono::NaiveDate;

use super::money::{chinese_number, is_chinese_digit};
use super::{DateRole, Parsed, When, date, is_blank};
use crate::domain::Clock;
use crate::domain::problem::Problem;
use crate::text::plain::plain;

/// A stretch of a day; what is missing is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Moment {
    /// Day.
    pub date: Option<NaiveDate>,
    /// First minute.
    pub start: Option<Clock>,
    /// First minute after.
    pub end: Option<Clock>,
}

/// Words of a part of the day: first and last hour, and hours to add to a time after it.
const PARTS: &[(&str, u16, u16, u16)] = &[
    ("上午", 0, 12, 0),
    ("早上", 0, 12, 0),
    ("早晨", 0, 12, 0),
    ("中午", 11, 14, 0),
    ("下午", 12, 24, 12),
    ("傍晚", 17, 19, 12),
    ("晚上", 18, 24, 12),
    ("晚", 18, 24, 12),
    ("morning", 0, 12, 0),
    ("afternoon", 12, 24, 12),
    ("evening", 18, 24, 12),
];

/// Words of the whole day.
const ALL_DAY: &[&str] =
    &["全天", "整天", "一天", "全日", "all day", "whole day", "any time", "不限"];

/// Reads a time of day (a start without an end), a span of times, or a part of the day;
/// the whole day is open at both ends.
pub fn clocks(cell: &str) -> Parsed<(Option<Clock>, Option<Clock>)> {
    let text = in_figures(&plain(cell).to_lowercase());
    if is_blank(&text) || ALL_DAY.iter().any(|word| text.contains(word)) {
        return Parsed::fine((None, None));
    }
    if let Some(clock) = of_day_fraction(&text) {
        return Parsed::fine((Some(clock), None));
    }
    match times(&text).as_slice() {
        [] => match part_of_day(&text) {
            Some(span) => Parsed::fine(span),
            None => Parsed::odd(
                (None, None),
                Problem::warning("invalid_date").in_case("clock"),
            ),
        },
        [(start, _)] => Parsed::fine((Some(*start), None)),
        [(start, _), (end, written), ..] => {
            Parsed::fine((Some(*start), Some(after(*end, written, *start))))
        }
    }
}

/// Reads a day with a time, a span of times or a part of the day behind it.
pub fn moment(cell: &str, when: When) -> Parsed<Moment> {
    if is_blank(cell) {
        return Parsed::fine(Moment::default());
    }
    let text = in_figures(&plain(cell).to_lowercase());
    if let Some(start) = of_day_fraction(&text) {
        return Parsed::fine(Moment { date: None, start: Some(start), end: None });
    }
    let (day, time) = text.split_at(start_of_time(&text));
    let day = day.trim_end_matches(['t', ' ', ',']);
    let date = date(day, DateRole::Start, when);
    let clocks = clocks(time);
    let (start, end) = clocks.value;
    let problems = date.problems.into_iter().chain(clocks.problems).collect();
    Parsed { value: Moment { date: date.value, start, end }, problems }
}

/// Whether a text starts with a day whose month it does not say: 16日上午.
pub fn lacks_month(cell: &str) -> bool {
    let text = cell.trim_start();
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    (1..=2).contains(&(text.len() - rest.len()))
        && rest.starts_with(['日', '号'])
        && !rest.contains('月')
}

/// A text with hours that are written in words before 点 or 时 in figures: 下午三点, 十六点半.
fn in_figures(text: &str) -> String {
    let part = |part: &str| {
        let before = part.strip_suffix(['点', '时']).unwrap_or_default();
        let words = before.trim_end_matches(is_chinese_digit);
        let hour = chinese_number(&before[words.len()..]).filter(|hour| *hour <= 24);
        match hour {
            Some(hour) => format!("{words}{hour}{}", &part[before.len()..]),
            None => part.to_owned(),
        }
    };
    text.split_inclusive(['点', '时']).map(part).collect()
}

/// Where the date ends and the time begins; the end of the text if there is no time.
fn start_of_time(text: &str) -> usize {
    let word = PARTS.iter().filter_map(|(word, ..)| text.find(word));
    let whole = ALL_DAY.iter().filter_map(|word| text.find(word));
    let figures = text.find([':', '点', '时']).map(|at| {
        let digits = text[..at].bytes().rev().take_while(u8::is_ascii_digit).count();
        at - digits.min(2)
    });
    word.chain(whole).chain(figures).min().unwrap_or(text.len())
}

/// The times a text names, left to right, each with its words.
fn times(text: &str) -> Vec<(Clock, &str)> {
    let mut times = Vec::new();
    let mut later = 0;
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        if let Some((word, _, _, hours)) =
            PARTS.iter().find(|part| rest.starts_with(part.0))
        {
            later = *hours;
            at += word.len();
        } else if let Some((clock, taken)) = time_at(rest, later) {
            times.push((clock, &rest[..taken]));
            at += taken;
        } else {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            at += digits.max(rest.chars().next().map_or(1, char::len_utf8));
        }
    }
    times
}

/// A time at the start of a text and the bytes it takes: `9:05`, `9点半`, `2pm`, `0900`, or the 9
/// of `9-11点`.
fn time_at(text: &str, later: u16) -> Option<(Clock, usize)> {
    let (hour, digits) = number(text)?;
    let rest = &text[digits..];
    let (minute, taken) = if let Some(rest) = rest.strip_prefix(':') {
        let (minute, taken) = number(rest)?;
        let seconds =
            rest[taken..].strip_prefix(':').and_then(number).map_or(0, |(_, n)| n + 1);
        (minute, digits + 1 + taken + seconds)
    } else if let Some(word) = ["点", "时"].iter().find(|word| rest.starts_with(**word))
    {
        let (minute, taken) = minutes_in_words(&rest[word.len()..]);
        (minute, digits + word.len() + taken)
    } else if digits == 4 && hour <= 2359 && !is_year(rest) {
        return Some((Clock::from_minutes(hour / 100 * 60 + hour % 100)?, digits));
    } else if ["am", "pm", " am", " pm"].iter().any(|word| rest.starts_with(word))
        || is_start_of_span(rest)
    {
        (0, digits)
    } else {
        return None;
    };
    let (later, taken) = match text[taken..].trim_start() {
        rest if rest.starts_with("pm") => (12, text.len() - rest.len() + 2),
        rest if rest.starts_with("am") => (0, text.len() - rest.len() + 2),
        _ => (later, taken),
    };
    let hour = if hour < 12 { hour + later } else { hour };
    if minute > 59 || hour > 24 {
        return None;
    }
    let clock = Clock::from_minutes((hour * 60 + minute).min(24 * 60 - 1))?;
    Some((clock, taken))
}

/// `半`, `一刻`, `30分`, `30` after the hour.
fn minutes_in_words(text: &str) -> (u16, usize) {
    if text.starts_with('半') {
        return (30, '半'.len_utf8());
    }
    if text.starts_with("一刻") {
        return (15, "一刻".len());
    }
    match number(text) {
        Some((minute, digits)) => {
            let unit =
                if text[digits..].starts_with('分') { '分'.len_utf8() } else { 0 };
            (minute, digits + unit)
        }
        None => (0, 0),
    }
}

/// Whether `-11点` follows.
fn is_start_of_span(text: &str) -> bool {
    let rest = text.trim_start_matches(['-', '~', '—', '至', '到', ' ']);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    rest.len() < text.len()
        && (1..=2).contains(&digits)
        && ["点", "时", "am", "pm"].iter().any(|word| rest[digits..].starts_with(word))
}

/// Whether a month follows, so that four figures are a year: `-10-16`, `年`.
fn is_year(rest: &str) -> bool {
    let Some(after) = rest.strip_prefix(['-', '/', '.', '年']) else { return false };
    after.bytes().take_while(u8::is_ascii_digit).count() <= 2
}

fn number(text: &str) -> Option<(u16, usize)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    Some((text[..digits].parse().ok()?, digits))
}

/// An end after its start: of `下午2点-4点` the 4 is in the afternoon too. An hour of two
/// figures is one of the 24-hour clock and stays as it is.
pub fn after(end: Clock, written: &str, start: Clock) -> Clock {
    let written = plain(written);
    let hour = written[start_of_time(&written)..].bytes();
    if end >= start || hour.take_while(u8::is_ascii_digit).count() > 1 {
        return end;
    }
    Clock::from_minutes(end.minutes() + 12 * 60).unwrap_or(end)
}

/// A time of day as a spreadsheet stores it: a fraction of the day.
fn of_day_fraction(text: &str) -> Option<Clock> {
    let fraction: f64 = text.parse().ok().filter(|_| text.starts_with("0."))?;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "below 1440"
    )]
    let minutes = (fraction * 1440.0).round() as u16;
    Clock::from_minutes(minutes)
}

fn part_of_day(text: &str) -> Option<(Option<Clock>, Option<Clock>)> {
    let (_, first, last, _) = PARTS.iter().find(|part| text.contains(part.0))?;
    let hour = |hour: u16| Clock::from_minutes(hour * 60);
    Some((hour(*first).filter(|_| *first > 0), hour(*last)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span((start, end): (Option<Clock>, Option<Clock>)) -> String {
        let side =
            |clock: Option<Clock>| clock.map_or_else(String::new, |c| c.to_string());
        format!("{}-{}", side(start), side(end))
    }

    #[test]
    fn times_and_spans_in_every_shape() {
        let table = [
            ("9:00", "09:00-"),
            ("09:00:00", "09:00-"),
            ("9：30", "09:30-"),
            ("9:00-11:30", "09:00-11:30"),
            ("9:00～11:30", "09:00-11:30"),
            ("09:00至11:30", "09:00-11:30"),
            ("9点", "09:00-"),
            ("9点半", "09:30-"),
            ("9点-11点半", "09:00-11:30"),
            ("9-11点", "09:00-11:00"),
            ("下午2点-4点", "14:00-16:00"),
            ("下午三点-四点半", "15:00-16:30"),
            ("十点-十六点", "10:00-16:00"),
            ("二十点", "20:00-"),
            ("上午两点", "02:00-"),
            ("11:00-1:30", "11:00-13:30"),
            ("11:00-01:30", "11:00-01:30"),
            ("11:00-10:00", "11:00-10:00"),
            ("下午2:30", "14:30-"),
            ("上午9:00-下午3:00", "09:00-15:00"),
            ("2pm", "14:00-"),
            ("2 pm - 4 pm", "14:00-16:00"),
            ("9am-11am", "09:00-11:00"),
            ("0900-1130", "09:00-11:30"),
            ("上午", "-12:00"),
            ("下午", "12:00-"),
            ("全天", "-"),
            ("", "-"),
            ("morning", "-12:00"),
            ("0.375", "09:00-"),
            ("14时30分", "14:30-"),
            ("24:00", "23:59-"),
        ];
        for (cell, expected) in table {
            let parsed = clocks(cell);
            assert_eq!(span(parsed.value), expected, "{cell}");
            assert_eq!(parsed.problems, [], "{cell}");
        }
        assert_eq!(super::super::codes_of(&clocks("随便")), ["invalid_date"]);
    }

    #[test]
    fn a_day_with_a_time_behind_it() {
        let when = When { written: None, today: "2026-05-20".parse().unwrap() };
        let table = [
            ("2026-10-16 9:00-11:30", "2026-10-16 09:00-11:30"),
            ("2026-10-16T09:00:00", "2026-10-16 09:00-"),
            ("10月16日上午", "2026-10-16 -12:00"),
            ("2026年10月16日下午2点", "2026-10-16 14:00-"),
            ("2026-10-16", "2026-10-16 -"),
            ("2026-10-16 全天", "2026-10-16 -"),
            ("2026-10-16 09:00 至 2026-10-16 11:30", "2026-10-16 09:00-11:30"),
            ("2026-10-1609:00:00.0", "2026-10-16 09:00-"),
            ("上午", "none -12:00"),
        ];
        for (cell, expected) in table {
            let moment = moment(cell, when).value;
            let day =
                moment.date.map_or_else(|| "none".to_owned(), |day| day.to_string());
            assert_eq!(
                format!("{day} {}", span((moment.start, moment.end))),
                expected,
                "{cell}"
            );
        }
    }
}
