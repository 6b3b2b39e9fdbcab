//! The index of the offerings beside the registry or in the fair's folder: built, looked
//! into, and used as long as it is fresh.

use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::UNIX_EPOCH;

use anyhow::{Context as _, Result};
use memmap2::Mmap;

use super::load::{self, Sources};
use super::target::no_stdout;
use super::whole_file::write_whole;
use super::{Context, Exit, Failure, mapped};
use crate::domain::{Kind, Offering};
use crate::matching::Collector;
use crate::matching::index::{self, Index, IndexError, Writer};
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
        None if context.target.stdout => return Err(no_stdout().into()),
        None => place(context, sources).ok_or_else(nothing_to_index)?,
    };
    let print = fingerprint(context, sources)?;
    let (count, exit) = if sources.offerings.is_empty() {
        let parts = Parts::of(&[Kind::Offerings, Kind::Organizations]);
        let mut fair = context.fair(&parts)?;
        fair.complete_from_own_roster();
        write(&file, &fair.offerings, print)?;
        (fair.offerings.len(), Exit::Fine)
    } else {
        write_as_read(context, sources, &file, print)?
    };
    let text = Message::new("cli-index-built")
        .with("file", file.display().to_string())
        .with("n", count);
    context.terminal.note(&text.say(context.lang));
    Ok(exit)
}

/// `index info`.
pub(super) fn info(
    context: &Context,
    file: Option<&Path>,
    sources: &Sources,
) -> Result<Exit> {
    let own = place(context, sources);
    let path = file.map(Path::to_owned).or(own).ok_or_else(nothing_to_index)?;
    let bytes = mapped::map(&path).with_context(|| path.display().to_string())?;
    let file = index::File::open(&bytes).map_err(|error| failure(&path, error))?;
    file.verify().map_err(|error| failure(&path, error))?;
    let summary = Index::new(&file).map_err(|error| failure(&path, error))?.summary();
    let known = !sources.offerings.is_empty() || context.folder.is_some();
    let fresh = if known {
        Some(fingerprint(context, sources)? == summary.fingerprint)
    } else {
        None
    };
    context.show(&Indexed {
        file: path.display().to_string(),
        offerings: summary.offerings,
        terms: summary.terms,
        bytes: summary.bytes,
        fresh,
    })
}

/// Why an index cannot be used.
pub(super) fn failure(file: &Path, error: IndexError) -> anyhow::Error {
    let message = Message::new("cli-bad-index").with("file", file.display().to_string());
    Failure::new(message.with("error", error.message()))
        .hint(Message::new("cli-bad-index-hint"))
        .into()
}

/// The index of what is to be matched.
pub(super) enum Found {
    /// There is none, or none that this program may touch.
    None,
    /// Mapped, and of the registry as it is.
    Fresh(PathBuf, Mmap),
    /// To be built anew, of this fingerprint.
    Stale(PathBuf, u64),
}

/// Looks for the index of what is to be matched.
pub(super) fn find(context: &Context, sources: &Sources) -> Result<Found> {
    let Some(file) = place(context, sources).filter(|file| file.is_file()) else {
        return Ok(Found::None);
    };
    let print = fingerprint(context, sources)?;
    let bytes = mapped::map(&file).with_context(|| file.display().to_string())?;
    match index::File::open(&bytes).map(|index| index.fingerprint()) {
        Ok(own) if own == print => Ok(Found::Fresh(file, bytes)),
        Ok(_) | Err(IndexError::Older | IndexError::Damaged) => {
            Ok(Found::Stale(file, print))
        }
        Err(error @ (IndexError::NoIndex | IndexError::Newer)) => {
            let text = Message::new("cli-index-left")
                .with("file", file.display().to_string())
                .with("error", error.message());
            context.terminal.note(&text.say(context.lang));
            Ok(Found::None)
        }
    }
}

/// Builds a stale index anew; that it cannot be written is no failure of the matching.
pub(super) fn renew(context: &Context, file: &Path, print: u64, offerings: &[Offering]) {
    if write(file, offerings, print).is_ok() {
        let text =
            Message::new("cli-index-renewed").with("file", file.display().to_string());
        context.terminal.note(&text.say(context.lang));
    }
}

/// Offerings read before they are indexed.
const BATCH: usize = 1 << 13;

/// Writes the index of offerings in memory.
fn write(file: &Path, offerings: &[Offering], print: u64) -> Result<()> {
    write_batches(file, print, offerings.chunks(BATCH))?;
    Ok(())
}

/// The index holds the built-in concepts; a person's own are not in it.
fn write_batches<B: AsRef<[Offering]>>(
    file: &Path,
    print: u64,
    batches: impl IntoIterator<Item = B>,
) -> Result<usize> {
    let lexicon = Lexicon::default();
    let mut count = 0;
    write_whole(file, |out| {
        let mut collector = Collector::new(&lexicon);
        let mut writer = Writer::new(out)?;
        for batch in batches {
            let offerings = batch.as_ref();
            count += offerings.len();
            writer.push(offerings)?;
            collector.push(offerings);
        }
        Ok(writer.finish(&collector.finish(), print)?)
    })?;
    Ok(count)
}

/// Writes the index of registry files while they are read: a million offerings need not
/// be in memory.
fn write_as_read(
    context: &Context,
    sources: &Sources,
    file: &Path,
    print: u64,
) -> Result<(usize, Exit)> {
    let (sender, receiver) = mpsc::sync_channel(2);
    std::thread::scope(|scope| {
        // The reader takes the sender along, so that the end of reading ends the batches.
        let reader = scope.spawn(move || {
            load::offerings(context, sources, BATCH, &mut |batch| {
                // Nobody listens any more if writing failed, which is said below.
                drop(sender.send(batch));
            })
        });
        let count = write_batches(file, print, receiver)?;
        let exit = reader.join().map_err(|_| anyhow::anyhow!("reading stopped"))?;
        Ok((count, exit))
    })
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
    for file in sources.offerings.iter().chain(&sources.organizations) {
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
