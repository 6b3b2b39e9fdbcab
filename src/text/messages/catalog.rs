//! The message files, compiled in and looked up by key.

use std::cmp::Ordering;

use super::Lang;

/// The `key=text` lines of a language, sorted by key when the program was built.
macro_rules! lines {
    ($lang:literal) => {
        include_str!(concat!(env!("OUT_DIR"), "/messages-", $lang, ".txt"))
    };
}

static ZH: &str = lines!("zh");
static EN: &str = lines!("en");

/// The text of a key; a question mark where the catalogue lacks it (a test forbids that).
pub fn template(lang: Lang, key: &str) -> &'static str {
    find(catalog(lang), key).unwrap_or_else(|| missing(key))
}

/// Whether the catalogue of a language knows a key.
pub fn has(lang: Lang, key: &str) -> bool {
    find(catalog(lang), key).is_some()
}

fn catalog(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => ZH,
        Lang::En => EN,
    }
}

/// The text of `key` among sorted `key=text` lines, by bisection: a table of all of them would
/// take longer to make at every start than what a command looks up.
fn find<'a>(lines: &'a str, key: &str) -> Option<&'a str> {
    let mut rest = lines;
    while !rest.is_empty() {
        let before = &rest.as_bytes()[..rest.len() / 2];
        let start = before.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
        let (line, after) = rest[start..].split_once('\n')?;
        let (own, text) = line.split_once('=')?;
        match own.cmp(key) {
            Ordering::Less => rest = after,
            Ordering::Equal => return Some(text),
            Ordering::Greater => rest = &rest[..start],
        }
    }
    None
}

fn missing(key: &str) -> &'static str {
    debug_assert!(false, "no message for the key {key:?}");
    "?"
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every key of a language, sorted.
    fn keys(lang: Lang) -> impl Iterator<Item = &'static str> {
        catalog(lang).lines().filter_map(|line| line.split_once('=')).map(|(key, _)| key)
    }

    fn gaps(text: &str) -> Vec<&str> {
        let mut names: Vec<_> = text
            .split('{')
            .skip(1)
            .filter_map(|part| part.split('}').next())
            .filter(|gap| !gap.contains(':')) // a plural shows no number of its own
            .collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// Help is written here for other languages only: the English one is the arguments'
    /// doc comments.
    fn is_help(key: &str) -> bool {
        key == "help" || key.starts_with("help-")
    }

    #[test]
    fn both_languages_know_the_same_keys() {
        let shared = |key: &&str| !is_help(key);
        let zh: Vec<_> = keys(Lang::Zh).filter(shared).collect();
        let en: Vec<_> = keys(Lang::En).filter(shared).collect();
        let only = |a: &[&'static str], b: &[&'static str]| -> Vec<_> {
            a.iter().filter(|key| !b.contains(key)).copied().collect()
        };
        assert_eq!(only(&zh, &en), [""; 0], "only in zh");
        assert_eq!(only(&en, &zh), [""; 0], "only in en");
    }

    #[test]
    fn every_key_stands_once_and_is_found() {
        for lang in Lang::ALL {
            let keys: Vec<_> = keys(lang).collect();
            assert!(keys.len() > 1000 && keys.is_sorted());
            let twice: Vec<_> = keys.windows(2).filter(|w| w[0] == w[1]).collect();
            assert_eq!(twice, [[""; 0]; 0]);
            for key in keys {
                assert!(has(lang, key) && !has(lang, &format!("{key}-")), "{key}");
            }
        }
        let lines = "a=1\nb-c=2\nc=\n";
        let found = ["", "a", "b", "b-c", "c", "d"].map(|key| find(lines, key));
        assert_eq!(found, [None, Some("1"), None, Some("2"), Some(""), None]);
    }

    #[test]
    fn both_languages_fill_the_same_gaps() {
        // An amount has a gap for each language's own scale.
        let one_gap_each = |key: &&str| key.starts_with("report-amount-");
        let shared = |key: &&str| !one_gap_each(key) && !is_help(key);
        for key in keys(Lang::Zh).filter(shared) {
            let (zh, en) = (template(Lang::Zh, key), template(Lang::En, key));
            assert_eq!(gaps(zh), gaps(en), "gaps of {key}");
        }
    }

    #[test]
    fn english_holds_no_han() {
        let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
        for key in keys(Lang::En) {
            assert!(!template(Lang::En, key).contains(han), "Han in {key}");
        }
    }
}
