//! Ranked matches with reasons, and the needs without one.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Line, MatchLine, UnmatchedLine};
use crate::domain::{Code as _, Need};
use crate::matching::{CriterionScore, Level, Match, Unmatched, Weight};
use crate::report::{Block, Cell, Column, Report, Section, Table, Tone};
use crate::text::messages::{Lang, Message, say};

/// Whose list it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Side {
    /// The offerings of each need.
    #[default]
    Need,
    /// The needs of each offering.
    Offering,
}

/// What a list shows of a need.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NeedLine {
    /// Its title.
    pub title: String,
    /// The enterprise's name.
    pub enterprise: String,
}

impl From<&Need> for NeedLine {
    fn from(need: &Need) -> Self {
        Self { title: need.title.clone(), enterprise: need.organization.name.clone() }
    }
}

/// Ranked matches with reasons, and the needs without one.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Matches {
    /// How many needs were matched.
    pub needs: usize,
    /// Against how many offerings.
    pub offerings: usize,
    /// Whether the sentence encoder took part.
    pub semantic: bool,
    /// Weights of the criteria.
    pub weights: BTreeMap<&'static str, Weight>,
    /// The matches, need by need, best first.
    pub matches: Vec<Match>,
    /// The needs without one.
    pub unmatched: Vec<Unmatched>,
    /// Needs by id, for tables.
    pub titles: BTreeMap<String, NeedLine>,
    /// Whose list it is.
    pub by: Side,
}

#[derive(Serialize)]
struct Wire<'a> {
    needs: usize,
    offerings: usize,
    semantic: bool,
    weights: &'a BTreeMap<&'static str, Weight>,
    matches: Vec<MatchLine<'a>>,
    unmatched: Vec<UnmatchedLine<'a>>,
}

impl Matches {
    /// Turns the list round: the needs of each offering, best first.
    pub fn turn(&mut self) {
        self.by = Side::Offering;
        self.matches.sort_by(|a, b| {
            let best = b.total.cmp(&a.total).then_with(|| a.need.cmp(&b.need));
            a.offering.cmp(&b.offering).then(best)
        });
        let mut rank = 0;
        for place in 0..self.matches.len() {
            let same = place > 0
                && self.matches[place - 1].offering == self.matches[place].offering;
            rank = if same { rank + 1 } else { 1 };
            self.matches[place].rank = rank;
        }
    }

    /// The matches by themselves, as a section of another report; `None`: there is none.
    pub fn list(&self, lang: Lang) -> Option<Section> {
        let table = || Section::table(say(lang, "sheet-title"), self.table(lang));
        (!self.matches.is_empty()).then(table)
    }

    /// The matches as JSON shows them.
    pub fn wires(&self, lang: Lang) -> Vec<MatchLine<'_>> {
        self.matches.iter().map(|found| MatchLine::new(found, lang)).collect()
    }

    fn table(&self, lang: Lang) -> Table {
        let word = |key| say(lang, key);
        let mut columns = vec![
            Column::left("need", word("matches-need")),
            Column::left("need_title", word("matches-need-title")),
            Column::right("rank", word("matches-rank")),
            Column::left("offering", word("matches-offering")),
            Column::left("offering_title", word("matches-offering-title")),
            Column::left("institution", word("matches-institution")),
            Column::right("score", word("matches-score")),
            Column::left("level", word("matches-level")),
        ];
        let decided = self.matches.iter().any(|found| found.decision.is_some());
        columns
            .extend(decided.then(|| Column::left("decision", word("matches-decision"))));
        columns.push(Column::left("reason", word("matches-reason")));
        let groups = self.groups();
        let shown = self.matches.iter().filter(|found| self.leads(found));
        let row = |found| self.row(found, (&groups, decided), lang);
        Table { columns, rows: shown.map(row).collect() }
    }

    /// Whether a match stands for its group: tables fold the others into it.
    fn leads(&self, found: &Match) -> bool {
        self.by == Side::Offering
            || found.group.as_ref().is_none_or(|group| *group == found.offering)
    }

    fn row(
        &self,
        found: &Match,
        (groups, decided): (&Groups<'_>, bool),
        lang: Lang,
    ) -> Vec<Cell> {
        let need = self.titles.get(&found.need);
        let decision = found.decision.map(|verdict| verdict.label().say(lang));
        let mut reasons: Vec<String> =
            reasons(found).iter().map(|reason| reason.say(lang)).collect();
        reasons.extend(folded(found, groups, lang));
        let mut reasons = reasons.into_iter();
        let mut cells = vec![
            found.need.as_str().into(),
            need.map(|need| need.title.clone()).into(),
            found.rank.into(),
            found.offering.as_str().into(),
            found.title.as_str().into(),
            found.institution.as_str().into(),
            Cell::Decimal(found.total.share(), 3),
            Cell::Toned(tone(found.level), found.level.label().say(lang)),
        ];
        cells.extend(decided.then(|| Cell::from(decision)));
        cells
            .push(Cell::Unfolding(reasons.next().unwrap_or_default(), reasons.collect()));
        cells
    }

    /// The members of each need's groups.
    fn groups(&self) -> Groups<'_> {
        let mut groups = Groups::new();
        for found in &self.matches {
            if let Some(group) = &found.group {
                let key = (found.need.as_str(), group.as_str());
                groups.entry(key).or_default().push(&found.offering);
            }
        }
        groups
    }

    fn missing(&self, lang: Lang) -> Table {
        let word = |key| say(lang, key);
        let columns = vec![
            Column::left("need", word("matches-need")),
            Column::left("need_title", word("matches-need-title")),
            Column::left("reason", word("matches-reason")),
            Column::left("hint", word("matches-hint")),
        ];
        let row = |unmatched: &Unmatched| {
            let need = self.titles.get(&unmatched.need).cloned().unwrap_or_default();
            vec![
                unmatched.need.as_str().into(),
                need.title.into(),
                unmatched.reason().say(lang).into(),
                unmatched.hint().say(lang).into(),
            ]
        };
        Table { columns, rows: self.unmatched.iter().map(row).collect() }
    }
}

/// Offerings by need and group.
type Groups<'a> = BTreeMap<(&'a str, &'a str), Vec<&'a str>>;

/// The other members of the group that a match leads.
fn folded(found: &Match, groups: &Groups<'_>, lang: Lang) -> Option<String> {
    let members = groups.get(&(found.need.as_str(), found.group.as_deref()?))?;
    let others: Vec<String> = members
        .iter()
        .filter(|member| **member != found.offering)
        .map(|member| (*member).to_owned())
        .collect();
    let message = Message::new("matches-more").with("n", others.len());
    (!others.is_empty()).then(|| message.with("offerings", others).say(lang))
}

/// What speaks for a match: the point of the need that it answers, and the first three
/// reasons, evidence first, without what has been said already.
pub fn reasons(found: &Match) -> Vec<Message> {
    let speaks = |score: &&CriterionScore| score.speaks && score.weight > 0;
    let said = || found.criteria.iter().filter(speaks);
    let worded = said().any(|score| score.name == "text");
    let fresh = said().filter(|score| !(worded && score.repeats_wording));
    let fresh = fresh.map(|score| score.reason.clone()).take(3);
    point(found).into_iter().chain(fresh).collect()
}

/// Which point of a need with several a match answers best.
pub(super) fn point(found: &Match) -> Option<Message> {
    found.point.map(|point| Message::new("reason-point").with("n", point))
}

fn tone(level: Level) -> Tone {
    match level {
        Level::Strong => Tone::Good,
        Level::Possible => Tone::Warn,
        Level::Weak => Tone::Faint,
    }
}

impl Report for Matches {
    fn name(&self) -> &'static str {
        "matches"
    }

    fn title(&self, lang: Lang) -> String {
        say(lang, "matches-title").to_owned()
    }

    fn sections(&self, lang: Lang) -> Vec<Section> {
        let unmatched = self.unmatched.len();
        let summary = Message::new("matches-summary")
            .with("needs", self.needs)
            .with("offerings", self.offerings)
            .with("matched", self.needs.saturating_sub(unmatched))
            .with("unmatched", unmatched)
            .say(lang);
        let mut sections = vec![Section {
            heading: say(lang, "matches-heading").to_owned(),
            blocks: vec![Block::Text(summary), Block::Table(self.table(lang))],
        }];
        if unmatched > 0 {
            sections
                .push(Section::table(say(lang, "matches-unmatched"), self.missing(lang)));
        }
        sections
    }

    fn json<'a>(&'a self, lang: Lang) -> Box<dyn erased_serde::Serialize + 'a> {
        Box::new(Wire {
            needs: self.needs,
            offerings: self.offerings,
            semantic: self.semantic,
            weights: &self.weights,
            matches: self.wires(lang),
            unmatched: self
                .unmatched
                .iter()
                .map(|u| UnmatchedLine::new(u, lang))
                .collect(),
        })
    }

    fn lines<'a>(&'a self, lang: Lang) -> Vec<Box<dyn erased_serde::Serialize + 'a>> {
        let matches = self.wires(lang).into_iter().map(Line::Match);
        let unmatched =
            self.unmatched.iter().map(|u| Line::Unmatched(UnmatchedLine::new(u, lang)));
        let lines = matches.chain(unmatched);
        lines.map(|line| Box::new(line) as Box<dyn erased_serde::Serialize>).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::Total;

    fn score(
        name: &'static str,
        weight: Weight,
        repeats_wording: bool,
    ) -> CriterionScore {
        let reason = Message::new(name);
        CriterionScore {
            name,
            score: None,
            weight,
            speaks: true,
            repeats_wording,
            reason,
        }
    }

    /// What is said of a match if wording has this weight and concepts repeat it or not.
    fn said(wording: Weight, repeats: bool) -> Vec<Message> {
        let criteria = vec![
            score("text", wording, false),
            score("concepts", 20, repeats),
            score("partner", 15, false),
            score("field", 6, false),
        ];
        reasons(&Match {
            need: "N1".to_owned(),
            offering: "S1".to_owned(),
            title: String::new(),
            institution: String::new(),
            rank: 1,
            total: Total::default(),
            level: Level::Weak,
            decision: None,
            group: None,
            point: None,
            criteria,
            terms: Vec::new(),
        })
    }

    #[test]
    fn three_reasons_say_three_things() {
        let named = |keys: [&'static str; 3]| keys.map(Message::new).to_vec();
        assert_eq!(said(60, false), named(["text", "concepts", "partner"]));
        assert_eq!(said(60, true), named(["text", "partner", "field"]));
        assert_eq!(said(0, true), named(["concepts", "partner", "field"]), "no wording");
    }
}
