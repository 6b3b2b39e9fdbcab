//! The stage as a drawing: signing tables in front, witnesses behind, by rank.

use unicode_width::UnicodeWidthStr as _;

use super::RunOfShow;
use crate::planning::ceremony::{Batch, protocol_row};
use crate::report::{Block, Cell, Column, Drawing, Section, Table, svg};
use crate::text::messages::{Lang, Message, say};

/// Width of a chair at a signing table, in drawing units; of one on a crowded stage, where
/// names take more lines rather than be too small to read.
const CHAIR: usize = 120;
const STOOL: usize = 72;
/// Width of a stage that a sheet shows in legible words.
const STAGE: usize = 1200;
/// Height of a person's head with the space around it, and of a line of words.
const HEAD: usize = 46;
const LINE: usize = 16;

/// The section that shows who sits and stands where, a drawing a batch.
pub(super) fn section(show: &RunOfShow<'_>, lang: Lang) -> Section {
    let heading = say(lang, "report-ceremony-standing").to_owned();
    let blocks = show.ceremony.batches.iter().flat_map(|batch| {
        let caption = caption(show, batch, lang);
        let standing = Standing::of(show, batch);
        let drawing = standing.drawn(caption.clone(), lang);
        [Block::Text(caption), Block::Drawing(drawing, standing.table(lang))]
    });
    Section { heading, blocks: blocks.collect() }
}

fn caption(show: &RunOfShow<'_>, batch: &Batch, lang: Lang) -> String {
    let [one, several] =
        ["report-ceremony-standing-batch", "report-ceremony-standing-stage"];
    Message::new(if show.has_stages() { several } else { one })
        .with("batch", batch.number)
        .with("stage", batch.stage)
        .with("start", batch.start.to_string())
        .say(lang)
}

/// Everybody's place in one batch, left to right as the audience sees them.
struct Standing {
    behind: Vec<String>,
    /// Whom somebody signs for, then who signs; for each project its own seats.
    front: Vec<Vec<Vec<String>>>,
}

impl Standing {
    fn of(show: &RunOfShow<'_>, batch: &Batch) -> Self {
        let front = batch.projects.iter().map(|project| at_table(show.sides(project)));
        let behind = protocol_row(show.witnesses(&batch.projects));
        Self { behind, front: front.collect() }
    }

    fn table(&self, lang: Lang) -> Table {
        let columns = vec![
            Column::left("row", say(lang, "report-ceremony-row")),
            Column::left("people", say(lang, "report-ceremony-left-to-right")),
        ];
        let row = |key: &str, people: Vec<String>| {
            vec![Cell::from(say(lang, key)), Cell::Lines(people)]
        };
        let front = self.front.iter().flatten().map(|lines| lines.join(" "));
        let front = front.filter(|person| !person.is_empty()).collect();
        let rows = vec![
            row("report-ceremony-behind", self.behind.clone()),
            row("report-ceremony-front", front),
        ];
        Table { columns, rows }
    }

    fn drawn(&self, description: String, lang: Lang) -> Drawing {
        let seats = self.front.concat();
        let abreast = seats.len().max(self.behind.len()).max(1).next_multiple_of(2);
        let width = abreast * (STAGE / abreast).clamp(STOOL, CHAIR);
        let behind: Vec<_> = self.behind.iter().map(|one| vec![one.clone()]).collect();
        let behind = Row::new(&behind, width);
        let front = Row::new(&seats, width);
        let (second, tables) = (behind.height(), behind.height() + front.height());
        let mut drawing = svg::Canvas::new(width, tables + 60);
        behind.draw(&mut drawing, 0);
        front.draw(&mut drawing, second);
        let mut left = 0;
        for project in &self.front {
            let wide = front.share * project.len();
            drawing.rect((left + 10, tables), (wide.saturating_sub(20), 16), "table");
            left += wide;
        }
        drawing.text((width / 2, tables + 44), say(lang, "report-ceremony-audience"));
        drawing.drawing(description)
    }
}

/// The seats at a project's table from left to right; opposite somebody alone one is empty.
fn at_table([mut left, mut right]: [Vec<Vec<String>>; 2]) -> Vec<Vec<String>> {
    for side in [&mut left, &mut right] {
        if side.is_empty() {
            side.push(Vec::new());
        }
    }
    left.reverse();
    left.append(&mut right);
    left
}

/// A row of people, spread evenly, each with lines of words below.
struct Row {
    share: usize,
    people: Vec<Vec<String>>,
}

impl Row {
    fn new(people: &[Vec<String>], width: usize) -> Self {
        let share = width / people.len().max(1);
        let lines = |words: &Vec<String>| -> Vec<String> {
            words.iter().flat_map(|line| lines(line, share / 7)).collect()
        };
        Self { share, people: people.iter().map(lines).collect() }
    }

    fn height(&self) -> usize {
        let lines = self.people.iter().map(Vec::len).max().unwrap_or(0);
        if lines == 0 { 0 } else { HEAD + LINE * lines }
    }

    fn draw(&self, drawing: &mut svg::Canvas, top: usize) {
        let taken = self.people.iter().enumerate().filter(|(_, lines)| !lines.is_empty());
        for (index, lines) in taken {
            let x = index * self.share + self.share / 2;
            drawing.circle((x, top + 20), 10, "person");
            for (line, words) in lines.iter().enumerate() {
                drawing.text((x, top + HEAD + LINE * line), words);
            }
        }
    }
}

/// Lines of at most so many half-width letters; a name stays whole after a title.
fn lines(words: &str, most: usize) -> Vec<String> {
    let parts = match words.rsplit_once(' ') {
        Some((title, name)) if words.width() > most && !words.is_ascii() => {
            vec![title, name]
        }
        Some(_) | None => vec![words],
    };
    parts.into_iter().flat_map(|part| svg::wrapped(part, most)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Clock, Fair, Signatory, Signing};
    use crate::planning::ceremony::Ceremony;

    /// Party A and the university in the middle, the further ones beside their side.
    #[test]
    fn everybody_who_signs_sits_at_the_table() {
        let signatory = |name: &str, party| Signatory {
            name: name.into(),
            party,
            ..Signatory::default()
        };
        let project = |people: &[&str], parties: &[&str]| Signing {
            parties: parties.iter().map(|&party| party.to_owned()).collect(),
            signatories: people
                .iter()
                .zip(0..)
                .map(|(name, at)| signatory(name, at))
                .collect(),
            ..Signing::default()
        };
        let batch = Batch {
            number: 1,
            stage: 1,
            start: Clock::from_minutes(900).unwrap(),
            end: Clock::from_minutes(906).unwrap(),
            projects: vec![
                project(&["张三", "王五", "李四"], &["甲公司", "丁公司", "乙大学"]),
                project(&["赵一"], &["戊公司"]),
            ],
        };
        let fair = Fair::default();
        let ceremony = Ceremony { date: None, batches: Vec::new(), problems: Vec::new() };
        let show = RunOfShow { ceremony: &ceremony, fair: &fair };
        let standing = Standing::of(&show, &batch);
        let seats: Vec<String> =
            standing.front.iter().flatten().map(|seat| seat.join(" ")).collect();
        assert_eq!(
            seats,
            ["丁公司 王五", "甲公司 张三", "乙大学 李四", "戊公司 赵一", ""]
        );
        let drawing = standing.drawn(String::new(), Lang::Zh);
        let (svg, wide) = (drawing.svg, drawing.width);
        assert_eq!(wide, 6 * CHAIR);
        assert_eq!(svg.matches("<circle").count(), 4, "{svg}");
        let tables: Vec<&str> = svg.matches("class=\"table\"").collect();
        assert_eq!(tables.len(), 2, "{svg}");
        let sides = show.sides(&batch.projects[0]).map(|side| side.concat());
        assert_eq!(
            sides,
            [vec!["甲公司", "张三", "丁公司", "王五"], vec!["乙大学", "李四"]]
        );
    }

    #[test]
    fn a_crowded_stage_has_narrower_chairs() {
        let wide = |projects: usize| {
            let front = vec![vec![vec!["甲公司".to_owned()]; 2]; projects];
            let standing = Standing { behind: Vec::new(), front };
            standing.drawn(String::new(), Lang::Zh).width
        };
        assert_eq!([wide(1), wide(5), wide(8), wide(12)], [240, 1200, 1200, 24 * STOOL]);
    }

    #[test]
    fn a_name_is_not_torn_apart() {
        assert_eq!(lines("区人大常委会主任 乐示例", 22), ["区人大常委会主任", "乐示例"]);
        assert_eq!(lines("区长 常样例", 22), ["区长 常样例"]);
    }

    #[test]
    fn a_row_is_as_high_as_its_longest_words() {
        let people = [vec!["甲".to_owned()], vec!["乙".repeat(20), "丙".into()]];
        let row = Row::new(&people, 2 * 70);
        assert_eq!(row.people[1].len(), 5);
        assert_eq!(row.height(), HEAD + 5 * LINE);
        assert_eq!(Row::new(&[], 100).height(), 0);
    }
}
