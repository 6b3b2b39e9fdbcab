//! How reading went, in a few lines, for commands that read files on their way to something
//! else.

use crate::domain::problem::{Problem, Severity};
use crate::import::SheetReport;
use crate::text::messages::{Lang, Message};

/// The sheet as people name it.
pub(super) fn name(report: &SheetReport, lang: Lang) -> String {
    match &report.sheet {
        None => report.file.to_string(),
        Some(sheet) => Message::new("import-sheet")
            .with("file", &*report.file)
            .with("sheet", &**sheet)
            .say(lang),
    }
}

/// What is wrong or odd in a sheet, for a report of other problems: each is about its place,
/// `file:row` or `file:sheet:row`.
pub fn reading_problems(report: &SheetReport) -> impl Iterator<Item = Problem> {
    let of_note = |problem: &&Problem| problem.severity != Severity::Info;
    report.problems.iter().filter(of_note).map(|problem| {
        let row = (problem.row > 0).then(|| problem.row.to_string());
        let place = [Some(&*report.file), report.sheet.as_deref(), row.as_deref()];
        let place: Vec<&str> = place.into_iter().flatten().collect();
        problem.clone().about(place.join(":"))
    })
}

/// A few lines on a sheet that needs a person's look, for commands that read files on
/// their way to something else.
pub fn reading_notes(report: &SheetReport, lang: Lang) -> Vec<String> {
    let errors = report.problems.iter().filter(|p| p.severity == Severity::Error);
    let total: usize = report
        .counts
        .iter()
        .filter(|((_, severity), _)| *severity == Severity::Error)
        .map(|(_, count)| count)
        .sum();
    let mut lines: Vec<String> = errors
        .take(10)
        .map(|problem| {
            let spoken = problem.say(lang);
            let key =
                if spoken.row == 0 { "import-note-file" } else { "import-note-row" };
            Message::new(key)
                .with("file", name(report, lang))
                .with("row", spoken.row.to_string())
                .with("message", spoken.message)
                .with("hint", spoken.hint)
                .say(lang)
        })
        .collect();
    if total > lines.len() {
        let more = Message::new("import-more-problems").with("n", total - lines.len());
        lines.push(more.say(lang));
    }
    lines
}
