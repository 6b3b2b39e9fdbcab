//! Kinds of intellectual property, as lists count and number it.

use super::{Parsed, codes};
use crate::domain::Ip;

/// Reads kinds of intellectual property: by their words, and by the numbers of patents (the ninth
/// character of `ZL201910000001.2` tells the kind) and software (`2023SR0000001`).
pub fn ip(cell: &str) -> Parsed<Vec<Ip>> {
    if !cell.contains(['Z', 'z', 'S', 's']) {
        return codes(cell);
    }
    codes(&numbers_in_words(cell))
}

/// A cell with the kind in the place of each number.
fn numbers_in_words(cell: &str) -> String {
    let letters: Vec<char> = cell.chars().collect();
    let mut text = String::new();
    let mut at = 0;
    while at < letters.len() {
        let starts = at == 0 || !letters[at - 1].is_ascii_alphanumeric();
        let found = starts.then(|| number_at(&letters[at..])).flatten();
        if let Some((word, taken)) = found {
            text.extend([";", word, ";"]);
            at += taken;
        } else {
            text.push(letters[at]);
            at += 1;
        }
    }
    text
}

/// The kind of the number at the start of letters, and how many of them it takes.
fn number_at(letters: &[char]) -> Option<(&'static str, usize)> {
    let taken = |from: usize, more: fn(char) -> bool| {
        from + letters[from..].iter().take_while(|c| more(**c)).count()
    };
    let upper = |at: usize| letters.get(at).map(char::to_ascii_uppercase);
    if upper(0) == Some('Z') && upper(1) == Some('L') {
        let end =
            taken(2, |c| c.is_ascii_digit() || matches!(c, '.' | ' ' | ':' | 'X' | 'x'));
        let digits: Vec<char> =
            letters[2..end].iter().copied().filter(char::is_ascii_digit).collect();
        let word = match digits.get(4)? {
            '1' | '8' => "invention",
            '2' | '9' => "utility_model",
            '3' => "design",
            _ => return None,
        };
        return (digits.len() >= 12).then_some((word, end));
    }
    let year = letters.iter().take_while(|c| c.is_ascii_digit()).count() == 4;
    (year && upper(4) == Some('S') && upper(5) == Some('R'))
        .then(|| ("software", taken(6, |c| c.is_ascii_digit())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Code as _;

    #[test]
    fn counts_and_numbers_are_no_unknown_words() {
        let table: &[(&str, &[&str])] = &[
            ("发明专利3项", &["invention"]),
            ("已授权发明专利2件，实用新型5件", &["invention", "utility_model"]),
            ("3项发明专利，2项软著", &["invention", "software"]),
            ("发明专利（3）项", &["invention"]),
            ("软著1项", &["software"]),
            ("发明专利10余项", &["invention"]),
            ("ZL201910000001.2", &["invention"]),
            ("ZL 2019 2 0000001.X", &["utility_model"]),
            ("发明专利ZL201910000001.2", &["invention"]),
            ("专利号：ZL201930000001.2", &["design"]),
            ("软著（2023SR0000001）", &["software"]),
            ("发明专利（申请中）", &["invention"]),
            ("有自主知识产权", &[]),
            ("专利权", &["invention"]),
            ("2 invention patents", &["invention"]),
        ];
        for (cell, expected) in table {
            let parsed = ip(cell);
            let found: Vec<_> = parsed.value.iter().map(|ip| ip.code()).collect();
            assert_eq!(found, *expected, "{cell}");
            assert_eq!(parsed.problems, [], "{cell}");
        }
        assert_eq!(
            super::super::codes_of(&ip("发明专利，以物易物")),
            ["unknown_vocabulary"]
        );
    }
}
