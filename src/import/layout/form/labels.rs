//! Which cells of a form ask for something.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::cells::unbracketed;
use crate::import::alias::{Aliases, Meaning, may_be_loose};
use crate::import::choice::{is_word_of, may_be_word_of};
use crate::import::field::Field;
use crate::import::grid::{Cell, Row};
use crate::import::header_key::{HeaderKey, unnumbered};
use crate::import::sheet_kind::SheetKind;
use crate::import::value::{boolean, is_hint};

/// A label: its text, and the field it asks for; `None`: one that no field takes.
pub(super) type Label = (String, Option<Field>);

/// A label with the field it asks for, and its value.
pub(super) type Said = (String, Option<Field>, String);

/// A cell as a form has it.
pub(super) enum Token {
    Label(String, Option<Field>),
    Pairs(Vec<Said>),
    Value(Cell),
}

/// The keys of texts met before, for the walks of every kind over the same cells.
#[derive(Default)]
pub(super) struct Keys {
    /// Each key, and whether the text may mean more than its words.
    known: RefCell<BTreeMap<String, (HeaderKey, bool)>>,
}

impl Keys {
    fn with<T>(&self, text: &str, use_key: impl FnOnce(&HeaderKey, bool) -> T) -> T {
        let mut known = self.known.borrow_mut();
        if !known.contains_key(text) {
            known.insert(text.to_owned(), (HeaderKey::new(text), may_be_loose(text)));
        }
        let (key, loose) = &known[text];
        use_key(key, *loose)
    }
}

/// The labels that a kind of sheet knows.
pub(super) struct Labels<'k> {
    aliases: &'static Aliases,
    keys: &'k Keys,
}

impl<'k> Labels<'k> {
    pub(super) fn of(kind: SheetKind, keys: &'k Keys) -> Self {
        Self { aliases: Aliases::of(kind), keys }
    }

    /// What a label asks for; the inner `None`: something known that no field takes.
    #[expect(clippy::option_option, reason = "known to be no field is not unknown")]
    pub(super) fn label(&self, text: &str) -> Option<Option<Field>> {
        let outside = text.split(['（', '(']).next().unwrap_or(text);
        if outside.chars().count() > 24 || text.chars().count() > 80 {
            return None;
        }
        let meaning = self.keys.with(text, |key, loose| {
            let bare = Some(unnumbered(&key.bare));
            let bare = bare.filter(|bare| bare.chars().count() >= 4);
            let meaning = self.aliases.meaning(key);
            let meaning = meaning.or_else(|| self.aliases.word(bare?));
            meaning.or_else(|| if loose { self.aliases.loosely(text) } else { None })
        });
        match meaning? {
            Meaning::Field(field, _) => Some(Some(field)),
            Meaning::Other => Some(None),
        }
    }

    /// What a cell is.
    pub(super) fn token(&self, cell: Cell) -> Token {
        let Cell::Text(text) = &cell else { return Token::Value(cell) };
        let text = text.trim();
        let unbracketed = unbracketed(text);
        let text = unbracketed.as_deref().unwrap_or(text);
        if let Some(pairs) = self.inline(text) {
            return Token::Pairs(pairs);
        }
        match self.label(text) {
            Some(field) => {
                Token::Label(text.trim_end_matches(['：', ':']).trim().to_owned(), field)
            }
            None => Token::Value(cell),
        }
    }

    /// Whether a cell tells how to fill in and asks for nothing itself, as 单位（盖章） does.
    pub(super) fn is_hint(&self, text: &str) -> bool {
        let asks = || {
            !text.trim_start().starts_with(['（', '(', '【'])
                && self.label(text).is_some()
        };
        is_hint(text) && !asks()
    }

    /// The texts of a row in which every cell is a label.
    pub(super) fn alone_in(&self, row: &Row) -> Option<Vec<String>> {
        let texts: Vec<String> =
            row.filled().map(|(_, cell)| cell.text().into_owned()).collect();
        let all = texts.iter().all(|text| self.label(text).is_some());
        let answered = texts
            .windows(2)
            .any(|pair| answers(self.label(&pair[0]).flatten(), &pair[1]));
        (all && !answered && !texts.is_empty()).then_some(texts)
    }

    /// Whether a row has a label.
    pub(super) fn are_in(&self, row: &Row) -> bool {
        row.filled().any(|(_, cell)| self.label(&cell.text()).is_some())
    }

    /// Whether a row begins with a label and its answer in one text.
    pub(super) fn begin_inline(&self, row: &Row) -> bool {
        let first = row.filled().next().map(|(_, cell)| cell.text().into_owned());
        first.is_some_and(|text| {
            self.inline(text.trim()).is_some_and(|pairs| !pairs.is_empty())
        })
    }

    /// The first label of a row that asks for a field.
    pub(super) fn first_in(&self, row: &Row) -> Option<String> {
        let (_, cell) = row.filled().next()?;
        match self.token(cell.to_cell()) {
            Token::Label(label, Some(_)) => Some(label),
            Token::Pairs(pairs) => pairs.into_iter().next().map(|(label, ..)| label),
            Token::Label(..) | Token::Value(_) => None,
        }
    }
}

/// Whether a text that could be a label is one of the words a field knows: 技术难题 beside
/// 需求类别, No beside Public.
pub(super) fn answers(field: Option<Field>, text: &str) -> bool {
    let yes_or_no = [Field::Publish, Field::Confidential, Field::Secret];
    field.is_some_and(|field| {
        is_word_of(field, text)
            || yes_or_no.contains(&field) && boolean(text).value.is_some()
    })
}

/// Whether a field takes a text that could be a label for its answer, in view of what stands
/// behind it: with a value there, 签约人 is more likely a label.
pub(super) fn takes(field: Option<Field>, text: &str, next: Option<&Token>) -> bool {
    let labels = matches!(next, Some(Token::Value(_)));
    let may_answer = || field.is_some_and(|field| may_be_word_of(field, text));
    answers(field, text) || !labels && may_answer()
}
