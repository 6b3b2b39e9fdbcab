//! How much each criterion counts.

use std::collections::BTreeMap;

use super::criteria::{CRITERIA, place};
use super::level::Levels;
use super::points::Weight;
use crate::domain::MatchSettings;

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

/// How a fair scores, as its settings say.
#[derive(Debug, Clone, PartialEq)]
pub struct Scoring {
    /// How much each criterion counts.
    pub weights: Weights,
    /// What scores mean.
    pub levels: Levels,
    /// Names among the weights that no criterion has.
    pub unknown: Vec<String>,
}

impl Scoring {
    /// What the settings name, else the defaults.
    pub fn of_settings(settings: &MatchSettings) -> Self {
        let mut weights = Weights::default();
        let unknown =
            settings.weights.iter().filter(|(key, weight)| !weights.set(key, **weight));
        let unknown = unknown.map(|(key, _)| key.clone()).collect();
        let default = Levels::default();
        let levels = Levels {
            strong: settings.strong.unwrap_or(default.strong),
            possible: settings.possible.unwrap_or(default.possible),
        };
        Self { weights, levels, unknown }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::Level;

    #[test]
    fn settings_override_what_they_name() {
        let mut settings =
            MatchSettings { strong: Some(0.7), ..MatchSettings::default() };
        settings.weights.insert("field".into(), 0);
        settings.weights.insert("luck".into(), 9);
        let Scoring { weights, levels, unknown } = Scoring::of_settings(&settings);
        assert_eq!((weights.by_name()["field"], weights.by_name()["text"]), (0, 60));
        assert_eq!(unknown, ["luck"]);
        assert_eq!(levels.of(0.69), Level::Possible);
        assert_eq!(levels.of(0.1), Level::Weak);
    }
}
