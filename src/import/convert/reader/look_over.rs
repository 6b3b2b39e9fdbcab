//! What is done with every cell of a row before its fields are read.

use super::Reader;
use crate::domain::problem::Problem;
use crate::import::choice;
use crate::import::convert::clean::{clean, clean_cell};
use crate::import::convert::lettered::lettered;
use crate::import::convert::ticks::ticked;
use crate::import::field::Field;
use crate::import::grid::{Cell, CellRef};
use crate::import::mapping::{Column, letter};
use crate::import::names::without_gaps;
use crate::import::value;

impl Reader<'_> {
    /// Keeps what stands beside the table.
    pub(super) fn keep_beyond(&mut self) {
        for column in self.plan.width..self.row.len() {
            let cell = self.row.cell(column);
            if cell.is_blank() {
                continue;
            }
            let text = cell.text();
            let (cleaned, odd) = clean(text.trim(), false);
            self.problems.extend(odd.into_iter().map(|p| p.at_row(self.row.number)));
            let header = letter(column);
            self.extra.insert(header, cleaned.into_owned());
        }
    }

    /// Cleans a cell, files what is odd about it, and keeps what no field takes.
    pub(super) fn look_over(&mut self, column: usize) {
        let cell = self.plan.cell(self.row, column);
        if cell.is_blank() {
            return;
        }
        let settled = &self.plan.columns[column];
        if settled.sensitive {
            return;
        }
        if let Some((field, _)) = settled.field
            && let CellRef::Text(text) = cell
            && value::is_error(text)
        {
            return self.failed(column, field, text);
        }
        let is_code = settled.field.is_some_and(|(field, _)| field == Field::Uscc);
        let (cleaned, odd) = clean_cell(cell, is_code);
        let place =
            |problem: Problem| problem.at_row(self.row.number).in_column(&settled.header);
        self.problems.extend(odd.into_iter().map(place));
        let ticked = match cleaned.as_ref().map_or(cell, Cell::view) {
            CellRef::Text(text) => plainly(settled, text.trim()).map(Cell::Text),
            number @ CellRef::Number(_) => {
                let option = settled.option.as_ref();
                option
                    .and_then(|option| choice::chosen(&number.text(), option))
                    .map(Cell::Text)
            }
            CellRef::Empty | CellRef::Date(_) | CellRef::List(_) | CellRef::Json(_) => {
                None
            }
        };
        self.cleaned.extend(ticked.or(cleaned).map(|cell| (column, cell)));
        if settled.field.is_none() && !settled.is_left_out() {
            let text = self.text_at(column).into_owned();
            self.keep(column, text);
        }
    }

    /// Takes the value of a formula that failed for a blank.
    fn failed(&mut self, column: usize, field: Field, text: &str) {
        self.cleaned.push((column, Cell::Empty));
        if ![Field::Seq, Field::RejectReason].contains(&field) {
            self.keep(column, text.to_owned());
            let code = if field.is_money() { "invalid_amount" } else { "error_value" };
            self.note(column, text, vec![value::failure(code, text)]);
        }
    }
}

/// What a cell says in other words than it stands in: names without gaps, ticked options.
fn plainly(column: &Column, text: &str) -> Option<String> {
    match column.field {
        Some((field, _)) if field.names_people() => {
            without_gaps(text).or_else(|| ticks(column, text))
        }
        _ => ticks(column, text),
    }
}

/// The ticked options of a cell, where options may be.
fn ticks(column: &Column, text: &str) -> Option<String> {
    let (field, _) = column.field?;
    if let Some(option) = &column.option {
        return choice::chosen(text, option);
    }
    let prose = matches!(
        field,
        Field::Title | Field::Description | Field::Indicators | Field::Note
    );
    // A tick alone is an answer, no option.
    let answer = text.chars().all(|c| value::ON.contains(&c));
    if prose || answer || text.len() > 600 {
        return None;
    }
    let options = lettered(text);
    ticked(options.as_deref().unwrap_or(text)).or(options)
}
