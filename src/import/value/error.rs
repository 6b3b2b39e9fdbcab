//! What a spreadsheet puts where a formula fails.

/// The values of failed formulas.
const ERRORS: &[&str] = &[
    "#DIV/0!",
    "#N/A",
    "#NAME?",
    "#NULL!",
    "#NUM!",
    "#REF!",
    "#VALUE!",
    "#GETTING_DATA",
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failed_formulas_are_told_from_words() {
        assert!(is_error("#DIV/0!") && is_error(" #n/a "));
        assert!(!is_error("#3焊机") && !is_error("N/A") && !is_error("#"));
    }
}
