//! What the offerings speak of: topics learned from how they use words together.
//!
//! Latent semantic analysis (Deerwester et al. 1990) of the offerings alone, by a
//! randomized range finder with two power iterations (Halko, Martinsson & Tropp 2011). It
//! needs no model and no judgements, and sees that two texts speak of one thing in partly
//! different words. Sums run in a fixed order and only IEEE-exact operations are used, so
//! that the result is the same for every number of threads and on every machine.

mod algebra;
mod matrix;

use std::sync::OnceLock;

use rayon::prelude::*;

use super::crowding::{crowding, uncrowded};
use super::engine::{Query, Space};
use super::signature::mix;
use algebra::{Row, Triangle, ZERO, add, dot, is_zero, less, orthonormal, unit};
use matrix::Matrix;

/// Offerings below which there is too little to learn from.
const LEAST: usize = 512;
/// Offerings above which learning would delay the first answer: it takes 0.2 to 0.4 seconds
/// of processor for 2,810 and grows with the number of offerings.
const MOST: usize = 8_192;

/// Passes from the random start towards the directions that hold most: with fewer the
/// ranking depends on the start.
const PASSES: usize = 3;
/// Offerings among which an offering's neighbours are looked for: so many tell as well as
/// all how crowded it is.
const SAMPLE: usize = 1_024;

/// The topics of a corpus.
pub(super) struct Topics {
    matrix: Matrix,
    /// What each term adds to each coordinate, before `triangle`.
    terms: Vec<Row>,
    /// Makes coordinates of sums of terms.
    triangle: Triangle,
    /// The mean of the offerings' directions: what all of them have in common tells none
    /// of them apart.
    mean: Row,
    /// The offerings' directions, less the mean.
    offerings: Vec<Row>,
    /// How crowded it is around each, once it was asked for.
    crowding: Vec<OnceLock<f32>>,
}

/// The direction of a need's topics.
pub(super) struct Direction(Row);

impl Topics {
    /// Learns the topics of a space; `None` if it has too few documents or too many.
    pub(super) fn learn(space: &Space<'_>) -> Option<Self> {
        if !(LEAST..=MOST).contains(&space.documents()) {
            return None;
        }
        let matrix = Matrix::new(space);
        let mut basis: Vec<Row> = (0..space.documents()).map(signs).collect();
        for _ in 0..PASSES {
            basis = orthonormal(matrix.smooth(&basis));
        }
        let smooth = matrix.smooth(&basis);
        let triangle = Triangle::of_products(&basis, &smooth);
        let mut offerings: Vec<Row> =
            smooth.into_par_iter().map(|row| unit(triangle.solve(row))).collect();
        let mean = mean(&offerings);
        offerings.par_iter_mut().for_each(|row| *row = unit(less(row, &mean)));
        let terms = matrix.fold(&basis);
        let crowding = vec![OnceLock::new(); offerings.len()];
        Some(Self { matrix, terms, triangle, mean, offerings, crowding })
    }

    /// The direction of a need; `None` if it has no term that the topics know.
    pub(super) fn direction(&self, query: &Query) -> Option<Direction> {
        let mut sum = ZERO;
        for (term, weight) in query.rare() {
            if let Some(column) = self.matrix.column(term) {
                add(&mut sum, weight, &self.terms[column]);
            }
        }
        let direction = unit(self.triangle.solve(sum));
        (!is_zero(&direction)).then(|| Direction(unit(less(&direction, &self.mean))))
    }

    /// How alike the topics of a need and an offering are: a cosine, less half of what the
    /// offering's neighbours have; at most 1.
    pub(super) fn likeness(&self, need: &Direction, document: u32) -> f32 {
        let place = usize::try_from(document).expect("32 bits fit");
        let crowding = *self.crowding[place].get_or_init(|| self.crowding(place));
        let cosine = dot(&need.0, &self.offerings[place]);
        uncrowded(cosine.clamp(-1.0, 1.0), crowding)
    }

    fn crowding(&self, place: usize) -> f32 {
        let own = &self.offerings[place];
        crowding(place, self.offerings.len(), SAMPLE, |at| dot(own, &self.offerings[at]))
    }
}

/// A document's row of the random start: signs, the same every time.
fn signs(document: usize) -> Row {
    let mut row = ZERO;
    for (block, lanes) in row.iter_mut().enumerate() {
        let bits = mix((document as u64) << 8 | block as u64);
        for (lane, value) in lanes.iter_mut().enumerate() {
            *value = if bits >> lane & 1 == 1 { 1.0 } else { -1.0 };
        }
    }
    row
}

fn mean(rows: &[Row]) -> Row {
    let mut sum = ZERO;
    #[expect(clippy::cast_precision_loss, reason = "at most MOST rows")]
    let share = 1.0 / rows.len().max(1) as f32;
    for row in rows {
        add(&mut sum, share, row);
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::super::engine::{Bag, Builder, Scheme};
    use super::*;
    use crate::text::Key;

    const PLAIN: Scheme = Scheme { single: 1.0, concept: 1.0, broader: 1.0, slope: 1.0 };

    /// Subjects of the made-up texts, with twenty words each.
    const SUBJECTS: u64 = 60;

    /// Five words of a subject.
    fn bag(number: u64) -> Bag {
        let subject = number % SUBJECTS * 20;
        let word =
            |at: u64| (Key(2 << 62 | (1 + subject + mix(number * 8 + at) % 20)), 1);
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
        let topics = Topics::learn(&space).unwrap();
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
                let topics = Topics::learn(&space).unwrap();
                let need = topics.direction(&query).unwrap();
                (0..700).map(|d| topics.likeness(&need, d).to_bits()).collect::<Vec<_>>()
            })
        };
        assert_eq!(cosines(1), cosines(3));
    }

    #[test]
    fn too_few_or_equal_texts_teach_nothing() {
        assert!(Topics::learn(&space(10)).is_none());
        let mut builder = Builder::new(PLAIN);
        for _ in 0..600 {
            builder.push(&bag(1));
        }
        let space = builder.finish();
        let topics = Topics::learn(&space).unwrap();
        let query = Query::new(&bag(1), &space);
        assert!(topics.direction(&query).is_none_or(|need| {
            (0..600).all(|document| topics.likeness(&need, document).is_finite())
        }));
    }
}
