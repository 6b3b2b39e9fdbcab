//! Rows of a table that are no records: totals, notes, repeated headers.

use super::Table;
use super::captions::{is_caption, is_digit, is_plain_caption};
use super::examples::{is_example, marks_example};
use super::guides::{counts_columns, tells_how};
use super::words::{RowWords, may_be_word};
use crate::domain::{Code as _, Kind};
use crate::import::alias::{Aliases, Meaning};
use crate::import::field::Field;
use crate::import::grid::{CellRef, Row};
use crate::import::header_key::{HeaderKey, NUMERALS, letters};
use crate::import::options::Options;
use crate::import::sheet_kind::SheetKind;
use crate::import::value::is_error;

/// Whether a row below the header is no record.
pub(in crate::import) fn passed_over(row: &Row, table: &Table) -> bool {
    let mut filled = row.filled();
    let Some((column, first)) = filled.next() else { return true };
    let alone = filled.next().is_none();
    if says_nothing(row, table) || is_example(row, table) {
        return true;
    }
    let text = first.text();
    if !alone && !may_be_word(&text) {
        return counts_columns(row) || repeats_header(row, table) || asks_only(row);
    }
    let words = RowWords::get();
    let key = if text.len() <= 60 { letters(&text) } else { String::new() };
    let required = table.is_required(column);
    let sums = |total: &&str| key == **total || alone && key.starts_with(*total);
    if words.sums.iter().any(sums) || words.totals.contains(&key.as_str()) {
        return !required || !has_words(row, table, column);
    }
    if !required && (counts_up(&text) || key.ends_with("意见")) && !titled(row, table)
        || !alone && asks_only(row)
    {
        return true;
    }
    // 东湖街道小计
    if !required && ends_with(&key, &words.sums) || explains(&key, required, row, table) {
        return true;
    }
    if !(required && alone) && marks_example(&key) {
        return true;
    }
    if alone && table.columns.len() > 1 {
        return first.starts_with(&words.notes)
            || is_heading(&text) && (!required || ends_with(&text, &words.groups))
            || words.nothing_follows.contains(&key.as_str())
            || Kind::of_code(&text).is_some()
            || is_caption(&text) && (!required || is_plain_caption(&text))
            || is_numbered_note(&text, table)
            || is_sentence(&text) && holds_people(table);
    }
    first.starts_with(&words.notes) && (!required || signs(row))
        || repeats_header(row, table)
        || counts_columns(row)
}

/// Whether a text is a sentence, which is nobody's name: 请于10月10日前反馈.
fn is_sentence(text: &str) -> bool {
    text.ends_with('。') && text.chars().count() > 6
}

/// Whether the rows of a table are people by their names.
fn holds_people(table: &Table) -> bool {
    matches!(table.kind, SheetKind::People | SheetKind::Officers | SheetKind::Experts)
}

/// Whether a row that begins with a word says how to read the others: a note behind 备注, or
/// what a colour means.
fn explains(word: &str, required: bool, row: &Row, table: &Table) -> bool {
    let words = RowWords::get();
    words.note.contains(&word) && !required && row.filled().count() == 2
        || words.legend.contains(&word) && !titled(row, table)
}

/// Whether a row has a title, and one that is no count such as 2项.
fn titled(row: &Row, table: &Table) -> bool {
    let titles = (0..table.columns.len()).filter(|at| table.is_required(*at));
    let mut titles = titles.map(|at| row.cell(at));
    titles.any(|cell| !cell.is_blank() && !is_count(&cell.text()))
}

/// Whether a text counts something, 2项, 共30项.
fn is_count(text: &str) -> bool {
    let number = text.trim_start_matches(['共', '计']).trim_start();
    let rest = number.trim_start_matches(is_digit);
    rest.len() < number.len() && rest.chars().count() <= 2
}

/// Whether a text says what it sums up: 合计（万元）, 总计：2家企业.
fn counts_up(text: &str) -> bool {
    let sums = RowWords::get().sums.iter();
    sums.filter_map(|sum| text.strip_prefix(sum)).any(|rest| {
        let rest = rest.trim_start();
        rest.starts_with(['（', '(', '：', ':']) || rest.starts_with(is_digit)
    })
}

/// Whether every cell of a row says who filled in or when, 填表人：某甲, 填表日期：, or, behind
/// such a label, how to reach whoever did.
fn signs(row: &Row) -> bool {
    let labels = |cell: CellRef<'_>| cell.text().contains(['：', ':']);
    let labelled = row.filled().next().is_some_and(|(_, first)| labels(first));
    let number = |cell: CellRef<'_>| {
        let text = cell.text();
        text.chars().filter(|c| is_digit(*c)).count() * 2 > text.chars().count()
    };
    let notes = &RowWords::get().notes;
    row.filled().all(|(_, cell)| {
        cell.starts_with(notes) || labels(cell) || labelled && number(cell)
    })
}

/// Whether every cell of a row is a label without its value: 领导签字：, 经办人：.
fn asks_only(row: &Row) -> bool {
    row.filled().all(|(_, cell)| cell.text().ends_with(['：', ':']))
}

/// Whether a row holds but its number, what the form says of its columns, and formulas that
/// failed below the last record.
fn says_nothing(row: &Row, table: &Table) -> bool {
    row.filled().all(|(column, cell)| {
        let field = table.columns.get(column).and_then(|c| c.field);
        field.is_some_and(|(field, _)| field == Field::Seq)
            || matches!(cell, CellRef::Text(text) if is_error(text) || tells_how(text))
    })
}

/// Whether a row has words in another column than this one.
fn has_words(row: &Row, table: &Table, column: usize) -> bool {
    row.filled().any(|(other, cell)| {
        let counted =
            table.columns.get(other).and_then(|c| c.field).is_some_and(|(f, _)| {
                matches!(f, Field::Description | Field::Organization | Field::Contact)
            });
        let text = cell.text();
        other != column && counted && text.parse::<f64>().is_err() && !is_count(&text)
    })
}

fn ends_with(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.ends_with(word))
}

/// `一、新材料领域` or `（二）装备制造`: the heading of a group of rows.
fn is_heading(text: &str) -> bool {
    let rest = text.trim_start_matches(['（', '(']);
    let after = rest.trim_start_matches(|c| NUMERALS.contains(c));
    after.len() < rest.len() && after.starts_with(['、', '）', ')', '.', '．'])
}

/// `1.每项需求填一行`: a long numbered line that stands alone in the first column.
fn is_numbered_note(text: &str, table: &Table) -> bool {
    let after = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered =
        after.len() < text.len() && after.starts_with(['、', '.', '．', ')', '）']);
    numbered && text.chars().count() >= 8 && !table.is_required(0)
}

/// Whether the header stands there once more, as on a printed page.
pub(in crate::import) fn repeats_header(row: &Row, table: &Table) -> bool {
    let mut same = 0;
    for (column, cell) in row.filled().take(6) {
        let Some(header) = table.columns.get(column) else { return false };
        if !ends_in(&header.header, &cell.text()) {
            return false;
        }
        same += 1;
    }
    same >= 2
}

/// Whether a header ends in some words, line breaks and blanks aside.
fn ends_in(header: &str, words: &str) -> bool {
    let is_shown = |c: &char| !c.is_whitespace();
    let mut header = header.chars().rev().filter(is_shown);
    words.chars().rev().filter(is_shown).all(|c| header.next() == Some(c))
}

/// Whether a row is the header of another table: all of it words that name the columns of
/// some kind of sheet, and not those of this table.
pub(in crate::import) fn starts_table(
    row: &Row,
    table: &Table,
    options: &Options,
) -> bool {
    let word = |cell: CellRef<'_>| {
        let CellRef::Text(text) = cell else { return false };
        text.len() <= 60 && !text.bytes().any(|b| b.is_ascii_digit())
    };
    let few = row.filled().take(3).filter(|(_, cell)| word(*cell)).count() < 3;
    if few || !row.filled().all(|(_, cell)| word(cell)) || repeats_header(row, table) {
        return false;
    }
    let keys: Vec<HeaderKey> =
        row.filled().map(|(_, cell)| HeaderKey::new(&cell.text())).collect();
    options.kinds().into_iter().any(|kind| {
        let aliases = Aliases::of(kind);
        let meanings = keys.iter().map(|key| aliases.meaning(key));
        let known: Vec<Meaning> = meanings.flatten().collect();
        let required = known.iter().any(|meaning| {
            matches!(meaning, Meaning::Field(field, _) if kind.required().contains(field))
        });
        required && known.len() == keys.len()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::grid::rows_of;

    #[test]
    fn who_filled_in_is_told_from_titles_with_numbers() {
        let is = |cells: &[&str]| signs(&rows_of(&[cells])[0]);
        assert!(is(&["联系人：某乙", "", "000-1234567"]) && is(&["填表人：", "日期："]));
        assert!(!is(&["注意力检测装置", "500", "2027-12"]));
        assert!(
            counts_up("合计（万元）") && counts_up("共计2家") && !counts_up("合计算法")
        );
    }
}
