//! Where somebody is, in one column or in several: 地市 | 县区, 所在地域 | 通讯地址.

use super::Reader;
use crate::import::field::Field;
use crate::import::value;

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
            let places = &value::Endings::get().places;
            let place = |text: &str| value::ends_with(text, places);
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
