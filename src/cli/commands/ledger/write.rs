//! `ledger log` and `ledger advance`.

use std::collections::BTreeSet;

use anyhow::Result;
use clap::Args;

use super::entry::{self, Details};
use super::subject::Subject;
use crate::cli::{Context, Exit, Failure};
use crate::domain::{
    AmountKind, ChangeSet, ContractType, EntryId, Fair, Kind, LedgerEntry, Record, Stage,
};
use crate::ledger::{Step, Track, Trail, legal, names_of, trails};
use crate::store::{Access, Parts, Store};
use crate::text::messages::{Arg, Message};

/// Write an entry: what happened, what is due, what was paid.
#[derive(Debug, Args)]
pub(super) struct LogArgs {
    /// The project, need, enterprise, meeting or policy, by id or by name.
    #[arg(value_name = "SUBJECT")]
    subject: String,
    /// The stage reached; applied, granted and paid are those of a policy.
    #[arg(long, value_parser = entry::step(), value_name = "STAGE")]
    stage: Option<Step>,
    #[command(flatten)]
    details: Details,
}

/// Move a project to its next stage; steps that are not legal are refused.
#[derive(Debug, Args)]
pub(super) struct AdvanceArgs {
    /// The project, need, enterprise, meeting or policy, by id or by name.
    #[arg(value_name = "SUBJECT")]
    subject: String,
    /// The stage reached; applied, granted and paid are those of a policy.
    #[arg(value_parser = entry::step(), value_name = "STAGE")]
    stage: Step,
    #[command(flatten)]
    details: Details,
}

impl LogArgs {
    /// Writes the entry as it is told, with a word on steps that are unusual.
    pub(super) fn run(&self, context: &Context) -> Result<Exit> {
        if self.stage.is_none() && self.details.is_empty() {
            let failure = Failure::new(Message::new("ledger-nothing-said"));
            return Err(failure.hint(Message::new("ledger-nothing-said-hint")).into());
        }
        let mut draft = Draft::new(context, &self.subject, &self.details)?;
        draft.entry.stage = match self.stage {
            Some(step) => step.code().to_owned(),
            None => draft.entry.stage,
        };
        if let Some(step) = self.stage {
            refuse_end_without_reason(&draft.subject, step, &draft.entry)?;
            let world = draft.subject.world(context, &draft.store, None)?;
            let trail = draft.trail(&world);
            let now = draft.now(&trail, &world);
            if !legal(track(&trail, self.details.contract()), now).contains(&step)
                && now != Some(step)
            {
                let told = stages("ledger-unusual", &draft.subject, now, step);
                context.terminal.note(&told.say(context.lang));
            }
        }
        let told = Message::new("ledger-logged").with("subject", draft.subject.name());
        draft.apply(context, "ledger-log", told)
    }
}

impl AdvanceArgs {
    /// Takes the step if it is legal.
    pub(super) fn run(&self, context: &Context) -> Result<Exit> {
        let mut draft = Draft::new(context, &self.subject, &self.details)?;
        let world = draft.subject.world(context, &draft.store, None)?;
        let mut trail = draft.trail(&world);
        if let Some(corrected) = &self.details.corrects {
            trail.lines.retain(|line| line.entry.id != *corrected);
        }
        let contract = self.details.contract();
        let from = (&trail, draft.now(&trail, &world));
        if let Err(refused) = refuse_illegal(&draft.subject, from, self.stage, contract) {
            let elsewhere = draft.elsewhere(context, self.stage)?;
            return Err(elsewhere.into_iter().fold(refused, Failure::hint).into());
        }
        refuse_end_without_reason(&draft.subject, self.stage, &draft.entry)?;
        self.stage.code().clone_into(&mut draft.entry.stage);
        let told = Message::new("ledger-advanced")
            .with("subject", draft.subject.name())
            .with("stage", self.stage.label());
        draft.apply(context, "ledger-advance", told)
    }
}

/// An entry about to be written.
struct Draft {
    store: Store,
    base: EntryId,
    subject: Subject,
    entry: LedgerEntry,
}

impl Draft {
    fn new(context: &Context, key: &str, details: &Details) -> Result<Self> {
        let store = context.store(Access::Write)?;
        let base = store.revision()?;
        let subject = Subject::find(context, &store, key, details.title())?;
        let mut entry = match &details.corrects {
            Some(id) => corrected(context, &store, &subject, id)?,
            None => LedgerEntry { date: Some(context.today), ..LedgerEntry::default() },
        };
        entry.subject.clone_from(&subject.id);
        entry.title.clone_from(&subject.title);
        entry.by = Some(context.who.clone());
        let kind = match entry.amount.as_ref() {
            Some(known) if subject.amount_kind() == AmountKind::Other => known.kind,
            _ => subject.amount_kind(),
        };
        details.write(&mut entry, kind);
        Ok(Self { store, base, subject, entry })
    }

    fn trail<'a>(&self, world: &'a Fair) -> Trail<'a> {
        let policy = self.entry.extra.get(crate::ledger::trail::POLICY);
        self.subject.trail(world, policy.map(String::as_str))
    }

    /// Where the subject stands: as its trail tells; a need of which nothing is told yet, as
    /// its record does, and matched once it has passed and somebody accepted a partner.
    fn now(&self, trail: &Trail<'_>, world: &Fair) -> Option<Step> {
        let own = || {
            let Some(Record::Needs(need)) = &self.subject.record else { return None };
            let passed = matches!(need.stage, Stage::Reviewed | Stage::Published);
            let accepted = passed && world.decisions.iter().any(|d| d.accepts(&need.id));
            Some(Step::Project(if accepted { Stage::Matched } else { need.stage }))
        };
        trail.now().or_else(own)
    }

    /// Where a step of a need may be taken: what comes of its meetings is followed under
    /// each meeting, or under the signing that took it up.
    fn elsewhere(&self, context: &Context, to: Step) -> Result<Option<Message>> {
        let Some(Record::Needs(need)) = &self.subject.record else { return Ok(None) };
        let kinds = [Kind::Outcomes, Kind::Signings, Kind::Ledger];
        let parts = Parts::of(&kinds).and_plan();
        let world = self.store.fair(context.settings.clone(), &parts)?;
        let meetings = world.plan.iter().flat_map(|plan| &plan.meetings);
        let meetings = meetings.filter(|meeting| meeting.need == need.id);
        let signings =
            world.signings.iter().filter(|s| s.need.as_ref() == Some(&need.id));
        let own: BTreeSet<&str> = meetings
            .map(|meeting| meeting.id.as_str())
            .chain(signings.map(|signing| signing.id.as_str()))
            .collect();
        let may = |trail: &Trail<'_>| {
            let now = trail.now();
            now.is_some() && legal(trail.track(), now).contains(&to)
        };
        let trails = trails(&world);
        let own = trails.iter().filter(|trail| own.contains(trail.subject.as_str()));
        let found: Vec<&str> =
            own.filter(|trail| may(trail)).map(|trail| trail.subject.as_str()).collect();
        let Some(first) = found.first() else { return Ok(None) };
        let hint = Message::new("ledger-illegal-hint-elsewhere").with("first", *first);
        let ids: Vec<String> = found.iter().map(|id| (*id).to_owned()).collect();
        Ok(Some(hint.with("ids", ids).with("stage", to.code())))
    }

    /// Writes the entry, and the stage it leads to into the subject's own record: one
    /// change, one entry in the log.
    fn apply(mut self, context: &Context, what: &str, told: Message) -> Result<Exit> {
        let mut set = ChangeSet::new(what, Some(self.base));
        set.put(Record::Ledger(self.entry.clone()));
        if !self.entry.stage.is_empty() {
            let coming = Some(self.entry.clone());
            let world = self.subject.world(context, &self.store, coming)?;
            let stage = self.trail(&world).now().and_then(Step::stage);
            let moved = stage.and_then(|stage| moved(self.subject.record.take(), stage));
            if let Some(record) = moved {
                set.put(record);
            }
        }
        let applied = self.store.apply(&set, &context.stamp())?;
        let id = applied.ids.first().cloned().unwrap_or_default();
        context.terminal.note(&told.with("entry", id).say(context.lang));
        Ok(Exit::Fine)
    }
}

/// What an entry said that is now corrected.
fn corrected(
    context: &Context,
    store: &Store,
    subject: &Subject,
    id: &str,
) -> Result<LedgerEntry> {
    let names = names_of(&subject.world(context, store, None)?, [subject.id.as_str()]);
    let failure = |key| Failure::new(Message::new(key).with("entry", id));
    match store.record(Kind::Ledger, id)? {
        Some(Record::Ledger(entry))
            if names.contains(&entry.subject) || entry.subject == subject.title =>
        {
            Ok(LedgerEntry { id: String::new(), ..entry })
        }
        Some(_) => {
            let message = Message::new("ledger-no-entry-of").with("entry", id);
            Err(Failure::new(message.with("subject", &subject.id)).into())
        }
        None => Err(failure("ledger-no-entry").into()),
    }
}

/// The record at another stage, where it has one.
fn moved(record: Option<Record>, stage: Stage) -> Option<Record> {
    let mut record = record?;
    let own = if let Record::Signings(signing) = &mut record {
        &mut signing.stage
    } else if let Record::Needs(need) = &mut record {
        &mut need.stage
    } else {
        return None;
    };
    let moves = std::mem::replace(own, stage) != stage;
    moves.then_some(record)
}

/// The track it is on once the entry's kind of agreement holds.
fn track(trail: &Trail<'_>, contract: Option<ContractType>) -> Track {
    match (trail.track(), contract) {
        (Track::Policy, _) | (_, None) => trail.track(),
        (_, contract) => Track::of(contract, trail.signing),
    }
}

fn refuse_illegal(
    subject: &Subject,
    (trail, now): (&Trail<'_>, Option<Step>),
    to: Step,
    contract: Option<ContractType>,
) -> Result<(), Failure> {
    let before = trail.track();
    let track = track(trail, contract);
    let mut steps = legal(track, now);
    // An agreement that becomes a contract is signed anew.
    let agreed = matches!(before, Track::Agreement | Track::Letter);
    if agreed && track == Track::Contract && now == Some(Step::Project(Stage::Signed)) {
        steps.push(Step::Project(Stage::Signed));
    }
    if steps.contains(&to) {
        return Ok(());
    }
    let hint = match (track, now) {
        (_, Some(Step::END)) => "ledger-illegal-hint-ended",
        (Track::Agreement | Track::Letter, _) => "ledger-illegal-hint-agreement",
        _ => "ledger-illegal-hint",
    };
    let steps: Vec<Arg> = steps.into_iter().map(|step| named(step).into()).collect();
    let hint = Message::new(hint).with("steps", Arg::List(steps));
    Err(Failure::new(stages("ledger-illegal", subject, now, to)).hint(hint))
}

/// A stage by its name and the code to type.
fn named(step: Step) -> Message {
    Message::new("ledger-step").with("label", step.label()).with("code", step.code())
}

fn stages(key: &'static str, subject: &Subject, from: Option<Step>, to: Step) -> Message {
    let from = from.map_or_else(|| Message::new("ledger-no-stage"), Step::label);
    Message::new(key)
        .with("subject", subject.name())
        .with("from", from)
        .with("to", to.label())
}

fn refuse_end_without_reason(
    subject: &Subject,
    to: Step,
    entry: &LedgerEntry,
) -> Result<(), Failure> {
    if to != Step::END || entry.note.is_some() {
        return Ok(());
    }
    let message = Message::new("ledger-needs-reason").with("subject", subject.name());
    Err(Failure::new(message).hint(Message::new("ledger-needs-reason-hint")))
}
