//! A column of a sheet: its header, and what is to become of what stands below.

use serde::Serialize;

use crate::domain::Kind;
use crate::import::field::Field;
use crate::import::raw_column::holds_words;
use crate::import::value::{MoneyUnit, unquoted, without_id_numbers};
use crate::text::plain::printable;

/// How a header came to its field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum How {
    /// A word of the alias files.
    Alias,
    /// `--map`.
    Map,
    /// `--dialect`.
    Dialect,
    /// A guess.
    Fuzzy,
}

impl How {
    /// Whether the user said so.
    pub(crate) fn is_said(self) -> bool {
        matches!(self, Self::Map | Self::Dialect)
    }
}

/// What becomes of a column that is known, but no field of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Aside {
    /// It is kept under `extra`.
    Kept,
    /// It is left out: in a sheet of matches that the tool wrote it says again what other
    /// registries say.
    LeftOut,
}

/// A column of a sheet.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Column {
    /// Its header, the parts of several rows joined.
    pub(crate) header: String,
    /// The field it fills; `None`: kept under `extra`.
    pub(crate) field: Option<(Field, How)>,
    /// The unit of bare numbers in it.
    pub(crate) unit: MoneyUnit,
    /// Whether some text stands as its header at all.
    pub(crate) headed: bool,
    /// What becomes of it where its header is known to be no field of ours.
    pub(crate) aside: Option<Aside>,
    /// Whether its values must not be stored (identity cards, birthdays, …).
    pub(crate) sensitive: bool,
    /// The option that a tick in it chooses.
    pub(crate) option: Option<String>,
}

impl Column {
    /// Whether it is kept as it stands, for want of a field in the records of a registry.
    pub(crate) fn is_unknown(&self, kind: Kind) -> bool {
        let known = self.is_left_out() || holds_words(kind, &self.header);
        self.headed && self.field.is_none() && !known
    }

    /// Whether it only says again what is known.
    pub(crate) fn is_left_out(&self) -> bool {
        self.aside == Some(Aside::LeftOut)
    }

    /// Whether it holds the reasons of rejects.
    pub(crate) fn is_reason(&self) -> bool {
        self.field.is_some_and(|(field, _)| field == Field::RejectReason)
    }
}

/// What starts the header of words that were kept beside a column of the same name.
pub(crate) const EXTRA: &str = "extra:";

/// A header as it stands: its parts, top to bottom.
pub(crate) type Header = Vec<String>;

/// The header as one line, without what must not be stored.
pub(crate) fn display(header: &Header) -> String {
    let one_line =
        |part: &String| unquoted(part).split_whitespace().collect::<Vec<_>>().join(" ");
    let line = header.iter().map(one_line).collect::<Vec<_>>().join(" ");
    let shown = printable(&line);
    without_id_numbers(&shown).unwrap_or_else(|| shown.into_owned())
}

/// The letters that Excel names a column by, for columns without a header.
pub(crate) fn letter(mut column: usize) -> String {
    let mut name = Vec::new();
    loop {
        let digit = u8::try_from(column % 26).expect("below 26");
        name.push(char::from(b'A' + digit));
        if column < 26 {
            break;
        }
        column = column / 26 - 1;
    }
    name.into_iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_without_a_header_go_by_their_letter() {
        assert_eq!(
            [letter(0), letter(25), letter(26), letter(16383)],
            ["A", "Z", "AA", "XFD"]
        );
    }
}
