//! The trail of a subject: its entries in order, recorded and implied, corrected or not.

mod gather;
mod names;
#[cfg(test)]
mod tests;

pub use gather::trails;
pub use names::names_of;

use std::ops::Deref;

use chrono::NaiveDate;

use super::steps::{Step, Track};
use crate::domain::vocabulary::Worded as _;
use crate::domain::{
    AmountKind, ContractType, Extra, LedgerEntry, Money, Signing, Stage, Yuan,
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

/// An entry of the ledger, or one that is made where it is read. (A `Cow` would make every
/// line as large as an entry.)
#[derive(Debug, Clone, PartialEq)]
pub enum TrailEntry<'a> {
    /// As it was recorded.
    Recorded(&'a LedgerEntry),
    /// Implied by an outcome or a signing.
    Implied(Box<LedgerEntry>),
}

impl TrailEntry<'_> {
    /// A copy of it.
    pub fn into_owned(self) -> LedgerEntry {
        match self {
            Self::Recorded(entry) => entry.clone(),
            Self::Implied(entry) => *entry,
        }
    }
}

impl Deref for TrailEntry<'_> {
    type Target = LedgerEntry;

    fn deref(&self) -> &LedgerEntry {
        match self {
            Self::Recorded(entry) => entry,
            Self::Implied(entry) => entry,
        }
    }
}

/// An entry in its trail.
#[derive(Debug, Clone, PartialEq)]
pub struct Line<'a> {
    /// The entry.
    pub entry: TrailEntry<'a>,
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
    /// Whether it is a need or a meeting, of which nothing is signed before its trail says so.
    pub is_early: bool,
    /// The entries, corrected ones included.
    pub lines: Vec<Line<'a>>,
}

impl<'a> Trail<'a> {
    /// The entries that stand.
    pub fn standing(&self) -> impl DoubleEndedIterator<Item = &Line<'a>> {
        self.lines.iter().filter(|line| line.corrected_by.is_none())
    }

    /// Where its entries say it stands; a signing without entries stands where its record says.
    pub fn now(&self) -> Option<Step> {
        let told = self.standing().rev().find_map(Line::step);
        told.or_else(|| self.signing.map(|signing| Step::Project(signing.stage)))
    }

    /// Where it stands to whoever reads of it: as far as entries or record say, whichever say
    /// more. That a record has ended is an entry of its own, which a later one may undo.
    pub fn stands(&self) -> Option<Step> {
        let own = self.signing.map(|signing| signing.stage);
        match (self.now(), own.filter(|own| *own != Stage::Ended)) {
            (Some(Step::Project(told)), Some(own)) => Some(Step::Project(told.max(own))),
            (now, _) => now,
        }
    }

    /// What to call it: the title, else the subject itself.
    pub fn name(&self) -> &str {
        if self.title.is_empty() { &self.subject } else { &self.title }
    }

    /// The furthest stage ever reached; an end does not undo it. A project of which only
    /// the end is known is taken to have been signed: else there was nothing to end. A need
    /// that is turned away, or a meeting that came to nothing, was none.
    pub fn reached(&self) -> Option<Stage> {
        let own = self.signing.map(|signing| signing.stage);
        let stages = || {
            let told = self.standing().filter_map(|line| line.step()?.stage());
            told.chain(own)
        };
        let furthest = stages().filter(|stage| *stage != Stage::Ended).max();
        let letter = self.track() == Track::Letter;
        let only_ended = if letter { Stage::Intent } else { Stage::Signed };
        furthest
            .or_else(|| stages().next().filter(|_| !self.is_early).map(|_| only_ended))
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

    /// The problems written down, oldest first, and whether each is solved: a later entry
    /// names a stage or a day and no problem.
    pub fn problems(&self) -> Vec<(&str, bool)> {
        let lines: Vec<&Line<'a>> = self.standing().collect();
        let settles =
            |later: &&Line<'_>| later.speaks_anew() && later.entry.problem.is_none();
        let solved = |at: usize| lines[at + 1..].iter().any(settles);
        let problems = self.standing().map(|line| line.entry.problem.as_deref());
        let problems = problems.enumerate();
        problems.filter_map(|(at, problem)| Some((problem?, solved(at)))).collect()
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

    /// The last entry that says anew how the subject stands. A stage that a signing's record
    /// names without a day says nothing anew where nobody wrote down another one before.
    pub fn last_word(&self) -> Option<&Line<'a>> {
        let written =
            self.standing().any(|l| l.origin == Origin::Recorded && l.step().is_some());
        let counts = |line: &&Line<'a>| {
            written || line.origin != Origin::Signing || line.entry.date.is_some()
        };
        self.standing().rev().filter(counts).find(|line| line.speaks_anew())
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
