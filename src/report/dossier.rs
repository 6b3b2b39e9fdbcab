//! `show`: everything about one record; of an enterprise its dossier (一企一策).

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::listing::{table, values};
use super::{Block, Cell, Column, Report, Section, Table};
use crate::domain::{Code as _, Fair, Kind, Meeting, Record};
use crate::text::messages::{Lang, Message, has, say};

/// A record and whatever in the fair has to do with it.
#[derive(Debug, Clone, PartialEq)]
pub struct Dossier {
    /// The record.
    pub record: Record,
    /// What has to do with it, by registry.
    pub related: BTreeMap<Kind, Vec<Record>>,
    /// Its meetings in the current plan.
    pub meetings: Vec<Meeting>,
}

impl Dossier {
    /// Gathers what names the record, what it names, and what names those: an
    /// enterprise's needs and signings, then their meetings, decisions and ledger.
    pub fn new(fair: &Fair, record: Record) -> Self {
        let own = Own::of(fair, &record);
        let mut related = BTreeMap::new();
        for &kind in Kind::ALL {
            let mut found = fair.records(kind);
            found.retain(|other| {
                other.id() != record.id() || other.kind() != record.kind()
            });
            found.retain(|other| own.concerns(other));
            if !found.is_empty() {
                related.insert(kind, found);
            }
        }
        Self { record, related, meetings: own.meetings }
    }
}

/// The ids and names under which a record is mentioned.
struct Own {
    keys: BTreeSet<String>,
    /// Ids of records that its own ones name: the offerings of its decisions, its officers.
    named: BTreeSet<String>,
    meetings: Vec<Meeting>,
}

impl Own {
    fn of(fair: &Fair, record: &Record) -> Self {
        let mut keys: BTreeSet<String> = [record.id().to_owned()].into();
        keys.extend(names(record).map(str::to_owned));
        let belongs = |other: &Record| {
            other.facets().organizations.iter().any(|key| keys.contains(*key))
        };
        let parts: Vec<_> = [Kind::Needs, Kind::Offerings, Kind::Signings]
            .into_iter()
            .filter(|_| matches!(record.kind(), Kind::Organizations | Kind::People))
            .flat_map(|kind| fair.records(kind))
            .filter(belongs)
            .collect();
        keys.extend(parts.iter().map(|part| part.id().to_owned()));
        let meetings: Vec<Meeting> = fair
            .plan
            .iter()
            .flat_map(|plan| &plan.meetings)
            .filter(|meeting| parties(meeting).any(|party| keys.contains(party)))
            .cloned()
            .collect();
        keys.extend(meetings.iter().map(|meeting| meeting.id.clone()));
        let named = Self::named(fair, record, &keys);
        Self { keys, named, meetings }
    }

    fn named(fair: &Fair, record: &Record, keys: &BTreeSet<String>) -> BTreeSet<String> {
        let links = [Kind::Decisions, Kind::Signings, Kind::Assignments];
        let mut named: BTreeSet<String> = links
            .into_iter()
            .flat_map(|kind| fair.records(kind))
            .filter(|link| mentions(link).any(|key| keys.contains(key)))
            .flat_map(|link| mentions(&link).map(str::to_owned).collect::<Vec<_>>())
            .collect();
        named.extend(mentions(record).map(str::to_owned));
        named
    }

    /// Whether a record mentions an own key, or is named by an own record.
    fn concerns(&self, other: &Record) -> bool {
        let own = self.keys.contains(other.id())
            || mentions(other).any(|key| self.keys.contains(key));
        let named = || {
            let linked =
                [Kind::Needs, Kind::Offerings, Kind::Officers, Kind::Organizations];
            linked.contains(&other.kind())
                && (self.named.contains(other.id())
                    || names(other).any(|name| self.named.contains(name)))
        };
        own || named()
    }
}

/// The names by which a record is mentioned beside its id.
fn names(record: &Record) -> impl Iterator<Item = &str> {
    let aliases: &[String] = match record {
        Record::Organizations(organization) => &organization.aliases,
        Record::Needs(_)
        | Record::Offerings(_)
        | Record::People(_)
        | Record::Signings(_)
        | Record::Ledger(_)
        | Record::Officers(_)
        | Record::Assignments(_)
        | Record::Availability(_)
        | Record::Policies(_)
        | Record::Events(_)
        | Record::Kpis(_)
        | Record::Decisions(_)
        | Record::Outcomes(_)
        | Record::Encounters(_) => &[],
    };
    let known = [Kind::Organizations, Kind::People, Kind::Officers];
    let own = known.contains(&record.kind()).then(|| record.facets().title);
    own.into_iter()
        .chain(aliases.iter().map(String::as_str))
        .filter(|name| !name.is_empty())
}

/// Every id and name that a record mentions.
fn mentions(record: &Record) -> impl Iterator<Item = &str> {
    let references = record.references().into_iter().map(|reference| reference.key);
    references.chain(record.facets().organizations)
}

fn parties(meeting: &Meeting) -> impl Iterator<Item = &str> {
    let ids = [&meeting.need, &meeting.enterprise, &meeting.institution];
    ids.into_iter().chain(&meeting.offering).map(String::as_str)
}

impl Report for Dossier {
    fn name(&self) -> &'static str {
        "show"
    }

    fn title(&self, lang: Lang) -> String {
        Message::new("report-dossier-title")
            .with("kind", self.record.kind().label())
            .with("id", self.record.id())
            .with("title", self.record.facets().title)
            .say(lang)
    }

    fn sections(&self, lang: Lang) -> Vec<Section> {
        let mut sections = vec![Section::table("", fields(&self.record, lang))];
        if !self.meetings.is_empty() {
            let heading = say(lang, "report-dossier-meetings");
            sections.push(Section::table(heading, meetings(&self.meetings, lang)));
        }
        for (kind, records) in &self.related {
            let block = Block::Table(table(records, lang));
            sections
                .push(Section { heading: kind.label().say(lang), blocks: vec![block] });
        }
        sections
    }

    fn json<'a>(&'a self, _lang: Lang) -> Box<dyn erased_serde::Serialize + 'a> {
        let mut related = Map::new();
        for (kind, records) in &self.related {
            related.insert(kind.code().to_owned(), values(records));
        }
        let meetings = serde_json::to_value(&self.meetings).unwrap_or_default();
        related.insert("meetings".to_owned(), meetings);
        let record = self.record.json().unwrap_or_default();
        Box::new(BTreeMap::from([
            ("record", record),
            ("related", Value::Object(related)),
        ]))
    }
}

/// Every field that the record has, in words.
fn fields(record: &Record, lang: Lang) -> Table {
    let header = |key| Column::left(key, say(lang, &format!("report-dossier-{key}")));
    let columns = ["field", "value"].map(header).into();
    let json = record.json().unwrap_or_default();
    let mut rows = Vec::new();
    for (key, value) in json.as_object().into_iter().flatten() {
        let label = record.facets().kind.filter(|_| key == "kind");
        let list = kind_list(record.kind());
        let text = match (label, list) {
            (Some(code), Some(list)) => {
                Some(say(lang, &format!("{list}-{code}")).to_owned())
            }
            _ => in_words(key, value, lang),
        };
        if let Some(text) = text {
            rows.push(vec![Cell::from(name_of(key, lang)), Cell::from(text)]);
        }
    }
    Table { columns, rows }
}

/// The list that a registry's kinds are from.
fn kind_list(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Needs => Some("need_kind"),
        Kind::Offerings => Some("offering_kind"),
        Kind::Organizations => Some("organization_kind"),
        Kind::Signings => Some("signing_kind"),
        Kind::Events => Some("event_kind"),
        Kind::People
        | Kind::Ledger
        | Kind::Officers
        | Kind::Assignments
        | Kind::Availability
        | Kind::Policies
        | Kind::Kpis
        | Kind::Decisions
        | Kind::Outcomes
        | Kind::Encounters => None,
    }
}

fn name_of(field: &str, lang: Lang) -> String {
    let key = format!("column-{field}");
    if has(lang, &key) { say(lang, &key).to_owned() } else { field.to_owned() }
}

/// A field's value in words; `None` where it has none.
pub(super) fn in_words(field: &str, value: &Value, lang: Lang) -> Option<String> {
    match value {
        Value::Null => None,
        Value::Bool(flag) => {
            Some(say(lang, if *flag { "report-yes" } else { "report-no" }).to_owned())
        }
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) => Some(code_in_words(field, text, lang)),
        Value::Array(items) if items.is_empty() => None,
        Value::Array(items) => {
            let items: Vec<_> =
                items.iter().filter_map(|item| in_words(field, item, lang)).collect();
            Some(Message::new("cli-any").with("what", items).say(lang))
        }
        Value::Object(parts) => {
            let amount = serde_json::from_value(value.clone()).ok();
            if let Some(amount) = amount.filter(|_| parts.contains_key("negotiable")) {
                return Some(super::money(&amount).say(lang));
            }
            let part = |(key, value): (&String, &Value)| {
                let value = in_words(key, value, lang)?;
                let pair = Message::new("report-dossier-part");
                Some(
                    pair.with("field", name_of(key, lang)).with("value", value).say(lang),
                )
            };
            let parts: Vec<_> = parts.iter().filter_map(part).collect();
            (!parts.is_empty())
                .then(|| Message::new("cli-any").with("what", parts).say(lang))
        }
    }
}

/// A code by its label where the field holds codes.
fn code_in_words(field: &str, text: &str, lang: Lang) -> String {
    let list = match field {
        "classes" => "class",
        "status" => "attendance",
        "decision" => "verdict",
        "cooperation" | "outcome" | "stage" | "contract_type" | "degree" | "ip"
        | "role" => field,
        _ => return text.to_owned(),
    };
    let key = format!("{list}-{text}");
    if has(lang, &key) { say(lang, &key).to_owned() } else { text.to_owned() }
}

fn meetings(meetings: &[Meeting], lang: Lang) -> Table {
    let left = |key| Column::left(key, say(lang, &format!("column-{key}")));
    let mut columns: Vec<_> =
        ["id", "date", "start", "end", "need", "offering"].map(left).into();
    columns.push(Column::right("table", say(lang, "column-table")));
    let row = |m: &Meeting| {
        vec![
            m.id.as_str().into(),
            m.date.into(),
            m.start.into(),
            m.end.into(),
            m.need.as_str().into(),
            m.offering.as_deref().unwrap_or(&m.institution).into(),
            m.table.map_or(Cell::Empty, Cell::from),
        ]
    };
    Table { columns, rows: meetings.iter().map(row).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        Decision, EnterpriseRef, LedgerEntry, Need, Offering, Organization, Signing,
    };

    fn fair() -> Fair {
        let need = |id: &str, name: &str| Need {
            id: id.into(),
            organization: EnterpriseRef { name: name.into(), ..EnterpriseRef::default() },
            ..Need::default()
        };
        let offering = |id: &str| Offering { id: id.into(), ..Offering::default() };
        Fair {
            organizations: vec![Organization {
                id: "E1".into(),
                name: "甲厂".into(),
                ..Organization::default()
            }],
            needs: vec![need("N1", "甲厂"), need("N2", "乙厂")],
            offerings: vec![offering("S1"), offering("S2")],
            decisions: vec![Decision {
                id: "D1".into(),
                need: "N1".into(),
                offering: "S1".into(),
                ..Decision::default()
            }],
            signings: vec![Signing {
                id: "P1".into(),
                parties: vec!["甲厂".into()],
                ..Signing::default()
            }],
            ledger: vec![LedgerEntry {
                id: "L1".into(),
                subject: "P1".into(),
                ..LedgerEntry::default()
            }],
            ..Fair::default()
        }
    }

    fn related(dossier: &Dossier) -> Vec<&str> {
        dossier.related.values().flatten().map(Record::id).collect()
    }

    #[test]
    fn a_dossier_gathers_needs_matches_signings_and_their_ledger() {
        let fair = fair();
        let dossier = Dossier::new(&fair, fair.find("E1").unwrap());
        assert_eq!(related(&dossier), ["N1", "S1", "P1", "L1", "D1"]);
    }

    #[test]
    fn a_need_brings_its_partners_but_not_its_neighbours() {
        let fair = fair();
        let dossier = Dossier::new(&fair, fair.find("N2").unwrap());
        assert_eq!(related(&dossier), [""; 0]);
        let dossier = Dossier::new(&fair, fair.find("N1").unwrap());
        assert_eq!(related(&dossier), ["S1", "E1", "D1"]);
    }
}
