//! Registries read straight from files, without a fair.

use crate::desk::{Desk, column};

const HEAD: &str = "id,title,description,organization\n";

#[test]
fn an_id_of_two_files_stands_once() {
    let desk = Desk::empty();
    desk.write("one.csv", &format!("{HEAD}N1,钛箔轧制,轧制边部开裂,甲有限公司\n"));
    desk.write(
        "two.csv",
        &format!("{HEAD}N1,炉排焊接,焊缝开裂,甲有限公司\nN2,炉排清灰,积灰,甲有限公司\n"),
    );
    let args = ["list", "needs", "--needs", "one.csv", "--needs", "two.csv"];
    let told = desk.run(&[&args[..], &["--lang", "en"]].concat());
    assert_eq!(told.code, 1, "{}", told.err);
    assert!(told.err.contains("two.csv") && told.err.contains("\"N1\""), "{}", told.err);
    let needs = &desk.json(&args)["needs"];
    assert_eq!(column(needs, "title"), ["钛箔轧制", "炉排清灰"]);
}

#[test]
fn a_file_named_twice_counts_once() {
    let desk = Desk::empty();
    desk.write("n.csv", &format!("{HEAD}N1,钛箔轧制,轧制边部开裂,甲有限公司\n"));
    desk.write("o.csv", &format!("{HEAD}S1,钛箔异步轧制,轧制边部开裂,甲大学\n"));
    let twice = ["--offerings", "o.csv", "--offerings", "o.csv"];
    let args = [&["match", "--needs", "n.csv"][..], &twice].concat();
    assert_eq!(desk.fine(&args).err, "");
    let told = desk.json(&args);
    assert_eq!(
        (&told["offerings"], column(&told["matches"], "offering")),
        (&1.into(), vec!["S1".to_owned()])
    );
    // The index is read in batches.
    desk.fine(&[&["index", "build", "-o", "o.index"][..], &twice].concat());
    let indexed =
        desk.json(&["list", "offerings", "--offerings", "o.csv", "--offerings", "o.csv"]);
    assert_eq!(column(&indexed["offerings"], "id"), ["S1"]);
}
