//! What an entry of the ledger is about, read from the store without the rest of the fair.

use anyhow::Result;

use crate::cli::{Context, Failure, lookup};
use crate::domain::{
    AmountKind, Fair, Kind, LedgerEntry, Meeting, Money, Record, Signing,
};
use crate::ledger::{Trail, names_of, trails};
use crate::store::{Parts, Store};
use crate::text::messages::Message;

/// The registries a subject may be in.
const KINDS: &[Kind] =
    &[Kind::Signings, Kind::Needs, Kind::Organizations, Kind::Policies, Kind::Offerings];

/// The subject of an entry.
#[derive(Debug)]
pub(super) struct Subject {
    /// Its id; the name of a project that has no record.
    pub(super) id: String,
    /// Its title.
    pub(super) title: String,
    /// Its record.
    pub(super) record: Option<Record>,
    /// Whether its title may be told.
    named: bool,
}

impl Subject {
    /// The subject of an id or an unmistakable title; without a record a meeting, a project
    /// that the ledger knows already, or a new one that is given a title. A meeting that came
    /// to a signing is followed as that signing.
    pub(super) fn find(
        context: &Context,
        store: &Store,
        key: &str,
        title: Option<&str>,
    ) -> Result<Self> {
        let subject = Self::known(context, store, key, title)?;
        Ok(Self { named: !context.public, ..subject })
    }

    fn known(
        context: &Context,
        store: &Store,
        key: &str,
        title: Option<&str>,
    ) -> Result<Self> {
        for &kind in KINDS {
            if let Some(record) = store.record(kind, key)? {
                return Ok(Self::of(record));
            }
        }
        if let Some(signing) = signing_of(context, store, key)? {
            return Ok(Self::of(Record::Signings(signing)));
        }
        if let Some(entry) = store.ledger_of([key])?.into_iter().next_back() {
            let title = title.map_or(entry.title, str::to_owned);
            return Ok(Self { id: key.to_owned(), title, record: None, named: true });
        }
        let parts = Parts::of(KINDS).and_plan();
        let fair = store.fair(context.settings.clone(), &parts)?;
        if let Some(record) = fair.find(key) {
            return Ok(Self::of(record));
        }
        let meeting = fair.plan.iter().flat_map(|p| &p.meetings).find(|m| m.id == key);
        let of_meeting =
            meeting.and_then(|m| fair.need(&m.need)).map(|n| n.title.as_str());
        match title.or(of_meeting).or(meeting.map(|m| m.need.as_str())) {
            Some(title) => {
                let (id, title) = (key.to_owned(), title.to_owned());
                Ok(Self { id, title, record: None, named: true })
            }
            None => Err(unknown(&fair, key).into()),
        }
    }

    /// What to call it: the title, else the id; under `--public` the id.
    pub(super) fn name(&self) -> &str {
        if self.title.is_empty() || !self.named { &self.id } else { &self.title }
    }

    fn of(record: Record) -> Self {
        let title = record.facets().title.to_owned();
        Self { id: record.id().to_owned(), title, record: Some(record), named: true }
    }

    /// As much of the fair as its trail needs, an entry to come included.
    pub(super) fn world(
        &self,
        context: &Context,
        store: &Store,
        coming: Option<LedgerEntry>,
    ) -> Result<Fair> {
        let parts = Parts::of(&[Kind::Outcomes, Kind::Decisions]).and_plan();
        let mut fair = store.fair(context.settings.clone(), &parts)?;
        if let Some(record) = self.record.clone() {
            fair.push(record);
        }
        fair.ledger = store.ledger_of(names_of(&fair, [self.id.as_str()]))?;
        fair.ledger.extend(coming);
        Ok(fair)
    }

    /// Its trail in a world.
    pub(super) fn trail<'a>(&self, fair: &'a Fair, policy: Option<&str>) -> Trail<'a> {
        let own = |trail: &Trail<'_>| {
            trail.subject == self.id && trail.policy.as_deref() == policy
        };
        trails(fair).into_iter().find(own).unwrap_or_else(|| Trail {
            subject: self.id.clone(),
            policy: policy.map(str::to_owned),
            title: self.title.clone(),
            signing: None,
            is_early: false,
            lines: Vec::new(),
        })
    }

    /// What its amounts are amounts of.
    pub(super) fn amount_kind(&self) -> AmountKind {
        let kind = |money: &Option<Money>| money.as_ref().map(|money| money.kind);
        let known = match &self.record {
            Some(Record::Signings(signing)) => kind(&signing.amount),
            Some(Record::Needs(need)) => kind(&need.budget),
            _ => None,
        };
        known.unwrap_or(AmountKind::Other)
    }
}

/// The signing that a meeting came to.
fn signing_of(context: &Context, store: &Store, key: &str) -> Result<Option<Signing>> {
    let parts = Parts::of(&[Kind::Signings]).and_plan();
    let mut fair = store.fair(context.settings.clone(), &parts)?;
    let meetings = fair.plan.iter().flat_map(|plan| &plan.meetings);
    let meeting = meetings.into_iter().find(|meeting| meeting.id == key).cloned();
    let of = |meeting: Meeting| fair.signings.iter().position(|own| own.is_of(&meeting));
    Ok(meeting.and_then(of).map(|at| fair.signings.swap_remove(at)))
}

fn unknown(fair: &Fair, key: &str) -> Failure {
    match lookup::record(fair, key, KINDS) {
        Err(failure) if fair.similar(key, KINDS).is_empty() => {
            failure.hint(Message::new("ledger-new-subject-hint"))
        }
        Err(failure) => failure,
        Ok(_) => Failure::new(Message::new("cli-unknown-id").with("id", key)),
    }
}
