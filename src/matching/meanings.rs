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
        let title = |offering: &'_ Offering| offering.title.clone();
        let vectors = vectors(source, offerings, title, text_of_offering);
        let mean = mean(&vectors);
        let offerings = vectors.iter().map(|vector| vector.less(&mean)).collect();
        Self { source, offerings, mean }
    }

    /// The meanings of needs.
    pub fn of_needs(&self, needs: &[Need]) -> Vec<Vector> {
        let title = |need: &'_ Need| need.title.clone();
        let vectors = vectors(self.source, needs, title, text_of_need);
        vectors.iter().map(|vector| vector.less(&self.mean)).collect()
    }

    /// How alike a meaning is to those of all offerings.
    pub fn cosines(&self, need: &Vector) -> Vec<f32> {
        self.offerings.iter().map(|offering| need.cosine(offering)).collect()
    }
}

/// Where the vectors of a record's title and of its whole text point together: the title
/// says what it is about, as in [`super::Document`].
fn vectors<T>(
    source: &dyn Meaning,
    records: &[T],
    title: impl Fn(&T) -> String,
    whole: impl Fn(&T) -> String,
) -> Vec<Vector> {
    let of = |text: &dyn Fn(&T) -> String| {
        let texts: Vec<String> = records.iter().map(text).collect();
        source.vectors(&texts.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let (titles, wholes) = (of(&title), of(&whole));
    wholes.iter().zip(&titles).map(|(whole, title)| whole.and(title)).collect()
}

/// What the encoder reads of a need: it heeds the beginning most.
fn text_of_need(need: &Need) -> String {
    join(&[&need.title, &need.keywords.join(" "), &need.description, &need.indicators])
}

/// What the encoder reads of an offering.
fn text_of_offering(offering: &Offering) -> String {
    join(&[&offering.title, &offering.keywords.join(" "), &offering.description])
}

fn join(parts: &[&str]) -> String {
    let parts: Vec<&str> =
        parts.iter().copied().filter(|part| !part.is_empty()).collect();
    parts.join("。")
}
