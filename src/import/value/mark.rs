//! Marks of options: ticks and boxes.

/// A ticked one.
pub(crate) const ON: &[char] = &['☑', '☒', '√', '✓', '✔', '■', '●', '◼', '▣', '◉', '🗹'];
/// An empty one.
pub(crate) const OFF: &[char] = &['□', '☐', '○', '▢', '◻', '◯'];

/// How an empty box and a ticked one are written into the cell that they belong to.
pub(crate) const BOXES: [char; 2] = ['□', '☑'];

/// Whether a text is an option with a mark before it: ☑委托开发.
pub(crate) fn starts_with_mark(text: &str) -> bool {
    let text = text.trim_start();
    text.starts_with(ON) || text.starts_with(OFF)
}
