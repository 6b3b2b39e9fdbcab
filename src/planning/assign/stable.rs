//! Stable choices: deferred acceptance (Gale and Shapley 1962) with loads on both sides
//! (Fleiner 2003: a choice greedy in a laminar family is substitutable, so the rounds end in
//! a stable choice, the best one for the enterprises). Where tables are too few, the institutions
//! choose together: a table goes to the pair that is ranked higher.

use super::market::{Candidate, Load, Market};

/// How both sides rank the pairs: a place for each pair, smaller is better.
#[derive(Debug, Clone, Default)]
pub struct Rankings {
    /// In the eyes of enterprises.
    pub enterprises: Vec<usize>,
    /// In the eyes of institutions.
    pub institutions: Vec<usize>,
}

/// One side of the market: its own ranking, and two levels of loads.
struct Side<'a> {
    ranking: &'a [usize],
    inner: &'a [Load],
    outer: &'a [Load],
    /// Pairs that it may take in all.
    most: usize,
    /// Inner (if any) and outer load of a pair.
    of: fn(&Market, &Candidate) -> (Option<usize>, usize),
}

impl Side<'_> {
    /// What it takes of what it is offered: the best first, while there is room.
    fn choice(&self, market: &Market, offered: &[bool]) -> Vec<bool> {
        let mut left = self.most;
        let mut order: Vec<usize> = (0..offered.len()).filter(|&p| offered[p]).collect();
        order.sort_by_key(|&pair| (self.ranking[pair], pair));
        let (mut inner, mut outer) =
            (vec![0; self.inner.len()], vec![0; self.outer.len()]);
        let mut taken = vec![false; offered.len()];
        for pair in order {
            let (within, of) = (self.of)(market, &market.pairs[pair]);
            let room = within.is_none_or(|i: usize| inner[i] < self.inner[i].max);
            if left > 0 && room && outer[of] < self.outer[of].max {
                taken[pair] = true;
                left -= 1;
                outer[of] += 1;
                if let Some(index) = within {
                    inner[index] += 1;
                }
            }
        }
        taken
    }
}

fn sides<'a>(market: &'a Market, rankings: &'a Rankings) -> [Side<'a>; 2] {
    let enterprises = Side {
        ranking: &rankings.enterprises,
        inner: &market.needs,
        outer: &market.enterprises,
        most: usize::MAX,
        of: |market, pair| (Some(pair.need), market.needs[pair.need].within),
    };
    let institutions = Side {
        ranking: &rankings.institutions,
        inner: &market.people,
        outer: &market.institutions,
        most: market.capacity.unwrap_or(usize::MAX),
        of: |_, pair| (pair.person, pair.institution),
    };
    [enterprises, institutions]
}

/// A stable choice, ascending: enterprises offer, institutions keep the best they are
/// offered, of all of them as many as there are tables. Minimums are no part of it. Where
/// people come for several institutions there need not be a stable choice: the limit of each
/// person holds all the same, and what there is room for in the end is taken back in.
pub fn stable(market: &Market, rankings: &Rankings) -> Vec<usize> {
    let [enterprises, institutions] = sides(market, rankings);
    let mut open = vec![true; market.pairs.len()];
    loop {
        let offered = enterprises.choice(market, &open);
        let kept = institutions.choice(market, &offered);
        let refused: Vec<usize> =
            (0..open.len()).filter(|&pair| offered[pair] && !kept[pair]).collect();
        if refused.is_empty() {
            let mut chosen: Vec<usize> =
                (0..kept.len()).filter(|&pair| kept[pair]).collect();
            if market.homes().iter().any(|homes| homes.len() > 1) {
                let mut order: Vec<usize> = (0..kept.len()).collect();
                order.sort_by_key(|&pair| (rankings.institutions[pair], pair));
                market.fill(&mut chosen, order);
            }
            return chosen;
        }
        for pair in refused {
            open[pair] = false;
        }
    }
}

/// Pairs left out that both sides would rather have than what they have; once all tables are
/// taken, those only that come instead of another one.
pub fn blocking_pairs(
    market: &Market,
    rankings: &Rankings,
    chosen: &[usize],
) -> Vec<usize> {
    let sides = sides(market, rankings);
    let mut held = vec![false; market.pairs.len()];
    for &pair in chosen {
        held[pair] = true;
    }
    let outside: Vec<usize> = (0..held.len()).filter(|&pair| !held[pair]).collect();
    let is_free = market.capacity.is_none_or(|most| chosen.len() < most);
    let mut blocks = |pair: usize| {
        held[pair] = true;
        let gone = sides.each_ref().map(|side| side.would_drop(market, &held, pair));
        held[pair] = false;
        matches!(gone, [Some(a), Some(b)] if is_free || a || b)
    };
    outside.into_iter().filter(|&pair| blocks(pair)).collect()
}

impl Side<'_> {
    /// Whether a pair comes instead of another one where it is among the best of what its own
    /// side holds with it, and of what its person does elsewhere; `None`: it is not.
    fn would_drop(&self, market: &Market, held: &[bool], pair: usize) -> Option<bool> {
        let (within, own) = (self.of)(market, &market.pairs[pair]);
        let mine: Vec<bool> = held
            .iter()
            .zip(&market.pairs)
            .map(|(&held, other)| {
                let (inner, outer) = (self.of)(market, other);
                held && (outer == own || (within.is_some() && inner == within))
            })
            .collect();
        let alone = Side { most: usize::MAX, ..*self };
        let taken = alone.choice(market, &mine);
        taken[pair].then_some(taken != mine)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{markets, shared_markets};
    use super::*;
    use proptest::prelude::*;

    fn rankings(market: &Market) -> Rankings {
        let places = |key: fn(&Candidate) -> i64| {
            let mut order: Vec<usize> = (0..market.pairs.len()).collect();
            order.sort_by_key(|&pair| (key(&market.pairs[pair]), pair));
            let mut places = vec![0; order.len()];
            for (place, pair) in order.into_iter().enumerate() {
                places[pair] = place;
            }
            places
        };
        Rankings {
            enterprises: places(|pair| -pair.points),
            institutions: places(|pair| pair.points * 7 % 5),
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]
        #[test]
        fn a_stable_choice_has_no_blocking_pair(mut market in markets()) {
            market.capacity = None;
            let rankings = rankings(&market);
            let chosen = stable(&market, &rankings);
            prop_assert!(market.allows(&chosen));
            prop_assert_eq!(blocking_pairs(&market, &rankings, &chosen), [0_usize; 0]);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]
        #[test]
        fn no_pair_takes_the_table_of_one_that_ranks_higher(market in markets()) {
            let rankings = rankings(&market);
            let chosen = stable(&market, &rankings);
            prop_assert!(market.allows(&chosen));
            let place = |pair: &usize| rankings.institutions[*pair];
            let last = chosen.iter().map(place).max();
            for pair in blocking_pairs(&market, &rankings, &chosen) {
                prop_assert_eq!(Some(chosen.len()), market.capacity);
                prop_assert!(Some(place(&pair)) > last);
            }
        }
    }

    /// Two needs and two institutions that can hold one meeting each: pairs of them with their
    /// points, ranked by both sides in this order.
    fn one_to_one(
        pairs: [(usize, usize, i64); 3],
        capacity: Option<usize>,
    ) -> (Market, Rankings) {
        let load = |within| Load { min: 0, max: 1, within };
        let pair = |(need, institution, points)| Candidate {
            need,
            institution,
            points,
            ..Candidate::default()
        };
        let market = Market {
            pairs: pairs.map(pair).into(),
            needs: vec![load(0), load(1)],
            enterprises: vec![load(0); 2],
            institutions: vec![load(0); 2],
            capacity,
            ..Market::default()
        };
        (market, Rankings { enterprises: vec![0, 1, 2], institutions: vec![0, 1, 2] })
    }

    #[test]
    fn a_pair_that_wants_a_table_and_nothing_else_blocks_nothing() {
        let (market, by_points) = one_to_one([(0, 0, 9), (1, 1, 8), (0, 1, 7)], Some(1));
        assert_eq!(stable(&market, &by_points), [0]);
        assert_eq!(blocking_pairs(&market, &by_points, &[0]), [0_usize; 0]);
        assert_eq!(blocking_pairs(&market, &by_points, &[1]), [0_usize; 0]);
        // each side of it has the pair in mind that comes for this one
        assert_eq!(blocking_pairs(&market, &by_points, &[2]), [0, 1]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]
        #[test]
        fn people_of_several_institutions_keep_their_limits(mut market in shared_markets()) {
            market.capacity = None;
            let chosen = stable(&market, &rankings(&market));
            prop_assert!(market.allows(&chosen));
            let mut more = chosen.clone();
            market.fill(&mut more, 0..market.pairs.len());
            prop_assert_eq!(more, chosen);
        }
    }

    #[test]
    fn the_most_points_are_not_always_stable() {
        // a need and an institution that want each other most, and a better sum without them
        let (market, by_points) = one_to_one([(0, 0, 9), (0, 1, 8), (1, 0, 8)], None);
        assert_eq!(stable(&market, &by_points), [0]);
        let best = super::super::best(&market, 1).pairs;
        assert_eq!(best, [1, 2]);
        assert_eq!(blocking_pairs(&market, &by_points, &best), [0]);
    }
}
