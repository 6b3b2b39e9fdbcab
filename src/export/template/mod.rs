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

/// A blank survey as a workbook; the fair's zones, where it has some, are choices.
pub fn workbook(form: &Form, zones: &[String], lang: Lang) -> Result<Vec<u8>, XlsxError> {
    filled(form, zones, lang, say(lang, "form-example"))
}

/// The survey with its example row marked by a word in the first column.
fn filled(
    form: &Form,
    zones: &[String],
    lang: Lang,
    mark: &str,
) -> Result<Vec<u8>, XlsxError> {
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
        sheet.set_column_width(at, if long { 34 } else { 15 })?;
        let choices = choices(column.entry, zones, lang);
        let range = list(&mut lists, at, &choices)?;
        let help = validation(form, column, range.as_deref(), lang)?;
        sheet.add_data_validation(EXAMPLE, at, EXAMPLE + ROWS, at, &help)?;
    }
    sheet.set_freeze_panes(HEADER + 1, 1)?;
    sheet.set_landscape().set_paper_size(8).set_print_fit_to_pages(1, 0);
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

/// What may be chosen; none where anything may be written.
fn choices(entry: Entry, zones: &[String], lang: Lang) -> Vec<String> {
    match entry {
        Entry::One(choices) | Entry::Some(choices) => choices(lang),
        Entry::Zone => zones.to_vec(),
        Entry::Short | Entry::Long => Vec::new(),
    }
}

/// A drop-down of the choices in a range, a hint, or both. Where one is to be chosen other
/// words need a second look; where several may be, anything goes.
fn validation(
    form: &Form,
    column: &Column,
    range: Option<&str>,
    lang: Lang,
) -> Result<DataValidation, XlsxError> {
    let help = match range {
        Some(range) => DataValidation::new().allow_list_formula(range.into()),
        None => DataValidation::new().allow_any_value(),
    };
    let help = match column.entry {
        Entry::One(_) => help.set_error_style(DataValidationErrorStyle::Warning),
        Entry::Some(_) | Entry::Zone | Entry::Short | Entry::Long => {
            help.show_error_message(false)
        }
    };
    let hint = match (column.entry, text(form, column, "-hint", lang)) {
        (Entry::Some(_), "") => say(lang, "form-several"),
        (_, hint) => hint,
    };
    help.set_input_message(hint)
}

/// Writes choices into a column of the hidden sheet; gives their range, if there are any.
fn list(
    lists: &mut Worksheet,
    at: u16,
    choices: &[String],
) -> Result<Option<String>, XlsxError> {
    for (row, choice) in (0..).zip(choices) {
        lists.write(row, at, choice)?;
    }
    let name = rust_xlsxwriter::utility::column_number_to_name(at);
    let range = format!("={LISTS}!${name}$1:${name}${}", choices.len());
    Ok((!choices.is_empty()).then_some(range))
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
