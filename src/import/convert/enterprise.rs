//! The enterprise that a row speaks for, by the name in its cell.

use super::reader::Reader;
use crate::domain::{EnterpriseRef, OrganizationKind};
use crate::import::field::Field;
use crate::import::seal::without_seal;
use crate::import::value;

/// The enterprise of a row.
pub(super) fn enterprise(reader: &mut Reader<'_>) -> EnterpriseRef {
    let name = organization_name(reader);
    let given = reader.option(Field::OrganizationId);
    let id = given.or_else(|| reader.id_of(&name, OrganizationKind::Enterprise));
    EnterpriseRef {
        id,
        uscc: reader.parse(Field::Uscc, value::uscc),
        region: reader.option(Field::Region),
        zone: reader.option(Field::Zone),
        classes: reader.codes(Field::Classes),
        confidential: reader.parse(Field::Confidential, value::boolean) == Some(true),
        name,
    }
}

/// The name in the organization's cell; several names stay as they stand, with a note.
pub(super) fn organization_name(reader: &mut Reader<'_>) -> String {
    reader.look_at(Field::Organization, |cell| value::organizations(cell).problems);
    without_seal(&reader.name(Field::Organization)).to_owned()
}
