//! The chapters: a section for each field of technology.

use std::collections::BTreeMap;

use crate::domain::vocabulary::Field;
use crate::domain::{Code, Need, Offering};
use crate::report::{Cell, Column, Section, Table, money_cell};
use crate::text::messages::{Lang, Message, say};

/// Needs by field; those of no known field come last.
pub(super) fn needs(needs: &[Need], lang: Lang) -> Vec<Section> {
    let columns = ["id", "title", "description", "organization", "cooperation", "budget"];
    let of = |need: &Need| field(&need.fields);
    chapters("booklet-needs", columns, &by_field(needs, of), lang, need_row)
}

/// Offerings by field.
pub(super) fn offerings(offerings: &[Offering], lang: Lang) -> Vec<Section> {
    let columns =
        ["id", "title", "description", "organization", "maturity", "cooperation"];
    let of = |offering: &Offering| field(&offering.fields);
    chapters("booklet-offerings", columns, &by_field(offerings, of), lang, offering_row)
}

/// The first field that any of the source's words names.
fn field(words: &[String]) -> Option<Field> {
    words.iter().find_map(|word| Field::of_text(word).into_iter().next())
}

/// Records by field in the order of the code list, then those without.
fn by_field<T>(
    records: &[T],
    of: impl Fn(&T) -> Option<Field>,
) -> BTreeMap<(bool, Option<Field>), Vec<&T>> {
    let mut found: BTreeMap<_, Vec<&T>> = BTreeMap::new();
    for record in records {
        let field = of(record);
        found.entry((field.is_none(), field)).or_default().push(record);
    }
    found
}

fn chapters<T>(
    heading: &'static str,
    columns: [&'static str; 6],
    groups: &BTreeMap<(bool, Option<Field>), Vec<&T>>,
    lang: Lang,
    row: impl Fn(&T, Lang) -> Vec<Cell>,
) -> Vec<Section> {
    let header =
        |key: &'static str| Column::left(key, say(lang, &format!("column-{key}")));
    let chapter = |((_, field), records): (&(bool, Option<Field>), &Vec<&T>)| {
        let field = field.map_or_else(|| Message::new("booklet-no-field"), Code::label);
        let heading =
            Message::new(heading).with("field", field).with("n", records.len()).say(lang);
        let rows = records.iter().map(|record| row(record, lang)).collect();
        Section::table(heading, Table { columns: columns.map(header).into(), rows })
    };
    groups.iter().map(chapter).collect()
}

fn need_row(need: &Need, lang: Lang) -> Vec<Cell> {
    let mut text = vec![need.description.clone()];
    if !need.indicators.is_empty() {
        let message = Message::new("booklet-indicators");
        text.push(message.with("text", need.indicators.as_str()).say(lang));
    }
    text.retain(|line| !line.is_empty());
    vec![
        need.id.as_str().into(),
        need.title.as_str().into(),
        Cell::Lines(text),
        need.organization.name.as_str().into(),
        labels(&need.cooperation, lang),
        need.budget.as_ref().map(|budget| money_cell(budget, lang)).into(),
    ]
}

fn offering_row(offering: &Offering, lang: Lang) -> Vec<Cell> {
    let own = &offering.organization;
    let house = [Some(own.name.clone()), own.department.clone(), offering.lead.clone()];
    let house = house.into_iter().flatten().filter(|name| !name.is_empty());
    vec![
        offering.id.as_str().into(),
        offering.title.as_str().into(),
        content(offering, lang),
        Cell::Lines(house.collect()),
        offering.maturity.as_ref().map(|maturity| maturity.raw.clone()).into(),
        labels(&offering.cooperation, lang),
    ]
}

/// What an offering is about: its description, else its keywords and an expert's subjects.
fn content(offering: &Offering, lang: Lang) -> Cell {
    if offering.description.is_empty() {
        return Message::plain(offering.subjects().collect::<Vec<_>>()).say(lang).into();
    }
    offering.description.as_str().into()
}

fn labels<C: Code>(codes: &[C], lang: Lang) -> Cell {
    let labels: Vec<Message> = codes.iter().map(|code| code.label()).collect();
    Message::plain(labels).say(lang).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_need_stands_once_under_its_first_known_field() {
        let with = |id: &str, fields: &[&str]| Need {
            id: id.into(),
            fields: fields.iter().map(|&f| f.to_owned()).collect(),
            ..Need::default()
        };
        let all = [with("N1", &["未知词", "新材料", "能源"]), with("N2", &[])];
        let sections = needs(&all, Lang::En);
        let headings: Vec<_> = sections.iter().map(|s| s.heading.as_str()).collect();
        assert_eq!(headings, ["Needs: new materials (1)", "Needs: field not given (1)"]);
    }
}
