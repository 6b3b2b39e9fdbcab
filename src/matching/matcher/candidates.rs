//! Which offerings may suit a need.

use std::collections::BTreeSet;

use super::Matcher;
use super::side::Side;
use crate::matching::engine::{Candidate, Scratch};

/// Candidates that are judged by all criteria, at least.
const JUDGED: usize = 400;
/// Candidates by meaning alone.
const BY_MEANING: usize = 100;

impl Matcher<'_> {
    /// All that may suit: by wording and concepts, by meaning, by wish, by decision.
    pub(super) fn candidates(
        &self,
        side: &Side<'_>,
        meanings: Option<&[f32]>,
        scratch: &mut Scratch,
    ) -> Vec<Candidate> {
        let space = &self.ground.corpus.space;
        let most = JUDGED.max(self.choice.top.saturating_mul(4));
        let found = space.search(&side.query, most, scratch);
        let mut found = side.several.join(found, space, most, scratch);
        let mut more: BTreeSet<u32> = meanings.map(nearest).unwrap_or_default();
        let shelf = self.ground.shelf;
        let chosen = self.ground.world.chosen(&side.need.id);
        more.extend(chosen.filter_map(|(offering, _)| shelf.find(offering)));
        if !side.need.preferred_partners.is_empty() {
            more.extend(self.wishes.documents(side.need, self.ground.corpus));
        }
        if !more.is_empty() {
            let known: BTreeSet<u32> = found.iter().map(|c| c.document).collect();
            let new = more.difference(&known);
            found.extend(new.map(|&document| self.whole(side, document)));
        }
        side.passages.blend(&mut found, space, scratch);
        found
    }

    /// An offering as a candidate, whatever it has in common with the need.
    pub(super) fn candidate(&self, side: &Side<'_>, document: u32) -> Candidate {
        let mut found = self.whole(side, document);
        let space = &self.ground.corpus.space;
        let mut scratch = Scratch::default();
        side.passages.blend(std::array::from_mut(&mut found), space, &mut scratch);
        found
    }

    /// The same, its passages not compared.
    fn whole(&self, side: &Side<'_>, document: u32) -> Candidate {
        let space = &self.ground.corpus.space;
        side.several.raise(space.cosine(&side.query, document), space)
    }
}

/// The offerings nearest in meaning.
fn nearest(cosines: &[f32]) -> BTreeSet<u32> {
    let mut order: Vec<u32> =
        (0..u32::try_from(cosines.len()).expect("fewer than 2^32 offerings")).collect();
    let at = |document: u32| cosines[usize::try_from(document).expect("32 bits fit")];
    let better = |a: &u32, b: &u32| at(*b).total_cmp(&at(*a)).then(a.cmp(b));
    if order.len() > BY_MEANING {
        order.select_nth_unstable_by(BY_MEANING, better);
        order.truncate(BY_MEANING);
    }
    order.into_iter().collect()
}
