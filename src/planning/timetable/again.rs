//! Choosing again once it is known what clashes (logic-based Benders decomposition, Hooker and
//! Ottosson 2003): what can't be held together is a cut in the choice, with all other pairs that
//! the same holds for. A choice that clashes no more is the best of all that can be held.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::conflict::{Conflict, Found};
use super::lost::{Clash, Lost};
use super::met::Whose;
use super::model::parallel;
use super::pairs::{Key, Pair, Standing};
use super::search::{LATE, Search};
use crate::planning::assign::Cut;
use crate::planning::diagnose::{Crowd, MOST_SQUEEZED, squeezes};
use crate::planning::schedule::{Model, Overfull, SlotSet};

impl<'a> Search<'a, '_> {
    /// Chooses again, heeding conflicts of what is chosen; false where that has been done often
    /// enough, or no choice was proved to be the best.
    pub(super) fn choose_again(&mut self, model: &Model, conflicts: &[Conflict]) -> bool {
        let late = self.watch.passed().is_some_and(|share| share >= LATE);
        if late || self.choices == 0 {
            return false;
        }
        self.choices -= 1;
        for conflict in conflicts {
            self.chooser.cut(self.cut(model, conflict));
            for cut in self.longer_days(conflict) {
                self.chooser.cut(cut);
            }
            let why = conflict.why(&self.chosen, model, self.given.roster);
            let pairs = conflict.meetings.iter().map(|&meeting| self.chosen[meeting]);
            let decided = pairs.filter(|pair| pair.is_decided()).map(|pair| Lost {
                pair: pair.key(),
                clash: Clash::of(&self.chosen, conflict),
                why: why.clone(),
            });
            self.lost.extend(decided);
        }
        let before = self.chosen.clone();
        self.choose();
        if !self.proved {
            // with so many clashes the choice is a guess: better the last one, less what clashes
            (self.chosen, self.choices) = (before, 0);
        }
        self.proved
    }

    /// What a conflict says of all pairs.
    fn cut(&self, model: &Model, conflict: &Conflict) -> Cut {
        let key = |meeting: usize| self.chosen[meeting].key();
        let mut keys: BTreeSet<Key<'_>> =
            conflict.meetings.iter().copied().map(key).collect();
        let mut over = conflict.over.max(1);
        let is_ordered = !conflict.orders.is_empty();
        if is_ordered {
            // the order leaves so few slots: it does as long as all of it is there
            keys.extend(conflict.orders.iter().flat_map(|&(a, b)| [key(a), key(b)]));
            over = 1;
        }
        let most = keys.len() - over;
        let open = self.given.open.iter().enumerate();
        let mut pairs: BTreeSet<usize> = open
            .filter(|(_, pair)| keys.contains(&pair.key()))
            .map(|(index, _)| index)
            .collect();
        if !is_ordered {
            pairs.extend(self.others_like(model, conflict));
        }
        Cut { pairs: pairs.into_iter().collect(), most }
    }

    /// What is true of more pairs of whoever has too little time for those chosen.
    fn longer_days(&self, conflict: &Conflict) -> Vec<Cut> {
        if !matches!(conflict.found, Found::Squeezed(_)) || !conflict.orders.is_empty() {
            return Vec::new();
        }
        let own = conflict.meetings.iter().map(|&meeting| self.chosen[meeting].key());
        let own: BTreeSet<Key<'_>> = own.collect();
        let day = |who| {
            let open = self.given.open;
            let mut all: Vec<usize> =
                self.ahead().filter(|&pair| is_of(&open[pair], who)).collect();
            all.sort_by_key(|&pair| {
                Reverse((own.contains(&open[pair].key()), open[pair].points))
            });
            all.truncate(MOST_SQUEEZED);
            all.sort_unstable();
            let pairs: Vec<&Pair<'_>> = all.iter().map(|&pair| &open[pair]).collect();
            let day = self.given.maker.model(&pairs);
            let starts: Vec<SlotSet> = (0..all.len()).map(|m| day.starts(m)).collect();
            let found = squeezes(&day, &starts).into_iter().map(|found| Cut {
                most: found.meetings.len() - found.over,
                pairs: found.meetings.into_iter().map(|meeting| all[meeting]).collect(),
            });
            found.collect::<Vec<Cut>>()
        };
        self.in_one_place(conflict).into_iter().flat_map(day).collect()
    }

    /// The pairs that are not chosen and of which what a conflict says is true as well.
    fn others_like(&self, model: &Model, conflict: &Conflict) -> Vec<usize> {
        let ahead = self.ahead();
        let inside = |of: SlotSet, slots: SlotSet| (of & !slots).is_empty();
        match &conflict.found {
            Found::Full(Overfull { slots, .. }) => {
                let begin =
                    ahead.filter(|&p| inside(self.given.openings.starts(p), *slots));
                let begin: Vec<usize> = begin.collect();
                let alike = self.in_one_place(conflict).into_iter().map(|who| {
                    let own =
                        begin.iter().filter(|&&pair| is_of(&self.given.open[pair], who));
                    own.copied().collect::<Vec<usize>>()
                });
                alike.max_by_key(Vec::len).unwrap_or_default()
            }
            Found::Crowded(Crowd { slots, .. })
                if conflict.meetings.iter().all(|&m| is_short(model, m)) =>
            {
                ahead
                    .filter(|&pair| inside(self.given.openings.held(pair), *slots))
                    .collect()
            }
            Found::Crowded(_) | Found::Squeezed(_) | Found::Contradiction(_) => {
                Vec::new()
            }
        }
    }

    /// The pairs whose meeting is not over.
    fn ahead(&self) -> impl Iterator<Item = usize> {
        let open = self.given.open;
        (0..open.len()).filter(|&pair| open[pair].standing != Standing::Over)
    }

    /// Who takes part in all meetings of a conflict and can be in one of them at a time.
    fn in_one_place(&self, conflict: &Conflict) -> Vec<(Whose, &'a str)> {
        let pairs = || conflict.meetings.iter().map(|&meeting| self.chosen[meeting]);
        let first = pairs().next().into_iter().flat_map(Pair::bodies);
        let alone = first.filter(|&(kind, key)| match kind {
            Whose::Need => false,
            Whose::Organization => parallel(self.given.maker.settings, key) == 1,
            Whose::Person => true,
        });
        alone.filter(|&who| pairs().all(|pair| is_of(pair, who))).collect()
    }
}

/// Whether somebody takes part in a pair's meeting.
fn is_of(pair: &Pair<'_>, who: (Whose, &str)) -> bool {
    pair.bodies().any(|own| own == who)
}

/// Whether a meeting lasts one slot wherever it is.
fn is_short(model: &Model, meeting: usize) -> bool {
    model.meetings[meeting].lasts.iter().all(|&slots| slots == 1)
}
