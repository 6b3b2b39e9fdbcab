//! Lengths of time from a day on: within six months, a year and a half.
#![expect(clippy::wildcard_enum_match_arm, reason = "each function knows a few words")]

use chrono::NaiveDate;

use super::lexer::{Token, Word};
use super::period::{Found, Period};

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

/// Whether what follows a number of years says that they last: 28年内.
pub(super) fn is_within(rest: &[Token]) -> bool {
    matches!(rest.first(), Some(Token::Mark('内' | '以' | '之' | '间' | '期')))
}
