//! Pages in headless Chromium, clicked by a script that is added to the page.
#![expect(clippy::disallowed_methods, reason = "tests write the pages they open")]

use std::path::Path;
use std::process::Command;

use fairmatch::report::{Booklet, Brief, MeetingPlan, Period, Report, WholeReport};
use fairmatch::text::messages::Lang;
use libtest_mimic::Failed;
use serde_json::Value;

use crate::hostile::{self, Sample};
use crate::support::{english, made};
use crate::tools::{axe, ensure, run, written};

/// Sorts twice by the first column, looks for the needle, unfolds its reasons.
const HANDS: &str = r#"
const table = document.querySelector("table");
const numbers = () => [...table.tBodies[0].rows].map((row) => Number(row.cells[0].textContent));
const button = table.tHead.querySelector("button");
const said = { start: numbers() };
button.click(); said.up = numbers(); said.sort = table.tHead.rows[0].cells[0].getAttribute("aria-sort");
button.click(); said.down = numbers();
const field = document.querySelector("input[type=search]");
field.value = "NEEDLE"; field.dispatchEvent(new Event("input"));
const shown = [...table.tBodies[0].rows].filter((row) => !row.hidden);
said.shown = shown.map((row) => row.cells[0].textContent);
said.status = document.querySelector("[role=status]").textContent;
const details = shown[0].querySelector("details");
said.folded = !details.open; details.querySelector("summary").click(); said.open = details.open;
said.labelled = Boolean(field.closest("label"));
tell(said);
"#;

/// Whether a page as wide as a phone has to be moved sideways: an inner frame of that
/// width, since a window may not be that narrow.
const NARROW: &str = r#"
const frame = document.createElement("iframe");
frame.style.cssText = "width: 390px; height: 800px";
frame.srcdoc = document.documentElement.outerHTML.replaceAll("<script", "<template");
frame.addEventListener("load", () => {
  const page = frame.contentDocument.documentElement;
  tell({ wide: page.scrollWidth, room: page.clientWidth });
});
document.body.append(frame);
"#;

/// Whether anything of the data has become markup or has run.
const INERT: &str = r"
tell({ hacked: window.hacked === 1, images: document.images.length,
  scripts: document.scripts.length, comments: Boolean(
  document.createTreeWalker(document, NodeFilter.SHOW_COMMENT).nextNode()) });
";

const AXE: &str = r"
axe.run(document).then((result) => tell(result.violations.map((violation) =>
  `${violation.id}: ${violation.nodes[0].html} ${violation.nodes[0].failureSummary}`)));
";

/// Opens a page with a script that calls `tell` with what it found.
fn ask(page: &Path, library: &str, script: &str) -> Result<Value, Failed> {
    let html = std::fs::read_to_string(page)?;
    let answer = "<pre id=\"answer\" hidden></pre>";
    let tell = "const tell = (what) => { document.querySelector(\"#answer\").textContent = \
                \"ANSWER\" + encodeURIComponent(JSON.stringify(what)) + \"END\"; };";
    let asked =
        format!("{answer}<script>{library}\n{tell}{{ {script} }}</script></body>");
    let asked = html.replacen("</body>", &asked, 1);
    let file = page.with_file_name("asked.html");
    std::fs::write(&file, asked)?;
    let profile = page.with_file_name("profile");
    let dom = run(Command::new("chromium")
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"])
        .arg(format!("--user-data-dir={}", profile.display()))
        .args(["--virtual-time-budget=20000", "--dump-dom"])
        .arg(format!("file://{}", file.display())))?;
    let answer = dom.split_once(">ANSWER").and_then(|(_, rest)| rest.split_once("END"));
    let (encoded, _) = answer.ok_or_else(|| format!("no answer in {dom:.500}"))?;
    Ok(serde_json::from_str(&decoded(encoded))?)
}

/// Takes percent signs off.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digit = |byte: Option<u8>| {
                char::from(byte.unwrap_or(b'0')).to_digit(16).unwrap_or(0)
            };
            let value = digit(rest.next()) * 16 + digit(rest.next());
            bytes.push(u8::try_from(value).unwrap_or(b'?'));
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).expect("JSON is UTF-8")
}

pub(crate) fn works_by_hand() -> Result<(), Failed> {
    let (_dir, page) = written(&Sample, "html", Lang::En)?;
    let said = ask(&page, "", HANDS)?;
    let list = |key: &str| said[key].to_string();
    ensure(
        list("up") == "[3,5,7,8,9,10,11,12,13,14,15,16,17,20,40,100,1000]",
        format!("ascending: {said}"),
    )?;
    ensure(list("sort") == "\"ascending\"", format!("said to readers: {said}"))?;
    ensure(
        list("down") == "[1000,100,40,20,17,16,15,14,13,12,11,10,9,8,7,5,3]",
        format!("descending: {said}"),
    )?;
    ensure(list("shown") == "[\"40\"]", format!("found: {said}"))?;
    ensure(
        said["status"].as_str().is_some_and(|s| s.contains('1')),
        format!("status: {said}"),
    )?;
    let unfolds =
        said["folded"] == true && said["open"] == true && said["labelled"] == true;
    ensure(unfolds, format!("unfolding: {said}"))
}

/// The whole report of a fair.
fn with_report<T>(
    fair: &fairmatch::domain::Fair,
    work: impl FnOnce(&WholeReport<'_>) -> T,
) -> T {
    let brief = Brief::new(fair, Period { since: None, until: made() });
    let plan = fair.plan.as_ref().expect("the fair has a plan");
    let plan = MeetingPlan {
        plan,
        fair,
        notes: Vec::new(),
        scores: std::collections::BTreeMap::new(),
    };
    work(&WholeReport { brief: &brief, parts: vec![&plan] })
}

pub(crate) fn hostile_data_stays_inert() -> Result<(), Failed> {
    let fair = hostile::fair();
    let inert = |report: &dyn Report| {
        let (_dir, page) = written(report, "html", Lang::En)?;
        let said = ask(&page, "", INERT)?;
        let still = said["hacked"] == false
            && said["images"] == 0
            && said["scripts"] == 2
            && said["comments"] == false;
        ensure(still, format!("{}: {said}", report.name()))
    };
    inert(&Sample)?;
    inert(&Booklet::new(&fair))?;
    with_report(&fair, |report| inert(report))
}

pub(crate) fn fits_a_phone() -> Result<(), Failed> {
    let fair = english();
    let fits = |report: &dyn Report| {
        let (_dir, page) = written(report, "html", Lang::En)?;
        let said = ask(&page, "", NARROW)?;
        let room = said["room"].as_u64().unwrap_or(0);
        let fits = room > 300 && said["wide"].as_u64().is_some_and(|wide| wide <= room);
        ensure(fits, format!("{}: {said}", report.name()))
    };
    fits(&Booklet::new(&fair.published()))?;
    with_report(&fair, |report| fits(report))
}

pub(crate) fn pages_are_accessible() -> Result<(), Failed> {
    let library = std::fs::read_to_string(axe())?;
    let fair = english();
    let check = |report: &dyn Report, lang| {
        let (_dir, page) = written(report, "html", lang)?;
        let violations = ask(&page, &library, AXE)?;
        let none = violations.as_array().is_some_and(Vec::is_empty);
        ensure(none, format!("{}: {violations:#}", report.name()))
    };
    for lang in Lang::ALL {
        check(&Booklet::new(&fair.published()), lang)?;
        with_report(&fair, |report| check(report, lang))?;
    }
    check(&Sample, Lang::En)
}
