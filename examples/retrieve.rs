//! Times the engine alone on terms that `terms` wrote: the offerings indexed as they are
//! read, then the best twenty of each need, without criteria and reasons, as other
//! engines count it; reading the files is not counted.
//!
//! `retrieve OFFERINGS.terms NEEDS.terms THREADS`
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "an example is its own rim"
)]

use std::error::Error;
use std::fs::File;
use std::io::{BufReader, ErrorKind, Read};
use std::time::Instant;

use fairmatch::matching::engine::{Bag, Builder, Query, Scheme, Scratch, Space};
use fairmatch::text::Key;
use rayon::prelude::*;

/// Offerings found for a need.
const TOP: usize = 20;
/// Candidates that matching asks for; the best of them are the result.
const CANDIDATES: usize = 400;
/// Offerings read at a time.
const BATCH: usize = 1 << 14;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let mut next = || arguments.next().ok_or("retrieve OFFERINGS NEEDS THREADS");
    let (mut offerings, mut needs) = (Bags::open(&next()?)?, Bags::open(&next()?)?);
    let threads = next()?.parse()?;
    rayon::ThreadPoolBuilder::new().num_threads(threads).build_global()?;
    let mut timer = Timer::default();
    let mut builder =
        Builder::new(Scheme { single: 0.7, concept: 0.6, broader: 0.4, slope: 0.85 });
    loop {
        let batch = offerings.read(BATCH)?;
        if batch.is_empty() {
            break;
        }
        timer.time(|| batch.iter().for_each(|bag| builder.push(bag)));
    }
    let space = timer.time(|| builder.finish());
    println!("index of {} offerings {timer}", space.documents());
    let needs = needs.read(usize::MAX)?;
    let mut timer = Timer::default();
    let found: usize = timer.time(|| {
        let each = needs.par_iter();
        each.map_init(Scratch::default, |scratch, bag| best(&space, bag, scratch)).sum()
    });
    println!("{} needs {timer}", needs.len());
    let postings = |bag| space.postings(&Query::new(bag, &space));
    let postings: usize = needs.iter().map(postings).sum();
    println!("{found} found by {postings} postings of three bytes");
    Ok(())
}

fn best(space: &Space<'_>, bag: &Bag, scratch: &mut Scratch) -> usize {
    let mut found = space.search(&Query::new(bag, space), CANDIDATES, scratch);
    found.truncate(TOP);
    found.len()
}

/// The records of a file: a count of terms, then their keys in order.
struct Bags(BufReader<File>);

impl Bags {
    fn open(path: &str) -> Result<Self, Box<dyn Error>> {
        Ok(Self(BufReader::with_capacity(1 << 20, File::open(path)?)))
    }

    /// The next records, at most so many.
    fn read(&mut self, most: usize) -> Result<Vec<Bag>, Box<dyn Error>> {
        let mut bags = Vec::new();
        while bags.len() < most {
            let count = match self.word() {
                Err(error) if error.kind() == ErrorKind::UnexpectedEof => break,
                count => count?,
            };
            let terms = (0..count).map(|_| Ok((Key(self.word()?), 1)));
            bags.push(Bag::new(terms.collect::<Result<_, std::io::Error>>()?));
        }
        Ok(bags)
    }

    fn word(&mut self) -> std::io::Result<u64> {
        let mut bytes = [0; 8];
        self.0.read_exact(&mut bytes)?;
        Ok(u64::from_le_bytes(bytes))
    }
}

/// Seconds elapsed and seconds of processor.
#[derive(Default)]
struct Timer {
    elapsed: f64,
    processor: f64,
}

impl Timer {
    fn time<T>(&mut self, work: impl FnOnce() -> T) -> T {
        let (started, before) = (Instant::now(), processor());
        let made = work();
        self.elapsed += started.elapsed().as_secs_f64();
        self.processor += processor() - before;
        made
    }
}

impl std::fmt::Display for Timer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { elapsed, processor } = self;
        write!(f, "{elapsed:.2} s elapsed, {processor:.2} s of processor")
    }
}

/// Seconds of processor that the threads of this process had so far; 0 where the system
/// does not say (it does on Linux).
fn processor() -> f64 {
    let threads = std::fs::read_dir("/proc/self/task").into_iter().flatten().flatten();
    let nanoseconds = |thread: std::fs::DirEntry| {
        let said = std::fs::read_to_string(thread.path().join("schedstat")).ok()?;
        said.split(' ').next()?.parse::<f64>().ok()
    };
    threads.filter_map(nanoseconds).sum::<f64>() / 1e9
}
