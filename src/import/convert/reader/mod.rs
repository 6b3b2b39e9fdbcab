//! The fields of one row, read by kind of value, with the problems met on the way.

mod contact;
mod days;
mod kept;
mod look_over;
mod money;
mod people;
mod place;

use std::borrow::Cow;
use std::cell;

use super::dumped;
use super::memo::remembered;
use crate::domain::problem::Problem;
use crate::domain::vocabulary::Worded;
use crate::domain::{Extra, OrganizationKind};
use crate::import::field::Field;
use crate::import::grid::{Cell, CellRef, Row};
use crate::import::table_plan::TablePlan;
use crate::import::value::{self, Parsed};
use crate::text::plain::plain;

/// Values are remembered by column; amounts by column and kind.
const SLOTS: usize = 8;

/// Reads the fields of a row.
pub(super) struct Reader<'a> {
    pub(super) plan: &'a TablePlan,
    row: &'a Row,
    /// Cells that are not taken as they stand: identity numbers out, leading `'` off.
    cleaned: Vec<(usize, Cell)>,
    /// What was odd.
    pub(super) problems: Vec<Problem>,
    /// Unmapped columns, and words that no code list knows.
    pub(super) extra: Extra,
    /// The fields that were asked for, a bit each.
    asked: cell::Cell<u128>,
}

// A bit for every field.
const _: () = assert!(Field::ALL.len() <= 128, "the fields fit the bits");

impl<'a> Reader<'a> {
    /// Looks over every cell of a row.
    pub(super) fn new(plan: &'a TablePlan, row: &'a Row) -> Self {
        let mut reader = Self {
            plan,
            row,
            cleaned: Vec::new(),
            problems: Vec::new(),
            extra: Extra::new(),
            asked: cell::Cell::new(0),
        };
        let moved = plan.moved_reason(row);
        for column in (0..plan.columns.len()).filter(|at| Some(*at) != moved) {
            reader.look_over(column);
        }
        reader.cleaned.extend(moved.map(|column| (column, Cell::Empty)));
        reader.keep_beyond();
        reader
    }

    /// The cell's text as it may be stored.
    pub(super) fn text_at(&self, column: usize) -> Cow<'a, str> {
        match self.cleaned.iter().find(|(at, _)| *at == column) {
            Some((_, cell)) => Cow::Owned(cell.view().text().into_owned()),
            None => self.plan.cell(self.row, column).text(),
        }
    }

    /// The cell as it may be stored.
    fn cell_at(&self, column: usize) -> CellRef<'_> {
        let cleaned = self.cleaned.iter().find(|(at, _)| *at == column);
        cleaned.map_or_else(|| self.plan.cell(self.row, column), |(_, cell)| cell.view())
    }

    /// The columns of a field that say something.
    fn filled(&self, field: Field) -> impl Iterator<Item = usize> + use<'a> {
        let (plan, row) = (self.plan, self.row);
        self.asked.set(self.asked.get() | 1 << field as u32);
        plan.of(field).iter().copied().filter(move |at| !plan.cell(row, *at).is_blank())
    }

    /// The header of the first column of a field.
    pub(super) fn header(&self, field: Field) -> Option<&'a str> {
        let column = self.plan.of(field).first()?;
        Some(&self.plan.columns[*column].header)
    }

    /// A problem of the row as such.
    pub(super) fn problem(&mut self, problem: Problem) {
        self.problems.push(problem.at_row(self.row.number));
    }

    /// A problem of a field's cell, with its value.
    pub(super) fn problem_in(&mut self, field: Field, problem: Problem) {
        let column = self.plan.of(field).first().copied();
        let problem = match column {
            Some(column) => {
                let value: String = self.text_at(column).chars().take(80).collect();
                problem.in_column(&self.plan.columns[column].header).with_value(value)
            }
            None => problem.in_column(field.name()),
        };
        self.problem(problem);
    }

    /// A field's words; nothing for answers such as 无 or —.
    pub(super) fn text(&self, field: Field) -> String {
        let said =
            self.filled(field).map(|at| self.text_at(at)).find(|t| !value::is_blank(t));
        said.map(Cow::into_owned).unwrap_or_default()
    }

    /// A field's words where they are a name, which a narrow cell may have broken into lines.
    pub(super) fn name(&self, field: Field) -> String {
        value::unwrapped(&self.text(field))
    }

    /// An id, in half width where it is one of Latin letters and digits: Ｎ００１ is N001. A name
    /// that stands for one is left as it is.
    pub(super) fn id(&self, field: Field) -> String {
        let said = self.text(field);
        // most are: they stand as they are
        if said.is_ascii() {
            return said;
        }
        let folded = plain(&said);
        if folded.is_ascii() { folded.into_owned() } else { said }
    }

    /// The words of each column of a field that says something.
    pub(super) fn texts(&self, field: Field) -> Vec<String> {
        let said = self.filled(field).map(|at| self.text_at(at).into_owned());
        said.filter(|text| !value::is_blank(text)).collect()
    }

    /// Whether a field is answered with 无 or the like.
    pub(super) fn says_none(&self, field: Field) -> bool {
        !self.raw(field).is_empty()
    }

    /// The words of each column of a field, those that say nothing included.
    pub(super) fn raw(&self, field: Field) -> Vec<String> {
        let said = self.filled(field).map(|at| self.text_at(at).into_owned());
        said.filter(|text| !text.is_empty()).collect()
    }

    /// A field's words, if any.
    pub(super) fn option(&self, field: Field) -> Option<String> {
        Some(self.text(field)).filter(|text| !text.is_empty())
    }

    /// The words of all columns of a field, each behind its header where there are several.
    pub(super) fn passages(&self, field: Field) -> String {
        let mut said: Vec<(usize, Cow<'_, str>)> =
            self.filled(field).map(|at| (at, self.text_at(at))).collect();
        said.retain(|(_, text)| !value::is_blank(text));
        match said.as_slice() {
            [] => String::new(),
            [(_, only)] => only.to_string(),
            _ => {
                let passage = |(at, text): &(usize, Cow<'_, str>)| {
                    format!("{}：{text}", self.plan.columns[*at].header)
                };
                said.iter().map(passage).collect::<Vec<_>>().join("\n")
            }
        }
    }

    /// Reads a field by one of the value functions.
    pub(super) fn parse<T: Default + Clone + 'static>(
        &mut self,
        field: Field,
        read: impl Fn(&str) -> Parsed<T>,
    ) -> T {
        let column = self.filled(field).next();
        self.parsed(column, read, Self::note)
    }

    /// The same of a field that takes the words where they mean nothing else: they are not
    /// kept besides.
    pub(super) fn parse_or_take<T: Default + Clone + 'static>(
        &mut self,
        field: Field,
        read: impl Fn(&str) -> Parsed<T>,
    ) -> T {
        let column = self.filled(field).next();
        self.parsed(column, read, Self::file)
    }

    /// The same of the first column of a field that says something.
    pub(super) fn parse_said<T: Default + Clone + 'static>(
        &mut self,
        field: Field,
        read: impl Fn(&str) -> Parsed<T>,
    ) -> T {
        let says = |at: &usize| !value::is_blank(&self.text_at(*at));
        let column = self.filled(field).find(says);
        self.parsed(column, read, Self::note)
    }

    /// What is read in a column, its problems told.
    fn parsed<T: Default + Clone + 'static>(
        &mut self,
        column: Option<usize>,
        read: impl Fn(&str) -> Parsed<T>,
        tell: fn(&mut Self, usize, &str, Vec<Problem>),
    ) -> T {
        let Some(column) = column else { return T::default() };
        let text = self.text_at(column);
        let parsed =
            remembered((self.plan.number, column * SLOTS), &text, || read(&text));
        tell(self, column, &text, parsed.problems);
        parsed.value
    }

    /// Whether a record may be published: nobody says no or something that is no yes, 部分公开,
    /// and it is no state secret (涉密).
    pub(super) fn may_be_published(&mut self) -> bool {
        let answer = self.parse(Field::Publish, value::boolean);
        let asked = answer.unwrap_or_else(|| self.text(Field::Publish).is_empty());
        let secret = self.parse(Field::Secret, value::boolean) == Some(true);
        asked && !secret
    }

    /// The id of an organization of a name: what the name tells, else what is to be
    /// expected.
    pub(super) fn id_of(&self, name: &str, expected: OrganizationKind) -> Option<String> {
        if name.is_empty() {
            return None;
        }
        let column = self.plan.of(Field::Organization).first()?;
        Some(remembered((self.plan.number, column * SLOTS + 1), name, || {
            OrganizationKind::id_for(name, expected)
        }))
    }

    /// Reads a list out of all columns of a field, each item once.
    pub(super) fn list<T: PartialEq + Clone + 'static>(
        &mut self,
        field: Field,
        read: impl Fn(&str) -> Parsed<Vec<T>>,
    ) -> Vec<T> {
        let mut all = Vec::new();
        let columns: Vec<usize> = self.filled(field).collect();
        for column in columns {
            let text = self.text_at(column);
            let place = (self.plan.number, column * SLOTS);
            let parsed = remembered(place, &text, || read(&text));
            self.note(column, &text, parsed.problems);
            for item in parsed.value {
                if !all.contains(&item) {
                    all.push(item);
                }
            }
        }
        all
    }

    /// Reads a list of words; a JSON list is taken as it is.
    pub(super) fn words(
        &mut self,
        field: Field,
        split: impl Fn(&str) -> Vec<String>,
    ) -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        for column in self.filled(field) {
            let items = if let CellRef::List(items) = self.cell_at(column) {
                items.to_vec()
            } else {
                let text = self.text_at(column);
                remembered((self.plan.number, column * SLOTS), &text, || {
                    dumped::json(&text).unwrap_or_else(|| split(&text))
                })
            };
            for item in items {
                if !all.contains(&item) {
                    all.push(item);
                }
            }
        }
        all
    }

    /// Reads a code.
    pub(super) fn code<C: Worded>(&mut self, field: Field) -> Option<C> {
        self.parse(field, value::code::<C>)
    }

    /// Reads a list of codes.
    pub(super) fn codes<C: Worded>(&mut self, field: Field) -> Vec<C> {
        self.list(field, value::codes::<C>)
    }

    /// The JSON object or list in a field.
    pub(super) fn json(&self, field: Field) -> Option<&serde_json::Value> {
        let cell = self.cell_at(self.filled(field).next()?);
        if let CellRef::Json(json) = cell { Some(json) } else { None }
    }

    /// What the JSON object or list in a field means, as `read` takes it; nothing, and the
    /// words are kept, where it does not mean such a thing.
    pub(super) fn object<T: Default>(
        &mut self,
        field: Field,
        read: impl FnOnce(serde_json::Value) -> Option<T>,
    ) -> Option<T> {
        let found = read(self.json(field)?.clone());
        if found.is_none()
            && let Some(column) = self.filled(field).next()
        {
            let text = self.text_at(column);
            self.note(column, &text, vec![Problem::warning("unknown_vocabulary")]);
        }
        Some(found.unwrap_or_default())
    }
}
