//! The fair under faults: killed processes, eight clerks at once, a full disk, a read-only
//! folder, files that are no fair. Each with the real binary.
#![expect(clippy::disallowed_methods, reason = "tests look at files and processes")]
#![expect(clippy::unwrap_used, reason = "a test may end anywhere")]

#[cfg(unix)]
#[path = "support/program.rs"]
mod program;

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use chrono::NaiveDate;
use fairmatch::domain::{
    ChangeSet, Decision, Fair, Need, Offering, Record, Settings, Signing,
};
use fairmatch::store::{Access, Parts, Stamp, Store};

const BINARY: &str = env!("CARGO_BIN_EXE_fairmatch");

const SETTINGS: &str = "name = 'test'\nlanguage = 'en'\n[[session]]\ndate = 2026-10-16\n\
    start = '09:00'\nend = '12:00'\nslot_minutes = 20\ntables = 9\n";

/// A fair of a need, a project and many offerings.
fn fair(dir: &Path) {
    let mut set = ChangeSet::new("init", None);
    set.put(Record::Needs(Need {
        id: "N1".into(),
        title: "焊接".into(),
        ..Need::default()
    }));
    let signing =
        Signing { id: "P1".into(), title: "焊接项目".into(), ..Signing::default() };
    set.put(Record::Signings(signing));
    for n in 0..200 {
        let (id, title) = (format!("S{n}"), format!("成果{n}"));
        set.put(Record::Offerings(Offering { id, title, ..Offering::default() }));
    }
    let day = NaiveDate::from_ymd_opt(2026, 10, 1).unwrap();
    let stamp = Stamp { who: "test".into(), at: day.and_hms_opt(9, 0, 0).unwrap() };
    fs::write(dir.join("fair.toml"), SETTINGS).unwrap();
    Store::create(dir).unwrap().apply(&set, &stamp).unwrap();
}

fn load(dir: &Path) -> Fair {
    let store = Store::open(dir, Access::Read).unwrap();
    assert!(store.is_sound().unwrap());
    store.fair(Settings::default(), &Parts::all()).unwrap()
}

fn command(dir: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(BINARY);
    command.args(args).current_dir(dir).env_remove("FAIRMATCH_FAIR");
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn run(dir: &Path, args: &[&str]) -> Output {
    command(dir, args).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A number that jumps about: Lehmer's generator with Park and Miller's numbers.
fn jump(seed: &mut u64) -> u64 {
    *seed = *seed * 48_271 % 0x7fff_ffff;
    *seed
}

/// How many rows an import of the test has.
const ROWS: usize = 60;

/// A command that is killed, and what must be there if it was acknowledged.
struct Stroke {
    args: Vec<String>,
    kept: Kept,
}

/// What must be there.
enum Kept {
    Decision(String),
    Note(String),
    Import(usize),
    Plan,
}

fn stroke(dir: &Path, n: usize) -> Stroke {
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    let partner = format!("S{}", n % 200);
    match n % 10 {
        2 | 7 => Stroke {
            args: words(&["ledger", "log", "P1", "--note", &format!("note {n}")]),
            kept: Kept::Note(format!("note {n}")),
        },
        3 | 8 => {
            let file = dir.join(format!("{n}.csv"));
            let rows = (0..ROWS).map(|row| format!("S{n}-{row},offering {n} {row}\n"));
            let text: String =
                std::iter::once("id,title\n".to_owned()).chain(rows).collect();
            fs::write(&file, text).unwrap();
            let args = words(&["import", "offerings", file.to_str().unwrap()]);
            Stroke { args, kept: Kept::Import(n) }
        }
        9 => Stroke { args: words(&["plan", "--iterations", "10"]), kept: Kept::Plan },
        _ => Stroke {
            args: words(&["decide", "N1", &partner, "accept"]),
            kept: Kept::Decision(partner),
        },
    }
}

/// Kills so many commands at random moments; whatever was acknowledged must be there, and
/// nothing by half.
fn kill_nine(times: usize) {
    let dir = tempfile::tempdir().unwrap();
    fair(dir.path());
    let mut kept = Vec::new();
    let mut seed = 2026;
    for n in 0..times {
        let stroke = stroke(dir.path(), n);
        let args: Vec<&str> = stroke.args.iter().map(String::as_str).collect();
        let mut child = command(dir.path(), &args).spawn().unwrap();
        std::thread::sleep(Duration::from_micros(jump(&mut seed) % 80_000));
        // A plan may leave pairs for a person to look at.
        let done =
            child.try_wait().unwrap().is_some_and(|status| status.code() < Some(2));
        child.kill().unwrap();
        if child.wait().unwrap().success() || done {
            kept.push(stroke.kept);
        }
    }
    let fair = load(dir.path());
    for kept in &kept {
        let there = match kept {
            Kept::Decision(partner) => {
                fair.decisions.iter().any(|d: &Decision| d.offering == *partner)
            }
            Kept::Note(note) => {
                fair.ledger.iter().any(|entry| entry.note.as_ref() == Some(note))
            }
            Kept::Import(n) => {
                let id = format!("S{n}-0");
                fair.offerings.iter().any(|offering| offering.id == id)
            }
            Kept::Plan => fair.plan.is_some(),
        };
        assert!(there, "acknowledged and lost");
    }
    for n in 0..times {
        let start = format!("S{n}-");
        let count = fair.offerings.iter().filter(|o| o.id.starts_with(&start)).count();
        assert!(count == 0 || count == ROWS, "{count} rows of one import");
    }
    assert!(run(dir.path(), &["check"]).status.code() < Some(2));
}

#[test]
fn whatever_was_acknowledged_survives_kill_nine() {
    kill_nine(40);
}

#[test]
#[ignore = "takes minutes: cargo test --release --test faults -- --ignored"]
fn whatever_was_acknowledged_survives_kill_nine_hundreds_of_times() {
    kill_nine(500);
}

/// Eight processes write so many entries each; all of them must be there.
fn eight_processes(each: usize) {
    let dir = tempfile::tempdir().unwrap();
    fair(dir.path());
    let clerk = |clerk: usize| {
        for n in 0..each {
            let note = format!("{clerk}-{n}");
            let output = run(dir.path(), &["ledger", "log", "P1", "--note", &note]);
            assert!(output.status.success(), "{}", said(&output));
        }
    };
    std::thread::scope(|scope| {
        for n in 0..8 {
            scope.spawn(move || clerk(n));
        }
    });
    let fair = load(dir.path());
    let mut notes: Vec<_> =
        fair.ledger.iter().filter_map(|e| e.note.as_deref()).collect();
    notes.sort_unstable();
    notes.dedup();
    assert_eq!(notes.len(), 8 * each);
    let ids: Vec<_> = fair.ledger.iter().map(|entry| entry.id.clone()).collect();
    let numbered: Vec<_> = (1..=8 * each).map(|n| format!("L{n}")).collect();
    assert_eq!(ids, numbered, "numbers without a gap, in the order of the log");
}

#[test]
fn eight_processes_lose_nothing() {
    eight_processes(8);
}

#[test]
#[ignore = "takes minutes: cargo test --release --test faults -- --ignored"]
fn eight_processes_write_two_hundred_entries_each() {
    eight_processes(200);
}

#[test]
fn older_fairs_open_and_newer_ones_are_refused() {
    let dir = tempfile::tempdir().unwrap();
    fair(dir.path());
    let version = |version: i64| {
        let db = rusqlite::Connection::open(dir.path().join("fair.db")).unwrap();
        db.pragma_update(None, "user_version", version).unwrap();
    };
    version(99);
    let output = run(dir.path(), &["list", "needs"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("newer version"), "{}", said(&output));
    let db = rusqlite::Connection::open(dir.path().join("fair.db")).unwrap();
    db.execute_batch("DROP TABLE numbers").unwrap();
    drop(db);
    version(2);
    let logged = run(dir.path(), &["ledger", "log", "P1", "--note", "x"]);
    assert!(logged.status.success(), "{}", said(&logged));
    assert_eq!(load(dir.path()).ledger[0].id, "L1");
}

#[test]
fn files_that_are_no_fair_are_named_and_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    fair(dir.path());
    let path = dir.path().join("fair.db");
    let whole = fs::read(&path).unwrap();
    for bytes in [&whole[..whole.len() / 2], b"", b"a letter, renamed"] {
        fs::write(&path, bytes).unwrap();
        for args in [&["list", "needs"][..], &["decide", "N1", "S1", "pin"], &["init"]] {
            let output = run(dir.path(), args);
            assert_eq!(output.status.code(), Some(2), "{args:?}: {}", said(&output));
            assert!(said(&output).contains("fair."), "{}", said(&output));
        }
        assert_eq!(fs::read(&path).unwrap(), bytes);
    }
}

#[test]
fn a_held_lock_is_a_message() {
    let dir = tempfile::tempdir().unwrap();
    fair(dir.path());
    let lock = rusqlite::Connection::open(dir.path().join("fair.db")).unwrap();
    lock.execute_batch("BEGIN IMMEDIATE").unwrap();
    let mut other =
        Store::open_patiently(dir.path(), Access::Write, Duration::from_millis(20))
            .unwrap();
    let day = NaiveDate::from_ymd_opt(2026, 10, 1).unwrap();
    let stamp = Stamp { who: "other".into(), at: day.and_hms_opt(9, 0, 0).unwrap() };
    let mut set = ChangeSet::new("edit", None);
    set.remove(fairmatch::domain::Kind::Needs, "N1");
    let refused = other.apply(&set, &stamp).unwrap_err();
    assert!(refused.to_string().contains("somebody else"), "{refused}");
    drop(lock);
    other.apply(&set, &stamp).unwrap();
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::PermissionsExt as _;
    use std::os::unix::process::CommandExt as _;

    use super::*;

    /// Somebody whom permissions bind, should the tests run as root.
    const NOBODY: u32 = 65_534;

    fn is_root(dir: &Path) -> bool {
        use std::os::unix::fs::MetadataExt as _;
        fs::metadata(dir).unwrap().uid() == 0
    }

    #[test]
    fn a_read_only_folder_is_read_and_not_written() {
        let dir = tempfile::tempdir().unwrap();
        fair(dir.path());
        let set = |path: &Path, mode| {
            fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
        };
        let before = fs::read(dir.path().join("fair.db")).unwrap();
        set(&dir.path().join("fair.db"), 0o444);
        set(dir.path(), 0o555);
        let tools = tempfile::tempdir().unwrap();
        set(tools.path(), 0o755);
        let copy = program::copied(BINARY.as_ref(), tools.path());
        let run = |args: &[&str]| {
            let mut command = Command::new(&copy);
            command.args(args).current_dir(dir.path()).env_remove("FAIRMATCH_FAIR");
            if is_root(dir.path()) {
                command.uid(NOBODY);
            }
            command.output().unwrap()
        };
        let listed = run(&["list", "needs", "--format", "json"]);
        let decided = run(&["decide", "N1", "S1", "pin"]);
        set(dir.path(), 0o755);
        assert!(listed.status.success(), "{}", said(&listed));
        assert!(String::from_utf8_lossy(&listed.stdout).contains("焊接"));
        assert_eq!(decided.status.code(), Some(2));
        assert!(said(&decided).contains("cannot be written"), "{}", said(&decided));
        assert_eq!(fs::read(dir.path().join("fair.db")).unwrap(), before);
    }

    #[test]
    fn a_full_disk_leaves_the_old_state() {
        let dir = tempfile::tempdir().unwrap();
        fair(dir.path());
        let long = "x".repeat(60_000);
        let blocks = fs::metadata(dir.path().join("fair.db")).unwrap().len() / 512 + 8;
        let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$@\"");
        let output = Command::new("sh")
            .args(["-c", &script, "sh", BINARY, "edit", "N1"])
            .arg(format!("description={long}"))
            .current_dir(dir.path())
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        assert!(said(&output).contains("disk is full"), "{}", said(&output));
        assert_eq!(load(dir.path()).needs[0].description, "");
        let edited = run(dir.path(), &["edit", "N1", "description=short"]);
        assert!(edited.status.success(), "{}", said(&edited));
    }
}
