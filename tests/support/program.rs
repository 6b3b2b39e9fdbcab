//! A copy of the program that anybody may run, wherever the build lies.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Copies a program into a folder, by a process of its own: while a test has the copy open to
/// write, another one may start a program, which holds it open too, and then it is too busy to
/// be run.
pub(crate) fn copied(program: &OsStr, into: &Path) -> PathBuf {
    let copy = into.join("fairmatch");
    let status = Command::new("cp").arg(program).arg(&copy).status();
    assert!(status.expect("cp is there").success(), "the program is copied");
    copy
}
