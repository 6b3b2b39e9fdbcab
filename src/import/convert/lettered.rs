//! Options of a questionnaire with a letter before each and the answer beside them: （B）
//! A.委托开发 B.合作开发, AC（A.… B.… C.…）, A.… B.… 选择：A.

use crate::import::value::{OFF, ON};

/// What follows the letter of an option.
const MARKS: &[char] = &['.', '．', '、', '：', ':', ')', '）'];
/// What may stand around the letters of an answer.
const AROUND: &[char] = &[
    ' ', '\u{3000}', '\n', '(', ')', '（', '）', '[', ']', '【', '】', '_', '、', ',',
    '，', ';', '；', '/', '：', ':', '选', '择', '填', '答', '案', '√',
];
/// What parts an answer from the option before it.
const APART: &[char] = &[' ', '\u{3000}', '\n', '(', '（', '[', '【', '_'];

/// The options whose letters are the answer, joined with `;`; of options with ticks the text
/// without letters. `None` where the text is no list of such options.
pub(super) fn lettered(text: &str) -> Option<String> {
    // most cells have no A
    memchr::memchr(b'A', text.as_bytes())?;
    let places = places(text);
    let first = *places.first().filter(|_| places.len() >= 2)?;
    let ends = places.iter().skip(1).map(|(start, _)| *start).chain([text.len()]);
    let option = |((_, from), to): (&(usize, usize), usize)| text[*from..to].trim();
    let mut options: Vec<&str> = places.iter().zip(ends).map(option).collect();
    let head = &text[..first.0];
    if head.trim_end().ends_with([ON, OFF].concat().as_slice()) {
        return Some(format!("{head}{}", options.join(" ")));
    }
    let mut answer = letters(head)?;
    if answer.is_empty() {
        let last = options.last_mut()?;
        let cut = answered(last);
        answer = letters(&last[cut..])?;
        *last = &last[..cut];
    }
    let named = |letter: &char| {
        let at = u32::from(*letter) - u32::from('A');
        options.get(usize::try_from(at).ok()?).copied().map(bare)
    };
    if !answer.is_empty() {
        let chosen: Option<Vec<&str>> = answer.iter().map(named).collect();
        return Some(chosen?.join(";"));
    }
    if text.contains(ON) {
        return Some(options.join(" "));
    }
    let blanks = |pair: &[(usize, usize)]| text[..pair[1].0].ends_with(APART);
    let printed = places.len() >= 3 && places.windows(2).all(blanks);
    printed.then(String::new)
}

/// Where the options A, B, C … start: their letters and what follows the marks behind those.
fn places(text: &str) -> Vec<(usize, usize)> {
    let mut places = Vec::new();
    let mut next = 'A';
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let mark = text[at + c.len_utf8()..].chars().next();
        if let Some(mark) = mark.filter(|mark| MARKS.contains(mark))
            && c == next
            && next <= 'H'
            && !before.is_ascii_alphanumeric()
        {
            places.push((at, at + c.len_utf8() + mark.len_utf8()));
            next = char::from_u32(u32::from(next) + 1).unwrap_or('Z');
        }
        before = c;
    }
    places
}

/// The letters of an answer, each once; `None` where something else stands there.
fn letters(text: &str) -> Option<Vec<char>> {
    let mut letters = Vec::new();
    for c in text.chars().filter(|c| !AROUND.contains(c)) {
        match c {
            'A'..='H' if !letters.contains(&c) => letters.push(c),
            'A'..='H' => {}
            _ => return None,
        }
    }
    Some(letters)
}

/// Where the answer behind the last option begins: its end where there is none.
fn answered(option: &str) -> usize {
    let of_answer = |c: char| ('A'..='H').contains(&c) || AROUND.contains(&c);
    let tail = option.trim_end_matches(of_answer).len();
    let apart = option[tail..].find(APART).map(|at| tail + at);
    let says = |at: &usize| option[*at..].contains(|c| ('A'..='H').contains(&c));
    apart.filter(says).unwrap_or(option.len())
}

/// An option without the bracket around all of them and without the mark behind it.
fn bare(option: &str) -> &str {
    let unopened =
        option.matches(['（', '(']).count() < option.matches(['）', ')']).count();
    let option = if unopened { option.trim_end_matches(['）', ')']) } else { option };
    option.trim_matches([';', '；', '，', ',', '、', ' ', '\u{3000}', '□', '/'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_letters_of_the_answer_choose() {
        for (text, expected) in [
            ("（ A ） A.联合开发 B.委托开发 C.技术转让", "联合开发"),
            ("AC（A.联合开发 B.委托开发 C.技术转让）", "联合开发;技术转让"),
            ("A、联合开发；B、委托开发　选择：B", "委托开发"),
            ("A.100万元以下 B.100-500万元 C.500万元以上（B）", "100-500万元"),
            ("A.□联合开发 B.☑委托开发", "□联合开发 ☑委托开发"),
            ("A.联合开发 B.委托开发 C.技术转让", ""),
        ] {
            assert_eq!(lettered(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn other_texts_are_no_options() {
        for text in [
            "A.联合开发",
            "A.联合开发|C.技术转让",
            "A.联合开发;B.委托开发",
            "甲公司 A.I.实验室",
            "（D） A.联合开发 B.委托开发",
        ] {
            assert_eq!(lettered(text), None, "{text}");
        }
    }
}
