//! Values of cells that repeat: a column of a registry has few different words, and reading
//! one costs more than remembering it.

use std::any::Any;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// Longer cells hardly repeat.
const LONG: usize = 48;
/// Values remembered of a column.
const MANY: usize = 4096;

thread_local! {
    static MEMO: RefCell<Memo> = RefCell::new(Memo::default());
}

/// What one thread remembers of one table.
#[derive(Default)]
struct Memo {
    /// The table's number.
    plan: u64,
    columns: Vec<BTreeMap<Box<str>, Box<dyn Any>>>,
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
    let known = MEMO.with_borrow_mut(|memo| {
        memo.turn_to(plan);
        memo.columns.get(column)?.get(text)?.downcast_ref::<T>().cloned()
    });
    known.unwrap_or_else(|| {
        let value = make();
        MEMO.with_borrow_mut(|memo| memo.keep(column, text, value.clone()));
        value
    })
}

impl Memo {
    /// Forgets another table's values.
    fn turn_to(&mut self, plan: u64) {
        if self.plan != plan {
            *self = Self { plan, columns: Vec::new() };
        }
    }

    fn keep<T: 'static>(&mut self, column: usize, text: &str, value: T) {
        if self.columns.len() <= column {
            self.columns.resize_with(column + 1, BTreeMap::new);
        }
        let values = &mut self.columns[column];
        if values.len() < MANY {
            values.entry(text.into()).or_insert_with(|| Box::new(value));
        }
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
