//! Amounts of money as they were meant: ranges, open ends, negotiable, per unit.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::code::codes;
use super::wire;

/// An amount in Chinese yuan (CNY), exact to the fen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Yuan(i64);

impl Yuan {
    /// Whole yuan.
    pub const fn new(yuan: i64) -> Self {
        Self(yuan.saturating_mul(100))
    }

    /// From hundredths of a yuan.
    pub const fn from_fen(fen: i64) -> Self {
        Self(fen)
    }

    /// The amount in hundredths of a yuan.
    pub const fn fen(self) -> i64 {
        self.0
    }

    /// From a decimal number of yuan, rounded to the fen; `None` beyond ±9e15 fen, to which
    /// such numbers are exact, or for what is not a number.
    pub fn from_f64(yuan: f64) -> Option<Self> {
        let fen = (yuan * 100.0).round();
        #[expect(clippy::cast_possible_truncation, reason = "checked to fit")]
        (fen.abs() < 9e15).then_some(Self(fen as i64))
    }

    /// From a number as people type it: 800, 50万元, 1.5亿.
    pub fn of_words(text: &str) -> Option<Self> {
        let bare = text.trim().trim_end_matches('元');
        let (number, scale) = match (bare.strip_suffix('万'), bare.strip_suffix('亿')) {
            (Some(number), _) => (number, 1e4),
            (_, Some(number)) => (number, 1e8),
            _ => (bare, 1.0),
        };
        let number: f64 = number.trim().parse().ok()?;
        number.is_finite().then(|| Self::from_f64(number * scale))?
    }

    /// The amount in yuan, for ratios and drawing; sums stay in [`Yuan`].
    #[expect(clippy::cast_precision_loss, reason = "amounts are below 2^53 fen")]
    pub fn as_f64(self) -> f64 {
        self.0 as f64 / 100.0
    }

    /// The sum, at the type's limit instead of beyond it.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl fmt::Display for Yuan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, fen) = (self.0 / 100, (self.0 % 100).abs());
        let sign = if self.0 < 0 && whole == 0 { "-" } else { "" };
        match fen {
            0 => write!(f, "{whole}"),
            _ if fen % 10 == 0 => write!(f, "{sign}{whole}.{}", fen / 10),
            _ => write!(f, "{sign}{whole}.{fen:02}"),
        }
    }
}

impl Serialize for Yuan {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0 % 100 == 0 {
            serializer.serialize_i64(self.0 / 100)
        } else {
            serializer.serialize_f64(self.as_f64())
        }
    }
}

impl<'de> Deserialize<'de> for Yuan {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let yuan = f64::deserialize(deserializer)?;
        Self::from_f64(yuan)
            .ok_or_else(|| serde::de::Error::custom("amount out of range"))
    }
}

codes! {
    /// What an amount is an amount of; sums never mix kinds.
    AmountKind as "amount_kind" {
        /// R&D input, the budget of a need.
        Rd = "rd",
        /// Investment in a project.
        Investment = "investment",
        /// A technology contract (development, transfer, licence, consulting, service).
        TechnologyContract = "technology_contract",
        /// A salary.
        Salary = "salary",
        /// The asking price of an offering.
        Price = "price",
        /// Anything else.
        Other = "other",
    }
}

codes! {
    /// What an amount is counted by.
    Per as "per" {
        /// A year.
        Year = "year",
        /// A month.
        Month = "month",
        /// A tonne.
        Tonne = "tonne",
        /// A piece, set or machine.
        Unit = "unit",
        /// A project or case.
        Item = "item",
        /// Anything else.
        Other = "other",
    }
}

/// An amount as it was meant. An open end is `None`; both ends `None` with
/// `negotiable` is "面议".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Money {
    /// Lower end, CNY yuan.
    #[serde(default)]
    pub min: Option<Yuan>,
    /// Upper end, CNY yuan; equal to `min` for an exact amount.
    #[serde(default)]
    pub max: Option<Yuan>,
    /// About this much (约, 左右, 近).
    #[serde(default)]
    pub approx: bool,
    /// To be negotiated (面议).
    #[serde(default)]
    pub negotiable: bool,
    /// Made of several parts (a down payment and a royalty, say).
    #[serde(default)]
    pub compound: bool,
    /// Counted by; `None` for a total.
    #[serde(default)]
    pub per: Option<Per>,
    /// What it is an amount of.
    pub kind: AmountKind,
    /// The words of the source.
    #[serde(default, with = "wire::text")]
    pub raw: String,
}

impl Money {
    /// An exact amount.
    pub fn exact(amount: Yuan, kind: AmountKind) -> Self {
        Self { min: Some(amount), max: Some(amount), ..Self::none(kind) }
    }

    /// A range; either end may be open.
    pub fn range(min: Option<Yuan>, max: Option<Yuan>, kind: AmountKind) -> Self {
        Self { min, max, ..Self::none(kind) }
    }

    fn none(kind: AmountKind) -> Self {
        Self {
            min: None,
            max: None,
            approx: false,
            negotiable: false,
            compound: false,
            per: None,
            kind,
            raw: String::new(),
        }
    }

    /// The figure that stands for the amount in sums and orderings: the lower end, else
    /// the upper one.
    pub fn figure(&self) -> Option<Yuan> {
        self.min.or(self.max)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yuan_are_whole_numbers_in_json_where_they_can_be() {
        let json = |fen| serde_json::to_string(&Yuan::from_fen(fen)).unwrap();
        assert_eq!(json(200_000_000), "2000000");
        assert_eq!(json(1250), "12.5");
        assert_eq!(Yuan::from_fen(-5).to_string(), "-0.05");
    }

    #[test]
    fn money_keeps_its_open_end_through_json() {
        let money = Money::range(Some(Yuan::new(1_000_000)), None, AmountKind::Rd);
        let json = serde_json::to_string(&money).unwrap();
        assert!(json.contains(r#""max":null"#));
        assert_eq!(serde_json::from_str::<Money>(&json).unwrap(), money);
    }
}
