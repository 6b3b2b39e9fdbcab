//! Why there is no plan: a small set of rules that can't be kept together.

use std::collections::BTreeMap;

use batsat::Lit;

use super::super::model::Model;
use super::super::outcome::{Onlooker, Watch};
use super::cores::minimised;
use super::encode::{Encoding, Rule};
use super::sat::{Sat, Verdict};

/// Rules of `model` that contradict each other (availability, pins and the parties' own limits
/// always taken as given), or `None` when there is a plan or `conflicts` conflicts did not tell.
///
/// The set is minimal as far as small tries show: without any one of them the others usually get
/// along. It names no rule when a meeting that must take place has nowhere to start at all and
/// that alone is the reason.
pub fn contradiction(
    model: &Model,
    conflicts: u64,
    watch: &mut dyn Watch,
) -> Option<Vec<Rule>> {
    let watch = Onlooker::new(watch);
    let mut sat = Sat::new(&watch);
    let mut rules: BTreeMap<Lit, Rule> = BTreeMap::new();
    let starts = model.all_starts();
    Encoding::new(&mut sat, model, &starts, None, &mut |sat, rule| {
        let kept = sat.fresh();
        rules.insert(kept, rule);
        kept
    });
    let all: Vec<Lit> = rules.keys().copied().collect();
    match sat.solve(&all, conflicts) {
        Verdict::Unsat(core) => {
            let core = minimised(&mut sat, core);
            let mut found: Vec<Rule> =
                core.iter().map(|literal| rules[literal]).collect();
            found.sort_unstable();
            Some(found)
        }
        Verdict::Sat | Verdict::Open => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::model::{Meeting, Party};
    use super::super::super::outcome::Unwatched;
    use super::super::super::slots::SlotSet;
    use super::*;

    /// Four parties; meetings 0–1, 2–3 and 0–2, two slots, one table.
    fn world() -> Model {
        let mut model = Model::new(2, Some(1));
        model.parties = vec![Party::default(); 4];
        let pairs = [[0, 1], [2, 3], [0, 2]];
        model.meetings = pairs
            .iter()
            .map(|p| Meeting::new(p.to_vec(), SlotSet::range(0..2)))
            .collect();
        model
    }

    fn why(model: &Model) -> Option<Vec<Rule>> {
        contradiction(model, 10_000, &mut Unwatched)
    }

    #[test]
    fn too_few_tables_are_named_with_the_meetings() {
        use Rule::{Meeting, Tables};
        let wanted = [Meeting(0), Meeting(1), Meeting(2), Tables(0), Tables(1)];
        assert_eq!(why(&world()), Some(wanted.to_vec()));
    }

    #[test]
    fn with_enough_tables_there_is_nothing_to_explain() {
        let mut model = world();
        model.tables = vec![Some(vec![0, 1]); 2];
        assert_eq!(why(&model), None);
        model.before = vec![(0, 2), (2, 1)];
        let wanted = [Rule::Meeting(2), Rule::Before(0), Rule::Before(1)];
        assert_eq!(why(&model).map(|core| core.len() >= wanted.len()), Some(true));
    }
}
