//! Amounts in words: 万元 and 亿元 in Chinese, CNY with a scale in English.

use super::Cell;
use crate::domain::{Code as _, Money, Per, Yuan};
use crate::text::messages::{Lang, Message};

/// Fen in a yuan, in 万元, 亿元, a million and a billion yuan.
const YUAN: i64 = 100;
const TEN_THOUSAND: i64 = 10_000 * YUAN;
const MILLION: i64 = 100 * TEN_THOUSAND;
const HUNDRED_MILLION: i64 = 100 * MILLION;
const BILLION: i64 = 10 * HUNDRED_MILLION;

/// An amount as a message: at most two decimals of 万元 and 亿元, as exact in English; no
/// thousands separators in Chinese.
pub fn amount(amount: Yuan) -> Message {
    let fen = amount.fen();
    let (key, scaled) = if comes_to(fen, HUNDRED_MILLION, TEN_THOUSAND / 100) {
        ("report-amount-hundred-million", decimals(fen, HUNDRED_MILLION, 2))
    } else if comes_to(fen, TEN_THOUSAND, 1) {
        ("report-amount-ten-thousand", decimals(fen, TEN_THOUSAND, 2))
    } else {
        ("report-amount-yuan", decimals(fen, YUAN, 2))
    };
    Message::new(key).with("zh", scaled).with("en", english(fen))
}

/// Money as it was meant: range, open end, approximate, per unit, negotiable.
pub fn money(money: &Money) -> Message {
    let figure = match (money.min, money.max) {
        (Some(min), Some(max)) if min == max => amount(min),
        (Some(min), Some(max)) => between("report-money-range", min, Some(max)),
        (Some(min), None) => between("report-money-from", min, None),
        (None, Some(max)) => between("report-money-to", max, None),
        (None, None) => return without_figure(money),
    };
    let figure = if money.approx {
        Message::new("report-money-about").with("amount", figure)
    } else {
        figure
    };
    let Some(per) = money.per else { return figure };
    let message = Message::new("report-money-per").with("amount", figure);
    // No code says what: 200元/小时
    if per == Per::Other && !money.raw.is_empty() {
        return message.with("per", money.raw.as_str());
    }
    message.with("per", per.label())
}

/// Money as a cell that sorts by its figure, the lower one of a range.
pub fn money_cell(money: &Money, lang: Lang) -> Cell {
    let words = self::money(money).say(lang);
    match money.min.or(money.max) {
        Some(figure) => Cell::Money(figure.as_f64(), words),
        None => words.into(),
    }
}

fn without_figure(money: &Money) -> Message {
    match (money.negotiable, money.raw.is_empty()) {
        (true, _) => Message::new("report-money-negotiable"),
        (false, false) => Message::plain(money.raw.as_str()),
        (false, true) => Message::new("report-money-unknown"),
    }
}

fn between(key: &'static str, first: Yuan, second: Option<Yuan>) -> Message {
    let message = Message::new(key).with("amount", amount(first));
    match second {
        Some(second) => message.with("other", amount(second)),
        None => message,
    }
}

/// Whether an amount is a unit or more once it is rounded to a step below it.
fn comes_to(fen: i64, unit: i64, step: i64) -> bool {
    fen.unsigned_abs() >= (unit - step / 2).unsigned_abs()
}

/// An amount in a unit, rounded half up to some decimals, trailing zeros dropped.
fn decimals(fen: i64, unit: i64, places: u32) -> String {
    let (fen, unit, scale) = (i128::from(fen), i128::from(unit), 10_i128.pow(places));
    let rounded = (fen.abs() * scale * 2 + unit) / (unit * 2);
    let sign = if fen < 0 && rounded > 0 { "-" } else { "" };
    let (whole, rest) = (rounded / scale, rounded % scale);
    let width = places as usize;
    let text = format!("{sign}{whole}.{rest:0width$}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn english(fen: i64) -> String {
    if comes_to(fen, BILLION, MILLION / 100) {
        format!("{} billion", decimals(fen, BILLION, 3))
    } else if comes_to(fen, MILLION, 1) {
        format!("{} million", decimals(fen, MILLION, 2))
    } else {
        grouped(&decimals(fen, YUAN, 2))
    }
}

/// Thousands separated by commas.
fn grouped(number: &str) -> String {
    let (whole, rest) = number.find('.').map_or((number, ""), |dot| number.split_at(dot));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |d| ("-", d));
    let mut out = String::from(sign);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::AmountKind;

    #[test]
    fn what_no_code_counts_by_is_said_in_the_words_of_the_source() {
        let yuan = Some(Yuan::new(200));
        let hourly = Money {
            per: Some(Per::Other),
            raw: "200元/小时".into(),
            ..Money::range(yuan, yuan, AmountKind::Price)
        };
        assert_eq!(money(&hourly).say(Lang::Zh), "200元（200元/小时）");
        assert_eq!(money(&hourly).say(Lang::En), "CNY 200 (200元/小时)");
    }

    #[test]
    fn amounts_are_scaled_as_each_language_does() {
        let say = |yuan, lang| amount(Yuan::new(yuan)).say(lang);
        assert_eq!(say(5_000_000, Lang::Zh), "500万元");
        assert_eq!(say(5_000_000, Lang::En), "CNY 5 million");
        assert_eq!(say(512_000_000, Lang::Zh), "5.12亿元");
        assert_eq!(say(8_500, Lang::Zh), "8500元");
        assert_eq!(say(850_000, Lang::En), "CNY 850,000");
        assert_eq!(say(1_025_000_000, Lang::Zh), "10.25亿元");
        assert_eq!(say(1_025_000_000, Lang::En), "CNY 1.025 billion");
        assert_eq!(say(1_005_000, Lang::En), "CNY 1.01 million");
        assert_eq!(say(-1_005_000, Lang::En), "CNY -1.01 million");
        assert_eq!(say(99_999_999, Lang::Zh), "1亿元");
        assert_eq!(say(999_999_999, Lang::En), "CNY 1 billion");
        assert_eq!(say(0, Lang::En), "CNY 0");
    }

    #[test]
    fn money_says_its_ends_and_measure() {
        let mut range = Money::range(
            Some(Yuan::new(20_000)),
            Some(Yuan::new(300_000)),
            AmountKind::Rd,
        );
        range.per = Some(Per::Unit);
        assert_eq!(money(&range).say(Lang::Zh), "2万元—30万元（每台（套））");
        let open = Money::range(Some(Yuan::new(1_000_000)), None, AmountKind::Rd);
        assert_eq!(money(&open).say(Lang::En), "CNY 1 million or more");
        let sorts = |money| {
            let cell = money_cell(money, Lang::Zh);
            if let Cell::Money(figure, words) = cell {
                Some((figure, words))
            } else {
                None
            }
        };
        assert_eq!(sorts(&open), Some((1e6, "100万元以上".to_owned())));
        let most = Money::range(None, Some(Yuan::new(300_000)), AmountKind::Rd);
        assert_eq!(sorts(&most).map(|(figure, _)| figure), Some(3e5));
        let open = Money::range(None, None, AmountKind::Rd);
        assert_eq!(sorts(&Money { negotiable: true, ..open }), None);
    }
}
