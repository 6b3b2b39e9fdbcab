//! The figures leadership asks for, each with its numerator, its denominator and what
//! they count. Amounts of different kinds are never added to each other, amounts counted
//! by a year or a piece never summed; talent is counted apart.

mod amounts;
mod basis;
mod cutoff;
mod funnel;
mod groups;
mod rates;
mod roster;

pub use amounts::total;
pub use basis::{Basis, Project};
pub use cutoff::until;
pub use groups::{GroupBy, OF_GROUP};
pub use roster::{has_asked, unanswered, unzoned};

use crate::domain::Yuan;
use crate::text::messages::Message;

/// What a figure is an amount of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quantity {
    /// Things or people.
    Count(usize),
    /// Money.
    Money(Yuan),
    /// Days.
    Days(i64),
}

impl Quantity {
    /// As a number: yuan for money.
    pub fn number(self) -> f64 {
        match self {
            Self::Count(count) => count as f64,
            Self::Money(amount) => amount.as_f64(),
            Self::Days(days) => days as f64,
        }
    }
}

/// A part of the figures: a table of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// What was collected.
    Needs,
    /// How the R&D input spreads.
    Bands,
    /// From the need to the landed project.
    Funnel,
    /// Rates.
    Rates,
    /// Money, each kind apart.
    Amounts,
    /// Talent.
    Talent,
    /// Officers and the problems they solve.
    Officers,
    /// Events.
    Events,
    /// Targets.
    Targets,
    /// The figures by group.
    Groups,
}

/// A figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Fixed name.
    pub key: String,
    /// Where it belongs.
    pub part: Part,
    /// The group it is of.
    pub group: Option<Message>,
    /// That group's code, the same in every language; its name where data name it.
    pub code: Option<String>,
    /// What it is called.
    pub label: Message,
    /// What is counted or summed.
    pub numerator: Quantity,
    /// What it is measured against.
    pub denominator: Option<Quantity>,
    /// Whether the share is its value; else the numerator is.
    pub is_rate: bool,
}

impl Figure {
    /// A figure of a part, called by the message `figure-<key>`.
    fn new(part: Part, key: &str, numerator: Quantity) -> Self {
        Self {
            key: key.to_owned(),
            part,
            group: None,
            code: None,
            label: Message::new(format!("figure-{key}")),
            numerator,
            denominator: None,
            is_rate: false,
        }
    }

    fn count(part: Part, key: &str, count: usize) -> Self {
        Self::new(part, key, Quantity::Count(count))
    }

    fn rate(part: Part, key: &str, of: usize, all: usize) -> Self {
        let rate = Self::count(part, key, of).out_of(Quantity::Count(all));
        Self { is_rate: true, ..rate }
    }

    fn out_of(self, denominator: Quantity) -> Self {
        Self { denominator: Some(denominator), ..self }
    }

    fn called(self, label: Message) -> Self {
        Self { label, ..self }
    }

    /// Numerator over denominator; `None` without a denominator or where it is 0.
    pub fn share(&self) -> Option<f64> {
        let all = self.denominator?.number();
        (all != 0.0).then(|| self.numerator.number() / all)
    }
}

/// Every figure of a fair, part by part; with a grouping those by group, too.
pub fn figures(basis: &Basis<'_>, by: Option<GroupBy>) -> Vec<Figure> {
    let mut figures = roster::needs(basis);
    figures.extend(roster::bands(basis));
    figures.extend(funnel::funnel(basis));
    figures.extend(rates::rates(basis));
    figures.extend(amounts::amounts(basis));
    figures.extend(roster::talent(basis));
    figures.extend(rates::officers(basis));
    figures.extend(roster::events(basis));
    figures.extend(amounts::targets(basis, &figures));
    figures.extend(by.into_iter().flat_map(|by| groups::groups(basis, by)));
    figures
}

#[cfg(test)]
mod tests;
