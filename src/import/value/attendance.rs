//! Whether a person comes.

use super::{Parsed, boolean, codes};
use crate::domain::Attendance;
use crate::domain::vocabulary::Worded as _;
use crate::text::plain::plain;

/// Marks between an answer and what is said of it.
const MARKS: &[char] = &['(', ',', ';', '。', '、', '\n'];

/// Reads an answer to an invitation: a word of the list or a yes or no, with a remark behind it
/// or none, `不参加（出差）`. Of words that run together the last one counts: `确认不参加`.
pub fn attendance(cell: &str) -> Parsed<Option<Attendance>> {
    let text = plain(cell);
    if let Some(meaning) = Attendance::vocabulary().meaning(&text) {
        return Parsed::fine(meaning);
    }
    let clauses = || text.split(MARKS).map(|clause| clause.trim_matches([' ', ')']));
    if let Some(found) = clauses().find_map(Attendance::of_words) {
        return Parsed::fine(Some(found));
    }
    let answer = boolean(&text);
    if let Some(comes) = answer.value {
        let status = if comes { Attendance::Confirmed } else { Attendance::Declined };
        return Parsed::fine(Some(status));
    }
    let told = clauses().find(|clause| !codes::<Attendance>(clause).value.is_empty());
    codes(told.unwrap_or(&text)).map(|found| found.last().copied())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Code as _;

    #[test]
    fn an_answer_is_told_from_what_is_said_of_it() {
        for (cell, expected) in [
            ("参加", "confirmed"),
            ("确认不参加", "declined"),
            ("不参加（改派副总参加）", "declined"),
            ("因公出差，不能参加", "declined"),
            ("√", "confirmed"),
            ("×", "declined"),
            ("能", "confirmed"),
            ("不能", "declined"),
            ("已发函，待回复", "invited"),
            ("暂定参加", "invited"),
            ("上午参加", "confirmed"),
            ("参加签约，不参加考察", "confirmed"),
        ] {
            let found = attendance(cell).value.map(Attendance::code);
            assert_eq!(found, Some(expected), "{cell}");
        }
        assert_eq!(attendance("—").value, None);
    }
}
