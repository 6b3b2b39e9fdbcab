//! `fairmatch export`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::cli::load::{self, Sources};
use crate::cli::ranking::{Bench, Ranking};
use crate::cli::target::check_folder;
use crate::cli::typed::{self, Wanted};
use crate::cli::whole_file::write_whole;
use crate::cli::{Context, Exit, Failure};
use crate::domain::{Code as _, Fair, Kind, Record};
use crate::export::registry::{self, Layout, RegistrySheet};
use crate::report::{Booklet, Filter, Listing, MatchSheet, MeetingList};
use crate::store::Parts;
use crate::text::messages::Message;

/// What is written beside one registry.
const WHOLES: [&str; 4] = ["matches", "meetings", "booklet", "registry"];

/// Write files for others.
#[derive(Debug, clap::Args)]
pub(crate) struct ExportArgs {
    /// A registry; `matches` to fill in and import as decisions; `meetings`; `booklet`: what
    /// may be published; `registry`: all registries as a folder that import reads back.
    #[arg(
        value_parser = typed::one_of(what, exported()),
        value_name = "KIND|matches|meetings|booklet|registry"
    )]
    what: What,
    /// The folder that `registry` writes; else -o names the file.
    #[arg(value_name = "DIR")]
    dir: Option<PathBuf>,
    #[command(flatten)]
    sources: Sources,
}

/// What is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    /// One registry.
    Registry(Kind),
    /// All of them, as a folder.
    Registries,
    /// Needs and offerings for everybody.
    Booklet,
    /// The current plan, as a list.
    Meetings,
    /// Matches to decide on.
    Matches,
}

impl What {
    fn of(word: &str) -> Option<Self> {
        match word {
            "registry" => Some(Self::Registries),
            "booklet" => Some(Self::Booklet),
            "meetings" => Some(Self::Meetings),
            "matches" => Some(Self::Matches),
            kind => Kind::of_code(kind).map(Self::Registry),
        }
    }
}

impl ExportArgs {
    /// Whether a folder of files is written.
    pub(super) fn is_folder(&self) -> bool {
        self.what == What::Registries
    }

    /// Whether the folder is named behind the command.
    pub(super) fn names_folder(&self) -> bool {
        self.is_folder() && self.dir.is_some()
    }

    /// Carries the command out.
    pub(crate) fn run(&self, context: &Context) -> Result<Exit> {
        if let Some(path) = self.dir.as_deref().filter(|_| !self.is_folder()) {
            let message =
                Message::new("cli-unfit").with("option", path.display().to_string());
            return Err(Failure::new(message)
                .hint(Message::new("cli-unfit-export"))
                .into());
        }
        match self.what {
            What::Registry(kind) => self.registry(context, kind),
            What::Registries => self.registries(context),
            What::Booklet => self.booklet(context),
            What::Meetings => self.meetings(context),
            What::Matches => self.matches(context),
        }
    }

    fn registry(&self, context: &Context, kind: Kind) -> Result<Exit> {
        let loaded = load::records(context, &self.sources, &Parts::of(&[kind]))?;
        let exit = registry_alone(context, loaded.fair.records(kind), kind)?;
        Ok(exit.max(loaded.exit))
    }

    /// Needs and offerings for everybody, from the publishable view alone.
    fn booklet(&self, context: &Context) -> Result<Exit> {
        let parts = Parts::of(&[Kind::Needs, Kind::Offerings, Kind::Organizations]);
        let loaded = load::fair(context, &self.sources, &parts)?;
        let published =
            if context.public { loaded.fair } else { loaded.fair.published() };
        Ok(context.show(&Booklet::new(&published))?.max(loaded.exit))
    }

    /// The meetings of the current plan, with names and titles; drawn, where the format draws.
    fn meetings(&self, context: &Context) -> Result<Exit> {
        let kinds = [Kind::Needs, Kind::Offerings, Kind::Organizations, Kind::Outcomes];
        let parts = Parts::of(&kinds).and_plan();
        let loaded = load::fair(context, &self.sources, &parts)?;
        let list = MeetingList::new(&loaded.fair);
        // A format that takes no list may take a drawing.
        let drawn = context.target.format() == Some("html");
        let drawn = drawn || context.fitting(&list).is_err();
        let list = if drawn { list.with_grids() } else { list };
        Ok(context.show(&list)?.max(loaded.exit))
    }

    /// Matches with room for the decision and both replies.
    fn matches(&self, context: &Context) -> Result<Exit> {
        let bench = Bench::new(context, &self.sources, &Ranking::default())?;
        bench.with(bench.choice(3, None), |matcher| {
            let matches = bench.matches(context, matcher, &bench.needs(&[])?)?;
            context.show(&MatchSheet::new(&matches, &bench.fair.decisions))
        })?;
        Ok(bench.exit)
    }

    /// Every registry that has records, a file each.
    fn registries(&self, context: &Context) -> Result<Exit> {
        let dir = self.dir.as_deref().or(context.target.file.as_deref());
        let dir = dir.ok_or_else(|| Failure::new(Message::new("cli-export-folder")))?;
        check_folder(dir)?;
        let loaded = load::records(context, &self.sources, &Parts::all())?;
        fs::create_dir_all(dir).with_context(|| dir.display().to_string())?;
        for kind in registry::kinds(&loaded.fair) {
            one(dir, &loaded.fair, kind)?;
        }
        let told = Message::new("cli-exported")
            .with("n", registry::kinds(&loaded.fair).count())
            .with("folder", dir.display().to_string());
        context.terminal.note(&told.say(context.lang));
        Ok(loaded.exit)
    }
}

fn what(word: &str) -> Result<What, Wanted> {
    What::of(word).ok_or_else(|| Wanted::OneOf(exported()))
}

/// All that can be written, by name.
fn exported() -> Vec<&'static str> {
    [&WHOLES[..], &typed::codes::<Kind>()].concat()
}

/// One registry: with the columns of its CSV file in every format for others; on the
/// screen, where they would not fit, as its listing.
fn registry_alone(context: &Context, records: Vec<Record>, kind: Kind) -> Result<Exit> {
    let layout = match (context.target.file.as_deref(), context.target.format()) {
        (Some(path), Some("csv") | None) => {
            write_whole(path, |out| Ok(registry::write(&records, kind, out)?))?;
            return Ok(Exit::Fine);
        }
        (None, Some("csv")) => {
            context.write_bytes(|out| Ok(registry::write(&records, kind, out)?))?;
            return Ok(Exit::Fine);
        }
        (_, Some("docx")) => Layout::Cards,
        (_, Some("xlsx")) => Layout::Canonical,
        (_, Some("html" | "markdown")) => Layout::Words,
        _ => {
            let all = Filter::default();
            return context.show(&Listing::new(records, kind, &all, None, None));
        }
    };
    context.show(&RegistrySheet::new(records, kind, layout))
}

fn one(dir: &Path, fair: &Fair, kind: Kind) -> Result<()> {
    let path = dir.join(registry::file_name(kind));
    write_whole(&path, |out| Ok(registry::write(&fair.records(kind), kind, out)?))
}
