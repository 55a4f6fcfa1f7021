//! What word processors write: DOCX and ODT, read into paragraphs of styled runs.

mod docx;
mod odt;

pub(super) use docx::document as docx;
pub(super) use odt::document as odt;

use super::pen::Pen;
use super::{BlockKind, Document};
use crate::model::Style;

/// Letters a cell may hold for its table to be set as one; a table with longer cells
/// lays out a page, and its cells are read as paragraphs.
const CELL: usize = 200;
/// Tables within tables that are told apart.
const TABLES: usize = 8;

/// A document's text before it is written: paragraphs and tables in order.
#[derive(Default)]
struct Body {
    items: Vec<Item>,
    /// Footnotes and endnotes, in the order of their marks.
    notes: Vec<Paragraph>,
    title: Option<String>,
    /// The tables that have not ended yet, outermost first.
    open: Vec<Rows>,
    /// Tables begun inside those that are not told apart.
    n_deeper: usize,
}

/// Rows of cells of paragraphs.
type Rows = Vec<Vec<Vec<Paragraph>>>;

enum Item {
    Paragraph(Paragraph),
    Table(Rows),
}

#[derive(Clone, Default)]
struct Paragraph {
    kind: Option<BlockKind>,
    runs: Vec<Run>,
}

/// Words set alike; `\n` breaks the line.
#[derive(Clone)]
struct Run {
    words: String,
    look: Look,
}

/// How words are set.
#[derive(Clone, Debug, Default, PartialEq)]
struct Look {
    bold: bool,
    italic: bool,
    struck: bool,
    /// Set so that no reader sees it.
    hidden: bool,
    link: Option<String>,
}

impl Paragraph {
    fn push(&mut self, words: &str, look: &Look) {
        if look.hidden || words.is_empty() {
            return;
        }
        match self.runs.last_mut() {
            Some(last) if last.look == *look => last.words.push_str(words),
            _ => self.runs.push(Run { words: words.to_owned(), look: look.clone() }),
        }
    }

    fn text(&self) -> String {
        self.runs.iter().map(|run| run.words.as_str()).collect()
    }

    fn is_blank(&self) -> bool {
        self.runs.iter().all(|run| run.words.trim().is_empty())
    }

    fn write(&self, pen: &mut Pen) {
        pen.begin(self.kind.clone().unwrap_or(BlockKind::Text));
        self.write_runs(pen);
        pen.end();
    }

    fn write_runs(&self, pen: &mut Pen) {
        for Run { words, look } in &self.runs {
            let styles = [
                look.link.clone().map(Style::Link),
                look.bold.then_some(Style::Bold),
                look.italic.then_some(Style::Italic),
                look.struck.then_some(Style::Struck),
            ];
            let n_styles = styles.iter().flatten().count();
            styles.into_iter().flatten().for_each(|style| pen.open(style));
            for (at, line) in words.split('\n').enumerate() {
                if at > 0 {
                    pen.line();
                }
                pen.words(line);
            }
            (0..n_styles).for_each(|_| pen.close());
        }
    }
}

impl Body {
    /// Adds a paragraph where reading stands: to the cell at hand, else to the text.
    fn push(&mut self, paragraph: Paragraph) {
        match self.cell() {
            Some(cell) => cell.push(paragraph),
            None => self.items.push(Item::Paragraph(paragraph)),
        }
    }

    fn cell(&mut self) -> Option<&mut Vec<Paragraph>> {
        self.open.last_mut()?.last_mut()?.last_mut()
    }

    fn begin_table(&mut self) {
        match self.open.len() < TABLES {
            true => self.open.push(Vec::new()),
            false => self.n_deeper += 1,
        }
    }

    fn begin_row(&mut self) {
        self.open.last_mut().into_iter().for_each(|rows| rows.push(Vec::new()));
    }

    fn begin_cell(&mut self) {
        let row = self.open.last_mut().and_then(|rows| rows.last_mut());
        row.into_iter().for_each(|row| row.push(Vec::new()));
    }

    /// Ends the innermost table; one inside another becomes part of its cell.
    fn end_table(&mut self) {
        if self.n_deeper > 0 {
            self.n_deeper -= 1;
            return;
        }
        let Some(rows) = self.open.pop() else { return };
        match self.cell() {
            Some(cell) => cell.extend(rows.into_iter().flatten().flatten()),
            None => self.items.push(Item::Table(rows)),
        }
    }

    /// Ends the tables a cut file leaves open.
    fn end_tables(&mut self) {
        self.n_deeper = 0;
        while !self.open.is_empty() {
            self.end_table();
        }
    }

    fn write(&self, document: &mut Document) {
        let mut pen = Pen::default();
        for item in &self.items {
            match item {
                Item::Paragraph(paragraph) => paragraph.write(&mut pen),
                Item::Table(rows) if is_grid(rows) => table(rows, &mut pen),
                Item::Table(rows) => {
                    rows.iter().flatten().flatten().for_each(|paragraph| paragraph.write(&mut pen));
                }
            }
        }
        self.notes.iter().for_each(|note| note.write(&mut pen));
        pen.into_document(document);
    }
}

/// Whether a table's cells are figures and short words, two or more to a row.
fn is_grid(rows: &[Vec<Vec<Paragraph>>]) -> bool {
    let short = |cell: &Vec<Paragraph>| {
        cell.iter().map(|paragraph| paragraph.text().len()).sum::<usize>() <= CELL
    };
    rows.iter().any(|row| row.len() > 1) && rows.iter().flatten().all(short)
}

fn table(rows: &[Vec<Vec<Paragraph>>], pen: &mut Pen) {
    pen.begin(BlockKind::Table);
    for row in rows.iter().filter(|row| row.iter().flatten().any(|p| !p.is_blank())) {
        pen.line();
        for (at, cell) in row.iter().enumerate() {
            if at > 0 {
                pen.cell();
            }
            for paragraph in cell {
                paragraph.write_runs(pen);
                pen.words(" ");
            }
        }
    }
    pen.end();
}

/// The level of the heading that a style called `name` sets, in the languages word
/// processors are sold in: `heading 2`, `Überschrift 1`, `Título 3`, `Title`.
fn heading_level(name: &str) -> Option<u8> {
    const HEADINGS: [&str; 17] = [
        "heading",
        "überschrift",
        "berschrift",
        "título",
        "titulo",
        "ttulo",
        "titre",
        "titolo",
        "kop",
        "rubrik",
        "overskrift",
        "otsikko",
        "nagłówek",
        "nadpis",
        "заголовок",
        "标题",
        "見出し",
    ];
    let name = name.replace("_20_", " ").to_lowercase();
    if matches!(name.as_str(), "title" | "titel" | "título" | "titre" | "titolo" | "titulo") {
        return Some(1);
    }
    let rest = HEADINGS.iter().find_map(|heading| name.strip_prefix(heading))?.trim();
    rest.parse::<u8>().ok().filter(|level| (1..=9).contains(level))
}

/// Whether a style sets the lines of a table of contents.
fn is_contents(name: &str) -> bool {
    let name = name.replace("_20_", " ").to_lowercase();
    let rest = name.strip_prefix("toc ").or_else(|| name.strip_prefix("contents "));
    rest.is_some_and(|rest| rest == "heading" || rest.parse::<u8>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::{BlockKind, Document};

    /// Blocks parted by ` | `, with `# ` before headings, `- ` before items.
    pub(super) fn shown(document: &Document) -> String {
        let blocks = document.blocks.iter().map(|block| {
            let sign = match block.kind {
                BlockKind::Heading(_) => "# ",
                BlockKind::Item => "- ",
                BlockKind::Table => "= ",
                _ => "",
            };
            format!("{sign}{}", block.span.of(&document.text))
        });
        blocks.collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn styles_tell_headings_in_several_languages() {
        let level = super::heading_level;
        assert_eq!(level("heading 2"), Some(2));
        assert_eq!(level("Heading_20_1"), Some(1));
        assert_eq!(level("berschrift3"), Some(3));
        assert_eq!(level("Título 1"), Some(1));
        assert_eq!(level("Title"), Some(1));
        assert_eq!(level("Heading Sheet"), None);
        assert_eq!(level("Body Text 2"), None);
        assert!(super::is_contents("toc 1") && !super::is_contents("tocsin 1"));
    }
}
