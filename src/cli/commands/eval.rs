//! `fairmatch eval`.
#![expect(clippy::disallowed_methods, reason = "cli touches files")]

use std::collections::BTreeMap;
use std::num::NonZero;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::cli::load::Sources;
use crate::cli::ranking::{Bench, Ranking};
use crate::cli::target::is_dash;
use crate::cli::{Context, Exit, Failure, typed};
use crate::domain::{Need, Stage};
use crate::matching::{self, Judgements, NeedMatches};
use crate::report::Evaluation;
use crate::text::messages::Message;

/// Measure ranking quality against graded judgements.
#[derive(Debug, clap::Args)]
pub(crate) struct EvalArgs {
    /// Judgements: need, offering and grade 0–3, separated by tabs; - is stdin.
    #[arg(long, value_name = "FILE")]
    qrels: PathBuf,
    /// A ranking to measure: need, offering and score, separated by tabs; - is stdin (else the
    /// given registries are ranked).
    #[arg(long, value_name = "FILE")]
    run: Option<PathBuf>,
    /// How many offerings of a need count.
    #[arg(long, value_name = "N", value_parser = typed::some, default_value = "100")]
    depth: NonZero<usize>,
    #[command(flatten)]
    ranking: Ranking,
    #[command(flatten)]
    sources: Sources,
}

impl EvalArgs {
    /// Carries the command out.
    pub(crate) fn run(&self, context: &Context) -> Result<Exit> {
        if is_dash(&self.qrels) && self.run.as_deref().is_some_and(is_dash) {
            return Err(Failure::new(Message::new("cli-eval-stdin-twice")).into());
        }
        let judgements = judgements(&self.qrels)?;
        let (ranking, exit) = match &self.run {
            Some(file) => (of_file(context, file)?, Exit::Fine),
            None => self.rank(context, &judgements)?,
        };
        let quality = matching::evaluate(&ranking, &judgements, self.depth.get());
        Ok(context.show(&Evaluation(quality))?.max(exit))
    }

    /// Ranks the judged needs of the registries.
    fn rank(
        &self,
        context: &Context,
        judgements: &Judgements,
    ) -> Result<(matching::Ranking, Exit)> {
        let bench = Bench::new(context, &self.sources, &self.ranking)?;
        let judged = |need: &&Need| judgements.contains_key(&need.id);
        // how well a need is matched does not hang on whether it is still open
        let open = |need: &Need| Need { stage: Stage::Collected, ..need.clone() };
        let needs: Vec<Need> = bench.fair.needs.iter().filter(judged).map(open).collect();
        let missing = judgements.len().saturating_sub(needs.len());
        if missing > 0 {
            let told = Message::new("cli-eval-missing").with("missing", missing);
            let told = told.with("judged", judgements.len());
            context.terminal.note(&told.say(context.lang));
        }
        let mut ranking = matching::Ranking::new();
        bench.with(bench.choice(self.depth.get(), Some(0.0)), |matcher| {
            let ranked = |need: &Need, found: NeedMatches| {
                let ranked = found.matches.into_iter().map(|found| found.offering);
                (need.id.clone(), ranked.collect())
            };
            matcher.run(&needs, ranked, |(need, ranked)| {
                ranking.insert(need, ranked);
                anyhow::Ok(())
            })
        })?;
        Ok((ranking, bench.exit))
    }
}

/// The best grade there is.
const BEST: u8 = 3;

fn judgements(file: &Path) -> Result<Judgements> {
    let mut judgements = Judgements::new();
    let grade = |text: &str| text.parse().ok().filter(|grade| *grade <= BEST);
    for ([need, offering], grade) in lines(file, "cli-bad-qrels", grade)? {
        judgements.entry(need).or_default().insert(offering, grade);
    }
    Ok(judgements)
}

/// A run file, each need's offerings best first, ties by id. Of a pair that stands in it
/// several times the best score counts.
fn of_file(context: &Context, file: &Path) -> Result<matching::Ranking> {
    let mut scores: BTreeMap<String, BTreeMap<String, f64>> = BTreeMap::new();
    let score = |text: &str| text.parse().ok().filter(|score: &f64| score.is_finite());
    let mut repeats = 0_usize;
    for ([need, offering], score) in lines(file, "cli-bad-run", score)? {
        let of_need = scores.entry(need).or_default();
        let known = of_need.get(&offering).copied();
        repeats += usize::from(known.is_some());
        of_need.insert(offering, known.map_or(score, |known| known.max(score)));
    }
    if repeats > 0 {
        let told = Message::new("cli-eval-repeats").with("n", repeats);
        let told = told.with("file", file.display().to_string());
        context.terminal.note(&told.say(context.lang));
    }
    let ranked = scores.into_iter().map(|(need, of_need)| {
        let mut list: Vec<(String, f64)> = of_need.into_iter().collect();
        list.sort_by(|a, b| b.1.total_cmp(&a.1));
        (need, list.into_iter().map(|(offering, _)| offering).collect())
    });
    Ok(ranked.collect())
}

/// A line: two ids and what is said of them.
type Row<T> = ([String; 2], T);

/// The lines of a file of three columns, the third read by `value`, a heading left out;
/// `key` says what a line should be. `-` is stdin.
fn lines<T>(
    file: &Path,
    key: &'static str,
    value: impl Fn(&str) -> Option<T>,
) -> Result<Vec<Row<T>>> {
    let text = if is_dash(file) {
        std::io::read_to_string(std::io::stdin())
    } else {
        std::fs::read_to_string(file)
    };
    let text = text.with_context(|| file.display().to_string())?;
    let text = text.trim_start_matches('\u{feff}');
    let mut rows: Vec<Row<T>> = Vec::new();
    let mut heading = None;
    for (place, line) in
        text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty())
    {
        let mut fields = line.split('\t').map(|field| field.trim().to_owned());
        let three = (fields.next(), fields.next(), fields.next());
        let (Some(a), Some(b), Some(c)) = three else {
            return Err(bad(key, file, place + 1).into());
        };
        match value(&c) {
            Some(value) => rows.push(([a, b], value)),
            None if rows.is_empty() && heading.is_none() => heading = Some([a, b]),
            None => return Err(bad(key, file, place + 1).into()),
        }
    }
    match heading {
        Some(heading) if !is_heading(&heading, &rows) => Err(bad(key, file, 1).into()),
        _ => Ok(rows),
    }
}

/// Whether two words name columns: they look like no ids and are none of those below.
fn is_heading<T>(words: &[String; 2], rows: &[Row<T>]) -> bool {
    let digit = |word: &String| word.contains(|c: char| c.is_ascii_digit());
    let same = |(ids, _): &Row<T>| ids[0] == words[0] || ids[1] == words[1];
    !words.iter().any(digit) && !rows.iter().any(same)
}

fn bad(key: &'static str, file: &Path, row: usize) -> Failure {
    let message = Message::new(key).with("file", file.display().to_string());
    Failure::new(message.with("row", row))
}
