//! Which vocabulary belongs to which code list.

use std::sync::OnceLock;

use super::Vocabulary;
use crate::domain::{
    AmountKind, Attendance, Class, Code, ContractType, Cooperation, Degree, EventKind,
    Ip, NeedKind, OfferingKind, OrganizationKind, OutcomeKind, Per, PolicyStage, Role,
    SigningKind, Stage, Verdict,
};

/// A code list whose members go by words.
pub trait Worded: Code {
    /// The words of the list; `None`: a word that says nothing in particular (可协商).
    fn vocabulary() -> &'static Vocabulary<Option<Self>>;

    /// The member a text names as a whole, by code or by word.
    fn of_words(text: &str) -> Option<Self> {
        Self::vocabulary().meaning(text).flatten()
    }
}

/// The group of words that say nothing in particular.
const NOTHING: &str = "nothing";

fn read<C: Code>(toml: &'static str) -> Vocabulary<Option<C>> {
    Vocabulary::read(toml, |group| match group {
        NOTHING => Some(None),
        code => C::of_code(code).map(Some),
    })
}

macro_rules! vocabularies {
    ($($list:ident, $file:literal;)+) => {
        $(impl Worded for $list {
            fn vocabulary() -> &'static Vocabulary<Option<Self>> {
                static WORDS: OnceLock<Vocabulary<Option<$list>>> = OnceLock::new();
                WORDS.get_or_init(|| read(include_str!(concat!(
                    "../../../data/vocabulary/", $file, ".toml"
                ))))
            }
        })+

        #[cfg(test)]
        fn faults() -> Vec<String> {
            let mut faults = Vec::new();
            $(
                let file = include_str!(concat!("../../../data/vocabulary/", $file, ".toml"));
                tests::check::<$list>(file, &mut faults);
            )+
            faults
        }
    };
}

vocabularies! {
    AmountKind, "amount_kind";
    Attendance, "attendance";
    Class, "class";
    ContractType, "contract_type";
    Cooperation, "cooperation";
    Degree, "degree";
    EventKind, "event_kind";
    Ip, "ip";
    NeedKind, "need_kind";
    OfferingKind, "offering_kind";
    OrganizationKind, "organization_kind";
    OutcomeKind, "outcome";
    Per, "per";
    PolicyStage, "policy_stage";
    Role, "role";
    SigningKind, "signing_kind";
    Stage, "stage";
    Verdict, "verdict";
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::text::messages::Lang;

    type Groups = BTreeMap<String, Vec<String>>;

    pub(super) fn check<C: Worded>(file: &str, faults: &mut Vec<String>) {
        let groups: Groups = toml::from_str(file).unwrap();
        for group in groups.keys() {
            if group != NOTHING && C::of_code(group).is_none() {
                faults.push(format!("{}: {group} is no code", C::LIST));
            }
        }
        for &member in C::ALL {
            let labels = Lang::ALL.map(|lang| member.label().say(lang));
            for word in labels.into_iter().chain([member.code().to_owned()]) {
                if C::of_words(&word) != Some(member) {
                    faults.push(format!("{}: {word} is not {}", C::LIST, member.code()));
                }
            }
        }
        let mut words: Vec<String> = groups
            .values()
            .flatten()
            .map(|word| super::super::letters(word).collect())
            .collect();
        words.sort();
        let twice = words.windows(2).filter(|pair| pair[0] == pair[1]);
        faults.extend(twice.map(|pair| format!("{}: {} twice", C::LIST, pair[0])));
    }

    #[test]
    fn every_code_and_label_is_a_word_and_no_word_stands_twice() {
        assert_eq!(faults(), [""; 0]);
    }
}
