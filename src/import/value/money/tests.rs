//! Every shape of an amount, by table.

mod labels;
mod signs;
mod spoken;

use std::fmt::Write as _;

use super::*;

/// `min..max flags` in whole yuan; flags: `~` approximate, `n` negotiable, `+` compound,
/// then per and problem codes.
fn said(cell: &str, unit: MoneyUnit, kind: AmountKind) -> String {
    let parsed = money(cell, unit, kind);
    let mut said = match &parsed.value {
        None => "none".to_owned(),
        Some(money) => {
            assert_eq!(money.raw, cell.trim());
            let end = |end: Option<Yuan>| {
                end.map_or_else(|| "?".into(), |yuan| yuan.to_string())
            };
            let mut said = if money.min.is_some() && money.min == money.max {
                end(money.min)
            } else {
                format!("{}..{}", end(money.min), end(money.max))
            };
            for (flag, mark) in
                [(money.approx, " ~"), (money.negotiable, " n"), (money.compound, " +")]
            {
                if flag {
                    said.push_str(mark);
                }
            }
            if let Some(per) = money.per {
                write!(said, " /{per:?}").unwrap();
            }
            said
        }
    };
    for problem in &parsed.problems {
        write!(said, " !{}", problem.code).unwrap();
        if let Some(case) = problem.case {
            write!(said, "-{case}").unwrap();
        }
    }
    said
}

fn holds(unit: MoneyUnit, kind: AmountKind, table: &[(&str, &str)]) {
    let wrong: Vec<_> = table
        .iter()
        .map(|(cell, expected)| (*cell, *expected, said(cell, unit, kind)))
        .filter(|(_, expected, said)| expected != said)
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn alone(table: &[(&str, &str)]) {
    holds(MoneyUnit::default(), AmountKind::Rd, table);
}

#[test]
fn amounts_with_units_of_their_own() {
    alone(&[
        ("3万", "30000"),
        ("一口价30万", "300000"),
        ("2亿元", "200000000"),
        ("300万人民币", "3000000"),
        ("人民币300万元", "3000000"),
        ("５００万", "5000000"),
        ("¥300,000.00", "300000"),
        ("￥300,000", "300000"),
        ("5,000,000元", "5000000"),
        ("1.2千万", "12000000"),
        ("3百万元", "3000000"),
        ("50w", "500000"),
        ("50W元", "500000"),
        ("30k", "30000"),
        ("1亿2000万元", "120000000"),
        ("3万5千元", "35000"),
        ("12.345万元", "123450"),
        ("0.01元", "0.01"),
        ("300 万 元", "3000000"),
        ("预算：300万元。", "3000000"),
        ("300（万元）", "3000000"),
        ("CNY 2 million", "2000000"),
        ("RMB 500k", "500000"),
        ("2 million yuan", "2000000"),
        ("1.5 billion RMB", "1500000000"),
        ("5e6元", "5000000"),
        ("0万元", "0"),
        ("0", "0"),
        ("5000亿", "500000000000 !invalid_amount-huge"),
    ]);
}

#[test]
fn chinese_figures() {
    alone(&[
        ("伍佰万元整", "5000000"),
        ("三百万", "3000000"),
        ("壹亿贰仟万元", "120000000"),
        ("人民币叁佰万元整（¥3,000,000.00）", "3000000"),
        ("二十万元", "200000"),
        ("二十至三十万元", "200000..300000"),
        ("百万元", "1000000"),
        ("两千元", "2000"),
        ("一百二十万", "1200000"),
        ("叁佰贰拾万零伍佰元整", "3200500"),
        ("数百万元", "?..? !invalid_amount"),
        ("几十万", "?..? !invalid_amount"),
    ]);
}

#[test]
fn figures_that_may_mean_another_thing() {
    alone(&[
        ("5成", "?..? !invalid_amount"),
        ("五成左右", "?..? ~ !invalid_amount"),
        ("3-5成", "?..? !invalid_amount"),
        ("300万元成本", "3000000"),
        ("成交价300万", "3000000"),
        ("首付3成，共50万", "500000"),
        ("300/500万", "?..? !invalid_amount"),
        ("300:500万元", "?..? !invalid_amount"),
        ("300万/年", "3000000 /Year"),
        ("300≤x≤500", "?..? !invalid_amount"),
        ("300万≤投入", "?..? !invalid_amount"),
        ("≥300万，≤500万", "3000000..5000000"),
        ("x≤500万", "?..5000000"),
    ]);
}

#[test]
fn ranges() {
    alone(&[
        ("300-500万元", "3000000..5000000"),
        ("300～500万", "3000000..5000000"),
        ("¥50-80万", "500000..800000"),
        ("大于100万小于300万", "1000000..3000000"),
        ("300万-500万元", "3000000..5000000"),
        ("300万至500万", "3000000..5000000"),
        ("300万元到500万元之间", "3000000..5000000"),
        ("50万-1亿", "500000..100000000"),
        ("50万元—1亿元", "500000..100000000"),
        ("2~20万之内", "20000..200000"),
        ("10-50万", "100000..500000"),
        ("100.0万元-200.0万元", "1000000..2000000"),
        ("9.0万元-9.0万元", "90000"),
        ("8000-12000元", "8000..12000"),
        ("8000-1.2万元", "8000..12000"),
        ("500-300万", "3000000..5000000 !invalid_range"),
        ("500万-300万", "3000000..5000000 !invalid_range"),
        ("0-50万", "0..500000"),
        ("1亿2000万-1亿5000万元", "120000000..150000000"),
        ("50-100 万元（含税）", "500000..1000000"),
    ]);
}

#[test]
fn open_ends_and_about() {
    alone(&[
        ("200万之内", "?..2000000"),
        ("200万元以内", "?..2000000"),
        ("10万及以下", "?..100000"),
        ("不超过80万元", "?..800000"),
        ("≤80万", "?..800000"),
        ("控制在60万元以内", "?..600000"),
        ("100万以上", "1000000..?"),
        ("100万元及以上", "1000000..?"),
        ("100万~", "1000000..?"),
        ("100万+", "1000000..?"),
        ("不低于50万", "500000..?"),
        ("≥500万", "5000000..?"),
        ("＞500万元", "5000000..?"),
        ("50万起", "500000..?"),
        ("至少50万", "500000..?"),
        ("up to 2 million yuan", "?..2000000"),
        ("最低50万，最高100万", "500000..1000000"),
        ("100万以上，500万以下", "1000000..5000000"),
        ("控制在60万元左右", "600000 ~"),
        ("近1.5亿元", "150000000 ~"),
        ("约300万", "3000000 ~"),
        ("100余万元", "1000000 ~"),
        ("200多万", "2000000 ~"),
        ("~60万", "600000 ~"),
        ("300万左右-500万左右", "3000000..5000000 ~"),
    ]);
}

#[test]
fn counted_by_something() {
    alone(&[
        ("2-30万每台", "20000..300000 /Unit"),
        ("100-200元/吨", "100..200 /Tonne"),
        ("30-50万/年", "300000..500000 /Year"),
        ("8000-12000元/月", "8000..12000 /Month"),
        ("20-30k/月", "20000..30000 /Month"),
        ("年薪30万", "300000 /Year"),
        ("年薪30-50万元", "300000..500000 /Year"),
        ("月薪1-1.5万", "10000..15000 /Month"),
        ("每年50万，共3年", "500000 /Year"),
        ("15-20K·14薪", "15000..20000"),
        ("20-30k*13薪", "20000..30000"),
        ("5万元/项", "50000 /Item"),
        ("200元/㎡", "200 /Other"),
        ("30万元每年", "300000 /Year"),
        ("300k per year", "300000 /Year"),
        ("转让费100万元，许可费20万元/年", "1000000 +"),
        ("100万元，每年20万元", "1000000 +"),
        ("首付30万+10万/年", "400000 +"),
        ("许可费20万元/年，共3年60万元", "200000 + /Year"),
        ("150元/样", "150 /Other"),
    ]);
}

#[test]
fn negotiable_and_compound() {
    alone(&[
        ("面议", "?..? n"),
        ("可协商", "?..? n"),
        ("双方协商", "?..? n"),
        ("negotiable", "?..? n"),
        ("300万（可面议）", "3000000 n"),
        ("100万以上，具体面议", "1000000..? n"),
        ("20万元+销售额3%提成", "200000 +"),
        ("入门费50万+销售额2%", "500000 +"),
        ("首付50万+尾款100万", "1500000 +"),
        ("总投资2亿元，其中设备1亿元", "200000000 +"),
        ("销售额的3%", "?..? /Other"),
        ("按利润的5%分成", "?..? /Other"),
    ]);
}

#[test]
fn what_is_no_amount_of_yuan() {
    alone(&[
        ("", "none"),
        ("无", "none"),
        ("—", "none"),
        ("待定", "none"),
        ("若干", "none"),
        ("万元", "none"),
        ("    万元", "none"),
        ("年产2万台", "?..? !invalid_amount-counted"),
        ("80万次以上", "?..? !invalid_amount-counted"),
        ("3年", "?..? !invalid_amount-counted"),
        ("USD 50,000", "?..? !invalid_amount-foreign"),
        ("$50,000", "?..? !invalid_amount-foreign"),
        ("50万美元", "?..? !invalid_amount-foreign"),
        ("5万欧元", "?..? !invalid_amount-foreign"),
        ("详见附件", "?..? !invalid_amount"),
        ("-50万元", "none !negative_amount"),
        ("-50", "none !negative_amount"),
        ("－50", "none !negative_amount"),
        ("¥-50", "none !negative_amount"),
        ("99999999999999999999万", "?..? !invalid_amount"),
        ("负50", "none !negative_amount"),
        ("（50）", "?..? !invalid_amount"),
        ("( 300 )", "?..? !invalid_amount"),
        ("=K3", "?..? !invalid_amount"),
        ("=SUM(B2:B5)", "?..? !invalid_amount"),
        ("见附件2", "?..? !invalid_amount"),
        ("详见附件1-3", "?..? !invalid_amount"),
        ("第3期", "?..? !invalid_amount"),
        ("3期", "?..? !invalid_amount-counted"),
        ("l00", "?..? !invalid_amount"),
        ("1o0", "?..? !invalid_amount"),
        ("1:1配套", "?..? !invalid_amount"),
        ("1/3", "?..? !invalid_amount"),
        ("2×100", "?..? !invalid_amount"),
        ("2*100万", "?..? !invalid_amount"),
        ("2026-10-12", "?..? !invalid_amount"),
        ("2026/10/12 00:00:00", "?..? !invalid_amount"),
        ("12-Oct", "?..? !invalid_amount"),
        ("×××万元", "?..? !invalid_amount"),
    ]);
}

#[test]
fn numbers_of_other_things_beside_an_amount() {
    alone(&[
        ("约200万，详见附件1", "2000000 ~"),
        ("500万左右（可议）", "5000000 ~ n"),
        ("首期100万", "1000000"),
        ("第1期50万元，第2期100万元", "500000 +"),
        ("300万元，1:1配套", "3000000"),
        ("（50万元）", "500000"),
        ("预算（500）万元", "5000000"),
        ("5000万x3年", "50000000"),
        ("20万×3套", "200000"),
        ("3套×20万", "200000"),
        ("3人×20万/年", "200000 /Year"),
        ("300万，期限3年", "3000000"),
    ]);
}

#[test]
fn numbers_glued_to_latin_letters_need_a_unit() {
    alone(&[
        ("AI500万", "5000000"),
        ("MES80万元", "800000"),
        ("R&D500万元", "5000000"),
        ("预算Y500万", "5000000"),
        ("budget50-80万", "500000..800000"),
        ("AI50万美元", "?..? !invalid_amount-foreign"),
        ("Q235钢 50万", "500000"),
        ("Q235B 50万", "500000"),
        ("IP65 20万元", "200000"),
        ("A12", "?..? !invalid_amount"),
        ("Q235B", "?..? !invalid_amount"),
        ("LED500W", "?..? !invalid_amount"),
        ("1O0万", "?..? !invalid_amount"),
        ("l00万", "?..? !invalid_amount"),
    ]);
}

#[test]
fn units_glued_to_their_currency_and_ends_that_cannot_be_read() {
    alone(&[
        ("300wRMB", "3000000"),
        ("50WCNY", "500000"),
        ("500Kyuan", "500000"),
        ("2MRMB", "2000000"),
        ("300w~500wRMB", "3000000..5000000"),
        ("20k-30krmb", "20000..30000"),
        ("300w~500wxyz", "?..? !invalid_amount"),
        ("300万-A500", "?..? !invalid_amount"),
        ("300万~ 详见附件1", "3000000..?"),
    ]);
}

#[test]
fn the_unit_is_the_cells_then_the_columns() {
    let wan = MoneyUnit::of_yuan(10_000);
    holds(
        wan,
        AmountKind::Rd,
        &[
            ("50", "500000"),
            ("300-500", "3000000..5000000"),
            ("50万", "500000"),
            ("5000元", "5000"),
            ("1亿", "100000000"),
            ("≥500", "5000000..?"),
            ("500.5", "5005000"),
            ("5000000", "50000000000 !ambiguous_unit-large"),
            ("面议", "?..? n"),
        ],
    );
    holds(
        MoneyUnit::of_yuan(1),
        AmountKind::Rd,
        &[("50万", "500000"), ("500000", "500000")],
    );
    let yearly = MoneyUnit { yuan: Some(10_000), per: Some(Per::Year) };
    holds(yearly, AmountKind::Salary, &[("20-30", "200000..300000 /Year")]);
}

#[test]
fn without_any_unit_size_decides_and_is_said() {
    alone(&[
        ("500", "5000000 !ambiguous_unit-wan"),
        ("300-500", "3000000..5000000 !ambiguous_unit-wan"),
        ("5,000,000", "5000000 !ambiguous_unit-yuan"),
        ("5000000.0", "5000000 !ambiguous_unit-yuan"),
    ]);
    holds(
        MoneyUnit::default(),
        AmountKind::Salary,
        &[
            ("8000-12000", "8000..12000 !ambiguous_unit-yuan"),
            ("20", "200000 !ambiguous_unit-wan"),
            ("月薪8", "8000 /Month !ambiguous_unit-thousand"),
        ],
    );
}
