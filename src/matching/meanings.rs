//! The meanings of the offerings, ready to be compared.

use super::encoder::{Meaning, Vector, mean};
use crate::domain::{Need, Offering};

/// Vectors of the offerings, less their mean: what all of them have in common (the
/// language of such texts) tells none of them apart (Mu & Viswanath 2018).
pub struct Meanings<'a> {
    source: &'a dyn Meaning,
    offerings: Vec<Vector>,
    mean: Vec<f32>,
}

impl<'a> Meanings<'a> {
    /// The meanings of offerings.
    pub fn new(source: &'a dyn Meaning, offerings: &[Offering]) -> Self {
        let texts: Vec<String> = offerings.iter().map(text_of_offering).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let vectors = source.vectors(&texts);
        let mean = mean(&vectors);
        let offerings = vectors.iter().map(|vector| vector.less(&mean)).collect();
        Self { source, offerings, mean }
    }

    /// The meanings of needs.
    pub fn of_needs(&self, needs: &[Need]) -> Vec<Vector> {
        let texts: Vec<String> = needs.iter().map(text_of_need).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        self.source.vectors(&texts).iter().map(|vector| vector.less(&self.mean)).collect()
    }

    /// How alike a meaning is to those of all offerings.
    pub fn cosines(&self, need: &Vector) -> Vec<f32> {
        self.offerings.iter().map(|offering| need.cosine(offering)).collect()
    }
}

/// What the encoder reads of a need: it heeds the beginning most.
pub fn text_of_need(need: &Need) -> String {
    join(&[&need.title, &need.keywords.join(" "), &need.description, &need.indicators])
}

/// What the encoder reads of an offering.
pub fn text_of_offering(offering: &Offering) -> String {
    join(&[&offering.title, &offering.keywords.join(" "), &offering.description])
}

fn join(parts: &[&str]) -> String {
    let parts: Vec<&str> =
        parts.iter().copied().filter(|part| !part.is_empty()).collect();
    parts.join("。")
}
