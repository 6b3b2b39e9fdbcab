//! Phrases that a need and an offering share, cut where words end: as far as the lexicon
//! and the offerings tell, for no dictionary does.

mod edges;
mod words;

use super::{Counterpart, Left};
use crate::matching::engine::Space;
use crate::text::{KeyKind, Reading, Token};

/// A passage of a need: its tokens in order, single characters left out, to be merged into
/// phrases.
pub(super) struct Passage {
    text: String,
    tokens: Vec<Token>,
    /// How rare each token is among the offerings.
    rarity: Vec<f32>,
    /// Where concepts are named, left to right.
    names: Vec<(usize, usize)>,
    /// Where common words stand, left to right.
    words: Vec<(usize, usize)>,
    /// How rare a token is at most that many offerings have.
    common: f32,
}

/// ln 20: a pair that more than a twentieth of the offerings have tells little …
const COMMON: f32 = 2.996;
/// … if it is more than ten of them: ln 21, from a term that none has to one that ten have.
const COMMON_LEAST: f32 = 3.045;

/// What a need and an offering share, in the need's normal form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phrase<'a> {
    /// Words.
    Words(&'a str),
    /// A single word of two characters that many offerings have: 技术.
    Common(&'a str),
    /// Pieces of words only: 物分 of 药物分离.
    Fragment(&'a str),
}

/// Signs of units, which end a figure: what follows is a phrase of its own.
const UNIT_SIGNS: [char; 3] = ['°', '%', '‰'];

impl Passage {
    /// A passage read for offerings in a space.
    pub(super) fn new(reading: &Reading<'_>, space: &Space<'_>) -> Self {
        let mut tokens = Vec::new();
        reading.tokens(|token| {
            if token.key.kind() != KeyKind::Single {
                tokens.push(token);
            }
        });
        let terms: Vec<_> = tokens.iter().map(|token| (token.key, 1)).collect();
        let rarity = space.rarities(&terms);
        let names = reading.concepts.iter().map(|hit| (hit.start, hit.end));
        let names: Vec<(usize, usize)> = names.collect();
        let words = words::words(&reading.text, &names);
        let [.., unheard] = space.values();
        let common = COMMON.min(unheard - COMMON_LEAST);
        Self { text: reading.text.clone(), tokens, rarity, names, words, common }
    }

    /// Merges adjacent tokens that the pair shares into the longest phrases that the
    /// offering has, too.
    pub(super) fn phrases(
        &self,
        counterpart: &Counterpart,
        left: &mut Left,
        mut each: impl FnMut(Phrase<'_>, f64),
    ) {
        let (mut at, mut from) = (0, 0);
        while at < self.tokens.len() {
            if !left.has(self.tokens[at].key) {
                at += 1;
                continue;
            }
            at = self.beginning(at, from, counterpart);
            let last = self.longest(at, counterpart);
            let phrase = self.text[self.tokens[at].start..self.tokens[last].end].trim();
            let tokens = self.tokens[at..=last].iter();
            let mut share: f64 = tokens.filter_map(|token| left.take(token.key)).sum();
            crate::text::tokens(phrase, |token| {
                if token.key.kind() == KeyKind::Single {
                    share += left.take(token.key).unwrap_or(0.0);
                }
            });
            let words = self.words(at, last, from);
            let is_word = words.chars().nth(1).is_some()
                || words.chars().any(|c| c.is_ascii_alphanumeric());
            let is_pair = at == last && self.tokens[at].key.kind() == KeyKind::Pair;
            if is_word {
                from = self.ends(at, last).1;
            }
            let words = if !is_word {
                Phrase::Fragment(edges::bare(phrase))
            } else if is_pair && self.rarity[at] < self.common {
                Phrase::Common(words)
            } else {
                Phrase::Words(words)
            };
            if is_word || !self.crosses(at, last) {
                each(words, share);
            }
            at = last + 1;
        }
    }

    /// The last token of the longest phrase from the token at `at` on that the offering has.
    fn longest(&self, at: usize, counterpart: &Counterpart) -> usize {
        let (mut last, mut known, mut place) = (at, 0, 0);
        while let Some(next) = self.tokens.get(last + 1) {
            let (end, start) = (self.tokens[last].end, next.start);
            let adjacent = start <= end || start == end + 1 && self.joins(end, start);
            let phrase = &self.text[self.tokens[at].start..next.end];
            let measure = self.text[self.tokens[last].start..end].contains(UNIT_SIGNS);
            if !adjacent || measure {
                break;
            }
            let Some(found) = counterpart.find(phrase, known.min(phrase.len()), place)
            else {
                break;
            };
            (place, known) = (found, known.max(phrase.len()));
            last += 1;
        }
        last
    }

    /// Whether what ends and starts at these places, a character apart, can be one phrase:
    /// not over the end of a line, nor if both sides are Chinese, which has no spaces.
    fn joins(&self, end: usize, start: usize) -> bool {
        let text = self.text.as_bytes();
        let foreign = text[end - 1].is_ascii() || text[start].is_ascii();
        text[end] != b'\n' && foreign
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::engine::{Bag, Builder, Scheme};
    use crate::text::Key;
    use crate::text::concepts::Lexicon;

    const PLAIN: Scheme = Scheme { single: 1.0, concept: 1.0, broader: 1.0, slope: 1.0 };

    /// What a need shares with an offering, where the offerings are these texts and no words
    /// are known to be common.
    fn among(texts: &[&str], need: &str, offering: &str) -> Vec<String> {
        shared(texts, need, offering, false)
    }

    fn shared(texts: &[&str], need: &str, offering: &str, known: bool) -> Vec<String> {
        let mut builder = Builder::new(PLAIN);
        for text in texts {
            let mut terms = Vec::new();
            crate::text::tokens(text, |token| terms.push((token.key, 1)));
            builder.push(&Bag::new(terms));
        }
        let lexicon = Lexicon::default();
        let mut passage = Passage::new(&Reading::new(need, &lexicon), &builder.finish());
        if !known {
            passage.words.clear();
        }
        let [need, offering] = [need, offering].map(crate::text::normal);
        let (need, offering) = (need.as_str(), offering.as_str());
        let counterpart = Counterpart { text: offering.to_owned(), concepts: Vec::new() };
        let mut keys: Vec<Key> = Vec::new();
        crate::text::tokens(need, |token| keys.push(token.key));
        keys.sort_unstable();
        keys.dedup();
        keys.retain(|key| {
            let mut shared = false;
            crate::text::tokens(offering, |token| shared |= token.key == *key);
            shared
        });
        let shares: Vec<(Key, f32)> = keys.into_iter().map(|key| (key, 1.0)).collect();
        let mut phrases = Vec::new();
        let mut left = Left::new(&shares, 1.0);
        passage.phrases(&counterpart, &mut left, |phrase, _| {
            phrases.push(match phrase {
                Phrase::Words(words) | Phrase::Common(words) => words.to_owned(),
                Phrase::Fragment(fragment) => format!("({fragment})"),
            });
        });
        phrases
    }

    fn found(need: &str, offering: &str) -> Vec<String> {
        among(&[], need, offering)
    }

    #[test]
    fn the_longest_common_phrases_are_named() {
        assert_eq!(found("纱线张力检测", "织机纱线张力控制"), ["纱线张力"]);
        assert_eq!(
            found("machine vision，检测", "a machine vision system"),
            ["machine vision"]
        );
    }

    #[test]
    fn a_phrase_is_found_behind_where_its_beginning_is() {
        assert_eq!(found("钛箔轧制", "钛箔钛箔轧辊，钛箔轧制"), ["钛箔轧制"]);
        let endless = "钛".repeat(200_000);
        assert_eq!(found(&endless, &endless), [endless.as_str()]);
        assert_eq!(found(&endless[..60_000], &endless[..30_000]).len(), 1);
    }

    #[test]
    fn half_a_name_is_no_part_of_a_phrase() {
        assert_eq!(
            found("含碳化物等温淬火球墨铸铁", "碳化物等温淬火球铁"),
            ["碳化物等温淬火"]
        );
        assert_eq!(found("炉排的焊接工作站", "电接工作站"), ["工作站"]);
    }

    #[test]
    fn the_beginning_of_a_phrase_goes_with_the_word_before_it() {
        let texts = [
            "防治虫",
            "防治病",
            "防治草",
            "治技",
            "技术员",
            "技术科",
            "技术学",
            "技术院",
            "技术部",
        ];
        assert_eq!(among(&texts, "防治技术", "根治技术"), ["技术"]);
        assert_eq!(among(&texts[3..], "防治技术", "根治技术"), ["治技术"], "防治 unseen");
    }

    #[test]
    fn a_word_that_an_earlier_phrase_has_taken_still_begins_one() {
        let offering = "数据平台，数据采集";
        assert_eq!(found("数据平台；数据采集难", offering), ["数据平台", "数据采集"]);
        assert_eq!(
            found("数据平台；数据采样", "数据平台，图据采样"),
            ["数据平台", "据采样"]
        );
        assert_eq!(found("铜箔轧制", "铜箔轧，箔轧制"), ["铜箔", "轧制"], "named once");
        assert_eq!(found("山地小型", "山地，地小型"), ["山地", "小型"]);
    }

    #[test]
    fn a_figure_keeps_its_sign_and_ends_at_its_unit() {
        assert_eq!(
            found("-20°c容量保持率≥85%以上", "-20°c容量保持率≥85%以上"),
            ["-20°c", "容量保持率", "≥85%", "以上"]
        );
        assert_eq!(found("型号pp-20mn压机", "20mn压机"), ["20mn压机"]);
    }

    #[test]
    fn a_space_between_chinese_words_ends_a_phrase() {
        assert_eq!(
            found("机器人焊接 焊缝跟踪", "机器人焊接 焊缝跟踪"),
            ["机器人焊接", "焊缝跟踪"]
        );
        assert_eq!(found("scara 机器人", "scara 机器人"), ["scara机器人"]);
    }

    #[test]
    fn a_character_goes_with_the_neighbour_it_is_seen_with() {
        let texts = [
            "驱动器",
            "驱动桥",
            "驱动轴",
            "驱动轮",
            "驱动泵",
            "药物学",
            "药物瓶",
            "药物片",
            "药物仓",
            "药物粉",
            "分离",
            "自动测试",
            "分析物分",
        ];
        assert_eq!(among(&texts, "驱动测试台架", "自动测试装置"), ["测试"]);
        assert_eq!(among(&texts, "药物分离", "标物分析"), ["(物分)"]);
    }

    #[test]
    fn common_words_are_not_cut() {
        let found = |need, offering| shared(&[], need, offering, true);
        assert_eq!(found("模具寿命提升", "模具寿命提高"), ["模具寿命"]);
        assert_eq!(found("镍的深度去除", "色度去除率"), ["去除"]);
        assert_eq!(found("保质期延长", "货架期延长"), ["延长"]);
        assert_eq!(found("目检漏检率", "检漏仪"), [""; 0], "no word of either");
        assert_eq!(found("浆料分散", "材料分层"), [""; 0]);
    }

    #[test]
    fn particles_at_the_ends_are_dropped() {
        assert_eq!(found("泵的效率与噪声", "高的效率与温度"), ["效率"]);
        assert_eq!(found("微晶玻璃的研发", "浮法玻璃的生产"), ["(玻璃)"], "half a name");
    }
}
