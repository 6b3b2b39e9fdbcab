//! `fairmatch explain`.

use anyhow::Result;

use crate::cli::load::Sources;
use crate::cli::ranking::{Bench, Ranking};
use crate::cli::{Context, Exit, Failure, lookup};
use crate::report::Explanation;
use crate::text::messages::Message;

/// Explain one pair, criterion by criterion, with shared terms and concepts.
#[derive(Debug, clap::Args)]
pub(crate) struct ExplainArgs {
    /// The need, by id or title.
    #[arg(value_name = "NEED")]
    need_id: String,
    /// The offering, by id or title.
    #[arg(value_name = "OFFERING")]
    offering_id: String,
    #[command(flatten)]
    ranking: Ranking,
    #[command(flatten)]
    sources: Sources,
}

impl ExplainArgs {
    /// Carries the command out.
    pub(crate) fn run(&self, context: &Context) -> Result<Exit> {
        let bench = Bench::new(context, &self.sources, &self.ranking)?;
        let need = lookup::need(&bench.fair, &self.need_id)?;
        let offering = lookup::offering(&bench.fair, &self.offering_id)?;
        let choice = bench.choice(1, Some(0.0));
        let pair = bench
            .with(choice, |matcher| Ok(matcher.pair_though_rejected(need, offering)))?;
        let Some(pair) = pair else {
            let message = Message::new("cli-ruled-out")
                .with("need", self.need_id.as_str())
                .with("offering", self.offering_id.as_str());
            return Err(Failure::new(message)
                .hint(Message::new("cli-ruled-out-hint"))
                .into());
        };
        let explanation = Explanation { pair, need: need.title.clone() };
        Ok(context.show(&explanation)?.max(bench.exit))
    }
}
