//! How crowded it is around an offering.
//!
//! In spaces of many dimensions some texts, the general ones above all, are near to
//! everything (hubs: Radovanović, Nanopoulos & Ivanović 2010). A cosine says more where the
//! offering's own surroundings are empty: half of what its nearest neighbours have is taken
//! off (the offering's part of cross-domain similarity local scaling: Conneau et al. 2018).

/// Neighbours, at least (but at most a tenth of the offerings) …
const LEAST: usize = 5;
/// … and at most.
const MOST: usize = 20;
/// Offerings looked at for each neighbour. Between 1 and 30 neighbours of all offerings
/// the judged needs do not tell the difference.
const EACH: usize = 200;

/// A cosine with an offering, less half of its crowding.
pub(super) fn uncrowded(cosine: f32, crowding: f32) -> f32 {
    cosine - crowding / 2.0
}

/// The places of at most `most` offerings that stand for all, those whose texts have the
/// smallest numbers, each text once: so neither another order of the offerings nor one
/// more of them changes whom the others are compared with.
pub(super) fn drawn(prints: &[u64], most: usize) -> Vec<usize> {
    let mut places: Vec<(u64, usize)> = prints.iter().copied().zip(0..).collect();
    places.sort_unstable();
    places.dedup_by_key(|(print, _)| *print);
    places.truncate(most);
    let mut places: Vec<usize> = places.into_iter().map(|(_, place)| place).collect();
    places.sort_unstable();
    places
}

/// The mean cosine, if it is positive, of the nearest neighbours of the offering at `own`
/// among those [`drawn`] that hold another text; `cosine` compares it with the one at a
/// place. 0 for fewer than ten of them.
pub(super) fn crowding(
    own: usize,
    prints: &[u64],
    drawn: &[usize],
    cosine: impl Fn(usize) -> f32,
) -> f32 {
    let most = (drawn.len() / EACH).clamp(LEAST, MOST).min(drawn.len() / 10);
    let others = |at: &usize| prints[*at] != prints[own];
    let places = drawn.iter().copied().filter(others);
    let mut nearest = [f32::MIN; MOST];
    for cosine in places.map(cosine) {
        keep(&mut nearest[..most], cosine);
    }
    let sum: f32 = nearest[..most].iter().sum();
    let divisor = f32::from(u8::try_from(most.max(1)).expect("few neighbours"));
    (sum / divisor).max(0.0)
}

/// Keeps a cosine if it is among the greatest so far, which are in order.
#[inline]
pub(super) fn keep(greatest: &mut [f32], mut cosine: f32) {
    if greatest.last().is_some_and(|least| cosine > *least) {
        for known in greatest {
            if cosine > *known {
                std::mem::swap(known, &mut cosine);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(own: usize, line: &[f32]) -> f32 {
        let prints: Vec<u64> = (0..).take(line.len()).collect();
        let cosine = |at: usize| 1.0 - (line[at] - line[own]).abs();
        crowding(own, &prints, &drawn(&prints, 100), cosine)
    }

    #[test]
    fn neighbours_crowd_and_the_offering_itself_does_not() {
        let mut line: Vec<f32> = (0..20_u8).map(|at| f32::from(at) * 0.05).collect();
        let (end, middle) = (of(0, &line), of(10, &line));
        assert!((end - 0.925).abs() < 1e-6, "0.95 and 0.90: {end}");
        assert!((middle - 0.95).abs() < 1e-6, "0.95 twice: {middle}");
        line[3] = line[2];
        assert!(of(2, &line) > of(10, &line));
    }

    #[test]
    fn few_offerings_or_unlike_ones_are_no_crowd() {
        assert!(of(0, &[0.0; 9]).abs() < f32::EPSILON);
        let prints: Vec<u64> = (0..30).collect();
        let none = crowding(0, &prints, &drawn(&prints, 30), |_| -0.5);
        assert!(none.abs() < f32::EPSILON);
        assert!((uncrowded(0.5, 0.4) - 0.3).abs() < 1e-6);
    }

    #[test]
    fn a_sample_stands_for_many() {
        let prints: Vec<u64> = (0..50_000).collect();
        let drawn = drawn(&prints, 1_000);
        assert!((crowding(7, &prints, &drawn, |_| 0.25) - 0.25).abs() < 1e-6);
    }

    #[test]
    fn a_sample_has_each_text_once_and_is_the_same_in_any_order() {
        let texts = |prints: &[u64]| {
            let mut texts: Vec<u64> =
                drawn(prints, 3).into_iter().map(|at| prints[at]).collect();
            texts.sort_unstable();
            texts
        };
        assert_eq!(texts(&[9, 2, 7, 2, 5]), [2, 5, 7]);
        assert_eq!(texts(&[5, 7, 2, 9, 2, 8]), [2, 5, 7]);
    }

    #[test]
    fn the_same_text_again_is_no_neighbour() {
        let mut prints: Vec<u64> = (0..20).collect();
        prints.push(0);
        let drawn = drawn(&prints, 100);
        let of =
            |own| crowding(own, &prints, &drawn, |at| if at == 0 { 1.0 } else { 0.5 });
        assert!((of(0) - 0.5).abs() < 1e-6 && (of(20) - 0.5).abs() < 1e-6);
        assert!(of(1) > 0.5);
    }
}
