//! Stretches named by the calendar: days, months, quarters, years.
#![expect(clippy::many_single_char_names, reason = "y, m and d are year, month and day")]

use chrono::{Datelike as _, NaiveDate};

use super::duration::counts;
use super::english::{day_first, month_first};
use super::lexer::{Token, Word};
use super::period::{Found, Period, Precision, signed};
use super::relative::relative_year;
use super::short_year::short_year;
use super::within_year::{in_year, is_date_mark, part_of_year};

/// A stretch named by the calendar. After a range sign a bare number goes on with the
/// month or day of the stretch before (`2026.03-12`, `10月15-20日`).
pub(super) fn calendar(
    tokens: &[Token],
    base: NaiveDate,
    before: Option<Period>,
) -> Found {
    let year = before.map_or(base.year(), |period| period.first.year());
    if let Some(found) = short_year(tokens, base, before.is_some()) {
        return Some(found);
    }
    match *tokens {
        [Token::Number(n, 8), ..] => {
            Some((1, Period::day(signed(n / 10_000), n / 100 % 100, n % 100)))
        }
        [Token::Number(n, 6), ..] if (190_001..=210_012).contains(&n) => {
            Some((1, Period::months(signed(n / 100), n % 100, n % 100)))
        }
        [Token::Number(y, 4), ..] if (1900..=2100).contains(&y) => {
            Some(with_year(tokens, y))
        }
        [
            Token::Number(a, 1 | 2),
            Token::Mark(s),
            Token::Number(b, 1 | 2),
            Token::Mark(t),
            Token::Number(c, 4 | 2),
            ..,
        ] if s == t && is_date_mark(s) => Some((5, short(a, b, c))),
        [Token::Number(day, 1 | 2), Token::Word(Word::MonthName(_)), ..]
        | [
            Token::Number(day, 1 | 2),
            Token::Mark(_),
            Token::Word(Word::MonthName(_)),
            ..,
        ] => Some(day_first(tokens, day, year)),
        [Token::Word(Word::MonthName(month)), ..] => {
            Some(month_first(tokens, month, year))
        }
        [Token::Number(n, 1 | 2), Token::Word(Word::Day), ..] if before.is_some() => {
            let month = before.map_or(1, |period| period.first.month());
            Some((2, Period::day(year, month, n)))
        }
        [Token::Number(n, 1 | 2), ..] if before.is_some() && !counts(&tokens[1..]) => {
            supposed(in_year(tokens, year)).or_else(|| Some((1, goes_on(n, before?))))
        }
        _ => relative_year(tokens, base).or_else(|| supposed(in_year(tokens, year))),
    }
}

/// A stretch that starts with a year of four figures.
fn with_year(tokens: &[Token], year: u32) -> (usize, Option<Period>) {
    let y = signed(year);
    match *tokens {
        [
            _,
            Token::Mark(s),
            Token::Number(m, 1 | 2),
            Token::Mark(t),
            Token::Number(d, 1 | 2),
            ..,
        ] if is_date_mark(s) && s == t => (5, Period::day(y, m, d)),
        [_, Token::Number(m, 1 | 2), Token::Number(d, 1 | 2), ..] => {
            (3, Period::day(y, m, d))
        }
        [_, Token::Mark(s), Token::Number(m, 1 | 2), ..] if is_date_mark(s) => {
            let month = Period::months(y, m, m);
            let end = matches!(tokens.get(3), Some(Token::Word(Word::End)));
            if end { (4, month.map(Period::end)) } else { (3, month) }
        }
        [_, Token::Word(Word::YearEnd), ..] => (2, Period::year(y).map(Period::end)),
        [_, Token::Word(Word::YearMiddle), ..] => (2, Period::months(y, 6, 6)),
        [_, Token::Word(Word::YearStart), ..] => (2, Period::months(y, 1, 1)),
        [_, Token::Word(Word::Year), ref rest @ ..] => match in_year(rest, y) {
            Some((taken, period)) => (taken + 2, period),
            None => (2, Period::year(y)),
        },
        [_, ref rest @ ..] => match part_of_year(rest, y) {
            Some((taken, period)) => (taken + 1, period),
            None => (1, Period::year(y)),
        },
        [] => (0, None),
    }
}

/// A bare number after a range sign: the next month, or the next day.
fn goes_on(number: u32, before: Period) -> Option<Period> {
    let (year, month) = (before.first.year(), before.first.month());
    match before.precision {
        Precision::Year => None,
        Precision::Month => Period::months(year, number, number).map(Period::supposed),
        Precision::Day => Period::day(year, month, number),
    }
}

/// `10/31/2026`, `31.10.2026`, `26.10.31`: by which number can be what.
fn short(a: u32, b: u32, c: u32) -> Option<Period> {
    match (a, b, c) {
        (d, m, y) if c > 99 && d > 12 => Period::day(signed(y), m, d),
        (m, d, y) if c > 99 => Period::day(signed(y), m, d),
        (m, d, y) if a <= 12 && b > 12 && c > 12 => Period::day(signed(y) + 2000, m, d),
        (y, m, d) => Period::day(signed(y) + 2000, m, d),
    }
}

/// Marks the year as only supposed.
fn supposed(found: Found) -> Found {
    found.map(|(taken, period)| (taken, period.map(Period::supposed)))
}
