//! Bar charts of the fair by field, region, stage and officer, and of the ledger by month.

use std::collections::BTreeMap;

use super::chart::{Bar, bars};
use super::{Block, Cell, Column, Report, Section, Table};
use crate::domain::Fair;
use crate::ledger::figures::{Basis, Figure, GroupBy, Part, Quantity, figures};
use crate::text::messages::{Lang, Message, say};

/// A chart: the key of its heading, and its bars with their counts.
#[derive(Debug)]
struct Chart {
    heading: &'static str,
    /// What they count, where the heading does not say it.
    what: Option<Message>,
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
            let (what, counts) = counts(basis, by);
            Chart { heading, what, counts, codes: codes(basis, by) }
        };
        let mut charts: Vec<Chart> = groups.into_iter().map(by_group).collect();
        let counts = months(fair);
        let heading = "charts-month";
        charts.push(Chart { heading, what: None, counts, codes: Vec::new() });
        charts.retain(|chart| chart.counts.len() > 1);
        Self { charts }
    }
}

/// What is counted, and how many of it each group has: needs where there are any, else
/// projects; officers answer for projects.
fn counts(basis: &Basis<'_>, by: GroupBy) -> (Option<Message>, Vec<(Message, usize)>) {
    let keys =
        if by == GroupBy::Officer { &["projects"][..] } else { &["needs", "projects"] };
    let all = figures(basis, Some(by));
    let of = |key: &str| -> Vec<(&Figure, usize)> {
        let own = all.iter().filter(|f| f.part == Part::Groups && f.key == key);
        let count = |figure| Some((figure, count(figure)?));
        own.filter_map(count).collect()
    };
    let counted = keys.iter().map(|key| of(key)).find(|counted| !counted.is_empty());
    let counted = counted.unwrap_or_default();
    let what = counted.first().map(|(figure, _)| figure.label.clone());
    let bar = |(figure, n): &(&Figure, usize)| Some((figure.group.clone()?, *n));
    (what, counted.iter().filter_map(bar).collect())
}

/// What a figure counts, if that is anything.
fn count(figure: &Figure) -> Option<usize> {
    match figure.numerator {
        Quantity::Count(count) => (count > 0).then_some(count),
        Quantity::Money(_) | Quantity::Days(_) => None,
    }
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
        let heading = Message::new(self.heading);
        let heading = match &self.what {
            Some(what) => Message::new("charts-counted")
                .with("heading", heading)
                .with("what", what.clone()),
            None => heading,
        };
        let heading = heading.say(lang);
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
    use crate::domain::{
        EnterpriseRef, LedgerEntry, Need, Officer, Organization, Signing,
    };

    fn charts(fair: &Fair) -> Vec<(&'static str, Vec<(String, usize)>)> {
        let trails = crate::ledger::trails(fair);
        let basis = Basis::new(fair, &trails);
        let said = |(name, count): (Message, usize)| (name.say(Lang::En), count);
        let all = Charts::new(fair, &basis).charts.into_iter();
        all.map(|c| (c.heading, c.counts.into_iter().map(said).collect())).collect()
    }

    /// The first group may have no need: a chart counts the same throughout, and says what.
    #[test]
    fn charts_say_what_they_count() {
        let need = |id: &str, region: &str| Need {
            id: id.into(),
            organization: EnterpriseRef {
                id: Some(format!("E-{id}")),
                name: id.into(),
                region: Some(region.into()),
                ..EnterpriseRef::default()
            },
            ..Need::default()
        };
        let fair = Fair {
            needs: vec![need("N1", "甲区"), need("N2", "乙区"), need("N3", "乙区")],
            organizations: vec![Organization {
                id: "E9".into(),
                name: "丙厂".into(),
                region: Some("中区".into()),
                ..Organization::default()
            }],
            signings: vec![Signing {
                parties: vec!["丙厂".into()],
                ..Signing::default()
            }],
            ..Fair::default()
        };
        let trails = crate::ledger::trails(&fair);
        let basis = Basis::new(&fair, &trails);
        let charts = Charts::new(&fair, &basis);
        let sections = charts.sections(Lang::En);
        let headings: Vec<_> = sections.iter().map(|s| s.heading.as_str()).collect();
        assert_eq!(headings[0], "By region: needs");
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
