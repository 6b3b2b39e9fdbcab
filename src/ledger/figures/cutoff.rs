//! A fair as it stood at the cut-off date.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::{Code as _, Fair, Stage};
use crate::ledger::{Line, Step, Track, Trail, trails};

/// Takes out of a fair what came after the cut-off date: entries of the ledger, outcomes of
/// later meetings, and the stages that records of needs and signings have reached since.
/// Says how many entries there were.
pub fn until(fair: &mut Fair, cutoff: NaiveDate) -> usize {
    let mut stages = stages_at(fair, cutoff);
    let before = fair.ledger.len();
    fair.ledger.retain(|entry| entry.date.is_none_or(|date| date <= cutoff));
    let meetings = fair.plan.iter().flat_map(|plan| &plan.meetings);
    let days: BTreeMap<&str, NaiveDate> =
        meetings.map(|meeting| (meeting.id.as_str(), meeting.date)).collect();
    let is_later = |meeting: &str| days.get(meeting).is_some_and(|day| *day > cutoff);
    fair.outcomes.retain(|outcome| !is_later(&outcome.meeting));
    let signings = fair.signings.iter_mut().map(|s| (s.id.as_str(), &mut s.stage));
    let needs = fair.needs.iter_mut().map(|n| (n.id.as_str(), &mut n.stage));
    for (id, stage) in signings.chain(needs) {
        *stage = stages.remove(id).unwrap_or(*stage);
    }
    before - fair.ledger.len()
}

/// The stages of needs and signings whose own record stands where something later brought it.
fn stages_at(fair: &Fair, cutoff: NaiveDate) -> BTreeMap<String, Stage> {
    let needs = fair.needs.iter().map(|need| (need.id.as_str(), need.stage));
    let signings =
        fair.signings.iter().map(|signing| (signing.id.as_str(), signing.stage));
    let own: BTreeMap<&str, Stage> = needs.chain(signings).collect();
    let at = |trail: Trail<'_>| {
        let stage = stage_at(&trail, *own.get(trail.subject.as_str())?, cutoff)?;
        Some((trail.subject, stage))
    };
    trails(fair)
        .into_iter()
        .filter(|trail| trail.policy.is_none())
        .filter_map(at)
        .collect()
}

/// The stage of a subject on a day, where its own one may come of later lines: the last one
/// known by then, else the one before the first that is told later.
fn stage_at(trail: &Trail<'_>, own: Stage, cutoff: NaiveDate) -> Option<Stage> {
    let is_later = |day: Option<NaiveDate>| day.is_some_and(|day| day > cutoff);
    let end = trail.lines.iter().position(|line| is_later(line.entry.date))?;
    let (known, later) = trail.lines.split_at(end);
    let stands = |line: &&Line<'_>| line.corrected_by.is_none();
    let told = later.iter().filter(stands).filter(|line| line.entry.date.is_some());
    let first = told.filter_map(|line| line.step()?.stage()).min()?;
    if own < first {
        return None;
    }
    let last = known.iter().rev().filter(stands).find_map(Line::step);
    last.and_then(Step::stage).or_else(|| before(first, trail))
}

/// The stage that a subject is taken to have had before the first one that is told of it.
fn before(first: Stage, trail: &Trail<'_>) -> Option<Stage> {
    if first == Stage::Ended {
        let signed =
            if trail.track() == Track::Letter { Stage::Intent } else { Stage::Signed };
        return trail.signing.map(|_| signed);
    }
    Some(Stage::ALL.iter().copied().rfind(|s| *s < first).unwrap_or(first))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{LedgerEntry, Need, Signing};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn entry(date: &str, stage: &str) -> LedgerEntry {
        let date = date.parse().ok();
        LedgerEntry {
            subject: "P1".into(),
            date,
            stage: stage.into(),
            ..LedgerEntry::default()
        }
    }

    fn signing(stage: Stage, sign_date: Option<&str>) -> Signing {
        let sign_date = sign_date.map(day);
        Signing { id: "P1".into(), stage, sign_date, ..Signing::default() }
    }

    /// The stage of a signing with its ledger, once all after 18 October is taken out.
    fn left(signing: Signing, ledger: Vec<LedgerEntry>) -> Stage {
        let mut fair = Fair { signings: vec![signing], ledger, ..Fair::default() };
        until(&mut fair, day("2026-10-18"));
        trails(&fair)[0].reached().unwrap()
    }

    #[test]
    fn a_record_that_moved_on_since_stands_where_it_stood() {
        let intent = || entry("2026-05-07", "intent");
        let later = || entry("2026-11-29", "signed");
        let moved = || signing(Stage::Signed, Some("2026-10-16"));
        assert_eq!(left(moved(), vec![intent(), later()]), Stage::Intent);
        let undated = signing(Stage::Signed, None);
        assert_eq!(left(undated, vec![entry("2026-11-29", "talking")]), Stage::Matched);
        assert_eq!(left(moved(), vec![entry("2026-07-02", "signed")]), Stage::Signed);
    }

    #[test]
    fn the_days_of_the_record_itself_count() {
        let stage = |stage, sign_date| left(signing(stage, sign_date), Vec::new());
        assert_eq!(stage(Stage::Signed, Some("2026-10-19")), Stage::Intent);
        assert_eq!(stage(Stage::Signed, Some("2026-10-18")), Stage::Signed);
        assert_eq!(stage(Stage::Landed, None), Stage::Landed, "no day: counted");
        let start = Some(day("2026-11-01"));
        let started = Signing { start, ..signing(Stage::Started, Some("2026-10-16")) };
        assert_eq!(left(started, Vec::new()), Stage::Signed);
    }

    #[test]
    fn what_the_record_said_before_the_later_word_stays() {
        let landed = vec![entry("2026-12-01", "landed")];
        assert_eq!(left(signing(Stage::Signed, None), landed), Stage::Signed);
        let ended = vec![entry("2026-12-01", "ended")];
        assert_eq!(left(signing(Stage::Ended, None), ended), Stage::Signed);
    }

    #[test]
    fn needs_are_brought_back_too() {
        let need = Need { id: "P1".into(), stage: Stage::Talking, ..Need::default() };
        let ledger =
            vec![entry("2026-10-01", "published"), entry("2026-11-01", "talking")];
        let mut fair = Fair { needs: vec![need], ledger, ..Fair::default() };
        assert_eq!(until(&mut fair, day("2026-10-18")), 1);
        assert_eq!(fair.needs[0].stage, Stage::Published);
    }
}
