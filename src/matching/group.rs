//! Offerings that are one choice: near duplicates, and the many of one team.

use super::facets::OfferingFacets;
use super::signature::is_near;

/// For each offering of a ranked list the place of the first one that it is grouped with;
/// `None` for those that stand alone.
pub(super) fn groups(ranked: &[OfferingFacets]) -> Vec<Option<usize>> {
    let mut leaders: Vec<usize> = (0..ranked.len()).collect();
    for place in 0..ranked.len() {
        let own = &ranked[place];
        let first = (0..place).find(|&other| is_one_choice(own, &ranked[other]));
        if let Some(first) = first {
            leaders[place] = leaders[first];
        }
    }
    let members = |leader: usize| leaders.iter().filter(|l| **l == leader).count();
    leaders.iter().map(|&leader| (members(leader) > 1).then_some(leader)).collect()
}

fn is_one_choice(a: &OfferingFacets, b: &OfferingFacets) -> bool {
    let team = a.lead != 0 && a.lead == b.lead && a.organization == b.organization;
    team || is_near(a.signature, b.signature)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Offering;
    use crate::matching::engine::Bag;

    fn facets(lead: &str, organization: u32, text: &str) -> OfferingFacets {
        let lead = Some(lead.to_owned()).filter(|lead| !lead.is_empty());
        let offering = Offering { lead, ..Offering::default() };
        OfferingFacets::new(&offering, 0, organization, text, &Bag::default())
    }

    #[test]
    fn one_team_and_near_duplicates_are_one_choice() {
        let text = "面向宽幅超薄金属箔材的异步轧制与微张力闭环控制技术及装备";
        let list = [
            facets("张样", 1, "甲乙丙丁戊己庚辛壬癸子丑寅卯"),
            facets("", 2, text),
            facets("张样", 1, "完全不同的另一段文字说明另一项成果内容"),
            facets("", 3, text),
            facets("李样", 1, "又一段与前面几段都没有关系的说明文字"),
        ];
        assert_eq!(groups(&list), [Some(0), Some(1), Some(0), Some(1), None]);
    }
}
