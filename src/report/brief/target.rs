//! What was to be reached, and how much of it is.

use serde::{Serialize, Serializer};

use super::figures::Figures;
use crate::domain::{AmountKind, Code as _, Settings, Yuan};
use crate::report::amount;
use crate::text::messages::Message;

/// A target with what is reached of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Target {
    /// The key in `fair.toml`.
    pub key: String,
    /// For an amount: the kind compared.
    pub kind: Option<AmountKind>,
    /// What is reached: a count, or yuan.
    #[serde(serialize_with = "whole")]
    pub reached: f64,
    /// What was to be reached, in the same unit.
    #[serde(serialize_with = "whole")]
    pub target: f64,
}

/// The targets of a fair that these figures can answer, counts first.
pub(super) fn targets(settings: &Settings, figures: &Figures) -> Vec<Target> {
    let of = |(key, goal): (&String, &toml::Value)| {
        if let Some(kind) = kind_of(key) {
            let reached = figures.signed.agreed.get(&kind).copied().unwrap_or_default();
            return Some(Target::new(
                key,
                Some(kind),
                reached.amount.as_f64(),
                yuan(goal)?,
            ));
        }
        let reached = count(key, figures)?;
        Some(Target::new(key, None, reached as f64, goal.as_integer()? as f64))
    };
    let mut found: Vec<Target> = settings.targets.iter().filter_map(of).collect();
    found.sort_by_key(|target| target.kind.is_some());
    found
}

/// The kind of amount that a target names; `amount` is investment.
fn kind_of(key: &str) -> Option<AmountKind> {
    if key == "amount" { Some(AmountKind::Investment) } else { AmountKind::of_code(key) }
}

fn count(key: &str, figures: &Figures) -> Option<usize> {
    let Figures { collected, met, signed, .. } = figures;
    Some(match key {
        "needs" | "collected" => collected.needs,
        "enterprises" => collected.enterprises,
        "offerings" => collected.offerings,
        "institutions" => collected.institutions,
        "meetings" => met.meetings,
        "intent" | "intents" => signed.intents + signed.signed,
        "signed" => signed.signed,
        "started" => signed.started,
        "landed" => signed.landed,
        _ => return None,
    })
}

/// A goal in yuan: a number, or one in words with 万 or 亿.
fn yuan(goal: &toml::Value) -> Option<f64> {
    let words = || goal.as_str().and_then(Yuan::of_words);
    goal.as_integer().map(Yuan::new).or_else(words).map(Yuan::as_f64)
}

/// Counts and yuan are whole and written without a point.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn whole<S: Serializer>(number: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    match Yuan::from_f64(*number) {
        Some(whole) => whole.serialize(serializer),
        None => number.serialize(serializer),
    }
}

impl Target {
    fn new(key: &str, kind: Option<AmountKind>, reached: f64, target: f64) -> Self {
        Self { key: key.to_owned(), kind, reached, target }
    }

    /// The share reached.
    pub fn share(&self) -> f64 {
        if self.target > 0.0 { self.reached / self.target } else { 0.0 }
    }

    /// What the target is of.
    pub fn what(&self) -> Message {
        match self.kind {
            Some(kind) => Message::new("target-amount").with("kind", kind.label()),
            None => Message::new(format!("target-{}", self.name())),
        }
    }

    fn name(&self) -> &str {
        match self.key.as_str() {
            "collected" => "needs",
            "intents" => "intent",
            key => key,
        }
    }

    /// A figure of it in words.
    pub fn figure(&self, number: f64) -> Message {
        let count = || Message::plain(format!("{number:.0}"));
        match self.kind {
            Some(_) => Yuan::from_f64(number).map_or_else(count, amount),
            None => count(),
        }
    }

    /// One clause: what, reached, target, share.
    pub fn clause(&self) -> Message {
        Message::new("brief-target")
            .with("what", self.what())
            .with("reached", self.figure(self.reached))
            .with("target", self.figure(self.target))
            .with("percent", format!("{:.1}%", self.share() * 100.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Fair;
    use crate::report::brief::figures::Sum;
    use crate::report::brief::period::Period;

    /// As in the fair's figures, `amount` is investment and never a sum over kinds.
    #[test]
    fn a_target_is_compared_with_the_kind_of_amount_it_names() {
        let settings: Settings = toml::from_str(
            "[targets]\nneeds = 4\namount = \"5亿元\"\nrd = \"300 万元\"\nbeauty = 12",
        )
        .unwrap();
        let until = chrono::NaiveDate::default().and_time(chrono::NaiveTime::MIN);
        let period = Period { since: None, until };
        let mut figures = Figures::new(&Fair::default(), &period);
        figures
            .signed
            .agreed
            .insert(AmountKind::Rd, Sum { amount: Yuan::new(7), count: 1 });
        let found = targets(&settings, &figures);
        let found: Vec<_> =
            found.iter().map(|t| (t.key.as_str(), t.kind, t.reached, t.target)).collect();
        let expected = [
            ("needs", None, 0.0, 4.0),
            ("amount", Some(AmountKind::Investment), 0.0, 5e8),
            ("rd", Some(AmountKind::Rd), 7.0, 3e6),
        ];
        assert_eq!(found, expected);
    }
}
