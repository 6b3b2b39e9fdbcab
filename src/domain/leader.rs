//! Who leads an offering.

use super::vocabulary::is_post;
use super::{Offering, OfferingKind};

impl Offering {
    /// Who leads it, by name, without the post beside it (某甲 教授). Lists of experts give an
    /// expert's post there (教授), which is nobody's name.
    pub fn leader(&self) -> Option<&str> {
        self.lead.as_deref().filter(|_| self.post().is_none()).map(without_post)
    }

    /// The post of an expert or a candidate, where it stands in place of a name.
    pub fn post(&self) -> Option<&str> {
        self.lead.as_deref().filter(|lead| self.is_person() && is_post(lead))
    }

    /// Whether a person is offered, not a thing.
    pub(super) fn is_person(&self) -> bool {
        matches!(self.kind, OfferingKind::Expert | OfferingKind::Candidate)
    }
}

/// A name without the post that stands behind it or in brackets.
fn without_post(lead: &str) -> &str {
    const PARTS: [char; 10] =
        [' ', '\u{3000}', '(', '（', ',', '，', '、', '/', ')', '）'];
    let parted = lead.char_indices().filter(|(_, c)| PARTS.contains(c));
    let mut ends = parted.map(|(at, _)| at);
    let end = ends.find(|at| is_post(lead[*at..].trim_matches(PARTS)));
    end.map_or(lead, |at| lead[..at].trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_leader_goes_by_the_name_alone() {
        let leader = |lead: &str, kind| {
            let lead = Some(lead.to_owned());
            Offering { kind, lead, ..Offering::default() }.leader().map(str::to_owned)
        };
        for lead in ["某甲 教授", "某甲（教授）", "某甲，院长、教授", "某甲"]
        {
            let found = leader(lead, OfferingKind::Achievement);
            assert_eq!(found.as_deref(), Some("某甲"), "{lead}");
        }
        for lead in ["J. Sample", "某甲;某乙", "某甲、某乙"] {
            let found = leader(lead, OfferingKind::Achievement);
            assert_eq!(found.as_deref(), Some(lead));
        }
        assert_eq!(leader("院长、教授", OfferingKind::Expert), None);
    }
}
