//! `fairmatch eval`.
#![expect(clippy::disallowed_methods, reason = "cli touches files")]

use std::num::NonZero;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::cli::load::Sources;
use crate::cli::ranking::{Bench, Ranking};
use crate::cli::target::is_dash;
use crate::cli::{Context, Exit, Failure, typed};
use crate::domain::Need;
use crate::matching::{self, Judgements, NeedMatches};
use crate::report::Evaluation;
use crate::text::messages::Message;

/// Measure ranking quality against graded judgements.
#[derive(Debug, clap::Args)]
pub(crate) struct EvalArgs {
    /// Judgements: need, offering and grade 0–3, separated by tabs; - is stdin.
    #[arg(long, value_name = "FILE")]
    qrels: PathBuf,
    /// A ranking to measure: need, offering and score, separated by tabs; - is stdin.
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
            Some(file) => (of_file(file)?, Exit::Fine),
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
        let needs: Vec<Need> = bench.fair.needs.iter().filter(judged).cloned().collect();
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

/// Whether a line names the columns: the first, with a word where others have a number.
fn is_header(row: usize, last: &str) -> bool {
    row == 1 && last.parse::<f64>().is_err()
}

fn judgements(file: &Path) -> Result<Judgements> {
    let mut judgements = Judgements::new();
    for (row, [need, offering, grade]) in lines(file, "cli-bad-qrels")? {
        match grade.parse::<u8>() {
            Ok(grade) if grade <= BEST => {
                judgements.entry(need).or_default().insert(offering, grade);
            }
            _ if is_header(row, &grade) => {}
            _ => return Err(bad("cli-bad-qrels", file, row).into()),
        }
    }
    Ok(judgements)
}

/// A run file, each need's offerings best first, ties by id.
fn of_file(file: &Path) -> Result<matching::Ranking> {
    let mut scores: std::collections::BTreeMap<String, Vec<(f64, String)>> =
        std::collections::BTreeMap::new();
    for (row, [need, offering, score]) in lines(file, "cli-bad-run")? {
        match score.parse::<f64>() {
            Ok(score) if score.is_finite() => {
                scores.entry(need).or_default().push((score, offering));
            }
            _ if is_header(row, &score) => {}
            _ => return Err(bad("cli-bad-run", file, row).into()),
        }
    }
    let ranked = scores.into_iter().map(|(need, mut list)| {
        list.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        (need, list.into_iter().map(|(_, offering)| offering).collect())
    });
    Ok(ranked.collect())
}

/// The lines of a file of three columns, with their numbers; `key` says what a line should
/// be. `-` is stdin.
fn lines(file: &Path, key: &'static str) -> Result<Vec<(usize, [String; 3])>> {
    let text = if is_dash(file) {
        std::io::read_to_string(std::io::stdin())
    } else {
        std::fs::read_to_string(file)
    };
    let text = text.with_context(|| file.display().to_string())?;
    let text = text.trim_start_matches('\u{feff}');
    let mut rows = Vec::new();
    for (place, line) in
        text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty())
    {
        let mut fields = line.split('\t').map(|field| field.trim().to_owned());
        let three = (fields.next(), fields.next(), fields.next());
        let (Some(a), Some(b), Some(c)) = three else {
            return Err(bad(key, file, place + 1).into());
        };
        rows.push((place + 1, [a, b, c]));
    }
    Ok(rows)
}

fn bad(key: &'static str, file: &Path, row: usize) -> Failure {
    let message = Message::new(key).with("file", file.display().to_string());
    Failure::new(message.with("row", row))
}
