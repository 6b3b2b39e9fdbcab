//! Splitting a cell by the longest words of a vocabulary before any separator.

use super::Vocabulary;
use crate::text::plain::fold;

/// A piece of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a, T> {
    /// A word of the vocabulary, as it was written, and its meaning.
    Known(&'a str, T),
    /// Anything else up to the next word or separator, trimmed, never empty.
    Unknown(&'a str),
    /// A separator; several in a row count once.
    Break,
}

/// Characters that part the items of a list.
pub fn is_separator(c: char) -> bool {
    matches!(
        c,
        ',' | '，'
            | ';'
            | '；'
            | '、'
            | '/'
            | '／'
            | '|'
            | '｜'
            | '\n'
            | '\r'
            | '\t'
            | '+'
            | '＋'
            | '。'
            | '┋'
            | '&'
            | '＆'
    )
}

impl<T: Copy> Vocabulary<T> {
    /// The pieces of a text, left to right: at every place the longest word first.
    pub fn pieces<'a>(&self, text: &'a str) -> Vec<Piece<'a, T>> {
        let places: Vec<usize> =
            text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let letters: Vec<char> = text.chars().map(fold).collect();
        let mut pieces = Vec::new();
        let (mut at, mut unknown_from) = (0, 0);
        while at < letters.len() {
            let inside_word =
                at > 0 && is_latin(letters[at]) && is_latin(letters[at - 1]);
            let word = if inside_word { None } else { self.longest_at(&letters[at..]) };
            let taken = match word {
                Some((_, taken)) => taken,
                None if is_separator(letters[at]) => 1,
                None => {
                    at += 1;
                    continue;
                }
            };
            push_unknown(&mut pieces, &text[places[unknown_from]..places[at]]);
            pieces.push(match word {
                Some((meaning, _)) => {
                    Piece::Known(&text[places[at]..places[at + taken]], meaning)
                }
                None => Piece::Break,
            });
            at += taken;
            unknown_from = at;
        }
        push_unknown(&mut pieces, &text[places[unknown_from]..]);
        pieces
    }
}

fn push_unknown<'a, T>(pieces: &mut Vec<Piece<'a, T>>, text: &'a str) {
    let text = text.trim();
    if !text.is_empty() {
        pieces.push(Piece::Unknown(text));
    }
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_before_separators() {
        let vocabulary = Vocabulary::of(
            [("农、林、牧、渔业", 1), ("制造业", 2), ("渔业", 3)].into_iter(),
        );
        let pieces = vocabulary.pieces("制造业农、林、牧、渔业，渔业 其它");
        assert_eq!(
            pieces,
            [
                Piece::Known("制造业", 2),
                Piece::Known("农、林、牧、渔业", 1),
                Piece::Break,
                Piece::Known("渔业", 3),
                Piece::Unknown("其它"),
            ]
        );
    }

    #[test]
    fn a_latin_word_is_not_found_inside_another() {
        let vocabulary = Vocabulary::of([("ip", 1)].into_iter());
        assert_eq!(vocabulary.pieces("shipping"), [Piece::Unknown("shipping")]);
        assert_eq!(
            vocabulary.pieces("有IP"),
            [Piece::Unknown("有"), Piece::Known("IP", 1)]
        );
    }
}
