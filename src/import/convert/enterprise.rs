//! The enterprise that a row speaks for, by the name in its cell.

use super::reader::Reader;
use crate::domain::{EnterpriseRef, OrganizationKind};
use crate::import::field::Field;
use crate::import::seal::without_seal;
use crate::import::value::{self, Parsed, unwrapped};

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
    let (name, office) = organization_and_office(reader);
    if office.is_some() {
        reader.keep_words(Field::Organization);
    }
    name
}

/// The name in the organization's cell and the office in the lines below it.
pub(super) fn organization_and_office(
    reader: &mut Reader<'_>,
) -> (String, Option<String>) {
    let bare = |name: &str| without_seal(name).to_owned();
    reader.parse_said(Field::Organization, |cell| match value::office_below(cell) {
        Some((name, office)) => Parsed::fine((bare(name), Some(office))),
        None => value::organizations(cell).map(|_| (bare(&unwrapped(cell)), None)),
    })
}
