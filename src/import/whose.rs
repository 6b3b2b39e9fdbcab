//! Whose telephones are whose, where a table names several people beside each other.

use super::alias::{Aliases, Meaning};
use super::field::Field;
use super::header_key::{HeaderKey, letters};

/// Who signs for an enterprise: no contact of its needs.
pub(super) const HEADS: &[&str] = &["法定代表人", "法人代表", "企业法人", "法人"];

/// The columns with telephones and addresses of other people, 法定代表人 | 电话 beside
/// 联系人 | 电话, where the contact has its own; `fields` are those of the columns.
pub(super) fn of_others(
    headers: &[Vec<String>],
    fields: &[Option<Field>],
    aliases: &Aliases,
) -> Vec<usize> {
    let contact = fields.iter().position(|field| *field == Some(Field::Contact));
    let own = |contact: &usize| fields.get(contact + 1) == Some(&Some(Field::Phone));
    let Some(contact) = contact.filter(own) else { return Vec::new() };
    let mut theirs = Vec::new();
    let mut other = false;
    for (at, (header, field)) in headers.iter().zip(fields).enumerate() {
        let of_head = header.len() > 1 && is_head(&header[0]);
        let reaches = matches!(field, Some(Field::Phone | Field::Email));
        if reaches && (other || of_head) && at != contact + 1 {
            theirs.push(at);
        } else {
            other = field.is_none() && names_person(header, aliases);
        }
    }
    theirs
}

/// Whether a column without a field holds the names of people who are not the contact: the
/// head, or one whose header would do where there is no better one.
fn names_person(header: &[String], aliases: &Aliases) -> bool {
    let key = HeaderKey::new(&header.concat());
    let contact =
        matches!(aliases.meaning(&key), Some(Meaning::Field(Field::Contact, _)));
    contact || HEADS.contains(&key.bare.as_str())
}

fn is_head(part: &str) -> bool {
    HEADS.contains(&letters(part).as_str())
}
