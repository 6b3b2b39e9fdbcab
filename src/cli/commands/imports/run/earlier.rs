//! What is taken over from an earlier fair.

use std::path::Path;

use anyhow::Result;

use super::Run;
use crate::cli::folder;
use crate::domain::problem::Problem;
use crate::domain::{Code as _, Kind};
use crate::import::{Options, SheetReport};
use crate::ledger::encounters;
use crate::report::ImportedSheet;
use crate::store::{Access, Parts, Store};

impl Run<'_> {
    /// Takes over what an earlier fair teaches: its organizations, and who met whom with
    /// what outcome, then and before. It has no other registries to give.
    pub(super) fn take_over(&mut self, path: &Path, options: &Options) -> Result<()> {
        if let Some(kind) = options.kind.filter(|kind| *kind != Kind::Organizations) {
            let problem = Problem::error("unreadable_file").in_case("earlier");
            let file = path.display().to_string().into();
            let report = SheetReport::failed(&file, problem.with("kind", kind.label()));
            self.imported
                .sheets
                .push(ImportedSheet { report, ..ImportedSheet::default() });
            return Ok(());
        }
        let folder = path.parent().unwrap_or(Path::new("."));
        let store = Store::open(folder, Access::Read)?;
        let mut earlier = store.fair(folder::settings(folder)?, &Parts::all())?;
        let met = encounters(&earlier);
        earlier.encounters.extend(met);
        let taught = [Kind::Organizations, Kind::Encounters];
        let wanted = |kind: &&Kind| options.kind.is_none_or(|only| only == **kind);
        for kind in taught.iter().filter(wanted) {
            let mut sheet = ImportedSheet::default();
            sheet.report.file = path.display().to_string().into();
            sheet.report.kind = Some(*kind);
            let options = Options::new(chrono::NaiveDate::default());
            for record in earlier.records(*kind) {
                sheet.report.valid += 1;
                self.take(record, &mut sheet, &options);
            }
            if sheet.report.valid > 0 {
                self.imported.sheets.push(sheet);
            }
        }
        Ok(())
    }
}
