//! `ledger due`: what is overdue and what is due soon, by officer.

use serde::Serialize;

use crate::domain::{Fair, LedgerEntry};
use crate::ledger::{Answerers, DueItem, Light, Step};
use crate::report::{Cell, Column, Report, Section, Table, Tone};
use crate::text::messages::{Lang, Message, say};

/// What is due, by officer, the most urgent first.
#[derive(Debug, Clone, PartialEq)]
pub struct DueReport {
    items: Vec<Item>,
    within: i64,
}

/// A due item as its JSON shows it: the entry that says so, and how urgent it is.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct Item {
    #[serde(flatten)]
    entry: LedgerEntry,
    light: Light,
    days: i64,
}

impl DueReport {
    /// What is due within so many days, officers by name.
    pub fn new(fair: &Fair, items: &[DueItem<'_>], within: i64) -> Self {
        let answerers = Answerers::new(fair);
        let mut items: Vec<_> = items
            .iter()
            .map(|item| Item {
                entry: LedgerEntry {
                    subject: item.trail.subject.clone(),
                    title: item.trail.title.clone(),
                    stage: standing(item),
                    officer: answerers.of(item.trail).map(str::to_owned),
                    ..item.line.entry.clone().into_owned()
                },
                light: item.light,
                days: item.days,
            })
            .collect();
        items.sort_by(|a, b| {
            let nobody = |item: &Item| item.entry.officer.is_none();
            (nobody(a), &a.entry.officer).cmp(&(nobody(b), &b.entry.officer))
        });
        Self { items, within }
    }

    /// How many items are overdue.
    pub fn overdue(&self) -> usize {
        self.items.iter().filter(|item| item.days < 0).count()
    }
}

/// Where the subject stands: the entry may not say it, or its record may say more. Words that
/// name no stage stay.
fn standing(item: &DueItem<'_>) -> String {
    let own = &item.line.entry.stage;
    let now = item.trail.stands().map(|step| step.code().to_owned());
    let unknown = !own.is_empty() && item.line.step().is_none();
    now.filter(|_| !unknown).unwrap_or_else(|| own.clone())
}

impl Report for DueReport {
    fn name(&self) -> &'static str {
        "ledger-due"
    }

    fn title(&self, lang: Lang) -> String {
        Message::new("ledger-due-title")
            .with("overdue", self.overdue())
            .with("soon", self.items.len() - self.overdue())
            .with("days", self.within)
            .say(lang)
    }

    fn sections(&self, lang: Lang) -> Vec<Section> {
        if self.items.is_empty() {
            return Vec::new();
        }
        let left = |key| Column::left(key, say(lang, &format!("ledger-column-{key}")));
        let columns = [
            "officer",
            "light",
            "due",
            "days",
            "subject",
            "title",
            "stage",
            "problem",
            "department",
            "leader",
            "note",
        ]
        .map(left)
        .into();
        let rows = self.items.iter().map(|item| row(item, lang)).collect();
        vec![Section::table("", Table { columns, rows })]
    }

    fn json<'a>(&'a self, _lang: Lang) -> Box<dyn erased_serde::Serialize + 'a> {
        Box::new(std::collections::BTreeMap::from([("entries", &self.items)]))
    }

    fn lines<'a>(&'a self, _lang: Lang) -> Vec<Box<dyn erased_serde::Serialize + 'a>> {
        self.items.iter().map(|item| Box::new(item) as _).collect()
    }
}

fn row(item: &Item, lang: Lang) -> Vec<Cell> {
    let Item { entry, light, days } = item;
    let officer = || say(lang, "ledger-no-officer").to_owned();
    let word = format!("ledger-light-{}", light.code());
    vec![
        entry.officer.clone().unwrap_or_else(officer).into(),
        Cell::Toned(tone(*light), say(lang, &word).to_owned()),
        entry.due.into(),
        left_days(*days).say(lang).into(),
        entry.subject.as_str().into(),
        entry.title.as_str().into(),
        stage(&entry.stage, lang),
        entry.problem.clone().into(),
        entry.department.clone().into(),
        entry.leader.clone().into(),
        entry.note.clone().into(),
    ]
}

fn tone(light: Light) -> Tone {
    match light {
        Light::Red => Tone::Bad,
        Light::Yellow => Tone::Warn,
        Light::Green => Tone::Good,
    }
}

/// Days left or days late, in words.
fn left_days(days: i64) -> Message {
    let key = match days {
        ..0 => "ledger-days-late",
        0 => "ledger-days-today",
        1.. => "ledger-days-left",
    };
    Message::new(key).with("n", days.abs())
}

/// A stage by its name; words that name none as they are.
pub(super) fn stage(words: &str, lang: Lang) -> Cell {
    Step::of_words(words)
        .map_or_else(|| words.into(), |step| step.label().say(lang).into())
}
