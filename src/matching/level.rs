//! From scores to words: strong, possible, weak.

use std::collections::BTreeMap;

use super::criteria::{CRITERIA, place};
use super::points::Weight;
use crate::domain::MatchSettings;
use crate::domain::code::codes;

codes! {
    /// What a score means.
    Level as "level" {
        /// They should meet.
        Strong = "strong",
        /// They may have something to say to each other.
        Possible = "possible",
        /// They share something, but not enough.
        Weak = "weak",
    }
}

/// The scores from which a match is strong or possible.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Levels {
    /// Strong from here on.
    pub strong: f64,
    /// Possible from here on.
    pub possible: f64,
}

impl Default for Levels {
    fn default() -> Self {
        Self { strong: 0.6, possible: 0.35 }
    }
}

impl Levels {
    /// The level of a score.
    pub fn of(self, score: f64) -> Level {
        if score >= self.strong {
            Level::Strong
        } else if score >= self.possible {
            Level::Possible
        } else {
            Level::Weak
        }
    }
}

/// The weight of every criterion, in the order of [`CRITERIA`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weights(Vec<Weight>);

impl Default for Weights {
    fn default() -> Self {
        Self(CRITERIA.iter().map(|criterion| criterion.default_weight()).collect())
    }
}

impl Weights {
    /// The weight at a criterion's place.
    pub fn at(&self, place: usize) -> Weight {
        self.0[place]
    }

    /// Sets the weight of a criterion by name; `false` if there is none of that name.
    pub fn set(&mut self, key: &str, weight: Weight) -> bool {
        let place = place(key);
        if let Some(place) = place {
            self.0[place] = weight;
        }
        place.is_some()
    }

    /// The weights by name.
    pub fn by_name(&self) -> BTreeMap<&'static str, Weight> {
        CRITERIA
            .iter()
            .map(|criterion| criterion.key())
            .zip(self.0.iter().copied())
            .collect()
    }
}

/// The weights and levels of a fair's settings; the names that no criterion has.
pub fn of_settings(settings: &MatchSettings) -> (Weights, Levels, Vec<String>) {
    let mut weights = Weights::default();
    let unknown =
        settings.weights.iter().filter(|(key, weight)| !weights.set(key, **weight));
    let unknown = unknown.map(|(key, _)| key.clone()).collect();
    let default = Levels::default();
    let levels = Levels {
        strong: settings.strong.unwrap_or(default.strong),
        possible: settings.possible.unwrap_or(default.possible),
    };
    (weights, levels, unknown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_override_what_they_name() {
        let mut settings =
            MatchSettings { strong: Some(0.7), ..MatchSettings::default() };
        settings.weights.insert("field".into(), 0);
        settings.weights.insert("luck".into(), 9);
        let (weights, levels, unknown) = of_settings(&settings);
        assert_eq!((weights.by_name()["field"], weights.by_name()["text"]), (0, 60));
        assert_eq!(unknown, ["luck"]);
        assert_eq!(levels.of(0.69), Level::Possible);
        assert_eq!(levels.of(0.1), Level::Weak);
    }
}
