//! Clauses of prose that state conditions: 上年度研发费用300万元以上, 职工不超过300人.

use crate::text::word_lists;

word_lists! {
    /// The words of conditions.
    Words in "conditions" {
        /// Answers that say there is none.
        unrestricted,
        /// What an enterprise spends on research.
        input,
        /// Whom it employs.
        staff,
        /// That it must be as much at least.
        least,
        /// That it may be as much at most.
        most,
        /// That a clause is of a share, of growth or of one case of several.
        relative,
        /// That a clause says what is given.
        grants,
    }
}

/// What conditions of their own bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thing {
    /// What is spent on research, from below.
    Input,
    /// The people employed, from above.
    Staff,
}

/// Which way a clause bounds what it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Limit {
    Least,
    Most,
}

impl Thing {
    /// Whether a clause bounds it so.
    pub fn is_bounded_by(self, clause: &str) -> bool {
        let Words { input, staff, .. } = Words::get();
        let (words, limit) = match self {
            Self::Input => (input, Limit::Least),
            Self::Staff => (staff, Limit::Most),
        };
        holds(clause, words) && limit_of(clause) == Some(limit)
    }
}

/// The clauses of prose.
pub fn clauses(prose: &str) -> impl Iterator<Item = &str> {
    prose.split(['，', ',', ';', '；', '。', '、', '\n'])
}

/// Whether a clause bounds a figure of whoever applies; what is given is none.
pub fn is_condition(clause: &str) -> bool {
    let figure = clause.contains(|c: char| c.is_ascii_digit());
    figure && limit_of(clause).is_some() && !holds(clause, &Words::get().grants)
}

/// Whether a clause is of a share, of growth or of one case of several.
pub fn is_relative(clause: &str) -> bool {
    holds(clause, &Words::get().relative)
}

/// Whether an answer says that there is no condition: 不限.
pub fn is_unrestricted(answer: &str) -> bool {
    Words::get().unrestricted.iter().any(|word| answer.eq_ignore_ascii_case(word))
}

fn holds(clause: &str, words: &[&str]) -> bool {
    words.iter().any(|word| clause.contains(word))
}

/// The limit that a clause says by its longest word of one: 不超过 says no 超过.
fn limit_of(clause: &str) -> Option<Limit> {
    let Words { least, most, .. } = Words::get();
    let least = least.iter().map(|word| (*word, Limit::Least));
    let words = least.chain(most.iter().map(|word| (*word, Limit::Most)));
    let said = words.filter(|(word, _)| clause.contains(word));
    said.max_by_key(|(word, _)| word.len()).map(|(_, limit)| limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clause_that_bounds_a_figure_is_a_condition() {
        for clause in ["年营业收入5000万元以上", "成立不少于3年", "研发占比3%以上"]
        {
            assert!(is_condition(clause), "{clause}");
        }
        for clause in
            ["条件为示例", "每家补助不超过50万元", "2026年起施行", "以上条件须同时具备"]
        {
            assert!(!is_condition(clause), "{clause}");
        }
    }
}
