//! Who stands where: guests and hosts at the table, witnesses behind them by rank.

use crate::domain::{Fair, OrganizationKind, Signing};

/// The guest among a project's parties, by index: the institution, else the party named
/// second (party B), since the first is the one that invites; one party alone is no guest.
pub fn guest(project: &Signing, fair: Option<&Fair>) -> Option<usize> {
    if project.parties.len() < 2 {
        return None;
    }
    let is_institution = |name: &String| match fair.and_then(|f| f.organization(name)) {
        Some(known) => known.kind == OrganizationKind::Institution,
        None => OrganizationKind::is_institution(name),
    };
    Some(project.parties.iter().position(is_institution).unwrap_or(1))
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

    #[test]
    fn the_first_stands_in_the_centre() {
        assert_eq!(protocol_row(vec![1, 2, 3, 4, 5]), [5, 3, 1, 2, 4]);
        assert_eq!(protocol_row(vec![1, 2, 3, 4]), [4, 2, 1, 3]);
    }

    #[test]
    fn the_institution_is_the_guest() {
        let of = |parties: &[&str]| Signing {
            parties: parties.iter().map(|&party| party.to_owned()).collect(),
            ..Signing::default()
        };
        assert_eq!(guest(&of(&["某大学", "某公司"]), None), Some(0));
        assert_eq!(guest(&of(&["区政府", "某公司"]), None), Some(1));
        let park = ["大学科技园有限公司", "某大学化学系"];
        assert_eq!(guest(&of(&park), None), Some(1));
        assert_eq!(guest(&of(&["某大学"]), None), None);
    }
}
