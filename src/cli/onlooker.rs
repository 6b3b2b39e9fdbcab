//! Who looks on while a plan is searched: ends the search when time is over or somebody wants
//! no better one, and says how far it has come.
#![expect(clippy::disallowed_methods, reason = "cli reads the clock")]

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::Context;
use super::typed::Wanted;
use crate::planning::schedule::{Progress, Watch};
use crate::text::messages::{Lang, Message};

/// How long and how to search for a plan.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Effort {
    /// Seed of every random choice.
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) seed: u64,
    /// Seconds after which the best plan so far is taken [default: 60 with --problem, else 5].
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    pub(crate) time_limit: Option<f64>,
    /// Amount of work after which the best plan so far is taken, whatever time it takes: the
    /// same seed and amount give the same plan on every machine.
    #[arg(long, value_name = "N")]
    pub(crate) iterations: Option<u64>,
}

fn seconds(text: &str) -> Result<f64, Wanted> {
    let value =
        text.parse().ok().filter(|value: &f64| value.is_finite() && *value >= 0.0);
    value.ok_or(Wanted::Seconds)
}

/// The clock and the terminal as the solver sees them.
pub(crate) struct Onlooker<'a> {
    context: &'a Context,
    started: Instant,
    limit: Option<Duration>,
    interrupted: Arc<AtomicBool>,
    said: Option<Instant>,
    unsaid: Option<String>,
}

/// What a limit leaves to the search: less the time before it, and less as much again for what
/// comes after it; half of the limit at least.
fn left(limit: Duration, before: Duration) -> Duration {
    limit.saturating_sub(before.saturating_mul(2)).max(limit / 2)
}

/// Time between two lines of progress.
const PAUSE: Duration = Duration::from_millis(250);

impl<'a> Onlooker<'a> {
    /// Starts the clock; from now on Ctrl-C ends the search and keeps the best plan. A bound on
    /// the work takes the place of the one on time, which is `default` seconds unless given.
    /// What the command has done before [counts, too](left).
    pub(crate) fn start(context: &'a Context, effort: &Effort, default: f64) -> Self {
        let before = context.began.elapsed();
        let interrupted = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&interrupted);
        // without a handler Ctrl-C just ends the program: no reason to fail
        drop(ctrlc::set_handler(move || flag.store(true, Ordering::Relaxed)));
        let limit =
            effort.iterations.is_none().then(|| effort.time_limit.unwrap_or(default));
        Self {
            context,
            started: Instant::now(),
            limit: limit
                .and_then(|limit| Duration::try_from_secs_f64(limit).ok())
                .map(|limit| left(limit, before)),
            interrupted,
            said: None,
            unsaid: None,
        }
    }

    /// Seconds since the start.
    pub(crate) fn seconds(&self) -> f64 {
        self.started.elapsed().as_secs_f64()
    }

    /// Says the last line of progress, if it was held back.
    pub(crate) fn last_word(&mut self) {
        if let Some(line) = self.unsaid.take() {
            self.context.terminal.note(&line);
            self.said = Some(Instant::now());
        }
    }

    /// Says the last line of progress unless another one was said just now.
    fn speak(&mut self) {
        if self.said.is_none_or(|said| said.elapsed() >= PAUSE) {
            self.last_word();
        }
    }
}

impl Watch for Onlooker<'_> {
    fn stop(&mut self) -> bool {
        self.speak();
        let late = self.limit.is_some_and(|limit| self.started.elapsed() >= limit);
        late || self.interrupted.load(Ordering::Relaxed)
    }

    fn passed(&mut self) -> Option<f64> {
        let limit = self.limit?.as_secs_f64();
        Some(self.started.elapsed().as_secs_f64() / limit.max(1e-9))
    }

    fn report(&mut self, progress: &Progress) {
        self.unsaid = Some(line(self.context.lang, progress, self.seconds()));
        self.speak();
    }
}

fn line(lang: Lang, progress: &Progress, seconds: f64) -> String {
    let message = match progress.best {
        Some(best) => Message::new("cli-plan-progress")
            .with("best", best)
            .with("gap", best.saturating_sub(progress.bound)),
        None => Message::new("cli-plan-searching"),
    };
    let bound = progress.bound;
    message.with("bound", bound).with("seconds", format!("{seconds:.1}")).say(lang)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_before_and_after_a_search_is_within_the_limit() {
        let left = |limit, before| {
            left(Duration::from_millis(limit), Duration::from_millis(before)).as_millis()
        };
        assert_eq!((left(6_000, 0), left(6_000, 200)), (6_000, 5_600));
        assert_eq!((left(100, 200), left(0, 200)), (50, 0));
    }
}
