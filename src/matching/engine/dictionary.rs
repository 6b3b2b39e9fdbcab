//! Which number a term has: an open-addressing table that can also be read from a file.

use super::column::Column;
use crate::text::Key;

/// Terms numbered in the order in which they first came.
#[derive(Debug, Clone, Default)]
pub(in crate::matching) struct Dictionary<'a> {
    /// Keys by slot; 0 is free (no token has the key 0).
    slots: Column<'a, u64>,
    /// Numbers by slot.
    numbers: Column<'a, u32>,
    /// How many terms there are.
    len: usize,
}

impl<'a> Dictionary<'a> {
    /// A table of `len` terms read from a file; `None` if its columns don't fit.
    pub(super) fn view(
        slots: Column<'a, u64>,
        numbers: Column<'a, u32>,
        len: usize,
    ) -> Option<Self> {
        let fits = slots.len() == numbers.len()
            && (slots.is_empty() || slots.len().is_power_of_two());
        let fits = fits && len <= slots.len() / 2;
        fits.then_some(Self { slots, numbers, len })
    }

    /// The columns, for a file.
    pub(in crate::matching) fn columns(&self) -> (&[u64], &[u32]) {
        (self.slots.all(), self.numbers.all())
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
        if self.slots.get(slot) == Some(key.0) { self.numbers.get(slot) } else { None }
    }

    /// The number of a term, a new one if it has none.
    pub(super) fn number(&mut self, key: Key) -> u32 {
        if (self.len + 1) * 2 > self.slots.len() {
            self.grow();
        }
        let slot = self.slot(key);
        if self.slots.get(slot) == Some(key.0) {
            return self.numbers.own()[slot];
        }
        let number = u32::try_from(self.len).expect("fewer than 2^32 terms");
        self.slots.own()[slot] = key.0;
        self.numbers.own()[slot] = number;
        self.len += 1;
        number
    }

    /// The slot that holds a key or would hold it.
    fn slot(&self, key: Key) -> usize {
        let mask = self.slots.len() - 1;
        let hash = key.0.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 20;
        let mut slot = usize::try_from(hash).expect("44 bits") & mask;
        for _ in 0..self.slots.len() {
            let found = self.slots.get(slot).unwrap_or(0);
            if found == 0 || found == key.0 {
                break;
            }
            slot = (slot + 1) & mask;
        }
        slot
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(1 << 10);
        let slots = std::mem::replace(&mut self.slots, Column::Own(vec![0; size]));
        let numbers = std::mem::replace(&mut self.numbers, Column::Own(vec![0; size]));
        let known = slots.all().iter().zip(numbers.all());
        for (&key, &number) in known.filter(|(key, _)| **key != 0) {
            let slot = self.slot(Key(key));
            self.slots.own()[slot] = key;
            self.numbers.own()[slot] = number;
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
        let (slots, numbers) = (slots.to_vec(), numbers.to_vec());
        let view =
            Dictionary::view(Column::Own(slots), Column::Own(numbers), 5000).unwrap();
        assert_eq!((view.len(), view.get(Key(977 * 3))), (5000, Some(2)));
    }
}
