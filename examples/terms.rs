//! Writes the terms by which a registry's records are matched, for other engines to use
//! the same: a record's count of terms, then the key of each, repeated as often as it
//! counts; all as 64-bit little-endian numbers.
//!
//! `terms needs|offerings FILE > FILE.terms`
#![expect(clippy::disallowed_methods, reason = "an example reads its file")]

use std::error::Error;
use std::fs::File;
use std::io::{self, BufWriter, Write as _};

use chrono::{Local, NaiveDate};
use fairmatch::domain::{Kind, Record};
use fairmatch::import::{Options, read};
use fairmatch::matching::Document;
use fairmatch::text::concepts::Lexicon;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (kind, path) = (arguments.next(), arguments.next().ok_or("which file?")?);
    let today: NaiveDate = Local::now().date_naive();
    let mut options = Options::new(today);
    options.kind = Some(match kind.as_deref() {
        Some("needs") => Kind::Needs,
        Some("offerings") => Kind::Offerings,
        _ => return Err("needs or offerings?".into()),
    });
    let lexicon = Lexicon::default();
    let mut out = BufWriter::new(io::stdout().lock());
    let mut outcome = Ok(());
    read(&path, &mut File::open(&path)?, &options, &mut |record| {
        let document = if let Record::Needs(need) = &record {
            Document::of_need(need, &lexicon)
        } else if let Record::Offerings(offering) = &record {
            Document::of_offering(offering, &lexicon)
        } else {
            return;
        };
        let bag = document.bag(&lexicon);
        let terms = bag.terms().iter();
        let keys: Vec<u64> = terms
            .flat_map(|&(key, count)| std::iter::repeat_n(key.0, count as usize))
            .collect();
        let words = std::iter::once(keys.len() as u64).chain(keys);
        for word in words {
            if outcome.is_ok() {
                outcome = out.write_all(&word.to_le_bytes());
            }
        }
    });
    outcome?;
    Ok(out.flush()?)
}
