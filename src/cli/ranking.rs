//! What the ranking commands share: offerings indexed, weights settled, the encoder
//! found or done without.
#![expect(clippy::disallowed_methods, reason = "cli touches files")]

use std::borrow::Cow;
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use clap::Args;
use memmap2::Mmap;

use super::encoder::{Encoders, how_to_install};
use super::load::{self, Loaded, Sources};
use super::{Context, Exit, Failure, indexing, terminal};
use crate::domain::{Fair, Kind, Need};
use crate::matching::index::{self, Index, IndexError, Records};
use crate::matching::{
    Choice, Collector, Corpus, Ground, Levels, Matcher, Meanings, Memory, Scoring, Shelf,
    Weights, World,
};
use crate::report::{Matches, NeedLine};
use crate::store::Parts;
use crate::text::concepts::Lexicon;
use crate::text::messages::Message;

/// A fair folder's own concepts.
pub(super) const OWN_CONCEPTS: &str = "concepts.toml";

/// What ranking takes of a fair.
const PARTS: &[Kind] = &[
    Kind::Needs,
    Kind::Offerings,
    Kind::Organizations,
    Kind::Decisions,
    Kind::Encounters,
];

/// How to rank.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct Ranking {
    /// Use the sentence encoder; a failure if it is not installed.
    #[arg(long, overrides_with = "no_semantic")]
    semantic: bool,
    /// Do without the sentence encoder.
    #[arg(long)]
    no_semantic: bool,
    /// Concepts of your own beside the built-in ones (else concepts.toml of the fair).
    #[arg(long, value_name = "FILE")]
    concepts: Option<PathBuf>,
}

/// Needs and offerings, and all that ranking them takes.
pub(crate) struct Bench<'a> {
    /// The fair.
    pub(crate) fair: Cow<'a, Fair>,
    /// How reading it went.
    pub(crate) exit: Exit,
    /// Weights of the criteria.
    pub(crate) weights: Weights,
    /// What scores mean.
    pub(crate) levels: Levels,
    lexicon: Lexicon,
    world: World,
    encoder: Option<Encoders>,
    index: Option<(PathBuf, Mmap)>,
    public: bool,
}

impl<'a> Bench<'a> {
    /// Reads what ranking takes.
    pub(crate) fn new(
        context: &Context,
        sources: &Sources,
        how: &Ranking,
    ) -> Result<Self> {
        let loaded = load::fair(context, sources, &Parts::of(PARTS))?;
        if loaded.fair.offerings.is_empty() {
            let own = sources.files().is_empty();
            let key = if own { "cli-no-offerings" } else { "cli-no-offerings-named" };
            context.terminal.note(&Message::new(key).say(context.lang));
        }
        Self::read(context, loaded, how)
    }

    /// Reads what ranking takes, the offerings from a fresh index if there is one.
    pub(crate) fn indexed(
        context: &Context,
        sources: &Sources,
        how: &Ranking,
    ) -> Result<Self> {
        let plain = how.concepts.is_none() && !context.public;
        let able = plain && encoder(context, how)?.0.is_none();
        let found =
            if able { indexing::find(context, sources)? } else { indexing::Found::None };
        let (file, index) = match found {
            indexing::Found::Fresh(file, index) => (file, index),
            indexing::Found::None => return Self::new(context, sources, how),
            indexing::Found::Stale(file, print) => {
                let bench = Self::new(context, sources, how)?;
                indexing::renew(context, &file, print, &bench.fair.offerings);
                return Ok(bench);
            }
        };
        let others = Sources { offerings: Vec::new(), ..sources.clone() };
        let parts: Vec<Kind> =
            PARTS.iter().copied().filter(|kind| *kind != Kind::Offerings).collect();
        let loaded = if sources.offerings.is_empty() || !others.files().is_empty() {
            load::fair(context, &others, &Parts::of(&parts))?
        } else {
            let settings = context.settings.clone();
            Loaded { fair: Fair { settings, ..Fair::default() }, exit: Exit::Fine }
        };
        let mut bench = Self::read(context, loaded, how)?;
        bench.world = {
            let opened = index::File::open(&index);
            let opened = opened.map_err(|error| indexing::failure(&file, error))?;
            let records = Records::new(&opened);
            let records = records.map_err(|error| indexing::failure(&file, error))?;
            let institution = |id: &str| {
                let document = records.find(id)?;
                Some(records.offering(document).organization.clone())
            };
            World::new(&bench.fair, context.today, &institution)
        };
        bench.index = Some((file, index));
        Ok(bench)
    }

    /// The bench of a fair that is there already, with the encoder if it is installed.
    pub(crate) fn of(context: &Context, fair: &'a Fair) -> Result<Self> {
        Self::set_up(context, Cow::Borrowed(fair), &Ranking::default())
    }

    fn read(context: &Context, loaded: Loaded, how: &Ranking) -> Result<Self> {
        let bench = Self::set_up(context, Cow::Owned(loaded.fair), how)?;
        Ok(Self { exit: loaded.exit, ..bench })
    }

    fn set_up(context: &Context, fair: Cow<'a, Fair>, how: &Ranking) -> Result<Self> {
        let Scoring { weights, levels, unknown } =
            Scoring::of_settings(&fair.settings.matching);
        if !unknown.is_empty() {
            let message = Message::new("cli-unknown-criteria").with("names", unknown);
            context.terminal.note(&message.say(context.lang));
        }
        Ok(Self {
            exit: Exit::Fine,
            weights,
            levels,
            lexicon: lexicon(context, how)?,
            world: World::of_fair(&fair, context.today),
            encoder: told_encoder(context, how)?,
            index: None,
            public: context.public,
            fair,
        })
    }
}

impl Bench<'_> {
    /// Whether the sentence encoder takes part.
    fn is_semantic(&self) -> bool {
        self.encoder.is_some()
    }

    /// Matches of a need, at most `top`, of at least a score.
    pub(crate) fn choice(&self, top: usize, least: Option<f64>) -> Choice {
        Choice {
            top,
            least,
            weights: self.weights.clone(),
            levels: self.levels,
            public: self.public,
        }
    }

    /// Does `work` with a matcher of the offerings.
    pub(crate) fn with<T>(
        &self,
        choice: Choice,
        work: impl FnOnce(&Matcher<'_>) -> Result<T>,
    ) -> Result<T> {
        if let Some((file, bytes)) = &self.index {
            let failed = |error| indexing::failure(file, error);
            let opened = index::File::open(bytes).map_err(failed)?;
            let Index { corpus, records, .. } = &Index::new(&opened).map_err(failed)?;
            let done = work(&self.matcher(corpus, records, None, choice));
            return done.map_err(|error| match error.downcast::<IndexError>() {
                Ok(error) => indexing::failure(file, error),
                Err(other) => other,
            });
        }
        let mut collector = Collector::new(&self.lexicon);
        collector.push(&self.fair.offerings);
        let corpus = collector.finish();
        let shelf = Memory::new(&self.fair.offerings);
        match &self.encoder {
            None => work(&self.matcher(&corpus, &shelf, None, choice)),
            Some(installed) => installed.with(|sources| {
                let meanings = Meanings::new(sources, &self.fair.offerings);
                work(&self.matcher(&corpus, &shelf, Some(&meanings), choice))
            }),
        }
    }

    fn matcher<'a>(
        &'a self,
        corpus: &'a Corpus<'a>,
        shelf: &'a dyn Shelf,
        meanings: Option<&'a Meanings<'a>>,
        choice: Choice,
    ) -> Matcher<'a> {
        let (lexicon, world) = (&self.lexicon, &self.world);
        Matcher::new(Ground { corpus, shelf, lexicon, world, meanings }, choice)
    }

    /// The matches of needs as a report, with a bar that shows how far it has come.
    pub(crate) fn matches(
        &self,
        context: &Context,
        matcher: &Matcher<'_>,
        needs: &[Need],
    ) -> Result<Matches> {
        let mut report = Matches {
            needs: needs.len(),
            offerings: matcher.offerings(),
            semantic: self.is_semantic(),
            weights: self.weights.by_name(),
            ..Matches::default()
        };
        let bar = context.terminal.progress(needs.len());
        let named = |need: &Need, found| (need.id.clone(), NeedLine::from(need), found);
        matcher.run(needs, named, |(id, line, found)| {
            bar.inc(1);
            report.titles.insert(id, line);
            report.matches.extend(found.matches);
            report.unmatched.extend(found.unmatched);
            anyhow::Ok(())
        })?;
        bar.finish_and_clear();
        Ok(report)
    }

    /// The needs of ids, in the order of the registry; all of them if none is named.
    pub(crate) fn needs(&self, ids: &[String]) -> Result<Vec<Need>> {
        for id in ids {
            super::lookup::need(&self.fair, id)?;
        }
        let wanted = |need: &&Need| ids.is_empty() || ids.contains(&need.id);
        Ok(self.fair.needs.iter().filter(wanted).cloned().collect())
    }
}

fn lexicon(context: &Context, how: &Ranking) -> Result<Lexicon> {
    let mut lexicon = Lexicon::default();
    let of_fair = context.folder.as_ref().map(|folder| folder.join(OWN_CONCEPTS));
    let file = how.concepts.clone().or_else(|| of_fair.filter(|file| file.is_file()));
    if let Some(file) = file {
        let name = file.display().to_string();
        let text = std::fs::read_to_string(&file).with_context(|| name.clone())?;
        lexicon.add(&text).map_err(|error| {
            let message = Message::new("cli-bad-concepts");
            Failure::new(message.with("file", name).with("error", error))
        })?;
    }
    Ok(lexicon)
}

/// The encoder, if it is wanted and installed, and why there is no other. One that may not
/// be read, as another user's, is done without.
fn encoder(
    context: &Context,
    how: &Ranking,
) -> Result<(Option<Encoders>, Vec<anyhow::Error>)> {
    if how.no_semantic {
        return Ok((None, Vec::new()));
    }
    if how.semantic {
        return Ok((Some(Encoders::require(context)?), Vec::new()));
    }
    Ok(Encoders::find(context))
}

/// The encoder, having said what is done without.
fn told_encoder(context: &Context, how: &Ranking) -> Result<Option<Encoders>> {
    let (found, unread) = encoder(context, how)?;
    for error in &unread {
        let (why, _) = terminal::words(context.lang, error);
        let text = Message::new("cli-model-unread").with("why", why);
        context.terminal.note(&text.say(context.lang));
    }
    let none = found.is_none() && unread.is_empty() && !how.no_semantic;
    if none && context.terminal.verbose {
        context.terminal.note(&how_to_install().say(context.lang));
    }
    Ok(found)
}
