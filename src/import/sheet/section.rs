//! Headings between the rows of a table that say something of each row below them: 一、甲大学
//! （2项）, 企业名称：甲有限公司, 东湖街道, 新材料领域, 第一批：校地合作项目.

use chrono::NaiveDate;

use crate::domain::vocabulary::{Field as Subject, Worded as _, provinces};
use crate::domain::{Kind, OrganizationKind, SigningKind};
use crate::import::alias::{Aliases, Meaning};
use crate::import::field::Field;
use crate::import::grid::{CellRef, Row};
use crate::import::header_key::{HeaderKey, is_numeral};
use crate::import::layout::Table;
use crate::import::seal::without_seal;
use crate::import::sheet_kind::SheetKind;
use crate::import::value::{When, lacks_month, moment};
use crate::text::word_lists;

word_lists! {
    /// The words of headings.
    Words in "headings" {
        /// How the zones end that some name.
        zones,
        /// How the districts, counties and cities end that some name.
        regions,
        /// How fields end there.
        fields,
    }
}

/// What a heading says.
#[derive(Debug, PartialEq)]
pub(super) struct Section {
    pub(super) field: Field,
    pub(super) text: String,
}

/// The longest heading.
const LONGEST: usize = 40;

/// What a row says that is nothing but a heading. In the column of titles it may be a record:
/// there it needs a number that it has not and the `next` row, if it is known, has; but no
/// person has the name of an organization.
pub(super) fn section(row: &Row, next: Option<&Row>, table: &Table) -> Option<Section> {
    // Where the format names the columns, no row is a heading.
    if table.header_rows.is_empty() && table.columns.iter().any(|column| column.headed) {
        return None;
    }
    let mut filled = row.filled();
    let (at, cell) = filled.next()?;
    let CellRef::Text(text) = cell else { return None };
    if filled.next().is_some()
        || text.chars().count() > LONGEST
        || table.columns.len() < 3
    {
        return None;
    }
    let field = |at: usize| table.columns.get(at).and_then(|c| c.field).map(|(f, _)| f);
    let title = field(at).is_some_and(|field| table.kind.required().contains(&field));
    let counted = || (0..table.columns.len()).find(|at| field(*at) == Some(Field::Seq));
    let is_heading = |at: usize| next.is_none_or(|next| !next.cell(at).is_blank());
    let persons = matches!(
        table.kind,
        SheetKind::Experts | SheetKind::People | SheetKind::Officers
    );
    if title && !persons && !counted().is_some_and(is_heading)
        || field(at) == Some(Field::Organization)
    {
        return None;
    }
    said(text.trim(), table.kind)
}

fn said(text: &str, kind: SheetKind) -> Option<Section> {
    if kind == SheetKind::Signings {
        return batch(text).or_else(|| kind_of_signing(text));
    }
    if kind == SheetKind::Events {
        let when = When { written: None, today: NaiveDate::default() };
        let read = moment(text, when);
        let dated = read.problems.is_empty() && read.value.date.is_some();
        let is_day = dated || lacks_month(text);
        return is_day.then(|| Section { field: Field::Date, text: text.to_owned() });
    }
    let (label, name) = labelled(without_count(without_number(text)), kind);
    let name = without_seal(name);
    if let Some(place) = zone(name, kind) {
        return Some(Section { field: Field::Zone, text: place.to_owned() });
    }
    let field = if label { Some(Field::Organization) } else { of_name(name, kind) };
    if let Some(place) = region(name, kind).filter(|_| field.is_none()) {
        return Some(Section { field: Field::Region, text: place.to_owned() });
    }
    let Some(field) = field else {
        let subject = subject(name, kind)?;
        return Some(Section { field: Field::Field, text: subject.to_owned() });
    };
    (!name.is_empty()).then(|| Section { field, text: name.to_owned() })
}

/// The batch that a heading names: 第一批：校地合作（2个）, 第二组.
fn batch(text: &str) -> Option<Section> {
    let (end, _) = text.strip_prefix('第')?.match_indices(['批', '组', '轮']).next()?;
    let text = &text[..'第'.len_utf8() + end + '批'.len_utf8()];
    let short = text.chars().count() <= 5;
    short.then(|| Section { field: Field::Batch, text: text.to_owned() })
}

/// The kind of projects that a heading names: 二、成果转化类（3个）.
fn kind_of_signing(text: &str) -> Option<Section> {
    let name = without_count(without_number(text));
    let bare = ["类项目", "类", "合作项目", "项目"];
    let bare = bare.iter().filter_map(|end| name.strip_suffix(end));
    let mut words = [name].into_iter().chain(bare);
    let word = words.find(|word| SigningKind::of_words(word).is_some())?;
    Some(Section { field: Field::Kind, text: word.to_owned() })
}

/// The zone that a heading names: 东湖街道, 高新区.
fn zone(name: &str, kind: SheetKind) -> Option<&str> {
    let officers = kind == SheetKind::Officers;
    let of_zones = officers || has_regions(kind);
    (of_zones && is_place(name, 3, &Words::get().zones)).then_some(name)
}

/// The district, county or city that a heading names: 山阳区, 武陟县.
fn region(name: &str, kind: SheetKind) -> Option<&str> {
    let all = name.starts_with(['全', '各', '本', '其', '外']);
    (has_regions(kind) && !all && is_place(name, 2, &Words::get().regions))
        .then_some(name)
}

/// Whether the records of a kind say where their organization is.
fn has_regions(kind: SheetKind) -> bool {
    matches!(kind, SheetKind::Needs | SheetKind::Talent | SheetKind::Organizations)
}

/// Whether a heading of so many characters or more is a name that ends like a place.
fn is_place(name: &str, shortest: usize, ends: &[&str]) -> bool {
    let short = (shortest..=16).contains(&name.chars().count());
    let plain = name.chars().all(|c| crate::text::is_han(c) || c.is_ascii_digit());
    short && plain && ends.iter().any(|ending| name.ends_with(ending))
}

/// The field that a heading names: one of the vocabulary, or words before 领域.
fn subject(name: &str, kind: SheetKind) -> Option<&str> {
    let of_fields =
        matches!(kind, SheetKind::Needs | SheetKind::Offerings | SheetKind::Experts);
    let mut ends = Words::get().fields.iter();
    let bare = ends.find_map(|end| name.strip_suffix(end)).unwrap_or(name);
    let known = |text: &str| {
        let fields = Subject::vocabulary().meaning(text);
        fields.is_some_and(|fields| fields.iter().next().is_some())
    };
    let said = [name, bare].into_iter().find(|text| known(text));
    let words = |bare: &&str| !bare.is_empty() && !bare.contains(['：', ':', '，', '。']);
    said.or_else(|| name.strip_suffix("领域").filter(words)).filter(|_| of_fields)
}

/// What a sheet of a kind is named after: a party, which is an enterprise where it holds
/// needs and no agency, which collects those of others; a department of one; or a zone.
pub(super) fn named_after(sheet: &str, kind: SheetKind) -> Option<(Field, String)> {
    let (_, name) = labelled(without_count(without_number(sheet.trim())), kind);
    if let Some(place) = zone(name, kind) {
        return Some((Field::Zone, place.to_owned()));
    }
    if let Some(place) = region(name, kind) {
        return Some((Field::Region, place.to_owned()));
    }
    let of = OrganizationKind::of_name(name)?;
    let asks = kind.kind() == Kind::Needs;
    let fits = match of {
        OrganizationKind::Enterprise => true,
        OrganizationKind::Institution => !asks,
        OrganizationKind::Government
        | OrganizationKind::Platform
        | OrganizationKind::Other => false,
    };
    let field = of_name(name, kind).filter(|_| fits)?;
    Some((field, name.to_owned()))
}

/// A text without the label before it that asks for an organization, and whether it has one.
fn labelled(text: &str, kind: SheetKind) -> (bool, &str) {
    let organization = |label: &str| {
        let meaning = Aliases::of(kind).meaning(&HeaderKey::new(label));
        matches!(meaning, Some(Meaning::Field(Field::Organization, _)))
    };
    match text.split_once(['：', ':']) {
        Some((label, name)) if organization(label) => (true, name.trim()),
        _ => (false, text),
    }
}

/// The field that a name alone fills in a kind of sheet: an organization's, or that of a
/// department of one.
fn of_name(name: &str, kind: SheetKind) -> Option<Field> {
    let of_parties = matches!(
        kind,
        SheetKind::Needs
            | SheetKind::Talent
            | SheetKind::Offerings
            | SheetKind::Experts
            | SheetKind::Platforms
            | SheetKind::People
    );
    let plain = !name.contains(['：', ':', '，', '。', '；', '、']);
    if !of_parties || !plain || name.chars().count() < 3 {
        return None;
    }
    OrganizationKind::of_name(name)?;
    if name.ends_with("学院") && !is_college(name) {
        return (kind.kind() == SheetKind::Offerings.kind()).then_some(Field::Department);
    }
    Some(Field::Organization)
}

/// Whether a 学院 stands for itself and is no part of a university: it names its place or its
/// sort.
fn is_college(name: &str) -> bool {
    let provinces = provinces();
    let mut places = provinces.keys().chain(provinces.values().flatten());
    ["大学", "职业", "师范", "医学院"].iter().any(|sort| name.contains(sort))
        || places.any(|place| name.starts_with(place.as_str()))
}

/// A heading without its number: 一、甲有限公司, （二）乙有限公司.
fn without_number(text: &str) -> &str {
    let rest = text.trim_start_matches(['（', '(']);
    let after = rest.trim_start_matches(is_numeral);
    if after.len() == rest.len() {
        return text;
    }
    let name = after.trim_start_matches(['）', ')', '、', '.', '．']);
    if name.len() < after.len() { name.trim_start() } else { text }
}

/// A heading without what counts the rows below it: 甲大学（2项）.
fn without_count(text: &str) -> &str {
    let open = text.rfind(['（', '(']).filter(|_| text.ends_with(['）', ')']));
    let Some(open) = open else { return text };
    let inner = text[open..].trim_start_matches(['（', '(', '共', '计']);
    if inner.starts_with(|c: char| c.is_ascii_digit()) {
        text[..open].trim_end()
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str, kind: SheetKind) -> Option<(Field, String)> {
        said(text, kind).map(|section| (section.field, section.text))
    }

    #[test]
    fn headings_name_whose_the_rows_below_are() {
        for text in [
            "甲机械有限公司",
            "一、甲机械有限公司",
            "（二）甲机械有限公司（2项）",
            "企业名称：甲机械有限公司",
            "3.甲机械有限公司（盖章）",
        ] {
            let expected = (Field::Organization, "甲机械有限公司".to_owned());
            assert_eq!(of(text, SheetKind::Needs), Some(expected), "{text}");
        }
        let batch = (Field::Batch, "第一批".to_owned());
        assert_eq!(of("第一批：校地合作（2个）", SheetKind::Signings), Some(batch));
        let people = of("甲大学（共2人）", SheetKind::People);
        assert_eq!(people, Some((Field::Organization, "甲大学".to_owned())));
    }

    #[test]
    fn colleges_are_told_from_parts_of_a_university() {
        let field = |name| of(name, SheetKind::Offerings).map(|(field, _)| field);
        assert_eq!(field("能源科学与工程学院"), Some(Field::Department));
        assert_eq!(field("新乡学院"), Some(Field::Organization));
        assert_eq!(of("能源科学与工程学院", SheetKind::People), None);
    }

    #[test]
    fn sheets_are_named_after_whose_they_are() {
        let named = |sheet, kind| named_after(sheet, kind);
        let of = |field, name: &str| Some((field, name.to_owned()));
        let firm = of(Field::Organization, "甲机械有限公司");
        assert_eq!(named("1.甲机械有限公司", SheetKind::Needs), firm);
        assert_eq!(named("某区科技局", SheetKind::Needs), None);
        assert_eq!(named("甲大学", SheetKind::Needs), None);
        let university = of(Field::Organization, "甲大学");
        assert_eq!(named("甲大学", SheetKind::Offerings), university);
        let college = of(Field::Department, "机械工程学院");
        assert_eq!(named("机械工程学院", SheetKind::Experts), college);
        assert_eq!(named("Sheet1", SheetKind::Needs), None);
    }

    #[test]
    fn other_headings_say_nothing() {
        for text in ["注：本表由甲机械有限公司填写", "附件1", "（一）重点需求", "第一类"]
        {
            assert_eq!(of(text, SheetKind::Needs), None, "{text}");
        }
    }

    #[test]
    fn headings_name_zones_and_fields() {
        let needs = |text| of(text, SheetKind::Needs);
        let zone = |text: &str| Some((Field::Zone, text.to_owned()));
        let field = |text: &str| Some((Field::Field, text.to_owned()));
        assert_eq!(needs("一、东湖街道（3家）"), zone("东湖街道"));
        assert_eq!(needs("西山镇"), zone("西山镇"));
        assert_eq!(of("经开区", SheetKind::Organizations), zone("经开区"));
        assert_eq!(needs("（一）新材料领域"), field("新材料"));
        assert_eq!(needs("装备制造"), field("装备制造"));
        assert_eq!(needs("二、预制菜领域（2项）"), field("预制菜"));
        assert_eq!(of("新材料", SheetKind::People), None);
    }
}
