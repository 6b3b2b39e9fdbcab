//! Whole numbers of people or things: `3名`, `２人`, `2-3人`, `三名`, `1.2万人`.

use super::error::is_formula;
use super::money::{Decimal, chinese_number, chinese_unit, is_chinese_digit};
use super::{Parsed, is_blank};
use crate::domain::problem::Problem;
use crate::text::plain::plain;

/// Reads a count; of a range the upper end, as that many places are to be filled. What may
/// be anything else keeps its words: several numbers, a day, a share, less than nothing.
pub fn count(cell: &str) -> Parsed<Option<u32>> {
    let text = plain(cell);
    if is_blank(&text)
        || matches!(&*text, "不限" | "若干名" | "若干人" | "多名" | "数名" | "any")
    {
        return Parsed::fine(None);
    }
    match Some(&text).filter(|text| !is_formula(text)).and_then(|text| number(text)) {
        None => no_count(),
        number => Parsed::fine(number),
    }
}

/// Reads the number of a place in an order, which is never 0.
pub fn ordinal(cell: &str) -> Parsed<Option<u32>> {
    let read = count(cell);
    let is_place = read.problems.is_empty() && read.value != Some(0);
    if is_place { read } else { odd("ordinal") }
}

fn no_count() -> Parsed<Option<u32>> {
    odd("count")
}

fn odd(case: &'static str) -> Parsed<Option<u32>> {
    Parsed::odd(None, Problem::warning("invalid_amount").in_case(case))
}

/// The one number of a text, or the upper one of a range.
fn number(text: &str) -> Option<u32> {
    let letters: Vec<char> = text.to_lowercase().chars().collect();
    match numbers(&letters)?.as_slice() {
        [only] if !only.is_less(&letters) => Some(only.value),
        [low, high] => {
            let between = &letters[low.end..high.start];
            let range = between.iter().any(|c| is_joint(*c))
                && between.iter().all(|c| is_joint(*c) || is_beside(*c));
            let ascending = low.value <= high.value || low.bare && !high.bare;
            (range && ascending && !low.is_less(&letters)).then_some(high.value)
        }
        _ => None,
    }
}

/// A number that stands in a text.
struct Found {
    value: u32,
    /// Where it begins and, with 万 or 千, ends.
    start: usize,
    end: usize,
    /// Whether it has no 万 or 千 behind it.
    bare: bool,
}

impl Found {
    /// Whether a minus stands before it, or the point of a fraction.
    fn is_less(&self, letters: &[char]) -> bool {
        let before = letters[..self.start].iter().rev().find(|c| !c.is_whitespace());
        before.is_some_and(|c| is_dash(*c) || *c == '负')
            || letters[..self.start] == ['.']
    }
}

/// The numbers of a text: Arabic ones, else Chinese ones; none where one of them counts no
/// people or things.
fn numbers(letters: &[char]) -> Option<Vec<Found>> {
    let arabic = letters.iter().any(char::is_ascii_digit);
    let starts =
        |c: &char| if arabic { c.is_ascii_digit() } else { is_chinese_digit(*c) };
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = letters[at..].iter().position(starts) {
        let start = at + next;
        let (value, end, bare) =
            if arabic { arabic_at(letters, start)? } else { chinese_at(letters, start)? };
        if is_uncounted(&letters[end..]) {
            return None;
        }
        found.push(Found { value, start, end, bare });
        at = end;
    }
    Some(found)
}

/// The number in Arabic figures at a place, where it ends, and whether nothing multiplies it.
fn arabic_at(letters: &[char], start: usize) -> Option<(u32, usize, bool)> {
    let (number, taken) = Decimal::at(&letters[start..])?;
    let mut end = start + taken;
    let mut scale = 1_i64;
    while let Some((factor, taken)) = scale_at(&letters[end..]) {
        scale = scale.checked_mul(factor)?;
        end += taken;
    }
    let value = u32::try_from(number.exactly(scale)?).ok()?;
    Some((value, end, scale == 1))
}

/// What multiplies the number before it, and how many letters that takes.
fn scale_at(letters: &[char]) -> Option<(i64, usize)> {
    const WORDS: [(&str, i64); 4] =
        [("thousand", 1000), ("million", 1_000_000), ("hundred", 100), ("k", 1000)];
    if let Some(unit) = letters.first().and_then(|c| chinese_unit(*c)) {
        return Some((unit, 1));
    }
    let blanks = letters.iter().take_while(|c| **c == ' ').count();
    WORDS.iter().find_map(|(word, factor)| {
        let end = blanks + word.len();
        let is = letters.get(blanks..end)?.iter().copied().eq(word.chars());
        let ends = letters.get(end).is_none_or(|c| !c.is_ascii_alphanumeric());
        (is && ends).then_some((*factor, end))
    })
}

/// The number in Chinese figures at a place. 两三 is two or three, no number of two figures,
/// and 几十 is none at all.
fn chinese_at(letters: &[char], start: usize) -> Option<(u32, usize, bool)> {
    let figures: String =
        letters[start..].iter().take_while(|c| is_chinese_digit(**c)).collect();
    let end = start + figures.chars().count();
    let scaled = figures.chars().any(|c| chinese_unit(c).is_some());
    let some = figures.chars().next().is_some_and(|c| chinese_unit(c).is_some())
        && matches!(letters[..start].last(), Some('几' | '数'));
    if some || !scaled && end - start > 1 {
        return None;
    }
    Some((u32::try_from(chinese_number(&figures)?).ok()?, end, !scaled))
}

/// Whether what follows a number says that it counts no people or things: a day, a share,
/// money, a version.
fn is_uncounted(behind: &[char]) -> bool {
    let behind = behind.strip_prefix(&['个']).unwrap_or(behind);
    let next = behind.iter().find(|c| !c.is_whitespace());
    next.is_some_and(|c| matches!(c, '年' | '月' | '日' | '天' | '元' | '%' | '‰'))
        || matches!(behind, ['.', digit, ..] if digit.is_ascii_digit())
}

/// Whether a character stands between the ends of a range.
fn is_joint(c: char) -> bool {
    is_dash(c) || matches!(c, '~' | '至' | '到')
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '—' | '–' | '―' | '−')
}

/// Whether a character may stand between the lower end of a range and the dash: 2人-3人.
fn is_beside(c: char) -> bool {
    c.is_whitespace() || matches!(c, '人' | '名' | '位' | '家' | '个' | '台' | '项')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_in_every_shape() {
        let table = [
            ("3", Some(3)),
            ("人数3", Some(3)),
            ("No.3", Some(3)),
            ("3名", Some(3)),
            ("２人", Some(2)),
            ("2-3人", Some(3)),
            ("2人—3人", Some(3)),
            ("三至五人", Some(5)),
            ("1-2万人", Some(20_000)),
            ("8千-1万人", Some(10_000)),
            ("3.0", Some(3)),
            ("三名", Some(3)),
            ("十二人", Some(12)),
            ("1,200人", Some(1200)),
            ("1.2万人", Some(12_000)),
            ("约1.5千人", Some(1500)),
            ("2万", Some(20_000)),
            ("3百人", Some(300)),
            ("2 thousand people", Some(2000)),
            ("5k", Some(5000)),
            ("300人以下", Some(300)),
            ("至少3人", Some(3)),
            ("博士3名以上", Some(3)),
            ("300余人", Some(300)),
            ("若干", None),
            ("若干名", None),
            ("", None),
            ("不限", None),
            ("约50人", Some(50)),
            ("~50", Some(50)),
            ("5 persons", Some(5)),
            ("5 persons.", Some(5)),
        ];
        for (cell, expected) in table {
            assert_eq!(count(cell), Parsed::fine(expected), "{cell}");
        }
    }

    #[test]
    fn places_in_an_order_count_from_one() {
        assert_eq!(ordinal("1"), Parsed::fine(Some(1)));
        assert_eq!(super::super::codes_of(&ordinal("0")), ["invalid_amount"]);
        assert_eq!(count("0"), Parsed::fine(Some(0)));
    }

    #[test]
    fn what_is_no_count_is_named() {
        for cell in [
            "许多",
            "99999999999",
            "=I7",
            "-5",
            "－5人",
            "负5",
            "3.7",
            ".5",
            "1.23456万",
            "1.001",
            "0.30000000000000004",
            "3.7.2",
            "2025年末320人",
            "2026-10-11",
            "2026年",
            "10月11日",
            "3个月",
            "1 200",
            "3,5",
            "硕士2人/博士1人",
            "2/3",
            "5-2",
            "-2-3",
            "50%",
            "5万元",
            "两三名",
            "几十人",
        ] {
            let read = count(cell);
            assert_eq!(super::super::codes_of(&read), ["invalid_amount"], "{cell}");
            assert_eq!(read.value, None, "{cell}");
        }
    }
}
