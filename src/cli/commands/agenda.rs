//! `fairmatch agenda`.

mod each;

use anyhow::Result;
use chrono::NaiveDate;
use clap::{Args, ValueEnum};

use crate::cli::load::{self, Sources};
use crate::cli::planner;
use crate::cli::ranking::Bench;
use crate::cli::{Context, Exit, Failure, held_back};
use crate::domain::{Fair, Kind};
use crate::report::{self, Agenda, Handout, Participant, Reasons, Scope};
use crate::store::Parts;
use crate::text::messages::Message;
use each::Each;

/// Print agendas.
#[derive(Debug, Args)]
pub(crate) struct AgendaArgs {
    #[command(flatten)]
    pub(super) scope: ScopeArgs,
    /// What is laid out on the tables instead of a schedule.
    #[arg(long, value_enum, value_name = "WHAT", conflicts_with = "each")]
    handout: Option<HandoutArg>,
    /// A file for each party into the folder (or .zip) that -o names.
    #[arg(long, requires = "output")]
    each: bool,
    #[command(flatten)]
    sources: Sources,
}

/// Which part of the agenda.
#[derive(Debug, Args)]
pub(crate) struct ScopeArgs {
    /// Only this enterprise, institution or person, by id or name.
    #[arg(long = "for", value_name = "WHO")]
    party: Option<String>,
    /// Only this table.
    #[arg(long, value_name = "N", conflicts_with = "party")]
    table: Option<usize>,
    /// Only this day.
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<NaiveDate>,
    /// Only what is new, moved or cancelled since this version of the plan.
    #[arg(long, value_name = "VERSION")]
    changed_since: Option<u32>,
}

/// What is laid out for the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum HandoutArg {
    /// Who sits where.
    Tables,
    /// A tent for each table and day.
    Tents,
    /// A list to tick off who came.
    Attendance,
    /// A slip for each meeting, to note what came of it.
    Slips,
}

impl AgendaArgs {
    /// Whether every party gets a file of its own.
    pub(super) fn is_each(&self) -> bool {
        self.each
    }

    /// Carries the command out.
    pub(crate) fn run(&self, context: &Context) -> Result<Exit> {
        let loaded = load::whole(context, &self.sources, &parts())?;
        let ceremony = super::signing::planned(&loaded.fair, true, context.today);
        let (fair, ceremony) = &held_back::stage(context, &loaded.fair, &ceremony);
        let scope = self.scope.settle(context, fair)?;
        let handout = self.handout.map(HandoutArg::handout);
        let own_page = self.each || scope.party.is_some() && handout.is_none();
        let reasons = if own_page { reasons(context, fair)? } else { Reasons::new() };
        if self.each {
            Each { context, fair, ceremony, reasons: &reasons }.write(&scope)?;
            return Ok(loaded.exit);
        }
        let agenda = Agenda::new(fair, ceremony, &scope, handout);
        let shown = context.show(&agenda.with_reasons(&reasons))?;
        Ok(shown.max(loaded.exit))
    }
}

/// What an agenda is made from.
pub(super) fn parts() -> Parts {
    let kinds = [
        Kind::Needs,
        Kind::Offerings,
        Kind::Organizations,
        Kind::People,
        Kind::Signings,
        Kind::Events,
        Kind::Decisions,
        Kind::Encounters,
    ];
    Parts::of(&kinds).and_plan()
}

impl ScopeArgs {
    /// Finds the party and the version named.
    pub(super) fn settle(&self, context: &Context, fair: &Fair) -> Result<Scope> {
        let party = self.party.as_deref().map(|who| party(fair, who)).transpose()?;
        let since = self.changed_since.map(|version| planner::earlier(context, version));
        if let Some(table) = self.table {
            is_there(fair, table)?;
        }
        Ok(Scope { party, table: self.table, date: self.date, since: since.transpose()? })
    }
}

/// Whether a session has a table, or a meeting of the plan is at it.
fn is_there(fair: &Fair, table: usize) -> Result<(), Failure> {
    let most = fair.settings.sessions.iter().map(|session| session.tables).max();
    let most = most.unwrap_or(0);
    let mut meetings = fair.plan.iter().flat_map(|plan| &plan.meetings);
    if (1..=most).contains(&table) || meetings.any(|m| m.table == Some(table)) {
        return Ok(());
    }
    let failure = Failure::new(Message::new("cli-no-table").with("table", table));
    let hint = Message::new("cli-no-table-hint").with("tables", most);
    Err(if most == 0 { failure } else { failure.hint(hint) })
}

fn party(fair: &Fair, who: &str) -> Result<Participant> {
    Participant::of(fair, who).ok_or_else(|| {
        let kinds = [Kind::Organizations, Kind::People];
        crate::cli::lookup::unknown(fair, who, &kinds).into()
    })
}

impl HandoutArg {
    fn handout(self) -> Handout {
        match self {
            Self::Tables => Handout::Tables,
            Self::Tents => Handout::Tents,
            Self::Attendance => Handout::Attendance,
            Self::Slips => Handout::Slips,
        }
    }
}

/// Why the pairs of the plan were matched.
fn reasons(context: &Context, fair: &Fair) -> Result<Reasons> {
    let mut reasons = Reasons::new();
    let Some(plan) = &fair.plan else { return Ok(reasons) };
    let bench = Bench::of(context, fair)?;
    bench.with(bench.choice(1, Some(0.0)), |matcher| {
        for meeting in &plan.meetings {
            let need = fair.need(&meeting.need);
            let offering = meeting.offering.as_deref().and_then(|id| fair.offering(id));
            let (Some(need), Some(offering)) = (need, offering) else { continue };
            if let Some(pair) = matcher.pair(need, offering) {
                let key = (need.id.clone(), offering.id.clone());
                reasons.insert(key, report::reasons(&pair));
            }
        }
        Ok(())
    })?;
    Ok(reasons)
}
