//! The message files, compiled in and looked up by key.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::Lang;

type Catalog = BTreeMap<&'static str, &'static str>;

/// The files of one language, a room each.
macro_rules! rooms {
    ($lang:literal, $($room:literal),+) => {
        &[$(include_str!(concat!("../../../data/messages/", $lang, "/", $room, ".txt"))),+]
    };
}

static ZH: &[&str] = rooms!(
    "zh", "cli", "domain", "export", "help", "import", "ledger", "matching", "planning",
    "report", "store", "template", "whole"
);
static EN: &[&str] = rooms!(
    "en", "cli", "domain", "export", "help", "import", "ledger", "matching", "planning",
    "report", "store", "template", "whole"
);

/// The text of a key; the key itself where the catalogue lacks it (a test forbids that).
pub fn template(lang: Lang, key: &str) -> &'static str {
    match catalog(lang).get_key_value(key) {
        Some((_, text)) => text,
        None => missing(key),
    }
}

/// Whether the catalogue of a language knows a key.
pub fn has(lang: Lang, key: &str) -> bool {
    catalog(lang).contains_key(key)
}

/// Every key of a language, sorted.
pub fn keys(lang: Lang) -> impl Iterator<Item = &'static str> {
    catalog(lang).keys().copied()
}

fn catalog(lang: Lang) -> &'static Catalog {
    static CATALOGS: [OnceLock<Catalog>; 2] = [const { OnceLock::new() }; 2];
    let (cell, files) = match lang {
        Lang::Zh => (&CATALOGS[0], ZH),
        Lang::En => (&CATALOGS[1], EN),
    };
    cell.get_or_init(|| files.iter().flat_map(|file| entries(file)).collect())
}

/// The `key = text` lines of a file; blank lines and `#` comments are passed over.
fn entries(file: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    file.lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('='))
        .map(|(key, text)| (key.trim(), text.trim()))
}

fn missing(key: &str) -> &'static str {
    debug_assert!(false, "no message for the key {key:?}");
    "?"
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn no_key_stands_twice() {
        for files in [ZH, EN] {
            let mut all: Vec<_> = files.iter().flat_map(|f| entries(f)).collect();
            all.sort_unstable();
            let twice: Vec<_> =
                all.windows(2).filter(|w| w[0].0 == w[1].0).map(|w| w[0].0).collect();
            assert_eq!(twice, [""; 0]);
        }
    }

    #[test]
    fn both_languages_fill_the_same_gaps() {
        // An amount has a gap for each language's own scale.
        let one_gap_each = |key: &&str| key.starts_with("report-amount-");
        for key in keys(Lang::Zh).filter(|key| !one_gap_each(key) && !is_help(key)) {
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
