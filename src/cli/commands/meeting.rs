//! `fairmatch meeting`: the day itself.

use std::num::NonZero;

use anyhow::Result;
use chrono::NaiveDate;
use clap::{Args, Subcommand, ValueEnum};

use crate::cli::planner::{self, ByHand};
use crate::cli::{Context, Exit, lookup, typed};
use crate::domain::{AmountKind, Money, Outcome, OutcomeKind, Yuan};
use crate::planning::timetable::{Edit, Place};
use crate::store::Parts;

/// Change single meetings on the day; consequences are shown first.
#[derive(Debug, Args)]
pub(crate) struct MeetingArgs {
    #[command(subcommand)]
    action: Action,
}

/// What happens to the plan besides.
#[derive(Debug, Clone, Copy, Args)]
struct Manner {
    /// Do it even if the plan then breaks a rule.
    #[arg(long)]
    force: bool,
    /// Only show what would change.
    #[arg(long)]
    dry_run: bool,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// A need meets an offering or an institution: a walk-in.
    Add {
        /// The need, by id or title.
        need: String,
        /// The offering, or the institution, by id or name.
        #[arg(value_name = "OFFERING|INSTITUTION")]
        partner: String,
        /// When: `10:40` today, or `2026-10-16T10:40` (else wherever it does least harm).
        #[arg(long, value_name = "DATETIME")]
        at: Option<String>,
        /// At which table.
        #[arg(long, value_name = "N", value_parser = typed::some)]
        table: Option<NonZero<usize>>,
        #[command(flatten)]
        manner: Manner,
    },
    /// A meeting takes place at another time.
    Move {
        /// The meeting's id.
        meeting: String,
        /// When: `10:40` on its day, or `2026-10-16T10:40`.
        #[arg(value_name = "DATETIME")]
        at: String,
        /// At which table.
        #[arg(long, value_name = "N", value_parser = typed::some)]
        table: Option<NonZero<usize>>,
        #[command(flatten)]
        manner: Manner,
    },
    /// Two meetings change times and tables.
    Swap {
        /// The id of one meeting.
        a: String,
        /// The id of the other.
        b: String,
        #[command(flatten)]
        manner: Manner,
    },
    /// A meeting does not take place.
    Cancel {
        /// The meeting's id.
        meeting: String,
        #[command(flatten)]
        manner: Manner,
    },
    /// A meeting must stay where it is.
    Lock {
        /// The meeting's id.
        meeting: String,
        /// Take the lock off: it may move again.
        #[arg(long)]
        off: bool,
    },
    /// What came of a meeting.
    Outcome(OutcomeArgs),
}

#[derive(Debug, Args)]
struct OutcomeArgs {
    /// The meeting's id.
    meeting: String,
    /// What came of it.
    #[arg(value_enum)]
    outcome: OutcomeName,
    /// Amount intended: 5000000, 500万元, 0.5亿.
    #[arg(long, value_name = "YUAN", value_parser = typed::yuan)]
    amount: Option<Yuan>,
    /// What comes next.
    #[arg(long, value_name = "TEXT", value_parser = typed::words)]
    next: Option<String>,
    /// By when.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = typed::day)]
    due: Option<NaiveDate>,
    /// Anything else.
    #[arg(long, value_name = "TEXT", value_parser = typed::words)]
    note: Option<String>,
}

/// What can come of a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum OutcomeName {
    /// Nothing.
    None,
    /// Good to know.
    Informative,
    /// They talk on.
    FollowUp,
    /// A visit is arranged.
    Visit,
    /// They intend to cooperate.
    Intent,
    /// Somebody did not come.
    NoShow,
}

impl OutcomeArgs {
    /// Notes what is said of the meeting; an empty text takes back one that was noted.
    fn say(&self, outcome: &mut Outcome) {
        let words = |said: &Option<String>, noted: &mut Option<String>| {
            if let Some(said) = said {
                *noted = Some(said.clone()).filter(|said| !said.is_empty());
            }
        };
        outcome.outcome = Some(self.outcome.kind());
        words(&self.next, &mut outcome.next_step);
        words(&self.note, &mut outcome.note);
        if let Some(yuan) = self.amount {
            outcome.amount = Some(Money::exact(yuan, AmountKind::Other));
        }
        outcome.due = self.due.or(outcome.due);
    }
}

impl OutcomeName {
    fn kind(self) -> OutcomeKind {
        match self {
            Self::None => OutcomeKind::None,
            Self::Informative => OutcomeKind::Informative,
            Self::FollowUp => OutcomeKind::FollowUp,
            Self::Visit => OutcomeKind::Visit,
            Self::Intent => OutcomeKind::Intent,
            Self::NoShow => OutcomeKind::NoShow,
        }
    }
}

impl MeetingArgs {
    /// Whether the fair is changed and nothing shown.
    pub(super) fn only_changes(&self) -> bool {
        matches!(self.action, Action::Outcome(_))
    }

    /// Carries the command out.
    pub(crate) fn run(&self, context: &Context) -> Result<Exit> {
        let free = Manner { force: false, dry_run: false };
        let (what, edit, manner) = match &self.action {
            Action::Outcome(args) => {
                return planner::outcome(context, &args.meeting, |noted| args.say(noted));
            }
            Action::Add { need, partner, at, table, manner } => (
                "meeting-add",
                added(context, (need, partner), at.as_deref(), |place| Place {
                    table: table.map(NonZero::get),
                    force: manner.force,
                    ..place
                })?,
                manner,
            ),
            Action::Move { meeting, at, table, manner } => {
                let at = planner::moment_of(context, meeting, at)?;
                let table = table.map(NonZero::get);
                let edit = Edit::Move { meeting: meeting.clone(), at, table };
                ("meeting-move", edit, manner)
            }
            Action::Swap { a, b, manner } => {
                ("meeting-swap", Edit::Swap(a.clone(), b.clone()), manner)
            }
            Action::Cancel { meeting, manner } => {
                ("meeting-cancel", Edit::Cancel(meeting.clone()), manner)
            }
            Action::Lock { meeting, off } => {
                let what = if *off { "meeting-unlock" } else { "meeting-lock" };
                (what, Edit::Lock(meeting.clone(), !off), &free)
            }
        };
        planner::carry_out(
            context,
            &ByHand { what, edit, force: manner.force, dry_run: manner.dry_run },
        )
    }
}

fn added(
    context: &Context,
    (need, partner): (&str, &str),
    at: Option<&str>,
    how: impl Fn(Place) -> Place,
) -> Result<Edit> {
    let fair = context.fair(&Parts::all())?;
    let plan = fair.plan.as_ref();
    let at = at.map(|text| planner::moment_at_fair(context, plan, text)).transpose()?;
    let from = planner::now_at_fair(context, plan);
    Ok(Edit::Add {
        need: lookup::need(&fair, need)?.id.clone(),
        partner: lookup::partner(&fair, partner)?,
        place: how(Place { at, table: None, from, force: false }),
    })
}
