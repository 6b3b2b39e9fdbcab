//! Points and totals: integers, so that parts add up exactly on every machine.

use serde::{Serialize, Serializer};

/// How well one criterion is met, in ten-thousandths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Points(u16);

impl Points {
    /// Fully met.
    pub const FULL: Self = Self(10_000);
    /// Not met at all.
    pub const NONE: Self = Self(0);

    /// From ten-thousandths, at most [`Self::FULL`].
    pub const fn new(points: u16) -> Self {
        if points > Self::FULL.0 { Self::FULL } else { Self(points) }
    }

    /// From a share of one, rounded; what is not a number counts as nothing.
    pub fn of_share(share: f64) -> Self {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "clamped to the range"
        )]
        Self((share.clamp(0.0, 1.0) * f64::from(Self::FULL.0)).round() as u16)
    }

    /// Ten-thousandths.
    pub const fn get(self) -> u16 {
        self.0
    }

    /// As a share of one.
    pub fn share(self) -> f64 {
        f64::from(self.0) / f64::from(Self::FULL.0)
    }

    /// This share of other points, rounded to the nearest.
    #[must_use]
    pub fn of(self, other: Self) -> Self {
        let full = u32::from(Self::FULL.0);
        let product = u32::from(self.0) * u32::from(other.0);
        Self(u16::try_from((product + full / 2) / full).expect("a share of full points"))
    }
}

impl Serialize for Points {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.share())
    }
}

/// Weight of a criterion; 0 switches it off.
pub type Weight = u32;

/// Points of several criteria together: Σ weight × points ÷ Σ weight over those that
/// spoke, kept as the two sums.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Total {
    weighted: u64,
    weights: u64,
}

impl Total {
    /// Adds a criterion that spoke.
    pub fn add(&mut self, weight: Weight, points: Points) {
        self.weighted += u64::from(weight) * u64::from(points.0);
        self.weights += u64::from(weight);
    }

    /// The average, rounded to whole points.
    pub fn points(self) -> Points {
        let average = (self.weighted + self.weights / 2) / self.weights.max(1);
        Points::new(u16::try_from(average).expect("an average of points"))
    }

    /// The average as a share of one.
    pub fn share(self) -> f64 {
        self.weighted as f64 / (self.weights.max(1) as f64 * f64::from(Points::FULL.0))
    }
}

impl Ord for Total {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let cross =
            |a: Self, b: Self| u128::from(a.weighted) * u128::from(b.weights.max(1));
        cross(*self, *other).cmp(&cross(*other, *self))
    }
}

impl PartialOrd for Total {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_are_weighted_averages_of_those_that_spoke() {
        let mut total = Total::default();
        assert_eq!(total.points(), Points::NONE);
        total.add(60, Points::new(8000));
        total.add(20, Points::new(2000));
        assert_eq!(total.points(), Points::new(6500));
        assert!((total.share() - 0.65).abs() < 1e-12);
        let mut other = Total::default();
        other.add(1, Points::new(6501));
        assert!(other > total);
    }

    #[test]
    fn a_share_of_points_is_rounded() {
        assert_eq!(Points::new(5000).of(Points::new(333)), Points::new(167));
        assert_eq!(Points::of_share(2.0), Points::FULL);
        assert_eq!(Points::of_share(f64::NAN), Points::NONE);
    }
}
