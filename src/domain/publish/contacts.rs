//! The people to ask at an enterprise, where its own needs name them in a text.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::redact::STAND_IN;
use crate::domain::{Fair, Need, OrganizationKind, Role};
use crate::text::is_han;

/// The most characters of a Chinese name.
const LONGEST: usize = 4;
/// Characters that the name of a desk ends with: 技术部, 办公室, 负责人.
const DESKS: &str = "部室科处办局会员人长";
/// Characters beside which a short name still stands for itself: 联系高强, 高强经理.
const BEFORE: &str = "系人络找问与和及同跟由请是向给";
const AFTER: &str = "联工总经主任先女老博教部科处厂董同与和及或负";

/// Who is asked at each enterprise, by its id and by its name.
pub(super) struct Contacts(BTreeMap<String, Vec<String>>);

impl Contacts {
    /// Contacts of the roster, and delegates, of whoever is no institution.
    pub(super) fn new(fair: &Fair) -> Self {
        let mut all: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut put = |key: &str, name: &str| {
            if is_person(name.trim()) {
                all.entry(key.trim().to_owned())
                    .or_default()
                    .push(name.trim().to_owned());
            }
        };
        let inside = |kind: OrganizationKind| kind != OrganizationKind::Institution;
        for body in fair.organizations.iter().filter(|body| inside(body.kind)) {
            put(&body.id, &body.contact.name);
            put(&body.name, &body.contact.name);
        }
        for person in fair.people.iter().filter(|person| person.role == Role::Delegate) {
            put(person.organization.as_deref().unwrap_or_default(), &person.name);
        }
        all.remove("");
        Self(all)
    }

    /// Whom a need may name: its own contact and its enterprise's, longer names first.
    pub(super) fn of<'a>(&'a self, need: &'a Need) -> Vec<&'a str> {
        let own = need.organization.id.as_deref();
        let keys = own.into_iter().chain([need.organization.name.trim()]);
        let known = keys.filter_map(|key| self.0.get(key)).flatten().map(String::as_str);
        let asked = Some(need.contact.name.trim()).filter(|name| is_person(name));
        let mut names: Vec<_> = known.chain(asked).collect();
        names.sort_unstable_by_key(|name| (Reverse(name.len()), *name));
        names.dedup();
        names
    }
}

/// A text without these names.
pub(super) fn unnamed(text: String, names: &[&str]) -> String {
    names.iter().fold(text, |text, name| without(text, name))
}

fn without(text: String, name: &str) -> String {
    let mut places = text.match_indices(name).map(|(at, _)| at).peekable();
    if places.peek().is_none() {
        return text;
    }
    let (mut out, mut done) = (String::with_capacity(text.len()), 0);
    for start in places {
        let end = start + name.len();
        let before = text[..start].chars().next_back();
        let after = text[end..].chars().next();
        if stands(name, before, after) {
            out.push_str(&text[done..start]);
            out.push_str(STAND_IN);
            done = end;
        }
    }
    out + &text[done..]
}

/// Whether a word is somebody's name: a few Chinese characters, or Latin words with capitals.
fn is_person(name: &str) -> bool {
    let count = name.chars().count();
    let mut words = name.split_whitespace();
    let capital = |word: &str| word.starts_with(|c: char| c.is_ascii_uppercase());
    (2..=LONGEST).contains(&count) && name.chars().all(is_han)
        || name.is_ascii() && words.clone().count() > 1 && words.all(capital)
}

/// Whether a name is one between these characters, and no piece of another word.
fn stands(name: &str, before: Option<char>, after: Option<char>) -> bool {
    let open = |c: Option<char>, beside: &str| {
        c.is_none_or(|c| !c.is_alphanumeric() || beside.contains(c))
    };
    let long = name.chars().count() > 2
        && name.starts_with(is_han)
        && !name.ends_with(|last| DESKS.contains(last));
    long || open(before, BEFORE) && open(after, AFTER)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_is_asked_is_not_named() {
        let table = [
            ("邹虚构", "请与邹虚构联系。邹虚构", "请与***联系。***"),
            (
                "高强",
                "联系人：高强，高强度钢的高强韧性",
                "联系人：***，高强度钢的高强韧性",
            ),
            ("高强", "高强经理，联系高强", "***经理，联系***"),
            ("技术部", "我公司技术部门提出", "我公司技术部门提出"),
            (
                "Ann Fictional",
                "ask Ann Fictional, Joann Fictional",
                "ask ***, Joann Fictional",
            ),
            ("邹虚构", "密封", "密封"),
        ];
        for (name, text, expected) in table {
            assert_eq!(unnamed(text.to_owned(), &[name]), expected, "{name}");
        }
    }

    #[test]
    fn what_is_no_name_is_nobody_s() {
        for name in ["", "王", "x", "E001", "Steel", "联络员01", "区科学技术局办公室"]
        {
            assert!(!is_person(name), "{name}");
        }
        assert!(is_person("邹虚构") && is_person("Ann Fictional"));
    }
}
