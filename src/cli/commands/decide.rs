//! `fairmatch decide`.

use anyhow::Result;
use clap::ValueEnum;

use crate::cli::{Context, Exit, lookup, planner, typed};
use crate::domain::{ChangeSet, Kind, Verdict};
use crate::planning::roster::Roster;
use crate::store::{Access, Parts, Store};
use crate::text::messages::Message;

/// Put your word over the score of a pair.
#[derive(Debug, clap::Args)]
pub(crate) struct DecideArgs {
    /// The need, by id or title.
    #[arg(value_name = "NEED")]
    need: String,
    /// The offering, or the institution that claims the need, by id or name.
    #[arg(value_name = "OFFERING|INSTITUTION")]
    partner: String,
    /// What is decided.
    #[arg(value_enum)]
    word: Word,
    /// Why; empty to take back what was noted.
    #[arg(long, value_name = "TEXT", value_parser = typed::words)]
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

/// The pair that is decided on.
struct Decided {
    /// The need's id.
    need: String,
    /// The offering's id, or the institution's.
    partner: String,
    /// The registries that know all names of both.
    kinds: &'static [Kind],
}

/// The registries that know organizations by name.
const NAMED: [Kind; 4] =
    [Kind::Decisions, Kind::Needs, Kind::Offerings, Kind::Organizations];

impl DecideArgs {
    /// Carries the command out.
    pub(crate) fn run(&self, context: &Context) -> Result<Exit> {
        let mut store = context.store(Access::Write)?;
        let Decided { need, partner, kinds } = self.pair(context, &store)?;
        let applied = store.update(
            context.settings.clone(),
            &Parts::of(kinds),
            &context.stamp(),
            |fair| {
                let mut set = ChangeSet::new("decide", fair.revision);
                let said = (self.word.verdict(), self.note.as_deref());
                planner::put_word(&mut set, fair, (&need, &partner), said);
                anyhow::Ok(set)
            },
        )?;
        let key = if applied.entry.is_some() { "cli-decided" } else { "cli-unchanged" };
        let told = Message::new(key)
            .with("need", self.need.as_str())
            .with("partner", self.partner.as_str());
        context.terminal.note(&told.say(context.lang));
        Ok(Exit::Fine)
    }

    /// The ids of the pair, and what must be read to find all that was said of it: looked up one
    /// by one, else in the whole registries, which also know names, what else was meant, and
    /// whether an organization can be met.
    fn pair(&self, context: &Context, store: &Store) -> Result<Decided> {
        let there = |kind, id: &str| anyhow::Ok(store.record(kind, id)?.is_some());
        if there(Kind::Needs, &self.need)? && there(Kind::Offerings, &self.partner)? {
            return Ok(Decided {
                need: self.need.clone(),
                partner: self.partner.clone(),
                kinds: &[Kind::Decisions],
            });
        }
        let fair = store.fair(context.settings.clone(), &Parts::of(&NAMED))?;
        let need = lookup::need(&fair, &self.need)?;
        let partner = lookup::partner(&fair, &self.partner)?;
        let claims = fair.offering(&partner).is_none()
            && matches!(self.word, Word::Accept | Word::Pin);
        let roster = Roster::new(&fair);
        match roster.no_claim(roster.enterprise(need), &partner).filter(|_| claims) {
            Some(problem) => Err(planner::failure(context, &problem).into()),
            None => Ok(Decided { need: need.id.clone(), partner, kinds: &NAMED }),
        }
    }
}
