//! Figures of the store: `cargo bench --bench store -- fill DIR` makes a fair of 10,000
//! needs, 100,000 offerings and 200,000 ledger entries; `… -- write DIR N` writes N ledger
//! entries, a transaction each, and says how long that took.
#![expect(clippy::disallowed_methods, reason = "a benchmark reads the clock")]
#![expect(clippy::print_stdout, reason = "a benchmark prints")]

use std::path::Path;
use std::time::Instant;

use chrono::{Days, NaiveDate};
use fairmatch::domain::{ChangeSet, LedgerEntry, Need, Offering, Record, Signing, Stage};
use fairmatch::store::{Access, Stamp, Store};

fn main() {
    // `cargo bench` adds an option of its own.
    let words: Vec<String> =
        std::env::args().skip(1).filter(|w| w != "--bench").collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["fill", dir] => fill(Path::new(dir)),
        ["write", dir, count] => write(Path::new(dir), count.parse().expect("a number")),
        _ => println!("fill DIR | write DIR N"),
    }
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 1).expect("a day")
}

fn stamp() -> Stamp {
    Stamp { who: "bench".into(), at: day().and_hms_opt(9, 0, 0).expect("a time") }
}

/// 20,000 projects with ten entries each; the last of every hundredth project is due in
/// the spring, all other last entries in the years after.
fn fill(dir: &Path) {
    let text = "超薄宽幅金属箔材轧制、退火与张力控制的成套技术，".repeat(8);
    let mut set = ChangeSet::new("init", None);
    for n in 0..10_000 {
        let (id, title) = (format!("N{n}"), format!("需求 {n}"));
        let description = text.clone();
        set.put(Record::Needs(Need { id, title, description, ..Need::default() }));
    }
    for n in 0..100_000 {
        let (id, title) = (format!("S{n}"), format!("成果 {n}"));
        let description = text.clone();
        set.put(Record::Offerings(Offering {
            id,
            title,
            description,
            ..Offering::default()
        }));
    }
    for n in 0..20_000_u64 {
        let (id, title) = (format!("P{n}"), format!("项目 {n}"));
        let stage = Stage::Signed;
        set.put(Record::Signings(Signing { id, title, stage, ..Signing::default() }));
        for step in 0..10 {
            let due = day() + Days::new(if n % 100 == 0 { 90 } else { 500 + n % 300 });
            set.put(Record::Ledger(LedgerEntry {
                id: format!("L{}", n * 10 + step),
                subject: format!("P{n}"),
                title: format!("项目 {n}"),
                date: Some(day() + Days::new(step)),
                stage: "signed".into(),
                officer: Some(format!("服务官{}", n % 36)),
                due: (step == 9).then_some(due),
                note: Some("走访企业，协调用地、用电手续".into()),
                ..LedgerEntry::default()
            }));
        }
    }
    let start = Instant::now();
    let mut store = Store::create(dir).expect("a new fair");
    store.apply(&set, &stamp()).expect("room on the disk");
    println!("{} records in {:.1} s", set.changes.len(), start.elapsed().as_secs_f64());
}

fn write(dir: &Path, count: u32) {
    let start = Instant::now();
    let mut store = Store::open(dir, Access::Write).expect("a fair");
    for n in 0..count {
        let mut set = ChangeSet::new("ledger-log", None);
        let note = Some(format!("{}-{n}", std::process::id()));
        let subject = "P1".to_owned();
        set.put(Record::Ledger(LedgerEntry { subject, note, ..LedgerEntry::default() }));
        store.apply(&set, &stamp()).expect("nobody holds the lock for long");
    }
    let seconds = start.elapsed().as_secs_f64();
    println!(
        "{count} entries in {seconds:.2} s: {:.0} a second",
        f64::from(count) / seconds
    );
}
