//! The conditions of a policy: a column each, or told in the prose of one, 上年度研发费用300万元以上.

use super::reader::Reader;
use crate::domain::vocabulary::{Thing, clauses, is_relative, is_unrestricted};
use crate::domain::{AmountKind, Money};
use crate::import::field::Field;
use crate::import::value::{self, MoneyUnit};
use crate::text::plain::plain;

/// Whether a policy states a condition: 不限 states none.
pub(super) fn is_stated(reader: &Reader<'_>, field: Field) -> bool {
    let text = reader.text(field);
    let text = plain(&text);
    !is_unrestricted(&text)
}

/// The least R&D input that a clause of prose asks for.
pub(super) fn least_input(prose: &str) -> Option<Money> {
    let clause = clause_of(prose, Thing::Input)?;
    let amount = value::money(&clause, MoneyUnit::default(), AmountKind::Rd).value?;
    let least = amount.min.or(amount.max)?;
    Some(Money { min: Some(least), max: None, ..amount })
}

/// The most people that a clause of prose allows.
pub(super) fn most_staff(prose: &str) -> Option<u32> {
    let clause = clause_of(prose, Thing::Staff)?;
    let start = clause.find(|c: char| c.is_ascii_digit())?;
    let digits = clause[start..].bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = clause[start..].split_at(digits);
    let people = rest.starts_with(['人', '名']) || rest.is_empty();
    people.then(|| number.parse().ok())?
}

/// The only clause that bounds a thing; a share of something is none.
fn clause_of(prose: &str, thing: Thing) -> Option<String> {
    let prose = plain(prose);
    let mut clauses = clauses(&prose).filter(|clause| thing.is_bounded_by(clause));
    let clause = clauses.next().filter(|_| clauses.next().is_none())?;
    (!is_relative(clause)).then(|| clause.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_states_conditions_in_clauses() {
        let least = |prose| least_input(prose).and_then(|money| money.min);
        let yuan = |prose| least(prose).map(|yuan| yuan.to_string());
        assert!(yuan("上年度研发费用300万元以上").is_some());
        assert_eq!(least("上年度研发费用300万元以上"), least("研发投入不低于300万元"));
        for prose in [
            "研发费用占比3%以上",
            "研发投入增长300万元以上",
            "营业收入300万元以上",
            "研发费用300万元以上；研发费用500万元以上的加倍",
            "有研发费用",
            "研发费用不超过300万元",
        ] {
            assert_eq!(least(prose), None, "{prose}");
        }
        assert_eq!(most_staff("职工人数300人以下，资产2亿元以下"), Some(300));
        assert_eq!(most_staff("从业人员不超过500人"), Some(500));
        assert_eq!(most_staff("研发人员占职工总数10%以下"), None);
        assert_eq!(most_staff("职工不少于20人"), None);
    }
}
