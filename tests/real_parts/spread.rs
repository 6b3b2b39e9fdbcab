//! Matching spread over workers gives, sorted, the bytes of one run.
#![expect(clippy::disallowed_methods, reason = "tests run programs on files")]

use std::path::Path;
use std::process::{Command, Stdio};

use libtest_mimic::Failed;

use crate::tools::{ensure, python, run};

pub(crate) fn processes() -> Result<(), Failed> {
    spread("processes")
}

pub(crate) fn spark() -> Result<(), Failed> {
    spread("spark")
}

fn spread(engine: &str) -> Result<(), Failed> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let offerings = root.join("data/example/offerings.csv");
    let program = env!("CARGO_BIN_EXE_fairmatch");
    let folder = tempfile::tempdir()?;
    let (needs, parts) = (folder.path().join("needs.jsonl"), folder.path().join("parts"));
    let listed = run(Command::new(program)
        .args(["list", "needs", "--format", "jsonl", "--needs"])
        .arg(root.join("data/example/needs.csv")))?;
    std::fs::write(&needs, listed)?;
    let options = ["--no-semantic", "--lang", "en", "--today", "2026-10-01"];
    run(Command::new(python())
        .arg(root.join("examples/spread.py"))
        .args([&needs, &offerings])
        .args(["--engine", engine, "--program", program, "-o"])
        .arg(&parts)
        .arg("--")
        .args(options))?;
    let whole = run(Command::new(program)
        .args(["match", "-", "--format", "jsonl", "--offerings"])
        .arg(&offerings)
        .args(options)
        .stdin(Stdio::from(std::fs::File::open(&needs)?)))?;
    let mut whole: Vec<&str> = whole.lines().collect();
    whole.sort_unstable();
    let parts = std::fs::read_to_string(&parts)?;
    ensure(parts.lines().eq(whole.iter().copied()), "the parts are not the whole")
}
