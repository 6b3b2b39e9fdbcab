//! The form in which records lie in the database: their JSON without what is absent.

use serde_json::Value;

use super::{Result, StoreError};
use crate::domain::{Kind, Record};

/// A record's JSON without nulls, empty lists and an empty `extra`: a third of its length.
pub(super) fn text(record: &Record) -> Result<String> {
    let broken = |source| StoreError::Record { id: record.id().to_owned(), source };
    let mut json = record.json().map_err(broken)?;
    strip(&mut json);
    if let Value::Object(fields) = &mut json {
        let bare =
            |extra: &Value| extra.as_object().is_some_and(serde_json::Map::is_empty);
        if fields.get("extra").is_some_and(bare) {
            fields.remove("extra");
        }
    }
    serde_json::to_string(&json).map_err(broken)
}

/// A record from what lies in the database.
pub(super) fn record(kind: Kind, id: &str, text: &str) -> Result<Record> {
    let broken = |source| StoreError::Record { id: id.to_owned(), source };
    Record::of_json(kind, text).map_err(broken)
}

fn strip(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.retain(|_, value| {
                strip(value);
                !matches!(value, Value::Null)
                    && !matches!(value, Value::Array(items) if items.is_empty())
            });
        }
        Value::Array(items) => items.iter_mut().for_each(strip),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{AmountKind, LedgerEntry, Maturity, Money, Need, Offering, Yuan};

    #[test]
    fn absent_values_take_no_room_and_come_back() {
        let entry = LedgerEntry {
            id: "L1".into(),
            subject: "P1".into(),
            amount: Some(Money::range(None, Some(Yuan::new(5)), AmountKind::Investment)),
            ..LedgerEntry::default()
        };
        let entry = Record::Ledger(entry);
        let text = text(&entry).unwrap();
        assert!(!text.contains("null") && !text.contains("extra"), "{text}");
        assert_eq!(record(Kind::Ledger, "L1", &text).unwrap(), entry);
    }

    #[test]
    fn flags_that_are_off_and_unknown_maturities_come_back() {
        let maturity = Some(Maturity { trl: None, raw: String::new() });
        let need = Record::Needs(Need { publish: false, ..Need::default() });
        let offering = Record::Offerings(Offering { maturity, ..Offering::default() });
        for original in [need, offering] {
            let text = text(&original).unwrap();
            assert_eq!(record(original.kind(), "", &text).unwrap(), original);
        }
    }
}
