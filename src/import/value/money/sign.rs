//! What a dash, a tilde or 负 says before the first amount of a cell.

use super::lexer::Token;
use super::word::Word;

/// What such a mark says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// The amount is below zero: -50, 负50, -¥50.
    Minus,
    /// It is not exact: ~50.
    About,
    /// A minus, or the rest of what got lost: 企业负50万, 至50万, 约-50万.
    Unclear,
    /// It parts the words before from the amount: 设备-50万.
    Nothing,
}

impl Sign {
    /// What a mark says between the part before it and those behind it.
    pub(super) fn of(word: Word, before: Option<Token>, behind: &[Token]) -> Self {
        let amount = match behind {
            [Token::Number(_), ..] => true,
            [Token::Word(Word::Yuan), Token::Number(_), ..] => word == Word::Dash,
            _ => false,
        };
        if !amount {
            return Self::Nothing;
        }
        let words = is_words(before);
        let starts = matches!(before, None | Some(Token::Word(Word::Yuan | Word::Break)));
        if starts && matches!(word, Word::Dash | Word::Minus) {
            Self::Minus
        } else if words && (word != Word::Minus || is_share(behind)) {
            // 由企业负50%: somebody bears a share.
            Self::Nothing
        } else if word == Word::Tilde {
            Self::About
        } else {
            Self::Unclear
        }
    }
}

/// Whether the number at the head of what follows, or its range, is a share.
fn is_share(behind: &[Token]) -> bool {
    let percent = |token: Option<&Token>| token == Some(&Token::Word(Word::Percent));
    match behind {
        [_, Token::Word(joint), Token::Number(_), rest @ ..] if joint.joins() => {
            percent(rest.first())
        }
        [_, rest @ ..] => percent(rest.first()),
        [] => false,
    }
}

/// Whether words that are no part of an amount stand before.
fn is_words(before: Option<Token>) -> bool {
    let marks = [
        Word::Approx,
        Word::AtMost,
        Word::AtLeast,
        Word::Plus,
        Word::Ratio,
        Word::Yuan,
        Word::Break,
    ];
    match before {
        None => false,
        Some(Token::Word(word)) => !marks.contains(&word),
        Some(_) => true,
    }
}
