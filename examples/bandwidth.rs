//! How fast memory is read: the best of forty sums over an array that no cache holds,
//! to compare the engine's speed with.
//!
//! `bandwidth THREADS`
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "an example is its own rim"
)]

use std::error::Error;
use std::hint::black_box;
use std::time::Instant;

use rayon::prelude::*;

/// Bytes of the array.
const BYTES: usize = 1 << 28;

fn main() -> Result<(), Box<dyn Error>> {
    let threads = std::env::args().nth(1).ok_or("bandwidth THREADS")?.parse()?;
    rayon::ThreadPoolBuilder::new().num_threads(threads).build_global()?;
    let numbers = vec![1_u64; BYTES / size_of::<u64>()];
    let read = |_| {
        let started = Instant::now();
        let sum: u64 =
            numbers.par_chunks(1 << 16).map(|part| part.iter().sum::<u64>()).sum();
        black_box(sum);
        started.elapsed().as_secs_f64()
    };
    let best = (0..40).map(read).fold(f64::INFINITY, f64::min);
    println!("{:.1} GB/s", BYTES as f64 / best / 1e9);
    Ok(())
}
