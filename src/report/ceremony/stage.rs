//! The stage as a drawing: signing tables in front, witnesses behind, by rank.

use super::RunOfShow;
use crate::planning::ceremony::{Batch, protocol_row};
use crate::report::{Block, Cell, Column, Drawing, Section, Table, svg};
use crate::text::messages::{Lang, Message, say};

/// Width of a signing table with its two chairs, in drawing units.
const TABLE: usize = 220;
/// Height of a row of people.
const ROW: usize = 70;

/// The section that shows who sits and stands where, a drawing a batch.
pub(super) fn section(show: &RunOfShow<'_>, lang: Lang) -> Section {
    let heading = say(lang, "report-ceremony-standing").to_owned();
    let blocks = show.ceremony.batches.iter().flat_map(|batch| {
        let caption = caption(batch, lang);
        let standing = Standing::of(show, batch);
        let drawing = Drawing { description: caption.clone(), svg: standing.svg(lang) };
        [Block::Text(caption), Block::Drawing(drawing, standing.table(lang))]
    });
    Section { heading, blocks: blocks.collect() }
}

fn caption(batch: &Batch, lang: Lang) -> String {
    Message::new("report-ceremony-standing-batch")
        .with("batch", batch.number)
        .with("start", batch.start.to_string())
        .say(lang)
}

/// Everybody's place in one batch, left to right as the audience sees it.
struct Standing {
    behind: Vec<String>,
    front: Vec<String>,
}

impl Standing {
    fn of(show: &RunOfShow<'_>, batch: &Batch) -> Self {
        let mut witnesses: Vec<String> = Vec::new();
        for witness in batch.projects.iter().flat_map(|project| show.witnesses(project)) {
            if !witnesses.contains(&witness) {
                witnesses.push(witness);
            }
        }
        let front = batch.projects.iter().flat_map(|project| {
            show.sides(project).map(|party| super::side(project, party).join(" "))
        });
        Self { behind: protocol_row(witnesses), front: front.collect() }
    }

    fn table(&self, lang: Lang) -> Table {
        let columns = vec![
            Column::left("row", say(lang, "report-ceremony-row")),
            Column::left("people", say(lang, "report-ceremony-left-to-right")),
        ];
        let row = |key: &str, people: &[String]| {
            vec![Cell::from(say(lang, key)), Cell::Lines(people.to_vec())]
        };
        let rows = vec![
            row("report-ceremony-behind", &self.behind),
            row("report-ceremony-front", &self.front),
        ];
        Table { columns, rows }
    }

    fn svg(&self, lang: Lang) -> String {
        let width = TABLE * self.front.len().div_ceil(2).max(1);
        let mut drawing = svg::Canvas::new(width, 3 * ROW);
        people(&mut drawing, &self.behind, 0);
        people(&mut drawing, &self.front, ROW);
        for table in 0..self.front.len() / 2 {
            drawing.rect((table * TABLE + 10, 2 * ROW), (TABLE - 20, 16), "table");
        }
        drawing.text((width / 2, 3 * ROW - 12), say(lang, "report-ceremony-audience"));
        drawing.finish()
    }
}

/// A row of people, spread evenly.
fn people(drawing: &mut svg::Canvas, people: &[String], top: usize) {
    let share = drawing.width() / people.len().max(1);
    for (index, person) in people.iter().enumerate() {
        let x = index * share + share / 2;
        drawing.circle((x, top + 20), 10, "person");
        drawing.wrapped((x, top + 44), person, share / 12);
    }
}
