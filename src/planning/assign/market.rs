//! What there is to assign: pairs, and the loads that bound them.

use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Someone's least and greatest number of meetings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Load {
    /// Wanted at least.
    pub min: usize,
    /// Allowed at most.
    pub max: usize,
    /// The body it belongs to: a need's enterprise, a person's institution, the first of them
    /// where he comes for several.
    pub within: usize,
}

/// A pair that may meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Candidate {
    /// Its need.
    pub need: usize,
    /// Its institution.
    pub institution: usize,
    /// The person who has to be there for that institution; `None`: anybody.
    pub person: Option<usize>,
    /// How good it is, at least 1.
    pub points: i64,
    /// 0: as good as it is; each step above beats everything below it: 1 a pair to keep, 2 one
    /// that is pinned, 3 one that is locked or over.
    pub rank: u8,
}

/// Pairs that can't all meet, though nobody's load says so: they clash in time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cut {
    /// The pairs, ascending.
    pub pairs: Vec<usize>,
    /// How many of them can.
    pub most: usize,
}

impl Cut {
    /// How many of its pairs a choice has.
    fn held(&self, chosen: &[usize]) -> usize {
        self.pairs.iter().filter(|pair| chosen.binary_search(pair).is_ok()).count()
    }
}

/// Everybody's loads and all pairs. All indices count from 0.
#[derive(Debug, Clone, Default)]
pub struct Market {
    /// The pairs, each once.
    pub pairs: Vec<Candidate>,
    /// Loads of needs, within enterprises.
    pub needs: Vec<Load>,
    /// Loads of enterprises.
    pub enterprises: Vec<Load>,
    /// Loads of institutions.
    pub institutions: Vec<Load>,
    /// Loads of people; one who comes for several institutions is bounded over all of them.
    pub people: Vec<Load>,
    /// Meetings that there is room for; `None`: no limit.
    pub capacity: Option<usize>,
    /// Pairs that clash.
    pub cuts: Vec<Cut>,
}

/// A choice of pairs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The pairs, ascending.
    pub pairs: Vec<usize>,
    /// Whether it is proved that no choice is better. It always is where nobody comes for
    /// several institutions and no pairs clash.
    pub proved: bool,
}

/// How often each is met in a choice of pairs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loads {
    /// Each need.
    pub needs: Vec<usize>,
    /// Each enterprise.
    pub enterprises: Vec<usize>,
    /// Each institution.
    pub institutions: Vec<usize>,
    /// Each person.
    pub people: Vec<usize>,
}

impl Market {
    /// The enterprise of a pair.
    pub fn enterprise(&self, pair: usize) -> usize {
        self.needs[self.pairs[pair].need].within
    }

    /// The market of some of the pairs alone, ascending.
    #[must_use]
    pub fn only(&self, pairs: &[usize]) -> Self {
        let own = |cut: &Cut| {
            let places = cut.pairs.iter().map(|pair| pairs.binary_search(pair));
            Cut { pairs: places.filter_map(Result::ok).collect(), most: cut.most }
        };
        Self {
            pairs: pairs.iter().map(|&pair| self.pairs[pair]).collect(),
            cuts: self.cuts.iter().map(own).collect(),
            ..self.clone()
        }
    }

    /// The institutions that each person comes for, with the number of pairs he has there.
    pub fn homes(&self) -> Vec<BTreeMap<usize, usize>> {
        let mut homes = vec![BTreeMap::new(); self.people.len()];
        for pair in &self.pairs {
            if let Some(person) = pair.person {
                *homes[person].entry(pair.institution).or_default() += 1;
            }
        }
        homes
    }

    /// Adds those of some pairs that there is room for, one after the other.
    pub fn fill(&self, chosen: &mut Vec<usize>, order: impl IntoIterator<Item = usize>) {
        let mut loads = self.loads(chosen);
        for pair in order {
            let Err(place) = chosen.binary_search(&pair) else { continue };
            let of = self.pairs[pair];
            let room = |limits: &[Load], loads: &[usize], index: usize| {
                loads[index] < limits[index].max
            };
            if self.capacity.is_none_or(|most| chosen.len() < most)
                && room(&self.needs, &loads.needs, of.need)
                && room(&self.enterprises, &loads.enterprises, self.enterprise(pair))
                && room(&self.institutions, &loads.institutions, of.institution)
                && of.person.is_none_or(|own| room(&self.people, &loads.people, own))
                && self.cuts.iter().all(|cut| {
                    cut.pairs.binary_search(&pair).is_err() || cut.held(chosen) < cut.most
                })
            {
                chosen.insert(place, pair);
                self.count(pair, &mut loads);
            }
        }
    }

    /// The loads of a choice of pairs.
    pub fn loads(&self, chosen: &[usize]) -> Loads {
        let mut loads = Loads {
            needs: vec![0; self.needs.len()],
            enterprises: vec![0; self.enterprises.len()],
            institutions: vec![0; self.institutions.len()],
            people: vec![0; self.people.len()],
        };
        for &pair in chosen {
            self.count(pair, &mut loads);
        }
        loads
    }

    fn count(&self, pair: usize, loads: &mut Loads) {
        let candidate = self.pairs[pair];
        loads.needs[candidate.need] += 1;
        loads.enterprises[self.enterprise(pair)] += 1;
        loads.institutions[candidate.institution] += 1;
        if let Some(person) = candidate.person {
            loads.people[person] += 1;
        }
    }

    /// A choice that was found, with what there is still room for where it may not be the best.
    pub(super) fn found(&self, mut pairs: Vec<usize>, proved: bool) -> Found {
        if !proved {
            let mut order: Vec<usize> = (0..self.pairs.len()).collect();
            order.sort_by_key(|&p| Reverse((self.pairs[p].rank, self.pairs[p].points)));
            self.fill(&mut pairs, order);
        }
        Found { pairs, proved }
    }

    /// Whether a choice of pairs, ascending, exceeds nobody's greatest load nor the room there
    /// is, and none of it clashes.
    pub fn allows(&self, chosen: &[usize]) -> bool {
        let loads = self.loads(chosen);
        let within = |limits: &[Load], loads: &[usize]| {
            limits.iter().zip(loads).all(|(limit, &load)| load <= limit.max)
        };
        self.capacity.is_none_or(|most| chosen.len() <= most)
            && within(&self.needs, &loads.needs)
            && within(&self.enterprises, &loads.enterprises)
            && within(&self.institutions, &loads.institutions)
            && within(&self.people, &loads.people)
            && self.cuts.iter().all(|cut| cut.held(chosen) <= cut.most)
    }

    /// How much of the wanted minimums a choice fulfils, meeting by meeting.
    pub fn fulfilled(&self, chosen: &[usize]) -> usize {
        let loads = self.loads(chosen);
        let sum = |limits: &[Load], loads: &[usize]| -> usize {
            limits.iter().zip(loads).map(|(limit, &load)| load.min(limit.min)).sum()
        };
        sum(&self.needs, &loads.needs)
            + sum(&self.enterprises, &loads.enterprises)
            + sum(&self.institutions, &loads.institutions)
            + sum(&self.people, &loads.people)
    }

    /// Sum of points.
    pub fn points(&self, chosen: &[usize]) -> i64 {
        chosen.iter().map(|&pair| self.pairs[pair].points).sum()
    }
}
