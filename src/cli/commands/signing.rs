//! `fairmatch signing`: projects to sign, and the ceremony.

use anyhow::Result;
use chrono::NaiveDate;
use clap::{Args, Subcommand};

use super::edit::{self, EditArgs};
use crate::cli::load::{self, Loaded, Sources};
use crate::cli::{Context, Exit, Failure, held_back, lookup};
use crate::domain::problem::Problem;
use crate::domain::{Change, ChangeSet, Fair, Kind, Places, Record};
use crate::planning::ceremony::{self, Ceremony, Programme};
use crate::report::{Filter, Listing, RunOfShow};
use crate::store::{Access, Parts};
use crate::text::messages::Message;

/// Signing projects and the ceremony.
#[derive(Debug, Args)]
pub(crate) struct SigningArgs {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Add a signing project: title, parties and what else is known of it.
    Add(AddArgs),
    /// Change fields of a signing project.
    Edit(EditArgs),
    /// Take a signing project away.
    Remove(RemoveArgs),
    /// List the signing projects.
    List(ListArgs),
    /// Set batches, order, times and places on stage.
    Plan(PlanArgs),
}

#[derive(Debug, Args)]
struct AddArgs {
    /// A column's name, =, the value: title=… "parties=A;B" "signatories=C;D" amount=500万元.
    #[arg(value_name = "FIELD=VALUE", required = true, value_parser = edit::assignment)]
    fields: Vec<(String, String)>,
}

#[derive(Debug, Args)]
struct RemoveArgs {
    /// The signing's id, or its title.
    #[arg(value_name = "ID")]
    id: String,
}

#[derive(Debug, Args)]
struct ListArgs {
    #[command(flatten)]
    sources: Sources,
}

#[derive(Debug, Args)]
struct PlanArgs {
    /// Move as few projects as the rules allow against the ceremony planned before.
    #[arg(long)]
    keep: bool,
    #[command(flatten)]
    sources: Sources,
}

impl SigningArgs {
    /// Whether the fair is changed and nothing shown.
    pub(super) fn only_changes(&self) -> bool {
        matches!(self.action, Action::Add(_) | Action::Edit(_) | Action::Remove(_))
    }

    /// Carries the command out.
    pub(crate) fn run(&self, context: &Context) -> Result<Exit> {
        match &self.action {
            Action::Add(args) => args.run(context),
            Action::Edit(args) => args.run_among(context, &[Kind::Signings]),
            Action::Remove(args) => args.run(context),
            Action::List(args) => args.run(context),
            Action::Plan(args) => args.run(context),
        }
    }
}

impl AddArgs {
    /// Reads the fields as import reads a row, and puts the record; one that is there stays.
    fn run(&self, context: &Context) -> Result<Exit> {
        let mut store = context.store(Access::Write)?;
        let base = store.revision()?;
        let (record, problems) = self.read(context);
        let columns: Vec<String> =
            self.fields.iter().map(|(name, _)| name.clone()).collect();
        edit::refuse_repeated(&columns)?;
        edit::refuse_unknown(Kind::Signings, &problems, &columns)?;
        edit::refuse(Kind::Signings, &problems, &columns)?;
        let doubts = edit::doubts(problems, &columns);
        let record =
            record.ok_or_else(|| Failure::new(Message::new("cli-edit-unread")))?;
        if let Some(known) = store.find(record.id())? {
            return Err(taken(&known).into());
        }
        let mut set = ChangeSet::new("signing", Some(base));
        let told = Message::new("cli-added").with("id", record.id());
        set.put(record);
        store.apply(&set, &context.stamp())?;
        context.terminal.note(&told.say(context.lang));
        edit::note(context, &doubts);
        Ok(Exit::Fine)
    }

    /// What the fields say. Few columns are no header to be known by: the title is asked for.
    fn read(&self, context: &Context) -> (Option<Record>, Vec<Problem>) {
        let read = |fields: &[_]| edit::read(Kind::Signings, fields, &context.reading());
        let (record, problems) = read(&self.fields);
        if !problems.iter().any(|problem| problem.code == "no_header") {
            return (record, problems);
        }
        let blank = |name: &str| (name.to_owned(), String::new());
        read(&[&self.fields[..], &["title", "kind", "stage"].map(blank)].concat())
    }
}

/// Whatever is added is new; a record that is there is edited.
fn taken(known: &Record) -> Failure {
    let message = Message::new("cli-taken").with("id", known.id());
    let is_signing = known.kind() == Kind::Signings;
    let hint = if is_signing { "cli-taken-hint" } else { "cli-taken-other-hint" };
    Failure::new(message.with("title", known.facets().title))
        .hint(Message::new(hint).with("id", known.id()))
}

impl RemoveArgs {
    fn run(&self, context: &Context) -> Result<Exit> {
        let mut store = context.store(Access::Write)?;
        let fair = store.fair(context.settings.clone(), &Parts::all())?;
        let record = lookup::record(&fair, &self.id, &[Kind::Signings])?;
        let mut set = ChangeSet::new("signing", fair.revision);
        set.remove(Kind::Signings, record.id());
        store.apply(&set, &context.stamp())?;
        let told = Message::new("cli-removed").with("id", record.id());
        context.terminal.note(&told.say(context.lang));
        Ok(Exit::Fine)
    }
}

impl ListArgs {
    fn run(&self, context: &Context) -> Result<Exit> {
        let parts = Parts::of(&[Kind::Signings]);
        let loaded = load::fair(context, &self.sources, &parts)?;
        let records = loaded.fair.records(Kind::Signings);
        let listing =
            Listing::new(records, Kind::Signings, &Filter::default(), None, None);
        Ok(context.show(&listing)?.max(loaded.exit))
    }
}

impl PlanArgs {
    /// Plans, remembers the places where there is a fair to remember them, and shows.
    fn run(&self, context: &Context) -> Result<Exit> {
        let kinds = [
            Kind::Signings,
            Kind::People,
            Kind::Organizations,
            Kind::Offerings,
            Kind::Needs,
        ];
        let parts = Parts::of(&kinds).and_plan();
        let Loaded { fair, exit } = load::whole(context, &self.sources, &parts)?;
        let ceremony = planned(&fair, self.keep, context.today);
        let (open, shown) = held_back::stage(context, &fair, &ceremony);
        let show = RunOfShow { ceremony: &shown, fair: &open };
        context.fitting(&show)?;
        if self.sources.files().is_empty() && ceremony.places() != fair.stage {
            remember(context, &fair, &ceremony)?;
        }
        let shown = context.show(&show)?;
        let look = if ceremony.is_sound() { Exit::Fine } else { Exit::Look };
        Ok(shown.max(exit).max(look))
    }
}

/// The fair's ceremony, planned afresh or with the places of the last one kept.
pub(crate) fn planned(fair: &Fair, keep: bool, today: NaiveDate) -> Ceremony {
    let fresh = Places::new();
    ceremony::plan(&Programme {
        signings: &fair.signings,
        people: &fair.people,
        meetings: fair.plan.as_ref().map_or(&[], |plan| &plan.meetings),
        fair: Some(fair),
        settings: &fair.settings.signing,
        kept: if keep { &fair.stage } else { &fresh },
        date: Some(ceremony::day(fair).unwrap_or(today)),
    })
}

fn remember(context: &Context, fair: &Fair, ceremony: &Ceremony) -> Result<()> {
    let mut set = ChangeSet::new("signing-plan", fair.revision);
    set.changes.push(Change::Stage(ceremony.places()));
    context.store(Access::Write)?.apply(&set, &context.stamp())?;
    Ok(())
}
