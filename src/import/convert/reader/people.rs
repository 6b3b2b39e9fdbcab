//! How many people are wanted and of which degree, where several columns say so.

use super::Reader;
use crate::domain::Degree;
use crate::import::field::Field;
use crate::import::value;

impl Reader<'_> {
    /// How many people are wanted: all those that columns for each degree count; these stay
    /// under `extra`.
    pub(in crate::import::convert) fn headcount(&mut self) -> Option<u32> {
        if self.plan.of(Field::Headcount).len() < 2 {
            return self.parse(Field::Headcount, value::count);
        }
        let mut total: Option<u32> = None;
        for column in self.filled(Field::Headcount).collect::<Vec<_>>() {
            let count = self.parsed(Some(column), value::count, Self::note);
            total = count.map(|count| count.saturating_add(total.unwrap_or(0))).or(total);
            let text = self.text_at(column).into_owned();
            self.keep(column, text);
        }
        total
    }

    /// The degree wanted: of what is said of the education and of the degree proper, 学历 研究生
    /// | 学位 博士, the higher one. What the others say stays under `extra`.
    pub(in crate::import::convert) fn degree(&mut self) -> Option<Degree> {
        let mut columns = self.filled(Field::Degree).collect::<Vec<_>>().into_iter();
        let mut degree = self.parsed(columns.next(), value::code::<Degree>, Self::note);
        for column in columns {
            let text = self.text_at(column).into_owned();
            let said = value::code::<Degree>(&text).value;
            if rank(said) > rank(degree) {
                degree = said;
            }
            self.keep(column, text);
        }
        degree.or_else(|| self.counted_degree())
    }

    /// The one degree that columns for each of them count people of.
    fn counted_degree(&self) -> Option<Degree> {
        let columns = self.plan.of(Field::Headcount);
        let counts = |at: &&usize| {
            value::count(&self.text_at(**at)).value.is_some_and(|count| count > 0)
        };
        let [only] = columns.iter().filter(counts).collect::<Vec<_>>()[..] else {
            return None;
        };
        let header = &self.plan.columns[*only].header;
        let word =
            header.trim_end_matches([')', '）']).rsplit([' ', '(', '（', '：']).next();
        value::code::<Degree>(word.filter(|_| columns.len() > 1)?).value
    }
}

/// A place for each degree among the others.
fn rank(degree: Option<Degree>) -> u8 {
    match degree {
        None => 0,
        Some(Degree::Other) => 1,
        Some(Degree::Bachelor) => 2,
        Some(Degree::Master) => 3,
        Some(Degree::Doctor) => 4,
    }
}
