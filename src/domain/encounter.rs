//! Who met whom at an earlier fair, and what came of it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::source::{Extra, Source};
use super::{Kind, OutcomeKind, Stage, derived_id, wire};

/// An enterprise and an institution that met at an earlier fair.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Encounter {
    /// Stable id, `Y…`, made of the fair and the pair.
    pub id: String,
    /// The earlier fair's name.
    #[serde(with = "wire::text")]
    pub fair: String,
    /// When they met.
    pub date: Option<NaiveDate>,
    /// The enterprise, by name.
    #[serde(with = "wire::text")]
    pub enterprise: String,
    /// The institution, by name.
    #[serde(with = "wire::text")]
    pub institution: String,
    /// What they talked about: the need's title.
    pub topic: Option<String>,
    /// What came of the meeting.
    pub outcome: Option<OutcomeKind>,
    /// How far their project came.
    pub stage: Option<Stage>,
    /// Anything else, the reason of an end say.
    pub note: Option<String>,
    /// Where it was read.
    pub source: Source,
    /// Unmapped columns.
    pub extra: Extra,
}

impl Encounter {
    /// The id that its fair and its pair make.
    pub fn pair_id(&self) -> String {
        let parts = [&*self.fair, &self.enterprise, &self.institution];
        derived_id(Kind::Encounters.letter(), &parts)
    }

    /// What is told of the same pair and fair twice, as one: the better outcome and the
    /// later stage; of the rest what the latter says, where it says anything.
    #[must_use]
    pub fn and(self, latter: Self) -> Self {
        Self {
            date: latter.date.or(self.date),
            topic: latter.topic.or(self.topic),
            outcome: better(latter.outcome, self.outcome),
            stage: latter.stage.max(self.stage),
            note: latter.note.or(self.note),
            ..latter
        }
    }
}

/// The outcome that says more; an empty chair says least.
fn better(a: Option<OutcomeKind>, b: Option<OutcomeKind>) -> Option<OutcomeKind> {
    let came = |outcome: Option<OutcomeKind>| outcome != Some(OutcomeKind::NoShow);
    if came(a) == came(b) {
        a.max(b)
    } else if came(a) {
        a.or(b)
    } else {
        b.or(a)
    }
}
