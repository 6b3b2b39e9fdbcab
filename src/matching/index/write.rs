//! Writing an index file from front to back.

use std::io::{self, Write};

use bytemuck::cast_slice;
use crc32fast::Hasher;
use rayon::prelude::*;

use super::layout::{END, HEAD, MAGIC, VERSION};
use crate::domain::Offering;
use crate::matching::corpus::Corpus;
use crate::matching::engine::BLOCK;
use crate::matching::topics::LatentSpace;
use crate::text::Key;

/// Writes an index file: the offerings as they are read, then their corpus.
pub struct Writer<W> {
    out: Summed<W>,
    starts: Vec<u64>,
    ids: Vec<(u64, u32)>,
}

impl<W: Write> Writer<W> {
    /// Begins a file.
    pub fn new(out: W) -> io::Result<Self> {
        let mut out = Summed { out, at: 0, hasher: Hasher::new(), sums: Vec::new() };
        out.write(cast_slice(&[MAGIC, VERSION]))?;
        Ok(Self { out, starts: vec![0], ids: Vec::new() })
    }

    /// Adds offerings, in the order in which the corpus gets them.
    pub fn push(&mut self, offerings: &[Offering]) -> io::Result<()> {
        let json: Vec<_> = offerings.par_iter().map(serde_json::to_vec).collect();
        for (offering, json) in offerings.iter().zip(json) {
            let json = json?;
            let document = u32::try_from(self.ids.len());
            let document = document.map_err(|_| io::ErrorKind::FileTooLarge)?;
            self.ids.push((Key::word(&offering.id).0, document));
            self.starts.push(self.starts[self.ids.len() - 1] + json.len() as u64);
            self.out.write(&json)?;
        }
        Ok(())
    }

    /// Ends the file with the corpus. `fingerprint` tells what was indexed.
    pub fn finish(mut self, corpus: &Corpus<'_>, fingerprint: u64) -> io::Result<()> {
        let institutions = serde_json::to_vec(&corpus.institutions)?;
        self.ids.sort_unstable();
        let (ids, documents): (Vec<u64>, Vec<u32>) = self.ids.into_iter().unzip();
        let space = &corpus.space;
        let latent = corpus.latent.clone().or_else(|| LatentSpace::learn(space));
        let topics = latent.map(|latent| latent.bytes()).unwrap_or_default();
        let (slots, numbers) = space.dictionary.columns();
        let scheme = space.values();
        let mut sections: Vec<&[u8]> = vec![
            cast_slice(&self.starts),
            cast_slice(&ids),
            cast_slice(&documents),
            cast_slice(slots),
            cast_slice(numbers),
            cast_slice(space.rarity.all()),
            cast_slice(&space.common),
            cast_slice(&space.reciprocals),
            cast_slice(&space.prints),
            cast_slice(&scheme),
            cast_slice(corpus.facets.all()),
            &institutions,
            &topics,
        ];
        for shard in &space.shards {
            sections.extend([
                cast_slice(shard.starts.all()),
                cast_slice(shard.documents.all()),
                shard.weights.all(),
                shard.common.all(),
            ]);
        }
        let records = [(HEAD * 8) as u64, self.starts.last().copied().unwrap_or(0)];
        let mut places = records.to_vec();
        for section in &sections {
            self.out.pad()?;
            places.extend([self.out.at, section.len() as u64]);
            self.out.write(section)?;
        }
        self.out.finish(fingerprint, &places)
    }
}

/// Bytes on their way to a file, a checksum for each block.
struct Summed<W> {
    out: W,
    at: u64,
    hasher: Hasher,
    sums: Vec<u32>,
}

impl<W: Write> Summed<W> {
    fn write(&mut self, mut bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)?;
        while !bytes.is_empty() {
            let used = usize::try_from(self.at % BLOCK as u64).expect("below a block");
            let (now, later) = bytes.split_at(bytes.len().min(BLOCK - used));
            self.hasher.update(now);
            self.at += now.len() as u64;
            bytes = later;
            if self.at.is_multiple_of(BLOCK as u64) {
                self.close();
            }
        }
        Ok(())
    }

    fn close(&mut self) {
        self.sums.push(std::mem::take(&mut self.hasher).finalize());
    }

    /// Fills up to a multiple of eight.
    fn pad(&mut self) -> io::Result<()> {
        let missing = usize::try_from(self.at.next_multiple_of(8) - self.at);
        self.write(&[0; 8][..missing.expect("below 8")])
    }

    /// Writes the checksums and the directory, verified as a whole.
    fn finish(mut self, fingerprint: u64, places: &[u64]) -> io::Result<()> {
        self.pad()?;
        if !self.at.is_multiple_of(BLOCK as u64) {
            self.close();
        }
        let count = self.sums.len() as u64;
        self.sums.resize(self.sums.len().next_multiple_of(2), 0);
        let mut directory = vec![fingerprint, self.at, count, places.len() as u64 / 2];
        directory.extend(places);
        let mut hasher = Hasher::new();
        hasher.update(cast_slice(&self.sums));
        hasher.update(cast_slice(&directory));
        self.out.write_all(cast_slice(&self.sums))?;
        self.out.write_all(cast_slice(&directory))?;
        let sum = u64::from(hasher.finalize());
        let tail = [sum, directory.len() as u64 * 8, END];
        self.out.write_all(cast_slice(&tail))
    }
}
