//! The meetings of slips that name who met instead.

use super::Run;
use crate::domain::{Fair, Meeting, Record, derived_id};

impl Run<'_> {
    /// Gives a slip that names who met the only meeting that these two have.
    pub(super) fn name_meeting(&self, record: &mut Record) {
        let Record::Outcomes(outcome) = record else { return };
        let Some((enterprise, partner)) = outcome.pair() else { return };
        let Some(fair) = &self.fair else { return };
        let Some(plan) = &fair.plan else { return };
        let of_both = |meeting: &&Meeting| {
            is(fair, &meeting.enterprise, enterprise)
                && (is(fair, &meeting.institution, partner)
                    || is_lead(fair, meeting.offering.as_deref(), partner))
        };
        let found: Vec<&Meeting> = plan.meetings.iter().filter(of_both).collect();
        let [meeting] = found.as_slice() else { return };
        if outcome.id == derived_id('R', &[&outcome.meeting]) {
            outcome.id = derived_id('R', &[&meeting.id]);
        }
        outcome.meeting.clone_from(&meeting.id);
    }
}

/// Whether an organization is called so.
fn is(fair: &Fair, id: &str, name: &str) -> bool {
    id == name
        || fair.organization(name).is_some_and(|own| own.id == id)
        || fair.bodies().any(|(own, called)| own == Some(id) && called == name)
}

/// Whether an offering is an expert of a name, or a result that such a one leads.
fn is_lead(fair: &Fair, offering: Option<&str>, name: &str) -> bool {
    let mut offerings = fair.offerings.iter();
    let own = offerings.find(|own| Some(own.id.as_str()) == offering);
    own.is_some_and(|own| own.title == name || own.lead.as_deref() == Some(name))
}
