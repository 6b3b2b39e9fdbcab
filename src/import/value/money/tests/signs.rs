//! Dashes, tildes, 负, shares and the marks of lists.

use super::alone;

#[test]
fn below_zero_is_an_amount_with_a_minus_of_its_own() {
    alone(&[
        ("-50", "none !negative_amount"),
        ("–50万", "none !negative_amount"),
        ("−50万", "none !negative_amount"),
        ("-¥50", "none !negative_amount"),
        ("-人民币50万", "none !negative_amount"),
        ("(-50万元)", "none !negative_amount"),
        ("minus 50万", "none !negative_amount"),
        ("-0.0", "0"),
        ("设备-50万", "500000"),
        ("负压设备20万", "200000"),
        ("企业负担50万", "500000"),
    ]);
}

#[test]
fn a_mark_that_may_be_something_else_leaves_no_figures() {
    alone(&[
        ("由企业负50%", "?..? /Other"),
        ("企业自负50万元", "?..? !invalid_amount"),
        ("由企业负2人", "?..? !invalid_amount"),
        ("至50万元", "?..? !invalid_amount"),
        ("to 500k", "?..? !invalid_amount"),
        ("—50万元", "?..? !invalid_amount"),
        ("-- 50", "?..? !invalid_amount"),
        ("约-50万", "?..? !invalid_amount"),
        ("预算：-50万", "?..? !invalid_amount"),
        ("+-50", "?..? !invalid_amount"),
        ("总投入100万，企业负50%", "1000000 +"),
    ]);
}

#[test]
fn a_tilde_before_the_first_amount_means_about() {
    alone(&[
        ("(~50万)", "500000 ~"),
        ("¥~50万", "500000 ~"),
        ("预算(～50万元)", "500000 ~"),
        ("50万~60万", "500000..600000"),
    ]);
}

#[test]
fn shares_and_counts_are_passed_over_with_their_range_and_sign() {
    alone(&[
        ("-50%", "?..? !invalid_amount"),
        ("企业负50-60%", "?..? /Other"),
        ("销售额的3-5%", "?..? /Other"),
        ("百分之五十", "?..? /Other"),
        ("50万-销售额5%", "500000 +"),
        ("-50台", "?..? !invalid_amount-counted"),
        ("3-5年", "?..? !invalid_amount-counted"),
        ("2万-3万台", "?..? !invalid_amount-counted"),
        ("2026-2028年 300万元", "3000000"),
        ("-40℃冷库20万元", "200000"),
        ("-1/3", "?..? !invalid_amount"),
    ]);
}

#[test]
fn the_marks_of_a_list_are_no_amounts() {
    alone(&[
        ("①50万②30万", "500000 +"),
        ("1、设备50万；2、人工20万", "500000 +"),
        ("- 设备50万\n- 人工20万", "500000 +"),
    ]);
}

#[test]
fn a_mark_alone_keeps_its_words() {
    alone(&[
        ("②", "?..? !invalid_amount"),
        ("①、③", "?..? !invalid_amount"),
        ("（1）", "?..? !invalid_amount"),
        ("1、", "?..? !invalid_amount"),
        ("1、 2、 3、", "?..? !invalid_amount"),
        ("；", "none"),
    ]);
}

#[test]
fn numbers_that_are_none_or_two_are_no_amounts() {
    alone(&[
        ("500 000元", "?..? !invalid_amount"),
        ("十几万", "100000 ~"),
        ("10几万", "100000 ~"),
    ]);
}
