//! What the text of a cell means: one file a kind of value, each a pure function.
//!
//! A function never fails: it gives the value as far as it can be read, and problems as
//! data with their place still open (the caller knows row and column).

mod account;
mod attendance;
mod blank;
mod boolean;
mod clock;
mod coded;
mod contact;
mod count;
mod date;
mod email;
mod employed;
mod endings;
mod error;
mod fields;
mod figure;
mod glued;
mod identity_card;
mod ip;
mod items;
mod listed;
mod mark;
mod maturity;
mod measured;
mod money;
mod organizations;
mod phone;
mod quote;
mod schooled;
mod stage;
mod surname;
mod uscc;
mod wrapped;

pub use attendance::attendance;
pub use blank::{is_blank, is_hint};
pub use boolean::boolean;
pub use clock::{Moment, after, clocks, lacks_month, moment};
pub use coded::{code, codes};
pub use contact::{PersonCell, contact, person, says_more};
pub use count::{count, ordinal};
pub use date::{DateRole, When, date, known_day, span};
pub use email::{email, several_emails};
pub use employed::{employed, with_office};
pub(crate) use endings::{Endings, ends_with};
pub use error::{UNCALCULATED, failure, is_error};
pub use fields::fields;
pub use identity_card::{id_numbers, is_id_number, without_id_numbers};
pub use ip::ip;
pub use items::{items, titles};
pub(crate) use mark::{BOXES, OFF, ON, starts_with_mark};
pub use maturity::maturity;
pub use measured::{figure_with_unit, is_measure, unit_behind};
pub use money::{MoneyUnit, money, money_of_parts, sound_money};
pub use organizations::{ROLES, of_party, organizations, parties};
pub use phone::{phones, phones_leave_digits};
pub(crate) use quote::unquoted;
pub use schooled::schooled;
pub use stage::{stage, stage_within};
pub(crate) use surname::given_name;
pub(crate) use uscc::differ as codes_differ;
pub use uscc::uscc;
pub use wrapped::{office_below, unwrapped};

use crate::domain::problem::Problem;

/// A value read from a cell, and what was odd about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed<T> {
    /// The value; `None` or empty where the cell says nothing.
    pub value: T,
    /// What is odd, without row, column and value: those the caller fills in.
    pub problems: Vec<Problem>,
}

impl<T> Parsed<T> {
    /// A value without problems.
    pub(crate) fn fine(value: T) -> Self {
        Self { value, problems: Vec::new() }
    }

    /// A value with a problem.
    fn odd(value: T, problem: Problem) -> Self {
        Self { value, problems: vec![problem] }
    }

    /// The same problems with another value.
    pub(crate) fn map<U>(self, change: impl FnOnce(T) -> U) -> Parsed<U> {
        Parsed { value: change(self.value), problems: self.problems }
    }
}

/// `(code, severity)` of every problem, for table tests.
#[cfg(test)]
fn codes_of<T>(parsed: &Parsed<T>) -> Vec<&'static str> {
    parsed.problems.iter().map(|problem| problem.code).collect()
}
