//! Several people in one cell of names, a row each; and one person, or the parties of one
//! project, in several rows.

use crate::import::field::Field;
use crate::import::fill::Filler;
use crate::import::grid::{Cell, Row};
use crate::import::layout::Table;
use crate::import::names::people;
use crate::import::sheet_kind::SheetKind;
use crate::import::value::{self, ROLES};

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

/// Whether a row goes on with the person, or the project to sign, whose name is merged down to
/// it: what it says is put to the row before.
pub(super) fn goes_on(
    row: &Row,
    table: &Table,
    filler: &Filler,
    before: Option<&mut Row>,
) -> bool {
    let names = names_of(table).or_else(|| parties_below(row, table));
    let Some(names) = names.filter(|_| table.fold.is_none()) else { return false };
    let merged = columns(table, names).any(|at| filler.is_merged_down(row, at));
    let goes_on =
        merged || table.kind == SheetKind::Signings && has_no_number(row, table);
    let Some(before) = before.filter(|_| goes_on) else {
        return false;
    };
    let role = columns(table, Field::Parties).next();
    let role = role.map_or(0, |at| before.cell(at).text().matches(PARTS).count() + 1);
    let counted: Vec<usize> = columns(table, Field::Seq).collect();
    for (at, cell) in row.filled().filter(|(at, _)| !counted.contains(at)) {
        let (said, more) = (before.cell(at).text().into_owned(), cell.text());
        let signs = columns(table, Field::Signatories).any(|column| column == at);
        let joined = match ROLES.get(role).filter(|_| signs) {
            _ if !said.is_empty() => format!("{said}{PARTS}{more}"),
            // who signs for a party behind one that names nobody
            Some(role) => format!("{role}：{more}"),
            None => more.into_owned(),
        };
        before.set(at, Cell::of_text(joined));
    }
    true
}

/// What parts the lines that are put together.
const PARTS: &str = "；";

/// The field of the titles, where a table of projects has one column of parties and a row names
/// a further one.
fn parties_below(row: &Row, table: &Table) -> Option<Field> {
    if table.kind != SheetKind::Signings {
        return None;
    }
    let mut named = columns(table, Field::Parties).map(|at| !row.cell(at).is_blank());
    let sides = [Field::PartyA, Field::PartyB];
    let alone = sides.into_iter().all(|side| columns(table, side).next().is_none());
    (alone && named.any(|named| named)).then_some(Field::Title)
}

/// Whether a row of a table that numbers its projects has neither number nor title.
fn has_no_number(row: &Row, table: &Table) -> bool {
    let blank = |field| {
        let mut cells =
            columns(table, field).map(|at| row.cell(at).is_blank()).peekable();
        cells.peek().is_some() && cells.all(|blank| blank)
    };
    blank(Field::Seq) && blank(Field::Title)
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
