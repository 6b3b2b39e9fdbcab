//! Documents and workbooks through `LibreOffice` to PDF, the text read back.

use std::path::Path;
use std::process::Command;

use fairmatch::planning::ceremony::Ceremony;
use fairmatch::report::{
    Agenda, Booklet, Brief, MeetingList, Participant, Period, Report, Scope,
};
use fairmatch::text::messages::Lang;
use libtest_mimic::Failed;

use crate::support::{english, made};
use crate::tools::{ensure, run, written};

/// How many pages a report takes as a Word document.
fn pages(report: &dyn Report, lang: Lang) -> Result<usize, Failed> {
    let (_dir, file) = written(report, "docx", lang)?;
    pdf_text(&file)?;
    let said = run(Command::new("pdfinfo").arg(file.with_extension("pdf")))?;
    let line = said.lines().find_map(|line| line.strip_prefix("Pages:"));
    let count = line.and_then(|count| count.trim().parse().ok());
    count.ok_or_else(|| format!("no pages in {said}").into())
}

/// The brief and a party's agenda are one page each, in both languages.
pub(crate) fn one_page() -> Result<(), Failed> {
    let fair = english();
    let brief = Brief::new(&fair, Period { since: None, until: made() });
    let ceremony = Ceremony { date: None, batches: Vec::new(), problems: Vec::new() };
    let scope = Scope { party: Participant::of(&fair, "U001"), ..Scope::default() };
    let agenda = Agenda::new(&fair, &ceremony, &scope, None);
    for lang in Lang::ALL {
        let counted = [pages(&brief, lang)?, pages(&agenda, lang)?];
        ensure(counted == [1, 1], format!("{lang:?}: {counted:?} pages"))?;
    }
    Ok(())
}

/// The text of a file's PDF, without spaces: lines break where the page does.
fn pdf_text(file: &Path) -> Result<String, Failed> {
    let folder = file.parent().expect("a file lies in a folder");
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    run(Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", "pdf", "--outdir"])
        .arg(folder)
        .arg(file))?;
    let text = run(Command::new("pdftotext").arg(file.with_extension("pdf")).arg("-"))?;
    Ok(text.chars().filter(|c| !c.is_whitespace()).collect())
}

fn says(
    report: &dyn Report,
    format: &str,
    lang: Lang,
    parts: &[&str],
) -> Result<(), Failed> {
    let (_dir, file) = written(report, format, lang)?;
    let text = pdf_text(&file)?;
    let missing: Vec<_> = parts
        .iter()
        .filter(|part| !text.contains(&part.replace(char::is_whitespace, "")))
        .collect();
    ensure(missing.is_empty(), format!("missing {missing:?} in {text}"))
}

pub(crate) fn word() -> Result<(), Failed> {
    let fair = english();
    let brief = Brief::new(&fair, Period { since: None, until: made() });
    let title = "Report on Example Valley Fair";
    says(
        &brief,
        "docx",
        Lang::En,
        &[title, "1. Collected", "4 needs came from 3 enterprises"],
    )?;
    says(
        &brief,
        "docx",
        Lang::Zh,
        &["一、征集情况", "截至2026年10月18日", "征集需求 4 项"],
    )
}

pub(crate) fn workbook() -> Result<(), Failed> {
    let fair = english();
    let rolling = ["Rolling of ultra-thin", "Example University"];
    says(&MeetingList::new(&fair), "xlsx", Lang::En, &rolling)?;
    let published = fair.published();
    says(&Booklet::new(&published), "xlsx", Lang::Zh, &["编号", "Welding robot"])
}
