//! `fairmatch report`.

use std::collections::BTreeMap;

use anyhow::Result;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::signing;
use crate::cli::load::{self, Sources};
use crate::cli::ranking::Bench;
use crate::cli::{Context, Exit, Failure, held_back, typed};
use crate::domain::Fair;
use crate::ledger;
use crate::ledger::figures::{Basis, figures};
use crate::matching::Match;
use crate::planning::ceremony::Ceremony;
use crate::report::{
    Brief, Charts, DueReport, Matches, MeetingPlan, Period, Report, RunOfShow, Stats,
    WholeReport,
};
use crate::store::Parts;
use crate::text::messages::Message;

/// Days ahead that the report's ledger looks.
const WITHIN: i64 = 30;

/// The report of the fair: figures, matches, meetings, ceremony, ledger on one page.
#[derive(Debug, clap::Args)]
pub(crate) struct ReportArgs {
    /// One page of prose for the leadership.
    #[arg(long)]
    brief: bool,
    /// Tell what is new since this day.
    #[arg(long, value_name = "DATE", value_parser = typed::day)]
    since: Option<NaiveDate>,
    /// Count nothing after this: 2026-10-18 or 2026-10-18T18:00 (else the cut-off date of
    /// fair.toml, else now).
    #[arg(long, value_name = "DATETIME", value_parser = typed::moment)]
    as_of: Option<NaiveDateTime>,
    #[command(flatten)]
    sources: Sources,
}

impl ReportArgs {
    /// Carries the command out.
    pub(crate) fn run(&self, context: &Context) -> Result<Exit> {
        let mut loaded = load::whole(context, &self.sources, &Parts::all())?;
        let period = self.period(context, &loaded.fair);
        self.refuse_backwards(&period, &loaded.fair)?;
        period.cut(&mut loaded.fair);
        let ceremony = signing::planned(&loaded.fair, true, context.today);
        let (fair, ceremony) = &held_back::stage(context, &loaded.fair, &ceremony);
        let shown = if self.brief {
            context.show(&Brief::new(fair, period).read_on(context.today))?
        } else {
            whole(context, fair, ceremony, &period)?
        };
        Ok(shown.max(loaded.exit))
    }

    fn period(&self, context: &Context, fair: &Fair) -> Period {
        let evening = |day: NaiveDate| {
            day.and_time(NaiveTime::from_hms_opt(23, 59, 0).expect("a minute of the day"))
        };
        let cutoff = fair.settings.cutoff.map(evening);
        let until = self.as_of.or(cutoff).unwrap_or(context.now);
        Period { since: self.since, until }
    }

    /// A report cannot begin after its end.
    fn refuse_backwards(&self, period: &Period, fair: &Fair) -> Result<(), Failure> {
        let until = period.until.date();
        let Some(since) = self.since.filter(|since| *since > until) else {
            return Ok(());
        };
        let by_cutoff = self.as_of.is_none() && fair.settings.cutoff.is_some();
        let hint = if by_cutoff { "cli-report-cutoff" } else { "cli-report-as-of" };
        let message = Message::new("cli-report-backwards")
            .with("since", since.to_string())
            .with("until", until.to_string());
        Err(Failure::new(message).hint(Message::new(hint)))
    }
}

/// Everything that the fair has something to show of.
fn whole(
    context: &Context,
    fair: &Fair,
    ceremony: &Ceremony,
    period: &Period,
) -> Result<Exit> {
    let brief = Brief::new(fair, *period).read_on(context.today);
    let show = RunOfShow { ceremony, fair };
    let trails = ledger::trails(fair);
    let basis = Basis::new(fair, &trails);
    let numbers = figures(&basis, None);
    let cutoff = period.until.date();
    let stats = Stats { figures: &numbers, kpis: &fair.kpis, cutoff, later: 0 };
    let charts = Charts::new(fair, &basis);
    let matches = matches(context, fair)?;
    let scores = matches.as_ref().map(scores).unwrap_or_default();
    let plan = fair.plan.as_ref();
    let plan = plan.map(|plan| MeetingPlan { plan, fair, notes: Vec::new(), scores });
    let day = period.until.date().min(context.today);
    let items = ledger::due(&trails, day, WITHIN);
    let due = DueReport::new(fair, &items, WITHIN);
    let mut parts: Vec<&dyn Report> = vec![&stats, &charts];
    parts.extend(matches.as_ref().map(|matches| matches as &dyn Report));
    parts.extend(plan.as_ref().map(|plan| plan as &dyn Report));
    if !ceremony.batches.is_empty() {
        parts.push(&show);
    }
    parts.push(&due);
    context.show(&WholeReport { brief: &brief, parts })
}

/// The best matches of every need; nothing without both sides.
fn matches(context: &Context, fair: &Fair) -> Result<Option<Matches>> {
    if fair.needs.is_empty() || fair.offerings.is_empty() {
        return Ok(None);
    }
    let bench = Bench::of(context, fair)?;
    bench.with(bench.choice(3, None), |matcher| {
        bench.matches(context, matcher, &bench.fair.needs).map(Some)
    })
}

/// Scores of the matches by need and offering.
fn scores(matches: &Matches) -> BTreeMap<(String, String), f64> {
    let of = |found: &Match| {
        ((found.need.clone(), found.offering.clone()), found.total.share())
    };
    matches.matches.iter().map(of).collect()
}
