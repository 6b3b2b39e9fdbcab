//! An amount that a program wrote, each part by itself.

use serde_json::Value;

use super::Parsed;
use crate::domain::problem::Problem;
use crate::domain::{AmountKind, Money, Yuan};

/// Reads an amount given as a JSON object; the kind is the field's unless it says its own.
pub fn money_of_parts(json: &Value, kind: AmountKind) -> Parsed<Option<Money>> {
    let mut whole = json.clone();
    if let Some(object) = whole.as_object_mut() {
        let own = || serde_json::to_value(kind).unwrap_or_default();
        object.entry("kind").or_insert_with(own);
    }
    serde_json::from_value(whole).map_or_else(
        |_| {
            let money = Money { raw: json.to_string(), ..Money::range(None, None, kind) };
            Parsed::odd(Some(money), Problem::warning("invalid_amount"))
        },
        sound_money,
    )
}

/// An amount that nobody has checked: none below zero, the lower end first.
pub fn sound_money(money: Money) -> Parsed<Option<Money>> {
    let below = |end: Option<Yuan>| end.is_some_and(|end| end.fen() < 0);
    if below(money.min) || below(money.max) {
        return Parsed::odd(None, Problem::error("negative_amount"));
    }
    if money.min.zip(money.max).is_some_and(|(min, max)| min > max) {
        let money = Money { min: money.max, max: money.min, ..money };
        return Parsed::odd(Some(money), Problem::warning("invalid_range"));
    }
    Parsed::fine(Some(money))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::import::value::codes_of;

    #[test]
    fn parts_are_checked_like_words() {
        let read = |json: Value| {
            let parsed = money_of_parts(&json, AmountKind::Rd);
            let ends = parsed.value.as_ref().map(|money| (money.min, money.max));
            (ends, codes_of(&parsed))
        };
        let yuan = |yuan| Some(Yuan::new(yuan));
        let fine = read(json!({"min": 20, "max": 500}));
        assert_eq!(fine, (Some((yuan(20), yuan(500))), vec![]));
        let reversed = read(json!({"min": 500, "max": 20}));
        assert_eq!(reversed, (Some((yuan(20), yuan(500))), vec!["invalid_range"]));
        assert_eq!(read(json!({"min": -5})), (None, vec!["negative_amount"]));
        let unread = read(json!({"min": "x"}));
        assert_eq!(unread, (Some((None, None)), vec!["invalid_amount"]));
    }
}
