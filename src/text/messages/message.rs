//! A sentence not yet spoken: its key and what fills its gaps.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::{Lang, has, template};

/// What fills a gap of a [`Message`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arg {
    /// Words of the data, the same in every language.
    Text(String),
    /// A count; decides between singular and plural.
    Number(i64),
    /// Another message, spoken in the same language.
    Message(Box<Message>),
    /// Several, joined as the language joins them ("、" or ", ").
    List(Vec<Arg>),
}

/// Bytes that fill a gap, about.
const GAP: usize = 32;

/// A sentence not yet spoken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    key: Cow<'static, str>,
    args: Vec<(&'static str, Arg)>,
}

impl Message {
    /// The message of a key, its gaps still open.
    pub fn new(key: impl Into<Cow<'static, str>>) -> Self {
        Self { key: key.into(), args: Vec::new() }
    }

    /// Words of the data, or another message, as they are.
    pub fn plain(words: impl Into<Arg>) -> Self {
        Self::new("text-any").with("any", words)
    }

    /// What people call a column or field: its label where the name is a registry's, else as it
    /// stands.
    pub fn column(name: &str) -> Self {
        let key = format!("column-{name}");
        if has(Lang::En, &key) { Self::new(key) } else { Self::plain(name) }
    }

    /// Fills the gap `name`.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    /// The key in the catalogue.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The sentence in a language.
    pub fn say(&self, lang: Lang) -> String {
        let mut rest = template(lang, &self.key);
        let mut out = String::with_capacity(rest.len() + self.args.len() * GAP);
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let Some((gap, tail)) = after.split_once('}') else { break };
            self.fill(gap, lang, &mut out);
            rest = tail;
        }
        out.push_str(rest);
        out
    }

    fn fill(&self, gap: &str, lang: Lang, out: &mut String) {
        let (name, forms) = match gap.split_once(':') {
            Some((name, forms)) => (name, Some(forms)),
            None => (gap, None),
        };
        let arg = self.args.iter().find(|(n, _)| *n == name).map(|(_, arg)| arg);
        debug_assert!(arg.is_some(), "{}: nothing fills {{{name}}}", self.key);
        match (arg, forms) {
            (Some(arg), Some(forms)) => out.push_str(arg.plural(forms)),
            (Some(arg), None) => arg.say(lang, out),
            (None, _) => {}
        }
    }
}

impl Arg {
    fn say(&self, lang: Lang, out: &mut String) {
        match self {
            Self::Text(text) => out.push_str(text),
            Self::Number(number) => {
                write!(out, "{number}").expect("writing to a String cannot fail");
            }
            Self::Message(message) => out.push_str(&message.say(lang)),
            Self::List(items) => {
                let between = template(lang, "list-separator");
                for (i, item) in items.iter().enumerate() {
                    if i > 0 {
                        out.push_str(if between == "," { ", " } else { between });
                    }
                    item.say(lang, out);
                }
            }
        }
    }

    /// Picks `one` of `one|many` for the number 1, `many` for all else.
    fn plural<'a>(&self, forms: &'a str) -> &'a str {
        let (one, many) = forms.split_once('|').unwrap_or((forms, forms));
        if matches!(self, Self::Number(1)) { one } else { many }
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<&String> for Arg {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<i64> for Arg {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<u32> for Arg {
    fn from(number: u32) -> Self {
        Self::Number(i64::from(number))
    }
}

impl From<u64> for Arg {
    fn from(number: u64) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<usize> for Arg {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<Message> for Arg {
    fn from(message: Message) -> Self {
        Self::Message(Box::new(message))
    }
}

impl<T: Into<Arg>> From<Vec<T>> for Arg {
    fn from(items: Vec<T>) -> Self {
        Self::List(items.into_iter().map(Into::into).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_filled_and_plurals_chosen() {
        let message =
            |n: usize| Message::new("cli-records-read").with("n", n).say(Lang::En);
        assert_eq!(message(1), "1 record read");
        assert_eq!(message(3), "3 records read");
        let zh = Message::new("cli-records-read").with("n", 3_usize).say(Lang::Zh);
        assert_eq!(zh, "读入 3 条记录");
    }

    #[test]
    fn lists_are_joined_as_the_language_joins_them() {
        let list = Message::plain(vec!["a", "b"]);
        assert_eq!(list.say(Lang::Zh), "a、b");
        assert_eq!(list.say(Lang::En), "a, b");
    }
}
