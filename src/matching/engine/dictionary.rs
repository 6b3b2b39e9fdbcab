//! Which number a term has: an open-addressing table that can also be read from a file.

use std::borrow::Cow;

use crate::text::Key;

/// Terms numbered in the order in which they first came.
#[derive(Debug, Clone, Default)]
pub(in crate::matching) struct Dictionary<'a> {
    /// Keys by slot; 0 is free (no token has the key 0).
    slots: Cow<'a, [u64]>,
    /// Numbers by slot.
    numbers: Cow<'a, [u32]>,
    /// How many terms there are.
    len: usize,
}

impl<'a> Dictionary<'a> {
    /// A table of `len` terms read from a file; `None` if its columns don't fit.
    pub(super) fn view(slots: &'a [u64], numbers: &'a [u32], len: usize) -> Option<Self> {
        let fits = slots.len() == numbers.len()
            && (slots.is_empty() || slots.len().is_power_of_two());
        (fits && len <= slots.len() / 2).then_some(Self {
            slots: Cow::Borrowed(slots),
            numbers: Cow::Borrowed(numbers),
            len,
        })
    }

    /// The columns, for a file.
    pub(in crate::matching) fn columns(&self) -> (&[u64], &[u32]) {
        (&self.slots, &self.numbers)
    }

    /// How many terms there are.
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// The number of a term.
    pub(super) fn get(&self, key: Key) -> Option<u32> {
        if self.slots.is_empty() {
            return None;
        }
        let slot = self.slot(key);
        (self.slots[slot] == key.0).then(|| self.numbers[slot])
    }

    /// The number of a term, a new one if it has none.
    pub(super) fn number(&mut self, key: Key) -> u32 {
        if (self.len + 1) * 2 > self.slots.len() {
            self.grow();
        }
        let slot = self.slot(key);
        if self.slots[slot] != key.0 {
            self.slots.to_mut()[slot] = key.0;
            self.numbers.to_mut()[slot] =
                u32::try_from(self.len).expect("fewer than 2^32 terms");
            self.len += 1;
        }
        self.numbers[slot]
    }

    /// The slot that holds a key or would hold it.
    fn slot(&self, key: Key) -> usize {
        let mask = self.slots.len() - 1;
        let hash = key.0.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 20;
        let mut slot = usize::try_from(hash).expect("44 bits") & mask;
        for _ in 0..self.slots.len() {
            if self.slots[slot] == 0 || self.slots[slot] == key.0 {
                break;
            }
            slot = (slot + 1) & mask;
        }
        slot
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(1 << 10);
        let slots = std::mem::replace(&mut self.slots, Cow::Owned(vec![0; size]));
        let numbers = std::mem::replace(&mut self.numbers, Cow::Owned(vec![0; size]));
        for (&key, &number) in
            slots.iter().zip(numbers.iter()).filter(|(key, _)| **key != 0)
        {
            let slot = self.slot(Key(key));
            self.slots.to_mut()[slot] = key;
            self.numbers.to_mut()[slot] = number;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_numbered_as_they_come_and_found_again() {
        let mut dictionary = Dictionary::default();
        assert_eq!(dictionary.get(Key(7)), None);
        for i in 1..=5000_u64 {
            assert_eq!(u64::from(dictionary.number(Key(i * 977))), i - 1);
        }
        assert_eq!(dictionary.number(Key(977)), 0);
        assert_eq!(dictionary.get(Key(977 * 5000)), Some(4999));
        let (slots, numbers) = dictionary.columns();
        let view = Dictionary::view(slots, numbers, 5000).unwrap();
        assert_eq!((view.len(), view.get(Key(977 * 3))), (5000, Some(2)));
    }
}
