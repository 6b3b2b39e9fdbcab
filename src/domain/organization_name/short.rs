//! What an enterprise is called for short: the beginning of its name.

use super::{OrganizationName, words};
use crate::text::concepts::Lexicon;

/// The short names of an enterprise: every beginning of a core that is long enough to tell
/// who is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShortName {
    /// The name without place and legal form.
    pub core: String,
    /// How many characters of it tell who is meant, at least.
    pub least: usize,
}

impl ShortName {
    /// The short names of a name; `None` where nothing but all of it tells who is meant.
    ///
    /// A core begins with what is the firm's own, and goes on with words of trades and
    /// technology (固德 and 机械). Two or three characters of its own are enough, unless
    /// they are a word of everyday language (东方): then the word that follows belongs to
    /// it. Of a longer beginning four characters are enough. A core that begins with a
    /// word of a trade has no beginning that is its own.
    pub fn of(name: &str, lexicon: &Lexicon) -> Option<Self> {
        let parts = OrganizationName::new(name);
        if parts.anonymous || parts.renamed.is_some() {
            return None;
        }
        let core = parts.core;
        let length = core.chars().count();
        let least = if core.is_ascii() {
            (own_letters(&core) >= 4).then_some(length)
        } else {
            least(&core, lexicon)
        };
        least.map(|least| Self { core, least })
    }

    /// The beginning that tells who is meant.
    pub fn opening(&self) -> &str {
        let end = self.core.char_indices().nth(self.least);
        &self.core[..end.map_or(self.core.len(), |(at, _)| at)]
    }

    /// The bytes of a text's start that are a beginning of the name, legal forms behind it
    /// included.
    pub fn length_in(&self, text: &str) -> usize {
        let mut pairs = self.core.chars().zip(text.char_indices());
        let apart = pairs.find(|(own, (_, other))| own != other);
        let same = apart.map_or(self.core.len().min(text.len()), |(_, (at, _))| at);
        same + form_at(&text[same..])
    }
}

/// The bytes that the legal forms at a text's start take.
fn form_at(text: &str) -> usize {
    let forms = words().legal.iter().chain(&words().group).map(String::as_str);
    let han = |form: &&str| !form.is_ascii() && form.chars().count() > 1;
    let forms: Vec<&str> = forms.filter(han).collect();
    let mut at = 0;
    while let Some(form) = forms.iter().find(|form| text[at..].starts_with(**form)) {
        at += form.len();
    }
    at
}

/// How many letters of an English core are in no word of a trade.
fn own_letters(core: &str) -> usize {
    let listed = words().trade.iter().chain(&words().describing);
    let rest = listed
        .filter(|word| word.is_ascii())
        .fold(core.to_owned(), |rest, word| rest.replace(word.as_str(), ""));
    rest.len()
}

/// How many characters of a Chinese core tell who is meant.
fn least(core: &str, lexicon: &Lexicon) -> Option<usize> {
    let length = core.chars().count();
    let first =
        general(core, lexicon).into_iter().min_by_key(|word| (word.0, length - word.1));
    let (own, with_next) = first.unwrap_or((length, length));
    let opening: String = core.chars().take(own).collect();
    match own {
        0 => None,
        1 => (with_next >= 3).then_some(with_next),
        2 | 3 if words().common.contains(&opening) => {
            (with_next > own).then_some(with_next)
        }
        _ => Some(own.min(4)),
    }
}

/// The words of trades and technology in a core, each with its first character and the one
/// after: at the beginning, or behind what is the firm's own.
fn general(core: &str, lexicon: &Lexicon) -> Vec<(usize, usize)> {
    let place = |byte: usize| core[..byte].chars().count();
    let terms =
        lexicon.scan(core).into_iter().map(|hit| (place(hit.start), place(hit.end)));
    let listed = words().trade.iter().chain(&words().describing);
    let listed = listed.filter(|word| word.chars().count() > 1).flat_map(|word| {
        let found = core.match_indices(word.as_str());
        found.map(|(at, word)| (place(at), place(at + word.len())))
    });
    // one character is hardly anybody's own: 钛合金 in 国钛合金 is read wrongly
    listed.chain(terms).filter(|word| word.0 != 1).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opening(name: &str) -> Option<String> {
        Some(ShortName::of(name, &Lexicon::default())?.opening().to_owned())
    }

    #[test]
    fn what_is_the_firm_s_own_tells_who_is_meant() {
        let table = [
            ("虚固机械制造有限公司", Some("虚固")),
            ("焦作市虚固机械有限公司", Some("虚固")),
            ("东方锅炉虚发环保装备有限公司", Some("东方锅炉")),
            ("国虚钛合金科技有限公司", Some("国虚")),
            ("虚于行精密机械有限公司", Some("虚于行")),
            ("虚构云岭精密铸造有限公司", Some("虚构云岭")),
            ("Fictional Motors Co., Ltd.", Some("fictionalmotors")),
        ];
        for (name, expected) in table {
            assert_eq!(opening(name).as_deref(), expected, "{name}");
        }
    }

    #[test]
    fn ordinary_words_are_nobody_s_short_name() {
        for name in [
            "智能装备有限公司",
            "人工智能科技有限公司",
            "创新科技有限公司",
            "新能源汽车零部件有限公司",
            "焦作建设投资有限公司",
            "东方有限公司",
            "某某机械有限公司",
            "Advanced Materials Ltd.",
        ] {
            assert_eq!(opening(name), None, "{name}");
        }
    }

    #[test]
    fn a_longer_beginning_is_taken_whole() {
        let short = ShortName::of("虚固机械制造有限公司", &Lexicon::default()).unwrap();
        for (text, taken) in [
            ("虚固机械的产线", "虚固机械"),
            ("虚固公司的产线", "虚固公司"),
            ("虚固机械制造集团股份有限公司的", "虚固机械制造集团股份有限公司"),
            ("虚固", "虚固"),
        ] {
            assert_eq!(&text[..short.length_in(text)], taken);
        }
    }
}
