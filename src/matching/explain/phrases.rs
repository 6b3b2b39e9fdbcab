//! Phrases that a need and an offering share, cut where words end as far as the lexicon knows.

use super::{Counterpart, Left};
use crate::text::{KeyKind, Reading, Token};

/// A passage of a need: its tokens in order, single characters left out, to be merged into
/// phrases.
pub(super) struct Passage {
    text: String,
    tokens: Vec<Token>,
    /// Where concepts are named, left to right.
    names: Vec<(usize, usize)>,
}

impl Passage {
    pub(super) fn new(reading: &Reading<'_>) -> Self {
        let mut tokens = Vec::new();
        reading.tokens(|token| {
            if token.key.kind() != KeyKind::Single {
                tokens.push(token);
            }
        });
        let names = reading.concepts.iter().map(|hit| (hit.start, hit.end)).collect();
        Self { text: reading.text.clone(), tokens, names }
    }

    /// Merges adjacent tokens that the pair shares into the longest phrases that the
    /// offering has, too.
    pub(super) fn phrases(
        &self,
        counterpart: &Counterpart,
        left: &mut Left,
        mut each: impl FnMut(&str, f64),
    ) {
        let mut at = 0;
        while at < self.tokens.len() {
            if !left.has(self.tokens[at].key) {
                at += 1;
                continue;
            }
            let last = self.longest(at, counterpart);
            let (start, end) = (self.tokens[at].start, self.tokens[last].end);
            let phrase = self.text[start..end].trim();
            let tokens = self.tokens[at..=last].iter();
            let mut share: f64 = tokens.filter_map(|token| left.take(token.key)).sum();
            crate::text::tokens(phrase, |token| {
                if token.key.kind() == KeyKind::Single {
                    share += left.take(token.key).unwrap_or(0.0);
                }
            });
            each(self.whole(start, end), share);
            at = last + 1;
        }
    }

    /// The last token of the longest phrase from the token at `at` on that the offering has.
    fn longest(&self, at: usize, counterpart: &Counterpart) -> usize {
        let mut last = at;
        while let Some(next) = self.tokens.get(last + 1) {
            let (end, start) = (self.tokens[last].end, next.start);
            let adjacent = start <= end
                || start == end + 1 && !self.separates(end) && self.joins(end, start);
            let phrase = &self.text[self.tokens[at].start..next.end];
            if !adjacent || !counterpart.has(phrase) {
                break;
            }
            last += 1;
        }
        last
    }

    /// Whether a line ends here.
    fn separates(&self, place: usize) -> bool {
        self.text.as_bytes()[place] == b'\n'
    }

    /// Whether what ends and starts at these places can be one phrase with a space between:
    /// not if both sides are Chinese, which has no spaces.
    fn joins(&self, end: usize, start: usize) -> bool {
        let ascii = |byte: u8| byte.is_ascii();
        ascii(self.text.as_bytes()[end - 1]) || ascii(self.text.as_bytes()[start])
    }

    /// A phrase without the halves of concepts' names at its ends, if two characters
    /// are left of it.
    fn whole(&self, start: usize, end: usize) -> &str {
        let (mut first, mut last) = (start, end);
        for &(from, to) in &self.names {
            if from < start && start < to && to < end {
                first = first.max(to);
            }
            if start < from && from < end && end < to {
                last = last.min(from);
            }
        }
        let whole = self.text.get(first..last).map(str::trim).unwrap_or_default();
        if whole.chars().nth(1).is_some() { whole } else { self.text[start..end].trim() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Key;
    use crate::text::concepts::Lexicon;

    fn found(need: &str, offering: &str) -> Vec<String> {
        let lexicon = Lexicon::default();
        let passage = Passage::new(&Reading::new(need, &lexicon));
        let counterpart = Counterpart { text: offering.to_owned(), concepts: Vec::new() };
        let mut keys: Vec<Key> = Vec::new();
        crate::text::tokens(need, |token| keys.push(token.key));
        keys.sort_unstable();
        keys.dedup();
        keys.retain(|key| {
            let mut shared = false;
            crate::text::tokens(offering, |token| shared |= token.key == *key);
            shared
        });
        let shares: Vec<(Key, f32)> = keys.into_iter().map(|key| (key, 1.0)).collect();
        let mut phrases = Vec::new();
        let mut left = Left::new(&shares, 1.0);
        passage.phrases(&counterpart, &mut left, |phrase, _| {
            phrases.push(phrase.to_owned())
        });
        phrases
    }

    #[test]
    fn the_longest_common_phrases_are_named() {
        assert_eq!(found("纱线张力检测", "织机纱线张力控制"), ["纱线张力"]);
        assert_eq!(
            found("machine vision，检测", "a machine vision system"),
            ["machine vision"]
        );
    }

    #[test]
    fn half_a_name_is_no_part_of_a_phrase() {
        assert_eq!(
            found("含碳化物等温淬火球墨铸铁", "碳化物等温淬火球铁"),
            ["碳化物等温淬火"]
        );
        assert_eq!(found("炉排的焊接工作站", "电接工作站"), ["工作站"]);
    }

    #[test]
    fn a_space_between_chinese_words_ends_a_phrase() {
        assert_eq!(
            found("机器人焊接 焊缝跟踪", "机器人焊接 焊缝跟踪"),
            ["机器人焊接", "焊缝跟踪"]
        );
        assert_eq!(found("scara 机器人", "scara 机器人"), ["scara 机器人"]);
    }
}
