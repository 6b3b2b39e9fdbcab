//! `fairmatch show`.

use std::collections::BTreeSet;

use anyhow::Result;

use crate::cli::load::{self, Loaded, Sources};
use crate::cli::ranking::{Bench, Ranking};
use crate::cli::{Context, Exit, lookup};
use crate::domain::{Code as _, Fair, Kind, Need, OrganizationKind, Record};
use crate::ledger::names_of;
use crate::matching::Matcher;
use crate::report::{Dossier, Matches, MeetingDossier, concerned};
use crate::store::{Access, Parts, Store};

/// Show everything about one record or meeting: of an enterprise its dossier.
#[derive(Debug, clap::Args)]
pub(crate) struct ShowArgs {
    /// The record's id, or its title or name.
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    sources: Sources,
}

impl ShowArgs {
    /// Carries the command out.
    pub(crate) fn run(&self, context: &Context) -> Result<Exit> {
        let part = self.of_folder(context)?;
        let whole = part.is_none();
        let Loaded { fair, exit } = match part {
            Some(fair) => Loaded { fair, exit: Exit::Fine },
            None => load::fair(context, &self.sources, &Parts::all())?,
        };
        if let Some(meeting) = MeetingDossier::find(&fair, &self.id) {
            return Ok(context.show(&meeting)?.max(exit));
        }
        let record = lookup::record(&fair, &self.id, Kind::ALL)?;
        let mut dossier = Dossier::new(&fair, record, context.today);
        let needs: BTreeSet<&str> = dossier.needs().into_iter().collect();
        dossier.matches = matches(context, whole.then_some(&fair), &needs)?;
        Ok(context.show(&dossier)?.max(exit))
    }

    /// As much of the fair folder as the record of an id has to do with; `None` where the
    /// record must be looked for, or where what may be published must be settled first.
    fn of_folder(&self, context: &Context) -> Result<Option<Fair>> {
        if context.public || !self.sources.files().is_empty() {
            return Ok(None);
        }
        let store = context.store(Access::Read)?;
        let Some(record) = store.find(&self.id)? else { return Ok(None) };
        let offers = has_offerings(&record);
        let left_out =
            if offers { &[Kind::Ledger][..] } else { &[Kind::Ledger, Kind::Offerings] };
        let parts = Parts::without(left_out);
        let mut fair = store.fair(context.settings.clone(), &parts)?;
        let keys = concerned(&fair, &record);
        if !offers {
            offerings(&store, &mut fair, &keys)?;
        }
        let names = names_of(&fair, keys.iter().map(String::as_str));
        fair.ledger = store.ledger_of(names)?;
        if let Record::Ledger(entry) = record
            && !fair.ledger.contains(&entry)
        {
            fair.ledger.push(entry);
        }
        fair.complete_from_own_roster();
        Ok(Some(fair))
    }
}

/// The best offerings for some needs, as `match` finds them: in the whole fair where it was
/// read, else in the folder.
fn matches(
    context: &Context,
    whole: Option<&Fair>,
    needs: &BTreeSet<&str>,
) -> Result<Option<Matches>> {
    let any = match whole {
        _ if needs.is_empty() => false,
        Some(fair) => !fair.offerings.is_empty(),
        None => context.store(Access::Read)?.has(Kind::Offerings)?,
    };
    if !any {
        return Ok(None);
    }
    let bench = match whole {
        Some(fair) => Bench::of(context, fair)?,
        None => Bench::indexed(context, &Sources::default(), &Ranking::default())?,
    };
    let own = |need: &&Need| needs.contains(need.id.as_str());
    let needs: Vec<Need> = bench.fair.needs.iter().filter(own).cloned().collect();
    let found = |matcher: &Matcher<'_>| bench.matches(context, matcher, &needs);
    bench.with(bench.choice(3, None), found).map(Some)
}

/// Whether offerings may be its own, and not just named by its matches.
fn has_offerings(record: &Record) -> bool {
    if let Record::Organizations(own) = record {
        return own.kind != OrganizationKind::Enterprise;
    }
    matches!(record.kind(), Kind::Offerings | Kind::People)
}

/// The offerings among some keys, with the roster's ids.
fn offerings(store: &Store, fair: &mut Fair, keys: &BTreeSet<String>) -> Result<()> {
    for key in keys {
        if let Some(Record::Offerings(offering)) = store.record(Kind::Offerings, key)? {
            fair.offerings.push(offering);
        }
    }
    fair.link_to_own_roster();
    Ok(())
}
