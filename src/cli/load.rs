//! Where a command's fair comes from: registry files named on the command line, else the
//! fair folder.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use super::{Context, Exit, Failure, inputs};
use crate::domain::{Fair, Kind, Offering, Record};
use crate::import::{Identity, Options, SheetReport};
use crate::store::Parts;
use crate::text::messages::Message;

/// Registry files to read instead of a fair folder; `-` is stdin.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Registries")]
pub(crate) struct Sources {
    /// Needs registry (repeatable).
    #[arg(long, value_name = "FILE")]
    pub(crate) needs: Vec<PathBuf>,
    /// Offerings registry (repeatable).
    #[arg(long, value_name = "FILE")]
    pub(crate) offerings: Vec<PathBuf>,
    /// Organizations registry (repeatable).
    #[arg(long, value_name = "FILE")]
    pub(crate) organizations: Vec<PathBuf>,
    /// People registry (repeatable).
    #[arg(long, value_name = "FILE")]
    pub(crate) people: Vec<PathBuf>,
    /// Signings registry (repeatable).
    #[arg(long, value_name = "FILE")]
    pub(crate) signings: Vec<PathBuf>,
    /// Ledger (repeatable).
    #[arg(long, value_name = "FILE")]
    pub(crate) ledger: Vec<PathBuf>,
    /// Officers registry (repeatable).
    #[arg(long, value_name = "FILE")]
    pub(crate) officers: Vec<PathBuf>,
    /// Availability registry (repeatable).
    #[arg(long, value_name = "FILE")]
    pub(crate) availability: Vec<PathBuf>,
    /// Policies registry (repeatable).
    #[arg(long, value_name = "FILE")]
    pub(crate) policies: Vec<PathBuf>,
    /// Events registry (repeatable).
    #[arg(long, value_name = "FILE")]
    pub(crate) events: Vec<PathBuf>,
    /// KPIs registry (repeatable).
    #[arg(long, value_name = "FILE")]
    pub(crate) kpis: Vec<PathBuf>,
    /// Decisions registry (repeatable).
    #[arg(long, value_name = "FILE")]
    pub(crate) decisions: Vec<PathBuf>,
    /// Outcomes registry (repeatable).
    #[arg(long, value_name = "FILE")]
    pub(crate) outcomes: Vec<PathBuf>,
}

impl Sources {
    /// The files named, with the registry that each is to be.
    pub(crate) fn files(&self) -> Vec<(Kind, &PathBuf)> {
        let lists = [
            (Kind::Needs, &self.needs),
            (Kind::Offerings, &self.offerings),
            (Kind::Organizations, &self.organizations),
            (Kind::People, &self.people),
            (Kind::Signings, &self.signings),
            (Kind::Ledger, &self.ledger),
            (Kind::Officers, &self.officers),
            (Kind::Availability, &self.availability),
            (Kind::Policies, &self.policies),
            (Kind::Events, &self.events),
            (Kind::Kpis, &self.kpis),
            (Kind::Decisions, &self.decisions),
            (Kind::Outcomes, &self.outcomes),
        ];
        lists
            .into_iter()
            .flat_map(|(kind, list)| distinct(list).map(move |file| (kind, file)))
            .collect()
    }
}

/// Files in their order, each once however often it was named.
fn distinct(files: &[PathBuf]) -> impl Iterator<Item = &PathBuf> {
    let is_new = |(at, file): &(usize, &PathBuf)| !files[..*at].contains(file);
    files.iter().enumerate().filter(is_new).map(|(_, file)| file)
}

/// A fair in memory, and how reading it went.
#[derive(Debug)]
pub(crate) struct Loaded {
    /// The fair, or the parts named.
    pub(crate) fair: Fair,
    /// [`Exit::Look`] when rows were rejected, [`Exit::Failed`] when files were unreadable.
    pub(crate) exit: Exit,
}

/// What decides on what may be published, of whichever registry.
const PUBLISHED_BY: &[Kind] = &[Kind::Needs, Kind::Offerings, Kind::Organizations];

/// The fair that a command works on: read from the registries named on the command line,
/// else the parts named of the fair folder; under `--public` only what may be published.
pub(crate) fn fair(
    context: &Context,
    sources: &Sources,
    parts: &Parts,
) -> Result<Loaded> {
    Ok(shown(context, whole(context, sources, parts)?))
}

/// What may be shown of a fair.
fn shown(context: &Context, Loaded { fair, exit }: Loaded) -> Loaded {
    Loaded { fair: if context.public { fair.published() } else { fair }, exit }
}

/// The same, with what may not be published: for work that shows none of it.
pub(crate) fn whole(
    context: &Context,
    sources: &Sources,
    parts: &Parts,
) -> Result<Loaded> {
    let mut told = |reports: &[SheetReport]| context.note_reading(reports);
    telling(context, sources, parts, &context.reading(), &mut told)
}

/// The same; how reading registry files went is told otherwise than on stderr.
pub(crate) fn telling(
    context: &Context,
    sources: &Sources,
    parts: &Parts,
    options: &Options,
    told: &mut dyn FnMut(&[SheetReport]),
) -> Result<Loaded> {
    let mut loaded = recorded(context, sources, parts, options, told)?;
    loaded.fair.complete_from_own_roster();
    Ok(loaded)
}

/// The fair as its records are, and may be shown, without what the roster adds to needs and
/// offerings: to write registries.
pub(crate) fn records(
    context: &Context,
    sources: &Sources,
    parts: &Parts,
) -> Result<Loaded> {
    let mut told = |reports: &[SheetReport]| context.note_reading(reports);
    let whole = recorded(context, sources, parts, &context.reading(), &mut told)?;
    Ok(shown(context, whole))
}

fn recorded(
    context: &Context,
    sources: &Sources,
    parts: &Parts,
    options: &Options,
    told: &mut dyn FnMut(&[SheetReport]),
) -> Result<Loaded> {
    let files = sources.files();
    if files.iter().filter(|(_, file)| file.as_os_str() == "-").count() > 1 {
        return Err(Failure::new(Message::new("cli-sources-stdin-twice")).into());
    }
    if !files.is_empty() {
        return Ok(registries(context, sources, options, told));
    }
    let parts = if context.public { &parts.clone().and(PUBLISHED_BY) } else { parts };
    let fair = context.fair(parts)?;
    Ok(Loaded { fair, exit: Exit::Fine })
}

/// Reads registry files; how it went with each is told.
fn registries(
    context: &Context,
    sources: &Sources,
    options: &Options,
    told: &mut dyn FnMut(&[SheetReport]),
) -> Loaded {
    let mut fair = Fair { settings: context.settings.clone(), ..Fair::default() };
    let mut exit = Exit::Fine;
    let mut identities: BTreeMap<Kind, Identity> = BTreeMap::new();
    for (kind, path) in sources.files() {
        let options = Options { kind: Some(kind), ..options.clone() };
        let identity = identities.entry(kind).or_default();
        let mut sink = |record| fair.push(record);
        let reports = inputs::read(path, &options, identity, &mut sink);
        told(&reports);
        exit = exit.max(inputs::exit(reports.iter()));
    }
    fair.link_to_own_roster();
    Loaded { fair, exit }
}

/// Reads the registries of offerings batch by batch, each linked to the roster; the last
/// batch may be smaller.
pub(crate) fn offerings(
    context: &Context,
    sources: &Sources,
    size: usize,
    each: &mut dyn FnMut(Vec<Offering>),
) -> Exit {
    let organizations = sources.organizations.clone();
    let others = Sources { organizations, ..Sources::default() };
    let mut told = |reports: &[SheetReport]| context.note_reading(reports);
    let options = context.reading();
    let Loaded { fair, mut exit } = registries(context, &others, &options, &mut told);
    let mut give = |offerings: Vec<Offering>| {
        let mut batch = Fair { offerings, ..Fair::default() };
        batch.link(&fair.organizations);
        batch.complete(&fair.organizations);
        each(batch.offerings);
    };
    let options = Options { kind: Some(Kind::Offerings), ..options };
    let mut identity = Identity::default();
    for path in distinct(&sources.offerings) {
        let mut batch = Vec::new();
        let reports = inputs::read(path, &options, &mut identity, &mut |record| {
            if let Record::Offerings(offering) = record {
                batch.push(offering);
            }
            if batch.len() == size {
                give(std::mem::take(&mut batch));
            }
        });
        give(batch);
        context.note_reading(&reports);
        exit = exit.max(inputs::exit(reports.iter()));
    }
    exit
}
