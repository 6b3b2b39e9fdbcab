//! A walk over the cells of a form, which pairs labels with values.

use super::cells::{PHONE, together};
use super::guide::Guide;
use super::labels::{Keys, Label, Labels, Token, takes};
use super::records::Pair;
use crate::import::field::Field;
use crate::import::grid::{Cell, Row};
use crate::import::header_key::{is_numeral, without_numbering};
use crate::import::sheet_kind::SheetKind;
use crate::text::is_han;

/// What a form asks for whose it is.
const ENTERPRISE: &str = "企业名称";
/// The longest name of an enterprise that stands above its needs.
const LONGEST_NAME: usize = 30;

/// A walk over the cells of a sheet.
pub(super) struct Walk<'k> {
    pub(super) labels: Labels<'k>,
    pub(super) pairs: Vec<Pair>,
    /// A label that waits for its value.
    pub(super) pending: Option<Label>,
    /// The row it stands in.
    asked: u64,
    /// Labels of a row of labels alone, by column, that wait for the row of their values.
    pub(super) above: Vec<(usize, Label)>,
    /// Whether rows of labels alternate with rows of their values.
    pub(super) blocks: bool,
    pub(super) ignored: Vec<u64>,
    /// Texts that stood alone in their row and asked for nothing: titles.
    titles: Vec<String>,
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
            labels: Labels::of(kind, keys),
            pairs: Vec::new(),
            pending: None,
            asked: 0,
            above: Vec::new(),
            blocks: false,
            ignored: Vec::new(),
            titles: Vec::new(),
            heads: Vec::new(),
            blank: Vec::new(),
            guide: Guide::default(),
        };
        walk.blocks = walk.labels.have_blocks(rows);
        walk
    }

    /// Walks along the rows.
    pub(super) fn read(&mut self, rows: &[Row]) {
        for (at, row) in rows.iter().enumerate() {
            let next = rows[at + 1..].iter().find(|next| !next.is_blank());
            let known = self.instructs(row)
                || self.numbers(row)
                || self.repeats_title(row)
                || self.heads_form(row, next)
                || self.numbers_title(row, next)
                || self.block(row);
            if !known {
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
        let asks = || next.is_some_and(|next| self.labels.begin_inline(next));
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

    /// Whether a row tells how to fill in; nothing waits for an answer there.
    fn instructs(&mut self, row: &Row) -> bool {
        let instructs = self.guide.takes(row);
        if instructs {
            self.leave(row);
            self.ignored.push(row.number);
        }
        instructs
    }

    /// Whether a row is but the number of what stands below it, （一）: no answer to what was
    /// left open above.
    fn numbers(&mut self, row: &Row) -> bool {
        let number = text_alone(row).is_some_and(|text| is_number_alone(&text));
        if number {
            self.leave(row);
            self.ignored.push(row.number);
        }
        number
    }

    /// Whether a row is the title of the next form, which stood above one before: it is no
    /// answer to what was left open there.
    fn repeats_title(&mut self, row: &Row) -> bool {
        let Some(title) = text_alone(row) else { return false };
        let repeats = self.titles.contains(&title);
        if repeats {
            self.leave(row);
            self.ignored.push(row.number);
        }
        repeats
    }

    fn row(&mut self, row: &Row) {
        let before = self.pairs.len();
        let cells: Vec<Cell> = row.filled().map(|(_, cell)| cell.to_cell()).collect();
        let alone = cells.len() == 1;
        let (cells, heads) = together(
            &|text| self.labels.label(text).is_some(),
            &|text| self.labels.label(text) == Some(Some(Field::Phone)),
            cells,
        );
        self.heads.extend(heads.then_some(row.number));
        let width = cells.len();
        let cells = self.said(cells);
        let mut tokens: Vec<Token> =
            cells.into_iter().map(|cell| self.labels.token(cell)).collect();
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
        if !self.take(tokens, row, width) {
            return;
        }
        if !alone || waiting {
            self.leave(row);
        }
        if self.pairs.len() == before && self.pending.is_none() {
            self.titles.extend(text_alone(row));
            self.ignored.push(row.number);
        }
    }

    /// Takes the labels and values of a row of so many cells, the last one first in the list;
    /// whether there is more to it than a text that goes on from the row above.
    fn take(&mut self, mut tokens: Vec<Token>, row: &Row, width: usize) -> bool {
        let alone = text_alone(row).is_some();
        while let Some(token) = tokens.pop() {
            match token {
                Token::Label(label, field) => match self.pending.take() {
                    Some(asked) if takes(asked.1, &label, tokens.last()) => {
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
                    (None, _) if alone && self.continue_text(&value) => return false,
                    (None, _) => self.keep_besides(row, &value),
                },
            }
        }
        true
    }

    /// The cells of a row but for those that tell how to fill in. One that begins a row asks
    /// for what follows it: 请描述现有工艺.
    fn said(&self, cells: Vec<Cell>) -> Vec<Cell> {
        let hint =
            |cell: &Cell| matches!(cell, Cell::Text(text) if self.labels.is_hint(text));
        let hints: Vec<bool> = cells.iter().map(hint).collect();
        let asks = self.pending.is_none() && hints.iter().skip(1).any(|hint| !hint);
        let tells = |at: usize| hints[at] && !(at == 0 && asks);
        let said = cells.into_iter().enumerate().filter(|(at, _)| !tells(*at));
        said.map(|(_, cell)| cell).collect()
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
    pub(super) fn leave(&mut self, row: &Row) {
        let left = self.pending.take().filter(|(_, field)| field.is_some());
        let columns: Vec<usize> = row.filled().map(|(at, _)| at).take(5).collect();
        let gaps = columns.windows(2).any(|pair| pair[1] > pair[0] + 1);
        let asked = columns.len() < 3 || columns.len() < 5 && gaps;
        self.blank.extend(left.filter(|_| asked).map(|label| (self.asked, label)));
    }

    pub(super) fn push(&mut self, row: u64, (label, field): Label, value: Cell) {
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
}

/// The text that stands alone in a row.
fn text_alone(row: &Row) -> Option<String> {
    let mut filled = row.filled();
    let (Some((_, cell)), None) = (filled.next(), filled.next()) else { return None };
    Some(cell.text().into_owned())
}

/// Whether a text is a number of a heading and nothing else: （一）, 二、.
fn is_number_alone(text: &str) -> bool {
    let bare = text.trim().trim_start_matches(['（', '(']);
    let rest = bare.trim_start_matches(is_numeral);
    rest.len() < bare.len() && matches!(rest, "）" | ")" | "、" | "." | "．")
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
