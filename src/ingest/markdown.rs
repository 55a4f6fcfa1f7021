use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::pen::Pen;
use super::{BlockKind, Document, Structure, front, loose};
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
    let mut writer = Writer { structure: document.meta.structure, ..Writer::default() };
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
    for event in Parser::new_ext(&loose::tight_bold(&loose::flush_left(body)), options) {
        writer.event(event);
    }
    writer.pen.into_document(document);
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
    structure: Structure,
    /// In a stated structure, what the words set apart at the start of a block may be.
    opening: Opening,
}

/// What stands in bold or italics at the start of a block.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Opening {
    #[default]
    Nothing,
    /// Bold words: a label when they end in a colon.
    Bold,
    /// Italic words: an aside when they are the whole block.
    Italic,
    /// Bold italics, a heading that runs in: `parse` reads the marks.
    Both,
    /// Italic words that end at this byte of the block.
    Aside(usize),
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
            Tag::Emphasis => self.open(Style::Italic, Opening::Italic),
            Tag::Strong => self.open(Style::Bold, Opening::Bold),
            Tag::Strikethrough => self.pen.open(Style::Struck),
            Tag::Link { dest_url, .. } => self.pen.open(Style::Link(dest_url.into_string())),
            Tag::FootnoteDefinition(_) => self.pen.begin(BlockKind::Text),
            _ => {}
        }
    }

    fn open(&mut self, style: Style, opening: Opening) {
        let first = self.structure == Structure::Stated && self.pen.written().is_empty();
        self.opening = match (first, self.opening) {
            (false, _) => Opening::Nothing,
            (true, Opening::Nothing) => opening,
            (true, _) => Opening::Both,
        };
        self.pen.open(style);
    }

    /// Ends words set apart: bold ones with a colon at a block's start are a label,
    /// which gets a block of its own.
    fn close(&mut self) {
        self.pen.close();
        let written = self.pen.written();
        self.opening = match self.opening {
            Opening::Bold if written.ends_with(':') => {
                self.pen.hold(BlockKind::Label { name: None });
                self.pen.begin(self.paragraph());
                Opening::Nothing
            }
            Opening::Italic => Opening::Aside(written.len()),
            Opening::Both => Opening::Both,
            _ => Opening::Nothing,
        };
    }

    fn end_paragraph(&mut self) {
        if std::mem::take(&mut self.opening) == Opening::Aside(self.pen.written().len()) {
            self.pen.hold(BlockKind::Aside);
        }
        self.pen.end();
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong => self.close(),
            TagEnd::Strikethrough | TagEnd::Link => self.pen.close(),
            TagEnd::BlockQuote(_) => {
                self.pen.end();
                self.n_quotes = self.n_quotes.saturating_sub(1);
            }
            TagEnd::Item => {
                self.end_paragraph();
                self.n_items = self.n_items.saturating_sub(1);
            }
            TagEnd::TableHead => self.pen.line(),
            TagEnd::CodeBlock => {
                self.code = false;
                self.pen.end();
            }
            TagEnd::Paragraph => self.end_paragraph(),
            TagEnd::Heading(_) | TagEnd::Table => self.pen.end(),
            _ => {}
        }
    }

    /// Raw HTML: marks where they mean something, breaks and blocks, else nothing.
    fn html(&mut self, html: &str) {
        if let Some(name) = comment(html).filter(|_| self.structure == Structure::Stated) {
            return self.pen.name_label(name);
        }
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

/// The words of `<!-- a comment -->`.
fn comment(html: &str) -> Option<&str> {
    let words = html.trim().strip_prefix("<!--")?.strip_suffix("-->")?.trim();
    (!words.is_empty()).then_some(words)
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
        for bold in ["**Ana Vell:&nbsp;**Yes.", "**Ana Vell:\u{a0}**Yes.", "**Ana Vell:**Yes."] {
            assert_eq!(marked(bold, &Style::Bold), ["Ana Vell:"], "{bold}");
        }
        assert_eq!(marked("so**(we)**said", &Style::Bold), ["(we)"]);
    }

    #[test]
    fn labels_and_asides_are_stated_in_the_programs_own_files() {
        let own = "---\nonrecord: 1\n---\n\n**MS. VELL:** <!-- Ana Vell --> Yes. **No:** so.\n\n\
                   *(Rain.)*\n\n*So* it is.\n\n**Q:**\n";
        let document = read(own);
        let blocks: Vec<_> =
            document.blocks.iter().map(|b| (b.span.of(&document.text), b.kind.clone())).collect();
        let label = |name: Option<&str>| BlockKind::Label { name: name.map(str::to_owned) };
        assert_eq!(
            blocks,
            [
                ("MS. VELL:", label(Some("Ana Vell"))),
                ("Yes. No: so.", BlockKind::Text),
                ("(Rain.)", BlockKind::Aside),
                ("So it is.", BlockKind::Text),
                ("Q:", label(None)),
            ]
        );
        check("**MS. VELL:** Yes.\n\n*(Rain.)*", &["p MS. VELL: Yes.", "p (Rain.)"]);
    }

    #[test]
    fn tables_rules_and_breaks_read_as_text() {
        check("| a | b |\n|---|---|\n| 1 | 2 |\n", &["t a | b\n1 | 2"]);
        check("One.  \nTwo.\n\n* * *\n", &["p One.", "p Two.", "hr ---"]);
    }
}
