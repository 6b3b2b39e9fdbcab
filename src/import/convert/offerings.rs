//! Offerings: results, patents, experts, candidates, platforms.

use super::draft::{Draft, require};
use super::enterprise::{Named, organization_and_office};
use super::needs::check_texts;
use super::reader::Reader;
use crate::domain::vocabulary::{Worded as _, is_post};
use crate::domain::{
    AmountKind, Code as _, InstitutionRef, Maturity, Offering, OfferingKind,
    OrganizationKind, Record,
};
use crate::import::field::Field;
use crate::import::header_key::HeaderKey;
use crate::import::sheet_kind::SheetKind;
use crate::import::value;

/// An offering of whatever kind.
pub(super) fn offering(reader: &mut Reader<'_>) -> Draft {
    let (title, post) = title(reader);
    require(reader, Field::Title, &title);
    let mut organization = institution(reader);
    let mut lead = reader.option(Field::Lead).or(post);
    let mut fields = reader.words(Field::Field, value::fields);
    if reader.plan.kind == SheetKind::Experts {
        employ(&mut organization, &mut lead);
    } else if reader.plan.kind == SheetKind::Candidates {
        school(reader, &mut organization, &mut fields);
    }
    let offering = Offering {
        id: reader.id(Field::Id),
        kind: reader.code(Field::Kind).unwrap_or_else(|| expected(reader)),
        title,
        description: reader.passages(Field::Description),
        fields,
        keywords: reader.words(Field::Keywords, value::items),
        organization,
        lead,
        maturity: maturity(reader),
        cooperation: reader.codes(Field::Cooperation),
        price: reader.money(Field::Price, AmountKind::Price),
        ip: reader.list(Field::Ip, value::ip),
        contact: reader.contact(),
        publish: reader.may_be_published(),
        ..Offering::default()
    };
    if offering.kind == OfferingKind::Achievement && !offering.title.is_empty() {
        check_texts(reader, &[&offering.description], Field::Description);
    }
    draft(offering)
}

/// The title; of a person the name without the blanks inside, and the post beside it.
fn title(reader: &Reader<'_>) -> (String, Option<String>) {
    let title = reader.text(Field::Title);
    if !matches!(reader.plan.kind, SheetKind::Experts | SheetKind::Candidates) {
        return (title, None);
    }
    let value::PersonCell { name, title: post } = value::person(&title);
    let post = post.filter(|post| is_post(post));
    if name.is_empty() { (title, post) } else { (name, post) }
}

/// What the rows of a table are: as its kind has it, or in the words that ask for their
/// titles, 专利名称.
fn expected(reader: &Reader<'_>) -> OfferingKind {
    const KINDS: [(SheetKind, OfferingKind); 3] = [
        (SheetKind::Experts, OfferingKind::Expert),
        (SheetKind::Candidates, OfferingKind::Candidate),
        (SheetKind::Platforms, OfferingKind::Platform),
    ];
    let told = KINDS.iter().find(|(sheet, _)| *sheet == reader.plan.kind);
    told.map(|(_, kind)| *kind)
        .or_else(|| named_in(reader.header(Field::Title)?))
        .unwrap_or(OfferingKind::Achievement)
}

/// The kind of what a header asks the name of.
fn named_in(header: &str) -> Option<OfferingKind> {
    let header = HeaderKey::new(header).bare;
    let names = ["名称", "name", "title"];
    let named = names.iter().find_map(|name| header.strip_suffix(name));
    OfferingKind::of_words(named.unwrap_or(&header))
}

fn institution(reader: &mut Reader<'_>) -> InstitutionRef {
    let Named { name, office, holder } = organization_and_office(reader);
    let given = reader.option(Field::OrganizationId);
    let department = reader.option(Field::Department);
    if holder.is_some() || department.is_some() && office.is_some() {
        reader.keep_words(Field::Organization);
    }
    let name = holder.unwrap_or(name);
    InstitutionRef {
        id: given.or_else(|| reader.id_of(&name, OrganizationKind::Institution)),
        department: department.or(office),
        region: reader.region(),
        name,
    }
}

/// Takes where an expert works out of the words for it and the post, where nothing else says so.
fn employ(organization: &mut InstitutionRef, lead: &mut Option<String>) {
    if !organization.name.is_empty() {
        return;
    }
    let Some(found) = lead.as_deref().and_then(value::employed) else { return };
    let id =
        || OrganizationKind::id_for(&found.organization, OrganizationKind::Institution);
    organization.id = organization.id.take().or_else(|| Some(id()));
    organization.department = organization.department.take().or(found.office);
    organization.name = found.organization;
    *lead = Some(found.post);
}

/// Takes what a candidate has learnt out of the words for the school, where their header asks for
/// both: 毕业院校及专业.
fn school(
    reader: &Reader<'_>,
    organization: &mut InstitutionRef,
    fields: &mut Vec<String>,
) {
    let subjects = &value::Endings::get().subjects;
    let header = reader.header(Field::Organization).unwrap_or_default();
    let asked = || header.trim_end_matches(['）', ')']);
    if organization.name.is_empty() || !value::ends_with(asked(), subjects) {
        return;
    }
    let Some((school, college, major)) = value::schooled(&organization.name) else {
        return;
    };
    if fields.iter().all(|field| field != major) {
        fields.push(major.to_owned());
    }
    organization.department =
        organization.department.take().or(college.map(str::to_owned));
    let (school, kind) = (school.to_owned(), OrganizationKind::Institution);
    organization.id = Some(OrganizationKind::id_for(&school, kind));
    organization.name = school;
}

fn maturity(reader: &mut Reader<'_>) -> Option<Maturity> {
    let sound = |level: Option<u8>| level.is_none_or(|level| (1..=9).contains(&level));
    let read = |json| {
        let found: Option<Maturity> = serde_json::from_value(json).ok()?;
        sound(found.as_ref().and_then(|found| found.trl)).then_some(found)
    };
    if let Some(maturity) = reader.object(Field::Maturity, read) {
        return maturity;
    }
    reader.parse_said(Field::Maturity, value::maturity)
}

fn draft(offering: Offering) -> Draft {
    if !offering.id.is_empty() {
        return Draft::named(Record::Offerings(offering));
    }
    let mut parts = vec![offering.organization.name.clone(), offering.title.clone()];
    // Whoever looks for a post need not be the expert of the same name.
    if offering.kind == OfferingKind::Candidate {
        parts.push(offering.kind.code().to_owned());
    }
    if offering.organization.name.is_empty() {
        parts.push(offering.description.clone());
    }
    let more = offering.description.clone();
    Draft { parts, more, record: Record::Offerings(offering) }
}
