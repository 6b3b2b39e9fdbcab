//! Phone numbers and e-mail addresses that somebody wrote into a text.

/// What stands in their place.
pub(super) const STAND_IN: &str = "***";

/// The most groups of digits that a phone number is written in: +86 138 1234 5678.
const GROUPS: usize = 4;

/// Words that are glued to a number although they are no part of it.
const LABELS: [&str; 8] =
    ["tel", "phone", "mob", "mobile", "cell", "fax", "wechat", "wx"];

/// The text without phone numbers and e-mail addresses: mainland mobile numbers (11 digits
/// from 13 to 19), landlines with area code (0371-1234567), 400 and 800 lines, and whatever
/// has an @ between a name and a domain.
pub(super) fn redacted(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(in_word) {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        let word = rest.find(|c| !in_word(c)).unwrap_or(rest.len());
        let secret = mail(&rest[..word]);
        if let Some(before) = lead(&rest[..word]).filter(|_| secret.is_none()) {
            out.push_str(&rest[..before]);
            rest = &rest[before..];
            continue;
        }
        let secret = secret.or_else(|| phone(rest));
        out.push_str(secret.map_or(&rest[..word], |_| STAND_IN));
        rest = &rest[secret.unwrap_or(word)..];
    }
    out.push_str(rest);
    out
}

/// What numbers and addresses are made of.
fn in_word(c: char) -> bool {
    c.is_alphanumeric() && !is_unspaced(c)
        || matches!(c, '.' | '_' | '%' | '+' | '-' | '@' | '＠')
}

/// The length of what may stand right before a number in a word that is no address: signs,
/// as in 张工-138… and in the second of two numbers, or a label, as in tel138….
fn lead(word: &str) -> Option<usize> {
    let signs = word.len() - word.trim_start_matches(['-', '.', '_', '%']).len();
    if signs > 0 {
        return Some(signs);
    }
    let letters = word.find(|c: char| !c.is_ascii_alphabetic())?;
    let label = word[..letters].to_ascii_lowercase();
    LABELS.contains(&label.as_str()).then_some(letters)
}

/// Whether a character is written as Chinese is, without spaces between words: signs and kana
/// with it, for what stands beside them is no part of an address.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// The length of an e-mail address at the start of a text that is one word.
fn mail(word: &str) -> Option<usize> {
    let (name, domain) = word.split_once(['@', '＠'])?;
    let (first, last) = domain.trim_end_matches('.').rsplit_once('.')?;
    (!name.is_empty() && !first.is_empty() && !last.is_empty()).then_some(word.len())
}

/// The length of a phone number at the start of a text. A number inside a code is none.
fn phone(text: &str) -> Option<usize> {
    let (mut digits, mut groups) = (String::new(), Vec::new());
    let mut at = text.strip_prefix('+').map_or(0, |_| 1);
    while groups.len() < GROUPS {
        let group = &text[at..];
        let end = group.find(|c| digit(c).is_none()).unwrap_or(group.len());
        if end == 0 {
            return None;
        }
        let own: String = group[..end].chars().filter_map(digit).collect();
        groups.push(own.len());
        digits.push_str(&own);
        at += end;
        let after = text[at..].chars().next();
        if after.is_some_and(|c| c.is_ascii_alphabetic() || c == '_') {
            return None;
        }
        if is_phone(&digits, &groups) {
            return Some(at);
        }
        let joint = after.filter(|c| matches!(c, '-' | ' ' | '－' | '—' | '\u{3000}'))?;
        at += joint.len_utf8();
    }
    None
}

fn digit(c: char) -> Option<char> {
    let folded = crate::text::plain::fold(c);
    folded.is_ascii_digit().then_some(folded)
}

/// Whether so many digits in so many groups are a whole number.
fn is_phone(digits: &str, groups: &[usize]) -> bool {
    let (own, groups) = match (digits.strip_prefix("86"), groups) {
        (Some(own), [2, rest @ ..]) => (own, rest),
        (Some(own), [glued, ..]) if *glued >= 12 => (own, groups),
        _ => (digits, groups),
    };
    match own.as_bytes() {
        [b'1', b'3'..=b'9', ..] => own.len() == 11 && matches!(groups, [_] | [3, ..]),
        [b'0', ..] => match groups {
            [_] => (11..=12).contains(&own.len()),
            [3 | 4, _, ..] => (10..=12).contains(&own.len()),
            _ => false,
        },
        [b'4' | b'8', b'0', b'0', ..] => {
            own.len() == 10 && matches!(groups, [_] | [3, ..])
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_addresses_go() {
        let table = [
            ("联系张工13812345678。", "联系张工***。"),
            ("电话：138 1234 5678", "电话：***"),
            ("１３８１２３４５６７８", "***"),
            ("+86-13812345678 或微信", "*** 或微信"),
            ("8613812345678", "***"),
            ("座机0391-3456789转8", "座机***转8"),
            ("0391-3456789 13812345678", "*** ***"),
            ("000-00000001", "***"),
            ("热线400-123-4567", "热线***"),
            ("联系人张工-13812345678", "联系人张工-***"),
            ("电话_13812345678 .13812345678", "电话_*** .***"),
            ("手机-0391-3456789", "手机-***"),
            ("13812345678-13912345678", "***-***"),
            ("0391-3456789-13812345678", "***-***"),
            ("tel13812345678，Tel.138 1234 5678", "tel***，Tel.***"),
            ("写信到a.b@example.invalid。", "写信到***。"),
        ];
        for (text, expected) in table {
            assert_eq!(redacted(text), expected);
        }
    }

    #[test]
    fn technical_figures_stay() {
        for text in [
            "厚度≤6μm，幅宽650mm，产能12000吨/年",
            "Q345 钢，GB/T 22900-2022，-40℃",
            "2026-10-16 09:00 至 2027-12-31",
            "投资 500000000 元，13 000 000 000 元",
            "型号 SCARA-13800138000、13800138000X",
            "@ 20 kPa，0.1-0.5 mm",
            "1000-2000-3000",
            "",
        ] {
            assert_eq!(redacted(text), text);
        }
    }
}
