//! Forms: labels with their values beside or below them, one enterprise a form.

use std::collections::BTreeSet;

use crate::import::alias::{Aliases, Meaning};
use crate::import::field::Field;
use crate::import::grid::{Cell, Row};
use crate::import::header_key::{HeaderKey, letters};
use crate::import::mapping::Header;
use crate::import::options::Options;
use crate::import::sheet_kind::SheetKind;

/// Forms read as a table: a column a label, a row a record.
#[derive(Debug)]
pub(crate) struct Forms {
    /// What the records are.
    pub(crate) kind: SheetKind,
    /// The labels.
    pub(crate) headers: Vec<Header>,
    /// The records.
    pub(crate) rows: Vec<Row>,
    /// Rows that said nothing.
    pub(crate) ignored: Vec<u64>,
    /// How many fields were found.
    pub(super) fields: usize,
    /// Whether a field that a record cannot do without is among them.
    pub(super) required: bool,
}

/// A label and its value.
#[derive(Debug, Clone, PartialEq)]
struct Pair {
    row: u64,
    label: String,
    field: Option<Field>,
    value: Cell,
}

/// A cell as a form has it.
enum Token {
    Label(String, Option<Field>),
    Pairs(Vec<(String, Option<Field>, String)>),
    Value(Cell),
}

/// Reads rows as forms of the kind that fits best; `None` where they are none.
pub(crate) fn forms(rows: &[Row], names: &str, options: &Options) -> Option<Forms> {
    let names = letters(names);
    let read = options.kinds().into_iter().map(|kind| {
        let forms = Walk::new(kind).forms(rows);
        let score = forms.fields * 10 + if forms.required { 15 } else { 0 };
        (forms, score + usize::try_from(super::named(kind, &names)).unwrap_or(0))
    });
    let (forms, _) =
        read.reduce(|best, next| if next.1 > best.1 { next } else { best })?;
    let several = forms.rows.iter().any(|row| row.filled().count() >= 2);
    (several && (forms.fields >= 3 || (forms.fields >= 2 && forms.required)))
        .then_some(forms)
}

/// A walk over the cells of a sheet.
struct Walk {
    kind: SheetKind,
    aliases: &'static Aliases,
    pairs: Vec<Pair>,
    /// A label that waits for its value.
    pending: Option<(String, Option<Field>)>,
    ignored: Vec<u64>,
}

impl Walk {
    fn new(kind: SheetKind) -> Self {
        let aliases = Aliases::of(kind);
        Self { kind, aliases, pairs: Vec::new(), pending: None, ignored: Vec::new() }
    }

    fn forms(mut self, rows: &[Row]) -> Forms {
        for row in rows {
            self.row(row);
        }
        let lines: BTreeSet<u64> = self.pairs.iter().map(|pair| pair.row).collect();
        let fields: BTreeSet<Field> =
            self.pairs.iter().filter_map(|pair| pair.field).collect();
        let required = self.kind.required().iter().any(|field| fields.contains(field));
        let fields = if lines.len() < 2 { 0 } else { fields.len() };
        let records = records(&self.pairs, self.kind);
        let mut headers: Vec<Header> = Vec::new();
        let rows = records.iter().map(|pairs| row(pairs, &mut headers)).collect();
        Forms { kind: self.kind, headers, rows, ignored: self.ignored, fields, required }
    }

    fn row(&mut self, row: &Row) {
        let before = self.pairs.len();
        let mut tokens: Vec<Token> =
            row.filled().map(|(_, cell)| self.token(cell.to_cell())).collect();
        let alone = tokens.len() == 1;
        if !alone {
            self.pending = None;
        }
        let waiting = self.pending.is_some();
        tokens.reverse();
        while let Some(token) = tokens.pop() {
            match token {
                Token::Label(label, field) => self.pending = Some((label, field)),
                Token::Pairs(pairs) => {
                    self.pending = None;
                    for (label, field, value) in pairs {
                        self.push(row.number, (label, field), Cell::of_text(value));
                    }
                }
                Token::Value(value) => match (self.pending.take(), tokens.last()) {
                    (Some(label), _) => self.push(row.number, label, value),
                    (None, Some(Token::Value(_))) if is_short(&value) => {
                        self.pending = Some((value.view().text().into_owned(), None));
                    }
                    (None, _) if alone && self.continue_text(&value) => return,
                    (None, _) => {}
                },
            }
        }
        if !alone || waiting {
            self.pending = None;
        }
        if self.pairs.len() == before && self.pending.is_none() {
            self.ignored.push(row.number);
        }
    }

    fn push(&mut self, row: u64, (label, field): (String, Option<Field>), value: Cell) {
        self.pairs.push(Pair { row, label, field, value });
    }

    /// A line of its own may go on with the text above it.
    fn continue_text(&mut self, value: &Cell) -> bool {
        let Some(last) = self.pairs.last_mut() else { return false };
        let long = matches!(last.field, Some(Field::Description | Field::Indicators));
        let text = value.view().text();
        let notes = ["填表说明", "填报说明", "注：", "注:", "备注：", "说明：", "附件"];
        let goes_on = long && !notes.iter().any(|note| text.starts_with(note));
        if goes_on {
            last.value = Cell::of_text(format!("{}\n{text}", last.value.view().text()));
        }
        goes_on
    }

    fn token(&self, cell: Cell) -> Token {
        let Cell::Text(text) = &cell else { return Token::Value(cell) };
        let text = text.trim();
        let pairs = self.inline(text);
        if !pairs.is_empty() {
            return Token::Pairs(pairs);
        }
        match self.label(text) {
            Some(field) => {
                Token::Label(text.trim_end_matches(['：', ':']).trim().to_owned(), field)
            }
            None => Token::Value(cell),
        }
    }

    /// What a label asks for; the inner `None`: something known that no field takes.
    fn label(&self, text: &str) -> Option<Option<Field>> {
        let outside = text.split(['（', '(']).next().unwrap_or(text);
        if outside.chars().count() > 24 || text.chars().count() > 80 {
            return None;
        }
        let key = HeaderKey::new(text);
        let numbered = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
        let bare = key.bare.trim_end_matches(numbered);
        let meaning = self
            .aliases
            .meaning(&key)
            .or_else(|| self.aliases.word(bare).filter(|_| bare.chars().count() >= 4))?;
        match meaning {
            Meaning::Field(field, _) => Some(Some(field)),
            Meaning::Other => Some(None),
        }
    }

    /// The pairs of a text such as `联系人：张某　联系电话：000-0000000`.
    fn inline(&self, text: &str) -> Vec<(String, Option<Field>, String)> {
        let mut starts: Vec<(usize, usize, String, Option<Field>)> = Vec::new();
        let mut from = 0;
        for (at, colon) in text.match_indices(['：', ':']) {
            let before = &text[from..at];
            let cut = before.rfind([' ', '\u{3000}', '\t', '\n', '；', ';', '，']);
            let start = cut.map_or(from, |cut| {
                from + cut + text[from + cut..].chars().next().map_or(1, char::len_utf8)
            });
            let mut label = text[start..at].trim();
            let mut begin = start;
            if self.label(label).is_none() && from == 0 {
                (label, begin) = (text[..at].trim(), 0);
            }
            if let Some(field) = self.label(label) {
                starts.push((begin, at + colon.len(), label.to_owned(), field));
                from = at + colon.len();
            } else if starts.is_empty() {
                return Vec::new();
            }
        }
        if starts.first().is_none_or(|first| first.0 != 0) {
            return Vec::new();
        }
        let ends: Vec<usize> =
            starts.iter().skip(1).map(|next| next.0).chain([text.len()]).collect();
        let pairs = starts.into_iter().zip(ends).map(|((_, from, label, field), to)| {
            let value = text.get(from..to).unwrap_or_default().trim();
            (label, field, value.trim_matches(['；', ';', '，', '_', ' ']).to_owned())
        });
        pairs.filter(|(_, _, value)| !value.is_empty()).collect()
    }
}

/// Whether a text may be the label of something we have no field for.
fn is_short(cell: &Cell) -> bool {
    let text = cell.view().text();
    let digits = text.contains(|c: char| c.is_ascii_digit());
    matches!(cell, Cell::Text(_)) && !digits && text.chars().count() <= 12
}

/// Whether a field is the enterprise's, shared by all needs of its form.
fn is_shared(field: Field) -> bool {
    matches!(
        field,
        Field::Organization
            | Field::OrganizationId
            | Field::Uscc
            | Field::Region
            | Field::Zone
            | Field::Classes
            | Field::Confidential
            | Field::Contact
            | Field::Phone
            | Field::Email
    )
}

/// Parts the pairs into records: a second organization starts a form, a second title a
/// record of the same form.
fn records(pairs: &[Pair], kind: SheetKind) -> Vec<Vec<Pair>> {
    let mut all = Vec::new();
    let mut shared: Vec<Pair> = Vec::new();
    let mut items: Vec<Vec<Pair>> = vec![Vec::new()];
    let has = |pairs: &[Pair], field| pairs.iter().any(|pair| pair.field == Some(field));
    for pair in pairs {
        let common = pair.field.is_none_or(is_shared);
        if pair.field == Some(Field::Organization) && has(&shared, Field::Organization) {
            all.extend(joined(&shared, &mut items));
            shared.clear();
        }
        let item = items.last_mut().expect("there is always one");
        if common {
            shared.push(pair.clone());
        } else if pair.field.is_some_and(|f| kind.required().contains(&f) && has(item, f))
        {
            items.push(vec![pair.clone()]);
        } else {
            item.push(pair.clone());
        }
    }
    all.extend(joined(&shared, &mut items));
    all
}

/// The records of one form, each with what they share.
fn joined(shared: &[Pair], items: &mut Vec<Vec<Pair>>) -> Vec<Vec<Pair>> {
    let items = std::mem::replace(items, vec![Vec::new()]);
    let full = items.into_iter().map(|item| [item.as_slice(), shared].concat());
    full.filter(|pairs| !pairs.is_empty()).collect()
}

/// A record as a row; labels met for the first time become columns.
fn row(pairs: &[Pair], headers: &mut Vec<Header>) -> Row {
    let number = pairs.first().map_or(0, |pair| pair.row);
    let mut row = Row::new(number, Vec::new());
    for pair in pairs {
        let header = vec![pair.label.clone()];
        let column =
            headers.iter().position(|known| *known == header).unwrap_or_else(|| {
                headers.push(header);
                headers.len() - 1
            });
        let cell = row.cell(column);
        let cell = if cell.is_blank() {
            pair.value.clone()
        } else {
            Cell::of_text(format!("{}\n{}", cell.text(), pair.value.view().text()))
        };
        row.set(column, cell);
    }
    row
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    fn read(rows: &[&[&str]]) -> Forms {
        let rows: Vec<Row> = rows
            .iter()
            .zip(1..)
            .map(|(cells, number)| {
                Row::new(number, cells.iter().map(|cell| Cell::of_text(*cell)).collect())
            })
            .collect();
        let mut options = Options::new(NaiveDate::from_ymd_opt(2026, 9, 1).unwrap());
        options.kind = Some(crate::domain::Kind::Needs);
        forms(&rows, "", &options).unwrap()
    }

    fn value(forms: &Forms, record: usize, label: &str) -> String {
        let column = forms.headers.iter().position(|h| h[0] == label);
        column.map_or(String::new(), |at| forms.rows[record].cell(at).text().into_owned())
    }

    #[test]
    fn labels_have_their_values_beside_or_below() {
        let forms = read(&[
            &["企业技术需求征集表"],
            &["企业名称", "甲有限公司", "", "法定代表人", "某乙"],
            &["技术需求", "需求名称", "钛箔轧制"],
            &["需求描述（500字以内）"],
            &["厚度不匀"],
            &["第二段"],
            &["联系人：某丙　联系电话：000-0000000"],
        ]);
        assert_eq!(forms.rows.len(), 1);
        assert_eq!(value(&forms, 0, "企业名称"), "甲有限公司");
        assert_eq!(value(&forms, 0, "法定代表人"), "某乙");
        assert_eq!(value(&forms, 0, "需求名称"), "钛箔轧制");
        assert_eq!(value(&forms, 0, "需求描述（500字以内）"), "厚度不匀\n第二段");
        assert_eq!(value(&forms, 0, "联系电话"), "000-0000000");
        assert_eq!(forms.ignored, [1]);
    }

    #[test]
    fn several_needs_share_the_enterprise_and_forms_follow_each_other() {
        let forms = read(&[
            &["企业名称", "甲有限公司"],
            &["需求名称", "一"],
            &["需求名称", "二"],
            &["联系人", "某丙"],
            &["企业名称", "乙有限公司"],
            &["需求名称", "三"],
        ]);
        let all: Vec<_> = (0..3)
            .map(|at| {
                ["企业名称", "需求名称", "联系人"].map(|label| value(&forms, at, label))
            })
            .collect();
        let expected = [
            ["甲有限公司", "一", "某丙"],
            ["甲有限公司", "二", "某丙"],
            ["乙有限公司", "三", ""],
        ];
        assert_eq!(all, expected.map(|row| row.map(str::to_owned)));
    }
}
