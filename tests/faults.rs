//! The fair under faults: killed processes, eight clerks at once, a full disk, a read-only
//! folder, files that are no fair. Each with the real binary.
#![expect(clippy::disallowed_methods, reason = "tests look at files and processes")]
#![expect(clippy::unwrap_used, reason = "a test may end anywhere")]

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
    fs::write(dir.join("fair.toml"), "name = 'test'\nlanguage = 'en'\n").unwrap();
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

#[test]
fn whatever_was_acknowledged_survives_kill_nine() {
    let dir = tempfile::tempdir().unwrap();
    fair(dir.path());
    let mut decided = Vec::new();
    let mut logged = Vec::new();
    let mut seed = 2026;
    for n in 0..30 {
        let partner = format!("S{n}");
        let args: &[&str] = match n % 3 {
            0 | 1 => &["decide", "N1", &partner, "accept"],
            _ => &["ledger", "log", "P1", "--note", &partner],
        };
        let mut child = command(dir.path(), args).spawn().unwrap();
        std::thread::sleep(Duration::from_micros(jump(&mut seed) % 60_000));
        child.kill().unwrap();
        let done = child.wait().unwrap().success();
        if done && n % 3 == 2 {
            logged.push(partner);
        } else if done {
            decided.push(partner);
        }
    }
    let fair = load(dir.path());
    let known = |d: &Decision| decided.contains(&d.offering);
    assert_eq!(fair.decisions.iter().filter(|d| known(d)).count(), decided.len());
    for note in &logged {
        assert!(
            fair.ledger.iter().any(|entry| entry.note.as_ref() == Some(note)),
            "{note}"
        );
    }
    assert!(run(dir.path(), &["check"]).status.success());
}

#[test]
fn eight_processes_lose_nothing() {
    const EACH: usize = 8;
    let dir = tempfile::tempdir().unwrap();
    fair(dir.path());
    let clerk = |clerk: usize| {
        for n in 0..EACH {
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
    assert_eq!(notes.len(), 8 * EACH);
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
    let store = Store::open(dir.path(), Access::Write).unwrap();
    let lock = store.lock().unwrap();
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
        // A copy of the program that anybody may run, wherever the build lies.
        let tools = tempfile::tempdir().unwrap();
        set(tools.path(), 0o755);
        let copy = tools.path().join("fairmatch");
        fs::copy(BINARY, &copy).unwrap();
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
