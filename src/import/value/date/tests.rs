//! Every shape of a date, by table.

use super::*;

mod short_years;

const TODAY: &str = "2026-05-20";

fn when() -> When {
    When { written: None, today: TODAY.parse().unwrap() }
}

fn said(cell: &str, role: DateRole, when: When) -> String {
    let parsed = date(cell, role, when);
    let mut said = parsed.value.map_or_else(|| "none".to_owned(), |day| day.to_string());
    for problem in &parsed.problems {
        let bad = if problem.severity == Severity::Error { "!!" } else { "!" };
        said = format!("{said} {bad}{}", problem.code);
    }
    said
}

fn holds(role: DateRole, when: When, table: &[(&str, &str)]) {
    let wrong: Vec<_> = table
        .iter()
        .map(|(cell, expected)| (*cell, *expected, said(cell, role, when)))
        .filter(|(_, expected, said)| expected != said)
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn days_in_every_notation() {
    let shapes = [
        "2026-10-31",
        "2026/10/31",
        "2026.10.31",
        "2026\\10\\31",
        "20261031",
        "2026年10月31日",
        "2026年10月31号",
        "２０２６年１０月３１日",
        "2026-10-31 00:00:00",
        "2026-10-31T08:00:00",
        "2026-10-30T16:00:00.000Z",
        "2026-10-31T00:00:00+08:00",
        "2026-10-3110:49:39.0",
        "31 Oct 2026",
        "Oct 31, 2026",
        "October 31 2026",
        "31-Oct-26",
        "31-Oct-2026",
        "26.10.31",
        "2026 10 31",
        "2026。10。31",
        "26/10/31",
        "26年10月31日",
        "10/31/2026",
        "10/31/26",
        "31.10.2026",
        "二〇二六年十月三十一日",
        "2026 年 10 月 31 日",
        "2026年10月31日前",
        "截至2026年10月31日",
        "10月31日",
        "10月31日前",
        "10-31",
        "1793376000000",
        "1793376000",
        "2026-10-31 09:30-11:30",
        "Sat Oct 31 2026 00:00:00 GMT+0800",
        "by 31 October 2026",
        "2026-10-31（周六）",
    ];
    for shape in shapes {
        assert_eq!(said(shape, DateRole::Deadline, when()), "2026-10-31", "{shape}");
    }
}

#[test]
fn month_and_day_that_run_together_are_no_day() {
    holds(
        DateRole::Deadline,
        when(),
        &[
            ("2026-1031", "none !invalid_date"),
            ("2026.103", "none !invalid_date"),
            ("2026-06-01至2026-1031", "none !invalid_date"),
            ("2026-2027", "2027-12-31"),
        ],
    );
}

#[test]
fn a_number_beside_a_day_leaves_it() {
    for cell in [
        "编号2026-103，2026年12月底前",
        "2026-103号文，2026-12-31",
        "2026年12月（项目2026-103）",
        "2026年12月-项目2026-103",
        "2026-1031至2026-12-31",
    ] {
        assert_eq!(said(cell, DateRole::Deadline, when()), "2026-12-31", "{cell}");
    }
}

#[test]
fn a_range_with_an_end_that_is_no_day_has_no_such_end() {
    let table: &[(&str, &str)] = &[
        ("2026-06-01至9999-12-31", "none !invalid_date"),
        ("2026-06-01 - 1900-01-00", "none !invalid_date"),
        ("2026-06-01至2026-06-31", "none !invalid_date"),
        ("6月1日至31日", "none !invalid_date"),
        ("6月1-31日", "none !invalid_date"),
        ("2026-06-01至2026-1031，长期", "none !invalid_date"),
        ("2026年12月-35号楼", "2026-12-31"),
        ("2026-12-31 A-35", "2026-12-31"),
    ];
    holds(DateRole::Deadline, when(), table);
    let table: &[(&str, &str)] = &[
        ("2026-06-01至9999-12-31", "2026-06-01"),
        ("2026-1031至2026-12-31", "none !invalid_date"),
        ("2026-1031起 - 2026-12-31", "none !invalid_date"),
    ];
    holds(DateRole::Start, when(), table);
}

#[test]
fn days_that_come_again_every_year_are_the_next_ones() {
    let table: &[(&str, &str)] = &[
        ("每年3月31日前", "2027-03-31"),
        ("每年12月底前", "2026-12-31"),
        ("每年底", "2026-12-31"),
        ("每年3-4月", "2027-04-30"),
        ("每年", "none"),
        ("3月31日前", "2026-03-31 !date_in_past"),
    ];
    holds(DateRole::Deadline, when(), table);
}

#[test]
fn periods_end_on_their_last_day() {
    holds(
        DateRole::Deadline,
        when(),
        &[
            ("2026年10月底前", "2026-10-31"),
            ("2026年10月底", "2026-10-31"),
            ("10月底", "2026-10-31"),
            ("2026年10月", "2026-10-31"),
            ("2026-10", "2026-10-31"),
            ("2026/10", "2026-10-31"),
            ("2026.10", "2026-10-31"),
            ("202610", "2026-10-31"),
            ("2026.10底", "2026-10-31"),
            ("Oct 2026", "2026-10-31"),
            ("年底", "2026-12-31"),
            ("今年年底", "2026-12-31"),
            ("2026年底", "2026-12-31"),
            ("2026年年底前", "2026-12-31"),
            ("2026年末", "2026-12-31"),
            ("2026年", "2026-12-31"),
            ("2026", "2026-12-31"),
            ("2026年上半年", "2026-06-30"),
            ("上半年", "2026-06-30"),
            ("下半年", "2026-12-31"),
            ("2026年第三季度", "2026-09-30"),
            ("2026年3季度", "2026-09-30"),
            ("三季度末", "2026-09-30"),
            ("Q3 2026", "2026-09-30"),
            ("2026Q3", "2026-09-30"),
            ("2026年Q3", "2026-09-30"),
            ("明年6月", "2027-06-30"),
            ("明年底", "2027-12-31"),
            ("明年上半年", "2027-06-30"),
            ("本月底", "2026-05-31"),
            ("月底", "2026-05-31"),
            ("下月底", "2026-06-30"),
            ("10月上旬", "2026-10-10"),
            ("10月中旬", "2026-10-20"),
            ("10月下旬", "2026-10-31"),
            ("10月初", "2026-10-10"),
            ("二〇二六年十月", "2026-10-31"),
            ("十月底前", "2026-10-31"),
            ("end of 2026", "2026-12-31"),
            ("by the end of October 2026", "2026-10-31"),
            ("2026年中", "2026-06-30"),
            ("2026年度", "2026-12-31"),
        ],
    );
}

#[test]
fn lengths_of_time_count_from_the_form() {
    holds(
        DateRole::Deadline,
        when(),
        &[
            ("一年内", "2027-05-20"),
            ("1年", "2027-05-20"),
            ("6个月内", "2026-11-20"),
            ("两年", "2028-05-20"),
            ("半年", "2026-11-20"),
            ("半年内", "2026-11-20"),
            ("一年半", "2027-11-20"),
            ("1.5年", "2027-11-20"),
            ("1-2年", "2028-05-20"),
            ("3-6个月", "2026-11-20"),
            ("90天", "2026-08-18"),
            ("within 6 months", "2026-11-20"),
            ("2 years", "2028-05-20"),
            ("十二个月", "2027-05-20"),
            ("2周", "2026-06-03"),
            ("2026年3月起两年", "2028-03-01 "),
        ]
        .map(|(cell, day)| (cell, day.trim())),
    );
    let written = When { written: "2026-01-10".parse().ok(), ..when() };
    holds(
        DateRole::Deadline,
        written,
        &[("一年内", "2027-01-10"), ("10月底", "2026-10-31")],
    );
    let december =
        When { written: "2026-12-10".parse().ok(), today: "2026-12-12".parse().unwrap() };
    holds(
        DateRole::Deadline,
        december,
        &[
            ("3月底", "2027-03-31"),
            ("11月底", "2026-11-30 !date_in_past"),
            ("年底", "2026-12-31"),
        ],
    );
}

#[test]
fn ranges_end_and_start() {
    let ends = [
        ("2020-01-1310:49:39.0至2027-01-1310:49:41.0", "2020-01-13", "2027-01-13"),
        ("2026.03-2026.12", "2026-03-01", "2026-12-31"),
        ("2026.03-12", "2026-03-01", "2026-12-31"),
        ("2026年3月至12月", "2026-03-01", "2026-12-31"),
        ("2026年3月—2027年6月", "2026-03-01", "2027-06-30"),
        ("2026-03-01 至 2026-12-31", "2026-03-01", "2026-12-31"),
        ("2026/3/1-2026/12/31", "2026-03-01", "2026-12-31"),
        ("2026-2028年", "2026-01-01", "2028-12-31"),
        ("2026.11-3月", "2026-11-01", "2027-03-31"),
        ("10月15日-20日", "2026-10-15", "2026-10-20"),
        ("10月15-20日", "2026-10-15", "2026-10-20"),
        ("2026年6月1日到7月", "2026-06-01", "2026-07-31"),
        ("20260301-20261231", "2026-03-01", "2026-12-31"),
        ("2026-10-31", "2026-10-31", "2026-10-31"),
        ("2026-03-01~2026-12-31", "2026-03-01", "2026-12-31"),
        ("1 Mar 2026 to 31 Dec 2026", "2026-03-01", "2026-12-31"),
    ];
    for (cell, start, end) in ends {
        let parsed = span(cell, when());
        let said = parsed.value;
        assert_eq!(said, (start.parse().ok(), end.parse().ok()), "{cell}");
        assert_eq!(parsed.problems, [], "{cell}");
    }
    assert_eq!(
        span("2026-03至今", when()),
        Parsed::fine(("2026-03-01".parse().ok(), None))
    );
}

#[test]
fn no_day_at_all() {
    holds(
        DateRole::Deadline,
        when(),
        &[
            ("长期", "none"),
            ("长期有效", "none"),
            ("至", "none"),
            ("无", "none"),
            ("—", "none"),
            ("不限", "none"),
            ("2026-03至今", "none"),
            ("合同签订后", "none"),
            ("合同签订后6个月内", "none"),
            ("ongoing", "none"),
            ("尽快", "none"),
            ("待定", "none"),
            ("看情况再说", "none !invalid_date"),
            ("按时完成", "none !invalid_date"),
        ],
    );
}

#[test]
fn what_cannot_be_is_an_error_where_it_matters() {
    for cell in [
        "2026-02-30",
        "2026年2月30日",
        "2026/13/01",
        "20261331",
        "2026-10-32",
        "2026.4.31",
    ] {
        assert_eq!(
            said(cell, DateRole::Deadline, when()),
            "none !!invalid_date",
            "{cell}"
        );
        assert_eq!(
            said(cell, DateRole::Signing, when()),
            "none !!invalid_date",
            "{cell}"
        );
        assert_eq!(said(cell, DateRole::Start, when()), "none !invalid_date", "{cell}");
    }
}

#[test]
fn days_of_the_past_and_of_spreadsheets() {
    holds(
        DateRole::Deadline,
        when(),
        &[
            ("2026-05-20", "2026-05-20"),
            ("2026-05-19", "2026-05-19 !date_in_past"),
            ("46326", "2026-10-31 !date_serial_text"),
            ("46326.5", "2026-10-31 !date_serial_text"),
            ("2020-01-1310:49:39.0至2021-01-1310:49:41.0", "2021-01-13 !date_in_past"),
        ],
    );
    holds(DateRole::Start, when(), &[("2020-01-01", "2020-01-01")]);
}

#[test]
fn the_day_of_an_empty_cell_is_none() {
    let table: &[(&str, &str)] = &[
        ("1899-12-31", "none !invalid_date"),
        ("1899-12-30 09:30:00", "none !invalid_date"),
        ("1900-01-00", "none !invalid_date"),
        ("1900/1/0", "none !invalid_date"),
        ("0000-00-00", "none !invalid_date"),
        ("3026-10-31", "none !invalid_date"),
        ("2026-13-01", "none !!invalid_date"),
    ];
    holds(DateRole::Deadline, when(), table);
}

#[test]
fn festivals_name_days() {
    holds(
        DateRole::Deadline,
        when(),
        &[
            ("2027年春节前", "2027-02-06"),
            ("明年春节前", "2027-02-06"),
            ("春节前完成", "2027-02-06"),
            ("2026年国庆节前", "2026-10-01"),
            ("元旦前", "2027-01-01"),
            ("2040年春节前", "none !invalid_date"),
            ("2026年腊月底前", "2027-02-05"),
            ("腊月", "2027-02-05"),
            ("除夕前", "2027-02-05"),
            ("2026年腊月二十三", "none !invalid_date"),
            ("农历八月", "none !invalid_date"),
            ("99年", "none !invalid_date"),
        ],
    );
}
