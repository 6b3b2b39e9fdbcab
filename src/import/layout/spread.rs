//! Values in the header: a column each for the years of a figure, for the figures of a platform
//! or for the parts of a day, of which every filled cell is a record of its own.

use super::fold::Fold;
use super::score::{Map, best, named};
use super::table::Table;
use crate::import::alias::{Aliases, Meaning};
use crate::import::field::Field;
use crate::import::grid::Row;
use crate::import::header_key::{HeaderKey, letters};
use crate::import::mapping::Header;
use crate::import::options::Options;
use crate::import::sheet_kind::SheetKind;
use crate::import::value::{When, moment};
use crate::text::plain::plain;

/// What headers may be values of.
struct Spread {
    kind: SheetKind,
    /// The columns that the headers and the cells below them would have in a list.
    said: &'static str,
    cells: &'static str,
    is_value: fn(&str, &Options) -> bool,
    /// Whether words above the table have to speak for the kind.
    named: bool,
}

const SPREADS: [Spread; 4] = [
    Spread {
        kind: SheetKind::Kpis,
        said: "统计期",
        cells: "数值",
        is_value: |header, _| is_period(header),
        named: false,
    },
    Spread {
        kind: SheetKind::Kpis,
        said: "指标名称",
        cells: "数值",
        is_value: |header, _| is_figure(header),
        named: true,
    },
    Spread {
        kind: SheetKind::Availability,
        said: "日期",
        cells: "是否可用",
        is_value: |header, options| is_moment(header, options, true),
        named: false,
    },
    Spread {
        kind: SheetKind::Availability,
        said: "时段",
        cells: "是否可用",
        is_value: |header, options| is_moment(header, options, false),
        named: false,
    },
];

/// The table whose headers are values, with the headers of a list of the same: all of its columns
/// have to be known then.
pub(super) fn spread(
    headers: &[Header],
    names: &str,
    options: &Options,
    map: Map,
) -> Option<(Table, Vec<Header>)> {
    SPREADS.iter().find_map(|spread| spread.table(headers, names, options, map))
}

/// Whether a row is the header of figures by years: such a row looks like one of values.
pub(super) fn heads_periods(row: &Row) -> bool {
    let aliases = Aliases::of(SheetKind::Kpis);
    let names_figures = |text: &str| {
        let meaning = aliases.meaning(&HeaderKey::new(text));
        matches!(meaning, Some(Meaning::Field(Field::Indicator, _)))
    };
    row.filled().any(|(_, cell)| names_figures(&cell.text()))
        && row.filled().filter(|(_, cell)| is_period(&cell.text())).count() > 1
}

impl Spread {
    fn table(
        &self,
        headers: &[Header],
        names: &str,
        options: &Options,
        map: Map,
    ) -> Option<(Table, Vec<Header>)> {
        let is_value = |header: &Header| (self.is_value)(&header.concat(), options);
        let values: Vec<usize> =
            (0..headers.len()).filter(|at| is_value(&headers[*at])).collect();
        let [cells, said, ..] = values[..] else { return None };
        if self.named && named(self.kind, &letters(names)) == 0 {
            return None;
        }
        let mut own = headers.to_vec();
        for at in &values {
            own[*at] = Header::new();
        }
        own[cells] = vec![self.cells.to_owned()];
        own[said] = vec![self.said.to_owned()];
        let table = best(&own, names, options, map)?;
        if table.kind != self.kind || !table.is_whole() {
            return None;
        }
        let values = values.iter().map(|at| (*at, headers[*at].concat())).collect();
        let fold = Some(Fold::of_values(cells, said, values));
        Some((Table { fold, ..table }, own))
    }
}

/// Whether a header is a stretch of time that figures are of: 2025年, 一季度, 1-9月, 累计.
fn is_period(header: &str) -> bool {
    const UNITS: [&str; 5] = ["年", "月", "季", "周", "累计"];
    const BESIDE: &str = "度份第上下半前底末至今去本当同期全个数截止完成 一二三四五六七八九十0123456789.-~—～()";
    let text = plain(header);
    let known = |c: char| UNITS.iter().any(|unit| unit.contains(c)) || BESIDE.contains(c);
    let unit = UNITS.iter().any(|unit| text.contains(unit));
    unit && text.chars().count() > 1 && text.chars().all(known)
}

/// Whether a header names a figure: by the unit in brackets behind it, or as a number or a sum.
/// What a list of enterprises has a field for is none.
fn is_figure(header: &str) -> bool {
    const ENDS: [char; 4] = ['数', '额', '率', '量'];
    let text = plain(header);
    let known = |kind| {
        let meaning = Aliases::of(kind).meaning(&HeaderKey::new(header));
        matches!(meaning, Some(Meaning::Field(..)))
    };
    let unit = crate::import::value::unit_behind(&text).is_some();
    let short = text.chars().count() > 2;
    (unit || short && text.ends_with(ENDS))
        && !known(SheetKind::Organizations)
        && !known(SheetKind::Kpis)
}

/// Whether a header is a part of a day, with the day or without.
fn is_moment(header: &str, options: &Options, dated: bool) -> bool {
    let when = When { written: None, today: options.today };
    let read = moment(header, when);
    let said = read.value;
    let of_day = said.start.is_some() || said.end.is_some();
    read.problems.is_empty() && said.date.is_some() == dated && (dated || of_day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_that_are_values_are_told_from_others() {
        let periods = ["2025年", "2026年1-9月", "1月", "一季度", "累计", "上半年"];
        assert!(periods.iter().all(|header| is_period(header)));
        let others = ["年度目标", "完成率", "月", "统计年度", "数值", "单位"];
        assert!(others.iter().all(|header| !is_period(header)));
        let figures = ["入驻企业（家）", "高企数", "技术合同额（万元）"];
        assert!(figures.iter().all(|header| is_figure(header)));
        let others = ["职工人数（人）", "备注", "平台名称", "数量", "企业（盖章）"];
        assert!(others.iter().all(|header| !is_figure(header)));
    }
}
