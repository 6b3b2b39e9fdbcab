//! Who leads an offering.

use super::vocabulary::is_post;
use super::{Offering, OfferingKind};

impl Offering {
    /// Who leads it, by name. Lists of experts give an expert's post there (教授), which is
    /// nobody's name.
    pub fn leader(&self) -> Option<&str> {
        self.lead.as_deref().filter(|_| self.post().is_none())
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
