//! What is new in the period, what stands out, and what is still open.

use chrono::NaiveDate;

use super::figures::Figures;
use super::period::Period;
use crate::domain::{Code as _, Fair, Meeting, Stage, Yuan};
use crate::ledger::figures::{Basis, total};
use crate::ledger::{Step, Trail, due, trails};
use crate::report::money;
use crate::text::messages::Message;

/// Items named one by one, at most.
const NAMED: usize = 3;

/// What happened in the period, by the ledger: stages reached, money paid in.
pub(super) fn news(fair: &Fair, period: &Period) -> Vec<Message> {
    let trails = trails(fair);
    let basis = Basis::new(fair, &trails);
    let reached = |stage: Stage| {
        let days = basis.projects.iter().filter_map(|project| project.trail.day(stage));
        days.filter(|day| period.holds(*day)).count()
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

/// Three that stand out: the largest project, the one that has come furthest (if that is
/// another one), the party most in demand. What has ended stands out no more.
pub(super) fn highlights(fair: &Fair) -> Vec<Message> {
    let trails = trails(fair);
    let basis = Basis::new(fair, &trails);
    let projects = basis.projects.iter().map(|project| project.trail);
    let projects: Vec<&Trail<'_>> = projects.filter(|trail| !trail.ended()).collect();
    let sized = projects.iter().copied().filter(|trail| figure(trail).is_some());
    let largest = sized.max_by_key(|trail| figure(trail));
    let other = |trail: &Trail<'_>| largest.is_none_or(|l| l.subject != trail.subject);
    let furthest = projects
        .iter()
        .copied()
        .max_by_key(|trail| (trail.reached(), other(trail), figure(trail)))
        .filter(|trail| other(trail));
    let mut found: Vec<Message> = largest.and_then(large).into_iter().collect();
    found.extend(furthest.and_then(far));
    found.extend(wanted(fair));
    found
}

fn figure(trail: &Trail<'_>) -> Option<Yuan> {
    trail.amount().and_then(total)
}

fn large(trail: &Trail<'_>) -> Option<Message> {
    let amount = trail.amount()?;
    let message = highlight("brief-highlight-large", trail);
    let message = message.with("kind", trail.amount_kind()?.label());
    Some(message.with("amount", money(amount)))
}

fn far(trail: &Trail<'_>) -> Option<Message> {
    let stage = trail.reached()?;
    Some(highlight("brief-highlight-far", trail).with("stage", stage.label()))
}

/// A sentence on a project; the ledger alone does not tell its parties.
fn highlight(key: &str, trail: &Trail<'_>) -> Message {
    let parties = trail.signing.map(|signing| signing.parties.clone());
    let message = match parties.filter(|parties| !parties.is_empty()) {
        Some(parties) => Message::new(key.to_owned()).with("parties", parties),
        None => Message::new(format!("{key}-alone")),
    };
    message.with("title", trail.name())
}

/// The institution with the most meetings; an offering of nobody stands for itself.
fn wanted(fair: &Fair) -> Option<Message> {
    let meetings: &[Meeting] = fair.plan.as_ref().map_or(&[], |plan| &plan.meetings);
    let of = |id: &str| meetings.iter().filter(|m| m.institution == id).count();
    let most = meetings
        .iter()
        .filter(|m| m.offering.as_ref() != Some(&m.institution))
        .map(|m| m.institution.as_str())
        .max_by_key(|id| (of(id), std::cmp::Reverse(*id)))?;
    let message = Message::new("brief-highlight-wanted");
    Some(message.with("name", fair.name_of(most)).with("n", of(most)))
}

/// What a person must see to.
pub(super) fn open(fair: &Fair, figures: &Figures, day: NaiveDate) -> Vec<Message> {
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
    found.extend(overdue(fair, day));
    found.extend(obstacles(fair));
    found
}

fn overdue(fair: &Fair, day: NaiveDate) -> Option<Message> {
    let trails = trails(fair);
    let late: Vec<Message> = due(&trails, day, 0)
        .iter()
        .filter(|item| item.days < 0)
        .map(|item| Message::plain(item.trail.name()))
        .collect();
    named("brief-open-overdue", late)
}

/// The projects with a problem that nothing has solved. What is to be mended in a need that
/// review returned waits for its review.
fn obstacles(fair: &Fair) -> Option<Message> {
    let trails = trails(fair);
    let problem = |trail: &Trail<'_>| {
        let over =
            matches!(trail.now(), Some(Step::Project(Stage::Ended | Stage::Landed)));
        let (problem, solved) = *trail.problems().last()?;
        let message = Message::new("brief-problem").with("title", trail.name());
        (!over && !solved).then(|| message.with("problem", problem))
    };
    let basis = Basis::new(fair, &trails);
    let projects = basis.projects.iter().map(|project| project.trail);
    named("brief-open-problems", projects.filter_map(problem).collect())
}

/// How many, and the first of them by name; that there are more is said.
fn named(key: &'static str, all: Vec<Message>) -> Option<Message> {
    let count = all.len();
    let key = if count > NAMED { format!("{key}-more") } else { key.to_owned() };
    let names: Vec<Message> = all.into_iter().take(NAMED).collect();
    (count > 0).then(|| Message::new(key).with("n", count).with("names", names))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{AmountKind, LedgerEntry, Money, Need, Signing};
    use crate::text::messages::Lang;

    /// A signed project of so many yuan.
    fn signing(id: &str, yuan: i64) -> Signing {
        Signing {
            id: id.into(),
            title: id.into(),
            parties: vec!["甲厂".into()],
            amount: Some(Money::exact(Yuan::new(yuan), AmountKind::Investment)),
            stage: Stage::Signed,
            ..Signing::default()
        }
    }

    fn told(subject: &str, stage: &str) -> LedgerEntry {
        let (subject, stage) = (subject.to_owned(), stage.to_owned());
        LedgerEntry { subject, stage, ..LedgerEntry::default() }
    }

    fn said(fair: &Fair) -> Vec<String> {
        highlights(fair).iter().map(|message| message.say(Lang::Zh)).collect()
    }

    #[test]
    fn a_project_of_the_ledger_alone_may_have_come_furthest() {
        let fair = Fair {
            signings: vec![signing("P1", 500_000_000), signing("P2", 1)],
            ledger: vec![told("泵房改造", "landed")],
            ..Fair::default()
        };
        let landed = Stage::Landed.label().say(Lang::Zh);
        let expected = [
            "金额最大的项目：“P1”，由甲厂合作，投资额5亿元。".to_owned(),
            format!("进展最快的项目：“泵房改造”，{landed}。"),
        ];
        assert_eq!(said(&fair), expected);
    }

    #[test]
    fn a_list_that_names_only_some_says_so_and_a_returned_need_is_no_project() {
        let problem = |subject: &str| LedgerEntry {
            problem: Some("缺地".into()),
            ..told(subject, "talking")
        };
        let returned = LedgerEntry {
            problem: Some("指标不明".into()),
            ..told("N1", "collected")
        };
        let mut fair = Fair {
            needs: vec![Need { id: "N1".into(), ..Need::default() }],
            ledger: vec![problem("甲"), returned, problem("乙"), problem("丙")],
            ..Fair::default()
        };
        let said = |fair: &Fair| obstacles(fair).unwrap().say(Lang::Zh);
        let three = "甲（缺地）、乙（缺地）、丙（缺地）";
        let sorted = |text: &str| {
            let mut names: Vec<&str> = text.split(['：', '、', '。']).collect();
            names.sort_unstable();
            names.join("")
        };
        let expected = format!("存在问题的项目3个：{three}。");
        assert_eq!(sorted(&said(&fair)), sorted(&expected));
        fair.ledger.push(problem("丁"));
        fair.ledger.push(LedgerEntry { note: Some("催".into()), ..told("丁", "") });
        let said = said(&fair);
        assert!(
            said.starts_with("存在问题的项目4个：") && said.ends_with("等。"),
            "{said}"
        );
    }

    /// A row of the ledger that gives the amount anew knows no kind of amount.
    #[test]
    fn the_largest_amount_is_of_the_kind_that_its_signing_names() {
        let amount = Some(Money::exact(Yuan::new(600_000_000), AmountKind::Other));
        let fair = Fair {
            signings: vec![signing("P1", 500_000_000)],
            ledger: vec![LedgerEntry { amount, ..told("P1", "signed") }],
            ..Fair::default()
        };
        assert!(said(&fair)[0].contains("投资额6亿元"), "{:?}", said(&fair));
    }

    #[test]
    fn the_largest_project_may_be_the_one_that_has_come_furthest() {
        let mut fair = Fair {
            signings: vec![signing("P1", 500_000_000), signing("P2", 1)],
            ledger: vec![told("P1", "landed")],
            ..Fair::default()
        };
        assert_eq!(said(&fair).len(), 1);
        fair.ledger = vec![told("P1", "ended")];
        assert!(said(&fair)[0].contains("P2"), "what has ended stands out no more");
    }
}
