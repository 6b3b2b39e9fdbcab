//! The words around amounts of money, from their vocabulary.

use std::sync::OnceLock;

use crate::domain::Per;
use crate::domain::vocabulary::Vocabulary;

/// What a word says about an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// 面议
    Negotiable,
    /// 不超过, 以内
    AtMost,
    /// 不低于, 以上
    AtLeast,
    /// ≤ before an amount
    Less,
    /// ≥ before an amount
    Greater,
    /// 约, 左右
    Approx,
    /// 多, 来, 级 after a number: 20多万
    ApproxBehind,
    /// 至, a long dash
    Range,
    /// A dash that joins amounts, or a minus sign
    Dash,
    /// ~ between amounts, or before one that is not exact
    Tilde,
    /// +
    Plus,
    /// a comma, a bracket
    Break,
    /// 元, ¥, RMB
    Yuan,
    /// 美元
    Foreign,
    /// 销售额, 提成
    Royalty,
    /// % after a number
    Percent,
    /// 成 after a number: a tenth
    Tenths,
    /// 百分之 before a number
    Hundredths,
    /// 台, 次 after a number: not money
    Counter,
    /// `/`, 每
    PerMark,
    /// 数, 几 before a number
    Vague,
    /// 附件, 第: the number behind it names a thing
    Label,
    /// `:` between numbers
    Ratio,
    /// × between numbers
    Product,
    /// 负 before a number
    Minus,
    /// A month by its English name.
    Month,
    /// A scale in letters.
    Scale(i64),
    /// 年薪, 每年
    Per(Per),
}

impl Word {
    /// Whether it makes a range of two amounts.
    pub(super) fn joins(self) -> bool {
        matches!(self, Self::Range | Self::Dash | Self::Tilde)
    }
}

/// The longest word that a text starts with, and its length. 成 may be the start of another
/// word, 成本, which is none.
pub(super) fn word_at(text: &[char]) -> Option<(Word, usize)> {
    let (word, taken) = words().longest_at(text)?;
    let rest = &text[taken..];
    let glued = rest.first().is_some_and(|next| crate::text::is_han(*next));
    let other = word == Word::Tenths && glued && words().longest_at(rest).is_none();
    (!other).then_some((word, taken))
}

/// The words of the vocabulary.
pub(super) fn words() -> &'static Vocabulary<Word> {
    static WORDS: OnceLock<Vocabulary<Word>> = OnceLock::new();
    WORDS.get_or_init(|| {
        Vocabulary::read(
            include_str!("../../../../data/vocabulary/money.toml"),
            |group| {
                Some(match group {
                    "negotiable" => Word::Negotiable,
                    "at_most" => Word::AtMost,
                    "at_least" => Word::AtLeast,
                    "less" => Word::Less,
                    "greater" => Word::Greater,
                    "approx" => Word::Approx,
                    "approx_behind" => Word::ApproxBehind,
                    "range" => Word::Range,
                    "dash" => Word::Dash,
                    "tilde" => Word::Tilde,
                    "plus" => Word::Plus,
                    "break" => Word::Break,
                    "yuan" => Word::Yuan,
                    "foreign" => Word::Foreign,
                    "royalty" => Word::Royalty,
                    "percent" => Word::Percent,
                    "tenths" => Word::Tenths,
                    "hundredths" => Word::Hundredths,
                    "counter" => Word::Counter,
                    "per_mark" => Word::PerMark,
                    "vague" => Word::Vague,
                    "label" => Word::Label,
                    "ratio" => Word::Ratio,
                    "product" => Word::Product,
                    "minus" => Word::Minus,
                    "of_date" => Word::Month,
                    "per_year" => Word::Per(Per::Year),
                    "per_month" => Word::Per(Per::Month),
                    group => Word::Scale(group.strip_prefix("scale_")?.parse().ok()?),
                })
            },
        )
    })
}
