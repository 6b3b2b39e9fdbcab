//! Documents and workbooks through LibreOffice to PDF, the text read back.

use std::path::Path;
use std::process::Command;

use fairmatch::report::{Booklet, Brief, MeetingList, Period, Report};
use fairmatch::text::messages::Lang;
use libtest_mimic::Failed;

use crate::support::{english, made};
use crate::tools::{ensure, run, written};

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

pub fn word() -> Result<(), Failed> {
    let fair = english();
    let brief = Brief::new(&fair, Period { since: None, until: made() });
    let title = "Report on Example Valley Fair";
    says(&brief, "docx", Lang::En, &[title, "1. Collected", "4 needs of 3 enterprises"])?;
    says(
        &brief,
        "docx",
        Lang::Zh,
        &["一、征集情况", "截至2026年10月18日", "征集需求 4 项"],
    )
}

pub fn workbook() -> Result<(), Failed> {
    let fair = english();
    let rolling = ["Rolling of ultra-thin", "Example University"];
    says(&MeetingList::new(&fair), "xlsx", Lang::En, &rolling)?;
    let published = fair.published();
    says(&Booklet::new(&published), "xlsx", Lang::Zh, &["编号", "Welding robot"])
}
