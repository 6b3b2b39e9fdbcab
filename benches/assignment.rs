//! Who meets whom at the size of a large fair: 300 enterprises with two needs each, 500
//! institutions, 100,000 pairs, 4,800 meetings.
//!
//! `cargo bench --bench assignment` prints the time and the points; with a file name after
//! `--` it writes the market there, for `benches/assignment_lp.py` to solve as a linear
//! programme.
#![expect(
    clippy::disallowed_methods,
    reason = "a benchmark reads the clock and writes a file"
)]
#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::collections::BTreeSet;
use std::time::Instant;

use fairmatch::planning::assign::{Candidate, Load, Market, best};
use fairmatch::planning::schedule::Random;

const ENTERPRISES: usize = 300;
const INSTITUTIONS: usize = 500;
const NEEDS: usize = 600;
const PAIRS: usize = 100_000;
const MEETINGS: usize = 4_800;

fn market() -> Market {
    let mut random = Random::new(1);
    let mut pairs = BTreeSet::new();
    while pairs.len() < PAIRS {
        pairs.insert((random.below(NEEDS), random.below(INSTITUTIONS)));
    }
    let load = |min, max, within| Load { min, max, within };
    Market {
        pairs: pairs
            .into_iter()
            .map(|(need, institution)| Candidate {
                need,
                institution,
                points: 1 + i64::try_from(random.below(1000)).expect("small"),
                ..Candidate::default()
            })
            .collect(),
        needs: (0..NEEDS).map(|need| load(2, 12, need / 2)).collect(),
        enterprises: vec![load(4, 20, 0); ENTERPRISES],
        institutions: vec![load(2, 12, 0); INSTITUTIONS],
        people: Vec::new(),
        capacity: Some(MEETINGS),
        ..Market::default()
    }
}

fn main() {
    let market = market();
    let started = Instant::now();
    let chosen = best(&market, 1).pairs;
    let seconds = started.elapsed().as_secs_f64();
    println!(
        "{} meetings, {} points, minimums fulfilled {}, {seconds:.3} s",
        chosen.len(),
        market.points(&chosen),
        market.fulfilled(&chosen),
    );
    let file = std::env::args().skip(1).find(|arg| !arg.starts_with('-'));
    if let Some(file) = file {
        let lines: Vec<String> = market
            .pairs
            .iter()
            .map(|p| format!("{} {} {}", p.need, p.institution, p.points))
            .collect();
        std::fs::write(file, lines.join("\n")).expect("the file can be written");
    }
}
