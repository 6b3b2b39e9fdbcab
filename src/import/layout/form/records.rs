//! The pairs of forms parted into records.

pub(super) use super::pair::Pair;

use super::contacts::contacts_settled;
use crate::import::field::Field;
use crate::import::grid::{Cell, Row};
use crate::import::header_key::{HeaderKey, letters, unnumbered};
use crate::import::mapping::Header;
use crate::import::sheet_kind::SheetKind;

/// Parts the pairs into records: another organization starts a form, a title that is asked
/// for again a record of the same form.
pub(super) fn records(pairs: &[Pair], kind: SheetKind) -> Vec<Vec<Pair>> {
    let titles = titles(pairs, kind);
    let mut all = Vec::new();
    let mut form = FormPairs::default();
    for (at, pair) in pairs.iter().enumerate() {
        // What a form of the roster says of an organization is of no other one.
        let one = kind == SheetKind::Organizations;
        if one && form.is_titled(titles) && form.begins_again(&pairs[at..], titles) {
            all.extend(std::mem::take(&mut form).joined(titles));
        }
        if pair.field == Some(Field::Organization) {
            if form.ends_before(pair, titles) {
                let next = form.next(&pair.label);
                all.extend(form.joined(titles));
                form = next;
            }
            form.note_place(pair, titles);
        }
        form.take(pair, &pairs[at..], titles);
    }
    all.extend(form.joined(titles));
    all
}

/// What the records of some pairs cannot do without; where a form of needs asks for no title,
/// what tells of a need.
fn titles(pairs: &[Pair], kind: SheetKind) -> &'static [Field] {
    let required = kind.required();
    let titled = pairs.iter().any(|pair| is_title(pair, required));
    if titled || kind != SheetKind::Needs { required } else { &[Field::Description] }
}

/// The pairs of one form.
struct FormPairs {
    /// What its records share, each pair with the number of the record it stands in.
    shared: Vec<(usize, Pair)>,
    /// How much of that was there when the last record began.
    before: usize,
    /// What each record says for itself.
    items: Vec<Vec<Pair>>,
    /// In which words organizations are asked for below a title.
    below_titles: Vec<String>,
}

impl Default for FormPairs {
    fn default() -> Self {
        Self {
            shared: Vec::new(),
            before: 0,
            items: vec![Vec::new()],
            below_titles: Vec::new(),
        }
    }
}

impl FormPairs {
    fn is_titled(&self, titles: &[Field]) -> bool {
        self.items.iter().flatten().any(|pair| is_title(pair, titles))
    }

    /// Whether the first of some pairs starts another record.
    fn begins_again(&self, pairs: &[Pair], titles: &[Field]) -> bool {
        self.items.last().is_some_and(|item| starts_record(item, pairs, titles))
    }

    /// Whether an organization starts another form: one that is asked for in the same words
    /// again, or another one below a title. 填报单位 above 企业名称, or at the foot of the
    /// form, says once more whose form it is; so does 完成单位 below the title alone, and what
    /// stands below it where the title comes first.
    fn ends_before(&self, pair: &Pair, titles: &[Field]) -> bool {
        let shared = self.shared.iter().map(|(_, pair)| pair);
        let known: Vec<&Pair> =
            shared.filter(|p| p.field == Some(Field::Organization)).collect();
        let name = |pair: &Pair| letters(&pair.value.view().text());
        let begun = match self.items.as_slice() {
            [item] => item.iter().any(|pair| !is_title(pair, titles)),
            _ => true,
        };
        known.iter().any(|other| other.label == pair.label)
            || !known.is_empty()
                && known.iter().all(|other| name(other) != name(pair))
                && self.is_titled(titles)
                && begun
                && self.below_titles.is_empty()
    }

    /// Notes whether an organization stands below a title.
    fn note_place(&mut self, pair: &Pair, titles: &[Field]) {
        if self.is_titled(titles) {
            self.below_titles.push(pair.label.clone());
        }
    }

    /// What of a form that ends at an organization begins the next one: where those words
    /// stand below the title, the record whose title came last.
    fn next(&mut self, label: &String) -> Self {
        let mut next = Self::default();
        if self.below_titles.contains(label) && self.items.len() > 1 {
            next.items = self.items.split_off(self.items.len() - 1);
            let shared = self.shared.split_off(self.before).into_iter();
            next.shared = shared.map(|(_, pair)| (0, pair)).collect();
        }
        next
    }

    /// Takes the first of some pairs.
    fn take(&mut self, pair: &Pair, pairs: &[Pair], titles: &[Field]) {
        let at = self.items.len() - 1;
        let item = &mut self.items[at];
        if pair.field.is_none_or(Field::is_of_party) {
            self.shared.push((at, pair.clone()));
        } else if starts_record(item, pairs, titles) {
            // Titles are one column, whatever words ask for them.
            let first = item.iter().find(|other| other.field == pair.field);
            let label = first.map_or(&pair.label, |first| &first.label).clone();
            self.items.push(vec![Pair { label, ..pair.clone() }]);
            self.before = self.shared.len();
        } else {
            item.push(pair.clone());
        }
    }

    /// The records, each with what they share.
    fn joined(self, titles: &[Field]) -> Vec<Vec<Pair>> {
        let full = self.items.iter().enumerate().map(|(at, item)| {
            let shared = self
                .shared
                .iter()
                .filter(|(of, pair)| *of == at || !self.is_of_each(pair, titles));
            let shared: Vec<Pair> = shared.map(|(_, pair)| pair.clone()).collect();
            [item.as_slice(), &contacts_settled(&shared)].concat()
        });
        full.filter(|pairs| !pairs.is_empty()).collect()
    }

    /// Whether a pair is asked for in the same words below several titles: 联系人 of each
    /// result.
    fn is_of_each(&self, pair: &Pair, titles: &[Field]) -> bool {
        let same = self.shared.iter().filter(|(_, other)| other.label == pair.label);
        let places: Vec<(usize, u64)> =
            same.map(|(at, other)| (*at, other.row)).collect();
        let below = |(at, row): &(usize, u64)| {
            let title = self.items[*at].iter().find(|pair| is_title(pair, titles));
            title.is_some_and(|title| title.row <= *row)
        };
        places.iter().any(|(at, _)| *at != places[0].0) && places.iter().all(below)
    }
}

/// Whether a pair is what a record of a form cannot do without.
fn is_title(pair: &Pair, titles: &[Field]) -> bool {
    pair.field.is_some_and(|field| titles.contains(&field))
}

/// Whether the first of some pairs starts another record: a title that is asked for in the
/// same words again, or in others where what follows asks again for what the record has.
/// 合作内容 below 项目名称 says more of the same record.
fn starts_record(item: &[Pair], pairs: &[Pair], titles: &[Field]) -> bool {
    let Some((title, below)) =
        pairs.split_first().filter(|(pair, _)| is_title(pair, titles))
    else {
        return false;
    };
    let asked = |pair: &Pair| item.iter().any(|other| same_words(other, pair));
    let parts =
        |pair: &Pair| is_title(pair, titles) || pair.field == Some(Field::Organization);
    let own = |pair: &&Pair| pair.field.is_some_and(|field| !field.is_of_party());
    item.iter().any(|other| other.field == title.field)
        && (asked(title)
            || below.iter().take_while(|pair| !parts(pair)).filter(own).any(asked))
}

/// Whether two labels are the same but for what numbers them: 需求名称1, 2.需求名称.
fn same_words(one: &Pair, other: &Pair) -> bool {
    let words = |pair: &Pair| unnumbered(&HeaderKey::new(&pair.label).bare).to_owned();
    words(one) == words(other)
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
