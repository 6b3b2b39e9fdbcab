//! A table found in a sheet: its columns, and whose its rows are.

use super::Preamble;
use super::fold::Fold;
use crate::import::alias::{Aliases, Meaning};
use crate::import::field::Field;
use crate::import::grid::Row;
use crate::import::header_key::HeaderKey;
use crate::import::mapping::Column;
use crate::import::sheet_kind::SheetKind;

/// How to reach whom.
const CONTACT: [Field; 3] = [Field::Contact, Field::Phone, Field::Email];

/// A table found in a sheet.
#[derive(Debug, Clone)]
pub(in crate::import) struct Table {
    /// What its rows are.
    pub(in crate::import) kind: SheetKind,
    /// The rows of the header; none where the format names the columns.
    pub(in crate::import) header_rows: Vec<u64>,
    /// The columns, left to right.
    pub(in crate::import) columns: Vec<Column>,
    /// What stands above the header.
    pub(in crate::import) preamble: Preamble,
    /// Index of the first row below the header among the rows looked at.
    pub(in crate::import) body: usize,
    /// How sure it is: fields found and words that speak for it.
    pub(in crate::import) score: i32,
    /// How a row holds several records.
    pub(in crate::import) fold: Option<Fold>,
}

impl Table {
    /// Whether every header is known, and those that rows cannot do without are there.
    pub(super) fn is_whole(&self) -> bool {
        let known = |column: &Column| column.field.is_some() || column.aside.is_some();
        let headed = self.columns.iter().filter(|column| column.headed);
        headed.clone().count() >= 3
            && headed.into_iter().all(known)
            && self.has_required()
    }

    /// Whether its header has three words or more and one that no other kind of sheet has. Where
    /// what its rows cannot do without is missing, it names an institution besides.
    pub(super) fn is_of_own_words(&self) -> bool {
        let own = &Aliases::of(self.kind).own;
        let headed = || self.columns.iter().filter(|column| column.headed);
        let institution = |column: &Column| {
            ["高校", "院校", "院所"].iter().any(|word| column.header.contains(word))
        };
        !own.is_empty()
            && headed().count() > 2
            && headed().any(|column| own.contains(&HeaderKey::new(&column.header).bare))
            && (self.has_required() || headed().any(institution))
    }

    /// Whether some column that rows cannot do without is there.
    pub(super) fn has_required(&self) -> bool {
        self.kind.required().iter().any(|field| self.has(*field))
    }

    /// Whether it holds nothing but what may be chosen in other sheets: 合作方式, 技术领域.
    pub(super) fn lists_options(&self) -> bool {
        const CHOSEN: [Field; 8] = [
            Field::Kind,
            Field::Field,
            Field::Cooperation,
            Field::Classes,
            Field::Stage,
            Field::Degree,
            Field::Publish,
            Field::Zone,
        ];
        let fields = telling(&self.columns);
        fields.iter().all(|field| CHOSEN.contains(field))
    }

    /// Whether its rows, or the lines above them, say whose they are.
    pub(in crate::import) fn says_whose(&self) -> bool {
        let field = Field::Organization;
        self.has(field) || self.preamble.says(field, self.kind)
    }

    /// Whether its rows say themselves how to reach whom.
    fn has_contacts(&self) -> bool {
        CONTACT.iter().any(|field| self.has(*field))
    }

    /// Leaves out whom the lines above it name to ask, where its rows have contacts of their
    /// own: one's name does not belong to another's telephone.
    pub(super) fn keep_own_contacts(&mut self) {
        if !self.has_contacts() {
            return;
        }
        let aliases = Aliases::of(self.kind);
        self.preamble.pairs.retain(|(label, _)| {
            let meaning = aliases.meaning(&HeaderKey::new(label));
            !matches!(meaning, Some(Meaning::Field(field, _)) if CONTACT.contains(&field))
        });
    }

    /// Takes what another paper says of the party that its rows belong to, unless it says so
    /// itself; whoever has contacts of its own takes no others.
    pub(in crate::import) fn take_party(
        &mut self,
        party: Option<&(SheetKind, Vec<(String, String)>)>,
    ) {
        let Some((_, said)) = party.filter(|(kind, _)| kind.lends_to(self.kind)) else {
            return;
        };
        if self.says_whose() {
            return;
        }
        let aliases = Aliases::of(self.kind);
        let own = self.has_contacts();
        for (label, value) in said {
            let meaning = aliases.meaning(&HeaderKey::new(label));
            let Some(Meaning::Field(field, _)) = meaning else { continue };
            if field.is_of_party() && !(own && CONTACT.contains(&field)) {
                self.preamble.pairs.push((label.clone(), value.clone()));
            }
        }
    }

    /// Takes what its sheet is named after, the party or its department, unless it says that
    /// itself.
    pub(in crate::import) fn take_name(&mut self, name: Option<(Field, String)>) {
        let says = |field| self.has(field) || self.preamble.says(field, self.kind);
        if let Some((field, name)) = name.filter(|(field, _)| !says(*field)) {
            self.preamble.pairs.push((field.name().to_owned(), name));
        }
    }

    /// Whether a column is one that rows cannot do without.
    pub(super) fn is_required(&self, column: usize) -> bool {
        let field = self.columns.get(column).and_then(|c| c.field);
        field.is_some_and(|(field, _)| self.kind.required().contains(&field))
    }

    /// The records that a row holds, each as a row: those that have a title, or the first.
    pub(in crate::import) fn records_in(&self, row: Row) -> Vec<Row> {
        let Some(fold) = &self.fold else { return vec![row] };
        let is_titled = |part: &Row| {
            let mut titles = (0..self.columns.len()).filter(|at| self.is_required(*at));
            titles.any(|at| !part.cell(at).is_blank())
        };
        let (titled, others): (Vec<Row>, Vec<Row>) =
            fold.parts(&row).into_iter().partition(is_titled);
        if titled.is_empty() { others.into_iter().take(1).collect() } else { titled }
    }

    /// Whether a column fills a field.
    pub(in crate::import) fn has(&self, field: Field) -> bool {
        self.columns.iter().any(|c| c.field.is_some_and(|(f, _)| f == field))
    }
}

/// The fields that say something of the kind, each once.
pub(super) fn telling(columns: &[Column]) -> Vec<Field> {
    let silent = [Field::Seq, Field::RejectReason];
    let mut fields: Vec<_> = columns
        .iter()
        .filter_map(|c| Some(c.field?.0))
        .filter(|f| !silent.contains(f))
        .collect();
    fields.sort_unstable();
    fields.dedup();
    fields
}
