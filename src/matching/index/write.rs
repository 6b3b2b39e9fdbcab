//! Writing an index file.

use std::io::{self, Write};

use bytemuck::cast_slice;

use super::layout::{FIXED, MAGIC, PLACE, VERSION, checksum};
use crate::domain::Offering;
use crate::matching::corpus::Corpus;
use crate::text::Key;

/// Writes a corpus and its offerings. `fingerprint` tells what was indexed.
pub fn write(
    corpus: &Corpus<'_>,
    offerings: &[Offering],
    fingerprint: u64,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (starts, records) = records(offerings)?;
    let institutions = serde_json::to_vec(&corpus.institutions)?;
    let (ids, documents) = ids(offerings);
    let space = &corpus.space;
    let (slots, numbers) = space.dictionary.columns();
    let scheme = space.scheme.values();
    let mut sections: Vec<&[u8]> = vec![
        cast_slice(slots),
        cast_slice(numbers),
        cast_slice(&space.rarity),
        cast_slice(&space.common),
        cast_slice(&space.reciprocals),
        cast_slice(&scheme),
        cast_slice(&corpus.facets),
        &institutions,
        cast_slice(&starts),
        &records,
        cast_slice(&ids),
        cast_slice(&documents),
    ];
    for shard in &space.shards {
        sections.extend([
            cast_slice(&shard.starts),
            cast_slice(&shard.documents),
            &*shard.weights,
            cast_slice(&shard.common_starts),
            cast_slice(&shard.common_terms),
            &*shard.common_weights,
        ]);
    }
    write_sections(&sections, fingerprint, out)
}

fn write_sections(
    sections: &[&[u8]],
    fingerprint: u64,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut head = vec![MAGIC, VERSION, fingerprint, sections.len() as u64];
    let mut at = (FIXED + PLACE * sections.len() + 1) * 8;
    for section in sections {
        head.extend([at as u64, section.len() as u64, checksum(section)]);
        at += section.len().next_multiple_of(8);
    }
    head.push(checksum(cast_slice(&head)));
    out.write_all(cast_slice(&head))?;
    for section in sections {
        out.write_all(section)?;
        let padding = section.len().next_multiple_of(8) - section.len();
        out.write_all(&[0; 8][..padding])?;
    }
    Ok(())
}

/// The offerings as JSON and where each begins.
fn records(offerings: &[Offering]) -> io::Result<(Vec<u64>, Vec<u8>)> {
    let mut starts = Vec::with_capacity(offerings.len() + 1);
    let mut bytes = Vec::new();
    for offering in offerings {
        starts.push(bytes.len() as u64);
        serde_json::to_writer(&mut bytes, offering)?;
    }
    starts.push(bytes.len() as u64);
    Ok((starts, bytes))
}

/// The ids' hashes, sorted, and the documents they belong to.
fn ids(offerings: &[Offering]) -> (Vec<u64>, Vec<u32>) {
    let keys = offerings.iter().map(|offering| Key::word(&offering.id).0);
    let mut pairs: Vec<(u64, u32)> = keys.zip(0..).collect();
    pairs.sort_unstable();
    pairs.into_iter().unzip()
}
