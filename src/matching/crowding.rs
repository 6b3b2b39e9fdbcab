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

/// The mean cosine, if it is positive, of the nearest neighbours of the offering at `own`
/// among `count` offerings, of which at most `sample`, evenly spaced, are looked at;
/// `cosine` compares it with the one at a place. 0 for fewer than ten offerings.
pub(super) fn crowding(
    own: usize,
    count: usize,
    sample: usize,
    cosine: impl Fn(usize) -> f32,
) -> f32 {
    let sample = count.min(sample);
    let most = (sample / EACH).clamp(LEAST, MOST).min(count / 10);
    let places = (0..sample).map(|at| at * count / sample).filter(|&at| at != own);
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
        crowding(own, line.len(), 100, |at| 1.0 - (line[at] - line[own]).abs())
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
        assert!(crowding(0, 30, 30, |_| -0.5).abs() < f32::EPSILON);
        assert!((uncrowded(0.5, 0.4) - 0.3).abs() < 1e-6);
    }

    #[test]
    fn a_sample_stands_for_many() {
        assert!((crowding(7, 50_000, 1_000, |_| 0.25) - 0.25).abs() < 1e-6);
    }
}
