//! Projects to sign.

use super::agreement::kind_and_type;
use super::draft::{Draft, require};
use super::dumped;
use super::reader::Reader;
use crate::domain::problem::Problem;
use crate::domain::{
    AmountKind, ContractType, OrganizationKind, Record, Signatory, Signing, SigningKind,
    Stage,
};
use crate::import::field::Field;
use crate::import::names::{is_bare_name, people_between_blanks};
use crate::import::value::{self, DateRole, PersonCell};

/// A project to sign.
pub(super) fn signing(reader: &mut Reader<'_>) -> Draft {
    let title = reader.text(Field::Title);
    require(reader, Field::Title, &title);
    let (parties, named) = parties(reader);
    if parties.is_empty() {
        reader.problem_in(Field::Parties, Problem::error("missing_required"));
    }
    let (kind, contract_type) = kind_and_type(reader);
    let (start, end) = period(reader);
    let counted = amount_kind(reader, kind, contract_type);
    let mut signing = Signing {
        id: reader.id(Field::Id),
        kind,
        contract_type,
        signatories: signatories(reader, &parties, named),
        witnesses: reader.words(Field::Witnesses, people),
        amount: reader.money(Field::Amount, counted),
        sign_date: reader.date(Field::SignDate, DateRole::Signing),
        start,
        end,
        stage: reader.parse(Field::Stage, value::stage_within).unwrap_or(Stage::Intent),
        zone: reader.option(Field::Zone),
        officer: reader.named(Field::Officer),
        need: reader.option(Field::RelatedNeed),
        offering: reader.option(Field::RelatedOffering),
        on_stage: reader.parse(Field::OnStage, value::boolean) != Some(false),
        priority: reader.parse(Field::Priority, value::count),
        batch: reader.parse(Field::Batch, ordinal),
        position: reader.parse(Field::Position, ordinal),
        title: title.clone(),
        parties: parties.clone(),
        ..Signing::default()
    };
    if let Some(note) = reader.option(Field::Note) {
        reader.extra.insert("note".into(), note);
    }
    if signing.start.is_none() && signing.end.is_some() && signing.sign_date > signing.end
    {
        signing.start = signing.sign_date;
    }
    Draft {
        parts: vec![parties.first().cloned().unwrap_or_default(), title],
        more: parties.join("\u{1f}"),
        record: Record::Signings(signing),
    }
}

/// The parties, one column of all, or a column each for 甲方 and 乙方; and who signs for them,
/// where that stands in brackets behind their names.
fn parties(reader: &mut Reader<'_>) -> (Vec<String>, Vec<Signatory>) {
    let mut parties = Vec::new();
    let mut named = Vec::new();
    for field in [Field::PartyA, Field::PartyB, Field::Parties] {
        for text in reader.words(field, value::parties) {
            let (party, person) = signed_for(&text);
            if parties.iter().any(|known| known == party) {
                continue;
            }
            if let Some(person) = person {
                let PersonCell { name, title } = value::person(person);
                let title = title.unwrap_or_default();
                named.push(Signatory { name, title, party: parties.len() });
            }
            parties.push(party.to_owned());
        }
    }
    (parties, named)
}

/// A party and the person in brackets behind it: 甲有限公司（张三）.
fn signed_for(text: &str) -> (&str, Option<&str>) {
    let closed = text.strip_suffix(['）', ')']);
    let parts = closed.and_then(|text| text.rsplit_once(['（', '(']));
    let Some((party, person)) = parts else { return (text, None) };
    let first = person.split([' ', '\u{3000}', '，', ',', '、', '/']).next();
    let party = party.trim_end();
    if OrganizationKind::of_name(party).is_some() && first.is_some_and(is_bare_name) {
        (party, Some(person))
    } else {
        (text, None)
    }
}

/// Who signs for whom: by columns of 甲方 and 乙方, else in the order of the parties, else those
/// who are named behind the parties.
fn signatories(
    reader: &mut Reader<'_>,
    parties: &[String],
    named: Vec<Signatory>,
) -> Vec<Signatory> {
    let read = |json| {
        let people: Vec<Signatory> = serde_json::from_value(json).ok()?;
        people.iter().all(|person| person.party < parties.len()).then_some(people)
    };
    if let Some(people) = reader.object(Field::Signatories, read) {
        return people;
    }
    if let Some(people) = dumped::json(&reader.text(Field::Signatories)) {
        return people;
    }
    let mut signatories = Vec::new();
    let sides = [
        (Field::SignatoryA, Field::SignatoryTitleA),
        (Field::SignatoryB, Field::SignatoryTitleB),
    ];
    for (party, (name, title)) in sides.into_iter().enumerate() {
        add(
            reader,
            (name, title),
            |_| party.min(parties.len().saturating_sub(1)),
            &mut signatories,
        );
    }
    let last = parties.len().saturating_sub(1);
    // Beside a column for 甲方 a further one is for the next parties, else for the first.
    let first = signatories.iter().any(|signatory: &Signatory| signatory.party == 0);
    let sides = signatories.iter().map(|s| s.party + 1).max().filter(|_| first);
    add(
        reader,
        (Field::Signatories, Field::SignatoryTitles),
        |at| at.saturating_add(sides.unwrap_or(0)).min(last),
        &mut signatories,
    );
    if signatories.is_empty() {
        return named;
    }
    signatories.sort_by_key(|signatory| signatory.party);
    signatories
}

fn add(
    reader: &mut Reader<'_>,
    (names, titles): (Field, Field),
    party: impl Fn(usize) -> usize,
    all: &mut Vec<Signatory>,
) {
    let names = reader.words(names, people);
    let titles = titles_of(reader, titles, names.len());
    for (at, name) in names.iter().enumerate() {
        let (role, name) = value::of_party(name);
        let person = value::person(name);
        let title = titles.get(at).filter(|title| !title.is_empty()).cloned();
        let title = title.or(person.title).unwrap_or_default();
        let last = party(usize::MAX);
        let party = role.map_or_else(|| party(at), |role| role.min(last));
        all.push(Signatory { name: person.name, title, party });
    }
}

/// The titles of so many people, in their order; where nobody can say whose is which, they
/// are kept as they stand.
fn titles_of(reader: &mut Reader<'_>, field: Field, people: usize) -> Vec<String> {
    let cells = reader.texts(field);
    if let [cell] = cells.as_slice()
        && let Some(titles) = dumped::json(cell)
    {
        return titles;
    }
    let text = cells.join(";");
    if text.is_empty() || people == 0 {
        return Vec::new();
    }
    value::titles(&text, people).unwrap_or_else(|| {
        reader.extra.insert(field.name().into(), text);
        Vec::new()
    })
}

/// The people of a cell; a title beside a blank stays with its name.
fn people(cell: &str) -> Vec<String> {
    people_between_blanks(cell).unwrap_or_else(|| value::items(cell))
}

/// What the amount is an amount of: as said, else by the kind of the signing.
fn amount_kind(
    reader: &mut Reader<'_>,
    kind: SigningKind,
    contract: Option<ContractType>,
) -> AmountKind {
    if let Some(said) = reader.code(Field::AmountKind) {
        return said;
    }
    if contract.is_some_and(ContractType::is_technology) {
        return AmountKind::TechnologyContract;
    }
    match kind {
        SigningKind::Talent => AmountKind::Salary,
        SigningKind::Investment | SigningKind::EnterpriseEnterprise => {
            AmountKind::Investment
        }
        SigningKind::GovernmentUniversity
        | SigningKind::UniversityLocal
        | SigningKind::Platform
        | SigningKind::CultureSport
        | SigningKind::Other => AmountKind::Other,
    }
}

/// Start and end: a column each, or one that holds both.
fn period(
    reader: &mut Reader<'_>,
) -> (Option<chrono::NaiveDate>, Option<chrono::NaiveDate>) {
    let when = reader.plan.when;
    let start = reader.date(Field::Start, DateRole::Start);
    if start.is_some() {
        return (start, reader.date(Field::End, DateRole::End));
    }
    let (first, last) = reader.parse(Field::End, |cell| value::span(cell, when));
    if first == last { (None, last) } else { (first, last) }
}

/// A place in an order, as such or in words: `2`, `第二批`; the first one is 1.
fn ordinal(cell: &str) -> value::Parsed<Option<u32>> {
    let bare =
        cell.trim().trim_start_matches('第').trim_end_matches(['批', '次', '轮', '组']);
    value::ordinal(bare)
}
