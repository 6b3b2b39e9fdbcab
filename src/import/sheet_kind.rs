//! What a sheet holds: a registry, in one of the forms its papers take.

use super::field::Field;
use crate::domain::Kind;

/// Defines the kinds of sheet with the file of their aliases.
macro_rules! sheet_kinds {
    ($($(#[$doc:meta])* $member:ident = $file:literal, $kind:ident;)+) => {
        /// A kind of sheet.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum SheetKind { $($(#[$doc])* $member),+ }

        impl SheetKind {
            /// Every kind, the likelier before the rarer.
            pub const ALL: &'static [Self] = &[$(Self::$member),+];

            /// The registry its records belong to.
            pub const fn kind(self) -> Kind {
                match self { $(Self::$member => Kind::$kind),+ }
            }

            /// Its name in data and messages.
            pub(crate) const fn name(self) -> &'static str {
                match self { $(Self::$member => $file),+ }
            }

            /// The text of its alias file.
            pub(crate) const fn aliases(self) -> &'static str {
                match self {
                    $(Self::$member => include_str!(
                        concat!("../../data/aliases/", $file, ".toml")
                    )),+
                }
            }
        }
    };
}

sheet_kinds! {
    /// Technology needs.
    Needs = "needs", Needs;
    /// Posts to fill.
    Talent = "talent", Needs;
    /// Research results, patents.
    Offerings = "offerings", Offerings;
    /// The roster.
    Organizations = "organizations", Organizations;
    /// Who comes.
    People = "people", People;
    /// Experts.
    Experts = "experts", Offerings;
    /// People looking for a post.
    Candidates = "candidates", Offerings;
    /// Platforms and instruments to share.
    Platforms = "platforms", Offerings;
    /// Projects to sign.
    Signings = "signings", Signings;
    /// The ledger.
    Ledger = "ledger", Ledger;
    /// Service officers.
    Officers = "officers", Officers;
    /// Who can when.
    Availability = "availability", Availability;
    /// Policies.
    Policies = "policies", Policies;
    /// Visits, briefings.
    Events = "events", Events;
    /// Figures of organizations.
    Kpis = "kpis", Kpis;
    /// A person's word over the scores.
    Decisions = "decisions", Decisions;
    /// What came of the meetings.
    Outcomes = "outcomes", Outcomes;
    /// Who answers for what.
    Assignments = "assignments", Assignments;
    /// Who met at earlier fairs.
    Encounters = "encounters", Encounters;
}

impl SheetKind {
    /// The columns of which one at least must be there.
    pub(crate) const fn required(self) -> &'static [Field] {
        match self {
            Self::Organizations | Self::People | Self::Officers => &[Field::Name],
            Self::Ledger => &[Field::Subject, Field::Title],
            Self::Availability => &[Field::Organization, Field::Person],
            Self::Kpis => &[Field::Indicator],
            Self::Decisions => &[Field::Need],
            Self::Outcomes => &[Field::Meeting],
            Self::Assignments => &[Field::Officer],
            Self::Encounters => &[Field::Enterprise],
            Self::Needs
            | Self::Talent
            | Self::Offerings
            | Self::Experts
            | Self::Candidates
            | Self::Platforms
            | Self::Signings
            | Self::Policies
            | Self::Events => &[Field::Title],
        }
    }

    /// Further columns of which one at least must be there; empty: none.
    pub(crate) const fn also_required(self) -> &'static [Field] {
        if matches!(self, Self::Signings) {
            &[Field::Parties, Field::PartyA, Field::PartyB]
        } else {
            &[]
        }
    }

    /// Whether its records belong to an enterprise or an institution that a form names once.
    const fn is_of_a_party(self) -> bool {
        matches!(
            self,
            Self::Needs
                | Self::Talent
                | Self::Offerings
                | Self::Experts
                | Self::Platforms
        )
    }

    /// Whether what its papers say of their party holds for records of another kind, too:
    /// an enterprise's needs and its posts, but not results beside them.
    pub(crate) fn lends_to(self, other: Self) -> bool {
        other.is_of_a_party() && (!self.is_of_a_party() || self.kind() == other.kind())
    }

    /// The kinds of sheet that a registry's records come in.
    pub(crate) fn of(kind: Kind) -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(move |sheet| sheet.kind() == kind)
    }
}
