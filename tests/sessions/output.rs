//! Where results go and in which form.

use std::fs;
use std::io::Read as _;

use crate::desk::{Desk, object};

#[test]
fn the_target_is_checked_before_any_work() {
    let desk = Desk::example();
    fs::create_dir(desk.path().join("folder")).unwrap();
    for (target, why) in
        [("nowhere/x.csv", "nowhere"), ("folder", "文件夹"), ("x.pdf", "pdf")]
    {
        for command in [&["officers", "assign"][..], &["signing", "plan"], &["plan"]] {
            let said = desk.refused(&[command, &["-o", target]].concat());
            assert!(said.contains(why), "{said}");
        }
    }
    let log = desk.json(&["log"]);
    assert_eq!(log["entries"].as_array().unwrap().len(), 1, "nothing was done");
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_said_in_words() {
    let desk = Desk::example();
    let said = desk.refused(&["list", "needs", "-o", "/proc/x.csv"]);
    assert!(said.contains("/proc/x.csv") && !said.contains("os error"), "{said}");
}

/// A report into a link goes behind it, and a device stays a device.
#[cfg(unix)]
#[test]
fn links_and_devices_are_written_to_not_replaced() {
    let desk = Desk::example();
    let (link, sink) = (desk.path().join("link.csv"), desk.path().join("sink.csv"));
    fs::write(desk.path().join("real.csv"), "old").unwrap();
    std::os::unix::fs::symlink("real.csv", &link).unwrap();
    std::os::unix::fs::symlink("/dev/null", &sink).unwrap();
    for target in ["link.csv", "sink.csv"] {
        desk.fine(&["list", "needs", "-o", target]);
    }
    assert!(link.is_symlink() && sink.is_symlink());
    assert!(fs::read_to_string(desk.path().join("real.csv")).unwrap().len() > 100);
    assert!(fs::read(&sink).unwrap().is_empty());
}

#[test]
fn files_that_are_not_there_are_said_in_words() {
    let desk = Desk::example();
    for args in [
        &["eval", "--qrels", "nope.tsv"][..],
        &["plan", "--problem", "nope.json"],
        &["import", "needs", "a.csv", "--dialect", "nope.toml"],
    ] {
        let said = desk.refused(args);
        assert!(said.contains("nope.") && said.contains("没有这个文件"), "{said}");
    }
}

#[test]
fn formats_that_do_not_fit_are_refused_with_those_that_do() {
    let desk = Desk::example();
    let said = desk.refused(&["list", "needs", "--format", "ics"]);
    assert!(said.contains("ics") && said.contains("xlsx"), "{said}");
    let said = desk.refused(&["list", "needs", "--format", "pdf"]);
    assert!(said.contains("pdf") && said.contains("docx"), "{said}");
}

#[test]
fn every_format_comes_from_its_name_and_its_extension() {
    let desk = Desk::example();
    for format in ["table", "csv", "json", "jsonl", "markdown", "html", "xlsx", "docx"] {
        assert!(
            !desk.fine(&["list", "needs", "--format", format]).out.is_empty(),
            "{format}"
        );
    }
    for name in
        ["x.csv", "x.json", "x.jsonl", "x.md", "x.html", "x.xlsx", "x.docx", "x.txt"]
    {
        desk.fine(&["list", "needs", "-o", name]);
        assert!(fs::metadata(desk.path().join(name)).unwrap().len() > 0, "{name}");
    }
    let json = fs::read(desk.path().join("x.json")).unwrap();
    assert_eq!(json, desk.fine(&["list", "needs", "--format", "json"]).out);
}

#[test]
fn a_broken_pipe_is_success() {
    let desk = Desk::example();
    for args in
        [&["list", "offerings", "--format", "json"][..], &["match", "--format", "jsonl"]]
    {
        let mut child = desk.command(args).spawn().unwrap();
        let mut out = child.stdout.take().unwrap();
        let mut start = [0];
        out.read_exact(&mut start).unwrap();
        drop(out);
        assert!(child.wait().unwrap().success(), "{args:?}");
    }
}

/// In every format: what writes it must not hide from the program what the system said.
#[test]
fn a_pipe_that_nobody_reads_is_success_in_every_format() {
    let desk = Desk::example();
    for what in [&["export", "needs"][..], &["list", "needs"], &["report"]] {
        for format in
            ["table", "csv", "json", "jsonl", "markdown", "html", "xlsx", "docx"]
        {
            let (reader, writer) = std::io::pipe().unwrap();
            drop(reader);
            let args = [what, &["--format", format]].concat();
            let told = desk.command(&args).stdout(writer).output().unwrap();
            assert!(told.status.success(), "{args:?}: {told:?}");
            assert!(told.stderr.is_empty(), "{args:?}: {told:?}");
        }
    }
}

#[test]
fn colours_come_when_asked_for_and_only_then() {
    let desk = Desk::example();
    let escapes = |args: &[&str]| {
        let told = desk.run(&[&["ledger", "due"], args].concat());
        told.out.contains(&0x1b)
    };
    assert!(escapes(&["--color", "always"]));
    let mut asked = desk.command(&["--color", "always", "ledger", "due"]);
    let told = asked.env("NO_COLOR", "1").output().unwrap();
    assert!(String::from_utf8(told.stdout).unwrap().contains("\u{1b}[38"));
    assert!(
        !escapes(&["--color", "never"]) && !escapes(&[]),
        "nobody sees them in a pipe"
    );
    assert!(!escapes(&["--color", "always", "-o", "due.txt"]));
    assert!(!fs::read(desk.path().join("due.txt")).unwrap().contains(&0x1b));
}

#[test]
fn an_empty_list_has_its_header() {
    let desk = Desk::blank();
    let told = desk.fine(&["list", "needs", "--format", "csv"]).text();
    assert!(told.starts_with('\u{feff}') && told.contains("title"), "{told}");
    let screen = desk.fine(&["list", "needs"]).text();
    assert!(screen.contains("needs: 0") && !screen.contains("┌┐"), "{screen}");
}

#[test]
fn the_dossier_calls_people_by_name_and_title() {
    let desk = Desk::example();
    let told = desk.fine(&["show", "P005"]).text();
    assert!(told.contains("（副区长）"), "{told}");
    let told = desk.fine(&["show", "E001"]).text();
    assert!(told.contains("上市挂牌奖励"), "its policies: {told}");
}

#[test]
fn every_batch_on_stage_is_drawn_under_its_number_and_hour() {
    let desk = Desk::example();
    desk.fine(&["signing", "plan", "-o", "stage.svg"]);
    let drawn = fs::read_to_string(desk.path().join("stage.svg")).unwrap();
    for caption in ["第 1 批（15:00）", "第 2 批（15:06）"] {
        assert!(drawn.contains(caption), "{caption}");
    }
}

#[test]
fn the_stored_plan_is_drawn_without_planning_again() {
    let desk = Desk::example();
    desk.fine(&["plan", "--iterations", "1000"]);
    for args in [
        &["plan", "show", "-o", "show.svg"][..],
        &["plan", "restore", "1", "-o", "restored.svg"],
        &["export", "meetings", "-o", "meetings.svg"],
        &["export", "meetings", "-o", "meetings.html"],
    ] {
        desk.fine(args);
        let drawn = fs::read_to_string(desk.path().join(args[args.len() - 1])).unwrap();
        assert!(drawn.contains("<svg") && drawn.contains("河南理工大学"), "{args:?}");
        assert!(drawn.contains(">1号桌<"), "{args:?}: slots and tables, too");
    }
    let plans = desk.json(&["plan", "list"]);
    assert_eq!(plans["plans"].as_array().unwrap().len(), 2, "one was restored");
    assert_eq!(desk.json(&["plan", "show", "1"])["version"], 1);
    let csv = desk.fine(&["export", "meetings", "--format", "csv"]).text();
    assert!(csv.lines().all(|line| line.split(',').count() >= 14), "one table: {csv}");
}

#[test]
fn a_change_answers_with_its_entry_of_the_log() {
    let desk = Desk::example();
    let said = desk.refused(&["review", "N016", "pass", "-o", "e.svg"]);
    assert!(said.contains("svg") && said.contains("json"), "{said}");
    assert_eq!(desk.json(&["log"])["entries"].as_array().unwrap().len(), 1);
    desk.fine(&["edit", "N001", "zone=北区", "-o", "e.json"]);
    let told = fs::read(desk.path().join("e.json")).unwrap();
    let told: serde_json::Value = serde_json::from_slice(&told).unwrap();
    let change = &told["entries"][0]["changes"][0];
    assert_eq!(
        (&change["id"], told["entries"].as_array().unwrap().len()),
        (&"N001".into(), 1)
    );
    assert_eq!(change["after"]["organization"]["zone"], "北区");
    let unchanged = desk.json(&["edit", "N001", "zone=北区"]);
    assert_eq!(unchanged["entries"].as_array().unwrap().len(), 0);
    for args in [
        &["undo"][..],
        &["decide", "N001", "S001", "reject"],
        &["review", "N016", "pass"],
    ] {
        assert_eq!(desk.json(args)["entries"].as_array().unwrap().len(), 1, "{args:?}");
    }
    assert!(desk.fine(&["undo"]).out.is_empty(), "nobody asked");
}

#[test]
fn a_dash_is_standard_output_and_input() {
    let desk = Desk::example();
    let listed = desk.fine(&["list", "needs", "--format", "csv"]).out;
    assert_eq!(desk.fine(&["list", "needs", "--format", "csv", "-o", "-"]).out, listed);
    assert!(desk.fine(&["template", "needs", "-o", "-"]).out.starts_with(b"PK"));
    desk.refused(&["export", "registry", "-o", "-"]);
    desk.refused(&["index", "build", "-o", "-"]);
    desk.write("more.csv", "需求名称,企业名称\n,甲有限公司\n");
    let told = desk.run(&["import", "more.csv", "--rejects", "-", "-o", "report.json"]);
    assert!(told.code == 1 && told.text().contains("甲有限公司"), "{}", told.err);
    desk.write("run.tsv", "N001\tS001\t1\n");
    let mut eval =
        desk.command(&["eval", "--run", "run.tsv", "--format", "json", "--qrels", "-"]);
    eval.stdin(fs::File::open(desk.write("qrels.tsv", "N001\tS001\t3\n")).unwrap());
    let output = eval.output().unwrap();
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(!desk.path().join("-").exists());
}

#[test]
fn no_findings_are_a_table_without_rows() {
    let desk = Desk::blank();
    let header = |args: &[&str]| {
        let told = desk.fine(&[args, &["--format", "csv"]].concat());
        let text = told.text();
        assert_eq!(text.trim_start_matches('\u{feff}').lines().count(), 1, "{text}");
    };
    header(&["check"]);
    header(&["dedupe"]);
    let settings = "name = 'a'\nlanguage = 'en'\n[[session]]\ndate = 2026-10-16\n\
                    start = '09:00'\nend = '10:00'\nslot_minutes = 20\ntables = 2\n";
    desk.write("fair.toml", settings);
    desk.fine(&["plan"]);
    header(&["plan", "diff", "1", "1"]);
}

#[test]
fn json_lines_are_a_record_each() {
    let desk = Desk::example();
    desk.fine(&["plan", "--iterations", "1"]);
    let lists: &[(&[&str], &str)] = &[
        (&["search", "钛"], "results"),
        (&["notify"], "notices"),
        (&["agenda"], "agenda"),
        (&["plan", "list"], "plans"),
        (&["export", "meetings"], "meetings"),
        (&["export", "matches"], "matches"),
    ];
    for (args, key) in lists {
        let whole = desk.json(args)[*key].clone();
        let lines = desk.fine(&[*args, &["--format", "jsonl"]].concat()).text();
        let lines: Vec<serde_json::Value> =
            lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert!(lines.len() > 1 || *key == "plans", "{args:?}");
        assert_eq!(serde_json::Value::from(lines), whole, "{args:?}");
    }
    let why = desk.refused(&["export", "meetings", "--format", "ics"]);
    assert!(why.contains("jsonl") && why.contains("svg"), "all that fit: {why}");
    let booklet = desk.json(&["export", "booklet"]);
    let lines = desk.fine(&["export", "booklet", "--format", "jsonl"]).text();
    let first: serde_json::Value =
        serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    assert_eq!(first["need"], booklet["needs"][0]);
}

#[test]
fn who_wants_no_notes_still_hears_why_it_did_not_go_well() {
    let desk = Desk::blank();
    desk.write("bad.csv", "id,title\nN1,\n");
    desk.write("bare.csv", "id,title\nN1,炉排焊接\n");
    for (args, code, why) in [
        (&["ledger", "due", "--ledger", "none.csv"][..], 2, "none.csv"),
        (&["match", "--needs", "none.csv", "--offerings", "none.csv"], 2, "none.csv"),
        (&["list", "needs", "--needs", "bad.csv"], 1, "bad.csv row 2"),
        (&["list", "needs", "--needs", "bare.csv"], 0, ""),
    ] {
        let told = desk.run(&[args, &["--lang", "en", "-q"]].concat());
        assert_eq!(told.code, code, "{args:?}: {}", told.err);
        assert!(told.err.contains(why), "{args:?}: {}", told.err);
        assert_eq!(told.err.is_empty(), why.is_empty(), "{args:?}: {}", told.err);
    }
}

#[test]
fn check_reports_what_is_wrong_with_the_rows_of_files() {
    let desk = Desk::blank();
    let rows = "需求编号,需求名称,企业名称,预算\nN1,炉排焊接,甲有限公司,300万元\n\
                N2,,甲有限公司,1万元\nN3,钛箔,甲有限公司,-5万元\nN1,钛箔,乙有限公司,1万元\n\
                N4,铜箔,甲有限公司,5成\n";
    desk.write("n.csv", rows);
    let found = desk.json(&["check", "--needs", "n.csv"])["problems"].clone();
    let of = |subject: &str| {
        let place = object(&found, "subject", subject);
        (place["code"].as_str().unwrap(), place["severity"].as_str().unwrap())
    };
    assert_eq!(of("n.csv:3"), ("missing_required", "error"));
    assert_eq!(of("n.csv:4"), ("negative_amount", "error"));
    assert_eq!(of("n.csv:5"), ("duplicate_id", "error"));
    assert_eq!(of("n.csv:6"), ("invalid_amount", "warning"));
    let told = desk.run(&["check", "--needs", "n.csv", "-q"]);
    assert!(told.code == 1 && told.err.is_empty(), "said once: {}", told.err);
    let none = desk.json(&["check", "--needs", "none.csv"])["problems"].clone();
    assert_eq!(object(&none, "subject", "none.csv")["code"], "unreadable_file");
    // The words of rows are not for the public; who runs the command hears of them.
    let told = desk.run(&["check", "--needs", "n.csv", "--public"]);
    assert!(told.code == 1 && told.err.contains("n.csv"), "{}", told.err);
    assert!(!told.text().contains("n.csv"), "{}", told.text());
}
