//! What stands above a header: the unit of the amounts, who fills in, when.

use super::title::institution;
use crate::domain::OrganizationKind;
use crate::import::alias::{Aliases, Meaning};
use crate::import::field::Field;
use crate::import::grid::{CellRef, Row};
use crate::import::header_key::HeaderKey;
use crate::import::seal::without_seal;
use crate::import::sheet_kind::SheetKind;
use crate::import::value::MoneyUnit;

/// What the rows above a table say of all its rows.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Preamble {
    /// The unit of bare amounts.
    pub(crate) unit: MoneyUnit,
    /// Labels and values, such as 填报单位.
    pub(crate) pairs: Vec<(String, String)>,
    /// The same of an agency that gathers what others need or offer, and how to reach it: no
    /// row is its own.
    pub(crate) gathered: Vec<(String, String)>,
    /// The day the form was filled in, as it is written.
    pub(crate) date: Option<String>,
}

/// Labels of the day a form was filled in.
const DATES: &[&str] = &[
    "填报日期",
    "填表日期",
    "填报时间",
    "填表时间",
    "填写日期",
    "日期",
    "报送日期",
    "date",
];

impl Preamble {
    /// Reads the rows above a header of a kind of sheet.
    pub(in crate::import) fn read(rows: &[Row], kind: SheetKind) -> Self {
        let mut preamble = Self::default();
        for row in rows {
            preamble.read_row(row, kind);
        }
        preamble.part_gatherer(kind);
        if !preamble.says(Field::Organization, kind) {
            preamble.read_title(rows, kind);
        }
        preamble.take_offices_off(kind);
        preamble
    }

    /// Whether some label asks for a field.
    pub(in crate::import) fn says(&self, field: Field, kind: SheetKind) -> bool {
        let aliases = Aliases::of(kind);
        let meaning = |label: &str| aliases.meaning(&HeaderKey::new(label));
        self.pairs.iter().any(|(label, _)| {
            matches!(meaning(label), Some(Meaning::Field(found, _)) if found == field)
        })
    }

    /// Reads whose the rows are off the title.
    fn read_title(&mut self, rows: &[Row], kind: SheetKind) {
        let lines = rows.iter().filter_map(|row| Some(row.filled().next()?.1.text()));
        for line in lines {
            let Some((name, department)) = institution(&line, kind) else { continue };
            let mut take = |field: Field, name: &str| {
                self.pairs.push((field.name().to_owned(), name.to_owned()));
            };
            if kind == SheetKind::Signings {
                take(Field::PartyB, name);
                return;
            }
            take(Field::Organization, name);
            if let Some(department) = department {
                take(Field::Department, department);
            }
            return;
        }
    }

    fn read_row(&mut self, row: &Row, kind: SheetKind) {
        let aliases = Aliases::of(kind);
        let cells: Vec<String> =
            row.filled().map(|(_, cell)| cell.text().into_owned()).collect();
        for cell in &cells {
            self.unit = self.unit.or(unit_in_sentence(cell));
        }
        let mut cells = cells.iter().peekable();
        while let Some(cell) = cells.next() {
            let pairs = pairs_in(cell, aliases);
            if pairs.is_empty() {
                let Some(label) = label(cell, aliases) else { continue };
                let value = cells.next_if(|next| self::label(next, aliases).is_none());
                if let Some(value) = value {
                    self.take(label.of(value, aliases), value);
                }
            }
            for (label, value) in pairs {
                self.take(label, &value);
            }
        }
    }

    fn take(&mut self, label: Label<'_>, value: &str) {
        match label {
            Label::Unit => self.unit = self.unit.or(MoneyUnit::named_in(value)),
            Label::Date => self.date = Some(value.to_owned()),
            Label::Field(field, label) => {
                let organization = field == Field::Organization;
                let value = if organization { without_seal(value) } else { value };
                self.pairs.push((label.to_owned(), value.to_owned()));
            }
        }
    }
}

/// The unit that the text above a table names in passing: 资金单位均为万元。
fn unit_in_sentence(text: &str) -> MoneyUnit {
    let named = text.match_indices("单位").find_map(|(at, word)| {
        let rest = text[at + word.len()..].trim_start_matches(['均', '统', '一', '都']);
        let labelled = rest.starts_with(['：', ':']);
        let rest = rest.strip_prefix(['为', '是', '：', ':'])?;
        let rest =
            rest.trim_start_matches(['：', ':', '“', '"']).trim_start_matches("人民币");
        let unit = ["亿元", "百万元", "万元", "千元", "元"];
        // 单位为元某县企业
        let is_word = |rest: &str| {
            rest.strip_prefix('元').is_some_and(|c| c.starts_with(crate::text::is_han))
        };
        let found = unit.into_iter().find(|unit| rest.starts_with(unit));
        let goes_on = |unit: &str| rest[unit.len()..].starts_with(crate::text::is_han);
        found.filter(|unit| !(is_word(rest) || labelled && goes_on(unit)))
    });
    named.map(MoneyUnit::named_in).unwrap_or_default()
}

/// Whether a row only says who fills in, when and in which unit, a title beside it aside:
/// `填报单位：…`, or `单位：` and its value in the next cell.
pub(super) fn is_preamble(row: &Row) -> bool {
    let cells: Vec<String> =
        row.filled().map(|(_, cell)| cell.text().into_owned()).collect();
    let mut cells = cells.iter().peekable();
    let (mut said, mut others) = (0, 0);
    while let Some(cell) = cells.next() {
        match cell.split_once(['：', ':']) {
            Some((_, value)) if !value.trim().is_empty() => said += 1,
            Some(_) if cells.next_if(|next| !next.ends_with(['：', ':'])).is_some() => {
                said += 1;
            }
            _ => others += 1,
        }
    }
    said > 0 && others < 2
}

/// What a label above a table asks for.
#[derive(Clone, Copy)]
enum Label<'a> {
    Unit,
    Date,
    Field(Field, &'a str),
}

impl Label<'_> {
    /// The same label in view of its value: 单位 may ask for a unit or for whose the rows are.
    fn of(self, value: &str, aliases: &Aliases) -> Self {
        const UNIT: &str = "单位";
        let organization = || {
            let meaning = aliases.meaning(&HeaderKey::new(UNIT));
            matches!(meaning, Some(Meaning::Field(Field::Organization, _)))
                && OrganizationKind::of_name(without_seal(value)).is_some()
        };
        match self {
            Label::Unit if organization() => Label::Field(Field::Organization, UNIT),
            Label::Unit | Label::Date | Label::Field(..) => self,
        }
    }
}

/// Reads a label without its value.
fn label<'a>(text: &'a str, aliases: &Aliases) -> Option<Label<'a>> {
    let key = HeaderKey::new(text);
    if ["单位", "金额单位", "货币单位", "计量单位", "unit"].contains(&key.bare.as_str())
    {
        return Some(Label::Unit);
    }
    if DATES.contains(&key.bare.as_str()) {
        return Some(Label::Date);
    }
    match aliases.meaning(&key)? {
        Meaning::Field(field, _) => {
            Some(Label::Field(field, text.trim_end_matches(['：', ':']).trim()))
        }
        Meaning::Other => None,
    }
}

/// The `label：value` pairs of a text, one after the other: `填报单位：甲公司　单位：万元`.
fn pairs_in<'a>(text: &'a str, aliases: &Aliases) -> Vec<(Label<'a>, String)> {
    let mut pairs: Vec<(Label<'a>, String)> = Vec::new();
    let text = without_brackets(text.trim());
    for piece in
        text.split([' ', '\u{3000}', '\t', '\n', '；', ';']).filter(|p| !p.is_empty())
    {
        let known = piece.split_once(['：', ':']).and_then(|(name, value)| {
            let value = value.trim();
            Some((label(name, aliases)?.of(value, aliases), value.to_owned()))
        });
        match (known, pairs.last_mut()) {
            (Some((Label::Field(Field::Organization, _), value)), _)
                if is_unit(piece, &value) =>
            {
                pairs.push((Label::Unit, value));
            }
            (Some(pair), _) => pairs.push(pair),
            (None, Some((_, value))) if value.is_empty() => piece.clone_into(value),
            (None, _) => {}
        }
    }
    pairs.retain(|(_, value)| !value.is_empty());
    pairs
}

/// A text without brackets around all of it, `（单位：万元）`, or with one end left out.
fn without_brackets(text: &str) -> &str {
    let text = text.strip_prefix(['（', '(']).unwrap_or(text);
    let count = |brackets: [char; 2]| text.matches(brackets).count();
    let closed = count(['（', '(']) < count(['）', ')']);
    text.strip_suffix(['）', ')']).filter(|_| closed).unwrap_or(text)
}

/// Whether a `单位：…` means the unit of the amounts rather than an organization.
fn is_unit(piece: &str, value: &str) -> bool {
    piece.starts_with("单位")
        && MoneyUnit::named_in(value).yuan.is_some()
        && value.chars().count() < 8
}

impl CellRef<'_> {
    /// Whether it is a text that starts like one of the words.
    pub(super) fn starts_with(self, words: &[&str]) -> bool {
        let text = self.text();
        words.iter().any(|word| text.starts_with(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::grid::rows_of;

    fn read(rows: &[&[&str]]) -> Preamble {
        let rows = rows_of(rows);
        Preamble::read(&rows, SheetKind::Needs)
    }

    #[test]
    fn units_dates_and_senders_are_read() {
        let preamble = read(&[
            &["附件1"],
            &["2026年企业技术需求汇总表"],
            &["填报单位：山阳区某机械有限公司　填报日期：2026年9月1日　单位：万元"],
        ]);
        assert_eq!(preamble.unit.yuan, Some(10_000));
        assert_eq!(preamble.date.as_deref(), Some("2026年9月1日"));
        assert_eq!(
            preamble.pairs,
            [("填报单位".to_owned(), "山阳区某机械有限公司".to_owned())]
        );
    }

    #[test]
    fn names_are_whole_and_without_the_place_for_a_seal() {
        for text in
            ["填报单位：甲有限公司（盖章）", "企业名称：甲有限公司(公章)　日期：2026.9.1"]
        {
            assert_eq!(read(&[&[text]]).pairs[0].1, "甲有限公司", "{text}");
        }
        let pairs = read(&[&["（填报单位：甲（北京）有限公司）"]]).pairs;
        assert_eq!(pairs[0].1, "甲（北京）有限公司");
    }

    #[test]
    fn a_line_of_labels_with_values_is_no_header() {
        let is = |cells: &[&str]| is_preamble(&rows_of(&[cells])[0]);
        assert!(is(&["填报单位：某区科技局", "", "单位：元", "填报日期：2026年8月1日"]));
        assert!(
            is(&["汇总表", "单位：万元"]) && is(&["填报单位：", "某局", "单位：", "元"])
        );
        assert!(!is(&["序号", "企业情况", "技术需求", "单位：万元"]));
        assert!(!is(&["企业名称：", "需求名称：", "联系人："]));
    }

    #[test]
    fn a_sentence_may_name_the_unit() {
        let unit = |text: &str| read(&[&[text]]).unit.yuan;
        assert_eq!(unit("填表说明：1.如实填写；2.资金单位均为万元；"), Some(10_000));
        assert_eq!(unit("附件2：2026年技术需求汇总表（单位：万元）"), Some(10_000));
        assert_eq!(unit("附件2：填报单位：万元村"), None);
        assert_eq!(unit("填报单位为企业的，须盖章。"), None);
        assert_eq!(unit("填报单位为元某县企业的，须盖章。"), None);
    }

    #[test]
    fn units_stand_in_cells_of_their_own() {
        for rows in [[&["（单位：万元）"][..]], [&["", "", "金额单位：", "万元"][..]]]
        {
            assert_eq!(read(&rows).unit.yuan, Some(10_000), "{rows:?}");
        }
    }
}
