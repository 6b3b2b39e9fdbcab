//! What offices do to a table, and what must not change what it says: titles above, notes
//! below, other words and marks in the header, other spellings of days and amounts.

use std::io::Cursor;

use chrono::{Days, NaiveDate};
use fairmatch::domain::{Record, Yuan};
use fairmatch::import::{Options, read};
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// What a need of the table says: title, enterprise, ten thousands of yuan, deadline.
type Need = (String, String, i64, NaiveDate);
type Spelling<T> = fn(T) -> String;

/// Headers in their usual order, with other words for each.
const HEADERS: [&[&str]; 5] = [
    &["需求名称", "技术需求名称", "难题名称", "榜题名称"],
    &["需求描述", "需求详情", "问题描述"],
    &["企业名称", "单位名称", "发榜单位", "需求单位"],
    &["拟投入资金", "预算", "悬赏金额", "榜单金额"],
    &["完成时限", "期望完成时间", "需求时限"],
];
const AMOUNTS: [Spelling<i64>; 6] = [
    |wan| format!("{wan}万元"),
    |wan| format!("{wan}万"),
    |wan| format!("{wan}0000元"),
    |wan| format!("人民币{wan}.00万元整"),
    |wan| format!("{wan}萬元"),
    |wan| format!(" {wan} 万元\u{200b}"),
];
const DAYS: [Spelling<NaiveDate>; 6] = [
    |day| day.to_string(),
    |day| day.format("%Y/%-m/%-d").to_string(),
    |day| day.format("%Y.%m.%d").to_string(),
    |day| day.format("%Y年%-m月%-d日").to_string(),
    |day| day.format("%Y%m%d").to_string(),
    |day| day.format("%Y\\%-m\\%-d").to_string(),
];
/// What is written around a header.
const AROUND: [(&str, &str); 8] = [
    ("", ""),
    ("*", ""),
    ("", "（必填）"),
    ("", "："),
    ("3、", ""),
    ("（二）", ""),
    ("⑩", ""),
    (" ", "\n（请如实填写）"),
];

/// How a table is written: the order of its columns, words and marks of each header, how
/// amounts and days are spelled, what parts cells, and whether there are lines above, notes
/// below, numbers of rows, blank rows and the header once more.
#[derive(Debug, Clone)]
struct Changes {
    order: Vec<usize>,
    headers: Vec<(Index, (&'static str, &'static str))>,
    spelling: (usize, usize, u8),
    rows: [bool; 5],
}

fn changes() -> impl Strategy<Value = Changes> {
    let order = Just((0..HEADERS.len()).collect::<Vec<_>>()).prop_shuffle();
    let header = (any::<Index>(), select(AROUND.to_vec()));
    let headers = proptest::collection::vec(header, HEADERS.len());
    let spelling = (0..AMOUNTS.len(), 0..DAYS.len(), select(vec![b',', b';', b'\t']));
    (order, headers, spelling, any::<[bool; 5]>()).prop_map(
        |(order, headers, spelling, rows)| Changes { order, headers, spelling, rows },
    )
}

fn needs() -> impl Strategy<Value = Vec<Need>> {
    let first = NaiveDate::from_ymd_opt(2027, 1, 1).expect("a day");
    let said = (0..4_usize, 1..9999_i64, 0..900_u64);
    proptest::collection::vec(said, 2..6).prop_map(move |all| {
        let need = |(at, (firm, wan, day)): (usize, (usize, i64, u64))| {
            let title =
                format!("超薄钛箔轧制边裂控制第{}期", ["甲", "乙", "丙", "丁", "戊"][at]);
            let firm = format!("示例{}机械有限公司", ["东", "西", "南", "北"][firm]);
            (title, firm, wan, first + Days::new(day))
        };
        all.into_iter().enumerate().map(need).collect()
    })
}

/// The table as a CSV file.
fn written(needs: &[Need], how: &Changes) -> Vec<u8> {
    let (amount, day, delimiter) = how.spelling;
    let [above, below, numbers, blanks, again] = how.rows;
    let mut out = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    let mut put = |cells: &[String]| out.write_record(cells).expect("memory is enough");
    let row = |number: &str, cells: [String; 5]| -> Vec<String> {
        let number = numbers.then(|| number.to_owned()).into_iter();
        number.chain(how.order.iter().map(|at| cells[*at].clone())).collect()
    };
    let header = |at: usize| {
        let (word, (before, behind)) = &how.headers[at];
        format!("{before}{}{behind}", word.get(HEADERS[at]))
    };
    let headers = row("序号", std::array::from_fn(header));
    let alone = |text: &str| -> Vec<String> {
        let rest = std::iter::repeat_n("", headers.len() - 1);
        [text].into_iter().chain(rest).map(str::to_owned).collect()
    };
    let lines = ["2026年企业技术需求汇总表", "填报日期：2026年9月1日"];
    lines.iter().filter(|_| above).for_each(|line| put(&alone(line)));
    put(&headers);
    for (at, (title, firm, wan, until)) in needs.iter().enumerate() {
        let text = "现有产线边部容易开裂，成材率低，需要在线检测和闭环控制。".into();
        let (amount, until) = (AMOUNTS[amount](*wan), DAYS[day](*until));
        let cells = [title.clone(), text, firm.clone(), amount, until];
        put(&row(&(at + 1).to_string(), cells));
        if blanks {
            put(&alone(""));
        }
        if again && at == 0 {
            put(&headers);
        }
    }
    let lines = ["填表说明：1.每行填写一项；", "2.金额写明单位。", "2026年9月1日"];
    lines.iter().filter(|_| below).for_each(|line| put(&alone(line)));
    out.into_inner().expect("memory is enough")
}

/// What is read of it.
fn told(file: Vec<u8>) -> Vec<Need> {
    let options = Options::new(NaiveDate::from_ymd_opt(2026, 9, 1).expect("a day"));
    let mut needs = Vec::new();
    read("needs.csv", &mut Cursor::new(file), &options, &mut |record| {
        let Record::Needs(need) = record else { return };
        let fen = need.budget.and_then(|budget| budget.min).map_or(0, Yuan::fen);
        let until = need.deadline.unwrap_or_default();
        needs.push((need.title, need.organization.name, fen / 1_000_000, until));
    });
    needs
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(48)
    })]

    #[test]
    fn a_table_says_the_same_however_it_is_written(needs in needs(), how in changes()) {
        prop_assert_eq!(told(written(&needs, &how)), needs);
    }
}
