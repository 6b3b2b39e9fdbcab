//! From parts to amounts: which number has which scale, what joins them.

use super::lexer::Token;
use super::number::Decimal;
use super::word::Word;
use crate::domain::{Per, Yuan};

/// What joins an amount to the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Link {
    /// It is the upper end of a range.
    Range,
    /// It adds to it: 20万 + 提成.
    Plus,
    /// It goes on with smaller digits: 1亿2000万.
    Digits,
    /// It is another amount.
    Apart,
}

/// Which end an amount bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bound {
    Least,
    Most,
}

/// A number and what stands around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Amount {
    number: Decimal,
    scale: Option<i64>,
    yuan: bool,
    /// Whether the sign of the currency stands before it: ¥50-80万.
    signed: bool,
    bound: Option<Bound>,
    link: Link,
}

/// What the parts of a cell say together.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts about one cell")]
pub(super) struct Reading {
    /// The amounts, left to right.
    pub(super) amounts: Vec<Amount>,
    /// About this much.
    pub(super) approx: bool,
    /// To be negotiated.
    pub(super) negotiable: bool,
    /// In another currency.
    pub(super) foreign: bool,
    /// A share of sales or profit is part of it.
    pub(super) royalty: bool,
    /// Below zero.
    pub(super) negative: bool,
    /// Numbers of things were passed over.
    pub(super) counted: bool,
    /// Words were passed over, or figures too vague to use.
    pub(super) words: bool,
    /// It is a day, a product or some other figures than one amount.
    pub(super) unclear: bool,
    /// Counted by.
    pub(super) per: Option<Per>,
    bound: Option<Bound>,
    link: Option<Link>,
    yuan_ahead: bool,
    vague: bool,
}

/// An amount from one end to the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    /// Lower end.
    pub(super) min: Option<Yuan>,
    /// Upper end.
    pub(super) max: Option<Yuan>,
    /// Whether it adds to the span before.
    pub(super) added: bool,
}

impl Reading {
    /// Reads the parts of a cell.
    pub(super) fn of(tokens: &[Token]) -> Self {
        let mut reading = Self::default();
        for (at, token) in tokens.iter().enumerate() {
            let before = at.checked_sub(1).map(|at| tokens[at]);
            match *token {
                Token::Number(number) => reading.number(number, before),
                Token::Scale(scale) => reading.scale(scale),
                Token::Per(per) => reading.per = reading.per.or(Some(per)),
                Token::Word(word) => reading.word(word, before, &tokens[at + 1..]),
                // Where the upper end of a range is part of a word, the lower one is not all.
                Token::Code => {
                    reading.words = true;
                    reading.unclear |= reading.link == Some(Link::Range);
                }
                Token::Unclear => reading.unclear = true,
                Token::Other => reading.words = true,
            }
        }
        if matches!(reading.link, Some(Link::Range | Link::Plus)) && !reading.royalty {
            reading.set_bound(Bound::Least, true);
        }
        reading.join_digits();
        reading
    }

    fn join_digits(&mut self) {
        let mut joined: Vec<Amount> = Vec::new();
        for amount in self.amounts.drain(..) {
            if joined.last_mut().and_then(|before| before.absorb(&amount)).is_none() {
                joined.push(amount);
            }
        }
        self.amounts = joined;
    }

    fn number(&mut self, number: Decimal, before: Option<Token>) {
        let yuan = std::mem::take(&mut self.yuan_ahead);
        if std::mem::take(&mut self.vague) {
            self.words = true;
            return;
        }
        let digits = matches!(before, Some(Token::Scale(_)));
        let link = match self.link.take() {
            Some(link) => link,
            None if digits => Link::Digits,
            None => Link::Apart,
        };
        // A range of three ends: 2026-10-12.
        self.unclear |= link == Link::Range
            && self.amounts.last().is_some_and(|amount| amount.link == Link::Range);
        let bound = self.bound.take();
        let signed = yuan;
        self.amounts.push(Amount { number, scale: None, yuan, signed, bound, link });
    }

    fn scale(&mut self, scale: i64) {
        if let Some(amount) = self.amounts.last_mut()
            && amount.scale.is_none()
        {
            amount.scale = Some(scale);
        }
    }

    fn word(&mut self, word: Word, before: Option<Token>, behind: &[Token]) {
        let after = behind.first();
        let between =
            is_number(before) && is_number(after.copied()) && !has_unit(&behind[1..]);
        let after_amount = is_amount(before) && !self.amounts.is_empty();
        match word {
            Word::Negotiable => self.negotiable = true,
            Word::Foreign => self.foreign = true,
            Word::Approx => self.approx = true,
            Word::Vague => {
                self.vague = matches!(after, Some(Token::Number(_) | Token::Scale(_)));
            }
            Word::AtMost => {
                self.set_bound(Bound::Most, after_amount && !self.heads(after));
            }
            Word::AtLeast => {
                self.set_bound(Bound::Least, after_amount && !self.heads(after));
            }
            Word::Range => self.dash(before, after),
            Word::Plus => self.link = Some(Link::Plus),
            Word::Ratio | Word::PerMark if between => self.ratio(),
            Word::Break | Word::Ratio => {
                self.link = Some(Link::Apart).filter(|_| !self.amounts.is_empty());
            }
            Word::Yuan => match self.amounts.last_mut() {
                Some(amount) if after_amount => amount.yuan = true,
                _ => self.yuan_ahead = true,
            },
            Word::Royalty => self.royalty = true,
            Word::Percent => {
                self.amounts.pop();
                self.royalty = true;
            }
            Word::Counter => {
                self.amounts.pop();
                self.counted = true;
            }
            Word::Minus if is_number(after.copied()) => {
                self.negative |= self.amounts.is_empty();
            }
            Word::Product if is_number(after.copied()) && before.is_some() => {
                // A count of things on either side leaves the price: 20万×3套, 3套×20万.
                let counter =
                    |token: Option<Token>| token == Some(Token::Word(Word::Counter));
                self.unclear |= !counter(before) && !counter(behind.get(1).copied());
            }
            Word::Month => {
                let dash = Token::Word(Word::Range);
                self.unclear |= is_number(before) || before == Some(dash);
                self.words = true;
            }
            Word::Label | Word::Minus | Word::Product => self.words = true,
            Word::PerMark | Word::Scale(_) | Word::Per(_) => {}
        }
    }

    /// Two numbers that are a ratio or a fraction, 1:1, 1/3, and no amounts.
    fn ratio(&mut self) {
        self.amounts.pop();
        self.vague = true;
        self.words = true;
    }

    /// Whether a bound belongs to the amount behind it, as the one before has its own:
    /// 大于100万小于300万.
    fn heads(&self, after: Option<&Token>) -> bool {
        matches!(after, Some(Token::Number(_)))
            && self.amounts.last().is_some_and(|amount| amount.bound.is_some())
    }

    fn set_bound(&mut self, bound: Bound, after_amount: bool) {
        match self.amounts.last_mut() {
            Some(amount) if after_amount => amount.bound = Some(bound),
            _ => self.bound = Some(bound),
        }
    }

    /// A dash joins two amounts; before the first one it is a minus.
    fn dash(&mut self, before: Option<Token>, after: Option<&Token>) {
        let number_follows = matches!(after, Some(Token::Number(_)));
        let starts = matches!(before, None | Some(Token::Word(Word::Yuan | Word::Break)));
        if self.amounts.is_empty() {
            self.negative |= number_follows && starts;
        } else {
            self.link = Some(Link::Range);
        }
    }

    /// Whether no amount names a scale or 元.
    pub(super) fn bare(&self) -> bool {
        self.amounts.iter().all(|amount| amount.scale.is_none() && !amount.yuan)
    }

    /// The largest number of an amount without scale, whole.
    pub(super) fn largest_bare(&self) -> i64 {
        let bare = self.amounts.iter().filter(|amount| amount.scale.is_none());
        bare.filter_map(|amount| Some(amount.number.hundredths_of(1)? / 100))
            .max()
            .unwrap_or(0)
    }

    /// The amounts as spans, bare numbers in units of `unit` yuan; `None` for numbers out
    /// of range.
    pub(super) fn spans(&self, unit: i64) -> Option<Vec<Span>> {
        let mut spans: Vec<Span> = Vec::new();
        let mut amounts = self.amounts.iter().peekable();
        while let Some(first) = amounts.next() {
            let added = first.link == Link::Plus;
            let span = match amounts.next_if(|next| next.link == Link::Range) {
                Some(second) => {
                    let (min, max) = range(first, second, unit)?;
                    Span { min: Some(min), max: Some(max), added }
                }
                None => {
                    Span::of(yuan(first.number, first.factor(unit))?, first.bound, added)
                }
            };
            spans.push(span);
        }
        Some(spans)
    }
}

/// The ends of a range: a bare end takes the other's scale (2-30万), unless it then were the
/// larger one although it is a fair amount of yuan by itself (8000-1.2万).
fn range(start: &Amount, end: &Amount, unit: i64) -> Option<(Yuan, Yuan)> {
    let said = end.yuan || start.yuan;
    let bare = if said { 1 } else { unit };
    let upper = end.scale.or(start.scale).unwrap_or(bare);
    let max = yuan(end.number, upper)?;
    let lower = match start.scale {
        Some(scale) => scale,
        None if start.yuan && !start.signed && end.scale.is_some() => 1,
        None => upper,
    };
    let min = yuan(start.number, lower)?;
    let own = yuan(start.number, 1)?;
    let fair = start.scale.is_none() && own >= Yuan::new(1000) && own <= max;
    Some((if min > max && fair { own } else { min }, max))
}

impl Amount {
    fn factor(&self, unit: i64) -> i64 {
        self.scale.unwrap_or(if self.yuan { 1 } else { unit })
    }

    /// Takes the smaller digits that go on with this amount: 1亿2000万.
    fn absorb(&mut self, digits: &Self) -> Option<()> {
        let (own, smaller) = (self.scale?, digits.scale.unwrap_or(1));
        if digits.link != Link::Digits || smaller >= own {
            return None;
        }
        self.number = self.number.times(own)?.plus(digits.number.times(smaller)?)?;
        self.scale = Some(1);
        self.yuan |= digits.yuan;
        self.bound = self.bound.or(digits.bound);
        Some(())
    }
}

impl Span {
    fn of(amount: Yuan, bound: Option<Bound>, added: bool) -> Self {
        let (min, max) = match bound {
            None => (Some(amount), Some(amount)),
            Some(Bound::Least) => (Some(amount), None),
            Some(Bound::Most) => (None, Some(amount)),
        };
        Self { min, max, added }
    }

    /// Whether the lower end is above the upper one.
    pub(super) fn reversed(self) -> bool {
        matches!((self.min, self.max), (Some(min), Some(max)) if min > max)
    }

    /// The sum, end by end.
    pub(super) fn plus(self, other: Self) -> Self {
        let sum = |a: Option<Yuan>, b: Option<Yuan>| Some(a?.plus(b?));
        Self { min: sum(self.min, other.min), max: sum(self.max, other.max), ..self }
    }

    /// One range of a lower and an upper bound.
    pub(super) fn bounded_by(self, other: Self) -> Option<Self> {
        match (self, other) {
            (
                Self { min: Some(min), max: None, .. },
                Self { min: None, max: Some(max), .. },
            )
            | (
                Self { min: None, max: Some(max), .. },
                Self { min: Some(min), max: None, .. },
            ) => Some(Self { min: Some(min), max: Some(max), added: false }),
            _ => None,
        }
    }
}

fn yuan(number: Decimal, factor: i64) -> Option<Yuan> {
    number.hundredths_of(factor).map(Yuan::from_fen)
}

fn is_number(token: Option<Token>) -> bool {
    matches!(token, Some(Token::Number(_)))
}

/// Whether the parts start with a scale or the word of the currency.
fn has_unit(tokens: &[Token]) -> bool {
    matches!(tokens.first(), Some(Token::Scale(_) | Token::Word(Word::Yuan)))
}

/// Whether a part ends an amount, so that what follows may belong to it.
fn is_amount(before: Option<Token>) -> bool {
    matches!(
        before,
        Some(
            Token::Number(_)
                | Token::Scale(_)
                | Token::Per(_)
                | Token::Word(Word::Yuan | Word::Approx)
        )
    )
}
