//! Headers in the form in which they are compared.

use std::sync::OnceLock;

use crate::text::plain::plain;

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
        let plain = plain(header);
        let text = without_numbering(&plain);
        Self { full: letters(text), bare: letters(&outside_brackets(text)) }
    }
}

/// Letters and digits, lower case and simplified.
pub(crate) fn letters(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .map(simplified)
        .collect()
}

/// Takes a numbering such as `1.`, `（一）` or `二、` off the front.
fn without_numbering(text: &str) -> &str {
    let text = text.trim_start_matches(['*', '★', '☆', '●', '◆', '※', ' ']);
    let numeral = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let inner = text.strip_prefix('(').unwrap_or(text);
    let rest = inner.trim_start_matches(numeral);
    if rest.len() == inner.len() {
        return text;
    }
    let after = rest.trim_start_matches([')', '.', '、', ',', ':']);
    if after.len() < rest.len() && !after.trim().is_empty() { after.trim() } else { text }
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

/// The simplified form of the traditional characters that headers use.
fn simplified(c: char) -> char {
    const PAIRS: &str = "稱称術术業业單单聯联繫系係系電电話话資资預预備备註注類类別别領领項项編编號号題题難难\
間间時时計计劃划費费額额萬万億亿機机構构關关鍵键詞词專专職职務务學学歷历經经驗验區区園园縣县鎮镇開开發发\
轉转讓让許许簽签約约標标準准內内說说書书應应產产權权屬属規规報报負负責责來来門门簡简紹绍詳详細细質质員员\
薪薪攜携動动態态狀状達达決决結结論论議议評评價价級级階阶層层種种創创製制實实際际場场點点團团隊队導导參参與与\
會会議议歸归檔档處处據据庫库網网絡络線线測测試试統统碼码圖图證证體体養养療疗農农環环節节紙纸總总數数據据";
    static SORTED: OnceLock<Vec<(char, char)>> = OnceLock::new();
    if c.is_ascii() {
        return c;
    }
    let sorted = SORTED.get_or_init(|| {
        let characters: Vec<char> = PAIRS.chars().collect();
        let pairs = characters.chunks_exact(2).map(|pair| (pair[0], pair[1]));
        let mut pairs: Vec<(char, char)> =
            pairs.filter(|(old, new)| old != new).collect();
        pairs.sort_unstable();
        pairs
    });
    let found = sorted.binary_search_by_key(&c, |(old, _)| *old);
    found.map_or(c, |at| sorted[at].1)
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
        assert_eq!(key("需求稱謂"), "需求称謂");
        assert_eq!(key("（一）技术需求名称"), "技术需求名称");
        assert_eq!(key("3、技术指标"), "技术指标");
    }

    #[test]
    fn hints_in_brackets_are_left_out() {
        assert_eq!(HeaderKey::new("拟投入资金（万元）【必填】").bare, "拟投入资金");
        assert_eq!(HeaderKey::new("评价结果(优；良；中；差)").bare, "评价结果");
    }
}
