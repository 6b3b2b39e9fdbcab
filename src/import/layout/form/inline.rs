//! Labels with their values in one text: 联系人：张某　联系电话：000-0000000.

use super::cells::is_unclosed;
use super::labels::{Label, Labels, Said};
use crate::import::value::is_hint;

impl Labels<'_> {
    /// The pairs of a text such as `联系人：张某　联系电话：000-0000000`; none of a line of
    /// labels that nobody filled in.
    pub(super) fn inline(&self, text: &str) -> Option<Vec<Said>> {
        let mut starts: Vec<(usize, usize, Label)> = Vec::new();
        let mut from = 0;
        for (at, colon) in text.match_indices(['：', ':']) {
            let before = &text[from..at];
            if is_unclosed(before) {
                continue;
            }
            let cut = before.rfind([' ', '\u{3000}', '\t', '\n', '；', ';', '，']);
            let start = cut.map_or(from, |cut| {
                from + cut + text[from + cut..].chars().next().map_or(1, char::len_utf8)
            });
            let mut label = text[start..at].trim();
            let mut begin = start;
            if self.label(label).is_none() && from == 0 {
                (label, begin) = (text[..at].trim(), 0);
            }
            if let Some(field) = self.label(label) {
                starts.push((begin, at + colon.len(), (label.to_owned(), field)));
                from = at + colon.len();
            } else if starts.is_empty() {
                return None;
            }
        }
        let [(0, value, ..), more @ ..] = starts.as_slice() else { return None };
        if more.is_empty() && text[*value..].trim().is_empty() {
            return None;
        }
        let ends: Vec<usize> =
            starts.iter().skip(1).map(|next| next.0).chain([text.len()]).collect();
        let pairs =
            starts.into_iter().zip(ends).map(|((_, from, (label, field)), to)| {
                let value = text.get(from..to).unwrap_or_default().trim();
                (label, field, value.trim_matches(['；', ';', '，', '_', ' ']).to_owned())
            });
        Some(pairs.filter(|(_, _, value)| !value.is_empty() && !is_hint(value)).collect())
    }
}
