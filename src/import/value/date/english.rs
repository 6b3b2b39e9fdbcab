//! Months by their English names.

use super::lexer::{Token, Word};
use super::period::{Period, signed};

/// `31 Oct 2026`, `31-Oct-26`.
pub(super) fn day_first(
    tokens: &[Token],
    day: u32,
    year: i32,
) -> (usize, Option<Period>) {
    let Some(at) =
        tokens.iter().position(|t| matches!(t, Token::Word(Word::MonthName(_))))
    else {
        return (1, None);
    };
    let Token::Word(Word::MonthName(month)) = tokens[at] else { return (1, None) };
    let mark = usize::from(matches!(tokens.get(at + 1), Some(Token::Mark(_))));
    match tokens.get(at + 1 + mark) {
        Some(Token::Number(y, 4)) => (at + 2 + mark, Period::day(signed(*y), month, day)),
        Some(Token::Number(y, 2)) if mark == 1 => {
            (at + 3, Period::day(signed(*y) + 2000, month, day))
        }
        _ => (at + 1, Period::day(year, month, day).map(Period::supposed)),
    }
}

/// `Oct 31, 2026`, `October 2026`, `October`, `Oct-26`.
pub(super) fn month_first(
    tokens: &[Token],
    month: u32,
    year: i32,
) -> (usize, Option<Period>) {
    match *tokens {
        [_, Token::Number(d, 1 | 2), Token::Mark(_), Token::Number(y, 4), ..] => {
            (4, Period::day(signed(y), month, d))
        }
        [_, Token::Number(d, 1 | 2), Token::Number(y, 4), ..] => {
            (3, Period::day(signed(y), month, d))
        }
        [_, Token::Mark('-'), Token::Number(n, 2), ..] => match behind_month(n, year) {
            Some(year) => (3, Period::months(year, month, month)),
            None => (3, Period::day(year, month, n).map(Period::supposed)),
        },
        [_, Token::Number(d, 1 | 2), ..] => {
            (2, Period::day(year, month, d).map(Period::supposed))
        }
        [_, Token::Number(y, 4), ..] => (2, Period::months(signed(y), month, month)),
        _ => (1, Period::months(year, month, month).map(Period::supposed)),
    }
}

/// The year of two figures behind the name of a month and a dash, as spreadsheets show a month:
/// one around the present; further ones are days.
fn behind_month(figures: u32, base: i32) -> Option<i32> {
    let year = signed(figures) + 2000;
    (base - 9..=base + 4).contains(&year).then_some(year)
}
