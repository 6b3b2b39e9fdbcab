//! Options of a question as columns of their own, with a tick in the cells of those chosen:
//! 合作方式 over 委托开发 | 合作开发 | 技术转让.

use super::alias::{Aliases, Meaning};
use super::field::Field;
use super::header_key::HeaderKey;
use super::value::{OFF, ON, boolean, maturity};
use crate::domain::vocabulary::Worded;
use crate::domain::{
    Class, Cooperation, Degree, EventKind, Ip, NeedKind, OfferingKind, OrganizationKind,
    OutcomeKind, Role, SigningKind, Stage,
};

/// The field of a group of columns that are its options, and how well its header fits.
pub(super) fn choice(header: &[String], aliases: &Aliases) -> Option<(Field, usize)> {
    for (field, option) in
        [(Field::Classes, class(header)), (Field::Outcome, outcome(header))]
    {
        if option.is_some()
            && let Some(rank) = aliases.rank_of(field)
        {
            return Some((field, rank));
        }
    }
    let (group, option) = parts(header)?;
    let meaning = aliases.meaning(&HeaderKey::new(&group));
    let Meaning::Field(field, rank) = meaning.or_else(|| aliases.loosely(&group))? else {
        return None;
    };
    (field.takes_options() && is_word_of(field, option)).then_some((field, rank))
}

/// How well the group fits of a column that counts the people wanted of one degree: 需求人数
/// over 博士, 招聘人数（硕士）.
pub(super) fn counts_degree(header: &[String], aliases: &Aliases) -> Option<usize> {
    let (group, _) = parts(header).filter(|(_, d)| is_word_of(Field::Degree, d))?;
    match aliases.meaning(&HeaderKey::new(&group))? {
        Meaning::Field(Field::Headcount, rank) => Some(rank),
        Meaning::Field(..) | Meaning::Other => None,
    }
}

/// The option that a column of a field is, if it is one.
pub(super) fn option(header: &[String], field: Field) -> Option<String> {
    #[expect(clippy::wildcard_enum_match_arm, reason = "few fields have such options")]
    let alone = match field {
        Field::Classes => class(header),
        Field::Outcome => outcome(header),
        _ => None,
    };
    if let Some(option) = alone {
        return Some(option.to_owned());
    }
    let (_, option) = parts(header)?;
    (field.takes_options() && is_word_of(field, option)).then(|| option.to_owned())
}

/// The class that a column asks for by yes and no: 是否高新技术企业, or 高新技术企业 alone.
fn class(header: &[String]) -> Option<&str> {
    let text = header.last()?.trim();
    let alone = header.len() == 1;
    let asked = text.strip_prefix("是否").or_else(|| alone.then_some(text))?;
    let asked = ["属于", "认定为", "为", "是"]
        .iter()
        .find_map(|word| asked.strip_prefix(word))
        .unwrap_or(asked);
    is_word_of(Field::Classes, asked).then_some(asked)
}

/// What came of a meeting where that is all that a header says: 达成意向.
fn outcome(header: &[String]) -> Option<&str> {
    let [text] = header else { return None };
    let text = text.trim();
    is_word_of(Field::Outcome, text).then_some(text)
}

/// The group and the option that a header names: its last row is the option, or the end of
/// its only one, 合作方式:委托开发 or 合作方式（委托开发）.
fn parts(header: &[String]) -> Option<(String, &str)> {
    let [group @ .., text] = header else { return None };
    let text = text.trim();
    if !group.is_empty() {
        return Some((group.concat(), text));
    }
    let closed = text.strip_suffix(['）', ')', ']', '】']);
    let (group, option) = match closed {
        Some(open) => open.rsplit_once(['（', '(', '[', '【']),
        None => text.rsplit_once(['：', ':']),
    }?;
    Some((group.to_owned(), option.trim()))
}

/// What a cell in the column of an option says; `None`: something else than a tick.
pub(super) fn chosen(cell: &str, option: &str) -> Option<String> {
    let cell = cell.trim();
    let yes = cell.starts_with(ON) || boolean(cell).value == Some(true);
    let no = cell.starts_with(OFF) || boolean(cell).value == Some(false);
    let count = counted(cell);
    let (yes, no) = (yes || count.is_some_and(|n| n > 0), no || count == Some(0));
    (yes || no).then(|| if yes { option.to_owned() } else { String::new() })
}

/// How many of an option there are: 2, 3件.
fn counted(cell: &str) -> Option<u32> {
    cell.trim_end_matches(['件', '项', '个', '种', ' ']).parse().ok()
}

/// Whether a text is one of the words a field knows.
pub(super) fn is_word_of(field: Field, text: &str) -> bool {
    fn known<C: Worded>(text: &str) -> bool {
        C::vocabulary().meaning(text).is_some()
    }
    #[expect(clippy::wildcard_enum_match_arm, reason = "few fields have words")]
    match field {
        Field::Kind => known::<NeedKind>(text) || known::<OfferingKind>(text),
        Field::Cooperation => known::<Cooperation>(text),
        Field::Classes => known::<Class>(text),
        Field::Stage => known::<Stage>(text),
        Field::Degree => known::<Degree>(text),
        Field::Ip => known::<Ip>(text),
        Field::Outcome => known::<OutcomeKind>(text),
        Field::Maturity => maturity(text).value.is_some_and(|found| found.trl.is_some()),
        _ => false,
    }
}

/// Whether a text is one of the words of a field that stand for things asked for as well: 签约人
/// is what somebody comes for, and a label.
pub(super) fn may_be_word_of(field: Field, text: &str) -> bool {
    #[expect(clippy::wildcard_enum_match_arm, reason = "few fields have such words")]
    match field {
        Field::Role => Role::of_words(text).is_some(),
        Field::Kind => {
            SigningKind::of_words(text).is_some()
                || EventKind::of_words(text).is_some()
                || OrganizationKind::of_words(text).is_some()
        }
        _ => is_word_of(field, text),
    }
}
