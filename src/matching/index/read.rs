//! Using an index file where it lies.

use std::borrow::Cow;
use std::ops::Range;

use bytemuck::{AnyBitPattern, cast_slice, try_cast_slice};

use super::layout::{
    END, FIXED, HEAD, IndexError, MAGIC, OF_SHARD, OWN, Section, Summary, TAIL, VERSION,
};
use super::shelf::Shelf;
use crate::domain::Offering;
use crate::matching::corpus::Corpus;
use crate::matching::engine::{BLOCK, Column, Guard, Parts, ShardParts, Space};
use crate::matching::topics::LatentSpace;
use crate::text::Key;

/// The bytes of an index file, its directory and checksums verified.
pub struct File<'a> {
    bytes: usize,
    directory: &'a [u64],
    guard: Guard<'a>,
}

impl<'a> File<'a> {
    /// Opens the bytes of an index file, which must lie at a multiple of eight.
    pub fn open(bytes: &'a [u8]) -> Result<Self, IndexError> {
        let whole = &bytes[..bytes.len() / 8 * 8];
        let words: &[u64] = try_cast_slice(whole).map_err(|_| IndexError::NoIndex)?;
        match words {
            [MAGIC, version, ..] if *version > VERSION => return Err(IndexError::Newer),
            [MAGIC, version, ..] if *version < VERSION => return Err(IndexError::Older),
            [MAGIC, VERSION, ..] => {}
            _ => return Err(IndexError::NoIndex),
        }
        let file = Self::parts(words).ok_or(IndexError::Damaged)?;
        if whole.len() == bytes.len() { Ok(file) } else { Err(IndexError::Damaged) }
    }

    fn parts(words: &'a [u64]) -> Option<Self> {
        let (rest, tail) = words.split_at_checked(words.len().checked_sub(TAIL)?)?;
        let &[sum, bytes, END] = tail else { return None };
        let length = usize::try_from(bytes / 8).ok()?;
        let at = rest.len().checked_sub(length)?;
        let (before, directory) = (&rest[..at], &rest[at..]);
        let &[_, end, count, sections, ref places @ ..] = directory else { return None };
        let end = usize::try_from(end / 8).ok()?;
        let (data, sums) = before.split_at_checked(end)?;
        let mut hasher = crc32fast::Hasher::new();
        hasher.update(cast_slice(sums));
        hasher.update(cast_slice(directory));
        let sections = usize::try_from(sections).ok()?;
        let count = usize::try_from(count).ok()?;
        let fits = u64::from(hasher.finalize()) == sum
            && bytes.is_multiple_of(8)
            && places.len() == sections.checked_mul(2)?
            && sections.checked_sub(OWN)?.is_multiple_of(OF_SHARD)
            && count == (data.len() * 8).div_ceil(BLOCK);
        let sums: &[u32] = cast_slice(sums);
        let guard = Guard::new(cast_slice(data), sums.get(..count)?);
        let bytes = words.len() * 8;
        (fits && guard.verify(0..HEAD * 8)).then_some(Self { bytes, directory, guard })
    }

    /// Of what was indexed.
    pub fn fingerprint(&self) -> u64 {
        self.directory[0]
    }

    /// Verifies every byte.
    pub fn verify(&self) -> Result<(), IndexError> {
        let end = usize::try_from(self.directory[1]).unwrap_or(usize::MAX);
        if self.guard.verify(0..end) { Ok(()) } else { Err(IndexError::Damaged) }
    }

    fn sections(&self) -> usize {
        (self.directory.len() - FIXED) / 2
    }

    fn place(&self, section: usize) -> Option<Range<usize>> {
        let &[start, length] =
            self.directory.get(FIXED + 2 * section..)?.first_chunk()?;
        let start = usize::try_from(start).ok()?;
        Some(start..start.checked_add(usize::try_from(length).ok()?)?)
    }

    fn column<T: AnyBitPattern>(
        &self,
        section: usize,
    ) -> Result<Column<'_, T>, IndexError> {
        let column =
            self.place(section).and_then(|place| Column::mapped(&self.guard, place));
        column.ok_or(IndexError::Damaged)
    }
}

/// What an index file holds.
pub struct Index<'a> {
    /// The corpus in it.
    pub corpus: Corpus<'a>,
    /// The offerings in it.
    pub records: Records<'a>,
    bytes: usize,
    fingerprint: u64,
}

impl<'a> Index<'a> {
    /// Finds everything in a file; what is small is verified now, the rest when it is read.
    pub fn new(file: &'a File<'a>) -> Result<Self, IndexError> {
        let corpus = corpus(file)?;
        let records = Records::new(file)?;
        if corpus.len() != records.documents.len() {
            return Err(IndexError::Damaged);
        }
        let (bytes, fingerprint) = (file.bytes, file.fingerprint());
        Ok(Self { corpus, records, bytes, fingerprint })
    }

    /// In figures.
    pub fn summary(&self) -> Summary {
        Summary {
            offerings: self.corpus.len(),
            terms: self.corpus.space.terms(),
            bytes: self.bytes,
            fingerprint: self.fingerprint,
        }
    }
}

fn corpus<'a>(file: &'a File<'a>) -> Result<Corpus<'a>, IndexError> {
    let shard = |number: usize| {
        let at = OWN + OF_SHARD * number;
        Ok(ShardParts {
            rare: (file.column(at)?, file.column(at + 1)?, file.column(at + 2)?),
            common: file.column(at + 3)?,
        })
    };
    let shards = (file.sections() - OWN) / OF_SHARD;
    let own = |section: Section| section as usize;
    let parts = Parts {
        dictionary: (
            file.column(own(Section::Slots))?,
            file.column(own(Section::Numbers))?,
        ),
        rarity: file.column(own(Section::Rarity))?,
        common: whole(file, Section::Common)?,
        reciprocals: whole(file, Section::Reciprocals)?,
        prints: whole(file, Section::Prints)?,
        scheme: whole(file, Section::Scheme)?,
        shards: (0..shards).map(shard).collect::<Result<_, IndexError>>()?,
    };
    let space = Space::of_parts(parts).ok_or(IndexError::Damaged)?;
    let facets: Column<'_, [u64; 6]> = file.column(own(Section::OfferingFacets))?;
    if facets.len() != space.documents() {
        return Err(IndexError::Damaged);
    }
    let institutions = serde_json::from_slice(whole(file, Section::Institutions)?);
    let latent = match whole(file, Section::Topics)? {
        [] => None,
        bytes => {
            let read = LatentSpace::of_bytes(bytes, space.documents());
            Some(read.ok_or(IndexError::Damaged)?)
        }
    };
    Ok(Corpus {
        space,
        facets,
        institutions: institutions.map_err(|_| IndexError::Damaged)?,
        latent,
    })
}

/// A section that is verified now.
fn whole<'a, T: AnyBitPattern>(
    file: &'a File<'a>,
    section: Section,
) -> Result<&'a [T], IndexError> {
    let place = file.place(section as usize).ok_or(IndexError::Damaged)?;
    let bytes = file.guard.read(place).ok_or(IndexError::Damaged)?;
    try_cast_slice(bytes).map_err(|_| IndexError::Damaged)
}

/// The offerings of an index file, read when they are asked for.
pub struct Records<'a> {
    starts: Column<'a, u64>,
    bytes: Column<'a, u8>,
    ids: Column<'a, u64>,
    documents: Column<'a, u32>,
    guard: &'a Guard<'a>,
}

impl<'a> Records<'a> {
    /// Finds the offerings in a file.
    pub fn new(file: &'a File<'a>) -> Result<Self, IndexError> {
        let records = Self {
            starts: file.column(Section::Starts as usize)?,
            bytes: file.column(Section::Records as usize)?,
            ids: file.column(Section::Ids as usize)?,
            documents: file.column(Section::Documents as usize)?,
            guard: &file.guard,
        };
        let fits = records.ids.len() == records.documents.len()
            && records.starts.len() == records.ids.len() + 1;
        if fits { Ok(records) } else { Err(IndexError::Damaged) }
    }

    fn json(&self, document: u32) -> Option<&[u8]> {
        let place = usize::try_from(document).ok()?;
        let &[start, end] = self.starts.range(place..place + 2).first_chunk()?;
        let (start, end) = (usize::try_from(start).ok()?, usize::try_from(end).ok()?);
        Some(self.bytes.range(start..end))
    }
}

impl Shelf for Records<'_> {
    fn offering(&self, document: u32) -> Cow<'_, Offering> {
        let json = self.json(document).unwrap_or_default();
        Cow::Owned(serde_json::from_slice(json).unwrap_or_default())
    }

    fn find(&self, id: &str) -> Option<u32> {
        let key = Key::word(id).0;
        let (mut low, mut high) = (0, self.ids.len());
        while low < high {
            let middle = low.midpoint(high);
            if self.ids.get(middle)? < key { low = middle + 1 } else { high = middle }
        }
        let same = (low..).take_while(|&place| self.ids.get(place) == Some(key));
        let mut documents = same.filter_map(|place| self.documents.get(place));
        documents.find(|&document| self.offering(document).id == id)
    }

    fn sound(&self) -> Result<(), IndexError> {
        if self.guard.is_damaged() { Err(IndexError::Damaged) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests;
