//! Witnesses who would have to be in two places at once.

use std::collections::BTreeSet;

use super::{Batch, Ceremony, clash};
use crate::domain::Signing;
use crate::domain::problem::Problem;

/// Every witness who signs while standing behind others, or who stands on two stages at the
/// same time; each once for two batches, by time and place on stage.
pub(super) fn problems(ceremony: &Ceremony) -> Vec<Problem> {
    let mut told = BTreeSet::new();
    let mut found = Vec::new();
    for batch in &ceremony.batches {
        let at_once = || ceremony.batches.iter().filter(|own| own.start == batch.start);
        for project in &batch.projects {
            for (key, name) in names(project) {
                for other in at_once() {
                    let met = problem(project, (&key, name), batch, other);
                    found.extend(met.filter(|_| {
                        told.insert((key.clone(), batch.number, other.number))
                    }));
                }
            }
        }
    }
    found
}

/// The witnesses of a project, by the name that tells them apart.
fn names(project: &Signing) -> impl Iterator<Item = (String, &str)> {
    let names = project.witnesses.iter().map(String::as_str);
    names.map(|name| (clash::key(name), name)).filter(|(key, _)| !key.is_empty())
}

/// What a witness of a project has to do at the same time in another batch, or in the same.
fn problem(
    project: &Signing,
    (key, name): (&str, &str),
    batch: &Batch,
    other: &Batch,
) -> Option<Problem> {
    let told = || Problem::warning("witness_twice").about(&project.id).with_value(name);
    let mut signing = other.projects.iter().flat_map(clash::signatories);
    if signing.any(|(own, _)| own == key) {
        return Some(told().in_case("signs").with("batch", other.number));
    }
    let mut behind = other.projects.iter().flat_map(names);
    let again = other.number < batch.number && behind.any(|(own, _)| own == key);
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
}
