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
    let mut lists: Vec<Vec<Mark>> = FORMS.iter().map(|form| marks(text, form)).collect();
    lists.retain(|list| list.len() >= 2);
    // Of lists in each other the outer one starts first: ① … （1） … （2） … ② ….
    lists.sort_by_key(|list| list[0]);
    let points = lists.iter().map(|list| between(text, list));
    let points = points.into_iter().find(|points| !points.is_empty());
    let words = || between(text, &marks_in_words(text));
    points.unwrap_or_else(words)
}

/// What stands after each mark; of the last one up to where another list goes on.
fn between<'t>(text: &'t str, starts: &[Mark]) -> Vec<&'t str> {
    let mut points = Vec::new();
    for (place, &(_, start)) in starts.iter().enumerate() {
        let end = starts.get(place + 1).map(|next| next.0);
        let end = end.unwrap_or_else(|| heading(text, start).unwrap_or(text.len()));
        points.push(text[start..end].trim());
    }
    let long = |point: &&str| point.chars().count() >= POINT;
    if points.len() < 2 || !points.iter().all(long) { Vec::new() } else { points }
}

/// Where a mark stands: its first byte and the first byte after it.
type Mark = (usize, usize);

/// What stands before and behind the number of a mark, in each of the ways it is typed; a
/// circled number has neither.
type Form = &'static [(&'static str, &'static str)];
const FORMS: [Form; 5] = [
    &[],
    &[("（", "）"), ("(", ")"), ("（", ")"), ("(", "）")],
    &[("", "、")],
    &[("", "．"), ("", ".")],
    &[("", "）"), ("", ")")],
];

/// Where the numbers 1, 2, 3 … of a list of one form stand.
fn marks(text: &str, form: &Form) -> Vec<Mark> {
    let mut found: Vec<Mark> = Vec::new();
    let mut from = 0;
    while let Some((start, end)) = mark(text, from, found.len() + 1, form) {
        found.push((start, end));
        from = end;
    }
    found
}

/// The first mark of a number at or after a byte.
fn mark(text: &str, from: usize, number: usize, form: &Form) -> Option<Mark> {
    let figure = number.to_string();
    let wide = |c: char| char::from_u32(u32::from(c) + 0xfee0).unwrap_or(c);
    let figures = [figure.chars().map(wide).collect(), figure];
    let circled = u32::try_from(number).ok().filter(|n| (1..=20).contains(n));
    let circled = circled.and_then(|n| char::from_u32(0x2460 + n - 1)).map(String::from);
    let words = form.iter().flat_map(|(before, behind)| {
        figures.each_ref().map(|figure| format!("{before}{figure}{behind}"))
    });
    let circled = circled.filter(|_| form.is_empty());
    let digit = |c: char| c.is_ascii_digit() || matches!(c, '０'..='９');
    // The bracket of （1） is no mark of its own.
    let bare = form.iter().any(|(before, _)| before.is_empty());
    words
        .chain(circled)
        .filter_map(|word| {
            let stands = |start: &usize| {
                let (before, behind) = (&text[..*start], &text[start + word.len()..]);
                let bracketed = bare && before.ends_with(['（', '(']);
                !(bracketed || before.ends_with(digit) || behind.starts_with(digit))
            };
            let mut places = text[from..].match_indices(&word).map(|(at, _)| from + at);
            places.find(stands).map(|start| (start, start + word.len()))
        })
        .min()
}

const NUMERALS: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

/// Where 一、 or （一）, 二、 … of a list stand, each at the start of a sentence.
fn marks_in_words(text: &str) -> Vec<Mark> {
    let list = |before: &str, behind: &str| {
        let mut found: Vec<Mark> = Vec::new();
        while let Some(numeral) = NUMERALS.get(found.len()) {
            let from = found.last().map_or(0, |last| last.1);
            let word = format!("{before}{numeral}{behind}");
            let mut places = text[from..].match_indices(&word).map(|(at, _)| from + at);
            let Some(start) = places.find(|start| starts_sentence(text, *start)) else {
                break;
            };
            found.push((start, start + word.len()));
        }
        found
    };
    let lists = [list("", "、"), list("（", "）"), list("(", ")")];
    lists.into_iter().find(|list| list.len() >= 2).unwrap_or_default()
}

/// Where the next heading in words stands, 二、 or （二）, which ends a list in figures above it.
fn heading(text: &str, from: usize) -> Option<usize> {
    let words = NUMERALS
        .iter()
        .skip(1)
        .flat_map(|n| [format!("{n}、"), format!("（{n}）"), format!("({n})")]);
    let places = words.filter_map(|word| {
        let mut places = text[from..].match_indices(&word).map(|(at, _)| from + at);
        places.find(|start| starts_sentence(text, *start))
    });
    places.min()
}

fn starts_sentence(text: &str, start: usize) -> bool {
    let before = text[..start].chars().next_back();
    before.is_none_or(|c| c.is_whitespace() || "。；：:;！!？?".contains(c))
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
        assert_eq!(split(&format!("（一）{one}（二）{other}")), [one, other]);
    }

    #[test]
    fn lists_in_each_other_do_not_blend() {
        let (one, other) = ("希望改进钛箔的异步轧制与板形", "另需一种草莓种苗的脱毒方法");
        let inner = format!("{one}，要求（1）厚度均匀性好一些（2）表面质量好一些");
        assert_eq!(split(&format!("①{inner}②{other}")), [inner.as_str(), other]);
        let text =
            format!("一、现状。1.{one}2.{other}。二、目标。1.达到国内先进的水平。");
        assert_eq!(split(&text), [one, &format!("{other}。")]);
    }
}
