//! The meanings of the offerings, ready to be compared.

use rayon::prelude::*;

use super::crowding::{crowding, uncrowded};
use super::encoder::{Meaning, Vector, mean};
use crate::domain::{Need, Offering};

/// Vectors of the offerings, less their mean: what all of them have in common (the
/// language of such texts) tells none of them apart (Mu & Viswanath 2018).
pub struct Meanings<'a> {
    source: &'a dyn Meaning,
    offerings: Vec<Vector>,
    crowding: Vec<f32>,
    mean: Vec<f32>,
}

impl<'a> Meanings<'a> {
    /// The meanings of offerings.
    pub fn new(source: &'a dyn Meaning, offerings: &[Offering]) -> Self {
        let title = |offering: &'_ Offering| offering.title.clone();
        let vectors = vectors(source, offerings, title, text_of_offering);
        let mean = mean(&vectors);
        let offerings: Vec<Vector> =
            vectors.iter().map(|vector| vector.less(&mean)).collect();
        let crowded = |own: usize| {
            let cosine = |at: usize| offerings[own].cosine(&offerings[at]);
            crowding(own, offerings.len(), cosine)
        };
        let crowding = (0..offerings.len()).into_par_iter().map(crowded).collect();
        Self { source, offerings, crowding, mean }
    }

    /// The meanings of needs.
    pub fn of_needs(&self, needs: &[Need]) -> Vec<Vector> {
        let title = |need: &'_ Need| need.title.clone();
        let vectors = vectors(self.source, needs, title, text_of_need);
        vectors.iter().map(|vector| vector.less(&self.mean)).collect()
    }

    /// How alike a meaning is to those of all offerings: cosines, less half of what an
    /// offering's neighbours have.
    pub fn likenesses(&self, need: &Vector) -> Vec<f32> {
        let each = self.offerings.iter().zip(&self.crowding);
        each.map(|(offering, &crowd)| uncrowded(need.cosine(offering), crowd)).collect()
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
