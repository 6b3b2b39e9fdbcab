//! Using an index file where it lies.

use std::borrow::Cow;

use bytemuck::{AnyBitPattern, try_cast_slice};

use super::layout::{
    FIXED, IndexError, MAGIC, OF_SHARD, OWN, PLACE, Section, Summary, VERSION, checksum,
};
use crate::domain::Offering;
use crate::matching::corpus::Corpus;
use crate::matching::engine::{Parts, ShardParts, Space};
use crate::matching::shelf::Shelf;
use crate::text::Key;

/// An index file, its head verified.
pub struct Index<'a> {
    bytes: &'a [u8],
    head: &'a [u64],
}

impl<'a> Index<'a> {
    /// Opens the bytes of an index file, which must lie at a multiple of eight.
    pub fn open(bytes: &'a [u8]) -> Result<Self, IndexError> {
        let whole = &bytes[..bytes.len() / 8 * 8];
        let words: &[u64] = try_cast_slice(whole).map_err(|_| IndexError::NoIndex)?;
        if words.len() < FIXED || words[0] != MAGIC {
            return Err(IndexError::NoIndex);
        }
        if words[1] != VERSION {
            return Err(IndexError::OtherVersion);
        }
        let sections = usize::try_from(words[3]).map_err(|_| IndexError::Damaged)?;
        let length = sections.checked_mul(PLACE).and_then(|l| l.checked_add(FIXED));
        let length = length.filter(|length| *length < words.len());
        let length = length.ok_or(IndexError::Damaged)?;
        let head = &words[..length];
        let sound = checksum(bytemuck::cast_slice(head)) == words[length];
        if !sound || sections < OWN || (sections - OWN) % OF_SHARD != 0 {
            return Err(IndexError::Damaged);
        }
        Ok(Self { bytes, head })
    }

    /// Of what was indexed.
    pub fn fingerprint(&self) -> u64 {
        self.head[2]
    }

    /// Verifies the checksum of every section.
    pub fn verify(&self) -> Result<(), IndexError> {
        for section in 0..self.sections() {
            let sum = self.head[FIXED + PLACE * section + 2];
            if checksum(self.raw(section)?) != sum {
                return Err(IndexError::Damaged);
            }
        }
        Ok(())
    }

    /// What it holds.
    pub fn summary(&self) -> Result<Summary, IndexError> {
        let corpus = self.corpus()?;
        Ok(Summary {
            offerings: corpus.len(),
            terms: corpus.space.terms(),
            bytes: self.bytes.len(),
            fingerprint: self.fingerprint(),
        })
    }

    /// The corpus in it.
    pub fn corpus(&self) -> Result<Corpus<'a>, IndexError> {
        let institutions = self.own::<u8>(Section::Institutions)?;
        let shard = |number: usize| {
            let at = OWN + OF_SHARD * number;
            Ok(ShardParts {
                starts: self.column(at)?,
                documents: self.column(at + 1)?,
                weights: self.column(at + 2)?,
                common_starts: self.column(at + 3)?,
                common_terms: self.column(at + 4)?,
                common_weights: self.column(at + 5)?,
            })
        };
        let shards = (self.sections() - OWN) / OF_SHARD;
        let parts = Parts {
            slots: self.own(Section::Slots)?,
            numbers: self.own(Section::Numbers)?,
            rarity: self.own(Section::Rarity)?,
            common: self.own(Section::Common)?,
            reciprocals: self.own(Section::Reciprocals)?,
            scheme: self.own(Section::Scheme)?,
            shards: (0..shards).map(shard).collect::<Result<_, IndexError>>()?,
        };
        let facets: &'a [[u64; 6]] = self.own(Section::Facets)?;
        let space = Space::of_parts(parts).ok_or(IndexError::Damaged)?;
        if facets.len() != space.documents() {
            return Err(IndexError::Damaged);
        }
        Ok(Corpus {
            space,
            facets: Cow::Borrowed(facets),
            institutions: serde_json::from_slice(institutions)
                .map_err(|_| IndexError::Damaged)?,
        })
    }

    /// The offerings in it.
    pub fn records(&self) -> Result<Records<'a>, IndexError> {
        let starts: &'a [u64] = self.own(Section::Starts)?;
        let records = Records {
            starts,
            bytes: self.own(Section::Records)?,
            ids: self.own(Section::Ids)?,
            documents: self.own(Section::Documents)?,
        };
        let fits = records.ids.len() == records.documents.len()
            && starts.len() == records.ids.len() + 1
            && starts.is_sorted()
            && starts.last().is_some_and(|end| *end == records.bytes.len() as u64);
        if fits { Ok(records) } else { Err(IndexError::Damaged) }
    }

    fn sections(&self) -> usize {
        (self.head.len() - FIXED) / PLACE
    }

    fn own<T: AnyBitPattern>(&self, section: Section) -> Result<&'a [T], IndexError> {
        self.column(section as usize)
    }

    fn column<T: AnyBitPattern>(&self, section: usize) -> Result<&'a [T], IndexError> {
        try_cast_slice(self.raw(section)?).map_err(|_| IndexError::Damaged)
    }

    fn raw(&self, section: usize) -> Result<&'a [u8], IndexError> {
        let place = &self.head[FIXED + PLACE * section..][..PLACE];
        let start = usize::try_from(place[0]).map_err(|_| IndexError::Damaged)?;
        let length = usize::try_from(place[1]).map_err(|_| IndexError::Damaged)?;
        let end = start.checked_add(length).ok_or(IndexError::Damaged)?;
        self.bytes.get(start..end).ok_or(IndexError::Damaged)
    }
}

/// The offerings of an index file, read when they are asked for.
pub struct Records<'a> {
    starts: &'a [u64],
    bytes: &'a [u8],
    ids: &'a [u64],
    documents: &'a [u32],
}

impl Records<'_> {
    fn json(&self, document: u32) -> &[u8] {
        let place = usize::try_from(document).expect("32 bits fit");
        let at = |place: usize| usize::try_from(self.starts[place]).expect("in memory");
        &self.bytes[at(place)..at(place + 1)]
    }
}

impl Shelf for Records<'_> {
    fn offering(&self, document: u32) -> Cow<'_, Offering> {
        Cow::Owned(serde_json::from_slice(self.json(document)).unwrap_or_default())
    }

    fn find(&self, id: &str) -> Option<u32> {
        let key = Key::word(id).0;
        let first = self.ids.partition_point(|known| *known < key);
        let same = self.ids[first..].iter().take_while(|known| **known == key);
        let documents = &self.documents[first..first + same.count()];
        documents.iter().copied().find(|&document| self.offering(document).id == id)
    }
}

#[cfg(test)]
mod tests {
    use super::super::write;
    use super::*;
    use crate::matching::Collector;
    use crate::matching::engine::{Query, Scratch};
    use crate::text::concepts::Lexicon;

    fn offerings() -> Vec<Offering> {
        let titled = |(id, title): (&str, &str)| Offering {
            id: id.into(),
            title: title.into(),
            ..Offering::default()
        };
        [("S1", "超薄钛箔异步轧制"), ("S2", "烧碱蒸发节能"), ("S3", "草莓种苗脱毒")]
            .map(titled)
            .to_vec()
    }

    /// The file's bytes at a multiple of eight.
    fn file(offerings: &[Offering]) -> Vec<u64> {
        let lexicon = Lexicon::default();
        let mut collector = Collector::new(&lexicon);
        collector.push(offerings);
        let mut bytes = Vec::new();
        write(&collector.finish(), offerings, 42, &mut bytes).unwrap();
        assert_eq!(bytes.len() % 8, 0);
        bytes.chunks(8).map(|c| u64::from_le_bytes(c.try_into().unwrap())).collect()
    }

    #[test]
    fn what_is_written_is_found_again() {
        let offerings = offerings();
        let words = file(&offerings);
        let index = Index::open(bytemuck::cast_slice(&words)).unwrap();
        index.verify().unwrap();
        let summary = index.summary().unwrap();
        assert_eq!((summary.offerings, summary.fingerprint), (3, 42));
        let (corpus, records) = (index.corpus().unwrap(), index.records().unwrap());
        let lexicon = Lexicon::default();
        let words = crate::matching::Document::of_words("钛箔", &lexicon);
        let query = Query::new(&words.bag(&lexicon), &corpus.space);
        let found = corpus.space.search(&query, 1, &mut Scratch::default());
        assert_eq!(*records.offering(found[0].document), offerings[0]);
        assert_eq!((records.find("S3"), records.find("S4")), (Some(2), None));
    }

    #[test]
    fn damage_is_noticed_and_nothing_panics() {
        let words = file(&offerings());
        let open = |words: &[u64]| {
            let index = Index::open(bytemuck::cast_slice(words))?;
            index.verify()?;
            index.records()?;
            index.corpus().map(|corpus| corpus.len())
        };
        assert_eq!(open(&words), Ok(3));
        for at in 0..words.len() {
            let mut changed = words.clone();
            changed[at] ^= 1 << (at % 64);
            // The padding between sections is nobody's.
            let padding = open(&changed) == Ok(3);
            assert!(padding || open(&changed).is_err());
        }
        assert_eq!(open(&words[..words.len() / 2]), Err(IndexError::Damaged));
        assert_eq!(open(&[]), Err(IndexError::NoIndex));
    }
}
