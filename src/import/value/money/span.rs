//! Amounts as spans of yuan: the ends of ranges, open ends, digits that go on.

use super::number::Decimal;
use crate::domain::Yuan;

/// What joins an amount to the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Link {
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
pub(super) enum Bound {
    Least,
    Most,
}

/// A number and what stands around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Amount {
    pub(super) number: Decimal,
    pub(super) scale: Option<i64>,
    pub(super) yuan: bool,
    /// Whether the sign of the currency stands before it: ¥50-80万.
    pub(super) signed: bool,
    /// Whether a minus stands before it.
    pub(super) minus: bool,
    pub(super) bound: Option<Bound>,
    pub(super) link: Link,
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

/// Amounts as spans, bare numbers in units of `unit` yuan; `None` for numbers out of range.
pub(super) fn spans(amounts: &[Amount], unit: i64) -> Option<Vec<Span>> {
    let mut spans: Vec<Span> = Vec::new();
    let mut amounts = amounts.iter().peekable();
    while let Some(first) = amounts.next() {
        let added = first.link == Link::Plus;
        let span = match amounts.next_if(|next| next.link == Link::Range) {
            Some(second) => {
                let (min, max) = range(first, second, unit)?;
                Span { min: Some(min), max: Some(max), added }
            }
            None => Span::of(yuan(first.number, first.factor(unit))?, first.bound, added),
        };
        spans.push(span);
    }
    Some(spans)
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
    pub(super) fn absorb(&mut self, digits: &Self) -> Option<()> {
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
