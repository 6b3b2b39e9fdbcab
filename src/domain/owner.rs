//! Whose a need or an offering is, once somebody has put it right by hand.

use super::{
    Contact, EnterpriseRef, Fair, InstitutionRef, Need, Offering, Organization,
    OrganizationKind, OrganizationName, Record,
};

/// An organization as a record names it.
#[derive(Clone, Copy)]
struct Named<'a> {
    id: Option<&'a str>,
    name: &'a str,
}

impl Fair {
    /// Makes name and identity of an edited need's or offering's organization agree again:
    /// a body of the roster comes with the roster's data, any other gets an id of its own.
    /// What the record said of its old organization goes with that, unless the old name was
    /// but misspelt. What was edited stays.
    pub fn settle_owner(&self, before: &Record, after: &mut Record) {
        if let (Record::Needs(was), Record::Needs(is)) = (before, &mut *after) {
            self.settle_need(was, is);
        } else if let (Record::Offerings(was), Record::Offerings(is)) = (before, after) {
            self.settle_offering(was, is);
        }
    }

    fn settle_need(&self, was: &Need, is: &mut Need) {
        let (old, new) = (&was.organization, &is.organization);
        let [before, after] =
            [old, new].map(|own| Named { id: own.id.as_deref(), name: &own.name });
        if before.is(after) {
            return;
        }
        let known = self.meant(before, after);
        let coded = |o: &Organization| o.uscc.is_some() && o.uscc == old.uscc;
        let slip = self.was_misspelt(before, after, &was.id)
            && !self.organizations.iter().any(coded);
        let body = known.map_or_else(
            || self.stranger(before, after, &was.id, new.confidential),
            enterprise,
        );
        let contact = known.map(|o| o.contact.clone()).unwrap_or_default();
        is.organization = EnterpriseRef {
            uscc: pick(&old.uscc, &new.uscc, body.uscc, slip),
            region: pick(&old.region, &new.region, body.region, slip),
            zone: pick(&old.zone, &new.zone, body.zone, slip),
            classes: pick(&old.classes, &new.classes, body.classes, slip),
            confidential: pick(
                &old.confidential,
                &new.confidential,
                body.confidential,
                slip,
            ),
            ..body
        };
        let (old, new) = (&was.contact, &is.contact);
        is.contact = Contact {
            name: pick(&old.name, &new.name, contact.name, slip),
            phones: pick(&old.phones, &new.phones, contact.phones, slip),
            email: pick(&old.email, &new.email, contact.email, slip),
        };
    }

    /// People and departments of an offering are its own and stay.
    fn settle_offering(&self, was: &Offering, is: &mut Offering) {
        let (old, new) = (&was.organization, &is.organization);
        let [before, after] =
            [old, new].map(|own| Named { id: own.id.as_deref(), name: &own.name });
        if before.is(after) {
            return;
        }
        let known = self.meant(before, after);
        let slip = self.was_misspelt(before, after, &was.id);
        let region = known.and_then(|o| o.region.clone());
        is.organization = InstitutionRef {
            id: match known {
                Some(body) => Some(body.id.clone()),
                None => self.identity(before, after, OrganizationKind::Institution),
            },
            name: known.map_or(after.name, |body| &body.name).to_owned(),
            region: pick(&old.region, &new.region, region, slip),
            department: new.department.clone(),
        };
    }

    /// The body of the roster that is meant: by what was edited first.
    fn meant(&self, before: Named<'_>, after: Named<'_>) -> Option<&Organization> {
        let id = after.id.filter(|_| after.id != before.id);
        let keys = if after.name == before.name {
            [id, Some(after.name)]
        } else {
            [Some(after.name), id]
        };
        let mut keys = keys.into_iter().flatten().filter(|key| !key.is_empty());
        keys.find_map(|key| self.organization(key))
    }

    /// Whether a record's organization was but misspelt: nothing else knows the old name, and
    /// either nothing else knows the new one or that is what the old one may stand for. Else
    /// it is another body, which must not come by a code and a contact that are not its own.
    fn was_misspelt(&self, before: Named<'_>, after: Named<'_>, record: &str) -> bool {
        let alike = || {
            let name = self.meant(before, after).map_or(after.name, |body| &body.name);
            OrganizationName::new(before.name).may_stand_for(&OrganizationName::new(name))
        };
        let unknown = after.name.is_empty() || !self.names(after, record);
        !self.names(before, record) && (unknown || alike())
    }

    /// Whether the roster, or any need or offering but one, names a body.
    fn names(&self, body: Named<'_>, but: &str) -> bool {
        let same = |id: Option<&str>, name: &str| {
            (body.id.is_some() && id == body.id) || name == body.name
        };
        let mut needs = self.needs.iter().filter(|need| need.id != but);
        let mut offerings = self.offerings.iter().filter(|other| other.id != but);
        body.name.is_empty()
            || self.organization(body.name).is_some()
            || body.id.is_some_and(|id| self.organization(id).is_some())
            || needs.any(|n| same(n.organization.id.as_deref(), &n.organization.name))
            || offerings.any(|o| same(o.organization.id.as_deref(), &o.organization.name))
    }

    /// An enterprise that the roster does not know: as another need tells it, else with
    /// nothing but its name, and as secret as it was.
    fn stranger(
        &self,
        before: Named<'_>,
        after: Named<'_>,
        need: &str,
        confidential: bool,
    ) -> EnterpriseRef {
        let mut others = self.needs.iter().filter(|other| other.id != need);
        let known = others.find(|other| other.organization.name == after.name);
        known.filter(|_| !after.name.is_empty()).map_or_else(
            || EnterpriseRef {
                id: self.identity(before, after, OrganizationKind::Enterprise),
                name: after.name.to_owned(),
                confidential,
                ..EnterpriseRef::default()
            },
            |other| other.organization.clone(),
        )
    }

    /// The id of a body that the roster does not know: the one typed, else another
    /// record's, else one made of the name.
    fn identity(
        &self,
        before: Named<'_>,
        after: Named<'_>,
        expected: OrganizationKind,
    ) -> Option<String> {
        if after.name.is_empty() {
            return None;
        }
        let typed = after.id.filter(|_| after.id != before.id).map(str::to_owned);
        let same = |o: &&Offering| o.organization.name == after.name;
        let other = || self.offerings.iter().find(same)?.organization.id.clone();
        let made = || Some(OrganizationKind::id_for(after.name, expected));
        typed.or_else(other).or_else(made)
    }
}

impl Named<'_> {
    fn is(self, other: Named<'_>) -> bool {
        (self.id, self.name) == (other.id, other.name)
    }
}

/// An enterprise of the roster as a need names it.
fn enterprise(body: &Organization) -> EnterpriseRef {
    EnterpriseRef {
        id: Some(body.id.clone()),
        name: body.name.clone(),
        uscc: body.uscc.clone(),
        region: body.region.clone(),
        zone: body.zone.clone(),
        classes: body.classes.clone(),
        confidential: body.confidential,
    }
}

/// What was edited, else the body's value; a record whose name was misspelt keeps what the
/// body lacks.
fn pick<T: PartialEq + Clone + Default>(was: &T, is: &T, of_body: T, slip: bool) -> T {
    let own = was != is || (slip && of_body == T::default());
    if own { is.clone() } else { of_body }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Contact;

    fn contact(name: &str) -> Contact {
        Contact { name: name.into(), ..Contact::default() }
    }

    fn body(id: &str, name: &str, zone: &str) -> Organization {
        Organization {
            id: id.into(),
            name: name.into(),
            zone: Some(zone.into()),
            contact: contact(zone),
            ..Organization::default()
        }
    }

    fn need(id: &str, body: (&str, &str), zone: &str) -> Need {
        Need {
            id: id.into(),
            organization: EnterpriseRef {
                id: Some(body.0.into()),
                name: body.1.into(),
                zone: Some(zone.into()),
                ..EnterpriseRef::default()
            },
            contact: contact(zone),
            ..Need::default()
        }
    }

    fn fair() -> Fair {
        Fair {
            organizations: vec![body("E1", "甲厂", "东区"), body("E2", "乙厂", "西区")],
            needs: vec![
                need("N1", ("E1", "甲厂"), "东区"),
                need("N2", ("E-bing", "丙厂"), "北区"),
            ],
            ..Fair::default()
        }
    }

    /// A need's organization, zone and contact after an edit.
    fn edited(id: &str, edit: impl FnOnce(&mut EnterpriseRef)) -> [Option<String>; 4] {
        let fair = fair();
        let was = fair.need(id).unwrap();
        let mut is = was.clone();
        edit(&mut is.organization);
        let mut is = Record::Needs(is);
        fair.settle_owner(&Record::Needs(was.clone()), &mut is);
        let Record::Needs(need) = is else { panic!("another kind") };
        let own = need.organization;
        [own.id, Some(own.name), own.zone, Some(need.contact.name)]
    }

    fn some<const N: usize>(texts: [&str; N]) -> [Option<String>; N] {
        texts.map(|text| Some(text.to_owned()))
    }

    #[test]
    fn a_body_of_the_roster_comes_with_its_data() {
        let expected = some(["E2", "乙厂", "西区", "西区"]);
        for name in ["乙厂", "E2"] {
            assert_eq!(edited("N1", |own| own.name = name.into()), expected);
        }
        assert_eq!(edited("N1", |own| own.id = Some("E2".into())), expected);
        let typed = edited("N1", |own| {
            own.name = "乙厂".into();
            own.zone = Some("南区".into());
        });
        assert_eq!(typed, some(["E2", "乙厂", "南区", "西区"]));
    }

    #[test]
    fn any_other_body_gets_an_identity_of_its_own() {
        let id = OrganizationKind::Enterprise.id_of("丁厂");
        let [own, name, zone, contact] = edited("N1", |own| own.name = "丁厂".into());
        assert_eq!((own, name, zone), (Some(id), Some("丁厂".to_owned()), None));
        assert_eq!(contact.as_deref(), Some(""));
        let other = edited("N1", |own| own.name = "丙厂".into());
        assert_eq!(other, some(["E-bing", "丙厂", "北区", ""]));
        let none = edited("N1", |own| own.name = String::new());
        assert_eq!((none[0].as_ref(), none[2].as_ref()), (None, None));
    }

    #[test]
    fn a_name_that_nothing_else_knows_was_misspelt() {
        let id = OrganizationKind::Enterprise.id_of("丙机械厂");
        let slip = edited("N2", |own| own.name = "丙机械厂".into());
        assert_eq!(slip, some([&id, "丙机械厂", "北区", "北区"]));
    }

    #[test]
    fn a_body_that_others_name_does_not_come_by_data_of_the_old_one() {
        let mut fair = fair();
        fair.needs.push(need("N3", ("E-ding", "丁化工厂"), ""));
        fair.needs[2].organization.zone = None;
        fair.organizations
            .push(Organization {
                zone: None, ..body("E3", "丙厂机械有限公司", "")
            });
        let edited = |name: &str| {
            let was = fair.need("N2").unwrap();
            let mut is = was.clone();
            is.organization.name = name.into();
            let mut is = Record::Needs(is);
            fair.settle_owner(&Record::Needs(was.clone()), &mut is);
            let Record::Needs(need) = is else { panic!("another kind") };
            (need.organization.id.unwrap(), need.organization.zone, need.contact.name)
        };
        assert_eq!(edited("丁化工厂"), ("E-ding".into(), None, String::new()));
        // The name written out: of the roster's body the record knows more than the roster.
        let more = ("E3".into(), Some("北区".into()), "北区".into());
        assert_eq!(edited("丙厂机械有限公司"), more);
    }

    #[test]
    fn an_offering_follows_its_institution_and_keeps_its_people() {
        let mut fair = fair();
        fair.organizations.push(body("U1", "虚构大学", ""));
        let was = Offering {
            organization: InstitutionRef {
                id: Some("U9".into()),
                name: "虚构学院".into(),
                department: Some("材料系".into()),
                region: Some("某市".into()),
            },
            contact: contact("甲"),
            ..Offering::default()
        };
        let mut is = was.clone();
        is.organization.name = "虚构大学".into();
        let mut is = Record::Offerings(is);
        fair.settle_owner(&Record::Offerings(was.clone()), &mut is);
        let Record::Offerings(is) = is else { panic!("another kind") };
        assert_eq!(is.organization.id.as_deref(), Some("U1"));
        assert_eq!(is.organization.department, was.organization.department);
        // The region was another institution's.
        assert_eq!((is.organization.region, is.contact), (None, was.contact));
    }
}
