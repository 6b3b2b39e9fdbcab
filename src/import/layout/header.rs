//! Headers of one, two or three rows.

use super::preamble::is_preamble;
use crate::import::formats::Sheet;
use crate::import::grid::Row;
use crate::import::header_key::letters;
use crate::import::mapping::Header;

/// A stretch of rows read as a header.
pub(super) struct Candidate {
    pub(super) headers: Vec<Header>,
    /// How many rows it takes.
    pub(super) depth: usize,
    /// Points for looking like a header of so many rows.
    pub(super) bonus: i32,
}

/// The headers that may start at a row. Of two that map as much the one with more points
/// stands.
pub(super) fn candidates(
    head: &[Row],
    start: usize,
    sheet: &Sheet,
    said: &[u64],
) -> Vec<Candidate> {
    if head[start].is_blank() {
        return Vec::new();
    }
    if said.len() > 1 {
        let depth = said.len().min(head.len() - start);
        return vec![candidate(&head[start..start + depth], sheet, 0)];
    }
    let mut all = vec![candidate(&head[start..=start], sheet, 0)];
    // A title or a line that says who fills in is no part of a header below it.
    let titled = head[start].filled().count() < 2
        || is_preamble(&head[start])
        || holds_number(&head[start]);
    for depth in 2..=3 {
        let Some(rows) = head.get(start..start + depth) else { break };
        let [.., upper, lower] = rows else { break };
        if titled || !said.is_empty() || !may_go_on(upper, lower) {
            break;
        }
        let bonus = if is_below(upper, lower, sheet) { 4 } else { -1 };
        all.push(candidate(rows, sheet, bonus));
    }
    all
}

/// Whether a cell holds a long number, such as a telephone's or a credit code.
fn holds_number(row: &Row) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).count();
    row.filled().any(|(_, cell)| digits(&cell.text()) >= 7)
}

/// No header has more columns.
const WIDE: usize = 1024;

fn candidate(rows: &[Row], sheet: &Sheet, bonus: i32) -> Candidate {
    let width = rows.iter().map(Row::len).max().unwrap_or(0).min(WIDE);
    let headers = (0..width).map(|column| header(rows, column, sheet)).collect();
    let bonus = bonus - cuts(rows, sheet);
    Candidate { headers, depth: rows.len(), bonus }
}

/// Points lost where merged regions go on above or below: the header does so, too.
fn cuts(rows: &[Row], sheet: &Sheet) -> i32 {
    let [first, .., last] = [&rows[0], &rows[rows.len() - 1]];
    let across = |upper: u64| {
        let cut = |merge: &super::super::formats::Merge| {
            merge.rows.0 <= upper && upper < merge.rows.1
        };
        sheet.merges.iter().any(cut)
    };
    let above = first.number.checked_sub(1).is_some_and(across);
    i32::from(above) * 3 + i32::from(across(last.number)) * 6
}

/// The parts of a column's header, top to bottom, each once.
fn header(rows: &[Row], column: usize, sheet: &Sheet) -> Header {
    let mut parts: Header = Vec::new();
    for at in 0..rows.len() {
        let part = part(rows, at, column, sheet);
        let new = !part.is_empty() && parts.last() != Some(&part);
        if new {
            parts.push(part);
        }
    }
    parts
}

/// The text over a column in a row of the header: its own, that of the merged region it
/// lies in, or that of the group it belongs to.
fn part(rows: &[Row], at: usize, column: usize, sheet: &Sheet) -> String {
    let row = &rows[at];
    let own = row.cell(column);
    if !own.is_blank() {
        return own.text().trim_start_matches('\u{feff}').trim().to_owned();
    }
    let merged = sheet.merges.iter().find(|merge| {
        (merge.rows.0..=merge.rows.1).contains(&row.number)
            && (merge.columns.0..=merge.columns.1).contains(&column)
    });
    if let Some(merge) = merged {
        let top = rows.iter().find(|row| row.number == merge.rows.0);
        return top
            .map_or(String::new(), |top| top.cell(merge.columns.0).text().into_owned());
    }
    let below =
        |column| rows[at + 1..].iter().any(|row: &Row| !row.cell(column).is_blank());
    if !sheet.merges.is_empty() || !below(column) {
        return String::new();
    }
    let left = (0..column).rev().find(|left| !row.cell(*left).is_blank());
    let group = left.filter(|left| (*left..column).all(below));
    group.map_or(String::new(), |left| row.cell(left).text().into_owned())
}

/// Whether a row may be the lower part of a header: short words, no figures.
fn may_go_on(upper: &Row, lower: &Row) -> bool {
    let short = |text: &str| {
        let digits = text.chars().filter(char::is_ascii_digit).count();
        text.chars().count() <= 20 && digits * 2 <= text.chars().count()
    };
    lower.number == upper.number + 1
        && !lower.is_blank()
        && lower.filled().all(|(_, cell)| short(&cell.text()))
}

/// Whether a row hangs below groups of the row above rather than starting the data.
fn is_below(upper: &Row, lower: &Row, sheet: &Sheet) -> bool {
    let spans = |merge: &super::super::formats::Merge| {
        merge.rows.0 <= upper.number && merge.rows.1 >= lower.number
    };
    if sheet.merges.iter().any(spans) {
        return true;
    }
    let filled: Vec<usize> = lower.filled().map(|(column, _)| column).collect();
    let under_gap = filled.iter().any(|column| upper.cell(*column).is_blank());
    let units = lower.filled().all(|(_, cell)| is_unit(&cell.text()));
    let leaves =
        (0..upper.len()).any(|c| !upper.cell(c).is_blank() && lower.cell(c).is_blank());
    (under_gap && leaves && filled.len() >= 2) || (units && leaves)
}

fn is_unit(text: &str) -> bool {
    let letters = letters(text);
    let units = [
        "万元",
        "元",
        "亿元",
        "万",
        "人",
        "名",
        "项",
        "单位万元",
        "年",
        "月",
        "年月",
        "年月日",
    ];
    units.contains(&letters.as_str())
}
