//! From parts to amounts: which number has which scale, what joins them.

use super::lexer::Token;
use super::number::Decimal;
use super::sign::Sign;
use super::span::{Amount, Bound, Link};
use super::word::Word;
use crate::domain::Per;

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
    /// Numbers of things were passed over.
    pub(super) counted: bool,
    /// Words were passed over, or figures too vague to use.
    pub(super) words: bool,
    /// It is a day, a product or some other figures than one amount.
    pub(super) unclear: bool,
    /// Counted by.
    pub(super) per: Option<Per>,
    /// Whether that is said of an amount behind the first.
    pub(super) later_per: bool,
    bound: Option<Bound>,
    link: Option<Link>,
    yuan_ahead: bool,
    minus_ahead: bool,
    vague: bool,
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
                Token::Per(per) if reading.per.is_none() => {
                    reading.counted_by(per, tokens.get(at + 1).copied());
                }
                Token::Per(_) => {}
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

    /// Takes what the amount before is counted by, or the one behind if it follows at once:
    /// 每年20万.
    fn counted_by(&mut self, per: Per, next: Option<Token>) {
        let spans =
            self.amounts.iter().filter(|a| matches!(a.link, Link::Apart | Link::Plus));
        let ahead = usize::from(is_number(next));
        self.later_per = spans.count() + ahead > 1;
        self.per = Some(per);
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
        let minus = std::mem::take(&mut self.minus_ahead);
        if std::mem::take(&mut self.vague) {
            self.words = true;
            return;
        }
        // 500 000
        self.unclear |= is_number(before);
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
        let amount = Amount { number, scale: None, yuan, signed, minus, bound, link };
        self.amounts.push(amount);
    }

    fn scale(&mut self, scale: i64) {
        // 几万元
        self.words |= std::mem::take(&mut self.vague);
        if let Some(amount) = self.amounts.last_mut()
            && amount.scale.is_none()
        {
            amount.scale = Some(scale);
        }
    }

    fn word(&mut self, word: Word, before: Option<Token>, behind: &[Token]) {
        let after = behind.first();
        let between = is_number(before) && is_number(after.copied());
        let after_amount = is_amount(before) && !self.amounts.is_empty();
        match word {
            Word::Negotiable => self.negotiable = true,
            Word::Foreign => self.foreign = true,
            Word::Approx => self.approx = true,
            Word::ApproxBehind if after_amount => self.approx = true,
            Word::Vague if is_number(before) && !is_number(after.copied()) => {
                self.approx = true;
            }
            Word::Vague => {
                self.vague = matches!(after, Some(Token::Number(_) | Token::Scale(_)));
            }
            Word::AtMost | Word::AtLeast | Word::Less | Word::Greater => {
                self.bounds(word, after_amount && !self.heads(after));
            }
            Word::Range | Word::Dash | Word::Tilde if !self.amounts.is_empty() => {
                self.link = Some(Link::Range);
            }
            Word::Range | Word::Dash | Word::Tilde => self.sign(word, before, behind),
            Word::Minus if self.amounts.is_empty() => self.sign(word, before, behind),
            Word::Plus => self.link = Some(Link::Plus),
            Word::Ratio | Word::PerMark if between => self.ratio(&behind[1..]),
            Word::Break | Word::Ratio => {
                self.link = Some(Link::Apart).filter(|_| !self.amounts.is_empty());
            }
            Word::Yuan => match self.amounts.last_mut() {
                Some(amount) if after_amount => amount.yuan = true,
                _ => self.yuan_ahead = true,
            },
            Word::Royalty => self.royalty = true,
            Word::Percent | Word::Tenths => self.share(word),
            Word::Hundredths => (self.vague, self.royalty) = (true, true),
            Word::Counter => {
                self.pass_over();
                self.counted = true;
            }
            Word::Product if is_number(after.copied()) && before.is_some() => {
                // A count of things on either side leaves the price: 20万×3套, 3套×20万.
                let counter =
                    |token: Option<Token>| token == Some(Token::Word(Word::Counter));
                self.unclear |= !counter(before) && !counter(behind.get(1).copied());
            }
            Word::Month => {
                let joined = matches!(before, Some(Token::Word(joint)) if joint.joins());
                self.unclear |= is_number(before) || joined;
                self.words = true;
            }
            Word::ApproxBehind | Word::Label | Word::Minus | Word::Product => {
                self.words = true;
            }
            Word::PerMark | Word::Scale(_) | Word::Per(_) => {}
        }
    }

    /// Takes the word of a bound. A sign behind an amount, 300≤x≤500, makes it the other end.
    fn bounds(&mut self, word: Word, behind: bool) {
        let most = matches!(word, Word::AtMost | Word::Less);
        if behind && matches!(word, Word::Less | Word::Greater) {
            self.unclear = true;
        }
        self.set_bound(if most { Bound::Most } else { Bound::Least }, behind);
    }

    /// Passes over a share: of what is paid (5%), or of something else (5成).
    fn share(&mut self, word: Word) {
        self.unclear |= self.pass_over().is_some_and(|share| share.minus);
        self.royalty |= word == Word::Percent;
        self.words |= word == Word::Tenths;
    }

    /// Two numbers that are a ratio or a fraction, 1:1, 1/3, and no amounts; with a unit they
    /// may be a range, too: 300/500万.
    fn ratio(&mut self, behind: &[Token]) {
        self.unclear |= has_unit(behind);
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

    /// Takes a mark before the first amount.
    fn sign(&mut self, word: Word, before: Option<Token>, behind: &[Token]) {
        self.words |= word == Word::Minus;
        match Sign::of(word, before, behind) {
            Sign::Minus => self.minus_ahead = true,
            Sign::About => self.approx = true,
            Sign::Unclear => self.unclear = true,
            Sign::Nothing => {}
        }
    }

    /// Passes over the last number, which is none of money, and the lower end of its range:
    /// 3-5%, 2-3台. Gives the first of them.
    fn pass_over(&mut self) -> Option<Amount> {
        let last = self.amounts.pop()?;
        let lower = self.amounts.last().filter(|lower| {
            let bare = lower.scale.is_none() || last.scale.is_some();
            last.link == Link::Range && bare && !lower.yuan
        });
        if lower.is_some() { self.amounts.pop() } else { Some(last) }
    }

    /// Whether the first amount is below zero.
    pub(super) fn negative(&self) -> bool {
        let first = self.amounts.first().filter(|amount| amount.minus);
        first.is_some_and(|amount| !amount.number.is_zero())
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
                | Token::Word(Word::Yuan | Word::Approx | Word::ApproxBehind)
        )
    )
}
