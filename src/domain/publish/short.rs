//! Short names of confidential enterprises, found in texts.

use crate::domain::ShortName;
use crate::text::concepts::Lexicon;
use crate::text::plain::{fold, is_blank};

/// As many other names that begin alike make a beginning nobody's own.
const SHARED: usize = 3;

/// A beginning of so few characters is a piece of many words: it counts only where it stands for
/// itself.
const SHORT: usize = 3;
/// Characters before and after which a name may stand, beside the ends of a text and whatever is
/// no letter.
const BEFORE: &str = "的与和及同跟或访到赴由对向为在给请让从于等是以被把";
const AFTER: &str = "的与和及同跟或在将已等是拟现需有愿可由就对向为从到被把";

/// The short names of confidential enterprises, with what is shown in their place.
pub(super) struct ShortNames {
    lexicon: Lexicon,
    /// Longer cores first.
    names: Vec<(ShortName, String)>,
    /// The names of others, as names are compared.
    others: Vec<String>,
}

/// A place in a text, from its first byte to the one after.
type Place = (usize, usize);

/// A short name in a folded text.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Hit<'a> {
    place: Place,
    /// Whether nothing but a [`SHORT`] beginning tells it.
    alone: bool,
    mask: &'a str,
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
        Some(Self { lexicon, names, others })
    }

    /// A text with the short names masked.
    pub(super) fn masked(&self, text: String) -> String {
        let folded = folded(&text);
        let mut found: Vec<Hit<'_>> = Vec::new();
        for (short, mask) in &self.names {
            for hit in found_in(short, &folded, mask) {
                if found.iter().all(|other| apart(other.place, hit.place)) {
                    found.push(hit);
                }
            }
        }
        if found.is_empty() {
            return text;
        }
        let taken = self.taken(&folded.text);
        found.retain(|hit| !taken.iter().any(|other| other.keeps(hit)));
        found.sort_unstable();
        replaced(&text, &found, &folded)
    }

    /// What else a text speaks of: others by their names, and technical terms.
    fn taken(&self, text: &str) -> Vec<Taken> {
        let names = self.others.iter().filter(|name| !name.is_empty());
        let names = names.flat_map(|name| {
            let found = text.match_indices(name.as_str());
            found.map(|(at, name)| Taken::Name((at, at + name.len())))
        });
        let terms = self.lexicon.scan(text).into_iter();
        names.chain(terms.map(|hit| Taken::Term((hit.start, hit.end)))).collect()
    }
}

/// A piece of a text that is something else than a short name.
enum Taken {
    Name(Place),
    Term(Place),
}

impl Taken {
    /// Whether a short name is but a part of it; of a term, whether it lies across one of its
    /// ends, too, where it is a short beginning.
    fn keeps(&self, Hit { place: (start, end), alone, .. }: &Hit<'_>) -> bool {
        match self {
            Self::Name((from, to)) => from <= start && end <= to,
            Self::Term((from, to)) => {
                let begins = from < start && start < to && to < end;
                let ends = start < from && from < end && end < to;
                from <= start && end <= to || *alone && (begins || ends)
            }
        }
    }
}

fn apart(one: Place, other: Place) -> bool {
    one.1 <= other.0 || other.1 <= one.0
}

/// Where a short name stands in a folded text.
fn found_in<'a>(short: &ShortName, text: &Folded, mask: &'a str) -> Vec<Hit<'a>> {
    let opening = short.opening();
    let few = opening.chars().count() <= SHORT && !opening.is_ascii();
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(start) = text.text[at..].find(opening).map(|found| at + found) {
        let length = short.length_in(&text.text[start..]);
        at = start + length;
        let alone = few && length == opening.len();
        if text.is_word(start, at) && (!alone || text.stands_alone(start, at)) {
            found.push(Hit { place: (start, at), alone, mask });
        }
    }
    found
}

/// A text with masks in some places of its folded form.
fn replaced(text: &str, found: &[Hit<'_>], folded: &Folded) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for &Hit { place: (start, end), mask, .. } in found {
        out.push_str(&text[at..folded.start(start)]);
        out.push_str(mask);
        at = folded.end(end);
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

    /// Whether nothing beside a piece of the folded text makes it a part of a longer word, as far
    /// as single characters tell.
    fn stands_alone(&self, start: usize, end: usize) -> bool {
        let (first, last) = (self.start(start), self.end(end));
        let open = |c: Option<char>, words: &str| {
            c.is_none_or(|c| !c.is_alphanumeric() || words.contains(c))
        };
        open(self.original[..first].chars().next_back(), BEFORE)
            && open(self.original[last..].chars().next(), AFTER)
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
    fn a_short_beginning_in_other_words_stays() {
        let table = [
            ("焦作大成机械有限公司", "重大成果转化"),
            ("河南力源机械有限公司", "动力源与热力源"),
            ("焦作和利机械有限公司", "提高效率和利用率"),
            ("焦作新科机械有限公司", "创新科技平台"),
            ("焦作高远机械有限公司", "提高远程控制"),
            ("焦作成功机械有限公司", "研制成功后"),
            ("河南平高电气有限公司", "水平高于同类"),
            ("焦作华中机械有限公司", "华中农业大学"),
        ];
        for (name, text) in table {
            assert_eq!(masked(name, text), text, "{name}");
        }
        for text in ["大成机械提出", "在大成，", "大成与高校", "大成公司提出"]
        {
            let text = masked("焦作大成机械有限公司", text);
            assert!(text.contains("某公司"), "{text}");
        }
    }

    #[test]
    fn what_many_names_begin_with_is_nobody_s_own() {
        let name = ("虚构有限公司".to_owned(), "某公司".to_owned());
        let names = || [(&name.0, &name.1)].into_iter();
        let others = ["虚构大学", "虚构学院", "虚构研究所"];
        let masked = |others: &[&str], text: &str| {
            ShortNames::new(names(), others).unwrap().masked(text.to_owned())
        };
        assert_eq!(masked(&others, "虚构的数据"), "虚构的数据");
        assert_eq!(masked(&others[1..], "虚构的数据"), "某公司的数据");
        assert_eq!(masked(&others[1..], "虚构学院的数据"), "虚构学院的数据");
    }
}
