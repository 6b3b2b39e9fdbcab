//! Where the table of a sheet is: title and preamble, header, body, notes; or a form of
//! labels and values.

mod captions;
mod examples;
mod fold;
mod form;
mod guides;
mod header;
mod preamble;
mod rows;
mod title;
mod words;

pub(super) use examples::example;
use fold::{Fold, fold};
use form::is_shared;
pub(super) use form::{Forms, forms, is_blank_form};
pub(super) use preamble::Preamble;
pub(super) use rows::{passed_over, starts_table};

use super::alias::{Aliases, Meaning};
use super::field::Field;
use super::formats::Sheet;
use super::grid::Row;
use super::header_key::{HeaderKey, letters};
use super::mapping::{Column, Header, How, columns, known_columns};
use super::options::Options;
use super::sheet_kind::SheetKind;

/// How many rows are looked at to find the header.
pub(super) const HEAD: usize = 200;

/// A table found in a sheet.
#[derive(Debug, Clone)]
pub(super) struct Table {
    /// What its rows are.
    pub(super) kind: SheetKind,
    /// The rows of the header; none where the format names the columns.
    pub(super) header_rows: Vec<u64>,
    /// The columns, left to right.
    pub(super) columns: Vec<Column>,
    /// What stands above the header.
    pub(super) preamble: Preamble,
    /// Index of the first row below the header among the rows looked at.
    pub(super) body: usize,
    /// How sure it is: fields found and words that speak for it.
    pub(super) score: i32,
    /// How a row holds several records.
    pub(super) fold: Option<Fold>,
}

impl Table {
    /// Whether every header is known, and those that rows cannot do without are there.
    fn is_whole(&self) -> bool {
        let known = |column: &Column| column.field.is_some() || column.aside.is_some();
        let headed = self.columns.iter().filter(|column| column.headed);
        headed.clone().count() >= 3
            && headed.into_iter().all(known)
            && self.has_required()
    }

    /// Whether some column that rows cannot do without is there.
    fn has_required(&self) -> bool {
        self.kind.required().iter().any(|field| self.has(*field))
    }

    /// Whether it holds nothing but what may be chosen in other sheets: 合作方式, 技术领域.
    fn lists_options(&self) -> bool {
        const CHOSEN: [Field; 8] = [
            Field::Kind,
            Field::Field,
            Field::Cooperation,
            Field::Classes,
            Field::Stage,
            Field::Degree,
            Field::Publish,
            Field::Zone,
        ];
        let fields = telling(&self.columns);
        fields.iter().all(|field| CHOSEN.contains(field))
    }

    /// Whether its rows, or the lines above them, say whose they are.
    pub(super) fn says_whose(&self) -> bool {
        let field = Field::Organization;
        self.has(field) || self.preamble.says(field, self.kind)
    }

    /// Takes what another paper says of the party that its rows belong to, unless it says so
    /// itself; whoever has contacts of its own takes no others.
    pub(super) fn take_party(
        &mut self,
        party: Option<&(SheetKind, Vec<(String, String)>)>,
    ) {
        let Some((_, said)) = party.filter(|(kind, _)| kind.lends_to(self.kind)) else {
            return;
        };
        if self.says_whose() {
            return;
        }
        let aliases = Aliases::of(self.kind);
        let contact = [Field::Contact, Field::Phone, Field::Email];
        let own = contact.iter().any(|field| self.has(*field));
        for (label, value) in said {
            let meaning = aliases.meaning(&HeaderKey::new(label));
            let Some(Meaning::Field(field, _)) = meaning else { continue };
            if is_shared(field) && !(own && contact.contains(&field)) {
                self.preamble.pairs.push((label.clone(), value.clone()));
            }
        }
    }

    /// Takes what its sheet is named after, the party or its department, unless it says that
    /// itself.
    pub(super) fn take_name(&mut self, name: Option<(Field, String)>) {
        let says = |field| self.has(field) || self.preamble.says(field, self.kind);
        if let Some((field, name)) = name.filter(|(field, _)| !says(*field)) {
            self.preamble.pairs.push((field.name().to_owned(), name));
        }
    }

    /// Whether a column is one that rows cannot do without.
    fn is_required(&self, column: usize) -> bool {
        let field = self.columns.get(column).and_then(|c| c.field);
        field.is_some_and(|(field, _)| self.kind.required().contains(&field))
    }

    /// Whether a column fills a field.
    pub(super) fn has(&self, field: Field) -> bool {
        self.columns.iter().any(|c| c.field.is_some_and(|(f, _)| f == field))
    }
}

/// Finds the table in the first rows of a sheet.
pub(super) fn table(
    head: &[Row],
    sheet: &Sheet,
    names: &str,
    options: &Options,
) -> Option<Table> {
    if let Some(keys) = &sheet.keys {
        let headers: Vec<Header> = keys.iter().map(|key| vec![key.clone()]).collect();
        let mut table = best(&headers, names, options, known_columns)?;
        table.columns = columns(&headers, table.kind, options);
        return Some(table);
    }
    let search = |map| search(head, sheet, names, (options, map));
    let (mut table, headers) = search(known_columns).or_else(|| search(columns))?;
    table.columns = columns(&headers, table.kind, options);
    let rows = head.get(table.body..).unwrap_or_default();
    number_by_counting(&mut table.columns, table.kind, rows);
    let above = table.body - table.header_rows.len();
    table.preamble = Preamble::read(&head[..above], table.kind);
    (!table.lists_options()).then_some(table)
}

/// How headers are mapped while the header is looked for.
type Map = fn(&[Header], SheetKind, &Options) -> Vec<Column>;

/// The table whose header fits best, or the first of two tables below each other.
fn search(
    head: &[Row],
    sheet: &Sheet,
    names: &str,
    (options, map): (&Options, Map),
) -> Option<(Table, Vec<Header>)> {
    let said = options.dialect.header_rows();
    let mut found: Option<(Table, Vec<Header>)> = None;
    let mut first: Option<(Table, Vec<Header>)> = None;
    for start in 0..head.len().min(60) {
        if !said.is_empty() && said.first() != Some(&head[start].number) {
            continue;
        }
        if said.is_empty() && holds_values(&head[start]) {
            continue;
        }
        for headers in header::candidates(head, start, sheet, said) {
            let names = [names, &words_above(&head[..start])].join(" ");
            let mut headers = headers;
            let Some(mut table) = folded(&mut headers.headers, &names, options, map)
                .or_else(|| best(&headers.headers, &names, options, map))
            else {
                continue;
            };
            table.score += headers.bonus;
            table.body = start + headers.depth;
            table.header_rows =
                head[start..table.body].iter().map(|row| row.number).collect();
            if first.is_none() && table.is_whole() {
                first = Some((table.clone(), headers.headers.clone()));
            }
            if found.as_ref().is_none_or(|(other, _)| table.score > other.score) {
                found = Some((table, headers.headers));
            }
        }
    }
    let (best, _) = found.as_ref()?;
    let precedes = |(first, _): &(Table, _)| goes_before(first, best, head, options);
    first.filter(precedes).or(found)
}

/// The table whose rows hold several records, and its headers as those of one.
fn folded(
    headers: &mut Vec<Header>,
    names: &str,
    options: &Options,
    map: Map,
) -> Option<Table> {
    let (own, fold) = fold(headers)?;
    let table = best(&own, names, options, map).filter(|table| fold.fits(table))?;
    *headers = own;
    Some(Table { fold: Some(fold), ..table })
}

/// Whether a table has rows of its own above the header of another one.
fn goes_before(first: &Table, second: &Table, head: &[Row], options: &Options) -> bool {
    let header = second.body - second.header_rows.len();
    let between = head.get(first.body..header).unwrap_or_default();
    between.iter().any(|row| !passed_over(row, first))
        && starts_table(&head[header], first, options)
}

/// A column 编号 whose values only count the rows, 1, 2, 3 …, numbers them and names none.
fn number_by_counting(columns: &mut [Column], kind: SheetKind, rows: &[Row]) {
    let aliases = Aliases::of(kind);
    if columns.iter().any(|c| c.field.is_some_and(|(field, _)| field == Field::Seq)) {
        return;
    }
    for (at, column) in columns.iter_mut().enumerate() {
        let Some((Field::Id | Field::Subject, How::Alias)) = column.field else {
            continue;
        };
        let key = HeaderKey::new(&column.header);
        if aliases.second(&key) == Some(Field::Seq) && counts(rows, at) {
            column.field = Some((Field::Seq, How::Alias));
        }
    }
}

/// Whether the filled cells of a column count from 1 without a gap.
fn counts(rows: &[Row], column: usize) -> bool {
    let texts = rows.iter().map(|row| row.cell(column).text().into_owned());
    let numbers =
        texts.filter(|text| !text.is_empty()).map(|text| text.parse::<usize>().ok());
    let numbers: Vec<Option<usize>> = numbers.take_while(Option::is_some).collect();
    !numbers.is_empty() && numbers.iter().zip(1..).all(|(number, n)| *number == Some(n))
}

/// The table that forms make, once read.
pub(super) fn table_of_forms(forms: &Forms, options: &Options) -> Table {
    Table {
        kind: forms.kind,
        header_rows: Vec::new(),
        columns: columns(&forms.headers, forms.kind, options),
        preamble: Preamble::default(),
        body: 0,
        score: 0,
        fold: None,
    }
}

/// Whether rows are forms rather than the table that was found in them.
pub(super) fn is_form(table: Option<&Table>, forms: &Forms, head: &[Row]) -> bool {
    let Some(table) = table else { return true };
    (forms.blocks || !is_table(table, head))
        && forms.fields >= telling(&table.columns).len()
}

/// Whether a table has what forms have not: a title followed by another header, most cells
/// of the header known, and no label where the first title should be.
fn is_table(table: &Table, head: &[Row]) -> bool {
    let required = |column: &Column| {
        column.field.is_some_and(|(field, _)| table.kind.required().contains(&field))
    };
    let Some(title) = table.columns.iter().position(required) else { return false };
    let headed: Vec<usize> =
        (0..table.columns.len()).filter(|c| table.columns[*c].headed).collect();
    let known = |at: usize| {
        let column = &table.columns[at];
        column.field.is_some()
            || column.sensitive
            || column.aside.is_some()
            || is_known(&column.header, table.kind)
    };
    let beside =
        headed.iter().find(|at| **at > title).or(headed.iter().rfind(|at| **at < title));
    let mostly = headed.iter().filter(|at| known(**at)).count() * 2 >= headed.len();
    let label_below = head.get(table.body).is_some_and(|row| {
        let first = row.filled().next().map(|(_, cell)| cell);
        let cells = first.into_iter().chain([row.cell(title)]);
        cells.into_iter().any(|cell| is_known(&cell.text(), table.kind))
    });
    beside.is_some_and(|at| known(*at)) && mostly && !label_below
}

fn is_known(text: &str, kind: SheetKind) -> bool {
    let key = HeaderKey::new(text);
    !key.full.is_empty() && Aliases::of(kind).meaning(&key).is_some()
}

/// The texts above a header: titles that may name the kind.
fn words_above(rows: &[Row]) -> String {
    let texts = rows.iter().flat_map(Row::filled).map(|(_, cell)| cell.text());
    texts.filter(|text| text.chars().count() < 60).collect::<Vec<_>>().join(" ")
}

/// The kind of sheet that headers fit best, if they fit any.
fn best(headers: &[Header], names: &str, options: &Options, map: Map) -> Option<Table> {
    let names = letters(names);
    let tables = options.kinds().into_iter().map(|kind| {
        let columns = map(headers, kind, options);
        let score = score(&columns, kind);
        let named = named(kind, &names);
        let table = Table {
            kind,
            header_rows: Vec::new(),
            columns,
            preamble: Preamble::default(),
            body: 0,
            score,
            fold: None,
        };
        (table, score + named)
    });
    // Of equals the first kind stands: `max_by_key` would take the last.
    let (best, _) =
        tables.reduce(|best, next| if next.1 > best.1 { next } else { best })?;
    let fields = telling(&best.columns).len();
    (fields >= 2 || (fields == 1 && best.has_required())).then_some(best)
}

/// The fields that say something of the kind, each once.
fn telling(columns: &[Column]) -> Vec<Field> {
    let silent = [Field::Seq, Field::RejectReason];
    let mut fields: Vec<_> = columns
        .iter()
        .filter_map(|c| Some(c.field?.0))
        .filter(|f| !silent.contains(f))
        .collect();
    fields.sort_unstable();
    fields.dedup();
    fields
}

/// Ten points a field, fifteen for a required one, one for a header that is the field's own
/// name; less for cells that are no headers.
fn score(columns: &[Column], kind: SheetKind) -> i32 {
    let fields = telling(columns);
    let has = |any: &[Field]| any.iter().any(|field| fields.contains(field));
    let required = has(kind.required());
    let lacking = !kind.also_required().is_empty() && !has(kind.also_required());
    let count = |test: fn(&&Column) -> bool| -> i32 {
        columns.iter().filter(test).count().try_into().unwrap_or(i32::MAX)
    };
    let unknown = count(|c| c.headed && c.field.is_none() && c.aside.is_none());
    let values = count(|c| c.field.is_none() && is_value(&c.header));
    let own = count(|c| c.field.is_some_and(|(field, _)| c.header == field.name()));
    let fields = i32::try_from(fields.len()).unwrap_or(i32::MAX);
    fields * 10 + own + i32::from(required) * 15
        - i32::from(lacking) * 15
        - unknown
        - values * 5
}

/// Whether a row is so full of values that it can be no header.
fn holds_values(row: &Row) -> bool {
    let values = row.filled().filter(|(_, cell)| is_value(&cell.text())).count();
    values >= 2 && values * 3 >= row.filled().count()
}

/// Whether a text looks like a value rather than a header.
fn is_value(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    text.chars().count() > 30 || digits * 2 > text.chars().count().max(1)
}

/// Points for words in sheet names and titles; longer words say more.
fn named(kind: SheetKind, names: &str) -> i32 {
    let aliases = Aliases::of(kind);
    let longest = aliases.names.iter().filter(|word| names.contains(word.as_str()));
    let points =
        |word: &String| 2 + i32::try_from(word.chars().count().min(8)).unwrap_or(8);
    let told = aliases.telling.iter().any(|word| names.contains(word.as_str()));
    longest.map(points).max().unwrap_or(0) + if told { 20 } else { 0 }
}
