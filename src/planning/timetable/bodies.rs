//! The need, enterprise, expert and institution of a pair, and how much they may hold.

use super::given::Given;
use super::met::Whose;
use super::pairs::Pair;
use crate::domain::Limits;
use crate::planning::assign::{Loads, Market};
use crate::planning::roster::Roster;
use crate::text::messages::{Arg, Message};

/// What of a pair has a limit of its own in the settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Need,
    Enterprise,
    Person,
    Institution,
}

impl Part {
    pub(super) const ALL: [Self; 4] =
        [Self::Need, Self::Enterprise, Self::Person, Self::Institution];

    /// What it is called in the settings.
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Need => "need",
            Self::Enterprise => "enterprise",
            Self::Person => "person",
            Self::Institution => "institution",
        }
    }

    /// Whose meetings its limit counts.
    pub(super) fn whose(self) -> Whose {
        match self {
            Self::Need => Whose::Need,
            Self::Enterprise | Self::Institution => Whose::Organization,
            Self::Person => Whose::Person,
        }
    }

    /// The least and the most meetings that the settings want.
    pub(super) fn range(self, limits: &Limits) -> [u32; 2] {
        match self {
            Self::Need => limits.need,
            Self::Enterprise => limits.enterprise,
            Self::Person => limits.person,
            Self::Institution => limits.institution,
        }
    }

    /// Key and name of what a pair has of it.
    pub(super) fn of<'p, 'a: 'p>(
        self,
        pair: &'p Pair<'a>,
        roster: &'a Roster<'a>,
    ) -> Option<(&'p str, &'a str)> {
        Some(match self {
            Self::Need => (&pair.need.id, &pair.need.id),
            Self::Enterprise => (pair.enterprise, roster.name(pair.enterprise)),
            Self::Institution => (pair.institution, roster.name(pair.institution)),
            Self::Person => {
                (pair.person.as_deref()?, lead(pair, roster).unwrap_or_default())
            }
        })
    }
}

/// Somebody or something whose meetings are limited.
pub(super) struct Body<'a> {
    pub(super) part: Part,
    pub(super) key: &'a str,
    pub(super) name: &'a str,
    /// Meetings it has.
    load: usize,
    /// The greatest load, by the limit or by the slots there are.
    pub(super) most: usize,
    /// What the limit in the settings leaves.
    pub(super) limit: usize,
    /// What the slots leave.
    room: usize,
}

impl Body<'_> {
    pub(super) fn is_full(&self) -> bool {
        self.load >= self.most
    }

    /// What would have to give way so that it can hold one meeting more.
    pub(super) fn obstacles(&self) -> Vec<Arg> {
        let limit = (self.limit <= self.load).then(|| {
            let limit = Message::new("obstacle-limit").with("kind", self.part.code());
            Arg::from(limit.with("name", self.name))
        });
        limit.into_iter().chain(self.lack_of_slots(self.load + 1)).collect()
    }

    /// Its slots, if they don't hold so many meetings.
    pub(super) fn lack_of_slots(&self, meetings: usize) -> Option<Arg> {
        let short = self.room < meetings;
        short.then(|| self.slots().into())
    }

    /// Its slots, as what is in the way.
    pub(super) fn slots(&self) -> Message {
        Message::new("obstacle-slots").with("name", self.name)
    }
}

/// The room that limits, slots and tables give to the pairs.
pub(super) struct Room<'a> {
    pub(super) given: Given<'a>,
    pub(super) market: Market,
}

impl Room<'_> {
    /// Need, enterprise, person and institution of a pair, with the loads that there are.
    pub(super) fn bodies(&self, index: usize, loads: &Loads) -> Vec<Body<'_>> {
        let body = |part| self.body(part, index, loads);
        Part::ALL.into_iter().filter_map(body).collect()
    }

    fn body(&self, part: Part, index: usize, loads: &Loads) -> Option<Body<'_>> {
        let (Given { fair, roster, maker, open, openings }, market) =
            (self.given, &self.market);
        let (pair, of) = (&open[index], market.pairs[index]);
        let (key, number, held, load) = match part {
            Part::Need => (pair.need.id.as_str(), of.need, &loads.needs, &market.needs),
            Part::Enterprise => {
                let enterprise = market.enterprise(index);
                (pair.enterprise, enterprise, &loads.enterprises, &market.enterprises)
            }
            Part::Person => {
                let key = pair.person.as_deref()?;
                (key, of.person?, &loads.people, &market.people)
            }
            Part::Institution => {
                let loads = &loads.institutions;
                (pair.institution, of.institution, loads, &market.institutions)
            }
        };
        let name = match part {
            Part::Need => key,
            Part::Enterprise | Part::Institution => roster.name(key),
            Part::Person => lead(pair, roster).unwrap_or_default(),
        };
        let met = maker.met.times(part.whose(), key);
        Some(Body {
            part,
            key,
            name,
            load: held[number],
            most: load[number].max,
            limit: (part.range(&fair.settings.limits)[1] as usize).saturating_sub(met),
            room: openings.most(part.whose(), key),
        })
    }

    /// Whether two pairs have a part in common.
    pub(super) fn share(&self, part: Part, one: usize, other: usize) -> bool {
        let (a, b) = (self.market.pairs[one], self.market.pairs[other]);
        match part {
            Part::Need => a.need == b.need,
            Part::Enterprise => {
                self.market.enterprise(one) == self.market.enterprise(other)
            }
            Part::Person => a.person == b.person,
            Part::Institution => a.institution == b.institution,
        }
    }
}

/// The expert of a pair, by name.
pub(super) fn lead<'a>(pair: &Pair<'a>, roster: &Roster<'a>) -> Option<&'a str> {
    pair.offering.and_then(|offering| roster.lead(offering))
}
