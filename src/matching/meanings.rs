//! The meanings of the offerings, ready to be compared.

use rayon::prelude::*;

use super::crowding::{crowding, drawn, uncrowded};
use super::encoder::{Kind, Meaning, Role, Vector, mean};
use crate::domain::{Need, Offering};
use crate::text::Key;
use crate::text::hash::mix;

/// Offerings among which an offering's neighbours are looked for: so many tell as well as
/// all how crowded it is.
const SAMPLE: usize = 4_096;
/// Characters that a transformer reads of a need: the beginning says what it is about.
const BEGINNING: usize = 160;

/// What the offerings mean to each encoder.
pub struct Meanings<'a> {
    spaces: Vec<Space<'a>>,
}

/// What a need means to each encoder.
#[derive(Debug)]
pub struct Meant(Vec<Vector>);

/// What the offerings mean to one encoder. From each kind of vectors their mean over the
/// offerings is taken off: what all such texts have in common (their language) tells none
/// of them apart (Mu & Viswanath 2018).
struct Space<'a> {
    source: &'a dyn Meaning,
    offerings: Vec<Vector>,
    crowding: Vec<f32>,
    /// The mean of what needs are compared with.
    mean: Vec<f32>,
}

impl<'a> Meanings<'a> {
    /// The meanings of offerings to encoders, of which there is at least one.
    pub fn new(sources: &[&'a dyn Meaning], offerings: &[Offering]) -> Self {
        let space = |&source: &&'a dyn Meaning| Space::new(source, offerings);
        Self { spaces: sources.iter().map(space).collect() }
    }

    /// The meanings of needs.
    pub fn of_needs(&self, needs: &[Need]) -> Vec<Meant> {
        let spaces: Vec<_> = self.spaces.iter().map(|s| s.of_needs(needs)).collect();
        let of_need = |at: usize| spaces.iter().map(|space| space[at].clone()).collect();
        (0..needs.len()).map(|at| Meant(of_need(at))).collect()
    }

    /// How alike a meaning is to those of all offerings: the mean of what the encoders
    /// say, each in the same measure.
    pub fn likenesses(&self, need: &Meant) -> Vec<f32> {
        let mut sums = vec![0.0; self.spaces.first().map_or(0, |s| s.offerings.len())];
        for (space, need) in self.spaces.iter().zip(&need.0) {
            for (sum, likeness) in sums.iter_mut().zip(space.likenesses(need)) {
                *sum += likeness;
            }
        }
        let share = 1.0 / self.spaces.len() as f32;
        sums.into_iter().map(|sum| sum * share).collect()
    }
}

impl<'a> Space<'a> {
    fn new(source: &'a dyn Meaning, offerings: &[Offering]) -> Self {
        let read: fn(&Offering) -> String = match source.kind() {
            Kind::Averaging => text_of_offering,
            Kind::Transformer => |offering| offering.title.clone(),
        };
        let print = |offering: &Offering| mix(Key::word(&read(offering)).0);
        let prints: Vec<u64> = offerings.par_iter().map(print).collect();
        let (offerings, mean) = match source.kind() {
            Kind::Averaging => whole_and_title(source, offerings),
            Kind::Transformer => titles(source, offerings),
        };
        let drawn = drawn(&prints, SAMPLE);
        let crowded = |own: usize| {
            let cosine = |at: usize| offerings[own].cosine(&offerings[at]);
            crowding(own, &prints, &drawn, cosine)
        };
        let crowding = (0..offerings.len()).into_par_iter().map(crowded).collect();
        Self { source, offerings, crowding, mean }
    }

    fn of_needs(&self, needs: &[Need]) -> Vec<Vector> {
        let text = match self.source.kind() {
            Kind::Averaging => text_of_need,
            Kind::Transformer => beginning_of_need,
        };
        let texts: Vec<String> = needs.iter().map(text).collect();
        let vectors = vectors(self.source, Role::Query, &texts);
        vectors.iter().map(|vector| vector.less(&self.mean)).collect()
    }

    /// Cosines, less half of what an offering's neighbours have.
    fn likenesses(&self, need: &Vector) -> impl Iterator<Item = f32> {
        let scale = scale(self.source.kind());
        let each = self.offerings.iter().zip(&self.crowding);
        each.map(move |(offering, &crowd)| {
            uncrowded(need.cosine(offering), crowd) * scale
        })
    }
}

/// Brings the likenesses of both kinds of encoders to one spread: that of 65 judged needs
/// with 2,810 offerings is 0.128 with the averaging network, 0.096 with the transformer.
fn scale(kind: Kind) -> f32 {
    match kind {
        Kind::Averaging => 1.0,
        Kind::Transformer => 0.128 / 0.096,
    }
}

fn vectors(source: &dyn Meaning, role: Role, texts: &[String]) -> Vec<Vector> {
    source.vectors(role, &texts.iter().map(String::as_str).collect::<Vec<_>>())
}

/// Where the vectors of an offering's whole text and of its title point together, as the
/// title says what it is about, and the mean of the whole texts. A need's title is often
/// too general to say more than its text, which begins with it.
fn whole_and_title(
    source: &dyn Meaning,
    offerings: &[Offering],
) -> (Vec<Vector>, Vec<f32>) {
    let texts: Vec<String> = offerings.iter().map(text_of_offering).collect();
    let texts = vectors(source, Role::Passage, &texts);
    let titles: Vec<&str> = offerings.iter().map(|o| o.title.as_str()).collect();
    let titles = source.vectors(Role::Passage, &titles);
    let (mean, mean_title) = (mean(&texts), mean(&titles));
    let each = texts.par_iter().zip(&titles);
    let both = each.map(|(text, title)| text.less(&mean).and(&title.less(&mean_title)));
    (both.collect(), mean)
}

/// The vectors of offerings' titles, and their mean. A beginning of 160 characters would
/// take five times as long and tell hardly more.
fn titles(source: &dyn Meaning, offerings: &[Offering]) -> (Vec<Vector>, Vec<f32>) {
    let texts: Vec<&str> = offerings.iter().map(|o| o.title.as_str()).collect();
    let vectors = source.vectors(Role::Passage, &texts);
    let mean = mean(&vectors);
    (vectors.iter().map(|vector| vector.less(&mean)).collect(), mean)
}

/// What an averaging network reads of a need: it heeds the beginning most.
fn text_of_need(need: &Need) -> String {
    join(&[&need.title, &need.keywords.join(" "), &need.description, &need.indicators])
}

/// What a transformer reads of a need.
fn beginning_of_need(need: &Need) -> String {
    join(&[&need.title, &need.description]).chars().take(BEGINNING).collect()
}

/// What an averaging network reads of an offering.
fn text_of_offering(offering: &Offering) -> String {
    let subjects = offering.subjects().collect::<Vec<_>>().join(" ");
    join(&[&offering.title, &subjects, &offering.description])
}

fn join(parts: &[&str]) -> String {
    let parts: Vec<&str> =
        parts.iter().copied().filter(|part| !part.is_empty()).collect();
    parts.join("。")
}
