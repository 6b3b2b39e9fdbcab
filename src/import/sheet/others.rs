//! Sheets of another registry than the one asked for: somebody who has everything in one
//! workbook names it once for each registry.

use super::Run;
use crate::domain::problem::Problem;
use crate::domain::{Code as _, Kind};
use crate::import::formats::Sheet;
use crate::import::grid::Row;
use crate::import::layout::{self, Forms, starts_table};
use crate::import::options::Options;
use crate::import::report::SheetReport;

/// Passes over a sheet beside others that holds nothing of the registry asked for, where it
/// is known what it holds instead; whose its forms are is kept for the sheets behind it.
pub(super) fn passed_over_for_others(
    run: &mut Run<'_>,
    names: (&Sheet, &str),
    head: &[Row],
    report: &mut SheetReport,
) -> bool {
    let asked = run.options.kind.filter(|_| run.others && names.0.beside);
    let Some(asked) = asked else { return false };
    let open = Options { kind: None, ..run.options.clone() };
    let (kinds, forms) = kinds(head, names, &open);
    let Some(own) = kinds.first().filter(|_| !kinds.contains(&asked)) else {
        return false;
    };
    if let Some((kind, party)) =
        forms.and_then(|forms| Some((forms.kind, forms.party()?)))
    {
        run.party = Some((kind, party));
    }
    report.ignored_rows = head.iter().map(|row| row.number).collect();
    let problem = Problem::info(SheetReport::PASSED_OVER).in_case("kind");
    report.add(problem.with("kind", own.label()), open.problems);
    true
}

/// The registries that the first rows of a sheet are of, and the forms that they are.
fn kinds(
    head: &[Row],
    (sheet, names): (&Sheet, &str),
    open: &Options,
) -> (Vec<Kind>, Option<Forms>) {
    let table = layout::table(head, sheet, names, open);
    let forms = layout::forms(head, names, open).filter(|forms| {
        sheet.keys.is_none() && layout::is_form(table.as_ref(), forms, head)
    });
    if let Some(forms) = forms {
        let parts = std::iter::successors(Some(&forms), |part| part.also.as_deref());
        return (parts.map(|part| part.kind.kind()).collect(), Some(forms));
    }
    let mut kinds = Vec::new();
    let mut rows = head;
    while let Some(table) = layout::table(rows, sheet, names, open) {
        kinds.push(table.kind.kind());
        let body = rows.get(table.body..).unwrap_or_default();
        let next = body.iter().position(|row| starts_table(row, &table, open));
        let Some(next) = next.filter(|_| table.body > 0) else {
            break;
        };
        rows = &body[next..];
    }
    (kinds, None)
}
