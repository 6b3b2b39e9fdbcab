//! Writes the report of a made-up fair of any size and says what that took:
//! `large_report NEEDS OFFERINGS MEETINGS FILE` (format from the extension).
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a program of its own that measures"
)]

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::time::Instant;

use chrono::{Days, NaiveDate};
use fairmatch::domain::{
    AmountKind, Bound, Clock, EnterpriseRef, Fair, InstitutionRef, Meeting, Money, Need,
    Objective, Offering, Organization, Plan, PlanStatus, Session, SessionMode, Settings,
    Yuan,
};
use fairmatch::export::{self, Format, Style};
use fairmatch::ledger::{self, figures};
use fairmatch::matching::index::IndexError;
use fairmatch::matching::{
    Choice, Collector, Ground, Match, Matcher, Memory, Scoring, World,
};
use fairmatch::report::{
    Brief, Charts, Matches, MeetingPlan, NeedLine, Period, Stats, WholeReport,
};
use fairmatch::text::concepts::Lexicon;
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
    let started = Instant::now();
    let matches = matched(&fair);
    let matching = started.elapsed().as_secs_f64();
    let started = Instant::now();
    let mut out = BufWriter::new(File::create(file).expect("a writable file"));
    write(&fair, &matches, format, &mut out);
    drop(out);
    let size = fs::metadata(file).expect("written").len() as f64 / 1e6;
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or_default();
    println!(
        "{extension}: {:.2} s after {matching:.2} s of matching, {size:.1} MB, {peak}",
        started.elapsed().as_secs_f64()
    );
}

/// The report with everything a command would put in it.
fn write(fair: &Fair, matches: &Matches, format: &dyn Format, out: &mut dyn Write) {
    let made = day(0).and_hms_opt(20, 0, 0).expect("a time");
    let until = made + Days::new(30);
    let brief = Brief::new(fair, Period { since: None, until });
    let trails = ledger::trails(fair);
    let basis = figures::Basis::new(fair, &trails);
    let numbers = figures::figures(&basis, None);
    let cutoff = until.date();
    let stats = Stats { figures: &numbers, kpis: &fair.kpis, cutoff, later: 0 };
    let charts = Charts::new(fair, &basis);
    let score = |found: &Match| {
        ((found.need.clone(), found.offering.clone()), found.total.share())
    };
    let plan = MeetingPlan {
        plan: fair.plan.as_ref().expect("a plan was made"),
        fair,
        notes: Vec::new(),
        scores: matches.matches.iter().map(score).collect(),
    };
    let report =
        WholeReport { brief: &brief, parts: vec![&stats, &charts, matches, &plan] };
    let style = Style { lang: Lang::Zh, width: None, color: false, made };
    format.write(&report, &style, out).expect("written");
}

/// The three best offerings of every need.
fn matched(fair: &Fair) -> Matches {
    let lexicon = Lexicon::default();
    let mut collector = Collector::new(&lexicon);
    collector.push(&fair.offerings);
    let corpus = collector.finish();
    let shelf = Memory::new(&fair.offerings);
    let world = World::of_fair(fair, day(0));
    let Scoring { weights, levels, .. } = Scoring::of_settings(&fair.settings.matching);
    let mut report = Matches {
        needs: fair.needs.len(),
        offerings: fair.offerings.len(),
        weights: weights.by_name(),
        ..Matches::default()
    };
    let ground = Ground {
        corpus: &corpus,
        shelf: &shelf,
        lexicon: &lexicon,
        world: &world,
        meanings: None,
    };
    let choice = Choice { top: 3, least: Some(0.0), weights, levels, public: false };
    let titled = |need: &Need, found| (need.id.clone(), NeedLine::from(need), found);
    let matcher = Matcher::new(ground, choice);
    let done = matcher.run(&fair.needs, titled, |(id, line, found)| {
        report.titles.insert(id, line);
        report.matches.extend(found.matches);
        report.unmatched.extend(found.unmatched);
        Ok::<(), IndexError>(())
    });
    done.expect("nothing fails");
    report
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
        organizations: (0..=needs / 3).map(enterprise).collect(),
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

/// Words that titles and descriptions are made of.
const MATERIALS: [&str; 12] = [
    "铝合金",
    "钛合金",
    "硅钢",
    "碳纤维",
    "陶瓷基复合材料",
    "聚乳酸",
    "铜箔",
    "镁合金",
    "氮化硅",
    "石墨烯",
    "耐磨钢",
    "玻璃纤维",
];
const PROCESSES: [&str; 11] = [
    "轧制",
    "激光焊接",
    "退火",
    "精密铸造",
    "注塑成形",
    "表面涂覆",
    "粉末冶金",
    "旋压",
    "增材制造",
    "热处理",
    "电镀",
];
const AIMS: [&str; 7] =
    ["板形控制", "裂纹检测", "能耗降低", "疲劳寿命", "尺寸精度", "在线监测", "废液回收"];

/// What the n-th record is about.
fn topic(n: usize) -> [&'static str; 3] {
    let at = |words: &'static [&'static str], step: usize| words[n * step % words.len()];
    [at(&MATERIALS, 5), at(&PROCESSES, 7), at(&AIMS, 3)]
}

fn need(n: usize) -> Need {
    let [material, process, aim] = topic(n);
    let own = EnterpriseRef {
        id: Some(format!("E{}", n / 3)),
        name: format!("示例企业{}", n / 3),
        ..EnterpriseRef::default()
    };
    Need {
        id: format!("N{n}"),
        title: format!("{material}{process}的{aim}（示例需求{n}）"),
        description: format!(
            "现有{process}工艺下{material}成品率低，{aim}不稳定，希望有团队攻关。"
        ),
        fields: vec!["新材料".into()],
        organization: own,
        budget: Some(Money::exact(Yuan::new(1_000_000), AmountKind::Rd)),
        ..Need::default()
    }
}

fn offering(n: usize) -> Offering {
    let [material, process, aim] = topic(n + n / 7);
    let own = InstitutionRef {
        id: Some(format!("U{}", n / 30)),
        name: format!("示例大学{}", n / 30),
        ..InstitutionRef::default()
    };
    Offering {
        id: format!("S{n}"),
        title: format!("{material}{process}{aim}技术（示例成果{n}）"),
        description: format!("面向{material}的{process}装备与{aim}方法，已有样机。"),
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
        score: None,
        idle: 0,
        breaks: 0,
        moved: 0,
        table_moves: None,
        reseated: None,
        blocking: None,
        lower_bound: Bound::default(),
        status: PlanStatus::Feasible,
        seconds: 0.0,
        seed: 1,
    };
    Plan { version: 1, meetings, unscheduled: Vec::new(), objective, over_before: None }
}
