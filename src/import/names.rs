//! Cells that name several people.

use super::value::{self, given_name};
use crate::domain::vocabulary::{holds_post, is_separator};
use crate::text::is_han;

/// Words that begin like a name, and how other words end that are none.
const NO_NAMES: &[&str] = &["顾问", "高管", "高工", "高层", "高校", "文员", "文秘"];
const ENDINGS: &[char] = &[
    '长', '任', '员', '师', '理', '监', '处', '部', '院', '系', '科', '室', '局', '委',
    '办', '所', '组', '司', '校', '队', '家', '等', '人',
];

/// The people that a cell names, each with what stands in brackets: several, where each of
/// its words is a name, 张三、李四（教授）; none in 张三、处长.
pub(super) fn people(cell: &str) -> Vec<String> {
    let people = people_between_blanks(cell).unwrap_or_else(|| value::items(cell));
    let named = |word: &String| is_bare_name(word) || has_blank(word) && is_titled(word);
    let all = people.iter().all(named) || people.iter().all(|word| is_titled(word));
    if people.len() > 1 && all { people } else { Vec::new() }
}

/// A cell of names without the blanks that widen two characters to three: 李 莹；王例二.
/// `None` where there are none.
pub(super) fn without_gaps(cell: &str) -> Option<String> {
    cell.contains([' ', '\u{3000}', '\u{a0}']).then_some(())?;
    let parts_people = |c: char| "、；;，,/\n".contains(c);
    let closed = cell.split_inclusive(parts_people).map(|word| {
        let name = word.trim_end_matches(parts_people);
        let mark = &word[name.len()..];
        closed_up(name.trim()).map_or_else(|| word.to_owned(), |name| name + mark)
    });
    Some(closed.collect::<String>()).filter(|closed| closed != cell)
}

/// The name that a surname, a blank and what is given with it are.
fn closed_up(word: &str) -> Option<String> {
    let (surname, given) = word.split_once(char::is_whitespace)?;
    let bare = format!("{surname}{}", given.trim_start());
    let short = (2..=4).contains(&bare.chars().count()) && bare.chars().all(is_han);
    let whole = given_name(surname) == Some("") && is_bare_name(&bare);
    (short && whole && !is_title(given.trim_start())).then_some(bare)
}

/// The people of a cell of which blanks part the words, each with the title beside the name,
/// 局长 张三 院长 李四; none where another mark parts them or a word is neither.
pub(super) fn people_between_blanks(cell: &str) -> Option<Vec<String>> {
    let words: Vec<&str> = cell.split_whitespace().collect();
    let marked = cell.trim().contains(is_separator) || cell.trim().contains('\n');
    let names = words.iter().filter(|word| is_bare_name(word) || is_titled(word)).count();
    let known = |word: &&str| is_bare_name(word) || is_titled(word) || holds_post(word);
    if marked || names == 0 || names == words.len() || !words.iter().all(known) {
        return None;
    }
    let ahead = !is_bare_name(words[0]) && !is_titled(words[0]);
    let mut people: Vec<Vec<&str>> = Vec::new();
    let mut named = ahead;
    for word in words {
        let name = is_bare_name(word) || is_titled(word);
        let begins = if ahead { named } else { name };
        match people.last_mut().filter(|_| !begins) {
            Some(person) => person.push(word),
            None => people.push(vec![word]),
        }
        named = name;
    }
    Some(people.iter().map(|words| words.join(" ")).collect())
}

fn has_blank(word: &str) -> bool {
    word.contains(char::is_whitespace)
}

/// Whether a word is a name with a title behind it, 张三 教授, or before it, 院长 张三.
/// 任教务处长 may be one, so that all of the words have to be such where no blank parts them.
fn is_titled(word: &str) -> bool {
    let value::PersonCell { name, title } = value::person(word);
    let Some(title) = title else { return false };
    let ahead = word.len() > name.len() && word.ends_with(&name) && holds_post(&title);
    (ahead || is_title(&title) && !is_title(word)) && is_bare_name(&name)
}

/// Whether a word is a Chinese name: a surname and one or two characters, or a surname and a
/// title, 李区长.
pub(super) fn is_bare_name(word: &str) -> bool {
    let bare = word.split(['（', '(']).next().unwrap_or(word);
    let bare: String = bare.chars().filter(|c| !c.is_whitespace()).collect();
    let Some(given) = given_name(&bare) else { return false };
    if is_title(&bare) || NO_NAMES.contains(&bare.as_str()) {
        return false;
    }
    let short = (1..=2).contains(&given.chars().count()) && !bare.ends_with(ENDINGS);
    bare.chars().all(is_han) && (short || is_title(given))
}

/// Whether a word begins with a title: what would follow a name.
fn is_title(word: &str) -> bool {
    const NAME: &str = "某某";
    let behind = value::person(&format!("{NAME}{word}"));
    behind.name == NAME && behind.title.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_names_are_several_people() {
        for (cell, names) in [
            ("张三、李四", ["张三", "李四"]),
            ("张三（处长）、李四（教授）", ["张三（处长）", "李四（教授）"]),
            ("李区长、欧阳示例", ["李区长", "欧阳示例"]),
            ("张三 李四", ["张三", "李四"]),
            ("1.张三；2.李四", ["张三", "李四"]),
            ("张三 教授、李四 副教授", ["张三 教授", "李四 副教授"]),
            ("张三教授，李四讲师", ["张三教授", "李四讲师"]),
            ("副校长 张三、材料学院教授 李四", ["副校长 张三", "材料学院教授 李四"]),
            ("局长张三、材料学院院长李四", ["局长张三", "材料学院院长李四"]),
            ("局长 张三 院长 李四", ["局长 张三", "院长 李四"]),
            ("张三 局长 李四 院长", ["张三 局长", "李四 院长"]),
        ] {
            assert_eq!(people(cell), names, "{cell}");
        }
    }

    #[test]
    fn blanks_that_widen_a_name_go() {
        let closed = |cell: &str| without_gaps(cell);
        assert_eq!(closed("李 莹").as_deref(), Some("李莹"));
        assert_eq!(
            closed("李　莹；王例二、赵  平").as_deref(),
            Some("李莹；王例二、赵平")
        );
        for cell in ["李莹", "李莹 王安", "李 总经理", "John Smith", "高 工", "李莹 "]
        {
            assert_eq!(closed(cell), None, "{cell}");
        }
    }

    #[test]
    fn a_name_and_a_title_are_one_person() {
        for cell in [
            "张三、处长",
            "张三，高级工程师",
            "张三、任教务处长",
            "张三 总经理",
            "总经理 张三",
            "材料学院 院长 张三",
            "总经理张三",
            "张 三",
            "张三、科技处",
            "张三、顾问",
            "张三、高工",
            "张三、文旅部",
            "张三",
            "李四等、张三",
            "John Smith, Mary Smith",
        ] {
            assert_eq!(people(cell), [""; 0], "{cell}");
        }
    }
}
