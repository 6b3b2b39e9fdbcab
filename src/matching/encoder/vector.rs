//! The vector of a text: 8-bit components and their exact cosine.

/// The largest code: components are scaled so that the largest has this size.
const FULL: f32 = 127.0;

/// A direction in the encoder's space. Its length carries no meaning, so that only
/// the codes and the reciprocal of their length are kept: a quarter of the memory
/// of floats, and products of integers, which no order of summation can change.
#[derive(Debug, Clone, PartialEq)]
pub struct Vector {
    codes: Box<[i8]>,
    /// 1 / length of `codes`; 0 for the zero vector.
    reciprocal: f32,
}

impl Vector {
    /// The direction of `components`; not-a-number counts as zero.
    pub fn new(components: &[f32]) -> Self {
        let largest = components.iter().fold(0.0_f32, |max, c| max.max(c.abs()));
        let step = if largest > 0.0 { FULL / largest } else { 0.0 };
        #[expect(
            clippy::cast_possible_truncation,
            reason = "within ±127 by the choice of step"
        )]
        let codes = components.iter().map(|c| (c * step).round() as i8).collect();
        Self::from_codes(codes)
    }

    /// The vector that [`Self::codes`] came from.
    pub fn from_codes(codes: Box<[i8]>) -> Self {
        let square = product(&codes, &codes);
        let reciprocal = if square > 0 { 1.0 / to_f32(square).sqrt() } else { 0.0 };
        Self { codes, reciprocal }
    }

    /// The components as stored, for a cache file.
    pub fn codes(&self) -> &[i8] {
        &self.codes
    }

    /// The components of the vector of length 1 (all zero for the zero vector).
    pub fn components(&self) -> impl Iterator<Item = f32> {
        self.codes.iter().map(|&code| f32::from(code) * self.reciprocal)
    }

    /// Cosine of the angle between two vectors, in [−1, 1]; 0 if one of them is zero
    /// or their dimensions differ.
    pub fn cosine(&self, other: &Self) -> f32 {
        if self.codes.len() != other.codes.len() {
            return 0.0;
        }
        let product = to_f32(product(&self.codes, &other.codes));
        (product * self.reciprocal * other.reciprocal).clamp(-1.0, 1.0)
    }

    /// The direction between two vectors, both of one length and one dimension.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        let sum =
            self.components().zip(other.components()).map(|(own, other)| own + other);
        Self::new(&sum.collect::<Vec<f32>>())
    }

    /// This vector less `mean`: what distinguishes the text from the corpus that
    /// `mean` is the mean of.
    #[must_use]
    pub fn less(&self, mean: &[f32]) -> Self {
        let difference: Vec<f32> =
            self.components().zip(mean).map(|(own, mean)| own - mean).collect();
        Self::new(&difference)
    }
}

/// The mean of the vectors, each taken with length 1; empty for none.
pub fn mean(vectors: &[Vector]) -> Vec<f32> {
    let mut sum = vec![0.0_f64; vectors.first().map_or(0, |first| first.codes.len())];
    for vector in vectors {
        for (sum, component) in sum.iter_mut().zip(vector.components()) {
            *sum += f64::from(component);
        }
    }
    #[expect(
        clippy::cast_possible_truncation,
        reason = "components of a mean of unit vectors"
    )]
    sum.into_iter().map(|sum| (sum / vectors.len() as f64) as f32).collect()
}

/// Exact: 2^17 components of at most 127² would still fit.
fn product(a: &[i8], b: &[i8]) -> i32 {
    a.iter().zip(b).map(|(&a, &b)| i32::from(a) * i32::from(b)).sum()
}

fn to_f32(product: i32) -> f32 {
    product as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cosine_of_known_angles() {
        let east = Vector::new(&[2.0, 0.0]);
        let north = Vector::new(&[0.0, 0.5]);
        let between = Vector::new(&[1.0, 1.0]);
        assert!((east.cosine(&east) - 1.0).abs() < 1e-6);
        assert!(east.cosine(&north).abs() < 1e-6);
        assert!((east.cosine(&between) - 0.5_f32.sqrt()).abs() < 1e-6);
        assert!((east.cosine(&Vector::new(&[-1.0, 0.0])) + 1.0).abs() < 1e-6);
    }

    #[test]
    fn zero_and_foreign_vectors_have_cosine_zero() {
        let zero = Vector::new(&[0.0, f32::NAN]);
        let east = Vector::new(&[1.0, 0.0]);
        assert!(zero.cosine(&east).abs() < f32::EPSILON);
        assert!(east.cosine(&Vector::new(&[1.0])).abs() < f32::EPSILON);
    }

    #[test]
    fn codes_keep_the_vector() {
        let vector = Vector::new(&[0.3, -0.1, 0.7]);
        assert_eq!(Vector::from_codes(vector.codes().into()), vector);
    }

    #[test]
    fn two_vectors_point_between_them() {
        let (east, north) = (Vector::new(&[3.0, 0.0]), Vector::new(&[0.0, 1.0]));
        assert_eq!(east.and(&north), Vector::new(&[1.0, 1.0]));
        assert_eq!(east.and(&east), east);
    }

    #[test]
    fn less_the_mean_tells_neighbours_apart() {
        let pair = [Vector::new(&[1.0, 0.1]), Vector::new(&[1.0, -0.1])];
        assert!(pair[0].cosine(&pair[1]) > 0.97);
        let mean = mean(&pair);
        assert!(pair[0].less(&mean).cosine(&pair[1].less(&mean)) < -0.97);
    }
}
