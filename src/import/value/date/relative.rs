//! Stretches named from today: next year, this month.
#![expect(clippy::wildcard_enum_match_arm, reason = "each function knows a few words")]

use chrono::{Datelike as _, Months, NaiveDate};

use super::lexer::{Token, Word};
use super::period::{Found, Period};
use super::within_year::in_year;

/// 今年, 明年, 本月 and what follows them.
pub(super) fn relative_year(tokens: &[Token], base: NaiveDate) -> Found {
    let [Token::Word(word), ref rest @ ..] = *tokens else { return None };
    let later = match word {
        Word::LastYear => -1,
        Word::ThisYear => 0,
        Word::NextYear => 1,
        Word::YearAfterNext => 2,
        _ => return relative_month(word, rest, base),
    };
    let year = base.year() + later;
    match in_year(rest, year).or_else(|| end_of(rest, Period::year(year)?)) {
        Some((taken, period)) => Some((taken + 1, period)),
        None => Some((1, Period::year(year))),
    }
}

fn relative_month(word: Word, rest: &[Token], base: NaiveDate) -> Found {
    let first = base.with_day(1)?;
    let first = match word {
        Word::ThisMonth | Word::MonthEnd => first,
        Word::NextMonth => first.checked_add_months(Months::new(1))?,
        _ => return None,
    };
    let month = Period::months(first.year(), first.month(), first.month())?;
    if word == Word::MonthEnd {
        return Some((1, Some(month.end())));
    }
    let (taken, period) = end_of(rest, month).unwrap_or((0, Some(month)));
    Some((taken + 1, period))
}

fn end_of(rest: &[Token], period: Period) -> Found {
    matches!(rest.first(), Some(Token::Word(Word::End))).then(|| (1, Some(period.end())))
}
