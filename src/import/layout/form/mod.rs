//! Forms: labels with their values beside or below them, one enterprise a form.

mod answers;
mod beside;
mod blocks;
mod cells;
mod columns;
mod contacts;
mod guide;
mod headed;
mod inline;
mod labels;
mod numbered;
mod pair;
mod parts;
mod records;
mod walk;

use std::collections::{BTreeMap, BTreeSet};

pub(in crate::import) use self::guide::Guide;
use self::labels::{Keys, Labels};
use self::parts::Parts;
use self::records::{Pair, records, row};
use self::walk::Walk;
use crate::import::alias::{Aliases, Meaning};
use crate::import::field::Field;
use crate::import::grid::Row;
use crate::import::header_key::{HeaderKey, letters};
use crate::import::mapping::{Header, display};
use crate::import::options::Options;
use crate::import::sheet_kind::SheetKind;
use crate::import::value::is_hint;

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
    /// The part of the form that asks for needs of the other kind.
    pub(crate) also: Option<Box<Self>>,
    /// Where labels stand that are not in the first row of their record.
    places: BTreeMap<(u64, String), u64>,
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
    let kinds = options.kinds();
    let parted = beside::below_each_other(rows, &kinds, &keys);
    let rows = parted.as_deref().unwrap_or(rows);
    let mut forms = best(&kinds, rows, &names, &keys)?;
    let untitled = |forms: &Forms| forms.kind.required().iter().all(|f| !forms.has(*f));
    let headed = Some(&forms)
        .filter(|forms| untitled(forms))
        .and_then(|forms| headed::titled(rows, forms.kind, &keys));
    if let Some(rows) = &headed {
        forms = best(&kinds, rows, &names, &keys)?;
    }
    let rows = headed.as_deref().unwrap_or(rows);
    let several = forms.rows.iter().any(|row| row.filled().count() >= 2);
    ((several || forms.blank)
        && (forms.fields >= 3 || (forms.fields >= 2 && forms.required)))
        .then(|| forms.in_parts(rows, &keys))
}

/// The forms of the kind that fits best.
fn best(kinds: &[SheetKind], rows: &[Row], names: &str, keys: &Keys) -> Option<Forms> {
    let read = kinds.iter().map(|kind| {
        let forms = Forms::read(*kind, rows, keys);
        let score = forms.fields * 10 + if forms.required { 15 } else { 0 };
        (forms, score + usize::try_from(super::named(*kind, names)).unwrap_or(0))
    });
    let best = read.reduce(|best, next| if next.1 > best.1 { next } else { best });
    best.map(|(forms, _)| forms)
}

impl Forms {
    /// The same forms, with what they ask of the other kind of need read as such.
    fn in_parts(self, rows: &[Row], keys: &Keys) -> Self {
        let Some(other) = parts::other(self.kind).filter(|_| !self.blocks) else {
            return self;
        };
        let kinds = [SheetKind::Needs, SheetKind::Talent];
        let walks = kinds.map(|kind| Walk::new(kind, rows, keys));
        let Some(parts) = Parts::of(rows, &walks) else { return self };
        let [mut forms, also] = [self.kind, other].map(|kind| {
            let mut walk = Walk::new(kind, rows, keys);
            walk.read(rows);
            parts.keep(kind, &mut walk.pairs);
            walk.blank.retain(|(row, _)| parts.say(kind, *row));
            let all = records(&walk.pairs, kind);
            Self::of(kind, walk, &all, false)
        });
        if !forms.has(Field::Title) || !also.has(Field::Title) {
            return self;
        }
        forms.also = Some(Box::new(Self { ignored: Vec::new(), ..also }));
        forms
    }

    /// Whether some record fills in a field.
    fn has(&self, field: Field) -> bool {
        self.filled().contains(&field)
    }

    /// The fields that some record fills in.
    fn filled(&self) -> BTreeSet<Field> {
        let fields = self.fields_of(self.kind);
        let columns = self.rows.iter().flat_map(Row::filled).map(|(at, _)| at);
        columns.filter_map(|at| fields[at]).collect()
    }

    /// What each column is to a kind of sheet.
    fn fields_of(&self, kind: SheetKind) -> Vec<Option<Field>> {
        let aliases = Aliases::of(kind);
        let field =
            |header: &Header| match aliases.meaning(&HeaderKey::new(&header[0]))? {
                Meaning::Field(field, _) => Some(field),
                Meaning::Other => None,
            };
        self.headers.iter().map(field).collect()
    }

    /// Whether the forms are records by themselves and not the lines above a table: besides
    /// a title they tell what it is about, or two things more that no other record shares.
    pub(crate) fn stand_alone(&self) -> bool {
        let mut own = self.filled();
        own.retain(|field| !field.is_of_party());
        let offers = self.kind == SheetKind::Offerings;
        (offers || parts::other(self.kind).is_some())
            && own.contains(&Field::Title)
            && (own.contains(&Field::Description) || own.len() >= 3)
    }

    /// What the forms say of the one party they are of, label by label; nothing where they
    /// are of several or name none.
    pub(crate) fn party(&self) -> Option<Vec<(String, String)>> {
        let fields = self.fields_of(SheetKind::Needs);
        let shared = |row: &Row| -> BTreeMap<usize, String> {
            let cells = row.filled().map(|(at, cell)| (at, cell.text().into_owned()));
            cells.filter(|(at, _)| fields[*at].is_some_and(Field::is_of_party)).collect()
        };
        let name = |said: &BTreeMap<usize, String>| {
            let mut said = said.iter();
            let found = said.find(|(at, _)| fields[**at] == Some(Field::Organization));
            found.map(|(_, name)| name.clone())
        };
        let all: Vec<BTreeMap<usize, String>> = self.rows.iter().map(shared).collect();
        let first = all.first()?;
        let one = name(first).is_some() && all.iter().all(|of| name(of) == name(first));
        let pairs = first.iter().map(|(at, text)| (self.headers[*at][0].clone(), text));
        one.then(|| pairs.map(|(label, text)| (label, text.clone())).collect())
    }

    /// The row in which a label of a record stands.
    pub(crate) fn place(&self, record: u64, label: &str) -> Option<u64> {
        self.places.get(&(record, label.to_owned())).copied()
    }

    fn read(kind: SheetKind, rows: &[Row], keys: &Keys) -> Self {
        let mut walk = Walk::new(kind, rows, keys);
        let columns = columns::columns(&walk, rows, kind);
        if !columns.is_empty() {
            walk.pairs = columns.iter().flatten().cloned().collect();
            return Self::of(kind, walk, &columns, true);
        }
        walk.read(rows);
        let all: Vec<Vec<Pair>> = records(&walk.pairs, kind);
        let blocks = walk.blocks;
        Self::of(kind, walk, &all, blocks)
    }

    /// The forms of the records that a walk found.
    fn of(kind: SheetKind, walk: Walk<'_>, all: &[Vec<Pair>], blocks: bool) -> Self {
        let Walk { pairs, mut ignored, mut blank, .. } = walk;
        // Of rows with forms beside each other one may say nothing.
        ignored.retain(|row| !pairs.iter().any(|pair| pair.row == *row));
        ignored.sort_unstable();
        ignored.dedup();
        let mut fields: BTreeSet<Field> = pairs.iter().filter_map(|p| p.field).collect();
        let mut lines: BTreeSet<u64> = pairs.iter().map(|pair| pair.row).collect();
        let mut headers: Vec<Header> = Vec::new();
        let rows: Vec<Row> = all.iter().map(|pairs| row(pairs, &mut headers)).collect();
        blank.retain(|(_, (_, field))| {
            field.is_some_and(|field| !fields.contains(&field))
        });
        let filled = !pairs.is_empty();
        let mut places = places(all);
        for (row, (label, field)) in blank.iter().filter(|_| filled) {
            let before = rows.iter().rfind(|record| record.number <= *row);
            if let Some(record) = before.or(rows.first()) {
                places
                    .entry((record.number, display(&vec![label.clone()])))
                    .or_insert(*row);
            }
            if field.is_some_and(|field| fields.insert(field)) {
                headers.push(vec![label.clone()]);
            }
            lines.insert(*row);
        }
        let required = kind.required().iter().any(|field| fields.contains(field));
        let fields = if lines.len() < 2 { 0 } else { fields.len() };
        let blank = filled && !blank.is_empty();
        let also = None;
        Self {
            kind,
            headers,
            rows,
            ignored,
            also,
            places,
            fields,
            required,
            blocks,
            blank,
        }
    }
}

/// Whether rows ask for things in several lines, in words of needs, and nothing is filled
/// in: a form sent back as it came.
pub(crate) fn is_blank_form(rows: &[Row]) -> bool {
    let keys = Keys::default();
    let kinds = [SheetKind::Needs, SheetKind::Talent, SheetKind::Offerings];
    let labels = kinds.map(|kind| Labels::of(kind, &keys));
    let asks = |text: &str| labels.iter().any(|labels| labels.label(text).is_some());
    let unanswered = |row: &&Row| {
        let mut cells = row.filled().map(|(_, cell)| cell.text());
        cells.all(|text| asks(&text) || is_hint(&text))
    };
    let full = rows.iter().filter(|row| !row.is_blank());
    let (lines, others): (Vec<&Row>, Vec<&Row>) = full.partition(unanswered);
    lines.len() >= 3 && others.iter().all(|row| row.filled().count() == 1)
}

/// Where the labels of records stand, by the number of the record's row.
fn places(all: &[Vec<Pair>]) -> BTreeMap<(u64, String), u64> {
    let mut places = BTreeMap::new();
    for pairs in all {
        let record = pairs.first().map_or(0, |pair| pair.row);
        for pair in pairs {
            let label = display(&vec![records::header(&pair.label)]);
            places.entry((record, label)).or_insert(pair.row);
        }
    }
    places
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
    fn forms_beside_each_other_do_not_mix() {
        let forms = read(&[
            &["企业技术需求征集表", "", "", "企业技术需求征集表"],
            &["企业名称", "甲有限公司", "", "企业名称", "乙有限公司"],
            &["需求名称", "钛箔轧制", "", "需求名称", "焊接机器人"],
            &["拟投入资金", "50万元", "", "拟投入资金", ""],
            &["联系人", "某丙", "", "联系人", "某丁"],
        ]);
        let all: Vec<_> = (0..2)
            .map(|at| {
                ["企业名称", "需求名称", "拟投入资金", "联系人"]
                    .map(|label| value(&forms, at, label))
            })
            .collect();
        let expected = [
            ["甲有限公司", "钛箔轧制", "50万元", "某丙"],
            ["乙有限公司", "焊接机器人", "", "某丁"],
        ];
        assert_eq!(all, expected.map(|row| row.map(str::to_owned)));
        assert_eq!(forms.ignored, [1]);
    }

    #[test]
    fn options_in_cells_of_their_own_answer_one_question() {
        let forms = read(&[
            &["企业名称", "甲有限公司"],
            &["需求名称", "钛箔轧制"],
            &["合作方式", "☑委托开发", "□合作开发", "☑技术转让"],
        ]);
        assert_eq!(value(&forms, 0, "合作方式"), "☑委托开发 □合作开发 ☑技术转让");
    }

    #[test]
    fn a_label_keeps_its_value_whatever_its_brackets_tell() {
        let forms = read(&[
            &["单位（盖章）", "甲有限公司"],
            &["企业简介（不超过500字）", "做阀门"],
            &["技术需求名称", "钛箔轧制"],
            &["企业现有基础（请说明）", "有轧机"],
            &["请描述现有工艺条件", "两台轧机"],
            &["拟投入资金（单位：万元）", "300"],
            &["需求描述", "（请说明背景，不超过500字）", "厚度不匀"],
        ]);
        let labels = [
            "单位（盖章）",
            "企业简介（不超过500字）",
            "企业现有基础（请说明）",
            "请描述现有工艺条件",
            "拟投入资金（单位：万元）",
            "需求描述",
        ];
        let values = labels.map(|label| value(&forms, 0, label));
        let expected = ["甲有限公司", "做阀门", "有轧机", "两台轧机", "300", "厚度不匀"];
        assert_eq!(values, expected);
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
