//! Which header means which field: the words of `data/aliases/*.toml`.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

use super::field::Field;
use super::header_key::{HeaderKey, behind_period, behind_year, languages, letters};
use super::question::{asked, in_fewer_words, is_wordy, may_ask};
use super::sheet_kind::SheetKind;

/// What a header means in a kind of sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// A field, and how far down its list the word stands: the first fits best.
    Field(Field, usize),
    /// Known, but no field of ours: never guessed at.
    Other,
}

/// The headers of one kind of sheet.
#[derive(Debug)]
pub(crate) struct Aliases {
    words: BTreeMap<String, Meaning>,
    /// What a word means where another column fills its first field better.
    second: BTreeMap<String, Field>,
    /// Words that mean a field where no column fills it.
    lacking: BTreeMap<String, Field>,
    /// Words in sheet names, titles and file names that speak for this kind.
    pub(crate) names: Vec<String>,
    /// Words there that leave no doubt.
    pub(crate) telling: Vec<String>,
    /// Headers that no other kind of sheet has.
    pub(crate) own: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    shared: Vec<String>,
    names: Vec<String>,
    #[serde(default)]
    telling: Vec<String>,
    #[serde(default)]
    own: Vec<String>,
    fields: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    second: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    lacking: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    other: BTreeMap<String, Vec<String>>,
}

/// The rank of a word that means a field for want of a better one.
const LAST: usize = 400;

type Groups = BTreeMap<String, BTreeMap<String, Vec<String>>>;

/// Whether a header may mean something [loosely](Aliases::loosely), in whatever kind of sheet.
pub(crate) fn may_be_loose(header: &str) -> bool {
    may_ask(header)
        || is_wordy(header)
        || header.starts_with(|c: char| c.is_ascii_digit() || c == '截')
        || languages(header).is_some()
}

impl Aliases {
    /// The headers of a kind of sheet; read once, when first asked for.
    pub(crate) fn of(kind: SheetKind) -> &'static Self {
        static ALL: [OnceLock<Aliases>; SheetKind::ALL.len()] =
            [const { OnceLock::new() }; SheetKind::ALL.len()];
        ALL[kind as usize].get_or_init(|| Self::read(kind.aliases()))
    }

    fn read(text: &str) -> Self {
        let file: File = toml::from_str(text).expect("alias files are well formed");
        let mut words = BTreeMap::new();
        add(&mut words, &file.fields);
        add(&mut words, &file.other);
        for group in &file.shared {
            let lists = shared().get(group).expect("shared groups exist").iter();
            // A kind that lists a field without words has no use for it.
            let unused = |name: &str| file.fields.get(name).is_some_and(Vec::is_empty);
            let lists = lists.filter(|(name, _)| !unused(name));
            add(&mut words, &lists.map(|(n, l)| (n.clone(), l.clone())).collect());
        }
        let shared =
            file.shared.iter().filter_map(|g| shared().get(&format!("{g}_second")));
        let second = shared.chain([&file.second]).flatten().flat_map(|(name, list)| {
            let field = Field::of_name(name).expect("second meanings name fields");
            list.iter().map(move |word| (letters(word), field))
        });
        let second: BTreeMap<String, Field> = second.collect();
        for (word, field) in &second {
            words.entry(word.clone()).or_insert(Meaning::Field(*field, LAST));
        }
        let lacking = file.lacking.iter().flat_map(|(name, list)| {
            let field = Field::of_name(name).expect("lacking fields are fields");
            list.iter().map(move |word| (letters(word), field))
        });
        Self {
            words,
            second,
            lacking: lacking.collect(),
            names: file.names.iter().map(|name| letters(name)).collect(),
            telling: file.telling.iter().map(|name| letters(name)).collect(),
            own: file.own.iter().map(|name| letters(name)).collect(),
        }
    }

    /// What a header means; first all of it counts, then it without its brackets.
    pub(crate) fn meaning(&self, header: &HeaderKey) -> Option<Meaning> {
        self.word(&header.full).or_else(|| self.word(&header.bare))
    }

    /// What a header means that is none of the words: one in two languages, a question, or
    /// one with words that say nothing, 难题的具体描述.
    pub(crate) fn loosely(&self, header: &str) -> Option<Meaning> {
        let bare = || HeaderKey::new(header).bare;
        let question = || {
            let asked = may_ask(header).then(|| asked(&bare()));
            asked.unwrap_or_default().iter().find_map(|letters| self.word(letters))
        };
        let wordy = || {
            let fewer =
                if is_wordy(header) { in_fewer_words(&bare()) } else { Vec::new() };
            let found = fewer.iter().find_map(|letters| self.word(letters));
            found.filter(|meaning| *meaning != Meaning::Other)
        };
        let found = self.in_two_languages(header).or_else(question).or_else(wordy);
        let found = found.or_else(|| self.of_a_period(header));
        found.or_else(|| self.is_of_a_year(header).then_some(Meaning::Other))
    }

    /// What a header of a ledger means behind the time up to which it says so: 截至9月底完成投资,
    /// 1-9月到位资金.
    fn of_a_period(&self, header: &str) -> Option<Meaning> {
        let bare = HeaderKey::new(header).bare;
        match self.word(behind_period(&bare)?)? {
            Meaning::Field(field @ (Field::Received | Field::Stage), _) => {
                Some(Meaning::Field(field, LAST))
            }
            Meaning::Field(..) | Meaning::Other => None,
        }
    }

    /// Whether a header asks for what a past year brought, 2025年营业收入, which is no field.
    fn is_of_a_year(&self, header: &str) -> bool {
        let bare = HeaderKey::new(header).bare;
        behind_year(&bare).and_then(|rest| self.word(rest)) == Some(Meaning::Other)
    }

    /// What a header in two languages means, 需求名称 Demand Title: both of its halves, or the
    /// one that is known beside words that are not.
    fn in_two_languages(&self, header: &str) -> Option<Meaning> {
        let (han, latin) = languages(header)?;
        let own = self.meaning(&HeaderKey::new(han))?;
        let same = match (own, self.meaning(&HeaderKey::new(latin))) {
            (Meaning::Field(one, _), Some(Meaning::Field(other, _))) => one == other,
            (own, Some(other)) => own == other,
            (_, None) => latin.contains(|c: char| c.is_ascii_lowercase()),
        };
        same.then_some(own)
    }

    /// What folded letters mean.
    pub(crate) fn word(&self, letters: &str) -> Option<Meaning> {
        self.words.get(letters).copied()
    }

    /// How well the best word for a field fits; `None` where sheets of the kind have none.
    pub(crate) fn rank_of(&self, field: Field) -> Option<usize> {
        let ranks = self.words.values().filter_map(|meaning| match meaning {
            Meaning::Field(found, rank) if *found == field => Some(*rank),
            Meaning::Field(..) | Meaning::Other => None,
        });
        ranks.min()
    }

    /// What a header means where no other column fills that field.
    pub(crate) fn lacking(&self, header: &HeaderKey) -> Option<Field> {
        self.lacking.get(&header.full).or_else(|| self.lacking.get(&header.bare)).copied()
    }

    /// What a header means where another column fills its first field better.
    pub(crate) fn second(&self, header: &HeaderKey) -> Option<Field> {
        self.second.get(&header.full).or_else(|| self.second.get(&header.bare)).copied()
    }

    /// Every word with its meaning, in order of the letters.
    pub(crate) fn words(&self) -> impl Iterator<Item = (&str, Meaning)> {
        self.words.iter().map(|(word, meaning)| (word.as_str(), *meaning))
    }
}

/// Whether a header asks for what must not be stored.
pub(crate) fn is_sensitive(header: &HeaderKey) -> bool {
    static WORDS: OnceLock<Vec<String>> = OnceLock::new();
    let words = WORDS.get_or_init(|| {
        let group = shared().get("sensitive").expect("the group exists");
        group.values().flatten().map(|word| letters(word)).collect()
    });
    words.iter().any(|word| *word == header.full || *word == header.bare)
}

fn shared() -> &'static Groups {
    static SHARED: OnceLock<Groups> = OnceLock::new();
    SHARED.get_or_init(|| {
        toml::from_str(include_str!("../../data/aliases/shared.toml"))
            .expect("the shared alias file is well formed")
    })
}

/// Adds words; the kind's own come first and stand.
fn add(words: &mut BTreeMap<String, Meaning>, lists: &BTreeMap<String, Vec<String>>) {
    for (name, list) in lists {
        let field = Field::of_name(name);
        for (rank, word) in list.iter().enumerate() {
            let meaning = field.map_or(Meaning::Other, |f| Meaning::Field(f, rank));
            words.entry(letters(word)).or_insert(meaning);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(kind: SheetKind, header: &str) -> Option<Field> {
        match Aliases::of(kind).meaning(&HeaderKey::new(header))? {
            Meaning::Field(field, _) => Some(field),
            Meaning::Other => None,
        }
    }

    #[test]
    fn lists_name_fields_and_hold_no_word_twice() {
        for &kind in SheetKind::ALL {
            let file: File = toml::from_str(kind.aliases()).unwrap();
            let mut all = Vec::new();
            for (name, list) in &file.fields {
                assert!(Field::of_name(name).is_some(), "{kind:?}: {name}");
                all.extend(list.iter().map(|word| letters(word)));
            }
            all.sort();
            let twice: Vec<_> =
                all.windows(2).filter(|w| w[0] == w[1]).map(|w| w[0].clone()).collect();
            assert_eq!(twice, [""; 0], "{kind:?}");
        }
        for list in shared()
            .iter()
            .filter(|(name, _)| !["other", "sensitive"].contains(&name.as_str()))
        {
            assert!(list.1.keys().all(|name| Field::of_name(name).is_some()));
        }
    }

    /// Of a need it is a state secret that is asked for, of an enterprise its name.
    #[test]
    fn a_list_of_enterprises_asks_whose_name_is_confidential() {
        for header in ["是否涉密", "是否保密", "企业名称是否保密"] {
            let found = field(SheetKind::Organizations, header);
            assert_eq!(found, Some(Field::Confidential), "{header}");
        }
        assert_eq!(field(SheetKind::Needs, "是否涉密"), Some(Field::Secret));
    }

    #[test]
    fn money_that_is_no_budget_is_known_as_other() {
        for header in ["保证金（万元）", "注册资本", "营业收入(万元)", "成交价格"]
        {
            let key = HeaderKey::new(header);
            let meaning = Aliases::of(SheetKind::Needs).meaning(&key);
            assert_eq!(meaning, Some(Meaning::Other), "{header}");
        }
        assert_eq!(field(SheetKind::Needs, "拟投入资金总额(万元)"), Some(Field::Budget));
        assert_eq!(field(SheetKind::Talent, "职位类别"), None);
    }
}
