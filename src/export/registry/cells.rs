//! Values as the text of a cell. Where import reads that text back to another value, the
//! cell holds the value's JSON instead.

use chrono::NaiveDate;

use crate::domain::{Code, Money, Yuan};
use crate::import::value::{self, MoneyUnit};

/// What stands in a `…_raw` column for an amount that never had words of its own.
pub(super) const NO_WORDS: &str = "—";

/// An optional text.
pub(super) fn text(text: Option<&String>) -> String {
    text.cloned().unwrap_or_default()
}

/// An optional number, day or time.
pub(super) fn shown<T: ToString>(value: Option<T>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// A code.
pub(super) fn code<C: Code>(code: Option<C>) -> String {
    code.map(|code| code.code().to_owned()).unwrap_or_default()
}

/// Codes, joined with `;`.
pub(super) fn codes<C: Code>(codes: &[C]) -> String {
    codes.iter().map(|code| code.code()).collect::<Vec<_>>().join(";")
}

/// A flag.
pub(super) fn flag(flag: bool) -> String {
    flag.to_string()
}

/// Items joined with `;` where import splits them like that, else a JSON list.
pub(super) fn list(items: &[String], split: impl Fn(&str) -> Vec<String>) -> String {
    let joined = items.join(";");
    if split(&joined) == items {
        return joined;
    }
    serde_json::to_string(items).expect("texts are JSON")
}

/// An amount, and its own words where the amount does not say them.
pub(super) fn money(money: Option<&Money>) -> (String, String) {
    let Some(money) = money else { return (String::new(), String::new()) };
    let reads = |text: &str| value::money(text, MoneyUnit::default(), money.kind);
    let own = reads(&money.raw);
    // a bare number had its unit from elsewhere, a header say: its cell names it
    let bare = own.problems.iter().any(|problem| problem.code == "ambiguous_unit");
    if !bare && own.value.as_ref() == Some(money) {
        return (money.raw.clone(), String::new());
    }
    let plain = plain(money);
    let same = |read: Money| Money { raw: money.raw.clone(), ..read } == *money;
    let raw = match money.raw.as_str() {
        "" => NO_WORDS.to_owned(),
        raw if raw == plain => String::new(),
        raw => raw.to_owned(),
    };
    if reads(&plain).value.is_some_and(same) {
        return (plain, raw);
    }
    let json = serde_json::to_string(money).expect("amounts are JSON");
    (json, String::new())
}

/// An amount in plain yuan.
fn plain(money: &Money) -> String {
    let yuan = |amount: Yuan| format!("{amount}元");
    let about = if money.approx { "约" } else { "" };
    let figure = match (money.min, money.max) {
        (Some(min), Some(max)) if min == max => format!("{about}{}", yuan(min)),
        (Some(min), Some(max)) => format!("{about}{min}-{}", yuan(max)),
        (Some(min), None) => format!("{about}{}以上", yuan(min)),
        (None, Some(max)) => format!("{about}{}以内", yuan(max)),
        (None, None) => String::new(),
    };
    let negotiable = if money.negotiable { "面议" } else { "" };
    let per = money.per.map_or("", |per| match per {
        crate::domain::Per::Year => "/年",
        crate::domain::Per::Month => "/月",
        crate::domain::Per::Tonne => "/吨",
        crate::domain::Per::Unit => "/台",
        crate::domain::Per::Item => "/项",
        crate::domain::Per::Other => "",
    });
    format!("{figure}{per}{negotiable}")
}

/// A deadline in the words it came in where they say it, else the day, with the words.
pub(super) fn deadline(day: Option<NaiveDate>, raw: &str) -> (String, String) {
    let day = shown(day);
    match (day.is_empty(), raw) {
        (true, _) => (raw.to_owned(), String::new()),
        (false, "") => (day, NO_WORDS.to_owned()),
        (false, raw) if raw == day => (day, String::new()),
        (false, raw) => (day, raw.to_owned()),
    }
}
