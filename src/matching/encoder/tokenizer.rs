//! Text → the numbers of the most probable pieces (a unigram language model, as in
//! Kudo, *Subword Regularization*, ACL 2018).

use super::file::{ModelError, ModelFile, ModelWriter, Numbers, Section};
use super::trie::{self, Trie};

/// The piece for what the vocabulary lacks.
const UNKNOWN: u32 = 0;
/// The piece before a text.
const BEGIN: u32 = 1;
/// The piece after a text.
const END: u32 = 2;
/// Stands for a space, so that pieces can begin with one.
const SPACE: char = '\u{2581}';
/// How much less probable than the rarest piece an unknown character is, in
/// natural logarithms: the convention of unigram tokenizers.
const UNKNOWN_PENALTY: f32 = 10.0;
/// Characters looked at: many times what a network reads.
const MOST_CHARACTERS: usize = 4096;

/// Splits texts with the vocabulary of a model file.
#[derive(Debug)]
pub(super) struct Tokenizer<'a> {
    keys: Numbers<'a>,
    ends: Numbers<'a>,
    replacements: Numbers<'a>,
    trie: Trie<'a>,
    scores: Vec<f32>,
    unknown_score: f32,
}

/// The best way to reach a position of the text.
#[derive(Clone, Copy)]
struct Arrival {
    score: f64,
    from: usize,
    piece: u32,
}

impl<'a> Tokenizer<'a> {
    pub(super) fn open(file: &ModelFile<'a>) -> Result<Self, ModelError> {
        let scores = file.floats(Section::Scores)?;
        let least = scores.iter().copied().fold(0.0, f32::min);
        Ok(Self {
            keys: file.numbers(Section::NormalKeys)?,
            ends: file.numbers(Section::NormalEnds)?,
            replacements: file.numbers(Section::NormalText)?,
            trie: Trie::open(file)?,
            scores,
            unknown_score: least - UNKNOWN_PENALTY,
        })
    }

    /// The first pieces of `text`, at most `most`, between a begin and an end.
    pub(super) fn pieces(&self, text: &str, most: usize) -> Vec<u32> {
        let mut pieces = vec![BEGIN];
        let normal = self.normal_form(text);
        if normal.is_empty() {
            pieces.push(UNKNOWN);
        }
        pieces.extend(self.best_split(&normal).into_iter().take(most));
        pieces.push(END);
        pieces
    }

    /// Compatibility forms replaced, runs of spaces made one, ends trimmed, a space
    /// before the first word.
    fn normal_form(&self, text: &str) -> Vec<char> {
        let mut normal = vec![SPACE];
        for character in text.chars().take(MOST_CHARACTERS) {
            self.replace(character, |character| {
                let character = if character == ' ' { SPACE } else { character };
                if character != SPACE || normal.last() != Some(&SPACE) {
                    normal.push(character);
                }
            });
        }
        if normal.last() == Some(&SPACE) {
            normal.pop();
        }
        normal
    }

    fn replace(&self, character: char, mut push: impl FnMut(char)) {
        let Some(index) = self.find_key(u32::from(character)) else {
            return push(character);
        };
        let end = |index: usize| self.ends.get(index).unwrap_or(0) as usize;
        let start = index.checked_sub(1).map_or(0, end);
        for position in start..end(index) {
            let code = self.replacements.get(position);
            if let Some(character) = code.and_then(char::from_u32) {
                push(character);
            }
        }
    }

    fn find_key(&self, code: u32) -> Option<usize> {
        let (mut low, mut high) = (0, self.keys.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            if self.keys.get(middle)? < code {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        (self.keys.get(low)? == code).then_some(low)
    }

    /// Viterbi's algorithm; of equals the split whose last piece is longest.
    fn best_split(&self, text: &[char]) -> Vec<u32> {
        let unreached = Arrival { score: f64::NEG_INFINITY, from: 0, piece: UNKNOWN };
        let mut best = vec![unreached; text.len() + 1];
        best[0].score = 0.0;
        for from in 0..text.len() {
            let start = best[from].score;
            let mut arrive = |to: usize, score: f32, piece| {
                let score = start + f64::from(score);
                if score > best[to].score {
                    best[to] = Arrival { score, from, piece };
                }
            };
            let mut node = 0;
            let mut alone = false;
            for (to, &character) in (from + 1..).zip(&text[from..]) {
                let Some(next) = self.trie.step(node, character) else { break };
                node = next;
                let Some(piece) = self.trie.piece(node) else { continue };
                let Some(&score) = self.scores.get(piece as usize) else { continue };
                arrive(to, score, piece);
                alone |= to == from + 1;
            }
            if !alone {
                arrive(from + 1, self.unknown_score, UNKNOWN);
            }
        }
        trace(&best)
    }
}

fn trace(best: &[Arrival]) -> Vec<u32> {
    let mut pieces = Vec::new();
    let mut position = best.len() - 1;
    while position > 0 {
        pieces.push(best[position].piece);
        position = best[position].from;
    }
    pieces.reverse();
    pieces
}

/// A vocabulary as a package holds it.
#[derive(Debug, Default, Clone)]
pub(super) struct Vocabulary {
    /// The pieces; the first three stand for unknown, begin and end.
    pub pieces: Vec<String>,
    /// Logarithm of each piece's probability.
    pub scores: Vec<f32>,
    /// What the normal form puts in the place of a character, sorted.
    pub replacements: Vec<(char, String)>,
}

impl Vocabulary {
    /// Writes the sections that [`Tokenizer::open`] reads.
    pub(super) fn write(&self, writer: &mut ModelWriter) {
        let (mut ends, mut text) = (Vec::new(), Vec::new());
        for (_, replacement) in &self.replacements {
            text.extend(replacement.chars().map(u32::from));
            ends.push(u32::try_from(text.len()).expect("a table of characters is short"));
        }
        let keys: Vec<u32> =
            self.replacements.iter().map(|(key, _)| u32::from(*key)).collect();
        writer.numbers(Section::NormalKeys, &keys);
        writer.numbers(Section::NormalEnds, &ends);
        writer.numbers(Section::NormalText, &text);
        writer.floats(Section::Scores, &self.scores);
        trie::write(&self.pieces, writer);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Splits `text` with a vocabulary of the given pieces and probabilities.
    fn split(pieces: &[(&str, f32)], text: &str) -> Vec<u32> {
        let specials = [("<unk>", 0.0), ("<s>", 0.0), ("</s>", 0.0)];
        let (names, scores): (Vec<&str>, _) =
            specials.iter().chain(pieces).copied().unzip();
        let vocabulary = Vocabulary {
            pieces: names.into_iter().map(String::from).collect(),
            scores,
            replacements: vec![
                ('\n', " ".into()),
                ('㎡', "m2".into()),
                ('Ａ', "A".into()),
            ],
        };
        let mut writer = ModelWriter::default();
        vocabulary.write(&mut writer);
        let bytes = writer.finish([0; 32]);
        Tokenizer::open(&ModelFile::open(&bytes).unwrap()).unwrap().pieces(text, 512)
    }

    #[test]
    fn the_more_probable_split_wins() {
        let pieces = [
            ("\u{2581}", -1.0),
            ("飞", -3.0),
            ("灰", -3.0),
            ("飞灰", -4.0),
            ("灰渣", -9.0),
        ];
        assert_eq!(split(&pieces, "飞灰"), [1, 3, 6, 2]);
        // 飞灰 + unknown 渣 would cost more than 飞 + 灰渣.
        assert_eq!(split(&pieces, "飞灰渣"), [1, 3, 4, 7, 2]);
    }

    #[test]
    fn normal_form_replaces_joins_and_trims() {
        let pieces = [("\u{2581}A", -1.0), ("\u{2581}m", -1.0), ("2", -1.0)];
        assert_eq!(split(&pieces, "  Ａ \n\n㎡ \n"), [1, 3, 4, 5, 2]);
    }

    #[test]
    fn empty_and_unknown_texts_have_unknown_pieces() {
        let pieces = [("\u{2581}", -1.0)];
        assert_eq!(split(&pieces, " \n "), [1, 0, 2]);
        assert_eq!(split(&pieces, "钛钛"), [1, 3, 0, 0, 2]);
    }

    #[test]
    fn an_endless_text_is_cut() {
        let pieces = [("\u{2581}", -1.0), ("钛", -2.0)];
        let pieces = split(&pieces, &"钛".repeat(1_000_000));
        assert_eq!(pieces.len(), 512 + 2);
    }
}
