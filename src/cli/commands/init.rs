//! `fairmatch init`.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::cli::whole_file::write_whole;
use crate::cli::{Context, Exit, Failure, example, folder};
use crate::store::Store;
use crate::text::messages::{Lang, Message};

/// Make a new fair folder.
#[derive(Debug, clap::Args)]
pub(crate) struct InitArgs {
    /// The folder; it is made where it is missing.
    #[arg(value_name = "DIR", default_value = ".")]
    dir: PathBuf,
    /// Fill it with the bundled fair.
    #[arg(long)]
    example: bool,
}

impl InitArgs {
    /// Carries the command out.
    pub(crate) fn run(&self, context: &Context) -> Result<Exit> {
        let path = self.dir.join(folder::SETTINGS);
        if path.exists() {
            let message = Message::new("store-exists");
            let message = message.with("file", path.display().to_string());
            return Err(Failure::new(message)
                .hint(Message::new("store-exists-hint"))
                .into());
        }
        let mut store = Store::create(&self.dir)?;
        let settings = if self.example {
            context.note_reading(&example::fill(context, &mut store)?);
            example::SETTINGS.to_owned()
        } else {
            blank(context.lang, &self.dir)
        };
        write_whole(&path, |out| Ok(out.write_all(settings.as_bytes())?))?;
        let told = Message::new("cli-made");
        let told = told.with("folder", self.dir.display().to_string());
        context.terminal.note(&told.say(context.lang));
        Ok(Exit::Fine)
    }
}

/// A `fair.toml` with every key and what it means, named after its folder.
fn blank(lang: Lang, dir: &Path) -> String {
    let template = match lang {
        Lang::Zh => include_str!("../../../data/templates/fair.zh.toml"),
        Lang::En => include_str!("../../../data/templates/fair.en.toml"),
    };
    let full = std::path::absolute(dir).unwrap_or_else(|_| dir.to_owned());
    let name = full.file_name().map(|name| name.to_string_lossy().into_owned());
    let name = toml::Value::String(name.unwrap_or_default());
    template.replacen("\"\"", &name.to_string(), 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Settings;

    #[test]
    fn the_templates_say_the_same_in_both_languages() {
        let read = |lang| -> toml::Table {
            toml::from_str(&blank(lang, Path::new("/tmp/fair \"2026\""))).unwrap()
        };
        let (mut zh, mut en) = (read(Lang::Zh), read(Lang::En));
        assert_eq!(zh["name"].as_str(), Some("fair \"2026\""));
        for table in [&mut zh, &mut en] {
            table.remove("language");
            table.remove("zones");
        }
        assert_eq!(zh, en);
    }

    #[test]
    fn a_blank_fair_has_the_default_settings_and_every_key() {
        for lang in Lang::ALL {
            let text = blank(lang, Path::new("/tmp/x"));
            let settings: Settings = toml::from_str(&text).unwrap();
            let default = Settings::default();
            assert_eq!(settings.limits, default.limits);
            assert_eq!(settings.plan, default.plan);
            assert_eq!(settings.sessions, default.sessions);
            assert_eq!(settings.signing.per_batch, default.signing.per_batch);
            assert_eq!(settings.signing.order, default.signing.order);
            for key in [
                "cutoff",
                "targets",
                "zones",
                "[[session]]",
                "slot_minutes",
                "pause_minutes",
                "mode",
                "tables",
                "breaks",
                "hall",
                "need",
                "enterprise",
                "institution",
                "person",
                "objective",
                "weights",
                "fairness",
                "fixed_side",
                "min_pause_minutes",
                "travel_minutes",
                "delegations",
                "slots",
                "wishes",
                "before",
                "[match.weights]",
                "strong",
                "possible",
                "stages",
                "per_batch",
                "minutes_per_batch",
                "order",
                "guest_on",
            ] {
                assert!(text.contains(key), "{key} is missing in {lang:?}");
            }
        }
    }
}
