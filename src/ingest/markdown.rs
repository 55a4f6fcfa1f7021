use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::pen::Pen;
use super::{BlockKind, Document, front};
use crate::model::Style;

/// Lays out Markdown `text` in `document`: front matter as metadata, the rest as
/// blocks and marks.
pub(super) fn lay_out(text: &str, document: &mut Document) {
    let body = match front::split(text) {
        Some((front, body)) => {
            front::fill(front, document);
            body
        }
        None => text,
    };
    let mut writer = Writer::default();
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
    for event in Parser::new_ext(&tight_bold(&flush_left(body)), options) {
        writer.event(event);
    }
    writer.pen.into_document(document);
}

/// `text` with the indents that are not Markdown's taken away.
///
/// Transcripts indent a turn's first line by no-break spaces or by five blanks, which
/// Markdown would show as code, and fill empty lines with no-break spaces, which it
/// would take for text. Inside lists indents count and stay.
fn flush_left(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut list = List::Outside;
    let mut fenced = false;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_start();
        let indent = line.get(..line.len() - bare.len()).unwrap_or_default();
        fenced ^= bare.starts_with("```") && !indent.starts_with("    ");
        if fenced {
            out.push_str(line);
            continue;
        }
        list = list.after(indent, bare);
        let foreign = !indent.is_ascii();
        if bare.is_empty() {
            out.push('\n');
        } else if foreign || list == List::Outside {
            out.push_str(bare);
        } else {
            out.push_str(line);
        }
    }
    out
}

/// `text` with the blanks inside `** bold: **` moved outside, where Markdown wants
/// them; without this the stars would show. Paragraphs whose stars do not pair stay.
fn tight_bold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for paragraph in text.split_inclusive("\n\n") {
        let pieces: Vec<&str> = paragraph.split("**").collect();
        if pieces.len() < 3 || pieces.len().is_multiple_of(2) || paragraph.contains('`') {
            out.push_str(paragraph);
            continue;
        }
        for (i, piece) in pieces.iter().enumerate() {
            let bare = piece.trim();
            match i % 2 {
                1 if !bare.is_empty() => {
                    let (before, after) = piece.split_once(bare).unwrap_or_default();
                    out.extend([before, "**", bare, "**", after]);
                }
                1 => out.extend(["**", piece, "**"]),
                _ => out.push_str(piece),
            }
        }
    }
    out
}

/// Whether the line stands in a list, where indents have a meaning.
#[derive(Clone, Copy, PartialEq, Eq)]
enum List {
    Outside,
    Inside,
    /// A blank line in a list: the next line decides.
    Doubtful,
}

impl List {
    fn after(self, indent: &str, bare: &str) -> List {
        if bare.is_empty() {
            return if self == List::Outside { self } else { List::Doubtful };
        }
        if is_item(bare) && (indent.len() < 4 || self != List::Outside) {
            return List::Inside;
        }
        match self {
            List::Doubtful if indent.is_empty() || !indent.is_ascii() => List::Outside,
            List::Doubtful => List::Inside,
            list => list,
        }
    }
}

/// `- `, `* `, `+ `, `1. `, `2) ` at the start of a line.
fn is_item(bare: &str) -> bool {
    let rest = match bare.trim_start_matches(|c: char| c.is_ascii_digit()) {
        rest if rest.len() == bare.len() => rest.strip_prefix(['-', '*', '+']),
        rest if bare.len() - rest.len() <= 9 => rest.strip_prefix(['.', ')']),
        _ => None,
    };
    rest.is_some_and(|rest| rest.starts_with([' ', '\t', '\n']))
}

/// Turns Markdown events into blocks.
#[derive(Default)]
struct Writer {
    pen: Pen,
    n_quotes: usize,
    n_items: usize,
    /// Inside an HTML block whose words do not show: a script, a style.
    hidden: bool,
    /// Inside a code block, whose breaks count.
    code: bool,
}

impl Writer {
    /// The kind a paragraph has where the writer stands.
    fn paragraph(&self) -> BlockKind {
        match (self.n_quotes, self.n_items) {
            (0, 0) => BlockKind::Text,
            (0, _) => BlockKind::Item,
            _ => BlockKind::Quote,
        }
    }

    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(lines) if self.code => self.pen.lines(&lines),
            Event::Text(words) | Event::Code(words) if !self.hidden => self.pen.spaced(&words),
            Event::SoftBreak => self.pen.words(" "),
            Event::HardBreak => self.pen.line(),
            Event::Html(html) | Event::InlineHtml(html) => self.html(&html),
            Event::Rule => {
                self.pen.begin(BlockKind::Rule);
                self.pen.words("---");
                self.pen.end();
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph => {
                let kind = self.paragraph();
                self.pen.begin(kind);
            }
            Tag::Heading { level, .. } => self.pen.begin(BlockKind::Heading(level as u8)),
            Tag::BlockQuote(_) => {
                self.pen.end();
                self.n_quotes += 1;
            }
            Tag::Item => {
                self.n_items += 1;
                self.pen.begin(self.paragraph());
            }
            Tag::CodeBlock(_) => {
                self.code = true;
                self.pen.begin(BlockKind::Table);
            }
            Tag::Table(_) => self.pen.begin(BlockKind::Table),
            Tag::TableRow => self.pen.line(),
            Tag::TableCell => self.pen.cell(),
            Tag::Emphasis => self.pen.open(Style::Italic),
            Tag::Strong => self.pen.open(Style::Bold),
            Tag::Strikethrough => self.pen.open(Style::Struck),
            Tag::Link { dest_url, .. } => self.pen.open(Style::Link(dest_url.into_string())),
            Tag::FootnoteDefinition(_) => self.pen.begin(BlockKind::Text),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link => {
                self.pen.close();
            }
            TagEnd::BlockQuote(_) => {
                self.pen.end();
                self.n_quotes = self.n_quotes.saturating_sub(1);
            }
            TagEnd::Item => {
                self.pen.end();
                self.n_items = self.n_items.saturating_sub(1);
            }
            TagEnd::TableHead => self.pen.line(),
            TagEnd::CodeBlock => {
                self.code = false;
                self.pen.end();
            }
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Table => self.pen.end(),
            _ => {}
        }
    }

    /// Raw HTML: marks where they mean something, breaks and blocks, else nothing.
    fn html(&mut self, html: &str) {
        for piece in html.split_inclusive('>') {
            let (words, tag) = piece.split_once('<').unwrap_or((piece, ""));
            if !self.hidden && !words.trim().is_empty() {
                self.pen.words(words);
            }
            let tag = tag.trim_end_matches('>').to_ascii_lowercase();
            let name = tag.split([' ', '\n', '\t']).next().unwrap_or_default();
            match name.trim_end_matches('/') {
                "s" | "strike" | "del" => self.pen.open(Style::Struck),
                "b" | "strong" => self.pen.open(Style::Bold),
                "i" | "em" => self.pen.open(Style::Italic),
                "/s" | "/strike" | "/del" | "/b" | "/strong" | "/i" | "/em" => self.pen.close(),
                "br" => self.pen.line(),
                "p" | "/p" | "div" | "/div" | "center" | "/center" => {
                    let kind = self.paragraph();
                    self.pen.begin(kind);
                }
                "script" | "style" => self.hidden = true,
                "/script" | "/style" => self.hidden = false,
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::Media;

    fn read(text: &str) -> Document {
        let mut document = Document::new("t.md", b"", Media::Markdown);
        lay_out(text, &mut document);
        document
    }

    /// `text` laid out is `expected`: one line a block, its kind before it.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let document = read(text);
        let blocks: Vec<String> = document
            .blocks
            .iter()
            .map(|block| {
                let kind = match block.kind {
                    BlockKind::Text => "p",
                    BlockKind::Heading(1) => "h1",
                    BlockKind::Heading(_) => "h",
                    BlockKind::Item => "li",
                    BlockKind::Quote => "q",
                    BlockKind::Table => "t",
                    BlockKind::Rule => "hr",
                    _ => "?",
                };
                format!("{kind} {}", block.span.of(&document.text))
            })
            .collect();
        assert_eq!(blocks, expected);
    }

    /// The words marked with `style` in `text`.
    fn marked(text: &str, style: &Style) -> Vec<String> {
        let document = read(text);
        let of = |mark: &crate::model::Mark| mark.span.of(&document.text).to_owned();
        document.marks.iter().filter(|m| m.style == *style).map(of).collect()
    }

    #[test]
    fn hard_wraps_join_and_blocks_part() {
        check("# One\n\nTwo\nthree  \n  \nFour.\n", &["h1 One", "p Two three", "p Four."]);
        check(
            "- [On fish\n  stocks](http://a.example): “They\n  grow.”\n- Two",
            &["li On fish stocks: “They grow.”", "li Two"],
        );
        check("> “Yes.”\n>\n> “No.”", &["q “Yes.”", "q “No.”"]);
    }

    #[test]
    fn indents_of_transcripts_are_no_code_and_lose_nothing() {
        check(
            "1:05 P.M.  \n\u{a0}  \n\u{a0} \u{a0} \u{a0} MS. VELL:\u{a0} Hello.\n",
            &["p 1:05 P.M.", "p MS. VELL:\u{a0} Hello."],
        );
        check("One.\n\n     THE ENVOY:  Two.\nThree.", &["p One.", "p THE ENVOY:  Two. Three."]);
        check("- a\n\n    more\n\n    - b\n\n     Out?", &["li a", "li more", "li b", "li Out?"]);
        check("Q\u{a0} \u{a0} Thank you.", &["p Q\u{a0} \u{a0} Thank you."]);
    }

    #[test]
    fn corrections_and_end_marks_stay_as_words() {
        check("to <s>say</s> \\[stay\\] here\n\n\\###", &["p to say [stay] here", "p ###"]);
        assert_eq!(marked("to <s>say</s> \\[stay\\]", &Style::Struck), ["say"]);
        assert_eq!(marked("to ~~say~~ it", &Style::Struck), ["say"]);
        check("the 10<sup>th</sup> day", &["p the 10th day"]);
    }

    #[test]
    fn bold_run_ins_are_marked() {
        assert_eq!(
            marked("**Fish and [chips](http://a.example):** We eat.", &Style::Bold),
            ["Fish and chips:"]
        );
        assert_eq!(marked("**<u>Envoys</u>**  \n", &Style::Bold), ["Envoys"]);
        assert_eq!(marked("**Ana Vell: **“Yes.” ** No:**", &Style::Bold), ["Ana Vell:", "No:"]);
        check("2 ** 3", &["p 2 ** 3"]);
    }

    #[test]
    fn tables_rules_and_breaks_read_as_text() {
        check("| a | b |\n|---|---|\n| 1 | 2 |\n", &["t a | b\n1 | 2"]);
        check("One.  \nTwo.\n\n* * *\n", &["p One.", "p Two.", "hr ---"]);
    }
}
