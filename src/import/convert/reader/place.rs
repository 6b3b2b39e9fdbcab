//! Where somebody is, in one column or in several: 地市 | 县区, 所在地域 | 通讯地址.

use super::Reader;
use crate::import::field::Field;
use crate::import::value;

/// How the places end that are one in another: a province, a city, a county.
const ENDS: [char; 8] = ['省', '市', '区', '县', '州', '盟', '旗', '镇'];

impl Reader<'_> {
    /// The place of all columns that name one, the wider ones first as they stand. What is no
    /// such place and is not said yet, an address, stays under `extra`.
    pub(in crate::import::convert) fn region(&mut self) -> Option<String> {
        let mut region = String::new();
        for column in self.filled(Field::Region).collect::<Vec<_>>() {
            let text = self.text_at(column).into_owned();
            if value::is_blank(&text) || region.contains(&text) {
                continue;
            }
            let place = |text: &str| text.ends_with(ENDS);
            if region.is_empty() || text.starts_with(&region) {
                region = text;
            } else if place(&region) && place(&text) {
                region.push_str(&text);
            } else {
                self.keep(column, text);
            }
        }
        Some(region).filter(|region| !region.is_empty())
    }
}
