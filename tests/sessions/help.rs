//! What help and completions tell, in either language.

use crate::desk::Desk;

#[test]
fn help_says_the_same_in_both_languages() {
    let desk = Desk::empty();
    let help = |lang: &str, words: &[&str]| {
        desk.fine(&[words, &["-h", "--lang", lang]].concat()).text()
    };
    for (words, facts) in [
        (&["match"][..], &["need", "3", "offering"][..]),
        (&["eval"], &["100"]),
        (&["ledger", "due"], &["30"]),
        (&["ledger", "log"], &["--reason", "framework", "applied"]),
        (&["plan"], &["flow", "stable", "60", "5"]),
        (&["list"], &["encounters", "budget", "ended", "500万元"]),
        (&["template"], &["talent", "experts", "outcomes"]),
        (&["stats"], &["region", "class"]),
        (&["log"], &["50"]),
        (&["today"], &["auto", "never"]),
        (&["export"], &["matches", "registry"]),
        (&["init"], &["."]),
    ] {
        for lang in ["en", "zh"] {
            let told = help(lang, words);
            let lacks: Vec<_> =
                facts.iter().filter(|fact| !told.contains(**fact)).collect();
            assert!(lacks.is_empty(), "{lang} {words:?} lacks {lacks:?}: {told}");
        }
        let told = help("zh", words);
        for english in ["OPTIONS", "COMMAND", "[alias", "default", "possible"] {
            assert!(!told.contains(english), "{words:?}: {told}");
        }
    }
    for lang in ["en", "zh"] {
        let told = help(lang, &["availability", "set"]);
        let places: Vec<_> = ["  <WHO> ", "  <FROM> ", "  <TO> ", "  <WORD> "]
            .map(|name| told.find(name).unwrap_or_default())
            .into();
        assert!(places.is_sorted() && places[0] > 0, "{lang}: {told}");
        assert!(!help(lang, &[]).contains("see more with"), "the program has one page");
    }
}

#[test]
fn completions_know_the_words_that_a_command_takes() {
    let desk = Desk::empty();
    let bash = desk.fine(&["completions", "bash"]).text();
    let line = |command: &str| {
        let at = format!("        fairmatch__subcmd__{command})");
        let part = bash.split_once(&at).unwrap_or_else(|| panic!("{command}: {bash}")).1;
        part.lines().find(|line| line.contains("opts=")).unwrap_or_default().to_owned()
    };
    assert!(line("template").contains(" experts "), "{}", line("template"));
    assert!(line("export").contains(" booklet "), "{}", line("export"));
    let stages = line("ledger__subcmd__advance");
    assert!(stages.contains(" landed ") && stages.contains(" granted "), "{stages}");
    let zsh = desk.fine(&["completions", "zsh", "--lang", "zh"]).text();
    assert!(zsh.contains("最低得分"), "in the language asked for");
}

#[test]
fn a_review_without_needs_or_word_says_what_is_missing() {
    let desk = Desk::example();
    let why = desk.refused(&["review", "N016", "--lang", "en"]);
    assert!(
        why.contains("“N016” is no word of a review") && why.contains("pass"),
        "{why}"
    );
    let why = desk.refused(&["review", "pass", "--lang", "en"]);
    assert!(why.contains("no need to review is named"), "{why}");
    assert!(
        desk.fine(&["list", "needs", "--stage", "collected"]).text().contains("N016")
    );
}

#[test]
fn help_names_every_command_and_sets_the_advanced_ones_apart() {
    let desk = Desk::empty();
    for (lang, everyday, advanced) in
        [("en", "Everyday", "Advanced"), ("zh", "日常", "高级")]
    {
        let help = desk.fine(&["--help", "--lang", lang]).text();
        let (front, back) = help.split_once(advanced).unwrap();
        assert!(front.contains(everyday), "{help}");
        for command in ["init", "import", "match", "ledger", "undo", "report"] {
            assert!(front.contains(&format!("\n  {command} ")), "{command}: {help}");
        }
        for command in ["index", "model", "verify", "eval", "completions", "man"] {
            assert!(back.contains(&format!("\n  {command} ")), "{command}: {help}");
        }
        let own = desk.fine(&["ledger", "--help", "--lang", lang]).text();
        assert!(own.contains("fairmatch ledger due"), "an example: {own}");
    }
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(
            desk.fine(&["completions", shell]).text().contains("fairmatch"),
            "{shell}"
        );
    }
    desk.fine(&["man", "pages"]);
    assert!(desk.path().join("pages/fairmatch-ledger-advance.1").is_file());
}

#[test]
fn help_and_completions_name_the_formats() {
    let desk = Desk::blank();
    for args in [&["match", "--help"][..], &["completions", "bash"]] {
        let told = String::from_utf8(desk.fine(args).out).unwrap();
        let named = ["jsonl", "docx", "markdown"].iter().all(|name| told.contains(name));
        assert!(named, "{args:?}: {told}");
    }
}
