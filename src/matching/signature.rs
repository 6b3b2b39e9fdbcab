//! Signatures of texts: near duplicates have signatures that differ in few bits.

use crate::text::hash::mix;
use crate::text::is_han;

/// Bits in which the signatures of near duplicates may differ. Texts without relation
/// differ in 32 ± 4, those with a cosine of 0.95 in 6.5.
pub(super) const NEAR: u32 = 8;

/// The signature of a text in normal form (Charikar 2002): each bit is the majority vote
/// of the text's character pairs, so that the share of differing bits is the angle
/// between two texts over π. 0 for a text too short to tell.
pub(super) fn signature(text: &str) -> u64 {
    let mut letters = text.chars().filter(|c| is_han(*c) || c.is_alphanumeric());
    let mut before = letters.next().unwrap_or_default();
    let mut votes = Votes::default();
    for c in letters {
        votes.add(splitmix(u64::from(u32::from(before)) << 32 | u64::from(u32::from(c))));
        before = c;
    }
    if votes.number + 1 < SHORT { 0 } else { votes.majority() }
}

/// Letters below which a text is too short to have a signature.
const SHORT: u32 = 8;

/// Sixty-four ballots counted at once: plane `k` holds bit `k` of each count of ayes.
#[derive(Default)]
struct Votes {
    planes: [u64; 32],
    number: u32,
}

impl Votes {
    fn add(&mut self, ayes: u64) {
        self.number += 1;
        let mut carry = ayes;
        for plane in &mut self.planes {
            (*plane, carry) = (*plane ^ carry, *plane & carry);
            if carry == 0 {
                break;
            }
        }
    }

    /// The ballots with more ayes than noes.
    fn majority(&self) -> u64 {
        let ayes = |place: usize| {
            let planes = self.planes.iter().enumerate();
            planes.map(|(k, plane)| (plane >> place & 1) << k).sum::<u64>()
        };
        let won = (0..64).filter(|&place| 2 * ayes(place) > u64::from(self.number));
        won.fold(0, |bits, place| bits | 1 << place)
    }
}

/// Whether two signatures are those of near duplicates.
pub(super) fn is_near(a: u64, b: u64) -> bool {
    a != 0 && b != 0 && (a ^ b).count_ones() <= NEAR
}

/// A step of splitmix64 (Steele, Lea & Flood 2014).
pub(super) fn splitmix(number: u64) -> u64 {
    mix(number.wrapping_add(0x9e37_79b9_7f4a_7c15))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::normal;

    #[test]
    fn near_duplicates_are_near_and_others_are_not() {
        let text = "本项目针对宽幅超薄金属箔材开发异步轧制与微张力闭环控制技术，\
                    解决边部开裂和板形不良问题，已轧出五微米铜箔";
        let changed = text.replace("铜箔", "銅箔。");
        let other = "利用微生物菌剂处理畜禽养殖废水，出水达到农田灌溉标准，运行费用低";
        let signature = |text: &str| signature(&normal(text));
        assert!(is_near(signature(text), signature(&changed)));
        assert!(!is_near(signature(text), signature(other)));
        assert_eq!(signature("短"), 0);
    }

    #[test]
    fn the_majority_of_pairs_decides_each_bit() {
        let mut votes = Votes::default();
        for ayes in [0b0111, 0b0011, 0b0101, 0b1000] {
            votes.add(ayes);
        }
        assert_eq!(votes.majority(), 0b0001, "two of four are no majority");
    }
}
