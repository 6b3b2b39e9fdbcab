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

    /// The numbers of some terms.
    pub(super) fn find(&self, terms: &[(Key, u32)]) -> Vec<Option<u32>> {
        let looked = self.look(terms);
        let found = terms.iter().zip(looked);
        found.map(|(term, looked)| looked.or_else(|| self.get(term.0))).collect()
    }

    /// The numbers of some different terms, new ones for those that have none.
    pub(super) fn number(&mut self, terms: &[(Key, u32)], numbers: &mut Vec<u32>) {
        while (self.len + terms.len()) * 2 > self.slots.len() {
            self.grow();
        }
        numbers.clear();
        for (term, looked) in terms.iter().zip(self.look(terms)) {
            numbers.push(looked.unwrap_or_else(|| self.add(term.0)));
        }
    }

    /// The numbers of those terms that are in their first slots: memory is asked for all
    /// of them at once, where a search from slot to slot would wait for each.
    fn look(&self, terms: &[(Key, u32)]) -> Vec<Option<u32>> {
        let Some(last) = self.slots.len().checked_sub(1) else {
            return vec![None; terms.len()];
        };
        let look = |&(key, _): &(Key, u32)| {
            let slot = first_slot(key, last);
            (self.slots.get(slot), self.numbers.get(slot), key)
        };
        let looked: Vec<_> = terms.iter().map(look).collect();
        let found = looked.into_iter();
        found.map(|(slot, number, key)| number.filter(|_| slot == Some(key.0))).collect()
    }

    /// The number of a term.
    fn get(&self, key: Key) -> Option<u32> {
        if self.slots.is_empty() {
            return None;
        }
        let slot = self.slot(key);
        if self.slots.get(slot) == Some(key.0) { self.numbers.get(slot) } else { None }
    }

    /// The number of a term, a new one if it has none; there is room for it.
    fn add(&mut self, key: Key) -> u32 {
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
        let last = self.slots.len() - 1;
        let mut slot = first_slot(key, last);
        for _ in 0..self.slots.len() {
            let found = self.slots.get(slot).unwrap_or(0);
            if found == 0 || found == key.0 {
                break;
            }
            slot = (slot + 1) & last;
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

/// Where the search for a key begins; `last` is the last slot, a power of two less one.
fn first_slot(key: Key, last: usize) -> usize {
    let hash = key.0.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 20;
    usize::try_from(hash).expect("44 bits") & last
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_numbered_as_they_come_and_found_again() {
        let mut dictionary = Dictionary::default();
        let bag = |keys: &[u64]| -> Vec<(Key, u32)> {
            keys.iter().map(|&key| (Key(key), 1)).collect()
        };
        assert_eq!(dictionary.find(&bag(&[7])), [None]);
        let mut numbers = Vec::new();
        for i in 0..500_u64 {
            let keys: Vec<u64> = (1..=10).map(|j| (10 * i + j) * 977).collect();
            dictionary.number(&bag(&keys), &mut numbers);
            let first = u32::try_from(10 * i).unwrap();
            assert!(numbers.iter().copied().eq(first..first + 10));
        }
        dictionary.number(&bag(&[977, 1, 977 * 3]), &mut numbers);
        assert_eq!(numbers, [0, 5000, 2]);
        assert_eq!(dictionary.find(&bag(&[977 * 5000, 2])), [Some(4999), None]);
        let (slots, numbers) = dictionary.columns();
        let (slots, numbers) = (slots.to_vec(), numbers.to_vec());
        let view =
            Dictionary::view(Column::Own(slots), Column::Own(numbers), 5001).unwrap();
        assert_eq!((view.len(), view.get(Key(977 * 3))), (5001, Some(2)));
    }
}
