//! A record as a bag of terms: how often each stands in it, the title counting more.

use crate::text::hash::mix;
use crate::text::{Key, KeyKind};

/// Terms with their counts, by key.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bag {
    terms: Vec<(Key, u32)>,
}

impl Bag {
    /// A bag of terms in any order, each with a count.
    pub fn new(mut terms: Vec<(Key, u32)>) -> Self {
        terms.sort_unstable();
        terms.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 = kept.1.saturating_add(next.1);
            }
            same
        });
        Self { terms }
    }

    /// The terms with their counts, by key.
    pub fn terms(&self) -> &[(Key, u32)] {
        &self.terms
    }

    /// A number that is the same for the same terms with the same counts, and for others
    /// almost surely another.
    pub(super) fn fingerprint(&self) -> u64 {
        let sum = self.terms.iter().fold(0, |sum: u64, &(key, count)| {
            let mixed = (sum.rotate_left(23) ^ key.0).wrapping_add(u64::from(count));
            mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15)
        });
        mix(sum)
    }

    /// Whether it is of a text that is not Chinese: one with fewer Han characters, of an
    /// address or a name, than words of other scripts.
    pub fn is_foreign(&self) -> bool {
        let (mut han, mut words) = (0_u64, 0_u64);
        for &(key, count) in &self.terms {
            match key.kind() {
                KeyKind::Single => han += u64::from(count),
                KeyKind::Word => words += u64::from(count),
                KeyKind::Pair | KeyKind::Concept | KeyKind::Broader => {}
            }
        }
        han == 0 || han < words
    }
}

/// The weight of a count: 1 + ln n (sublinear term frequency; Salton & Buckley 1988), in
/// steps of 1/32 so that it fits a byte: a term's tenth occurrence says less than its
/// second.
pub(super) fn weight(count: u32) -> u8 {
    /// Those of the counts below it.
    const SMALL: [u8; 8] = [32, 32, 54, 67, 76, 84, 89, 94];
    let small = usize::try_from(count).ok().and_then(|count| SMALL.get(count));
    small.copied().unwrap_or_else(|| computed(count))
}

fn computed(count: u32) -> u8 {
    let weight = (1.0 + libm::log(f64::from(count.max(1)))) * 32.0;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 32 and 255"
    )]
    let byte = weight.round().min(255.0) as u8;
    byte
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_of_one_term_are_added() {
        let bag = Bag::new(vec![(Key(9), 1), (Key(3), 3), (Key(9), 2)]);
        assert_eq!(bag.terms(), [(Key(3), 3), (Key(9), 3)]);
    }

    #[test]
    fn a_few_chinese_characters_make_no_chinese_text() {
        let is_foreign = |text: &str| {
            let mut terms = Vec::new();
            crate::text::tokens(text, |token| terms.push((token.key, 1)));
            Bag::new(terms).is_foreign()
        };
        assert!(is_foreign("copper foil rolling mills (焦作)") && is_foreign(""));
        assert!(!is_foreign("铜箔轧机 5μm") && !is_foreign("铜箔"));
    }

    #[test]
    fn weights_grow_ever_slower() {
        assert_eq!([1, 2, 3, 10, 1_000_000].map(weight), [32, 54, 67, 106, 255]);
        assert!((0..20).all(|count| weight(count) == computed(count)));
    }
}
