//! Vocabularies: which words of the papers mean which code.
//!
//! The words live in `data/vocabulary/<list>.toml`, `code = ["word", …]`; a new word is a
//! word there. Each file is compiled in and read once, when it is first asked for.

mod abbreviated;
mod clause;
mod field;
mod lists;
mod post;
mod regions;
mod scan;

pub use abbreviated::abbreviated;
pub use clause::{Thing, clauses, is_condition, is_relative, is_unrestricted};
pub use field::{Field, Fields};
pub use lists::Worded;
pub use post::{
    begins_like_post, behind_names, ends_in_a_post, ends_like_post, holds_post, is_post,
};
pub use regions::provinces;
pub use scan::{Piece, is_separator};

use std::collections::BTreeMap;

use crate::text::plain::fold;

/// Words and what they mean. White space, `_`, width and case don't count.
#[derive(Debug)]
pub struct Vocabulary<T> {
    /// By first character; the words of one character longest first.
    words: Vec<(char, Vec<Word<T>>)>,
}

#[derive(Debug)]
struct Word<T> {
    letters: Box<[char]>,
    meaning: T,
}

impl<T: Copy> Vocabulary<T> {
    /// Reads a vocabulary file, `group = ["word", …]`; a group's name is a word of it, and
    /// groups without a meaning are left out.
    pub fn read(toml: &'static str, meaning: impl Fn(&str) -> Option<T>) -> Self {
        let groups: BTreeMap<String, Vec<String>> =
            toml::from_str(toml).expect("vocabularies are well formed, a test reads all");
        let words = groups.iter().flat_map(|(group, words)| {
            let meaning = meaning(group);
            let words = words.iter().map(String::as_str).chain([group.as_str()]);
            words.filter_map(move |word| Some((word, meaning?)))
        });
        Self::of(words)
    }

    /// A vocabulary of words with their meanings; the first meaning of a word stands.
    pub fn of<'a>(words: impl Iterator<Item = (&'a str, T)>) -> Self {
        let mut by_first: BTreeMap<char, Vec<Word<T>>> = BTreeMap::new();
        for (word, meaning) in words {
            let letters: Box<[char]> = letters(word).collect();
            let Some(&first) = letters.first() else { continue };
            by_first.entry(first).or_default().push(Word { letters, meaning });
        }
        for words in by_first.values_mut() {
            words.sort_by_key(|word| std::cmp::Reverse(word.letters.len()));
        }
        Self { words: by_first.into_iter().collect() }
    }

    /// Whether any word starts with a character.
    pub fn may_start(&self, first: char) -> bool {
        !self.starting_with(fold(first)).is_empty()
    }

    /// What a text means as a whole.
    pub fn meaning(&self, text: &str) -> Option<T> {
        let letters: Vec<char> = letters(text).collect();
        let words = self.starting_with(*letters.first()?);
        words.iter().find(|word| *word.letters == *letters).map(|word| word.meaning)
    }

    /// The longest word at the start of folded letters (blanks between them are passed
    /// over): its meaning and how many of the letters it takes.
    pub fn longest_at(&self, text: &[char]) -> Option<(T, usize)> {
        let words = self.starting_with(*text.first()?);
        words.iter().find_map(|word| {
            let taken = taken_by(&word.letters, text)?;
            Some((word.meaning, taken))
        })
    }

    fn starting_with(&self, first: char) -> &[Word<T>] {
        match self.words.binary_search_by_key(&first, |(c, _)| *c) {
            Ok(at) => &self.words[at].1,
            Err(_) => &[],
        }
    }
}

/// The letters of a word that count, folded.
fn letters(word: &str) -> impl Iterator<Item = char> + '_ {
    word.chars().map(fold).filter(|c| !passed_over(*c))
}

fn passed_over(c: char) -> bool {
    c == '_' || c.is_whitespace()
}

/// How many letters of the text the word takes; Latin words end where no letter follows.
fn taken_by(word: &[char], text: &[char]) -> Option<usize> {
    let mut at = 0;
    for &letter in word {
        while at > 0 && text.get(at).is_some_and(|c| passed_over(*c)) {
            at += 1;
        }
        if text.get(at) != Some(&letter) {
            return None;
        }
        at += 1;
    }
    let latin = |c: Option<&char>| c.is_some_and(char::is_ascii_alphabetic);
    let cut = latin(word.last()) && latin(text.get(at));
    (!cut).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Vocabulary<u8> {
        Vocabulary::of([("转让", 1), ("完全转让", 2), ("joint work", 3)].into_iter())
    }

    fn folded(text: &str) -> Vec<char> {
        text.chars().map(fold).collect()
    }

    #[test]
    fn width_case_and_blanks_do_not_count() {
        assert_eq!(sample().meaning("完 全 转 让"), Some(2));
        assert_eq!(sample().meaning("Ｊoint_Work"), Some(3));
        assert_eq!(sample().meaning("完全"), None);
    }

    #[test]
    fn the_longest_word_wins_and_latin_words_are_not_cut() {
        assert_eq!(sample().longest_at(&folded("完全转让许可")), Some((2, 4)));
        assert_eq!(sample().longest_at(&folded("joint workers")), None);
        assert_eq!(sample().longest_at(&folded("joint work, x")), Some((3, 10)));
    }
}
