//! Names of organizations in parts that can be compared: place, core, legal form.

mod short;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

pub use short::ShortName;

use super::vocabulary::provinces;
use crate::text::normal;

/// A name in parts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OrganizationName {
    /// The whole name: half width, lower case, simplified, without blanks and punctuation.
    pub whole: String,
    /// What is left without legal form, group and place.
    pub core: String,
    /// Places the name starts with, without 省, 市.
    pub places: BTreeSet<String>,
    /// Whether the name says that it is a group.
    pub group: bool,
    /// The former name it gives in brackets, as [`OrganizationName::whole`].
    pub former: Option<String>,
    /// The name now, where the body is known to have changed its name.
    pub renamed: Option<String>,
    /// Whether it stands for anybody: 某某公司.
    pub anonymous: bool,
}

impl OrganizationName {
    /// Takes a name apart.
    pub fn new(name: &str) -> Self {
        let text = normal(name);
        let (text, former) = without_brackets(&text);
        let whole = bare(&text);
        let renamed = words().renamed.get(&whole).cloned();
        let mut parts = Self {
            core: renamed.clone().unwrap_or_else(|| whole.clone()),
            anonymous: whole.contains('某')
                || whole.contains("xx")
                || whole.contains("**"),
            former: former.map(|former| bare(&former)),
            renamed,
            whole,
            ..Self::default()
        };
        parts.take_legal_forms();
        parts.take_places();
        parts
    }

    /// What is left of the core without the words of trades: the brand, in characters.
    pub fn brand(&self) -> usize {
        let mut rest = self.core.clone();
        for trade in &words().trade {
            rest = rest.replace(trade.as_str(), "");
        }
        rest.chars().count()
    }

    /// Whether one character of the core differs, as by a slip of the pen. Numbers and
    /// directions tell bodies apart.
    pub fn is_misspelt(&self, other: &Self) -> bool {
        let (x, y) = (&self.core, &other.core);
        let near = x.chars().count() >= 4 && strsim::levenshtein(x, y) == 1;
        let told =
            |text: &str| -> String { text.chars().filter(|c| tells_apart(*c)).collect() };
        near && told(x) == told(y)
    }

    /// Whether another name may be this one put right or written out: the same core with
    /// other places or legal form, one character of it mended, or more of it (虚钛 for
    /// 虚钛科技有限公司).
    pub fn may_stand_for(&self, other: &Self) -> bool {
        let (x, y) = (&self.places, &other.places);
        let same = self.core == other.core || self.is_misspelt(other);
        let shorter = self.brand() >= 2 && other.core.starts_with(&self.core);
        let nested = x.is_subset(y) || y.is_subset(x);
        !self.anonymous && nested && (same || shorter)
    }

    /// Takes off legal forms: 有限公司 and the like wherever they stand, others at the end.
    fn take_legal_forms(&mut self) {
        for form in &words().legal {
            if form.chars().count() >= 4 && !form.is_ascii() {
                self.core = self.core.replace(form.as_str(), "");
            }
        }
        while !self.core.ends_with("分公司") && !self.core.ends_with("子公司") {
            let ends = |word: &&String| {
                self.core.ends_with(word.as_str()) && self.core.len() > word.len() + 2
            };
            if let Some(form) = words().legal.iter().find(ends) {
                self.core.truncate(self.core.len() - form.len());
            } else if let Some(group) = words().group.iter().find(ends) {
                self.core.truncate(self.core.len() - group.len());
                self.group = true;
            } else {
                return;
            }
        }
    }

    /// Takes off the places a firm's name starts with; of other bodies the place is a part
    /// of the name, and only 省 and 市 go.
    fn take_places(&mut self) {
        let fixed = words().fixed.iter().any(|end| self.core.ends_with(end.as_str()));
        let mut rest = self.core.as_str();
        let mut places = BTreeSet::new();
        while let Some((place, after)) = place_at_start(rest, !places.is_empty()) {
            if after.chars().count() < 2 {
                break;
            }
            places.insert(place.to_owned());
            rest = after;
        }
        if fixed {
            let kept: String = places_in_order(&self.core, rest, &places);
            self.core = kept + rest;
        } else {
            self.core = rest.to_owned();
            self.places = places;
        }
    }
}

/// Characters that tell one branch from another.
fn tells_apart(c: char) -> bool {
    c.is_numeric()
        || "零一二三四五六七八九十百甲乙丙丁东南西北中上下左右前后新老大小分".contains(c)
}

/// The places of a name's start without their 省 and 市, in their order.
fn places_in_order(core: &str, rest: &str, places: &BTreeSet<String>) -> String {
    let head = &core[..core.len() - rest.len()];
    let mut named: Vec<(usize, &str)> = places
        .iter()
        .filter_map(|place| Some((head.find(place.as_str())?, place.as_str())))
        .collect();
    named.sort_unstable();
    named.into_iter().map(|(_, place)| place).collect()
}

/// The place a text starts with, and what follows: a province or city, or behind one a
/// district, or any county.
fn place_at_start(text: &str, inside: bool) -> Option<(&str, &str)> {
    let known = |len: usize| {
        let (place, rest) = split_chars(text, len)?;
        words().places.contains(place).then_some((place, rest))
    };
    if let Some((place, rest)) = known(4).or_else(|| known(3)).or_else(|| known(2)) {
        let suffixes = [
            "壮族自治区",
            "回族自治区",
            "维吾尔自治区",
            "自治区",
            "特别行政区",
            "省",
            "市",
        ];
        let suffix = suffixes.iter().find(|suffix| rest.starts_with(**suffix));
        return Some((place, suffix.map_or(rest, |suffix| &rest[suffix.len()..])));
    }
    let ends: &[char] =
        if inside { &['区', '县', '市', '镇', '乡'] } else { &['县', '市'] };
    (2..=3).find_map(|len| {
        // unlike a known one, such a place is told from others by what it is
        let (place, after) = split_chars(text, len + 1)?;
        let place_name = place.strip_suffix(ends)?;
        let common =
            ["城", "超", "门", "小", "社"].iter().any(|word| place_name.ends_with(word));
        (!common).then_some((place, after))
    })
}

fn split_chars(text: &str, count: usize) -> Option<(&str, &str)> {
    let (at, _) = text.char_indices().nth(count)?;
    Some(text.split_at(at))
}

/// The text with its brackets resolved: a former name apart, legal forms dropped, anything
/// else kept where it stands.
fn without_brackets(text: &str) -> (String, Option<String>) {
    let mut kept = String::new();
    let mut former = None;
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(['(', '[', '【']) {
        let Some((inside, tail)) = after.split_once([')', ']', '】']) else { break };
        kept.push_str(before);
        let old = inside.strip_prefix("原").or_else(|| inside.strip_prefix("曾用名"));
        if let Some(old) = old {
            former = Some(old.trim_start_matches([':', '名']).to_owned());
        } else if !is_legal(inside) {
            // the brackets stay: 甲(焦作)有限公司 is another firm than 甲有限公司
            kept.push('(');
            kept.push_str(inside);
            kept.push(')');
        }
        rest = tail;
    }
    kept.push_str(rest);
    (kept, former)
}

fn is_legal(text: &str) -> bool {
    let words = words();
    words.legal.iter().chain(&words.group).any(|word| word == text)
}

/// Without blanks and punctuation; brackets stay.
fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric() || matches!(c, '(' | ')' | '*')).collect()
}

/// The word lists that names are taken apart by, longest first.
struct Words {
    legal: Vec<String>,
    group: Vec<String>,
    fixed: Vec<String>,
    trade: Vec<String>,
    /// Words that describe, and such as many names begin with.
    describing: Vec<String>,
    common: Vec<String>,
    places: BTreeSet<String>,
    renamed: BTreeMap<String, String>,
}

fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| {
        let lists: BTreeMap<String, Vec<String>> =
            toml::from_str(include_str!("../../data/vocabulary/organization_name.toml"))
                .expect("the word lists are well formed");
        let renamed: BTreeMap<String, String> =
            toml::from_str(include_str!("../../data/vocabulary/renamed.toml"))
                .expect("the renamings are well formed");
        let list = |name: &str| {
            let mut words: Vec<String> =
                lists.get(name).into_iter().flatten().map(|word| bare(word)).collect();
            words.sort_by_key(|word| std::cmp::Reverse(word.len()));
            words
        };
        Words {
            legal: list("legal"),
            group: list("group"),
            fixed: list("fixed"),
            trade: list("trade"),
            describing: list("describing"),
            common: list("common"),
            places: provinces()
                .iter()
                .flat_map(|(province, cities)| cities.iter().chain([province]).cloned())
                .collect(),
            renamed,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(name: &str) -> (String, Vec<String>) {
        let name = OrganizationName::new(name);
        (name.core, name.places.into_iter().collect())
    }

    #[test]
    fn firms_are_place_core_and_form() {
        let table: &[(&str, &str, &[&str])] = &[
            ("河南省虚钛科技有限公司", "虚钛科技", &["河南"]),
            ("焦作市山阳区虚钛科技股份有限公司", "虚钛科技", &["山阳区", "焦作"]),
            ("虚钛科技（集团）有限责任公司", "虚钛科技", &[]),
            ("虚钛科技集团股份有限公司", "虚钛科技", &[]),
            ("虚钛科技", "虚钛科技", &[]),
            ("孟州市虚钛机械厂", "虚钛机械厂", &["孟州"]),
            ("虚钛科技有限公司焦作分公司", "虚钛科技焦作分公司", &[]),
            ("Fictional Motors Co., Ltd.", "fictionalmotors", &[]),
            ("Fictional Motors Company Limited", "fictionalmotors", &[]),
            ("虚钛（焦作）科技有限公司", "虚钛(焦作)科技", &[]),
        ];
        for (name, core, places) in table {
            let (c, p) = parts(name);
            assert_eq!(
                (&*c, p.iter().map(String::as_str).collect::<Vec<_>>()),
                (*core, places.to_vec()),
                "{name}"
            );
        }
    }

    #[test]
    fn bodies_keep_their_place() {
        assert_eq!(parts("河南省科学院").0, parts("河南科学院").0);
        assert_ne!(parts("河南理工大学").0, parts("大连理工大学").0);
        assert_ne!(parts("甲大学（东校区）").0, parts("甲大学").0);
        assert_ne!(parts("河南省焦作市第一中学").0, parts("河南省焦作市第十一中学").0);
    }

    #[test]
    fn former_names_are_known() {
        assert_eq!(parts("焦作工学院").0, "河南理工大学");
        let name = OrganizationName::new("虚钛机械有限公司（原虚构第二机械厂）");
        assert_eq!(name.former.as_deref(), Some("虚构第二机械厂"));
        assert_eq!(name.core, "虚钛机械");
    }

    #[test]
    fn a_name_stands_for_what_it_is_a_slip_or_the_beginning_of() {
        let stands = |a: &str, b: &str| {
            OrganizationName::new(a).may_stand_for(&OrganizationName::new(b))
        };
        for (slip, right) in [
            ("虚钛科技", "焦作虚钛科技有限公司"),
            ("虚钛", "虚钛科技有限公司"),
            ("虚泰机械有限公司", "虚钛机械有限公司"),
            ("焦作工学院", "河南理工大学"),
        ] {
            assert!(stands(slip, right), "{slip}");
        }
        for (own, other) in [
            ("河南甲机械有限公司", "焦作丁化工有限公司"),
            ("虚钛第一机械有限公司", "虚钛第二机械有限公司"),
            ("焦作虚钛科技有限公司", "大连虚钛科技有限公司"),
            ("某某公司", "某某公司"),
        ] {
            assert!(!stands(own, other), "{own}");
        }
    }

    #[test]
    fn a_brand_is_what_trades_leave() {
        assert_eq!(OrganizationName::new("焦作虚钛科技有限公司").brand(), 2);
        assert_eq!(OrganizationName::new("焦作建设投资有限公司").brand(), 0);
        assert!(OrganizationName::new("某某缝纫机股份有限公司").anonymous);
    }
}
