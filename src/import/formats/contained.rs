//! A library that stops at a damaged file stops itself alone, not the program.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

thread_local! {
    /// Whether what goes wrong now is contained, so that nobody need be told.
    static CONTAINED: Cell<bool> = const { Cell::new(false) };
}

/// Does the work of a library on a file; nothing where it panics, without a word on stderr.
/// What it had in hands must not be used after that.
pub(super) fn contained<T>(work: impl FnOnce() -> T) -> Option<T> {
    static QUIET: Once = Once::new();
    QUIET.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |what| {
            if !CONTAINED.get() {
                usual(what);
            }
        }));
    });
    let before = CONTAINED.replace(true);
    let done = panic::catch_unwind(AssertUnwindSafe(work));
    CONTAINED.set(before);
    done.ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_nothing_and_work_is_done_after_it() {
        let bytes = [1_u8, 2];
        assert_eq!(contained(|| bytes[2..][0]), None);
        assert_eq!(contained(|| bytes[1]), Some(2));
        assert!(!CONTAINED.get());
    }
}
