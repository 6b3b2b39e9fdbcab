//! Whatever the bytes, reading ends with a report and without a panic.

use std::io::{Cursor, Write as _};

use chrono::NaiveDate;
use fairmatch::import::{Options, read};
use proptest::prelude::*;

fn reads(bytes: Vec<u8>) {
    let options = Options::new(NaiveDate::from_ymd_opt(2026, 9, 1).expect("a day"));
    let mut records = 0;
    let reports = read("any", &mut Cursor::new(bytes), &options, &mut |_| records += 1);
    let valid: usize = reports.iter().map(|report| report.valid).sum();
    assert_eq!(valid, records);
    assert!(!reports.is_empty());
}

/// A packed file with the parts of an office file, filled with anything.
fn packed(part: &str, content: &[u8]) -> Vec<u8> {
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let plain = zip::write::SimpleFileOptions::default();
    for name in [part, "META-INF/manifest.xml"] {
        out.start_file(name, plain).expect("a part");
        out.write_all(content).expect("its content");
    }
    out.finish().expect("a whole file").into_inner()
}

/// An older workbook of these records: what each is, and its bytes.
fn workbook(records: &[(u16, Vec<u8>)]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("a file");
    let mut stream = file.create_stream("Workbook").expect("a stream");
    for (kind, data) in records {
        let length = u16::try_from(data.len()).expect("short");
        stream.write_all(&kind.to_le_bytes()).expect("its kind");
        stream.write_all(&length.to_le_bytes()).expect("its length");
        stream.write_all(data).expect("its content");
    }
    drop(stream);
    file.into_inner().into_inner()
}

/// A record of a kind that whoever reads a workbook looks into.
fn workbook_record() -> impl Strategy<Value = (u16, Vec<u8>)> {
    let kinds = [
        0x0006, 0x000a, 0x0018, 0x0017, 0x0022, 0x003c, 0x0042, 0x0085, 0x00bd, 0x00e0,
        0x00e5, 0x00fc, 0x00fd, 0x0200, 0x0203, 0x0204, 0x0205, 0x0207, 0x027e, 0x041e,
        0x0809,
    ];
    let byte = prop_oneof![Just(0), Just(1), Just(2), Just(0xff), any::<u8>()];
    (prop::sample::select(kinds.to_vec()), proptest::collection::vec(byte, 0..24))
}

/// Text made of what survey files are made of.
fn survey() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("需求名称"),
        Just("需求描述"),
        Just("企业名称"),
        Just("预算（万元）"),
        Just("序号"),
        Just("合计"),
        Just(","),
        Just(","),
        Just("\n"),
        Just("\r\n"),
        Just("\""),
        Just("："),
        Just("单位：万元"),
        Just("□"),
        Just("☑"),
        Just("（"),
        Just("）"),
        Just("1"),
        Just("-5万"),
        Just("2026-02-30"),
        Just("'=1"),
        Just("\u{feff}"),
        Just(" "),
        Just("9900001900010100"),
        Just("08"),
        Just("<p>"),
        Just("{"),
        Just("}"),
        Just("["),
        Just("]"),
        Just(":"),
        Just("\t"),
    ];
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// A few elements of the documents' own languages.
fn markup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("<w:tbl>"),
        Just("</w:tbl>"),
        Just("<w:tr>"),
        Just("</w:tr>"),
        Just("<w:tc>"),
        Just("</w:tc>"),
        Just("<w:p>"),
        Just("</w:p>"),
        Just("<w:t>需求名称</w:t>"),
        Just("<w:vMerge/>"),
        Just("<w:gridSpan w:val=\"99999\"/>"),
        Just("&amp;"),
        Just("&x;"),
        Just("<table:table table:name=\"a\">"),
        Just("</table:table>"),
        Just("<table:table-row table:number-rows-repeated=\"1048576\">"),
        Just("</table:table-row>"),
        Just("<table:table-cell table:number-columns-repeated=\"16384\">"),
        Just("</table:table-cell>"),
        Just("<text:p>需求</text:p>"),
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// The JSON of what a text holds, and the problems of its rows.
fn kept(text: &str) -> (String, Vec<(&'static str, String)>) {
    let options = Options::new(NaiveDate::from_ymd_opt(2026, 9, 1).expect("a day"));
    let mut kept = String::new();
    let mut input = Cursor::new(text.as_bytes().to_vec());
    let reports = read("any.json", &mut input, &options, &mut |record| {
        kept += &record.json().expect("JSON").to_string();
    });
    let problems = reports.into_iter().flat_map(|report| report.problems);
    (kept, problems.map(|problem| (problem.code, problem.value)).collect())
}

#[test]
fn no_identity_number_in_json_is_kept_wherever_it_stands() {
    let card = "990000190001010008";
    let text = format!(
        r#"[{{"title": "飞灰固化工艺", "fields": ["{card}"], "keywords": ["甲 {card}", "乙"],
            "classes": ["{card}"], "preferred_partners": ["示例大学 {card}"],
            "budget": {{"min": 1, "raw": "{card}"}}, "contact": [{{"name": "张某 {card}"}}],
            "{card}": "丙", "extra": {{"备注": ["{card}", "丁\u001b[2J"]}}}}]"#
    );
    let (kept, problems) = kept(&text);
    assert!(kept.contains("乙") && kept.contains("丙") && kept.contains('丁'), "{kept}");
    assert!(!kept.contains(card) && !kept.contains("u001b"), "{kept}");
    assert!(problems.iter().all(|(_, value)| !value.contains(card)), "{problems:?}");
    let flagged = problems.iter().filter(|(code, _)| *code == "sensitive_personal_data");
    assert!(flagged.count() >= 6, "{problems:?}");
}

#[test]
fn what_an_object_does_not_say_is_told() {
    let told = |record: &str| kept(&format!("[{record}]")).1;
    let codes =
        |record| told(record).into_iter().map(|(code, _)| code).collect::<Vec<_>>();
    let below = r#"{"title": "飞灰固化工艺", "budget": {"min": -5}}"#;
    assert!(codes(below).contains(&"negative_amount"));
    let words = r#"{"title": "飞灰固化工艺", "budget": {"min": "许多"}}"#;
    assert!(codes(words).contains(&"invalid_amount"));
    let people =
        r#"{"title": "签约", "parties": ["示例厂"], "signatories": [{"party": -1}]}"#;
    assert!(codes(people).contains(&"unknown_vocabulary"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn bytes(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        reads(bytes);
    }

    #[test]
    fn survey_like_text(text in survey()) {
        reads(text.into_bytes());
    }

    #[test]
    fn older_workbooks(records in proptest::collection::vec(workbook_record(), 0..12)) {
        reads(workbook(&records));
    }

    #[test]
    fn packed_markup(text in markup(), part in prop_oneof![Just("word/document.xml"), Just("content.xml"), Just("xl/workbook.xml")]) {
        reads(packed(part, text.as_bytes()));
    }
}
