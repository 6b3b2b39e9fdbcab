//! The subcommands, one file each: arguments whose doc comments are the English help, and
//! `run`, which loads what it takes, makes a report and shows it. What several commands
//! share lies a floor up, beside this folder (`load`, `ranking`, `planner`, `lookup`).
//!
//! Beside its variant and arm here, a command has a word in `groups`, an example in `help`
//! and its Chinese help in `data/messages/zh/help.txt`; tests miss whichever is forgotten.

mod agenda;
mod availability;
mod check;
mod completions;
mod decide;
mod dedupe;
mod edit;
mod eval;
mod explain;
mod export;
mod imports;
mod indexes;
mod init;
mod ledger;
mod list;
mod log;
mod man;
mod matches;
mod meeting;
mod model;
mod notify;
mod officers;
mod plan;
mod policies;
mod report;
mod review;
mod search;
mod show;
mod signing;
mod stats;
mod template;
mod today;
mod undo;
mod verify;

use anyhow::Result;

use super::global::Global;
use super::target::Writes;
use super::{Context, Exit, Failure};
use crate::text::messages::Message;

/// What to do.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    Agenda(agenda::AgendaArgs),
    Availability(availability::AvailabilityArgs),
    Check(check::CheckArgs),
    Completions(completions::CompletionsArgs),
    Decide(decide::DecideArgs),
    Dedupe(dedupe::DedupeArgs),
    Edit(edit::EditArgs),
    Eval(eval::EvalArgs),
    Explain(explain::ExplainArgs),
    Export(export::ExportArgs),
    Import(imports::ImportArgs),
    Index(indexes::IndexArgs),
    Init(init::InitArgs),
    Ledger(ledger::LedgerArgs),
    List(list::ListArgs),
    Log(log::LogArgs),
    Man(man::ManArgs),
    Match(matches::MatchArgs),
    Meeting(meeting::MeetingArgs),
    Model(model::ModelArgs),
    Notify(notify::NotifyArgs),
    Officers(officers::OfficersArgs),
    Plan(plan::PlanArgs),
    Policies(policies::PoliciesArgs),
    Report(report::ReportArgs),
    Review(review::ReviewArgs),
    Search(search::SearchArgs),
    Show(show::ShowArgs),
    Signing(signing::SigningArgs),
    Stats(stats::StatsArgs),
    Template(template::TemplateArgs),
    Today(today::TodayArgs),
    Undo(undo::UndoArgs),
    Verify(verify::VerifyArgs),
}

impl Command {
    /// What the command writes where `-o` says.
    #[expect(clippy::wildcard_enum_match_arm, reason = "all others show a report")]
    pub(crate) fn writes(&self) -> Writes {
        match self {
            Self::Agenda(args) if args.is_each() => Writes::Archive,
            Self::Export(args) if args.is_folder() => Writes::Folder,
            Self::Completions(_) => Writes::File,
            Self::Index(args) if args.builds() => Writes::File,
            Self::Init(_) | Self::Man(_) => Writes::Nothing,
            Self::Availability(_)
            | Self::Decide(_)
            | Self::Edit(_)
            | Self::Review(_)
            | Self::Undo(_) => Writes::Entry,
            Self::Dedupe(args) if args.only_changes() => Writes::Entry,
            Self::Ledger(args) if args.only_changes() => Writes::Entry,
            Self::Meeting(args) if args.only_changes() => Writes::Entry,
            Self::Signing(args) if args.only_changes() => Writes::Entry,
            _ => Writes::Report,
        }
    }

    /// That a global option was typed which the command has no use for, and what works.
    /// `--format` is let pass where nothing is reported: whoever asks every command for JSON
    /// is not turned away.
    #[expect(clippy::wildcard_enum_match_arm, reason = "all others heed them")]
    pub(crate) fn misfit(&self, typed: &Global) -> Option<Failure> {
        const FAIR: &str = "--fair";
        const FORMAT: &str = "--format";
        const OUTPUT: &str = "--output";
        let typed = [
            (FAIR, typed.fair.is_some()),
            (FORMAT, typed.format.is_some()),
            (OUTPUT, typed.output.is_some()),
        ];
        let (useless, hint): (&[&str], _) = match self {
            Self::Init(_) => (&[FAIR, OUTPUT], "cli-unfit-init"),
            Self::Man(_) => (&[OUTPUT], "cli-unfit-man"),
            Self::Export(args) if args.names_folder() => {
                (&[FORMAT, OUTPUT], "cli-unfit-registry")
            }
            Self::Export(args) if args.is_folder() => (&[FORMAT], "cli-unfit-registry"),
            _ => return None,
        };
        let misfit = |(option, typed): &(&str, bool)| *typed && useless.contains(option);
        let (option, _) = typed.into_iter().find(misfit)?;
        let message = Message::new("cli-unfit").with("option", option);
        Some(Failure::new(message).hint(Message::new(hint)))
    }

    /// Carries the command out.
    pub(crate) fn run(&self, context: &Context) -> Result<Exit> {
        match self {
            Self::Agenda(args) => args.run(context),
            Self::Availability(args) => args.run(context),
            Self::Check(args) => args.run(context),
            Self::Completions(args) => args.run(context),
            Self::Decide(args) => args.run(context),
            Self::Dedupe(args) => args.run(context),
            Self::Edit(args) => args.run(context),
            Self::Eval(args) => args.run(context),
            Self::Explain(args) => args.run(context),
            Self::Export(args) => args.run(context),
            Self::Import(args) => args.run(context),
            Self::Index(args) => args.run(context),
            Self::Init(args) => args.run(context),
            Self::Ledger(args) => args.run(context),
            Self::List(args) => args.run(context),
            Self::Log(args) => args.run(context),
            Self::Man(args) => args.run(context),
            Self::Match(args) => args.run(context),
            Self::Meeting(args) => args.run(context),
            Self::Model(args) => args.run(context),
            Self::Notify(args) => args.run(context),
            Self::Officers(args) => args.run(context),
            Self::Plan(args) => args.run(context),
            Self::Policies(args) => args.run(context),
            Self::Report(args) => args.run(context),
            Self::Review(args) => args.run(context),
            Self::Search(args) => args.run(context),
            Self::Show(args) => args.run(context),
            Self::Signing(args) => args.run(context),
            Self::Stats(args) => args.run(context),
            Self::Template(args) => args.run(context),
            Self::Today(args) => args.run(context),
            Self::Undo(args) => args.run(context),
            Self::Verify(args) => args.run(context),
        }
    }
}
