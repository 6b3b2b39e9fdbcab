//! Options that every command takes, as typed.

use std::num::NonZero;
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, ValueEnum};

use super::target::FormatName;
use super::typed;
use crate::text::messages::Lang;

/// Options that every command takes.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Global options")]
pub(crate) struct Global {
    /// Folder of the fair (else `FAIRMATCH_FAIR`, else the nearest parent with a fair.toml).
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) fair: Option<PathBuf>,
    /// Output format (else the one of the extension of -o, else table).
    #[arg(long, global = true, value_name = "NAME", value_parser = FormatName)]
    pub(crate) format: Option<String>,
    /// Write to this file, - being stdout; its extension names the format.
    #[arg(short, long, global = true, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Language of every word (else the one of fair.toml, else of the locale, else Chinese).
    #[arg(long, global = true, value_enum, value_name = "LANG")]
    pub(crate) lang: Option<Lang>,
    /// Who acts, as the log names them (else the user name).
    #[arg(long = "as", global = true, value_name = "NAME", value_parser = typed::words)]
    pub(crate) who: Option<String>,
    /// The day it is taken to be (else what the clock says).
    #[arg(long, global = true, value_name = "YYYY-MM-DD", value_parser = typed::day)]
    pub(crate) today: Option<NaiveDate>,
    /// When to use colours.
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: When,
    /// No progress and no notes.
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,
    /// More notes.
    #[arg(short, long, global = true)]
    pub(crate) verbose: bool,
    /// Show only what may be published.
    #[arg(long, global = true)]
    pub(crate) public: bool,
    /// Threads to work with (else one a core).
    #[arg(long, global = true, value_name = "N", value_parser = typed::some)]
    pub(crate) jobs: Option<NonZero<usize>>,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum When {
    /// On a terminal, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl ValueEnum for Lang {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        Some(clap::builder::PossibleValue::new(self.code()))
    }
}
