//! Fields in the words of the source → broad topics that can be compared.

use std::sync::OnceLock;

use crate::text::normal;

/// A set of broad topics, one bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Topics(pub u16);

impl Topics {
    /// The topics of field words (`data/vocabulary/topics.toml`).
    pub fn of_fields<S: AsRef<str>>(fields: &[S]) -> Self {
        let bits = fields.iter().map(|field| of_field(&normal(field.as_ref())));
        Self(bits.fold(0, |all, bits| all | bits))
    }

    /// Whether nothing is known.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether the two share a topic.
    pub fn meet(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// The topics of the longest word that a field holds.
fn of_field(field: &str) -> u16 {
    let words = WORDS.get_or_init(words);
    let found = words.iter().filter(|(word, _)| field.contains(word.as_str()));
    let longest = |best: (usize, u16), (word, bits): &(String, u16)| {
        let length = word.len();
        match length.cmp(&best.0) {
            std::cmp::Ordering::Greater => (length, *bits),
            std::cmp::Ordering::Equal => (length, best.1 | bits),
            std::cmp::Ordering::Less => best,
        }
    };
    found.fold((0, 0), longest).1
}

static WORDS: OnceLock<Vec<(String, u16)>> = OnceLock::new();

fn words() -> Vec<(String, u16)> {
    let table: toml::Table = include_str!("../../data/vocabulary/topics.toml")
        .parse()
        .expect("topics.toml is TOML");
    let mut words = Vec::new();
    for (place, list) in table.values().enumerate() {
        let list = list.as_array().into_iter().flatten();
        words.extend(list.filter_map(|w| w.as_str()).map(|w| (normal(w), 1 << place)));
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_different_administrations_meet() {
        let topics = |field: &str| Topics::of_fields(&[field]);
        assert!(topics("先进制造与自动化").meet(topics("装备制造-专用设备")));
        assert!(topics("生物与新医药").meet(topics("生物医药")));
        assert!(!topics("新材料").meet(topics("现代农业-种植")));
        assert!(topics("制造业").is_empty());
        assert!(topics("新能源汽车") == topics("交通运输"));
    }
}
