//! Rows of a table that are no records: totals, notes, repeated headers.

use super::Table;
use super::examples::{is_example, marks_example};
use super::guides::{counts_columns, tells_how};
use crate::domain::{Code as _, Kind};
use crate::import::alias::{Aliases, Meaning};
use crate::import::field::Field;
use crate::import::grid::{CellRef, Row};
use crate::import::header_key::{HeaderKey, letters};
use crate::import::options::Options;
use crate::import::value::is_error;

/// What a row that sums up others begins with, or ends with after the name of its group.
const SUMS: &[&str] = &["合计", "总计", "小计", "共计"];
/// What such a row says besides.
const TOTALS: &[&str] = &["累计", "总合计", "total", "subtotal", "sum", "grandtotal"];
const NOTES: &[&str] = &[
    "注：",
    "注:",
    "备注：",
    "备注:",
    "说明：",
    "说明:",
    "填表说明",
    "填报说明",
    "填写说明",
    "填报要求",
    "填表要求",
    "附注",
    "※",
    "＊",
    "* ",
    "注1",
    "注意",
    "填表人",
    "填报人",
    "制表人",
    "审核人",
    "单位负责人",
    "负责人签字",
    "填报单位（盖章）",
    "单位（盖章）",
    "（盖章）",
    "(盖章)",
    "盖章",
    "联系人：",
    "联系电话：",
    "联络员：",
    "领队：",
    "带队领导：",
    "领导签字",
    "负责人：",
    "经办人：",
    "审核：",
    "复核：",
    "审批：",
    "制表：",
    "填表：",
    "填报：",
    "签字：",
    "填报日期",
    "填表日期",
    "Note:",
    "Notes:",
    "NB:",
];
/// What stands before a note in a cell of its own.
const NOTE: &[&str] = &["备注", "说明", "注", "附注", "填表说明", "其他说明"];
/// What the heads of a legend say: what the colours of cells mean.
const LEGEND: &[&str] = &[
    "图例",
    "颜色说明",
    "红色",
    "黄色",
    "绿色",
    "蓝色",
    "橙色",
    "紫色",
    "灰色",
    "标红",
    "标黄",
    "标绿",
    "标蓝",
    "红底",
    "黄底",
    "绿底",
];
/// What says that nothing follows.
const ENDS: &[&str] =
    &["以下空白", "以下无正文", "以下无内容", "此页无正文", "endoftable"];
/// How the heading of a group of rows ends where a record's title may stand.
const GROUPS: &[&str] = &["领域", "类", "行业", "产业", "产业链", "方向", "板块", "部分"];
/// How the title of a table ends.
const CAPTIONS: &[&str] = &[
    "汇总表",
    "一览表",
    "统计表",
    "征集表",
    "登记表",
    "需求表",
    "需求清单",
    "成果清单",
    "项目清单",
];

/// What shows that a caption is one where a record's title may stand: 设备点检登记表 is a need
/// of a few words, 2026年企业人才需求汇总表 is none.
const OF_CAPTIONS: &[&str] = &["需求", "成果", "征集", "年度", "附件", "附表", "：", ":"];

/// What captions consist of besides their end and [`OF_CAPTIONS`]: 企业情况一览表.
const IN_CAPTIONS: &[&str] = &[
    "企业", "高校", "院校", "院所", "单位", "机构", "专家", "项目", "技术", "科技",
    "人才", "情况", "信息", "基本", "合作", "对接", "难题",
];

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
    let key = if text.len() <= 60 { letters(&text) } else { String::new() };
    let required = table.is_required(column);
    let sums = |total: &&str| key == **total || alone && key.starts_with(*total);
    if SUMS.iter().any(sums) || TOTALS.contains(&key.as_str()) {
        return !required || !has_words(row, table, column);
    }
    if !required && counts_up(&text) && !titled(row, table) || !alone && asks_only(row) {
        return true;
    }
    // 东湖街道小计
    if !required && ends_with(&key, SUMS) || explains(&key, required, row, table) {
        return true;
    }
    if !(required && alone) && marks_example(&key) {
        return true;
    }
    if alone && table.columns.len() > 1 {
        return first.starts_with(NOTES)
            || is_heading(&text) && (!required || ends_with(&text, GROUPS))
            || ENDS.contains(&key.as_str())
            || Kind::of_code(&text).is_some()
            || is_caption(&text) && (!required || is_plain_caption(&text))
            || is_numbered_note(&text, table);
    }
    first.starts_with(NOTES) && (!required || signs(row))
        || repeats_header(row, table)
        || counts_columns(row)
}

/// Whether a row that begins with a word says how to read the others: a note behind 备注, or
/// what a colour means.
fn explains(word: &str, required: bool, row: &Row, table: &Table) -> bool {
    NOTE.contains(&word) && !required && row.filled().count() == 2
        || LEGEND.contains(&word) && !titled(row, table)
}

/// Whether a row has a title, and one that is no count such as 2项.
fn titled(row: &Row, table: &Table) -> bool {
    let is_count = |text: &str| {
        let rest = text.trim_start_matches(is_digit);
        rest.len() < text.len() && rest.chars().count() <= 2
    };
    let titles = (0..table.columns.len()).filter(|at| table.is_required(*at));
    let mut titles = titles.map(|at| row.cell(at));
    titles.any(|cell| !cell.is_blank() && !is_count(&cell.text()))
}

/// Whether a text says what it sums up: 合计（万元）, 总计：2家企业.
fn counts_up(text: &str) -> bool {
    SUMS.iter().filter_map(|sum| text.strip_prefix(sum)).any(|rest| {
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
    row.filled().all(|(_, cell)| {
        cell.starts_with(NOTES) || labels(cell) || labelled && number(cell)
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

/// Whether a text may start like a total, a note or an example: most cells are done with
/// here.
fn may_be_word(text: &str) -> bool {
    const STARTS: &str =
        "合总小共累示样例填举范注备说附制审单负盖联领带经复签※＊*（(图颜红黄绿蓝橙紫灰标";
    const LATIN: &[&str] = &["tot", "sum", "sub", "gra", "sam", "exa", "not", "nb:"];
    let word = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let head = |word: &str| word.get(..3).map(str::to_ascii_lowercase);
    text.starts_with(|c| STARTS.contains(c))
        || text.ends_with('计') && text.len() <= 60
        || word.starts_with(|c| STARTS.contains(c))
        || word.starts_with(|c: char| c.is_ascii_alphabetic())
            && head(word).is_some_and(|head| LATIN.contains(&head.as_str()))
}

/// Whether a row has words in another column than this one.
fn has_words(row: &Row, table: &Table, column: usize) -> bool {
    row.filled().any(|(other, cell)| {
        let counted =
            table.columns.get(other).and_then(|c| c.field).is_some_and(|(f, _)| {
                matches!(f, Field::Description | Field::Organization | Field::Contact)
            });
        other != column && counted && cell.text().parse::<f64>().is_err()
    })
}

fn ends_with(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.ends_with(word))
}

/// The title of a table: `企业技术需求汇总表`.
fn is_caption(text: &str) -> bool {
    text.chars().count() <= 40 && ends_with(text, CAPTIONS)
}

/// Whether a caption has a sign of one besides its end, what surveys ask for or a year of
/// four digits, or consists of nothing but words of captions.
fn is_plain_caption(text: &str) -> bool {
    let year = |rest: &str| {
        rest.trim_end().chars().rev().take_while(|c| is_digit(*c)).count() == 4
    };
    has_only_words_of_captions(text)
        || OF_CAPTIONS.iter().any(|sign| text.contains(sign))
        || text.split('年').rev().skip(1).any(year)
}

fn is_digit(c: char) -> bool {
    ('０'..='９').contains(&c)
        || c.is_ascii_digit()
        || "〇○零一二三四五六七八九".contains(c)
}

fn has_only_words_of_captions(text: &str) -> bool {
    let mut words = [IN_CAPTIONS, CAPTIONS, OF_CAPTIONS].into_iter().flatten();
    text.is_empty()
        || words
            .any(|word| text.strip_prefix(word).is_some_and(has_only_words_of_captions))
}

/// `一、新材料领域` or `（二）装备制造`: the heading of a group of rows.
fn is_heading(text: &str) -> bool {
    let rest = text.trim_start_matches(['（', '(']);
    let after = rest.trim_start_matches(|c| "一二三四五六七八九十".contains(c));
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
fn repeats_header(row: &Row, table: &Table) -> bool {
    let mut same = 0;
    for (column, cell) in row.filled().take(6) {
        let Some(header) = table.columns.get(column) else { return false };
        let text = cell.text();
        if text.len() > header.header.len() || !header.header.ends_with(&*text) {
            return false;
        }
        same += 1;
    }
    same >= 2
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

    #[test]
    fn captions_are_told_from_titles_that_end_like_one() {
        let plain = |text: &str| is_caption(text) && is_plain_caption(text);
        for caption in [
            "附件2：企业人才需求汇总表",
            "2026年企业情况一览表",
            "二〇二六年企业情况一览表",
            "焦作市２０２６ 年设备登记表",
            "项目清单",
            "企业情况一览表",
        ] {
            assert!(plain(caption), "{caption}");
        }
        for title in [
            "设备点检登记表",
            "寿命10年设备点检登记表",
            "炉龄5年以上锅炉点检一览表",
            "十年设备点检登记表",
            "企业设备点检登记表",
        ] {
            assert!(!plain(title), "{title}");
        }
    }
}
