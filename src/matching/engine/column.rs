//! Numbers in a row, in memory or in a mapped file; those of a file are verified block by
//! block when they are first read.

use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};

use bytemuck::{AnyBitPattern, try_cast_slice};

/// Bytes that are verified together: a page of memory.
pub const BLOCK: usize = 4096;

/// The bytes of a mapped file and the checksums (CRC-32) of its blocks.
#[derive(Debug)]
pub struct Guard<'a> {
    bytes: &'a [u8],
    sums: &'a [u32],
    sound: Vec<AtomicBool>,
    damaged: AtomicBool,
}

impl<'a> Guard<'a> {
    /// Guards bytes; those beyond the last checksum count as damaged.
    pub fn new(bytes: &'a [u8], sums: &'a [u32]) -> Self {
        let sound = std::iter::repeat_with(AtomicBool::default).take(sums.len());
        let damaged = AtomicBool::new(false);
        Self { bytes, sums, sound: sound.collect(), damaged }
    }

    /// Whether some block that was asked for is not what was written.
    pub fn is_damaged(&self) -> bool {
        self.damaged.load(Ordering::Relaxed)
    }

    /// Whether the bytes of a range are there and as they were written.
    pub fn verify(&self, range: Range<usize>) -> bool {
        let sound = range.start <= range.end
            && range.end <= self.bytes.len()
            && (range.start / BLOCK..range.end.div_ceil(BLOCK))
                .all(|block| self.is_sound(block));
        if !sound {
            self.damaged.store(true, Ordering::Relaxed);
        }
        sound
    }

    /// The bytes of a range; `None` if they are not there or not as they were written.
    pub fn read(&self, range: Range<usize>) -> Option<&'a [u8]> {
        if self.verify(range.clone()) { self.bytes.get(range) } else { None }
    }

    fn is_sound(&self, block: usize) -> bool {
        let (Some(sound), Some(sum)) = (self.sound.get(block), self.sums.get(block))
        else {
            return false;
        };
        if sound.load(Ordering::Relaxed) {
            return true;
        }
        let end = self.bytes.len().min((block + 1) * BLOCK);
        let is_sound = crc32fast::hash(&self.bytes[block * BLOCK..end]) == *sum;
        sound.store(is_sound, Ordering::Relaxed);
        is_sound
    }
}

/// Numbers in a row.
#[derive(Debug, Clone)]
pub enum Column<'a, T> {
    /// In memory.
    Own(Vec<T>),
    /// In a file, from a byte on.
    Mapped(&'a [T], usize, &'a Guard<'a>),
}

impl<T> Default for Column<'_, T> {
    fn default() -> Self {
        Self::Own(Vec::new())
    }
}

impl<'a, T: AnyBitPattern> Column<'a, T> {
    /// The numbers in some bytes of a file; `None` if they don't lie there whole.
    pub fn mapped(guard: &'a Guard<'a>, bytes: Range<usize>) -> Option<Self> {
        let numbers = try_cast_slice(guard.bytes.get(bytes.clone())?).ok()?;
        Some(Self::Mapped(numbers, bytes.start, guard))
    }
}

impl<T: Copy> Column<'_, T> {
    /// How many there are.
    pub fn len(&self) -> usize {
        match self {
            Self::Own(numbers) => numbers.len(),
            Self::Mapped(numbers, ..) => numbers.len(),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number at a place.
    #[inline]
    pub fn get(&self, place: usize) -> Option<T> {
        match self {
            Self::Own(numbers) => numbers.get(place).copied(),
            Self::Mapped(..) => self.range(place..place + 1).first().copied(),
        }
    }

    /// Some of the numbers; none if they are not all there, or damaged.
    #[inline]
    pub fn range(&self, range: Range<usize>) -> &[T] {
        match self {
            Self::Own(numbers) => numbers.get(range).unwrap_or_default(),
            Self::Mapped(numbers, start, guard) => {
                let size = size_of::<T>();
                let Some(found) = numbers.get(range.clone()) else { return &[] };
                let bytes = start + range.start * size..start + range.end * size;
                if guard.verify(bytes) { found } else { &[] }
            }
        }
    }

    /// All of them; none if any is damaged.
    pub fn all(&self) -> &[T] {
        self.range(0..self.len())
    }

    /// Those in memory, to be changed.
    pub fn own(&mut self) -> &mut Vec<T> {
        if !matches!(self, Self::Own(_)) {
            *self = Self::Own(self.all().to_vec());
        }
        match self {
            Self::Own(numbers) => numbers,
            Self::Mapped(..) => unreachable!("made its own"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_damaged_block_is_noticed_when_it_is_read() {
        let mut words = vec![7_u64; 1024];
        let sum = |block: &[u8]| crc32fast::hash(block);
        let sums: Vec<u32> =
            bytemuck::cast_slice(&words).chunks(BLOCK).map(sum).collect();
        words[600] = 8;
        let guard = Guard::new(bytemuck::cast_slice(&words), &sums);
        let column = Column::<u64>::mapped(&guard, 0..8192).unwrap();
        assert_eq!((column.get(511), column.get(1024)), (Some(7), None));
        assert!(!guard.is_damaged());
        assert_eq!((column.get(512), column.all().len()), (None, 0));
        assert!(guard.is_damaged());
        assert!(Column::<u64>::mapped(&guard, 0..8200).is_none());
    }
}
