//! How far a need or a project has come: a word, with a remark beside it or none.

use super::{Parsed, code, is_blank};
use crate::domain::Stage;
use crate::domain::problem::Problem;
use crate::domain::vocabulary::Worded as _;
use crate::text::plain::plain;

/// Words around the one that counts.
const BEFORE: &[&str] = &["目前", "当前", "现在", "该项目", "项目", "处于"];
const BEHIND: &[&str] = &["阶段", "状态", "环节", "中"];
/// Words before what has not come yet.
const AHEAD: &[&str] = &["未", "拟", "待", "预计", "计划", "争取", "力争", "即将"];
/// Marks between a word and a remark on it.
const MARKS: &[char] = &['(', ':', ',', ';', '.', '。', '、', '\n'];

/// Reads a stage that a cell names by a word of its own: alone, or in a clause of its own beside
/// remarks (`终止：投资方原因`, `已签约，正在办理前期手续`); of several the furthest. Prose that only holds such
/// a word (`正在起草合同`) is no stage, which is a warning.
pub fn stage(cell: &str) -> Parsed<Option<Stage>> {
    let text = plain(cell);
    if is_blank(&text) {
        return Parsed::fine(None);
    }
    if let Some(meaning) = Stage::vocabulary().meaning(&text) {
        return Parsed::fine(meaning);
    }
    match text.split(MARKS).filter_map(of_clause).max() {
        None => Parsed::odd(None, Problem::warning("unknown_vocabulary")),
        found => Parsed::fine(found),
    }
}

/// Reads a stage as [`stage`] does, else by the first word of one in the cell, with a warning;
/// not where the cell says that it is still to come (`未开工`, `预计12月签约`).
pub fn stage_within(cell: &str) -> Parsed<Option<Stage>> {
    let named = stage(cell);
    let to_come = AHEAD.iter().any(|word| cell.contains(word));
    if named.value.is_some() || named.problems.is_empty() || to_come {
        return named;
    }
    code(cell)
}

/// The stage that a clause is.
fn of_clause(clause: &str) -> Option<Stage> {
    let clause = clause.trim_matches(|c: char| c.is_whitespace() || c == ')');
    let bare = BEFORE
        .iter()
        .fold(clause, |rest, word| rest.strip_prefix(word).unwrap_or(rest).trim_start());
    let short = BEHIND.iter().find_map(|word| bare.strip_suffix(word));
    [Some(clause), Some(bare), short].into_iter().flatten().find_map(Stage::of_words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Code as _;

    #[test]
    fn a_stage_is_a_word_with_or_without_remarks() {
        let table = [
            ("已开工建设", "started"),
            ("正在建设", "started"),
            ("主体施工", "started"),
            ("主体施工阶段", "started"),
            ("已签约未开工", "signed"),
            ("跟踪洽谈", "talking"),
            ("初步对接", "talking"),
            ("达成初步意向", "intent"),
            ("合同已签", "signed"),
            ("合作终止", "ended"),
            ("终止：投资方原因", "ended"),
            ("终止（投资方原因）", "ended"),
            ("已签约，拟12月开工", "signed"),
            ("已签约，正在办理前期手续", "started"),
            ("项目已投产", "landed"),
            ("目前项目处于在建状态", "started"),
            ("已完成", "landed"),
            ("signed", "signed"),
        ];
        for (cell, expected) in table {
            let parsed = stage(cell);
            assert_eq!(parsed.value.map(Stage::code), Some(expected), "{cell}");
            assert_eq!(parsed.problems, [], "{cell}");
        }
    }

    #[test]
    fn prose_is_no_stage() {
        for cell in
            ["正在起草合同", "预计12月签约", "尚未签约", "土地摘牌", "完成投资30%"]
        {
            let parsed = stage(cell);
            assert_eq!(parsed.value, None, "{cell}");
            assert_eq!(super::super::codes_of(&parsed), ["unknown_vocabulary"], "{cell}");
        }
        assert_eq!(stage_within("尚未签约").value, None);
        assert_eq!(stage_within("正在建设厂房").value, Some(Stage::Started));
        assert_eq!(stage("—"), Parsed::fine(None));
    }
}
