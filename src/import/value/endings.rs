//! How names and headers end.

use crate::text::word_lists;

word_lists! {
    /// Endings of names and headers.
    pub(crate) Endings in "endings" {
        /// Of names behind which offices of theirs may follow.
        whole,
        /// Of offices that are no organizations by themselves.
        offices,
        /// Of parts of an agency that sign for it.
        signing,
        /// Of schools behind whose names what is taught there may follow.
        schools,
        /// Of what is taught.
        subjects,
        /// Of places that are one in another.
        places,
        /// Of headers of stretches of time.
        stretches,
    }
}

/// Whether a text ends with one of some words.
pub(crate) fn ends_with(text: &str, ends: &[&str]) -> bool {
    ends.iter().any(|end| text.ends_with(end))
}
