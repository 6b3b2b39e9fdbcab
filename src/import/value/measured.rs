//! Figures with their units, and units behind the names of figures: `236家`, `入驻企业（家）`.

use super::items::split;
use crate::text::plain::plain;
use crate::text::word_lists;

word_lists! {
    /// Units of figures.
    Words in "measures" {
        /// What figures are counted and measured in.
        measures,
    }
}

/// Whether a text is a unit of figures: 家, 万元, %.
pub fn is_measure(text: &str) -> bool {
    let text = plain(text);
    Words::get().measures.iter().any(|unit| text.eq_ignore_ascii_case(unit))
}

/// A name without the unit in brackets behind it, and that unit: `服务企业（家次）`, `金额（单位：万元）`.
pub fn unit_behind(name: &str) -> Option<(&str, &str)> {
    let inside = name.trim().strip_suffix(['）', ')'])?;
    let (bare, unit) = inside.rsplit_once(['（', '('])?;
    let unit = unit.trim().trim_start_matches("单位").trim_start_matches(['：', ':']);
    let fits = is_measure(unit) && !bare.trim().is_empty();
    (fits && split(unit).len() == 1).then(|| (bare.trim(), unit))
}

/// A figure in digits and the unit behind it; `None` where the text is more or less than that:
/// `236家`, `1,200.5万元`. The commas of thousands are left out.
pub fn figure_with_unit(text: &str) -> Option<(String, Option<String>)> {
    let text = plain(text);
    let digits = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-');
    let end = text.find(|c: char| !digits(c)).unwrap_or(text.len());
    let (figure, unit) = text.split_at(end);
    let unit = unit.trim();
    let figure = figure.replace(',', "");
    figure.parse::<f64>().ok()?;
    if unit.is_empty() {
        return Some((figure, None));
    }
    is_measure(unit).then(|| (figure, Some(unit.to_owned())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_and_their_units_come_apart() {
        let read = |text| figure_with_unit(text);
        let of = |figure: &str, unit: &str| {
            Some((figure.to_owned(), Some(unit.to_owned()).filter(|u| !u.is_empty())))
        };
        assert_eq!(read("236家"), of("236", "家"));
        assert_eq!(read("1,200.5 万元"), of("1200.5", "万元"));
        assert_eq!(read("0.85"), of("0.85", ""));
        assert_eq!(read("85％"), of("85", "%"));
        assert!(
            ["约236家", "A级", "3个国家级", "2026-09", "1.2.3", "—"]
                .iter()
                .all(|text| read(text).is_none())
        );
        assert_eq!(unit_behind("服务企业（家次）"), Some(("服务企业", "家次")));
        assert_eq!(unit_behind("企业（盖章）"), None);
    }
}
