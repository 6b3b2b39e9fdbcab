//! What is noted of a table before its rows are read.

use crate::domain::problem::Problem;
use crate::import::field::Field;
use crate::import::layout::Table;
use crate::import::mapping::Column;
use crate::import::options::Options;
use crate::import::report::SheetReport;
use crate::import::sheet_kind::SheetKind;
use crate::import::table_plan::TablePlan;
use crate::import::value::MoneyUnit;

/// The headers of a table that stands alone; those of cells that a row had too many stay
/// blank, so that what was not mended is found again. Old reasons are left out.
pub(super) fn headers(plan: &TablePlan) -> Vec<String> {
    let header = |(at, column)| {
        if plan.surplus.contains(&at) { String::new() } else { header_with_unit(column) }
    };
    let columns = plan.columns.iter().enumerate();
    columns.filter(|(_, column)| !column.is_reason()).map(header).collect()
}

/// The header with the unit that stands elsewhere in the file, so that it stands alone.
fn header_with_unit(column: &Column) -> String {
    const UNITS: [(i64, &str); 5] = [
        (1, "元"),
        (1000, "千元"),
        (10_000, "万元"),
        (1_000_000, "百万元"),
        (100_000_000, "亿元"),
    ];
    let header = &column.header;
    let money = column.field.is_some_and(|(field, _)| field.is_money());
    let own = MoneyUnit::named_in(header).yuan.is_some();
    match UNITS.iter().find(|(yuan, _)| column.unit.yuan == Some(*yuan)) {
        Some((_, unit)) if money && !own => format!("{header}（{unit}）"),
        _ => header.clone(),
    }
}

/// Whether slips of meetings name who met instead of the meeting.
fn names_who_met(table: &Table) -> bool {
    table.kind == SheetKind::Outcomes
        && table.has(Field::Enterprise)
        && (table.has(Field::Institution) || table.has(Field::Person))
}

/// Names the headers that no field took, and a column that every row would need.
pub(super) fn note_columns(
    report: &mut SheetReport,
    table: &Table,
    plan: &TablePlan,
    options: &Options,
) {
    let row = table.header_rows.last().copied().unwrap_or(0);
    for any in [table.kind.required(), table.kind.also_required()] {
        let Some(first) = any.first() else { continue };
        if !any.iter().any(|field| table.has(*field)) && !names_who_met(table) {
            let problem = Problem::warning("missing_column").at_row(row);
            report.add(problem.in_column(first.name()), options.problems);
        }
    }
    let kind = plan.kind.kind();
    for column in plan.columns.iter().filter(|column| column.is_unknown(kind)) {
        let amounts = MoneyUnit::named_in(&column.header).yuan.is_some();
        let code = if column.sensitive {
            Problem::warning("sensitive_personal_data").in_case("column")
        } else if amounts && column.aside.is_none() {
            Problem::warning("unmapped_column").in_case("money")
        } else {
            Problem::info("unmapped_column")
        };
        report.add(code.at_row(row).in_column(&column.header), options.problems);
    }
}
