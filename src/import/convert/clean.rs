//! What must not or need not be stored as it stands.

use std::borrow::Cow;

use serde_json::Value;

use crate::domain::problem::Problem;
use crate::import::grid::{Cell, CellRef};
use crate::import::value::{self, is_id_number, unquoted, without_id_numbers};
use crate::text::plain::printable;

/// What stands for an identity-card number that was taken out.
const MASK: &str = "******";

/// A cell's text as it may be stored, and what was odd about it. Codes look like
/// identity-card numbers: only those that cannot be codes are taken out.
pub(crate) fn clean(text: &str, is_code: bool) -> (Cow<'_, str>, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut cleaned = match printable(text) {
        Cow::Borrowed(text) => Cow::Borrowed(unquoted(text)),
        Cow::Owned(text) => Cow::Owned(unquoted(&text).to_owned()),
    };
    if has_long_number(&cleaned)
        && (!is_code || is_id_number(&cleaned))
        && let Some(without) = without_id_numbers(&cleaned)
    {
        problems.push(Problem::warning("sensitive_personal_data").with_value(MASK));
        cleaned = Cow::Owned(without);
    }
    if is_formula_like(&cleaned) {
        let shown: String = cleaned.chars().take(40).collect();
        problems.push(Problem::warning("formula_like").with_value(shown));
    }
    if memchr::memchr2(b'<', b'&', cleaned.as_bytes()).is_some() && has_markup(&cleaned) {
        let shown: String = cleaned.chars().take(40).collect();
        problems.push(Problem::warning("html_like").with_value(shown));
    }
    if cleaned.len() != text.len() {
        cleaned = Cow::Owned(cleaned.into_owned());
    }
    (cleaned, problems)
}

/// What is to be taken for a cell that may not be stored as it stands, and what was odd about
/// it: each text of a list or an object by itself.
pub(crate) fn clean_cell(
    cell: CellRef<'_>,
    is_code: bool,
) -> (Option<Cell>, Vec<Problem>) {
    let mut odd = Vec::new();
    let mut own = |text: &str| {
        let (cleaned, problems) = clean(text.trim(), is_code);
        odd.extend(problems);
        if let Cow::Owned(text) = cleaned { Some(text) } else { None }
    };
    let cleaned = match cell {
        CellRef::Text(text) => own(text).map(Cell::Text),
        // A long number may be a person's as well.
        CellRef::Number(number) if number >= 1e14 => own(&cell.text()).map(Cell::Text),
        CellRef::List(items) => {
            let mut changed = false;
            let items = items.iter().map(|item| {
                let cleaned = own(item);
                changed |= cleaned.is_some();
                cleaned.unwrap_or_else(|| item.clone())
            });
            let items = items.filter(|item| !item.is_empty()).collect();
            changed.then_some(Cell::List(items))
        }
        CellRef::Json(value) => {
            let mut value = value.clone();
            clean_json(&mut value, &mut own).then_some(Cell::Json(value))
        }
        CellRef::Empty | CellRef::Number(_) | CellRef::Date(_) => None,
    };
    (cleaned, odd)
}

/// Cleans every text in a JSON value, and every number that may be a person's; whether any
/// had to be.
fn clean_json(value: &mut Value, own: &mut impl FnMut(&str) -> Option<String>) -> bool {
    let cleaned = match value {
        Value::String(text) => own(text),
        Value::Number(number) if number.as_f64() >= Some(1e14) => {
            own(&number.to_string())
        }
        Value::Array(items) => {
            return items.iter_mut().fold(false, |any, item| clean_json(item, own) | any);
        }
        Value::Object(fields) => {
            let fields = fields.iter_mut();
            return fields.fold(false, |any, (_, item)| clean_json(item, own) | any);
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    };
    let Some(text) = cleaned else { return false };
    *value = Value::String(text);
    true
}

/// Words typed for a record as an imported cell of them would be kept: empty where they say
/// nothing, such as 无; `None` where they hold an identity-card number.
pub(crate) fn words(text: &str) -> Option<String> {
    let (cleaned, odd) = clean(text.trim(), false);
    if odd.iter().any(|problem| problem.code == "sensitive_personal_data") {
        return None;
    }
    let says = !value::is_blank(&cleaned);
    Some(if says { cleaned.into_owned() } else { String::new() })
}

/// Whether there may be an identity-card number: 15 digits in a row, blanks and hyphens
/// aside.
fn has_long_number(text: &str) -> bool {
    if text.len() < 15 || !has_many_digits(text.as_bytes()) {
        return false;
    }
    let mut run = 0;
    for c in text.chars() {
        match c {
            '0'..='9' | '０'..='９' => run += 1,
            ' ' | '\u{3000}' | '-' | '－' | '–' | '—' => {}
            _ => run = 0,
        }
        if run >= 15 {
            return true;
        }
    }
    false
}

/// Whether a text has 14 digits behind its first byte, or 14 pairs of bytes that full-width digits
/// end with. They are counted in parts of which a byte holds the number, so that many bytes are
/// looked at at once.
fn has_many_digits(text: &[u8]) -> bool {
    let is_digit =
        |a: u8, b: u8| b.is_ascii_digit() || a == 0xbc && (0x90..=0x99).contains(&b);
    let digits = |(a, b): (&[u8], &[u8])| -> u8 {
        a.iter().zip(b).map(|(a, b)| u8::from(is_digit(*a, *b))).sum()
    };
    let ahead = text.get(1..).unwrap_or_default();
    let parts = text.chunks(255).zip(ahead.chunks(255));
    parts.map(digits).map(usize::from).sum::<usize>() >= 14
}

/// Whether a spreadsheet would run the cell; `-40℃` and `+86 …` are honest.
fn is_formula_like(text: &str) -> bool {
    match text.as_bytes().first() {
        Some(b'=' | b'@' | b'\t' | b'\r') => text.len() > 1,
        Some(b'+' | b'-') => !is_quantity(&text[1..]),
        _ => false,
    }
}

/// A number or a phone with at most a unit, a dash, or a point of a list.
fn is_quantity(rest: &str) -> bool {
    let number = rest.trim_start_matches(|c: char| {
        c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '-' | '(' | ')' | '~' | '%')
    });
    let digits = number.len() < rest.len();
    (digits
        && number.chars().count() <= 6
        && !number.contains(['(', '!', '|', '+', '*', '/']))
        || rest.chars().all(|c| c == '-')
}

/// Whether a text holds HTML: a known tag or an entity. `<2mm；…>` is none.
fn has_markup(text: &str) -> bool {
    const TAGS: &[&str] = &[
        "p", "br", "div", "span", "b", "i", "u", "a", "img", "table", "tr", "td", "th",
        "ul", "ol", "li", "strong", "em", "font", "script", "style", "h1", "h2", "h3",
        "h4", "iframe", "sup", "sub", "html", "body",
    ];
    let tag = |after: &str| {
        let name = after.trim_start_matches('/');
        let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
        let (name, rest) = name.split_at(end);
        let closed = rest.starts_with(['>', ' ', '/']) && rest.contains('>');
        closed && TAGS.iter().any(|tag| name.eq_ignore_ascii_case(tag))
    };
    let entity = ["&nbsp;", "&lt;", "&gt;", "&amp;", "&quot;", "&#"]
        .iter()
        .any(|e| text.contains(e));
    entity || text.split('<').skip(1).any(tag)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn codes(text: &str) -> Vec<&'static str> {
        clean(text, false).1.iter().map(|problem| problem.code).collect()
    }

    #[test]
    fn formulas_are_flagged_and_honest_values_are_not() {
        for text in ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3*A1"] {
            assert_eq!(codes(text), ["formula_like"], "{text}");
        }
        for text in ["-40℃", "+86 000-0000", "-5", "—", "-", "+10%", "--"] {
            assert_eq!(codes(text), [""; 0], "{text}");
        }
        assert_eq!(clean("'=1+1", false).0, "=1+1");
        assert_eq!(clean("'quoted'", false).0, "'quoted'");
    }

    #[test]
    fn control_characters_are_not_stored() {
        assert_eq!(clean("铜\u{b}箔\u{1a}", false).0, "铜\n箔");
        assert!(matches!(clean("铜箔", false).0, Cow::Borrowed(_)));
    }

    #[test]
    fn lists_and_objects_are_cleaned_text_by_text() {
        let items = ["钛箔".into(), "张某 990000190001010008".into(), "\u{1b}".into()];
        let (list, odd) = clean_cell(CellRef::List(&items), false);
        assert_eq!(list, Some(Cell::List(vec!["钛箔".to_owned(), "张某".to_owned()])));
        assert_eq!(odd[0].code, "sensitive_personal_data");
        assert_eq!(clean_cell(CellRef::List(&items[..1]), false), (None, Vec::new()));
        let object =
            json!({"a": ["990000190001010008", 1], "b": 990_000_190_001_010_008_u64});
        let (object, odd) = clean_cell(CellRef::Json(&object), false);
        assert_eq!(object, Some(Cell::Json(json!({"a": ["", 1], "b": ""}))));
        assert_eq!(odd.len(), 2);
    }

    #[test]
    fn typed_words_are_kept_as_a_cell_of_them_would_be() {
        let kept = |text| words(text);
        assert_eq!(kept(" 已联系\u{b}下周答复 ").as_deref(), Some("已联系\n下周答复"));
        for nothing in ["", "\u{200b}", "无", " — "] {
            assert_eq!(kept(nothing).as_deref(), Some(""), "{nothing:?}");
        }
        assert_eq!(kept("张某 990000190001010008"), None);
    }

    #[test]
    fn markup_is_flagged_and_inequalities_are_not() {
        assert_eq!(codes("<p>钛箔</p>"), ["html_like"]);
        assert_eq!(codes("钛箔&nbsp;厚度"), ["html_like"]);
        assert_eq!(codes("厚度<2mm；宽度>3m"), [""; 0]);
        assert_eq!(codes("a < b"), [""; 0]);
    }

    #[test]
    fn fifteen_digits_in_a_row_are_a_long_number_wherever_they_stand() {
        let long = "9".repeat(15);
        let behind = format!("{}{long}", "铜".repeat(100));
        for text in
            [&*long, "９９９９９９９９９９９９９９９", "99-99 9999999999999", &behind]
        {
            assert!(has_long_number(text), "{text}");
        }
        let parted = format!("{}铜{}", &long[1..], &long[1..]);
        for text in [&long[1..], &parted, "，，，，，，，，，，，，，，，"]
        {
            assert!(!has_long_number(text), "{text}");
        }
    }

    #[test]
    fn identity_numbers_are_taken_out() {
        let (text, problems) = clean("张某 990000190001010008", false);
        assert_eq!(text, "张某");
        assert_eq!(problems[0].code, "sensitive_personal_data");
        assert_eq!(problems[0].value, MASK);
        assert_eq!(clean("990000190001010008", true).1, []);
        let (code, problems) = clean("110000198001010001", true);
        assert_eq!((&*code, problems[0].code), ("", "sensitive_personal_data"));
    }
}
