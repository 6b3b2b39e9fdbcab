//! How large the lines of a poster are: to be read from afar, on one page.

use unicode_width::UnicodeWidthStr as _;

/// Size from which on a name is rather broken than made smaller, points.
const LEGIBLE: usize = 24;

/// Size of lines in so many points of width and height: as large as there is room.
pub(super) fn legible(lines: &[String], (width, room): (usize, usize)) -> usize {
    let high = |size: usize| {
        let letters = (2 * width / size).max(1);
        lines.iter().map(|line| line.width().div_ceil(letters).max(1)).sum::<usize>()
    };
    let whole = |size: &usize| high(*size) == lines.len();
    let fits = |size: &usize| high(*size) * size <= room;
    let sizes = || (12..=44).rev().filter(fits);
    let unbroken = sizes().find(whole).filter(|size| *size >= LEGIBLE);
    unbroken.or_else(|| sizes().next()).unwrap_or(12)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_is_broken_before_it_is_too_small_to_read() {
        let lines = |widths: &[usize]| -> Vec<String> {
            widths.iter().map(|width| "a".repeat(*width)).collect()
        };
        let legible = |widths: &[usize]| legible(&lines(widths), (750, 200));
        assert_eq!(legible(&[10]), 44);
        assert_eq!(legible(&[50]), 30, "on one line");
        assert_eq!(legible(&[100]), 44, "on three lines");
        assert_eq!(legible(&[10; 8]), 25);
        assert_eq!(legible(&[10; 99]), 12);
    }
}
