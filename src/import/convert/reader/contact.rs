//! The person to talk to, from the columns that name one.

use super::{Reader, SLOTS, remembered};
use crate::domain::Contact;
use crate::import::field::Field;
use crate::import::value;

impl Reader<'_> {
    /// Reads the contact's columns, whichever hold names, phones or e-mail.
    pub(in crate::import::convert) fn contact(&mut self) -> Contact {
        let mut contact = match self.json(Field::Contact) {
            Some(people) => value::contact(&words_of(people).join(";")).value,
            None => self.parse(Field::Contact, value::contact),
        };
        self.keep_more(&contact);
        for column in self.filled(Field::Phone).collect::<Vec<_>>() {
            self.add_phones(column, &mut contact);
        }
        let email = self.parse(Field::Email, value::email);
        contact.email = email.or(contact.email);
        self.keep_further_emails();
        contact
    }

    /// The name in a cell that has a phone or an address beside it, which are kept; other words as
    /// they stand.
    pub(in crate::import::convert) fn named(&mut self, field: Field) -> Option<String> {
        let text = self.option(field)?;
        let contact = value::contact(&text).value;
        let reached = !contact.phones.is_empty() || contact.email.is_some();
        if !reached || contact.name.is_empty() {
            return Some(text);
        }
        self.keep_words(field);
        Some(contact.name)
    }

    /// Keeps a cell that names a title or a second person beside the contact.
    fn keep_more(&mut self, contact: &Contact) {
        let Some(column) = self.filled(Field::Contact).next() else { return };
        let text = self.text_at(column);
        if text != contact.name && value::says_more(&text, contact) {
            self.keep(column, text.into_owned());
        }
    }

    /// Keeps a cell that names a second address.
    fn keep_further_emails(&mut self) {
        let Some(column) = self.filled(Field::Email).next() else { return };
        let text = self.text_at(column);
        if value::several_emails(&text) {
            self.keep(column, text.into_owned());
        }
    }

    /// Adds the phones of a column, and the name or e-mail that stands there instead.
    fn add_phones(&mut self, column: usize, contact: &mut Contact) {
        let text = self.text_at(column);
        let place = (self.plan.number, column * SLOTS);
        let plain = text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
        if !plain {
            let beside =
                remembered((place.0, place.1 + 1), &text, || value::contact(&text));
            let beside = beside.value;
            if contact.name.is_empty() && beside.name.contains(char::is_alphabetic) {
                contact.name = beside.name;
            }
            if let Some(email) = beside.email {
                let alone = beside.phones.is_empty();
                contact.email.get_or_insert(email);
                if alone {
                    return;
                }
            }
        }
        let (parsed, leaves) = remembered(place, &text, || {
            (value::phones(&text), value::phones_leave_digits(&text))
        });
        self.note(column, &text, parsed.problems);
        if leaves {
            self.keep(column, text.into_owned());
        }
        for phone in parsed.value {
            if !contact.phones.contains(&phone) {
                contact.phones.push(phone);
            }
        }
    }
}

/// The texts in a JSON value, in their order.
fn words_of(value: &serde_json::Value) -> Vec<String> {
    match value {
        serde_json::Value::String(text) => vec![text.clone()],
        serde_json::Value::Number(number) => vec![number.to_string()],
        serde_json::Value::Array(items) => items.iter().flat_map(words_of).collect(),
        serde_json::Value::Object(object) => object.values().flat_map(words_of).collect(),
        serde_json::Value::Null | serde_json::Value::Bool(_) => Vec::new(),
    }
}
