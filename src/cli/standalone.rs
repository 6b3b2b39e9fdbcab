//! Stand-alone meeting problems: files in, an answer out, no fair involved.
#![expect(clippy::disallowed_methods, reason = "cli reads files and the clock")]

use std::io::Read as _;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};

use super::{Context, Exit, Failure};
use crate::domain::PlanStatus;
use crate::planning::diagnose;
use crate::planning::schedule::{
    Fields, Options, Progress, ScheduleProblem, ScheduleSolution, Watch, solve,
    verify_solution,
};
use crate::report::{Findings, StandalonePlan};
use crate::text::messages::{Lang, Message};

/// How long and how to search for a plan.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Effort {
    /// Seed of every random choice.
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) seed: u64,
    /// Seconds after which the best plan so far is taken [default: 60 with --problem, else 5].
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    pub(crate) time_limit: Option<f64>,
    /// Amount of work after which the best plan so far is taken, whatever time it takes: the
    /// same seed and amount give the same plan on every machine.
    #[arg(long, value_name = "N")]
    pub(crate) iterations: Option<u64>,
}

fn seconds(text: &str) -> std::result::Result<f64, String> {
    let value: f64 = text.parse().map_err(|error| format!("{error}"))?;
    if value.is_finite() && value >= 0.0 { Ok(value) } else { Err(text.to_owned()) }
}

/// Solves the problem in `file`.
pub(crate) fn plan(context: &Context, file: &Path, effort: &Effort) -> Result<Exit> {
    let Some(problem) = problem(context, "plan", file)? else {
        return Ok(Exit::Failed);
    };
    let mut clock = Clock::start(context, effort, 60.0);
    let options = Options { seed: effort.seed, iterations: effort.iterations };
    let outcome = solve(&problem.model(), &options, &mut clock);
    let solution = ScheduleSolution::new(&problem, &outcome, clock.seconds());
    clock.last_word();
    context.show(&StandalonePlan { problem: &problem, solution: &solution })?;
    if solution.status == PlanStatus::Infeasible {
        for reason in diagnose::infeasible(&problem, &mut clock) {
            context.tell(&reason);
        }
    }
    Ok(match solution.status {
        PlanStatus::Optimal | PlanStatus::Feasible => Exit::Fine,
        PlanStatus::Infeasible | PlanStatus::Unknown => Exit::Look,
    })
}

/// Checks the answer in `solution` against the problem in `file`.
pub(crate) fn verify(context: &Context, file: &Path, solution: &Path) -> Result<Exit> {
    let Some(problem) = problem(context, "verify", file)? else {
        return Ok(Exit::Failed);
    };
    let solution = fields(context, solution, ScheduleSolution::read)?;
    let checked = solution.map(|solution| {
        let none = match solution.status {
            PlanStatus::Optimal | PlanStatus::Feasible => "report-findings-none",
            PlanStatus::Infeasible | PlanStatus::Unknown => "report-findings-no-plan",
        };
        (verify_solution(&problem, &solution), none)
    });
    let (problems, none) =
        checked.unwrap_or_else(|problems| (problems, "report-findings-none"));
    let exit = if problems.is_empty() { Exit::Fine } else { Exit::Look };
    context.show(&Findings::new("verify", problems).or_else(none))?;
    Ok(exit)
}

/// The problem in `file`; if it is none, what is wrong with it is shown.
fn problem(
    context: &Context,
    command: &'static str,
    file: &Path,
) -> Result<Option<ScheduleProblem>> {
    match fields(context, file, ScheduleProblem::read)? {
        Ok(problem) => Ok(Some(problem)),
        Err(problems) => {
            context.show(&Findings::new(command, problems))?;
            Ok(None)
        }
    }
}

/// What `reader` makes of the JSON object in `file`; keys that it does not know are said.
fn fields<T>(
    context: &Context,
    file: &Path,
    reader: impl FnOnce(&mut Fields) -> T,
) -> Result<T> {
    let mut fields = read(file)?;
    let found = reader(&mut fields);
    if let Some(problem) = fields.unknown() {
        context.tell(&problem);
    }
    Ok(found)
}

/// A JSON file, or stdin for `-`; a byte order mark is passed over.
fn read(path: &Path) -> Result<Fields> {
    let name = || path.display().to_string();
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        std::io::stdin().read_to_end(&mut bytes).with_context(name)?;
    } else {
        bytes = std::fs::read(path).with_context(name)?;
    }
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    serde_json::from_slice(text).map_err(|error| {
        let message = Message::new("cli-bad-json").with("file", name());
        Failure::new(message.with("error", error.to_string())).into()
    })
}

/// The clock and the terminal as the solver sees them.
pub(crate) struct Clock<'a> {
    context: &'a Context,
    started: Instant,
    limit: Option<Duration>,
    interrupted: Arc<AtomicBool>,
    said: Option<Instant>,
    unsaid: Option<String>,
}

/// What a limit leaves to the search: less the time before it, and less as much again for what
/// comes after it; half of the limit at least.
fn left(limit: Duration, before: Duration) -> Duration {
    limit.saturating_sub(before.saturating_mul(2)).max(limit / 2)
}

/// Time between two lines of progress.
const PAUSE: Duration = Duration::from_millis(250);

impl<'a> Clock<'a> {
    /// Starts the clock; from now on Ctrl-C ends the search and keeps the best plan. A bound on
    /// the work takes the place of the one on time, which is `default` seconds unless given.
    /// What the command has done before [counts, too](left).
    pub(crate) fn start(context: &'a Context, effort: &Effort, default: f64) -> Self {
        let before = context.began.elapsed();
        let interrupted = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&interrupted);
        // without a handler Ctrl-C just ends the program: no reason to fail
        drop(ctrlc::set_handler(move || flag.store(true, Ordering::Relaxed)));
        let limit =
            effort.iterations.is_none().then(|| effort.time_limit.unwrap_or(default));
        Self {
            context,
            started: Instant::now(),
            limit: limit
                .and_then(|limit| Duration::try_from_secs_f64(limit).ok())
                .map(|limit| left(limit, before)),
            interrupted,
            said: None,
            unsaid: None,
        }
    }

    /// Seconds since the start.
    pub(crate) fn seconds(&self) -> f64 {
        self.started.elapsed().as_secs_f64()
    }

    /// Says the last line of progress, if it was held back.
    pub(crate) fn last_word(&mut self) {
        if let Some(line) = self.unsaid.take() {
            self.context.terminal.note(&line);
            self.said = Some(Instant::now());
        }
    }

    /// Says the last line of progress unless another one was said just now.
    fn speak(&mut self) {
        if self.said.is_none_or(|said| said.elapsed() >= PAUSE) {
            self.last_word();
        }
    }
}

impl Watch for Clock<'_> {
    fn stop(&mut self) -> bool {
        self.speak();
        let late = self.limit.is_some_and(|limit| self.started.elapsed() >= limit);
        late || self.interrupted.load(Ordering::Relaxed)
    }

    fn passed(&mut self) -> Option<f64> {
        let limit = self.limit?.as_secs_f64();
        Some(self.started.elapsed().as_secs_f64() / limit.max(1e-9))
    }

    fn report(&mut self, progress: &Progress) {
        self.unsaid = Some(line(self.context.lang, progress, self.seconds()));
        self.speak();
    }
}

fn line(lang: Lang, progress: &Progress, seconds: f64) -> String {
    let message = match progress.best {
        Some(best) => Message::new("cli-plan-progress")
            .with("best", best)
            .with("gap", best.saturating_sub(progress.bound)),
        None => Message::new("cli-plan-searching"),
    };
    let bound = progress.bound;
    message.with("bound", bound).with("seconds", format!("{seconds:.1}")).say(lang)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_before_and_after_a_search_is_within_the_limit() {
        let left = |limit, before| {
            left(Duration::from_millis(limit), Duration::from_millis(before)).as_millis()
        };
        assert_eq!((left(6_000, 0), left(6_000, 200)), (6_000, 5_600));
        assert_eq!((left(100, 200), left(0, 200)), (50, 0));
    }
}
