//! Which vocabulary belongs to which code list.

use std::sync::OnceLock;

use super::Vocabulary;
use crate::domain::{
    AmountKind, Attendance, Class, Code, ContractType, Cooperation, Degree, EventKind, Ip,
    NeedKind, OfferingKind, OrganizationKind, OutcomeKind, Per, Role, SigningKind, Stage,
    Verdict,
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
        mod tests {
            use super::*;
            use std::collections::BTreeMap;
            use crate::text::messages::Lang;

            #[test]
            fn groups_are_codes_and_codes_and_labels_are_words() {
                $(
                    let groups: BTreeMap<String, Vec<String>> = toml::from_str(include_str!(
                        concat!("../../../data/vocabulary/", $file, ".toml")
                    )).unwrap();
                    for group in groups.keys() {
                        let known = group == NOTHING || $list::of_code(group).is_some();
                        assert!(known, "{}: no code {group}", $file);
                    }
                    for &member in $list::ALL {
                        let file = $file;
                        assert_eq!($list::of_words(member.code()), Some(member), "{file}");
                        for lang in Lang::ALL {
                            let label = member.label().say(lang);
                            assert_eq!($list::of_words(&label), Some(member), "{file}: {label}");
                        }
                    }
                )+
            }

            #[test]
            fn no_word_stands_in_two_groups() {
                $(
                    let groups: BTreeMap<String, Vec<String>> = toml::from_str(include_str!(
                        concat!("../../../data/vocabulary/", $file, ".toml")
                    )).unwrap();
                    let mut all: Vec<String> = groups
                        .values()
                        .flatten()
                        .map(|word| super::super::letters(word).collect())
                        .collect();
                    all.sort();
                    let twice: Vec<_> = all.windows(2).filter(|w| w[0] == w[1]).collect();
                    assert!(twice.is_empty(), "{}: {twice:?}", $file);
                )+
            }
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
    Role, "role";
    SigningKind, "signing_kind";
    Stage, "stage";
    Verdict, "verdict";
}
