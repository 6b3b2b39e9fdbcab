//! Values typed on the command line, checked before any work begins.

use chrono::{NaiveDate, NaiveDateTime};

use crate::domain::{Code, EntryId, Kind, Stage, Yuan};

/// A registry by its code.
pub(crate) fn kind(text: &str) -> Result<Kind, String> {
    Kind::of_code(text).ok_or_else(codes::<Kind>)
}

/// A stage by its code.
pub(crate) fn stage(text: &str) -> Result<String, String> {
    Stage::of_code(text).map(|stage| stage.code().to_owned()).ok_or_else(codes::<Stage>)
}

/// An amount: a number, with 万 or 亿 if need be.
pub(crate) fn yuan(text: &str) -> Result<Yuan, String> {
    let bare = text.trim().trim_end_matches('元');
    let (number, scale) = match (bare.strip_suffix('万'), bare.strip_suffix('亿')) {
        (Some(number), _) => (number, 1e4),
        (_, Some(number)) => (number, 1e8),
        _ => (bare, 1.0),
    };
    let number: Option<f64> = number.trim().parse().ok();
    let amount = number.filter(|number| number.is_finite() && *number >= 0.0);
    amount
        .and_then(|n| Yuan::from_f64(n * scale))
        .ok_or_else(|| "500000, 50万元".to_owned())
}

/// A day as ISO 8601 writes it.
pub(crate) fn day(text: &str) -> Result<NaiveDate, String> {
    text.parse().map_err(|_| "2026-10-18".to_owned())
}

/// A moment as ISO 8601 writes it; a bare day means its end.
pub(crate) fn moment(text: &str) -> Result<NaiveDateTime, String> {
    let evening = || Some(text.parse::<NaiveDate>().ok()?.and_hms_opt(23, 59, 59)?);
    let known = ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"];
    let parsed = |format: &&str| NaiveDateTime::parse_from_str(text, format).ok();
    let moment = known.iter().find_map(parsed).or_else(evening);
    moment.ok_or_else(|| "2026-10-18, 2026-10-18T18:00".to_owned())
}

/// The number of an entry in the log.
pub(crate) fn entry(text: &str) -> Result<EntryId, String> {
    let digits = text.trim_start_matches('#');
    digits.parse().ok().filter(|entry| *entry > 0).ok_or_else(|| "1, 2, 3 …".to_owned())
}

/// The codes of a list, as the advice of a usage error.
fn codes<C: Code>() -> String {
    let codes: Vec<_> = C::ALL.iter().map(|member| member.code()).collect();
    codes.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_typed_as_people_write_them() {
        assert_eq!(yuan("500万元"), Ok(Yuan::new(5_000_000)));
        assert_eq!(yuan("1.5亿"), Ok(Yuan::new(150_000_000)));
        assert_eq!(yuan("800"), Ok(Yuan::new(800)));
        assert!(yuan("-5").is_err() && yuan("much").is_err());
    }
}
