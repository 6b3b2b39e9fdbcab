//! Who fills in for others above a table: an agency that gathered what they need or offer, the
//! office of a university.

use super::Preamble;
use crate::domain::{Kind, OrganizationKind};
use crate::import::alias::{Aliases, Meaning};
use crate::import::field::Field;
use crate::import::header_key::HeaderKey;
use crate::import::sheet_kind::SheetKind;
use crate::import::value::with_office;
use crate::text::word_lists;

word_lists! {
    /// Who gathers surveys.
    Words in "gatherers" {
        /// How a label begins that asks who fills in.
        labels,
    }
}

/// How to reach whoever filled in.
const CONTACT: [Field; 3] = [Field::Contact, Field::Phone, Field::Email];

impl Preamble {
    /// Sets apart an agency that fills in for others, 填报单位：某区科技局, and its contact: no row
    /// is its own.
    pub(super) fn part_gatherer(&mut self, kind: SheetKind) {
        let of_others = matches!(kind.kind(), Kind::Needs | Kind::Offerings);
        if !of_others || !self.pairs.iter().any(|pair| gathers(pair, kind)) {
            return;
        }
        let theirs = |pair: &(String, String)| {
            let reaches = field(&pair.0, kind).is_some_and(|f| CONTACT.contains(&f));
            reaches || gathers(pair, kind)
        };
        let pairs = std::mem::take(&mut self.pairs);
        (self.gathered, self.pairs) = pairs.into_iter().partition(theirs);
    }

    /// Names the university whose office fills in, 甲大学科研处, where achievements follow; a
    /// college is their department.
    pub(super) fn take_offices_off(&mut self, kind: SheetKind) {
        if kind.kind() != Kind::Offerings {
            return;
        }
        let mut department = None;
        for (label, value) in &mut self.pairs {
            let asked = field(label, kind) == Some(Field::Organization);
            let Some((name, office)) = with_office(value).filter(|_| asked) else {
                continue;
            };
            let college = office.ends_with("学院") || office.ends_with('系');
            department = college.then(|| office.to_owned());
            *value = name.to_owned();
        }
        let department =
            department.map(|name| (Field::Department.name().to_owned(), name));
        self.pairs.extend(department);
    }
}

/// Whether a label asks who fills in, and an agency does.
fn gathers((label, name): &(String, String), kind: SheetKind) -> bool {
    field(label, kind) == Some(Field::Organization)
        && Words::get().labels.iter().any(|word| label.starts_with(word))
        && OrganizationKind::of_name(name) == Some(OrganizationKind::Government)
}

fn field(label: &str, kind: SheetKind) -> Option<Field> {
    match Aliases::of(kind).meaning(&HeaderKey::new(label))? {
        Meaning::Field(field, _) => Some(field),
        Meaning::Other => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::grid::rows_of;

    #[test]
    fn an_agency_that_fills_in_for_others_needs_nothing_itself() {
        let read = |row: &str| Preamble::read(&rows_of(&[&[row]]), SheetKind::Needs);
        let parted = read("填报单位：某区科技局　联系人：某甲　单位：万元");
        assert_eq!((parted.gathered.len(), parted.pairs.len()), (2, 0));
        for own in ["填报单位：甲有限公司　联系人：某甲", "需求单位：某区科技局"]
        {
            assert!(read(own).gathered.is_empty(), "{own}");
        }
    }
}
