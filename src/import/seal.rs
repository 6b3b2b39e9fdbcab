//! Places for a seal behind the name of an organization.

/// What the brackets around such a place say.
const SEALS: &[&str] = &["公章", "盖章", "签章", "盖公章", "加盖公章", "单位盖章", "章"];

/// A name without the place for a seal behind it: 甲有限公司（盖章）.
pub(super) fn without_seal(name: &str) -> &str {
    let name = name.trim();
    let bare = name.strip_suffix(['）', ')']).map(str::trim_end);
    let cut = bare.and_then(|bare| {
        SEALS.iter().find_map(|seal| bare.strip_suffix(seal)?.strip_suffix(['（', '(']))
    });
    cut.map(str::trim_end).filter(|cut| !cut.is_empty()).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_for_a_seal_is_no_part_of_a_name() {
        for name in ["甲有限公司（盖章）", "甲有限公司 (公章)", "甲有限公司（章）"]
        {
            assert_eq!(without_seal(name), "甲有限公司", "{name}");
        }
        for name in ["甲（北京）有限公司", "甲有限公司（分公司）", "（盖章）"]
        {
            assert_eq!(without_seal(name), name);
        }
    }
}
