//! From a fair to a plan: pairs, choice, model, schedule, tables.

use super::calendar::Calendar;
use super::choose::{Method, choose};
use super::grid::Grid;
use super::kept::{Keep, Kept};
use super::model::Maker;
use super::pairs::{Choice, Dropped, Pair, Scores, Standing, pairs, pins};
use super::roster::Roster;
use super::times::Times;
use super::{experts, fairness};
use crate::domain::problem::Problem;
use crate::domain::{Fair, Plan, Unscheduled};
use crate::planning::diagnose;
use crate::planning::schedule::{
    Model, Options, Outcome, Score, SlotSet, Status, Watch, overfull, windows,
};
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
    /// Least number of moved meetings that any plan has.
    pub moved_bound: usize,
    /// Pairs left out that both sides would rather have.
    pub blocking: usize,
    /// What is wrong and the smallest change that would help.
    pub problems: Vec<Problem>,
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
    let fair = &with_canonical_settings(fair);
    let grid = checked_grid(fair)?;
    let roster = Roster::new(fair);
    let kept = request.keep.map(|keep| Kept::new(&keep, &grid));
    let choice =
        Choice { scores: request.scores, fill: request.fill, kept: kept.as_ref() };
    let (pairs, mut dropped) = pairs(fair, &roster, choice);
    let calendar = Calendar::new(fair, &roster);
    let times = Times::new(&grid, &calendar, &fair.settings.plan);
    let settings = &fair.settings.plan;
    let maker = Maker { grid: &grid, times: &times, settings, keep: kept.as_ref() };
    let (mut open, shut): (Vec<_>, Vec<_>) =
        pairs.into_iter().partition(|pair| maker.can_meet(pair));
    let decided = shut.iter().filter(|pair| pair.standing > Standing::Undecided);
    dropped.extend(decided.map(|pair| {
        let why = diagnose::no_common_slot(pair, &roster, &maker);
        Dropped::new(&pair.need.id, pair.partner(), why)
    }));
    let how = (request.method, request.options.seed, maker.capacity());
    let most = fair.settings.limits.person[1] as usize;
    let chosen = loop {
        let chosen = choose(fair, &roster, &open, &times, how);
        match experts::take_surplus(&mut open, &chosen.pairs, most, &maker, &roster) {
            Some(surplus) => dropped.extend(surplus),
            None => break chosen,
        }
    };
    dropped.extend(chosen.dropped);
    let mut search = Search {
        maker: &maker,
        roster: &roster,
        chosen: chosen.pairs.iter().map(|&pair| &open[pair]).collect(),
        dropped,
        options: request.options,
        watch,
        unfair: None,
    };
    let (model, mut outcome) = search.run();
    let (placed, mut dropped) = (search.chosen, search.dropped);
    for (pair, table) in placed.iter().zip(&mut outcome.tables) {
        *table = maker.table_of_old(pair).unwrap_or(*table);
    }
    let mut problems = diagnose::broken_pins(&dropped, &pins(fair, &roster));
    problems.extend(search.unfair);
    problems.extend(diagnose::count_tables(&mut dropped, &grid));
    let mut plan = super::assemble::assemble(&maker, &placed, &model, &outcome);
    problems.extend(
        request
            .keep
            .iter()
            .flat_map(|keep| diagnose::locked_elsewhere(keep.plan, &plan, &roster)),
    );
    plan.objective.seed = request.options.seed;
    plan.objective.blocking = Some(chosen.blocking as u64);
    plan.unscheduled = dropped.iter().map(|pair| told(pair, request.lang)).collect();
    Ok(Made {
        plan,
        moved_bound: outcome.bound.moved,
        blocking: chosen.blocking,
        problems,
        over: kept.map(|kept| kept.over()).unwrap_or_default(),
    })
}

/// Delegations and wishes by key, whatever name of an organization the settings use.
fn with_canonical_settings(fair: &Fair) -> Fair {
    let mut canonical = fair.clone();
    let roster = Roster::new(fair);
    let key = |name: &String| roster.organization(name).unwrap_or(name).to_owned();
    let (own, new) = (&fair.settings.plan, &mut canonical.settings.plan);
    new.delegations = own.delegations.iter().map(|(name, n)| (key(name), *n)).collect();
    new.wishes =
        own.wishes.iter().map(|(name, wish)| (key(name), wish.clone())).collect();
    canonical
}

/// The slots of the fair's sessions.
pub(super) fn checked_grid(fair: &Fair) -> Result<Grid, Problem> {
    let grid = Grid::new(&fair.settings.sessions);
    if grid.slots.is_empty() {
        return Err(Problem::error("no_sessions").in_case("plan"));
    }
    if grid.slots.len() > SlotSet::CAPACITY {
        let most = i64::try_from(SlotSet::CAPACITY).unwrap_or(i64::MAX);
        let problem = Problem::error("too_many_slots").with("most", most);
        return Err(problem.with_value(grid.slots.len().to_string()));
    }
    if let Some((first, second)) = grid.overlapping() {
        return Err(Problem::error("sessions_overlap")
            .with("date", first.date.to_string())
            .with("first", first.start.to_string())
            .with("second", second.start.to_string()));
    }
    Ok(grid)
}

fn told(pair: &Dropped, lang: Lang) -> Unscheduled {
    let spoken = pair.why.say(lang);
    Unscheduled {
        need: pair.need.clone(),
        offering: pair.partner.clone(),
        code: spoken.code.to_owned(),
        reason: spoken.message,
        hint: spoken.hint,
    }
}

/// Schedules the chosen pairs; where they don't all fit, drops as little as it finds.
struct Search<'a, 'w> {
    maker: &'a Maker<'a>,
    roster: &'a Roster<'a>,
    chosen: Vec<&'a Pair<'a>>,
    dropped: Vec<Dropped>,
    options: Options,
    watch: &'w mut dyn Watch,
    /// That numbers of breaks differ by more than they may, if so.
    unfair: Option<Problem>,
}

impl Search<'_, '_> {
    fn run(&mut self) -> (Model, Outcome) {
        loop {
            let mut model = self.maker.model(&self.chosen);
            if let Some((meetings, over, why)) = self.plainly_impossible(&model) {
                self.drop_worst(&meetings, over, &why);
                continue;
            }
            let outcome = self.solved(&mut model);
            match outcome.status {
                Status::Optimal | Status::Feasible => return (model, outcome),
                Status::Infeasible => {
                    let core = diagnose::core(&model, &self.options, self.watch);
                    let why = diagnose::contradiction(&core, &self.chosen, &model);
                    self.drop_worst(&core, 1, &why);
                }
                Status::Unknown if self.make_room(&outcome) => {}
                Status::Unknown => return self.without_unplaced(&outcome),
            }
        }
    }

    fn solved(&mut self, model: &mut Model) -> Outcome {
        let (maker, chosen) = (self.maker, &self.chosen);
        let (outcome, unfair) =
            fairness::solved(maker, chosen, model, &self.options, self.watch);
        self.unfair = unfair;
        outcome
    }

    /// Meetings of which some must be dropped, how many, and why: what shows without a search.
    fn plainly_impossible(&self, model: &Model) -> Option<(Vec<usize>, usize, Problem)> {
        let chosen = &self.chosen;
        if let Some((meetings, why)) = diagnose::out_of_order(chosen, model) {
            return Some((meetings, 1, why));
        }
        let starts = windows(model);
        if let Some(full) = overfull(model, &starts).into_iter().next() {
            let why = diagnose::overfull(&full, chosen, model, self.roster);
            let over = full.over();
            return Some((full.meetings, over, why));
        }
        if let Some(found) = diagnose::squeeze(model, &starts) {
            let why = diagnose::squeezed(&found, chosen, model, self.roster);
            return Some((found.meetings, found.over, why));
        }
        let crowd = diagnose::crowd(model, &starts)?;
        let why = diagnose::crowded(&crowd, chosen);
        Some((crowd.meetings, crowd.over, why))
    }

    /// Drops as many meetings of a set as are too many, those that are wanted least.
    fn drop_worst(&mut self, meetings: &[usize], over: usize, why: &Problem) {
        let mut meetings = meetings.to_vec();
        meetings.sort_by_key(|&meeting| {
            let pair = self.chosen[meeting];
            (self.maker.is_fixed(pair), pair.standing, pair.points, meeting)
        });
        meetings.truncate(over.max(1));
        meetings.sort_unstable();
        for meeting in meetings.into_iter().rev() {
            let pair = self.chosen.remove(meeting);
            if pair.standing > Standing::Undecided {
                let dropped = Dropped::new(&pair.need.id, pair.partner(), why.clone());
                self.dropped.push(dropped);
            }
        }
    }

    /// Takes undecided pairs out where not everything was placed in the time there was: those
    /// without a place, and those with which a decided pair without one shares somebody, all of
    /// them if there are none such. False where there is nothing to take out.
    fn make_room(&mut self, outcome: &Outcome) -> bool {
        let unplaced: Vec<bool> = outcome.slots.iter().map(Option::is_none).collect();
        let undecided = |pair: &Pair<'_>| pair.standing == Standing::Undecided;
        let missing: Vec<&Pair<'_>> = self
            .chosen
            .iter()
            .zip(&unplaced)
            .filter(|(pair, unplaced)| **unplaced && !undecided(pair))
            .map(|(pair, _)| *pair)
            .collect();
        let in_the_way = |pair: &Pair<'_>| {
            missing.iter().any(|other| {
                pair.enterprise == other.enterprise
                    || pair.institution == other.institution
                    || pair.person.is_some() && pair.person == other.person
            })
        };
        let before = self.chosen.len();
        let pairs = self.chosen.iter().zip(&unplaced);
        let left = pairs.filter(|(pair, unplaced)| {
            !undecided(pair) || !(**unplaced || in_the_way(pair))
        });
        let mut left: Vec<&Pair<'_>> = left.map(|(pair, _)| *pair).collect();
        if left.len() == before {
            left.retain(|pair| !undecided(pair));
        }
        self.chosen = left;
        self.chosen.len() < before
    }

    /// What was placed in the time there was: a plan of less.
    fn without_unplaced(&mut self, outcome: &Outcome) -> (Model, Outcome) {
        let mut placed = Vec::new();
        for (index, slot) in outcome.slots.iter().enumerate() {
            let pair = self.chosen[index];
            if slot.is_some() {
                placed.push(index);
            } else if pair.standing > Standing::Undecided {
                let why = Problem::error("not_placed").with_value(&pair.need.id);
                self.dropped.push(Dropped::new(&pair.need.id, pair.partner(), why));
            }
        }
        let take = |list: &[Option<usize>]| placed.iter().map(|&i| list[i]).collect();
        let chosen: Vec<_> = placed.iter().map(|&index| self.chosen[index]).collect();
        let status = if placed.is_empty() { Status::Unknown } else { Status::Feasible };
        let smaller = Outcome {
            slots: take(&outcome.slots),
            tables: take(&outcome.tables),
            bound: Score::default(),
            status,
            ..outcome.clone()
        };
        self.chosen = chosen;
        (self.maker.model(&self.chosen), smaller)
    }
}
