//! The matches as a sheet to send round: with columns for the decision and both replies,
//! so that `import decisions` reads the filled sheet back.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Cell, Column, MatchLine, Matches, NeedLine, Report, Section, Table};
use crate::domain::{Code, Decision};
use crate::matching::Match;
use crate::text::messages::{Lang, say};

/// Matches with room for a word on each.
#[derive(Debug)]
pub struct MatchSheet<'a> {
    matches: &'a Matches,
    known: BTreeMap<(&'a str, &'a str), &'a Decision>,
}

/// A match as JSON, with room for the same words.
#[derive(Serialize)]
struct Wire<'a> {
    #[serde(flatten)]
    found: MatchLine<'a>,
    enterprise_reply: Option<&'a str>,
    institution_reply: Option<&'a str>,
    note: Option<&'a str>,
}

impl<'a> MatchSheet<'a> {
    /// The sheet of some matches; what was decided before is filled in.
    pub fn new(matches: &'a Matches, decisions: &'a [Decision]) -> Self {
        let known = decisions.iter().map(|d| ((d.need.as_str(), d.offering.as_str()), d));
        Self { matches, known: known.collect() }
    }

    fn known(&self, found: &Match) -> Option<&'a Decision> {
        self.known.get(&(found.need.as_str(), found.offering.as_str())).copied()
    }

    fn wires(&self, lang: Lang) -> impl Iterator<Item = Wire<'a>> {
        self.matches.matches.iter().map(move |found| {
            let known = self.known(found);
            let told = |text: fn(&Decision) -> &Option<String>| {
                known.and_then(|decision| text(decision).as_deref())
            };
            // What was decided of the institution is not said of the pair.
            let decision = known.and_then(|decision| decision.decision);
            Wire {
                found: MatchLine::new(found, lang).decided(decision),
                enterprise_reply: told(|decision| &decision.enterprise_reply),
                institution_reply: told(|decision| &decision.institution_reply),
                note: told(|decision| &decision.note),
            }
        })
    }

    fn row(&self, found: &Match, lang: Lang) -> Vec<Cell> {
        let need = self.matches.titles.get(&found.need).cloned().unwrap_or_default();
        let NeedLine { title, enterprise } = need;
        let known = self.known(found);
        let word = known.and_then(|decision| decision.decision);
        let told = |text: fn(&Decision) -> &Option<String>| {
            Cell::from(known.and_then(|decision| text(decision).clone()))
        };
        let said = found.criteria.iter().filter(|criterion| {
            criterion.weight > 0 && criterion.score.is_some_and(|points| points.get() > 0)
        });
        vec![
            found.need.as_str().into(),
            title.into(),
            enterprise.into(),
            found.offering.as_str().into(),
            found.title.as_str().into(),
            found.institution.as_str().into(),
            found.rank.into(),
            Cell::Decimal(found.total.share(), 3),
            found.level.label().say(lang).into(),
            Cell::Lines(said.map(|criterion| criterion.reason.say(lang)).collect()),
            word.map(Code::code).into(),
            told(|decision| &decision.enterprise_reply),
            told(|decision| &decision.institution_reply),
            told(|decision| &decision.note),
        ]
    }
}

/// Columns in the words of the language.
const WORDED: [&str; 10] = [
    "need",
    "need_title",
    "enterprise",
    "offering",
    "offering_title",
    "institution",
    "rank",
    "score",
    "level",
    "reason",
];
/// Columns that are filled in: their headers are the canonical names in every language.
const FILLED: [&str; 4] = ["decision", "enterprise_reply", "institution_reply", "note"];

impl Report for MatchSheet<'_> {
    fn name(&self) -> &'static str {
        "match-sheet"
    }

    fn title(&self, lang: Lang) -> String {
        say(lang, "sheet-title").to_owned()
    }

    fn sections(&self, lang: Lang) -> Vec<Section> {
        let worded =
            |key: &&'static str| Column::left(key, say(lang, &format!("sheet-{key}")));
        // the empty columns are called as `import decisions` reads them
        let filled = |key: &&'static str| Column::left(key, *key);
        let columns =
            WORDED.iter().map(worded).chain(FILLED.iter().map(filled)).collect();
        let rows =
            self.matches.matches.iter().map(|found| self.row(found, lang)).collect();
        vec![Section::table("", Table { columns, rows })]
    }

    fn json<'a>(&'a self, lang: Lang) -> Box<dyn erased_serde::Serialize + 'a> {
        let wires: Vec<_> = self.wires(lang).collect();
        Box::new(BTreeMap::from([("matches", wires)]))
    }

    fn lines<'a>(&'a self, lang: Lang) -> Vec<Box<dyn erased_serde::Serialize + 'a>> {
        self.wires(lang).map(|wire| Box::new(wire) as _).collect()
    }
}
