//! The exact choice where officers differ in load and limit alone: only how many cases of
//! each size an officer takes matters, so that all ways can be counted through.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::search::Case;

/// States times ways looked at most; beyond that the search is quicker.
const MOST: usize = 20_000_000;

/// The best choice for cases that every officer named by any of them may take, as far as
/// the officer's limit goes. Who has an officer keeps it; the others go where they make the
/// sum of the squared loads least.
///
/// `None` where this does not hold, where somebody would stay without an officer, or where
/// there is too much to count.
pub(super) fn best(cases: &[Case], limits: &[Option<u32>]) -> Option<Vec<Option<usize>>> {
    let officers: BTreeSet<usize> =
        cases.iter().flat_map(|case| case.officers.iter().copied()).collect();
    let room = |officer: usize, load: usize| {
        limits[officer].is_none_or(|most| load <= most as usize)
    };
    let mut choices: Vec<Option<usize>> = vec![None; cases.len()];
    let mut loads: BTreeMap<usize, usize> = officers.iter().map(|o| (*o, 0)).collect();
    let mut free: BTreeMap<usize, VecDeque<usize>> = BTreeMap::new();
    for (at, case) in cases.iter().enumerate() {
        let size = case.before.len();
        let able = officers.iter().copied().filter(|officer| room(*officer, size));
        match held(case) {
            Held::By(officer) => {
                choices[at] = Some(officer);
                *loads.get_mut(&officer)? += size;
            }
            Held::Free if able.eq(case.officers.iter().copied()) => {
                free.entry(size).or_default().push_back(at);
            }
            Held::Free | Held::Torn => return None,
        }
    }
    if loads.iter().any(|(officer, load)| !room(*officer, *load)) {
        return None;
    }
    let sizes: Vec<(usize, usize)> =
        free.iter().map(|(size, own)| (*size, own.len())).collect();
    let places: Vec<(usize, Option<usize>)> = loads
        .iter()
        .map(|(officer, load)| (*load, limits[*officer].map(|most| most as usize)))
        .collect();
    let taken = spread(&sizes, &places)?;
    for (officer, way) in officers.iter().zip(taken) {
        for ((_, own), count) in free.iter_mut().zip(way) {
            own.drain(..count).for_each(|at| choices[at] = Some(*officer));
        }
    }
    Some(choices)
}

/// Whose a case is before anything is chosen.
enum Held {
    /// Nobody's, or of somebody who may not keep it.
    Free,
    /// An officer's.
    By(usize),
    /// Its projects have several officers.
    Torn,
}

/// Projects without an officer go where the others are.
fn held(case: &Case) -> Held {
    let mut known = case.before.iter().flatten();
    match known.next() {
        Some(first) if known.any(|other| other != first) => Held::Torn,
        Some(first) if case.officers.contains(first) => Held::By(*first),
        Some(_) | None => Held::Free,
    }
}

/// How many cases of each size every officer takes so that the sum of the squared loads is
/// least; sizes with their counts, officers with the load they have and their limit.
fn spread(
    sizes: &[(usize, usize)],
    officers: &[(usize, Option<usize>)],
) -> Option<Vec<Vec<usize>>> {
    let states: usize = sizes.iter().map(|(_, count)| count + 1).product();
    let total: usize = sizes.iter().map(|(size, count)| size * count).sum();
    let widest =
        officers.iter().map(|(load, most)| most.map_or(total, |m| m - load)).max()?;
    let ways = ways(sizes, widest, MOST / states.max(1) / officers.len().max(1))?;
    // From the counts still to be given to the least sum of squares, officer by officer.
    let mut least: Vec<Option<usize>> = vec![None; states];
    least[states - 1] = Some(0);
    let mut chosen: Vec<Vec<usize>> = Vec::new();
    for (load, most) in officers {
        let mut next: Vec<Option<usize>> = vec![None; states];
        let mut by = vec![0; states];
        for (state, sum) in least.iter().enumerate() {
            let Some(sum) = sum else { continue };
            let left = counts(sizes, state);
            for (number, way) in ways.iter().enumerate() {
                let fits = way.counts.iter().zip(&left).all(|(take, left)| take <= left);
                let own = load + way.size;
                if !fits || most.is_some_and(|most| own > most) {
                    continue;
                }
                let (to, sum) = (state - way.step, sum + own * own);
                if next[to].is_none_or(|known| sum < known) {
                    next[to] = Some(sum);
                    by[to] = number;
                }
            }
        }
        least = next;
        chosen.push(by);
    }
    least[0]?;
    let mut state = 0;
    let mut taken: Vec<Vec<usize>> = Vec::new();
    for by in chosen.iter().rev() {
        let way = &ways[by[state]];
        state += way.step;
        taken.push(way.counts.clone());
    }
    taken.reverse();
    Some(taken)
}

/// What one officer may take.
struct Way {
    counts: Vec<usize>,
    size: usize,
    /// How far it moves the number of a state.
    step: usize,
}

/// Every way up to a size in all; `None` where there are too many.
fn ways(sizes: &[(usize, usize)], widest: usize, most: usize) -> Option<Vec<Way>> {
    let mut all = vec![Way { counts: Vec::new(), size: 0, step: 0 }];
    let mut weight = 1;
    for (size, count) in sizes {
        let mut longer = Vec::new();
        for way in &all {
            for take in 0..=*count {
                let sum = way.size + take * size;
                if sum > widest || longer.len() > most {
                    break;
                }
                let counts = way.counts.iter().copied().chain([take]).collect();
                longer.push(Way { counts, size: sum, step: way.step + take * weight });
            }
        }
        if longer.len() > most {
            return None;
        }
        all = longer;
        weight *= count + 1;
    }
    Some(all)
}

/// The counts that the number of a state stands for.
fn counts(sizes: &[(usize, usize)], mut state: usize) -> Vec<usize> {
    sizes
        .iter()
        .map(|(_, count)| {
            let own = state % (count + 1);
            state /= count + 1;
            own
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case(size: usize, before: Option<usize>) -> Case {
        Case { officers: vec![0, 1, 2], before: vec![before; size] }
    }

    fn loads(cases: &[Case], choices: &[Option<usize>]) -> Vec<usize> {
        let mut loads = vec![0; 3];
        for (case, choice) in cases.iter().zip(choices) {
            loads[choice.unwrap()] += case.before.len();
        }
        loads
    }

    #[test]
    fn pairs_of_projects_are_spread_as_evenly_as_they_go() {
        let cases: Vec<Case> = [2, 2, 2, 2, 1].map(|size| case(size, None)).into();
        let mut loads = loads(&cases, &best(&cases, &[None; 3]).unwrap());
        loads.sort_unstable();
        assert_eq!(loads, [2, 3, 4]);
    }

    #[test]
    fn who_has_an_officer_keeps_it() {
        let cases = [case(3, Some(1)), case(1, None), case(1, None), case(1, None)];
        let choices = best(&cases, &[Some(3), Some(3), Some(1)]).unwrap();
        assert_eq!(choices[0], Some(1));
        assert_eq!(loads(&cases, &choices), [2, 3, 1]);
    }

    #[test]
    fn what_cannot_be_counted_is_left_to_the_search() {
        let torn = Case { officers: vec![0, 1], before: vec![Some(0), Some(1)] };
        assert_eq!(best(&[torn], &[None; 3]), None);
        let full = [case(2, None), case(2, None)];
        assert_eq!(best(&full, &[Some(2), Some(1), Some(1)]), None);
    }
}
