//! What is known of the party of a table that does not say whose it is.

use super::Run;
use super::class_of_title::{class_of_title, kind_of_title};
use super::day_of_title::{day_of_title, month_of_title};
use super::file_name::{enterprise_of, enterprise_of_title};
use super::section::named_after;
use crate::domain::problem::Problem;
use crate::import::field::Field;
use crate::import::formats::Sheet;
use crate::import::grid::Row;
use crate::import::layout::{Forms, Table};
use crate::import::report::SheetReport;
use crate::import::sheet_kind::SheetKind;
use crate::import::value::MoneyUnit;

/// Whose the records of some paper are, label by label, and what the paper is of.
pub(in crate::import) type Party = (SheetKind, Vec<(String, String)>);

/// What the parts of a sheet leave to those below them.
#[derive(Default)]
pub(super) struct Said {
    /// The unit of bare amounts.
    unit: MoneyUnit,
    /// What stands above the first table.
    pub(super) above: Option<Party>,
    /// The other part of forms that are read.
    pub(super) forms: Option<Forms>,
    /// Whether rows are left below forms.
    pub(super) below: bool,
}

impl Said {
    /// What is known of the party of a table that does not say whose it is.
    pub(super) fn lend(
        &mut self,
        table: &mut Table,
        sheet: &Sheet,
        run: &Run<'_>,
        (head, report): (&[Row], &mut SheetReport),
    ) {
        table.preamble.unit = table.preamble.unit.or(self.unit);
        self.unit = table.preamble.unit;
        let own = || (table.kind, table.preamble.pairs.clone());
        let above = self.above.get_or_insert_with(own);
        table.take_party(Some(&*above));
        table.take_party(run.party.as_ref());
        let above = &head[..table.body.min(head.len())];
        take_names(table, sheet, run, (above, report));
    }
}

/// Takes the zone or the name of the party that the sheet of a table is named after, else the
/// name in the title above it or of its file, unless the table says whose it is; of the latter
/// it is said.
pub(super) fn take_names(
    table: &mut Table,
    sheet: &Sheet,
    run: &Run<'_>,
    (head, report): (&[Row], &mut SheetReport),
) {
    let kind = table.kind;
    let own = sheet.name.as_deref().and_then(|name| named_after(name, kind));
    table.take_name(own);
    if kind == SheetKind::Organizations {
        take_class(table, sheet, head);
    } else if kind == SheetKind::Events {
        take_day(table, sheet, head);
    }
    if table.says_whose() {
        return;
    }
    let alone = head.iter().filter(|row| row.filled().count() == 1);
    let mut titles = alone.flat_map(Row::filled).map(|(_, cell)| cell.text());
    let title = titles.find_map(|text| enterprise_of_title(&text, kind));
    let named = title.map(|name| (name, "title"));
    let named = named.or_else(|| Some((enterprise_of(&run.file, kind)?, "name")));
    let Some((name, case)) = named else { return };
    table.take_name(Some((Field::Organization, name.clone())));
    let problem = Problem::warning("organization_of_file").in_case(case);
    report.add(problem.with_value(name), run.options.problems);
}

/// Takes the class that the title above a roster, or its sheet, says all enterprises have, or
/// what it says all organizations are.
fn take_class(table: &mut Table, sheet: &Sheet, head: &[Row]) {
    let of_sheet = sheet.name.as_deref().map(str::to_owned);
    let mut titles = titles(head).chain(of_sheet);
    let said = titles.find_map(|title| {
        let class = class_of_title(&title).map(|class| (Field::Classes, class));
        let said = class.or_else(|| Some((Field::Kind, kind_of_title(&title)?)));
        said.map(|(field, word)| (field, word.to_owned()))
    });
    table.take_name(said);
}

/// Takes the only day that the title above a programme names, 10月17日考察路线, for the rows
/// that name none, else the month that it or the sheet names for those that name a day alone.
fn take_day(table: &mut Table, sheet: &Sheet, head: &[Row]) {
    let day = titles(head).find_map(|title| day_of_title(&title));
    let of_sheet = || sheet.name.as_deref().and_then(month_of_title);
    let month =
        || titles(head).find_map(|title| month_of_title(&title)).or_else(of_sheet);
    if let Some(day) = day.or_else(month)
        && !table.preamble.says(Field::Date, table.kind)
    {
        table.preamble.pairs.push((Field::Date.name().to_owned(), day));
    }
}

/// The texts of rows that hold nothing else.
fn titles(head: &[Row]) -> impl Iterator<Item = String> + '_ {
    let alone = head.iter().filter(|row| row.filled().count() == 1);
    alone.flat_map(Row::filled).map(|(_, cell)| cell.text().into_owned())
}
