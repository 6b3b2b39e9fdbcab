//! The quote in front of a cell that a spreadsheet would run.

/// Takes the `'` off that keeps a spreadsheet from running a cell.
pub(crate) fn unquoted(text: &str) -> &str {
    text.strip_prefix('\'')
        .filter(|rest| rest.starts_with(['=', '+', '-', '@', '\t', '\r']))
        .unwrap_or(text)
}
