//! From parts to what a cell says about days.

use chrono::NaiveDate;

use super::calendar::calendar;
use super::duration::duration;
use super::lexer::{Token, Word};
use super::period::{Period, Precision};
use super::within_year::is_date_mark;

/// What a cell says about days.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts about one cell")]
pub(super) struct Reading {
    /// The stretches, left to right.
    pub(super) periods: Vec<Period>,
    /// Up to today.
    pub(super) now: bool,
    /// No end: 长期.
    pub(super) open: bool,
    /// Again every year: 每年6月底前.
    pub(super) yearly: bool,
    /// Only a sign of a range, without days.
    pub(super) bare_range: bool,
    /// Lengths of time count from something to come: 合同签订后.
    event: bool,
    /// Figures of a day that run together: 2026-1031.
    pub(super) unclear: bool,
    /// A day that the calendar lacks.
    pub(super) impossible: bool,
    /// A range whose start is no day: 2026-1031至2026-12-31.
    pub(super) start_lost: bool,
    /// A range whose end is no day: 2026-06-01至9999-12-31.
    pub(super) end_lost: bool,
    /// Figures stand before the first stretch that are no day.
    passed: bool,
}

/// Reads the parts of a cell; what is relative counts from `base`.
pub(super) fn read(tokens: &[Token], base: NaiveDate) -> Reading {
    let mut reading = Reading::default();
    let mut linked = false;
    let mut at = 0;
    while at < tokens.len() {
        let rest = &tokens[at..];
        let joined = linked && (reading.bare_range || follows_dash(&tokens[..at]));
        if let Some(taken) = no_day(rest) {
            reading.unclear |= taken == TOGETHER;
            reading.passed |= reading.periods.is_empty();
            reading.end_lost |= joined;
            at += taken;
            continue;
        }
        reading.yearly |= comes_every_year(rest);
        let hint = reading.periods.last().copied();
        let start = hint.map_or(base, |period| period.first);
        let lasting = || duration(rest, start).filter(|_| !reading.event);
        let dated = calendar(rest, base, hint.filter(|_| linked));
        let lasts = dated.is_none();
        let found = dated.or_else(lasting);
        let Some((taken, period)) = found else {
            linked = reading.pass(tokens[at], linked);
            at += 1;
            continue;
        };
        if let Some(period) = period {
            let bracketed = matches!(tokens[..at].last(), Some(Token::Mark('(')));
            if !(bracketed && reading.told(period)) {
                reading.take(period, linked);
            }
        } else {
            // a length of time beyond all years is no day that cannot be
            reading.unclear |= lasts;
            reading.impossible |= !lasts;
            reading.end_lost |= joined && reading.ends(hint, taken);
        }
        linked = false;
        at += taken + time_after(&tokens[at + taken..]);
    }
    reading.bare_range &= reading.periods.is_empty() && !reading.impossible;
    reading
}

/// Whether what follows comes again every year: 每年6月, 每年底.
fn comes_every_year(tokens: &[Token]) -> bool {
    let [Token::Word(Word::Every), Token::Word(word), ..] = tokens else { return false };
    matches!(word, Word::Year | Word::YearEnd | Word::YearMiddle | Word::YearStart)
}

fn follows_dash(tokens: &[Token]) -> bool {
    matches!(tokens.last(), Some(Token::Mark('-')))
}

/// How many parts figures take that are no day.
fn no_day(tokens: &[Token]) -> Option<usize> {
    if is_nought(tokens) {
        return Some(5);
    }
    runs_together(tokens).then_some(TOGETHER)
}

/// How many parts a year, a mark and the figures behind them are.
const TOGETHER: usize = 3;

/// Whether a day starts here that is none: what workbooks show for an empty cell (1900-01-00,
/// 1899-12-31), a year that no fair can mean.
fn is_nought(tokens: &[Token]) -> bool {
    let [
        Token::Number(year, 4),
        Token::Mark(mark),
        Token::Number(month, 1 | 2),
        Token::Mark(other),
        Token::Number(day, 1 | 2),
        ..,
    ] = *tokens
    else {
        return false;
    };
    let strange =
        !(1900..=2100).contains(&year) || year == 1900 && (month == 0 || day == 0);
    strange && mark == other && is_date_mark(mark)
}

/// Whether month and day behind a year are one number, or it is some other number: 2026-1031.
fn runs_together(tokens: &[Token]) -> bool {
    let [Token::Number(year, 4), Token::Mark(mark), Token::Number(n, figures), ..] =
        *tokens
    else {
        return false;
    };
    let years = 1900..=2100;
    let odd = figures == 3 || figures == 4 && !years.contains(&n);
    odd && years.contains(&year) && is_date_mark(mark)
}

impl Reading {
    /// Passes a part that is no stretch; tells whether it joins two.
    fn pass(&mut self, token: Token, linked: bool) -> bool {
        let joins = matches!(token, Token::Word(Word::Range) | Token::Mark('-'));
        self.start_lost |= joins && self.passed && self.periods.is_empty();
        match token {
            Token::Word(Word::Range) => {
                self.bare_range = true;
                return true;
            }
            Token::Mark('-') if !self.periods.is_empty() => return true,
            Token::Word(Word::Now) => {
                self.now |= linked || self.bare_range || self.periods.len() == 1;
            }
            Token::Word(Word::Open) => self.open = true,
            Token::Word(Word::Event) => (self.open, self.event) = (true, true),
            Token::Word(_) | Token::Number(..) | Token::Mark(_) => {}
        }
        linked && matches!(token, Token::Mark(_))
    }

    /// Whether parts behind a joiner that are no day were meant as one: behind a dash a bare
    /// number, or one behind a month, may be something else.
    fn ends(&self, before: Option<Period>, taken: usize) -> bool {
        let of_day = before.is_some_and(|period| period.precision == Precision::Day);
        self.bare_range || taken > 2 || taken == 2 && of_day
    }

    /// Gives a day of a supposed year the year in brackets behind it: 6月30日前（2027年）.
    fn told(&mut self, year: Period) -> bool {
        let Some(last) = self.periods.last_mut().filter(|last| last.supposed) else {
            return false;
        };
        let moved = year.named_year().and_then(|year| last.in_year(year));
        if let Some(moved) = moved {
            *last = moved;
        }
        moved.is_some()
    }

    fn take(&mut self, period: Period, linked: bool) {
        let mut period = period;
        if let (true, Some(before)) = (linked, self.periods.last())
            && period.supposed
            && period.last < before.first
        {
            period = period.next_year().unwrap_or(period);
        }
        self.periods.push(period);
    }
}

/// How many parts a time of day after a date takes: `T10:49:39.0`, `09:30-11:30`.
fn time_after(tokens: &[Token]) -> usize {
    let start = usize::from(matches!(tokens.first(), Some(Token::Mark('t' | ','))));
    let mut taken = match tokens.get(start..) {
        Some([Token::Number(_, 1 | 2), Token::Mark(':'), Token::Number(..), ..]) => {
            start + 3
        }
        _ => return 0,
    };
    loop {
        taken += match tokens.get(taken..) {
            Some([Token::Mark(':' | '.'), Token::Number(..), ..]) => 2,
            Some(
                [_, Token::Number(_, 1 | 2), Token::Mark(':'), Token::Number(..), ..],
            ) => 4,
            _ => return taken,
        };
    }
}
