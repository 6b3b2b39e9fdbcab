//! Answers that go on in further cells of their row.

use super::records::Pair;
use super::walk::Walk;
use crate::import::field::Field;
use crate::import::grid::Cell;
use crate::import::names::is_bare_name;
use crate::import::value::starts_with_mark;

impl Walk<'_> {
    /// Whether a cell goes on with the answer before it, which takes it then.
    pub(super) fn continue_answer(&mut self, row: u64, value: &Cell) -> bool {
        self.continue_options(row, value)
            || self.continue_words(row, value)
            || self.continue_names(row, value)
            || self.continue_days(row, value)
    }

    /// Keeps a value that nothing asks for with the one before it in its row, where that is no
    /// field of ours or may be several: 完成人电话 | 000-1234561 | 000-1234562.
    pub(super) fn keep_beside(&mut self, row: u64, value: &Cell) {
        let takes = |last: &&mut Pair| {
            last.row == row && matches!(last.field, None | Some(Field::Phone))
        };
        let Some(last) = self.pairs.last_mut().filter(takes) else { return };
        let (said, more) = (last.value.view().text(), value.view().text());
        last.value = Cell::of_text(format!("{said}\n{more}"));
    }

    /// A further option with a mark, in a cell of its own, belongs to those before it.
    fn continue_options(&mut self, row: u64, value: &Cell) -> bool {
        let marked =
            |cell: &Cell| matches!(cell, Cell::Text(text) if starts_with_mark(text));
        let last = self.pairs.last_mut().filter(|last| last.row == row);
        let Some(last) = last.filter(|last| marked(&last.value) && marked(value)) else {
            return false;
        };
        let (said, more) = (last.value.view().text(), value.view().text());
        last.value = Cell::of_text(format!("{said} {more}"));
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
        let (said, more) = (last.value.view().text(), value.view().text());
        last.value = Cell::of_text(format!("{said}\n{more}"));
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
        let (said, more) = (last.value.view().text(), value.view().text());
        last.value = Cell::of_text(format!("{said}、{more}"));
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
        last.value = Cell::of_text(format!("{said}{between}{more}"));
        true
    }
}
