//! The ceremony's JSON: each project a signing with its place on stage.

use chrono::NaiveDate;
use serde::Serialize;

use crate::domain::problem::SpokenProblem;
use crate::domain::{Clock, Signing};
use crate::planning::ceremony::{Batch, Ceremony};
use crate::text::messages::Lang;

/// The whole answer.
#[derive(Serialize)]
pub(super) struct Wire<'a> {
    date: Option<NaiveDate>,
    batches: Vec<BatchWire<'a>>,
    problems: Vec<SpokenProblem>,
}

#[derive(Serialize)]
struct BatchWire<'a> {
    batch: u32,
    stage: u32,
    start: Clock,
    end: Clock,
    projects: Vec<ProjectWire<'a>>,
}

/// A signing whose batch and position are the planned ones.
struct ProjectWire<'a> {
    signing: &'a Signing,
    batch: u32,
    position: usize,
}

impl Serialize for ProjectWire<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut placed = self.signing.clone();
        placed.batch = Some(self.batch);
        placed.position = u32::try_from(self.position).ok();
        placed.serialize(serializer)
    }
}

impl<'a> Wire<'a> {
    pub(super) fn new(ceremony: &'a Ceremony, lang: Lang) -> Self {
        Self {
            date: ceremony.date,
            batches: ceremony.batches.iter().map(BatchWire::new).collect(),
            problems: ceremony.problems.iter().map(|problem| problem.say(lang)).collect(),
        }
    }
}

impl<'a> BatchWire<'a> {
    fn new(batch: &'a Batch) -> Self {
        let place = |(index, signing)| ProjectWire {
            signing,
            batch: batch.number,
            position: index + 1,
        };
        Self {
            batch: batch.number,
            stage: batch.stage,
            start: batch.start,
            end: batch.end,
            projects: batch.projects.iter().enumerate().map(place).collect(),
        }
    }
}
