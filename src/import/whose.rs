//! Whose telephones are whose, where a table names several people beside each other.

use super::alias::{Aliases, Meaning};
use super::field::Field;
use super::header_key::{HeaderKey, letters};

/// Who signs for an enterprise: no contact of its needs.
pub(super) const HEADS: &[&str] = &["法定代表人", "法人代表", "企业法人", "法人"];
/// How the header of a column of somebody else's people ends: 对接专家.
const PEOPLE: &[&str] = &["专家", "老师", "联络员", "经办人", "推荐人", "服务官"];
/// What the name of a group of columns of somebody else's says: 推荐单位信息.
const OTHERS: &[&str] =
    &["推荐", "高校", "院校", "院所", "专家", "对接", "主管", "合作方", "服务官"];

/// Whom the columns before a telephone name.
#[derive(Clone, Copy, PartialEq)]
enum Named {
    Nobody,
    Contact,
    Another,
}

/// The columns with telephones and addresses of other people, 法定代表人 | 电话 beside
/// 联系人 | 电话, where the contact has its own; `fields` are those of the columns.
pub(super) fn of_others(
    headers: &[Vec<String>],
    fields: &[Option<Field>],
    aliases: &Aliases,
) -> Vec<usize> {
    let contact = fields.iter().position(|field| *field == Some(Field::Contact));
    let Some(contact) = contact else { return Vec::new() };
    let mut theirs = Vec::new();
    let mut own = false;
    let mut named = Named::Nobody;
    for (at, (header, field)) in headers.iter().zip(fields).enumerate() {
        let reaches = matches!(field, Some(Field::Phone | Field::Email));
        if !reaches {
            named = who(header, *field, aliases, named);
        } else if at == contact + 1 || named == Named::Contact {
            own |= *field == Some(Field::Phone);
        } else if named == Named::Another || is_of_others(header, &headers[contact]) {
            theirs.push(at);
        } else {
            named = Named::Nobody;
        }
    }
    if own { theirs } else { Vec::new() }
}

/// Whom a column names; a title goes with the person before it.
fn who(
    header: &[String],
    field: Option<Field>,
    aliases: &Aliases,
    before: Named,
) -> Named {
    let last = header.last().map(String::as_str).unwrap_or_default();
    if field == Some(Field::Contact) {
        Named::Contact
    } else if names_person(header, field, aliases) {
        Named::Another
    } else if ["职务", "职称", "职务职称"].contains(&letters(last).as_str()) {
        before
    } else {
        Named::Nobody
    }
}

/// Whether a column holds the names of people who are not the contact: the head, somebody
/// else's people, or those whose header would do where there is no better one.
fn names_person(header: &[String], field: Option<Field>, aliases: &Aliases) -> bool {
    let Some(last) = header.last() else { return false };
    let keys = [header.concat(), last.clone()].map(|text| HeaderKey::new(&text));
    let free = field.is_none();
    let contact = |key: &HeaderKey| {
        matches!(aliases.meaning(key), Some(Meaning::Field(Field::Contact, _)))
            || HEADS.contains(&key.bare.as_str())
    };
    let person = |key: &HeaderKey| PEOPLE.iter().any(|word| key.bare.ends_with(word));
    free && keys.iter().any(contact)
        || (free || field == Some(Field::PreferredPartners)) && keys.iter().any(person)
}

/// Whether a column stands in a group of columns of the head or of somebody who is not whom
/// the contact is of.
fn is_of_others(header: &[String], contact: &[String]) -> bool {
    let [group, _, ..] = header else { return false };
    let others = OTHERS.iter().any(|word| group.contains(word));
    HEADS.contains(&letters(group).as_str()) || others && contact.first() != Some(group)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::sheet_kind::SheetKind;

    fn theirs(columns: &[(&str, Option<Field>)]) -> Vec<usize> {
        let headers: Vec<Vec<String>> = columns
            .iter()
            .map(|(header, _)| header.split('|').map(str::to_owned).collect())
            .collect();
        let fields: Vec<Option<Field>> =
            columns.iter().map(|(_, field)| *field).collect();
        of_others(&headers, &fields, Aliases::of(SheetKind::Needs))
    }

    #[test]
    fn telephones_of_other_parties_are_not_the_contacts() {
        let (contact, phone) = (Some(Field::Contact), Some(Field::Phone));
        let groups = [
            ("企业信息|企业名称", Some(Field::Organization)),
            ("企业信息|联系人", contact),
            ("企业信息|职务", None),
            ("企业信息|电话", phone),
            ("推荐单位信息|推荐单位", None),
            ("推荐单位信息|联系人", None),
            ("推荐单位信息|电话", phone),
            ("高校信息|电话", phone),
        ];
        assert_eq!(theirs(&groups), [6, 7]);
        let partners = Some(Field::PreferredPartners);
        let expert = [("联系人", contact), ("电话", phone), ("对接专家", partners)];
        assert_eq!(theirs(&[&expert[..], &[("电话", phone)]].concat()), [3]);
        let own = [("联系人", contact), ("手机", phone), ("座机", phone)];
        assert_eq!(theirs(&own), [0; 0]);
        assert_eq!(theirs(&[("法人", None), ("电话", phone)]), [0; 0]);
    }
}
