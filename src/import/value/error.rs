//! What a spreadsheet puts where a formula fails, and what stands for one that has no result.

use crate::domain::problem::Problem;

/// What a spreadsheet shows while a formula has no result yet. It stands for the result that
/// a file does not hold, too: many programs write formulas without reckoning them.
pub const UNCALCULATED: &str = "#GETTING_DATA";

/// The values of failed formulas.
const ERRORS: &[&str] = &[
    "#DIV/0!",
    "#N/A",
    "#NAME?",
    "#NULL!",
    "#NUM!",
    "#REF!",
    "#VALUE!",
    UNCALCULATED,
    "#SPILL!",
    "#CALC!",
    "#FIELD!",
    "#BLOCKED!",
    "#CONNECT!",
    "#UNKNOWN!",
];

/// Whether a cell holds the value of a formula that failed, and nothing a person wrote.
pub fn is_error(cell: &str) -> bool {
    let cell = cell.trim();
    cell.starts_with('#') && ERRORS.iter().any(|error| error.eq_ignore_ascii_case(cell))
}

/// Whether a text is a formula. What stands in it are the names of cells, no figures.
pub(super) fn is_formula(text: &str) -> bool {
    text.starts_with('=')
}

/// The problem with such a value. Where the formula did not fail but its result is missing,
/// opening and saving the file mends that, and the words say so.
pub fn failure(code: &'static str, cell: &str) -> Problem {
    let problem = Problem::warning(code);
    if cell.trim().eq_ignore_ascii_case(UNCALCULATED) {
        problem.in_case("uncalculated")
    } else {
        problem
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failed_formulas_are_told_from_words() {
        assert!(is_error("#DIV/0!") && is_error(" #n/a "));
        assert!(!is_error("#3焊机") && !is_error("N/A") && !is_error("#"));
    }
}
