//! The versions of the plan: list, compare, restore.

use anyhow::Result;

use super::current;
use crate::cli::held_back::open;
use crate::cli::{Context, Exit};
use crate::domain::problem::{Problem, Severity};
use crate::domain::{Change, ChangeSet, Fair, Meeting, Plan};
use crate::planning::timetable::wanted;
use crate::planning::verify;
use crate::report::{MeetingPlan, PlanDiff, PlanVersions};
use crate::store::{Access, Parts};
use crate::text::messages::Message;

/// Lists the versions.
pub(crate) fn list(context: &Context) -> Result<Exit> {
    let versions = context.store(Access::Read)?.plan_versions()?;
    context.show(&PlanVersions { versions: &versions })
}

/// Compares two versions: who must be told what.
pub(crate) fn diff(context: &Context, a: u32, b: u32) -> Result<Exit> {
    let store = context.store(Access::Read)?;
    let fair = store.fair(context.settings.clone(), &Parts::all())?;
    let (old, new) = (store.plan(a)?, store.plan(b)?);
    let ((fair, old), (_, new)) =
        (&open(context, &fair, &old), &open(context, &fair, &new));
    context.show(&PlanDiff::new(old, new, fair))
}

/// Shows the current plan, or an earlier version, as it is stored.
pub(crate) fn show(context: &Context, version: Option<u32>) -> Result<Exit> {
    let store = context.store(Access::Read)?;
    let mut fair = store.fair(context.settings.clone(), &Parts::all())?;
    if let Some(version) = version {
        fair.plan = Some(store.plan(version)?);
    }
    let fair = if context.public { fair.published() } else { fair };
    context.show(&MeetingPlan::new(current(&fair)?, &fair))
}

/// An earlier version; under `--public` what of it may be published.
pub(crate) fn earlier(context: &Context, version: u32) -> Result<Plan> {
    let store = context.store(Access::Read)?;
    let plan = store.plan(version)?;
    if !context.public {
        return Ok(plan);
    }
    let fair = store.fair(context.settings.clone(), &Parts::all())?;
    Ok(open(context, &fair, &plan).1.into_owned())
}

/// Makes an earlier version the current one, under a new number. What has changed in the fair
/// since is said; a plan stays possible only as far as the fair still allows it. Where a file
/// or a format is asked for, the plan is shown.
pub(crate) fn restore(context: &Context, version: u32) -> Result<Exit> {
    let mut store = context.store(Access::Write)?;
    let fair = store.fair(context.settings.clone(), &Parts::all())?;
    let plan = store.plan(version)?;
    if context.target.is_named() {
        context.fitting(&MeetingPlan::new(&plan, &fair))?;
    }
    let broken = verify::problems(&fair, &plan);
    let mut exit = Exit::Fine;
    for problem in broken.iter().filter(|problem| problem.severity == Severity::Error) {
        context.tell_of(&fair, problem);
        exit = Exit::Look;
    }
    let back = undecided(&fair, &plan, &broken);
    let mut set = ChangeSet::new("plan-restore", fair.revision);
    set.changes.push(Change::Plan(plan));
    let applied = store.apply(&set, &context.stamp())?;
    let told = Message::new("cli-plan-restored")
        .with("version", version)
        .with("new", applied.plan.unwrap_or(version));
    context.terminal.note(&told.say(context.lang));
    if !back.is_empty() {
        let told = Message::new("cli-plan-undecided").with("n", back.len());
        context.terminal.note(&told.with("list", back).say(context.lang));
    }
    drop(store);
    if context.target.is_named() {
        show(context, applied.plan)?;
    }
    Ok(exit)
}

/// The pairs that come back with a plan and that nobody wants any more, as after `meeting
/// cancel`; those of which a rule says more are told of by that.
fn undecided(fair: &Fair, plan: &Plan, broken: &[Problem]) -> Vec<String> {
    let wanted = wanted(fair);
    let is_here =
        |id: &str| fair.plan.iter().any(|now| now.meetings.iter().any(|m| m.id == id));
    let back = plan.meetings.iter().filter(|meeting| {
        !plan.is_over(meeting)
            && !is_here(&meeting.id)
            && broken.iter().all(|problem| problem.subject != meeting.id)
    });
    let pair = |m: &Meeting| (m.need.clone(), m.partner().to_owned());
    let lost = back.map(pair).filter(|pair| !wanted.contains(pair));
    lost.map(|(need, partner)| format!("{need} {partner}")).collect()
}
