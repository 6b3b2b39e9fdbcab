//! Rows of labels alone, each with the row of its values below.

use super::labels::Labels;
use super::walk::Walk;
use crate::import::grid::{Cell, Row};

impl Labels<'_> {
    /// Whether several different rows of labels alone have one row of values each below.
    pub(super) fn have_blocks(&self, rows: &[Row]) -> bool {
        let labels: Vec<Option<Vec<String>>> =
            rows.iter().map(|row| self.alone_in(row)).collect();
        let is_body =
            |at: usize| labels.get(at) == Some(&None) && rows[at].filled().count() >= 2;
        let mut heads: Vec<&Vec<String>> = Vec::new();
        for (at, head) in labels.iter().enumerate() {
            let Some(head) = head else { continue };
            if head.len() >= 2 && is_body(at + 1) && is_body(at + 2) {
                return false;
            }
            let values = rows.get(at + 1).is_some_and(|row| !self.are_in(row));
            if values && !heads.contains(&head) {
                heads.push(head);
            }
        }
        heads.len() >= 2 && heads.iter().any(|head| head.len() >= 2)
    }
}

impl Walk<'_> {
    /// Takes a row of labels alone, or one of values below such a row.
    pub(super) fn block(&mut self, row: &Row) -> bool {
        if !self.blocks {
            return false;
        }
        let above = std::mem::take(&mut self.above);
        let mut cells: Vec<(usize, Cell)> =
            row.filled().map(|(at, cell)| (at, cell.to_cell())).collect();
        if cells.len() >= 2 && self.labels.alone_in(row).is_some() {
            let label = |(at, cell): (usize, Cell)| {
                let text = cell.view().text().into_owned();
                let field = self.labels.label(&text)?;
                Some((at, (text, field)))
            };
            self.above = cells.into_iter().filter_map(label).collect();
            self.pending = None;
            return true;
        }
        let Some(first) = above.first().map(|(at, _)| *at) else { return false };
        cells.retain(|(at, _)| *at >= first);
        for (at, value) in cells {
            let label = above.iter().rfind(|(label, _)| *label <= at);
            if let Some((_, label)) = label {
                self.push(row.number, label.clone(), value);
            }
        }
        true
    }
}
