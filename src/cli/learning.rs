//! `match --learn`: weights from decisions, kept in the fair.

use anyhow::Result;

use super::ranking::Bench;
use super::{Context, Exit, Failure};
use crate::domain::{Change, ChangeSet, Verdict};
use crate::matching::{Example, LEAST, LEAST_OF_EACH, Learned, learn};
use crate::report::Learning;
use crate::store::Access;
use crate::text::messages::Message;

/// Learns weights, shows them before and after, and keeps better ones in the fair's
/// database; `undo` takes them back.
pub(super) fn run(context: &Context, bench: &Bench<'_>) -> Result<Exit> {
    let examples = examples(bench)?;
    let learned = learn(&examples, &bench.weights).map_err(|few| {
        let message = Message::new("cli-too-few-decisions")
            .with("accepted", few.accepted)
            .with("rejected", few.rejected);
        let hint = Message::new("cli-too-few-decisions-hint")
            .with("least", LEAST)
            .with("each", LEAST_OF_EACH);
        Failure::new(message).hint(hint)
    })?;
    if learned.is_better() && bench.fair.revision.is_some() && !context.public {
        keep(context, bench, &learned)?;
    }
    context.show(&Learning(learned))
}

fn examples(bench: &Bench<'_>) -> Result<Vec<Example>> {
    let fair = &bench.fair;
    bench.with(bench.choice(1, None), |matcher| {
        let each = fair.decisions.iter().filter_map(|decision| {
            let accepted = decision.decision? != Verdict::Reject;
            let need = fair.need(&decision.need)?;
            matcher.example(need, fair.offering(&decision.offering)?, accepted)
        });
        Ok(each.collect())
    })
}

fn keep(context: &Context, bench: &Bench<'_>, learned: &Learned) -> Result<()> {
    let weights = learned.after.by_name();
    let weights =
        weights.into_iter().map(|(key, weight)| (key.to_owned(), weight)).collect();
    let mut set = ChangeSet::new("match-learn", bench.fair.revision);
    set.changes.push(Change::Weights(weights));
    context.store(Access::Write)?.apply(&set, &context.stamp())?;
    Ok(())
}
