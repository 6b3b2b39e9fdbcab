//! Why a pair has no slot at all.

use super::super::bars::{Bar, Nearest};
use super::super::calendar::Cause;
use super::super::model::Maker;
use super::super::pairs::Pair;
use crate::domain::problem::Problem;
use crate::planning::roster::Roster;
use crate::text::messages::{Arg, Message};

/// Times that are named of those at which one person is missing.
const NAMED: usize = 3;

/// Why a pair has no slot at all; `nearest`: where the least would have to change.
pub(in super::super) fn no_common_slot(
    pair: &Pair<'_>,
    nearest: &Nearest<'_>,
    roster: &Roster<'_>,
    maker: &Maker<'_>,
) -> Problem {
    let problem = Problem::error("no_common_slot");
    let lead = pair.offering.and_then(|offering| roster.lead(offering));
    let told = Told {
        pair,
        nearest,
        roster,
        maker,
        names: [
            roster.name(pair.enterprise),
            roster.name(pair.institution),
            lead.unwrap_or_default(),
        ],
    };
    let [enterprise, institution, _] = told.names;
    if let Some(second) = maker.late_for(pair) {
        return problem
            .in_case("late")
            .with_value(pair.need.id.as_str())
            .with("second", second);
    }
    if maker.is_fixed(pair) {
        return problem
            .in_case("locked")
            .with_value(enterprise)
            .with("other", institution);
    }
    let starts = maker.times.starts(pair);
    if !starts.is_empty() || nearest.starts.is_empty() {
        let over = starts.is_empty() || maker.are_over(starts);
        let problem = problem.in_case(if over { "over" } else { "met" });
        return problem.with_value(enterprise).with("other", institution);
    }
    told.too_long().or_else(|| told.one_thing()).unwrap_or_else(|| told.several_things())
}

/// A pair that could meet if some things changed.
struct Told<'a> {
    pair: &'a Pair<'a>,
    nearest: &'a Nearest<'a>,
    roster: &'a Roster<'a>,
    maker: &'a Maker<'a>,
    /// What the enterprise, the institution and the person are called.
    names: [&'a str; 3],
}

impl Told<'_> {
    fn problem(&self, case: &'static str) -> Problem {
        let [enterprise, institution, person] = self.names;
        Problem::error("no_common_slot")
            .in_case(case)
            .with_value(enterprise)
            .with("other", institution)
            .with("person", person)
    }

    /// That no session holds so long a meeting.
    fn too_long(&self) -> Option<Problem> {
        let (lasts, longest) =
            (self.maker.times.lasts(self.pair), self.maker.grid.longest());
        if lasts <= longest {
            return None;
        }
        let problem = self.problem("long").with("need", self.pair.need.id.as_str());
        let problem = problem.with("length", lasts).with("slots", longest);
        let (slot, bars) = &self.nearest.starts[0];
        Some(self.besides(problem, *slot, bars.iter()))
    }

    /// What one change would do, whichever is named.
    fn one_thing(&self) -> Option<Problem> {
        let single = || self.nearest.single();
        if let Some((slot, _)) = single().find(|(_, bar)| *bar == Bar::NoTable) {
            return Some(self.problem("no-table").with("start", self.start(slot, true)));
        }
        let away = self.who_is_never_there();
        let missing =
            |who| single().any(|(_, bar)| matches!(bar, Bar::Away(is, _) if is == who));
        if let Some(who) = away.filter(|&who| missing(who)) {
            return Some(self.never_there(who));
        }
        let in_the_way =
            |who: &str, wish: &str| single().any(|(_, bar)| bar == Bar::Wish(who, wish));
        let wishes: Vec<String> = self
            .maker
            .times
            .wishes(self.pair)
            .filter(|(who, wish)| in_the_way(who, wish))
            .map(|(who, wish)| self.wish(who, wish))
            .collect();
        if !wishes.is_empty() {
            return Some(self.problem("wishes").with("list", wishes));
        }
        let list: Vec<String> = single()
            .filter_map(|(slot, bar)| match bar {
                Bar::Away(who, _) => {
                    Some(format!("{} {}", self.names[who], self.start(slot, false)))
                }
                Bar::Wish(..) | Bar::NoTable => None,
            })
            .take(NAMED)
            .collect();
        let case = if missing(2) { "free-person" } else { "free" };
        (!list.is_empty()).then(|| self.problem(case).with("list", list))
    }

    /// What would have to change at once.
    fn several_things(&self) -> Problem {
        let (slot, bars) = &self.nearest.starts[0];
        let others = |who: usize| {
            let other =
                move |bar: &&Bar<'_>| !matches!(bar, Bar::Away(is, _) if *is == who);
            bars.iter().filter(other)
        };
        let is_bar = |who: usize| others(who).count() < bars.len();
        if let Some(who) = self.who_is_never_there().filter(|&who| is_bar(who)) {
            return self.besides(self.never_there(who), *slot, others(who));
        }
        let list: Vec<Arg> =
            bars.iter().map(|bar| self.obstacle(*slot, bar).into()).collect();
        self.problem("several").with("list", list)
    }

    /// The first of those who take part who can meet in no slot.
    fn who_is_never_there(&self) -> Option<usize> {
        let always = self.maker.times.always_away(self.pair, self.maker.first());
        always.iter().position(|away| *away)
    }

    fn never_there(&self, who: usize) -> Problem {
        let bars = self.nearest.starts.iter().flat_map(|(_, bars)| bars);
        let busy = |bar: &Bar<'_>| matches!(bar, Bar::Away(is, Cause::Event | Cause::Signing) if *is == who);
        let case = if bars.into_iter().any(busy) { "busy" } else { "away" };
        self.problem(case).with_value(self.names[who])
    }

    /// A problem with what else is in the way at a start.
    fn besides<'b>(
        &self,
        problem: Problem,
        slot: usize,
        bars: impl Iterator<Item = &'b Bar<'b>>,
    ) -> Problem {
        let also: Vec<Arg> = bars.map(|bar| self.obstacle(slot, bar).into()).collect();
        problem.and_also(also)
    }

    fn obstacle(&self, slot: usize, bar: &Bar<'_>) -> Message {
        match bar {
            Bar::Away(who, _) => Message::new("obstacle-absence")
                .with("name", self.names[*who])
                .with("start", self.start(slot, false)),
            Bar::Wish(who, wish) => {
                Message::new("obstacle-wish").with("wish", self.wish(who, wish))
            }
            Bar::NoTable => {
                Message::new("obstacle-no-table").with("start", self.start(slot, false))
            }
        }
    }

    fn wish(&self, who: &str, wish: &str) -> String {
        let name = self.roster.organization(who);
        format!("{} = {wish}", name.map_or(who, |key| self.roster.name(key)))
    }

    fn start(&self, slot: usize, year: bool) -> String {
        let format = if year { "%Y-%m-%d %H:%M" } else { "%m-%d %H:%M" };
        self.maker.grid.slots[slot].start().format(format).to_string()
    }
}
