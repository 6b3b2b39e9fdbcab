//! The lexicon as people write it: `id = { zh = […], en = […], also = […],
//! broader = […], related = […] }` below `[concepts]`.

use std::collections::BTreeMap;

use toml::{Table, Value};

/// A concept as the files tell of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConceptEntry {
    /// Its id in the files.
    pub id: String,
    /// Ids of the concepts it is a kind of.
    pub broader: Vec<String>,
    /// Ids of the concepts close to it.
    pub related: Vec<String>,
}

/// What several files say together.
#[derive(Debug, Default)]
pub struct Source {
    concepts: BTreeMap<String, Words>,
}

/// The words of one concept, those of several files joined.
#[derive(Debug, Default)]
struct Words {
    zh: Vec<String>,
    en: Vec<String>,
    also: Vec<String>,
    broader: Vec<String>,
    related: Vec<String>,
}

impl Source {
    /// Adds a file. A concept that stands in several files has the words of all.
    pub fn add(&mut self, text: &str) -> Result<(), String> {
        let table: Table = text.parse().map_err(|e: toml::de::Error| e.to_string())?;
        let concepts = table.get("concepts").and_then(Value::as_table);
        for (id, value) in concepts.ok_or("no table [concepts]")? {
            let entry = value.as_table().ok_or_else(|| format!("{id}: not a table"))?;
            let words = self.concepts.entry(id.clone()).or_default();
            for (key, value) in entry {
                words.extend(key, value).map_err(|e| format!("{id}: {e}"))?;
            }
        }
        if self.concepts.len() > usize::from(u16::MAX) {
            return Err("more than 65,535 concepts".into());
        }
        Ok(())
    }

    /// The concepts, by id.
    pub fn concepts(&self) -> Vec<ConceptEntry> {
        let entry = |(id, words): (&String, &Words)| ConceptEntry {
            id: id.clone(),
            broader: words.broader.clone(),
            related: words.related.clone(),
        };
        self.concepts.iter().map(entry).collect()
    }

    /// Every term in each of its forms with the concepts it may mean.
    pub fn terms(
        &self,
        forms: impl Fn(&str) -> Vec<String>,
    ) -> BTreeMap<String, Vec<u16>> {
        let mut terms: BTreeMap<String, Vec<u16>> = BTreeMap::new();
        for (place, words) in (0_u16..).zip(self.concepts.values()) {
            for term in words.zh.iter().chain(&words.en).chain(&words.also) {
                for term in forms(term) {
                    let too_short = term.is_ascii() && term.len() < 2;
                    if term.is_empty() || too_short {
                        continue;
                    }
                    let places = terms.entry(term).or_default();
                    if places.last() != Some(&place) {
                        places.push(place);
                    }
                }
            }
        }
        terms
    }
}

impl Words {
    fn extend(&mut self, key: &str, value: &Value) -> Result<(), String> {
        let list = match key {
            "zh" => &mut self.zh,
            "en" => &mut self.en,
            "also" => &mut self.also,
            "broader" => &mut self.broader,
            "related" => &mut self.related,
            _ => return Err(format!("unknown key {key}")),
        };
        let words = value.as_array().ok_or_else(|| format!("{key} is not a list"))?;
        list.extend(words.iter().filter_map(Value::as_str).map(str::to_owned));
        Ok(())
    }
}
