//! What the global options mean here: the only reader of the clock and the environment.

use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::Once;
use std::time::Instant;

use anyhow::{Context as _, Result};
use chrono::{DateTime, NaiveDate, NaiveDateTime, Timelike as _, Utc};

use super::global::Global;
use super::terminal::Terminal;
use super::{folder, target};
use crate::domain::{Fair, Settings, ZONE};
use crate::store::{Access, Parts, Stamp, Store};
use crate::text::messages::Lang;

/// More threads than this are started only where there are as many cores.
const MOST_THREADS: usize = 64;

/// Where and for whom a command runs.
#[derive(Debug)]
pub(crate) struct Context {
    /// Language of every word.
    pub(crate) lang: Lang,
    /// The day it is taken to be.
    pub(crate) today: NaiveDate,
    /// The moment, on that day, as the clocks of the fair show it.
    pub(crate) now: NaiveDateTime,
    /// When the command began, for limits on its time.
    pub(crate) began: Instant,
    /// Who acts.
    pub(crate) who: String,
    /// The fair's folder, if there is one.
    pub(crate) folder: Option<PathBuf>,
    /// The fair's settings; the defaults without a folder.
    pub(crate) settings: Settings,
    /// Done once it has been told whether the settings are lost.
    lost: Once,
    /// Where results go, and how.
    pub(crate) target: target::Target,
    /// The terminal.
    pub(crate) terminal: Terminal,
    /// Whether only what may be published is shown.
    pub(crate) public: bool,
    /// Where the sentence encoder's model file is, or would be.
    pub(crate) model: PathBuf,
}

impl Context {
    /// Looks at the world once and settles every global option.
    pub(crate) fn new(global: &Global) -> Result<Self> {
        #[expect(clippy::disallowed_methods, reason = "limits count from here on")]
        let began = Instant::now();
        if let Some(jobs) = global.jobs {
            settle_threads(jobs)?;
        }
        let folder = folder::find(named(global).as_deref())?;
        let settings =
            folder.as_deref().map(folder::settings).transpose()?.unwrap_or_default();
        let of_fair = settings.language.as_deref().and_then(Lang::of_locale);
        let lang = global.lang.or(of_fair).or_else(of_environment).unwrap_or_default();
        let now = now(global.today);
        Ok(Self {
            lang,
            today: now.date(),
            now,
            began,
            who: global
                .who
                .clone()
                .filter(|who| !who.trim().is_empty())
                .unwrap_or_else(user),
            folder,
            settings,
            lost: Once::new(),
            target: target::Target::new(global.format.as_deref(), global.output.clone())?,
            terminal: Terminal::new(global),
            public: global.public,
            model: model(),
        })
    }
}

impl Context {
    /// Opens the fair's database; it is a failure to be in no fair's folder. That there are
    /// no settings beside it is told the first time.
    pub(crate) fn store(&self, access: Access) -> Result<Store> {
        let here = Path::new(".");
        let folder = self.folder.as_deref().unwrap_or(here);
        let store = Store::open(folder, access)?;
        self.lost.call_once(|| {
            if let Some(problem) = folder::lost_settings(folder) {
                self.tell(&problem);
            }
        });
        Ok(store)
    }

    /// Parts of the fair of the folder.
    pub(crate) fn fair(&self, parts: &Parts) -> Result<Fair> {
        Ok(self.store(Access::Read)?.fair(self.settings.clone(), parts)?)
    }

    /// Who acts now, for the log.
    pub(crate) fn stamp(&self) -> Stamp {
        Stamp { who: self.who.clone(), at: self.now }
    }
}

/// The language to speak while the context cannot be had: the option, else the fair's as
/// far as it can be made out, else the locale.
pub(super) fn first_guess(global: &Global) -> Lang {
    let of_fair = || folder::language(&folder::find(named(global).as_deref()).ok()??);
    global.lang.or_else(of_fair).or_else(of_environment).unwrap_or_default()
}

/// The fair's folder that was named, by option or environment.
fn named(global: &Global) -> Option<PathBuf> {
    global.fair.clone().or_else(|| path_variable("FAIRMATCH_FAIR"))
}

fn of_environment() -> Option<Lang> {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(variable)?;
    Lang::of_locale(&locale)
}

/// Whatever works side by side does so with so many threads.
fn settle_threads(jobs: NonZero<usize>) -> Result<()> {
    let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
    let threads = threads(jobs.get(), cores);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
    pool.build_global().context("--jobs")
}

/// As many threads as asked for, but not so many beyond the cores that they only stand in each
/// other's way: what comes out is the same.
fn threads(jobs: usize, cores: usize) -> usize {
    jobs.min(cores.max(MOST_THREADS))
}

/// The user's name, as the environment or else the system knows it.
fn user() -> String {
    let known = ["USER", "LOGNAME", "USERNAME"].into_iter().find_map(variable);
    known.or_else(|| whoami::username().ok()).unwrap_or_else(|| "?".into())
}

/// The file that `FAIRMATCH_MODEL` names, else one in the user's data folder.
fn model() -> PathBuf {
    if let Some(file) = path_variable("FAIRMATCH_MODEL") {
        return file;
    }
    let folder = ["XDG_DATA_HOME", "APPDATA"].into_iter().find_map(path_variable);
    let folder = folder.unwrap_or_else(|| {
        path_variable("HOME").unwrap_or_default().join(".local/share")
    });
    folder.join("fairmatch").join("encoder.model")
}

/// What a variable of the environment holds, as text; an empty one holds nothing.
fn variable(name: &str) -> Option<String> {
    path_variable(name)?.into_os_string().into_string().ok()
}

/// The path that a variable of the environment holds, in whatever bytes.
fn path_variable(name: &str) -> Option<PathBuf> {
    std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from)
}

#[expect(clippy::disallowed_methods, reason = "the one place that reads the clock")]
fn now(today: Option<NaiveDate>) -> NaiveDateTime {
    at_fair(Utc::now(), today)
}

/// A moment as the clocks of the fair show it, wherever this machine stands; on a day that it
/// is taken to be.
fn at_fair(moment: DateTime<Utc>, today: Option<NaiveDate>) -> NaiveDateTime {
    let now = moment.with_timezone(&ZONE).naive_local();
    let now = now.with_nanosecond(0).unwrap_or(now);
    today.map_or(now, |day| day.and_time(now.time()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_threads_than_can_help_are_not_started() {
        for (jobs, cores, expected) in
            [(1, 2, 1), (7, 2, 7), (64, 2, 64), (100_000, 2, 64), (200, 128, 128)]
        {
            assert_eq!(threads(jobs, cores), expected, "{jobs} on {cores}");
        }
    }

    #[test]
    fn it_is_morning_at_the_fair_while_utc_still_has_yesterday() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 10, day).unwrap();
        let moment = day(15).and_hms_opt(23, 15, 6).unwrap().and_utc();
        let at = |date: NaiveDate| date.and_hms_opt(7, 15, 6).unwrap();
        assert_eq!(at_fair(moment, None), at(day(16)));
        assert_eq!(at_fair(moment, Some(day(20))), at(day(20)));
    }
}
