//! Rules on who meets whom.

use std::collections::{BTreeMap, BTreeSet};

use super::{Case, at_once};
use crate::domain::problem::Problem;
use crate::domain::{Meeting, Stage, Verdict};

/// The offering's id, or the key of the institution, that a decision speaks of.
fn of<'a>(case: &'a Case<'_>, offering: &'a str) -> &'a str {
    match case.offerings.get(offering) {
        Some(_) => offering,
        None => case.roster.organization(offering).unwrap_or(offering),
    }
}

/// Need, offering, enterprise and institution exist and belong together.
pub(super) fn references(case: &Case<'_>) -> Vec<Problem> {
    let mut found = Vec::new();
    for meeting in &case.plan.meetings {
        let broken = |value: &str| {
            Problem::error("unknown_reference")
                .in_case("meeting")
                .about(&meeting.id)
                .with_value(value)
        };
        match case.needs.get(meeting.need.as_str()) {
            None => found.push(broken(&meeting.need)),
            Some(need) if case.roster.enterprise(need) != meeting.enterprise => {
                found.push(broken(&meeting.enterprise));
            }
            Some(_) => {}
        }
        let Some(id) = &meeting.offering else {
            if case.roster.organization(&meeting.institution).is_none() {
                found.push(broken(&meeting.institution));
            }
            continue;
        };
        match case.offerings.get(id.as_str()) {
            None => found.push(broken(id)),
            Some(offering)
                if case.roster.institution(offering) != meeting.institution =>
            {
                found.push(broken(&meeting.institution));
            }
            Some(_) => {}
        }
    }
    found
}

/// Nobody meets himself, and who is met without an offering is an institution, or offers
/// something after all.
pub(super) fn claims(case: &Case<'_>) -> Vec<Problem> {
    let meetings = case.plan.meetings.iter();
    meetings
        .filter_map(|meeting| {
            let why = case.roster.no_claim(&meeting.enterprise, &meeting.institution);
            Some(why?.about(&meeting.id))
        })
        .collect()
}

/// The pairs of which a person said one of these words.
fn said<'a>(case: &'a Case<'_>, words: &[Verdict]) -> BTreeSet<(&'a str, &'a str)> {
    let decisions = case.fair.decisions.iter();
    decisions
        .filter(|decision| decision.decision.is_some_and(|word| words.contains(&word)))
        .map(|decision| (decision.need.as_str(), of(case, &decision.offering)))
        .collect()
}

/// Nobody meets whom a person ruled out; whoever ruled out an institution ruled out all it
/// offers, but for what somebody wants by name.
pub(super) fn rejected(case: &Case<'_>) -> Vec<Problem> {
    let rejected = said(case, &[Verdict::Reject]);
    let wanted = said(case, &[Verdict::Accept, Verdict::Pin]);
    let out = |meeting: &&Meeting| {
        let pair = (meeting.need.as_str(), meeting.partner());
        let whole = (meeting.need.as_str(), meeting.institution.as_str());
        rejected.contains(&pair) || (rejected.contains(&whole) && !wanted.contains(&pair))
    };
    let problem = |meeting: &Meeting| {
        Problem::error("rejected_pair")
            .about(&meeting.id)
            .with_value(&meeting.need)
            .with("other", meeting.partner())
    };
    case.plan.meetings.iter().filter(out).map(problem).collect()
}

/// No meeting is still planned of a need that has ended; a warning, for it may have ended
/// after they met. Once it is known what came of a meeting, nothing is said.
pub(super) fn ended(case: &Case<'_>) -> Vec<Problem> {
    let needs = case.fair.needs.iter().filter(|need| need.stage == Stage::Ended);
    let ended: BTreeSet<&str> = needs.map(|need| need.id.as_str()).collect();
    let told: BTreeSet<&str> =
        case.fair.outcomes.iter().map(|outcome| outcome.meeting.as_str()).collect();
    let planned = |meeting: &&Meeting| {
        ended.contains(meeting.need.as_str()) && !told.contains(meeting.id.as_str())
    };
    let problem = |meeting: &Meeting| {
        Problem::warning("need_ended")
            .in_case("meeting")
            .about(&meeting.id)
            .with_value(&meeting.need)
    };
    case.plan.meetings.iter().filter(planned).map(problem).collect()
}

/// Every pair and every id is there once.
pub(super) fn repeated(case: &Case<'_>) -> Vec<Problem> {
    let (mut ids, mut pairs) = (BTreeSet::new(), BTreeSet::new());
    let mut found = Vec::new();
    for meeting in &case.plan.meetings {
        let new =
            (ids.insert(&meeting.id), pairs.insert((&meeting.need, meeting.partner())));
        if new != (true, true) {
            found.push(
                Problem::error("meeting_twice")
                    .about(&meeting.id)
                    .with_value(&meeting.need)
                    .with("other", meeting.partner()),
            );
        }
    }
    found
}

/// Whoever must meet does; said as a warning, for there may be reasons why not.
pub(super) fn pinned(case: &Case<'_>) -> Vec<Problem> {
    let planned: BTreeSet<(&str, &str)> =
        case.plan.meetings.iter().map(|m| (m.need.as_str(), m.partner())).collect();
    let decisions = case.fair.decisions.iter();
    decisions
        .filter(|d| d.decision == Some(Verdict::Pin))
        .filter(|d| !planned.contains(&(d.need.as_str(), of(case, &d.offering))))
        .map(|d| {
            Problem::warning("pin_unplanned")
                .about(&d.need)
                .with_value(&d.need)
                .with("other", d.offering.as_str())
        })
        .collect()
}

/// How often each need, enterprise, institution and person has some meetings.
fn loads<'m>(
    case: &Case<'_>,
    meetings: impl Iterator<Item = &'m Meeting>,
) -> [BTreeMap<String, usize>; 4] {
    let mut loads: [BTreeMap<String, usize>; 4] = Default::default();
    for meeting in meetings {
        *loads[0].entry(meeting.need.clone()).or_default() += 1;
        *loads[1].entry(meeting.enterprise.clone()).or_default() += 1;
        *loads[2].entry(meeting.institution.clone()).or_default() += 1;
        if let Some(lead) = case.lead(meeting) {
            *loads[3].entry(lead.key.clone()).or_default() += 1;
        }
    }
    loads
}

/// Nobody has more meetings than allowed, unless they have taken place.
pub(super) fn limits(case: &Case<'_>) -> Vec<Problem> {
    let limits = &case.fair.settings.limits;
    let most = [limits.need, limits.enterprise, limits.institution, limits.person];
    let over = case.plan.meetings.iter().filter(|meeting| case.plan.is_over(meeting));
    let (all, over) = (loads(case, case.plan.meetings.iter()), loads(case, over));
    let mut found = Vec::new();
    for (kind, ((loads, over), [_, most])) in all.iter().zip(&over).zip(most).enumerate()
    {
        let allowed = |who: &String| (most as usize).max(*over.get(who).unwrap_or(&0));
        for (who, load) in loads.iter().filter(|(who, load)| **load > allowed(who)) {
            let problem = Problem::error("capacity_exceeded").in_case("verify");
            let problem = problem.about(who).with_value(named(case, kind, who));
            found.push(problem.with("n", *load).with("most", most));
        }
    }
    found
}

/// What a need, enterprise, institution or person of a load is called.
fn named<'a>(case: &'a Case<'_>, kind: usize, who: &'a str) -> &'a str {
    match kind {
        0 => who,
        1 | 2 => case.roster.name(who),
        _ => {
            let mut leads = case.leads.values().flat_map(BTreeMap::values);
            leads.find(|lead| lead.key == who).map_or(who, |lead| lead.name)
        }
    }
}

/// Every need, enterprise, institution and expert who could meet, by key: a need's id, an
/// organization's key, an expert's name.
fn able<'a>(case: &Case<'a>) -> [BTreeMap<String, &'a str>; 4] {
    let roster = &case.roster;
    let mut able: [BTreeMap<String, &str>; 4] = Default::default();
    for need in case.fair.needs.iter().filter(|need| need.stage != Stage::Ended) {
        able[0].insert(need.id.clone(), &need.id);
        let enterprise = roster.enterprise(need);
        able[1].insert(enterprise.to_owned(), enterprise);
    }
    for offering in &case.fair.offerings {
        let institution = roster.institution(offering);
        able[2].insert(institution.to_owned(), institution);
        let lead = roster.lead(offering);
        if let Some(lead) = lead.filter(|lead| !roster.declined(institution, lead)) {
            able[3].insert(roster.person_key(institution, lead), lead);
        }
    }
    able
}

/// Whoever could meet meets as often as wanted; a warning.
pub(super) fn minimums(case: &Case<'_>) -> Vec<Problem> {
    let limits = &case.fair.settings.limits;
    let least = [limits.need, limits.enterprise, limits.institution, limits.person]
        .map(|[least, _]| least as usize);
    if least == [0; 4] {
        return Vec::new();
    }
    let (able, loads) = (able(case), loads(case, case.plan.meetings.iter()));
    let mut found = Vec::new();
    for (kind, least) in least.into_iter().enumerate() {
        for (who, name) in &able[kind] {
            let load = loads[kind].get(who).copied().unwrap_or(0);
            if load < least {
                let organization = matches!(kind, 1 | 2);
                let name = if organization { case.roster.name(name) } else { name };
                let problem = Problem::warning("below_minimum").about(who);
                let problem = problem.with_value(name).with("n", load);
                found.push(problem.with("least", least));
            }
        }
    }
    found
}

/// Nobody is in two places: an organization in no more than it has delegations, a person in
/// one.
pub(super) fn two_places(case: &Case<'_>) -> Vec<Problem> {
    let mut found = Vec::new();
    let mut check = |name: &str, meetings: &[&Meeting], most: usize| {
        for (index, meeting) in meetings.iter().enumerate() {
            let before = meetings[..index].iter();
            let now = before.filter(|earlier| at_once(earlier, meeting)).count() + 1;
            if now > most {
                let problem = Problem::error("in_two_places").about(&meeting.id);
                let start = meeting.start.to_string();
                found.push(problem.with_value(name).with("n", now).with("start", start));
            }
        }
    };
    let mut organizations: BTreeMap<&str, Vec<&Meeting>> = BTreeMap::new();
    let mut people: BTreeMap<&str, Vec<&Meeting>> = BTreeMap::new();
    for meeting in &case.plan.meetings {
        organizations.entry(&meeting.enterprise).or_default().push(meeting);
        if meeting.enterprise != meeting.institution {
            organizations.entry(&meeting.institution).or_default().push(meeting);
        }
        if let Some(lead) = case.lead(meeting) {
            people.entry(&lead.key).or_default().push(meeting);
        }
    }
    for (who, mut meetings) in organizations {
        meetings.sort_by_key(|m| (m.date, m.start));
        let most = case
            .setting(&case.settings.delegations, who)
            .map_or(1, |&n| n.max(1) as usize);
        check(case.roster.name(who), &meetings, most);
    }
    for mut meetings in people.into_values() {
        meetings.sort_by_key(|m| (m.date, m.start));
        let name = case.lead(meetings[0]).map_or("", |lead| lead.name);
        check(name, &meetings, 1);
    }
    found
}
