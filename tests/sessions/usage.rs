//! What is typed wrongly is named, with what would have been right.

use crate::desk::{Desk, TODAY, column};

#[test]
fn every_slip_has_a_name_and_advice_in_both_languages() {
    let desk = Desk::example();
    let slips: &[(&[&str], &str)] = &[
        (&["mtach"], "match"),
        (&["list", "need"], "needs"),
        (&["list", "needs", "--limi", "3"], "--limit"),
        (&["list", "needs", "--sort", "tilte"], "title"),
        (&["list", "needs", "--stage", "reviwed"], "reviewed"),
        (&["list", "needs", "--kind", "tecnology"], "technology"),
        (&["list", "needs", "--min-budget", "much"], "500000"),
        (&["show", "N0O1"], "N001"),
        (&["show", "P05"], "P005"),
        (&["edit", "N001", "bugdet=3"], "budget"),
        (&["edit", "N0011", "title=x"], "N001"),
        (&["decide", "N001", "S0O1", "accept"], "S001"),
        (&["decide", "N001", "S001", "acept"], "accept"),
        (&["review", "N016", "pas"], "pass"),
        (&["template", "foo"], "experts"),
        (&["ledger", "advance", "P005", "landd"], "landed"),
        (&["ledger", "history", "P05"], "P005"),
        (&["ledger", "log", "P005", "--amount", "-5"], "--amount"),
        (&["ledger", "log", "P005", "--due", "2026-02-30"], "2026-10-18"),
        (&["policies", "match", "E0O1"], "E001"),
        (&["agenda", "--for", "E0O1"], "E001"),
        (&["undo", "x"], "1"),
        (&["undo", "99"], "log"),
        (&["export", "need"], "needs"),
        (&["completions", "bsh"], "bash"),
        (&["stats", "--group", "feild"], "field"),
        (&["log", "--limit", "many"], "0"),
        (&["list", "needs", "--jobs", "0"], "1"),
    ];
    for (args, advice) in slips {
        for lang in ["zh", "en"] {
            let why = desk.refused(&[*args, &["--lang", lang]].concat());
            assert!(why.contains(advice), "{args:?}: {why}");
            let error = if lang == "zh" { "错误：" } else { "Error: " };
            assert!(why.starts_with(error), "{args:?}: {why}");
        }
    }
}

#[test]
fn a_line_that_cannot_be_read_is_blamed_on_its_own_file() {
    let desk = Desk::blank();
    desk.write("good.tsv", "N001\tS001\t3\n");
    desk.write("bad.tsv", "N001\tS001\n");
    let eval = |qrels, run| {
        desk.refused(&["eval", "--lang", "en", "--qrels", qrels, "--run", run])
    };
    assert!(eval("good.tsv", "bad.tsv").contains("Row 1 of the run bad.tsv"));
    assert!(eval("bad.tsv", "good.tsv").contains("Row 1 of the judgements bad.tsv"));
    for (file, line) in [("x.tsv", "N001\tS001\tx\n"), ("four.tsv", "N001\t0\tS001\t3\n")]
    {
        desk.write(file, line);
        assert!(eval(file, "good.tsv").contains("Row 1"), "{line}");
        assert!(eval("good.tsv", file).contains("Row 1"), "{line}");
    }
    desk.write("eight.tsv", "need\toffering\tgrade\nN001\tS001\t8\n");
    assert!(eval("eight.tsv", "good.tsv").contains("Row 2 of the judgements"));
}

#[test]
fn a_pair_that_stands_twice_in_a_run_counts_once() {
    let desk = Desk::blank();
    desk.write("q.tsv", "need\toffering\tgrade\nN1\tS1\t3\nN1\tS2\t1\n");
    desk.write("r.tsv", "N1\tS1\t9\nN1\tS1\t8\nN1\tS2\t8.5\nN1\tS1\t7\n");
    let args = ["--lang", "en", "--qrels", "q.tsv", "--run", "r.tsv", "--format", "json"];
    let told = desk.fine(&[&["eval"][..], &args].concat());
    let text = told.text();
    assert!(text.contains("\"map\": 1.0"), "{text}");
    assert!(told.err.contains("2 lines repeat a pair"), "{}", told.err);
}

#[test]
fn judged_needs_that_are_not_there_are_counted() {
    let desk = Desk::with(&[
        ("needs", "id,title\nN1,titanium foil\nN2,seals\n"),
        ("offerings", "id,title\nS1,rolling titanium foil\n"),
    ]);
    desk.write("q.tsv", "N1\tS1\t3\nN7\tS1\t1\nN8\tS1\t1\nN8\tS2\t2\n");
    let told = desk.fine(&["eval", "--qrels", "q.tsv", "--no-semantic"]);
    let note = "2 of 3 judged needs are not in the needs";
    assert!(told.err.contains(note), "{}", told.err);
    desk.write("known.tsv", "N1\tS1\t3\n");
    let told = desk.fine(&["eval", "--qrels", "known.tsv", "--no-semantic"]);
    assert!(!told.err.contains("judged needs"), "{}", told.err);
}

#[test]
fn settings_that_are_wrong_are_named_all_at_once_with_their_lines() {
    let desk = Desk::blank();
    let text = "naem = 'x'\ncutoff = 2026-10-18\n[limits]\nneed = [0, 'many']\n";
    desk.write("fair.toml", text);
    let zh = desk.refused(&["list", "needs", "--lang", "zh"]);
    for part in ["fair.toml 有 2 处错误", "第 1 行", "naem", "name", "第 4 行", "many"]
    {
        assert!(zh.contains(part), "{part}: {zh}");
    }
    let en = desk.refused(&["list", "needs", "--lang", "en"]);
    assert!(en.contains("line 1: ") && en.contains("line 4: "), "{en}");
    std::fs::write(desk.path().join("fair.toml"), b"name = '\xff\xfe'").unwrap();
    let said = desk.refused(&["list", "needs"]);
    assert!(said.contains("fair.toml"), "{said}");
}

#[test]
fn settings_that_contradict_themselves_are_found_by_check() {
    let desk = Desk::blank();
    let text = "name = 'x'\n[[session]]\ndate = 2026-10-16\nstart = '11:00'\nend = '09:00'\n\
                slot_minutes = 0\ntables = 2\n[limits]\nneed = [5, 3]\n";
    desk.write("fair.toml", text);
    let told = desk.run(&["check", "--format", "json"]);
    assert_eq!(told.code, 1);
    let problems = desk.json(&["check"])["problems"].clone();
    let wrong: Vec<_> = column(&problems, "code")
        .into_iter()
        .filter(|code| code == "invalid_setting")
        .collect();
    assert_eq!(wrong.len(), 3, "{problems}");
}

#[test]
fn the_fair_is_found_as_the_contract_says() {
    let desk = Desk::example();
    let below = desk.path().join("a/b");
    std::fs::create_dir_all(&below).unwrap();
    let count = |command: &mut std::process::Command| {
        let out = command.output().unwrap();
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        let listed: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
        listed["needs"].as_array().unwrap().len()
    };
    let list = ["list", "needs", "--format", "json"];
    assert_eq!(count(desk.command(&list).current_dir(&below)), 34);
    let elsewhere = tempfile::tempdir().unwrap();
    let mut by_variable = desk.command(&list);
    by_variable.current_dir(&elsewhere).env("FAIRMATCH_FAIR", desk.path());
    assert_eq!(count(&mut by_variable), 34);
    let fair = desk.path().to_str().unwrap();
    let mut by_option = desk.command(&[&list[..], &["--fair", fair]].concat());
    by_option.current_dir(&elsewhere).env("FAIRMATCH_FAIR", "/nowhere");
    assert_eq!(count(&mut by_option), 34);
    let mut empty = desk.command(&list);
    assert_eq!(count(empty.env("FAIRMATCH_FAIR", "")), 34);
    let mut nowhere = desk.command(&list);
    let told = nowhere.current_dir(&elsewhere).output().unwrap();
    assert_eq!(told.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&told.stderr).contains("init"));
}

#[test]
fn who_acts_is_the_one_named_else_the_user() {
    let desk = Desk::blank();
    let log = |desk: &Desk| column(&desk.json(&["log"])["entries"], "by")[0].clone();
    let file = desk.write("n.csv", "id,title\nN1,a\n");
    desk.fine(&["import", "needs", file.to_str().unwrap()]);
    assert_eq!(log(&desk), "clerk");
    desk.fine(&["edit", "N1", "title=b", "--as", "Dora"]);
    assert_eq!(log(&desk), "Dora");
    let mut nobody = desk.command(&["edit", "N1", "title=c"]);
    assert!(nobody.env_remove("USER").status().unwrap().success());
    assert_ne!(log(&desk), "");
    assert_eq!(&desk.json(&["log"])["entries"][0]["at"].as_str().unwrap()[..10], TODAY);
}

#[test]
fn two_files_cannot_both_come_from_stdin() {
    let why =
        Desk::blank().refused(&["eval", "--lang", "en", "--qrels", "-", "--run", "-"]);
    assert!(why.contains("cannot both come from stdin"), "{why}");
    let why = Desk::blank().refused(&["verify", "--problem", "-", "--solution", "-"]);
    assert!(why.contains("cannot both come from stdin"), "{why}");
    let why = Desk::blank().refused(&["match", "--needs", "-", "--offerings", "-"]);
    assert!(why.contains("Only one registry can come from stdin"), "{why}");
}

#[test]
fn numbers_below_zero_are_called_what_they_are() {
    let desk = Desk::blank();
    for line in [
        "plan --time-limit",
        "plan --seed",
        "plan --iterations",
        "ledger due --within",
        "list needs --limit",
        "list needs --min-budget",
        "match --top",
        "match --min-score",
        "log --limit",
        "search 钛箔 --limit",
        "agenda --table",
        "eval --depth",
        "check --jobs",
        "undo",
    ] {
        let words: Vec<&str> = line.split(' ').chain(["-1"]).collect();
        let why = desk.refused(&[&["--lang", "en"], &words[..]].concat());
        assert!(why.contains("-1") && !why.contains("no argument"), "{line}: {why}");
        assert!(why.contains("Hint: "), "{line}: {why}");
        let of_money = line.ends_with("--min-budget");
        assert_eq!(why.contains("amount"), of_money, "{line}: {why}");
    }
    assert!(desk.refused(&["match", "--top", "0"]).contains("1 or more"));
}

#[test]
fn merging_is_of_the_fair_alone() {
    let needs = "id,title,organization\nN1,seals,Alpha Ltd\nN2,seals,Alpha Ltd\n";
    let desk = Desk::with(&[("needs", needs)]);
    let merge = ["dedupe", "--merge", "N1", "N2"];
    let why = desk.refused(&[&merge[..], &["--needs", "needs.csv"]].concat());
    assert!(why.contains("--merge") && why.contains("--needs"), "{why}");
    assert_eq!(column(&desk.json(&["list", "needs"])["needs"], "id"), ["N1", "N2"]);
    desk.fine(&merge);
    assert_eq!(column(&desk.json(&["list", "needs"])["needs"], "id"), ["N1"]);
}

#[test]
fn usage_errors_and_help_speak_the_language_of_the_fair() {
    let desk = Desk::blank();
    let elsewhere = Desk::empty();
    elsewhere.write("fair.toml", "name = '洽谈会'\nlanguage = 'zh'\n");
    let other = elsewhere.path().to_str().unwrap();
    let said = |more: &[&str], args: &[&str]| {
        let told = desk.run(&[more, args].concat());
        format!("{}{}", told.text(), told.err)
    };
    for args in [
        &["list", "needs", "--limit", "x"][..],
        &["list", "needs", "--format", "yaml"],
        &["bogus"],
        &["list", "--help"],
    ] {
        for (more, zh) in [
            (&[][..], false),
            (&["--fair", other], true),
            (&["--fair", other, "--lang", "en"], false),
        ] {
            let words = said(more, args);
            let chinese = words.contains("错误：") || words.contains("用法");
            assert_eq!(chinese, zh, "{words}");
        }
    }
    // What is wrong with the settings is told in the language that they name.
    desk.write("fair.toml", "language = 'en'\nnam = 'x'\n");
    assert!(desk.refused(&["list", "needs"]).starts_with("Error"));
}

#[test]
fn judgements_and_rankings_are_read_strictly() {
    let desk = Desk::blank();
    desk.write("good.tsv", "need\toffering\tgrade\nN001\tS001\t3\n");
    desk.write("run.tsv", "N001\tS001\t0.5\n");
    for (name, text) in [
        ("high.tsv", "N001\tS001\t3\nN001\tS002\t4\n"),
        ("negative.tsv", "N001\tS001\t-1\n"),
    ] {
        desk.write(name, text);
        let why = desk.refused(&["eval", "--qrels", name, "--run", "run.tsv"]);
        assert!(why.contains(name) && why.contains("0–3"), "{why}");
    }
    for text in ["N001\tS001\tnan\n", "N001\tS001\tinf\n"] {
        desk.write("odd.tsv", text);
        let why = desk.refused(&["eval", "--qrels", "good.tsv", "--run", "odd.tsv"]);
        assert!(why.contains("Row 1") && why.contains("odd.tsv"), "{why}");
    }
    desk.fine(&["eval", "--qrels", "good.tsv", "--run", "run.tsv"]);
    let eval = ["eval", "--qrels", "good.tsv", "--run", "run.tsv", "--depth", "0"];
    assert!(desk.refused(&eval).contains("1 or more"));
}

#[test]
fn options_that_are_of_no_use_are_refused_with_what_works() {
    let desk = Desk::example();
    for (line, advice) in [
        ("init --fair zz", "fairmatch init"),
        ("init new -o zz", "fairmatch init"),
        ("man pages -o zz", "fairmatch man"),
        ("export registry dump --format json", "export needs -o"),
        ("export registry dump -o zz", "export needs -o"),
        ("export registry -o dump.zip", "agenda --each"),
        ("export registry dump.csv", "agenda --each"),
        ("export registry -", "-"),
        ("export meetings m.csv", "-o"),
        ("export needs n.csv", "-o"),
        ("agenda --each -o e.csv", ".zip"),
        ("agenda --each --handout tents -o e", "--handout"),
        ("agenda --handout tents --format json", "docx"),
        ("agenda --handout slips --format jsonl", "docx"),
        ("agenda --handout tables --format ics", "docx"),
        ("stats --group field --format svg", "html"),
        ("template needs --format csv -o zz.xlsx", "xlsx"),
        ("template needs -o n.csv", "xlsx"),
        ("template needs -o zz.pdf", "pdf"),
        ("list people --stage intent", "--org"),
        ("list kpis --min-budget 1", "--org"),
        ("list decisions --org E001", "--org"),
    ] {
        let words: Vec<&str> = line.split(' ').collect();
        let why = desk.refused(&words);
        assert!(why.contains(advice), "{line}: {why}");
    }
    for name in [
        "zz", "new", "pages", "dump", "dump.zip", "dump.csv", "-", "e.csv", "e", "m.csv",
        "n.csv", "zz.xlsx", "zz.pdf",
    ] {
        assert!(!desk.path().join(name).exists(), "{name}");
    }
    // whoever asks every command for JSON is not turned away where nothing is reported
    desk.fine(&["init", "fresh", "--format", "json"]);
    desk.fine(&["completions", "bash", "--format", "json"]);
    assert!(desk.fine(&["stats", "--format", "svg"]).text().contains("<svg"));
    desk.fine(&["agenda", "--handout", "tents", "-o", "tents.docx"]);
    desk.fine(&["export", "registry", "-o", "dump"]);
    desk.fine(&["list", "outcomes", "--min-budget", "1"]);
}

#[test]
fn a_signing_is_added_with_columns_that_there_are_and_edited_as_one() {
    let desk = Desk::example();
    let add = ["signing", "add", "title=炉排项目", "parties=甲;乙"];
    for args in [&add[..], &["edit", "P001"], &["signing", "edit", "P001"]] {
        let why = desk.refused(&[args, &["amout=5亿"]].concat());
        assert!(why.contains("amount"), "{args:?}: {why}");
        let why = desk.refused(&[args, &["备注栏=急"]].concat());
        assert!(why.contains("备注栏"), "{args:?}: {why}");
    }
    desk.fine(&[&add[..], &["签约金额=5亿元"]].concat());
    for id in ["N001", "E001"] {
        let why = desk.refused(&["signing", "edit", id, "title=x"]);
        assert_eq!(why, desk.refused(&["signing", "remove", id]));
    }
    desk.fine(&["signing", "edit", "P001", "title=x"]);
}

#[cfg(unix)]
#[test]
fn words_and_paths_in_other_encodings_are_named_and_taken() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    let odd = OsStr::from_bytes(b"\xd0\xe8\xc7\xf3");
    let desk = Desk::blank();
    for (lang, words) in
        [("en", "Error: An argument is not text in UTF-8"), ("zh", "UTF-8")]
    {
        let told = desk.command(&["show", "--lang", lang]).arg(odd).output().unwrap();
        let why = String::from_utf8_lossy(&told.stderr);
        assert!(told.status.code() == Some(2) && why.contains(words), "{why}");
    }
    let folder = desk.path().join(odd);
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("fair.toml"), "name = 3\n").unwrap();
    let told = desk.command(&["list", "needs"]).env("FAIRMATCH_FAIR", &folder).output();
    assert_eq!(told.unwrap().status.code(), Some(2), "the fair named, not the nearest");
}

#[test]
fn as_many_as_there_can_be_are_all() {
    let desk = Desk::example();
    let all = usize::MAX.to_string();
    for args in ["match N001 --top", "search 铜箔 --limit", "match N001 --jobs"] {
        let args: Vec<_> = args.split(' ').collect();
        let told = |most| desk.fine(&[&args[..], &[most]].concat()).text();
        assert_eq!(told(&all), told("1000"), "{args:?}");
    }
}
