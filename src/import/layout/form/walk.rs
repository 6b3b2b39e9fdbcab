//! A walk over the cells of a form, which pairs labels with values.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::cells::{PHONE, together, unbracketed};
use super::guide::Guide;
use super::records::Pair;
use crate::import::alias::{Aliases, Meaning, may_be_loose};
use crate::import::choice::is_word_of;
use crate::import::field::Field;
use crate::import::grid::{Cell, Row};
use crate::import::header_key::{HeaderKey, unnumbered, without_numbering};
use crate::import::sheet_kind::SheetKind;
use crate::import::value::{boolean, is_hint};
use crate::text::is_han;

/// What a form asks for whose it is.
const ENTERPRISE: &str = "企业名称";
/// The longest name of an enterprise that stands above its needs.
const LONGEST_NAME: usize = 30;

/// A label: its text, and the field it asks for; `None`: one that no field takes.
pub(super) type Label = (String, Option<Field>);

/// A label with the field it asks for, and its value.
pub(super) type Said = (String, Option<Field>, String);

/// A cell as a form has it.
enum Token {
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

/// A walk over the cells of a sheet.
pub(super) struct Walk<'k> {
    aliases: &'static Aliases,
    keys: &'k Keys,
    pub(super) pairs: Vec<Pair>,
    /// A label that waits for its value.
    pending: Option<Label>,
    /// The row it stands in.
    asked: u64,
    /// Labels of a row of labels alone, by column, that wait for the row of their values.
    above: Vec<(usize, Label)>,
    /// Whether rows of labels alternate with rows of their values.
    pub(super) blocks: bool,
    pub(super) ignored: Vec<u64>,
    /// Rows in which a telephone is that of the enterprise's head.
    heads: Vec<u64>,
    /// Labels whose value was left empty.
    pub(super) blank: Vec<(u64, Label)>,
    /// What tells how to fill in.
    guide: Guide,
}

impl<'k> Walk<'k> {
    pub(super) fn new(kind: SheetKind, rows: &[Row], keys: &'k Keys) -> Self {
        let mut walk = Self {
            aliases: Aliases::of(kind),
            keys,
            pairs: Vec::new(),
            pending: None,
            asked: 0,
            above: Vec::new(),
            blocks: false,
            ignored: Vec::new(),
            heads: Vec::new(),
            blank: Vec::new(),
            guide: Guide::default(),
        };
        walk.blocks = walk.has_blocks(rows);
        walk
    }

    /// Whether several different rows of labels alone have one row of values each below.
    fn has_blocks(&self, rows: &[Row]) -> bool {
        let labels: Vec<Option<Vec<String>>> =
            rows.iter().map(|row| self.labels_alone(row)).collect();
        let is_body =
            |at: usize| labels.get(at) == Some(&None) && rows[at].filled().count() >= 2;
        let mut heads: Vec<&Vec<String>> = Vec::new();
        for (at, head) in labels.iter().enumerate() {
            let Some(head) = head else { continue };
            if head.len() >= 2 && is_body(at + 1) && is_body(at + 2) {
                return false;
            }
            let values = rows.get(at + 1).is_some_and(|row| !self.has_label(row));
            if values && !heads.contains(&head) {
                heads.push(head);
            }
        }
        heads.len() >= 2 && heads.iter().any(|head| head.len() >= 2)
    }

    /// The texts of a row in which every cell is a label.
    fn labels_alone(&self, row: &Row) -> Option<Vec<String>> {
        let texts: Vec<String> =
            row.filled().map(|(_, cell)| cell.text().into_owned()).collect();
        let all = texts.iter().all(|text| self.label(text).is_some());
        let answered = texts
            .windows(2)
            .any(|pair| answers(self.label(&pair[0]).flatten(), &pair[1]));
        (all && !answered && !texts.is_empty()).then_some(texts)
    }

    fn has_label(&self, row: &Row) -> bool {
        row.filled().any(|(_, cell)| self.label(&cell.text()).is_some())
    }

    /// Takes a row of labels alone, or one of values below such a row.
    fn block(&mut self, row: &Row) -> bool {
        if !self.blocks {
            return false;
        }
        let above = std::mem::take(&mut self.above);
        let mut cells: Vec<(usize, Cell)> =
            row.filled().map(|(at, cell)| (at, cell.to_cell())).collect();
        if cells.len() >= 2 && self.labels_alone(row).is_some() {
            let label = |(at, cell): (usize, Cell)| {
                let text = cell.view().text().into_owned();
                let field = self.label(&text)?;
                Some((at, (text, field)))
            };
            self.above = cells.into_iter().filter_map(label).collect();
            self.pending = None;
            return true;
        }
        let Some(first) = above.first().map(|(at, _)| *at) else { return false };
        cells.retain(|(at, _)| *at >= first);
        for (at, value) in cells {
            let label = above.iter().rfind(|(label, _)| *label <= at);
            if let Some((_, label)) = label {
                self.push(row.number, label.clone(), value);
            }
        }
        true
    }

    /// Walks along the rows.
    pub(super) fn read(&mut self, rows: &[Row]) {
        for (at, row) in rows.iter().enumerate() {
            let next = rows[at + 1..].iter().find(|next| !next.is_blank());
            if !self.instructs(row) && !self.heads_form(row, next) && !self.block(row) {
                self.row(row);
            }
        }
        self.settle_phones();
    }

    /// Whether a row says but whose the lines below it are, 二、甲有限公司: the next one asks.
    fn heads_form(&mut self, row: &Row, next: Option<&Row>) -> bool {
        let mut filled = row.filled();
        let (Some((_, cell)), None) = (filled.next(), filled.next()) else {
            return false;
        };
        let text = cell.text();
        let name = without_numbering(text.trim());
        let enterprise = name.ends_with("公司")
            && name.chars().count() <= LONGEST_NAME
            && name.chars().all(|c| is_han(c) || "（）()".contains(c));
        let asks = || next.is_some_and(|next| self.asks_inline(next));
        let waits = self.pending.as_ref().is_some_and(|(_, field)| {
            field
                .is_none_or(|f| f == Field::Organization || f == Field::PreferredPartners)
        });
        if !enterprise || waits || !asks() {
            return false;
        }
        self.leave(row);
        let label = (ENTERPRISE.to_owned(), Some(Field::Organization));
        self.push(row.number, label, Cell::of_text(name.to_owned()));
        true
    }

    /// Whether a row begins with a label and its answer in one text.
    fn asks_inline(&self, row: &Row) -> bool {
        let first = row.filled().next().map(|(_, cell)| cell.text().into_owned());
        first.is_some_and(|text| {
            self.inline(text.trim()).is_some_and(|pairs| !pairs.is_empty())
        })
    }

    /// Whether a row tells how to fill in; nothing waits for an answer there.
    fn instructs(&mut self, row: &Row) -> bool {
        let instructs = self.guide.takes(row);
        if instructs {
            self.leave(row);
            self.ignored.push(row.number);
        }
        instructs
    }

    fn row(&mut self, row: &Row) {
        let before = self.pairs.len();
        let cells: Vec<Cell> = row.filled().map(|(_, cell)| cell.to_cell()).collect();
        let alone = cells.len() == 1;
        let (cells, heads) = together(
            &|text| self.label(text).is_some(),
            &|text| self.label(text) == Some(Some(Field::Phone)),
            cells,
        );
        self.heads.extend(heads.then_some(row.number));
        let width = cells.len();
        let cells = self.said(cells);
        let mut tokens: Vec<Token> =
            cells.into_iter().map(|cell| self.token(cell)).collect();
        if tokens.is_empty() && alone {
            // What is asked for may still come below the hint.
            self.ignored.push(row.number);
            return;
        }
        if !alone {
            self.leave(row);
        }
        let waiting = self.pending.is_some();
        tokens.reverse();
        while let Some(token) = tokens.pop() {
            match token {
                Token::Label(label, field) => match self.pending.take() {
                    Some(asked) if answers(asked.1, &label) => {
                        self.push(row.number, asked, Cell::of_text(label));
                    }
                    asked => {
                        self.pending = asked;
                        self.leave(row);
                        (self.asked, self.pending) = (row.number, Some((label, field)));
                    }
                },
                Token::Pairs(pairs) => {
                    self.pending = None;
                    for (label, field, value) in pairs {
                        self.push(row.number, (label, field), Cell::of_text(value));
                    }
                }
                Token::Value(value) => match (self.pending.take(), tokens.last()) {
                    (Some(label), _) => self.push(row.number, label, value),
                    (None, _) if self.continue_answer(row.number, &value) => {}
                    (None, Some(Token::Value(_))) if may_ask(&value, width) => {
                        self.pending = Some((value.view().text().into_owned(), None));
                    }
                    (None, _) if alone && self.continue_text(&value) => return,
                    (None, _) => {}
                },
            }
        }
        if !alone || waiting {
            self.leave(row);
        }
        if self.pairs.len() == before && self.pending.is_none() {
            self.ignored.push(row.number);
        }
    }

    /// The cells of a row but for those that tell how to fill in. One that begins a row asks
    /// for what follows it: 请描述现有工艺.
    fn said(&self, cells: Vec<Cell>) -> Vec<Cell> {
        let hint = |cell: &Cell| matches!(cell, Cell::Text(text) if self.is_hint(text));
        let hints: Vec<bool> = cells.iter().map(hint).collect();
        let asks = self.pending.is_none() && hints.iter().skip(1).any(|hint| !hint);
        let tells = |at: usize| hints[at] && !(at == 0 && asks);
        let said = cells.into_iter().enumerate().filter(|(at, _)| !tells(*at));
        said.map(|(_, cell)| cell).collect()
    }

    /// Whether a cell tells how to fill in and asks for nothing itself, as 单位（盖章） does.
    fn is_hint(&self, text: &str) -> bool {
        let asks = || {
            !text.trim_start().starts_with(['（', '(', '【'])
                && self.label(text).is_some()
        };
        is_hint(text) && !asks()
    }

    /// Takes the head's telephone for the contact's where no other one is given.
    fn settle_phones(&mut self) {
        if self.pairs.iter().any(|pair| pair.field == Some(Field::Phone)) {
            return;
        }
        let heads = &self.heads;
        for pair in self.pairs.iter_mut().filter(|pair| heads.contains(&pair.row)) {
            if pair.label.ends_with(PHONE) && pair.field.is_none() {
                (pair.label, pair.field) = (PHONE.to_owned(), Some(Field::Phone));
            }
        }
    }

    /// Gives up a label that waits for its value; in a wide row, or one of labels side by
    /// side, it is more likely the header of a column.
    fn leave(&mut self, row: &Row) {
        let left = self.pending.take().filter(|(_, field)| field.is_some());
        let columns: Vec<usize> = row.filled().map(|(at, _)| at).take(5).collect();
        let gaps = columns.windows(2).any(|pair| pair[1] > pair[0] + 1);
        let asked = columns.len() < 3 || columns.len() < 5 && gaps;
        self.blank.extend(left.filter(|_| asked).map(|label| (self.asked, label)));
    }

    fn push(&mut self, row: u64, (label, field): Label, value: Cell) {
        self.pairs.push(Pair { row, label, field, value });
    }

    /// A line of its own may go on with the text above it.
    fn continue_text(&mut self, value: &Cell) -> bool {
        let Some(last) = self.pairs.last_mut() else { return false };
        let long = matches!(last.field, Some(Field::Description | Field::Indicators));
        let text = value.view().text();
        let notes = ["填表说明", "填报说明", "注：", "注:", "备注：", "说明：", "附件"];
        let goes_on = long && !notes.iter().any(|note| text.starts_with(note));
        if goes_on {
            last.value = Cell::of_text(format!("{}\n{text}", last.value.view().text()));
        }
        goes_on
    }

    /// The first label of a row that asks for a field.
    pub(super) fn first_label(&self, row: &Row) -> Option<String> {
        let (_, cell) = row.filled().next()?;
        match self.token(cell.to_cell()) {
            Token::Label(label, Some(_)) => Some(label),
            Token::Pairs(pairs) => pairs.into_iter().next().map(|(label, ..)| label),
            Token::Label(..) | Token::Value(_) => None,
        }
    }

    fn token(&self, cell: Cell) -> Token {
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
}

/// Whether a text that could be a label is one of the words a field knows: 技术难题 beside
/// 需求类别, No beside Public.
fn answers(field: Option<Field>, text: &str) -> bool {
    let yes_or_no = [Field::Publish, Field::Confidential, Field::Secret];
    field.is_some_and(|field| {
        is_word_of(field, text)
            || yes_or_no.contains(&field) && boolean(text).value.is_some()
    })
}

/// Whether a text may be the label of something we have no field for: a short one, or the
/// first of two cells of a row.
fn may_ask(cell: &Cell, cells: usize) -> bool {
    let Cell::Text(text) = cell else { return false };
    let text = without_numbering(text.trim());
    let digits = text.contains(|c: char| c.is_ascii_digit());
    let length = text.chars().count();
    length <= 12 && !digits || cells == 2 && length <= 80
}
