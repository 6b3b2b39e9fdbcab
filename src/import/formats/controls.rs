//! Boxes to tick that lie over the cells of a workbook: each becomes a mark in the cell over
//! which it stands.

use std::collections::BTreeMap;
use std::io::{BufReader, Read, Seek};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::docx::{attribute, plain, resolved};
use super::{Merge, WIDE};
use crate::domain::problem::Problem;
use crate::import::grid::{Cell, Row};
use crate::import::value::BOXES;

/// Bytes of a part that are looked at.
const MOST: u64 = 8 << 20;
/// How high a row is, in the units of anchors, where nothing tells.
const HEIGHT: u64 = 20;
/// The last row of a workbook.
const LAST: u64 = 1 << 20;

/// A box to tick.
#[derive(Debug, Default, Clone, PartialEq)]
pub(super) struct CheckBox {
    row: u64,
    column: usize,
    /// How far from the left edge of its column.
    offset: u64,
    label: String,
    ticked: bool,
    /// The cell that says the same as TRUE or FALSE.
    link: Option<(u64, usize)>,
}

/// The boxes of each sheet of a workbook, by the sheet's name.
pub(super) fn boxes<R: Read + Seek>(
    archive: &mut ZipArchive<R>,
) -> BTreeMap<String, Vec<CheckBox>> {
    let mut all = BTreeMap::new();
    if !archive.file_names().flatten().any(|name| name.ends_with(".vml")) {
        return all;
    }
    let parts = targets(archive, "xl/workbook.xml");
    for (name, id) in sheets(archive) {
        let Some((_, _, part)) = parts.iter().find(|(of, ..)| *of == id) else {
            continue;
        };
        let drawings = targets(archive, part);
        let drawings =
            drawings.iter().filter(|(_, kind, _)| kind.ends_with("/vmlDrawing"));
        let found: Vec<CheckBox> =
            drawings.flat_map(|(_, _, part)| drawn(archive, part)).collect();
        if !found.is_empty() {
            all.insert(name, found);
        }
    }
    all
}

/// The tags of a part, and the texts behind them, until it ends or makes no sense.
fn walk<R: Read + Seek>(
    archive: &mut ZipArchive<R>,
    part: &str,
    mut take: impl FnMut(Part<'_>),
) {
    let Ok(part) = archive.by_name(part) else { return };
    let mut xml = Reader::from_reader(BufReader::new(part.take(MOST)));
    // Line breaks of older drawings are never closed.
    xml.config_mut().check_end_names = false;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer) {
            Ok(Event::Start(tag) | Event::Empty(tag)) => take(Part::Tag(&tag)),
            Ok(Event::End(tag)) => take(Part::End(tag.name().as_ref())),
            Ok(Event::Text(text)) => take(Part::Text(&plain(&text))),
            Ok(Event::GeneralRef(entity)) => take(Part::Text(&resolved(&entity))),
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
    }
}

/// A part of an XML text.
enum Part<'a> {
    Tag(&'a BytesStart<'a>),
    End(&'a str),
    Text(&'a str),
}

/// The sheets by name, with what they are called among the parts of the workbook.
fn sheets<R: Read + Seek>(archive: &mut ZipArchive<R>) -> Vec<(String, String)> {
    let mut sheets = Vec::new();
    walk(archive, "xl/workbook.xml", |part| {
        if let Part::Tag(tag) = part
            && tag.local_name().as_ref() == "sheet"
        {
            sheets.extend(attribute(tag, "name").zip(attribute(tag, "r:id")));
        }
    });
    sheets
}

/// What a part refers to: what it calls it, its type and the other part.
fn targets<R: Read + Seek>(
    archive: &mut ZipArchive<R>,
    part: &str,
) -> Vec<(String, String, String)> {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    let mut targets = Vec::new();
    walk(archive, &format!("{folder}/_rels/{file}.rels"), |part| {
        if let Part::Tag(tag) = part
            && let (Some(id), Some(kind), Some(target)) =
                (attribute(tag, "Id"), attribute(tag, "Type"), attribute(tag, "Target"))
        {
            targets.push((id, kind, resolve(folder, &target)));
        }
    });
    targets
}

/// The name of a part that one in a folder refers to.
fn resolve(folder: &str, target: &str) -> String {
    if let Some(whole) = target.strip_prefix('/') {
        return whole.to_owned();
    }
    let mut path: Vec<&str> = folder.split('/').collect();
    for step in target.split('/') {
        if step == ".." {
            path.pop();
        } else {
            path.push(step);
        }
    }
    path.join("/")
}

/// The boxes of a drawing.
fn drawn<R: Read + Seek>(archive: &mut ZipArchive<R>, part: &str) -> Vec<CheckBox> {
    let mut boxes = Vec::new();
    let mut shape = Shape::default();
    walk(archive, part, |part| match part {
        Part::Tag(tag) => {
            let name = tag.name();
            match name.as_ref() {
                "v:shape" => shape = Shape::default(),
                "x:ClientData" => {
                    shape.kind = attribute(tag, "ObjectType").unwrap_or_default();
                }
                _ => {}
            }
            name.as_ref().clone_into(&mut shape.inside);
            shape.labels |= name.as_ref() == "v:textbox";
        }
        Part::End(name) => {
            if name == "v:textbox" {
                shape.labels = false;
            } else if name == "v:shape" {
                boxes.extend(std::mem::take(&mut shape).into_check_box());
            }
            shape.inside.clear();
        }
        Part::Text(text) => shape.text(text),
    });
    boxes
}

/// A shape while it is read.
#[derive(Debug, Default)]
struct Shape {
    kind: String,
    anchor: Vec<u32>,
    /// The tag around the place.
    inside: String,
    /// Whether the place is in its label.
    labels: bool,
    read: CheckBox,
}

impl Shape {
    fn text(&mut self, text: &str) {
        match self.inside.as_str() {
            _ if self.labels => self.read.label.push_str(text),
            "x:Anchor" => {
                let numbers = text.split(',').map(|number| number.trim().parse());
                self.anchor = numbers.collect::<Result<_, _>>().unwrap_or_default();
            }
            "x:Checked" => self.read.ticked = text.trim() == "1",
            "x:FmlaLink" => self.read.link = place(text),
            _ => {}
        }
    }

    /// The box that it is, if it is one.
    fn into_check_box(self) -> Option<CheckBox> {
        let Self { kind, anchor, read, .. } = self;
        let anchor: Vec<u64> = anchor.into_iter().map(u64::from).collect();
        let &[column, offset, top, above, _, _, bottom, below] = anchor.as_slice() else {
            return None;
        };
        if !matches!(kind.as_str(), "Checkbox" | "Radio") {
            return None;
        }
        // Drawn by hand, a box reaches into the rows around its own.
        let row = match bottom.saturating_sub(top) {
            0 => top,
            1 if HEIGHT.saturating_sub(above) >= below => top,
            _ => top + 1,
        };
        let column = usize::try_from(column).ok().filter(|column| *column < WIDE)?;
        if row >= LAST {
            return None;
        }
        let label = read.label.split_whitespace().collect::<Vec<_>>().join(" ");
        Some(CheckBox { row: row + 1, column, offset, label, ..read })
    }
}

/// Row and column of a cell by its name: `Sheet1!$B$3`.
fn place(text: &str) -> Option<(u64, usize)> {
    let name = text.rsplit('!').next()?.trim().replace('$', "");
    let digits = name.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = name.split_at(digits);
    let column = letters.bytes().try_fold(0_usize, |column, letter| {
        let letter = letter.to_ascii_uppercase();
        let one = letter.is_ascii_uppercase().then(|| usize::from(letter - b'A') + 1)?;
        column.checked_mul(26)?.checked_add(one)
    })?;
    Some((row.parse().ok()?, column.checked_sub(1)?))
}

/// Rows with the marks of boxes in them.
pub(super) struct Marked<I: Iterator> {
    rows: std::iter::Peekable<I>,
    boxes: BTreeMap<u64, Vec<CheckBox>>,
    /// Cells that say again whether a box is ticked, by row.
    links: BTreeMap<u64, Vec<usize>>,
}

impl<I: Iterator<Item = Result<Row, Problem>>> Marked<I> {
    /// The rows of a sheet with its boxes; one over a merged cell stands in its corner.
    pub(super) fn new(rows: I, boxes: Vec<CheckBox>, merges: &[Merge]) -> Self {
        let mut by_row: BTreeMap<u64, Vec<CheckBox>> = BTreeMap::new();
        let mut links: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
        for mut one in boxes {
            let own = one.link == Some((one.row, one.column)) && one.label.is_empty();
            if let Some((row, column)) = one.link.filter(|_| !own) {
                links.entry(row).or_default().push(column);
            }
            let within = |merge: &&Merge| {
                (merge.rows.0..=merge.rows.1).contains(&one.row)
                    && (merge.columns.0..=merge.columns.1).contains(&one.column)
            };
            if let Some(merge) = merges.iter().find(within) {
                let across = one.column - merge.columns.0;
                one.offset +=
                    across as u64 * 10_000 + (one.row - merge.rows.0) * 10_000_000;
                (one.row, one.column) = (merge.rows.0, merge.columns.0);
            }
            by_row.entry(one.row).or_default().push(one);
        }
        Self { rows: rows.peekable(), boxes: by_row, links }
    }

    fn mark(&mut self, mut row: Row) -> Row {
        for column in self.links.remove(&row.number).unwrap_or_default() {
            if is_boolean(&row, column) {
                row.set(column, Cell::Empty);
            }
        }
        let mut boxes = self.boxes.remove(&row.number).unwrap_or_default();
        boxes.sort_by_key(|one| (one.column, one.offset));
        for own in boxes.chunk_by(|a, b| a.column == b.column) {
            let text = row.cell(own[0].column).text().into_owned();
            if let Some(text) = marked(&text, own) {
                row.set(own[0].column, Cell::Text(text));
            }
        }
        row
    }
}

impl<I: Iterator<Item = Result<Row, Problem>>> Iterator for Marked<I> {
    type Item = Result<Row, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        let first = self.boxes.first_key_value().map(|(row, _)| *row);
        let before = match self.rows.peek() {
            Some(Ok(row)) => first.filter(|first| *first < row.number),
            Some(Err(_)) => None,
            None => first,
        };
        if let Some(number) = before {
            return Some(Ok(self.mark(Row::new(number, Vec::new()))));
        }
        Some(self.rows.next()?.map(|row| self.mark(row)))
    }
}

fn is_boolean(row: &Row, column: usize) -> bool {
    matches!(&*row.cell(column).text().to_lowercase(), "true" | "false" | "是" | "否")
}

/// The text of a cell with the marks of the boxes over it, left to right; `None` where nobody
/// can say which of its words each belongs to.
fn marked(text: &str, boxes: &[CheckBox]) -> Option<String> {
    let mark = |one: &CheckBox| BOXES[usize::from(one.ticked)];
    if boxes.iter().all(|one| !one.label.is_empty()) {
        let options = boxes.iter().map(|one| format!("{}{}", mark(one), one.label));
        let options = options.collect::<Vec<_>>().join(" ");
        let asked = text.trim_end_matches(['：', ':']);
        let asks = !asked.is_empty() && !text.contains(BOXES);
        return Some(if asks { format!("{asked}：{options}") } else { options });
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    if boxes.len() == 1 {
        return Some(format!("{}{text}", mark(&boxes[0])));
    }
    let each =
        || words.iter().zip(boxes).map(|(word, one)| format!("{}{word}", mark(one)));
    (words.len() == boxes.len()).then(|| each().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(column: usize, label: &str, ticked: bool) -> CheckBox {
        CheckBox {
            row: 2,
            column,
            label: label.to_owned(),
            ticked,
            ..CheckBox::default()
        }
    }

    #[test]
    fn boxes_stand_in_the_cells_below_them() {
        let rows = [(1, "需求名称"), (3, "甲乙")];
        let rows = rows.map(|(n, text)| Ok(Row::new(n, vec![Cell::of_text(text)])));
        let boxes = vec![
            one(1, "委托开发", true),
            CheckBox { offset: 9, ..one(1, "其他", false) },
        ];
        let marked = Marked::new(rows.into_iter(), boxes, &[]);
        let said = marked.map(|row| {
            let row = row.unwrap();
            (row.number, row.cell(1).text().into_owned())
        });
        let expected = [(1, ""), (2, "☑委托开发 □其他"), (3, "")];
        assert_eq!(said.collect::<Vec<_>>(), expected.map(|(n, t)| (n, t.to_owned())));
    }

    #[test]
    fn boxes_without_words_of_their_own_belong_to_those_of_the_cell() {
        let two = [one(0, "", true), one(0, "", false)];
        assert_eq!(marked("是  否", &two).as_deref(), Some("☑是 □否"));
        assert_eq!(marked("是否公开", &two), None);
        assert_eq!(marked("公开", &two[..1]).as_deref(), Some("☑公开"));
        let labelled = [one(0, "是", true)];
        assert_eq!(marked("是否公开", &labelled).as_deref(), Some("是否公开：☑是"));
    }

    #[test]
    fn a_box_beyond_the_sheet_is_none() {
        let read = |anchor: &str| {
            let mut shape = Shape { kind: "Checkbox".to_owned(), ..Shape::default() };
            shape.inside = "x:Anchor".to_owned();
            shape.text(anchor);
            shape.into_check_box().map(|one| (one.row, one.column))
        };
        assert_eq!(read("3, 4, 6, 2, 5, 0, 7, 1"), Some((7, 3)));
        let far = u64::MAX.to_string();
        for (column, row) in [("4000000000", "6"), ("3", "4000000000"), (&far, &far)] {
            assert_eq!(read(&format!("{column},0,{row},0,0,0,{row},0")), None);
        }
    }

    #[test]
    fn names_of_cells_and_parts() {
        assert_eq!(place("Sheet1!$AB$12"), Some((12, 27)));
        assert_eq!(place("$B$3"), Some((3, 1)));
        assert_eq!(place("名称"), None);
        let path = resolve("xl/worksheets", "../drawings/vmlDrawing1.vml");
        assert_eq!(path, "xl/drawings/vmlDrawing1.vml");
    }
}
