//! Days that people name by a festival or the lunar calendar: 2027年春节前, 国庆, 腊月底.

use chrono::{Datelike as _, NaiveDate};

/// Festivals with the same day every year.
const FIXED: &[(&str, u32, u32)] =
    &[("元旦", 1, 1), ("五一", 5, 1), ("劳动节", 5, 1), ("国庆", 10, 1)];
/// The Spring Festival, from 2024 on.
const SPRING: &[(u32, u32)] = &[
    (2, 10),
    (1, 29),
    (2, 17),
    (2, 6),
    (1, 26),
    (2, 13),
    (2, 3),
    (1, 23),
    (2, 11),
    (1, 31),
    (2, 19),
    (2, 8),
];

/// The last month of the lunar year, which ends on the eve of the next year's Spring Festival.
const LAST_MONTH: &str = "腊月";
/// What else is said of the lunar calendar: no day of ours.
const LUNAR: &[&str] = &["农历", "阴历", "正月", "冬月"];

/// A plain text with the first festival in it as a day of its year: the one that is said, else
/// the next one from `base` on. One of a year that is not known stays and is no day, as is
/// what else is said of the lunar calendar.
pub(super) fn as_days(text: &str, base: NaiveDate) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let names = FIXED.iter().map(|(name, ..)| *name);
    let names = names.chain(["春节", "除夕", LAST_MONTH]);
    let found = names
        .filter_map(|name| Some((text.find(name)?, name)))
        .min_by_key(|found| found.0);
    let lunar = LUNAR.iter().find(|word| text.contains(**word));
    let Some((at, name)) = found else { return lunar.map(|word| (*word).to_owned()) };
    let (before, rest) = (&text[..at], &text[at + name.len()..]);
    let before = before.trim_end_matches(LUNAR[0]);
    let rest = rest.strip_prefix(['节', '底', '末']).unwrap_or(rest);
    if name == LAST_MONTH && rest.starts_with(is_number) {
        return Some(name.to_owned());
    }
    let (before, said) = year(before, base.year());
    let said = said.map(|year| year + i32::from(name == LAST_MONTH));
    let day = match said {
        Some(year) => day(name, year),
        None => [base.year(), base.year() + 1]
            .into_iter()
            .filter_map(|year| day(name, year))
            .find(|day| *day >= base),
    };
    Some(match day {
        Some(day) => format!("{before}{}{rest}", day.format("%Y-%m-%d")),
        None => format!("{before}{name}{rest}"),
    })
}

/// What stands before the year at the end of a text, and that year.
fn year(text: &str, this: i32) -> (&str, Option<i32>) {
    for (word, years) in [("今年", 0), ("本年", 0), ("明年", 1), ("后年", 2)] {
        if let Some(before) = text.strip_suffix(word) {
            return (before, Some(this + years));
        }
    }
    let bare = text.strip_suffix('年').unwrap_or(text);
    let before = bare.trim_end_matches(|c: char| c.is_ascii_digit());
    match bare[before.len()..].parse() {
        Ok(year @ 2000..=2100) => (before, Some(year)),
        _ => (text, None),
    }
}

fn day(name: &str, year: i32) -> Option<NaiveDate> {
    let fixed = FIXED.iter().find(|(of, ..)| *of == name).map(|(_, m, d)| (*m, *d));
    let spring = || SPRING.get(usize::try_from(year - 2024).ok()?).copied();
    let (month, day) = fixed.or_else(spring)?;
    let day = NaiveDate::from_ymd_opt(year, month, day)?;
    if ["除夕", LAST_MONTH].contains(&name) { day.pred_opt() } else { Some(day) }
}

/// Whether a day of the lunar month is told by its number: 腊月二十三, 腊月初八.
fn is_number(c: char) -> bool {
    c.is_ascii_digit() || "初一二三四五六七八九十廿".contains(c)
}
