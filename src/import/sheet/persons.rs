//! Several people in one cell of names, a row each; and one person in several rows.

use crate::import::field::Field;
use crate::import::fill::Filler;
use crate::import::grid::{Cell, Row};
use crate::import::layout::Table;
use crate::import::names::people;
use crate::import::sheet_kind::SheetKind;
use crate::import::value;

/// Fields of which a cell may list one for each of the people.
const LISTED: &[Field] = &[Field::Title, Field::Lead, Field::Phone, Field::Email];

/// A row for each of the people that the cell of names lists, 张三、李四, with what the row
/// says of each; the row itself where it names one. A row with an id stays whole.
pub(super) fn people_of(row: Row, table: &Table) -> Vec<Row> {
    let Some(names) = names_of(table) else { return vec![row] };
    let columns = |wanted| columns(table, wanted);
    let named = columns(names).find(|at| !row.cell(*at).is_blank());
    let Some(name) = named else { return vec![row] };
    let people = people(&row.cell(name).text());
    if people.len() < 2 || columns(Field::Id).any(|at| !row.cell(at).is_blank()) {
        return vec![row];
    }
    let listed = LISTED.iter().filter(|field| **field != names);
    let listed = listed.flat_map(|field| columns(*field));
    let lists = listed.filter_map(|at| {
        let items = value::titles(&row.cell(at).text(), people.len());
        items.filter(|items| items.len() == people.len()).map(|items| (at, items))
    });
    let lists: Vec<(usize, Vec<String>)> = lists.collect();
    let one = |(nth, person): (usize, &String)| {
        let mut own = row.clone();
        own.set(name, Cell::of_text(person.as_str()));
        for (at, items) in &lists {
            own.set(*at, Cell::of_text(items[nth].as_str()));
        }
        own
    };
    people.iter().enumerate().map(one).collect()
}

/// Whether a row goes on with the person whose name is merged down to it: what it says is put
/// to the row before.
pub(super) fn goes_on(
    row: &Row,
    table: &Table,
    filler: &Filler,
    before: Option<&mut Row>,
) -> bool {
    let Some(names) = names_of(table) else { return false };
    let mut names = columns(table, names);
    let merged = table.fold.is_none() && names.any(|at| filler.is_merged_down(row, at));
    let Some(before) = before.filter(|_| merged) else {
        return false;
    };
    let counted: Vec<usize> = columns(table, Field::Seq).collect();
    for (at, cell) in row.filled().filter(|(at, _)| !counted.contains(at)) {
        let (said, more) = (before.cell(at).text().into_owned(), cell.text());
        let joined =
            if said.is_empty() { more.into_owned() } else { format!("{said}；{more}") };
        before.set(at, Cell::of_text(joined));
    }
    true
}

/// The field of the names, where the rows of a table are people.
fn names_of(table: &Table) -> Option<Field> {
    const NAMES: [(SheetKind, Field); 3] = [
        (SheetKind::People, Field::Name),
        (SheetKind::Officers, Field::Name),
        (SheetKind::Experts, Field::Title),
    ];
    let found = NAMES.iter().find(|(kind, _)| *kind == table.kind);
    found.map(|(_, field)| *field)
}

/// The columns of a field.
fn columns(table: &Table, wanted: Field) -> impl Iterator<Item = usize> {
    let of = move |at: &usize| {
        table.columns[*at].field.is_some_and(|(field, _)| field == wanted)
    };
    (0..table.columns.len()).filter(of)
}
