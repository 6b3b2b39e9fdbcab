//! Attention: what each piece takes from the others of its text.

/// Numbers taken in one step of a sum.
const STEP: usize = 8;

/// The rows of one text: what each piece asks, what it answers to and what it gives.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    pub(super) queries: &'a [f32],
    pub(super) keys: &'a [f32],
    pub(super) values: &'a [f32],
}

impl Asked<'_> {
    /// For each piece the mean of the values, weighted by how well the keys answer its
    /// query (scaled dot-product attention: Vaswani et al., *Attention Is All You Need*,
    /// 2017), for each of `heads` parts of a row of `width` numbers.
    pub(super) fn attend(self, width: usize, heads: usize) -> Vec<f32> {
        let mut mixed = vec![0.0; self.queries.len()];
        let head = width / heads;
        let scale = 1.0 / (head as f32).sqrt();
        let mut shares = vec![0.0; self.keys.len() / width];
        let rows = self.queries.chunks_exact(width).zip(mixed.chunks_exact_mut(width));
        for (query, mixed) in rows {
            let parts = query.chunks_exact(head).zip(mixed.chunks_exact_mut(head));
            for ((query, mixed), start) in parts.zip((0..).step_by(head)) {
                let part = |row: usize| row * width + start..row * width + start + head;
                for (row, share) in shares.iter_mut().enumerate() {
                    *share = dot(query, &self.keys[part(row)]) * scale;
                }
                to_shares(&mut shares);
                for (row, share) in shares.iter().enumerate() {
                    for (sum, value) in mixed.iter_mut().zip(&self.values[part(row)]) {
                        *sum += share * value;
                    }
                }
            }
        }
        mixed
    }
}

/// A sum of products in eight interleaved parts, which is the written order.
fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut parts = [0.0_f32; STEP];
    for (a, b) in a.chunks_exact(STEP).zip(b.chunks_exact(STEP)) {
        for ((part, a), b) in parts.iter_mut().zip(a).zip(b) {
            *part += a * b;
        }
    }
    parts.into_iter().fold(0.0, |sum, part| sum + part)
}

/// Exponentials, as shares of their sum.
fn to_shares(values: &mut [f32]) {
    let largest = values.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut sum = 0.0;
    for value in values.iter_mut() {
        *value = libm::expf(*value - largest);
        sum += *value;
    }
    let inverse = 1.0 / sum;
    for value in values {
        *value *= inverse;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_head_takes_most_from_the_key_that_answers() {
        // Two heads of eight; the second piece's first head asks for the first piece.
        let row = |first: f32, second: f32| [[first; 8], [second; 8]].concat();
        let keys = [row(4.0, 0.0), row(-4.0, 0.0)].concat();
        let values = [row(1.0, 1.0), row(3.0, 3.0)].concat();
        let queries = [row(0.0, 0.0), row(4.0, 0.0)].concat();
        let asked = Asked { queries: &queries, keys: &keys, values: &values };
        let mixed = asked.attend(16, 2);
        assert_eq!(mixed[..16], [2.0; 16]);
        assert_eq!(mixed[16..24], [1.0; 8]);
        assert_eq!(mixed[24..], [2.0; 8]);
    }

    #[test]
    fn shares_add_up() {
        let mut shares = [0.0, libm::logf(2.0)];
        to_shares(&mut shares);
        assert!(
            (shares[0] - 1.0 / 3.0).abs() < 1e-6 && (shares[1] - 2.0 / 3.0).abs() < 1e-6
        );
    }
}
