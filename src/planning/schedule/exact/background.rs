//! Work on a thread of its own. Nobody can call back who works there: dropped early, it goes on
//! until it is done.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

/// Work under way, and what it has brought so far.
#[derive(Debug)]
pub(super) struct Background<T> {
    results: Receiver<T>,
}

/// How long to wait before asking again whether to go on waiting.
const PATIENCE: Duration = Duration::from_millis(20);

impl<T: Send + 'static> Background<T> {
    /// Begins `work`, which hands over its results one by one.
    pub(super) fn new(work: impl FnOnce(&Sender<T>) + Send + 'static) -> Self {
        let (tell, results) = channel();
        thread::spawn(move || work(&tell));
        Self { results }
    }

    /// The next result, if there is one yet.
    pub(super) fn next(&self) -> Option<T> {
        self.results.try_recv().ok()
    }

    /// The next result, if there is one as long as `patient` says so.
    pub(super) fn wait(&self, patient: &mut dyn FnMut() -> bool) -> Option<T> {
        loop {
            match self.results.recv_timeout(PATIENCE) {
                Ok(result) => return Some(result),
                Err(RecvTimeoutError::Timeout) if patient() => {}
                Err(_) => return None,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_one_by_one_and_end() {
        let work = Background::new(|tell| (0..3).for_each(|n| tell.send(n).unwrap()));
        let results: Vec<i32> = std::iter::from_fn(|| work.wait(&mut || true)).collect();
        assert_eq!(results, [0, 1, 2]);
        assert_eq!(work.next(), None);
    }

    #[test]
    fn who_is_impatient_gets_nothing() {
        let (never, waits) = channel::<()>();
        let work = Background::<()>::new(move |_| {
            waits.recv().ok();
        });
        assert_eq!(work.wait(&mut || false), None);
        drop(never);
    }
}
