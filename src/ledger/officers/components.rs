//! The choice taken apart: officers and cases that have nothing to do with each other, as
//! zones have, are settled by themselves.

use super::counting;
use super::search::{self, Case, Found};
use super::union::Union;

/// The best choice of all, component by component: by counting where all officers of a
/// component may take each case, else by search.
pub(super) fn best(cases: &[Case], limits: &[Option<u32>]) -> Found {
    let mut found = Found { choices: vec![None; cases.len()], proved: true };
    for own in components(cases, limits.len()) {
        let part: Vec<Case> = own.iter().map(|at| cases[*at].clone()).collect();
        let part = counting::best(&part, limits).map_or_else(
            || search::best(&part, limits),
            |choices| Found { choices, proved: true },
        );
        found.proved &= part.proved;
        for (at, choice) in own.into_iter().zip(part.choices) {
            found.choices[at] = choice;
        }
    }
    found
}

/// The cases of each component, in order.
fn components(cases: &[Case], officers: usize) -> Vec<Vec<usize>> {
    let mut union = Union::new(officers);
    for case in cases {
        for pair in case.officers.windows(2) {
            union.join(pair[0], pair[1]);
        }
    }
    let mut parts: Vec<Vec<usize>> = vec![Vec::new(); officers];
    for (at, case) in cases.iter().enumerate() {
        if let Some(officer) = case.officers.first() {
            parts[union.root(*officer)].push(at);
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_are_settled_by_themselves() {
        let case =
            |officers: &[usize]| Case { officers: officers.into(), before: vec![None] };
        let cases = [case(&[0, 2]), case(&[1]), case(&[2, 3]), case(&[])];
        assert_eq!(components(&cases, 4), [vec![0, 2], vec![1]]);
    }
}
