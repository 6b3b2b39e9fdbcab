//! Stand-alone meeting problems: files in, answers out.

use super::desk::{Desk, Told};

const PAIR: &str = r#"{"participants":2,"slots":2,"tables":1,"meetings":[[0,1]]}"#;

fn plan(problem: &str) -> Told {
    let desk = Desk::empty();
    let file = desk.write("p.json", problem);
    desk.run(&["--lang", "en", "plan", "--problem", file.to_str().unwrap()])
}

fn verify(problem: &str, solution: &str) -> Told {
    let desk = Desk::empty();
    let (problem, solution) =
        (desk.write("p.json", problem), desk.write("s.json", solution));
    let files = [problem.to_str().unwrap(), solution.to_str().unwrap()];
    desk.run(&["--lang", "en", "verify", "--problem", files[0], "--solution", files[1]])
}

#[test]
fn a_misspelt_key_is_said_and_changes_nothing_else() {
    let misspelt = PAIR.replace('}', r#","unavailible":[[0,1],[]]}"#);
    let answer = r#"{"slot":[0],"table":[0],"idle":0,"breaks":0,"lower_bound":0,
        "status":"optimal","second":1}"#;
    let (planned, verified) = (plan(&misspelt), verify(&misspelt, answer));
    assert_eq!((planned.code, verified.code), (0, 0));
    let warning = "these keys are not known: unavailible.";
    assert!(planned.err.contains(warning), "{}", planned.err);
    assert!(verified.err.contains(warning), "{}", verified.err);
    assert!(verified.err.contains("not known: second."), "{}", verified.err);
}

#[test]
fn entries_of_the_wrong_kind_are_found_in_their_places() {
    let told = plan(&PAIR.replace("[0,1]", "[0,-1]"));
    assert_eq!(told.code, 2);
    assert!(told.text().contains("meetings[0]"), "{}", told.text());
    assert!(told.text().contains("There is no participant -1"), "{}", told.text());
    let told = verify(PAIR, r#"{"slot":[-1],"table":[0],"status":"feasible"}"#);
    assert_eq!(told.code, 1);
    assert!(told.text().contains("The meeting has no slot (-1)"), "{}", told.text());
    assert_eq!(plan("[2,2,0,1,[[0,1]]]").code, 2);
    assert_eq!(verify(PAIR, "[null]").code, 2);
}

#[test]
fn an_answer_without_a_plan_is_not_said_to_be_checked() {
    let none = r#"{"slot":null,"table":null,"idle":null,"breaks":null,"lower_bound":0,
        "status":"infeasible","seconds":0}"#;
    let told = verify(PAIR, none);
    assert_eq!(told.code, 0);
    assert!(told.text().contains("not looked into"), "{}", told.text());
    assert!(!told.text().contains("no problems found"), "{}", told.text());
    let told = verify(PAIR, &none.replace(r#""idle":null"#, r#""idle":7"#));
    assert_eq!(told.code, 1);
}

#[test]
fn a_problem_without_a_plan_says_why() {
    let told = plan(&PAIR.replace("[[0,1]]", "[[0,1],[0,1],[1,0]]"));
    assert_eq!(told.code, 1);
    assert!(told.err.contains("3 meetings for 2 slots"), "{}", told.err);
    assert!(told.err.contains("counts from 0"), "{}", told.err);
    let one = PAIR.replace('}', r#","unavailable":[[0],[1]]}"#);
    let told = plan(&one);
    assert!(told.text().contains("no plan for this 1 meeting"), "{}", told.text());
}

#[test]
fn an_answer_of_slots_alone_is_checked() {
    let two = PAIR.replace("[[0,1]]", "[[0,1],[0,1]]");
    assert_eq!(verify(&two, r#"{"slot":[0,1],"table":[0,0]}"#).code, 0);
    let told = verify(&two, r#"{"slot":[1,1],"table":[0,3]}"#);
    assert_eq!(told.code, 1);
    for broken in ["Table 3 does not exist", "Participant 0 is also in meeting 1"] {
        assert!(told.text().contains(broken), "{}", told.text());
    }
}

#[test]
fn a_format_that_does_not_fit_is_refused_before_the_search() {
    let desk = Desk::empty();
    desk.write("problem.json", PAIR);
    let plan = ["--lang", "en", "plan", "--problem", "problem.json"];
    let why = desk.refused(&[&plan[..], &["--format", "ics"]].concat());
    assert!(why.contains("ics") && !why.contains("best"), "no word of a search: {why}");
}
