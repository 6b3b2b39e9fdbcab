//! Counting in clauses: at most one, totalizers, and counters along the day.

use batsat::Lit;

use super::clauses::Clauses;

/// At most one of `literals` holds: in pairs, lists of more than `longest` (6 at least) cut with a
/// literal that says on which side of the cut it is.
pub(super) fn at_most_one(sat: &mut dyn Clauses, literals: &[Lit], longest: usize) {
    let mut rest: Vec<Lit> = literals.to_vec();
    while rest.len() > longest {
        let side = sat.fresh();
        let tail = rest.split_off(4);
        rest.push(side);
        in_pairs(sat, &rest);
        rest = tail;
        rest.push(!side);
    }
    in_pairs(sat, &rest);
}

fn in_pairs(sat: &mut dyn Clauses, literals: &[Lit]) {
    for (index, &a) in literals.iter().enumerate() {
        for &b in &literals[index + 1..] {
            sat.clause(&[!a, !b]);
        }
    }
}

/// Which way a counter's clauses point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    /// Enough inputs make an output true: for upper limits.
    Up,
    /// Outputs are true exactly when enough inputs are.
    Both,
}

/// The totalizer (Bailleux and Boufkhad 2003) of `inputs`: output `k` says that more than `k` of
/// them hold; only the first `most` outputs are made.
pub(super) fn totalizer(
    sat: &mut dyn Clauses,
    inputs: &[Lit],
    most: usize,
    way: Direction,
) -> Vec<Lit> {
    let (no, yes) = (sat.no(), sat.yes());
    let known = inputs.iter().filter(|&&input| input == yes).count();
    let open: Vec<Lit> =
        inputs.iter().copied().filter(|&input| input != no && input != yes).collect();
    let mut outputs = vec![yes; known];
    outputs.extend(tree(sat, &open, most.saturating_sub(known), way));
    outputs.truncate(most);
    outputs
}

fn tree(sat: &mut dyn Clauses, inputs: &[Lit], most: usize, way: Direction) -> Vec<Lit> {
    if inputs.len() <= 1 || most == 0 {
        return inputs.iter().copied().take(most).collect();
    }
    let (left, right) = inputs.split_at(inputs.len() / 2);
    let left = tree(sat, left, most, way);
    let right = tree(sat, right, most, way);
    let count = (left.len() + right.len()).min(most);
    let outputs: Vec<Lit> = (0..count).map(|_| sat.fresh()).collect();
    merge(sat, [&left, &right], &outputs, way);
    outputs
}

/// `outputs` count the `inputs`: output `k` says that more than `k` of them hold.
pub(super) fn count_with(sat: &mut dyn Clauses, inputs: &[Lit], outputs: &[Lit]) {
    let (left, right) = inputs.split_at(inputs.len() / 2);
    let [left, right] =
        [left, right].map(|side| totalizer(sat, side, side.len(), Direction::Both));
    merge(sat, [&left, &right], outputs, Direction::Both);
}

/// `outputs` counts what `sides` count together.
fn merge(sat: &mut dyn Clauses, sides: [&[Lit]; 2], outputs: &[Lit], way: Direction) {
    let at = |side: &[Lit], count: usize| count.checked_sub(1).map(|index| side[index]);
    for i in 0..=sides[0].len() {
        for j in 0..=sides[1].len() {
            let reached = (i + j).min(outputs.len());
            if let Some(output) = at(outputs, reached) {
                let inputs = at(sides[0], i).into_iter().chain(at(sides[1], j));
                let clause: Vec<Lit> =
                    inputs.map(|input| !input).chain([output]).collect();
                sat.clause(&clause);
            }
            if way == Direction::Both && i + j < outputs.len() {
                let more = sides[0].get(i).into_iter().chain(sides[1].get(j)).copied();
                let clause: Vec<Lit> = more.chain([!outputs[i + j]]).collect();
                sat.clause(&clause);
            }
        }
    }
}

/// A counter along the day of someone who is busy in exactly `total` slots: entry `[t][j]` says
/// that more than `j` of the first `t` slots are busy (`0 ≤ t ≤ slots`, `j < total`).
pub(super) fn along_the_day(
    sat: &mut dyn Clauses,
    busy: &[Lit],
    total: usize,
) -> Vec<Vec<Lit>> {
    let (no, yes) = (sat.no(), sat.yes());
    let possible = |slots: &[Lit]| slots.iter().filter(|&&slot| slot != no).count();
    let mut counts = vec![vec![no; total]];
    for t in 1..=busy.len() {
        let (before, after) = (possible(&busy[..t]), possible(&busy[t..]));
        let row: Vec<Lit> = (0..total)
            .map(|j| {
                if j + after < total {
                    yes
                } else if j >= before {
                    no
                } else {
                    sat.fresh()
                }
            })
            .collect();
        step(sat, &counts[t - 1], busy[t - 1], &row);
        counts.push(row);
    }
    counts
}

/// One slot further: `next` counts what `last` counts and `busy`; never beyond the end.
fn step(sat: &mut dyn Clauses, last: &[Lit], busy: Lit, next: &[Lit]) {
    for j in 0..next.len() {
        sat.clause(&[!last[j], next[j]]);
        sat.clause(&[last[j], busy, !next[j]]);
        if j == 0 {
            sat.clause(&[!busy, next[0]]);
        } else {
            sat.clause(&[!busy, !last[j - 1], next[j]]);
            sat.clause(&[last[j - 1], !next[j]]);
        }
    }
    if let Some(&full) = last.last() {
        sat.clause(&[!full, !busy]);
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::outcome::{Onlooker, Unwatched};
    use super::super::sat::{Sat, Verdict};
    use super::*;

    /// How many of the 2ⁿ settings of `n` literals the clauses of `rule` allow.
    fn allowed(n: u32, rule: impl Fn(&mut dyn Clauses, &[Lit])) -> usize {
        let mut unwatched = Unwatched;
        let watch = Onlooker::new(&mut unwatched);
        let mut sat = Sat::new(&watch);
        let literals: Vec<Lit> = (0..n).map(|_| sat.fresh()).collect();
        rule(&mut sat, &literals);
        let signs = |bits: u32| (0..n as usize).map(move |i| bits >> i & 1 == 1);
        let settings = (0..1_u32 << n).map(|bits| {
            literals
                .iter()
                .zip(signs(bits))
                .map(|(&l, on)| if on { l } else { !l })
                .collect()
        });
        let settings: Vec<Vec<Lit>> = settings.collect();
        settings.iter().filter(|set| sat.solve(set, 1000) == Verdict::Sat).count()
    }

    #[test]
    fn at_most_one_of_nine_in_pairs_or_cut() {
        for longest in [6, 9] {
            let rule = |sat: &mut dyn Clauses, literals: &[Lit]| {
                at_most_one(sat, literals, longest);
            };
            assert_eq!(allowed(9, rule), 10);
        }
    }

    #[test]
    fn totalizers_limit_from_both_sides() {
        let upper = |sat: &mut dyn Clauses, literals: &[Lit]| {
            let outputs = totalizer(sat, literals, 3, Direction::Up);
            sat.clause(&[!outputs[2]]);
        };
        assert_eq!(allowed(5, upper), 1 + 5 + 10);
        let exact = |sat: &mut dyn Clauses, literals: &[Lit]| {
            let outputs = totalizer(sat, literals, 5, Direction::Both);
            sat.clause(&[!outputs[3]]);
            sat.clause(&[outputs[2]]);
        };
        assert_eq!(allowed(5, exact), 10);
    }

    #[test]
    fn outputs_of_somebody_else_count_as_well() {
        let three = |sat: &mut dyn Clauses, literals: &[Lit]| {
            let outputs = [sat.fresh(), sat.fresh(), sat.yes(), sat.no(), sat.no()];
            count_with(sat, literals, &outputs);
        };
        assert_eq!(allowed(5, three), 10);
    }

    #[test]
    fn a_day_has_exactly_its_meetings() {
        let rule = |sat: &mut dyn Clauses, literals: &[Lit]| {
            along_the_day(sat, literals, 2);
        };
        assert_eq!(allowed(5, rule), 10);
    }
}
