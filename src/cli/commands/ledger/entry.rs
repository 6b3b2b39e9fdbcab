//! What can be said in an entry of the ledger.

use chrono::NaiveDate;
use clap::Args;
use clap::builder::TypedValueParser;

use crate::cli::typed::{self, Wanted};
use crate::domain::vocabulary::Worded as _;
use crate::domain::{
    AmountKind, Code as _, ContractType, LedgerEntry, Money, PolicyStage, Stage, Yuan,
};
use crate::ledger::Step;
use crate::ledger::trail::{CONTRACT, CORRECTS, POLICY, REGISTRATION};

/// What can be said beside the stage.
#[derive(Debug, Clone, Default, Args)]
pub(super) struct Details {
    /// Amount agreed: 5000000, 500万元, 0.5亿.
    #[arg(long, value_parser = typed::yuan, value_name = "AMOUNT")]
    amount: Option<Yuan>,
    /// Amount paid in with this entry.
    #[arg(long, value_parser = typed::yuan, value_name = "AMOUNT")]
    received: Option<Yuan>,
    /// Officer in charge.
    #[arg(long, value_name = "NAME", value_parser = typed::words)]
    officer: Option<String>,
    /// Department responsible.
    #[arg(long, value_name = "NAME", value_parser = typed::words)]
    department: Option<String>,
    /// Leader in charge.
    #[arg(long, value_name = "NAME", value_parser = typed::words)]
    leader: Option<String>,
    /// What comes next must be done by this day.
    #[arg(long, value_name = "DATE", value_parser = typed::day)]
    due: Option<NaiveDate>,
    /// What is in the way.
    #[arg(long, value_name = "TEXT", value_parser = typed::words)]
    problem: Option<String>,
    /// People hired, cases solved.
    #[arg(long, value_name = "N")]
    count: Option<u32>,
    /// A file that proves it.
    #[arg(long, value_name = "FILE", value_parser = typed::words)]
    attachment: Option<String>,
    /// Anything else; the reason of an end.
    #[arg(long, visible_alias = "reason", value_name = "TEXT", value_parser = typed::words)]
    note: Option<String>,
    /// When it happened; else today.
    #[arg(long, value_name = "DATE", value_parser = typed::day)]
    date: Option<NaiveDate>,
    /// Kind of agreement.
    #[arg(
        long,
        value_parser = typed::one_of(contract, typed::codes::<ContractType>()),
        value_name = "TYPE"
    )]
    contract: Option<ContractType>,
    /// Registration number of the technology contract.
    #[arg(long, value_name = "NUMBER", value_parser = typed::words)]
    registration: Option<String>,
    /// The policy that an enterprise's entry is about.
    #[arg(long, value_name = "POLICY", value_parser = typed::words)]
    pub(super) policy: Option<String>,
    /// The entry that this one corrects, by its id in `ledger history`; what is not given is
    /// taken over from it.
    #[arg(long, value_name = "ENTRY")]
    pub(super) corrects: Option<String>,
    /// Title of a subject that has no record of its own.
    #[arg(long, value_name = "TEXT", value_parser = typed::words)]
    title: Option<String>,
}

impl Details {
    /// Whether anything is said beside whom it is about.
    pub(super) fn is_empty(&self) -> bool {
        let words = [
            &self.officer,
            &self.department,
            &self.leader,
            &self.problem,
            &self.attachment,
            &self.note,
            &self.registration,
            &self.title,
        ];
        let figures = self.amount.or(self.received).is_some() || self.count.is_some();
        let others = self.due.is_some() || self.contract.is_some() || figures;
        // an empty word takes back what a corrected entry said
        let corrects = self.corrects.is_some();
        let says = |word: &String| corrects || !word.is_empty();
        !others && !words.into_iter().flatten().any(says)
    }

    /// The title it gives to a subject that has none.
    pub(super) fn title(&self) -> Option<&str> {
        self.title.as_deref().filter(|title| !title.is_empty())
    }

    /// The kind of agreement it names.
    pub(super) fn contract(&self) -> Option<ContractType> {
        self.contract
    }

    /// Writes what is said over an entry.
    pub(super) fn write(&self, entry: &mut LedgerEntry, kind: AmountKind) {
        let money = |amount: Yuan| Money {
            raw: amount.to_string(),
            ..Money::exact(amount, kind)
        };
        say(&mut entry.amount, self.amount.map(money));
        say(&mut entry.received, self.received.map(money));
        word(&mut entry.officer, self.officer.as_ref());
        word(&mut entry.department, self.department.as_ref());
        word(&mut entry.leader, self.leader.as_ref());
        say(&mut entry.due, self.due);
        word(&mut entry.problem, self.problem.as_ref());
        say(&mut entry.count, self.count);
        word(&mut entry.attachment, self.attachment.as_ref());
        word(&mut entry.note, self.note.as_ref());
        say(&mut entry.date, self.date);
        let extras = [
            (CONTRACT, self.contract.map(|contract| contract.code().to_owned())),
            (REGISTRATION, self.registration.clone()),
            (POLICY, self.policy.clone()),
            (CORRECTS, self.corrects.clone()),
        ];
        for (column, value) in extras {
            match value {
                Some(value) if value.is_empty() => drop(entry.extra.remove(column)),
                Some(value) => drop(entry.extra.insert(column.to_owned(), value)),
                None => {}
            }
        }
    }
}

fn say<T>(field: &mut Option<T>, said: Option<T>) {
    if said.is_some() {
        *field = said;
    }
}

/// An empty word takes the field's back.
fn word(field: &mut Option<String>, said: Option<&String>) {
    if let Some(said) = said {
        *field = Some(said.clone()).filter(|said| !said.is_empty());
    }
}

/// Reads a stage of a project or a policy, by code or word.
pub(super) fn step() -> impl TypedValueParser<Value = Step> {
    let codes = || [typed::codes::<Stage>(), typed::codes::<PolicyStage>()].concat();
    let parse =
        move |text: &str| Step::of_words(text).ok_or_else(|| Wanted::OneOf(codes()));
    typed::one_of(parse, codes())
}

fn contract(text: &str) -> Result<ContractType, Wanted> {
    ContractType::of_words(text)
        .ok_or_else(|| Wanted::OneOf(typed::codes::<ContractType>()))
}
