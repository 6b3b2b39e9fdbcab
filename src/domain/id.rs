//! Stable ids: the given one, else derived from content.

use super::Kind;

/// The letter that starts the ids of a registry.
pub fn letter(kind: Kind) -> char {
    match kind {
        Kind::Needs => 'N',
        Kind::Offerings => 'S',
        Kind::Organizations => 'O',
        Kind::People => 'H',
        Kind::Signings => 'P',
        Kind::Ledger => 'L',
        Kind::Officers => 'F',
        Kind::Assignments => 'G',
        Kind::Availability => 'A',
        Kind::Policies => 'B',
        Kind::Events => 'V',
        Kind::Kpis => 'K',
        Kind::Decisions => 'D',
        Kind::Outcomes => 'R',
        Kind::Encounters => 'Y',
    }
}

/// A short id of a letter and the parts that make the record what it is: ten digits of
/// base 32 (50 bits) of their FNV-1a hash, so that the same record gets the same id on
/// every machine. A million records collide with a chance of one in two thousand.
pub fn derived_id(letter: char, parts: &[&str]) -> String {
    const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let mut hash = mix(parts
        .iter()
        .fold(FNV_OFFSET, |hash, part| fnv(fnv(hash, part.as_bytes()), &[0x1f])));
    let mut id = String::from(letter);
    for _ in 0..10 {
        id.push(char::from(DIGITS[usize::try_from(hash >> 59).expect("five bits")]));
        hash <<= 5;
    }
    id
}

const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a, 64 bits (Fowler, Noll, Vo).
fn fnv(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, &byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// The finaliser of splitmix64, so that the leading bits depend on every byte.
fn mix(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_depend_on_the_parts_and_their_borders() {
        let id = derived_id('N', &["a", "bc"]);
        assert_eq!(id.len(), 11);
        assert_eq!(id, derived_id('N', &["a", "bc"]));
        assert_ne!(id, derived_id('N', &["ab", "c"]));
    }
}
