//! The parts an amount of money is written with.

use super::number::{Decimal, chinese_number, is_chinese_digit};
use super::word::{Word, word_at, words};
use crate::domain::Per;
use crate::domain::vocabulary::Worded as _;

/// A part of an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token {
    /// A number without a scale.
    Number(Decimal),
    /// 万, 亿, k, million: what the number before it is multiplied by.
    Scale(i64),
    /// What amounts are counted by.
    Per(Per),
    /// A word.
    Word(Word),
    /// Figures that belong to a word: A12, 1o0.
    Code,
    /// Figures that may belong to a word or be an amount, or a part of one: 附件 3,500万.
    Unclear,
    /// Anything else, with the numbers of what it names: 附件1-3.
    Other,
}

/// The parts of a plain text in lower case.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let letters: Vec<char> = text.chars().collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        if letters[at].is_whitespace() {
            at += 1;
            continue;
        }
        let last = tokens.last();
        let (token, taken) = if goes_on_in_word(&letters[..=at], last) {
            (Token::Other, 1)
        } else {
            token_at(&letters[at..], last)
        };
        let (before, behind) = (&letters[..at], &letters[at + taken..]);
        at += taken;
        match token {
            Token::Word(Word::Label) => {
                pass_over(&mut tokens, Token::Other);
                match numbers_of_label(behind) {
                    Some(taken) => at += taken,
                    None => tokens.push(Token::Unclear),
                }
            }
            Token::Number(_) if is_code(before, behind, last) => {
                let token =
                    if starts_range(behind) { Token::Unclear } else { Token::Code };
                pass_over(&mut tokens, token);
            }
            Token::Other if cuts_number(&letters[..at], last) => {
                tokens.pop();
                pass_over(&mut tokens, Token::Code);
            }
            Token::Other | Token::Code | Token::Unclear => pass_over(&mut tokens, token),
            Token::Number(_) | Token::Scale(_) | Token::Per(_) | Token::Word(_) => {
                tokens.push(token);
            }
        }
    }
    tokens
}

/// Takes in what is no part of an amount, once for all of it that stands together.
fn pass_over(tokens: &mut Vec<Token>, token: Token) {
    match tokens.last_mut() {
        Some(Token::Unclear) => {}
        Some(Token::Code) if token != Token::Unclear => {}
        Some(last @ (Token::Other | Token::Code)) => {
            if token != Token::Other {
                *last = token;
            }
        }
        _ => tokens.push(token),
    }
}

fn is_word(token: Option<&Token>) -> bool {
    matches!(token, Some(Token::Other | Token::Code | Token::Unclear))
}

/// Whether the last letter of a text is one inside a Latin word that is no part of an amount:
/// the b of Q235B is no billion.
fn goes_on_in_word(text: &[char], before: Option<&Token>) -> bool {
    let [.., glued, letter] = text else { return false };
    letter.is_ascii_alphabetic() && glued.is_ascii_alphanumeric() && is_word(before)
}

/// Whether the last letter of a text makes the number before it part of a word: 1o0.
fn cuts_number(text: &[char], before: Option<&Token>) -> bool {
    let [.., digit, letter] = text else { return false };
    let glued = letter.is_ascii_alphabetic() && digit.is_ascii_digit();
    glued && matches!(before, Some(Token::Number(_)))
}

/// Whether a number belongs to the Latin letters glued before it and is no amount: A12,
/// Q235. With a unit behind it is one (AI500万), unless the letters may be digits
/// themselves: 1O0万.
fn is_code(before: &[char], behind: &[char], last: Option<&Token>) -> bool {
    let letters = before.iter().rev().take_while(|c| c.is_ascii_alphabetic()).count();
    if letters == 0 || !is_word(last) {
        return false;
    }
    let (rest, letters) = before.split_at(before.len() - letters);
    let like_digits = letters.iter().all(|c| matches!(c, 'o' | 'l' | 'i'))
        || rest.last().is_some_and(char::is_ascii_digit);
    like_digits || !is_measured(behind)
}

/// Whether a unit of money follows the number before a text, or the upper end of its range.
fn is_measured(text: &[char]) -> bool {
    match words().longest_at(text) {
        Some((word, taken)) if word.joins() => ends_range(&text[taken..]),
        _ => starts_with_unit(text),
    }
}

/// Whether a number with a unit of money starts a text.
fn ends_range(text: &[char]) -> bool {
    Decimal::at(text).is_some_and(|(_, end)| starts_with_unit(&text[end..]))
}

/// What follows a mark of a range, blanks around it passed over.
fn behind_range(text: &[char]) -> Option<&[char]> {
    let text = behind_blanks(text);
    match words().longest_at(text) {
        Some((word, taken)) if word.joins() => Some(behind_blanks(&text[taken..])),
        _ => None,
    }
}

/// Whether the number before a text, with the Latin letters glued to it, may be the lower end
/// of a range: AI300 - 500万, CRM50w-80w.
fn starts_range(text: &[char]) -> bool {
    let glued = text.iter().take_while(|c| c.is_ascii_alphanumeric()).count();
    behind_range(&text[glued..]).is_some_and(|end| Decimal::at(end).is_some())
}

fn behind_blanks(text: &[char]) -> &[char] {
    &text[text.iter().take_while(|c| c.is_whitespace()).count()..]
}

/// Whether a text starts with a unit of money. Those in Latin letters do not count, they may
/// mean anything: Q235B, LED500W; nor does a sign that belongs to the next number: A12 ¥50.
/// Behind a blank it must not be the start of another word: A12 元件, A12 万向节, 附件3 十万.
fn starts_with_unit(text: &[char]) -> bool {
    let glued = text.first().is_some_and(|c| !c.is_whitespace());
    let text = behind_blanks(text);
    let Some(first) = text.first().filter(|c| !c.is_ascii()) else { return false };
    match words().longest_at(text) {
        Some((Word::Yuan | Word::Foreign, taken)) => {
            let digit =
                behind_blanks(&text[taken..]).first().is_some_and(char::is_ascii_digit);
            let word = text.get(taken).is_some_and(|next| crate::text::is_han(*next));
            !digit && (glued || !word)
        }
        Some(_) => false,
        None if glued => is_scale(*first),
        None => is_large(*first) && !text.get(1).is_some_and(|c| goes_on(*c, &text[1..])),
    }
}

/// How far the numbers run that a label names: 附件1-3, 编号：12, 第1、2期. A number with a
/// unit is an amount: 见附件 300万元. Nothing where both readings are possible.
fn numbers_of_label(text: &[char]) -> Option<usize> {
    let whole = numbers_named(text);
    // Numbers of things are not grouped: 附件3，500万. Apart from its label a grouped one may
    // be an amount: 附件 3,500万.
    let part = text.split(|c| *c == ',').next().unwrap_or_default();
    let named = numbers_named(part);
    if named <= whole {
        return whole;
    }
    named.filter(|_| text[0].is_ascii_digit())
}

fn numbers_named(text: &[char]) -> Option<usize> {
    const LABEL: Option<&Token> = Some(&Token::Word(Word::Label));
    let mut end = 0;
    loop {
        let joints = if end == 0 { ":-" } else { "-~—–至到、" };
        let is_joint = |c: &&char| c.is_whitespace() || joints.contains(**c);
        let joint: Vec<char> = text[end..].iter().take_while(is_joint).copied().collect();
        let at = end + joint.len();
        let joined = end == 0 || joint.iter().any(|c| !c.is_whitespace());
        let rest = &text[at..];
        match (!rest.is_empty()).then(|| token_at(rest, LABEL)) {
            Some((Token::Number(_), taken)) if joined => {
                let behind = &rest[taken..];
                if end == 0 && behind_range(behind).is_some_and(ends_range) {
                    // 附件 300-500万 is an amount; 附件1-500万 may be one, 附件1 - 500万 too.
                    return (!joint.is_empty() && is_measured(behind)).then_some(0);
                }
                // A number glued to its label has its unit glued, too: 附件3 万元.
                let blank = behind.first().is_some_and(|c| c.is_whitespace());
                if is_measured(behind) && !(joint.is_empty() && blank) {
                    return Some(end);
                }
                end = at + taken;
            }
            _ => return Some(end),
        }
    }
}

fn token_at(text: &[char], before: Option<&Token>) -> (Token, usize) {
    if let Some((number, taken)) = Decimal::at(text) {
        return (Token::Number(number), taken);
    }
    let after_mark = matches!(before, Some(Token::Word(Word::PerMark)));
    if after_mark && let Some((Some(per), taken)) = Per::vocabulary().longest_at(text) {
        return (Token::Per(per), taken);
    }
    let figures = text.iter().take_while(|c| is_chinese_digit(**c)).count();
    match word_at(text) {
        Some((word, taken)) if taken >= figures => (of_word(word, before), taken),
        _ if figures == 1
            && text.get(1).is_some_and(|next| goes_on(*next, &text[1..])) =>
        {
            (Token::Other, 1)
        }
        _ if figures > 0 => of_figures(&text[..figures], before),
        _ => (Token::Other, 1),
    }
}

/// Whether a Chinese figure is the start of a word, 一口价, and no number: another character
/// follows that measures nothing.
fn goes_on(next: char, rest: &[char]) -> bool {
    crate::text::is_han(next) && word_at(rest).is_none()
}

/// A word as a token; measures that follow no number are nobody's.
fn of_word(word: Word, before: Option<&Token>) -> Token {
    let after_number = matches!(before, Some(Token::Number(_) | Token::Scale(_)));
    if let Word::Scale(scale) = word {
        Token::Scale(scale)
    } else if let Word::Per(per) = word {
        Token::Per(per)
    } else if word == Word::Counter && !after_number
        || word == Word::Tenths && !matches!(before, Some(Token::Number(_)))
    {
        Token::Other
    } else {
        Token::Word(word)
    }
}

/// Chinese figures up to 万 or 亿, which scale them; after an Arabic number 千 and 千万 scale
/// too.
fn of_figures(figures: &[char], before: Option<&Token>) -> (Token, usize) {
    let number = |part: &[char]| chinese_number(&part.iter().collect::<String>());
    let scales = figures.iter().take_while(|c| is_scale(**c)).count();
    let large = figures.iter().take_while(|c| is_large(**c)).count();
    let plain = figures.iter().take_while(|c| !is_large(**c)).count();
    let (value, taken) = match before {
        Some(Token::Number(_)) if scales > 0 => (number(&figures[..scales]), scales),
        _ if large > 0 => (number(&figures[..large]), large),
        _ => {
            let value = number(&figures[..plain])
                .map(|n| Token::Number(Decimal::whole(n.into())));
            return (value.unwrap_or(Token::Other), plain);
        }
    };
    (value.map_or(Token::Other, Token::Scale), taken)
}

/// Figures that multiply what stands before them.
fn is_scale(c: char) -> bool {
    "十百千万亿拾佰仟萬億".contains(c)
}

/// 万 and 亿, which start a new section of a number.
fn is_large(c: char) -> bool {
    matches!(c, '万' | '萬' | '亿' | '億')
}
