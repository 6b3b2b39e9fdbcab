//! How else an English term may be spelt: by rules, not by lists of words.

use std::borrow::Cow;

/// British spellings and the American ones they are read as.
const SPELLINGS: &[(&str, &str)] = &[
    ("isation", "ization"),
    ("ising", "izing"),
    ("ised", "ized"),
    ("lyse", "lyze"),
    ("sulph", "sulf"),
    ("aluminium", "aluminum"),
    ("caesium", "cesium"),
    ("fibre", "fiber"),
    ("centre", "center"),
    ("metre", "meter"),
    ("colour", "color"),
    ("vapour", "vapor"),
    ("odour", "odor"),
    ("mould", "mold"),
    ("tyre", "tire"),
];

/// A word in one spelling, whichever of the two it has.
fn american(word: &str) -> Cow<'_, str> {
    let mut word = Cow::Borrowed(word);
    for (british, american) in SPELLINGS {
        if word.contains(british) {
            word = Cow::Owned(word.replace(british, american));
        }
    }
    word
}

/// A term in normal form and all else that it may be written as: in the other spelling, and
/// in the plural if that changes its last letter.
pub(super) fn forms(term: &str) -> Vec<String> {
    let mut forms = vec![term.to_owned()];
    if !forms[0].is_ascii() {
        return forms;
    }
    for (british, american) in SPELLINGS {
        for (from, to) in [(british, american), (american, british)] {
            let other =
                |form: &String| form.contains(from).then(|| form.replace(from, to));
            let others: Vec<String> = forms.iter().filter_map(other).collect();
            forms.extend(others);
        }
    }
    let others: Vec<String> = forms.iter().filter_map(|form| plural_of_y(form)).collect();
    forms.extend(others);
    forms.sort_unstable();
    forms.dedup();
    forms
}

/// Batteries of a battery.
fn plural_of_y(word: &str) -> Option<String> {
    let stem = word.strip_suffix('y')?;
    let consonant = stem.ends_with(|c: char| c.is_ascii_lowercase())
        && !stem.ends_with(['a', 'e', 'i', 'o', 'u']);
    (consonant && word.len() > 3).then(|| format!("{stem}ies"))
}

/// An English word in the singular, in one spelling.
pub(super) fn singular(word: &str) -> Cow<'_, str> {
    if !word.is_ascii() || word.len() <= 3 {
        return Cow::Borrowed(word);
    }
    match word.strip_suffix("ies").filter(|stem| stem.len() > 2) {
        Some(stem) => Cow::Owned(american(stem).into_owned() + "y"),
        None => american(without_s(word)),
    }
}

fn without_s(word: &str) -> &str {
    if let Some(stem) = word.strip_suffix("es").filter(|stem| is_hissing(stem)) {
        return stem;
    }
    match word.strip_suffix('s') {
        Some(stem) if !stem.ends_with(['s', 'u', 'i']) => stem,
        _ => word,
    }
}

/// Whether the plural of a word ends in -es.
pub(super) fn is_hissing(word: &str) -> bool {
    ["ss", "x", "ch", "sh"].iter().any(|end| word.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_spellings_and_all_plurals_are_one_word() {
        for (one, other) in [
            ("batteries", "battery"),
            ("alloys", "alloy"),
            ("processes", "process"),
            ("gearboxes", "gearbox"),
            ("sulphates", "sulfate"),
            ("aluminium", "aluminum"),
            ("fibres", "fiber"),
            ("carbonisation", "carbonization"),
            ("gas", "gas"),
            ("process", "process"),
        ] {
            assert_eq!(singular(one), singular(other), "{one}");
        }
    }

    #[test]
    fn a_term_has_its_other_spellings() {
        assert_eq!(forms("铝"), ["铝"]);
        assert_eq!(forms("sodium battery"), ["sodium batteries", "sodium battery"]);
        assert_eq!(
            forms("aluminum fibre"),
            ["aluminium fiber", "aluminium fibre", "aluminum fiber", "aluminum fibre"]
        );
    }
}
