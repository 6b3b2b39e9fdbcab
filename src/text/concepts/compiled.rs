//! The built-in concepts, as `build.rs` wrote them: flat tables without pointers, so that
//! nothing has to be relocated when the program starts.

use super::concept::Concept;

mod tables {
    include!(concat!(env!("OUT_DIR"), "/lexicon.rs"));
}

/// The automaton that finds terms; its values are places of [senses](sense).
pub(super) static AUTOMATON: &[u8] =
    include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.aut"));

/// How many concepts there are.
pub(super) const COUNT: usize = tables::ID_ENDS.len();

/// The sense of words that only begin or end like a term.
pub(super) const LONGER: usize = 1;

/// The concept at a place.
pub(super) fn concept(place: usize) -> Concept<'static> {
    Concept {
        id: id(place),
        broader: list(&tables::BROADER, &tables::BROADER_ENDS, place),
        related: list(&tables::RELATED, &tables::RELATED_ENDS, place),
    }
}

/// The places of the concepts that a term may mean.
pub(super) fn sense(place: usize) -> &'static [u16] {
    list(&tables::SENSE, &tables::SENSE_ENDS, place)
}

/// The place of a concept.
pub(super) fn place(wanted: &str) -> Option<u16> {
    let (mut first, mut end) = (0, COUNT);
    while first < end {
        let middle = first.midpoint(end);
        if id(middle) < wanted { first = middle + 1 } else { end = middle }
    }
    let found = first < COUNT && id(first) == wanted;
    u16::try_from(first).ok().filter(|_| found)
}

fn id(place: usize) -> &'static str {
    let (from, to) = part(&tables::ID_ENDS, place);
    &tables::IDS[from..to]
}

fn list(all: &'static [u16], ends: &[u32], place: usize) -> &'static [u16] {
    let (from, to) = part(ends, place);
    &all[from..to]
}

/// Where the part at a place begins and ends.
fn part(ends: &[u32], place: usize) -> (usize, usize) {
    let end = |place: usize| ends[place] as usize;
    (place.checked_sub(1).map_or(0, end), end(place))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_concept_is_found_by_its_id_and_no_other_is() {
        for at in 0..COUNT {
            assert_eq!(place(id(at)).map(usize::from), Some(at));
        }
        assert_eq!(
            (place(""), place("no such concept"), place("\u{10ffff}")),
            (None, None, None)
        );
    }

    #[test]
    fn references_are_to_concepts() {
        for at in 0..COUNT {
            let Concept { broader, related, .. } = concept(at);
            assert!(
                broader.iter().chain(related).all(|&other| usize::from(other) < COUNT)
            );
        }
        assert_eq!(sense(0), [0_u16; 0], "boilerplate");
    }
}
