//! The stages a subject of the ledger may go through, and which steps are legal.

use crate::domain::vocabulary::Worded as _;
use crate::domain::{Code, ContractType, PolicyStage, Signing, SigningKind, Stage};
use crate::text::messages::Message;

/// A rung of the ledger: a project's stage or a policy's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// A need's or a project's.
    Project(Stage),
    /// A policy's, with one enterprise.
    Policy(PolicyStage),
}

impl Step {
    /// The end, which may follow any stage.
    pub const END: Self = Self::Project(Stage::Ended);

    /// The rung that a ledger's words name, by code or by vocabulary.
    pub fn of_words(words: &str) -> Option<Self> {
        let project = || Stage::of_words(words).map(Self::Project);
        let code = PolicyStage::of_code(words).map(Self::Policy);
        code.or_else(project).or_else(|| PolicyStage::of_words(words).map(Self::Policy))
    }

    /// Its fixed code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Project(stage) => stage.code(),
            Self::Policy(stage) => stage.code(),
        }
    }

    /// Its name for people.
    pub fn label(self) -> Message {
        match self {
            Self::Project(stage) => stage.label(),
            Self::Policy(stage) => stage.label(),
        }
    }

    /// The stage of a project.
    pub fn stage(self) -> Option<Stage> {
        match self {
            Self::Project(stage) => Some(stage),
            Self::Policy(_) => None,
        }
    }
}

/// What binds the parties decides what may come next (合同项目, 协议项目, 意向).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Track {
    /// A contract: once signed it must start, then land.
    Contract,
    /// A framework agreement: once signed it must become a contract before it starts.
    Agreement,
    /// A letter of intent: it must become a contract before it is signed.
    Letter,
    /// Talent: may arrive without any start of works.
    Talent,
    /// A policy that an enterprise applies for.
    Policy,
}

impl Track {
    /// The track of a project by its kind of agreement and of signing; without either a
    /// contract is meant.
    pub fn of(contract: Option<ContractType>, signing: Option<&Signing>) -> Self {
        if signing.is_some_and(|signing| signing.kind == SigningKind::Talent) {
            return Self::Talent;
        }
        match contract.or_else(|| signing.and_then(|signing| signing.contract_type)) {
            Some(ContractType::Framework) => Self::Agreement,
            Some(ContractType::Intent) => Self::Letter,
            _ => Self::Contract,
        }
    }
}

/// The steps from each stage: the next one, then the jumps that happen in practice. A need
/// that must not be published is matched without; an investor needs no letter of intent.
const STEPS: &[(Stage, &[Stage])] = &[
    (Stage::Collected, &[Stage::Reviewed]),
    (Stage::Reviewed, &[Stage::Published, Stage::Matched]),
    (Stage::Published, &[Stage::Matched]),
    (Stage::Matched, &[Stage::Talking, Stage::Intent]),
    (Stage::Talking, &[Stage::Intent, Stage::Signed]),
    (Stage::Intent, &[Stage::Signed]),
    (Stage::Signed, &[Stage::Started]),
    (Stage::Started, &[Stage::Landed]),
    (Stage::Landed, &[]),
];

/// Money may be paid in instalments, so `paid` follows itself.
const POLICY_STEPS: &[(PolicyStage, &[PolicyStage])] = &[
    (PolicyStage::Applied, &[PolicyStage::Granted]),
    (PolicyStage::Granted, &[PolicyStage::Paid]),
    (PolicyStage::Paid, &[PolicyStage::Paid]),
];

/// The steps that may be taken from a rung: forward by one or by an allowed jump, or to
/// the end; nothing follows the end. A subject without a rung may be taken up anywhere on
/// its track.
pub fn legal(track: Track, from: Option<Step>) -> Vec<Step> {
    let mut steps = match (track, from) {
        (_, Some(Step::END)) => return Vec::new(),
        (_, Some(Step::Policy(stage))) => next(POLICY_STEPS, stage, Step::Policy),
        (_, Some(Step::Project(stage))) => projects(track, stage),
        (Track::Policy, None) => every(Step::Policy),
        (_, None) => {
            every(Step::Project).into_iter().filter(|s| *s != Step::END).collect()
        }
    };
    steps.push(Step::END);
    steps
}

fn projects(track: Track, from: Stage) -> Vec<Step> {
    match (track, from) {
        // They must be signed anew, as contracts.
        (Track::Agreement, Stage::Signed) | (Track::Letter, Stage::Intent) => Vec::new(),
        (Track::Letter, Stage::Talking) => vec![Step::Project(Stage::Intent)],
        (Track::Talent, Stage::Signed) => {
            vec![Step::Project(Stage::Started), Step::Project(Stage::Landed)]
        }
        _ => next(STEPS, from, Step::Project),
    }
}

fn next<C: Copy + Eq>(table: &[(C, &[C])], from: C, step: fn(C) -> Step) -> Vec<Step> {
    let row = table.iter().find(|(stage, _)| *stage == from);
    row.map(|(_, to)| to.iter().copied().map(step).collect()).unwrap_or_default()
}

fn every<C: Code>(step: fn(C) -> Step) -> Vec<Step> {
    C::ALL.iter().copied().map(step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(track: Track, from: Stage) -> Vec<&'static str> {
        legal(track, Some(Step::Project(from))).into_iter().map(Step::code).collect()
    }

    #[test]
    fn a_contract_goes_forward_and_may_end_anywhere() {
        assert_eq!(codes(Track::Contract, Stage::Talking), ["intent", "signed", "ended"]);
        assert_eq!(codes(Track::Contract, Stage::Signed), ["started", "ended"]);
        assert_eq!(codes(Track::Contract, Stage::Landed), ["ended"]);
        assert_eq!(codes(Track::Contract, Stage::Ended), [""; 0]);
    }

    #[test]
    fn an_agreement_and_a_letter_must_become_contracts_first() {
        assert_eq!(codes(Track::Agreement, Stage::Intent), ["signed", "ended"]);
        assert_eq!(codes(Track::Agreement, Stage::Signed), ["ended"]);
        assert_eq!(codes(Track::Letter, Stage::Talking), ["intent", "ended"]);
        assert_eq!(codes(Track::Letter, Stage::Intent), ["ended"]);
    }

    #[test]
    fn talent_may_arrive_at_once_and_policies_are_paid_in_instalments() {
        assert_eq!(codes(Track::Talent, Stage::Signed), ["started", "landed", "ended"]);
        let paid = legal(Track::Policy, Some(Step::Policy(PolicyStage::Paid)));
        assert_eq!(paid, [Step::Policy(PolicyStage::Paid), Step::END]);
    }

    #[test]
    fn every_stage_but_the_end_has_its_row() {
        let rows: Vec<_> = STEPS.iter().map(|(stage, _)| *stage).collect();
        assert_eq!(rows, Stage::ALL[..Stage::ALL.len() - 1]);
    }

    #[test]
    fn words_of_a_ledger_name_their_rung() {
        assert_eq!(Step::of_words("已开工"), Some(Step::Project(Stage::Started)));
        assert_eq!(Step::of_words("已兑现"), Some(Step::Policy(PolicyStage::Paid)));
        assert_eq!(Step::of_words("paid"), Some(Step::Policy(PolicyStage::Paid)));
        assert_eq!(Step::of_words("？"), None);
    }
}
