//! The foot of a paper, where it is signed: an agency and a day, each alone in its row.

use super::queue::Queue;
use crate::domain::OrganizationKind;
use crate::import::field::Field;
use crate::import::fill::Filler;
use crate::import::grid::{CellRef, Row};
use crate::import::layout::Table;
use crate::import::seal::without_seal;
use crate::import::value::{Endings, ends_with};

/// The longest name of an agency.
const LONGEST: usize = 25;

/// Whether a row holds but a day, in a column that asks for none, or an agency, in one that does
/// not ask whose the row is, below the last record.
pub(super) fn signs_off(
    row: &Row,
    table: &Table,
    filler: &Filler,
    queue: &mut Queue<'_, '_>,
) -> bool {
    let mut filled = row.filled();
    let (Some((at, cell)), None) = (filled.next(), filled.next()) else { return false };
    let field = |at: usize| table.columns.get(at).and_then(|c| c.field).map(|(f, _)| f);
    let titles = table.kind.required();
    let is_title = |at: usize| field(at).is_some_and(|field| titles.contains(&field));
    let merged = |at: usize| is_title(at) && filler.is_merged_down(row, at);
    !table.header_rows.is_empty()
        && (is_day(cell) && field(at) != Some(Field::Date)
            || !is_title(at)
                && !field(at).is_some_and(names_party)
                && is_agency(&cell.text()))
        && !(0..table.columns.len()).any(merged)
        && queue.next_row(|next| next.filled().nth(1).is_none()).unwrap_or(true)
}

/// Whether a field names whose a record is, so that a lone name there may be a record that
/// somebody has begun.
fn names_party(field: Field) -> bool {
    matches!(field, Field::Organization | Field::Parties | Field::PartyA | Field::PartyB)
}

/// Whether a cell is a whole day and nothing else.
pub(super) fn is_day(cell: CellRef<'_>) -> bool {
    let text = cell.text();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let day = |c: char| c.is_ascii_digit() || "年月日 .-/".contains(c);
    (5..=8).contains(&digits)
        && text.starts_with("20")
        && text.chars().all(day)
        && text.chars().filter(|c| !c.is_ascii_digit()).count() >= 2
}

/// Whether a text is the name of an agency or a part of one.
fn is_agency(text: &str) -> bool {
    let name = without_seal(text);
    let plain = name.chars().all(crate::text::is_han);
    let offices = &Endings::get().signing;
    let named = || OrganizationKind::of_name(name).is_some() || ends_with(name, offices);
    plain && (3..=LONGEST).contains(&name.chars().count()) && named()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_agencies_are_told_from_other_words() {
        for text in ["2026年11月15日", "2026-11-15", "2026.11.5"] {
            assert!(is_day(CellRef::Text(text)), "{text}");
        }
        for text in ["2027年12月底前", "2027年底", "20261115", "2026.5"] {
            assert!(!is_day(CellRef::Text(text)), "{text}");
        }
        assert!(is_agency("某区科技局（盖章）") && is_agency("科技处"));
        assert!(!is_agency("合作共建实验室，三年内完成") && !is_agency("面议"));
    }
}
