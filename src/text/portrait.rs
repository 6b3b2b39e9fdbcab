//! What enterprises say of themselves: clauses that tell nothing of a need.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

/// Where clauses end, in normal form.
const ENDS: [char; 8] = [',', '。', ';', '、', '!', '?', ':', ' '];

/// The clauses of a normal text that portray an enterprise, in bytes.
pub(super) fn clauses(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    text.split_inclusive(ENDS).filter_map(move |clause| {
        let range = start..start + clause.len();
        start = range.end;
        cues().iter().any(|cue| clause.contains(cue.as_str())).then_some(range)
    })
}

fn cues() -> &'static [String] {
    static CUES: OnceLock<Vec<String>> = OnceLock::new();
    CUES.get_or_init(|| {
        let lists: BTreeMap<String, Vec<String>> =
            toml::from_str(include_str!("../../data/vocabulary/portrait.toml"))
                .expect("the cues are well formed");
        lists.into_values().flatten().collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clauses_of_a_portrait_are_found_and_others_are_not() {
        let text = "我公司成立于2005年,注册资金500万元,需要钛箔轧制,产品远销海外。";
        let found: Vec<&str> = clauses(text).map(|range| &text[range]).collect();
        assert_eq!(found, ["我公司成立于2005年,", "注册资金500万元,", "产品远销海外。"]);
        assert_eq!(clauses("员工考勤系统与车间占地优化").count(), 0);
    }
}
