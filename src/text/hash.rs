//! Hashes that are the same on every machine and in every version.

/// What a [hash](fnv) begins with.
pub const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;

/// A step of FNV-1a, 64 bits (Fowler, Noll, Vo), over a byte or a whole number.
pub fn fnv(hash: u64, word: u64) -> u64 {
    (hash ^ word).wrapping_mul(0x0000_0100_0000_01b3)
}

/// The finaliser of splitmix64 (Steele, Lea & Flood 2014), so that every bit depends on every
/// other.
pub fn mix(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_the_published_ones() {
        let fnv = b"foobar".iter().fold(FNV_OFFSET, |hash, &byte| fnv(hash, byte.into()));
        assert_eq!(fnv, 0x8594_4171_f739_67e8);
        let first_of_seed_0 = mix(0x9e37_79b9_7f4a_7c15);
        assert_eq!(first_of_seed_0, 0xe220_a839_7b1d_cdaf);
    }
}
