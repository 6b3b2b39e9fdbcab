//! A small seeded generator, so that the same seed gives the same plan on every machine.

/// The generator `SplitMix64` (Steele, Lea and Flood, 2014).
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    /// A generator that depends on `seed` alone.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next 64 bits.
    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `limit`, which is positive and below 2³².
    pub fn below(&mut self, limit: usize) -> usize {
        debug_assert!(limit > 0, "a choice among nothing");
        (((self.draw() >> 32) * limit as u64) >> 32) as usize
    }

    /// How much worse a step may be at `temperature`: drawn before the step is known, this is
    /// the Metropolis rule turned round.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        reason = "a draw below 2^53, and a rise of a few units"
    )]
    pub fn rise(&mut self, temperature: f64) -> i64 {
        let unit = ((self.draw() >> 11) + 1) as f64 / (1_u64 << 53) as f64;
        (-temperature * unit.ln()) as i64
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
}
