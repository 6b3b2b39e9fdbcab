//! Texts as sets of shingles, and small sketches by which similar sets meet.

use crate::text::hash::{FNV_OFFSET, fnv, mix};
use crate::text::normal;

/// Characters in a shingle.
const SHINGLE: usize = 3;

/// Bins of a sketch.
pub(super) const BINS: usize = 64;

/// Bins that two sketches must share side by side for their texts to meet.
const BAND: usize = 4;

/// The shingles of a text, as sorted hashes: letters and figures only, lower case, half
/// width.
pub(super) fn shingles(text: &str) -> Vec<u64> {
    let letters: Vec<char> =
        normal(text).chars().filter(|c| c.is_alphanumeric()).collect();
    let mut shingles: Vec<u64> =
        letters.windows(SHINGLE.min(letters.len().max(1))).map(hash_of).collect();
    shingles.sort_unstable();
    shingles.dedup();
    shingles
}

/// The share of shingles that two texts have in common, of all that either has (Jaccard).
/// 0 where either is empty.
pub(super) fn similarity(a: &[u64], b: &[u64]) -> f64 {
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    let (mut i, mut j, mut shared) = (0, 0, 0_u32);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                shared += 1;
                i += 1;
                j += 1;
            }
        }
    }
    #[expect(
        clippy::cast_precision_loss,
        reason = "texts have far fewer than 2^52 shingles"
    )]
    let all = (a.len() + b.len()) as f64 - f64::from(shared);
    f64::from(shared) / all
}

/// A sketch by one permutation (Li, Owen, Zhang 2012): the smallest shingle of each of 64
/// bins; an empty bin borrows from the next full one (Shrivastava, Li 2014).
pub(super) fn sketch(shingles: &[u64]) -> Option<[u64; BINS]> {
    if shingles.is_empty() {
        return None;
    }
    let mut bins = [u64::MAX; BINS];
    for shingle in shingles {
        let bin = usize::try_from(shingle >> 58).expect("six bits");
        bins[bin] = bins[bin].min(shingle & (u64::MAX >> 6));
    }
    let full = bins;
    for (at, bin) in bins.iter_mut().enumerate() {
        let mut next = (0..BINS).map(|step| (step, full[(at + step) % BINS]));
        if let Some((step, value)) = next.find(|(_, value)| *value != u64::MAX) {
            let step = u64::try_from(step).expect("fewer than 64");
            *bin = value.wrapping_add(step.wrapping_mul(0x9e37_79b9));
        }
    }
    Some(bins)
}

/// The keys of a sketch's bands: texts that share one meet. Two texts with half of their
/// shingles in common meet with a chance of 64%, with four fifths of 99.9%.
pub(super) fn bands(sketch: &[u64; BINS]) -> impl Iterator<Item = u64> + '_ {
    sketch.chunks(BAND).enumerate().map(|(band, bins)| {
        let mut hash = mix(u64::try_from(band).expect("few bands"));
        for bin in bins {
            hash = mix(hash ^ bin);
        }
        hash
    })
}

fn hash_of(letters: &[char]) -> u64 {
    let codes = letters.iter().map(|letter| u64::from(u32::from(*letter)));
    mix(codes.fold(FNV_OFFSET, fnv))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(a: &str, b: &str) -> f64 {
        similarity(&shingles(a), &shingles(b))
    }

    #[test]
    fn width_case_and_punctuation_do_not_count() {
        assert!((alike("ＬＥＤ 灯具，散热！", "led灯具散热") - 1.0).abs() < f64::EPSILON);
        assert!(alike("钛箔轧制工艺", "水稻育种方法") < f64::EPSILON);
        // shingles abc bcd cde | abc bcd cdf: two of four
        assert!((alike("abcde", "abcdf") - 0.5).abs() < f64::EPSILON);
        assert!(alike("", "") < f64::EPSILON);
    }

    #[test]
    fn similar_texts_share_a_band() {
        let text: String =
            (0..300).map(|n| char::from_u32(0x4e00 + n * 7 % 900).unwrap()).collect();
        let changed = text.replacen(char::from_u32(0x4e07).unwrap(), "某", 1);
        let keys = |text: &str| -> Vec<u64> {
            bands(&sketch(&shingles(text)).unwrap()).collect()
        };
        let (a, b) = (keys(&text), keys(&changed));
        assert!(a.iter().any(|key| b.contains(key)));
        assert_eq!(sketch(&[]), None);
    }
}
