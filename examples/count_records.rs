//! Counts the records of a CSV file with the csv crate and nothing else: the yardstick of
//! `benches/import.py`.
#![expect(clippy::print_stdout, reason = "an example prints")]

fn main() -> Result<(), csv::Error> {
    let path = std::env::args().nth(1).unwrap_or_default();
    let mut reader = csv::Reader::from_path(path)?;
    let mut record = csv::ByteRecord::new();
    let mut count = 0_u64;
    while reader.read_byte_record(&mut record)? {
        count += 1;
    }
    println!("{count}");
    Ok(())
}
