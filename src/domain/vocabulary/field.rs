//! Fields of technology: what the many classifications in use have in common.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use super::{Piece, Vocabulary};
use crate::domain::code::codes;

codes! {
    /// A field of technology that words of every classification map to.
    Field as "field" {
        /// Electronics, communication, software, artificial intelligence.
        Information = "information",
        /// Machines, equipment, automation, robots.
        Manufacturing = "manufacturing",
        /// Metals, polymers, ceramics, composites, nanomaterials.
        Materials = "materials",
        /// Chemicals and chemical processes.
        Chemistry = "chemistry",
        /// Biotechnology.
        Biology = "biology",
        /// Drugs, medical devices, health care.
        Medicine = "medicine",
        /// Crops, forests, livestock, fish, food from them.
        Agriculture = "agriculture",
        /// Energy: generation, storage, saving.
        Energy = "energy",
        /// Water, air, soil, waste, resources.
        Environment = "environment",
        /// Vehicles, rail, ships, roads.
        Transport = "transport",
        /// Aircraft and space.
        Aerospace = "aerospace",
        /// Buildings and civil engineering.
        Construction = "construction",
        /// The sea.
        Marine = "marine",
        /// Mining, metallurgy, oil and gas.
        Mining = "mining",
        /// Textiles, food, household goods.
        Consumer = "consumer",
        /// Technical, digital, creative and business services.
        Services = "services",
        /// Public safety, education, culture, administration.
        Society = "society",
    }
}

impl Field {
    /// The fields of a text in any classification's words: of the text as a whole, else of
    /// the words found in it. Empty for words too broad to say anything (制造业) and for
    /// unknown ones.
    pub fn of_text(text: &str) -> BTreeSet<Self> {
        let words = Self::vocabulary();
        match words.meaning(text) {
            Some(fields) => fields.iter().collect(),
            None => words
                .pieces(text)
                .into_iter()
                .filter_map(|piece| match piece {
                    Piece::Known(_, fields) => Some(fields),
                    Piece::Unknown(_) | Piece::Break => None,
                })
                .flat_map(Fields::iter)
                .collect(),
        }
    }

    /// The words of every classification.
    pub fn vocabulary() -> &'static Vocabulary<Fields> {
        static WORDS: OnceLock<Vocabulary<Fields>> = OnceLock::new();
        WORDS.get_or_init(|| {
            let file = include_str!("../../../data/vocabulary/fields.toml");
            Vocabulary::read(file, |group| Some(Fields::named(group)))
        })
    }
}

/// A set of fields, small enough to copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Fields(u32);

impl Fields {
    /// The members, in the order of the code list.
    pub fn iter(self) -> impl Iterator<Item = Field> {
        use crate::domain::Code as _;
        Field::ALL.iter().copied().filter(move |field| self.0 & (1 << *field as u32) != 0)
    }

    /// The fields whose codes stand in a group's name, joined by `-`; `broad` names none.
    fn named(group: &str) -> Self {
        use crate::domain::Code as _;
        let bit = |code| Field::of_code(code).map_or(0, |field| 1 << field as u32);
        Self(group.split('-').map(bit).fold(0, |all, bit| all | bit))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::domain::Code as _;

    fn codes(text: &str) -> Vec<&'static str> {
        Field::of_text(text).into_iter().map(super::super::super::Code::code).collect()
    }

    #[test]
    fn groups_are_fields() {
        let file = include_str!("../../../data/vocabulary/fields.toml");
        let groups: BTreeMap<String, Vec<String>> = toml::from_str(file).unwrap();
        for group in groups.keys().filter(|group| *group != "broad") {
            assert!(
                group.split('-').all(|code| Field::of_code(code).is_some()),
                "{group}"
            );
        }
    }

    #[test]
    fn every_label_means_its_field() {
        use crate::text::messages::Lang;
        for field in Field::ALL {
            for lang in Lang::ALL {
                let label = field.label().say(lang);
                assert_eq!(Field::of_text(&label), BTreeSet::from([*field]), "{label}");
            }
        }
    }

    #[test]
    fn every_classification_maps() {
        assert_eq!(codes("新材料"), ["materials"]);
        assert_eq!(codes("生物与新医药"), ["biology", "medicine"]);
        assert_eq!(codes("新能源汽车"), ["energy", "transport"]);
        assert_eq!(codes("光机电一体化"), ["information", "manufacturing"]);
        assert_eq!(codes("农、林、牧、渔业"), ["agriculture"]);
        assert_eq!(codes("现代农业-农林植物新品种"), ["agriculture"]);
        assert_eq!(codes("制造业——医药制造业"), ["medicine"]);
        assert_eq!(codes("new materials"), ["materials"]);
        assert_eq!(codes("先进制造与自动化"), ["manufacturing"]);
    }

    #[test]
    fn broad_and_unknown_words_say_nothing() {
        assert_eq!(codes("制造业"), [""; 0]);
        assert_eq!(codes("其他技术"), [""; 0]);
        assert_eq!(codes("相面"), [""; 0]);
    }
}
