//! What is said of a plan that was made.

use crate::cli::Context;
use crate::domain::Plan;
use crate::domain::problem::Problem;
use crate::planning::timetable::{Made, Method};
use crate::text::messages::Message;

/// What goes with a plan that was made: how its pairs were chosen, its figures, what it breaks.
pub(super) fn notes(
    context: &Context,
    (made, method): (&Made, Method),
    broken: &[Problem],
) -> Vec<String> {
    let lang = context.lang;
    let figures = &made.plan.objective;
    let blocking = figures.blocking.filter(|&pairs| pairs > 0);
    let blocking = blocking.map(|n| Message::new("cli-plan-blocking").with("n", n));
    let mut notes: Vec<String> = blocking.iter().map(|told| told.say(lang)).collect();
    let ties = Message::new("cli-plan-ties").with("seed", figures.seed.to_string());
    notes.push(ties.say(lang));
    if !made.chosen_best {
        let key = match method {
            Method::Stable => "cli-plan-choice-unstable",
            Method::Flow | Method::WorstFirst => "cli-plan-choice-unproved",
        };
        notes.push(Message::new(key).say(lang));
    }
    if figures.moved > 0 || figures.lower_bound.moved > 0 {
        let moved = Message::new("cli-plan-moved")
            .with("n", figures.moved)
            .with("bound", figures.lower_bound.moved);
        notes.push(moved.say(lang));
    }
    if let Some(reseated) = figures.reseated.filter(|&count| count > 0) {
        notes.push(Message::new("cli-plan-reseated").with("n", reseated).say(lang));
    }
    if let Some(changes) = figures.table_moves.filter(|&changes| changes > 0) {
        let told = Message::new("cli-plan-table-moves")
            .with("n", changes)
            .with("bound", figures.lower_bound.table_moves);
        notes.push(told.say(lang));
    }
    notes.extend(broken.iter().map(|problem| problem.say(lang).message));
    notes
}

/// Names of those below their minimum that are said with a plan.
const NAMED: usize = 5;

/// How many are below their minimum, the first of them by name.
pub(super) fn minimums(broken: &[Problem]) -> Option<Message> {
    let below = broken.iter().filter(|problem| problem.code == "below_minimum");
    let below: Vec<&Problem> = below.collect();
    let first = below.iter().take(NAMED).map(|problem| problem.value.clone());
    let told = match below.len() {
        0 => return None,
        n if n <= NAMED => Message::new("cli-plan-minimums").with("n", n),
        n => Message::new("cli-plan-minimums-more").with("n", n).with("more", n - NAMED),
    };
    Some(told.with("list", first.collect::<Vec<String>>()))
}

/// How many meetings begin or end at another time because their session's hours changed, and
/// the command that lists them.
pub(super) fn shifted(
    context: &Context,
    made: &Made,
    before: Option<&Plan>,
) -> Option<String> {
    let before = before.filter(|_| made.shifted > 0)?;
    let told = Message::new("cli-plan-shifted")
        .with("n", made.shifted)
        .with("from", before.version)
        .with("to", made.plan.version);
    Some(told.say(context.lang))
}
