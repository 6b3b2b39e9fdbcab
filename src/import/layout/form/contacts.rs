//! Whom to ask about the needs of a form, where it names several people.

use super::pair::Pair;
use crate::import::field::Field;

/// Whether a pair says whom to ask, or how to reach them.
fn reaches(pair: &Pair) -> bool {
    matches!(pair.field, Some(Field::Contact | Field::Phone | Field::Email))
}

/// The pairs with one contact alone: without those who stand in for one, and without one that
/// is asked for in the same words below, as the office does to which the form is sent.
pub(super) fn contacts_settled(pairs: &[Pair]) -> Vec<Pair> {
    let mut kept = without_standin(pairs);
    let contact = |pair: &Pair| pair.field == Some(Field::Contact);
    let Some(first) = kept.iter().position(contact) else { return kept };
    let label = kept[first].label.clone();
    let mut others = kept.iter().skip(first + 1);
    let second = others.position(|pair| contact(pair) && pair.label == label);
    for pair in kept.iter_mut().skip(second.map_or(usize::MAX, |at| first + 1 + at)) {
        if reaches(pair) {
            pair.field = None;
            pair.label = format!("另一{}", pair.label);
        }
    }
    kept
}

/// Who filled in a form, and who heads the enterprise: the contact only where no other one
/// is named. Beside each, whose the telephone is called then.
const STANDINS: &[(&str, &str)] = &[
    ("填表人", "填表人"),
    ("填报人", "填表人"),
    ("填写人", "填表人"),
    ("制表人", "填表人"),
    ("企业负责人", "企业领导"),
    ("单位负责人", "企业领导"),
    ("公司负责人", "企业领导"),
];

/// What a form shares without who stands in for a contact, where it names one besides.
fn without_standin(shared: &[Pair]) -> Vec<Pair> {
    let stands_in = |pair: &Pair| {
        let mut words = STANDINS.iter();
        words.find(|(word, _)| pair.label.starts_with(word)).map(|(_, whose)| *whose)
    };
    let fills = |pair: &Pair| stands_in(pair).is_some();
    let contact = |pair: &Pair| pair.field == Some(Field::Contact);
    let mut kept = shared.to_vec();
    if !shared.iter().any(|pair| contact(pair) && !fills(pair)) {
        return kept;
    }
    let phoned = |row| {
        let phone = |pair: &Pair| pair.field == Some(Field::Phone);
        shared.iter().any(|pair| phone(pair) && !fills(pair) && Some(pair.row) != row)
    };
    let named = shared.iter().filter(|pair| contact(pair));
    let rows: Vec<(u64, &str)> =
        named.filter_map(|pair| Some((pair.row, stands_in(pair)?))).collect();
    for pair in &mut kept {
        let reaches = matches!(pair.field, Some(Field::Phone | Field::Email));
        let whose = rows.iter().find(|(row, _)| *row == pair.row && phoned(Some(*row)));
        if reaches && fills(pair) {
            pair.field = None;
        } else if let Some((_, word)) = whose.filter(|_| reaches) {
            pair.field = None;
            pair.label = format!("{word}{}", pair.label);
        }
    }
    kept
}
