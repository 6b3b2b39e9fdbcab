//! The answer to a stand-alone meeting problem.

use super::{Block, Column, Report, Section, Table};
use crate::domain::PlanStatus;
use crate::planning::schedule::{ScheduleProblem, ScheduleSolution};
use crate::text::messages::{Lang, Message, say};

/// A stand-alone problem and its answer. The JSON counts from 0 like the problem's file, what a
/// person reads from 1.
#[derive(Debug)]
pub struct StandalonePlan<'a> {
    /// What was asked.
    pub problem: &'a ScheduleProblem,
    /// What was found.
    pub solution: &'a ScheduleSolution,
}

impl StandalonePlan<'_> {
    fn summary(&self, lang: Lang) -> String {
        let key = match self.solution.status {
            PlanStatus::Optimal => "report-standalone-optimal",
            PlanStatus::Feasible => "report-standalone-feasible",
            PlanStatus::Infeasible => "report-standalone-infeasible",
            PlanStatus::Unknown => "report-standalone-unknown",
        };
        let mut message = Message::new(key);
        if let (Some(idle), Some(breaks)) = (self.solution.idle, self.solution.breaks) {
            message = message.with("idle", idle).with("breaks", breaks);
            message = message.with("bound", self.solution.lower_bound);
        }
        message.with("meetings", self.problem.meetings.len()).say(lang)
    }

    fn table(&self, lang: Lang) -> Option<Table> {
        let (slots, tables) =
            (self.solution.slot.as_ref()?, self.solution.table.as_ref()?);
        let keys = ["meeting", "slot", "table", "first", "second"];
        let header = |key| say(lang, &format!("report-standalone-{key}"));
        let mut order: Vec<usize> = (0..slots.len()).collect();
        order.sort_by_key(|&meeting| (slots[meeting], tables[meeting]));
        let row = |meeting: usize| {
            let [first, second] = self.problem.meetings[meeting];
            let values = [meeting, slots[meeting], tables[meeting], first, second];
            values.into_iter().map(|value| (value + 1).into()).collect()
        };
        Some(Table {
            columns: keys
                .into_iter()
                .map(|key| Column::right(key, header(key)))
                .collect(),
            rows: order.into_iter().map(row).collect(),
        })
    }
}

impl Report for StandalonePlan<'_> {
    fn name(&self) -> &'static str {
        "plan"
    }

    fn title(&self, lang: Lang) -> String {
        say(lang, "report-standalone-title").to_owned()
    }

    fn sections(&self, lang: Lang) -> Vec<Section> {
        let mut blocks = vec![Block::Text(self.summary(lang))];
        blocks.extend(self.table(lang).map(Block::Table));
        vec![Section { heading: self.problem.name.clone(), blocks }]
    }

    fn json<'a>(&'a self, _lang: Lang) -> Box<dyn erased_serde::Serialize + 'a> {
        Box::new(self.solution)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_count_from_one() {
        let problem =
            r#"{"name":"","participants":2,"slots":2,"tables":1,"meetings":[[0,1]]}"#;
        let solution = r#"{"slot":[1],"table":[0],"idle":0,"breaks":0,"lower_bound":0,
            "status":"optimal","seconds":0}"#;
        let problem = serde_json::from_str(problem).expect("a problem");
        let solution = serde_json::from_str(solution).expect("a solution");
        let report = StandalonePlan { problem: &problem, solution: &solution };
        let table = report.table(Lang::En).expect("there is a plan");
        assert_eq!(table.rows, [[1, 2, 1, 1, 2_usize].map(Into::into).to_vec()]);
    }
}
