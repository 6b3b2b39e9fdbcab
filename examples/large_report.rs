//! Writes the report of a made-up fair of any size and says what that took:
//! `large_report NEEDS OFFERINGS MEETINGS FILE` (format from the extension).
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a program of its own that measures"
)]

use std::fs::{self, File};
use std::io::BufWriter;
use std::time::Instant;

use chrono::{Days, NaiveDate};
use fairmatch::domain::{
    AmountKind, Bound, Clock, EnterpriseRef, Fair, InstitutionRef, Meeting, Money, Need,
    Objective, Offering, Organization, Plan, PlanStatus, Session, SessionMode, Settings,
    Yuan,
};
use fairmatch::export::{self, Style};
use fairmatch::report::{Brief, MeetingPlan, Period, WholeReport};
use fairmatch::text::messages::Lang;

/// Tables in a slot, slots in a day.
const TABLES: usize = 50;
const SLOTS: usize = 16;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [needs, offerings, meetings, file] = &args[..] else {
        return println!("large_report NEEDS OFFERINGS MEETINGS FILE");
    };
    let number = |text: &String| text.parse().expect("a number");
    let fair = fair(number(needs), number(offerings), number(meetings));
    let extension = file.rsplit('.').next().unwrap_or_default();
    let format = export::by_extension(extension).expect("a known format");
    let made = day(0).and_hms_opt(20, 0, 0).expect("a time");
    let started = Instant::now();
    let brief = Brief::new(&fair, Period { since: None, until: made + Days::new(30) });
    let plan = fair.plan.as_ref().expect("a plan was made");
    let plan = MeetingPlan {
        plan,
        fair: &fair,
        notes: Vec::new(),
        scores: std::collections::BTreeMap::new(),
    };
    let report = WholeReport { brief: &brief, parts: vec![&plan] };
    let style = Style { lang: Lang::Zh, width: None, color: false, made };
    let mut out = BufWriter::new(File::create(file).expect("a writable file"));
    format.write(&report, &style, &mut out).expect("written");
    drop(out);
    let size = fs::metadata(file).expect("written").len() as f64 / 1e6;
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or_default();
    println!(
        "{extension}: {:.2} s, {size:.1} MB, {peak}",
        started.elapsed().as_secs_f64()
    );
}

fn day(n: usize) -> NaiveDate {
    let first = NaiveDate::from_ymd_opt(2026, 10, 16).expect("a day");
    first + Days::new(n as u64)
}

fn clock(minutes: usize) -> Clock {
    Clock::from_minutes(u16::try_from(minutes).expect("a day's minute")).expect("a time")
}

fn fair(needs: usize, offerings: usize, meetings: usize) -> Fair {
    let days = meetings.div_ceil(TABLES * SLOTS);
    Fair {
        settings: Settings {
            name: "示例".into(),
            sessions: (0..days).map(session).collect(),
            ..Settings::default()
        },
        organizations: (0..needs / 3 + 1).map(enterprise).collect(),
        needs: (0..needs).map(need).collect(),
        offerings: (0..offerings).map(offering).collect(),
        plan: Some(plan((0..meetings).map(|n| meeting(n, needs, offerings)).collect())),
        ..Fair::default()
    }
}

fn session(n: usize) -> Session {
    Session {
        date: day(n),
        start: clock(540),
        end: clock(540 + 20 * SLOTS),
        slot_minutes: 20,
        pause_minutes: 0,
        mode: SessionMode::Onsite,
        tables: TABLES,
        breaks: Vec::new(),
        hall: None,
    }
}

fn enterprise(n: usize) -> Organization {
    Organization {
        id: format!("E{n}"),
        name: format!("示例企业{n}"),
        ..Organization::default()
    }
}

fn need(n: usize) -> Need {
    let own = EnterpriseRef {
        id: Some(format!("E{}", n / 3)),
        name: format!("示例企业{}", n / 3),
        ..EnterpriseRef::default()
    };
    Need {
        id: format!("N{n}"),
        title: format!("示例需求{n}：高强度轻量化结构件成形工艺"),
        description: "现有工艺成品率低，希望攻克成形与退火控制。".repeat(5),
        fields: vec!["新材料".into()],
        organization: own,
        budget: Some(Money::exact(Yuan::new(1_000_000), AmountKind::Rd)),
        ..Need::default()
    }
}

fn offering(n: usize) -> Offering {
    let own = InstitutionRef {
        id: Some(format!("U{}", n / 30)),
        name: format!("示例大学{}", n / 30),
        ..InstitutionRef::default()
    };
    Offering {
        id: format!("S{n}"),
        title: format!("示例成果{n}：轻量化结构件成形技术"),
        organization: own,
        ..Offering::default()
    }
}

fn meeting(n: usize, needs: usize, offerings: usize) -> Meeting {
    let slot = n / TABLES;
    let start = 540 + 20 * (slot % SLOTS);
    Meeting {
        id: format!("M{n}"),
        need: format!("N{}", n % needs),
        offering: Some(format!("S{}", n % offerings)),
        enterprise: format!("E{}", n % needs / 3),
        institution: format!("U{}", n % offerings / 30),
        date: day(slot / SLOTS),
        start: clock(start),
        end: clock(start + 20),
        slot: slot + 1,
        table: Some(n % TABLES + 1),
        locked: false,
    }
}

fn plan(meetings: Vec<Meeting>) -> Plan {
    let objective = Objective {
        meetings: meetings.len(),
        score: 0.0,
        idle: 0,
        breaks: 0,
        moved: 0,
        lower_bound: Bound::default(),
        status: PlanStatus::Feasible,
        seconds: 0.0,
        seed: 1,
    };
    Plan { version: 1, meetings, unscheduled: Vec::new(), objective }
}
