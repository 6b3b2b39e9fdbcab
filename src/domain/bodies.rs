//! What the name of an organization tells of it.

use super::OrganizationKind;
use crate::text::word_lists;

word_lists! {
    /// How the names of organizations end.
    Words in "bodies" {
        /// Firms.
        enterprise,
        /// Platforms and incubators.
        platform,
        /// Government bodies and park administrations.
        government,
        /// Universities, colleges and research institutes.
        institution,
        /// Any of these, or others.
        untold,
        /// What tells, anywhere in a name whose ending does not, that it is an institution or
        /// a part of one.
        institution_within,
    }
}

impl Words {
    /// The endings of each kind; the first kind that fits counts.
    fn endings(&self) -> [(OrganizationKind, &[&'static str]); 4] {
        [
            (OrganizationKind::Enterprise, &self.enterprise),
            (OrganizationKind::Platform, &self.platform),
            (OrganizationKind::Government, &self.government),
            (OrganizationKind::Institution, &self.institution),
        ]
    }
}

impl OrganizationKind {
    /// What an organization of a name is, where the name tells.
    pub fn of_name(name: &str) -> Option<Self> {
        let name = name.split(['（', '(']).next().unwrap_or(name).trim();
        let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
        let told = Words::get().endings();
        told.iter().find(|(_, endings)| ends(endings)).map(|(kind, _)| *kind)
    }

    /// Whether a name ends like that of an organization, of whatever kind.
    pub fn ends_like_one(name: &str) -> bool {
        let words = Words::get();
        let told = words.endings().into_iter().flat_map(|(_, endings)| endings);
        told.chain(&words.untold).any(|ending| name.ends_with(ending))
    }

    /// Whether a name is that of an institution, or of a part of one where its ending does not
    /// tell: 某大学化学系, University of Somewhere.
    pub fn is_institution(name: &str) -> bool {
        match Self::of_name(name) {
            Some(kind) => kind == Self::Institution,
            None => {
                Words::get().institution_within.iter().any(|word| name.contains(word))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_what_an_organization_is() {
        let table = [
            ("某某机械有限公司", Some(OrganizationKind::Enterprise)),
            ("甲大学（东校区）", Some(OrganizationKind::Institution)),
            ("乙橡胶研究设计院有限公司", Some(OrganizationKind::Enterprise)),
            ("某区科技局", Some(OrganizationKind::Government)),
            ("丙创业孵化器", Some(OrganizationKind::Platform)),
            ("丁", None),
        ];
        for (name, kind) in table {
            assert_eq!(OrganizationKind::of_name(name), kind, "{name}");
        }
    }

    #[test]
    fn a_part_of_an_institution_is_one_and_its_companies_are_none() {
        for name in ["甲研究总院", "甲大学化学系", "University of A", "重点实验室"]
        {
            assert!(OrganizationKind::is_institution(name), "{name}");
        }
        for name in ["大学科技园有限公司", "大学城管委会", "丁"] {
            assert!(!OrganizationKind::is_institution(name), "{name}");
        }
    }
}
