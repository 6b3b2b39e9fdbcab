//! Who meets whom: the best choice of pairs within everybody's loads.
//!
//! A [`Market`] is all there is to choose from, in numbers. [`best`] has the greatest sum of
//! points, [`worst_first()`] serves the worst-served need best, [`stable()`] leaves no two who
//! would rather meet each other. The first two rest on minimum-cost [`flow`]; where a person
//! comes for several institutions or pairs clash, they search over how the shared load is
//! split, bounded by `prices`, and say whether the best is proved.

mod builder;
mod circulation;
pub mod flow;
mod market;
mod prices;
mod search;
mod split;
mod stable;
mod worst_first;

pub use circulation::best;
pub use market::{Candidate, Cut, Found, Load, Loads, Market};
pub use stable::{Rankings, blocking_pairs, stable};
pub use worst_first::worst_first;

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use proptest::prelude::*;

    /// Markets whose people come for whatever institution.
    pub(super) fn shared_markets() -> impl Strategy<Value = Market> {
        let people = prop::collection::vec(prop::option::weighted(0.9, 0..3_usize), 10);
        (markets(), people).prop_map(|(mut market, people)| {
            for (pair, person) in market.pairs.iter_mut().zip(people) {
                pair.person = person;
            }
            market
        })
    }

    /// The same with pairs that clash.
    pub(super) fn clashing_markets() -> impl Strategy<Value = Market> {
        let cut = (prop::collection::btree_set(0..10_usize, 1..6), 0..4_usize);
        let cuts = prop::collection::vec(cut, 1..5);
        (shared_markets(), cuts).prop_map(|(mut market, cuts)| {
            let count = market.pairs.len();
            let cut = |(pairs, most): (BTreeSet<usize>, usize)| Cut {
                pairs: pairs.into_iter().filter(|&pair| pair < count).collect(),
                most,
            };
            market.cuts = cuts.into_iter().map(cut).collect();
            market
        })
    }

    /// Markets of at most ten pairs; one person in each institution.
    pub(super) fn markets() -> impl Strategy<Value = Market> {
        let load = |within: std::ops::Range<usize>| {
            (0..2_usize, 0..3_usize, within).prop_map(|(min, max, within)| Load {
                min: min.min(max),
                max,
                within,
            })
        };
        let pair = (0..4_usize, 0..3_usize, any::<bool>(), 1..6_i64, 0..7_u8);
        (
            prop::collection::vec(pair, 0..10),
            prop::collection::vec(load(0..2), 4),
            prop::collection::vec(load(0..1), 2),
            prop::collection::vec(load(0..1), 3),
            prop::collection::vec(load(0..1), 3),
            prop::option::of(0..6_usize),
        )
            .prop_map(
                |(pairs, needs, enterprises, institutions, mut people, capacity)| {
                    for (index, load) in people.iter_mut().enumerate() {
                        load.within = index;
                    }
                    let pairs = pairs
                        .into_iter()
                        .map(|(need, institution, led, points, rank)| Candidate {
                            need,
                            institution,
                            person: led.then_some(institution),
                            points,
                            rank: rank.saturating_sub(3),
                        })
                        .collect();
                    Market {
                        pairs,
                        needs,
                        enterprises,
                        institutions,
                        people,
                        capacity,
                        cuts: Vec::new(),
                    }
                },
            )
    }

    /// The greatest value of any choice that is allowed.
    pub(super) fn brute_force<V: Ord>(
        market: &Market,
        value: impl Fn(&[usize]) -> V,
    ) -> V {
        let choices = 0..1_usize << market.pairs.len();
        choices
            .map(|bits| {
                (0..market.pairs.len()).filter(|p| bits >> p & 1 == 1).collect::<Vec<_>>()
            })
            .filter(|chosen| market.allows(chosen))
            .map(|chosen| value(&chosen))
            .max()
            .expect("nothing at all is allowed")
    }
}
