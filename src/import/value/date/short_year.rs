//! Years of two figures: 27年底, 28年, 26-28年, Dec-27.

use chrono::{Datelike as _, NaiveDate};

use super::duration::is_within;
use super::lexer::{Token, Word};
use super::period::{Found, Period, signed};
use super::within_year::{in_year, part_of_year};

/// Lengths of time of more years than these are none that a fair means.
const LONGEST: u32 = 20;

/// A stretch that starts with a year of two figures, as far as it is not a length of time: the
/// year with a part of it, or by itself where it is near and too long to last. Round numbers last,
/// but for the end of a range (`linked`).
pub(super) fn short_year(tokens: &[Token], base: NaiveDate, linked: bool) -> Found {
    match *tokens {
        [Token::Number(n, 2), Token::Word(Word::Year), ref rest @ ..] => {
            let counted = matches!(rest.first(), Some(Token::Number(..)));
            let part = in_year(rest, full(n)).filter(|_| n > 9 || counted);
            if let Some((taken, period)) = part {
                return Some((taken + 2, period));
            }
            let year = near(n, base).filter(|_| linked || n % 10 != 0);
            Some((2, Period::year(year.filter(|_| !is_within(rest))?)))
        }
        [Token::Number(n @ 10.., 2), Token::Word(word), ..] if is_part_of_year(word) => {
            let (taken, period) = part_of_year(&tokens[1..], full(n))?;
            Some((taken + 1, period))
        }
        [Token::Number(..), join, Token::Number(..), Token::Word(Word::Year), ..]
            if joins(join) =>
        {
            years(tokens, base)
        }
        [
            Token::Number(y, 2),
            Token::Mark('.'),
            Token::Number(m, _),
            join,
            ref rest @ ..,
        ] if joins(join) => {
            let [Token::Number(z, 2), Token::Mark('.'), Token::Number(n, _), ..] = *rest
            else {
                return None;
            };
            let first = Period::months(near(y, base)?, m, m)?;
            let last = Period::months(near(z, base)?, n, n)?;
            (y < z).then_some((7, Some(Period { last: last.last, ..first })))
        }
        _ => None,
    }
}

/// The years from one to another one of two figures: 26-28年, 2026-28年.
fn years(tokens: &[Token], base: NaiveDate) -> Found {
    let [Token::Number(n, figures), _, Token::Number(last, 2), _, ref rest @ ..] =
        *tokens
    else {
        return None;
    };
    let first = match figures {
        2 => near(n, base)?,
        4 => signed(n),
        _ => return None,
    };
    let last = near(last, base).filter(|last| first < *last && !is_within(rest))?;
    let (first, last) = (Period::year(first)?, Period::year(last)?);
    Some((4, Some(Period { last: last.last, ..first })))
}

/// A year of two figures that is no length of time and not far ahead.
fn near(figures: u32, base: NaiveDate) -> Option<i32> {
    let year = full(figures);
    (figures > LONGEST && year <= base.year() + 15).then_some(year)
}

fn full(figures: u32) -> i32 {
    signed(figures) + 2000
}

const fn joins(token: Token) -> bool {
    matches!(token, Token::Mark('-') | Token::Word(Word::Range))
}

const fn is_part_of_year(word: Word) -> bool {
    matches!(word, Word::YearEnd | Word::YearMiddle | Word::YearStart)
}
