//! The parts an amount of money is written with.

use super::number::{Decimal, chinese_number, is_chinese_digit};
use super::word::{Word, words};
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
                at += numbers_of_label(behind);
                pass_over(&mut tokens, Token::Other);
            }
            Token::Number(_) if is_code(before, behind, last) => {
                pass_over(&mut tokens, Token::Code);
            }
            Token::Other if cuts_number(&letters[..at], last) => {
                tokens.pop();
                pass_over(&mut tokens, Token::Code);
            }
            Token::Other | Token::Code => pass_over(&mut tokens, token),
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
        Some(Token::Code) => {}
        Some(last @ Token::Other) => {
            if token == Token::Code {
                *last = token;
            }
        }
        _ => tokens.push(token),
    }
}

fn is_word(token: Option<&Token>) -> bool {
    matches!(token, Some(Token::Other | Token::Code))
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

/// Whether a unit of money is glued to the number before a text, or to the upper end of its
/// range.
fn is_measured(text: &[char]) -> bool {
    match words().longest_at(text) {
        Some((Word::Range, taken)) => Decimal::at(&text[taken..])
            .is_some_and(|(_, end)| starts_with_unit(&text[taken + end..])),
        _ => starts_with_unit(text),
    }
}

/// Whether a text starts with a unit of money. Those in Latin letters do not count, they may
/// mean anything: Q235B, LED500W.
fn starts_with_unit(text: &[char]) -> bool {
    let Some(first) = text.first().filter(|c| !c.is_ascii()) else { return false };
    match words().longest_at(text) {
        Some((word, _)) => matches!(word, Word::Yuan | Word::Foreign),
        None => is_scale(*first),
    }
}

/// How far the numbers run that a label names: 附件1-3, 编号：12, 第1、2期. A number with a
/// unit is an amount: 见附件 300万元.
fn numbers_of_label(text: &[char]) -> usize {
    const LABEL: Option<&Token> = Some(&Token::Word(Word::Label));
    let mut end = 0;
    loop {
        let joints = if end == 0 { ":-" } else { "-~—–至到、" };
        let is_joint = |c: &&char| c.is_whitespace() || joints.contains(**c);
        let joint: Vec<char> = text[end..].iter().take_while(is_joint).copied().collect();
        let at = end + joint.len();
        let joined = end == 0 || joint.iter().any(|c| !c.is_whitespace());
        match text.get(at..).filter(|rest| !rest.is_empty()).map(|t| token_at(t, LABEL)) {
            Some((Token::Number(_), taken))
                if joined && !is_measured(&text[at + taken..]) =>
            {
                end = at + taken;
            }
            _ => return end,
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
    match words().longest_at(text) {
        Some((Word::Range, taken)) if before.is_none() && text[0] == '~' => {
            (Token::Word(Word::Approx), taken)
        }
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
    crate::text::is_han(next) && words().longest_at(rest).is_none()
}

/// A word as a token; measures that follow no number are nobody's.
fn of_word(word: Word, before: Option<&Token>) -> Token {
    let after_number = matches!(before, Some(Token::Number(_) | Token::Scale(_)));
    if let Word::Scale(scale) = word {
        Token::Scale(scale)
    } else if let Word::Per(per) = word {
        Token::Per(per)
    } else if word == Word::Counter && !after_number {
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
