//! Planning the fair's meetings: load, plan, verify, store, show.

mod change;
mod moment;
mod presence;
mod told;
mod versions;

use std::collections::BTreeMap;

use anyhow::Result;

use super::held_back;
use super::load::{self, Sources};
use super::onlooker::{Effort, Onlooker};
use super::ranking::Bench;
use super::{Context, Exit, Failure};
use crate::domain::problem::{Problem, Severity};
use crate::domain::{Change, ChangeSet, Fair, Plan};
use crate::matching::{Choice, Match};
use crate::planning::schedule::Options;
use crate::planning::timetable::{self, Keep, Made, Method, Request, Scores};
use crate::planning::verify;
use crate::report::{Findings, MeetingPlan, check};
use crate::store::{Access, Parts};
use crate::text::messages::Message;

pub(crate) use change::{ByHand, carry_out, outcome, plan as current, put_word};
pub(crate) use moment::{moment_at_fair, moment_of, now_at_fair};
pub(crate) use presence::{Word, set_availability};
pub(crate) use versions::{diff, earlier, list, restore, show};

use told::{minimums, notes, shifted};

/// What is asked of the planner.
#[derive(Debug, Clone)]
pub(crate) struct Wish {
    /// How pairs are chosen.
    pub(crate) method: Method,
    /// Whether undecided pairs fill what is left.
    pub(crate) fill: bool,
    /// Whether the current plan is kept as far as possible.
    pub(crate) keep: bool,
    /// Meetings that start before this moment stay as they are; so do those that the kept plan
    /// already says are over.
    pub(crate) from: Option<String>,
    /// How long and how to search.
    pub(crate) effort: Effort,
}

/// Seconds a plan takes at most unless told otherwise.
const SECONDS: f64 = 5.0;

/// Plans, stores the plan where there is a fair to store it in, and shows it.
pub(crate) fn plan(context: &Context, sources: &Sources, wish: &Wish) -> Result<Exit> {
    let loaded = load::whole(context, sources, &Parts::all())?;
    let fair = loaded.fair;
    let mut made = make(context, &fair, wish)?;
    for problem in made.problems.iter().chain(&made.remarks) {
        context.tell_of(&fair, problem);
    }
    let mut broken = verify::problems(&fair, &made.plan);
    // what is over is as it is, and so is what the planner itself says it could not keep
    broken.retain(|found| {
        !made.over.contains(&found.subject)
            && made.problems.iter().all(|known| known.code != found.code)
    });
    if broken.iter().any(|problem| problem.severity == Severity::Error) {
        context.show(&Findings::new("verify", broken))?;
        return Ok(Exit::Failed);
    }
    let planned = made.plan.objective.status.has_plan();
    if let Some(told) = minimums(&broken) {
        let told = held_back::words(context, &fair, told.say(context.lang));
        context.terminal.note(&told);
    }
    broken.retain(|problem| problem.code != "below_minimum");
    if sources.files().is_empty() && planned {
        made.plan.version = store(context, &fair, &made.plan, "plan")?;
    }
    let whole = made.plan.unscheduled.is_empty() && made.problems.is_empty();
    let look = !planned || !whole;
    broken.extend(check::met_before(&fair, &made.plan));
    if context.public {
        broken.clear(); // they name whom the public may not hear of
    }
    let mut notes = notes(context, (&made, wish.method), &broken);
    notes.extend(shifted(context, &made, fair.plan.as_ref()));
    let (fair, plan) = &held_back::open(context, &fair, &made.plan);
    context.show(&MeetingPlan { plan, fair, notes, scores: BTreeMap::new() })?;
    Ok(loaded.exit.max(if look { Exit::Look } else { Exit::Fine }))
}

/// Makes a plan under the clock.
pub(crate) fn make(context: &Context, fair: &Fair, wish: &Wish) -> Result<Made> {
    let from = wish.from.as_deref();
    let from = from.map(|text| moment_at_fair(context, fair.plan.as_ref(), text));
    let from = from.transpose()?;
    // before the ranking, which takes long in a large fair
    if let Some(problem) = timetable::unplannable(fair) {
        return Err(failure(context, &problem).into());
    }
    let scores = scores(context, fair)?;
    let mut onlooker = Onlooker::start(context, &wish.effort, SECONDS);
    let keep = fair.plan.as_ref().filter(|_| wish.keep);
    let request = Request {
        method: wish.method,
        fill: wish.fill,
        scores: &scores,
        keep: keep.map(|plan| Keep { plan, from: from.or(plan.over_before) }),
        options: Options { seed: wish.effort.seed, iterations: wish.effort.iterations },
        lang: context.lang,
    };
    let made = timetable::plan(fair, &request, &mut onlooker);
    onlooker.last_word();
    let mut made = made.map_err(|problem| failure(context, &problem))?;
    made.plan.objective.seconds = (onlooker.seconds() * 1000.0).round() / 1000.0;
    Ok(made)
}

/// Undecided matches of a need that planning may fall back on, at most.
const CANDIDATES: usize = 20;

/// Points of the pairs: those a person decided on, whatever they score, and the best
/// matches that are possible or better.
fn scores(context: &Context, fair: &Fair) -> Result<Scores> {
    if fair.needs.is_empty() || fair.offerings.is_empty() {
        return Ok(Scores::new());
    }
    let bench = Bench::of(context, fair)?;
    // held back is what is shown of a plan, not who meets
    let choice = Choice { public: false, ..bench.choice(CANDIDATES, None) };
    bench.with(choice, |matcher| {
        let found = bench.matches(context, matcher, &bench.fair.needs)?.matches;
        let needs: BTreeMap<_, _> = fair.needs.iter().map(|n| (&n.id, n)).collect();
        let offerings: BTreeMap<_, _> =
            fair.offerings.iter().map(|o| (&o.id, o)).collect();
        let decided = fair.decisions.iter().filter_map(|decision| {
            let need = *needs.get(&decision.need)?;
            let offering = *offerings.get(&decision.offering)?;
            // what matching rules out is worth nothing, though somebody wants it
            let scored = matcher.pair(need, offering).map(points);
            Some(scored.unwrap_or(((need.id.clone(), offering.id.clone()), 0)))
        });
        Ok(found.into_iter().map(points).chain(decided).collect())
    })
}

fn points(found: Match) -> ((String, String), u32) {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a share of one, in thousandths"
    )]
    let points = (found.total.share() * 1000.0).round() as u32;
    ((found.need, found.offering), points)
}

/// A problem that leaves nothing to do.
pub(crate) fn failure(context: &Context, problem: &Problem) -> Failure {
    let spoken = problem.say(context.lang);
    Failure::new(Message::plain(spoken.message)).hint(Message::plain(spoken.hint))
}

impl Context {
    /// Says a problem and its hint on stderr.
    pub(crate) fn tell(&self, problem: &Problem) {
        self.terminal.note(&self.words_of(problem));
    }

    /// The same of a problem of a fair.
    fn tell_of(&self, fair: &Fair, problem: &Problem) {
        let words = held_back::words(self, fair, self.words_of(problem));
        self.terminal.note(&words);
    }

    fn words_of(&self, problem: &Problem) -> String {
        let spoken = problem.say(self.lang);
        let message = Message::new("cli-problem")
            .with("what", spoken.message)
            .with("hint", spoken.hint);
        message.say(self.lang)
    }
}

/// Stores a plan as the current one; its version.
pub(crate) fn store(
    context: &Context,
    fair: &Fair,
    plan: &Plan,
    what: &str,
) -> Result<u32> {
    let mut set = ChangeSet::new(what, fair.revision);
    set.changes.push(Change::Plan(plan.clone()));
    let applied = context.store(Access::Write)?.apply(&set, &context.stamp())?;
    Ok(applied.plan.unwrap_or_default())
}

/// Checks the current plan of a fair folder against every rule.
pub(crate) fn check(context: &Context) -> Result<Exit> {
    let store = context.store(Access::Read)?;
    let fair = store.fair(context.settings.clone(), &Parts::all())?;
    current(&fair)?;
    let broken = |fair: &Fair| {
        fair.plan.as_ref().map(|plan| verify::problems(fair, plan)).unwrap_or_default()
    };
    let findings = Findings::new("verify", held_back::problems(context, &fair, broken));
    let exit = if findings.has_errors() { Exit::Look } else { Exit::Fine };
    context.show(&findings)?;
    Ok(exit)
}
