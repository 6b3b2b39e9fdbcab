//! The roster.

use super::draft::{Draft, require};
use super::reader::Reader;
use crate::domain::{AmountKind, Organization, OrganizationKind, Record};
use crate::import::field::Field;
use crate::import::value;

/// An organization. Without an id it gets the one that needs and offerings make of its
/// name.
pub(super) fn organization(reader: &mut Reader<'_>) -> Draft {
    let name = reader.name(Field::Name);
    require(reader, Field::Name, &name);
    let told = reader.code(Field::Kind);
    let of_name = OrganizationKind::of_name(&name);
    let organization = Organization {
        id: reader.id(Field::Id),
        kind: told.or(of_name).unwrap_or(OrganizationKind::Enterprise),
        uscc: reader.parse(Field::Uscc, value::uscc),
        region: reader.region(),
        zone: reader.option(Field::Zone),
        classes: reader.codes(Field::Classes),
        staff: reader.parse(Field::Staff, value::count),
        rd_spend: reader.money(Field::RdSpend, AmountKind::Rd),
        confidential: reader.parse(Field::Confidential, value::boolean) == Some(true),
        contact: reader.contact(),
        aliases: reader.words(Field::Aliases, value::items),
        name: name.clone(),
        ..Organization::default()
    };
    Draft {
        parts: vec![name],
        more: organization.uscc.clone().unwrap_or_default(),
        record: Record::Organizations(organization),
    }
}
