//! Every word a person sees, in each language.
//!
//! The words live in `data/messages/<language>/<room>.txt`, one `key = text` a line.
//! A text may hold `{name}` (filled in) and `{name:one|many}` (the English plural of
//! the number `name`). Code carries a [`Message`], a sentence not yet spoken; it is spoken in
//! the language asked for where it leaves the program.

mod catalog;
mod message;

pub use catalog::{has, template};
pub use message::{Arg, Message};

/// A language the program speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Lang {
    /// Simplified Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// All languages, in the order help shows them.
    pub const ALL: [Self; 2] = [Self::Zh, Self::En];

    /// The language's code as typed after `--lang`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Zh => "zh",
            Self::En => "en",
        }
    }

    /// The language of a code or a locale name such as `en_GB.UTF-8`.
    pub fn of_locale(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        Self::ALL.into_iter().find(|lang| name.starts_with(lang.code()))
    }
}

/// The text of a message without gaps.
pub fn say(lang: Lang, key: &str) -> &'static str {
    template(lang, key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_names_its_language() {
        assert_eq!(Lang::of_locale("en_GB.UTF-8"), Some(Lang::En));
        assert_eq!(Lang::of_locale("zh_CN"), Some(Lang::Zh));
        assert_eq!(Lang::of_locale("C"), None);
    }
}
