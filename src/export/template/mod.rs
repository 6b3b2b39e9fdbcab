//! Blank surveys: a workbook with a title, hints, drop-downs and an example row, which
//! `import` reads back without a word when it is filled in.

mod forms;

pub use forms::{FORMS, Form, form};

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, Format as Look, FormatAlign, FormatBorder,
    Workbook, Worksheet, XlsxError,
};

use crate::text::messages::{Lang, Message, has, say};
use forms::{Column, Entry};

/// The sheet that holds the choices, hidden.
const LISTS: &str = "lists";

/// Rows to fill in that have drop-downs.
const ROWS: u32 = 1000;

/// Where the table stands: title, hints, header, example.
const TITLE: u32 = 0;
const HINTS: u32 = 1;
const HEADER: u32 = 2;
const EXAMPLE: u32 = 3;

/// The longest hint that a spreadsheet shows beside a cell.
const LONGEST_HINT: usize = 250;

/// A blank survey as a workbook.
pub fn workbook(form: &Form, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    filled(form, lang, say(lang, "form-example"))
}

/// The survey with its example row marked by a word in the first column.
fn filled(form: &Form, lang: Lang, mark: &str) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let mut lists = Worksheet::new();
    lists.set_name(LISTS)?.set_hidden(true);
    let sheet = workbook.add_worksheet().set_name(say(lang, &key(form, "")))?;
    let looks = Looks::new();
    top(sheet, form, lang, &looks)?;
    sheet.write_with_format(HEADER, 0, say(lang, "form-seq"), &looks.header)?;
    sheet.write_with_format(EXAMPLE, 0, mark, &looks.example)?;
    sheet.set_column_width(0, 7)?;
    for (at, column) in (1_u16..).zip(form.columns) {
        let look = if column.required { &looks.required } else { &looks.header };
        sheet.write_with_format(HEADER, at, text(form, column, "", lang), look)?;
        let example = text(form, column, "-example", lang);
        sheet.write_with_format(EXAMPLE, at, example, &looks.example)?;
        let long = matches!(column.entry, Entry::Long);
        sheet.set_column_width(at, if long { 40 } else { 18 })?;
        let help = validation(form, column, at, lang, &mut lists)?;
        sheet.add_data_validation(EXAMPLE, at, EXAMPLE + ROWS, at, &help)?;
    }
    sheet.set_freeze_panes(HEADER + 1, 1)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(HEADER, HEADER)?;
    workbook.push_worksheet(lists);
    workbook.save_to_buffer()
}

/// The title and the hints above the table.
fn top(
    sheet: &mut Worksheet,
    form: &Form,
    lang: Lang,
    looks: &Looks,
) -> Result<(), XlsxError> {
    let last = u16::try_from(form.columns.len()).expect("a form has a few columns");
    let title =
        Message::new("form-title").with("what", say(lang, &key(form, ""))).say(lang);
    sheet.merge_range(TITLE, 0, TITLE, last, &title, &looks.title)?;
    sheet.merge_range(HINTS, 0, HINTS, last, say(lang, "form-hints"), &looks.hints)?;
    sheet.set_row_height(TITLE, 30)?.set_row_height(HINTS, 48)?;
    Ok(())
}

/// A drop-down or a hint, or both.
fn validation(
    form: &Form,
    column: &Column,
    at: u16,
    lang: Lang,
    lists: &mut Worksheet,
) -> Result<DataValidation, XlsxError> {
    let mut help = match column.entry {
        Entry::One(choices) | Entry::Some(choices) => {
            let range = list(lists, at, &choices(lang))?;
            DataValidation::new().allow_list_formula(range.as_str().into())
        }
        Entry::Short | Entry::Long => DataValidation::new().allow_any_value(),
    };
    if let Entry::One(_) = column.entry {
        help = help.set_error_style(DataValidationErrorStyle::Warning);
    } else {
        help = help.show_error_message(false);
    }
    let hint = text(form, column, "-hint", lang);
    let joined = match column.entry {
        Entry::Some(_) if hint.is_empty() => say(lang, "form-several"),
        _ => hint,
    };
    let shown: String = joined.chars().take(LONGEST_HINT).collect();
    help.set_input_message(shown)
}

/// Writes choices into a column of the hidden sheet; gives their range.
fn list(lists: &mut Worksheet, at: u16, choices: &[String]) -> Result<String, XlsxError> {
    for (row, choice) in (0..).zip(choices) {
        lists.write(row, at, choice)?;
    }
    let name = rust_xlsxwriter::utility::column_number_to_name(at);
    Ok(format!("={LISTS}!${name}$1:${name}${}", choices.len()))
}

/// The key of a form's message.
fn key(form: &Form, rest: &str) -> String {
    format!("form-{}{rest}", form.name)
}

/// A column's words: those of the form, else those that forms share, else none.
fn text(form: &Form, column: &Column, kind: &str, lang: Lang) -> &'static str {
    let own = key(form, &format!("-{}{kind}", column.field));
    let shared = format!("form-any-{}{kind}", column.field);
    [own, shared].iter().find(|key| has(lang, key)).map_or("", |key| say(lang, key))
}

/// How the parts look.
struct Looks {
    title: Look,
    hints: Look,
    header: Look,
    required: Look,
    example: Look,
}

impl Looks {
    fn new() -> Self {
        let cell = || {
            let cell = Look::new().set_border(FormatBorder::Thin).set_text_wrap();
            cell.set_align(FormatAlign::VerticalCenter)
        };
        let header = || cell().set_bold().set_align(FormatAlign::Center);
        Self {
            title: Look::new()
                .set_bold()
                .set_font_size(16)
                .set_align(FormatAlign::Center),
            hints: Look::new().set_text_wrap().set_align(FormatAlign::VerticalCenter),
            header: header().set_background_color(0x00D9_E2F3),
            required: header().set_background_color(0x00FC_E4D6),
            example: cell().set_italic().set_font_color(0x0080_8080),
        }
    }
}

#[cfg(test)]
mod tests;
