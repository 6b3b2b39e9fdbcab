//! One self-contained HTML page: no network, no framework, usable with keyboard and
//! screen reader, on paper and on a phone.

mod cell;
mod markup;

use std::io::{self, Write};

use super::{Format, Style, measure::rooms, poster::legible, words::words};
use crate::report::{Align, Block, Drawing, Report, Section, Table};
use crate::text::messages::{Lang, say};
use cell::{SHORT, td};
use markup::{escape, lines};

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
    let mut tables = part.blocks.iter().filter_map(Block::as_table);
    let drawn = part.blocks.iter().any(
        |block| matches!(block, Block::Drawing(drawing, _) if drawing.width > BROAD),
    );
    let wide = drawn || tables.any(|table| is_wide(table, lang));
    let page = if wide { " class=\"wide\"" } else { "" };
    if part.heading.is_empty() {
        writeln!(out, "<section{page}>")?;
    } else {
        let heading = escape(&part.heading);
        writeln!(out, "<section{page} aria-labelledby=\"s{number}\">")?;
        writeln!(out, "<h2 id=\"s{number}\">{heading}</h2>")?;
    }
    let caption = match part.heading.as_str() {
        "" => say(lang, "export-html-table"),
        heading => heading,
    };
    let mut said = part.heading.as_str();
    for content in &part.blocks {
        block(content, Around { caption, said, lang }, out)?;
        if let Block::Text(text) = content {
            said = text;
        }
    }
    writeln!(out, "</section>")
}

/// Rows of a table that is laid out only when it comes into view.
const LONG: usize = 30;
/// About how high a row is, pixels: space kept for what is not laid out yet.
const ROW: usize = 56;
/// Half-width letters of a table that wants a page turned.
const WIDE: usize = 110;
/// Units of a drawing whose words would be too small on a page that is not turned.
const BROAD: usize = 1000;

fn is_wide(table: &Table, lang: Lang) -> bool {
    rooms(table, lang).iter().map(|room| room.wish.min(30) + 2).sum::<usize>() > WIDE
}

/// What stands around a block.
#[derive(Clone, Copy)]
struct Around<'a> {
    /// What a table is called by screen readers.
    caption: &'a str,
    /// The words just above.
    said: &'a str,
    lang: Lang,
}

fn block(block: &Block, around: Around<'_>, out: &mut dyn Write) -> io::Result<()> {
    match block {
        Block::Text(text) => writeln!(out, "<p>{}</p>", lines(text)),
        Block::Points(points) => {
            writeln!(out, "<ul>")?;
            points.iter().try_for_each(|p| writeln!(out, "<li>{}</li>", lines(p)))?;
            writeln!(out, "</ul>")
        }
        Block::Table(part) | Block::Sketched(part, _) => {
            table(part, around.caption, around.lang, out)
        }
        Block::Figures(part) => tiles(part, around.lang, out),
        Block::Drawing(part, words) => drawing(part, words, around, out),
        Block::Poster(words) => poster(words, out),
        Block::PageBreak => writeln!(out, "<div class=\"page\"></div>"),
    }
}

/// Room on a turned sheet below the first line of a poster, points: width and height.
const ROOM: (usize, usize) = (700, 200);

/// A page to be read from afar.
fn poster(words: &[String], out: &mut dyn Write) -> io::Result<()> {
    let size = legible(words.get(1..).unwrap_or_default(), ROOM).min(34);
    writeln!(out, "<div class=\"poster\" style=\"--size:{size}pt\">")?;
    words.iter().try_for_each(|line| writeln!(out, "<p>{}</p>", lines(line)))?;
    writeln!(out, "</div>")
}

/// Figures as tiles: what it is, how much, what more there is to say.
fn tiles(table: &Table, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<dl class=\"tiles\">")?;
    for row in &table.rows {
        let mut cells = row.iter().map(|cell| lines(&words(cell, lang)));
        let mut next = || cells.next().unwrap_or_default();
        let (name, value, note) = (next(), next(), next());
        let note = if note.is_empty() { note } else { format!("<small>{note}</small>") };
        writeln!(out, "<div><dt>{name}</dt><dd>{value}{note}</dd></div>")?;
    }
    writeln!(out, "</dl>")
}

/// The drawing, and the table that says the same, folded away.
fn drawing(
    drawing: &Drawing,
    words: &Table,
    around: Around<'_>,
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
    if drawing.description != around.said {
        writeln!(out, "<figcaption>{description}</figcaption>")?;
    }
    let lang = around.lang;
    writeln!(out, "<details><summary>{}</summary>", say(lang, "export-html-as-table"))?;
    table(words, around.caption, lang, out)?;
    writeln!(out, "</details></figure>")
}

fn table(
    table: &Table,
    caption: &str,
    lang: Lang,
    out: &mut dyn Write,
) -> io::Result<()> {
    let label = escape(caption);
    let long = long(table.rows.len());
    writeln!(
        out,
        "<div class=\"scroll{long}\" tabindex=\"0\" role=\"group\" aria-label=\"{label}\">"
    )?;
    writeln!(
        out,
        "<table data-search=\"{}\" data-found=\"{}\"><caption class=\"heard\">{label}</caption><thead><tr>",
        escape(say(lang, "export-html-search")),
        escape(say(lang, "export-html-found")),
    )?;
    let rooms = rooms(table, lang);
    for (column, room) in table.columns.iter().zip(&rooms) {
        let number = if column.align == Align::Right { " num" } else { "" };
        let width = width_class(room.wish);
        let header = escape(&column.header);
        writeln!(out, "<th scope=\"col\" class=\"{width}{number}\">{header}</th>")?;
    }
    writeln!(out, "</tr></thead><tbody>")?;
    for row in &table.rows {
        write!(out, "<tr>")?;
        for ((cell, column), room) in row.iter().zip(&table.columns).zip(&rooms) {
            td(cell, (column.align, room.wish <= SHORT), lang, out)?;
        }
        writeln!(out, "</tr>")?;
    }
    writeln!(out, "</tbody></table></div>")
}

/// What tells a browser to lay a long table out only when it comes into view. The table
/// alone, without its search field: a field would have all of it laid out at once.
fn long(rows: usize) -> String {
    if rows <= LONG {
        return String::new();
    }
    format!(" long\" style=\"contain-intrinsic-size:auto {}px", rows * ROW)
}

/// The least width of a column whose longest line has so many half-width letters.
fn width_class(letters: usize) -> &'static str {
    match letters {
        0..=SHORT => "w0",
        9..=16 => "w1",
        17..=32 => "w2",
        _ => "w3",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_long_tables_wait_until_they_come_into_view() {
        assert_eq!(long(LONG), "");
        assert!(long(LONG + 1).starts_with(" long\""));
    }

    /// A name that goes on on the next sheet has no table.
    #[test]
    fn names_of_a_tent_are_as_large_as_one_sheet_holds() {
        let size = |names: usize, letters: usize| {
            let mut words = vec!["1".to_owned()];
            words.extend(std::iter::repeat_n("名".repeat(letters), names));
            let mut out = Vec::new();
            poster(&words, &mut out).unwrap();
            let page = String::from_utf8(out).unwrap();
            let (_, size) = page.split_once("--size:").unwrap();
            size.split("pt").next().unwrap().parse::<usize>().unwrap()
        };
        assert_eq!([size(2, 10), size(3, 40), size(6, 40)], [34, 33, 17]);
    }

    /// What browsers cannot repeat or would put on a sheet of its own.
    #[test]
    fn the_style_of_paper_says_what_a_browser_would_do_otherwise() {
        let (_, print) = STYLE.split_once("@media print").unwrap();
        for rule in [
            "th button { display: contents;",
            ".page:has(+ .poster) { display: none;",
            "body:has(main > section:first-child > .poster:first-child) > header { display: none;",
            ".wide figure svg { max-height:",
        ] {
            assert!(print.contains(rule), "{rule}");
        }
    }
}
