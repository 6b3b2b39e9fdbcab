//! The offerings as the engine sees them: a vector space and their facets.

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::document::Document;
use super::engine::{Bag, Builder, Column, Scheme, Space};
use super::facets::{OfferingFacets, Packed, field_bits};
use super::topics::LatentSpace;
use crate::domain::Offering;
use crate::text::concepts::Lexicon;

/// Single Han characters count 0.7 of a pair, and texts are measured by a pivoted length:
/// values chosen on the development judgements, not cross-validated.
/// A named concept adds 0.6, a broader one 0.4 to the terms that name it.
pub(super) const SCHEME: Scheme =
    Scheme { single: 0.7, concept: 0.6, broader: 0.4, slope: 0.85 };

/// An institution as offerings name it.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize,
)]
pub struct Institution {
    /// Its id, or nothing.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// The offerings, indexed.
#[derive(Debug, Clone)]
pub struct Corpus<'a> {
    /// Their terms and concepts.
    pub space: Space<'a>,
    /// What the criteria compare.
    pub facets: Column<'a, Packed>,
    /// The institutions, in the order in which they first appear.
    pub institutions: Vec<Institution>,
    /// Their topics, if they were learned before.
    pub(super) latent: Option<LatentSpace<'a>>,
}

impl Corpus<'_> {
    /// How many offerings there are.
    pub fn len(&self) -> usize {
        self.facets.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.facets.is_empty()
    }

    /// The facets of an offering.
    pub fn facets(&self, document: u32) -> OfferingFacets {
        let place = usize::try_from(document).expect("a document");
        OfferingFacets::unpack(&self.facets.get(place).unwrap_or_default())
    }
}

/// Offerings read at a time.
const CHUNK: usize = 1 << 12;

/// Collects offerings, in batches as they are read, for a [`Corpus`].
pub struct Collector<'l> {
    lexicon: &'l Lexicon,
    space: Builder,
    facets: Vec<Packed>,
    fields: BTreeMap<Vec<String>, u32>,
    places: BTreeMap<Institution, u32>,
    institutions: Vec<Institution>,
    waiting: Vec<Read>,
}

/// An offering, read.
struct Read {
    bag: Bag,
    facets: OfferingFacets,
}

impl<'l> Collector<'l> {
    /// An empty corpus.
    pub fn new(lexicon: &'l Lexicon) -> Self {
        Self {
            lexicon,
            space: Builder::new(SCHEME),
            facets: Vec::new(),
            fields: BTreeMap::new(),
            places: BTreeMap::new(),
            institutions: Vec::new(),
            waiting: Vec::new(),
        }
    }

    /// Adds a batch of offerings, read on all cores while those read before are numbered.
    pub fn push(&mut self, offerings: &[Offering]) {
        for chunk in offerings.chunks(CHUNK) {
            let known: Vec<_> =
                chunk.iter().map(|o| (self.fields(o), self.place(o))).collect();
            let lexicon = self.lexicon;
            let each = chunk.par_iter().zip(known);
            let read = || each.map(|(o, known)| read(o, known, lexicon)).collect();
            let (read, ()) = rayon::join(read, || self.add());
            self.waiting = read;
        }
    }

    /// Adds the offerings that were read.
    fn add(&mut self) {
        for offering in self.waiting.drain(..) {
            self.space.push(&offering.bag);
            self.facets.push(offering.facets.pack());
        }
    }

    /// The corpus of the offerings added.
    pub fn finish(mut self) -> Corpus<'static> {
        self.add();
        Corpus {
            space: self.space.finish(),
            facets: Column::Own(self.facets),
            institutions: self.institutions,
            latent: None,
        }
    }

    /// The fields of an offering; few lists of words are distinct.
    fn fields(&mut self, offering: &Offering) -> u32 {
        if let Some(&bits) = self.fields.get(&offering.fields) {
            return bits;
        }
        let bits = field_bits(&offering.fields);
        self.fields.insert(offering.fields.clone(), bits);
        bits
    }

    fn place(&mut self, offering: &Offering) -> u32 {
        let institution = Institution {
            id: offering.organization.id.clone().unwrap_or_default(),
            name: offering.organization.name.clone(),
        };
        if let Some(&place) = self.places.get(&institution) {
            return place;
        }
        let place = u32::try_from(self.institutions.len()).expect("below 2^32");
        self.places.insert(institution.clone(), place);
        self.institutions.push(institution);
        place
    }
}

fn read(offering: &Offering, (fields, place): (u32, u32), lexicon: &Lexicon) -> Read {
    let document = Document::of_offering(offering, lexicon);
    let bag = document.bag(lexicon);
    let facets = OfferingFacets::new(offering, fields, place, &document.text(), &bag);
    Read { bag, facets }
}
