//! A person's word: over the score, and after the meeting.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Money;
use super::code::codes;
use super::source::{Extra, Source};

codes! {
    /// What was decided of a pair.
    Verdict as "verdict" {
        /// They should meet.
        Accept = "accept",
        /// They must not meet.
        Reject = "reject",
        /// They must meet.
        Pin = "pin",
    }
}

/// A decision on a need and an offering, or on a need and an institution that claims it
/// (认领) without an offering.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Decision {
    /// Stable id, `D…`, made of the pair.
    pub id: String,
    /// The need's id.
    pub need: String,
    /// The offering's id, or the institution's.
    pub offering: String,
    /// The word; `None`: only replies so far.
    pub decision: Option<Verdict>,
    /// What the enterprise answered.
    pub enterprise_reply: Option<String>,
    /// What the institution answered.
    pub institution_reply: Option<String>,
    /// Why.
    pub note: Option<String>,
    /// Where it was read.
    pub source: Source,
    /// Unmapped columns.
    pub extra: Extra,
}

impl Decision {
    /// Whether it lets a need meet somebody.
    pub fn accepts(&self, need: &str) -> bool {
        self.need == need && matches!(self.decision, Some(Verdict::Accept | Verdict::Pin))
    }

    /// Whether it says nothing but which pair it would be about.
    pub fn is_blank(&self) -> bool {
        let words = [&self.enterprise_reply, &self.institution_reply, &self.note];
        self.decision.is_none()
            && self.extra.is_empty()
            && words.into_iter().all(Option::is_none)
    }
}

codes! {
    /// What came of a meeting.
    OutcomeKind as "outcome" {
        /// Nothing.
        None = "none",
        /// Good to know.
        Informative = "informative",
        /// They talk on.
        FollowUp = "follow-up",
        /// A visit is arranged.
        Visit = "visit",
        /// They intend to cooperate.
        Intent = "intent",
        /// Somebody did not come.
        NoShow = "no-show",
    }
}

/// The slip of a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Outcome {
    /// Stable id, `R…`, made of the meeting.
    pub id: String,
    /// The meeting's id.
    pub meeting: String,
    /// What came of it; `None`: not said.
    pub outcome: Option<OutcomeKind>,
    /// Amount intended.
    pub amount: Option<Money>,
    /// What comes next.
    pub next_step: Option<String>,
    /// By when.
    pub due: Option<NaiveDate>,
    /// Anything else.
    pub note: Option<String>,
    /// Where it was read.
    pub source: Source,
    /// Unmapped columns.
    pub extra: Extra,
}

impl Outcome {
    /// What stands between those who met.
    const BETWEEN: &str = " × ";

    /// What stands for the meeting of an enterprise and a partner where nobody says its id.
    pub fn meeting_of(enterprise: &str, partner: &str) -> String {
        format!("{enterprise}{}{partner}", Self::BETWEEN)
    }

    /// Those who met, where they stand for the meeting.
    pub fn pair(&self) -> Option<(&str, &str)> {
        self.meeting.split_once(Self::BETWEEN)
    }
}
