//! Workbooks and calendars read by Python packages of other authors.

use std::process::Command;

use fairmatch::report::{MeetingList, MeetingPlan};
use fairmatch::text::messages::Lang;
use libtest_mimic::Failed;

use crate::support::english;
use crate::tools::{ensure, python, run, written};

const OPENPYXL: &str = r#"
import datetime, sys, openpyxl
sheet = openpyxl.load_workbook(sys.argv[1]).worksheets[0]
assert sheet.freeze_panes == "A2", sheet.freeze_panes
assert sheet.auto_filter.ref.startswith("A1:"), sheet.auto_filter.ref
assert sheet.page_setup.paperSize == 9 and sheet.page_setup.orientation == "landscape"
assert sheet["B2"].value == datetime.datetime(2026, 10, 16), sheet["B2"].value
assert sheet["C2"].value == datetime.time(9, 0), sheet["C2"].value
assert sheet["E2"].value == 1 and isinstance(sheet["E2"].value, int)
print(sheet["A2"].value, sheet.max_row)
"#;

const ICALENDAR: &str = r#"
import sys, icalendar
calendar = icalendar.Calendar.from_ical(open(sys.argv[1], "rb").read())
events = calendar.walk("VEVENT")
assert calendar.walk("VTIMEZONE")[0]["TZID"] == "Asia/Shanghai"
assert len({str(event["UID"]) for event in events}) == len(events) == 2
assert events[0]["SEQUENCE"] == 1, events[0]["SEQUENCE"]
first = events[0]["DTSTART"].dt
assert first.utcoffset().total_seconds() == 8 * 3600, first
assert all(len(line) <= 75 for line in open(sys.argv[1], "rb").read().split(b"\r\n"))
print(first.strftime("%Y-%m-%d %H:%M"), events[0]["DTSTAMP"].dt.strftime("%Y-%m-%dT%H:%MZ"))
"#;

const VOBJECT: &str = r#"
import sys, vobject
calendar = vobject.readOne(open(sys.argv[1], encoding="utf-8", newline="").read())
calendar.validate(raiseException=True)
for event in calendar.vevent_list:
    event.validate(raiseException=True)
    assert event.dtend.value > event.dtstart.value
print(len(calendar.vevent_list))
"#;

fn asked(script: &str, file: &std::path::Path) -> Result<String, Failed> {
    Ok(run(Command::new(python()).args(["-c", script]).arg(file))?.trim().to_owned())
}

pub(crate) fn openpyxl() -> Result<(), Failed> {
    let fair = english();
    let (_dir, file) = written(&MeetingList::new(&fair), "xlsx", Lang::En)?;
    let said = asked(OPENPYXL, &file)?;
    ensure(said == "M001 3", said)
}

fn calendar(script: &str) -> Result<String, Failed> {
    let fair = english();
    let plan = fair.plan.as_ref().expect("the fair has a plan");
    let plan = MeetingPlan {
        plan,
        fair: &fair,
        notes: Vec::new(),
        scores: std::collections::BTreeMap::new(),
    };
    let (_dir, file) = written(&plan, "ics", Lang::En)?;
    asked(script, &file)
}

pub(crate) fn icalendar() -> Result<(), Failed> {
    let said = calendar(ICALENDAR)?;
    ensure(said == "2026-10-16 09:00 2026-10-18T12:00Z", said)
}

pub(crate) fn vobject() -> Result<(), Failed> {
    let said = calendar(VOBJECT)?;
    ensure(said == "2", said)
}
