//! How a command went, as the exit code says it.

use std::process::ExitCode;

/// How a command went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) enum Exit {
    /// 0: fine, warnings and unmatched needs included.
    #[default]
    Fine,
    /// 1: done, but a person must look.
    Look,
    /// 2: could not be carried out.
    Failed,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}
