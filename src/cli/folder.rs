//! The fair folder: `fair.toml` beside `fair.db`, found like git finds a repository.
#![expect(clippy::disallowed_methods, reason = "cli touches files")]

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use super::{Failure, settings_file};
use crate::domain::Settings;
use crate::domain::problem::Problem;
use crate::text::messages::{Lang, Message};

/// The settings file of a fair.
pub(crate) const SETTINGS: &str = "fair.toml";

/// The folder named, else the nearest parent of the working directory with a `fair.toml`.
pub(crate) fn find(named: Option<&Path>) -> Result<Option<PathBuf>> {
    if let Some(dir) = named {
        return Ok(Some(dir.to_owned()));
    }
    let here = std::env::current_dir()?;
    Ok(here.ancestors().find(|dir| dir.join(SETTINGS).is_file()).map(Path::to_owned))
}

/// The language that a fair's settings name, whatever else is wrong with them.
pub(crate) fn language(dir: &Path) -> Option<Lang> {
    let text = std::fs::read_to_string(dir.join(SETTINGS)).ok()?;
    let settings: toml::Table = toml::from_str(&text).ok()?;
    Lang::of_locale(settings.get("language")?.as_str()?)
}

/// Reads a fair's settings; a folder without `fair.toml` has the defaults.
pub(crate) fn settings(dir: &Path) -> Result<Settings> {
    let path = dir.join(SETTINGS);
    if !path.exists() {
        return Ok(Settings::default());
    }
    let file = path.display().to_string();
    let text = std::fs::read_to_string(&path).with_context(|| file.clone())?;
    settings_file::read(&text).map_err(|faults| {
        let message = Message::new("cli-bad-settings").with("file", file);
        Failure::new(message.with("n", faults.len())).details(faults).into()
    })
}

/// That the fair of a folder lost its settings, which are then the defaults.
pub(crate) fn lost_settings(dir: &Path) -> Option<Problem> {
    let lost = !dir.join(SETTINGS).exists();
    lost.then(|| Problem::warning("no_settings").about(SETTINGS))
}
