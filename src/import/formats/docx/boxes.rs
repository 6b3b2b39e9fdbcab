//! Boxes to tick and lists to choose from, and whether they are ticked and what was chosen.

use quick_xml::events::BytesStart;

use super::{attribute, is_on};
use crate::import::value::BOXES;

/// A form field of the old kind: a box, or a list to choose from.
#[derive(Debug, Default)]
pub(super) struct Field {
    /// Whether it is a box, and ticked.
    ticked: Option<bool>,
    /// Which item of a list is chosen.
    chosen: Option<usize>,
    /// The items of a list.
    items: Vec<String>,
}

impl Field {
    /// Takes a tag inside the field.
    pub(super) fn open(&mut self, tag: &BytesStart<'_>) {
        let chosen = || attribute(tag, "w:val").and_then(|text| text.parse().ok());
        match (tag.name().as_ref(), self.ticked) {
            ("w:checkBox", _) => self.ticked = Some(false),
            // What it is at first, then what it is now.
            ("w:default" | "w:checked", Some(_)) => self.ticked = Some(is_on(tag)),
            ("w:default" | "w:result", None) if self.items.is_empty() => {
                self.chosen = self.chosen.or_else(chosen);
            }
            ("w:listEntry", _) => self.items.extend(attribute(tag, "w:val")),
            _ => {}
        }
    }

    /// What it shows.
    pub(super) fn shown(self) -> String {
        if let Some(ticked) = self.ticked {
            return BOXES[usize::from(ticked)].to_string();
        }
        let chosen = self.chosen.unwrap_or(0);
        self.items.into_iter().nth(chosen).unwrap_or_default()
    }
}

/// Fonts of marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Font {
    Wingdings,
    Wingdings2,
}

impl Font {
    /// The font of a name, if it is one of marks.
    pub(super) fn named(name: &str) -> Option<Self> {
        match name {
            "Wingdings" => Some(Self::Wingdings),
            "Wingdings 2" => Some(Self::Wingdings2),
            _ => None,
        }
    }

    /// The box or tick that a character of the font shows.
    pub(super) fn mark(self, code: u32) -> Option<&'static str> {
        // Symbols stand in the private area of the characters, or as they are typed.
        if code > 0xff && code >> 8 != 0xf0 {
            return None;
        }
        Some(match (self, code & 0xff) {
            (Self::Wingdings2, 0x51..=0x54) | (Self::Wingdings, 0xfd | 0xfe | 0x78) => {
                "☑"
            }
            (Self::Wingdings2, 0x50) | (Self::Wingdings, 0xfc) => "√",
            (Self::Wingdings2, 0xa3 | 0x2a)
            | (Self::Wingdings, 0xa8 | 0x6f | 0x71 | 0x72 | 0xa1) => "□",
            _ => return None,
        })
    }

    /// A text with what the font shows for its characters.
    pub(super) fn shown(self, text: &str) -> String {
        text.chars()
            .map(|c| match self.mark(u32::from(c)) {
                Some(mark) => mark.to_owned(),
                None => c.to_string(),
            })
            .collect()
    }
}

/// The box or tick that a symbol is.
pub(super) fn symbol(tag: &BytesStart<'_>) -> &'static str {
    let code = attribute(tag, "w:char").unwrap_or_default();
    let code = u32::from_str_radix(&code, 16).unwrap_or_default();
    let two = attribute(tag, "w:font").is_some_and(|font| font.ends_with('2'));
    let font = if two { Font::Wingdings2 } else { Font::Wingdings };
    font.mark(code).unwrap_or_default()
}
