//! The unit of bare numbers, said by a column header or a line above the table.

use crate::domain::Per;
use crate::domain::vocabulary::{Piece, Worded as _};
use crate::text::plain::plain;
use crate::text::simplified;

/// What a header or a preamble says of the numbers below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct MoneyUnit {
    /// Yuan that a bare 1 stands for: 1, 1,000, 10,000, 1,000,000, 100,000,000.
    pub yuan: Option<i64>,
    /// What the amounts are counted by.
    pub per: Option<Per>,
}

/// Units of money; the first one found counts.
const UNITS: &[(&str, i64)] = &[
    ("10,000yuan", 10_000),
    ("10000yuan", 10_000),
    ("10kyuan", 10_000),
    ("10,000rmb", 10_000),
    ("10,000cny", 10_000),
    ("cny10,000", 10_000),
    ("rmb10,000", 10_000),
    ("10kcny", 10_000),
    ("10krmb", 10_000),
    ("10k)", 10_000),
    ("tenthousand", 10_000),
    ("千万元", 10_000_000),
    ("百万元", 1_000_000),
    ("亿元", 100_000_000),
    ("万元", 10_000),
    ("千元", 1000),
    ("million", 1_000_000),
    ("wan", 10_000),
    ("人民币元", 1),
    ("万圆", 10_000),
    ("亿", 100_000_000),
    ("(万)", 10_000),
    (":万", 10_000),
    ("/万", 10_000),
    ("元", 1),
    ("yuan", 1),
    ("cny", 1),
    ("rmb", 1),
    ("w)", 10_000),
    ("k)", 1000),
];

impl MoneyUnit {
    /// A unit without "per".
    pub fn of_yuan(yuan: i64) -> Self {
        Self { yuan: Some(yuan), per: None }
    }

    /// The unit a header (`拟投入资金（万元）`, `年薪（元/月）`) or a preamble (`单位：万元`) names.
    pub fn named_in(text: &str) -> Self {
        let text: String = plain(text).to_lowercase().chars().map(simplified).collect();
        let text = text.replace(' ', "");
        let found =
            UNITS.iter().find_map(|(word, yuan)| Some((text.find(word)?, word, *yuan)));
        let per = match found {
            Some((at, word, _)) => per_after(&text[at + word.len()..]),
            None => None,
        };
        Self {
            yuan: found.map(|(.., yuan)| yuan),
            per: per.or_else(|| per_in_words(&text)),
        }
    }

    /// This unit, completed by a weaker one: cell before column before preamble.
    #[must_use]
    pub fn or(self, weaker: Self) -> Self {
        Self { yuan: self.yuan.or(weaker.yuan), per: self.per.or(weaker.per) }
    }
}

/// What stands after the unit's slash.
fn per_after(rest: &str) -> Option<Per> {
    let rest = rest
        .trim_start_matches(')')
        .strip_prefix('/')
        .or_else(|| rest.strip_prefix('每'))?;
    match Per::vocabulary().pieces(rest).first()? {
        Piece::Known(_, per) => *per,
        Piece::Unknown(_) | Piece::Break => None,
    }
}

fn per_in_words(text: &str) -> Option<Per> {
    let any = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if any(&["年薪", "年收入", "(年)", "annualsalary", "/year", "peryear"]) {
        return Some(Per::Year);
    }
    if any(&["月薪", "月收入", "月工资", "(月)", "monthlysalary", "/month", "permonth"])
    {
        return Some(Per::Month);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_and_preambles_name_units() {
        let table = [
            ("拟投入资金（万元）", Some(10_000), None),
            ("预算(元)", Some(1), None),
            ("擬投入資金（萬元）", Some(10_000), None),
            ("薪酬水平（年）", None, Some(Per::Year)),
            ("月工资（元）", Some(1), Some(Per::Month)),
            ("單位：億元", Some(100_000_000), None),
            ("单位：万元", Some(10_000), None),
            ("金额单位：人民币元", Some(1), None),
            ("总投资/亿元", Some(100_000_000), None),
            ("薪资范围（元/月）", Some(1), Some(Per::Month)),
            ("年薪（万元）", Some(10_000), Some(Per::Year)),
            ("年薪", None, Some(Per::Year)),
            ("意向投入资金(万)", Some(10_000), None),
            ("预算万元", Some(10_000), None),
            ("报价（元/吨）", Some(1), Some(Per::Tonne)),
            ("budget (10,000 yuan)", Some(10_000), None),
            ("budget (CNY)", Some(1), None),
            ("拟投入资金", None, None),
            ("Budget (CNY million)", Some(1_000_000), None),
            ("价格（万元/台）", Some(10_000), Some(Per::Unit)),
        ];
        for (text, yuan, per) in table {
            assert_eq!(MoneyUnit::named_in(text), MoneyUnit { yuan, per }, "{text}");
        }
    }

    #[test]
    fn the_column_comes_before_the_preamble() {
        let column = MoneyUnit { yuan: None, per: Some(Per::Year) };
        let both = column.or(MoneyUnit::of_yuan(10_000));
        assert_eq!(both, MoneyUnit { yuan: Some(10_000), per: Some(Per::Year) });
    }
}
