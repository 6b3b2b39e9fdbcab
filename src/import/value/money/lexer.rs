//! The parts an amount of money is written with.

use std::sync::OnceLock;

use super::number::{Decimal, chinese_number, is_chinese_digit};
use crate::domain::Per;
use crate::domain::vocabulary::{Vocabulary, Worded as _};

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
    /// Anything else.
    Other,
}

/// What a word says about an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// 面议
    Negotiable,
    /// 不超过, 以内
    AtMost,
    /// 不低于, 以上
    AtLeast,
    /// 约, 左右
    Approx,
    /// 至, or a minus sign
    Range,
    /// +
    Plus,
    /// a comma, a bracket
    Break,
    /// 元, ¥, RMB
    Yuan,
    /// 美元
    Foreign,
    /// 销售额, 提成
    Royalty,
    /// % after a number
    Percent,
    /// 台, 次 after a number: not money
    Counter,
    /// `/`, 每
    PerMark,
    /// 数, 几 before a number
    Vague,
    /// 附件, 第: the number behind it names a thing
    Label,
    /// `:` between numbers
    Ratio,
    /// × between numbers
    Product,
    /// 负 before a number
    Minus,
    /// A month by its English name.
    Month,
    /// A scale in letters.
    Scale(i64),
    /// 年薪, 每年
    Per(Per),
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
        let latin = |at: usize| letters[at].is_ascii_alphabetic();
        let inside_word = at > 0
            && latin(at)
            && latin(at - 1)
            && matches!(tokens.last(), Some(Token::Other));
        let (token, taken) = if inside_word {
            (Token::Other, 1)
        } else {
            token_at(&letters[at..], tokens.last())
        };
        let glued = at > 0 && letters[at - 1].is_ascii_alphabetic();
        match token {
            Token::Number(_) if names_a_thing(&mut tokens, glued) => {}
            Token::Other => {
                let digit = at > 0 && letters[at - 1].is_ascii_digit();
                pass_over(&mut tokens, latin(at) && digit);
            }
            Token::Number(_) | Token::Scale(_) | Token::Per(_) | Token::Word(_) => {
                tokens.push(token);
            }
        }
        at += taken;
    }
    tokens
}

/// Takes in what is no part of an amount, with the number that it is glued to: 1o0.
fn pass_over(tokens: &mut Vec<Token>, glued: bool) {
    if glued && matches!(tokens.last(), Some(Token::Number(_))) {
        tokens.pop();
    }
    if tokens.last() != Some(&Token::Other) {
        tokens.push(Token::Other);
    }
}

/// Whether a number belongs to the word before it and is no amount: 附件2, 附件2-3, A12. That
/// word stands for both.
fn names_a_thing(tokens: &mut Vec<Token>, glued: bool) -> bool {
    match tokens.as_slice() {
        [.., Token::Word(Word::Label)] => true,
        [.., Token::Word(Word::Label), Token::Word(Word::Range)] => {
            tokens.pop();
            true
        }
        [.., Token::Other] => glued,
        _ => false,
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
    let scales =
        figures.iter().take_while(|c| "十百千万亿拾佰仟萬億".contains(**c)).count();
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

/// 万 and 亿, which start a new section of a number.
fn is_large(c: char) -> bool {
    matches!(c, '万' | '萬' | '亿' | '億')
}

fn words() -> &'static Vocabulary<Word> {
    static WORDS: OnceLock<Vocabulary<Word>> = OnceLock::new();
    WORDS.get_or_init(|| {
        Vocabulary::read(
            include_str!("../../../../data/vocabulary/money.toml"),
            |group| {
                Some(match group {
                    "negotiable" => Word::Negotiable,
                    "at_most" => Word::AtMost,
                    "at_least" => Word::AtLeast,
                    "approx" => Word::Approx,
                    "range" => Word::Range,
                    "plus" => Word::Plus,
                    "break" => Word::Break,
                    "yuan" => Word::Yuan,
                    "foreign" => Word::Foreign,
                    "royalty" => Word::Royalty,
                    "percent" => Word::Percent,
                    "counter" => Word::Counter,
                    "per_mark" => Word::PerMark,
                    "vague" => Word::Vague,
                    "label" => Word::Label,
                    "ratio" => Word::Ratio,
                    "product" => Word::Product,
                    "minus" => Word::Minus,
                    "of_date" => Word::Month,
                    "per_year" => Word::Per(Per::Year),
                    "per_month" => Word::Per(Per::Month),
                    group => Word::Scale(group.strip_prefix("scale_")?.parse().ok()?),
                })
            },
        )
    })
}
