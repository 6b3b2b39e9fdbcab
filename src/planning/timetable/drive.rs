//! From a fair to a plan: pairs, choice, model, schedule, tables.

use super::assemble::{add_gone, assemble, score};
use super::bodies::Room;
use super::calendar::Calendar;
use super::choose::{Chooser, Method};
use super::given::Given;
use super::kept::{Keep, Kept};
use super::met::Met;
use super::minimums::Least;
use super::model::Maker;
use super::openings::Openings;
use super::pairs::{Choice, Dropped, Pair, Scores, pairs, pins};
use super::prepared::{canonical, checked_grid, enough_tables};
use super::reasons;
use super::search::Search;
use super::settings;
use super::shut::shut_out;
use super::times::Times;
use crate::domain::problem::{Problem, Severity};
use crate::domain::{Fair, Plan, Told, Unscheduled};
use crate::planning::roster::Roster;
use crate::planning::schedule::{Options, Watch};
use crate::text::messages::Lang;

/// How a plan is to be made.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// How pairs are chosen.
    pub method: Method,
    /// Whether undecided pairs fill what is left.
    pub fill: bool,
    /// Points of pairs.
    pub scores: &'a Scores,
    /// The plan to keep as far as possible.
    pub keep: Option<Keep<'a>>,
    /// Seed and work.
    pub options: Options,
    /// Language of the reasons.
    pub lang: Lang,
}

/// A plan, not yet stored, and what a person should know of it.
#[derive(Debug)]
pub struct Made {
    /// The plan; its version and seconds are still 0.
    pub plan: Plan,
    /// Meetings that are not moved and begin or end at another time all the same: the hours of
    /// their session, or their length, have changed.
    pub shifted: usize,
    /// Whether it is proved that no choice of pairs is better by its method.
    pub chosen_best: bool,
    /// What is wrong and the smallest change that would help.
    pub problems: Vec<Problem>,
    /// What is good to know and takes nothing from the plan.
    pub remarks: Vec<Problem>,
    /// The ids of meetings that are over, and stay whatever has changed since.
    pub over: Vec<String>,
}

/// Plans the meetings of a fair.
///
/// # Errors
/// A problem of the settings that leaves nothing to plan with.
pub fn plan(
    fair: &Fair,
    request: &Request<'_>,
    watch: &mut dyn Watch,
) -> Result<Made, Problem> {
    let mut remarks = remarks(fair, request.method)?;
    let mut grid = checked_grid(fair)?;
    let roster = Roster::new(fair);
    let settings = &canonical(&fair.settings.plan, &roster);
    let kept = request.keep.map(|keep| Kept::new(&keep, &grid));
    let choice =
        Choice { scores: request.scores, fill: request.fill, kept: kept.as_ref() };
    let (pairs, mut dropped) = pairs(fair, &roster, choice);
    grid.bound_tables(enough_tables(&pairs, request.keep));
    let calendar = Calendar::new(fair, &roster);
    let times = Times::new(&grid, &calendar, settings);
    let met = kept.as_ref().map_or_else(Met::default, |kept| kept.met(fair, &roster));
    let maker =
        Maker { grid: &grid, times: &times, settings, kept: kept.as_ref(), met: &met };
    let (open, shut): (Vec<_>, Vec<_>) =
        pairs.into_iter().partition(|pair| maker.can_meet(pair));
    let openings = Openings::new(&open, &maker);
    let given =
        Given { fair, roster: &roster, maker: &maker, open: &open, openings: &openings };
    if request.method != Method::Stable {
        remarks.extend(Least { given, shut: &shut }.unreachable());
    }
    let chooser = Chooser::new(&given, request.method, request.options.seed);
    let room = Room { given, market: chooser.market().clone() };
    let mut search = Search::new(given, &room, chooser, request.options, watch);
    let (model, mut outcome) = search.run();
    dropped.extend(shut_out(&shut, given, &search.planned()));
    dropped.extend(search.left_out(&|pair| nothing_full(pair, request.method)));
    let slots = openings.tables().map_or(0, |(slots, _)| slots);
    let more = search.more_tables(&dropped, slots);
    let placed = search.chosen;
    maker.seat_what_is_over(&placed, &mut outcome.tables);
    let mut problems = reasons::broken_pins(&dropped, &pins(fair, &roster));
    problems.extend(search.unfair);
    problems.extend(reasons::count_tables(&mut dropped, slots, more));
    let mut plan = assemble(&maker, &placed, &model, &outcome);
    if let Some(kept) = &kept {
        add_gone(&mut plan, kept);
    }
    plan.objective.blocking = Some(search.chooser.blocking(&placed) as u64);
    note_request(&mut plan, request, &dropped);
    if let Some(keep) = &request.keep {
        problems.extend(reasons::locked_elsewhere(keep.plan, &plan, &roster));
    }
    let shifted = kept.as_ref().map_or(0, |kept| kept.shifted_with_session(&plan));
    Ok(Made {
        plan,
        shifted,
        chosen_best: search.proved,
        problems,
        remarks,
        over: kept.map(|kept| kept.ids_over()).unwrap_or_default(),
    })
}

/// Notes in a plan how it was asked for, and which pairs it leaves out.
fn note_request(plan: &mut Plan, request: &Request<'_>, dropped: &[Dropped]) {
    plan.objective.score = Some(score(plan, request.scores));
    plan.objective.seed = request.options.seed;
    plan.over_before = request.keep.and_then(|keep| keep.from);
    plan.unscheduled = dropped.iter().map(|pair| told(pair, request.lang)).collect();
}

/// What in the settings is not heeded; the first thing that can't be meant is an error.
fn remarks(fair: &Fair, method: Method) -> Result<Vec<Problem>, Problem> {
    let mut remarks = settings::problems(fair);
    let is_wrong = |problem: &Problem| problem.severity == Severity::Error;
    if let Some(wrong) = remarks.iter().position(is_wrong) {
        return Err(remarks.swap_remove(wrong));
    }
    remarks.extend(unheeded_minimums(fair, method));
    Ok(remarks)
}

/// That a stable choice heeds no minimums, if there are any.
fn unheeded_minimums(fair: &Fair, method: Method) -> Option<Problem> {
    let limits = &fair.settings.limits;
    let all = [limits.need, limits.enterprise, limits.institution, limits.person];
    let some = all.iter().any(|[least, _]| *least > 0);
    (some && method == Method::Stable)
        .then(|| Problem::warning("below_minimum").in_case("stable"))
}

/// What is said of a pair that was not chosen though there would be room for it.
fn nothing_full(pair: &Pair<'_>, method: Method) -> Problem {
    let problem = match method {
        Method::Stable => Problem::error("capacity_exceeded").in_case("stable"),
        Method::Flow | Method::WorstFirst => Problem::error("not_placed"),
    };
    problem.with_value(&pair.need.id)
}

fn told(pair: &Dropped, lang: Lang) -> Unscheduled {
    let spoken = pair.why.say(lang);
    Unscheduled {
        need: pair.need.clone(),
        offering: pair.partner.clone(),
        code: spoken.code.to_owned(),
        reason: spoken.message,
        hint: spoken.hint,
        told: Lang::ALL.map(|lang| (lang.code().to_owned(), in_words(pair, lang))).into(),
    }
}

fn in_words(pair: &Dropped, lang: Lang) -> Told {
    let spoken = pair.why.say(lang);
    Told { reason: spoken.message, hint: spoken.hint }
}
