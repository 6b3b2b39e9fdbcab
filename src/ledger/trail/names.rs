//! What subjects go by.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{Fair, Meeting, Signing};

/// The signings that meetings came to: of several the first.
fn came_to(fair: &Fair) -> BTreeMap<&str, &str> {
    let mut of_need: BTreeMap<&str, Vec<&Signing>> = BTreeMap::new();
    for signing in &fair.signings {
        if let Some(need) = &signing.need {
            of_need.entry(need).or_default().push(signing);
        }
    }
    let signing = |meeting: &Meeting| {
        let signings = of_need.get(meeting.need.as_str())?;
        signings.iter().find(|signing| signing.is_of(meeting)).copied()
    };
    let meetings = fair.plan.iter().flat_map(|plan| &plan.meetings);
    let came = meetings.filter_map(|meeting| Some((meeting, signing(meeting)?)));
    came.map(|(meeting, signing)| (meeting.id.as_str(), signing.id.as_str())).collect()
}

/// All that some subjects go by, each named by id or by a title that only one has: the
/// ledger's entries may stand under any of it.
pub fn names_of<'a>(
    fair: &Fair,
    subjects: impl IntoIterator<Item = &'a str>,
) -> BTreeSet<String> {
    let names = Names::new(fair);
    let mut all = BTreeSet::new();
    for subject in subjects {
        let id = names.id(subject);
        let title = names.title(id).filter(|title| names.id(title) == id);
        let meetings = names.meetings.iter().filter(|(_, own)| **own == id);
        let meetings = meetings.map(|(meeting, _)| *meeting);
        let own = [Some(subject), Some(id), title].into_iter().flatten().chain(meetings);
        all.extend(own.map(str::to_owned));
    }
    all
}

/// What subjects go by.
pub(super) struct Names<'a> {
    ids: BTreeMap<&'a str, &'a str>,
    titles: BTreeMap<&'a str, &'a str>,
    signings: BTreeMap<&'a str, &'a Signing>,
    /// The signings that meetings came to: what is told of such a meeting is told of it.
    meetings: BTreeMap<&'a str, &'a str>,
    early: BTreeSet<&'a str>,
}

impl<'a> Names<'a> {
    pub(super) fn new(fair: &'a Fair) -> Self {
        let signings = fair.signings.iter().map(|s| (s.id.as_str(), s.title.as_str()));
        let needs = fair.needs.iter().map(|n| (n.id.as_str(), n.title.as_str()));
        let roster = fair.organizations.iter().map(|o| (o.id.as_str(), o.name.as_str()));
        let policies = fair.policies.iter().map(|p| (p.id.as_str(), p.title.as_str()));
        let titles: BTreeMap<_, _> =
            signings.chain(needs).chain(roster).chain(policies).collect();
        let mut ids: BTreeMap<&str, &str> = BTreeMap::new();
        let mut twice = BTreeSet::new();
        for (id, title) in &titles {
            if ids.insert(title, id).is_some() {
                twice.insert(*title);
            }
        }
        ids.retain(|title, _| !title.is_empty() && !twice.contains(title));
        let signings = fair.signings.iter().map(|s| (s.id.as_str(), s)).collect();
        let planned = || fair.plan.iter().flat_map(|plan| &plan.meetings);
        let early = fair.needs.iter().map(|need| need.id.as_str());
        let early = early.chain(planned().map(|meeting| meeting.id.as_str())).collect();
        let meetings = came_to(fair);
        Self { ids, titles, signings, meetings, early }
    }

    /// The id of a subject named by id, by a title that only one has, or by a meeting that
    /// came to it.
    pub(super) fn id<'b>(&'b self, subject: &'b str) -> &'b str {
        let subject = subject.trim();
        if self.titles.contains_key(subject) {
            return subject;
        }
        let known = self.meetings.get(subject).or_else(|| self.ids.get(subject));
        known.copied().unwrap_or(subject)
    }

    pub(super) fn title(&self, id: &str) -> Option<&'a str> {
        self.titles.get(id).copied()
    }

    /// Whether a subject is a need or a meeting.
    pub(super) fn is_early(&self, id: &str) -> bool {
        self.early.contains(id)
    }

    pub(super) fn signing(&self, id: &str) -> Option<&'a Signing> {
        self.signings.get(id).copied()
    }
}
