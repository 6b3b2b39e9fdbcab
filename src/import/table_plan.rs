//! How the rows of a table become records: settled once a table, used for every row.

use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};

use super::field::Field;
use super::grid::{Cell, CellRef, Row};
use super::header_key::letters;
use super::layout::Table;
use super::mapping::{Column, columns};
use super::options::Options;
use super::sheet_kind::SheetKind;
use super::value::{DateRole, When, date};
use crate::domain::problem::Problem;
use crate::text::messages::Lang;

/// The columns of a table, those that every row shares included.
#[derive(Debug)]
pub(crate) struct TablePlan {
    /// Tells it from every other plan of the process.
    pub(crate) number: u64,
    /// What the rows are.
    pub(crate) kind: SheetKind,
    /// The columns: first those of the table, then the shared ones.
    pub(crate) columns: Vec<Column>,
    /// The days that relative dates count from.
    pub(crate) when: When,
    /// How many of the columns stand in the file.
    pub(crate) width: usize,
    /// Whether rows with too many or too few cells tell of slipped values.
    pub(crate) ragged: bool,
    /// The columns where a file of rejects keeps the cells that a row had too many.
    pub(crate) surplus: Range<usize>,
    /// Whether the first column that does not stand in the file is what headings say.
    sections: bool,
    shared: Vec<Cell>,
    /// Columns that name the unit of the amount before them.
    unit_columns: Vec<usize>,
    /// The columns of each field, in order of `Field`.
    by_field: Vec<Vec<usize>>,
}

/// The number of the next plan.
static NEXT: AtomicU64 = AtomicU64::new(1);

impl TablePlan {
    /// Settles how the rows of a table are read; headings between them may say a field.
    pub(crate) fn new(
        table: &Table,
        ragged: bool,
        section: Option<Field>,
        options: &Options,
    ) -> Self {
        let mut all = table.columns.clone();
        let width = all.len();
        let surplus = surplus(&all);
        let unit_columns = (0..width).filter(|at| names_units(&all[*at])).collect();
        all.extend(section.map(|field| column(field.name(), table.kind, options)));
        let mut shared = Vec::new();
        for (header, value) in shared_values(table, options) {
            all.push(column(&header, table.kind, options));
            shared.push(Cell::of_text(value));
        }
        for (header, value) in &table.preamble.gathered {
            if !is_asked(header, table, options) {
                let own = column(header, table.kind, options);
                // whoever says what it fills knows better
                let field = own.field.filter(|(_, how)| how.is_said());
                all.push(Column { field, ..own });
                shared.push(Cell::of_text(value));
            }
        }
        for column in &mut all {
            column.unit = column.unit.or(table.preamble.unit);
        }
        share_unit(&mut all);
        let mut by_field = vec![Vec::new(); Field::ALL.len()];
        for (at, column) in all.iter().enumerate() {
            if let Some((field, _)) = column.field {
                by_field[field as usize].push(at);
            }
        }
        let written = table.preamble.date.as_deref().and_then(|text| {
            let when = When { written: None, today: options.today };
            date(text, DateRole::Start, when).value
        });
        let when = When { written, today: options.today };
        Self {
            number: NEXT.fetch_add(1, Ordering::Relaxed),
            kind: table.kind,
            columns: all,
            when,
            width,
            ragged,
            surplus,
            sections: section.is_some(),
            shared,
            unit_columns,
            by_field,
        }
    }

    /// The columns that fill a field.
    pub(crate) fn of(&self, field: Field) -> &[usize] {
        &self.by_field[field as usize]
    }

    /// The column beside a column of amounts that names the unit of each.
    pub(crate) fn unit_beside(&self, column: usize) -> Option<usize> {
        self.unit_columns.contains(&(column + 1)).then_some(column + 1)
    }

    /// The column too many in which the reason of a rejected row stands: where the cell too
    /// many was deleted, it moved there.
    pub(crate) fn moved_reason(&self, row: &Row) -> Option<usize> {
        let column = self.last_surplus(row, None)?;
        let own = self.cell(row, self.surplus.end).is_blank();
        (own && tells_of_cells(&row.cell(column).text())).then_some(column)
    }

    /// The last column with a cell that a row has too many, but for one.
    pub(crate) fn last_surplus(&self, row: &Row, but: Option<usize>) -> Option<usize> {
        let mut columns = self.surplus.clone().rev();
        columns.find(|at| Some(*at) != but && !row.cell(*at).is_blank())
    }

    /// The cell of a column in a row.
    pub(crate) fn cell<'a>(&'a self, row: &'a Row, column: usize) -> CellRef<'a> {
        match column.checked_sub(self.width) {
            Some(0) if self.sections => row.section(),
            Some(at) => {
                let shared = self.shared.get(at - usize::from(self.sections));
                shared.map_or(CellRef::Empty, Cell::view)
            }
            None => row.cell(column),
        }
    }
}

/// What has been paid in is counted like the amount beside it where only that names its unit.
fn share_unit(columns: &mut [Column]) {
    let is = |column: &Column, wanted| column.field.is_some_and(|(f, _)| f == wanted);
    let amount = columns.iter().find(|column| is(column, Field::Amount));
    let Some(unit) = amount.map(|column| column.unit) else { return };
    for column in columns.iter_mut().filter(|column| is(column, Field::Received)) {
        column.unit = column.unit.or(unit);
    }
}

/// The column that a header alone becomes.
fn column(header: &str, kind: SheetKind, options: &Options) -> Column {
    let [column] = columns(&[vec![header.to_owned()]], kind, options)
        .try_into()
        .unwrap_or_else(|_| unreachable!("one header gives one column"));
    column
}

/// Whether a text is the reason of a row with cells too many, in any language.
fn tells_of_cells(text: &str) -> bool {
    const GAP: &str = "\0";
    let problem = Problem::error("ragged_row").in_case("more");
    let reason = problem.with("cells", GAP).with("columns", GAP).message();
    Lang::ALL.iter().any(|lang| reason.say(*lang).split(GAP).all(|p| text.contains(p)))
}

/// The columns without a header that stand directly before the reasons of rejects.
fn surplus(columns: &[Column]) -> Range<usize> {
    let end = columns.iter().position(Column::is_reason).unwrap_or(0);
    let blank = columns[..end].iter().rev().take_while(|column| !column.headed).count();
    end - blank..end
}

/// Whether a column that fills no field is headed 单位.
fn names_units(column: &Column) -> bool {
    const UNITS: &[&str] = &["单位", "金额单位", "货币单位", "计量单位", "unit"];
    column.field.is_none() && UNITS.contains(&letters(&column.header).as_str())
}

/// Headers and values that stand for every row: from the lines above the table, and from
/// the dialect. A table's own column comes first.
fn shared_values(table: &Table, options: &Options) -> Vec<(String, String)> {
    let said = table.preamble.pairs.iter().cloned();
    let fixed = options.dialect.fixed.iter().map(|(h, v)| (h.clone(), v.clone()));
    let mut shared: Vec<(String, String)> = Vec::new();
    for (header, value) in said.chain(fixed) {
        if !is_asked(&header, table, options) && shared.iter().all(|(h, _)| *h != header)
        {
            shared.push((header, value));
        }
    }
    shared
}

/// Whether a column of a table asks for what a label above it does, or the label asks for
/// nothing, or numbers.
fn is_asked(label: &str, table: &Table, options: &Options) -> bool {
    let Some((field, _)) = column(label, table.kind, options).field else { return true };
    // A column of times says no day, which the title may.
    let times = table.kind == SheetKind::Events && field == Field::Date;
    table.has(field) && !times || field == Field::Seq
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reason_of_a_row_with_cells_too_many_is_known_in_both_languages() {
        let reason = Problem::error("ragged_row").in_case("more");
        let reason = reason.with("cells", 6_u64).with("columns", 5_u64).message();
        for lang in Lang::ALL {
            assert!(tells_of_cells(&format!("x; {}", reason.say(lang))), "{lang:?}");
        }
        assert!(!tells_of_cells("10000000000") && !tells_of_cells("这一行不是"));
    }
}
