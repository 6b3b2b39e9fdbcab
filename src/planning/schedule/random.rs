//! A small seeded generator, so that the same seed gives the same plan on every machine.

use super::slots::{Slots, Word};

/// The generator `SplitMix64` (Steele, Lea and Flood, 2014).
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    /// A generator that depends on `seed` alone.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next 64 bits.
    #[inline]
    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `limit`, which is positive and below 2³².
    #[inline]
    pub fn below(&mut self, limit: usize) -> usize {
        debug_assert!(limit > 0, "a choice among nothing");
        (((self.draw() >> 32) * limit as u64) >> 32) as usize
    }

    /// A slot inside a day or just before or after it; any of `slots` for an empty one.
    pub(super) fn near<W: Word>(&mut self, day: Slots<W>, slots: usize) -> usize {
        let first = day.first().map_or(0, |first| first.saturating_sub(1));
        let last = day.last().map_or(slots, |last| (last + 2).min(slots));
        first + self.below(last - first)
    }

    /// How much worse a step may be at some heat: drawn before the step is known, this is the
    /// Metropolis rule turned round.
    #[inline]
    pub(super) fn rise(&mut self, heat: &Heat) -> i64 {
        let draw = self.draw() >> 32;
        heat.0
            .iter()
            .zip(0_i64..)
            .find(|&(&chance, _)| draw >= chance)
            .map_or(0, |(_, n)| n)
    }
}

/// A temperature, as the chances of 2³² that a step may be worse by one, by two and so on.
#[derive(Clone, Debug)]
pub(super) struct Heat([u64; 32]);

impl Heat {
    /// The chances at a positive temperature.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a share of 2^32"
    )]
    pub(super) fn new(temperature: f64) -> Self {
        let chance = |rise: usize| {
            let chance = libm::exp(-(rise as f64 + 1.0) / temperature);
            (chance * 4_294_967_296.0) as u64
        };
        let mut chances = std::array::from_fn(chance);
        chances[31] = 0;
        Self(chances)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_fixes_the_sequence() {
        let draw = |seed| {
            let mut random = Random::new(seed);
            (0..50).map(|_| random.below(10)).collect::<Vec<_>>()
        };
        assert_eq!(draw(7), draw(7));
        assert_ne!(draw(7), draw(8));
        assert!((0..10).all(|value| draw(7).contains(&value)));
    }

    #[test]
    fn the_hotter_the_higher_the_steps() {
        let sum = |temperature| {
            let (mut random, heat) = (Random::new(1), Heat::new(temperature));
            (0..1000).map(|_| random.rise(&heat)).sum::<i64>()
        };
        assert_eq!(sum(0.01), 0);
        // the mean is 1 / (e^(1/T) - 1)
        assert!((480..690).contains(&sum(1.0)), "{}", sum(1.0));
        assert!(sum(3.0) > sum(2.0));
    }
}
