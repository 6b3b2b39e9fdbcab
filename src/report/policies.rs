//! `policies match`: which policies an enterprise qualifies for.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Cell, Column, Report, Section, Table, Tone, amount, money};
use crate::domain::{Class, Code as _, Policy};
use crate::ledger::policies::{Applicant, Compared, Condition, Eligibility, Standing};
use crate::text::messages::{Lang, Message, say};

/// Enterprises with the policies as they stand for them.
#[derive(Debug, Clone, PartialEq)]
pub struct PoliciesReport<'a> {
    /// The enterprises.
    pub enterprises: Vec<(&'a Applicant, Vec<Eligibility<'a>>)>,
}

#[derive(Serialize)]
struct EnterpriseLine<'a> {
    id: &'a str,
    name: &'a str,
    policies: Vec<PolicyLine<'a>>,
}

#[derive(Serialize)]
struct PolicyLine<'a> {
    id: &'a str,
    title: &'a str,
    status: &'static str,
    benefit: &'a str,
    deadline: Option<NaiveDate>,
    days_left: Option<i64>,
    conditions: Vec<ConditionLine>,
}

#[derive(Serialize)]
struct ConditionLine {
    name: &'static str,
    status: &'static str,
    reason: String,
}

impl Report for PoliciesReport<'_> {
    fn name(&self) -> &'static str {
        "policies-match"
    }

    fn title(&self, lang: Lang) -> String {
        let count = |standing: Standing| {
            let all = self.enterprises.iter().flat_map(|(_, policies)| policies);
            all.filter(|policy| policy.standing() == standing).count()
        };
        Message::new("policies-title")
            .with("enterprises", self.enterprises.len())
            .with("met", count(Standing::Met))
            .with("unknown", count(Standing::Unknown))
            .say(lang)
    }

    fn sections(&self, lang: Lang) -> Vec<Section> {
        let left = |key| Column::left(key, say(lang, &format!("policies-column-{key}")));
        let keys = ["enterprise", "policy", "status", "why", "benefit", "deadline"];
        let rows = self.enterprises.iter().flat_map(|(applicant, policies)| {
            let mut policies: Vec<_> = policies.iter().collect();
            policies.sort_by_key(|policy| policy.standing());
            policies.into_iter().map(move |policy| row(applicant, policy, lang))
        });
        let table = Table { columns: keys.map(left).into(), rows: rows.collect() };
        vec![Section::table("", table)]
    }

    fn json<'a>(&'a self, lang: Lang) -> Box<dyn erased_serde::Serialize + 'a> {
        let lines: Vec<_> = self.enterprise_lines(lang).collect();
        Box::new(std::collections::BTreeMap::from([("enterprises", lines)]))
    }

    fn lines<'a>(&'a self, lang: Lang) -> Vec<Box<dyn erased_serde::Serialize + 'a>> {
        self.enterprise_lines(lang).map(|line| Box::new(line) as _).collect()
    }
}

impl PoliciesReport<'_> {
    /// The policies as they stand for the first enterprise, as JSON shows them.
    pub(super) fn of_first(&self, lang: Lang) -> serde_json::Value {
        let first = self.enterprise_lines(lang).next();
        let lines = first.map(|line| serde_json::to_value(line.policies));
        lines.and_then(Result::ok).unwrap_or_default()
    }

    fn enterprise_lines(&self, lang: Lang) -> impl Iterator<Item = EnterpriseLine<'_>> {
        self.enterprises.iter().map(move |(applicant, policies)| EnterpriseLine {
            id: &applicant.id,
            name: &applicant.name,
            policies: policies.iter().map(|policy| line(policy, lang)).collect(),
        })
    }
}

fn line<'a>(found: &'a Eligibility<'_>, lang: Lang) -> PolicyLine<'a> {
    let condition = |condition: &Condition| ConditionLine {
        name: condition.compared.name(),
        status: condition.standing.code(),
        reason: reason(condition).say(lang),
    };
    let days = found.conditions.iter().find_map(|condition| match condition.compared {
        Compared::Deadline { left, .. } => Some(left),
        Compared::Classes { .. }
        | Compared::Fields { .. }
        | Compared::Regions { .. }
        | Compared::Budget { .. }
        | Compared::Staff { .. }
        | Compared::Unread { .. } => None,
    });
    PolicyLine {
        id: &found.policy.id,
        title: &found.policy.title,
        status: found.standing().code(),
        benefit: &found.policy.benefit,
        deadline: found.policy.deadline,
        days_left: days,
        conditions: found.conditions.iter().map(condition).collect(),
    }
}

/// The reasons of a policy that is not met: what failed, then what must be asked for.
fn row(applicant: &Applicant, found: &Eligibility<'_>, lang: Lang) -> Vec<Cell> {
    let standing = found.standing();
    let tone = match standing {
        Standing::Met => Tone::Good,
        Standing::Unknown => Tone::Warn,
        Standing::Failed => Tone::Faint,
    };
    let mut open: Vec<_> =
        found.conditions.iter().filter(|c| c.standing != Standing::Met).collect();
    open.sort_by_key(|condition| std::cmp::Reverse(condition.standing));
    let why: Vec<_> = open.into_iter().map(|c| reason(c).say(lang)).collect();
    vec![
        applicant.name.as_str().into(),
        found.policy.title.as_str().into(),
        Cell::Toned(tone, say(lang, &format!("policies-{}", standing.code())).to_owned()),
        if why.is_empty() { Cell::Empty } else { Cell::Lines(why) },
        benefit(found.policy, lang),
        found.policy.deadline.into(),
    ]
}

fn benefit(policy: &Policy, lang: Lang) -> Cell {
    let Some(grant) = &policy.amount else { return policy.benefit.as_str().into() };
    Message::new("policies-benefit")
        .with("benefit", &policy.benefit)
        .with("amount", money(grant))
        .say(lang)
        .into()
}

/// How a condition stands, in a sentence.
fn reason(condition: &Condition) -> Message {
    let Condition { compared, standing } = condition;
    let message =
        Message::new(format!("policies-reason-{}-{}", compared.name(), standing.code()));
    let classes =
        |list: &[Class]| list.iter().map(|class| class.label()).collect::<Vec<_>>();
    match compared {
        Compared::Classes { wanted, held } => {
            message.with("wanted", classes(wanted)).with("held", classes(held))
        }
        Compared::Fields { wanted, held } | Compared::Regions { wanted, held } => {
            message.with("wanted", wanted.clone()).with("held", held.clone())
        }
        Compared::Budget { wanted, held, missing } => {
            let held =
                held.as_ref().map_or_else(|| Message::new("report-money-unknown"), money);
            message
                .with("wanted", amount(*wanted))
                .with("held", held)
                .with("missing", amount(*missing))
        }
        Compared::Staff { most, held, over } => message
            .with("wanted", *most)
            .with("held", held.unwrap_or_default())
            .with("over", *over),
        Compared::Unread { wanted } => message.with("wanted", wanted.clone()),
        Compared::Deadline { day, left } => {
            message.with("wanted", day.to_string()).with("n", left.abs())
        }
    }
}
