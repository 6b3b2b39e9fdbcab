//! The pieces of a vocabulary as a trie that is searched where it lies.

use std::collections::VecDeque;
use std::ops::Range;

use super::file::{ModelError, ModelFile, ModelWriter, Numbers, Section};

/// A trie over characters. Node 0 is the root; nodes stand breadth first, so that
/// the children of a node are one sorted run.
#[derive(Debug, Clone, Copy)]
pub(super) struct Trie<'a> {
    labels: Numbers<'a>,
    children: Numbers<'a>,
    pieces: Numbers<'a>,
}

impl<'a> Trie<'a> {
    pub(super) fn open(file: &ModelFile<'a>) -> Result<Self, ModelError> {
        let trie = Self {
            labels: file.numbers(Section::TrieLabels)?,
            children: file.numbers(Section::TrieChildren)?,
            pieces: file.numbers(Section::TriePieces)?,
        };
        let nodes = trie.labels.len();
        if trie.pieces.len() != nodes || trie.children.len() != nodes + 1 {
            return Err(ModelError::Misfit(Section::TrieChildren));
        }
        Ok(trie)
    }

    /// The node that `label` leads to from `node`.
    pub(super) fn step(&self, node: usize, label: char) -> Option<usize> {
        let start = self.children.get(node)? as usize;
        let end = self.children.get(node + 1)? as usize;
        let (mut low, mut high) = (start, end);
        while low < high {
            let middle = usize::midpoint(low, high);
            if self.labels.get(middle)? < u32::from(label) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        (low < end && self.labels.get(low)? == u32::from(label)).then_some(low)
    }

    /// The piece that ends at `node`.
    pub(super) fn piece(&self, node: usize) -> Option<u32> {
        self.pieces.get(node).filter(|&piece| piece > 0)
    }
}

/// Writes the trie of the pieces; a piece's number is its position in `pieces`.
/// Piece 0 and empty ones are not reachable.
pub(super) fn write(pieces: &[String], writer: &mut ModelWriter) {
    let mut sorted: Vec<(Vec<char>, u32)> = (0_u32..)
        .zip(pieces)
        .skip(1)
        .filter(|(_, piece)| !piece.is_empty())
        .map(|(id, piece)| (piece.chars().collect(), id))
        .collect();
    sorted.sort();
    let (mut labels, mut children, mut ends) = (vec![0], Vec::new(), vec![0]);
    let mut waiting = VecDeque::from([(0..sorted.len(), 0)]);
    while let Some((range, depth)) = waiting.pop_front() {
        children.push(position(labels.len()));
        for (label, run) in runs(&sorted, range, depth) {
            let ends_here = &sorted[run.start];
            labels.push(u32::from(label));
            ends.push(if ends_here.0.len() == depth + 1 { ends_here.1 } else { 0 });
            waiting.push_back((run, depth + 1));
        }
    }
    children.push(position(labels.len()));
    writer.numbers(Section::TrieLabels, &labels);
    writer.numbers(Section::TrieChildren, &children);
    writer.numbers(Section::TriePieces, &ends);
}

/// The runs of pieces with the same character at `depth`.
fn runs(
    sorted: &[(Vec<char>, u32)],
    range: Range<usize>,
    depth: usize,
) -> Vec<(char, Range<usize>)> {
    let mut runs: Vec<(char, Range<usize>)> = Vec::new();
    for index in range {
        let Some(&label) = sorted[index].0.get(depth) else { continue };
        match runs.last_mut() {
            Some((last, run)) if *last == label => run.end = index + 1,
            _ => runs.push((label, index..index + 1)),
        }
    }
    runs
}

fn position(index: usize) -> u32 {
    u32::try_from(index).expect("a vocabulary has fewer than 2^32 characters")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_each_piece_and_nothing_else() {
        let pieces =
            ["<unk>", "钛", "钛箔", "a", "ab", "abc", "钛合金"].map(String::from);
        let mut writer = ModelWriter::default();
        write(&pieces, &mut writer);
        let bytes = writer.finish([0; 32]);
        let trie = Trie::open(&ModelFile::open(&bytes).unwrap()).unwrap();
        let find = |text: &str| {
            let node = text.chars().try_fold(0, |node, label| trie.step(node, label))?;
            trie.piece(node)
        };
        for (id, piece) in (0..).zip(&pieces).skip(1) {
            assert_eq!(find(piece), Some(id), "{piece}");
        }
        for absent in ["钛合", "b", "abcd", ""] {
            assert_eq!(find(absent), None, "{absent}");
        }
    }
}
