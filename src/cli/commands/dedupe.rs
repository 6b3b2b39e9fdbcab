//! `fairmatch dedupe`.

use anyhow::Result;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use serde_json::Value;

use crate::cli::load::{self, Sources};
use crate::cli::{Context, Exit, Failure, lookup};
use crate::domain::{ChangeSet, Code as _, Fair, Kind};
use crate::import::{FieldChange, merged};
use crate::matching::duplicates::{self, KINDS};
use crate::report::Duplicates;
use crate::store::{Access, Parts};
use crate::text::messages::Message;

/// Find and merge likely duplicates.
#[derive(Debug, clap::Args)]
pub(crate) struct DedupeArgs {
    /// The registry: needs, offerings or organizations; else all three.
    #[arg(value_parser = searched(), value_name = "KIND")]
    kind: Option<Kind>,
    /// Make the second record a part of the first; whoever names it follows.
    #[arg(long, num_args = 2, value_names = ["A", "B"], conflicts_with = "Sources")]
    merge: Option<Vec<String>>,
    #[command(flatten)]
    sources: Sources,
}

impl DedupeArgs {
    /// Whether the fair is changed and nothing shown.
    pub(super) fn only_changes(&self) -> bool {
        self.merge.is_some()
    }

    /// Carries the command out.
    pub(crate) fn run(&self, context: &Context) -> Result<Exit> {
        if let Some([kept, gone]) = self.merge.as_deref() {
            return self.merge(context, kept, gone);
        }
        let loaded = load::fair(context, &self.sources, &Parts::of(&KINDS))?;
        let kinds = self.kind.map_or_else(|| KINDS.to_vec(), |kind| vec![kind]);
        let pairs = duplicates::pairs(&loaded.fair, &kinds);
        Ok(context.show(&Duplicates { pairs })?.max(loaded.exit))
    }

    fn merge(&self, context: &Context, kept: &str, gone: &str) -> Result<Exit> {
        let mut left = Vec::new();
        let applied = context.store(Access::Write)?.update(
            context.settings.clone(),
            &Parts::all(),
            &context.stamp(),
            |fair| {
                if !context.public {
                    left = left_out(fair, kept, gone);
                }
                self.changes(fair, kept, gone)
            },
        )?;
        let told = Message::new("cli-merged")
            .with("kept", kept)
            .with("gone", gone)
            .with("n", applied.inserted + applied.updated);
        context.terminal.note(&told.say(context.lang));
        for (field, own, other) in left {
            let told = Message::new("cli-merged-left").with("field", field);
            let told = told.with("kept", own).with("gone", other);
            context.terminal.note(&told.say(context.lang));
        }
        Ok(Exit::Fine)
    }

    fn changes(&self, fair: &Fair, kept: &str, gone: &str) -> Result<ChangeSet> {
        let kinds = self.kind.map_or_else(|| KINDS.to_vec(), |kind| vec![kind]);
        if let Some(set) =
            kinds.iter().find_map(|kind| duplicates::merge(fair, *kind, kept, gone))
        {
            return Ok(set);
        }
        for id in [kept, gone] {
            lookup::record(fair, id, &kinds)?;
        }
        let message =
            Message::new("cli-merge-apart").with("kept", kept).with("gone", gone);
        Err(Failure::new(message).into())
    }
}

/// What the second record says otherwise than the first, and is given up for it. Lists are
/// joined, and so are the parts of a contact.
fn left_out(fair: &Fair, kept: &str, gone: &str) -> Vec<FieldChange> {
    let of = |id| KINDS.iter().find_map(|kind| fair.record(*kind, id));
    let (Some(own), Some(other)) = (of(kept), of(gone)) else { return Vec::new() };
    let json = own.json().unwrap_or_default();
    let joined = |field: &str| match &json[field] {
        Value::Array(_) => true,
        Value::Object(parts) => !parts.contains_key("raw") && !parts["name"].is_string(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
    };
    let raw = |field: &str| field.ends_with("_raw");
    let (_, mut changes) = merged(&own, &other);
    changes.retain(|(field, own, other)| {
        !own.is_empty() && own != other && !joined(field) && !raw(field)
    });
    changes
}

/// A registry that is searched for duplicates.
fn searched() -> impl TypedValueParser<Value = Kind> {
    PossibleValuesParser::new(KINDS.map(Kind::code))
        .map(|code| Kind::of_code(&code).expect("clap lets nothing else through"))
}
