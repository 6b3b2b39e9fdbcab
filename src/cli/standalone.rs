//! Stand-alone meeting problems: files in, an answer out, no fair involved.
#![expect(clippy::disallowed_methods, reason = "cli reads files")]

use std::io::Read as _;
use std::path::Path;

use anyhow::{Context as _, Result};

use super::onlooker::{Effort, Onlooker};
use super::{Context, Exit, Failure};
use crate::domain::PlanStatus;
use crate::planning::diagnose;
use crate::planning::schedule::{
    Fields, Options, ScheduleProblem, ScheduleSolution, solve, verify_solution,
};
use crate::report::{Findings, StandalonePlan};
use crate::text::messages::Message;

/// Solves the problem in `file`.
pub(crate) fn plan(context: &Context, file: &Path, effort: &Effort) -> Result<Exit> {
    let Some(problem) = problem(context, "plan", file)? else {
        return Ok(Exit::Failed);
    };
    let nothing = ScheduleSolution {
        slot: None,
        table: None,
        idle: None,
        breaks: None,
        lower_bound: 0,
        status: PlanStatus::Unknown,
        seconds: 0.0,
    };
    context.fitting(&StandalonePlan { problem: &problem, solution: &nothing })?;
    let mut onlooker = Onlooker::start(context, effort, 60.0);
    let options = Options { seed: effort.seed, iterations: effort.iterations };
    let outcome = solve(&problem.model(), &options, &mut onlooker);
    let solution = ScheduleSolution::new(&problem, &outcome, onlooker.seconds());
    onlooker.last_word();
    context.show(&StandalonePlan { problem: &problem, solution: &solution })?;
    if solution.status == PlanStatus::Infeasible {
        for reason in diagnose::infeasible(&problem, &mut onlooker) {
            context.tell(&reason);
        }
        context.terminal.note(&Message::new("cli-plan-from-zero").say(context.lang));
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
    context.show(&Findings::new("verify", problems).saying_if_none(none))?;
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
        let key = if error.is_data() { "cli-other-json" } else { "cli-bad-json" };
        let message = Message::new(key).with("file", name());
        let place = message.with("line", error.line()).with("byte", error.column());
        Failure::new(place).into()
    })
}
