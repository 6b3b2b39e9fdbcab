//! What is new in the period, what stands out, and what is still open.

use super::figures::Figures;
use super::period::Period;
use crate::domain::{Code as _, Fair, Meeting, Money, Stage, Yuan};
use crate::ledger::{Step, Trail, due, trails};
use crate::report::money;
use crate::text::messages::Message;

/// Items named one by one, at most.
const NAMED: usize = 3;

/// What happened in the period, by the ledger: stages reached, money paid in.
pub(super) fn news(fair: &Fair, period: &Period) -> Vec<Message> {
    let trails = trails(fair);
    let reached = |stage: Stage| {
        let day =
            |trail: &&Trail<'_>| trail.day(stage).is_some_and(|day| period.holds(day));
        trails.iter().filter(day).count()
    };
    let stages = [Stage::Intent, Stage::Signed, Stage::Started, Stage::Landed];
    let news = stages.into_iter().map(|stage| (stage, reached(stage)));
    let mut news: Vec<Message> = news
        .filter(|(_, count)| *count > 0)
        .map(|(stage, count)| {
            Message::new("brief-news-stage").with("stage", stage.label()).with("n", count)
        })
        .collect();
    let entries = fair.ledger.iter().filter(|e| e.date.is_some_and(|d| period.holds(d)));
    news.push(Message::new("brief-news-entries").with("n", entries.count()));
    news
}

/// Three that stand out: the largest project, the one that has come furthest, the party
/// most in demand.
pub(super) fn highlights(fair: &Fair) -> Vec<Message> {
    let trails = trails(fair);
    let projects: Vec<_> = trails.iter().filter(|t| t.signing.is_some()).collect();
    let largest = projects.iter().max_by_key(|trail| figure(trail)).copied();
    let furthest = projects
        .iter()
        .filter(|trail| {
            largest.is_none_or(|l| l.subject != trail.subject) && !trail.ended()
        })
        .max_by_key(|trail| (trail.reached(), figure(trail)));
    let mut found: Vec<Message> = largest.and_then(large).into_iter().collect();
    found.extend(furthest.and_then(|trail| far(trail)));
    found.extend(wanted(fair));
    found
}

fn figure(trail: &Trail<'_>) -> Option<Yuan> {
    trail.amount().filter(|money| money.per.is_none()).and_then(Money::figure)
}

fn large(trail: &Trail<'_>) -> Option<Message> {
    let amount = trail.amount()?;
    let parties = trail.signing?.parties.clone();
    let message =
        Message::new("brief-highlight-large").with("title", trail.title.as_str());
    let message = message.with("parties", parties).with("kind", amount.kind.label());
    Some(message.with("amount", money(amount)))
}

fn far(trail: &Trail<'_>) -> Option<Message> {
    let stage = trail.reached()?;
    let parties = trail.signing?.parties.clone();
    let message = Message::new("brief-highlight-far").with("title", trail.title.as_str());
    Some(message.with("parties", parties).with("stage", stage.label()))
}

/// The institution with the most meetings.
fn wanted(fair: &Fair) -> Option<Message> {
    let meetings: &[Meeting] = fair.plan.as_ref().map_or(&[], |plan| &plan.meetings);
    let of = |id: &str| meetings.iter().filter(|m| m.institution == id).count();
    let most = meetings
        .iter()
        .map(|m| m.institution.as_str())
        .max_by_key(|id| (of(id), std::cmp::Reverse(*id)))?;
    let message = Message::new("brief-highlight-wanted");
    Some(message.with("name", fair.name_of(most)).with("n", of(most)))
}

/// What a person must see to.
pub(super) fn open(fair: &Fair, figures: &Figures, period: &Period) -> Vec<Message> {
    let count =
        |key: &'static str, n: usize| (n > 0).then(|| Message::new(key).with("n", n));
    let mut found: Vec<Message> = [
        count("brief-open-unreviewed", figures.collected.unreviewed),
        count("brief-open-unscheduled", figures.met.unscheduled),
        count("brief-open-intents", figures.signed.intents),
    ]
    .into_iter()
    .flatten()
    .collect();
    found.extend(overdue(fair, period));
    found.extend(obstacles(fair));
    found
}

fn overdue(fair: &Fair, period: &Period) -> Option<Message> {
    let trails = trails(fair);
    let late: Vec<Message> = due(&trails, period.until.date(), 0)
        .iter()
        .filter(|item| item.days < 0)
        .map(|item| Message::new("cli-any").with("what", item.trail.title.as_str()))
        .collect();
    named("brief-open-overdue", late)
}

fn obstacles(fair: &Fair) -> Option<Message> {
    let trails = trails(fair);
    let problem = |trail: &Trail<'_>| {
        let open =
            !matches!(trail.now(), Some(Step::Project(Stage::Ended | Stage::Landed)));
        let last = trail.standing().next_back().filter(|_| open);
        last.and_then(|line| line.entry.problem.clone()).map(|problem| {
            let title = trail.title.as_str();
            Message::new("brief-problem").with("title", title).with("problem", problem)
        })
    };
    named("brief-open-problems", trails.iter().filter_map(problem).collect())
}

/// How many, and the first of them by name.
fn named(key: &'static str, all: Vec<Message>) -> Option<Message> {
    let count = all.len();
    let names: Vec<Message> = all.into_iter().take(NAMED).collect();
    (count > 0).then(|| Message::new(key).with("n", count).with("names", names))
}
