//! The parts of a form that asks for needs of both kinds: a technology and posts to fill.

use super::records::Pair;
use super::walk::Walk;
use crate::import::field::Field;
use crate::import::grid::Row;
use crate::import::sheet_kind::SheetKind;

/// The kinds of needs that one form may ask for.
const BOTH: [SheetKind; 2] = [SheetKind::Needs, SheetKind::Talent];

/// Where the parts of a form start, each with a title that only its kind asks for.
#[derive(Debug)]
pub(super) struct Parts {
    starts: Vec<(u64, SheetKind)>,
}

impl Parts {
    /// The parts of the rows of a form; nothing where it asks for one kind of need only.
    /// `walks` are walks of either kind.
    pub(super) fn of(rows: &[Row], walks: &[Walk<'_>; 2]) -> Option<Self> {
        let asks = |at: usize, text: &str| {
            let title =
                |walk: &Walk<'_>| walk.labels.label(text) == Some(Some(Field::Title));
            // what the other kind knows to be nothing is none either: the contact's position
            let known = matches!(
                walks[1 - at].labels.label(text),
                Some(Some(Field::Title) | None)
            );
            title(&walks[at]) && !known
        };
        let mut starts = Vec::new();
        for row in rows {
            let texts = row.filled().map(|(_, cell)| cell.text().into_owned());
            let texts: Vec<String> = texts.collect();
            let of = |at: usize| texts.iter().any(|text| asks(at, text));
            match (of(0), of(1)) {
                (false, false) => {}
                (true, true) => return None,
                (first, _) => starts.push((row.number, BOTH[usize::from(!first)])),
            }
        }
        let has = |kind| starts.iter().any(|(_, of)| *of == kind);
        BOTH.into_iter().all(has).then_some(Self { starts })
    }

    /// Whether the parts of a kind say what stands in a row: all of them what stands above
    /// the first.
    pub(super) fn say(&self, kind: SheetKind, row: u64) -> bool {
        let start = self.starts.iter().rfind(|(start, _)| *start <= row);
        start.is_none_or(|(_, of)| *of == kind)
    }

    /// Takes what other parts say out of the pairs of a walk, but for what is the
    /// enterprise's.
    pub(super) fn keep(&self, kind: SheetKind, pairs: &mut Vec<Pair>) {
        pairs.retain(|pair| {
            pair.field.is_some_and(Field::is_of_party) || self.say(kind, pair.row)
        });
    }
}

/// The other kind of need, if a kind is one.
pub(super) fn other(kind: SheetKind) -> Option<SheetKind> {
    let at = BOTH.iter().position(|of| *of == kind)?;
    Some(BOTH[1 - at])
}
