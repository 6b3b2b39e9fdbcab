//! Several needs in one: ①②③, （1）（2）, 1、2、 — which of them an offering answers.

use std::collections::BTreeMap;

use super::document::Document;
use super::engine::{Candidate, Query, Scratch, Space};
use super::ground::Ground;
use crate::domain::Need;

/// Characters below which a numbered point is an indicator, not a need of its own.
const POINT: usize = 12;
/// Points of a need that are looked at, at most.
const MOST: usize = 20;

/// The points of a need, ready to be compared; empty if it has not at least two.
pub(super) struct Several {
    points: Vec<Query>,
}

impl Several {
    /// The points of a need's description.
    pub(super) fn new(need: &Need, ground: &Ground<'_>) -> Self {
        let points = split(&need.description);
        let query = |point: &&str| {
            let document = Document::of_point(need, point, ground.lexicon);
            Query::new(&document.question(ground.lexicon), &ground.corpus.space)
        };
        Self { points: points.iter().take(MOST).map(query).collect() }
    }

    /// Whether it has no points.
    pub(super) fn is_empty(&self) -> bool {
        self.points.is_empty()
    }

    /// What the whole need found and what its points find, at most `most`: an offering
    /// counts as it answers the whole, or a single point where it does that better.
    pub(super) fn join(
        &self,
        found: Vec<Candidate>,
        space: &Space<'_>,
        most: usize,
        scratch: &mut Scratch,
    ) -> Vec<Candidate> {
        if self.is_empty() {
            return found;
        }
        let mut best: BTreeMap<u32, Candidate> =
            found.into_iter().map(|found| (found.document, found)).collect();
        for point in &self.points {
            for found in space.search(point, most, scratch) {
                let known = best.entry(found.document).or_insert(found);
                *known = better(*known, found);
            }
        }
        let mut all: Vec<Candidate> = best.into_values().collect();
        all.sort_by(|a, b| b.cosine().total_cmp(&a.cosine()));
        all.truncate(most);
        all
    }

    /// An offering as it answers the whole need, or a single point where it does that
    /// better.
    pub(super) fn raise(&self, whole: Candidate, space: &Space<'_>) -> Candidate {
        let each = self.points.iter().map(|point| space.cosine(point, whole.document));
        each.fold(whole, better)
    }

    /// The point that an offering answers best, from 1.
    pub(super) fn best(&self, space: &Space<'_>, document: u32) -> Option<usize> {
        let cosines =
            self.points.iter().map(|point| space.cosine(point, document).cosine());
        let best =
            cosines.enumerate().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        best.filter(|(_, cosine)| *cosine > 0.0).map(|(place, _)| place + 1)
    }
}

fn better(one: Candidate, other: Candidate) -> Candidate {
    if other.cosine() > one.cosine() { other } else { one }
}

/// The numbered points of a text, each without its number, if there are at least two that
/// are long enough and their numbers count up from one; 一、二、 only where no figures are.
pub(super) fn split(text: &str) -> Vec<&str> {
    let points = between(text, &numbers(text, mark));
    if points.is_empty() { between(text, &numbers(text, mark_in_words)) } else { points }
}

/// What stands after each mark.
fn between<'t>(text: &'t str, starts: &[(usize, usize)]) -> Vec<&'t str> {
    let mut points = Vec::new();
    for (place, &(_, start)) in starts.iter().enumerate() {
        let end = starts.get(place + 1).map_or(text.len(), |next| next.0);
        points.push(text[start..end].trim());
    }
    let long = |point: &&str| point.chars().count() >= POINT;
    if points.len() < 2 || !points.iter().all(long) { Vec::new() } else { points }
}

/// Where a mark stands: its first byte and the first byte after it.
type Mark = (usize, usize);

/// Where the numbers 1, 2, 3 … stand.
fn numbers(text: &str, mark: impl Fn(&str, usize, usize) -> Option<Mark>) -> Vec<Mark> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some((start, end)) = mark(text, from, found.len() + 1) {
        found.push((start, end));
        from = end;
    }
    found
}

/// The first mark of a number at or after a byte.
fn mark(text: &str, from: usize, number: usize) -> Option<Mark> {
    let circled = u32::try_from(number).ok().filter(|n| (1..=20).contains(n));
    let circled = circled.and_then(|n| char::from_u32(0x2460 + n - 1)).map(String::from);
    let figure = number.to_string();
    let wide = |c: char| char::from_u32(u32::from(c) + 0xfee0).unwrap_or(c);
    let figures = [figure.chars().map(wide).collect(), figure];
    let forms = ["（#）", "(#)", "#、", "#．", "#.", "#）", "#)"];
    let forms =
        forms.iter().flat_map(|form| figures.each_ref().map(|f| form.replace('#', f)));
    let digit = |c: char| c.is_ascii_digit() || matches!(c, '０'..='９');
    forms
        .chain(circled)
        .filter_map(|form| {
            let stands = |start: &usize| {
                let end = start + form.len();
                !text[..*start].ends_with(digit) && !text[end..].starts_with(digit)
            };
            let mut places = text[from..].match_indices(&form).map(|(at, _)| from + at);
            places.find(stands).map(|start| (start, start + form.len()))
        })
        .min()
}

/// The first 一、 of a number at or after a byte, at the start of a sentence.
fn mark_in_words(text: &str, from: usize, number: usize) -> Option<Mark> {
    const NUMERALS: [&str; 10] =
        ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
    let form = format!("{}、", NUMERALS.get(number - 1)?);
    let starts = |start: &usize| {
        let before = text[..*start].chars().next_back();
        before.is_none_or(|c| c.is_whitespace() || "。；：:;！!？?".contains(c))
    };
    let mut places = text[from..].match_indices(&form).map(|(at, _)| from + at);
    places.find(starts).map(|start| (start, start + form.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbered_points_are_told_apart() {
        let text = "需求：①钕铁硼永磁材料在咖啡机里容易生锈怎么办；\
                    ②橡胶件原来压机压制现在想改为注塑成型。";
        assert_eq!(
            split(text),
            [
                "钕铁硼永磁材料在咖啡机里容易生锈怎么办；",
                "橡胶件原来压机压制现在想改为注塑成型。"
            ]
        );
        assert_eq!(split("1、大尺寸；2、防辐照"), [""; 0], "indicators, not needs");
        assert_eq!(split("精度1.5毫米，没有编号的一段很长很长的文字"), [""; 0]);
    }

    #[test]
    fn numbers_are_found_in_any_form_and_beside_figures() {
        let (one, other) =
            ("希望改进钛箔的异步轧制与板形；", "另需一种草莓种苗的脱毒方法。");
        for text in [
            format!("厚度1.5毫米。1.{one}2.{other}"),
            format!("１．{one}２．{other}"),
            format!("一、{one}\n二、{other}"),
        ] {
            assert_eq!(split(&text), [one, other], "{text}");
        }
        assert_eq!(split(&format!("其中之一、{one}二、{other}")), [""; 0]);
    }
}
