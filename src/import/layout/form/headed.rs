//! Forms in prose, one after the other, whose titles are their headings: 一、超薄铜箔轧制,
//! with 完成单位：… below.

use std::collections::BTreeMap;

use super::super::title::Words;
use super::labels::{Keys, Labels};
use crate::domain::OrganizationKind;
use crate::import::field::Field;
use crate::import::grid::{Cell, Row};
use crate::import::header_key::{is_numeral, letters};
use crate::import::sheet_kind::SheetKind;

/// The longest heading.
const LONGEST: usize = 60;
/// What parts a number from the heading behind it.
const MARKS: &[char] = &['、', '.', '．', '：', ':', ')', '）', ' ', '\u{3000}'];

/// The same rows with headings as titles, where several numbered ones stand above the same
/// label each: headings above parts of one form stand above different ones.
pub(super) fn titled(rows: &[Row], kind: SheetKind, keys: &Keys) -> Option<Vec<Row>> {
    let labels = Labels::of(kind, keys);
    let said: Vec<usize> = (0..rows.len()).filter(|at| !rows[*at].is_blank()).collect();
    let mut above: BTreeMap<String, Vec<(usize, String)>> = BTreeMap::new();
    for pair in said.windows(2) {
        let Some(title) = heading(&rows[pair[0]]) else { continue };
        let Some(label) = labels.first_in(&rows[pair[1]]) else { continue };
        above.entry(letters(&label)).or_default().push((pair[0], title));
    }
    let headings = above.into_values().max_by_key(Vec::len)?;
    if headings.len() < 2 {
        return None;
    }
    let mut rows = rows.to_vec();
    for (at, title) in headings {
        let cell = Cell::of_text(format!("{}：{title}", Field::Title.name()));
        rows[at] = Row::new(rows[at].number, vec![cell]);
    }
    Some(rows)
}

/// The words of a row that is a numbered heading.
fn heading(row: &Row) -> Option<String> {
    let mut filled = row.filled();
    let (_, cell) = filled.next()?;
    let text = cell.text();
    let alone = filled.next().is_none() && text.chars().count() <= LONGEST;
    let enterprise = |title: &&str| {
        OrganizationKind::of_name(title) == Some(OrganizationKind::Enterprise)
    };
    let title = unnumbered(text.trim()).filter(|title| alone && !enterprise(title));
    title.map(str::to_owned)
}

/// A text without the number before it; `None` where it has none.
fn unnumbered(text: &str) -> Option<&str> {
    let text = text.trim_start_matches(['（', '(', '第']);
    let text = Words::get()
        .headed
        .iter()
        .find_map(|thing| text.strip_prefix(thing))
        .unwrap_or(text);
    let rest = text.trim_start_matches(is_numeral);
    let title = rest.trim_start_matches(MARKS);
    let parted = rest.len() < text.len() && title.len() < rest.len();
    let sentence = title.ends_with(['。', '；', ';']);
    (parted && title.chars().count() >= 2 && !sentence).then_some(title)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::grid::rows_of;

    fn titles(rows: &[&[&str]]) -> Option<Vec<String>> {
        let rows = titled(&rows_of(rows), SheetKind::Offerings, &Keys::default())?;
        let lines = rows.iter().map(|row| row.cell(0).text().into_owned());
        Some(
            lines.filter_map(|line| Some(line.strip_prefix("title：")?.into())).collect(),
        )
    }

    #[test]
    fn headings_above_the_same_label_are_titles() {
        let rows: &[&[&str]] = &[
            &["一、钛箔轧制……1"],
            &["二、粉尘治理……2"],
            &["一、钛箔轧制"],
            &["完成单位：甲大学"],
            &["成果二：粉尘治理"],
            &["完成单位：乙大学"],
        ];
        let expected = ["钛箔轧制", "粉尘治理"].map(str::to_owned);
        assert_eq!(titles(rows), Some(expected.to_vec()));
    }

    #[test]
    fn headings_of_the_parts_of_a_form_are_none() {
        let rows: &[&[&str]] = &[
            &["一、基本情况"],
            &["完成单位：甲大学"],
            &["二、成果介绍"],
            &["成果简介：1.新工艺；2.新设备"],
        ];
        assert_eq!(titles(rows), None);
    }
}
