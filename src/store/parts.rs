//! The parts of a fair that a command names.

use std::collections::BTreeSet;

use crate::domain::{Code as _, Kind};

/// Which registries to load, and whether the current plan with them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Parts {
    pub(super) kinds: BTreeSet<Kind>,
    pub(super) plan: bool,
}

impl Parts {
    /// Everything.
    pub fn all() -> Self {
        Self { kinds: Kind::ALL.iter().copied().collect(), plan: true }
    }

    /// Some registries, without the plan.
    pub fn of(kinds: &[Kind]) -> Self {
        Self { kinds: kinds.iter().copied().collect(), plan: false }
    }

    /// Everything but some registries.
    pub fn without(kinds: &[Kind]) -> Self {
        let mut all = Self::all();
        all.kinds.retain(|kind| !kinds.contains(kind));
        all
    }

    /// Further registries, too.
    #[must_use]
    pub fn and(mut self, kinds: &[Kind]) -> Self {
        self.kinds.extend(kinds);
        self
    }

    /// The current plan, too.
    #[must_use]
    pub fn and_plan(mut self) -> Self {
        self.plan = true;
        self
    }
}
