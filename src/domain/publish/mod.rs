//! What may be published: the one place that decides it.
//!
//! A whitelist: each publishable record is built from the fields named here, all others
//! stay at their defaults. Registries that are not named at all stay empty.

mod contacts;
mod masks;
mod records;
mod redact;
mod short;

use std::collections::BTreeSet;

use super::{
    Attendance, Decision, Fair, Need, OrganizationKind, Person, Role, Settings, Stage,
};
use masks::Masks;
use records::{
    decision_for_all, event_for_all, need_for_all, offering_for_all,
    organization_for_all, person_for_all, plan_for_all, policy_for_all, signing_for_all,
};

impl Fair {
    /// Words about the fair as anybody may read them: without phones, e-mail and the names of
    /// confidential enterprises.
    #[must_use]
    pub fn masked(&self, words: &str) -> String {
        self.masking()(words)
    }

    /// How words about the fair are [masked](Self::masked), for many of them.
    pub fn masking(&self) -> impl Fn(&str) -> String + use<> {
        let masks = Masks::new(self);
        move |words| masks.text(words)
    }

    /// The fair as anybody may see it: reviewed needs and offerings that may be published,
    /// without phones, e-mail or contacts; confidential enterprises as 某…公司; no ledger,
    /// availability, outcomes or other internal registries.
    #[must_use]
    pub fn published(&self) -> Self {
        let masks = Masks::new(self);
        let needs: Vec<_> = self.needs.iter().filter(|need| may(need)).collect();
        let offerings: Vec<_> = self.offerings.iter().filter(|o| o.publish).collect();
        let shown: BTreeSet<&str> = needs.iter().map(|need| need.id.as_str()).collect();
        let hidden: BTreeSet<&str> =
            self.offerings.iter().filter(|o| !o.publish).map(|o| o.id.as_str()).collect();
        let pair = |need: &str, offering: Option<&str>| {
            shown.contains(need) && offering.is_none_or(|id| !hidden.contains(id))
        };
        let decided = |d: &&Decision| pair(&d.need, Some(&d.offering));
        Self {
            settings: self.settings_for_all(&shown, &masks),
            needs: needs.iter().map(|need| need_for_all(need, &masks)).collect(),
            offerings: offerings.iter().map(|o| offering_for_all(o, &masks)).collect(),
            organizations: self
                .organizations
                .iter()
                .map(|o| organization_for_all(o, &masks))
                .collect(),
            people: self
                .people
                .iter()
                .filter(|person| self.is_announced(person, &masks))
                .map(|person| person_for_all(person, &masks))
                .collect(),
            signings: self.signings.iter().map(|s| signing_for_all(s, &masks)).collect(),
            policies: self.policies.iter().map(policy_for_all).collect(),
            events: self
                .events
                .iter()
                .map(|event| event_for_all(event, &masks))
                .collect(),
            decisions: self
                .decisions
                .iter()
                .filter(decided)
                .map(decision_for_all)
                .collect(),
            plan: self
                .plan
                .as_ref()
                .map(|plan| plan_for_all(plan, |m| pair(&m.need, m.offering.as_deref()))),
            stage: self.stage.clone(),
            revision: self.revision,
            ..Self::default()
        }
    }

    /// The settings without what they say of needs and bodies that are held back.
    fn settings_for_all(&self, shown: &BTreeSet<&str>, masks: &Masks) -> Settings {
        let mut settings = self.settings.clone();
        let open = |key: &str| {
            !masks.hides(key) && (self.need(key).is_none() || shown.contains(key))
        };
        let plan = &mut settings.plan;
        plan.delegations.retain(|key, _| open(key));
        plan.wishes.retain(|key, _| open(key));
        plan.slots.retain(|key, _| open(key));
        plan.before.retain(|(first, second)| open(first) && open(second));
        settings
    }

    /// Whoever stands on stage is announced anyway; the delegates of enterprises are
    /// contacts, and stay inside, as does everybody of a confidential enterprise.
    fn is_announced(&self, person: &Person, masks: &Masks) -> bool {
        let hidden = person.organization.as_deref().is_some_and(|key| masks.hides(key));
        if person.status == Attendance::Declined || hidden {
            return false;
        }
        match person.role {
            Role::Signatory | Role::Witness | Role::Host | Role::Expert => true,
            Role::Delegate => person
                .organization
                .as_deref()
                .and_then(|key| self.organization(key))
                .is_some_and(|o| o.kind == OrganizationKind::Institution),
        }
    }
}

/// Reviewed, still open, and not held back.
fn may(need: &Need) -> bool {
    need.publish && need.stage != Stage::Collected && need.stage != Stage::Ended
}

#[cfg(test)]
mod tests;
