//! Options of a form with a mark at each: `☑委托开发 □合作开发`, `委托开发（√）合作开发（ ）`.

use crate::import::value::{OFF, ON};

/// Letters that tick a box in square brackets: `[x]`.
const LETTERS: &[char] = &['x', 'X', 'v', 'V', '*'];
/// Marks of what is not wanted, beside ticks: `√委托开发 ×合作开发`.
const CROSSES: &[char] = &['×', '✗', '✘', '☓'];

/// The ticked options, joined with `;`; `None` where the text is no list of options.
pub(super) fn ticked(text: &str) -> Option<String> {
    // Every mark starts with one of three bytes: most cells are done with here.
    memchr::memchr3(0xe2, 0xf0, b'[', text.as_bytes())?;
    // The circle of a year in Chinese figures, 二○二七, is no mark.
    if text.contains("二○") {
        return None;
    }
    let is_mark = |c: char| ON.contains(&c) || OFF.contains(&c);
    let letters = !text.contains(is_mark);
    let mut text = one_mark_each(&marks_out_of_brackets(text));
    // A letter in brackets is a tick beside an empty box only, else a word like any other.
    if letters && !text.contains(OFF) {
        return None;
    }
    // A mark alone says yes or no of the column itself.
    if let Some(mark) = lone_mark(&text) {
        return Some(mark.to_owned());
    }
    if text.contains(ON) {
        text = text.replace(CROSSES, "□");
    }
    if let Some(options) = unboxed(&text) {
        return Some(options.join(";"));
    }
    let boxes = text.contains(OFF) || text.matches(ON).count() > 1;
    let leading = text.trim_start().starts_with(ON);
    if !boxes && !leading && !text.trim_end().ends_with(ON) {
        return None;
    }
    let before = text.trim_start().starts_with(is_mark);
    let options = if before { marks_before(&text) } else { marks_behind(&text) };
    Some(options.join(";"))
}

/// The mark that stands alone in a text, whatever brackets stood around it.
fn lone_mark(text: &str) -> Option<&str> {
    let mark = text.trim();
    let mut chars = mark.chars();
    let (Some(only), None) = (chars.next(), chars.next()) else { return None };
    (ON.contains(&only) || OFF.contains(&only)).then_some(mark)
}

/// A tick beside its box is one mark: `√□委托开发`, `□√委托开发`.
fn one_mark_each(text: &str) -> String {
    const TICKS: &[char] = &['√', '✓', '✔'];
    let mut out = String::new();
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        let starts = out.chars().last().is_none_or(|c| c.is_whitespace() || parts(c));
        let next = letters.peek().copied();
        let pair = TICKS.contains(&c) && next.is_some_and(|c| OFF.contains(&c)) && starts
            || OFF.contains(&c) && next.is_some_and(|c| TICKS.contains(&c));
        if pair {
            letters.next();
        }
        out.push(if pair { '☑' } else { c });
    }
    out
}

/// The ticked ones of options without boxes that blanks part, `技术转让 √委托开发 合作开发`; `None`
/// where none stands without a tick, or blanks may part words.
fn unboxed(text: &str) -> Option<Vec<String>> {
    let may_part_words = |c: char| c.is_ascii_alphabetic() || OFF.contains(&c);
    if !text.contains(ON) || text.contains(may_part_words) {
        return None;
    }
    let mut options: Vec<String> = Vec::new();
    for piece in text.split_whitespace() {
        match options.last_mut() {
            // a tick with blanks around it belongs to what follows
            Some(last) if last.chars().all(|c| ON.contains(&c)) => last.push_str(piece),
            _ => options.push(piece.to_owned()),
        }
    }
    let plain = options.iter().any(|option| !option.contains(ON));
    let beside =
        |option: &String| option.matches(ON).count() == 1 && option.chars().count() > 1;
    options.retain(|option| option.contains(ON));
    if !plain || !options.iter().all(beside) {
        return None;
    }
    let mut ticked = Vec::new();
    for option in options {
        keep(&mut ticked, option.trim_matches(ON), true);
    }
    Some(ticked).filter(|ticked| ticked.iter().all(|option| !option.contains(ON)))
}

/// Brackets around a mark or a gap become the mark itself.
fn marks_out_of_brackets(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(open) = rest.find(['（', '(', '[', '【']) {
        let width = rest[open..].chars().next().map_or(1, char::len_utf8);
        let after = &rest[open + width..];
        let square = rest[open..].starts_with('[');
        let Some(close) = after.find(['）', ')', ']', '】']) else { break };
        let inner = after[..close].trim();
        let gap = after[..close].chars().all(char::is_whitespace);
        let mark = match inner.chars().next() {
            Some(c) if inner.chars().count() == 1 && ON.contains(&c) => Some('☑'),
            Some(c) if inner.chars().count() == 1 && OFF.contains(&c) => Some('□'),
            Some(c) if square && inner.len() == 1 && LETTERS.contains(&c) => Some('☑'),
            None if gap && (square || text.contains(ON)) => Some('□'),
            _ => None,
        };
        let close_width = after[close..].chars().next().map_or(1, char::len_utf8);
        match mark {
            Some(mark) => {
                out.push_str(&rest[..open]);
                out.push(mark);
            }
            None => out.push_str(&rest[..open + width + close + close_width]),
        }
        rest = &after[close + close_width..];
    }
    out.push_str(rest);
    out
}

/// Each mark stands before its option.
fn marks_before(text: &str) -> Vec<String> {
    let mut options = Vec::new();
    let mut on = false;
    let mut option = String::new();
    for c in text.chars().chain(['□']) {
        if ON.contains(&c) || OFF.contains(&c) {
            keep(&mut options, &option, on);
            option.clear();
            on = ON.contains(&c);
        } else {
            option.push(c);
        }
    }
    options
}

/// Each mark stands behind its option.
fn marks_behind(text: &str) -> Vec<String> {
    let mut options = Vec::new();
    let mut option = String::new();
    for c in text.chars() {
        if ON.contains(&c) || OFF.contains(&c) {
            keep(&mut options, &option, ON.contains(&c));
            option.clear();
        } else {
            option.push(c);
        }
    }
    options
}

fn keep(options: &mut Vec<String>, option: &str, on: bool) {
    let trimmed = option.trim_matches(|c: char| {
        let number = ('①'..='⑳').contains(&c);
        number || c.is_whitespace() || matches!(c, '_' | '：' | ':') || parts(c)
    });
    if on && !trimmed.is_empty() {
        options.push(trimmed.to_owned());
    }
}

/// Whether a character parts options.
const fn parts(c: char) -> bool {
    matches!(c, '；' | ';' | '、' | ',' | '，' | '/')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_ticked_options_count() {
        let table = [
            ("☑委托开发 □合作开发 ☑技术转让", "委托开发;技术转让"),
            ("□电子信息 ■新材料 □其他", "新材料"),
            ("委托开发（√）  合作开发（ ）  技术转让（√）", "委托开发;技术转让"),
            ("（√）委托开发 （ ）合作开发", "委托开发"),
            ("是☑ 否□", "是"),
            ("√合作开发", "合作开发"),
            ("□委托开发 □合作开发", ""),
            ("☑其他（请注明）：共建实验室____", "其他（请注明）：共建实验室"),
            ("[x]委托开发 [ ]合作开发", "委托开发"),
            ("[ ] licensing [X] joint development", "joint development"),
            ("√委托开发 ×合作开发", "委托开发"),
            ("技术转让  √委托开发  合作开发", "委托开发"),
            ("技术转让  委托开发√  合作开发", "委托开发"),
            ("√高新技术企业  科技型中小企业", "高新技术企业"),
            ("√ 高新技术企业 科技型中小企业", "高新技术企业"),
            ("√委托开发 √合作开发 技术转让", "委托开发;合作开发"),
            ("√合作开发、技术转让", "合作开发、技术转让"),
            ("√joint development", "joint development"),
            ("□技术转让 √□委托开发 □合作开发", "委托开发"),
            ("□技术转让 □√委托开发 □合作开发", "委托开发"),
            ("技术转让□ 委托开发□√ 合作开发□", "委托开发"),
        ];
        for (text, expected) in table {
            assert_eq!(ticked(text).as_deref(), Some(expected), "{text}");
        }
        for text in [
            "委托开发",
            "钛箔（宽幅）",
            "500万元",
            "二○二七年六月",
            "[新材料]",
            "[x]焊接",
        ] {
            assert_eq!(ticked(text), None, "{text}");
        }
    }
}
