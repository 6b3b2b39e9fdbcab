//! What a plan costs, party by party, in whole numbers that annealing can compare.

use std::ops::BitOr as _;

use super::bounds::PartyBound;
use super::model::{Model, Party};
use super::slots::{SlotSet, Slots, Word};
use crate::domain::Goal;

/// Prices of a party's day and of a move.
#[derive(Clone, Debug)]
pub(super) struct Cost<'a> {
    model: &'a Model,
    /// Fewest and most breaks a party may have, if fairness is asked for.
    fair: Option<(usize, usize)>,
    /// The slots of each segment.
    segments: Vec<SlotSet>,
    /// For each party the slots its meetings take, where that is known: then a day's idle slots
    /// follow from its ends.
    loads: Vec<Option<usize>>,
    /// For each party that load, where a day costs what it spans beyond it (segment by segment)
    /// and nothing else.
    spans: Vec<Option<i64>>,
    /// Whether that holds for all parties whose days cost anything.
    is_span: bool,
    /// Whether only moves and fairness have a price.
    moves_alone: bool,
    /// For each party the slots in which none of its meetings may start, where such a slot
    /// within a day costs twice.
    absences: Option<Vec<SlotSet>>,
}

/// The price of a break, when breaks are the goal; idle slots still cost one, because a shorter
/// break is on the way to none.
const BREAK: usize = 3;
/// The price of a break too many or too few for fairness.
const UNFAIR: i64 = 12;
/// The price of a meeting that leaves its previous slot.
const MOVED: i64 = 60;
/// The same where little else has a price.
const MOVED_ALONE: i64 = 3;

impl<'a> Cost<'a> {
    /// Fairness is a band of `d` above the fewest breaks that the neediest party allows: its
    /// lower edge is 0 unless a party needs more than `d` breaks anyway.
    pub(super) fn new(model: &'a Model, bounds: &[PartyBound]) -> Self {
        let needed = bounds.iter().map(|bound| bound.breaks).max().unwrap_or(0);
        let fair = model.fairness.map(|d| (needed.saturating_sub(d), needed.max(d)));
        let (loads, segments) = (model.loads(), 0..model.segments.len());
        let simple = fair.is_none() && model.goal == Goal::Idle;
        let parties = loads.iter().zip(&model.parties);
        let spans: Vec<Option<i64>> = parties
            .map(|(load, party)| load.filter(|_| simple && party.counted).map(price))
            .collect();
        let known =
            |(party, span): (&Party, &Option<i64>)| span.is_some() || !party.counted;
        Self {
            is_span: simple && model.parties.iter().zip(&spans).all(known),
            spans,
            model,
            fair,
            segments: segments.map(|s| SlotSet::range(model.segment_slots(s))).collect(),
            loads,
            moves_alone: false,
            absences: None,
        }
    }

    /// Prices for an annealing that is still warm, where [days cost what they
    /// span](Self::is_span): an idle slot that no meeting could fill costs twice. Others close by
    /// themselves as it cools down; past these a whole day has to move, which it can only as long
    /// as it is warm.
    pub(super) fn wary(&self) -> Self {
        let mut absences = vec![SlotSet::range(0..self.model.slots); self.spans.len()];
        for meeting in &self.model.meetings {
            for &party in &meeting.parties {
                absences[party] = absences[party] & !meeting.allowed;
            }
        }
        Self { absences: Some(absences), ..self.clone() }
    }

    /// The same prices without those of the goal: for bringing meetings back to where they were.
    pub(super) fn of_moves_alone(&self) -> Self {
        let spans = vec![None; self.spans.len()];
        Self { moves_alone: true, spans, is_span: false, ..self.clone() }
    }

    /// The price of a party's day on which all its meetings take place.
    #[inline]
    pub(super) fn party<W: Word>(&self, party: usize, busy: Slots<W>) -> i64 {
        match self.spans[party] {
            Some(load) => {
                (price(self.spanned(busy)) - load).max(0) + self.absent(party, busy)
            }
            None => self.any_party(party, busy.in_word()),
        }
    }

    /// Slots within a day that no meeting could fill, as far as they cost more than others.
    #[inline]
    fn absent<W: Word>(&self, party: usize, busy: Slots<W>) -> i64 {
        let Some(absences) = &self.absences else { return 0 };
        let absent: Slots<W> = absences[party].in_word();
        let within = |part: Slots<W>| (absent & part.hull()).len();
        price(match self.segments.as_slice() {
            [_] => within(busy),
            several => several.iter().map(|s| within(busy & s.in_word())).sum(),
        })
    }

    /// Slots from the first to the last meeting of each segment.
    #[inline]
    fn spanned<W: Word>(&self, busy: Slots<W>) -> usize {
        match self.segments.as_slice() {
            [_] => busy.span(),
            several => {
                several.iter().map(|segment| (busy & segment.in_word()).span()).sum()
            }
        }
    }

    /// The part of a day that lies in the same segment as some slot.
    #[inline]
    pub(super) fn around<W: Word>(
        &self,
        day: Slots<W>,
        slot: impl FnOnce() -> usize,
    ) -> Slots<W> {
        match self.segments.as_slice() {
            [_] => day,
            several => {
                let slot = slot();
                let here = several.iter().find(|segment| segment.contains(slot));
                day & here.copied().unwrap_or_default().in_word()
            }
        }
    }

    /// Whether each day costs what it spans beyond its meetings, and nothing else does but moves.
    #[inline]
    pub(super) fn is_span(&self) -> bool {
        self.is_span
    }

    /// Where a party whose other meetings are on the day `rest` can have one more so that the
    /// day costs `most` at most, where [days cost what they span](Self::is_span). At
    /// [wary](Self::wary) prices some of these may cost more.
    #[inline]
    pub(super) fn within<W: Word>(
        &self,
        party: usize,
        rest: Slots<W>,
        most: i64,
    ) -> Slots<W> {
        let Some(load) = self.spans[party] else {
            return Slots::range(0..self.model.slots);
        };
        let spare = most + load - price(self.spanned(rest)) - self.absent(party, rest);
        let spare = usize::try_from(spare).unwrap_or(0);
        let near = |segment: &SlotSet| {
            let segment = segment.in_word();
            let part = rest & segment;
            match (part.first(), part.last()) {
                (Some(first), Some(last)) => {
                    let end = (last + 1 + spare).min(self.model.slots);
                    Slots::range(first.saturating_sub(spare)..end) & segment
                }
                _ if spare > 0 => segment,
                _ => Slots::EMPTY,
            }
        };
        match self.segments.as_slice() {
            [segment] => near(segment),
            several => several.iter().map(near).fold(Slots::EMPTY, Slots::bitor),
        }
    }

    fn any_party(&self, party: usize, busy: SlotSet) -> i64 {
        if !self.model.parties[party].counted {
            return 0;
        }
        let goal = match self.model.goal {
            _ if self.moves_alone => 0,
            Goal::Idle => self.idle(party, busy),
            Goal::Breaks => BREAK * self.breaks(busy) + self.idle(party, busy),
            Goal::Feasible => 0,
        };
        let Some((least, most)) = self.fair else { return price(goal) };
        let breaks = self.breaks(busy);
        let unfair = breaks.saturating_sub(most) + least.saturating_sub(breaks);
        price(goal) + UNFAIR * price(unfair)
    }

    fn idle(&self, party: usize, busy: SlotSet) -> usize {
        match self.loads[party] {
            Some(load) => self.spanned(busy).saturating_sub(load),
            None => self.model.idle(busy),
        }
    }

    fn breaks(&self, busy: SlotSet) -> usize {
        if self.segments.len() == 1 {
            busy.runs().saturating_sub(1)
        } else {
            self.model.breaks(busy)
        }
    }

    /// The temperatures between which annealing pays.
    pub(super) fn temperatures(&self) -> (f64, f64) {
        match self.model.goal {
            _ if self.moves_alone => (1.6, 0.3),
            Goal::Idle if self.is_span => (1.2, 0.15),
            Goal::Idle => (0.8, 0.12),
            Goal::Breaks | Goal::Feasible => (2.4, 0.3),
        }
    }

    /// The price of a meeting's slot.
    pub(super) fn meeting(&self, meeting: usize, slot: usize) -> i64 {
        match self.model.meetings[meeting].previous {
            Some(previous) if previous != slot => self.moved(),
            _ => 0,
        }
    }

    /// The price of a move.
    pub(super) fn moved(&self) -> i64 {
        if self.moves_alone { MOVED_ALONE } else { MOVED }
    }

    /// Whether no two parties' breaks differ by more than fairness allows.
    pub(super) fn is_fair(&self, busy: &[SlotSet]) -> bool {
        let Some(d) = self.model.fairness else { return true };
        let counted =
            self.model.parties.iter().zip(busy).filter(|(party, _)| party.counted);
        let breaks: Vec<usize> = counted.map(|(_, &day)| self.breaks(day)).collect();
        let (least, most) = (breaks.iter().min(), breaks.iter().max());
        least.zip(most).is_none_or(|(least, most)| most - least <= d)
    }
}

/// A count as a price.
#[inline]
fn price(count: usize) -> i64 {
    i64::try_from(count).expect("a count of slots")
}

#[cfg(test)]
mod tests {
    use super::super::model::Meeting;
    use super::*;

    #[test]
    fn a_day_within_a_price_is_one_that_costs_no_more() {
        for segments in [vec![0], vec![0, 4], vec![0, 3, 6]] {
            let mut model = Model::new(9, None);
            model.segments = segments;
            model.parties = vec![Party::default(); 4];
            model.meetings = (1..4)
                .map(|other| Meeting::new(vec![0, other], SlotSet::range(0..9)))
                .collect();
            let cost = Cost::new(&model, &[PartyBound::default(); 4]);
            assert!(cost.is_span());
            for (rest, most) in [([3, 4], 0), ([3, 4], 2), ([2, 5], 1), ([7, 8], 1)] {
                let rest = SlotSet::from_iter(rest);
                let cheap = |slot: &usize| {
                    let day = rest.with(*slot);
                    rest.contains(*slot)
                        || i64::try_from(model.idle(day)).is_ok_and(|idle| idle <= most)
                };
                let wanted: SlotSet = (0..9).filter(cheap).collect();
                assert_eq!(cost.within(0, rest, most), wanted, "{model:?} {rest:?}");
            }
            assert_eq!(cost.within(0, SlotSet::EMPTY, 0).len(), 9);
        }
    }

    #[test]
    fn a_slot_that_no_meeting_could_fill_costs_twice_at_wary_prices() {
        let mut model = Model::new(6, None);
        model.parties = vec![Party::default(); 3];
        let meeting =
            |other| Meeting::new(vec![0, other], SlotSet::range(0..6).without(2));
        model.meetings = vec![meeting(1), meeting(2)];
        let usual = Cost::new(&model, &[PartyBound::default(); 3]);
        for (day, price, wary) in [([0, 1], 0, 0), ([1, 3], 1, 2), ([1, 4], 2, 3)] {
            let day = SlotSet::from_iter(day);
            assert_eq!((usual.party(0, day), usual.wary().party(0, day)), (price, wary));
        }
        let near = |cost: &Cost<'_>| cost.within(0, SlotSet::one(1), 1);
        assert_eq!(near(&usual), SlotSet::range(0..4));
        // with slot 3 it costs 2, which is found out when the chain has ended
        assert_eq!(near(&usual.wary()), SlotSet::range(0..4));
        let rest = SlotSet::from_iter([1, 3]);
        assert_eq!(usual.wary().within(0, rest, 1), SlotSet::range(1..4));
        model.segments = vec![0, 3];
        let cost = Cost::new(&model, &[PartyBound::default(); 3]);
        assert_eq!(cost.wary().party(0, rest), 0, "a night between");
    }

    #[test]
    fn a_night_costs_nothing_and_splits_a_day() {
        let mut model = Model::new(6, None);
        model.segments = vec![0, 3];
        model.parties = vec![Party::default(); 4];
        model.meetings = (1..4)
            .map(|other| Meeting::new(vec![0, other], SlotSet::range(0..6)))
            .collect();
        let cost = Cost::new(&model, &[PartyBound::default(); 4]);
        let day = SlotSet::from_iter([0, 2, 5]);
        assert_eq!((cost.is_span(), cost.party(0, day)), (true, 1));
        assert_eq!(cost.around(day, || 1), SlotSet::from_iter([0, 2]));
        assert_eq!(cost.around(day, || 4), SlotSet::one(5));
    }
}
