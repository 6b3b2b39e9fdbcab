//! A text as the machine reads it: normal form, concepts, tokens without boilerplate.

use super::concepts::{Hit, Lexicon};
use super::{Token, normal, portrait, tokens};

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

    /// Reads a text in which an enterprise may portray itself: such clauses say nothing.
    pub fn without_portrait(raw: &str, lexicon: &'l Lexicon) -> Self {
        let mut reading = Self::new(raw, lexicon);
        for clause in portrait::clauses(&reading.text) {
            let blanks = " ".repeat(clause.len());
            reading.content.replace_range(clause.clone(), &blanks);
            reading
                .concepts
                .retain(|hit| hit.end <= clause.start || clause.end <= hit.start);
        }
        reading
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

    #[test]
    fn a_portrait_gives_neither_tokens_nor_concepts() {
        let lexicon = Lexicon::default();
        let text = "生产烧碱的本厂成立于2005年，飞灰";
        let reading = Reading::without_portrait(text, &lexicon);
        let mut found = Vec::new();
        reading.tokens(|token| found.push(&reading.text[token.start..token.end]));
        assert_eq!(found, ["飞", "飞灰", "灰"]);
        assert_eq!(reading.concepts.len(), 1);
        assert_eq!(Reading::new(text, &lexicon).concepts.len(), 2);
    }
}
