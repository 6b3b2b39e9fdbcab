//! Orders between meetings that contradict each other.

use crate::planning::schedule::{Model, windows};

/// Orders that together leave no slot to some meeting, and do no more if any one of them is
/// dropped; empty where there are none.
pub(in crate::planning) fn contradicting_orders(model: &Model) -> Vec<(usize, usize)> {
    let stuck = |model: &Model| windows(model).iter().any(|starts| starts.is_empty());
    let mut model = model.clone();
    if !stuck(&model) {
        return Vec::new();
    }
    let mut kept = 0;
    while kept < model.before.len() {
        let order = model.before.remove(kept);
        if !stuck(&model) {
            model.before.insert(kept, order);
            kept += 1;
        }
    }
    model.before
}
