//! Changes on the day: shown first, refused where they break a rule, stored as a version.

use anyhow::Result;

use super::failure;
use crate::cli::held_back::open;
use crate::cli::{Context, Exit, Failure};
use crate::domain::problem::Problem;
use crate::domain::{
    Change, ChangeSet, Decision, Fair, Kind, Outcome, Plan, Record, Verdict, derived_id,
};
use crate::planning::timetable::{Edit, Place, decisions_on, edit};
use crate::report::PlanDiff;
use crate::store::{Access, Parts};
use crate::text::messages::Message;

/// A change by hand that is asked for.
#[derive(Debug)]
pub(crate) struct ByHand {
    /// The command, as the log names it.
    pub(crate) what: &'static str,
    /// The change.
    pub(crate) edit: Edit,
    /// Whether it is made even if the plan then breaks a rule.
    pub(crate) force: bool,
    /// Whether it is only shown.
    pub(crate) dry_run: bool,
}

/// Shows what a change does and stores it, unless it breaks a rule.
pub(crate) fn carry_out(context: &Context, asked: &ByHand) -> Result<Exit> {
    let fair = context.fair(&Parts::all())?;
    let plan = plan(&fair)?;
    let edited = edit(&fair, plan, &asked.edit)
        .map_err(|problem| refusal(context, (&fair, plan), &asked.edit, &problem))?;
    let (_, before) = &open(context, &fair, plan);
    let (open_fair, after) = &open(context, &fair, &edited.plan);
    let shown = PlanDiff::new(before, after, open_fair);
    context.fitting(&shown)?;
    let same = edited.plan.meetings == plan.meetings;
    let refused = !edited.broken.is_empty() && !asked.force;
    let stored = if same || asked.dry_run || refused {
        context.show(&shown)?;
        None
    } else {
        let version = store(context, asked, &fair, edited.plan.clone())?;
        context.show(&shown.stored_as(version))?;
        Some(version)
    };
    if same {
        context.terminal.note(&Message::new("cli-edit-nothing").say(context.lang));
        return Ok(Exit::Fine);
    }
    if let Some(figures) = figures(plan, &edited.plan) {
        context.terminal.note(&figures.say(context.lang));
    }
    for problem in &edited.broken {
        context.tell_of(&fair, problem);
    }
    let Some(version) = stored else {
        if refused && !asked.dry_run {
            let refused = Message::new("cli-edit-refused").with("n", edited.broken.len());
            context.terminal.note(&refused.say(context.lang));
        }
        return Ok(if edited.broken.is_empty() { Exit::Fine } else { Exit::Look });
    };
    let told = Message::new("cli-edit-stored").with("version", version);
    context.terminal.note(&told.say(context.lang));
    Ok(Exit::Fine)
}

/// Why a change cannot be made; a meeting that has no free slot is put somewhere by force.
fn refusal(
    context: &Context,
    (fair, plan): (&Fair, &Plan),
    asked: &Edit,
    problem: &Problem,
) -> Failure {
    let refused = failure(context, problem);
    let Edit::Add { need, partner, place } = asked else { return refused };
    let (need, partner) = (need.clone(), partner.clone());
    let by_force = Edit::Add { need, partner, place: Place { force: true, ..*place } };
    if place.force || place.at.is_some() || edit(fair, plan, &by_force).is_err() {
        return refused;
    }
    let hint = problem.say(context.lang).hint;
    refused.hint(Message::new("cli-edit-by-force").with("hint", hint))
}

/// Stores the changed plan with the word that goes with it; returns its version.
fn store(context: &Context, asked: &ByHand, fair: &Fair, plan: Plan) -> Result<u32> {
    let mut set = ChangeSet::new(asked.what, fair.revision);
    set.changes.push(Change::Plan(plan));
    put_word_of(&mut set, fair, &asked.edit);
    let applied = context.store(Access::Write)?.apply(&set, &context.stamp())?;
    Ok(applied.plan.unwrap_or_default())
}

/// What becomes of idle slots and changes of table, unless they stay as they are.
fn figures(old: &Plan, new: &Plan) -> Option<Message> {
    let of = |plan: &Plan| {
        let figures = &plan.objective;
        (figures.idle, figures.table_moves.unwrap_or_default())
    };
    let ((idle, moves), (new_idle, new_moves)) = (of(old), of(new));
    let message = Message::new("cli-edit-figures")
        .with("idle", idle)
        .with("new_idle", new_idle)
        .with("moves", moves)
        .with("new_moves", new_moves);
    ((idle, moves) != (new_idle, new_moves)).then_some(message)
}

/// The word over a pair that goes with an edit, so that the next plan keeps it: an added pair
/// is accepted, a cancelled one decided no more.
fn put_word_of(set: &mut ChangeSet, fair: &Fair, edit: &Edit) {
    match edit {
        Edit::Add { need, partner, .. } => {
            let said = decisions_on(fair, need, partner).any(|d| d.decision.is_some());
            if !said {
                put_word(set, fair, (need, partner), (Some(Verdict::Accept), None));
            }
        }
        Edit::Cancel(id) => {
            let meetings = fair.plan.iter().flat_map(|plan| &plan.meetings);
            for meeting in meetings.filter(|meeting| meeting.id == *id) {
                let pair = (meeting.need.as_str(), meeting.partner());
                put_word(set, fair, pair, (None, None));
            }
        }
        Edit::Move { .. } | Edit::Swap(..) | Edit::Lock(..) => {}
    }
}

/// Puts a word (`None`: none any more) and a note on a pair, in the place of all that was said of
/// it under any name of an institution; an empty note takes back one that was there. What the two
/// sides replied stays.
pub(crate) fn put_word(
    set: &mut ChangeSet,
    fair: &Fair,
    (need, partner): (&str, &str),
    (word, note): (Option<Verdict>, Option<&str>),
) {
    let mut known = decisions_on(fair, need, partner);
    let fresh = || Decision {
        id: derived_id(Kind::Decisions.letter(), &[need, partner]),
        need: need.to_owned(),
        offering: partner.to_owned(),
        ..Decision::default()
    };
    let mut decision = known.next().cloned().unwrap_or_else(fresh);
    for other in known {
        let Decision { enterprise_reply, institution_reply, note, .. } = other.clone();
        decision.enterprise_reply = decision.enterprise_reply.or(enterprise_reply);
        decision.institution_reply = decision.institution_reply.or(institution_reply);
        decision.note = decision.note.or(note);
        set.remove(Kind::Decisions, other.id.clone());
    }
    decision.decision = word;
    decision.note = note.map(str::to_owned).or(decision.note).filter(|n| !n.is_empty());
    let replied =
        decision.enterprise_reply.is_some() || decision.institution_reply.is_some();
    if word.is_none() && decision.note.is_none() && !replied {
        set.remove(Kind::Decisions, decision.id);
    } else {
        set.put(Record::Decisions(decision));
    }
}

/// Notes what came of a meeting: what was noted of it before stays where `say` leaves it.
pub(crate) fn outcome(
    context: &Context,
    id: &str,
    say: impl FnOnce(&mut Outcome),
) -> Result<Exit> {
    let fair = context.fair(&Parts::all())?;
    let meeting = meeting(&fair, id)?;
    let id = derived_id(Kind::Outcomes.letter(), &[&meeting]);
    let known = fair.outcomes.iter().find(|outcome| outcome.id == id).cloned();
    let fresh = Outcome { id, meeting: meeting.clone(), ..Outcome::default() };
    let before = known.unwrap_or(fresh);
    let mut outcome = before.clone();
    say(&mut outcome);
    let stays = stays(&before, &outcome);
    let mut set = ChangeSet::new("meeting-outcome", fair.revision);
    set.put(Record::Outcomes(outcome));
    context.store(Access::Write)?.apply(&set, &context.stamp())?;
    let told = Message::new("cli-outcome").with("id", meeting);
    context.terminal.note(&told.say(context.lang));
    if !stays.is_empty() {
        let told = Message::new("cli-outcome-stays").with("fields", stays);
        context.terminal.note(&told.say(context.lang));
    }
    Ok(Exit::Fine)
}

/// The columns of an outcome that hold what they held before.
fn stays(before: &Outcome, after: &Outcome) -> Vec<Message> {
    let columns = [
        ("column-amount", before.amount.is_some() && before.amount == after.amount),
        (
            "column-next_step",
            before.next_step.is_some() && before.next_step == after.next_step,
        ),
        ("column-due", before.due.is_some() && before.due == after.due),
        ("column-note", before.note.is_some() && before.note == after.note),
    ];
    columns
        .into_iter()
        .filter(|(_, stays)| *stays)
        .map(|(key, _)| Message::new(key))
        .collect()
}

/// The current plan.
pub(crate) fn plan(fair: &Fair) -> Result<&Plan, Failure> {
    let none = || {
        Failure::new(Message::new("cli-no-plan")).hint(Message::new("cli-no-plan-hint"))
    };
    fair.plan.as_ref().ok_or_else(none)
}

/// A meeting's id, checked.
pub(super) fn meeting(fair: &Fair, id: &str) -> Result<String, Failure> {
    let known = plan(fair)?.meeting(id);
    let unknown = || {
        Failure::new(Message::new("cli-unknown-meeting").with("id", id))
            .hint(Message::new("cli-unknown-meeting-hint"))
    };
    Ok(known.ok_or_else(unknown)?.id.clone())
}
