//! One row of a table → one record, with what was odd: one file a registry.

mod agreement;
mod clean;
mod conditions;
mod decisions;
mod draft;
mod dumped;
mod enterprise;
mod events;
mod kpis;
mod ledger;
mod lettered;
mod memo;
mod memory;
mod needs;
mod offerings;
mod officers;
mod organizations;
mod people;
mod policies;
mod reader;
mod signings;
mod ticks;

pub(crate) use clean::words;

use self::draft::Draft;
use self::reader::Reader;
use super::field::Field;
use super::grid::Row;
use super::options::Options;
use super::report::NoNeed;
use super::sheet_kind::SheetKind;
use super::table_plan::TablePlan;
use crate::domain::problem::{Problem, Severity};
use crate::domain::{Kind, Record, Source};

/// What became of a row.
#[derive(Debug)]
pub(crate) struct Converted {
    /// The row as Excel numbers it.
    pub(crate) row: u64,
    /// The record with the parts of its id; `None`: rejected.
    pub(crate) record: Option<Kept>,
    /// What was odd.
    pub(crate) problems: Vec<Problem>,
    /// Who says here that nothing is needed.
    pub(crate) no_need: Option<NoNeed>,
}

/// A row that is a record.
#[derive(Debug)]
pub(crate) struct Kept {
    /// The record; `None`: nobody asked for it.
    pub(crate) record: Option<Box<Record>>,
    /// Its registry.
    pub(crate) kind: Kind,
    /// Its id; empty unless the file gave one.
    pub(crate) id: String,
    /// The letter that starts an id made for it.
    pub(crate) letter: char,
    /// The parts of the id.
    pub(crate) parts: Vec<String>,
    /// Further parts where two records share those.
    pub(crate) more: String,
}

/// Turns a row into a record.
pub(crate) fn convert(
    plan: &TablePlan,
    row: &Row,
    source: &Source,
    options: &Options,
) -> Converted {
    let mut reader = Reader::new(plan, row);
    check_width(&mut reader, plan, row);
    let draft = draft(&mut reader);
    let no_need = no_need(&reader, &draft);
    reader.keep_unasked();
    let mut problems = reader.problems;
    let worst = if options.strict { Severity::Warning } else { Severity::Error };
    let rejected = problems.iter().any(|problem| problem.severity <= worst);
    let record = (!rejected).then(|| {
        let letter = draft.letter();
        let Draft { mut record, parts, more } = draft;
        let (kind, id) = (record.kind(), record.id().to_owned());
        let record = options.records.then(|| {
            let mut extra = reader.extra;
            dumped::restore(&mut record, &mut extra);
            settle(&mut record, Source { row: row.number, ..source.clone() }, extra);
            Box::new(record)
        });
        Kept { record, kind, id, letter, parts, more }
    });
    problems.sort_by_key(|problem| problem.severity);
    Converted { row: row.number, record, problems, no_need }
}

/// Who says in a row of needs that nothing is needed.
fn no_need(reader: &Reader<'_>, draft: &Draft) -> Option<NoNeed> {
    let Record::Needs(need) = &draft.record else { return None };
    let own = &need.organization;
    let named = !own.name.is_empty() || own.uscc.is_some();
    (need.title.is_empty() && named && needs::declines(reader)).then(|| NoNeed {
        name: own.name.clone(),
        uscc: own.uscc.clone(),
        answer: reader.raw(Field::Title).concat(),
    })
}

fn check_width(reader: &mut Reader<'_>, plan: &TablePlan, row: &Row) {
    let moved = plan.moved_reason(row);
    if let Some(last) = plan.last_surplus(row, moved) {
        let problem = Problem::error("ragged_row").in_case("more");
        let problem = problem.with("cells", last + 1);
        reader.problem(problem.with("columns", plan.surplus.start));
        return;
    }
    let wide = row.len() > plan.width;
    if !plan.ragged || moved.is_some() {
        return;
    }
    if wide && row.filled().any(|(column, _)| column >= plan.width) {
        let problem = Problem::error("ragged_row").in_case("more");
        let problem = problem.with("cells", row.len()).with("columns", plan.width);
        reader.problem(problem);
    } else if row.len() < plan.width {
        let problem = Problem::warning("ragged_row").in_case("fewer");
        let problem = problem.with("cells", row.len()).with("columns", plan.width);
        reader.problem(problem);
    }
}

fn draft(reader: &mut Reader<'_>) -> Draft {
    match reader.plan.kind {
        SheetKind::Needs => needs::technology(reader),
        SheetKind::Talent => needs::talent(reader),
        SheetKind::Offerings
        | SheetKind::Experts
        | SheetKind::Candidates
        | SheetKind::Platforms => offerings::offering(reader),
        SheetKind::Organizations => organizations::organization(reader),
        SheetKind::People => people::person(reader),
        SheetKind::Signings => signings::signing(reader),
        SheetKind::Ledger => ledger::entry(reader),
        SheetKind::Officers => officers::officer(reader),
        SheetKind::Availability => events::availability(reader),
        SheetKind::Policies => policies::policy(reader),
        SheetKind::Events => events::event(reader),
        SheetKind::Kpis => kpis::kpi(reader),
        SheetKind::Decisions => decisions::decision(reader),
        SheetKind::Outcomes => decisions::outcome(reader),
        SheetKind::Assignments => memory::assignment(reader),
        SheetKind::Encounters => memory::encounter(reader),
    }
}

/// Puts place and unmapped columns into a record.
macro_rules! settle {
    ($record:ident, $source:ident, $extra:ident; $($kind:ident),+) => {
        match $record {
            $(Record::$kind(record) => {
                record.source = $source;
                record.extra = $extra;
            })+
            Record::Assignments(_) => {}
        }
    };
}

fn settle(record: &mut Record, source: Source, extra: crate::domain::Extra) {
    settle!(
        record, source, extra;
        Needs, Offerings, Organizations, People, Signings, Ledger, Officers, Availability,
        Policies, Events, Kpis, Decisions, Outcomes, Encounters
    );
}

/// The cells of a row as they may be written out again, a shared value in each, without old
/// reasons; last those that the row has too many.
pub(crate) fn storable(plan: &TablePlan, row: &Row) -> Vec<String> {
    let reader = Reader::new(plan, row);
    let beyond = row.filled().map(|(column, _)| column + 1).max().unwrap_or(0);
    let beyond = if plan.ragged { plan.width..beyond } else { 0..0 };
    let beyond = beyond.map(|column| {
        let text = row.cell(column).text();
        clean::clean(text.trim(), false).0.into_owned()
    });
    (0..plan.columns.len())
        .filter(|column| !plan.columns[*column].is_reason())
        .map(|column| {
            if plan.columns[column].sensitive {
                String::new()
            } else {
                reader.text_at(column).into_owned()
            }
        })
        .chain(beyond)
        .collect()
}
