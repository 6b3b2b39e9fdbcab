//! What was to be reached, and how much of it is.

use serde::Serialize;

use super::figures::{Figures, Sums};
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
    pub reached: f64,
    /// What was to be reached, in the same unit.
    pub target: f64,
}

/// The targets of a fair that these figures can answer, counts first; an amount is
/// compared with each kind of amount that was signed, one by one.
pub(super) fn targets(settings: &Settings, figures: &Figures) -> Vec<Target> {
    let mut found = Vec::new();
    for (key, value) in &settings.targets {
        if let Some(target) = value.as_integer() {
            let count = count(key, figures);
            found
                .extend(count.map(|reached| {
                    Target::new(key, None, reached as f64, target as f64)
                }));
        } else if let Some(target) = value.as_str().and_then(yuan) {
            let agreed = by_kind(&figures.signed.agreed);
            found
                .extend(agreed.map(|(kind, reached)| {
                    Target::new(key, Some(kind), reached, target)
                }));
        }
    }
    found.sort_by_key(|target| target.kind.is_some());
    found
}

fn by_kind(sums: &Sums) -> impl Iterator<Item = (AmountKind, f64)> {
    sums.iter().map(|(kind, sum)| (*kind, sum.amount.as_f64()))
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

/// An amount as `fair.toml` writes it: a number with 亿, 万 or neither.
fn yuan(text: &str) -> Option<f64> {
    let text = text.trim().trim_end_matches('元');
    let (number, scale) = match (text.strip_suffix('亿'), text.strip_suffix('万')) {
        (Some(number), _) => (number, 1e8),
        (_, Some(number)) => (number, 1e4),
        (None, None) => (text, 1.0),
    };
    number.trim().parse::<f64>().ok().map(|number| number * scale)
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
        let count = || Message::new("cli-any").with("what", format!("{number:.0}"));
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

    #[test]
    fn amounts_of_targets_read_with_their_scale() {
        assert_eq!(yuan("5亿元"), Some(5e8));
        assert_eq!(yuan("300 万元"), Some(3e6));
        assert_eq!(yuan("12"), Some(12.0));
        assert_eq!(yuan("much"), None);
    }
}
