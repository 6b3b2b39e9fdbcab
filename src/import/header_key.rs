//! Headers in the form in which they are compared.

use crate::text::plain::plain;
use crate::text::simplified;

/// A header's comparison forms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct HeaderKey {
    /// Letters and digits of all of it.
    pub(crate) full: String,
    /// The same without what stands in brackets.
    pub(crate) bare: String,
}

impl HeaderKey {
    /// Folds a header: half width, lower case, simplified; no spaces, punctuation,
    /// numbering or required-marks.
    pub(crate) fn new(header: &str) -> Self {
        // ① becomes a bare 1 below
        let circled = |c: char| ('①'..='⑳').contains(&c) || c.is_whitespace();
        let header = header.trim_start_matches(circled);
        let plain = plain(header);
        let text = without_numbering(&plain);
        Self { full: letters(text), bare: letters(&outside_brackets(text)) }
    }
}

/// The Chinese and the Latin half of a header, whichever comes first.
pub(super) fn languages(header: &str) -> Option<(&str, &str)> {
    let latin = |c: char| c.is_ascii_alphabetic();
    let (first, last) = (header.find(latin)?, header.rfind(latin)? + 1);
    let han = |text: &str| text.contains(crate::text::is_han);
    let halves = if han(&header[..first]) && !han(&header[first..]) {
        (&header[..first], &header[first..])
    } else if !han(&header[..last]) && han(&header[last..]) {
        // HR联系人 is one word.
        let apart = |c: char| c.is_whitespace() || matches!(c, '/' | '.' | '|');
        (header[last..].starts_with(apart)).then(|| (&header[last..], &header[..last]))?
    } else {
        return None;
    };
    let long = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count() >= 2;
    (long(halves.0) && long(halves.1)).then_some(halves)
}

/// Labels that say something only with what they are of.
pub(crate) const PARTS: &[&str] = &["名称", "姓名", "全称"];

/// What such a label asks for in its group: 名称 below 企业信息 is 企业名称.
pub(super) fn of_group(group: &str, part: &str) -> Option<HeaderKey> {
    const ENDS: &[&str] =
        &["基本信息", "基本情况", "信息", "情况", "概况", "资料", "基本"];
    let part = letters(part);
    let group = HeaderKey::new(group).bare;
    let bare = ENDS.iter().find_map(|end| group.strip_suffix(end)).unwrap_or(&group);
    let asks = PARTS.contains(&part.as_str()) && !bare.is_empty();
    asks.then(|| HeaderKey::new(&format!("{bare}{part}")))
}

/// Letters and digits, lower case and simplified.
pub(crate) fn letters(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .map(simplified)
        .collect()
}

/// Chinese numerals from one to ten.
pub(crate) const NUMERALS: &str = "一二三四五六七八九十";

/// Whether a character is a digit or one of those.
pub(crate) fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || NUMERALS.contains(c)
}

/// What follows a year, 2026年 or 2026年度; `None` where there is none.
pub(crate) fn behind_year(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let after = rest.strip_prefix('年').filter(|_| text.len() - rest.len() == 4)?;
    Some(after.strip_prefix('度').unwrap_or(after))
}

/// What follows the months or the day up to which a header of folded letters counts: 截至9月底,
/// 1-9月, 2026年1-9月; `None` where there is none.
pub(crate) fn behind_period(text: &str) -> Option<&str> {
    let text = behind_year(text).unwrap_or(text);
    let until = text.strip_prefix("截至").or_else(|| text.strip_prefix("截止"));
    let rest = until.unwrap_or(text);
    let rest = behind_year(rest).unwrap_or(rest);
    if let Some(after) = rest.strip_prefix("目前").filter(|_| until.is_some()) {
        return Some(after);
    }
    let month = rest.trim_start_matches(is_numeral);
    let after = month.strip_prefix('月').filter(|_| month.len() < rest.len())?;
    let day = after.trim_start_matches(is_numeral);
    let after = if day.len() < after.len() { day.strip_prefix('日')? } else { after };
    Some(after.strip_prefix(['底', '末', '份']).unwrap_or(after))
}

/// A label without the number that tells one from the next: 需求名称1, 需求名称（二）, 关键字3.
pub(crate) fn unnumbered(label: &str) -> &str {
    let closed = label.strip_suffix([')', '）']);
    let inner = closed.unwrap_or(label);
    let bare = inner.trim_end_matches(is_numeral);
    let number = inner[bare.len()..].chars().count();
    match closed {
        Some(_) if number == 0 => label,
        Some(_) => bare.strip_suffix(['(', '（']).unwrap_or(label),
        None if number <= 2 => bare,
        None => label,
    }
}

/// Takes a numbering such as `1.`, `（一）` or `二、` off the front.
pub(crate) fn without_numbering(text: &str) -> &str {
    let text = text.trim_start_matches(['*', '★', '☆', '●', '◆', '※', ' ']);
    let inner = text.strip_prefix(['(', '（']).unwrap_or(text);
    let rest = inner.trim_start_matches(is_numeral);
    if rest.len() == inner.len() {
        return text;
    }
    let after = rest.trim_start_matches([')', '）', '.', '．', '、', ',', '，', ':']);
    let marked = after.len() < rest.len() && !after.trim().is_empty();
    if marked || is_apart(rest) { after.trim() } else { text }
}

/// Whether a blank parts a number from the words behind it: 10 完成时限.
fn is_apart(rest: &str) -> bool {
    let words = rest.trim_start();
    words.len() < rest.len() && words.starts_with(crate::text::is_han)
}

/// What stands outside brackets.
pub(super) fn outside_brackets(text: &str) -> String {
    let mut outside = String::new();
    let mut rest = text;
    while let Some((open, close)) = next_bracket(rest) {
        outside.push_str(&rest[..open]);
        rest = rest.get(close..).unwrap_or_default();
    }
    outside.push_str(rest);
    outside
}

/// The byte range of the first bracketed stretch; an unclosed one runs to the end.
fn next_bracket(text: &str) -> Option<(usize, usize)> {
    let open = text.find(['(', '[', '【', '〔', '{'])?;
    let close = text[open..].find([')', ']', '】', '〕', '}']).map(|at| open + at);
    let end = close.map_or(text.len(), |at| {
        at + text[at..].chars().next().map_or(0, char::len_utf8)
    });
    Some((open, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_case_spaces_and_brackets_do_not_count() {
        let key = |text| HeaderKey::new(text).bare;
        assert_eq!(key("*联 系 人："), "联系人");
        assert_eq!(key("\u{feff}需求名称"), "需求名称");
        assert_eq!(key("Company_Name"), "companyname");
        assert_eq!(key("擬投入資金"), "拟投入资金");
        assert_eq!(key("（一）技术需求名称"), "技术需求名称");
        assert_eq!(key("3、技术指标"), "技术指标");
        assert_eq!(key("⑩完成时限"), "完成时限");
        assert_eq!(key("10 完成时限"), "完成时限");
    }

    #[test]
    fn a_part_is_read_with_its_group() {
        let key = |group, part| of_group(group, part).map(|key| key.bare);
        assert_eq!(key("企业信息", "名称").as_deref(), Some("企业名称"));
        assert_eq!(key("一、企业基本情况", "全称").as_deref(), Some("企业全称"));
        assert_eq!(key("需求", "名 称").as_deref(), Some("需求名称"));
        assert_eq!((key("企业信息", "电话"), key("信息", "名称")), (None, None));
    }

    #[test]
    fn two_languages_are_told_apart() {
        let halves = |text| languages(text).map(|(a, b)| (a.trim(), b.trim()));
        assert_eq!(halves("需求名称\nDemand Title"), Some(("需求名称", "Demand Title")));
        assert_eq!(halves("No. 序号"), Some((". 序号", "No")));
        assert_eq!(halves("HR联系人"), None);
        assert_eq!(halves("需求A名称"), None);
    }

    #[test]
    fn hints_in_brackets_are_left_out() {
        assert_eq!(HeaderKey::new("拟投入资金（万元）【必填】").bare, "拟投入资金");
        assert_eq!(HeaderKey::new("评价结果(优；良；中；差)").bare, "评价结果");
    }
}
