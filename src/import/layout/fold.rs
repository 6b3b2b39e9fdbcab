//! Several records in one row: the columns of a record once more beside them (姓名 | 单位 |
//! 姓名 | 单位), or numbered (需求1名称 | 需求1预算 | 需求2名称 | …).

use std::collections::BTreeMap;

use crate::import::grid::{Cell, CellRef, Row};
use crate::import::header_key::{NUMERALS, letters};
use crate::import::mapping::Header;
use crate::import::value::{boolean, is_blank};
use crate::text::plain::plain;

/// Where the cells of each record of a row stand, and where those of the first one do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::import) struct Fold {
    blocks: Vec<Vec<(usize, usize)>>,
    /// The column for what the headers of the blocks say, and that of each; none where the
    /// blocks are alike.
    said: Option<(usize, Vec<String>)>,
}

/// The headers of one record where a row holds several.
pub(super) fn fold(headers: &[Header]) -> Option<(Vec<Header>, Fold)> {
    let filled: Vec<usize> = (0..headers.len())
        .filter(|at| headers[*at].iter().any(|part| !letters(part).is_empty()))
        .collect();
    let blocks = repeated(headers, &filled).or_else(|| numbered(headers, &filled))?;
    let mut own = headers.to_vec();
    for (from, to) in blocks.iter().flatten() {
        if from != to {
            own[*from] = Header::new();
        }
    }
    for (_, to) in blocks.first()? {
        own[*to].iter_mut().for_each(|part| {
            if let Some((bare, _)) = without_number(part) {
                *part = bare;
            }
        });
    }
    Some((own, Fold { blocks, said: None }))
}

/// The blocks of headers that are the same again and again.
fn repeated(headers: &[Header], filled: &[usize]) -> Option<Vec<Vec<(usize, usize)>>> {
    let names: Vec<String> =
        filled.iter().map(|at| letters(&headers[*at].concat())).collect();
    let lengths =
        (2..=names.len() / 2).filter(|length| names.len().is_multiple_of(*length));
    let length = lengths.into_iter().find(|length| {
        (*length..names.len()).all(|at| names[at] == names[at % length])
    })?;
    let blocks = filled.chunks(length);
    let first = &filled[..length];
    Some(
        blocks
            .map(|block| block.iter().copied().zip(first.iter().copied()).collect())
            .collect(),
    )
}

/// The blocks of numbered headers: as many as the numbers that count up from one.
fn numbered(headers: &[Header], filled: &[usize]) -> Option<Vec<Vec<(usize, usize)>>> {
    let mut groups: BTreeMap<u32, Vec<(String, usize)>> = BTreeMap::new();
    for at in filled {
        if let Some((bare, number)) = without_number(&headers[*at].concat()) {
            groups.entry(number).or_default().push((letters(&bare), *at));
        }
    }
    let first = groups.get(&1)?;
    let blocks = (1..).map_while(|number| {
        let block = groups.get(&number)?.iter().map(|(name, from)| {
            let same = first.iter().find(|(other, _)| other == name);
            (*from, same.map_or(*from, |(_, to)| *to))
        });
        Some(block.collect())
    });
    let blocks: Vec<Vec<(usize, usize)>> = blocks.collect();
    (blocks.len() > 1).then_some(blocks)
}

/// A header without the number in it, and that number.
fn without_number(text: &str) -> Option<(String, u32)> {
    let text = plain(text);
    let start = text.find(|c: char| c.is_ascii_digit() || NUMERALS.contains(c))?;
    let first = text[start..].chars().next()?;
    let (number, length) = if first.is_ascii_digit() {
        let digits = text[start..].bytes().take_while(u8::is_ascii_digit).count();
        (text[start..start + digits].parse().ok()?, digits)
    } else {
        let at = NUMERALS.chars().position(|c| c == first)?;
        (u32::try_from(at).ok()? + 1, first.len_utf8())
    };
    let bare = format!("{}{}", &text[..start], &text[start + length..]);
    ((1..=20).contains(&number) && !letters(&bare).is_empty()).then_some((bare, number))
}

impl Fold {
    /// A row of cells, each a record with the value that its header is.
    pub(super) fn of_values(
        cells: usize,
        said: usize,
        values: Vec<(usize, String)>,
    ) -> Self {
        let (from, headers): (Vec<usize>, Vec<String>) = values.into_iter().unzip();
        let blocks = from.into_iter().map(|from| vec![(from, cells)]).collect();
        Self { blocks, said: Some((said, headers)) }
    }

    /// Whether each record has a column that is such a one.
    pub(super) fn each_has(&self, is: impl Fn(usize) -> bool) -> bool {
        self.blocks.iter().all(|block| block.iter().any(|(_, to)| is(*to)))
    }

    /// The records of a row, each as a row of its own, filled in or not; of cells that are records
    /// the filled ones.
    pub(super) fn parts(&self, row: &Row) -> Vec<Row> {
        let Some((said, headers)) = &self.said else {
            return self.blocks.iter().map(|block| self.part(row, block)).collect();
        };
        let blocks = self.blocks.iter().zip(headers);
        let says = |text: &str| !is_blank(text) || boolean(text).value.is_some();
        let filled = blocks.filter(|(block, _)| {
            block.iter().any(|(from, _)| says(&row.cell(*from).text()))
        });
        let part = |(block, header): (&Vec<(usize, usize)>, &String)| {
            let mut part = self.part(row, block);
            part.set(*said, Cell::of_text(header.as_str()));
            part
        };
        filled.map(part).collect()
    }

    /// A row with the cells of one block in place of those of the first.
    fn part(&self, row: &Row, block: &[(usize, usize)]) -> Row {
        let mut cells: Vec<Cell> = row.iter().map(CellRef::to_cell).collect();
        for (from, _) in self.blocks.iter().flatten() {
            if let Some(cell) = cells.get_mut(*from) {
                *cell = Cell::Empty;
            }
        }
        let mut part = Row::new(row.number, cells).with_heading_of(row);
        for (from, to) in block {
            if !row.cell(*from).is_blank() {
                part.set(*to, row.cell(*from).to_cell());
            }
        }
        part
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(headers: &[&str]) -> Option<(Vec<String>, Fold)> {
        let headers: Vec<Header> =
            headers.iter().map(|h| vec![(*h).to_owned()]).collect();
        let (own, fold) = fold(&headers)?;
        Some((own.iter().map(|header| header.concat()).collect(), fold))
    }

    #[test]
    fn repeated_and_numbered_columns_are_several_records() {
        let (own, fold) = folded(&["姓名", "单位", "", "姓名", "单位"]).unwrap();
        assert_eq!(own, ["姓名", "单位", "", "", ""]);
        assert_eq!(fold.blocks, [vec![(0, 0), (1, 1)], vec![(3, 0), (4, 1)]]);
        let (own, fold) =
            folded(&["企业", "需求1名称", "需求1预算", "需求2名称"]).unwrap();
        assert_eq!(own, ["企业", "需求名称", "需求预算", ""]);
        assert_eq!(fold.blocks, [vec![(1, 1), (2, 2)], vec![(3, 1)]]);
        assert!(folded(&["姓名", "单位", "职务"]).is_none());
        assert!(folded(&["企业", "需求1名称"]).is_none());
    }
}
