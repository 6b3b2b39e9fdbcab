//! Names that a workbook accepts for its sheets.

/// A heading as a sheet name: at most 31 characters, none of `[]:*?/\`, no `'` at the
/// ends, unlike every name already taken.
pub(super) fn sheet_name(heading: &str, taken: &[String]) -> String {
    let allowed = |c: char| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\');
    let plain: String =
        heading.chars().filter(|c| allowed(*c) && !c.is_control()).collect();
    let plain = plain.trim().trim_matches('\'');
    let base = if plain.is_empty() { "1" } else { plain };
    (1..=taken.len() + 1)
        .map(|n| numbered(base, n))
        .find(|name| !taken.iter().any(|t| t.to_lowercase() == name.to_lowercase()))
        .expect("some number is free")
}

fn numbered(base: &str, n: usize) -> String {
    let suffix = if n == 1 { String::new() } else { format!(" {n}") };
    base.chars().take(31 - suffix.chars().count()).chain(suffix.chars()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_legal_and_unlike() {
        assert_eq!(sheet_name("a/b: [c]", &[]), "ab c");
        assert_eq!(sheet_name("A", &["a".into()]), "A 2");
        assert_eq!(sheet_name(&"长".repeat(40), &[]).chars().count(), 31);
        assert_eq!(sheet_name("''", &[]), "1");
    }
}
