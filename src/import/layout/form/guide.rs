//! What a form says of how to fill it in, 填表说明, in lines of their own: they name what the
//! form asks for and answer nothing.

use crate::import::grid::{CellRef, Row};
use crate::import::header_key::{NUMERALS, is_numeral};
use crate::text::word_lists;

word_lists! {
    /// The words of such lines.
    GuideWords in "guides" {
        /// How they are headed.
        headings,
        /// How a line goes on behind the label that it explains.
        explains,
    }
}

/// Lines of instructions, while they go on.
#[derive(Debug, Default)]
pub(in crate::import) struct Guide {
    /// The number that the next line has; `None`: there are none.
    next: Option<u32>,
}

impl Guide {
    /// Whether a row is one of its lines: the heading, the lines numbered on from there, and
    /// those that explain a label. Counting that begins anew is the form's.
    pub(in crate::import) fn takes(&mut self, row: &Row) -> bool {
        let mut filled = row.filled();
        let Some((_, CellRef::Text(text))) = filled.next() else { return false };
        if filled.next().is_some() {
            // or beside it
            self.next = None;
            let label = text.trim().trim_end_matches(['：', ':']);
            return GuideWords::get().headings.contains(&label);
        }
        let mut headings = GuideWords::get().headings.iter();
        let heading = headings.find_map(|word| text.trim().strip_prefix(word));
        let mut taken = heading.is_some();
        if taken {
            self.next = Some(1);
        }
        for line in heading.unwrap_or(text).lines() {
            let Some(next) = self.next else { break };
            match number(line.trim_start_matches(['：', ':', ' ', '\u{3000}'])) {
                Some(number) if number == next => {
                    (self.next, taken) = (Some(next + 1), true);
                }
                Some(1) if heading.is_none() => self.next = None,
                _ => taken |= explains(line),
            }
        }
        taken
    }
}

/// The number that a line begins with: `1.`, `2、`, `（3）`, `四、`.
fn number(line: &str) -> Option<u32> {
    let bare = line.trim_start().trim_start_matches(['（', '(']);
    let rest = bare.trim_start_matches(is_numeral);
    let digits = &bare[..bare.len() - rest.len()];
    if !rest.starts_with(['.', '．', '、', '）', ')', '，']) {
        return None;
    }
    let han = || NUMERALS.chars().zip(1..).find(|(c, _)| digits == c.to_string());
    digits.parse().ok().or_else(|| han().map(|(_, number)| number))
}

/// Whether a line says what its label means rather than answers it.
fn explains(line: &str) -> bool {
    let said = line.split_once(['：', ':']).map(|(_, said)| said.trim_start());
    said.is_some_and(|said| {
        GuideWords::get().explains.iter().any(|word| said.starts_with(word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::grid::rows_of;

    fn taken(rows: &[&[&str]]) -> Vec<bool> {
        let mut guide = Guide::default();
        rows_of(rows).iter().map(|row| guide.takes(row)).collect()
    }

    #[test]
    fn lines_of_instructions_are_taken_up_to_the_next_form() {
        let rows: &[&[&str]] = &[
            &["需求名称", "甲"],
            &["填表说明：1.一项需求一张表；"],
            &["2.需求名称：不超过30字"],
            &["（3）联系人：熟悉需求的人"],
            &["需求描述：应写明背景"],
            &["企业技术需求表"],
            &["1.企业名称：乙有限公司"],
            &["2.需求名称：丙"],
        ];
        let expected = [false, true, true, true, true, false, false, false];
        assert_eq!(taken(rows), expected);
    }

    #[test]
    fn what_a_form_says_without_a_heading_is_its_own() {
        let rows: &[&[&str]] =
            &[&["1.需求名称：甲"], &["2.需求描述：应用于乙"], &["填表说明"], &["a", "b"]];
        assert_eq!(taken(rows), [false, false, true, false]);
        assert_eq!(taken(&[&["填表说明：", "1.需求名称：不超过30字"]]), [true]);
    }
}
