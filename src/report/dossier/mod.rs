//! `show`: everything about one record; of an enterprise its dossier (一企一策).

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::{Map, Value};

use super::listing::{table, values};
use super::{Block, Cell, Column, Matches, PoliciesReport, Report, Section, Table};
use crate::domain::{Code as _, Fair, Kind, Meeting, Record};
use crate::ledger::policies::{Applicant, Eligibility, applicants, eligibility};
use crate::text::messages::{Lang, Message, say};

mod meeting;
mod own;
mod words;

pub use meeting::MeetingDossier;
pub use own::concerned;
pub(super) use words::in_words;
pub(crate) use words::{Field, fields_table, filled};

use own::{Own, names};

/// A record and whatever in the fair has to do with it.
#[derive(Debug, Clone, PartialEq)]
pub struct Dossier<'a> {
    /// The record.
    pub record: Record,
    /// What has to do with it, by registry.
    pub related: BTreeMap<Kind, Vec<Record>>,
    /// Its meetings in the current plan.
    pub meetings: Vec<Meeting>,
    /// The best offerings for its needs, where they were ranked.
    pub matches: Option<Matches>,
    /// An enterprise, with the policies as they stand for it.
    pub applicant: Option<(Applicant, Vec<Eligibility<'a>>)>,
}

impl<'a> Dossier<'a> {
    /// Gathers what names the record, what it names, and what names those: an
    /// enterprise's needs and signings, then their meetings, decisions and ledger, and the
    /// policies as they stand for it on a day. Matches are ranked by whoever can.
    pub fn new(fair: &'a Fair, record: Record, today: NaiveDate) -> Self {
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
        let applicant = applicant(fair, &record, today);
        Self { record, related, meetings: own.meetings, matches: None, applicant }
    }

    /// The ids of the needs that the record is, or has as an enterprise.
    pub fn needs(&self) -> Vec<&str> {
        if self.record.kind() == Kind::Needs {
            return vec![self.record.id()];
        }
        let known = || names(&self.record).chain([self.record.id()]);
        let own = |need: &&Record| {
            self.record.kind() == Kind::Organizations
                && need
                    .facets()
                    .organizations
                    .iter()
                    .any(|key| known().any(|n| n == *key))
        };
        let needs = self.related.get(&Kind::Needs).into_iter().flatten();
        needs.filter(own).map(Record::id).collect()
    }

    fn policies(&self) -> Option<PoliciesReport<'_>> {
        let (applicant, policies) = self.applicant.as_ref()?;
        Some(PoliciesReport { enterprises: vec![(applicant, policies.clone())] })
    }
}

/// The enterprise that a record is, if there are policies to compare it with.
fn applicant<'a>(
    fair: &'a Fair,
    record: &Record,
    today: NaiveDate,
) -> Option<(Applicant, Vec<Eligibility<'a>>)> {
    if fair.policies.is_empty() || record.kind() != Kind::Organizations {
        return None;
    }
    let own = applicants(fair).into_iter().find(|own| own.id == record.id())?;
    let policies = eligibility(&fair.policies, &own, today);
    Some((own, policies))
}

impl Report for Dossier<'_> {
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
        let mut sections =
            vec![Section::table("", fields_table(filled(&self.record, lang), lang))];
        if !self.meetings.is_empty() {
            let heading = say(lang, "report-dossier-meetings");
            sections.push(Section::table(heading, meetings(&self.meetings, lang)));
        }
        sections.extend(self.matches.as_ref().and_then(|found| found.list(lang)));
        // Who answers for a record stands among the officers already.
        let shown = |kind: &&Kind| {
            **kind != Kind::Assignments || self.record.kind() == Kind::Officers
        };
        for kind in self.related.keys().filter(shown) {
            let records = &self.related[kind];
            let block = Block::Table(table(records, lang));
            sections
                .push(Section { heading: kind.label().say(lang), blocks: vec![block] });
        }
        for mut section in self.policies().iter().flat_map(|own| own.sections(lang)) {
            section.heading = Kind::Policies.label().say(lang);
            sections.push(section);
        }
        sections
    }

    fn json<'b>(&'b self, lang: Lang) -> Box<dyn erased_serde::Serialize + 'b> {
        let related = |kind: &Kind| self.related.get(kind).map_or(&[][..], Vec::as_slice);
        let all = |kind: &Kind| (kind.code().to_owned(), values(related(kind)));
        let mut related: Map<String, Value> = Kind::ALL.iter().map(all).collect();
        let matches = self.matches.as_ref().map(|found| found.wires(lang));
        let matches = serde_json::to_value(matches.unwrap_or_default());
        related.insert("matches".to_owned(), matches.unwrap_or_default());
        let meetings = serde_json::to_value(&self.meetings).unwrap_or_default();
        related.insert("meetings".to_owned(), meetings);
        if let Some(policies) = self.policies() {
            related.insert(Kind::Policies.code().to_owned(), policies.of_first(lang));
        }
        let record = self.record.json().unwrap_or_default();
        Box::new(BTreeMap::from([
            ("record", record),
            ("related", Value::Object(related)),
        ]))
    }
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
            m.partner().into(),
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

    fn today() -> NaiveDate {
        "2026-10-18".parse().unwrap()
    }

    fn related<'a>(dossier: &'a Dossier<'_>) -> Vec<&'a str> {
        dossier.related.values().flatten().map(Record::id).collect()
    }

    #[test]
    fn a_dossier_gathers_needs_matches_signings_and_their_ledger() {
        let fair = fair();
        let dossier = Dossier::new(&fair, fair.find("E1").unwrap(), today());
        assert_eq!(related(&dossier), ["N1", "S1", "P1", "L1", "D1"]);
    }

    #[test]
    fn a_need_brings_its_partners_but_not_its_neighbours() {
        let fair = fair();
        let dossier = Dossier::new(&fair, fair.find("N2").unwrap(), today());
        assert_eq!(related(&dossier), [""; 0]);
        let dossier = Dossier::new(&fair, fair.find("N1").unwrap(), today());
        assert_eq!(related(&dossier), ["S1", "E1", "D1"]);
    }
}
