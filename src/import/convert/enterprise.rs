//! The enterprise that a row speaks for, by the name in its cell.

use super::reader::Reader;
use crate::domain::{EnterpriseRef, OrganizationKind};
use crate::import::field::Field;
use crate::import::seal::without_seal;
use crate::import::value::{self, Endings, Parsed, ends_with, unwrapped, with_office};

/// The enterprise of a row.
pub(super) fn enterprise(reader: &mut Reader<'_>) -> EnterpriseRef {
    let name = organization_name(reader);
    let given = reader.option(Field::OrganizationId);
    let id = given.or_else(|| reader.id_of(&name, OrganizationKind::Enterprise));
    EnterpriseRef {
        id,
        uscc: reader.parse(Field::Uscc, value::uscc),
        region: reader.region(),
        zone: reader.option(Field::Zone),
        classes: reader.codes(Field::Classes),
        confidential: reader.parse(Field::Confidential, value::boolean) == Some(true),
        name,
    }
}

/// The name in the organization's cell; several names stay as they stand, with a note. An office
/// in the lines below it is kept.
fn organization_name(reader: &mut Reader<'_>) -> String {
    let Named { name, office, .. } = organization_and_office(reader);
    if office.is_some() {
        reader.keep_words(Field::Organization);
    }
    name
}

/// What stands in the cell of an organization.
#[derive(Clone, Default)]
pub(super) struct Named {
    /// Its name; several as they stand.
    pub(super) name: String,
    /// The office in the lines below it.
    pub(super) office: Option<String>,
    /// Of several names that of whom a thing belongs to.
    pub(super) holder: Option<String>,
}

/// The name in the organization's cell and the office in the lines below it.
pub(super) fn organization_and_office(reader: &mut Reader<'_>) -> Named {
    let bare = |name: &str| without_seal(name).to_owned();
    reader.parse_said(Field::Organization, |cell| match value::office_below(cell) {
        Some((name, office)) => {
            Parsed::fine(Named { name: bare(name), office: Some(office), holder: None })
        }
        None => value::organizations(cell).map(|names| Named {
            name: bare(&unwrapped(cell)),
            office: None,
            holder: holder(names),
        }),
    })
}

/// Whose a thing is that several names stand for, 甲有限公司；乙大学: the first institution's, else
/// the first one's. `None`: it is one name, one with several offices, or none that is known.
fn holder(mut names: Vec<String>) -> Option<String> {
    if names.len() < 2 || has_offices(&names) {
        return None;
    }
    let kinds: Vec<_> =
        names.iter().map(|name| OrganizationKind::of_name(name)).collect();
    let institution = Some(OrganizationKind::Institution);
    let at = kinds.iter().position(|kind| *kind == institution).unwrap_or(0);
    let all_known = !kinds.contains(&None);
    all_known.then(|| without_seal(&names.swap_remove(at)).to_owned())
}

/// Whether names are those of offices of the first one: 甲大学材料学院、化工学院.
fn has_offices(names: &[String]) -> bool {
    let Endings { whole, offices, .. } = Endings::get();
    let is_office = |name: &String| {
        ends_with(name, offices) && !whole.iter().any(|end| name.contains(end))
    };
    let [first, others @ ..] = names else { return false };
    with_office(first).is_some() && others.iter().all(is_office)
}
