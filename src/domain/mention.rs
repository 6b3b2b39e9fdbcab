//! People as lists name them: with a title before or behind the name, or without.

use super::vocabulary::{begins_like_post, ends_like_post};

/// What parts a name from the title beside it.
const PARTS: [char; 8] = [' ', '\u{3000}', '(', '（', ')', '）', ',', '，'];

/// A person named in a text. Parted from the name by nothing, the title is left in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The name without blanks: 张 三 is 张三.
    pub name: String,
    /// The title beside it; blank without one.
    pub title: String,
}

impl Mention {
    /// Reads a name with or without its title: 张三, 副市长 张三, 张三（副市长）.
    pub fn of(text: &str) -> Self {
        let marks = text.match_indices(PARTS);
        let mut parted = marks.filter_map(|(at, _)| parts(text.split_at(at)));
        let (name, title) = parted.next().unwrap_or((text, ""));
        Self::new(name, title)
    }

    /// A name with the title that is known of it.
    pub fn new(name: &str, title: &str) -> Self {
        Self { name: without_blanks(name), title: without_blanks(title) }
    }

    /// Whether both can be one person: the names are the same, and no titles say otherwise.
    pub fn is_same(&self, other: &Self) -> bool {
        let named = self.name == other.name
            || is_named(&self.name, &other.name)
            || is_named(&other.name, &self.name);
        let (one, two) = (&self.title, &other.title);
        named && (one.contains(two.as_str()) || two.contains(one.as_str()))
    }
}

/// Whether a text names a person of a name, with a title before or behind it or none.
pub fn is_named(text: &str, name: &str) -> bool {
    let before = text.strip_suffix(name);
    let behind = text.strip_prefix(name);
    let ahead = |title: &str| ends_like_post(title.trim_end());
    let after = |title: &str| begins_like_post(title.trim_start_matches(PARTS));
    !name.is_empty()
        && (text == name
            || before.is_some_and(ahead)
            || behind.is_some_and(after)
            || Mention::of(text).name == name)
}

/// The name and the title, whichever stands first; a surname alone is no name.
fn parts<'a>((first, second): (&'a str, &'a str)) -> Option<(&'a str, &'a str)> {
    let [first, second] = [first, second].map(|part| part.trim_matches(PARTS));
    let names = |text: &str| text.chars().count() > 1 && !ends_like_post(text);
    if ends_like_post(second) && names(first) {
        return Some((first, second));
    }
    (ends_like_post(first) && names(second)).then_some((second, first))
}

fn without_blanks(text: &str) -> String {
    text.split_whitespace().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_told_beside_its_title() {
        for text in [
            "张样",
            "副市长 张样",
            "区委书记张样",
            "张样（副市长）",
            "张样 区长",
            "张样 区科技局局长",
        ] {
            assert!(is_named(text, "张样"), "{text}");
        }
        for text in ["张样本", "小张样", "李样", "副市长 张样本"] {
            assert!(!is_named(text, "张样"), "{text}");
        }
    }

    #[test]
    fn the_title_may_stand_on_either_side_or_be_left_out() {
        for (text, name, title) in [
            ("王 样 副区长", "王样", "副区长"),
            ("副区长 王 样", "王样", "副区长"),
            ("王样（区科技局局长）", "王样", "区科技局局长"),
            ("王　样", "王样", ""),
            ("李 院长", "李院长", ""),
            ("Ann Example", "AnnExample", ""),
        ] {
            assert_eq!(Mention::of(text), Mention::new(name, title), "{text}");
        }
    }

    #[test]
    fn people_are_the_same_unless_their_titles_differ() {
        let same = |one, two| Mention::of(one).is_same(&Mention::of(two));
        for [one, two] in [
            ["王样 副区长", "王样"],
            ["副区长 王样", "王样（区委常委、副区长）"],
            ["王样副区长", "王 样"],
        ] {
            assert!(same(one, two) && same(two, one), "{one}, {two}");
        }
        assert!(!same("王样 副区长", "王样 校长"));
        assert!(!same("王样 副区长", "王样本"));
    }
}
