//! Rows that name the enterprise of the rows below them and nothing else.

use super::Queue;
use crate::import::field::Field;
use crate::import::grid::Row;
use crate::import::layout::Table;

/// Whether a row only names whose the rows below it are: the next one has a title and no
/// organization.
pub(super) fn heads_group(row: &Row, table: &Table, queue: &mut Queue<'_, '_>) -> bool {
    if says(row, table, Field::Organization) != Some(true) || titled(row, table) {
        return false;
    }
    let next = match queue.next() {
        None => return false,
        Some(Ok(next)) => next,
        Some(Err(problem)) => {
            queue.problem = Some(problem);
            return false;
        }
    };
    let of_none = says(&next, table, Field::Organization) == Some(false);
    let heads = of_none && titled(&next, table);
    queue.ahead.push_front(next);
    heads
}

/// Whether the column of a field says something; `None` where there is none.
fn says(row: &Row, table: &Table, field: Field) -> Option<bool> {
    let at =
        table.columns.iter().position(|c| c.field.is_some_and(|(f, _)| f == field))?;
    Some(!row.cell(at).is_blank())
}

fn titled(row: &Row, table: &Table) -> bool {
    let mut titles = table.kind.required().iter();
    titles.any(|field| says(row, table, *field) == Some(true))
}
