//! What the offerings speak of: topics learned from how they use words together.
//!
//! Latent semantic analysis (Deerwester et al. 1990) of the offerings alone, by a
//! randomized range finder with two power iterations (Halko, Martinsson & Tropp 2011). It
//! needs no model and no judgements, and sees that two texts speak of one thing in partly
//! different words. Sums run in a fixed order and only IEEE-exact operations are used, so
//! that the result is the same for every number of threads and on every machine.

mod algebra;
mod latent;
mod matrix;

use std::sync::OnceLock;

use super::crowding::{crowding, drawn, uncrowded};
use super::engine::{Query, Space};
use crate::text::Key;
use algebra::{Row, ZERO, add, dot, is_zero, less, unit};
pub(super) use latent::LatentSpace;

/// Offerings among which an offering's neighbours are looked for: so many tell as well as
/// all how crowded it is.
const SAMPLE: usize = 1_024;

/// The topics of a corpus.
pub(super) struct Topics<'a> {
    space: &'a Space<'a>,
    latent: LatentSpace<'a>,
    /// What each term adds to each coordinate, before the triangle, once it was asked for;
    /// `None` for terms that topics are not made of.
    terms: Vec<OnceLock<Option<Box<Row>>>>,
    /// The offerings among which neighbours are looked for.
    drawn: Vec<usize>,
    /// How crowded it is around each offering, once it was asked for.
    crowding: Vec<OnceLock<f32>>,
}

/// The direction of a need's topics.
pub(super) struct Direction(Row);

impl<'a> Topics<'a> {
    /// The topics of a space, learned unless they are known; `None` if it has too few
    /// documents or too many.
    pub(super) fn new(
        space: &'a Space<'a>,
        known: Option<&LatentSpace<'a>>,
    ) -> Option<Self> {
        let latent = known.cloned().or_else(|| LatentSpace::learn(space))?;
        let terms = std::iter::repeat_with(OnceLock::new).take(space.terms()).collect();
        let crowding = vec![OnceLock::new(); latent.offerings.len()];
        let drawn = drawn(&space.prints, SAMPLE);
        Some(Self { space, latent, terms, drawn, crowding })
    }

    /// The direction of a need; `None` if it has no term that the topics know.
    pub(super) fn direction(&self, query: &Query) -> Option<Direction> {
        let mut sum = ZERO;
        for (term, weight) in query.rare() {
            if let Some(row) = self.row(term, query.key(term)) {
                add(&mut sum, weight, row);
            }
        }
        let direction = unit(self.latent.triangle.solve(sum));
        let mean = &self.latent.mean;
        (!is_zero(&direction)).then(|| Direction(unit(less(&direction, mean))))
    }

    /// What a term adds, for a query's weights × rarity².
    fn row(&self, term: u32, key: Key) -> Option<&Row> {
        let row = self.terms.get(index(term))?;
        row.get_or_init(|| self.folded(term, key).map(Box::new)).as_deref()
    }

    fn folded(&self, term: u32, key: Key) -> Option<Row> {
        let rarity = self.space.rarity.get(index(term))?;
        let (mut sum, mut count) = (ZERO, 0);
        for (document, weight) in self.space.documents_of(term) {
            let document = index(document);
            let value = matrix::value(rarity * weight, self.latent.lengths[document]);
            add(&mut sum, value / rarity, &self.latent.basis[document]);
            count += 1;
        }
        (matrix::is_telling(key) && count >= matrix::LEAST).then_some(sum)
    }

    /// How alike the topics of a need and an offering are: a cosine, less half of what the
    /// offering's neighbours have; at most 1.
    pub(super) fn likeness(&self, need: &Direction, document: u32) -> f32 {
        let place = index(document);
        let crowding = *self.crowding[place].get_or_init(|| self.crowding(place));
        let cosine = dot(&need.0, &self.latent.offerings[place]);
        uncrowded(cosine.clamp(-1.0, 1.0), crowding)
    }

    fn crowding(&self, place: usize) -> f32 {
        let offerings = &self.latent.offerings;
        let cosine = |at: usize| dot(&offerings[place], &offerings[at]);
        crowding(place, &self.space.prints, &self.drawn, cosine)
    }
}

fn index(number: u32) -> usize {
    usize::try_from(number).expect("32 bits fit")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::engine::{Bag, Builder, Scheme};
    use super::super::signature::splitmix;
    use super::*;

    const PLAIN: Scheme = Scheme { single: 1.0, concept: 1.0, broader: 1.0, slope: 1.0 };

    /// Subjects of the made-up texts, with twenty words each.
    const SUBJECTS: u64 = 60;

    /// Five words of a subject.
    fn bag(number: u64) -> Bag {
        let subject = number % SUBJECTS * 20;
        let word =
            |at: u64| (Key(2 << 62 | (1 + subject + splitmix(number * 8 + at) % 20)), 1);
        Bag::new((0..5).map(word).collect())
    }

    fn space(documents: u64) -> Space<'static> {
        let mut builder = Builder::new(PLAIN);
        for number in 0..documents {
            builder.push(&bag(number));
        }
        builder.finish()
    }

    #[test]
    fn texts_of_one_subject_are_alike_though_they_share_no_word() {
        let space = space(1_200);
        let topics = Topics::new(&space, None).unwrap();
        let (mut same, mut other) = (Vec::new(), Vec::new());
        for subject in 0..20 {
            let query = Query::new(&bag(SUBJECTS * 100 + subject), &space);
            let need = topics.direction(&query).unwrap();
            for document in 0..1_200 {
                if space.cosine(&query, document).cosine() <= 0.0 {
                    let is_same = u64::from(document) % SUBJECTS == subject;
                    let group = if is_same { &mut same } else { &mut other };
                    group.push(topics.likeness(&need, document));
                }
            }
        }
        let mean = |group: &[f32]| group.iter().sum::<f32>() / group.len() as f32;
        assert!(same.len() > 30 && mean(&same) > mean(&other) + 0.2, "{}", mean(&same));
    }

    #[test]
    fn every_number_of_threads_gives_the_same_bits() {
        let space = space(700);
        let query = Query::new(&bag(3), &space);
        let cosines = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
            pool.unwrap().install(|| {
                let topics = Topics::new(&space, None).unwrap();
                let need = topics.direction(&query).unwrap();
                (0..700).map(|d| topics.likeness(&need, d).to_bits()).collect::<Vec<_>>()
            })
        };
        assert_eq!(cosines(1), cosines(3));
    }

    #[test]
    fn the_order_of_offerings_changes_no_likeness() {
        let likenesses = |order: &[u64]| {
            let mut builder = Builder::new(PLAIN);
            for &number in order {
                builder.push(&bag(number));
            }
            let space = builder.finish();
            let topics = Topics::new(&space, None).unwrap();
            let need = topics.direction(&Query::new(&bag(3), &space)).unwrap();
            let likeness =
                |(at, &number): (u32, &u64)| (number, topics.likeness(&need, at));
            (0..).zip(order).map(likeness).collect::<BTreeMap<u64, f32>>()
        };
        let order: Vec<u64> = (0..520).collect();
        let turned: Vec<u64> = order.iter().rev().copied().collect();
        let (one, other) = (likenesses(&order), likenesses(&turned));
        let apart = one.iter().map(|(number, of)| (of - other[number]).abs());
        assert!(apart.fold(0.0, f32::max) < 1e-3);
    }

    #[test]
    fn too_few_or_equal_texts_teach_nothing() {
        assert!(Topics::new(&space(10), None).is_none());
        let mut builder = Builder::new(PLAIN);
        for _ in 0..600 {
            builder.push(&bag(1));
        }
        let space = builder.finish();
        let topics = Topics::new(&space, None).unwrap();
        let query = Query::new(&bag(1), &space);
        assert!(topics.direction(&query).is_none_or(|need| {
            (0..600).all(|document| topics.likeness(&need, document).is_finite())
        }));
    }
}
