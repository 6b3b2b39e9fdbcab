//! The pairs of forms parted into records.

use crate::import::field::Field;
use crate::import::grid::{Cell, Row};
use crate::import::header_key::{HeaderKey, letters, unnumbered};
use crate::import::mapping::Header;
use crate::import::sheet_kind::SheetKind;

/// A label and its value.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Pair {
    pub(super) row: u64,
    pub(super) label: String,
    pub(super) field: Option<Field>,
    pub(super) value: Cell,
}

/// Whether a field is the enterprise's, shared by all needs of its form.
pub(in crate::import::layout) fn is_shared(field: Field) -> bool {
    matches!(
        field,
        Field::Organization
            | Field::OrganizationId
            | Field::Uscc
            | Field::Region
            | Field::Zone
            | Field::Classes
            | Field::Confidential
            | Field::Contact
            | Field::Phone
            | Field::Email
    )
}

/// Parts the pairs into records: another organization starts a form, a title that is asked
/// for again a record of the same form.
pub(super) fn records(pairs: &[Pair], kind: SheetKind) -> Vec<Vec<Pair>> {
    let mut all = Vec::new();
    let mut shared: Vec<Pair> = Vec::new();
    let mut items: Vec<Vec<Pair>> = vec![Vec::new()];
    let has = |pairs: &[Pair], field| pairs.iter().any(|pair| pair.field == Some(field));
    for (at, pair) in pairs.iter().enumerate() {
        let common = pair.field.is_none_or(is_shared);
        let titled = || {
            let mut titles = kind.required().iter();
            titles.any(|title| items.iter().any(|item| has(item, *title)))
        };
        if pair.field == Some(Field::Organization) && starts_form(&shared, titled, pair) {
            all.extend(joined(&shared, &mut items));
            shared.clear();
        }
        let item = items.last_mut().expect("there is always one");
        if common {
            shared.push(pair.clone());
        } else if starts_record(item, &pairs[at..], kind) {
            // Titles are one column, whatever words ask for them.
            let first = item.iter().find(|other| other.field == pair.field);
            let label = first.map_or(&pair.label, |first| &first.label).clone();
            items.push(vec![Pair { label, ..pair.clone() }]);
        } else {
            item.push(pair.clone());
        }
    }
    all.extend(joined(&shared, &mut items));
    all
}

/// Whether an organization starts another form: one that is asked for in the same words
/// again, or another one below a title. 填报单位 above 企业名称, or at the foot of the form,
/// says once more whose form it is.
fn starts_form(shared: &[Pair], titled: impl FnOnce() -> bool, pair: &Pair) -> bool {
    let organizations = shared.iter().filter(|p| p.field == Some(Field::Organization));
    let known: Vec<&Pair> = organizations.collect();
    let name = |pair: &Pair| letters(&pair.value.view().text());
    known.iter().any(|other| other.label == pair.label)
        || !known.is_empty()
            && known.iter().all(|other| name(other) != name(pair))
            && titled()
}

/// Whether the first of some pairs starts another record: a title that is asked for in the
/// same words again, or in others where what follows asks again for what the record has.
/// 合作内容 below 项目名称 says more of the same record.
fn starts_record(item: &[Pair], pairs: &[Pair], kind: SheetKind) -> bool {
    let is_title =
        |pair: &Pair| pair.field.is_some_and(|field| kind.required().contains(&field));
    let Some((title, below)) = pairs.split_first().filter(|(pair, _)| is_title(pair))
    else {
        return false;
    };
    let asked = |pair: &Pair| item.iter().any(|other| same_words(other, pair));
    let parts = |pair: &Pair| is_title(pair) || pair.field == Some(Field::Organization);
    let own = |pair: &&Pair| pair.field.is_some_and(|field| !is_shared(field));
    item.iter().any(|other| other.field == title.field)
        && (asked(title)
            || below.iter().take_while(|pair| !parts(pair)).filter(own).any(asked))
}

/// Whether two labels are the same but for what numbers them: 需求名称1, 2.需求名称.
fn same_words(one: &Pair, other: &Pair) -> bool {
    let words = |pair: &Pair| unnumbered(&HeaderKey::new(&pair.label).bare).to_owned();
    words(one) == words(other)
}

/// Who filled in a form: the contact only where no other one is named.
const FILLERS: &[&str] = &["填表人", "填报人", "填写人", "制表人"];

/// What a form shares without who filled it in, where it names a contact besides.
fn without_filler(shared: &[Pair]) -> Vec<Pair> {
    let fills = |pair: &Pair| FILLERS.iter().any(|word| pair.label.starts_with(word));
    let contact = |pair: &Pair| pair.field == Some(Field::Contact);
    let mut kept = shared.to_vec();
    if !shared.iter().any(|pair| contact(pair) && !fills(pair)) {
        return kept;
    }
    let phoned = |row| {
        let phone = |pair: &Pair| pair.field == Some(Field::Phone);
        shared.iter().any(|pair| phone(pair) && !fills(pair) && Some(pair.row) != row)
    };
    let row =
        shared.iter().find(|pair| contact(pair) && fills(pair)).map(|pair| pair.row);
    for pair in &mut kept {
        let reaches = matches!(pair.field, Some(Field::Phone | Field::Email));
        let theirs = fills(pair) || Some(pair.row) == row && phoned(row);
        if reaches && theirs {
            pair.field = None;
            if !FILLERS.iter().any(|word| pair.label.starts_with(word)) {
                pair.label = format!("{}{}", FILLERS[0], pair.label);
            }
        }
    }
    kept
}

/// The records of one form, each with what they share.
fn joined(shared: &[Pair], items: &mut Vec<Vec<Pair>>) -> Vec<Vec<Pair>> {
    let shared = &without_filler(shared);
    let items = std::mem::replace(items, vec![Vec::new()]);
    let full =
        items.into_iter().map(|item| [item.as_slice(), shared.as_slice()].concat());
    full.filter(|pairs| !pairs.is_empty()).collect()
}

/// A record as a row; labels met for the first time become columns.
pub(super) fn row(pairs: &[Pair], headers: &mut Vec<Header>) -> Row {
    let number = pairs.first().map_or(0, |pair| pair.row);
    let mut row = Row::new(number, Vec::new());
    for pair in pairs {
        let header = vec![header(&pair.label)];
        let column =
            headers.iter().position(|known| *known == header).unwrap_or_else(|| {
                headers.push(header);
                headers.len() - 1
            });
        let cell = row.cell(column);
        let cell = if cell.is_blank() {
            pair.value.clone()
        } else {
            Cell::of_text(format!("{}\n{}", cell.text(), pair.value.view().text()))
        };
        row.set(column, cell);
    }
    row
}

/// The header of the column that a label becomes.
pub(super) fn header(label: &str) -> String {
    let bare = unnumbered(label);
    if bare.chars().count() >= 4 { bare } else { label }.to_owned()
}
