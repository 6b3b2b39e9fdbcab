//! Needs that come as lines of JSON on stdin.

use std::io::{Cursor, Read as _};

use anyhow::Result;
use serde_json::Value;

use super::{Context, Exit};
use crate::domain::problem::Problem;
use crate::domain::{Kind, Need, Record};
use crate::import::{self, Identity, Options, ReadSeek, SheetReport};

/// The byte order mark that programs of Windows begin with.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// What stdin is called.
const STDIN: &str = "-";

/// Needs as they come, and how reading them goes.
#[derive(Debug, Default)]
pub(crate) struct Lines {
    row: u64,
    /// The ids of the lines before: each stands once.
    identity: Identity,
    /// [`Exit::Look`] when a line was rejected.
    pub(crate) exit: Exit,
}

impl Lines {
    /// All needs of stdin.
    pub(crate) fn all(&mut self, context: &Context) -> Result<Vec<Need>> {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes)?;
        Ok(self.needs(context, &bytes))
    }

    /// The needs of the next lines. What is wrong with a line is said on stderr, and the
    /// others go on.
    pub(crate) fn needs(&mut self, context: &Context, lines: &[u8]) -> Vec<Need> {
        let mut needs = Vec::new();
        let lines = match lines.strip_prefix(MARK) {
            Some(rest) if self.row == 0 => rest,
            _ => lines,
        };
        for line in lines.strip_suffix(b"\n").unwrap_or(lines).split(|b| *b == b'\n') {
            self.row += 1;
            if line.trim_ascii().is_empty() {
                continue;
            }
            match whole(line) {
                Some(mut need) => match self.identity.take(Kind::Needs, &need.id) {
                    Ok(()) => {
                        need.source.row = self.row;
                        needs.push(need);
                    }
                    Err(problem) => self.turn_away(context, problem.in_column("id")),
                },
                None => self.by_columns(context, line, &mut needs),
            }
        }
        needs
    }

    /// Says why a line is rejected.
    fn turn_away(&mut self, context: &Context, problem: Problem) {
        self.exit = self.exit.max(Exit::Look);
        let problem = problem.at_row(self.row);
        context.note_reading(&[SheetReport::failed(&STDIN.into(), problem)]);
    }

    /// A need as an object of canonical column names.
    fn by_columns(&mut self, context: &Context, line: &[u8], needs: &mut Vec<Need>) {
        let row = self.row;
        let options = Options { kind: Some(Kind::Needs), ..context.reading() };
        let mut bytes = Cursor::new([b"[", line, b"]"].concat());
        let mut sink = |record| {
            if let Record::Needs(mut need) = record {
                need.source.row = row;
                needs.push(need);
            }
        };
        let input = (STDIN, &mut bytes as &mut dyn ReadSeek);
        let mut reports =
            import::read_one_of(input, &options, &mut self.identity, &mut sink);
        for report in &mut reports {
            report.problems.iter_mut().for_each(|problem| problem.row = row);
            if report.must_look() {
                self.exit = self.exit.max(Exit::Look);
            }
        }
        context.note_reading(&reports);
    }
}

/// A need as `show` and `list` write it, its parts nested.
fn whole(line: &[u8]) -> Option<Need> {
    let value: Value = serde_json::from_slice(line).ok()?;
    let nested = value.get("organization").is_some_and(Value::is_object);
    let need: Need = nested.then(|| serde_json::from_value(value).ok())??;
    (!need.id.is_empty() && !need.title.is_empty()).then_some(need)
}
