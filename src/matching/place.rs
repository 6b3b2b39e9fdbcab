//! Where somebody sits, as far as regions can be compared.

use std::sync::OnceLock;

use crate::domain::vocabulary::provinces;
use crate::text::{Key, normal};

/// Province and city of a region, as far as its words tell: 0 is unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Place {
    /// Key of the province.
    pub province: u32,
    /// Key of the city.
    pub city: u32,
}

impl Place {
    /// The place of a region as written: 河南省焦作市山阳区, 河南焦作, 焦作, 北京. A city of the
    /// vocabulary tells its province.
    pub fn of_region(region: &str) -> Self {
        let mut region = normal(region);
        region.retain(char::is_alphanumeric);
        let region = region.strip_prefix("中国").unwrap_or(&region);
        let known = longest(region, |name| name.province.is_empty());
        let Some((province, rest)) = known else {
            return match longest(region, |name| !name.province.is_empty()) {
                Some((city, _)) => Self::new(city.province, city.name),
                None => Self::new("", unknown_city(region)),
            };
        };
        if province.is_city || rest.starts_with('市') {
            return Self::new(province.name, province.name);
        }
        let rest = without_end(rest, PROVINCE_ENDS);
        let city = longest(rest, |name| name.province == province.name);
        let city = city.map_or_else(|| unknown_city(rest), |(city, _)| city.name);
        Self::new(province.name, city)
    }

    fn new(province: &str, city: &str) -> Self {
        Self { province: key(province), city: key(city) }
    }

    /// Whether both are in one city; `None` if that cannot be told.
    pub fn same_city(self, other: Self) -> Option<bool> {
        let known = self.city != 0 && other.city != 0;
        match self.same_province(other) {
            Some(false) => Some(false),
            Some(true) => known.then_some(self.city == other.city),
            None => (known && self.city == other.city).then_some(true),
        }
    }

    /// Whether both are in one province; `None` if that cannot be told.
    pub fn same_province(self, other: Self) -> Option<bool> {
        let known = self.province != 0 && other.province != 0;
        known.then_some(self.province == other.province)
    }
}

const PROVINCE_ENDS: &[&str] =
    &["壮族自治区", "维吾尔自治区", "回族自治区", "自治区", "特别行政区", "省"];
const CITY_ENDS: &[&str] = &["市", "自治州", "盟", "地区"];

/// A name of the vocabulary.
struct Known {
    name: &'static str,
    /// A city's province; nothing for provinces.
    province: &'static str,
    /// Whether a province is a city itself.
    is_city: bool,
}

/// The longest name that a region starts with, and what follows it. 朝阳区 is no part of the
/// city 朝阳.
fn longest(
    region: &str,
    fits: impl Fn(&Known) -> bool,
) -> Option<(&'static Known, &str)> {
    let found = |name: &'static Known| {
        let rest = region.strip_prefix(name.name).filter(|_| fits(name))?;
        (!rest.starts_with('区')).then_some((name, rest))
    };
    names().iter().filter_map(found).max_by_key(|(name, _)| name.name.len())
}

fn names() -> &'static [Known] {
    static NAMES: OnceLock<Vec<Known>> = OnceLock::new();
    NAMES.get_or_init(|| {
        let mut names = Vec::new();
        for (province, cities) in provinces() {
            let is_city = cities.is_empty();
            names.push(Known { name: province, province: "", is_city });
            let city = |name: &'static String| Known { name, province, is_city: true };
            names.extend(cities.iter().map(city));
        }
        names
    })
}

/// What stands before the first 市, 自治州, 盟 or 地区: a city that the vocabulary does not
/// know. Nothing else tells a city.
fn unknown_city(text: &str) -> &str {
    let ends = CITY_ENDS.iter().filter_map(|end| text.split_once(end));
    let names = ends.map(|(name, _)| name).filter(|name| name.chars().nth(1).is_some());
    names.min_by_key(|name| name.len()).unwrap_or_default()
}

fn without_end<'t>(text: &'t str, ends: &[&str]) -> &'t str {
    ends.iter().find_map(|end| text.strip_prefix(end)).unwrap_or(text)
}

fn key(name: &str) -> u32 {
    if name.is_empty() {
        return 0;
    }
    let hash = Key::word(name).0;
    u32::try_from(hash >> 16 & 0xffff_ffff).expect("32 bits").max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_city_is_the_same_however_it_is_written() {
        for (province, cities) in provinces() {
            for city in cities {
                let place = Place::of_region(city);
                assert!(place.city != 0 && place.province != 0, "{city}");
                for written in [
                    format!("{city}市"),
                    format!("{province}{city}"),
                    format!("{province}省{city}市"),
                    format!("{province}自治区 {city}自治州某县"),
                    format!("中国-{province}-{city}"),
                ] {
                    assert_eq!(Place::of_region(&written), place, "{written}");
                }
            }
        }
    }

    #[test]
    fn one_city_one_province_or_apart() {
        let compare = |a: &str, b: &str| {
            let [a, b] = [a, b].map(Place::of_region);
            (a.same_city(b), a.same_province(b))
        };
        let (same, apart) = ((Some(true), Some(true)), (Some(false), Some(false)));
        assert_eq!(compare("河南省郑州市", "郑州"), same);
        assert_eq!(compare("北京市海淀区", "北京"), same);
        assert_eq!(compare("焦作市山阳区", "郑州"), (Some(false), Some(true)));
        assert_eq!(compare("广西", "广西壮族自治区桂林市"), (None, Some(true)));
        assert_eq!(compare("河南省", "河南"), (None, Some(true)));
        assert_eq!(compare("吉林", "吉林市"), (None, Some(true)));
        assert_eq!(compare("焦作", "杭州"), apart);
        assert_eq!(compare("北京市朝阳区", "辽宁省朝阳市"), apart);
        assert_eq!(compare("虚构市甲区", "虚构市"), (Some(true), None));
        assert_eq!(compare("河北省虚构市", "河北虚构市"), same);
        for (a, b) in
            [("山阳区", "焦作"), ("虚构市", "焦作"), ("朝阳区", "朝阳"), ("", "")]
        {
            assert_eq!(compare(a, b), (None, None), "{a} {b}");
        }
    }
}
