//! Weights learned from decisions: a small, regularised, deterministic fit.

use super::criteria::{CRITERIA, Nature, place};
use super::points::Weight;
use super::weights::Weights;

/// A pair that a person decided on.
#[derive(Debug, Clone, PartialEq)]
pub struct Example {
    /// The need's id: all pairs of a need are in one fold.
    pub need: String,
    /// Accepted or pinned, not rejected.
    pub accepted: bool,
    /// What each criterion says, in [0, 1], circumstances by their fit alone; `None`:
    /// silent.
    pub fits: Vec<Option<f64>>,
}

/// Decisions below which nothing is learned, and of either word.
pub const LEAST: usize = 20;
/// Decisions of either word below which nothing is learned.
pub const LEAST_OF_EACH: usize = 5;
/// Folds of the cross-validation.
const FOLDS: usize = 5;
/// What a weight's change costs: the square of its logarithm times this.
const RIDGE: f64 = 0.02;
/// The difference of scores that counts as clear.
const CLEAR: f64 = 0.1;
/// Weights stay within this factor of their defaults.
const BOUND: f64 = 4.0;

/// What was learned.
#[derive(Debug, Clone, PartialEq)]
pub struct Learned {
    /// Pairs decided on.
    pub decisions: usize,
    /// Weights before.
    pub before: Weights,
    /// Weights after; those before if nothing better was found.
    pub after: Weights,
    /// Share of accepted–rejected pairs that the weights before order right.
    pub quality_before: f64,
    /// The same by weights learned without the needs they are tried on.
    pub quality_after: f64,
}

impl Learned {
    /// Whether better weights were found.
    pub fn is_better(&self) -> bool {
        self.after != self.before
    }
}

/// Too few decisions to learn from: accepted and rejected ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooFew {
    /// Accepted or pinned.
    pub accepted: usize,
    /// Rejected.
    pub rejected: usize,
}

/// Learns weights. They are kept only if they order the decisions of unseen needs better
/// than the weights before.
pub fn learn(examples: &[Example], before: &Weights) -> Result<Learned, TooFew> {
    let accepted = examples.iter().filter(|e| e.accepted).count();
    let rejected = examples.len() - accepted;
    if examples.len() < LEAST || accepted.min(rejected) < LEAST_OF_EACH {
        return Err(TooFew { accepted, rejected });
    }
    let start: Vec<f64> =
        (0..CRITERIA.len()).map(|at| f64::from(before.at(at))).collect();
    let all: Vec<&Example> = examples.iter().collect();
    let quality_before = quality(&all, |_| &start);
    let fold_of = folds(examples);
    let fitted: Vec<Vec<f64>> = (0..FOLDS)
        .map(|fold| {
            let others = examples.iter().zip(&fold_of).filter(|(_, f)| **f != fold);
            fit(&others.map(|(e, _)| e).collect::<Vec<_>>(), &start)
        })
        .collect();
    let quality_after = quality(&all, |at| &fitted[fold_of[at]]);
    let after = if quality_after > quality_before {
        rounded(before, &fit(&all, &start))
    } else {
        before.clone()
    };
    let decisions = examples.len();
    Ok(Learned {
        decisions,
        before: before.clone(),
        after,
        quality_before,
        quality_after,
    })
}

/// The fold of each example: needs take turns, in order of their ids.
fn folds(examples: &[Example]) -> Vec<usize> {
    let mut needs: Vec<&str> = examples.iter().map(|e| e.need.as_str()).collect();
    needs.sort_unstable();
    needs.dedup();
    let place = |need: &str| needs.binary_search(&need).expect("a need of the examples");
    examples.iter().map(|e| place(&e.need) % FOLDS).collect()
}

fn rounded(before: &Weights, fitted: &[f64]) -> Weights {
    let mut after = before.clone();
    for (criterion, weight) in CRITERIA.iter().zip(fitted) {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "bounded by a factor of the weight before"
        )]
        let weight = weight.round() as Weight;
        after.set(criterion.key(), weight);
    }
    after
}

/// The score that weights give, as matching adds it up.
fn score(fits: &[Option<f64>], weights: &[f64]) -> f64 {
    let of = |nature: Nature| {
        let each = CRITERIA.iter().zip(fits).zip(weights);
        each.filter(move |((criterion, _), _)| criterion.nature() == nature)
            .filter_map(|((_, fit), weight)| Some(((*fit)?, *weight)))
    };
    let sum = |nature| {
        of(nature)
            .fold((0.0, 0.0), |(s, w), (fit, weight)| (s + fit * weight, w + weight))
    };
    let (evidence, weight) = sum(Nature::Evidence);
    if weight <= 0.0 {
        return 0.0;
    }
    let (fit, circumstances) = sum(Nature::Circumstance);
    let evidence = evidence / weight;
    evidence * (weight + fit) / (weight + circumstances)
}

/// Coordinate descent on the logarithms of the weights, with halving steps. The load of
/// an institution follows from the decisions themselves, so that it is not learned from.
fn fit(examples: &[&Example], start: &[f64]) -> Vec<f64> {
    let fixed = place("capacity");
    let mut logs = vec![0.0_f64; start.len()];
    let weights = |logs: &[f64]| -> Vec<f64> {
        start.iter().zip(logs).map(|(weight, log)| weight * libm::exp(*log)).collect()
    };
    let mut best = loss(examples, &weights(&logs), &logs);
    let most = libm::log(BOUND);
    let mut step = most / 2.0;
    while step > 0.02 {
        let mut moved = false;
        for at in (0..logs.len()).filter(|at| Some(*at) != fixed && start[*at] > 0.0) {
            for change in [step, -step] {
                let old = logs[at];
                logs[at] = (old + change).clamp(-most, most);
                let new = loss(examples, &weights(&logs), &logs);
                if new < best - 1e-12 {
                    best = new;
                    moved = true;
                } else {
                    logs[at] = old;
                }
            }
        }
        if !moved {
            step /= 2.0;
        }
    }
    weights(&logs)
}

/// Mean logistic loss over all accepted–rejected pairs, and the cost of the changes.
fn loss(examples: &[&Example], weights: &[f64], logs: &[f64]) -> f64 {
    let scores = |accepted: bool| -> Vec<f64> {
        let chosen = examples.iter().filter(|e| e.accepted == accepted);
        chosen.map(|e| score(&e.fits, weights)).collect()
    };
    let (good, bad) = (scores(true), scores(false));
    let pairs = good.iter().flat_map(|g| bad.iter().map(move |b| (b - g) / CLEAR));
    let sum: f64 = pairs.map(|difference| libm::log1p(libm::exp(difference))).sum();
    let cost: f64 = logs.iter().map(|log| log * log).sum();
    sum / (good.len() * bad.len()).max(1) as f64 + RIDGE * cost
}

/// Share of accepted–rejected pairs whose scores are in the right order (the area under
/// the ROC curve); ties count half.
fn quality<'w>(examples: &[&Example], weights: impl Fn(usize) -> &'w Vec<f64>) -> f64 {
    let each = examples.iter().enumerate();
    let scored: Vec<(bool, f64)> =
        each.map(|(at, e)| (e.accepted, score(&e.fits, weights(at)))).collect();
    let of = |accepted: bool| scored.iter().filter(move |s| s.0 == accepted).map(|s| s.1);
    let mut right = 0.0;
    for good in of(true) {
        for bad in of(false) {
            right += if good > bad {
                1.0
            } else if good < bad {
                0.0
            } else {
                0.5
            };
        }
    }
    right / (of(true).count() * of(false).count()).max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text says nothing; whoever cooperates as wanted is accepted.
    fn examples(count: usize) -> Vec<Example> {
        (0..count)
            .map(|i| {
                let accepted = i % 2 == 0;
                let mut fits = vec![None; CRITERIA.len()];
                fits[place("text").unwrap()] = Some(0.5 + 0.01 * ((i * 7 % 10) as f64));
                let fit = if accepted { 1.0 } else { 0.3 };
                fits[place("cooperation").unwrap()] = Some(fit);
                Example { need: format!("N{:02}", i / 3), accepted, fits }
            })
            .collect()
    }

    #[test]
    fn a_criterion_that_decides_gains_weight() {
        let before = Weights::default();
        let learned = learn(&examples(30), &before).unwrap();
        assert!(learned.is_better());
        assert!(learned.quality_after > learned.quality_before);
        let weight = |weights: &Weights| weights.by_name()["cooperation"];
        assert!(weight(&learned.after) > weight(&before));
        assert_eq!(learn(&examples(30), &before), Ok(learned), "the same every time");
    }

    #[test]
    fn too_few_decisions_are_refused() {
        let refused = learn(&examples(10), &Weights::default());
        assert_eq!(refused, Err(TooFew { accepted: 5, rejected: 5 }));
    }

    #[test]
    fn weights_that_cannot_be_bettered_stay() {
        let mut same = examples(30);
        for example in &mut same {
            example.fits = vec![Some(0.5); CRITERIA.len()];
        }
        let learned = learn(&same, &Weights::default()).unwrap();
        assert!(!learned.is_better());
        assert!((learned.quality_before - 0.5).abs() < 1e-12);
    }
}
