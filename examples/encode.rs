//! Vectors of the lines of stdin, one line of numbers each, from an installed encoder;
//! on stderr what it took.
//!
//! ```text
//! cut -f1 texts.tsv | cargo run --release --example encode -- ~/.local/share/fairmatch/encoder.model
//! cut -f1 texts.tsv | cargo run --release --example encode -- ~/.local/share/fairmatch/encoder.transformer passage
//! ```
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "an example is its own rim"
)]

use std::io::Read as _;
use std::time::Instant;

use fairmatch::matching::encoder::{Encoder, Meaning as _, Role};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("usage: encode MODEL [passage] < TEXTS")?;
    let passage = std::env::args().nth(2).is_some_and(|role| role == "passage");
    let role = if passage { Role::Passage } else { Role::Query };
    let start = Instant::now();
    let bytes = std::fs::read(path)?;
    let read = start.elapsed();
    let encoder = Encoder::open(&bytes)?;
    let opened = start.elapsed();
    eprintln!("read {read:.1?}, opened {:.1?}", opened.saturating_sub(read));

    let mut input = String::new();
    std::io::stdin().read_to_string(&mut input)?;
    let texts: Vec<&str> = input.lines().collect();
    let start = Instant::now();
    let vectors = encoder.vectors(role, &texts);
    let took = start.elapsed();
    eprintln!("{} texts in {took:.1?}", texts.len());
    for vector in vectors {
        let numbers: Vec<String> =
            vector.components().map(|component| component.to_string()).collect();
        println!("{}", numbers.join(" "));
    }
    Ok(())
}
