//! A desk with a fair on it: commands are run there and their answers read.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

const BINARY: &str = env!("CARGO_BIN_EXE_fairmatch");

/// A description that is long enough to be matched.
pub(crate) const LONG: &str =
    "现有工艺的厚度均匀性和表面质量达不到要求，需要开发新的轧制工艺。";

/// The day every session takes it to be.
pub(crate) const TODAY: &str = "2026-10-20";

/// A folder with a fair, or without one.
pub(crate) struct Desk {
    dir: TempDir,
}

/// What came back.
pub(crate) struct Told {
    /// The exit code.
    pub(crate) code: i32,
    /// Standard output.
    pub(crate) out: Vec<u8>,
    /// Standard error.
    pub(crate) err: String,
}

impl Desk {
    /// A desk without a fair.
    pub(crate) fn empty() -> Self {
        Self { dir: tempfile::tempdir().unwrap() }
    }

    /// A fair in English without any record.
    pub(crate) fn blank() -> Self {
        let desk = Self::empty();
        assert_eq!(desk.run(&["--lang", "en", "init"]).code, 0);
        desk
    }

    /// The bundled fair.
    pub(crate) fn example() -> Self {
        let desk = Self::empty();
        assert_eq!(desk.run(&["init", "--example"]).code, 0);
        desk
    }

    /// A blank fair with registries, given as kind and CSV text.
    pub(crate) fn with(registries: &[(&str, &str)]) -> Self {
        let desk = Self::blank();
        for (kind, text) in registries {
            let file = desk.write(&format!("{kind}.csv"), text);
            let told = desk.run(&["import", kind, file.to_str().unwrap()]);
            assert_eq!(told.code, 0, "{kind}: {}", told.text());
        }
        desk
    }

    pub(crate) fn path(&self) -> &Path {
        self.dir.path()
    }

    /// Writes a file into the folder.
    pub(crate) fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.dir.path().join(name);
        fs::write(&path, text).unwrap();
        path
    }

    /// A command about to run here, in a clean environment.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(BINARY);
        command.args(args).current_dir(self.path());
        if !args.contains(&"--today") {
            command.args(["--today", TODAY]);
        }
        for name in ["FAIRMATCH_FAIR", "FAIRMATCH_MODEL", "LC_ALL", "LC_MESSAGES", "LANG"]
        {
            command.env_remove(name);
        }
        command.env("USER", "clerk").stdin(Stdio::null());
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Runs a command.
    pub(crate) fn run(&self, args: &[&str]) -> Told {
        let output = self.command(args).output().unwrap();
        Told {
            code: output.status.code().unwrap_or(-1),
            out: output.stdout,
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// Runs a command that must go well.
    pub(crate) fn fine(&self, args: &[&str]) -> Told {
        let told = self.run(args);
        assert_eq!(told.code, 0, "{args:?}: {}", told.err);
        told
    }

    /// Runs a command that must be refused, and returns why.
    pub(crate) fn refused(&self, args: &[&str]) -> String {
        let told = self.run(args);
        assert_eq!(told.code, 2, "{args:?}: {}{}", told.text(), told.err);
        told.err
    }

    /// The JSON that a command answers with.
    pub(crate) fn json(&self, args: &[&str]) -> Value {
        let told = self.run(&[args, &["--format", "json"]].concat());
        serde_json::from_slice(&told.out)
            .unwrap_or_else(|error| panic!("{args:?}: {error}: {}", told.err))
    }
}

impl Told {
    /// Standard output as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.out).into_owned()
    }
}

/// A field of every object of a list.
pub(crate) fn column(list: &Value, field: &str) -> Vec<String> {
    let text = |value: &Value| match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => {
            value.to_string()
        }
    };
    list.as_array().unwrap().iter().map(|object| text(&object[field])).collect()
}

/// The object of a list that has a value in a field.
pub(crate) fn object<'a>(list: &'a Value, field: &str, value: &str) -> &'a Value {
    let objects = list.as_array().unwrap();
    let found = objects.iter().find(|object| object[field] == value);
    found.unwrap_or_else(|| panic!("no {field} {value} in {list}"))
}
