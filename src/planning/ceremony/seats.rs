//! Who stands where: guests and hosts at the table, witnesses behind them by rank.

use std::collections::BTreeSet;

use crate::domain::{Fair, OrganizationKind, Signing};

/// The hosts and the guests of a project, by index of the party, each in the order in which
/// the parties are named. Guests are the institutions; where these are all of the parties or
/// none, all but the party named first, since that is the one that invites. One party alone
/// is no guest. Whoever signs for a party that is not named has a place, too.
pub fn sides(project: &Signing, fair: Option<&Fair>) -> [Vec<usize>; 2] {
    let signing = project.signatories.iter().map(|signatory| signatory.party);
    let all: BTreeSet<usize> = (0..project.parties.len()).chain(signing).collect();
    let known = |party: &usize| project.parties.get(*party);
    let of_institution =
        |party: &usize| known(party).is_some_and(|p| institution(p, fair));
    let split = |is_guest: &dyn Fn(&usize) -> bool| -> [Vec<usize>; 2] {
        let (guests, hosts) = all.iter().partition(|party| is_guest(party));
        [hosts, guests]
    };
    let sides = split(&of_institution);
    if sides.iter().all(|side| !side.is_empty()) {
        return sides;
    }
    split(&|party| all.first() != Some(party))
}

/// Whether a party is an institution: as the roster has it, else by its name.
pub fn institution(party: &str, fair: Option<&Fair>) -> bool {
    match fair.and_then(|fair| fair.organization(party)) {
        Some(known) => known.kind == OrganizationKind::Institution,
        None => OrganizationKind::is_institution(party),
    }
}

/// A row of people given by rank, from left to right as the audience sees them: the first
/// in the centre, the second at the first's left hand (the audience's right), the third
/// at the right hand, and so on; with an even number the second stands at the right hand.
pub fn protocol_row<T>(by_rank: Vec<T>) -> Vec<T> {
    let odd = by_rank.len() % 2 == 1;
    let mut row = std::collections::VecDeque::new();
    for (rank, person) in by_rank.into_iter().enumerate() {
        if (rank % 2 == 1) == odd {
            row.push_back(person);
        } else {
            row.push_front(person);
        }
    }
    row.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Signatory;

    #[test]
    fn the_first_stands_in_the_centre() {
        assert_eq!(protocol_row(vec![1, 2, 3, 4, 5]), [5, 3, 1, 2, 4]);
        assert_eq!(protocol_row(vec![1, 2, 3, 4]), [4, 2, 1, 3]);
    }

    #[test]
    fn institutions_are_the_guests() {
        let of = |parties: &[&str]| {
            let parties = parties.iter().map(|&party| party.to_owned()).collect();
            sides(&Signing { parties, ..Signing::default() }, None)
        };
        assert_eq!(of(&["某大学", "某公司"]), [[1], [0]]);
        assert_eq!(of(&["区政府", "某公司"]), [[0], [1]]);
        let park = ["大学科技园有限公司", "某大学化学系"];
        assert_eq!(of(&park), [[0], [1]]);
        assert_eq!(of(&["某大学"]), [vec![0], vec![]]);
    }

    #[test]
    fn every_party_has_a_side() {
        let of = |parties: &[&str]| {
            let parties = parties.iter().map(|&party| party.to_owned()).collect();
            sides(&Signing { parties, ..Signing::default() }, None)
        };
        assert_eq!(of(&["甲公司", "某大学", "乙公司"]), [vec![0, 2], vec![1]]);
        assert_eq!(of(&["市政府", "甲公司", "某大学", "某研究院"]), [[0, 1], [2, 3]]);
        assert_eq!(of(&["甲公司", "乙公司", "丙公司"]), [vec![0], vec![1, 2]]);
        assert_eq!(of(&["甲大学", "乙大学"]), [[0], [1]]);
    }

    #[test]
    fn who_signs_for_no_named_party_has_a_place() {
        let signatory = |party| Signatory { party, ..Signatory::default() };
        let signatories = vec![signatory(0), signatory(usize::MAX)];
        let project = Signing { signatories, ..Signing::default() };
        assert_eq!(sides(&project, None), [vec![0], vec![usize::MAX]]);
    }
}
