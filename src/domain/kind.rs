//! The registries there are.

use super::code::codes;

codes! {
    /// A registry.
    Kind as "kind" {
        /// What enterprises look for.
        Needs = "needs",
        /// What institutions have to give.
        Offerings = "offerings",
        /// The roster.
        Organizations = "organizations",
        /// Who comes.
        People = "people",
        /// Projects to sign.
        Signings = "signings",
        /// The ledger.
        Ledger = "ledger",
        /// Service officers.
        Officers = "officers",
        /// Who answers for what.
        Assignments = "assignments",
        /// Who can when.
        Availability = "availability",
        /// Policies.
        Policies = "policies",
        /// Visits, briefings, ….
        Events = "events",
        /// Figures of organizations.
        Kpis = "kpis",
        /// A person's word over the scores.
        Decisions = "decisions",
        /// What came of the meetings.
        Outcomes = "outcomes",
        /// Who met at earlier fairs.
        Encounters = "encounters",
    }
}

impl Kind {
    /// The letter that starts the ids of a registry.
    pub fn letter(self) -> char {
        match self {
            Self::Needs => 'N',
            Self::Offerings => 'S',
            Self::Organizations => 'O',
            Self::People => 'H',
            Self::Signings => 'P',
            Self::Ledger => 'L',
            Self::Officers => 'F',
            Self::Assignments => 'G',
            Self::Availability => 'A',
            Self::Policies => 'B',
            Self::Events => 'V',
            Self::Kpis => 'K',
            Self::Decisions => 'D',
            Self::Outcomes => 'R',
            Self::Encounters => 'Y',
        }
    }
}
