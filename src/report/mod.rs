//! Pure values made from the fair, ready to be shown: one file a report.
//!
//! A report knows nothing of formats. It gives sections of blocks (text, tables,
//! drawings), calendar entries and its JSON; `export` writes any report in any format.

mod agenda;
mod amount;
mod block;
mod booklet;
mod brief;
mod calendar;
mod cell;
mod ceremony;
pub mod chart;
mod charts;
pub mod check;
mod dossier;
mod drawing;
mod duplicates;
mod encoder;
mod fate;
mod findings;
mod imports;
mod ledger;
mod listing;
mod log;
pub mod match_sheet;
mod matching;
mod meetings;
mod officers;
mod paper;
mod place;
mod plan;
mod policies;
mod rejects;
mod standalone;
mod stats;
pub mod svg;
mod today;
mod versions;
mod whole;

pub use agenda::{
    Agenda, AgendaEntry, Handout, Notices, Participant, Reasons, Scope, What,
};
pub use amount::{amount, money, money_cell};
pub(crate) use block::Keyed;
pub use block::{Align, Block, Column, Section, Table};
pub use booklet::Booklet;
pub use brief::{Brief, Figures, Period, Sum, Sums, Target};
pub use calendar::CalendarEntry;
pub use cell::{Cell, Tone};
pub use ceremony::RunOfShow;
pub use charts::Charts;
pub use dossier::{Dossier, MeetingDossier, concerned};
pub(crate) use dossier::{Field, fields_table, filled};
pub use drawing::Drawing;
pub use duplicates::Duplicates;
pub use encoder::{InstalledEncoder, InstalledEncoders, ModelCosine, TextPair};
pub use fate::Fate;
pub use findings::Findings;
pub use imports::{
    ImportChange, Imported, ImportedSheet, reading_notes, reading_problems, row,
};
pub use ledger::{DueReport, HistoryReport};
pub use listing::{Filter, Listing, OfOrganization, Sort, SortKey};
pub use log::Log;
pub use match_sheet::MatchSheet;
pub use matching::{
    Evaluation, Explanation, Found, Indexed, Learning, Line, MatchLine, Matches,
    NeedLine, SearchResults, Side, UnmatchedLine, reasons,
};
pub use meetings::MeetingList;
pub use officers::DeploymentReport;
pub use paper::Paper;
pub use plan::MeetingPlan;
pub use policies::PoliciesReport;
pub use rejects::Rejected;
pub use standalone::StandalonePlan;
pub use stats::Stats;
pub use today::Today;
pub use versions::{PlanDiff, PlanVersions};
pub use whole::WholeReport;

use crate::text::messages::Lang;

/// What a subcommand has to say.
pub trait Report {
    /// The report's fixed name in English: the stem of files, the id of goldens.
    fn name(&self) -> &'static str;

    /// The heading over all of it.
    fn title(&self, lang: Lang) -> String;

    /// The body, in reading order.
    fn sections(&self, lang: Lang) -> Vec<Section>;

    /// The JSON that the contract promises.
    fn json<'a>(&'a self, lang: Lang) -> Box<dyn erased_serde::Serialize + 'a>;

    /// What it is on paper.
    fn paper(&self) -> Paper {
        Paper::Working
    }

    /// The JSON Lines; without a better cut, the whole JSON as one line.
    fn lines<'a>(&'a self, lang: Lang) -> Vec<Box<dyn erased_serde::Serialize + 'a>> {
        vec![self.json(lang)]
    }

    /// Whether it is made of tables; texts alone are nothing for a sheet of bare cells.
    fn has_tables(&self) -> bool {
        true
    }

    /// What a sheet of bare cells shows instead of texts that belong together.
    fn sheet(&self, _lang: Lang) -> Option<Table> {
        None
    }

    /// Whether its JSON says what it shows.
    fn has_data(&self) -> bool {
        true
    }

    /// Whether its drawings say what it shows.
    fn has_drawings(&self) -> bool {
        true
    }

    /// Whether anything of it belongs in a calendar.
    fn has_calendar(&self) -> bool {
        false
    }

    /// What belongs in a calendar.
    fn calendar(&self, _lang: Lang) -> Vec<CalendarEntry> {
        Vec::new()
    }
}
