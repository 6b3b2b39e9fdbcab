//! Stretches inside a year that is known: days, months and parts of them, quarters, halves.
#![expect(clippy::wildcard_enum_match_arm, reason = "each function knows a few words")]

use super::duration::counts;
use super::english::month_first;
use super::lexer::{Token, Word};
use super::period::{Found, Period, signed};

/// A stretch inside a year that is known: `10月31日`, `10月底`, `10/31`, a quarter, a half.
pub(super) fn in_year(tokens: &[Token], year: i32) -> Found {
    let month = |m: u32| Period::months(year, m, m);
    let (taken, period) = match *tokens {
        [
            Token::Number(m, 1 | 2),
            Token::Word(Word::Month),
            Token::Number(d, 1 | 2),
            ref rest @ ..,
        ] => {
            let day = usize::from(matches!(rest.first(), Some(Token::Word(Word::Day))));
            (3 + day, Period::day(year, m, d))
        }
        [Token::Number(m, 1 | 2), Token::Word(Word::Month), Token::Word(word), ..] => {
            match part_of_month(word) {
                Some(0) => (3, month(m).map(Period::end)),
                Some(third) => (3, month(m).map(|month| month.third(third))),
                None => (2, month(m)),
            }
        }
        [Token::Number(m, 1 | 2), Token::Word(Word::Month), ..] => (2, month(m)),
        [Token::Number(m, 1 | 2), Token::Word(Word::MonthEnd), ..] => {
            (2, month(m).map(Period::end))
        }
        [Token::Number(m, 1 | 2), Token::Word(Word::MonthStart), ..] => {
            (2, month(m).map(|p| p.third(1)))
        }
        [Token::Number(m, 1 | 2), Token::Word(Word::MonthMiddle), ..] => {
            (2, month(m).map(|p| p.third(2)))
        }
        [Token::Number(m, 1 | 2), Token::Word(Word::MonthLate), ..] => {
            (2, month(m).map(|p| p.third(3)))
        }
        [
            Token::Number(m @ 1..=12, 1 | 2),
            Token::Mark('-') | Token::Word(Word::Range),
            Token::Number(n @ 1..=12, 1 | 2),
            Token::Word(word @ (Word::Month | Word::MonthEnd)),
            ..,
        ] if m < n => {
            let months = Period::months(year, m, n);
            (4, if word == Word::MonthEnd { months.map(Period::end) } else { months })
        }
        [
            Token::Number(m @ 1..=12, 1 | 2),
            Token::Mark(s),
            Token::Number(d @ 1..=31, 1 | 2),
            ref rest @ ..,
        ] if is_date_mark(s) && !counts(rest) => (3, Period::day(year, m, d)),
        _ => return part_of_year(tokens, year),
    };
    Some((taken, period))
}

/// A quarter, a half, the end of a year that is known.
pub(super) fn part_of_year(tokens: &[Token], year: i32) -> Found {
    let quarter = |q: u32| Period::months(year, q * 3 - 2, q * 3);
    let (taken, period) = match *tokens {
        [Token::Number(q @ 1..=4, 1 | 2), Token::Word(Word::Quarter), ref rest @ ..] => {
            let end = matches!(rest.first(), Some(Token::Word(Word::End)));
            let period = quarter(q);
            if end { (3, period.map(Period::end)) } else { (2, period) }
        }
        [Token::Word(Word::QuarterAhead), Token::Number(q @ 1..=4, 1), ref rest @ ..] => {
            match *rest {
                [Token::Number(y, 4), ..] => {
                    (3, Period::months(signed(y), q * 3 - 2, q * 3))
                }
                _ => (2, quarter(q)),
            }
        }
        [Token::Mark('第'), ref rest @ ..] => {
            let (taken, period) = part_of_year(rest, year)?;
            (taken + 1, period)
        }
        [Token::Word(Word::FirstHalf), ..] => (1, Period::months(year, 1, 6)),
        [Token::Word(Word::SecondHalf), ..] => (1, Period::months(year, 7, 12)),
        [Token::Word(Word::YearEnd), ..] => (1, Period::year(year).map(Period::end)),
        [Token::Word(Word::YearMiddle), ..] => (1, Period::months(year, 6, 6)),
        [Token::Word(Word::YearStart), ..] => (1, Period::months(year, 1, 1)),
        [Token::Word(Word::End), Token::Number(y, 4), ..] => {
            (2, Period::year(signed(y)).map(Period::end))
        }
        [Token::Word(Word::End), ref rest @ ..] if !rest.is_empty() => {
            let Token::Word(Word::MonthName(m)) = rest[0] else { return None };
            let (taken, period) = month_first(rest, m, year);
            (taken + 1, period.map(Period::end))
        }
        _ => return None,
    };
    Some((taken, period))
}

/// A mark between the numbers of a date.
pub(super) fn is_date_mark(c: char) -> bool {
    matches!(c, '-' | '/' | '.' | '。')
}

fn part_of_month(word: Word) -> Option<u32> {
    match word {
        Word::End => Some(0),
        Word::Early => Some(1),
        Word::Middle => Some(2),
        Word::Late => Some(3),
        _ => None,
    }
}
