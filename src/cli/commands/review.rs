//! `fairmatch review`.
//!
//! A review sets the need's stage and writes a line into the need's trail in the ledger:
//! the note of a return is the problem to solve, the note of a rejection the reason of
//! its end.

use std::collections::BTreeSet;

use anyhow::Result;
use clap::ValueEnum as _;

use crate::cli::{Context, Exit, Failure, lookup, typed};
use crate::domain::{ChangeSet, Code as _, Fair, Kind, LedgerEntry, Record, Stage};
use crate::store::{Access, Parts};
use crate::text::messages::Message;

/// Review collected needs: only reviewed ones are published.
#[derive(Debug, clap::Args)]
pub(crate) struct ReviewArgs {
    /// The needs, then the word: pass, return (to be mended) or reject.
    #[arg(value_name = "ID… pass|return|reject", required = true)]
    words: Vec<String>,
    /// What is to be mended, or why it is rejected.
    #[arg(long, value_name = "TEXT", value_parser = typed::words)]
    note: Option<String>,
}

/// The word of a reviewer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Word {
    Pass,
    Return,
    Reject,
}

impl Word {
    fn stage(self) -> Stage {
        match self {
            Self::Pass => Stage::Reviewed,
            Self::Return => Stage::Collected,
            Self::Reject => Stage::Ended,
        }
    }

    /// What is said of needs that were reviewed so.
    fn told(self) -> &'static str {
        match self {
            Self::Pass => "cli-review-passed",
            Self::Return => "cli-review-returned",
            Self::Reject => "cli-review-rejected",
        }
    }

    /// What the ledger says where no reason was given; to pass needs none.
    fn unsaid(self) -> Option<&'static str> {
        match self {
            Self::Pass => None,
            Self::Return => Some("cli-review-returned-unsaid"),
            Self::Reject => Some("cli-review-rejected-unsaid"),
        }
    }
}

impl ReviewArgs {
    /// Carries the command out.
    pub(crate) fn run(&self, context: &Context) -> Result<Exit> {
        let (word, ids) = self.words.split_last().expect("clap asks for one at least");
        let word = Word::from_str(word, true).map_err(|_| unknown_word(word))?;
        if ids.is_empty() {
            return Err(Failure::new(Message::new("cli-review-nothing"))
                .hint(Message::new("cli-review-nothing-hint"))
                .into());
        }
        let applied = context.store(Access::Write)?.update(
            context.settings.clone(),
            &Parts::of(&[Kind::Needs]),
            &context.stamp(),
            |fair| self.changes(fair, ids, word, context),
        )?;
        let told = Message::new(word.told()).with("n", applied.inserted);
        context.terminal.note(&told.say(context.lang));
        if word.unsaid().is_some() && self.note().is_none() {
            let missed = Message::new("cli-review-note");
            context.terminal.note(&missed.say(context.lang));
        }
        Ok(Exit::Fine)
    }

    /// What is noted, if that says anything.
    fn note(&self) -> Option<String> {
        self.note.clone().filter(|note| !note.is_empty())
    }

    /// What the ledger is told: the note, or that a return or rejection gave no reason.
    fn reason(&self, word: Word, context: &Context) -> Option<String> {
        let unsaid = || Some(Message::new(word.unsaid()?).say(context.lang));
        self.note().or_else(unsaid)
    }

    fn changes(
        &self,
        fair: &Fair,
        ids: &[String],
        word: Word,
        context: &Context,
    ) -> Result<ChangeSet> {
        let mut set = ChangeSet::new("review", fair.revision);
        let reason = self.reason(word, context);
        let mut seen = BTreeSet::new();
        for id in ids {
            let mut need = lookup::need(fair, id)?.clone();
            if !seen.insert(need.id.clone()) {
                continue;
            }
            if need.stage > Stage::Published {
                let stage = need.stage.label();
                let message = Message::new("cli-review-late").with("id", id.as_str());
                return Err(Failure::new(message.with("stage", stage)).into());
            }
            // A published need has passed, too.
            if word == Word::Pass && need.stage >= Stage::Reviewed {
                continue;
            }
            need.stage = word.stage();
            set.put(Record::Ledger(LedgerEntry {
                subject: need.id.clone(),
                title: need.title.clone(),
                date: Some(context.today),
                stage: need.stage.code().to_owned(),
                problem: reason.clone().filter(|_| word == Word::Return),
                note: reason.clone().filter(|_| word != Word::Return),
                by: Some(context.who.clone()),
                ..LedgerEntry::default()
            }));
            set.put(Record::Needs(need));
        }
        Ok(set)
    }
}

fn unknown_word(word: &str) -> Failure {
    Failure::new(Message::new("cli-review-word").with("word", word))
        .hint(Message::new("cli-review-word-hint"))
}
