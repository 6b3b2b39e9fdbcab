//! Markdown, tables in the pipe form.

use std::io::{self, Write};

use super::{Format, Style, words::words};
use crate::report::{Align, Block, Report, Table};
use crate::text::messages::Lang;

/// Markdown.
pub(super) struct Markdown;

impl Format for Markdown {
    fn name(&self) -> &'static str {
        "markdown"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["md", "markdown"]
    }

    fn write(
        &self,
        report: &dyn Report,
        style: &Style,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        writeln!(out, "# {}", escape(&report.title(style.lang)))?;
        for section in report.sections(style.lang) {
            if !section.heading.is_empty() {
                writeln!(out, "\n## {}", escape(&section.heading))?;
            }
            for part in &section.blocks {
                writeln!(out)?;
                block(part, style.lang, out)?;
            }
        }
        Ok(())
    }
}

fn block(block: &Block, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    match block {
        Block::Text(text) => writeln!(out, "{}", escape(text)),
        Block::Points(points) => {
            points.iter().try_for_each(|point| writeln!(out, "- {}", escape(point)))
        }
        Block::Table(part)
        | Block::Figures(part)
        | Block::Drawing(_, part)
        | Block::Sketched(part, _) => table(part, lang, out),
        Block::Poster(lines) => lines.iter().enumerate().try_for_each(|(place, line)| {
            let mark = if place == 0 { "### " } else { "- " };
            writeln!(out, "{mark}{}", escape(line))
        }),
        Block::PageBreak => writeln!(out, "---"),
    }
}

fn table(table: &Table, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let headers: Vec<_> = table.columns.iter().map(|c| escape(&c.header)).collect();
    let rules: Vec<_> = table.columns.iter().map(|c| rule(c.align)).collect();
    writeln!(out, "| {} |", headers.join(" | "))?;
    writeln!(out, "| {} |", rules.join(" | "))?;
    for row in &table.rows {
        let cells: Vec<_> = row.iter().map(|cell| escape(&words(cell, lang))).collect();
        writeln!(out, "| {} |", cells.join(" | "))?;
    }
    Ok(())
}

fn rule(align: Align) -> &'static str {
    match align {
        Align::Left => "---",
        Align::Right => "---:",
    }
}

/// Keeps a text from being read as markup.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '|' | '*' | '_' | '`' | '[' | ']' | '<' | '#' => out.extend(['\\', c]),
            '\r' => {}
            '\n' => out.push_str("<br>"),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_the_data_stays_text() {
        assert_eq!(escape("a|b\n<2mm"), "a\\|b<br>\\<2mm");
    }
}
