//! Stretches that count from a day: next year, this month, within six months.
#![expect(clippy::wildcard_enum_match_arm, reason = "each function knows a few words")]

use chrono::{Datelike as _, Months, NaiveDate};

use super::calendar::in_year;
use super::lexer::{Token, Word};
use super::period::Period;
use super::reader::Found;

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

/// A length of time from a day on: 一年内, 6个月, 一年半, 1.5年, 1-2年 (the longer), 90天.
pub(super) fn duration(tokens: &[Token], start: NaiveDate) -> Found {
    match *tokens {
        [
            Token::Number(..),
            Token::Mark('-') | Token::Word(Word::Range),
            ref rest @ ..,
        ] if matches!(rest, [Token::Number(..), next, ..] if is_length(*next)) => {
            let (taken, period) = duration(rest, start)?;
            Some((taken + 2, period))
        }
        [
            Token::Number(n, _),
            Token::Mark('.'),
            Token::Number(5, 1),
            Token::Word(Word::Year),
            ..,
        ] => Some((4, Period::after(start, n.checked_mul(12)? + 6, 0))),
        [Token::Number(n, _), Token::Word(word), ..] => {
            let n = n.min(2400);
            let period = match word {
                Word::Year => Period::after(start, n * 12, 0),
                Word::AndAHalf => Period::after(start, n * 12 + 6, 0),
                Word::Months => Period::after(start, n, 0),
                Word::Weeks => Period::after(start, 0, n * 7),
                Word::Days => Period::after(start, 0, n),
                _ => return None,
            };
            Some((2, period))
        }
        [Token::Word(Word::HalfYear), ..] => Some((1, Period::after(start, 6, 0))),
        _ => None,
    }
}

fn is_length(token: Token) -> bool {
    matches!(
        token,
        Token::Word(
            Word::Year | Word::AndAHalf | Word::Months | Word::Weeks | Word::Days
        )
    )
}

/// Whether what follows a number counts lengths of time.
pub(super) fn counts(rest: &[Token]) -> bool {
    rest.first().is_some_and(|token| is_length(*token))
}
