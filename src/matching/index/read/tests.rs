//! What is written is found again, and damage is noticed.

use std::sync::OnceLock;

use proptest::prelude::*;

use super::super::Writer;
use super::*;
use crate::matching::engine::{Query, Scratch};
use crate::matching::{Collector, Document};
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
fn file() -> Vec<u64> {
    let offerings = offerings();
    let mut collector = Collector::new(lexicon());
    let mut bytes = Vec::new();
    let mut writer = Writer::new(&mut bytes).unwrap();
    for batch in offerings.chunks(2) {
        collector.push(batch);
        writer.push(batch).unwrap();
    }
    writer.finish(&collector.finish(), 42).unwrap();
    assert_eq!(bytes.len() % 8, 0);
    bytes.chunks(8).map(|c| u64::from_le_bytes(c.try_into().unwrap())).collect()
}

/// The concepts, read once.
fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(Lexicon::default)
}

/// Everything that matching does with a file.
fn used(bytes: &[u8]) -> Result<Vec<String>, IndexError> {
    let file = File::open(bytes)?;
    let index = Index::new(&file)?;
    let mut said = Vec::new();
    for words in ["钛箔", "烧碱蒸发", "草莓种苗脱毒 Al2O3"] {
        let bag = Document::of_words(words, lexicon()).bag(lexicon());
        let query = Query::new(&bag, &index.corpus.space);
        for found in index.corpus.space.search(&query, 5, &mut Scratch::default()) {
            let offering = index.records.offering(found.document);
            let facets = index.corpus.facets(found.document);
            let shares = index.corpus.space.shared(&query, found.document);
            said.push(format!("{found:?} {facets:?} {shares:?} {}", offering.title));
        }
    }
    said.push(format!("{:?} {:?}", index.records.find("S3"), index.records.find("S4")));
    index.records.sound().map(|()| said)
}

#[test]
fn what_is_written_is_found_again() {
    let words = file();
    let file = File::open(cast_slice(&words)).unwrap();
    file.verify().unwrap();
    let index = Index::new(&file).unwrap();
    let summary = index.summary();
    assert_eq!((summary.offerings, summary.fingerprint), (3, 42));
    let said = used(cast_slice(&words)).unwrap();
    assert!(said[0].ends_with("超薄钛箔异步轧制"), "{said:?}");
    assert_eq!(said.last().unwrap(), "Some(2) None");
    for (document, offering) in (0..).zip(offerings()) {
        assert_eq!(*index.records.offering(document), offering);
    }
}

#[test]
fn other_files_are_told_apart() {
    let mut words = file();
    let open = |bytes: &[u8]| File::open(bytes).map(|_| ()).unwrap_err();
    assert_eq!(open(&[]), IndexError::NoIndex);
    assert_eq!(open(b"id,title\nS1,a registry\n\n"), IndexError::NoIndex);
    let bytes: &[u8] = cast_slice(&words);
    for cut in [bytes.len() - 1, bytes.len() - 8, bytes.len() / 16 * 8, 16] {
        assert_eq!(open(&bytes[..cut]), IndexError::Damaged, "{cut} bytes");
    }
    words[1] = VERSION + 1;
    assert_eq!(open(cast_slice(&words)), IndexError::Newer);
    words[1] = VERSION - 1;
    assert_eq!(open(cast_slice(&words)), IndexError::Older);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever bytes change, nothing panics, and no changed answer is given.
    #[test]
    fn damage_is_noticed_where_it_is_read(
        changes in prop::collection::vec((any::<prop::sample::Index>(), 1..=255_u8), 1..4),
    ) {
        static WHOLE: OnceLock<Vec<u64>> = OnceLock::new();
        let mut words = WHOLE.get_or_init(file).clone();
        let whole = used(cast_slice(&words));
        let bytes: &mut [u8] = bytemuck::cast_slice_mut(&mut words);
        let mut touched = std::collections::BTreeMap::<usize, u8>::new();
        for (place, change) in changes {
            let place = place.index(bytes.len());
            bytes[place] ^= change;
            *touched.entry(place).or_default() ^= change;
        }
        let bytes: &[u8] = cast_slice(&words);
        let now = used(bytes);
        prop_assert!(now.is_err() || now == whole);
        let verified = File::open(bytes).and_then(|file| file.verify());
        prop_assert_eq!(verified.is_err(), touched.values().any(|change| *change != 0));
    }
}
