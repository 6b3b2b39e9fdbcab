//! The words of rows that are no records.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use crate::text::word_lists;

word_lists! {
    /// What rows say that are no records.
    pub(super) RowWords in "rows" {
        /// What a row that sums up others begins with, or ends with after the name of its
        /// group: 东湖街道小计.
        sums,
        /// What such a row says besides.
        totals,
        /// What notes and the foot of a paper begin with.
        notes,
        /// What stands before a note in a cell of its own.
        note,
        /// What the heads of a legend say.
        legend,
        /// What says that nothing follows.
        nothing_follows,
        /// How the heading of a group of rows ends where a record's title may stand.
        groups,
        /// What marks a row that shows how to fill in.
        examples,
        /// How a cell begins that tells how to fill in its column.
        tells_how,
        /// What such a cell says as a whole.
        asks,
    }
}

/// What totals, notes and examples begin with, so that most cells are done with at a glance.
struct Beginnings {
    /// First letters; of Latin words none.
    letters: BTreeSet<char>,
    /// The first three letters of Latin words, in lower case.
    latin: BTreeSet<String>,
}

impl Beginnings {
    fn get() -> &'static Self {
        static BEGINNINGS: OnceLock<Beginnings> = OnceLock::new();
        BEGINNINGS.get_or_init(|| {
            let words = RowWords::get();
            let lists =
                [&words.sums, &words.totals, &words.notes, &words.note, &words.legend];
            let all = lists.into_iter().chain([&words.examples]).flatten();
            let (latin, others): (Vec<&str>, Vec<&str>) =
                all.partition(|word| word.starts_with(|c: char| c.is_ascii_alphabetic()));
            Self {
                letters: others.iter().filter_map(|word| word.chars().next()).collect(),
                latin: latin.iter().filter_map(|word| head(word)).collect(),
            }
        })
    }
}

/// The first three bytes of a word in lower case.
fn head(word: &str) -> Option<String> {
    word.get(..3).map(str::to_ascii_lowercase)
}

/// Whether a text may start like a total, a note or an example, or end like a total or an
/// opinion.
pub(super) fn may_be_word(text: &str) -> bool {
    let Beginnings { letters, latin } = Beginnings::get();
    let known = |c: char| letters.contains(&c);
    let word = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    text.starts_with(known)
        || text.ends_with('计') && text.len() <= 60
        || text.len() <= 60 && text.trim_end_matches(['：', ':']).ends_with("意见")
        || word.starts_with(known)
        || word.starts_with(|c: char| c.is_ascii_alphabetic())
            && head(word).is_some_and(|head| latin.contains(&head))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_a_list_holds_may_be_a_word_of_it() {
        let words = RowWords::get();
        for list in [&words.sums, &words.totals, &words.notes, &words.note, &words.legend]
        {
            assert!(list.iter().all(|word| may_be_word(word)));
        }
        assert!(may_be_word("（示例）甲技术") && may_be_word("东湖街道小计"));
        assert!(
            !may_be_word("钛箔轧制") && !may_be_word("Nanofibres") && !may_be_word("")
        );
    }
}
