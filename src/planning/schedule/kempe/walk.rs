//! Chains through any slots, where days cost what they span: whoever is pushed out goes where the
//! first of its chain came from, as in a Kempe chain, or to another slot that suits the party by
//! way of which it is pushed out. Whenever there is a slot that suits all its parties, the chain
//! ends there: an ejection chain (Glover, 1996).

use super::super::slots::{Slots, Word};
use super::card::Card;
use super::chain::byte;
use super::proposal::part;
use super::{HOPE, Kempe, LONGEST, short};

/// Where a walk along a chain came to.
pub(super) enum Walk {
    /// To its end: the move adds so much to the price, and that is allowed.
    Found(i64),
    /// To a place where the chain can't go on, or costs too much.
    Barred,
    /// To two ways at once, or to an end for which tables are short: the chain between two slots
    /// may be better there.
    Open,
}

/// A meeting that must leave a slot for another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pushed {
    meeting: u32,
    /// The meeting that comes.
    comer: u32,
    /// The slot that it leaves, and the one that the other came from.
    from: u8,
    back: u8,
}

/// A party's day without one of its meetings, and its price; it is no longer busy in `lost`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rest<W> {
    lost: usize,
    day: Slots<W>,
    price: i64,
}

impl<W: Word> Kempe<'_, '_, W> {
    /// Walks along the chain of a meeting that goes to the slot `to`; `limit` is what the move
    /// may add to the price.
    pub(super) fn walk(&mut self, meeting: usize, to: usize, limit: i64) -> Walk {
        self.begin();
        self.pushed.clear();
        let Some(mut rise) = self.start(meeting, to) else { return Walk::Barred };
        if self.pushed.len() > 1 {
            return Walk::Open;
        }
        while let Some(pushed) = self.pushed.pop() {
            let Some(more) = self.move_on(pushed, limit - rise) else {
                return Walk::Barred;
            };
            rise += more;
            if rise > limit + HOPE || self.chain.len() > LONGEST {
                return Walk::Barred;
            }
        }
        match rise {
            rise if rise > limit => Walk::Barred,
            _ if !self.finds_tables() => Walk::Open,
            rise => Walk::Found(rise),
        }
    }

    /// Sends a meeting to a slot, as the first of a chain.
    fn start(&mut self, meeting: usize, to: usize) -> Option<i64> {
        let (card, from) = (self.cards[meeting], self.slot[meeting]);
        self.join(meeting, from, to);
        let mut rise = self.away_from_home(card, from, to);
        for index in card.members() {
            rise += self.arrive(meeting, self.members[index], from, to)?;
        }
        Some(rise)
    }

    /// Sends a meeting that is pushed out to another slot, and says what that adds to the price.
    fn move_on(&mut self, pushed: Pushed, limit: i64) -> Option<i64> {
        if self.joined(pushed.meeting) {
            return None;
        }
        let meeting = pushed.meeting as usize;
        let card = self.cards[meeting];
        let spare = limit + self.lift(card, pushed)?;
        let to = self.destination(card, pushed, spare)?;
        self.join(meeting, pushed.from.into(), to);
        let mut rise = self.away_from_home(card, pushed.from.into(), to);
        for (nth, index) in card.members().enumerate() {
            let lost = self.rests[nth].lost;
            if lost != to {
                rise += self.arrive(meeting, self.members[index], lost, to)?;
            }
        }
        Some(rise)
    }

    /// A party's day when one of its meetings goes to the slot `to` and so it is no longer busy in
    /// `lost`: what the day adds, if the party is free there. Else whom it pushes out is noted;
    /// `None` if that is a meeting of the chain.
    fn arrive(
        &mut self,
        meeting: usize,
        party: u32,
        lost: usize,
        to: usize,
    ) -> Option<i64> {
        let Some(other) = self.there(party, to) else {
            return Some(self.change(party, lost, to));
        };
        let pushed = Pushed {
            meeting: other,
            comer: short(meeting),
            from: byte(to),
            back: byte(lost),
        };
        // it may be pushed out by way of several parties
        if self.pushed.last() != Some(&pushed) {
            if self.joined(other) {
                return None;
            }
            self.pushed.push(pushed);
        }
        Some(0)
    }

    /// Takes a meeting that is pushed out of its parties' days: notes these days, and says how
    /// much less they cost. `None` if the chain has changed one already.
    fn lift(&mut self, card: Card<W>, pushed: Pushed) -> Option<i64> {
        let mut gain = 0;
        self.rests.clear();
        for index in card.members() {
            let party = self.members[index];
            let lost = self.lost(party, pushed);
            let party = party as usize;
            if self.days.iter().any(|&(changed, ..)| changed == party) {
                return None;
            }
            let day = self.busy[party].without(lost);
            let price = self.cost.party(party, day);
            gain += self.prices[party] - price;
            self.rests.push(Rest { lost, day, price });
        }
        Some(gain)
    }

    /// Where a meeting that is pushed out goes, if that may cost `spare` more than without it.
    fn destination(
        &mut self,
        card: Card<W>,
        pushed: Pushed,
        spare: i64,
    ) -> Option<usize> {
        let (from, back) = (usize::from(pushed.from), usize::from(pushed.back));
        let starts = card.starts.without(from);
        // slots that suit those who have the coming meeting, too, and days of the others
        let (mut near, mut taken) = (starts, Slots::EMPTY);
        for (index, rest) in card.members().zip(&self.rests) {
            if rest.lost == from {
                taken = taken | rest.day;
            } else {
                let party = self.members[index] as usize;
                near = near
                    & self.cost.within(party, rest.day, rest.price + spare)
                    & !rest.day;
            }
        }
        let mut out = near & !taken;
        if card.seated {
            out = out & self.open;
        }
        for (index, rest) in card.members().zip(&self.rests) {
            if rest.lost == from && !out.is_empty() {
                let party = self.members[index] as usize;
                out = out & self.cost.within(party, rest.day, rest.price + spare);
            }
        }
        let draw = self.random.draw();
        if !out.is_empty() {
            return out.nth(part(draw, 8, out.len()));
        }
        let others = near.without(back) & taken;
        if draw & 1 == 0 || others.is_empty() {
            return starts.contains(back).then_some(back);
        }
        others.nth(part(draw, 8, others.len()))
    }

    /// The slot in which a party of a meeting that is pushed out is no longer busy: where the
    /// coming one came from, if it is the party's as well.
    fn lost(&self, party: u32, pushed: Pushed) -> usize {
        let back = usize::from(pushed.back);
        if self.there(party, back) == Some(pushed.comer) {
            back
        } else {
            pushed.from.into()
        }
    }

    /// Whether all meetings of the chain find tables.
    fn finds_tables(&self) -> bool {
        let count = |slot| {
            let seated =
                self.chain.iter().filter(|step| self.cards[step.meeting()].seated);
            seated.map(|s| isize::from(s.to == slot) - isize::from(s.from == slot)).sum()
        };
        self.chain.iter().all(|step| self.seats(step.to(), count(step.to)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::board::Board;
    use super::super::super::bounds::party_bounds;
    use super::super::super::cost::Cost;
    use super::super::super::model::{Meeting, Model, Party};
    use super::super::super::slots::SlotSet;
    use super::super::super::windows::windows;
    use super::*;

    /// What a move costs, and its steps: meeting, from, to.
    type Moved = (i64, Vec<(usize, usize, usize)>);

    /// Walks as meeting 0 goes from slot 0 to slot 1, if it can. Each meeting begins in the slot
    /// of its number.
    fn walk(model: &Model) -> Option<Moved> {
        walk_with(model, 1)
    }

    fn walk_with(model: &Model, seed: u64) -> Option<Moved> {
        let starts = windows(model);
        let bounds = party_bounds(model, &starts).expect("they fit");
        let cost = Cost::new(model, &bounds);
        let mut board = Board::new(model, &starts);
        (0..model.meetings.len()).for_each(|meeting| board.place(meeting, meeting));
        let mut kempe = Kempe::<u128>::new(&board, &cost, seed);
        let Walk::Found(rise) = kempe.walk(0, 1, 0) else { return None };
        let step = |step: &super::super::Step| (step.meeting(), step.from(), step.to());
        Some((rise, kempe.chain.iter().map(step).collect()))
    }

    /// Meetings of these parties, which may start anywhere.
    fn model(slots: usize, meetings: &[&[usize]]) -> Model {
        let mut model = Model::new(slots, Some(1));
        model.parties = vec![Party::default(); 8];
        let new = |&parties: &&[usize]| {
            Meeting::new(parties.to_vec(), SlotSet::range(0..slots))
        };
        model.meetings = meetings.iter().map(new).collect();
        model
    }

    #[test]
    fn who_is_pushed_out_and_cannot_swap_goes_to_a_third_slot() {
        let mut model = model(3, &[&[0, 1], &[1, 2]]);
        model.meetings[1].allowed = SlotSet::from_iter([1, 2]);
        assert_eq!(walk(&model), Some((0, vec![(0, 0, 1), (1, 1, 2)])));
        // where somebody else has the only table
        model.meetings.push(Meeting::new(vec![3, 4], SlotSet::one(2)));
        assert_eq!(walk(&model), None);
        model.meetings[2].seated = false;
        assert_eq!(walk(&model), Some((0, vec![(0, 0, 1), (1, 1, 2)])));
    }

    #[test]
    fn who_is_pushed_out_by_two_parties_goes_once() {
        let model = model(2, &[&[0, 1, 2], &[1, 2, 3]]);
        assert_eq!(walk(&model), Some((0, vec![(0, 0, 1), (1, 1, 0)])));
    }

    #[test]
    fn a_chain_goes_on_through_other_slots() {
        let mut model = model(4, &[&[0, 1], &[1, 2], &[2, 3]]);
        model.meetings[1].allowed = SlotSet::from_iter([1, 2]);
        model.meetings[2].allowed = SlotSet::from_iter([2, 3]);
        let found: Vec<_> = (0..20).map(|seed| walk_with(&model, seed)).collect();
        assert!(found.contains(&Some((0, vec![(0, 0, 1), (1, 1, 2), (2, 2, 3)]))));
        assert!(
            found.contains(&None),
            "now and then it tries to swap, which is not allowed"
        );
    }
}
