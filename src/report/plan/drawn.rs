//! The grids drawn: who meets whom slot by slot, and who sits at which table.

use std::collections::{BTreeMap, BTreeSet};

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use super::grid::Part;
use crate::domain::Clock;
use crate::report::Drawing;
use crate::report::svg::Canvas;
use crate::text::messages::{Lang, Message, say};

/// The slots of a bar, and whom somebody meets in them.
type Bar = (std::ops::Range<usize>, Vec<String>);

impl Part<'_> {
    /// Each party's meetings in order of time, those that overlap together: the slots and whom
    /// it meets.
    fn bars(&self) -> BTreeMap<&str, Vec<Bar>> {
        let mut found: BTreeMap<&str, Vec<Bar>> = BTreeMap::new();
        for meeting in &self.meetings {
            let (slots, sides) =
                (self.slots(meeting), [&meeting.enterprise, &meeting.institution]);
            for (own, other) in [(sides[0], sides[1]), (sides[1], sides[0])] {
                let bars = found.entry(own).or_default();
                let other = self.names.of(other);
                match bars.last_mut().filter(|(last, _)| slots.start < last.end) {
                    Some((last, others)) => {
                        last.end = last.end.max(slots.end);
                        others.push(other);
                    }
                    None => bars.push((slots.clone(), vec![other])),
                }
            }
        }
        found
    }

    /// The same drawn: a bar for a meeting, an open frame for an idle slot, a line for a break.
    pub(super) fn drawing(&self, lang: Lang) -> Drawing {
        const LEFT: usize = 180;
        const WIDE: usize = 64;
        const HIGH: usize = 22;
        /// Half-width letters in a line before the bars, and in a slot.
        const LETTERS: (usize, usize) = (26, 9);
        let rows = self.bars();
        let size = (LEFT + WIDE * self.starts.len() + 8, HIGH * (rows.len() + 1) + 8);
        let mut canvas = Canvas::new(size.0, size.1);
        times(&mut canvas, &self.starts, (LEFT, WIDE));
        for slot in &self.breaks {
            let top = (LEFT + WIDE * slot - 1, HIGH);
            canvas.rect(top, (2, HIGH * rows.len()), "track");
        }
        for (line, (party, bars)) in rows.iter().enumerate() {
            let top = HIGH * (line + 1);
            let name = short(&self.names.of(party), LETTERS.0);
            canvas.text_to((LEFT - 6, top + HIGH - 6), &name);
            let mut free = bars.first().map_or(0, |(slots, _)| slots.start);
            for (slots, others) in bars {
                for slot in free..slots.start {
                    let corner = (LEFT + WIDE * slot + 1, top + 1);
                    canvas.rect(corner, (WIDE - 2, HIGH - 2), "idle");
                }
                free = slots.end;
                let (left, wide) = (LEFT + WIDE * slots.start, WIDE * slots.len());
                canvas.rect((left + 1, top + 1), (wide - 2, HIGH - 2), "busy");
                let letters = LETTERS.1 * slots.len();
                let label = match others.as_slice() {
                    [other] => short(other, letters),
                    [other, rest @ ..] => {
                        format!("{} +{}", short(other, letters - 3), rest.len())
                    }
                    [] => String::new(),
                };
                canvas.text_on((left + wide / 2, top + HIGH - 6), &label);
            }
        }
        let description = say(lang, "report-plan-drawing").to_owned();
        canvas.drawing(description)
    }

    /// Tables down, slots across: both parties of every meeting.
    pub(super) fn seats(&self, lang: Lang) -> Drawing {
        const LEFT: usize = 84;
        const WIDE: usize = 132;
        const HIGH: usize = 38;
        /// The line of the times; half-width letters before the bars, and in a slot.
        const TOP: usize = 22;
        const LETTERS: (usize, usize) = (11, 19);
        let tables: BTreeSet<usize> =
            self.meetings.iter().filter_map(|m| m.table).collect();
        let line = |table| tables.range(..table).count() * HIGH + TOP;
        let size = (LEFT + WIDE * self.starts.len() + 8, HIGH * tables.len() + TOP + 8);
        let mut canvas = Canvas::new(size.0, size.1);
        times(&mut canvas, &self.starts, (LEFT, WIDE));
        for slot in &self.breaks {
            let corner = (LEFT + WIDE * slot - 1, TOP);
            canvas.rect(corner, (2, HIGH * tables.len()), "track");
        }
        for &table in &tables {
            let name = Message::new("report-plan-at-table").with("table", table);
            let name = short(&name.say(lang), LETTERS.0);
            canvas.text_to((LEFT - 6, line(table) + HIGH / 2 + 4), &name);
        }
        for (meeting, table) in self.meetings.iter().filter_map(|m| Some((m, m.table?))) {
            let slots = self.slots(meeting);
            let (left, top) = (LEFT + WIDE * slots.start, line(table));
            let wide = WIDE * slots.len();
            canvas.rect((left + 1, top + 1), (wide - 2, HIGH - 2), "table");
            let sides = [&meeting.enterprise, &meeting.institution];
            for (id, below) in sides.into_iter().zip([15, 31]) {
                let name = short(&self.names.of(id), LETTERS.1 * slots.len());
                canvas.text((left + wide / 2, top + below), &name);
            }
        }
        let description = say(lang, "report-plan-seats").to_owned();
        canvas.drawing(description)
    }
}

/// The line of times over slots of a width from a left edge on.
fn times(canvas: &mut Canvas, starts: &[Clock], (left, wide): (usize, usize)) {
    for (slot, start) in starts.iter().enumerate() {
        canvas.text((left + wide * slot + wide / 2, 16), &start.to_string());
    }
}

/// At most so many half-width letters of a name.
fn short(name: &str, most: usize) -> String {
    if name.width() <= most {
        return name.to_owned();
    }
    let mut left = most.saturating_sub(1);
    let fits = |letter: &char| {
        let width = letter.width().unwrap_or(0);
        let room = width <= left;
        left = left.saturating_sub(width);
        room
    };
    let kept: String = name.chars().take_while(fits).collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::short;

    #[test]
    fn a_name_is_cut_by_its_width() {
        assert_eq!(short("虚构理工大学", 12), "虚构理工大学");
        assert_eq!(short("虚构理工大学", 9), "虚构理工…");
        assert_eq!(short("Sample University", 9), "Sample U…");
        assert_eq!(short("Sample University", 8), "Sample…");
    }
}
