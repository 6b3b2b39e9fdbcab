//! One self-contained HTML page: no network, no framework, usable with keyboard and
//! screen reader, on paper and on a phone.

use std::io::{self, Write};

use super::{Format, Style, words::words};
use crate::report::{Align, Block, Cell, Drawing, Report, Section, Table, Tone};
use crate::text::messages::{Lang, say};

/// The style sheet, inlined.
const STYLE: &str = include_str!("html/page.css");
/// Sorting, searching and unfolding, inlined. It reads the tables as they stand in the
/// page; no data is ever written as script.
const SCRIPT: &str = include_str!("html/page.js");

/// Web pages.
pub(super) struct Html;

impl Format for Html {
    fn name(&self) -> &'static str {
        "html"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["html", "htm"]
    }

    fn write(
        &self,
        report: &dyn Report,
        style: &Style,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let lang = style.lang;
        let title = escape(&report.title(lang));
        let sections = report.sections(lang);
        writeln!(
            out,
            "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n\
             <a class=\"skip\" href=\"#main\">{}</a>\n<header><h1>{title}</h1></header>",
            language_tag(lang),
            say(lang, "export-html-skip"),
        )?;
        contents(&sections, lang, out)?;
        writeln!(out, "<main id=\"main\">")?;
        for (number, part) in sections.iter().enumerate() {
            section(number, part, lang, out)?;
        }
        writeln!(out, "</main>\n<script>{SCRIPT}</script>\n</body>\n</html>")
    }
}

fn language_tag(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "zh-Hans",
        Lang::En => "en",
    }
}

/// Links to the sections, where there are several.
fn contents(sections: &[Section], lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let named = |part: &&(usize, &Section)| !part.1.heading.is_empty();
    let numbered: Vec<_> = sections.iter().enumerate().collect();
    let named: Vec<_> = numbered.iter().filter(named).collect();
    if named.len() < 2 {
        return Ok(());
    }
    writeln!(out, "<nav aria-label=\"{}\"><ul>", say(lang, "export-html-contents"))?;
    for (number, part) in named {
        writeln!(out, "<li><a href=\"#s{number}\">{}</a></li>", escape(&part.heading))?;
    }
    writeln!(out, "</ul></nav>")
}

fn section(
    number: usize,
    part: &Section,
    lang: Lang,
    out: &mut dyn Write,
) -> io::Result<()> {
    if part.heading.is_empty() {
        writeln!(out, "<section>")?;
    } else {
        let heading = escape(&part.heading);
        writeln!(out, "<section aria-labelledby=\"s{number}\">")?;
        writeln!(out, "<h2 id=\"s{number}\">{heading}</h2>")?;
    }
    let caption = if part.heading.is_empty() { "export-html-table" } else { "" };
    let caption =
        if caption.is_empty() { part.heading.clone() } else { say(lang, caption).into() };
    part.blocks.iter().try_for_each(|content| block(content, &caption, lang, out))?;
    writeln!(out, "</section>")
}

fn block(
    block: &Block,
    caption: &str,
    lang: Lang,
    out: &mut dyn Write,
) -> io::Result<()> {
    match block {
        Block::Text(text) => writeln!(out, "<p>{}</p>", lines(text)),
        Block::Points(points) => {
            writeln!(out, "<ul>")?;
            points.iter().try_for_each(|p| writeln!(out, "<li>{}</li>", lines(p)))?;
            writeln!(out, "</ul>")
        }
        Block::Table(part) => table(part, caption, lang, out),
        Block::Drawing(part, words) => drawing(part, words, caption, lang, out),
        Block::PageBreak => writeln!(out, "<div class=\"page\"></div>"),
    }
}

/// The drawing, and the table that says the same, folded away.
fn drawing(
    drawing: &Drawing,
    words: &Table,
    caption: &str,
    lang: Lang,
    out: &mut dyn Write,
) -> io::Result<()> {
    let description = escape(&drawing.description);
    let svg = drawing.svg.replacen(
        "<svg ",
        &format!("<svg role=\"img\" aria-label=\"{description}\" "),
        1,
    );
    writeln!(
        out,
        "<figure><div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"{description}\">{svg}</div>"
    )?;
    writeln!(out, "<figcaption>{description}</figcaption>")?;
    writeln!(out, "<details><summary>{}</summary>", say(lang, "export-html-as-table"))?;
    table(words, caption, lang, out)?;
    writeln!(out, "</details></figure>")
}

fn table(
    table: &Table,
    caption: &str,
    lang: Lang,
    out: &mut dyn Write,
) -> io::Result<()> {
    let label = escape(caption);
    writeln!(
        out,
        "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"{label}\">"
    )?;
    writeln!(
        out,
        "<table data-search=\"{}\" data-found=\"{}\"><caption class=\"heard\">{label}</caption><thead><tr>",
        escape(say(lang, "export-html-search")),
        escape(say(lang, "export-html-found")),
    )?;
    for column in &table.columns {
        writeln!(out, "<th scope=\"col\">{}</th>", escape(&column.header))?;
    }
    writeln!(out, "</tr></thead><tbody>")?;
    for row in &table.rows {
        write!(out, "<tr>")?;
        for (cell, column) in row.iter().zip(&table.columns) {
            td(cell, column.align, lang, out)?;
        }
        writeln!(out, "</tr>")?;
    }
    writeln!(out, "</tbody></table></div>")
}

fn td(cell: &Cell, align: Align, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    if let Cell::Unfolding(line, more) = cell {
        return unfolding(line, more, out);
    }
    if let Cell::Shaded(share, lines_of_it) = cell {
        let text = lines(&lines_of_it.join("\n"));
        return write!(out, "<td class=\"shade{}\">{text}</td>", shade(*share));
    }
    let class = match (align, cell) {
        (_, Cell::Toned(Tone::Good, _)) => " class=\"good\"",
        (_, Cell::Toned(Tone::Warn, _)) => " class=\"warn\"",
        (_, Cell::Toned(Tone::Bad, _)) => " class=\"bad\"",
        (_, Cell::Toned(Tone::Faint, _)) => " class=\"faint\"",
        (Align::Left, Cell::Date(_) | Cell::Time(_)) => " class=\"unbroken\"",
        (Align::Right, _) => " class=\"num\"",
        (Align::Center, _) => " class=\"mid\"",
        (Align::Left, _) => "",
    };
    let sort =
        sort_key(cell).map_or_else(String::new, |key| format!(" data-sort=\"{key}\""));
    write!(out, "<td{class}{sort}>{}</td>", lines(&words(cell, lang)))
}

/// A line with more behind it.
fn unfolding(line: &str, more: &[String], out: &mut dyn Write) -> io::Result<()> {
    if more.is_empty() {
        return write!(out, "<td>{}</td>", lines(line));
    }
    write!(out, "<td><details><summary>{}</summary><ul>", lines(line))?;
    more.iter().try_for_each(|one| write!(out, "<li>{}</li>", lines(one)))?;
    write!(out, "</ul></details></td>")
}

/// One of five shades.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between 0 and 4"
)]
fn shade(share: f64) -> u8 {
    (share.clamp(0.0, 0.999) * 5.0) as u8
}

/// The number a cell is sorted by, where its words would sort wrongly.
fn sort_key(cell: &Cell) -> Option<f64> {
    match cell {
        Cell::Integer(number) => Some(*number as f64),
        Cell::Decimal(number, _) | Cell::Percent(number) => Some(*number),
        Cell::Yuan(amount) => Some(amount.as_f64()),
        Cell::Empty
        | Cell::Text(_)
        | Cell::Lines(_)
        | Cell::Date(_)
        | Cell::Time(_)
        | Cell::Toned(..)
        | Cell::Unfolding(..)
        | Cell::Shaded(..) => None,
    }
}

/// A text with its line breaks, nothing in it markup.
fn lines(text: &str) -> String {
    escape(text).replace('\n', "<br>")
}

/// A text in which nothing is markup, in elements and in attributes.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\0' => out.push('\u{fffd}'),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_is_never_markup() {
        assert_eq!(lines("</script>\n\"'&"), "&lt;/script&gt;<br>&quot;&#39;&amp;");
    }
}
