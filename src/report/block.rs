//! The body of a report: sections of text, tables and drawings.

use std::collections::BTreeSet;

use super::{Cell, Drawing};

/// Where a column's cells stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Align {
    /// Words.
    #[default]
    Left,
    /// Numbers.
    Right,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Fixed name in English: the header of machine formats that ask for one.
    pub key: &'static str,
    /// Header in the report's language.
    pub header: String,
    /// Where its cells stand.
    pub align: Align,
}

impl Column {
    /// A column of words.
    pub fn left(key: &'static str, header: impl Into<String>) -> Self {
        Self { key, header: header.into(), align: Align::Left }
    }

    /// A column of numbers.
    pub fn right(key: &'static str, header: impl Into<String>) -> Self {
        Self { key, header: header.into(), align: Align::Right }
    }
}

/// A table; every row has as many cells as there are columns.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// The columns, left to right.
    pub columns: Vec<Column>,
    /// The rows, top to bottom.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell under the key of its column.
pub(crate) type Keyed = (&'static str, Cell);

impl Table {
    /// Rows with the same columns, without those that are empty throughout.
    pub(crate) fn filled(
        rows: Vec<Vec<Keyed>>,
        column: impl Fn(&'static str) -> Column,
    ) -> Self {
        let filled: BTreeSet<&str> = rows
            .iter()
            .flatten()
            .filter(|(_, cell)| *cell != Cell::Empty)
            .map(|(key, _)| *key)
            .collect();
        let keys = rows.first().into_iter().flatten().map(|(key, _)| *key);
        let columns = keys.filter(|key| filled.contains(key)).map(column).collect();
        let cells = |row: Vec<Keyed>| {
            let shown = row.into_iter().filter(|(key, _)| filled.contains(key));
            shown.map(|(_, cell)| cell).collect()
        };
        Self { columns, rows: rows.into_iter().map(cells).collect() }
    }
}

/// A part of a section.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A paragraph.
    Text(String),
    /// A list of points.
    Points(Vec<String>),
    /// A table.
    Table(Table),
    /// The figures that count most: tiles on a page, a table elsewhere. The first column
    /// names them, the second holds them, a third may say more.
    Figures(Table),
    /// Lines to be read from afar, the first largest: a table tent.
    Poster(Vec<String>),
    /// A drawing, with the table that says the same in words.
    Drawing(Drawing, Table),
    /// A table, with the drawing that stands for it where there are only drawings.
    Sketched(Table, Drawing),
    /// What follows starts on a new page of paper.
    PageBreak,
}

impl Block {
    /// The table, of whatever is one.
    pub fn as_table(&self) -> Option<&Table> {
        match self {
            Self::Table(table)
            | Self::Figures(table)
            | Self::Drawing(_, table)
            | Self::Sketched(table, _) => Some(table),
            Self::Text(_) | Self::Points(_) | Self::Poster(_) | Self::PageBreak => None,
        }
    }
}

/// A section of a report: a sheet of a workbook, a chapter of a document.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Section {
    /// Heading; empty: none.
    pub heading: String,
    /// The parts, in reading order.
    pub blocks: Vec<Block>,
}

impl Section {
    /// A paragraph without a heading.
    pub fn text(text: impl Into<String>) -> Self {
        Self { heading: String::new(), blocks: vec![Block::Text(text.into())] }
    }

    /// A section of one table.
    pub fn table(heading: impl Into<String>, table: Table) -> Self {
        Self { heading: heading.into(), blocks: vec![Block::Table(table)] }
    }
}
