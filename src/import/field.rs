//! The fields a column can be mapped to, by their canonical column names.

/// Defines the fields and their canonical names.
macro_rules! fields {
    ($($member:ident = $name:literal),+ $(,)?) => {
        /// A field of a record, as a column of a file names it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        #[expect(missing_docs, reason = "each is a column of the contract's lists")]
        pub enum Field { $($member),+ }

        impl Field {
            /// Every field.
            pub const ALL: &'static [Self] = &[$(Self::$member),+];

            /// The canonical column name.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$member => $name),+ }
            }
        }
    };
}

fields! {
    Aliases = "aliases", Amount = "amount", AmountKind = "amount_kind",
    Attachment = "attachment", Available = "available", Batch = "batch",
    Benefit = "benefit", Budget = "budget", BudgetMax = "budget_max",
    BudgetMin = "budget_min", By = "by", Capacity = "capacity", Classes = "classes",
    Confidential = "confidential", Contact = "contact", ContractType = "contract_type",
    Cooperation = "cooperation", Count = "count", Date = "date", Deadline = "deadline",
    Decision = "decision", Degree = "degree", Department = "department",
    Description = "description", Due = "due", Email = "email", End = "end",
    Enterprise = "enterprise",
    EnterpriseReply = "enterprise_reply", Experience = "experience", Fair = "fair", Field = "field",
    Headcount = "headcount", Id = "id", Indicator = "indicator",
    Indicators = "indicators", Institution = "institution", InstitutionReply = "institution_reply", Ip = "ip",
    Keywords = "keywords", Kind = "kind", Lead = "lead", Leader = "leader",
    Major = "major", Maturity = "maturity", MaxStaff = "max_staff", Meeting = "meeting",
    MinRdBudget = "min_rd_budget", Mode = "mode", Name = "name", Need = "need",
    NextStep = "next_step", Note = "note", Offering = "offering", Officer = "officer",
    OnStage = "on_stage", Organization = "organization",
    OrganizationId = "organization_id", Outcome = "outcome",
    Participants = "participants", Parties = "parties", PartyA = "party_a",
    PartyB = "party_b", Period = "period", Person = "person", Phone = "phone",
    Place = "place", Position = "position", PreferredPartners = "preferred_partners",
    Price = "price", PriceMax = "price_max", PriceMin = "price_min",
    Priority = "priority", Problem = "problem", Publish = "publish", Rank = "rank",
    RdSpend = "rd_spend", Received = "received", Reference = "source",
    Region = "region", RejectReason = "reject_reason",
    RelatedNeed = "related_need", RelatedOffering = "related_offering", Role = "role",
    Secret = "secret",
    Seq = "seq", SignDate = "sign_date", Signatories = "signatories",
    SignatoryA = "signatory_a", SignatoryB = "signatory_b",
    SignatoryTitleA = "signatory_title_a", SignatoryTitleB = "signatory_title_b",
    SignatoryTitles = "signatory_titles", Staff = "staff", Stage = "stage",
    Start = "start", Status = "status", Subject = "subject", Title = "title", Topic = "topic",
    Unit = "unit", Uscc = "uscc", Value = "value", Witnesses = "witnesses",
    Zone = "zone",
}

impl Field {
    /// The field of a canonical column name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|field| field.name() == name)
    }

    /// Whether it is the party's whose record it is, shared by all needs of an enterprise's form.
    pub(crate) fn is_of_party(self) -> bool {
        matches!(
            self,
            Self::Organization
                | Self::OrganizationId
                | Self::Uscc
                | Self::Region
                | Self::Zone
                | Self::Classes
                | Self::Confidential
                | Self::Contact
                | Self::Phone
                | Self::Email
        )
    }

    /// Whether it names people and nothing else.
    pub(crate) fn names_people(self) -> bool {
        matches!(
            self,
            Self::Officer
                | Self::Leader
                | Self::Lead
                | Self::By
                | Self::Person
                | Self::Witnesses
                | Self::Signatories
                | Self::SignatoryA
                | Self::SignatoryB
        )
    }

    /// Whether it is an amount of money.
    pub(crate) fn is_money(self) -> bool {
        const MONEY: &[Field] = &[
            Field::Amount,
            Field::Budget,
            Field::BudgetMax,
            Field::BudgetMin,
            Field::MinRdBudget,
            Field::Price,
            Field::PriceMax,
            Field::PriceMin,
            Field::RdSpend,
            Field::Received,
        ];
        MONEY.contains(&self)
    }

    /// Whether several columns may fill it together.
    pub(crate) fn takes_many(self) -> bool {
        matches!(
            self,
            Self::Phone
                | Self::Description
                | Self::Indicators
                | Self::Field
                | Self::Keywords
                | Self::Classes
                | Self::Region
                | Self::Witnesses
                | Self::Participants
                | Self::PreferredPartners
                | Self::Cooperation
                | Self::Parties
        )
    }

    /// Whether its options may have a column each, with a tick in that of the chosen one.
    pub(crate) fn takes_options(self) -> bool {
        self.takes_many() || matches!(self, Self::Maturity | Self::Ip | Self::Outcome)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique() {
        let mut names: Vec<_> = Field::ALL.iter().map(|field| field.name()).collect();
        names.sort_unstable();
        let count = names.len();
        names.dedup();
        assert_eq!(names.len(), count);
    }
}
