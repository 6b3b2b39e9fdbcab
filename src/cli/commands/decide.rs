//! `fairmatch decide`.

use anyhow::Result;
use clap::ValueEnum;

use crate::cli::{Context, Exit, lookup, planner};
use crate::domain::{
    ChangeSet, Decision, Fair, Kind, Record, Verdict, derived_id, letter,
};
use crate::planning::timetable::Roster;
use crate::store::{Access, Parts, Store};
use crate::text::messages::Message;

/// Put your word over the score of a pair.
#[derive(Debug, clap::Args)]
pub(crate) struct DecideArgs {
    /// The need.
    #[arg(value_name = "NEED")]
    need: String,
    /// The offering, or the institution that claims the need.
    #[arg(value_name = "OFFERING|INSTITUTION")]
    partner: String,
    /// The word.
    #[arg(value_enum)]
    word: Word,
    /// Why.
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
}

/// What can be said of a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Word {
    /// They should meet.
    Accept,
    /// They must not meet.
    Reject,
    /// They must meet.
    Pin,
    /// Nothing is decided.
    Reset,
}

impl Word {
    fn verdict(self) -> Option<Verdict> {
        match self {
            Self::Accept => Some(Verdict::Accept),
            Self::Reject => Some(Verdict::Reject),
            Self::Pin => Some(Verdict::Pin),
            Self::Reset => None,
        }
    }
}

impl DecideArgs {
    /// Carries the command out.
    pub(crate) fn run(&self, context: &Context) -> Result<Exit> {
        let mut store = context.store(Access::Write)?;
        let (need, partner) = self.pair(context, &store)?;
        let applied = store.update(
            context.settings.clone(),
            &Parts::of(&[Kind::Decisions]),
            &context.stamp(),
            |fair| anyhow::Ok(self.changes(fair, &need, &partner)),
        )?;
        let key = if applied.entry.is_some() { "cli-decided" } else { "cli-unchanged" };
        let told = Message::new(key)
            .with("need", self.need.as_str())
            .with("partner", self.partner.as_str());
        context.terminal.note(&told.say(context.lang));
        Ok(Exit::Fine)
    }

    /// The ids of the pair: looked up one by one, else in the whole registries, which also
    /// know names, what else was meant, and whether an organization can be met.
    fn pair(&self, context: &Context, store: &Store) -> Result<(String, String)> {
        let there = |kind, id: &str| anyhow::Ok(store.record(kind, id)?.is_some());
        if there(Kind::Needs, &self.need)? && there(Kind::Offerings, &self.partner)? {
            return Ok((self.need.clone(), self.partner.clone()));
        }
        let kinds = [Kind::Needs, Kind::Offerings, Kind::Organizations];
        let fair = store.fair(context.settings.clone(), &Parts::of(&kinds))?;
        let need = lookup::need(&fair, &self.need)?;
        let partner = lookup::partner(&fair, &self.partner)?;
        let claims = fair.offering(&partner).is_none()
            && matches!(self.word, Word::Accept | Word::Pin);
        let roster = Roster::new(&fair);
        match roster.no_claim(roster.enterprise(need), &partner).filter(|_| claims) {
            Some(problem) => Err(planner::failure(context, &problem).into()),
            None => Ok((need.id.clone(), partner)),
        }
    }

    fn changes(&self, fair: &Fair, need: &str, partner: &str) -> ChangeSet {
        let known =
            fair.decisions.iter().find(|d| d.need == need && d.offering == partner);
        let mut set = ChangeSet::new("decide", fair.revision);
        let fresh = || Decision {
            id: derived_id(letter(Kind::Decisions), &[need, partner]),
            need: need.to_owned(),
            offering: partner.to_owned(),
            ..Decision::default()
        };
        let mut decision = known.cloned().unwrap_or_else(fresh);
        decision.decision = self.word.verdict();
        decision.note = self.note.clone().or(decision.note);
        let replied =
            decision.enterprise_reply.is_some() || decision.institution_reply.is_some();
        if self.word == Word::Reset && !replied {
            set.remove(Kind::Decisions, decision.id);
        } else {
            set.put(Record::Decisions(decision));
        }
        set
    }
}
