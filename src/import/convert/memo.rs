//! Values of cells that repeat: a column of a registry has few different words, and reading
//! one costs more than remembering it.

use std::any::Any;
use std::cell::RefCell;
#[expect(clippy::disallowed_types, reason = "asked for single words, never walked")]
use std::collections::HashMap;

/// Longer cells hardly repeat.
const LONG: usize = 48;
/// Values remembered of a column.
const MANY: usize = 8192;

thread_local! {
    static MEMO: RefCell<Memo> = RefCell::new(Memo::default());
}

/// What one thread remembers of one table.
#[derive(Default)]
struct Memo {
    /// The table's number.
    plan: u64,
    columns: Vec<Column>,
}

/// The values of a column.
#[derive(Default)]
struct Column {
    #[expect(clippy::disallowed_types, reason = "asked for single words, never walked")]
    values: HashMap<Box<str>, Box<dyn Any>, foldhash::fast::FixedState>,
    /// How often a value was not there since there is no more room.
    missed: usize,
}

/// The value of a text in a column of a table: remembered, else made.
pub(super) fn remembered<T: Clone + 'static>(
    (plan, column): (u64, usize),
    text: &str,
    make: impl FnOnce() -> T,
) -> T {
    if text.len() > LONG {
        return make();
    }
    let known = MEMO.with_borrow_mut(|memo| memo.column(plan, column).get(text));
    match known {
        Lookup::Known(value) => value,
        Lookup::Full => make(),
        Lookup::New => {
            let value = make();
            MEMO.with_borrow_mut(|memo| {
                memo.column(plan, column).keep(text, value.clone());
            });
            value
        }
    }
}

/// What asking for a value comes to.
enum Lookup<T> {
    Known(T),
    /// It is to be kept.
    New,
    /// There is no room for it.
    Full,
}

impl Memo {
    /// A column of a table; another table's values are forgotten.
    fn column(&mut self, plan: u64, column: usize) -> &mut Column {
        if self.plan != plan {
            *self = Self { plan, columns: Vec::new() };
        }
        if self.columns.len() <= column {
            self.columns.resize_with(column + 1, Column::default);
        }
        &mut self.columns[column]
    }
}

impl Column {
    fn get<T: Clone + 'static>(&mut self, text: &str) -> Lookup<T> {
        let full = self.values.len() >= MANY;
        if full && self.missed > MANY {
            // The values of this column hardly repeat: asking is not worth while.
            return Lookup::Full;
        }
        let known = self.values.get(text).and_then(|value| value.downcast_ref::<T>());
        match known {
            Some(value) => Lookup::Known(value.clone()),
            None if full => {
                self.missed += 1;
                Lookup::Full
            }
            None => Lookup::New,
        }
    }

    fn keep<T: 'static>(&mut self, text: &str, value: T) {
        self.values.entry(text.into()).or_insert_with(|| Box::new(value));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_made_once_a_table() {
        let mut made = 0;
        for plan in [1, 1, 2] {
            let value = remembered((plan, 0), "甲", || {
                made += 1;
                7_u8
            });
            assert_eq!(value, 7);
        }
        assert_eq!(made, 2);
        assert_eq!(remembered((2, 0), "甲", || "another kind"), "another kind");
    }
}
