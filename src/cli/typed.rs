//! Values typed on the command line, checked before any work begins.

use std::ffi::OsStr;
use std::fmt;
use std::num::NonZero;

use chrono::{NaiveDate, NaiveDateTime};
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Arg, Command};

use crate::domain::{Code, EntryId, Yuan};
use crate::import;

/// Why a value was refused: what would have fitted, the same in every language. The advice
/// of a usage error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// One of these.
    OneOf(Vec<&'static str>),
    /// Something written like this.
    Like(&'static str),
    /// A whole number from this on.
    NumberFrom(i64),
    /// An amount.
    Amount,
    /// An amount that is not below zero.
    NotNegative,
    /// A number from 0 to 1.
    Share,
    /// A time in seconds.
    Seconds,
    /// Words without an identity-card number.
    NoIdNumber,
    /// A header, and the column of a registry.
    Column,
}

impl fmt::Display for Wanted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OneOf(words) => f.write_str(&words.join(", ")),
            Self::Like(example) => f.write_str(example),
            Self::NumberFrom(least) => write!(f, ">= {least}"),
            Self::Amount => f.write_str("500000"),
            Self::NotNegative | Self::Seconds => f.write_str(">= 0"),
            Self::Share => f.write_str("0-1"),
            Self::NoIdNumber => f.write_str("no identity-card number"),
            Self::Column => f.write_str("HEADER=FIELD"),
        }
    }
}

impl std::error::Error for Wanted {}

/// Reads a member of a code list; help and completions name them all.
pub(crate) fn code<C: Code + Send + Sync>() -> impl TypedValueParser<Value = C> {
    PossibleValuesParser::new(codes::<C>())
        .map(|code| C::of_code(&code).expect("clap lets nothing else through"))
}

/// Reads one of a few words in its own way; help and completions name them.
pub(crate) fn one_of<P>(parse: P, words: Vec<&'static str>) -> OneOf<P> {
    OneOf { parse, words }
}

/// A parser, and the words that it is given as a rule.
#[derive(Debug, Clone)]
pub(crate) struct OneOf<P> {
    parse: P,
    words: Vec<&'static str>,
}

impl<P: TypedValueParser> TypedValueParser for OneOf<P> {
    type Value = P::Value;

    fn parse_ref(
        &self,
        command: &Command,
        arg: Option<&Arg>,
        value: &OsStr,
    ) -> Result<P::Value, clap::Error> {
        self.parse.parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(self.words.iter().map(|word| PossibleValue::new(*word))))
    }
}

/// The codes of a list.
pub(crate) fn codes<C: Code>() -> Vec<&'static str> {
    C::ALL.iter().map(|member| member.code()).collect()
}

/// An amount: a number, with 万 or 亿 if need be.
pub(crate) fn yuan(text: &str) -> Result<Yuan, Wanted> {
    match Yuan::of_words(text) {
        Some(amount) if amount < Yuan::default() => Err(Wanted::NotNegative),
        Some(amount) => Ok(amount),
        None => Err(Wanted::Amount),
    }
}

/// Words that go into a record, as import would keep them: empty where they say nothing.
pub(crate) fn words(text: &str) -> Result<String, Wanted> {
    import::words(text).ok_or(Wanted::NoIdNumber)
}

/// A share of one.
pub(crate) fn share(text: &str) -> Result<f64, Wanted> {
    let share = text.parse().ok();
    share.filter(|share| (0.0..=1.0).contains(share)).ok_or(Wanted::Share)
}

/// A day as ISO 8601 writes it, of those that a registry reads back.
pub(crate) fn day(text: &str) -> Result<NaiveDate, Wanted> {
    let day = text.parse().ok().and_then(import::value::known_day);
    day.ok_or(Wanted::Like("2026-10-18"))
}

/// A moment as ISO 8601 writes it; a bare day means its end.
pub(crate) fn moment(text: &str) -> Result<NaiveDateTime, Wanted> {
    let evening = || text.parse::<NaiveDate>().ok()?.and_hms_opt(23, 59, 59);
    let known = ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"];
    let parsed = |format: &&str| NaiveDateTime::parse_from_str(text, format).ok();
    let moment = known.iter().find_map(parsed).or_else(evening);
    moment.ok_or(Wanted::Like("2026-10-18, 2026-10-18T18:00"))
}

/// The number of an entry in the log.
pub(crate) fn entry(text: &str) -> Result<EntryId, Wanted> {
    let digits = text.trim_start_matches('#');
    digits.parse().ok().filter(|entry| *entry > 0).ok_or(Wanted::NumberFrom(1))
}

/// How many of something, at least one.
pub(crate) fn some(text: &str) -> Result<NonZero<usize>, Wanted> {
    text.parse().map_err(|_| Wanted::NumberFrom(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_typed_as_people_write_them() {
        assert_eq!(yuan("500万元"), Ok(Yuan::new(5_000_000)));
        assert_eq!(yuan("1.5亿"), Ok(Yuan::new(150_000_000)));
        assert_eq!(yuan("800"), Ok(Yuan::new(800)));
        assert_eq!(yuan("-5"), Err(Wanted::NotNegative));
        assert!(yuan("much").is_err() && yuan("inf").is_err());
    }

    #[test]
    fn shares_lie_between_nothing_and_all() {
        assert_eq!([share("0"), share("0.35"), share("1")], [Ok(0.0), Ok(0.35), Ok(1.0)]);
        for wrong in ["2", "-0.1", "NaN", "much"] {
            assert_eq!(share(wrong), Err(Wanted::Share), "{wrong}");
        }
    }

    #[test]
    fn days_are_those_that_a_registry_reads_back() {
        let read = |text| day(text).map(|day| day.to_string());
        assert_eq!(read("2026-10-18"), Ok("2026-10-18".to_owned()));
        for wrong in ["0001-01-01", "9999-12-31", "2026-02-30", "today"] {
            assert_eq!(read(wrong), Err(Wanted::Like("2026-10-18")), "{wrong}");
        }
    }

    #[test]
    fn entries_are_numbered_from_one() {
        assert_eq!(entry("#7"), Ok(7));
        assert_eq!(entry("0"), Err(Wanted::NumberFrom(1)));
    }
}
