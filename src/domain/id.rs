//! Stable ids: the given one, else derived from content.

use super::Kind;
use crate::text::hash::{FNV_OFFSET, fnv, mix};

/// A short id of a letter and the parts that make the record what it is: ten digits of
/// base 32 (50 bits) of their FNV-1a hash, so that the same record gets the same id on
/// every machine. A million records collide with a chance of one in two thousand.
pub fn derived_id(letter: char, parts: &[&str]) -> String {
    let bytes = parts.iter().flat_map(|part| part.bytes().chain([BORDER]));
    let mut hash = mix(bytes.fold(FNV_OFFSET, |hash, byte| fnv(hash, byte.into())));
    let mut id = String::from(letter);
    for _ in 0..10 {
        id.push(char::from(DIGITS[usize::try_from(hash >> 59).expect("five bits")]));
        hash <<= 5;
    }
    id
}

/// Whether an id looks like one that was derived, not given.
pub fn is_derived(id: &str, kind: Kind) -> bool {
    let own = [kind.letter()];
    let letters = if kind == Kind::Organizations { &ORGANIZATIONS[..] } else { &own };
    let digits = id.strip_prefix(letters).unwrap_or_default();
    digits.len() == 10 && digits.bytes().all(|b| DIGITS.contains(&b))
}

/// The letters of organizations, by what they are.
const ORGANIZATIONS: [char; 5] = ['E', 'U', 'G', 'F', 'O'];
/// The digits of base 32.
const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
/// The end of a part.
const BORDER: u8 = 0x1f;

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
