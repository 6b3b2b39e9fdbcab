//! Likely duplicates among needs and among offerings: by title, text and whose they are.

use std::collections::{BTreeMap, BTreeSet};

use super::Duplicate;
use super::sketch::{bands, shingles, similarity, sketch};
use crate::domain::OrganizationName;
use crate::domain::{Kind, Need, Offering, OfferingKind};
use crate::text::messages::Message;
use crate::text::normal;

/// Blocks larger than this are boilerplate, not duplicates.
const LARGEST_BLOCK: usize = 60;

/// From this similarity on two texts are nearly the same.
const NEARLY_SAME: f64 = 0.8;

/// From this similarity on two texts of one title are one text revised.
const REVISED: f64 = 0.5;

/// What is compared of a record.
struct Entry<'a> {
    id: &'a str,
    title: &'a str,
    /// The title's letters and figures.
    letters: String,
    body: Vec<u64>,
    owner: String,
    is_person: bool,
}

/// Pairs of needs that may be one.
pub(super) fn needs(needs: &[Need]) -> Vec<Duplicate> {
    let entries = needs.iter().map(|need| {
        let body = format!("{}\n{}", need.description, need.indicators);
        Entry::new(&need.id, &need.title, &body, &need.organization.name)
    });
    pairs(Kind::Needs, &entries.collect::<Vec<_>>())
}

/// Pairs of offerings that may be one.
pub(super) fn offerings(offerings: &[Offering]) -> Vec<Duplicate> {
    let entries = offerings.iter().map(|offering| Entry {
        is_person: matches!(
            offering.kind,
            OfferingKind::Expert | OfferingKind::Candidate
        ),
        ..Entry::new(
            &offering.id,
            &offering.title,
            &offering.description,
            &offering.organization.name,
        )
    });
    pairs(Kind::Offerings, &entries.collect::<Vec<_>>())
}

impl<'a> Entry<'a> {
    fn new(id: &'a str, title: &'a str, body: &str, owner: &str) -> Self {
        Self {
            id,
            title,
            letters: letters(title),
            body: shingles(body),
            owner: OrganizationName::new(owner).core,
            is_person: false,
        }
    }
}

/// Pairs of entries that meet by title or in a band of their texts' sketches.
fn pairs(kind: Kind, entries: &[Entry<'_>]) -> Vec<Duplicate> {
    let mut blocks: BTreeMap<(bool, u64), Vec<usize>> = BTreeMap::new();
    let mut titles: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, entry) in entries.iter().enumerate() {
        titles.entry(&entry.letters).or_default().push(at);
        for band in sketch(&entry.body).iter().flat_map(bands) {
            blocks.entry((entry.is_person, band)).or_default().push(at);
        }
    }
    titles.remove("");
    let mut met: BTreeSet<(usize, usize)> = BTreeSet::new();
    let small = |block: &&Vec<usize>| (2..=LARGEST_BLOCK).contains(&block.len());
    for block in blocks.values().chain(titles.values()).filter(small) {
        for (i, &a) in block.iter().enumerate() {
            met.extend(block[i + 1..].iter().filter(|&&b| b != a).map(|&b| (a, b)));
        }
    }
    met.into_iter().filter_map(|(a, b)| judge(kind, &entries[a], &entries[b])).collect()
}

/// Whether two entries may be one, and why.
fn judge(kind: Kind, a: &Entry<'_>, b: &Entry<'_>) -> Option<Duplicate> {
    let owned = !a.owner.is_empty() && !b.owner.is_empty();
    let same_owner = owned && a.owner == b.owner;
    let (score, mut reasons) = if a.is_person || b.is_person {
        person(a, b, same_owner)?
    } else {
        text(a, b, same_owner)?
    };
    if same_owner {
        reasons.push(Message::new("duplicate-same-organization"));
    }
    Some(Duplicate {
        kind,
        a: a.id.to_owned(),
        b: b.id.to_owned(),
        titles: [a.title.to_owned(), b.title.to_owned()],
        // two bodies may need the same thing
        score: if owned && !same_owner { score - 0.25 } else { score },
        reasons,
    })
}

/// Two people of one name at one organization, or with one text.
fn person(a: &Entry<'_>, b: &Entry<'_>, same_owner: bool) -> Option<(f64, Vec<Message>)> {
    if a.letters != b.letters {
        return None;
    }
    let alike = similarity(&a.body, &b.body);
    let name = Message::new("duplicate-same-person");
    if alike >= NEARLY_SAME {
        return Some((0.95, vec![name, like(alike)]));
    }
    same_owner.then(|| (0.85, vec![name]))
}

/// One title with one text, or nearly one text under titles that are alike (of one owner a
/// revised text, too). Titles that differ in figures name different things.
fn text(a: &Entry<'_>, b: &Entry<'_>, same_owner: bool) -> Option<(f64, Vec<Message>)> {
    let same_title = a.letters == b.letters;
    let silent = a.body.is_empty() || b.body.is_empty();
    let alike = similarity(&a.body, &b.body);
    if same_title {
        let title = Message::new("duplicate-same-title");
        return match alike {
            _ if silent => Some((0.8, vec![title])),
            1.0.. => Some((1.0, vec![title, Message::new("duplicate-same-text")])),
            REVISED.. => Some((0.7 + 0.3 * alike, vec![title, like(alike)])),
            _ => None,
        };
    }
    if silent || alike < REVISED || figures(a.title) != figures(b.title) {
        return None;
    }
    let titles = dice(&a.letters, &b.letters);
    let enough = match titles {
        0.7.. if same_owner => REVISED,
        0.6.. => NEARLY_SAME,
        // a text that goes round under any title is a firm's introduction of itself
        _ => return None,
    };
    (alike >= enough).then(|| (alike * (0.5 + 0.5 * titles), vec![like(alike)]))
}

/// The share of character pairs that two titles have in common (Dice).
fn dice(a: &str, b: &str) -> f64 {
    let pairs = |text: &str| -> Vec<(char, char)> {
        let mut pairs: Vec<_> = text.chars().zip(text.chars().skip(1)).collect();
        pairs.sort_unstable();
        pairs
    };
    let (a, mut b) = (pairs(a), pairs(b));
    let all = a.len() + b.len();
    let shared = a
        .iter()
        .filter(|pair| b.binary_search(pair).map(|at| b.remove(at)).is_ok())
        .count();
    #[expect(clippy::cast_precision_loss, reason = "titles are short")]
    let share = 2.0 * shared as f64 / all.max(1) as f64;
    share
}

fn like(alike: f64) -> Message {
    #[expect(clippy::cast_possible_truncation, reason = "a percentage")]
    let percent = (alike * 100.0).round() as i64;
    Message::new("duplicate-similar-text").with("percent", percent)
}

/// The letters and figures of a title, folded.
fn letters(title: &str) -> String {
    normal(title).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The figures of a title, Chinese ones included: what tells the first phase from the second.
fn figures(title: &str) -> Vec<char> {
    let tells = |c: &char| c.is_numeric() || "一二三四五六七八九十甲乙丙丁".contains(*c);
    title.chars().filter(tells).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn need(id: &str, title: &str, description: &str, owner: &str) -> Need {
        let mut need = Need {
            id: id.into(),
            title: title.into(),
            description: description.into(),
            ..Need::default()
        };
        need.organization.name = owner.into();
        need
    }

    const TEXT: &str = "现有产线的极薄钛箔在轧制时边部容易开裂，需要一种在线检测与张力闭环控制方法，把成材率提高到九成以上。";

    fn found(needs: &[Need]) -> Vec<(String, String)> {
        let mut pairs = super::needs(needs);
        pairs.sort_by(|x, y| y.score.total_cmp(&x.score));
        pairs.into_iter().map(|pair| (pair.a, pair.b)).collect()
    }

    #[test]
    fn repeated_and_revised_needs_are_found() {
        let revised = TEXT.replace("九成", "95%");
        let needs = [
            need("N1", "极薄钛箔轧制", TEXT, "虚钛科技有限公司"),
            need("N2", "极薄钛箔轧制", TEXT, "虚钛科技有限责任公司"),
            need("N3", "极薄钛箔的轧制", &revised, "虚钛科技有限公司"),
            need(
                "N4",
                "水稻育种",
                "选育抗倒伏的优质品种，亩产不低于六百公斤，适合黄河滩区种植。",
                "拟田种业有限公司",
            ),
        ];
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(found(&needs), [pair("N1", "N2"), pair("N1", "N3"), pair("N2", "N3")]);
    }

    #[test]
    fn one_title_with_another_text_is_no_duplicate() {
        let needs = [
            need("N1", "污水处理", TEXT, ""),
            need(
                "N2",
                "污水处理",
                "养殖场沼液浓度高，寻求低成本的脱氮除磷工艺，出水达到灌溉标准。",
                "",
            ),
        ];
        assert_eq!(found(&needs), []);
    }

    #[test]
    fn figures_in_titles_tell_needs_apart() {
        let needs = [
            need("N1", "极薄钛箔轧制一期", TEXT, ""),
            need("N2", "极薄钛箔轧制二期", TEXT, ""),
        ];
        assert_eq!(found(&needs), []);
    }

    #[test]
    fn people_of_one_name_are_one_only_at_one_place() {
        let expert = |id: &str, owner: &str| {
            let mut offering = Offering {
                id: id.into(),
                kind: OfferingKind::Expert,
                title: "李莹".into(),
                ..Offering::default()
            };
            offering.organization.name = owner.into();
            offering
        };
        let all = [
            expert("S1", "虚构大学"),
            expert("S2", "虚构大学"),
            expert("S3", "拟设大学"),
        ];
        let pairs = offerings(&all);
        assert_eq!(pairs.len(), 1);
        assert_eq!((&*pairs[0].a, &*pairs[0].b), ("S1", "S2"));
    }
}
