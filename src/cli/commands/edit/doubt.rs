//! What was typed and is refused, and what is taken with a word on how.

use crate::cli::{Context, Failure, typed};
use crate::domain::problem::{Problem, Severity};
use crate::domain::{
    AmountKind, Attendance, Class, ContractType, Cooperation, Degree, EventKind, Ip,
    Kind, NeedKind, OfferingKind, OrganizationKind, OutcomeKind, Role, SigningKind,
    Stage, Verdict,
};
use crate::text::messages::Message;

/// Says how what was typed without a unit was taken, and other doubts.
pub(in crate::cli::commands) fn note(context: &Context, doubts: &[Problem]) {
    for doubt in doubts {
        context.terminal.note(&doubt.message().say(context.lang));
    }
}

/// What was typed and is taken, though something else may be meant: a bare number, a code
/// whose check digit is wrong.
pub(in crate::cli::commands) fn doubts(
    problems: Vec<Problem>,
    columns: &[String],
) -> Vec<Problem> {
    let doubtful = |p: &Problem| {
        let typed = p.column.as_ref().is_some_and(|column| columns.contains(column));
        typed && matches!(p.code, "ambiguous_unit" | "invalid_uscc")
    };
    problems.into_iter().filter(doubtful).collect()
}

/// A value typed by hand must be understood: what import would keep as odd is refused in
/// the columns that were typed.
pub(in crate::cli::commands) fn refuse(
    kind: Kind,
    problems: &[Problem],
    columns: &[String],
) -> Result<(), Failure> {
    let typed =
        |p: &Problem| p.column.as_ref().is_some_and(|column| columns.contains(column));
    let odd = |p: &Problem| {
        matches!(
            p.code,
            "unknown_vocabulary"
                | "invalid_date"
                | "invalid_amount"
                | "invalid_email"
                | "invalid_phone"
                | "error_value"
                | "sensitive_personal_data"
        )
    };
    let wrong = |p: &&Problem| {
        p.severity == Severity::Error
            || (typed(p) && odd(p) && p.severity == Severity::Warning)
    };
    let mut wrong = problems.iter().filter(wrong);
    let Some(first) = wrong.next() else { return Ok(()) };
    Err(refusal(kind, first).details(wrong.map(Problem::message).collect()))
}

/// A problem of what was typed: nothing was kept, and nothing is to be imported again.
fn refusal(kind: Kind, problem: &Problem) -> Failure {
    let hint = match problem.code {
        "invalid_amount" if problem.case == Some("count") => {
            Message::new("cli-usage-number").with("least", 0_i64)
        }
        "invalid_amount" if problem.case == Some("ordinal") => {
            Message::new("cli-usage-number").with("least", 1_i64)
        }
        "invalid_amount" => Message::new("cli-edit-amount"),
        "invalid_email" | "invalid_phone" => problem.hint(),
        "negative_amount" => Message::new("cli-usage-negative"),
        "invalid_date" => Message::new("cli-usage-like").with("example", "2026-10-18"),
        "missing_required" => Message::new("cli-edit-required")
            .with("column", problem.column.as_deref().unwrap_or_default()),
        "sensitive_personal_data" => {
            return Failure::new(Message::new("cli-edit-sensitive"))
                .hint(Message::new("cli-edit-untaken"));
        }
        "unknown_vocabulary" => match choices(kind, problem.column.as_deref()) {
            Some(codes) => Message::new("cli-usage-possible").with("what", codes),
            None => Message::new("cli-edit-untaken"),
        },
        _ => Message::new("cli-edit-untaken"),
    };
    Failure::new(problem.message()).hint(hint)
}

/// The codes that a column of a registry takes.
fn choices(kind: Kind, column: Option<&str>) -> Option<Vec<&'static str>> {
    Some(match column? {
        "kind" => match kind {
            Kind::Needs => typed::codes::<NeedKind>(),
            Kind::Offerings => typed::codes::<OfferingKind>(),
            Kind::Organizations => typed::codes::<OrganizationKind>(),
            Kind::Signings => typed::codes::<SigningKind>(),
            Kind::Events => typed::codes::<EventKind>(),
            Kind::People
            | Kind::Ledger
            | Kind::Officers
            | Kind::Assignments
            | Kind::Availability
            | Kind::Policies
            | Kind::Kpis
            | Kind::Decisions
            | Kind::Outcomes
            | Kind::Encounters => return None,
        },
        "stage" => typed::codes::<Stage>(),
        "cooperation" => typed::codes::<Cooperation>(),
        "classes" => typed::codes::<Class>(),
        "ip" => typed::codes::<Ip>(),
        "degree" => typed::codes::<Degree>(),
        "contract_type" => typed::codes::<ContractType>(),
        "role" => typed::codes::<Role>(),
        "status" => typed::codes::<Attendance>(),
        "outcome" => typed::codes::<OutcomeKind>(),
        "decision" => typed::codes::<Verdict>(),
        "amount_kind" => typed::codes::<AmountKind>(),
        _ => return None,
    })
}
