//! Small fairs drawn at random, with every rule that a fair can have, and plans of them.

use chrono::Days;
use proptest::prelude::*;

use super::super::{Keep, Made, Method, Request, Scores, plan};
use super::{day, fair};
use crate::domain::{
    Availability, Clock, Decision, Event, Fair, Goal, Person, Session, SessionMode, Side,
    Signatory, Signing, TimeSpan, Verdict,
};
use crate::planning::schedule::{Options, Unwatched};
use crate::text::messages::Lang;

/// Slots, tables (0: online), minutes of a slot, whether there is tea, and the hall.
type Hours = (u16, usize, u16, bool, usize);

/// Who it is about (an enterprise, an institution, an expert), when, and whether he can.
pub(super) type Away = (usize, (u64, u16, u16), bool);

/// How large a fair may be.
#[derive(Debug, Clone, Copy)]
pub(super) struct Size {
    /// Pairs that somebody decided on.
    pub(super) pairs: usize,
    /// Slots of all its sessions.
    pub(super) slots: u16,
    /// Tables of a session.
    pub(super) tables: usize,
}

/// Too large to try every plan of.
pub(super) const SMALL: Size = Size { pairs: 8, slots: 12, tables: 3 };

/// The rules of a fair.
#[derive(Debug, Clone)]
struct Rules {
    pauses: (u16, u16),
    fixed: Side,
    goal: (Goal, u32, u32),
    fairness: Option<u32>,
    delegations: Vec<(usize, u32)>,
    long: Vec<(usize, u16)>,
    wishes: Vec<(usize, bool)>,
    before: Vec<(usize, usize)>,
    limits: [u32; 4],
}

const BODIES: [&str; 7] = ["E0", "E1", "E2", "E3", "U0", "U1", "U2"];

fn at(minutes: u16) -> Clock {
    Clock::from_minutes(minutes).expect("a time of day")
}

/// Two sessions a day, at nine and at half past one.
fn session(index: usize, (slots, tables, length, tea, hall): Hours) -> Session {
    let start = if index.is_multiple_of(2) { 9 * 60 } else { 13 * 60 + 30 };
    let first = at(start + length);
    Session {
        date: day() + Days::new(index as u64 / 2),
        start: at(start),
        end: at(start + slots * length + 10 * u16::from(tea)),
        slot_minutes: length,
        pause_minutes: 0,
        mode: if tables == 0 { SessionMode::Online } else { SessionMode::Onsite },
        tables,
        breaks: if tea {
            vec![TimeSpan { start: first, end: first.plus(10) }]
        } else {
            Vec::new()
        },
        hall: [None, Some("A".to_owned()), Some("B".to_owned())][hall].clone(),
    }
}

/// Somebody's row: one of [`BODIES`], or the expert of an institution.
pub(super) fn row((who, (days, start, length), available): Away) -> Availability {
    let body = BODIES.get(who).copied().unwrap_or(BODIES[4 + who % 3]);
    Availability {
        id: format!("A{who}{days}{start}"),
        // a row about an expert need not say of which institution
        organization: (who < 9).then(|| body.into()),
        person: (who >= BODIES.len()).then(|| "李".to_owned()),
        date: Some(day() + Days::new(days)),
        start: Some(at(9 * 60 + 10 * start)),
        end: Some(at(9 * 60 + 10 * (start + length))),
        available,
        ..Availability::default()
    }
}

prop_compose! {
    fn hours(most: usize)(
        slots in 1..5_u16,
        tables in 0..=most,
        length in prop::sample::select(vec![15_u16, 20, 30]),
        tea in any::<bool>(),
        hall in 0..3_usize,
    ) -> Hours {
        (slots, tables, length, tea, hall)
    }
}

prop_compose! {
    pub(super) fn absence()(
        who in 0..10_usize,
        when in (0..2_u64, 0..40_u16, 1..20_u16),
        available in prop::bool::weighted(0.25),
    ) -> Away {
        (who, when, available)
    }
}

prop_compose! {
    fn rules()(
        pauses in (
            prop::sample::select(vec![0_u16, 5, 30]),
            prop::sample::select(vec![0_u16, 20, 45]),
        ),
        fixed in prop::sample::select(vec![Side::Institution, Side::Enterprise, Side::None]),
        goal in (
            prop::sample::select(vec![Goal::Idle, Goal::Breaks, Goal::Feasible]),
            0..2_u32,
            0..3_u32,
        ),
        fairness in prop::option::weighted(0.3, 0..3_u32),
        delegations in prop::collection::vec((0..7_usize, 1..3_u32), 0..3),
        long in prop::collection::vec((0..4_usize, 2..4_u16), 0..2),
        wishes in prop::collection::vec((0..7_usize, any::<bool>()), 0..2),
        before in prop::collection::vec((0..4_usize, 0..4_usize), 0..2),
        limits in [1..4_u32, 1..5, 1..6, 1..5],
    ) -> Rules {
        Rules { pauses, fixed, goal, fairness, delegations, long, wishes, before, limits }
    }
}

/// A word over a need and an offering or, from the seventh on, an institution.
pub(super) fn decide(fair: &mut Fair, need: usize, partner: usize, word: Verdict) {
    let partner =
        if partner < 6 { format!("S{partner}") } else { format!("U{}", partner - 6) };
    let need = format!("N{need}");
    fair.decisions.retain(|d| d.need != need || d.offering != partner);
    fair.decisions.push(Decision {
        need,
        offering: partner,
        decision: Some(word),
        ..Decision::default()
    });
}

fn put_rules(fair: &mut Fair, rules: &Rules) {
    let plan = &mut fair.settings.plan;
    (plan.min_pause_minutes, plan.travel_minutes) = rules.pauses;
    plan.fixed_side = rules.fixed;
    (plan.objective, plan.weights.idle, plan.weights.table_moves) = rules.goal;
    plan.fairness = rules.fairness;
    let body = |&(who, count): &(usize, u32)| (BODIES[who].to_owned(), count);
    plan.delegations = rules.delegations.iter().map(body).collect();
    let need = |need: usize| format!("N{need}");
    plan.slots = rules.long.iter().map(|&(n, slots)| (need(n), slots)).collect();
    let half = |morning| if morning { "morning" } else { "afternoon" }.to_owned();
    let wish = |&(who, morning): &(usize, bool)| (BODIES[who].to_owned(), half(morning));
    plan.wishes = rules.wishes.iter().map(wish).collect();
    plan.before = rules.before.iter().map(|&(a, b)| (need(a), need(b))).collect();
    let limits = &mut fair.settings.limits;
    [limits.need[1], limits.enterprise[1], limits.institution[1], limits.person[1]] =
        rules.limits;
}

prop_compose! {
    /// A fair of this size at most, in up to three sessions.
    pub(super) fn any_fair(size: Size)(
        mut hours in prop::collection::vec(hours(size.tables), 1..4),
        pairs in prop::collection::vec((0..4_usize, 0..9_usize, prop::bool::weighted(0.2)), 1..=size.pairs),
        absences in prop::collection::vec(absence(), 0..4),
        events in prop::collection::vec((0..8_usize, 0..20_u16), 0..2),
        signs in prop::option::weighted(0.3, (0..7_usize, any::<bool>())),
        everywhere in any::<bool>(),
        rules in rules(),
    ) -> Fair {
        let mut left = size.slots;
        for (slots, ..) in &mut hours {
            *slots = left.min(*slots);
            left -= *slots;
        }
        hours.retain(|(slots, ..)| *slots > 0);
        let hours = hours.into_iter().enumerate();
        let mut fair = fair(&[], hours.map(|(index, hours)| session(index, hours)).collect());
        fair.needs.truncate(4);
        fair.offerings.truncate(6);
        fair.offerings.iter_mut().skip(1).step_by(2).for_each(|o| o.lead = None);
        for (need, partner, pinned) in pairs {
            let word = if pinned { Verdict::Pin } else { Verdict::Accept };
            decide(&mut fair, need, partner, word);
        }
        fair.availability = absences.into_iter().map(row).collect();
        fair.events = events.into_iter().map(|(who, start)| Event {
            title: "tour".into(),
            date: Some(day()),
            start: Some(at(9 * 60 + 20 * start)),
            end: Some(at(9 * 60 + 20 * start + 30)),
            participants: vec![BODIES.get(who).copied().unwrap_or("李").to_owned()],
            ..Event::default()
        }).collect();
        fair.settings.signing.date = Some(day());
        fair.settings.signing.start = at(9 * 60 + 20);
        fair.signings = signs.into_iter().map(|(who, expert)| Signing {
            id: "P1".into(),
            title: "plant".into(),
            parties: vec![BODIES[who].into()],
            signatories: vec![Signatory {
                name: if expert { "李" } else { "赵" }.into(),
                ..Signatory::default()
            }],
            on_stage: true,
            ..Signing::default()
        }).collect();
        if everywhere {
            fair.people = vec![Person { id: "R0".into(), name: "李".into(), ..Person::default() }];
        }
        put_rules(&mut fair, &rules);
        fair
    }
}

/// Points of all pairs of needs and offerings, from 100 to 700.
pub(super) fn scores() -> Scores {
    (0..4)
        .flat_map(|need| (0..6).map(move |offering| (need, offering)))
        .map(|(n, o)| ((format!("N{n}"), format!("S{o}")), 100 * (1 + (n + o) % 7)))
        .collect()
}

/// The plan of a fair.
pub(super) fn made(
    fair: &Fair,
    method: Method,
    fill: bool,
    keep: Option<Keep<'_>>,
) -> Made {
    made_with(fair, &scores(), method, fill, keep)
}

/// The plan of a fair, the points of whose pairs are given.
pub(super) fn made_with(
    fair: &Fair,
    scores: &Scores,
    method: Method,
    fill: bool,
    keep: Option<Keep<'_>>,
) -> Made {
    let request = Request {
        method,
        fill,
        scores,
        keep,
        options: Options { seed: 1, iterations: Some(60_000) },
        lang: Lang::En,
    };
    plan(fair, &request, &mut Unwatched).expect("there are sessions")
}
