//! Forms: labels with their values beside or below them, one enterprise a form.

mod columns;
mod records;
mod walk;

use std::collections::BTreeSet;

use self::records::{Pair, records, row};
use self::walk::{Keys, Walk};
use crate::import::field::Field;
use crate::import::grid::Row;
use crate::import::header_key::letters;
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
    /// Whether rows of labels alternate with rows of their values, or each column is a form.
    pub(super) blocks: bool,
    /// Whether it is a form with little filled in.
    blank: bool,
}

/// Reads rows as forms of the kind that fits best; `None` where they are none.
pub(crate) fn forms(rows: &[Row], names: &str, options: &Options) -> Option<Forms> {
    let names = letters(names);
    let keys = Keys::default();
    let read = options.kinds().into_iter().map(|kind| {
        let forms = Forms::read(kind, rows, &keys);
        let score = forms.fields * 10 + if forms.required { 15 } else { 0 };
        (forms, score + usize::try_from(super::named(kind, &names)).unwrap_or(0))
    });
    let (forms, _) =
        read.reduce(|best, next| if next.1 > best.1 { next } else { best })?;
    let several = forms.rows.iter().any(|row| row.filled().count() >= 2);
    ((several || forms.blank)
        && (forms.fields >= 3 || (forms.fields >= 2 && forms.required)))
        .then_some(forms)
}

impl Forms {
    fn read(kind: SheetKind, rows: &[Row], keys: &Keys) -> Self {
        let mut walk = Walk::new(kind, rows, keys);
        let columns = columns::columns(&walk, rows, kind);
        if !columns.is_empty() {
            walk.pairs = columns.iter().flatten().cloned().collect();
            return Self::of(kind, walk, &columns, true);
        }
        for row in rows {
            walk.row(row);
        }
        let all: Vec<Vec<Pair>> = records(&walk.pairs, kind);
        let blocks = walk.blocks;
        Self::of(kind, walk, &all, blocks)
    }

    /// The forms of the records that a walk found.
    fn of(kind: SheetKind, walk: Walk<'_>, all: &[Vec<Pair>], blocks: bool) -> Self {
        let Walk { pairs, ignored, mut blank, .. } = walk;
        let mut fields: BTreeSet<Field> = pairs.iter().filter_map(|p| p.field).collect();
        let mut lines: BTreeSet<u64> = pairs.iter().map(|pair| pair.row).collect();
        let mut headers: Vec<Header> = Vec::new();
        let rows: Vec<Row> = all.iter().map(|pairs| row(pairs, &mut headers)).collect();
        blank.retain(|(_, (_, field))| {
            field.is_some_and(|field| !fields.contains(&field))
        });
        let filled = !pairs.is_empty();
        for (row, (label, field)) in blank.iter().filter(|_| filled) {
            if field.is_some_and(|field| fields.insert(field)) {
                headers.push(vec![label.clone()]);
            }
            lines.insert(*row);
        }
        let required = kind.required().iter().any(|field| fields.contains(field));
        let fields = if lines.len() < 2 { 0 } else { fields.len() };
        let blank = filled && !blank.is_empty();
        Self { kind, headers, rows, ignored, fields, required, blocks, blank }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::grid::rows_of;
    use chrono::NaiveDate;

    fn read(rows: &[&[&str]]) -> Forms {
        let rows = rows_of(rows);
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
