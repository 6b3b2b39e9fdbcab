//! The trail of a subject: its entries in order, recorded and implied, corrected or not.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::implied;
use super::steps::{Step, Track};
use crate::domain::vocabulary::Worded as _;
use crate::domain::{
    AmountKind, ContractType, Extra, Fair, LedgerEntry, Money, Signing, Stage, Yuan,
};

/// The column that names the policy an enterprise's entry is about.
pub const POLICY: &str = "policy";
/// The column that names the entry which an entry corrects.
pub const CORRECTS: &str = "corrects";
/// The column that names the kind of agreement.
pub const CONTRACT: &str = "contract_type";
/// The column of the technology contract's registration number.
pub const REGISTRATION: &str = "registration";

/// Headers under which other ledgers keep the same, kept as extra columns on import.
const CONTRACT_HEADERS: &[&str] = &[CONTRACT, "合同类型", "合同类别", "协议类型"];
const REGISTRATION_HEADERS: &[&str] = &[
    REGISTRATION,
    "合同登记编号",
    "登记编号",
    "技术合同登记编号",
    "registration number",
];

/// Who made an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// A person, or a file.
    Recorded,
    /// A meeting's outcome.
    Outcome,
    /// A signing.
    Signing,
}

/// An entry in its trail.
#[derive(Debug, Clone, PartialEq)]
pub struct Line<'a> {
    /// The entry.
    pub entry: Cow<'a, LedgerEntry>,
    /// Who made it.
    pub origin: Origin,
    /// The entry that corrects it: it stands for the record only.
    pub corrected_by: Option<String>,
}

impl Line<'_> {
    /// The rung it names.
    pub fn step(&self) -> Option<Step> {
        Step::of_words(&self.entry.stage)
    }

    /// Whether it says anew how the subject stands, so that what was due before no longer
    /// is: a stage, or a new day. A bare remark or a payment leaves what is due alone.
    pub fn speaks_anew(&self) -> bool {
        !self.entry.stage.is_empty() || self.entry.due.is_some()
    }

    /// The kind of agreement it names.
    pub fn contract(&self) -> Option<ContractType> {
        extra(&self.entry.extra, CONTRACT_HEADERS).and_then(ContractType::of_words)
    }
}

/// All that is known of a subject (with a policy: of this enterprise and this policy),
/// oldest first.
#[derive(Debug, Clone, PartialEq)]
pub struct Trail<'a> {
    /// The subject's id, or its name where it has none.
    pub subject: String,
    /// The policy's id; `None`: not about a policy.
    pub policy: Option<String>,
    /// The subject's title.
    pub title: String,
    /// The subject's signing.
    pub signing: Option<&'a Signing>,
    /// The entries, corrected ones included.
    pub lines: Vec<Line<'a>>,
}

impl<'a> Trail<'a> {
    /// The entries that stand.
    pub fn standing(&self) -> impl DoubleEndedIterator<Item = &Line<'a>> {
        self.lines.iter().filter(|line| line.corrected_by.is_none())
    }

    /// Where it stands now; a signing without entries stands where its record says.
    pub fn now(&self) -> Option<Step> {
        let told = self.standing().rev().find_map(Line::step);
        told.or_else(|| self.signing.map(|signing| Step::Project(signing.stage)))
    }

    /// The furthest stage ever reached; an end does not undo it. A project of which only
    /// the end is known is taken to have been signed: else there was nothing to end.
    pub fn reached(&self) -> Option<Stage> {
        let own = self.signing.map(|signing| signing.stage);
        let stages = || {
            let told = self.standing().filter_map(|line| line.step()?.stage());
            told.chain(own)
        };
        let furthest = stages().filter(|stage| *stage != Stage::Ended).max();
        let letter = self.track() == Track::Letter;
        let only_ended = if letter { Stage::Intent } else { Stage::Signed };
        furthest.or_else(|| stages().next().map(|_| only_ended))
    }

    /// Whether it has ended.
    pub fn ended(&self) -> bool {
        self.now() == Some(Step::END)
    }

    /// The kind of agreement last named.
    pub fn contract(&self) -> Option<ContractType> {
        let told = self.standing().rev().find_map(Line::contract);
        told.or_else(|| self.signing.and_then(|signing| signing.contract_type))
    }

    /// Which steps it may take.
    pub fn track(&self) -> Track {
        let of_policy =
            matches!(self.standing().rev().find_map(Line::step), Some(Step::Policy(_)));
        if self.policy.is_some() || of_policy {
            return Track::Policy;
        }
        Track::of(self.contract(), self.signing)
    }

    /// The day it first reached a stage.
    pub fn day(&self, stage: Stage) -> Option<NaiveDate> {
        let at = |line: &&Line<'_>| line.step() == Some(Step::Project(stage));
        self.standing().filter(at).find_map(|line| line.entry.date)
    }

    /// The amount agreed: the last one stated, else the signing's.
    pub fn amount(&self) -> Option<&Money> {
        let told = self.standing().rev().find_map(|line| line.entry.amount.as_ref());
        told.or_else(|| self.signing.and_then(|signing| signing.amount.as_ref()))
    }

    /// What its amounts are amounts of: as the signing says, else the entries.
    pub fn amount_kind(&self) -> Option<AmountKind> {
        let of_signing = self.signing.and_then(|s| s.amount.as_ref()).map(|m| m.kind);
        of_signing.or_else(|| self.amount().map(|money| money.kind))
    }

    /// All that was paid in: each entry names what came with it.
    pub fn received(&self) -> Yuan {
        let paid =
            self.standing().filter_map(|line| line.entry.received.as_ref()?.figure());
        paid.fold(Yuan::default(), Yuan::plus)
    }

    /// The registration number of its contract.
    pub fn registration(&self) -> Option<&str> {
        self.standing().rev().find_map(|l| extra(&l.entry.extra, REGISTRATION_HEADERS))
    }

    /// The officer who follows it, as its entries or its signing name them.
    pub fn officer(&self) -> Option<&str> {
        let told = self.standing().rev().find_map(|line| line.entry.officer.as_deref());
        told.or_else(|| self.signing.and_then(|signing| signing.officer.as_deref()))
    }

    /// The last entry that says anew how the subject stands.
    pub fn last_word(&self) -> Option<&Line<'a>> {
        self.standing().rev().find(|line| line.speaks_anew())
    }

    /// Days between each stage and the one before it, by line; `None` for lines that name
    /// no stage, the first one, and those without a date.
    pub fn days_between(&self) -> Vec<Option<i64>> {
        let mut before: Option<NaiveDate> = None;
        let days = |line: &Line<'_>| {
            if line.corrected_by.is_some() || line.step().is_none() {
                return None;
            }
            let day = line.entry.date?;
            let since = before.map(|before| (day - before).num_days());
            before = Some(day);
            since
        };
        self.lines.iter().map(days).collect()
    }
}

/// A value under any of some headers.
fn extra<'a>(extra: &'a Extra, headers: &[&str]) -> Option<&'a str> {
    headers.iter().find_map(|header| extra.get(*header)).map(String::as_str)
}

/// The trail of every subject, recorded entries merged with those that outcomes and
/// signings imply; subjects in the order of their ids.
pub fn trails(fair: &Fair) -> Vec<Trail<'_>> {
    let names = Names::new(fair);
    let recorded =
        fair.ledger.iter().map(|entry| (Cow::Borrowed(entry), Origin::Recorded));
    let told: BTreeSet<(&str, Stage)> = fair
        .ledger
        .iter()
        .filter_map(|entry| Some((names.id(&entry.subject), stage_of(entry)?)))
        .collect();
    let owned = |origin| move |entry| (Cow::Owned(entry), origin);
    let outcomes = implied::of_outcomes(fair).into_iter().map(owned(Origin::Outcome));
    let (dated, undated): (Vec<_>, Vec<_>) = implied::of_signings(fair, &told)
        .into_iter()
        .partition(|entry| entry.date.is_some());
    let signings = |entries: Vec<_>| entries.into_iter().map(owned(Origin::Signing));
    // On the same day whatever is implied comes first: somebody wrote after it. What has
    // no day goes beyond all that was written.
    let all = outcomes.chain(signings(dated)).chain(recorded).chain(signings(undated));
    gather(fair, &names, all)
}

fn stage_of(entry: &LedgerEntry) -> Option<Stage> {
    Step::of_words(&entry.stage)?.stage()
}

/// A subject, and the policy its entries are about.
type Key = (String, Option<String>);

fn gather<'a>(
    fair: &'a Fair,
    names: &Names<'a>,
    entries: impl Iterator<Item = (Cow<'a, LedgerEntry>, Origin)>,
) -> Vec<Trail<'a>> {
    let mut by_subject: BTreeMap<Key, Vec<Line<'a>>> = fair
        .signings
        .iter()
        .map(|signing| ((signing.id.clone(), None), Vec::new()))
        .collect();
    for (entry, origin) in entries {
        let policy = entry.extra.get(POLICY).cloned();
        let key = (names.id(&entry.subject).to_owned(), policy);
        let line = Line { entry, origin, corrected_by: None };
        by_subject.entry(key).or_default().push(line);
    }
    let trail = |(key, mut lines): (Key, Vec<Line<'a>>)| {
        let (subject, policy) = key;
        in_order(&mut lines);
        mark_corrected(&mut lines);
        let signing = names.signing(&subject);
        let titles = lines.iter().rev().map(|line| line.entry.title.as_str());
        let own = titles.chain(signing.map(|s| s.title.as_str())).find(|t| !t.is_empty());
        let title = own.or_else(|| names.title(&subject)).unwrap_or_default().to_owned();
        Trail { subject, policy, title, signing, lines }
    };
    by_subject.into_iter().map(trail).collect()
}

/// By date, otherwise as they came; an entry without a date keeps its place after the one
/// before it.
fn in_order(lines: &mut Vec<Line<'_>>) {
    let mut last = NaiveDate::MIN;
    let mut dated: Vec<(NaiveDate, Line<'_>)> = lines
        .drain(..)
        .map(|line| {
            last = line.entry.date.unwrap_or(last);
            (last, line)
        })
        .collect();
    dated.sort_by_key(|(date, _)| *date);
    lines.extend(dated.into_iter().map(|(_, line)| line));
}

fn mark_corrected(lines: &mut [Line<'_>]) {
    let corrections: BTreeMap<String, String> = lines
        .iter()
        .filter_map(|line| Some((line.entry.extra.get(CORRECTS)?.clone(), line)))
        .map(|(corrected, line)| (corrected, line.entry.id.clone()))
        .collect();
    for line in lines.iter_mut().filter(|line| line.origin == Origin::Recorded) {
        line.corrected_by = corrections.get(&line.entry.id).cloned();
    }
}

/// What subjects go by.
struct Names<'a> {
    ids: BTreeMap<&'a str, &'a str>,
    titles: BTreeMap<&'a str, &'a str>,
    signings: BTreeMap<&'a str, &'a Signing>,
}

impl<'a> Names<'a> {
    fn new(fair: &'a Fair) -> Self {
        let signings = fair.signings.iter().map(|s| (s.id.as_str(), s.title.as_str()));
        let needs = fair.needs.iter().map(|n| (n.id.as_str(), n.title.as_str()));
        let roster = fair.organizations.iter().map(|o| (o.id.as_str(), o.name.as_str()));
        let policies = fair.policies.iter().map(|p| (p.id.as_str(), p.title.as_str()));
        let titles: BTreeMap<_, _> =
            signings.chain(needs).chain(roster).chain(policies).collect();
        let mut ids: BTreeMap<&str, &str> = BTreeMap::new();
        let mut twice = BTreeSet::new();
        for (id, title) in &titles {
            if ids.insert(title, id).is_some() {
                twice.insert(*title);
            }
        }
        ids.retain(|title, _| !title.is_empty() && !twice.contains(title));
        let signings = fair.signings.iter().map(|s| (s.id.as_str(), s)).collect();
        Self { ids, titles, signings }
    }

    /// The id of a subject named by id or by a title that only one has.
    fn id<'b>(&'b self, subject: &'b str) -> &'b str {
        let subject = subject.trim();
        if self.titles.contains_key(subject) {
            return subject;
        }
        self.ids.get(subject).copied().unwrap_or(subject)
    }

    fn title(&self, id: &str) -> Option<&'a str> {
        self.titles.get(id).copied()
    }

    fn signing(&self, id: &str) -> Option<&'a Signing> {
        self.signings.get(id).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Clock, Meeting, Outcome, OutcomeKind, Plan};

    fn entry(id: &str, subject: &str, date: &str, stage: &str) -> LedgerEntry {
        LedgerEntry {
            id: id.into(),
            subject: subject.into(),
            date: date.parse().ok(),
            stage: stage.into(),
            ..LedgerEntry::default()
        }
    }

    fn signing(id: &str, stage: Stage) -> Signing {
        Signing {
            id: id.into(),
            title: "pump works".into(),
            stage,
            sign_date: "2026-10-16".parse().ok(),
            need: Some("N1".into()),
            offering: Some("S1".into()),
            ..Signing::default()
        }
    }

    #[test]
    fn the_trail_shows_the_days_between_stages() {
        let ledger = vec![
            entry("L2", "P1", "2026-05-01", "intent"),
            entry("L1", "P1", "2026-03-01", "talking"),
            entry("L3", "P1", "2026-05-09", ""),
            entry("L4", "P1", "2026-07-01", "signed"),
        ];
        let fair = Fair { ledger, ..Fair::default() };
        let trails = trails(&fair);
        assert_eq!(trails[0].days_between(), [None, Some(61), None, Some(61)]);
        assert_eq!(trails[0].now(), Some(Step::Project(Stage::Signed)));
    }

    #[test]
    fn a_corrected_entry_stays_but_no_longer_counts() {
        let mut right = entry("L2", "P1", "2026-05-02", "talking");
        right.extra.insert(CORRECTS.into(), "L1".into());
        let ledger = vec![entry("L1", "P1", "2026-05-01", "signed"), right];
        let fair = Fair { ledger, ..Fair::default() };
        let trails = trails(&fair);
        assert_eq!(trails[0].lines.len(), 2);
        assert_eq!(trails[0].lines[0].corrected_by.as_deref(), Some("L2"));
        assert_eq!(trails[0].reached(), Some(Stage::Talking));
    }

    #[test]
    fn a_signing_speaks_for_itself_unless_somebody_wrote_it_down() {
        let mut fair =
            Fair { signings: vec![signing("P1", Stage::Signed)], ..Fair::default() };
        assert_eq!(trails(&fair)[0].lines[0].origin, Origin::Signing);
        fair.ledger.push(entry("L1", "pump works", "2026-10-17", "signed"));
        let trails = trails(&fair);
        assert_eq!(trails.len(), 1);
        let origins: Vec<_> = trails[0].lines.iter().map(|line| line.origin).collect();
        assert_eq!(origins, [Origin::Recorded]);
    }

    #[test]
    fn a_meeting_s_outcome_goes_to_the_signing_of_its_pair() {
        let clock = Clock::from_minutes(540).unwrap();
        let meeting = |id: &str, offering: &str| Meeting {
            id: id.into(),
            need: "N1".into(),
            offering: Some(offering.into()),
            enterprise: "E1".into(),
            institution: "U1".into(),
            date: "2026-10-16".parse().unwrap(),
            start: clock,
            end: clock,
            slot: 1,
            table: None,
            locked: false,
        };
        let outcome = |id: &str, meeting: &str, kind| Outcome {
            id: id.into(),
            meeting: meeting.into(),
            outcome: Some(kind),
            ..Outcome::default()
        };
        let objective = serde_json::json!({
            "meetings": 2, "score": 1.0, "idle": 0, "breaks": 0, "moved": 0,
            "lower_bound": {"idle": 0, "breaks": 0}, "status": "optimal",
            "seconds": 0.1, "seed": 1,
        });
        let plan = Plan {
            version: 1,
            meetings: vec![meeting("M1", "S1"), meeting("M2", "S2")],
            unscheduled: Vec::new(),
            objective: serde_json::from_value(objective).unwrap(),
        };
        let fair = Fair {
            signings: vec![signing("P1", Stage::Talking)],
            outcomes: vec![
                outcome("R1", "M1", OutcomeKind::Intent),
                outcome("R2", "M2", OutcomeKind::NoShow),
            ],
            plan: Some(plan),
            ..Fair::default()
        };
        let trails = trails(&fair);
        let ends: Vec<_> = trails.iter().map(|t| (t.subject.as_str(), t.now())).collect();
        assert_eq!(ends, [("M2", None), ("P1", Some(Step::Project(Stage::Intent)))]);
    }

    #[test]
    fn only_an_end_means_there_was_a_contract_to_end() {
        let ledger = vec![entry("L1", "X", "2026-05-01", "ended")];
        let fair = Fair { ledger, ..Fair::default() };
        assert_eq!(trails(&fair)[0].reached(), Some(Stage::Signed));
    }
}
