//! The parts a date is written with.

use std::sync::OnceLock;

use super::super::money::{chinese_number, is_chinese_digit};
use crate::domain::vocabulary::Vocabulary;

/// A part of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token {
    /// A number and how many figures it was written with.
    Number(u32, usize),
    /// A character between numbers.
    Mark(char),
    /// A word.
    Word(Word),
}

/// What a word says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    Year,
    Month,
    Months,
    Day,
    Days,
    Weeks,
    MonthName(u32),
    Quarter,
    QuarterAhead,
    FirstHalf,
    SecondHalf,
    End,
    Early,
    Middle,
    Late,
    YearEnd,
    YearMiddle,
    YearStart,
    MonthEnd,
    MonthMiddle,
    MonthStart,
    MonthLate,
    LastYear,
    ThisYear,
    NextYear,
    YearAfterNext,
    Every,
    ThisMonth,
    NextMonth,
    HalfYear,
    AndAHalf,
    Range,
    Now,
    Open,
    Event,
}

/// The parts of a plain text in lower case. A time glued to a day is taken off it:
/// `2020-01-1310:49` is `2020-01-13` and `10:49`.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let slashed = |c: char| if c == '\\' { '/' } else { c };
    let letters: Vec<char> = text.chars().map(slashed).collect();
    let mut tokens: Vec<Token> = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        let c = letters[at];
        // an underline is a blank that was to be filled in
        if c.is_whitespace() || c == '_' {
            at += 1;
            continue;
        }
        let latin = |at: usize| letters[at].is_ascii_alphabetic();
        let inside_word = at > 0 && latin(at) && latin(at - 1);
        let (token, taken) = if c.is_ascii_digit() {
            number(&letters[at..], &tokens)
        } else if inside_word {
            (Token::Mark(c), 1)
        } else {
            word(&letters[at..])
        };
        // 年内 is this year by itself, a length of time after a number
        let counted = matches!(tokens.last(), Some(Token::Number(..)));
        let this_year = token == Token::Word(Word::ThisYear);
        let token = if this_year && counted { Token::Word(Word::Year) } else { token };
        tokens.push(token);
        at += taken;
    }
    tokens
}

fn number(text: &[char], before: &[Token]) -> (Token, usize) {
    let run = text.iter().take_while(|c| c.is_ascii_digit()).count();
    let of_day = matches!(
        before,
        [.., Token::Number(_, 4), Token::Mark(a), Token::Number(_, 1 | 2), Token::Mark(b)] if a == b
    ) || matches!(before, [.., Token::Word(Word::Month)]);
    let taken = if of_day { run.min(2) } else { run };
    let figures: String = text[..taken].iter().collect();
    (Token::Number(figures.parse().unwrap_or(u32::MAX), taken), taken)
}

fn word(text: &[char]) -> (Token, usize) {
    if let ['元', '月', ..] = text {
        return (Token::Number(1, 1), 1);
    }
    let figures = text.iter().take_while(|c| is_chinese_digit(**c)).count();
    match words().longest_at(text) {
        Some((word, taken)) if taken > figures || figures == 0 => {
            (Token::Word(word), taken)
        }
        _ if figures > 0 => {
            let run: String = text[..figures].iter().collect();
            let value =
                chinese_number(&run).and_then(|number| u32::try_from(number).ok());
            let token = value.map_or(Token::Mark(text[0]), |value| {
                let width = if value >= 1000 { 4 } else { 2 };
                Token::Number(value, width)
            });
            (token, figures)
        }
        _ => (Token::Mark(text[0]), 1),
    }
}

fn words() -> &'static Vocabulary<Word> {
    static WORDS: OnceLock<Vocabulary<Word>> = OnceLock::new();
    WORDS.get_or_init(|| {
        let file = include_str!("../../../../data/vocabulary/date.toml");
        Vocabulary::read(file, |group| match group.strip_prefix("month_") {
            Some(number) if number.parse::<u32>().is_ok() => {
                number.parse().ok().map(Word::MonthName)
            }
            _ => of_group(group),
        })
    })
}

fn of_group(group: &str) -> Option<Word> {
    Some(match group {
        "year" => Word::Year,
        "month" => Word::Month,
        "months" => Word::Months,
        "day" => Word::Day,
        "days" => Word::Days,
        "weeks" => Word::Weeks,
        "quarter" => Word::Quarter,
        "quarter_ahead" => Word::QuarterAhead,
        "first_half" => Word::FirstHalf,
        "second_half" => Word::SecondHalf,
        "end" => Word::End,
        "early" => Word::Early,
        "middle" => Word::Middle,
        "late" => Word::Late,
        "year_end" => Word::YearEnd,
        "year_middle" => Word::YearMiddle,
        "year_start" => Word::YearStart,
        "month_end" => Word::MonthEnd,
        "month_middle" => Word::MonthMiddle,
        "month_start" => Word::MonthStart,
        "month_late" => Word::MonthLate,
        "last_year" => Word::LastYear,
        "this_year" => Word::ThisYear,
        "next_year" => Word::NextYear,
        "year_after_next" => Word::YearAfterNext,
        "every" => Word::Every,
        "this_month" => Word::ThisMonth,
        "next_month" => Word::NextMonth,
        "half_year" => Word::HalfYear,
        "and_a_half" => Word::AndAHalf,
        "range" => Word::Range,
        "now" => Word::Now,
        "open" => Word::Open,
        "event" => Word::Event,
        _ => return None,
    })
}
