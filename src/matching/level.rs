//! From scores to words: strong, possible, weak.

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_is_of_the_level_it_reaches() {
        let levels = Levels::default();
        let found = [0.6, 0.59, 0.35, 0.34].map(|score| levels.of(score));
        assert_eq!(found, [Level::Strong, Level::Possible, Level::Possible, Level::Weak]);
    }
}
