//! The programs that outputs are opened with, where they are installed.
#![expect(
    clippy::disallowed_methods,
    reason = "tests run programs and read their output"
)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use libtest_mimic::Failed;

/// A program or a Python package.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tool {
    Chromium,
    Axe,
    LibreOffice,
    Poppler,
    Openpyxl,
    Icalendar,
    Vobject,
    Python,
    Pyspark,
}

impl Tool {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Axe => "target/tools/axe.min.js",
            Self::LibreOffice => "soffice",
            Self::Poppler => "pdftotext",
            Self::Openpyxl => "openpyxl",
            Self::Icalendar => "icalendar",
            Self::Vobject => "vobject",
            Self::Python => "python3",
            Self::Pyspark => "pyspark",
        }
    }

    pub(crate) fn is_there(self) -> bool {
        match self {
            Self::Axe => axe().is_file(),
            Self::Chromium | Self::LibreOffice => starts(self.name(), "--version"),
            Self::Poppler => starts(self.name(), "-v"),
            Self::Python => Command::new(python())
                .arg("--version")
                .output()
                .is_ok_and(|output| is_fine(&output)),
            Self::Openpyxl | Self::Icalendar | Self::Vobject | Self::Pyspark => {
                let import = format!("import {}", self.name());
                let found = Command::new(python()).args(["-c", &import]).output();
                found.is_ok_and(|output| is_fine(&output))
            }
        }
    }
}

fn is_fine(output: &Output) -> bool {
    output.status.success()
}

fn starts(program: &str, argument: &str) -> bool {
    Command::new(program).arg(argument).output().is_ok_and(|output| is_fine(&output))
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("target/tools")
}

/// The accessibility checker, one script.
pub(crate) fn axe() -> PathBuf {
    folder().join("axe.min.js")
}

/// The Python that `.ci/run` set up, else the system's.
pub(crate) fn python() -> PathBuf {
    let own = folder().join("python/bin/python");
    if own.is_file() { own } else { PathBuf::from("python3") }
}

/// Runs a program; what it prints, or why it failed.
pub(crate) fn run(command: &mut Command) -> Result<String, Failed> {
    let Output { status, stdout, stderr } = command.output()?;
    let said = String::from_utf8_lossy(&stdout).into_owned();
    if status.success() {
        return Ok(said);
    }
    Err(format!("{command:?}: {status}\n{said}{}", String::from_utf8_lossy(&stderr))
        .into())
}

/// Fails with a message unless a condition holds.
pub(crate) fn ensure(holds: bool, what: impl Into<String>) -> Result<(), Failed> {
    if holds { Ok(()) } else { Err(what.into().into()) }
}

/// A report in a format, in a file of a temporary folder.
pub(crate) fn written(
    report: &dyn fairmatch::report::Report,
    format: &str,
    lang: fairmatch::text::messages::Lang,
) -> Result<(tempfile::TempDir, PathBuf), Failed> {
    let format = fairmatch::export::by_name(format).expect("a known format");
    let mut bytes = Vec::new();
    format.write(report, &crate::support::style(lang), &mut bytes)?;
    let dir = tempfile::tempdir()?;
    let file = dir.path().join(format!("{}.{}", report.name(), format.extensions()[0]));
    std::fs::write(&file, bytes)?;
    Ok((dir, file))
}
