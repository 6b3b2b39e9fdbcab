//! Cells that stand for the rows below them: merged regions, and groups of rows that name
//! their enterprise once.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::field::Field;
use super::formats::Merge;
use super::grid::{Cell, CellRef, Row};
use super::table_plan::TablePlan;

/// Fields that a group of rows may name once.
const GROUP: &[Field] = &[
    Field::Seq,
    Field::Organization,
    Field::Uscc,
    Field::Region,
    Field::Zone,
    Field::Classes,
    Field::Contact,
    Field::Phone,
    Field::Email,
];

/// Fills cells from above.
#[derive(Default)]
pub(super) struct Filler {
    /// Regions of several rows, by their first.
    regions: BTreeMap<u64, Vec<Merge>>,
    /// Regions that reach below the row, with their value.
    open: Vec<(Merge, Cell)>,
    /// The row before, of groups that name their enterprise once.
    group: Option<Row>,
    /// Whether groups do so whatever numbers their rows have.
    once: bool,
    /// The last row of the batch before.
    above: Option<Row>,
    /// The row that names whose those below it are.
    heading: Option<Row>,
    /// What a heading says that no column asks for.
    section: Option<Arc<str>>,
}

impl Filler {
    /// The merged regions of a sheet; whether its table names organizations once a group.
    pub(super) fn new(merges: &[Merge], once: bool) -> Self {
        let mut regions: BTreeMap<u64, Vec<Merge>> = BTreeMap::new();
        for merge in merges.iter().filter(|merge| merge.rows.1 > merge.rows.0) {
            regions.entry(merge.rows.0).or_default().push(*merge);
        }
        Self { regions, once, ..Self::default() }
    }

    /// Takes a row that names whose those below it are.
    pub(super) fn head(&mut self, row: Row) {
        self.heading = Some(row);
    }

    /// Takes what a heading says of the rows below it that no column asks for.
    pub(super) fn say(&mut self, section: &str) {
        self.section = Some(section.into());
    }

    /// The row below the heading that it is below.
    pub(super) fn below_heading(&self, row: Row) -> Row {
        row.below_heading(self.section.clone())
    }

    /// Fills what a heading says of the rows below it, up to the next that says so itself.
    fn fill_heading(&mut self, row: &mut Row, plan: &TablePlan) {
        let Some(heading) = &self.heading else { return };
        let named =
            plan.of(Field::Organization).iter().any(|at| !row.cell(*at).is_blank());
        if named {
            self.heading = None;
            return;
        }
        let said = GROUP.iter().filter(|field| **field != Field::Seq);
        for column in said.flat_map(|field| plan.of(*field)) {
            if *column < plan.width && row.cell(*column).is_blank() {
                row.set(*column, heading.cell(*column).to_cell());
            }
        }
    }

    /// Keeps the last row of a batch for the first one of the next.
    pub(super) fn keep(&mut self, last: &Row) {
        self.above = Some(last.clone());
    }

    /// Whether a cell of a row is part of one that is merged down to it from above.
    pub(super) fn is_merged_down(&self, row: &Row, column: usize) -> bool {
        let holds = |(merge, _): &(Merge, Cell)| {
            let down = merge.rows.0 < row.number && row.number <= merge.rows.1;
            down && merge.columns.0 == column
        };
        row.cell(column).is_blank() && self.open.iter().any(holds)
    }

    /// Fills the cells of a row that has something in it; `above` is the row before it.
    pub(super) fn fill(&mut self, row: &mut Row, plan: &TablePlan, above: Option<&Row>) {
        for column in
            (0..row.len()).filter(|at| is_ditto(row.cell(*at))).collect::<Vec<_>>()
        {
            let above = above.or(self.above.as_ref());
            let said = above.map_or(Cell::Empty, |above| above.cell(column).to_cell());
            row.set(column, said);
        }
        self.open.retain(|(merge, _)| merge.rows.1 >= row.number);
        for (merge, cell) in &self.open {
            if row.cell(merge.columns.0).is_blank() {
                row.set(merge.columns.0, cell.clone());
            }
        }
        while let Some(first) = self.regions.first_entry() {
            if *first.key() > row.number {
                break;
            }
            for merge in first.remove() {
                if merge.rows.0 == row.number {
                    self.open.push((merge, row.cell(merge.columns.0).to_cell()));
                }
            }
        }
        self.fill_heading(row, plan);
        self.fill_group(row, plan);
    }

    /// A row without number and enterprise below one with both belongs to that one, and one
    /// without enterprise alone where a table names each once.
    fn fill_group(&mut self, row: &mut Row, plan: &TablePlan) {
        let Some(&name) = plan.of(Field::Organization).first() else { return };
        let number = plan.of(Field::Seq).first().filter(|_| !self.once);
        if number.is_none() && !self.once {
            return;
        }
        let blank = |row: &Row, at: usize| row.cell(at).is_blank();
        // where each group is named once, numbers say nothing of it
        let goes_on = number.is_none_or(|at| blank(row, *at)) && blank(row, name);
        let begins = number.is_none_or(|at| !blank(row, *at)) && !blank(row, name);
        let titled = plan.kind.required().iter().flat_map(|field| plan.of(*field));
        let titled = titled.into_iter().any(|at| !blank(row, *at));
        if goes_on && titled {
            let Some(first) = &self.group else { return };
            for column in GROUP.iter().flat_map(|field| plan.of(*field)) {
                if *column < plan.width && blank(row, *column) {
                    row.set(*column, first.cell(*column).to_cell());
                }
            }
        } else if begins {
            let cells = (0..plan.width).map(|at| {
                let kept = GROUP.iter().any(|field| plan.of(*field).contains(&at));
                if kept { row.cell(at) } else { CellRef::Empty }.to_cell()
            });
            self.group = Some(Row::new(row.number, cells.collect()));
        }
    }
}

/// Whether a cell says what the one above it says.
fn is_ditto(cell: CellRef<'_>) -> bool {
    let CellRef::Text(text) = cell else { return false };
    text.len() <= 16
        && matches!(
            text.trim(),
            "同上"
                | "同前"
                | "ditto"
                | "Ditto"
                | "〃"
                | "″"
                | "\""
                | "＂"
                | "“"
                | "”"
                | "''"
        )
}
