//! A text as the machine reads it: normal form, concepts, tokens without boilerplate.

use super::concepts::{Hit, Lexicon};
use super::{Token, normal, tokens};

/// A text read once.
pub struct Reading<'l> {
    /// The normal form.
    pub text: String,
    /// The normal form with boilerplate blanked out, byte for byte as long.
    content: String,
    /// The concepts found, left to right.
    pub concepts: Vec<Hit<'l>>,
}

impl<'l> Reading<'l> {
    /// Reads a text.
    pub fn new(raw: &str, lexicon: &'l Lexicon) -> Self {
        let text = normal(raw);
        let mut concepts = lexicon.scan(&text);
        let mut content = String::with_capacity(text.len());
        let mut done = 0;
        for hit in concepts.iter().filter(|hit| hit.concepts.is_empty()) {
            content.push_str(&text[done..hit.start]);
            content.extend(std::iter::repeat_n(' ', hit.end - hit.start));
            done = hit.end;
        }
        content.push_str(&text[done..]);
        concepts.retain(|hit| !hit.concepts.is_empty());
        Self { text, content, concepts }
    }

    /// The tokens that say something, in order.
    pub fn tokens(&self, each: impl FnMut(Token)) {
        tokens(&self.content, each);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boilerplate_gives_no_tokens() {
        let lexicon = Lexicon::default();
        let reading = Reading::new("飛灰关键技术研究", &lexicon);
        let mut found = Vec::new();
        reading.tokens(|token| found.push(&reading.text[token.start..token.end]));
        assert_eq!(found, ["飞", "飞灰", "灰"]);
    }
}
