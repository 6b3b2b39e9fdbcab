//! Amounts in words: 万元 and 亿元 in Chinese, CNY with a scale in English.

use crate::domain::{Money, Yuan};
use crate::text::messages::Message;

/// An amount as a message: at most two decimals, no thousands separators in Chinese.
pub fn amount(amount: Yuan) -> Message {
    let yuan = amount.as_f64();
    let (key, scaled) = match yuan.abs() {
        y if y >= 1e8 => ("report-amount-hundred-million", yuan / 1e8),
        y if y >= 1e4 => ("report-amount-ten-thousand", yuan / 1e4),
        _ => ("report-amount-yuan", yuan),
    };
    Message::new(key).with("zh", decimals(scaled)).with("en", english(yuan))
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
    let label = crate::domain::Code::label(per);
    Message::new("report-money-per").with("amount", figure).with("per", label)
}

fn without_figure(money: &Money) -> Message {
    match (money.negotiable, money.raw.is_empty()) {
        (true, _) => Message::new("report-money-negotiable"),
        (false, false) => Message::new("cli-any").with("what", money.raw.as_str()),
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

/// At most two decimals, trailing zeros dropped.
fn decimals(number: f64) -> String {
    let text = format!("{number:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn english(yuan: f64) -> String {
    match yuan.abs() {
        y if y >= 1e9 => format!("{} billion", decimals(yuan / 1e9)),
        y if y >= 1e6 => format!("{} million", decimals(yuan / 1e6)),
        _ => grouped(&decimals(yuan)),
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
    use crate::domain::{AmountKind, Per};
    use crate::text::messages::Lang;

    #[test]
    fn amounts_are_scaled_as_each_language_does() {
        let say = |yuan, lang| amount(Yuan::new(yuan)).say(lang);
        assert_eq!(say(5_000_000, Lang::Zh), "500万元");
        assert_eq!(say(5_000_000, Lang::En), "CNY 5 million");
        assert_eq!(say(512_000_000, Lang::Zh), "5.12亿元");
        assert_eq!(say(8_500, Lang::Zh), "8500元");
        assert_eq!(say(850_000, Lang::En), "CNY 850,000");
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
    }
}
