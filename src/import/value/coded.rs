//! Cells of code lists: one code, or several run together with or without separators.

use super::{Parsed, is_blank};
use crate::domain::Code;
use crate::domain::problem::Problem;
use crate::domain::vocabulary::{Piece, Worded};
use crate::text::plain::plain;
use crate::text::word_lists;

word_lists! {
    /// What stands beside codes.
    Words in "between_codes" {
        /// Words that say nothing themselves.
        fillers,
    }
}

/// Characters around words that mean nothing: ticks, brackets, numbering.
const DECORATION: &[char] = &[
    '√', '✓', '✔', '☑', '■', '●', '(', ')', '（', '）', '[', ']', '【', '】', '“', '”',
    '"', '·', '-', '—', '.', ':', '：', ' ', '1', '2', '3', '4', '5', '6', '7', '8', '9',
    '0', '*',
];

/// Reads one code: the cell as a whole, else the first word of the vocabulary in it.
pub fn code<C: Worded>(cell: &str) -> Parsed<Option<C>> {
    if let Some(meaning) = C::vocabulary().meaning(&plain(cell)) {
        return Parsed::fine(meaning);
    }
    codes(cell).map(|codes| codes.first().copied())
}

/// Reads a list of codes, each once, in the order given. At every place the longest word
/// counts, before any separator; of boxes only ticked ones do. Parts with words unknown
/// to the vocabulary are a warning.
pub fn codes<C: Worded>(cell: &str) -> Parsed<Vec<C>> {
    if let Some(meaning) = C::vocabulary().meaning(cell) {
        return Parsed::fine(meaning.into_iter().collect());
    }
    if is_blank(cell) {
        return Parsed::fine(Vec::new());
    }
    let text = ticked(cell);
    let mut found = Parsed::fine(Vec::new());
    let pieces = C::vocabulary().pieces(&text);
    for part in pieces.split(|piece| *piece == Piece::Break) {
        read_part(part, &mut found);
    }
    if let [Piece::Unknown(_)] = pieces[..] {
        let whole = |problem: Problem| problem.in_case("whole");
        found.problems = found.problems.into_iter().map(whole).collect();
    }
    found
}

/// Takes the codes of a part; a part that negates (不接受转让) or says more than the
/// vocabulary knows is named.
fn read_part<C: Code>(part: &[Piece<'_, Option<C>>], found: &mut Parsed<Vec<C>>) {
    let strange: Vec<&str> = part
        .iter()
        .filter_map(|piece| match piece {
            Piece::Unknown(text) if !is_filler(text) => Some(*text),
            Piece::Unknown(_) | Piece::Known(..) | Piece::Break => None,
        })
        .collect();
    let negated = strange.iter().any(|text| {
        text.ends_with(['不', '非', '除', '无', '勿']) || text.ends_with("不接受")
    });
    if !strange.is_empty() {
        found.problems.push(
            Problem::warning("unknown_vocabulary")
                .in_case("word")
                .with("word", strange.join(" ")),
        );
    }
    for piece in part {
        if let Piece::Known(_, Some(code)) = piece
            && !negated
            && !found.value.contains(code)
        {
            found.value.push(*code);
        }
    }
}

/// Whether a text says nothing: no word, a filler, or one filler behind another (合作类项目).
fn is_filler(text: &str) -> bool {
    let text = text.trim_matches(DECORATION);
    let rest = |filler: &str| {
        let (head, rest) = text.split_at_checked(filler.len())?;
        head.eq_ignore_ascii_case(filler).then_some(rest)
    };
    // the letter of an option
    let letter = || text.len() == 1 && text.bytes().all(|b| b.is_ascii_uppercase());
    text.is_empty()
        || letter()
        || Words::get().fillers.iter().filter_map(|filler| rest(filler)).any(is_filler)
}

/// Of a cell with boxes the ticked options; any other cell as it is.
fn ticked(cell: &str) -> String {
    const EMPTY: &[char] = &['□', '☐', '▢', '◻', '○'];
    const TICKS: &[char] = &['√', '✓', '✔', '☑', '■', '●', '☒', '◼'];
    if !cell.contains(EMPTY) {
        return cell.to_owned();
    }
    let mut kept = String::new();
    let mut keep = !cell.trim_start().starts_with(EMPTY);
    for c in cell.chars() {
        match c {
            _ if EMPTY.contains(&c) => keep = false,
            _ if TICKS.contains(&c) => {
                keep = true;
                kept.push(';');
            }
            _ if keep => kept.push(c),
            _ => {}
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        Attendance, Class, Cooperation, Degree, Ip, OutcomeKind, SigningKind, Stage,
        Verdict,
    };

    fn names<C: Worded>(cell: &str) -> Vec<&'static str> {
        codes::<C>(cell).value.into_iter().map(Code::code).collect()
    }

    #[test]
    fn options_run_together_are_several() {
        let table: &[(&str, &[&str])] = &[
            ("完全转让许可转让技术入股", &["technology_transfer", "licence", "equity"]),
            (
                "技术转让,技术许可,委托开发",
                &["technology_transfer", "licence", "commissioned_development"],
            ),
            (
                "完全转让许可转让技术入股合作生产",
                &["technology_transfer", "licence", "equity", "joint_production"],
            ),
            ("合作开发、技术服务等", &["joint_development", "service"]),
            ("☑合作开发 □技术转让 ☑技术咨询", &["joint_development", "consulting"]),
            ("□合作开发 ■技术转让", &["technology_transfer"]),
            ("√合作开发 √技术转让", &["joint_development", "technology_transfer"]),
            ("独占许可/普通许可", &["licence"]),
            ("joint_development;equity", &["joint_development", "equity"]),
            ("Joint development or licensing", &["joint_development", "licence"]),
            ("可协商", &[]),
            ("A.合作开发|C.技术转让", &["joint_development", "technology_transfer"]),
            ("合作开发┋委托开发", &["joint_development", "commissioned_development"]),
            (
                "委托开发或合作开发方式",
                &["commissioned_development", "joint_development"],
            ),
            (
                "技术开发、技术转让、技术咨询、技术服务",
                &[
                    "commissioned_development",
                    "technology_transfer",
                    "consulting",
                    "service",
                ],
            ),
            ("平台/园区/孵化器共建", &["platform"]),
            ("教学—科研—生产联合体", &["joint_production"]),
        ];
        for (cell, expected) in table {
            assert_eq!(names::<Cooperation>(cell), *expected, "{cell}");
            assert_eq!(codes::<Cooperation>(cell).problems, [], "{cell}");
        }
    }

    #[test]
    fn what_the_vocabulary_does_not_know_is_named() {
        let parsed = codes::<Cooperation>("合作开发，以物易物");
        assert_eq!(parsed.value, [Cooperation::JointDevelopment]);
        assert_eq!(super::super::codes_of(&parsed), ["unknown_vocabulary"]);
        let negated = codes::<Cooperation>("不接受技术转让");
        assert_eq!(negated.value, []);
        assert_eq!(super::super::codes_of(&negated), ["unknown_vocabulary"]);
    }

    #[test]
    fn words_that_say_nothing_may_follow_each_other() {
        for (cell, expected) in [
            ("文体项目", "culture_sport"),
            ("平台类项目", "platform"),
            ("校市合作类项目", "government_university"),
            ("（2）人才合作项目", "talent"),
        ] {
            let parsed = code::<SigningKind>(cell);
            assert_eq!(parsed.value.map(Code::code), Some(expected), "{cell}");
            assert_eq!(parsed.problems, [], "{cell}");
        }
        let strange = code::<SigningKind>("平台类以物易物项目");
        assert_eq!(super::super::codes_of(&strange), ["unknown_vocabulary"]);
    }

    #[test]
    fn words_of_every_list() {
        assert_eq!(
            names::<Class>("高新技术企业；规上企业、专精特新“小巨人”"),
            ["high_tech", "above_scale", "little_giant"]
        );
        assert_eq!(
            names::<Class>("国家级高新技术企业,瞪羚企业"),
            ["high_tech", "gazelle"]
        );
        assert_eq!(names::<Class>("创新型中小企业"), ["other"]);
        assert_eq!(names::<Ip>("发明专利3项，软著2项").first(), Some(&"invention"));
        assert_eq!(code::<Degree>("硕士研究生及以上").value, Some(Degree::Master));
        assert_eq!(code::<Degree>("本科及以上学历").value, Some(Degree::Bachelor));
        assert_eq!(code::<Degree>("硕士/博士").value, Some(Degree::Master));
        assert_eq!(code::<Stage>("寻找中").value, Some(Stage::Published));
        assert_eq!(code::<Stage>("攻关中").value, Some(Stage::Started));
        assert_eq!(code::<Verdict>("不同意").value, Some(Verdict::Reject));
        assert_eq!(code::<Verdict>("同意对接").value, Some(Verdict::Accept));
        assert_eq!(code::<Verdict>("√").value, Some(Verdict::Accept));
        assert_eq!(code::<OutcomeKind>("约定走访").value, Some(OutcomeKind::Visit));
        assert_eq!(code::<OutcomeKind>("无").value, Some(OutcomeKind::None));
        assert_eq!(code::<Attendance>("待确认").value, Some(Attendance::Invited));
    }
}
