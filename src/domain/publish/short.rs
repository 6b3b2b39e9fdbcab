//! Short names of confidential enterprises, found in texts.

use crate::domain::ShortName;
use crate::text::concepts::Lexicon;
use crate::text::plain::{fold, is_blank};

/// As many other names that begin alike make a beginning nobody's own.
const SHARED: usize = 3;

/// The short names of confidential enterprises, with what is shown in their place.
pub(super) struct ShortNames {
    lexicon: Lexicon,
    /// Longer cores first.
    names: Vec<(ShortName, String)>,
}

impl ShortNames {
    /// Of names and their masks. What several of the other names begin with, too, says
    /// nothing about one of them.
    pub(super) fn new<'a>(
        masked: impl Iterator<Item = (&'a String, &'a String)>,
        others: &[&str],
    ) -> Option<Self> {
        let mut masked = masked.peekable();
        masked.peek()?;
        let lexicon = Lexicon::default();
        let others: Vec<String> = others.iter().map(|name| folded(name).text).collect();
        let mut names: Vec<(ShortName, String)> = Vec::new();
        for (name, mask) in masked {
            let Some(short) = ShortName::of(name, &lexicon) else { continue };
            let opening = short.opening();
            let alike = others.iter().filter(|other| other.contains(opening));
            if alike.count() < SHARED && names.iter().all(|(known, _)| *known != short) {
                names.push((short, mask.clone()));
            }
        }
        names.sort_by_key(|(short, _)| std::cmp::Reverse(short.core.len()));
        Some(Self { lexicon, names })
    }

    /// A text with the short names masked.
    pub(super) fn masked(&self, text: String) -> String {
        self.names.iter().fold(text, |text, (short, mask)| {
            let found = self.found(short, &folded(&text));
            if found.is_empty() { text } else { replaced(&text, &found, mask) }
        })
    }

    /// Where a short name stands in a text, in the text's own bytes.
    fn found(&self, short: &ShortName, text: &Folded) -> Vec<(usize, usize)> {
        let opening = short.opening();
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(start) = text.text[at..].find(opening).map(|found| at + found) {
            let length = short.length_in(&text.text[start..]);
            at = start + length;
            if text.is_word(start, at) && !self.is_term(text, start, at) {
                found.push((text.start(start), text.end(at)));
            }
        }
        found
    }

    /// Whether a piece of a text is but part of a technical term, or one itself.
    fn is_term(&self, text: &Folded, start: usize, end: usize) -> bool {
        let hits = self.lexicon.scan(&text.text);
        hits.iter().any(|hit| hit.start <= start && end <= hit.end)
    }
}

/// A text with other text in some places.
fn replaced(text: &str, places: &[(usize, usize)], by: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for &(start, end) in places {
        out.push_str(&text[at..start]);
        out.push_str(by);
        at = end;
    }
    out + &text[at..]
}

/// A text as names are compared: half width, lower case, simplified, without blanks.
struct Folded {
    text: String,
    /// Of each byte of it, its character's first byte in the original and the one after.
    places: Vec<(usize, usize)>,
    original: String,
}

fn folded(text: &str) -> Folded {
    let mut folded =
        Folded { text: String::new(), places: Vec::new(), original: text.to_owned() };
    for (at, c) in text.char_indices() {
        if is_blank(c) || matches!(c, '&' | '\'' | '-') {
            continue;
        }
        let plain = fold(c);
        folded.text.push(plain);
        let place = (at, at + c.len_utf8());
        folded.places.extend(std::iter::repeat_n(place, plain.len_utf8()));
    }
    folded
}

impl Folded {
    fn start(&self, at: usize) -> usize {
        self.places[at].0
    }

    fn end(&self, at: usize) -> usize {
        self.places[at - 1].1
    }

    /// Whether a piece of the folded text stands for itself: Latin letters only as whole
    /// words, the first of them a capital.
    fn is_word(&self, start: usize, end: usize) -> bool {
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        let (first, last) = (self.start(start), self.end(end));
        let before = self.original[..first].chars().next_back();
        let after = self.original[last..].chars().next();
        let own = &self.original[first..last];
        let (opens, ends) = (own.chars().next(), own.chars().next_back());
        let small = opens.is_some_and(|c| c.is_ascii_lowercase());
        !(small || latin(before) && latin(opens) || latin(ends) && latin(after))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn masked(name: &str, text: &str) -> String {
        let name = (name.to_owned(), "某公司".to_owned());
        let names = [(&name.0, &name.1)];
        ShortNames::new(names.into_iter(), &[]).unwrap().masked(text.to_owned())
    }

    #[test]
    fn beginnings_of_the_name_are_masked_in_any_writing() {
        let table = [
            ("走访虚固机械", "走访某公司"),
            ("走访虚固，座谈", "走访某公司，座谈"),
            ("虚 固 机械公司已投产", "某公司已投产"),
            ("为虚固（上海）做的", "为某公司（上海）做的"),
            ("虛固機械", "某公司"),
            ("机械制造", "机械制造"),
            ("空虚、固体", "空虚、固体"),
        ];
        for (text, expected) in table {
            assert_eq!(masked("焦作市虚固机械制造有限公司", text), expected, "{text}");
        }
    }

    #[test]
    fn ordinary_words_stay() {
        let table = [
            ("东方锅炉虚发环保装备有限公司", "东方的锅炉", "东方的锅炉"),
            ("东方锅炉虚发环保装备有限公司", "走访东方锅炉", "走访某公司"),
            ("珠光机械有限公司", "珠光颜料", "珠光颜料"),
            ("智能装备有限公司", "智能装备产业", "智能装备产业"),
            (
                "Fictional Motors Ltd.",
                "fictional motors of old",
                "fictional motors of old",
            ),
            ("Fictional Motors Ltd.", "at Fictional Motors", "at 某公司"),
            ("Fictional Motors Ltd.", "NonFictional Motors", "NonFictional Motors"),
        ];
        for (name, text, expected) in table {
            assert_eq!(masked(name, text), expected, "{name}: {text}");
        }
    }

    #[test]
    fn what_many_names_begin_with_is_nobody_s_own() {
        let name = ("虚构有限公司".to_owned(), "某公司".to_owned());
        let names = || [(&name.0, &name.1)].into_iter();
        let others = ["虚构大学", "虚构学院", "虚构研究所"];
        let text = || "虚构的数据".to_owned();
        assert_eq!(ShortNames::new(names(), &others).unwrap().masked(text()), text());
        assert_eq!(
            ShortNames::new(names(), &others[1..]).unwrap().masked(text()),
            "某公司的数据"
        );
    }
}
