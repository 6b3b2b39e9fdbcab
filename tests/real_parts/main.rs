//! Outputs opened by the programs that people open them with: Chromium, `LibreOffice`,
//! openpyxl, two readers of calendars; matching spread over an existing engine. A test
//! whose program is missing is reported as ignored, with the reason.

mod browser;
mod hostile;
mod office;
mod python;
mod spread;
#[path = "../support/mod.rs"]
mod support;
mod surveys;
mod tools;

use libtest_mimic::{Arguments, Failed, Trial};
use tools::Tool;

/// A test and the tools it needs.
type Case = (&'static str, &'static [Tool], fn() -> Result<(), Failed>);

const CASES: &[Case] = &[
    ("a_page_sorts_searches_and_unfolds", &[Tool::Chromium], browser::works_by_hand),
    ("hostile_data_stays_inert", &[Tool::Chromium], browser::hostile_data_stays_inert),
    ("pages_are_accessible", &[Tool::Chromium, Tool::Axe], browser::pages_are_accessible),
    ("word_opens_in_libreoffice", &[Tool::LibreOffice, Tool::Poppler], office::word),
    (
        "brief_and_agenda_fit_on_a_page",
        &[Tool::LibreOffice, Tool::Poppler],
        office::one_page,
    ),
    ("nothing_sticks_out_on_a_phone", &[Tool::Chromium], browser::fits_a_phone),
    (
        "workbook_opens_in_libreoffice",
        &[Tool::LibreOffice, Tool::Poppler],
        office::workbook,
    ),
    (
        "surveys_saved_by_libreoffice_read_the_same",
        &[Tool::LibreOffice],
        surveys::same_records,
    ),
    ("workbook_opens_in_openpyxl", &[Tool::Openpyxl], python::openpyxl),
    ("calendar_is_read_by_icalendar", &[Tool::Icalendar], python::icalendar),
    ("calendar_is_read_by_vobject", &[Tool::Vobject], python::vobject),
    ("matching_spread_over_processes", &[Tool::Python], spread::processes),
    ("matching_spread_over_spark", &[Tool::Python, Tool::Pyspark], spread::spark),
];

fn main() {
    let arguments = Arguments::from_args();
    let trials = CASES.iter().map(|(name, tools, test)| {
        let missing: Vec<_> = tools
            .iter()
            .filter(|tool| !tool.is_there())
            .map(|tool| tool.name())
            .collect();
        let trial = Trial::test(*name, *test);
        if missing.is_empty() {
            return trial;
        }
        trial
            .with_ignored_flag(true)
            .with_kind(format!("not found: {}", missing.join(", ")))
    });
    libtest_mimic::run(&arguments, trials.collect()).exit();
}
