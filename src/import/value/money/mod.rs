//! Amounts of money as people write them: ranges, open ends, 万 and 亿, capital numerals, per
//! year, royalties, to be negotiated.
//!
//! Nothing is mined from running text: these functions are for cells of money columns. An
//! amount in a foreign currency, a count of machines or anything else that is no amount of
//! yuan keeps its words in `raw` and has no figures.

mod amount;
mod besides;
mod colloquial;
mod lexer;
mod marks;
mod number;
mod parts;
mod sign;
mod span;
mod telephone;
mod unit;
mod word;

pub(super) use number::{Decimal, chinese_number, chinese_unit, is_chinese_digit};
pub use parts::{money_of_parts, sound_money};
pub use unit::MoneyUnit;

use std::borrow::Cow;

use chrono::NaiveDate;

use super::error::is_formula;
use super::{Parsed, codes, is_blank};
use crate::domain::problem::Problem;
use crate::domain::{AmountKind, Cooperation, Money, Per, Yuan};
use amount::Reading;
use besides::without_benefits;
use colloquial::written_out;
use lexer::{Token, tokens};
use marks::without_marks;
use span::{Span, spans};

/// From here on a figure in a cell is more likely somebody else's: 100 billion yuan.
const HUGE: Yuan = Yuan::new(100_000_000_000);

/// Reads an amount. The unit of bare numbers is the cell's own, else `unit` (of the column,
/// else of the preamble), else guessed from their size, with a warning.
pub fn money(cell: &str, unit: MoneyUnit, kind: AmountKind) -> Parsed<Option<Money>> {
    if is_blank(cell) {
        return Parsed::fine(None);
    }
    let pay = pay(cell, kind);
    let text = without_marks(&pay);
    let tokens = tokens(&written_out(&text));
    let reading = Reading::of(&tokens);
    let empty = Money {
        raw: cell.trim().to_owned(),
        compound: matches!(pay, Cow::Owned(_)),
        ..Money::range(None, None, kind)
    };
    let unclear = reading.unclear
        || is_bracketed(&text, &tokens)
        || is_marks(cell, &text)
        || reading.bare() && telephone::holds_one(&text, unit.yuan == Some(1));
    if is_formula(&text) || is_day(&text) || unclear {
        return Parsed::odd(Some(empty), Problem::warning("invalid_amount"));
    }
    if reading.negative() {
        return Parsed::odd(None, Problem::error("negative_amount"));
    }
    if reading.foreign {
        let problem = Problem::warning("invalid_amount").in_case("foreign");
        return Parsed::odd(Some(empty), problem);
    }
    let money = Money {
        approx: reading.approx,
        negotiable: reading.negotiable,
        per: reading.per.or(unit.per),
        ..empty
    };
    if reading.amounts.is_empty() {
        return without_figures(money, &reading, &text);
    }
    with_figures(money, &reading, unit)
}

/// What a cell says of an amount of a kind.
fn pay(cell: &str, kind: AmountKind) -> Cow<'_, str> {
    let salary = kind == AmountKind::Salary;
    if salary { without_benefits(cell) } else { Cow::Borrowed(cell) }
}

/// Whether a text is a day: what a spreadsheet makes of 10-12.
fn is_day(text: &str) -> bool {
    let day = text.split_whitespace().next().unwrap_or_default();
    let is = |form| NaiveDate::parse_from_str(day, form).is_ok();
    ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d"].into_iter().any(is)
}

/// Whether a bare number stands in brackets: the accountants' minus, or a form's blank
/// filled in.
fn is_bracketed(text: &str, tokens: &[Token]) -> bool {
    let brackets = text.starts_with('(') && text.ends_with(')');
    brackets && matches!(tokens, [_, Token::Number(_), _])
}

/// Whether a cell was nothing but the marks of a list: ②, 1、
fn is_marks(cell: &str, text: &str) -> bool {
    !text.contains(char::is_alphanumeric) && cell.contains(char::is_alphanumeric)
}

/// Words alone: 面议, a royalty, a way to work together instead of a price (作价入股), a form's
/// unfilled `___万元`, or something that is no amount.
fn without_figures(
    mut money: Money,
    reading: &Reading,
    text: &str,
) -> Parsed<Option<Money>> {
    if reading.royalty {
        money.per = money.per.or(Some(Per::Other));
        return Parsed::fine(Some(money));
    }
    let instead = || {
        let ways = codes::<Cooperation>(text);
        !ways.value.is_empty() && ways.problems.is_empty()
    };
    if money.negotiable || money.kind == AmountKind::Price && instead() {
        return Parsed::fine(Some(money));
    }
    if reading.counted {
        let problem = Problem::warning("invalid_amount").in_case("counted");
        return Parsed::odd(Some(money), problem);
    }
    if !reading.words && !money.compound {
        return Parsed::fine(None);
    }
    Parsed::odd(Some(money), Problem::warning("invalid_amount"))
}

fn with_figures(
    mut money: Money,
    reading: &Reading,
    unit: MoneyUnit,
) -> Parsed<Option<Money>> {
    let guess = unit.yuan.unwrap_or_else(|| guessed(reading, money.kind, money.per));
    let Some(spans) = spans(&reading.amounts, guess) else {
        return Parsed::odd(Some(money), Problem::warning("invalid_amount"));
    };
    let mut problems = Vec::new();
    let (total, parts) = combined(&spans);
    money.compound |= parts || reading.royalty;
    if parts && reading.later_per {
        money.per = unit.per;
    }
    (money.min, money.max) = (total.min, total.max);
    if total.reversed() {
        (money.min, money.max) = (total.max, total.min);
        problems.push(Problem::warning("invalid_range"));
    }
    let bare = reading.bare();
    let some = |amount: Option<Yuan>| amount.is_some_and(|a| a.fen() != 0);
    if bare && unit.yuan.is_none() && (some(money.min) || some(money.max)) {
        problems.push(Problem::warning("ambiguous_unit").in_case(case_of(guess)));
    } else if bare && unit.yuan == Some(10_000) && reading.largest_bare() >= 100_000 {
        problems.push(Problem::warning("ambiguous_unit").in_case("large"));
    }
    if money.figure().is_some_and(|figure| figure >= HUGE) {
        problems.push(Problem::warning("invalid_amount").in_case("huge"));
    }
    Parsed { value: Some(money), problems }
}

/// The unit of bare numbers nobody named. Small ones are 万元, as forms count; large ones
/// yuan. Salaries are in yuan from 1,000 on; below that 万元 a year, thousands a month.
fn guessed(reading: &Reading, kind: AmountKind, per: Option<Per>) -> i64 {
    let largest = reading.largest_bare();
    let salary = kind == AmountKind::Salary;
    if largest >= 10_000 || (salary && largest >= 1000) {
        1
    } else if salary && per == Some(Per::Month) {
        1000
    } else {
        10_000
    }
}

fn case_of(yuan: i64) -> &'static str {
    match yuan {
        1 => "yuan",
        1000 => "thousand",
        _ => "wan",
    }
}

/// Several spans as one amount, and whether it is made of parts. Parts joined by + add up;
/// a lower and an upper bound make a range; otherwise the first one counts.
fn combined(spans: &[Span]) -> (Span, bool) {
    let mut total = spans[0];
    let mut parts = false;
    for span in &spans[1..] {
        if span.added {
            total = total.plus(*span);
            parts = true;
        } else if let Some(both) = total.bounded_by(*span) {
            total = both;
        } else if (total.min, total.max) != (span.min, span.max) {
            parts = true;
        }
    }
    (total, parts)
}

#[cfg(test)]
mod tests;
