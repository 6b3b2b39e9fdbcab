//! The meanings of the offerings, ready to be compared.

use rayon::prelude::*;

use super::crowding::{crowding, uncrowded};
use super::encoder::{Meaning, Vector, mean};
use crate::domain::{Need, Offering};

/// Offerings among which an offering's neighbours are looked for: so many tell as well as
/// all how crowded it is.
const SAMPLE: usize = 4_096;

/// What the offerings mean: where the vectors of an offering's whole text and of its title
/// point together, as the title says what it is about. A need's title is often too general
/// to say more than its text, which begins with it. From each kind of vectors their mean
/// over the offerings is taken off: what all such texts have in common (their language)
/// tells none of them apart (Mu & Viswanath 2018).
pub struct Meanings<'a> {
    source: &'a dyn Meaning,
    offerings: Vec<Vector>,
    crowding: Vec<f32>,
    /// The mean of the whole texts.
    mean: Vec<f32>,
}

impl<'a> Meanings<'a> {
    /// The meanings of offerings.
    pub fn new(source: &'a dyn Meaning, offerings: &[Offering]) -> Self {
        let texts: Vec<String> = offerings.iter().map(text_of_offering).collect();
        let texts = source.vectors(&texts.iter().map(String::as_str).collect::<Vec<_>>());
        let titles: Vec<&str> = offerings.iter().map(|o| o.title.as_str()).collect();
        let titles = source.vectors(&titles);
        let (mean, mean_title) = (mean(&texts), mean(&titles));
        let each = texts.par_iter().zip(&titles);
        let offerings: Vec<Vector> = each
            .map(|(text, title)| text.less(&mean).and(&title.less(&mean_title)))
            .collect();
        let crowded = |own: usize| {
            let cosine = |at: usize| offerings[own].cosine(&offerings[at]);
            crowding(own, offerings.len(), SAMPLE, cosine)
        };
        let crowding = (0..offerings.len()).into_par_iter().map(crowded).collect();
        Self { source, offerings, crowding, mean }
    }

    /// The meanings of needs.
    pub fn of_needs(&self, needs: &[Need]) -> Vec<Vector> {
        let texts: Vec<String> = needs.iter().map(text_of_need).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let vectors = self.source.vectors(&texts);
        vectors.iter().map(|vector| vector.less(&self.mean)).collect()
    }

    /// How alike a meaning is to those of all offerings: cosines, less half of what an
    /// offering's neighbours have.
    pub fn likenesses(&self, need: &Vector) -> Vec<f32> {
        let each = self.offerings.iter().zip(&self.crowding);
        each.map(|(offering, &crowd)| uncrowded(need.cosine(offering), crowd)).collect()
    }
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
