//! Where somebody sits, as far as regions can be compared.

use crate::text::{Key, normal};

/// Province and city of a region, as far as its words tell: 0 is unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Place {
    /// Key of the province, or of the first part named.
    pub province: u32,
    /// Key of the city.
    pub city: u32,
}

impl Place {
    /// The place of a region as written: 河南省焦作市山阳区, 焦作, 北京.
    pub fn of_region(region: &str) -> Self {
        let region = normal(region).replace([' ', '-', '·'], "");
        let (province, rest) = match cut(&region, PROVINCE_ENDS) {
            Some((province, rest)) => (province, rest),
            None => ("", region.as_str()),
        };
        let city = cut(rest, &["市", "州", "盟", "地区"]).map_or(rest, |(city, _)| city);
        let city = if city.is_empty() { province } else { city };
        Self { province: key(province), city: key(city) }
    }

    /// Whether the region is known at all.
    pub fn is_known(self) -> bool {
        self.city != 0
    }
}

const PROVINCE_ENDS: &[&str] = &["特别行政区", "自治区", "省"];

fn cut<'a>(text: &'a str, ends: &[&str]) -> Option<(&'a str, &'a str)> {
    ends.iter().find_map(|end| text.split_once(end))
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
        let city = |region| Place::of_region(region).city;
        assert_eq!(city("焦作市山阳区"), city("焦作"));
        assert_eq!(city("河南省焦作市"), city("焦作市"));
        assert_eq!(city("北京市海淀区"), city("北京"));
        assert_ne!(city("郑州"), city("焦作"));
        assert!(!Place::of_region("").is_known());
    }
}
