//! Parties that meet each other, as neighbourhoods of a plan.

use super::super::model::Model;
use super::super::random::Random;

/// One in so many is anybody, another one of the poor; the others meet one of those chosen.
const CHANCE: usize = 8;

/// Who is let free together.
#[derive(Clone, Debug)]
pub(super) struct Circles {
    /// For each party those it meets.
    partners: Vec<Vec<usize>>,
}

impl Circles {
    pub(super) fn new(model: &Model) -> Self {
        let mut partners = vec![Vec::new(); model.parties.len()];
        for meeting in &model.meetings {
            for &party in &meeting.parties {
                let others = meeting.parties.iter().copied().filter(|&p| p != party);
                partners[party].extend(others);
            }
        }
        Self { partners }
    }

    /// How many parties there are.
    pub(super) fn parties(&self) -> usize {
        self.partners.len()
    }

    /// So many parties that meet each other, some of the `poor` among them.
    pub(super) fn draw(
        &self,
        size: usize,
        poor: &[usize],
        random: &mut Random,
    ) -> Vec<bool> {
        let mut free = vec![false; self.parties()];
        let mut chosen: Vec<usize> = Vec::new();
        while chosen.len() < size.min(free.len()) {
            let whom = match (chosen.as_slice(), random.below(CHANCE)) {
                (_, 0) => None,
                ([], _) | (_, 1) => any(poor, random),
                (chosen, _) => any(chosen, random)
                    .and_then(|party| any(&self.partners[party], random)),
            };
            let party = whom.unwrap_or_else(|| random.below(free.len()));
            if !std::mem::replace(&mut free[party], true) {
                chosen.push(party);
            }
        }
        free
    }
}

fn any(of: &[usize], random: &mut Random) -> Option<usize> {
    if of.is_empty() { None } else { Some(of[random.below(of.len())]) }
}

#[cfg(test)]
mod tests {
    use super::super::worlds::gaps;
    use super::*;

    #[test]
    fn a_circle_is_of_as_many_as_asked_for() {
        let (model, _) = gaps();
        let circles = Circles::new(&model);
        for size in [1, 3, 5, 9] {
            let free = circles.draw(size, &[1], &mut Random::new(7));
            assert_eq!(free.iter().filter(|free| **free).count(), size.min(5));
        }
    }
}
