//! Bar charts of the fair by field, region, stage and officer, and of the ledger by month.

use std::collections::BTreeMap;

use super::chart::{Bar, bars};
use super::{Block, Cell, Column, Report, Section, Table};
use crate::domain::Fair;
use crate::ledger::figures::{Basis, Figure, GroupBy, Part, figures};
use crate::text::messages::{Lang, Message, say};

/// A chart: the key of its heading, and its bars with their counts.
#[derive(Debug)]
struct Chart {
    heading: &'static str,
    counts: Vec<(Message, usize)>,
    /// The codes of the groups that the bars stand for, by name.
    codes: Vec<(Message, String)>,
}

/// The charts of a fair; those without anything to show are left out.
#[derive(Debug)]
pub struct Charts {
    charts: Vec<Chart>,
}

impl Charts {
    /// The charts of a fair whose ledger ends at the cut-off.
    pub fn new(fair: &Fair, basis: &Basis<'_>) -> Self {
        let groups = [
            ("charts-field", GroupBy::Field),
            ("charts-region", GroupBy::Region),
            ("charts-stage", GroupBy::Stage),
            ("charts-officer", GroupBy::Officer),
        ];
        let by_group = |(heading, by)| {
            let codes = codes(basis, by);
            Chart { heading, counts: counts(basis, by), codes }
        };
        let mut charts: Vec<Chart> = groups.into_iter().map(by_group).collect();
        let counts = months(fair);
        charts.push(Chart { heading: "charts-month", counts, codes: Vec::new() });
        charts.retain(|chart| chart.counts.len() > 1);
        Self { charts }
    }
}

/// The first figure of the groups that counts anything, group by group.
fn counts(basis: &Basis<'_>, by: GroupBy) -> Vec<(Message, usize)> {
    let all = figures(basis, Some(by));
    let grouped: Vec<&Figure> = all.iter().filter(|f| f.part == Part::Groups).collect();
    let counted = grouped.iter().find(|f| !f.is_rate && f.numerator.number() > 0.0);
    let Some(key) = counted.map(|figure| figure.key.as_str()) else { return Vec::new() };
    let count = |figure: &&Figure| {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a count"
        )]
        let count = figure.numerator.number() as usize;
        figure
            .group
            .clone()
            .filter(|_| figure.key == key && count > 0)
            .map(|g| (g, count))
    };
    grouped.iter().filter_map(count).collect()
}

/// The names and codes of the groups.
fn codes(basis: &Basis<'_>, by: GroupBy) -> Vec<(Message, String)> {
    let all = figures(basis, Some(by)).into_iter();
    all.filter_map(|figure| figure.group.zip(figure.code)).collect()
}

/// Entries of the ledger by month.
fn months(fair: &Fair) -> Vec<(Message, usize)> {
    let mut months: BTreeMap<String, usize> = BTreeMap::new();
    for date in fair.ledger.iter().filter_map(|entry| entry.date) {
        *months.entry(date.format("%Y-%m").to_string()).or_default() += 1;
    }
    months.into_iter().map(|(month, count)| (Message::plain(month), count)).collect()
}

impl Chart {
    /// What a bar stands for in data: a code, or what is called so in every language.
    fn code(&self, name: &Message, lang: Lang) -> String {
        let own = self.codes.iter().find(|(known, _)| known == name);
        own.map_or_else(|| name.say(lang), |(_, code)| code.clone())
    }

    fn section(&self, lang: Lang) -> Section {
        let heading = say(lang, self.heading).to_owned();
        let bar = |(name, count): &(Message, usize)| Bar {
            name: name.say(lang),
            value: *count as f64,
            figure: count.to_string(),
        };
        let drawn: Vec<Bar> = self.counts.iter().map(bar).collect();
        let columns = vec![
            Column::left("group", say(lang, "charts-group")),
            Column::right("count", say(lang, "charts-count")),
        ];
        let row = |(name, count): &(Message, usize)| {
            vec![Cell::from(name.say(lang)), Cell::from(*count)]
        };
        let rows = self.counts.iter().map(row).collect();
        let block = Block::Drawing(bars(&heading, &drawn), Table { columns, rows });
        Section { heading, blocks: vec![block] }
    }
}

impl Report for Charts {
    fn name(&self) -> &'static str {
        "charts"
    }

    fn title(&self, lang: Lang) -> String {
        say(lang, "charts-title").to_owned()
    }

    fn sections(&self, lang: Lang) -> Vec<Section> {
        self.charts.iter().map(|chart| chart.section(lang)).collect()
    }

    fn json<'a>(&'a self, lang: Lang) -> Box<dyn erased_serde::Serialize + 'a> {
        let counts = |chart: &Chart| -> Vec<(String, usize)> {
            let bars = chart.counts.iter();
            bars.map(|(name, count)| (chart.code(name, lang), *count)).collect()
        };
        let charts: BTreeMap<_, _> =
            self.charts.iter().map(|chart| (chart.heading, counts(chart))).collect();
        Box::new(charts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{LedgerEntry, Need, Officer, Signing};

    fn charts(fair: &Fair) -> Vec<(&'static str, Vec<(String, usize)>)> {
        let trails = crate::ledger::trails(fair);
        let basis = Basis::new(fair, &trails);
        let said = |(name, count): (Message, usize)| (name.say(Lang::En), count);
        let all = Charts::new(fair, &basis).charts.into_iter();
        all.map(|c| (c.heading, c.counts.into_iter().map(said).collect())).collect()
    }

    /// What officers have to do is no group of fields.
    #[test]
    fn officers_are_in_no_chart_but_their_own() {
        let need = |id: &str, field: &str| Need {
            id: id.into(),
            fields: vec![field.into()],
            ..Need::default()
        };
        let signing = |id: &str, officer: &str| Signing {
            id: id.into(),
            officer: Some(officer.into()),
            ..Signing::default()
        };
        let mut fair = Fair {
            needs: vec![need("N1", "a"), need("N2", "a"), need("N3", "b")],
            officers: ["O1", "O2"]
                .map(|name| Officer { name: name.into(), ..Officer::default() })
                .into(),
            signings: vec![signing("P1", "O1"), signing("P2", "O2")],
            ledger: vec![LedgerEntry::default()],
            ..Fair::default()
        };
        let owned = charts(&fair);
        for signing in &mut fair.signings {
            signing.officer = None;
        }
        assert_eq!(owned[0], ("charts-field", vec![("a".into(), 2), ("b".into(), 1)]));
        let (own, rest): (Vec<_>, Vec<_>) =
            owned.into_iter().partition(|(heading, _)| *heading == "charts-officer");
        assert_eq!(own[0].1, [("O1".into(), 1), ("O2".into(), 1)]);
        assert_eq!(rest, charts(&fair));
    }
}
