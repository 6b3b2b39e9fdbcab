//! Answers that go on in further cells of their row.

use super::records::Pair;
use super::walk::Walk;
use crate::import::field::Field;
use crate::import::grid::{Cell, CellRef, Row};
use crate::import::mapping::letter;
use crate::import::names::is_bare_name;
use crate::import::value::starts_with_mark;

/// The longest unit of an amount that stands in a cell of its own: 万元人民币.
const LONGEST_UNIT: usize = 6;

impl Walk<'_> {
    /// Whether a cell goes on with the answer before it, which takes it then.
    pub(super) fn continue_answer(&mut self, row: u64, value: &Cell) -> bool {
        self.continue_options(row, value)
            || self.continue_words(row, value)
            || self.continue_names(row, value)
            || self.continue_days(row, value)
    }

    /// Keeps a cell that no label asks for: a telephone behind the name of the contact, the
    /// unit behind an amount and what follows an answer to a question of no field belong to
    /// the answer before it; anything else stays under the letter of its column.
    pub(super) fn keep_besides(&mut self, row: &Row, value: &Cell) {
        let text = value.view().text();
        let Some(last) = self.pairs.last_mut().filter(|last| last.row == row.number)
        else {
            return;
        };
        let unit = text.chars().count() <= LONGEST_UNIT
            && !text.contains(|c: char| c.is_ascii_digit());
        match last.field {
            Some(Field::Contact) if reaches(&text) => last.append(" ", value),
            None | Some(Field::Phone | Field::Email) if reaches(&text) => {
                last.append("、", value);
            }
            None => last.append(" ", value),
            Some(field) if field.is_money() && unit => last.append("", value),
            Some(_) => {
                let same = |(_, cell): &(usize, CellRef<'_>)| cell.text() == text;
                let at = row.filled().filter(same).last().map_or(0, |(at, _)| at);
                self.push(row.number, (letter(at), None), value.clone());
            }
        }
    }

    /// A further option with a mark, in a cell of its own, belongs to those before it.
    fn continue_options(&mut self, row: u64, value: &Cell) -> bool {
        let marked =
            |cell: &Cell| matches!(cell, Cell::Text(text) if starts_with_mark(text));
        let last = self.pairs.last_mut().filter(|last| last.row == row);
        let Some(last) = last.filter(|last| marked(&last.value) && marked(value)) else {
            return false;
        };
        last.append(" ", value);
        true
    }

    /// A further keyword in a box of its own belongs to those before it, unless one of them
    /// holds a list.
    fn continue_words(&mut self, row: u64, value: &Cell) -> bool {
        let one = |cell: &Cell| {
            let text = cell.view().text();
            text.lines().all(|line| line.chars().count() <= 12)
                && !text.contains(['、', '，', ',', '；', ';', '：', ':'])
        };
        let asked =
            |last: &&mut Pair| last.row == row && last.field == Some(Field::Keywords);
        let last = self.pairs.last_mut().filter(asked);
        let Some(last) = last.filter(|last| one(&last.value) && one(value)) else {
            return false;
        };
        last.append("\n", value);
        true
    }

    /// A further name in a box of its own belongs to those of who did the work.
    fn continue_names(&mut self, row: u64, value: &Cell) -> bool {
        let names = |cell: &Cell| {
            let text = cell.view().text();
            !text.is_empty() && text.split('、').all(is_bare_name)
        };
        let asked = |last: &&mut Pair| last.row == row && last.field == Some(Field::Lead);
        let last = self.pairs.last_mut().filter(asked);
        let Some(last) = last.filter(|last| names(&last.value) && names(value)) else {
            return false;
        };
        last.append("、", value);
        true
    }

    /// The end of a stretch of time in a cell of its own: 自2026年10月起 | 至 | 2028年9月止.
    fn continue_days(&mut self, row: u64, value: &Cell) -> bool {
        let day = |text: &str| {
            let bare = text.trim_start_matches(['自', '从', '由', '至', '到']);
            bare.starts_with(|c: char| c.is_ascii_digit())
                && text.contains(['年', '月', '.', '-', '/'])
        };
        let asked =
            |last: &&mut Pair| last.row == row && last.field == Some(Field::Deadline);
        let Some(last) = self.pairs.last_mut().filter(asked) else { return false };
        let (said, more) = (last.value.view().text(), value.view().text());
        let joiner = ["至", "到", "—", "-", "~", "～"].contains(&more.trim());
        let joined = said.ends_with(['至', '到', '—', '-', '~', '～']);
        if !day(&said) || !joiner && !day(&more) {
            return false;
        }
        let between =
            if joiner || joined || more.starts_with('至') { "" } else { "至" };
        last.append(between, value);
        true
    }
}

/// Whether a text holds a telephone or an address.
fn reaches(text: &str) -> bool {
    text.contains('@') || text.chars().filter(char::is_ascii_digit).count() >= 7
}
