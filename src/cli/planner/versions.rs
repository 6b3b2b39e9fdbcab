//! The versions of the plan: list, compare, restore.

use anyhow::Result;

use crate::cli::{Context, Exit};
use crate::domain::problem::Severity;
use crate::domain::{Change, ChangeSet};
use crate::planning::verify;
use crate::report::{PlanDiff, PlanVersions};
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
    context.show(&PlanDiff::new(&old, &new, &fair))
}

/// Makes an earlier version the current one, under a new number. What has changed in the fair
/// since is said; a plan stays possible only as far as the fair still allows it.
pub(crate) fn restore(context: &Context, version: u32) -> Result<Exit> {
    let mut store = context.store(Access::Write)?;
    let fair = store.fair(context.settings.clone(), &Parts::all())?;
    let plan = store.plan(version)?;
    let broken = verify::problems(&fair, &plan);
    let mut exit = Exit::Fine;
    for problem in broken.iter().filter(|problem| problem.severity == Severity::Error) {
        context.tell(problem);
        exit = Exit::Look;
    }
    let mut set = ChangeSet::new("plan-restore", fair.revision);
    set.changes.push(Change::Plan(plan));
    let applied = store.apply(&set, &context.stamp())?;
    let told = Message::new("cli-plan-restored")
        .with("version", version)
        .with("new", applied.plan.unwrap_or(version));
    context.terminal.note(&told.say(context.lang));
    Ok(exit)
}
