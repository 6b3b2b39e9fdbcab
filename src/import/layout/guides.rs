//! Rows below a header that number its columns or tell how to fill them in.

use super::words::RowWords;
use crate::import::grid::Row;
use crate::import::value::is_hint;

/// Whether a text tells how to fill in a column: 不超过30字, 单位：万元, 必填.
pub(super) fn tells_how(text: &str) -> bool {
    let words = RowWords::get();
    let text = text.trim();
    let short = || text.chars().count() <= 20;
    is_hint(text)
        || words.asks.contains(&text)
        || (words.tells_how.iter().any(|word| text.starts_with(word))
            || text.ends_with("字以内"))
            && short()
}

/// A line that numbers the columns: 1 2 3 4, (1) (2) (3), ①②③ or A B C.
pub(super) fn counts_columns(row: &Row) -> bool {
    let mut expected = 1;
    for (_, cell) in row.filled() {
        let text = cell.text();
        if text.len() > 8 || number(&text) != Some(expected) {
            return false;
        }
        expected += 1;
    }
    expected > 3
}

/// The number that a column goes by.
fn number(text: &str) -> Option<u32> {
    let bare = text.trim_matches(['(', ')', '（', '）', ' ']);
    let mut chars = bare.chars();
    let after = |first: char, c: char| Some(u32::from(c) - u32::from(first) + 1);
    match (chars.next()?, chars.next()) {
        (c @ '①'..='⑳', None) => after('①', c),
        (c @ 'A'..='Z', None) => after('A', c),
        _ => bare.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::grid::rows_of;

    #[test]
    fn columns_are_counted_in_figures_and_letters() {
        let counts = |cells: &[&str]| counts_columns(&rows_of(&[cells])[0]);
        assert!(counts(&["①", "②", "③"]) && counts(&["A", "B", "C"]));
        assert!(counts(&["(1)", "(2)", "(3)"]));
        assert!(!counts(&["A", "B"]) && !counts(&["A", "C", "D"]));
        assert!(tells_how("不超过30字") && tells_how("单位：万元") && tells_how("必填"));
        assert!(!tells_how("不超过3%的厚度误差控制与在线检测技术方案研究"));
    }
}
