//! The best choice of an officer for each case: minimum-cost flow, and branch and bound
//! where the flow tears a case of several projects apart.

use crate::planning::assign::flow::{Network, Whole};

/// The projects of one enterprise.
#[derive(Debug, Clone)]
pub(super) struct Case {
    /// The officers who may take it, by place.
    pub(super) officers: Vec<usize>,
    /// The officer each of its projects has.
    pub(super) before: Vec<Option<usize>>,
}

/// A choice for each case; `None`: nobody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) choices: Vec<Option<usize>>,
    pub(super) proved: bool,
}

/// Flows solved at most, so that a hopeless proof ends.
const MOST_FLOWS: usize = 2_000;

/// The best choice of all.
pub(super) fn best(cases: &[Case], limits: &[Option<u32>]) -> Found {
    let projects: usize = cases.iter().map(|case| case.before.len()).sum();
    let count = Whole::try_from(projects).unwrap_or(Whole::MAX);
    let change = count * count + 1;
    let mut search = Search {
        cases,
        limits,
        change,
        nobody: change * (count + 1),
        flows: 0,
        best: None,
    };
    search.branch(&mut vec![Fixed::Open; cases.len()]);
    let proved = search.flows <= MOST_FLOWS;
    let choices = search.best.map_or_else(|| vec![None; cases.len()], |(_, found)| found);
    Found { choices, proved }
}

/// What is settled of a case on a branch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fixed {
    Open,
    Nobody,
    Officer(usize),
}

struct Search<'a> {
    cases: &'a [Case],
    limits: &'a [Option<u32>],
    change: Whole,
    nobody: Whole,
    flows: usize,
    best: Option<(Whole, Vec<Option<usize>>)>,
}

impl Search<'_> {
    /// Solves the flow of a branch; where it tears a case apart, settles that case in
    /// every way.
    fn branch(&mut self, fixed: &mut Vec<Fixed>) {
        self.flows += 1;
        if self.flows > MOST_FLOWS {
            return;
        }
        let (cost, ways) = self.flow(fixed);
        let broken = |(fixed, way): (&Fixed, &Vec<_>)| {
            matches!(fixed, Fixed::Officer(_)) && way.contains(&None)
        };
        if fixed.iter().zip(&ways).any(broken) {
            return;
        }
        if self.best.as_ref().is_some_and(|(best, _)| cost >= *best) {
            return;
        }
        let torn = ways.iter().position(|way| way.iter().any(|o| *o != way[0]));
        let Some(torn) = torn else {
            let choices = ways.iter().map(|way| way.first().copied().flatten()).collect();
            self.best = Some((cost, choices));
            return;
        };
        // First the officer to whom the flow sent most of it.
        let mut choices = self.cases[torn].officers.clone();
        choices.sort_by_key(|officer| {
            std::cmp::Reverse(ways[torn].iter().filter(|o| **o == Some(*officer)).count())
        });
        for choice in choices.into_iter().map(Fixed::Officer).chain([Fixed::Nobody]) {
            fixed[torn] = choice;
            self.branch(fixed);
        }
        fixed[torn] = Fixed::Open;
    }

    /// The cheapest way for each project on its own, and its cost.
    fn flow(&self, fixed: &[Fixed]) -> (Whole, Vec<Vec<Option<usize>>>) {
        let mut network = Network::new(2);
        let (source, sink) = (0, 1);
        let officers: Vec<usize> = self.limits.iter().map(|_| network.node()).collect();
        let total: usize = self.cases.iter().map(|case| case.before.len()).sum();
        for (limit, &node) in self.limits.iter().zip(&officers) {
            let most = limit.map_or(total, |limit| total.min(limit as usize));
            // The k-th project adds k² − (k−1)² to the sum of squares.
            for load in 0..Whole::try_from(most).unwrap_or(Whole::MAX) {
                network.arc(node, sink, 1, 2 * load + 1);
            }
        }
        let mut arcs = Vec::new();
        for (case, fixed) in self.cases.iter().zip(fixed) {
            for before in &case.before {
                let node = network.node();
                network.arc(source, node, 1, 0);
                if !matches!(fixed, Fixed::Officer(_)) {
                    let lost = if before.is_some() { self.change } else { 0 };
                    network.arc(node, sink, 1, self.nobody + lost);
                }
                let open = case.officers.iter().filter(|officer| match fixed {
                    Fixed::Open => true,
                    Fixed::Nobody => false,
                    Fixed::Officer(only) => only == *officer,
                });
                let ways: Vec<(usize, usize)> = open
                    .map(|&officer| {
                        let moved = before.is_some_and(|before| before != officer);
                        let cost = if moved { self.change } else { 0 };
                        (network.arc(node, officers[officer], 1, cost), officer)
                    })
                    .collect();
                arcs.push(ways);
            }
        }
        let units = Whole::try_from(total).unwrap_or(Whole::MAX);
        // Whatever leaves the source is worth more than making room for it costs, so that
        // what is settled stays behind only where there is no room at all.
        let worth = self.nobody * 2;
        network.arc(sink, source, units, -worth);
        let flow = network.solve();
        let taken = |ways: Vec<(usize, usize)>| {
            ways.into_iter().find(|(arc, _)| flow[*arc] == 1).map(|(_, officer)| officer)
        };
        let mut each = arcs.into_iter().map(taken);
        let ways = self
            .cases
            .iter()
            .map(|c| each.by_ref().take(c.before.len()).collect())
            .collect();
        (network.cost(&flow) + worth * units, ways)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What a choice costs, told without the network; `None` where it breaks a limit.
    fn cost(
        cases: &[Case],
        limits: &[Option<u32>],
        choice: &[Option<usize>],
    ) -> Option<(usize, usize, usize)> {
        let mut loads = vec![0_usize; limits.len()];
        let (mut nobody, mut changed) = (0, 0);
        for (case, choice) in cases.iter().zip(choice) {
            let Some(officer) = *choice else {
                nobody += case.before.len();
                changed += case.before.iter().flatten().count();
                continue;
            };
            if !case.officers.contains(&officer) {
                return None;
            }
            loads[officer] += case.before.len();
            changed +=
                case.before.iter().filter(|b| b.is_some_and(|b| b != officer)).count();
        }
        let full = loads
            .iter()
            .zip(limits)
            .any(|(l, most)| most.is_some_and(|m| *l > m as usize));
        (!full).then(|| (nobody, changed, loads.iter().map(|load| load * load).sum()))
    }

    #[test]
    fn who_has_an_officer_keeps_it_though_others_would_fill_the_room_as_well() {
        let case = |size, before| Case { officers: vec![0], before: vec![before; size] };
        let new = [case(2, None), case(1, None), case(1, None)];
        let had = [case(1, Some(0)), case(1, Some(0))];
        let mut kept = vec![None; 3];
        kept.extend([Some(0); 2]);
        let found = best(&[&new[..], &had].concat(), &[Some(2)]);
        assert_eq!(found, Found { choices: kept.clone(), proved: true });
        kept.rotate_left(3);
        let found = best(&[&had[..], &new].concat(), &[Some(2)]);
        assert_eq!(found, Found { choices: kept, proved: true });
    }

    fn every_choice(cases: usize, officers: usize) -> Vec<Vec<Option<usize>>> {
        (0..cases).fold(vec![Vec::new()], |all, _| {
            let longer = |one: Vec<Option<usize>>| {
                (0..=officers).map(move |o| {
                    one.iter().copied().chain([(o < officers).then_some(o)]).collect()
                })
            };
            all.into_iter().flat_map(longer).collect()
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(60))]
        #[test]
        fn no_choice_is_better_than_the_one_found(
            raw in prop::collection::vec(
                (1_usize..8, prop::collection::vec(prop::option::of(0_usize..3), 1..4)), 1..5,
            ),
            limits in prop::collection::vec(prop::option::of(1_u32..5), 3..4),
        ) {
            let cases: Vec<Case> = raw.into_iter().map(|(mask, before)| Case {
                officers: (0..3).filter(|o| mask >> o & 1 == 1).collect(),
                before,
            }).collect();
            let found = crate::ledger::officers::components::best(&cases, &limits);
            prop_assert!(found.proved);
            let least = every_choice(cases.len(), 3).iter()
                .filter_map(|choice| cost(&cases, &limits, choice)).min();
            prop_assert_eq!(cost(&cases, &limits, &found.choices), least);
        }
    }
}
