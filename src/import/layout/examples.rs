//! Rows that show how to fill in a table.

use super::Table;
use super::words::RowWords;
use crate::import::field::Field;
use crate::import::grid::{CellRef, Row};
use crate::import::header_key::letters;
use crate::text::messages::{Lang, has, say};

/// The title of a row that is passed over since it is marked as an example; `None` where it
/// says what the tool's own blank survey says there.
pub(in crate::import) fn example(row: &Row, table: &Table) -> Option<String> {
    let (_, first) = row.filled().next()?;
    let required = table.kind.required();
    let titles = (0..table.columns.len()).filter_map(|at| {
        let (field, _) = table.columns[at].field.filter(|(f, _)| required.contains(f))?;
        let title = row.cell(at).text().into_owned();
        (!title.is_empty()).then_some((field, title))
    });
    let titles: Vec<(Field, String)> = titles.collect();
    let own = |(field, title): &(Field, String)| {
        let key = format!("form-{}-{}-example", table.kind.name(), field.name());
        Lang::ALL.iter().any(|lang| has(*lang, &key) && say(*lang, &key) == title)
    };
    let marked = marks_example(&letters(&first.text())) || is_example(row, table);
    let told = marked && !titles.iter().any(own);
    titles.into_iter().next().map(|(_, title)| title).filter(|_| told)
}

/// Whether the folded letters of a cell say no more than that its row is an example: 示例2.
pub(super) fn marks_example(letters: &str) -> bool {
    let bare = letters.trim_end_matches(|c: char| c.is_ascii_digit());
    let words = &RowWords::get().examples;
    words.contains(&letters) || !bare.is_ascii() && words.contains(&bare)
}

/// Whether a row's title says that it shows how to fill in: （示例）某关键技术.
pub(super) fn is_example(row: &Row, table: &Table) -> bool {
    let title = (0..table.columns.len()).filter(|at| table.is_required(*at));
    title.map(|at| row.cell(at)).any(|cell| {
        let CellRef::Text(text) = cell else { return false };
        let text = text.trim_start();
        let inner = text.trim_start_matches(['（', '(', '【', '[']);
        let mut words = RowWords::get().examples.iter();
        let word = words.find_map(|word| inner.strip_prefix(word));
        let closes: &[char] = if inner.len() < text.len() {
            &['）', ')', '】', ']']
        } else {
            &['：', ':']
        };
        word.is_some_and(|rest| rest.starts_with(closes))
    })
}
