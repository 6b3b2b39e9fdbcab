//! Where the words of a phrase begin and end.

use super::{Counterpart, Passage};
use crate::text::KeyKind;

/// Particles that no phrase begins or ends with …
const PARTICLES: [char; 4] = ['的', '是', '了', '与'];
/// … or begins with.
const LEADING: [char; 4] = ['和', '或', '将', '被'];
/// Signs before a figure that belong to it.
const SIGNS: [char; 4] = ['-', '±', '≥', '≤'];
/// ln 3: a character goes with the neighbour that it is seen with three times as often.
const OFTENER: f32 = 1.1;
/// ln 1.5: half as often again is enough where the phrase does well without the character.
const RATHER: f32 = 0.4;

/// Words without particles and blanks at their ends.
pub(super) fn bare(words: &str) -> &str {
    words.trim().trim_matches(PARTICLES).trim_start_matches(LEADING).trim()
}

impl Passage {
    /// The token with which the phrase of a token begins, behind the words of the phrase
    /// before it, which end in `from`: the word whose end the token takes up, although
    /// another phrase has taken that word, if the offering has both together. So with
    /// 数据平台 named, 数据采集 is, not 据采集.
    pub(super) fn beginning(
        &self,
        at: usize,
        from: usize,
        counterpart: &Counterpart,
    ) -> usize {
        let behind = |&before: &usize| self.tokens[before].start >= from;
        let Some(before) = at.checked_sub(1).filter(behind) else {
            return at;
        };
        if !self.overlap(before, at) {
            return at;
        }
        let token = &self.tokens[at];
        let words = self.words(at, self.longest(at, counterpart), from);
        let is_cut =
            self.text[token.start..].starts_with(words) && words.chars().nth(1).is_some();
        let together = &self.text[self.tokens[before].start..token.end];
        if is_cut && counterpart.find(together, 0, 0).is_some() { before } else { at }
    }

    /// The words of the phrase from one token to another, without halves of words at its
    /// ends and what the phrase before it has, which ends in `from`; empty if nothing is left.
    pub(super) fn words(&self, at: usize, last: usize, from: usize) -> &str {
        let (start, end) = self.ends(at, last);
        let words = self.text.get(start.max(from)..end).unwrap_or_default();
        self.signed(bare(words), self.tokens[at].start)
    }

    /// Where the words of a phrase begin and end, in bytes.
    pub(super) fn ends(&self, at: usize, last: usize) -> (usize, usize) {
        let (start, end) = (self.tokens[at].start, self.tokens[last].end);
        let (mut first, mut until) = self.held_back(at, last);
        for &(from, to) in self.names.iter().chain(self.words_near(start, end)) {
            if from == start && to <= end {
                first = start;
            }
            if to == end && from >= start {
                until = end;
            }
            if from < start && start < to && to < end {
                first = first.max(to);
            }
            if start < from && from < end && end < to {
                until = until.min(from);
            }
        }
        (first, until)
    }

    /// Whether what stands from one token to another begins in the middle of a common word and
    /// ends in that of another: 检漏 of 目检漏检.
    pub(super) fn crosses(&self, at: usize, last: usize) -> bool {
        let (start, end) = (self.tokens[at].start, self.tokens[last].end);
        let near = self.words_near(start, end);
        let cut =
            |place: usize| near.iter().any(|&(from, to)| from < place && place < to);
        cut(start) && cut(end)
    }

    /// The common words that reach to or into a part of the text.
    fn words_near(&self, start: usize, end: usize) -> &[(usize, usize)] {
        let first = self.words.partition_point(|&(_, to)| to < start);
        let after = self.words.partition_point(|&(from, _)| from <= end);
        &self.words[first..after.max(first)]
    }

    /// A phrase that begins in `start` with a figure, with the sign before it: -20°c.
    fn signed<'a>(&'a self, words: &'a str, start: usize) -> &'a str {
        let (before, rest) = self.text.split_at(start);
        let sign = before.chars().next_back().filter(|c| SIGNS.contains(c));
        let Some(sign) = sign.filter(|_| words.starts_with(|c: char| c.is_ascii_digit()))
        else {
            return words;
        };
        let outer = &before[..before.len() - sign.len_utf8()];
        if !rest.starts_with(words)
            || outer.ends_with(|c: char| c.is_ascii_alphanumeric())
        {
            return words;
        }
        &self.text[outer.len()..start + words.len()]
    }

    /// Where a phrase begins and ends if characters at its ends that belong to the word
    /// outside are left to it: in 驱动测试, 动 does.
    fn held_back(&self, at: usize, last: usize) -> (usize, usize) {
        let (mut start, mut end) = (self.tokens[at].start, self.tokens[last].end);
        if let Some(before) = at.checked_sub(1)
            && self.overlap(before, at)
            && (self.oftener(before, at, OFTENER) || self.begins_later(before, at, last))
        {
            start = self.tokens[before].end;
        }
        let after = last + 1;
        if after < self.tokens.len()
            && self.overlap(last, after)
            && self.oftener(after, last, OFTENER)
        {
            end = self.tokens[after].start;
        }
        (start, end)
    }

    /// Whether a phrase does much better without its first character, which goes with the one
    /// before it rather than with the next: 治 of 防治技术. There is no such rule for its
    /// end, as Chinese words have their suffixes there: 线 of 生产线.
    fn begins_later(&self, before: usize, at: usize, last: usize) -> bool {
        let next = at + 1;
        at < last
            && self.overlap(at, next)
            && self.oftener(before, at, RATHER)
            && self.oftener(next, at, OFTENER)
    }

    /// Whether two tokens are pairs with a character in common.
    fn overlap(&self, before: usize, after: usize) -> bool {
        let pair = |token: usize| self.tokens[token].key.kind() == KeyKind::Pair;
        let both = pair(before) && pair(after);
        both && self.tokens[after].start < self.tokens[before].end
    }

    /// Whether a token is seen more often than another, by the logarithm of a factor.
    fn oftener(&self, token: usize, than: usize, factor: f32) -> bool {
        self.rarity[token] + factor < self.rarity[than]
    }
}
