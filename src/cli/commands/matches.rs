//! `fairmatch match`.

use std::io::{BufRead as _, BufReader, Write};
use std::num::NonZero;

use anyhow::Result;
use clap::ValueEnum;

use crate::cli::load::Sources;
use crate::cli::needs_in::Lines;
use crate::cli::ranking::{Bench, Ranking};
use crate::cli::{Context, Exit, Failure, learning, typed};
use crate::domain::Need;
use crate::matching::{Matcher, NeedMatches};
use crate::report::Line;
use crate::text::messages::{Lang, Message};

/// Rank offerings for needs, with reasons.
#[derive(Debug, clap::Args)]
pub(crate) struct MatchArgs {
    /// Ids of needs (else all); `-` reads needs as JSON Lines from stdin.
    #[arg(value_name = "NEED")]
    ids: Vec<String>,
    /// Matches of a need, at most.
    #[arg(long, value_name = "K", value_parser = typed::some, default_value = "3")]
    top: NonZero<usize>,
    /// The least score, 0 to 1 (else: possible or better).
    #[arg(long, value_name = "S", value_parser = typed::share)]
    min_score: Option<f64>,
    /// Whose list: the offerings of each need, or the needs of each offering.
    #[arg(long, value_enum, value_name = "SIDE", default_value = "need")]
    by: By,
    /// Learn the weights of the criteria from accepted and rejected pairs.
    #[arg(long, conflicts_with_all = ["ids", "min_score"])]
    learn: bool,
    #[command(flatten)]
    ranking: Ranking,
    #[command(flatten)]
    sources: Sources,
}

/// Whose list it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum By {
    /// The offerings of each need.
    Need,
    /// The needs of each offering.
    Offering,
}

impl MatchArgs {
    /// Carries the command out.
    pub(crate) fn run(&self, context: &Context) -> Result<Exit> {
        let piped = self.piped()?;
        let bench = if self.learn {
            Bench::new(context, &self.sources, &self.ranking)?
        } else {
            Bench::indexed(context, &self.sources, &self.ranking)?
        };
        if self.learn {
            return Ok(learning::run(context, &bench)?.max(bench.exit));
        }
        let choice = bench.choice(self.top.get(), self.min_score);
        let lines = context.target.format() == Some("jsonl");
        let mut read = Lines::default();
        let exit = bench.with(choice, |matcher| {
            if piped && self.by == By::Need && lines {
                context.write_bytes(|out| pipe(context, &mut read, matcher, out))?;
                return Ok(Exit::Fine);
            }
            let needs =
                if piped { read.all(context)? } else { bench.needs(&self.ids)? };
            if lines && self.by == By::Need {
                context.write_bytes(|out| stream(matcher, &needs, context.lang, out))?;
                Ok(Exit::Fine)
            } else {
                let mut report = bench.matches(context, matcher, &needs)?;
                if self.by == By::Offering {
                    report.turn();
                }
                context.show(&report)
            }
        })?;
        Ok(exit.max(bench.exit).max(read.exit))
    }

    /// Whether the needs come from stdin; other ones beside them would be passed over.
    fn piped(&self) -> Result<bool> {
        let piped = self.ids.iter().any(|id| id == "-");
        if piped && (self.ids.len() > 1 || !self.sources.needs.is_empty()) {
            return Err(Failure::new(Message::new("cli-match-stdin-alone")).into());
        }
        Ok(piped)
    }
}

/// A line of JSON a match, as soon as a batch of needs is done.
fn stream(
    matcher: &Matcher<'_>,
    needs: &[Need],
    lang: Lang,
    out: &mut dyn Write,
) -> Result<()> {
    let lines = |_: &Need, found| lines_of(&found, lang);
    matcher.run(needs, lines, |lines| Ok::<_, anyhow::Error>(out.write_all(&lines?)?))?;
    Ok(out.flush()?)
}

/// Needs from stdin as they come: all that lie ready are matched together.
fn pipe(
    context: &Context,
    read: &mut Lines,
    matcher: &Matcher<'_>,
    out: &mut dyn Write,
) -> Result<()> {
    let mut input = BufReader::new(std::io::stdin().lock());
    let mut lines = Vec::new();
    loop {
        let some = input.read_until(b'\n', &mut lines)? > 0;
        let more = input.buffer().contains(&b'\n');
        if some && more && lines.len() < MOST_BYTES {
            continue;
        }
        let needs = read.needs(context, &lines);
        lines.clear();
        stream(matcher, &needs, context.lang, out)?;
        if !some {
            return Ok(());
        }
    }
}

/// Bytes of needs that are matched together, at most.
const MOST_BYTES: usize = 1 << 20;

fn lines_of(found: &NeedMatches, lang: Lang) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    for line in Line::of(found, lang) {
        serde_json::to_writer(&mut bytes, &line)?;
        bytes.push(b'\n');
    }
    Ok(bytes)
}
