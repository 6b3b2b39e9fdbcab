//! The ledger in words: what is due, and the trail of a subject.

mod due;
mod history;

pub use due::DueReport;
pub use history::HistoryReport;
