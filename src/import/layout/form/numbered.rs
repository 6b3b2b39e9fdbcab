//! Titles behind the number of what is asked for, above its lines: 需求一：轴承降噪, 难题2：….

use super::walk::Walk;
use crate::import::field::Field;
use crate::import::fuzzy::is_subject;
use crate::import::grid::{Cell, Row};
use crate::import::header_key::{letters, unnumbered};

/// The longest title.
const LONGEST: usize = 60;

impl Walk<'_> {
    /// Whether a row is such a title: the next one asks for more of it.
    pub(super) fn numbers_title(&mut self, row: &Row, next: Option<&Row>) -> bool {
        let mut filled = row.filled();
        let (Some((_, cell)), None) = (filled.next(), filled.next()) else {
            return false;
        };
        let text = cell.text();
        let Some((label, title)) = numbered(&text) else { return false };
        if !next.is_some_and(|next| self.labels.begin_inline(next)) {
            return false;
        }
        self.leave(row);
        self.push(
            row.number,
            (label, Some(Field::Title)),
            Cell::of_text(title.to_owned()),
        );
        true
    }
}

/// What a line counts, and the title behind its number.
fn numbered(text: &str) -> Option<(String, &str)> {
    let (label, title) = text.trim().split_once(['：', ':'])?;
    let (label, title) = (letters(label), title.trim());
    let bare = unnumbered(&label);
    let counted = bare.len() < label.len() && is_subject(bare);
    let short = (2..=LONGEST).contains(&title.chars().count());
    (counted && short).then(|| (bare.to_owned(), title))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_counted_is_a_title() {
        let is = |text| numbered(text).map(|(_, title)| title);
        assert_eq!(is("需求一：轴承降噪"), Some("轴承降噪"));
        assert_eq!(is("技术难题（2）: 轴承降噪"), Some("轴承降噪"));
        assert_eq!(is("需求：轴承降噪"), None);
        assert_eq!(is("企业一：甲有限公司"), None);
        assert_eq!(is(&format!("需求一：{}", "长".repeat(80))), None);
    }
}
