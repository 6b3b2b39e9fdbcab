//! What a person should look at before the ceremony is printed.

use super::{Batch, Ceremony, Programme, clash, witness};
use crate::domain::problem::Problem;
use crate::domain::{Attendance, Meeting, Person, Signatory, Signing, TimeSpan};

/// Every problem of a planned ceremony, by time and place on stage.
pub(super) fn problems(ceremony: &Ceremony, programme: &Programme<'_>) -> Vec<Problem> {
    let clashes = clash::clashes(ceremony, programme.settings.stages);
    let mut found: Vec<_> = clashes.iter().map(clash::Clash::problem).collect();
    found.extend(witness::problems(ceremony));
    for batch in &ceremony.batches {
        found.extend(places(batch, programme.signings));
        for project in &batch.projects {
            found.extend(unsigned(project));
            for signatory in &project.signatories {
                found.extend(attendance(project, signatory, programme.people));
                found.extend(elsewhere(batch, project, signatory, ceremony, programme));
            }
        }
    }
    found
}

/// Places given by hand that a batch does not hold: another project has the same one, or it
/// is beyond the last.
fn places(batch: &Batch, given: &[Signing]) -> Vec<Problem> {
    let of_hand = |project: &Signing| {
        let place = given.iter().find(|own| own.id == project.id)?.position?;
        usize::try_from(place).ok()
    };
    let missed = |(at, project): (usize, &Signing)| {
        let place = of_hand(project).filter(|place| *place != at + 1)?;
        let holder = place.checked_sub(1).and_then(|place| batch.projects.get(place));
        let holder = holder.filter(|holder| of_hand(holder) == Some(place));
        let problem = match holder {
            Some(holder) => Problem::error("place_not_held")
                .in_case("taken")
                .with("other", holder.title.as_str()),
            None if place == 0 => Problem::warning("place_not_held").in_case("zero"),
            None => Problem::warning("place_not_held"),
        };
        let problem = problem.about(&project.id).with_value(&project.title);
        Some(problem.with("batch", batch.number).with("place", place).with("at", at + 1))
    };
    batch.projects.iter().enumerate().filter_map(missed).collect()
}

/// A project with a party for which nobody signs.
fn unsigned(project: &Signing) -> Option<Problem> {
    let signs = |party: usize| project.signatories.iter().any(|s| s.party == party);
    let party = (0..project.parties.len()).find(|party| !signs(*party))?;
    let name = &project.parties[party];
    Some(Problem::warning("signatory_missing").about(&project.id).with_value(name))
}

fn attendance(
    project: &Signing,
    signatory: &Signatory,
    people: &[Person],
) -> Option<Problem> {
    let known = people.iter().find(|person| person.name == signatory.name)?;
    let problem = match known.status {
        Attendance::Confirmed => return None,
        Attendance::Declined => Problem::warning("signatory_declined"),
        Attendance::Invited => Problem::info("signatory_unconfirmed"),
    };
    Some(problem.about(&project.id).with_value(&signatory.name))
}

/// A meeting of the signatory's party during the batch.
fn elsewhere(
    batch: &Batch,
    project: &Signing,
    signatory: &Signatory,
    ceremony: &Ceremony,
    programme: &Programme<'_>,
) -> Option<Problem> {
    let party = project.parties.get(signatory.party)?;
    let id = programme.fair?.organization(party).map(|known| known.id.as_str())?;
    let span = TimeSpan { start: batch.start, end: batch.end };
    let clashes = |meeting: &&Meeting| {
        (meeting.enterprise == id || meeting.institution == id)
            && Some(meeting.date) == ceremony.date
            && span.overlaps(TimeSpan { start: meeting.start, end: meeting.end })
    };
    let meeting = programme.meetings.iter().find(clashes)?;
    Some(
        Problem::error("signatory_in_meeting")
            .about(&project.id)
            .with_value(&signatory.name)
            .with("meeting", meeting.id.as_str())
            .with("start", meeting.start.to_string()),
    )
}
