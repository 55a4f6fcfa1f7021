use dom_query::{Element, NodeData, NodeRef};

use super::called::{CALLED, CAPTION};
use crate::ingest::BlockKind;
use crate::ingest::pen::Pen;
use crate::model::Style;

/// Writes the words below `root` as blocks and marks.
pub(super) fn write(root: &NodeRef<'_>, pen: &mut Pen) {
    let mut walker = Walker {
        pen,
        n_quotes: 0,
        n_items: 0,
        lines: false,
        cells: false,
        caption: false,
        furniture: None,
    };
    walker.children(root);
    pen.end();
}

/// Characters of a footnote's number, brackets included.
const NOTE_MARK: usize = 6;

struct Walker<'p> {
    pen: &'p mut Pen,
    n_quotes: usize,
    n_items: usize,
    /// Inside `pre`, where breaks count.
    lines: bool,
    /// Inside a table of data, which is one block.
    cells: bool,
    /// Inside the words under a picture.
    caption: bool,
    /// Inside an element that is the page's, and what it is.
    furniture: Option<String>,
}

/// What an element does to the words in it.
enum Role {
    Hidden,
    Block,
    Heading(u8),
    Quote,
    Item,
    Caption,
    Lines,
    Table,
    Row,
    Cell,
    Break,
    Marked(Style),
    Quoted,
    Inline,
}

impl Walker<'_> {
    fn children(&mut self, node: &NodeRef<'_>) {
        for child in node.children_it(false) {
            self.node(&child);
        }
    }

    fn node(&mut self, node: &NodeRef<'_>) {
        let Some((role, called)) = read(node) else {
            return self.text(node);
        };
        if let (Some(why), None) = (called, &self.furniture) {
            self.furniture = Some(why);
            self.pen.end();
            self.block(&Role::Block, node);
            self.furniture = None;
            self.pen.begin(self.paragraph());
            return;
        }
        match role {
            Role::Hidden => {}
            Role::Inline => self.children(node),
            Role::Break => self.pen.line(),
            Role::Marked(style) => {
                self.pen.open(style);
                self.children(node);
                self.pen.close();
            }
            Role::Quoted => {
                self.pen.words("“");
                self.children(node);
                self.pen.words("”");
            }
            _ if self.cells => self.inside_table(&role, node),
            Role::Table if is_data(node) => self.table(node),
            role => self.block(&role, node),
        }
    }

    fn text(&mut self, node: &NodeRef<'_>) {
        node.query(|n| {
            if let NodeData::Text { contents } = &n.data {
                match self.lines {
                    true => self.pen.lines(contents),
                    false => self.pen.words(contents),
                }
            }
        });
    }

    fn block(&mut self, role: &Role, node: &NodeRef<'_>) {
        let (n_quotes, n_items, lines) = (self.n_quotes, self.n_items, self.lines);
        let caption = self.caption;
        match role {
            Role::Quote => self.n_quotes += 1,
            Role::Item => self.n_items += 1,
            Role::Lines => self.lines = true,
            Role::Caption => self.caption = true,
            _ => {}
        }
        let kind = match role {
            _ if self.furniture.is_some() || self.caption => self.paragraph(),
            Role::Heading(level) => BlockKind::Heading(*level),
            Role::Lines => BlockKind::Table,
            _ => self.paragraph(),
        };
        self.pen.begin(kind);
        self.children(node);
        (self.n_quotes, self.n_items, self.lines) = (n_quotes, n_items, lines);
        self.caption = caption;
        // What follows an inner block belongs to the outer one.
        self.pen.begin(self.paragraph());
    }

    /// The kind words have here when nothing else is said.
    fn paragraph(&self) -> BlockKind {
        match (&self.furniture, self.n_quotes, self.n_items) {
            (Some(why), ..) => BlockKind::Furniture(why.clone()),
            _ if self.caption => BlockKind::Caption,
            (_, 0, 0) => BlockKind::Text,
            (_, 0, _) => BlockKind::Item,
            _ => BlockKind::Quote,
        }
    }

    fn table(&mut self, node: &NodeRef<'_>) {
        self.pen.begin(match self.furniture {
            Some(_) => self.paragraph(),
            None => BlockKind::Table,
        });
        self.cells = true;
        self.children(node);
        self.cells = false;
        self.pen.begin(self.paragraph());
    }

    fn inside_table(&mut self, role: &Role, node: &NodeRef<'_>) {
        match role {
            Role::Row => self.pen.line(),
            Role::Cell => self.pen.cell(),
            _ => self.pen.words(" "),
        }
        self.children(node);
        self.pen.words(" ");
    }
}

/// Whether a table shows figures or names in rows and columns, not the page's layout.
fn is_data(table: &NodeRef<'_>) -> bool {
    let (mut n_rows, mut n_cells) = (0usize, 0usize);
    for node in table.descendants_it() {
        let Some(element) = node.element_ref() else { continue };
        match &*element.name.local {
            "table" | "p" | "h1" | "h2" | "h3" | "blockquote" | "article" => return false,
            "tr" => n_rows += 1,
            "td" | "th" => n_cells += 1,
            _ => {}
        }
    }
    n_rows >= 2 && n_cells >= 2 * n_rows && n_cells > 3
}

/// What an element does to its words and what box of the page it is, if it is one.
fn read(node: &NodeRef<'_>) -> Option<(Role, Option<String>)> {
    let element = node.element_ref()?;
    let role = match role(&element) {
        Role::Marked(Style::Link(_)) | Role::Inline if is_note_mark(&element, node) => Role::Hidden,
        role => role,
    };
    match element.attr(CALLED) {
        Some(called) if &*called == CAPTION && !matches!(role, Role::Hidden) => {
            Some((Role::Caption, None))
        }
        called => Some((role, called.map(|called| called.to_string()))),
    }
}

fn role(element: &Element) -> Role {
    if is_hidden(element) {
        return Role::Hidden;
    }
    match &*element.name.local {
        "script" | "style" | "noscript" | "template" | "svg" | "math" | "iframe" | "object"
        | "head" | "title" | "button" | "select" | "option" | "input" | "textarea" | "audio"
        | "video" | "canvas" | "map" | "nav" | "dialog" | "progress" | "meter" => Role::Hidden,
        "h1" => Role::Heading(1),
        "h2" => Role::Heading(2),
        "h3" => Role::Heading(3),
        "h4" => Role::Heading(4),
        "h5" => Role::Heading(5),
        "h6" => Role::Heading(6),
        "blockquote" => Role::Quote,
        "li" => Role::Item,
        "figcaption" | "caption" => Role::Caption,
        "pre" | "xmp" | "listing" => Role::Lines,
        "table" => Role::Table,
        "tr" => Role::Row,
        "td" | "th" => Role::Cell,
        "br" => Role::Break,
        "b" | "strong" => Role::Marked(Style::Bold),
        "i" | "em" | "cite" | "dfn" => Role::Marked(Style::Italic),
        "s" | "strike" | "del" => Role::Marked(Style::Struck),
        "a" => link(element),
        "q" => Role::Quoted,
        "p" | "div" | "section" | "article" | "main" | "header" | "footer" | "aside"
        | "address" | "ul" | "ol" | "dl" | "dt" | "dd" | "figure" | "form" | "fieldset"
        | "legend" | "hr" | "details" | "summary" | "center" | "body" | "html" | "hgroup"
        | "tbody" | "thead" | "tfoot" | "menu" | "search" => Role::Block,
        "span" | "font" if is_bold(element) => Role::Marked(Style::Bold),
        _ => Role::Inline,
    }
}

fn link(element: &Element) -> Role {
    match element.attr("href") {
        Some(href) if !href.is_empty() && !href.starts_with("javascript:") => {
            Role::Marked(Style::Link(href.to_string()))
        }
        _ => Role::Inline,
    }
}

/// Whether a link is the number of a footnote or leads back from it: in the words beside
/// it, `Type 2` with note 4 would read `Type 24`.
fn is_note_mark(element: &Element, node: &NodeRef<'_>) -> bool {
    const TARGETS: [&str; 8] =
        ["#fn", "#_ftn", "#_edn", "#cite_note", "#cite_ref", "#footnote", "#endnote", "#note-"];
    let says = |name: &str| {
        let value = element.attrs.iter().find(|attr| &*attr.name.local == name);
        value.is_some_and(|attr| attr.value.contains("noteref") || attr.value.contains("backlink"))
    };
    let leads = element
        .attr("href")
        .is_some_and(|href| TARGETS.iter().any(|target| href.starts_with(target)));
    &*element.name.local == "a"
        && (leads || says("role") || says("epub:type") || says("type"))
        && node.normalized_char_count() <= NOTE_MARK
}

fn is_bold(element: &Element) -> bool {
    element.attr("style").is_some_and(|style| {
        let style = style.to_ascii_lowercase().replace(' ', "");
        ["font-weight:bold", "font-weight:700", "font-weight:600"].iter().any(|w| style.contains(w))
    })
}

/// Whether a browser would not show it.
pub(super) fn is_hidden(element: &Element) -> bool {
    let named = |class: &str| class.split_ascii_whitespace().any(|word| HIDING.contains(&word));
    is_unseen(element) || element.attr("class").is_some_and(|class| named(&class))
}

/// Whether no browser shows it; of a class it can only be guessed.
pub(super) fn is_unseen(element: &Element) -> bool {
    element.attrs.iter().any(|attr| match &*attr.name.local {
        "hidden" => true,
        "style" => {
            let style = attr.value.to_ascii_lowercase().replace(' ', "");
            style.contains("display:none") || style.contains("visibility:hidden")
        }
        _ => false,
    })
}

/// Classes of what is for paper or for readers aloud.
const HIDING: [&str; 11] = [
    "d-print-block",
    "print-only",
    "visible-print-block",
    "hidden-screen",
    "sr-only",
    "screen-reader-text",
    "visually-hidden",
    "visuallyhidden",
    "govuk-visually-hidden",
    "element-invisible",
    "a11y-hidden",
];
