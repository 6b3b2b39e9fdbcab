//! Cells that name a person: with phone and e-mail in the same cell, with a title.

use super::account::ContactWords;
use super::listed::without_list_numbers;
use super::surname::behind_title;
use super::{Parsed, account, email, glued, is_blank, phone};
use crate::domain::Contact;
use crate::domain::vocabulary::{begins_like_post, holds_post};
use crate::text::plain::{is_blank as is_blank_char, plain};

/// A person as one cell names them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PersonCell {
    /// The name, without blanks inside.
    pub name: String,
    /// The title, if one follows the name.
    pub title: Option<String>,
}

/// Reads a contact cell: the name, and whatever phones and e-mail stand beside it.
pub fn contact(cell: &str) -> Parsed<Contact> {
    if is_blank(cell) {
        return Parsed::fine(Contact::default());
    }
    let listed = without_list_numbers(cell);
    let text = plain(&listed);
    let text = glued::with_breaks(&text);
    let addresses = email::all(&text);
    let mut taken = account::ranges(&text, &addresses);
    let phones = phone::numbers(&text, &taken);
    taken.extend(phones.iter().map(|(range, _)| range.clone()));
    let rest = phone::without(&text, taken);
    let mut once: Vec<String> = Vec::new();
    for (_, phone) in phones {
        if !once.contains(&phone) {
            once.push(phone);
        }
    }
    let email = addresses.into_iter().next().map(|(_, address)| address);
    let contact = Contact { name: name_of(&rest), phones: once, email };
    if phone::leaves_figures(&rest) {
        return Parsed::odd(contact, phone::cut());
    }
    Parsed::fine(contact)
}

/// Reads a name with the title behind it, in brackets or before it: `李莹（副教授）`,
/// `李莹 总经理`, `总经理 李莹`.
pub fn person(cell: &str) -> PersonCell {
    if is_blank(cell) {
        return PersonCell::default();
    }
    let text = plain(cell);
    let (name, title) = match text.split_once(['(', ',', '/', '、', ':']) {
        Some((name, title)) => (name, title.trim_matches([')', ' '])),
        None => at_title(&text),
    };
    if let Some((before, name)) = behind_title(name.trim()) {
        let title = [before, title].into_iter().filter(|title| !title.is_empty());
        let title = title.collect::<Vec<_>>().join("、");
        return PersonCell { name: joined(name), title: Some(title) };
    }
    let title = Some(title.trim()).filter(|title| !title.is_empty()).map(str::to_owned);
    PersonCell { name: joined(name), title }
}

/// The name before a blank or a title glued to it, or behind its title.
fn at_title(text: &str) -> (&str, &str) {
    if let Some((title, name)) = behind_title(text) {
        return (name, title);
    }
    if let Some((name, title)) = text.rsplit_once(' ')
        && holds_post(title)
    {
        return (name, title);
    }
    let han = text.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    let glued = text
        .char_indices()
        .filter(|(at, _)| (2..=4).contains(&text[..*at].chars().count()))
        .find(|(at, _)| begins_like_post(&text[*at..]));
    match glued {
        Some((at, _)) if han => text.split_at(at),
        _ => (text, ""),
    }
}

/// The name in what is left of a contact cell: labels, marks and figures taken off, and the
/// title that follows it.
fn name_of(text: &str) -> String {
    let words = |part: &String| {
        let words = part.split_whitespace().filter(|word| !is_figure(word));
        words.collect::<Vec<_>>().join(" ")
    };
    let name = parts_of(text).iter().map(words).find(|part| !part.is_empty());
    name.map(|name| joined(at_title(&name).0)).unwrap_or_default()
}

/// Whether a contact cell names more than the name that was read from it: a title, a second
/// person, an extension, which may stand alone.
pub fn says_more(cell: &str, contact: &Contact) -> bool {
    if cell.chars().count() <= contact.name.chars().count() {
        return false;
    }
    let listed = without_list_numbers(cell);
    let text = plain(&listed);
    // What was taken for a number may be part of the address.
    if glued::parts_address(&text) {
        return true;
    }
    let text = glued::with_breaks(&text);
    let addresses = email::all(&text);
    let others = account::ranges(&text, &addresses);
    let mail = addresses.into_iter().next().map(|(range, _)| range);
    let phones = phone::numbers(&text, &others).into_iter().map(|(range, _)| range);
    let parts = parts_of(&phone::without(&text, phones.chain(mail).collect()));
    parts.len() > 1 || parts.iter().any(|part| joined(part) != contact.name)
}

/// The parts of a contact cell that are no labels.
fn parts_of(text: &str) -> Vec<String> {
    let separators = [',', ';', '/', '、', '\n', '|', '，', '；', '(', '（'];
    let parts = text.split(separators).flat_map(|p| p.split(':'));
    parts
        .map(|part| {
            part.trim_matches(|c: char| is_blank_char(c) || "()<>[]-–—:.+".contains(c))
        })
        .map(|part| part.split_whitespace().filter(|word| !is_label(word)))
        .map(|words| words.collect::<Vec<_>>().join(" "))
        .filter(|part| !part.is_empty() && !is_blank(part))
        .collect()
}

/// Digits without a letter are no name, nor is an account or a postcode: wx123456.
fn is_figure(word: &str) -> bool {
    let digits = word.chars().filter(char::is_ascii_digit).count();
    digits >= 5 || digits > 0 && !word.contains(char::is_alphabetic)
}

/// Words that announce what stands behind them.
fn is_label(text: &str) -> bool {
    let text = text.to_lowercase();
    ContactWords::get().labels.contains(&text.as_str()) || account::is_label(&text)
}

/// A Chinese name without the blanks inside (`李 莹`); other names with single ones.
fn joined(name: &str) -> String {
    let han = name.chars().filter(|c| !c.is_whitespace());
    let short = han.clone().count() <= 4;
    if short && han.clone().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)) {
        return han.collect();
    }
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(cell: &str) -> (String, Vec<String>, Option<String>) {
        let contact = contact(cell).value;
        (contact.name, contact.phones, contact.email)
    }

    /// A cell, and the name, the phones and the e-mail address it becomes.
    type Case<'a> = (&'a str, &'a str, &'a [&'a str], Option<&'a str>);

    fn come_apart(table: &[Case]) {
        for (cell, name, phones, mail) in table {
            let (n, p, m) = read(cell);
            assert_eq!((&*n, m.as_deref()), (*name, *mail), "{cell}");
            assert_eq!(p, *phones, "{cell}");
        }
    }

    #[test]
    fn name_phone_and_mail_come_apart() {
        come_apart(&[
            ("李 莹 10000000000", "李莹", &["10000000000"], None),
            ("李莹", "李莹", &[], None),
            ("李　莹", "李莹", &[], None),
            ("李莹（0000-0000000转801）", "李莹", &["0000-0000000转801"], None),
            (
                "联系人：李莹；电话：10000000000；邮箱：li@example.com",
                "李莹",
                &["10000000000"],
                Some("li@example.com"),
            ),
            ("Ying Li, +86 10000000000", "Ying Li", &["10000000000"], None),
            ("10000000000 李莹", "李莹", &["10000000000"], None),
            ("李莹/10000000000", "李莹", &["10000000000"], None),
            ("李莹：10000000000", "李莹", &["10000000000"], None),
            ("联系人：李莹 电话：10000000000", "李莹", &["10000000000"], None),
            ("李莹（总经理）", "李莹", &[], None),
            ("姓名：李莹 职务：部长 手机：10000000000", "李莹", &["10000000000"], None),
            ("李莹 总工程师 10000000000", "李莹", &["10000000000"], None),
            ("无", "", &[], None),
            ("李莹（8012）", "李莹", &[], None),
            ("8012 李莹", "李莹", &[], None),
            ("a@example.com b@example.com 李莹", "李莹", &[], Some("a@example.com")),
            ("10000000000", "", &["10000000000"], None),
            ("10000000000 邮编 454000", "", &["10000000000"], None),
            ("10000000000 邮政编码：454000", "", &["10000000000"], None),
            ("10000000000 wx123456", "", &["10000000000"], None),
            ("微信 10000000000", "", &["10000000000"], None),
            ("10000000000（微信同号）", "", &["10000000000"], None),
            ("李莹 QQ:123456789", "李莹", &[], None),
            ("李莹 QQ123456789", "李莹", &[], None),
            ("李莹QQ12345678 10000000000", "李莹", &["10000000000"], None),
            ("QQ 123456 10000000000", "", &["10000000000"], None),
            ("微信号 abc12345678 10000000000", "", &["10000000000"], None),
            ("邮编 454000 10000000000 李莹", "李莹", &["10000000000"], None),
            ("李莹 8012 10000000000", "李莹", &["10000000000"], None),
            ("李莹 12345678@example.com", "李莹", &[], Some("12345678@example.com")),
        ]);
    }

    #[test]
    fn what_is_glued_comes_apart() {
        come_apart(&[
            (
                "李莹15400000000li@example.com",
                "李莹",
                &["15400000000"],
                Some("li@example.com"),
            ),
            (
                "李莹 li@example.com15400000000",
                "李莹",
                &["15400000000"],
                Some("li@example.com"),
            ),
            (
                "15400000000@example.com 15400000000",
                "",
                &["15400000000"],
                Some("15400000000@example.com"),
            ),
            ("李莹 10000000000QQ12345678", "李莹", &["10000000000"], None),
            ("电话/微信：00000000", "", &["00000000"], None),
            ("李莹 ph00000000", "李莹", &["00000000"], None),
            ("Li00000000", "Li", &["00000000"], None),
            ("Li Ying0000000", "Li Ying", &["0000000"], None),
        ]);
    }

    #[test]
    fn figures_are_no_name() {
        for (cell, name) in [("10000000000/1000000001", ""), ("李莹 1000000001", "李莹")]
        {
            let parsed = contact(cell);
            assert_eq!(parsed.value.name, name, "{cell}");
            assert_eq!(super::super::codes_of(&parsed), ["invalid_phone"], "{cell}");
        }
    }

    #[test]
    fn a_cell_that_names_more_than_one_person_says_more() {
        let more = |cell: &str| says_more(cell, &contact(cell).value);
        assert!(more("李莹（总经理）") && more("李莹、王某") && more("李莹 总经理"));
        assert!(more("李莹（8012）") && more("李莹 3") && more("李莹 a@b.cn c@b.cn"));
        assert!(more("李莹15400000000li@example.com"));
        assert!(more("a@b.cn 15400000000@b.cn") && !more("15400000000@b.cn"));
        assert!(more("8012") && more("李莹 QQ123456789"));
        assert!(!more("") && !more("无") && !more("10000000000") && !more("a@b.cn"));
        assert!(!more("李莹") && !more("李 莹") && !more("联系人：李莹 10000000000"));
    }

    #[test]
    fn a_title_follows_the_name() {
        let table = [
            ("李莹（副教授）", "李莹", Some("副教授")),
            ("李莹 总经理", "李莹", Some("总经理")),
            ("李莹副教授", "李莹", Some("副教授")),
            ("李莹正教授", "李莹", Some("正教授")),
            ("总经理 李莹", "李莹", Some("总经理")),
            ("区委副书记李莹", "李莹", Some("区委副书记")),
            ("副校长 李莹（带队）", "李莹", Some("副校长、带队")),
            ("李莹教授级高工", "李莹", Some("教授级高工")),
            ("李 莹", "李莹", None),
            ("李莹", "李莹", None),
            ("李莹，计算机学院院长", "李莹", Some("计算机学院院长")),
            ("李莹 计算机学院 院长", "李莹 计算机学院", Some("院长")),
            ("Ying Li (Professor)", "Ying Li", Some("Professor")),
            ("—", "", None),
        ];
        for (cell, name, title) in table {
            let person = person(cell);
            assert_eq!((&*person.name, person.title.as_deref()), (name, title), "{cell}");
        }
    }
}
