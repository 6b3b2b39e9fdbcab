//! The tables around a place in a document.

/// The tables that are open, outermost first.
#[derive(Default)]
pub(super) struct Tables {
    open: Vec<Table>,
}

#[derive(Default)]
struct Table {
    columns: usize,
    /// Whether it only frames other tables, and is none itself.
    frame: bool,
}

impl Tables {
    /// How many tables are around the place, frames aside.
    pub(super) fn depth(&self) -> usize {
        self.open.iter().filter(|table| !table.frame).count()
    }

    /// A table begins; one of a single column that holds others is but their frame.
    pub(super) fn begin(&mut self) {
        if self.depth() == 1
            && let Some(around) = self.open.last_mut()
        {
            around.frame = around.columns == 1;
        }
        self.open.push(Table::default());
    }

    /// The innermost table has one more column.
    pub(super) fn add_column(&mut self) {
        if let Some(table) = self.open.last_mut() {
            table.columns += 1;
        }
    }

    /// A table ends; whether it was one that no other is around.
    pub(super) fn end(&mut self) -> bool {
        let ended = self.open.pop();
        ended.is_some_and(|table| !table.frame) && self.depth() == 0
    }
}
