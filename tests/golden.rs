//! Every format × sample reports against files in `tests/golden`. After a change that is
//! meant, run with `FAIRMATCH_GOLDEN=write` and read the difference.
#![expect(clippy::disallowed_methods, reason = "golden files are read and written")]

mod support;

use std::fs;
use std::io::{Cursor, Read as _};

use calamine::Reader as _;
use fairmatch::export::FORMATS;
use fairmatch::ledger;
use fairmatch::planning::ceremony::{self, Programme};
use fairmatch::report::{
    Booklet, Brief, DueReport, MeetingList, MeetingPlan, Period, Report, RunOfShow,
    WholeReport,
};
use fairmatch::text::messages::Lang;
use support::{english, made, style, tests, today};

/// Calls `look` with each sample report.
fn samples(look: &mut dyn FnMut(&dyn Report)) {
    let fair = english();
    let published = fair.published();
    let period = Period { since: Some(today() - chrono::Days::new(7)), until: made() };
    let brief = Brief::new(&fair, period);
    let ceremony = ceremony::plan(&Programme {
        signings: &fair.signings,
        people: &fair.people,
        meetings: &[],
        fair: Some(&fair),
        settings: &fair.settings.signing,
        kept: &fairmatch::domain::Places::new(),
        date: Some(today()),
    });
    let show = RunOfShow { ceremony: &ceremony, fair: &fair };
    let plan = fair.plan.as_ref().expect("the fair has a plan");
    let plan = MeetingPlan {
        plan,
        fair: &fair,
        notes: Vec::new(),
        scores: std::collections::BTreeMap::new(),
    };
    let trails = ledger::trails(&fair);
    let items = ledger::due(&trails, today(), 30);
    let due = DueReport::new(&fair, &items, 30);
    look(&Booklet::new(&published));
    look(&MeetingList::new(&fair));
    look(&brief);
    look(&WholeReport { brief: &brief, parts: vec![&plan, &show, &due] });
}

#[test]
fn every_format_writes_every_sample_as_it_did() {
    let mut wrong = Vec::new();
    samples(&mut |report| {
        for lang in Lang::ALL {
            for format in FORMATS.iter().filter(|format| format.fits(report)) {
                let mut bytes = Vec::new();
                format.write(report, &style(lang), &mut bytes).unwrap();
                let name = format!("{}.{}.{}", report.name(), lang.code(), format.name());
                wrong.extend(compare(&name, &text(format.name(), bytes)));
            }
        }
    });
    assert_eq!(wrong, [""; 0], "FAIRMATCH_GOLDEN=write accepts what is meant");
}

/// What a file says: text as it is, of archives the text within.
fn text(format: &str, bytes: Vec<u8>) -> String {
    match format {
        "xlsx" => cells(bytes),
        "docx" => paragraphs(bytes),
        _ => String::from_utf8(bytes).expect("text formats are UTF-8"),
    }
}

fn cells(bytes: Vec<u8>) -> String {
    let mut book = calamine::Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let mut out = String::new();
    for (name, range) in book.worksheets() {
        out.extend(["[", &name, "]\n"]);
        for row in range.rows() {
            let row: Vec<_> =
                row.iter().map(|cell| cell.to_string().replace('\n', "↵")).collect();
            out.push_str(&row.join("\t"));
            out.push('\n');
        }
    }
    out
}

fn paragraphs(bytes: Vec<u8>) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut xml = String::new();
    let mut part = archive.by_name("word/document.xml").expect("a document");
    part.read_to_string(&mut xml).expect("parts are UTF-8");
    let broken = xml.replace("</w:p>", "\n").replace("</w:tr>", "\n");
    let mut out = String::new();
    for part in broken.split('<') {
        let text = part.split_once('>').map_or(part, |(_, text)| text);
        out.push_str(text);
    }
    out
}

fn compare(name: &str, found: &str) -> Option<String> {
    let path = tests().join("golden").join(name);
    if std::env::var("FAIRMATCH_GOLDEN").is_ok_and(|word| word == "write") {
        fs::write(&path, found).expect("goldens can be written");
    }
    let known = fs::read_to_string(&path).unwrap_or_default();
    (known != found).then(|| name.to_owned())
}
