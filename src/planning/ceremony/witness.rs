//! Witnesses who would have to be in two places at once.

use std::collections::BTreeSet;

use super::{Batch, Ceremony};
use crate::domain::problem::Problem;
use crate::domain::{Mention, Signatory, Signing};

/// Every witness who signs while standing behind others, or who stands on two stages at the
/// same time; each once for two batches, by time and place on stage.
pub(super) fn problems(ceremony: &Ceremony) -> Vec<Problem> {
    let mut told = BTreeSet::new();
    let mut found = Vec::new();
    for batch in &ceremony.batches {
        let at_once = || ceremony.batches.iter().filter(|own| own.start == batch.start);
        for project in &batch.projects {
            for (person, name) in witnesses(project) {
                for other in at_once() {
                    let met = problem(project, (&person, name), batch, other);
                    found.extend(met.filter(|_| {
                        told.insert((person.name.clone(), batch.number, other.number))
                    }));
                }
            }
        }
    }
    found
}

/// The witnesses of a project, as people and as they are named.
fn witnesses(project: &Signing) -> impl Iterator<Item = (Mention, &str)> {
    let names = project.witnesses.iter().map(String::as_str);
    names.map(|name| (Mention::of(name), name)).filter(|(own, _)| !own.name.is_empty())
}

/// Whoever signs, with the title given beside the name or with it.
fn signatory(signatory: &Signatory) -> Mention {
    let own = Mention::of(&signatory.name);
    if own.title.is_empty() { Mention::new(&own.name, &signatory.title) } else { own }
}

/// What a witness of a project has to do at the same time in another batch, or in the same.
fn problem(
    project: &Signing,
    (person, name): (&Mention, &str),
    batch: &Batch,
    other: &Batch,
) -> Option<Problem> {
    let told = || Problem::warning("witness_twice").about(&project.id).with_value(name);
    let mut signing = other.projects.iter().flat_map(|own| &own.signatories);
    if signing.any(|own| signatory(own).is_same(person)) {
        return Some(told().in_case("signs").with("batch", other.number));
    }
    let mut behind = other.projects.iter().flat_map(witnesses);
    let again = other.number < batch.number && behind.any(|(own, _)| own.is_same(person));
    again.then(|| told().with("first", other.number).with("second", batch.number))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Clock, Signatory};
    use crate::text::messages::Lang;

    #[test]
    fn nobody_witnesses_on_two_stages_or_while_signing() {
        let project = |id: &str, signs: &str, witness: &str| Signing {
            id: id.into(),
            signatories: vec![Signatory { name: signs.into(), ..Signatory::default() }],
            witnesses: vec![witness.into()],
            ..Signing::default()
        };
        let batch = |number, stage, start, projects| Batch {
            number,
            stage,
            start: Clock::from_minutes(start).unwrap(),
            end: Clock::from_minutes(start + 6).unwrap(),
            projects,
        };
        let told = |batches| {
            let ceremony = Ceremony { date: None, batches, problems: Vec::new() };
            let said = |p: Problem| (p.subject.clone(), p.say(Lang::En).message);
            problems(&ceremony).into_iter().map(said).collect::<Vec<_>>()
        };
        let first = || batch(1, 1, 900, vec![project("a", "x", "leader")]);
        let later = batch(2, 1, 906, vec![project("b", "leader", "leader y")]);
        assert_eq!(told(vec![first(), later]), []);
        let signs = project("b", "lead er", "");
        let one = batch(1, 1, 900, vec![project("a", "x", "leader"), signs.clone()]);
        let expected = "The witness leader has to sign in batch 1 at the same time";
        assert_eq!(told(vec![one]), [("a".into(), expected.into())]);
        let beside = batch(2, 2, 900, vec![signs]);
        let expected = "The witness leader has to sign in batch 2 at the same time";
        assert_eq!(told(vec![first(), beside]), [("a".into(), expected.into())]);
        let again = [project("c", "y", "leader"), project("d", "z", "leader")];
        let beside = batch(2, 2, 900, again.into());
        let expected =
            "The witness leader would stand on two stages at once, in batches 1 and 2";
        assert_eq!(told(vec![first(), beside]), [("c".into(), expected.into())]);
    }
    #[test]
    fn a_title_beside_the_name_makes_nobody_another() {
        let batch = |number, witness: &str| Batch {
            number,
            stage: number,
            start: Clock::from_minutes(900).unwrap(),
            end: Clock::from_minutes(906).unwrap(),
            projects: vec![Signing {
                witnesses: vec![witness.into()],
                ..Signing::default()
            }],
        };
        let told = |one, two| {
            let batches = vec![batch(1, one), batch(2, two)];
            problems(&Ceremony { date: None, batches, problems: Vec::new() }).len()
        };
        assert_eq!(told("王样 副区长", "王样"), 1);
        assert_eq!(told("王样", "副区长 王样"), 1);
        assert_eq!(told("王样 副区长", "王样 校长"), 0, "of one name, but two people");
    }
}
