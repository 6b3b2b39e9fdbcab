//! What the roster knows of the organizations behind needs and offerings.

use std::collections::BTreeMap;

use super::{Fair, Organization};

impl Fair {
    /// Gives needs and offerings region, zone and classes of their organizations where their
    /// own rows leave them open: a survey asks for the need, its own roster has the rest.
    pub fn complete_from_own_roster(&mut self) {
        let roster = std::mem::take(&mut self.organizations);
        self.complete(&roster);
        self.organizations = roster;
    }

    /// The same from any roster.
    pub fn complete(&mut self, roster: &[Organization]) {
        let roster: BTreeMap<&str, &Organization> =
            roster.iter().map(|own| (own.id.as_str(), own)).collect();
        let of = |id: Option<&String>| roster.get(id?.as_str()).copied();
        let fill = |own: &mut Option<String>, known: &Option<String>| {
            if own.is_none() {
                own.clone_from(known);
            }
        };
        for need in &mut self.needs {
            let own = &mut need.organization;
            let Some(known) = of(own.id.as_ref()) else { continue };
            fill(&mut own.region, &known.region);
            fill(&mut own.zone, &known.zone);
            if own.classes.is_empty() {
                own.classes.clone_from(&known.classes);
            }
        }
        for offering in &mut self.offerings {
            let own = &mut offering.organization;
            let Some(known) = of(own.id.as_ref()) else { continue };
            fill(&mut own.region, &known.region);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Class, EnterpriseRef, InstitutionRef, Need, Offering};

    #[test]
    fn what_a_row_leaves_open_comes_from_the_roster() {
        let need = |id: &str, zone: Option<&str>| Need {
            organization: EnterpriseRef {
                id: Some(id.into()),
                zone: zone.map(Into::into),
                ..EnterpriseRef::default()
            },
            ..Need::default()
        };
        let organization = |id: &str| Organization {
            id: id.into(),
            region: Some("青石区".into()),
            zone: Some("东片区".into()),
            classes: vec![Class::Srdi],
            ..Organization::default()
        };
        let mut fair = Fair {
            needs: vec![need("E1", None), need("E1", Some("西片区")), need("E9", None)],
            offerings: vec![Offering {
                organization: InstitutionRef {
                    id: Some("U1".into()),
                    ..InstitutionRef::default()
                },
                ..Offering::default()
            }],
            organizations: vec![organization("E1"), organization("U1")],
            ..Fair::default()
        };
        fair.complete_from_own_roster();
        let zones: Vec<_> =
            fair.needs.iter().map(|need| need.organization.zone.as_deref()).collect();
        assert_eq!(zones, [Some("东片区"), Some("西片区"), None]);
        assert_eq!(fair.needs[0].organization.region.as_deref(), Some("青石区"));
        assert_eq!(fair.needs[1].organization.classes, [Class::Srdi]);
        assert_eq!(fair.offerings[0].organization.region.as_deref(), Some("青石区"));
    }
}
