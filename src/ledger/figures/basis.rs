//! The fair as the figures see it: needs with the furthest they came, and projects.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{
    ContractType, Fair, Money, Need, OutcomeKind, SigningKind, Stage, Verdict,
};
use crate::ledger::{Answerers, Trail};

/// A project: a signing, or whatever the ledger follows that has no record of its own. A
/// meeting or a need counts as one once it led to an intent and no signing took it up.
#[derive(Debug, Clone, Copy)]
pub struct Project<'a> {
    /// Its trail.
    pub trail: &'a Trail<'a>,
    /// The need it answers.
    pub need: Option<&'a Need>,
    /// The furthest it ever came.
    pub reached: Option<Stage>,
}

impl Project<'_> {
    /// Whether it ever came so far.
    pub fn came_to(&self, stage: Stage) -> bool {
        self.reached.is_some_and(|reached| reached >= stage)
    }

    /// Whether it is about talent, which is counted apart.
    pub fn is_talent(&self) -> bool {
        self.trail.signing.is_some_and(|signing| signing.kind == SigningKind::Talent)
    }

    /// Whether it began as a framework agreement or a letter of intent.
    pub fn was_agreement(&self) -> bool {
        let first = self.trail.signing.and_then(|signing| signing.contract_type);
        let told = || self.trail.standing().find_map(crate::ledger::Line::contract);
        first.or_else(told).is_some_and(is_agreement)
    }

    /// Whether an agreement has become a contract: one is named, or work began.
    pub fn was_converted(&self) -> bool {
        let named = self.trail.contract().is_some_and(|contract| !is_agreement(contract));
        named || self.came_to(Stage::Started)
    }

    /// Whether it is a signed contract; talent and mere agreements are not.
    pub fn is_contract(&self) -> bool {
        let binds = !self.was_agreement() || self.was_converted();
        self.came_to(Stage::Signed) && !self.is_talent() && binds
    }

    /// The amount it is about.
    pub fn amount(&self) -> Option<&Money> {
        self.trail.amount()
    }
}

fn is_agreement(contract: ContractType) -> bool {
    matches!(contract, ContractType::Framework | ContractType::Intent)
}

/// The fair as the figures see it.
#[derive(Debug)]
pub struct Basis<'a> {
    /// The fair.
    pub fair: &'a Fair,
    /// Its projects.
    pub projects: Vec<Project<'a>>,
    /// The furthest each need came, by place.
    pub reached: Vec<Stage>,
    /// Who answers for the projects.
    pub answerers: Answerers<'a>,
}

impl<'a> Basis<'a> {
    /// A fair with the trails of its ledger.
    pub fn new(fair: &'a Fair, trails: &'a [Trail<'a>]) -> Self {
        let projects = projects(fair, trails);
        let known = Evidence::new(fair, trails, &projects);
        let reached = fair.needs.iter().map(|need| known.furthest(need)).collect();
        Self { fair, projects, reached, answerers: Answerers::new(fair) }
    }

    /// How many needs came at least so far.
    pub fn needs_at(&self, stage: Stage) -> usize {
        self.reached.iter().filter(|reached| **reached >= stage).count()
    }

    /// How many projects came at least so far.
    pub fn projects_at(&self, stage: Stage) -> usize {
        self.projects.iter().filter(|project| project.came_to(stage)).count()
    }
}

fn projects<'a>(fair: &'a Fair, trails: &'a [Trail<'a>]) -> Vec<Project<'a>> {
    let needs: BTreeMap<&str, &Need> =
        fair.needs.iter().map(|need| (need.id.as_str(), need)).collect();
    let meetings: BTreeMap<&str, &str> = fair
        .plan
        .iter()
        .flat_map(|plan| &plan.meetings)
        .map(|meeting| (meeting.id.as_str(), meeting.need.as_str()))
        .collect();
    let others: BTreeSet<&str> = fair
        .organizations
        .iter()
        .map(|o| o.id.as_str())
        .chain(fair.policies.iter().map(|policy| policy.id.as_str()))
        .collect();
    let taken_up: BTreeSet<&str> =
        fair.signings.iter().filter_map(|signing| signing.need.as_deref()).collect();
    let project = |trail: &'a Trail<'a>| {
        let subject = trail.subject.as_str();
        let need = match trail.signing {
            Some(signing) => signing.need.as_deref(),
            None => meetings.get(subject).copied().or(Some(subject)),
        };
        let need = need.and_then(|need| needs.get(need).copied());
        let of_policy = trail.track() == crate::ledger::Track::Policy;
        if of_policy || others.contains(subject) {
            return None;
        }
        let reached = trail.reached();
        let project = Project { trail, need, reached };
        let own = trail.signing.is_some() || need.is_none();
        let intent = need.is_some_and(|need| !taken_up.contains(need.id.as_str()))
            && reached >= Some(Stage::Intent);
        (own && (trail.signing.is_some() || reached.is_some()) || intent)
            .then_some(project)
    };
    trails.iter().filter_map(project).collect()
}

/// What tells how far needs came beside their own stage.
struct Evidence<'a> {
    by_need: BTreeMap<&'a str, Stage>,
}

impl<'a> Evidence<'a> {
    fn new(fair: &'a Fair, trails: &'a [Trail<'a>], projects: &[Project<'a>]) -> Self {
        let mut found = Self { by_need: BTreeMap::new() };
        for trail in trails.iter().filter(|trail| trail.policy.is_none()) {
            found.note(&trail.subject, trail.reached());
        }
        for project in projects {
            if let Some(need) = project.need {
                found.note(&need.id, project.reached);
            }
        }
        // a word for a need that nobody has let pass brings it no further
        let passed: BTreeSet<&str> = fair
            .needs
            .iter()
            .filter(|need| !matches!(need.stage, Stage::Collected | Stage::Ended))
            .map(|need| need.id.as_str())
            .collect();
        for decision in &fair.decisions {
            let wanted =
                matches!(decision.decision, Some(Verdict::Accept | Verdict::Pin))
                    && passed.contains(decision.need.as_str());
            found.note(&decision.need, wanted.then_some(Stage::Matched));
        }
        let meetings = fair.plan.iter().flat_map(|plan| &plan.meetings);
        let needs: BTreeMap<&str, &str> =
            meetings.map(|m| (m.id.as_str(), m.need.as_str())).collect();
        for outcome in &fair.outcomes {
            let met = outcome.outcome.is_some_and(|kind| kind != OutcomeKind::NoShow);
            if let Some(need) = needs.get(outcome.meeting.as_str()) {
                found.note(need, met.then_some(Stage::Talking));
            }
        }
        found
    }

    fn note(&mut self, need: &'a str, stage: Option<Stage>) {
        let Some(stage) = stage else { return };
        let known = self.by_need.entry(need).or_insert(stage);
        *known = (*known).max(stage);
    }

    fn furthest(&self, need: &Need) -> Stage {
        let own = if need.stage == Stage::Ended { Stage::Collected } else { need.stage };
        self.by_need.get(need.id.as_str()).map_or(own, |told| own.max(*told))
    }
}
