//! Where results go: stdout, or whole to a file.
#![expect(clippy::disallowed_methods, reason = "cli touches files and stdout")]

use std::io::{self, BufWriter, Write as _};
use std::path::Path;

use anyhow::Result;

use super::target::{format_beside, is_dash, misfit};
use super::whole_file::write_whole;
use super::{Context, Exit, terminal};
use crate::export::{self, Format, Style};
use crate::report::Report;

impl Context {
    /// Shows a report in the format and place asked for.
    pub(crate) fn show(&self, report: &dyn Report) -> Result<Exit> {
        let format = self.fitting(report)?;
        let style = self.style();
        self.write_bytes(|out| Ok(format.write(report, &style, out)?))?;
        Ok(Exit::Fine)
    }

    /// The format asked for, if it fits a report. Who changes the fair asks first.
    pub(crate) fn fitting(&self, report: &dyn Report) -> Result<&'static dyn Format> {
        let table = || export::by_name("table").expect("the default format exists");
        let format = self.target.format.unwrap_or_else(table);
        if !format.fits(report) {
            return Err(misfit(format, report).into());
        }
        Ok(format)
    }

    /// How reports are written here. Files are stamped with the day alone, so that the
    /// same fair gives the same bytes all day long.
    pub(crate) fn style(&self) -> Style {
        let to_terminal = self.target.file.is_none();
        Style {
            lang: self.lang,
            width: if to_terminal { self.terminal.width } else { None },
            color: self.terminal.color && to_terminal,
            made: self.today.and_time(chrono::NaiveTime::MIN),
        }
    }

    /// Writes bytes to the file asked for, whole or not at all, else to stdout as they come.
    pub(crate) fn write_bytes(
        &self,
        write: impl FnOnce(&mut dyn io::Write) -> Result<()>,
    ) -> Result<()> {
        match &self.target.file {
            Some(path) => write_whole(path, write),
            None => to_stdout(write),
        }
    }

    /// Shows a report on stderr, as something else goes to stdout, unless a file was asked
    /// for.
    pub(crate) fn show_aside(&self, report: &dyn Report) -> Result<Exit> {
        if self.target.file.is_some() {
            return self.show(report);
        }
        let format = self.fitting(report)?;
        let style = Style { width: None, color: false, ..self.style() };
        terminal::aside(|out| Ok(format.write(report, &style, out)?))?;
        Ok(Exit::Fine)
    }

    /// Writes a further report to a file, in the format of its extension (else CSV).
    pub(crate) fn show_in(&self, report: &dyn Report, path: &Path) -> Result<()> {
        let format = format_beside(path)?;
        let style = Style { width: None, color: false, ..self.style() };
        let write = |out: &mut dyn io::Write| Ok(format.write(report, &style, out)?);
        if is_dash(path) { to_stdout(write) } else { write_whole(path, write) }
    }
}

fn to_stdout(write: impl FnOnce(&mut dyn io::Write) -> Result<()>) -> Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    write(&mut out)?;
    Ok(out.flush()?)
}
