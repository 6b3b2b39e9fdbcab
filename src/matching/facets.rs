//! What the criteria compare of an offering, packed: a million of them fit in memory and
//! lie in the index file as they are.

use super::engine::Bag;
use super::place::Place;
use super::signature::signature;
use crate::domain::vocabulary::Field;
use crate::domain::{Code, Cooperation, Money, Offering, OfferingKind};
use crate::text::{Key, normal};

/// What the criteria compare of an offering.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OfferingFacets {
    /// Its fields of technology, one bit each.
    pub fields: u32,
    /// Cooperation offered, one bit a mode.
    pub cooperation: u16,
    /// Technology readiness level.
    pub trl: Option<u8>,
    /// Achievement, expert, …
    pub kind: OfferingKind,
    /// Whether it may be published.
    pub publish: bool,
    /// Whether its text is Chinese.
    pub han: bool,
    /// The least it costs, fen; a price per unit or without a figure is none.
    pub price: Option<i64>,
    /// Where its institution sits.
    pub place: Place,
    /// Its institution's place in the corpus's list.
    pub organization: u32,
    /// Key of the lead's name; 0 for none.
    pub lead: u64,
    /// Near-duplicate texts have signatures that differ in few bits.
    pub signature: u64,
}

/// Facets as they lie in memory and in the index file.
pub(super) type Packed = [u64; 6];

impl OfferingFacets {
    /// The facets of an offering whose institution has a place in the list.
    pub fn new(
        offering: &Offering,
        fields: u32,
        organization: u32,
        text: &str,
        bag: &Bag,
    ) -> Self {
        let region = offering.organization.region.as_deref().unwrap_or_default();
        let lead = offering.leader().map(normal).unwrap_or_default();
        Self {
            fields,
            cooperation: modes(&offering.cooperation),
            trl: offering.maturity.as_ref().and_then(|maturity| maturity.trl),
            kind: offering.kind,
            publish: offering.publish,
            han: !bag.is_foreign(),
            price: offering.price.as_ref().and_then(least),
            place: Place::of_region(region),
            organization,
            lead: if lead.is_empty() { 0 } else { Key::word(&lead).0 },
            signature: signature(text),
        }
    }

    /// Packs them.
    pub fn pack(&self) -> Packed {
        let kind = OfferingKind::ALL.iter().position(|k| *k == self.kind).unwrap_or(0);
        let small = u64::from(self.fields)
            | u64::from(self.cooperation) << 32
            | u64::from(self.trl.unwrap_or(0) & 0xf) << 48
            | (kind as u64 & 0xf) << 52
            | u64::from(self.publish) << 56
            | u64::from(self.han) << 60;
        let place = u64::from(self.place.province) << 32 | u64::from(self.place.city);
        let price = self.price.unwrap_or(i64::MIN).cast_unsigned();
        [small, price, place, u64::from(self.organization), self.lead, self.signature]
    }

    /// Unpacks them; values that no program wrote become defaults.
    pub fn unpack(packed: &Packed) -> Self {
        let [small, price, place, organization, lead, signature] = *packed;
        let digit = |shift: u32| u8::try_from(small >> shift & 0xf).expect("4 bits");
        let word = |value: u64| u32::try_from(value & 0xffff_ffff).expect("32 bits");
        let kind = OfferingKind::ALL.get(usize::from(digit(52))).copied();
        Self {
            fields: word(small),
            cooperation: u16::try_from(small >> 32 & 0xffff).expect("16 bits"),
            trl: Some(digit(48)).filter(|&trl| trl > 0),
            kind: kind.unwrap_or(OfferingKind::Achievement),
            publish: digit(56) != 0,
            han: digit(60) != 0,
            price: Some(price.cast_signed()).filter(|&price| price != i64::MIN),
            place: Place { province: word(place >> 32), city: word(place) },
            organization: word(organization),
            lead,
            signature,
        }
    }
}

/// Fields of technology in the words of the source, one bit each.
pub(super) fn field_bits(fields: &[String]) -> u32 {
    let found = fields.iter().flat_map(|text| Field::of_text(text));
    found.fold(0, |all, field| all | 1 << field as u32)
}

/// Cooperation modes, one bit each. "Other" says nothing and has none.
pub(super) fn modes(list: &[Cooperation]) -> u16 {
    let bit = |mode: &Cooperation| {
        let place = Cooperation::ALL.iter().position(|known| known == mode).unwrap_or(0);
        if *mode == Cooperation::Other { 0 } else { 1 << place }
    };
    list.iter().map(bit).fold(0, |all, bit| all | bit)
}

/// The least a price can be, fen. A figure per tonne or piece is no total.
fn least(price: &Money) -> Option<i64> {
    let total = price.per.is_none() && !price.negotiable;
    price.figure().filter(|_| total).map(crate::domain::Yuan::fen)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{AmountKind, Maturity, Yuan};

    #[test]
    fn packing_loses_nothing() {
        let offering = Offering {
            fields: vec!["新材料".into()],
            cooperation: vec![Cooperation::Licence, Cooperation::Other],
            maturity: Some(Maturity { trl: Some(7), raw: "中试".into() }),
            price: Some(Money::exact(Yuan::new(200), AmountKind::Price)),
            lead: Some("张样".into()),
            kind: OfferingKind::Patent,
            publish: false,
            ..Offering::default()
        };
        let mut terms = Vec::new();
        crate::text::tokens("钛箔 foil", |token| terms.push((token.key, 1)));
        let fields = field_bits(&offering.fields);
        let facets =
            OfferingFacets::new(&offering, fields, 3, "钛箔 foil", &Bag::new(terms));
        assert_eq!(OfferingFacets::unpack(&facets.pack()), facets);
        assert_eq!((facets.price, facets.trl), (Some(20_000), Some(7)));
        assert!(facets.han && !facets.publish);
        let blank = OfferingFacets::new(&Offering::default(), 0, 0, "", &Bag::default());
        assert_eq!(OfferingFacets::unpack(&blank.pack()), blank);
    }
}
