//! Amounts as they are said, written out: 1.5个亿, 半个亿, 三五百万, 上千万, 百把万.

use super::number::{chinese_unit, is_chinese_digit};
use super::word::word_at;

/// What joins the single figures of a range: 三到五百万.
const JOINTS: &[char] = &['到', '至', '-', '–', '—', '~', '、'];
/// What says before a mere unit that it is reached: 上亿元.
const REACHED: &[char] = &['上', '过', '超', '逾', '破'];
/// What makes another word of 上: 以上, 加上.
const NOT_REACHED: &[char] = &['以', '之', '加', '算', '线', '超', '晚'];

/// A text with what people say of amounts in the words that the rest of the reader knows.
pub(super) fn written_out(text: &str) -> String {
    let spoken = |c| "个半几把亿億百十上过超逾破、".contains(c) || figure(c).is_some();
    if text.is_ascii() || !text.contains(spoken) {
        return text.to_owned();
    }
    let mut letters = measured(&text.chars().collect::<Vec<_>>());
    for step in [spelled, roughly, pairs, reached] {
        letters = step(&letters);
    }
    letters.into_iter().collect()
}

/// A figure from one to nine.
fn figure(c: char) -> Option<i64> {
    Some(match c {
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// 万 or 亿, in letters, too.
fn is_large(text: &[char]) -> bool {
    let unit = text.first().is_some_and(|c| "万萬亿億w".contains(*c));
    let word = text.get(1).is_some_and(|c| {
        c.is_ascii_alphanumeric()
            || crate::text::is_han(*c)
                && !"多余".contains(*c)
                && word_at(&text[1..]).is_none()
    });
    unit && !word
}

/// Without the measure before 万 and 亿, halves as figures: 3个亿, 半个亿, 一个半亿.
fn measured(text: &[char]) -> Vec<char> {
    let mut out: Vec<char> = Vec::with_capacity(text.len());
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let numeral = out.last().is_some_and(|c| {
            c.is_ascii_digit() || is_chinese_digit(*c) || "几数多来余".contains(*c)
        });
        let (said, taken): (&str, usize) = match rest {
            ['个', '半', unit @ ..] if numeral && is_large(unit) => (".5", 2),
            ['半', '个', unit @ ..] if !numeral && is_large(unit) => ("0.5", 2),
            ['半', unit @ ..] if out.is_empty() && is_large(unit) => ("0.5", 1),
            ['个', '把', unit @ ..] if !numeral && is_large(unit) => ("约一", 2),
            ['个', more @ ('多' | '来' | '把'), unit @ ..]
                if numeral && is_large(unit) =>
            {
                (if *more == '多' { "多" } else { "来" }, 2)
            }
            ['个', unit @ ..] if numeral && is_large(unit) => ("", 1),
            [c, ..] => {
                out.push(*c);
                at += 1;
                continue;
            }
            [] => break,
        };
        if said == ".5"
            && let Some(digit) = out.last().and_then(|c| figure(*c))
        {
            out.pop();
            out.extend(digit.to_string().chars());
        }
        out.extend(said.chars());
        at += taken;
    }
    out
}

/// What is not exact said with 多: 百十万, 万把块, 一百几十万.
fn roughly(text: &[char]) -> Vec<char> {
    let mut out: Vec<char> = Vec::with_capacity(text.len());
    let mut at = 0;
    while at < text.len() {
        let before = out.last().copied();
        let unit = before.and_then(chinese_unit);
        let taken = match &text[at..] {
            ['百', '十', rest @ ..]
                if !before.is_some_and(is_chinese_digit)
                    && rest.first().is_none_or(|c| figure(*c).is_none()) =>
            {
                out.push('百');
                2
            }
            ['把', rest @ ..]
                if unit.is_some()
                    && rest.first().is_none_or(|c| "块元万亿".contains(*c)) =>
            {
                1
            }
            ['几', lower, ..]
                if chinese_unit(*lower)
                    .is_some_and(|l| l < 10_000 && unit.is_some_and(|u| l < u)) =>
            {
                2
            }
            [c, ..] => {
                out.push(*c);
                at += 1;
                continue;
            }
            [] => break,
        };
        at += taken;
        if !text.get(at).is_some_and(|c| "来几多余".contains(*c)) {
            out.push('多');
        }
    }
    out
}

/// Two Arabic figures at the head of a cell as Chinese ones: 3、5百万; a list would begin with 1.
fn spelled(text: &[char]) -> Vec<char> {
    const FIGURES: [char; 10] =
        ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    let mut out = text.to_vec();
    if let ['2'..='8', '、', '3'..='9', unit, ..] = *text
        && chinese_unit(unit).is_some()
    {
        for at in [0, 2] {
            let figure = text[at].to_digit(10).and_then(|n| FIGURES.get(n as usize));
            out[at] = figure.copied().unwrap_or(text[at]);
        }
    }
    out
}

/// Two neighbouring figures as a range, and single ones joined to one with a unit: 三五百万,
/// 一百五六十万, 三到五百万 are three to five million, 1.5 to 1.6 and three to five.
fn pairs(text: &[char]) -> Vec<char> {
    let mut out: Vec<char> = Vec::with_capacity(text.len());
    let mut at = 0;
    while at < text.len() {
        let Some((taken, high, unit)) = pair(&text[at..]) else {
            out.push(text[at]);
            at += 1;
            continue;
        };
        let figures = out.iter().rev().take_while(|c| is_chinese_digit(**c)).count();
        let before: Vec<char> = out[out.len() - figures..].to_vec();
        let digit = before.last().is_some_and(|c| chinese_unit(*c).is_none());
        if digit || !before.is_empty() && taken > 2 {
            out.push(text[at]);
            at += 1;
            continue;
        }
        out.push(text[at]);
        out.extend(unit);
        out.push('至');
        out.extend(before);
        out.push(high);
        at += taken;
    }
    out
}

/// How far the two figures at the start of a text go, the second one, and the small unit
/// behind them, which belongs to both and is left to follow.
fn pair(text: &[char]) -> Option<(usize, char, Option<char>)> {
    let low = figure(*text.first()?)?;
    let joint = text.get(1).filter(|c| JOINTS.contains(c));
    let at = if joint.is_some() { 2 } else { 1 };
    let high = *text.get(at)?;
    let unit = text.get(at + 1).copied().filter(|c| chinese_unit(*c).is_some())?;
    let value = figure(high)?;
    let next = value == low + 1 || (low, value) == (3, 5);
    let spoken = joint.is_none_or(|c| *c == '、');
    let small = chinese_unit(unit).is_some_and(|n| n < 10_000);
    let fits = if spoken { next } else { small && low < value };
    fits.then_some((at + 1, high, Some(unit).filter(|_| small)))
}

/// 上亿, 过千万, 近亿元 with the figure that is left out, and at least so much where a word
/// says that it is reached.
fn reached(text: &[char]) -> Vec<char> {
    let mut out: Vec<char> = Vec::with_capacity(text.len());
    for (at, &c) in text.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| text[at]);
        let next = text.get(at + 1);
        let unit = next.is_some_and(|c| "百千万亿萬億".contains(*c));
        let own = !before.is_some_and(|c| NOT_REACHED.contains(&c));
        let word = REACHED.contains(&c) && own;
        if word && (unit || c != '上' && next.is_some_and(|c| is_amount(*c))) {
            out.extend("超过".chars());
        } else {
            if "亿億万萬".contains(c) && lacks_figure(text, at) {
                out.push('一');
            }
            out.push(c);
        }
    }
    out
}

fn is_amount(c: char) -> bool {
    c.is_ascii_digit() || figure(c).is_some()
}

/// Whether a unit stands for one of its kind: behind a word of reaching, or at the start and
/// bounded from below: 亿元以上.
fn lacks_figure(text: &[char], at: usize) -> bool {
    if let Some(before) = at.checked_sub(1).map(|at| text[at]) {
        return REACHED.contains(&before) || before == '近';
    }
    let behind: String = text[1..].iter().collect();
    let behind = behind.trim_start_matches('元');
    text[0] == '亿' && ["以上", "级"].iter().any(|word| behind.starts_with(word))
        || text.get(1) == Some(&'多')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_is_written_out() {
        let table = [
            ("1.5个亿", "1.5亿"),
            ("500个万向节", "500个万向节"),
            ("3个人", "3个人"),
            ("半个亿", "0.5亿"),
            ("两个半亿", "2.5亿"),
            ("一个多亿", "一多亿"),
            ("个把亿", "约一亿"),
            ("三五百万", "三百至五百万"),
            ("一百五六十万", "一百五十至一百六十万"),
            ("十五六万", "十五至十六万"),
            ("一万二三千", "一万二千至一万三千"),
            ("三到五百万", "三百至五百万"),
            ("三、五百万", "三百至五百万"),
            ("3、5百万", "三百至五百万"),
            ("2、3万元", "二至三万元"),
            ("1、2万", "1、2万"),
            ("3、35万", "3、35万"),
            ("二〇二六年", "二〇二六年"),
            ("三九百万", "三九百万"),
            ("百十来万", "百来万"),
            ("百十万", "百多万"),
            ("万把块", "一万多块"),
            ("一百几十万", "一百多万"),
            ("上千万", "超过千万"),
            ("过亿", "超过一亿"),
            ("以上百万", "以上百万"),
            ("近亿元", "近一亿元"),
            ("亿元以上", "一亿元以上"),
            ("超薄设备", "超薄设备"),
        ];
        for (said, written) in table {
            assert_eq!(written_out(said), written, "{said}");
        }
    }
}
