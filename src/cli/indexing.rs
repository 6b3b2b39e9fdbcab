//! The index of the offerings beside the registry or in the fair's folder: built, looked
//! into, and used as long as it is fresh.
#![expect(clippy::disallowed_methods, reason = "cli touches files")]

use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use anyhow::{Context as _, Result};
use memmap2::Mmap;

use super::load::{self, Sources};
use super::output::write_whole;
use super::{Context, Exit, Failure, mapped};
use crate::domain::{Kind, Offering};
use crate::matching::Collector;
use crate::matching::index::{self, Index};
use crate::report::Indexed;
use crate::store::{Access, Parts};
use crate::text::Key;
use crate::text::concepts::Lexicon;
use crate::text::messages::Message;

/// The index in a fair's folder.
const IN_FAIR: &str = "offerings.index";

/// `index build`.
pub(super) fn build(context: &Context, sources: &Sources) -> Result<Exit> {
    let file = match context.target.file() {
        Some(file) => file.to_owned(),
        None => place(context, sources).ok_or_else(nothing_to_index)?,
    };
    let print = fingerprint(context, sources)?;
    let loaded = load::fair(context, sources, &Parts::of(&[Kind::Offerings]))?;
    write(&file, &loaded.fair.offerings, print)?;
    let text = Message::new("cli-index-built")
        .with("file", file.display().to_string())
        .with("n", loaded.fair.offerings.len());
    context.terminal.note(&text.say(context.lang));
    Ok(loaded.exit)
}

/// `index info`.
pub(super) fn info(
    context: &Context,
    file: Option<&Path>,
    sources: &Sources,
) -> Result<Exit> {
    let own = place(context, sources);
    let file = file.map(Path::to_owned).or(own).ok_or_else(nothing_to_index)?;
    let name = file.display().to_string();
    let bytes = mapped::map(&file).with_context(|| name.clone())?;
    let failure = |error: index::IndexError| {
        let message = Message::new("cli-bad-index").with("file", name.clone());
        Failure::new(message.with("error", error.to_string()))
            .hint(Message::new("cli-bad-index-hint"))
    };
    let index = Index::open(&bytes).map_err(failure)?;
    index.verify().map_err(failure)?;
    let summary = index.summary().map_err(failure)?;
    let known = !sources.offerings.is_empty() || context.folder.is_some();
    let fresh = if known {
        Some(fingerprint(context, sources)? == summary.fingerprint)
    } else {
        None
    };
    context.show(&Indexed {
        file: name.clone(),
        offerings: summary.offerings,
        terms: summary.terms,
        bytes: summary.bytes,
        fresh,
    })
}

/// The fresh index of what is to be matched, mapped. One that is stale is built anew from
/// `offerings` by [`renew`].
pub(super) fn fresh(context: &Context, sources: &Sources) -> Result<Option<Mmap>> {
    let Some(file) = place(context, sources).filter(|file| file.is_file()) else {
        return Ok(None);
    };
    let print = fingerprint(context, sources)?;
    let bytes = mapped::map(&file).with_context(|| file.display().to_string())?;
    let is_fresh = Index::open(&bytes).is_ok_and(|index| index.fingerprint() == print);
    Ok(is_fresh.then_some(bytes))
}

/// Builds a stale index anew; without one there is nothing to do, and that it cannot be
/// written is no failure of the matching.
pub(super) fn renew(context: &Context, sources: &Sources, offerings: &[Offering]) {
    let stale = place(context, sources).filter(|file| file.is_file());
    let print = fingerprint(context, sources);
    if let (Some(file), Ok(print)) = (stale, print)
        && write(&file, offerings, print).is_ok()
    {
        let text =
            Message::new("cli-index-renewed").with("file", file.display().to_string());
        context.terminal.note(&text.say(context.lang));
    }
}

/// The index holds the built-in concepts; a person's own are not in it.
fn write(file: &Path, offerings: &[Offering], print: u64) -> Result<()> {
    let lexicon = Lexicon::default();
    let mut collector = Collector::new(&lexicon);
    collector.push(offerings);
    let corpus = collector.finish();
    write_whole(file, |out| Ok(index::write(&corpus, offerings, print, out)?))
}

/// Beside the first registry of offerings, else in the fair's folder.
fn place(context: &Context, sources: &Sources) -> Option<PathBuf> {
    if let Some(first) = sources.offerings.first() {
        let mut name = first.clone().into_os_string();
        name.push(".index");
        return (first.as_os_str() != "-").then(|| name.into());
    }
    context.folder.as_ref().map(|folder| folder.join(IN_FAIR))
}

/// What was indexed: the files by size and time of change, else the fair by its revision;
/// and the program that read the texts.
fn fingerprint(context: &Context, sources: &Sources) -> Result<u64> {
    let mut parts = vec![env!("CARGO_PKG_VERSION").to_owned()];
    parts.push(Lexicon::default().fingerprint().to_string());
    for file in &sources.offerings {
        let known =
            std::fs::metadata(file).with_context(|| file.display().to_string())?;
        let changed = known.modified()?.duration_since(UNIX_EPOCH).unwrap_or_default();
        parts.push(format!("{} {}", known.len(), changed.as_nanos()));
    }
    if sources.offerings.is_empty() {
        let store = context.store(Access::Read)?;
        let fair = store.fair(context.settings.clone(), &Parts::default())?;
        parts.push(format!("{:?}", fair.revision));
    }
    Ok(Key::word(&parts.join("\n")).0)
}

fn nothing_to_index() -> anyhow::Error {
    Failure::new(Message::new("cli-nothing-to-index"))
        .hint(Message::new("cli-nothing-to-index-hint"))
        .into()
}
