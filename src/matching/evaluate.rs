//! Ranking quality against graded judgements.

use std::collections::BTreeMap;

use serde::Serialize;

/// Grades by need and offering; what is not listed was judged irrelevant or never.
pub type Judgements = BTreeMap<String, BTreeMap<String, u8>>;

/// Ranked offerings by need, best first.
pub type Ranking = BTreeMap<String, Vec<String>>;

/// Mean quality over the judged needs that have a relevant offering.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Quality {
    /// How many needs that are.
    pub queries: usize,
    /// Normalised discounted cumulative gain of the first ten, gain 2^grade − 1
    /// (Burges et al. 2005; Järvelin & Kekäläinen 2002).
    #[serde(rename = "ndcg@10")]
    pub ndcg: f64,
    /// Mean average precision over the depth ranked.
    pub map: f64,
    /// Share of the relevant offerings among the first twenty.
    #[serde(rename = "recall@20")]
    pub recall: f64,
    /// Mean reciprocal rank of the first relevant offering.
    pub mrr: f64,
}

/// The quality of a ranking, cut off at a depth. A need that was not ranked counts as 0.
pub fn evaluate(ranking: &Ranking, judgements: &Judgements, depth: usize) -> Quality {
    let mut sum = Quality::default();
    let nothing = Vec::new();
    for (need, grades) in judgements {
        let relevant = grades.values().filter(|grade| **grade > 0).count();
        if relevant == 0 {
            continue;
        }
        let ranked = ranking.get(need).unwrap_or(&nothing);
        let grade = |id: &String| grades.get(id).copied().unwrap_or(0);
        let found: Vec<u8> = ranked.iter().take(depth).map(grade).collect();
        sum.queries += 1;
        sum.ndcg += ndcg(&found, grades.values().copied().collect());
        sum.map += average_precision(&found, relevant);
        let early = found.iter().take(20).filter(|grade| **grade > 0).count();
        sum.recall += early as f64 / relevant as f64;
        let first = found.iter().position(|grade| *grade > 0);
        sum.mrr += first.map_or(0.0, |place| 1.0 / (place as f64 + 1.0));
    }
    let queries = sum.queries.max(1) as f64;
    Quality {
        queries: sum.queries,
        ndcg: sum.ndcg / queries,
        map: sum.map / queries,
        recall: sum.recall / queries,
        mrr: sum.mrr / queries,
    }
}

fn ndcg(found: &[u8], mut ideal: Vec<u8>) -> f64 {
    ideal.sort_unstable_by(|a, b| b.cmp(a));
    gain(found) / gain(&ideal)
}

/// Discounted cumulative gain of the first ten.
fn gain(grades: &[u8]) -> f64 {
    let each = grades.iter().take(10).zip(2_u32..);
    each.map(|(&grade, place)| {
        (libm::exp2(f64::from(grade)) - 1.0) / libm::log2(f64::from(place))
    })
    .sum()
}

fn average_precision(found: &[u8], relevant: usize) -> f64 {
    let mut hits = 0;
    let mut sum = 0.0;
    for (place, grade) in found.iter().enumerate() {
        if *grade > 0 {
            hits += 1;
            sum += f64::from(hits) / (place as f64 + 1.0);
        }
    }
    sum / relevant as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_of_a_known_ranking() {
        let grades = BTreeMap::from([("S1".to_owned(), 3), ("S2".to_owned(), 1)]);
        let judgements = Judgements::from([
            ("N1".to_owned(), grades),
            ("N2".to_owned(), BTreeMap::from([("S1".to_owned(), 0)])),
        ]);
        let ranked = ["S9", "S1", "S2"].map(str::to_owned).to_vec();
        let ranking = Ranking::from([("N1".to_owned(), ranked)]);
        let quality = evaluate(&ranking, &judgements, 100);
        let ideal = 7.0 + 1.0 / libm::log2(3.0);
        let expected = (7.0 / libm::log2(3.0) + 0.5) / ideal;
        assert_eq!(quality.queries, 1);
        assert!((quality.ndcg - expected).abs() < 1e-12);
        assert!((quality.map - f64::midpoint(0.5, 2.0 / 3.0)).abs() < 1e-12);
        assert!((quality.recall - 1.0).abs() < 1e-12);
        assert!((quality.mrr - 0.5).abs() < 1e-12);
        assert!((evaluate(&ranking, &judgements, 1).map).abs() < 1e-12);
    }
}
