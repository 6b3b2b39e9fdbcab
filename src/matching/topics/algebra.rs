//! The little linear algebra that topics need: rows of fixed width, in a fixed order.

use rayon::prelude::*;

/// Values that are worked on at once.
pub(super) const LANES: usize = 16;
/// Groups of values in a row.
pub(super) const BLOCKS: usize = 10;
/// Coordinates of a row: how many topics there are. Between 128 and 200 the judged needs
/// do not tell the difference.
pub(super) const WIDTH: usize = LANES * BLOCKS;

/// Some values of a row.
pub(super) type Lanes = [f32; LANES];
/// One document or term: its coordinates.
pub(super) type Row = [Lanes; BLOCKS];

/// The row of zeros.
pub(super) const ZERO: Row = [[0.0; LANES]; BLOCKS];

/// Adds `factor` × `other` to some values.
pub(super) fn add_lanes(sum: &mut Lanes, factor: f32, other: &Lanes) {
    for (sum, other) in sum.iter_mut().zip(other) {
        *sum += factor * other;
    }
}

/// Adds `factor` × `other` to a row.
pub(super) fn add(sum: &mut Row, factor: f32, other: &Row) {
    for (sum, other) in sum.iter_mut().zip(other) {
        add_lanes(sum, factor, other);
    }
}

/// `row` less `other`.
pub(super) fn less(row: &Row, other: &Row) -> Row {
    let mut row = *row;
    add(&mut row, -1.0, other);
    row
}

/// The inner product of two rows.
pub(super) fn dot(a: &Row, b: &Row) -> f32 {
    let mut sums = [0.0; LANES];
    for (a, b) in a.iter().zip(b) {
        for ((sum, a), b) in sums.iter_mut().zip(a).zip(b) {
            *sum += a * b;
        }
    }
    sums.iter().sum()
}

/// Whether a row has no direction.
pub(super) fn is_zero(row: &Row) -> bool {
    row.as_flattened().iter().all(|value| *value == 0.0)
}

/// The row of length 1 in the same direction; zeros stay zeros.
pub(super) fn unit(mut row: Row) -> Row {
    let square = dot(&row, &row);
    let factor = if square > 0.0 { 1.0 / square.sqrt() } else { 0.0 };
    row.as_flattened_mut().iter_mut().for_each(|value| *value *= factor);
    row
}

/// Rows whose columns are orthonormal and span the same (Cholesky QR).
pub(super) fn orthonormal(rows: Vec<Row>) -> Vec<Row> {
    let triangle = Triangle::of_products(&rows, &rows);
    rows.into_par_iter().map(|row| triangle.solve(row)).collect()
}

/// The Cholesky factor L of a symmetric matrix, for solving L x = y.
#[derive(Debug, Clone)]
pub(super) struct Triangle {
    /// Column j of L from the diagonal on.
    columns: Vec<Vec<f32>>,
}

/// Directions in which there is less than this share of the most are taken for none.
const NOTHING: f64 = 1e-9;

impl Triangle {
    /// How many values it has.
    pub(super) const SIZE: usize = WIDTH * (WIDTH + 1) / 2;

    /// The factor of `a`ᵀ `b`, which must be symmetric.
    pub(super) fn of_products(a: &[Row], b: &[Row]) -> Self {
        let pairs: Vec<(usize, usize)> =
            (0..BLOCKS).flat_map(|i| (0..=i).map(move |j| (i, j))).collect();
        let products: Vec<_> =
            pairs.par_iter().map(|&(i, j)| block_product(a, b, i, j)).collect();
        let mut matrix = vec![vec![0.0_f64; WIDTH]; WIDTH];
        for (&(i, j), product) in pairs.iter().zip(&products) {
            for (row, values) in product.iter().enumerate() {
                matrix[i * LANES + row][j * LANES..][..LANES].copy_from_slice(values);
            }
        }
        Self::of_matrix(&matrix)
    }

    /// Its values, column by column, for a file.
    pub(super) fn values(&self) -> Vec<f32> {
        self.columns.concat()
    }

    /// The factor of such values, [`Self::SIZE`] of them.
    pub(super) fn of_values(mut values: &[f32]) -> Option<Self> {
        let mut columns = Vec::with_capacity(WIDTH);
        for length in (1..=WIDTH).rev() {
            let (column, rest) = values.split_at_checked(length)?;
            columns.push(column.to_vec());
            values = rest;
        }
        Some(Self { columns })
    }

    /// The factor of a matrix of which the lower half is given, column by column.
    fn of_matrix(matrix: &[Vec<f64>]) -> Self {
        let diagonal = matrix.iter().enumerate().map(|(i, row)| row[i]);
        let least = diagonal.fold(0.0, f64::max) * NOTHING;
        let mut factor: Vec<Vec<f64>> = Vec::with_capacity(WIDTH);
        for j in 0..WIDTH {
            let left = |row: &[f64], i: usize| -> f64 {
                let known = factor.iter().enumerate();
                // an empty direction has nothing below its diagonal
                let known = known.filter(|(_, column)| column[0].is_finite());
                known.fold(row[j], |sum, (k, column)| sum - column[i - k] * column[j - k])
            };
            let mut column: Vec<f64> =
                (j..).zip(&matrix[j..]).map(|(i, row)| left(row, i)).collect();
            if column[0] > least {
                let root = column[0].sqrt();
                column[0] = root;
                column[1..].iter_mut().for_each(|value| *value /= root);
            } else {
                column.fill(0.0);
                column[0] = f64::INFINITY;
            }
            factor.push(column);
        }
        #[expect(clippy::cast_possible_truncation, reason = "coordinates need no more")]
        let narrow = |column: Vec<f64>| column.into_iter().map(|v| v as f32).collect();
        Self { columns: factor.into_iter().map(narrow).collect() }
    }

    /// The x of L x = `row`; 0 in directions that hold nothing.
    pub(super) fn solve(&self, mut row: Row) -> Row {
        let values = row.as_flattened_mut();
        for (j, column) in self.columns.iter().enumerate() {
            let (done, rest) = values.split_at_mut(j + 1);
            done[j] /= column[0];
            for (value, factor) in rest.iter_mut().zip(&column[1..]) {
                *value -= factor * done[j];
            }
        }
        row
    }
}

/// The products of the columns of one block of `a` with those of one of `b`.
fn block_product(a: &[Row], b: &[Row], i: usize, j: usize) -> [[f64; LANES]; LANES] {
    let mut product = [[0.0; LANES]; LANES];
    for (a, b) in a.iter().zip(b) {
        for (sums, a) in product.iter_mut().zip(&a[i]) {
            for (sum, b) in sums.iter_mut().zip(&b[j]) {
                *sum += f64::from(*a) * f64::from(*b);
            }
        }
    }
    product
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::signature::splitmix;

    fn row(number: u64) -> Row {
        let mut row = ZERO;
        for (place, value) in (0_u64..).zip(row.as_flattened_mut()) {
            let bits = splitmix(number << 8 | place);
            *value = if bits % 5 < 2 { 1.0 } else { -0.5 };
        }
        row
    }

    #[test]
    fn columns_become_orthonormal() {
        let rows = orthonormal((0..400).map(row).collect());
        for (i, j) in [(0, 0), (3, 3), (150, 150), (0, 3), (20, 77), (158, 159)] {
            let at = |row: &Row, place: usize| f64::from(row.as_flattened()[place]);
            let sum: f64 = rows.iter().map(|row| at(row, i) * at(row, j)).sum();
            let expected = if i == j { 1.0 } else { 0.0 };
            assert!((sum - expected).abs() < 1e-3, "{i} {j} {sum}");
        }
    }

    #[test]
    fn what_holds_nothing_gets_nothing() {
        let rows = orthonormal(vec![row(1); 400]);
        assert!(rows.iter().flatten().flatten().all(|value| value.is_finite()));
        assert!(is_zero(&orthonormal(vec![ZERO; 5])[0]));
        assert!(is_zero(&unit(ZERO)));
        assert!((dot(&unit(row(2)), &unit(row(2))) - 1.0).abs() < 1e-5);
    }
}
