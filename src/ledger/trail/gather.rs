//! Entries, recorded and implied, brought together by subject.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::names::Names;
use super::{CORRECTS, Line, Origin, POLICY, Trail, TrailEntry};
use crate::domain::{Fair, LedgerEntry, Stage};
use crate::ledger::implied;
use crate::ledger::steps::Step;

/// The trail of every subject, recorded entries merged with those that outcomes and
/// signings imply; subjects in the order of their ids.
pub fn trails(fair: &Fair) -> Vec<Trail<'_>> {
    let names = Names::new(fair);
    let recorded =
        fair.ledger.iter().map(|entry| (TrailEntry::Recorded(entry), Origin::Recorded));
    let told: BTreeSet<(&str, Stage)> = fair
        .ledger
        .iter()
        .filter_map(|entry| Some((names.id(&entry.subject), stage_of(entry)?)))
        .collect();
    let owned = |origin| move |entry| (TrailEntry::Implied(Box::new(entry)), origin);
    let outcomes = implied::of_outcomes(fair).into_iter().map(owned(Origin::Outcome));
    let (dated, undated): (Vec<_>, Vec<_>) = implied::of_signings(fair, &told)
        .into_iter()
        .partition(|entry| entry.date.is_some());
    let signings = |entries: Vec<_>| entries.into_iter().map(owned(Origin::Signing));
    // On the same day whatever is implied comes first: somebody wrote after it. What has
    // no day goes beyond all that was written.
    let all = outcomes.chain(signings(dated)).chain(recorded).chain(signings(undated));
    gather(fair, &names, all)
}

fn stage_of(entry: &LedgerEntry) -> Option<Stage> {
    Step::of_words(&entry.stage)?.stage()
}

/// A subject, and the policy its entries are about.
type Key = (String, Option<String>);

fn gather<'a>(
    fair: &'a Fair,
    names: &Names<'a>,
    entries: impl Iterator<Item = (TrailEntry<'a>, Origin)>,
) -> Vec<Trail<'a>> {
    let mut by_subject: BTreeMap<Key, Vec<Line<'a>>> = fair
        .signings
        .iter()
        .map(|signing| ((signing.id.clone(), None), Vec::new()))
        .collect();
    for (entry, origin) in entries {
        let policy = entry.extra.get(POLICY).cloned();
        let key = (names.id(&entry.subject).to_owned(), policy);
        let line = Line { entry, origin, corrected_by: None };
        by_subject.entry(key).or_default().push(line);
    }
    let trail = |(key, mut lines): (Key, Vec<Line<'a>>)| {
        let (subject, policy) = key;
        in_order(&mut lines);
        mark_corrected(&mut lines);
        let signing = names.signing(&subject);
        let titles = lines.iter().rev().map(|line| line.entry.title.as_str());
        let own = titles.chain(signing.map(|s| s.title.as_str())).find(|t| !t.is_empty());
        let title = own.or_else(|| names.title(&subject)).unwrap_or_default().to_owned();
        let is_early = names.is_early(&subject);
        Trail { subject, policy, title, signing, is_early, lines }
    };
    by_subject.into_iter().map(trail).collect()
}

/// By date, otherwise as they came; an entry without a date keeps its place after the one
/// before it.
fn in_order(lines: &mut Vec<Line<'_>>) {
    let mut last = NaiveDate::MIN;
    let mut dated: Vec<(NaiveDate, Line<'_>)> = lines
        .drain(..)
        .map(|line| {
            last = line.entry.date.unwrap_or(last);
            (last, line)
        })
        .collect();
    dated.sort_by_key(|(date, _)| *date);
    lines.extend(dated.into_iter().map(|(_, line)| line));
}

fn mark_corrected(lines: &mut [Line<'_>]) {
    let corrections: BTreeMap<String, String> = lines
        .iter()
        .filter_map(|line| Some((line.entry.extra.get(CORRECTS)?.clone(), line)))
        .map(|(corrected, line)| (corrected, line.entry.id.clone()))
        .collect();
    for line in lines.iter_mut().filter(|line| line.origin == Origin::Recorded) {
        line.corrected_by = corrections.get(&line.entry.id).cloned();
    }
}
