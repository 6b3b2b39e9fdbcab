//! `fairmatch agenda --each`: files for every party, in a folder or an archive.

use std::io::Write;
use std::path::Path;

use anyhow::Result;

use crate::cli::whole_file::write_whole;
use crate::cli::{Context, Failure, target};
use crate::domain::Fair;
use crate::export::{self, Format};
use crate::planning::ceremony::Ceremony;
use crate::report::{Agenda, Participant, Reasons, Report, Scope};
use crate::text::messages::Message;

/// What the files of every party are made from.
pub(super) struct Each<'a> {
    pub(super) context: &'a Context,
    pub(super) fair: &'a Fair,
    pub(super) ceremony: &'a Ceremony,
    pub(super) reasons: &'a Reasons,
}

impl Each<'_> {
    /// Writes the page in the format asked for (else DOCX), and a calendar.
    pub(super) fn write(&self, scope: &Scope) -> Result<()> {
        let context = self.context;
        let target = context.target.file.as_deref().ok_or_else(no_target)?;
        let formats = formats(context.target.format);
        let whole = Agenda::new(self.fair, self.ceremony, scope, None);
        if let Some(format) = formats.iter().find(|format| !format.fits(&whole)) {
            return Err(target::misfit(*format, &whole).into());
        }
        let parties = scope.parties(self.fair);
        let progress = context.terminal.progress(parties.len());
        let mut files = Vec::new();
        for party in parties {
            files.extend(self.files(&party, scope, &formats)?);
            progress.inc(1);
        }
        progress.finish_and_clear();
        write_all(target, &files)?;
        let told = Message::new("cli-agenda-written")
            .with("n", files.len())
            .with("target", target.display().to_string());
        context.terminal.note(&told.say(context.lang));
        Ok(())
    }

    /// A party's files; none where nothing awaits it.
    fn files(
        &self,
        party: &Participant,
        scope: &Scope,
        formats: &[&dyn Format],
    ) -> Result<Vec<(String, Vec<u8>)>> {
        let scope = Scope { party: Some(party.clone()), ..scope.clone() };
        let agenda = Agenda::new(self.fair, self.ceremony, &scope, None);
        if agenda.entries().is_empty() {
            return Ok(Vec::new());
        }
        let agenda = agenda.with_reasons(self.reasons);
        let stem = file_stem(party);
        let file = |format: &&dyn Format| {
            let bytes = self.context.render(*format, &agenda)?;
            Ok((format!("{stem}.{}", format.extensions()[0]), bytes))
        };
        formats.iter().map(file).collect()
    }
}

/// The formats of each party's files, each of them once.
fn formats(asked: Option<&'static dyn Format>) -> Vec<&'static dyn Format> {
    let calendar = export::by_name("ics");
    let page = asked.or_else(|| export::by_name("docx"));
    let page = page.filter(|format| format.name() != "ics");
    page.into_iter().chain(calendar).collect()
}

fn no_target() -> Failure {
    Failure::new(Message::new("cli-export-folder"))
}

/// A party's id and name, without what a file system would not take.
fn file_stem(party: &Participant) -> String {
    let plain = |c: char| {
        if c.is_alphanumeric() || matches!(c, '-' | '(' | ')') { c } else { '_' }
    };
    format!("{}-{}", party.id, party.name).chars().map(plain).take(60).collect()
}

/// Into a ZIP if the target is called so, else into a folder.
fn write_all(into: &Path, files: &[(String, Vec<u8>)]) -> Result<()> {
    if target::is_archive(into) {
        return write_whole(into, |out| {
            let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
            for (name, bytes) in files {
                zip.start_file(name, zip::write::SimpleFileOptions::default())?;
                zip.write_all(bytes)?;
            }
            Ok(out.write_all(zip.finish()?.get_ref())?)
        });
    }
    std::fs::create_dir_all(into)?;
    files.iter().try_for_each(|(name, bytes)| {
        write_whole(&into.join(name), |out| Ok(out.write_all(bytes)?))
    })
}

impl Context {
    /// A report in a format, as bytes.
    fn render(&self, format: &dyn Format, report: &dyn Report) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        format.write(report, &self.style(), &mut bytes)?;
        Ok(bytes)
    }
}
