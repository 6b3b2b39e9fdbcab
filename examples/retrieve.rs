//! Times the engine alone on terms that `terms` wrote: the offerings indexed, then the
//! best twenty of each need, without criteria and reasons, as other engines count it.
//!
//! `retrieve OFFERINGS.terms NEEDS.terms THREADS`
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "an example is its own rim"
)]

use std::error::Error;
use std::time::Instant;

use fairmatch::matching::engine::{Bag, Builder, Query, Scheme, Scratch, Space};
use fairmatch::text::Key;
use rayon::prelude::*;

/// Offerings found for a need.
const TOP: usize = 20;
/// Candidates that matching asks for; the best of them are the result.
const CANDIDATES: usize = 400;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let mut next = || arguments.next().ok_or("retrieve OFFERINGS NEEDS THREADS");
    let (offerings, needs) = (bags(&next()?)?, bags(&next()?)?);
    let threads = next()?.parse()?;
    rayon::ThreadPoolBuilder::new().num_threads(threads).build_global()?;
    let started = Instant::now();
    let mut builder =
        Builder::new(Scheme { single: 0.7, concept: 0.6, broader: 0.4, slope: 0.85 });
    for bag in &offerings {
        builder.push(bag);
    }
    let space = builder.finish();
    println!("index {:.3}", started.elapsed().as_secs_f64());
    let started = Instant::now();
    let found: usize = needs
        .par_iter()
        .map_init(Scratch::default, |scratch, bag| best(&space, bag, scratch))
        .sum();
    println!("retrieve {:.3}", started.elapsed().as_secs_f64());
    println!("found {found}");
    Ok(())
}

fn best(space: &Space<'_>, bag: &Bag, scratch: &mut Scratch) -> usize {
    let mut found = space.search(&Query::new(bag, space), CANDIDATES, scratch);
    found.truncate(TOP);
    found.len()
}

/// The records of a file: a count of terms, then their keys in order.
fn bags(path: &str) -> Result<Vec<Bag>, Box<dyn Error>> {
    let bytes = std::fs::read(path)?;
    let mut words = bytes.as_chunks::<8>().0.iter().map(|word| u64::from_le_bytes(*word));
    let mut bags = Vec::new();
    while let Some(count) = words.next() {
        let keys = words.by_ref().take(usize::try_from(count)?);
        bags.push(Bag::new(keys.map(|key| (Key(key), 1)).collect()));
    }
    Ok(bags)
}
