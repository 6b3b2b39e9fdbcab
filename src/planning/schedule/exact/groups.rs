//! How many meetings can take place at a time, by their parties alone: those of an exclusive party
//! never do, so that there are no more than groups of meetings that share one.

use super::super::model::Model;

/// Whether there are tables for as many meetings as can take place at a time.
pub(in super::super) fn is_roomy(model: &Model) -> bool {
    let seated = |&(m, ()): &(usize, ())| model.meetings[m].seated;
    let all: Vec<_> = (0..model.meetings.len()).map(|m| (m, ())).filter(seated).collect();
    let most = grouped(model, &all).len();
    model.tables.iter().flatten().all(|tables| tables.len() >= most)
}

/// Groups of meetings (each with something of the caller's) that share an exclusive party: the
/// smaller side where meetings are between two sides, else those with the most meetings first.
pub(super) fn grouped<T: Copy>(model: &Model, here: &[(usize, T)]) -> Vec<Vec<T>> {
    let pairs: Option<Vec<[usize; 2]>> =
        here.iter().map(|&(m, _)| pair(model, m)).collect();
    let side = pairs.and_then(|pairs| smaller_side(model.parties.len(), &pairs));
    let Some(side) = side else { return by_load(model, here) };
    let mut groups = vec![Vec::new(); side.len()];
    for &(meeting, own) in here {
        let shared = model.meetings[meeting].parties.iter().find(|&&p| side[p]);
        groups[*shared.expect("one of a pair is on the side")].push(own);
    }
    groups.retain(|group| !group.is_empty());
    groups
}

/// The two parties of a meeting, if both are in one place only.
fn pair(model: &Model, meeting: usize) -> Option<[usize; 2]> {
    let parties = model.meetings[meeting].parties.as_slice();
    parties.try_into().ok().filter(|pair: &[usize; 2]| {
        pair.iter().all(|&party| model.parties[party].parallel == 1)
    })
}

/// The parties of one side, of two between which all `pairs` lie: of everything that hangs
/// together the smaller one. `None` if there are no such sides.
fn smaller_side(parties: usize, pairs: &[[usize; 2]]) -> Option<Vec<bool>> {
    let mut partners = vec![Vec::new(); parties];
    for &[a, b] in pairs {
        partners[a].push(b);
        partners[b].push(a);
    }
    let mut side: Vec<Option<bool>> = vec![None; parties];
    for first in 0..parties {
        if side[first].is_some() {
            continue;
        }
        side[first] = Some(true);
        let (mut together, mut next) = (vec![first], 0);
        while let Some(&party) = together.get(next) {
            for &other in &partners[party] {
                if side[other].is_none() {
                    side[other] = side[party].map(|side| !side);
                    together.push(other);
                } else if side[other] == side[party] {
                    return None;
                }
            }
            next += 1;
        }
        let chosen = together.iter().filter(|&&party| side[party] == Some(true)).count();
        if 2 * chosen > together.len() {
            for &party in &together {
                side[party] = side[party].map(|side| !side);
            }
        }
    }
    Some(side.into_iter().map(|side| side == Some(true)).collect())
}

/// Parties with the most meetings left to count first.
fn by_load<T: Copy>(model: &Model, here: &[(usize, T)]) -> Vec<Vec<T>> {
    let mut rest = here.to_vec();
    let mut groups = Vec::new();
    while !rest.is_empty() {
        let mut load = vec![0; model.parties.len()];
        for &(meeting, _) in &rest {
            let parties = model.meetings[meeting].parties.iter();
            parties
                .filter(|&&p| model.parties[p].parallel == 1)
                .for_each(|&p| load[p] += 1);
        }
        let busiest = (0..load.len()).max_by_key(|&party| (load[party], party));
        let Some(party) = busiest.filter(|&party| load[party] > 1) else {
            groups.extend(rest.iter().map(|&(_, own)| vec![own]));
            break;
        };
        let (own, others): (Vec<_>, Vec<_>) = rest
            .into_iter()
            .partition(|&(m, _)| model.meetings[m].parties.contains(&party));
        groups.push(own.into_iter().map(|(_, own)| own).collect());
        rest = others;
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::super::super::model::{Meeting, Party};
    use super::super::super::slots::SlotSet;
    use super::*;

    fn model(meetings: &[&[usize]], tables: usize) -> Model {
        let mut model = Model::new(3, Some(tables));
        model.parties = vec![Party::default(); 8];
        let meeting =
            |parties: &&[usize]| Meeting::new(parties.to_vec(), SlotSet::range(0..3));
        model.meetings = meetings.iter().map(meeting).collect();
        model
    }

    #[test]
    fn the_smaller_side_says_how_many_meet_at_a_time() {
        // 1 meets 2, 3 and 4; 2 meets 5, too: two on one side, three on the other
        let pairs: [&[usize]; 4] = [&[1, 2], &[3, 1], &[1, 4], &[2, 5]];
        let all: Vec<(usize, usize)> = (0..4).map(|m| (m, m)).collect();
        assert_eq!(grouped(&model(&pairs, 2), &all), [vec![0, 1, 2], vec![3]]);
        assert!(is_roomy(&model(&pairs, 2)));
        assert!(!is_roomy(&model(&pairs, 1)));
    }

    #[test]
    fn without_sides_the_busiest_come_first() {
        let ring: [&[usize]; 4] = [&[1, 2], &[2, 3], &[3, 1], &[3, 4]];
        let all: Vec<(usize, usize)> = (0..4).map(|m| (m, m)).collect();
        assert_eq!(grouped(&model(&ring, 2), &all), [vec![1, 2, 3], vec![0]]);
        let three: [&[usize]; 2] = [&[1, 2, 3], &[4, 5, 3]];
        assert_eq!(grouped(&model(&three, 1), &all[..2]), [vec![0, 1]]);
    }
}
