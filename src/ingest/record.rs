use jiff::civil::Date;

use super::html::plain_words;
use super::pen::Pen;
use super::{BlockKind, Document};
use crate::model::{Kind, Language};

/// Whether `html` is a page of the Congressional Record: one `<pre>` with its header.
pub(super) fn is_record(html: &str) -> bool {
    let head = html.get(..html.floor_char_boundary(4096)).unwrap_or(html);
    head.contains("<pre>") && head.contains("[Congressional Record Volume")
}

/// Lays out a page of the Congressional Record.
///
/// Centred lines are headings, lines indented by two begin paragraphs, those indented
/// by seven begin paragraphs of matter read into the record. A page mark inside a
/// sentence is left out, so that the sentence is whole.
pub(super) fn lay_out(html: &str, document: &mut Document) {
    let text = plain_words(html.split_once("<pre>").map_or(html, |(_, rest)| rest));
    let mut writer = Writer::default();
    for line in text.lines() {
        writer.line(line, document);
    }
    writer.pen.into_document(document);
    let meta = &mut document.meta;
    meta.issuer = Some("Congressional Record".to_owned());
    meta.kind = Some(Kind::Proceedings);
    meta.language = Some(Language::ENGLISH);
    meta.title = document
        .blocks
        .iter()
        .find(|block| block.kind == BlockKind::Heading(1))
        .map(|block| block.span.of(&document.text).to_owned());
}

/// What the lines so far make of the next one.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum State {
    /// Before the first centred line.
    #[default]
    Header,
    /// After a blank line or a heading.
    Between,
    /// In centred lines.
    Centred,
    Paragraph,
    /// A page mark stood after an unfinished sentence.
    Interrupted,
}

#[derive(Default)]
struct Writer {
    pen: Pen,
    state: State,
    /// Whether the paragraph being written ends a sentence so far.
    finished: bool,
    /// Whether the matter being written is indented as a whole.
    inset: bool,
    /// Whether the section's title stands already.
    titled: bool,
}

impl Writer {
    fn line(&mut self, line: &str, document: &mut Document) {
        let bare = line.trim();
        let indent = line.len() - line.trim_start().len();
        if bare.is_empty() {
            return self.blank();
        }
        if is_mark(bare) {
            return self.mark(bare);
        }
        if bare.len() >= 4 && bare.bytes().all(|b| b == b'_') {
            return self.rule(bare);
        }
        if self.state == State::Header && indent < 8 {
            return self.header(bare, document);
        }
        if indent >= 10 && is_centred(indent, bare) {
            return self.centred(bare);
        }
        let starts = matches!(indent, 1..=4 | 6..);
        let goes_on = match self.state {
            State::Paragraph => !starts,
            State::Interrupted => !starts && indent == if self.inset { 5 } else { 0 },
            _ => false,
        };
        self.prose(bare, indent, goes_on);
    }

    fn blank(&mut self) {
        match self.state {
            State::Header | State::Interrupted => {}
            State::Paragraph if !self.finished => self.state = State::Interrupted,
            _ => self.state = State::Between,
        }
    }

    /// `[[Page E1552]]`, `{time} 1415`: furniture between paragraphs, nothing within.
    fn mark(&mut self, bare: &str) {
        if self.state == State::Interrupted || (self.state == State::Paragraph && !self.finished) {
            self.state = State::Interrupted;
            return;
        }
        self.pen.begin(BlockKind::Furniture("page mark".to_owned()));
        self.pen.words(bare);
        self.pen.end();
        self.state = State::Between;
    }

    /// A line between two speeches; the next centred line is a title.
    fn rule(&mut self, bare: &str) {
        self.pen.begin(BlockKind::Rule);
        self.pen.words(bare);
        self.pen.end();
        // A short rule stands below a title, a long one after a speech.
        self.titled &= bare.len() < 12;
        self.state = State::Between;
    }

    fn header(&mut self, bare: &str, document: &mut Document) {
        let meta = &mut document.meta;
        if let Some(inside) = bare.strip_prefix('[').and_then(|b| b.strip_suffix(']')) {
            match inside.split_once(" (").map(|(volume, day)| (volume, day.trim_end_matches(')'))) {
                Some((volume, day)) if inside.starts_with("Congressional Record") => {
                    meta.kicker.push(volume.to_owned());
                    meta.published_surface = Some(day.to_owned());
                    let date = Date::strptime("%A, %B %d, %Y", day).ok();
                    meta.published = date.map(|date| date.to_string());
                }
                _ => meta.kicker.push(inside.to_owned()),
            }
        }
        self.pen.begin(BlockKind::Furniture("record header".to_owned()));
        self.pen.words(bare);
        self.pen.end();
    }

    fn centred(&mut self, bare: &str) {
        let capitals = !bare.chars().any(char::is_lowercase);
        let kind = match (capitals, self.titled) {
            (true, false) => BlockKind::Heading(1),
            (true, true)
                if self.state == State::Centred
                    && self.pen.kind() == Some(&BlockKind::Heading(1)) =>
            {
                BlockKind::Heading(1)
            }
            (_, true) if is_head(bare) => BlockKind::Furniture("speech head".to_owned()),
            (true, true) => BlockKind::Heading(2),
            (false, _) if self.state == State::Centred && !self.titled => BlockKind::Aside,
            (false, _) if is_title(bare) => BlockKind::Heading(2),
            _ => BlockKind::Aside,
        };
        // A long title runs over several lines.
        let same = self.state == State::Centred && self.pen.kind() == Some(&kind);
        if same && matches!(kind, BlockKind::Heading(_)) {
            self.pen.words(" ");
        } else {
            self.pen.begin(kind.clone());
        }
        self.pen.words(bare);
        self.titled |= kind == BlockKind::Heading(1);
        self.state = State::Centred;
    }

    fn prose(&mut self, bare: &str, indent: usize, goes_on: bool) {
        if !goes_on {
            self.inset = indent >= 5;
            self.pen.begin(if self.inset { BlockKind::Quote } else { BlockKind::Text });
        } else if !self.pen.ends_with('-') {
            self.pen.words(" ");
        }
        self.pen.words(bare);
        self.finished =
            bare.trim_end_matches(['\'', '"', ')', ']', '”']).ends_with(['.', '?', '!', ':']);
        self.state = State::Paragraph;
    }
}

fn is_mark(bare: &str) -> bool {
    (bare.starts_with("[[Page") && bare.ends_with("]]")) || bare.starts_with("{time}")
}

/// Whether a centred line below the title tells who spoke where and when: `speech of`,
/// `HON. ANA VELL`, `of tessara`, `in the senate`, `Tuesday, March 4, 2031`.
fn is_head(bare: &str) -> bool {
    bare.starts_with("HON. ")
        || ["speech of", "of ", "in the "].iter().any(|start| bare.starts_with(start))
        || Date::strptime("%A, %B %d, %Y", bare).is_ok()
}

/// Whether a line stands in the middle of the record's 72 columns.
fn is_centred(indent: usize, bare: &str) -> bool {
    let right = 72usize.saturating_sub(indent + bare.chars().count());
    indent.abs_diff(right) <= 4
}

/// `Eulogy for Ana Vell`: more words with a capital than without, no parenthesis.
fn is_title(bare: &str) -> bool {
    let (mut upper, mut lower) = (0, 0);
    for word in bare.split_whitespace() {
        match word.chars().next() {
            Some(c) if c.is_uppercase() => upper += 1,
            Some(c) if c.is_lowercase() => lower += 1,
            _ => {}
        }
    }
    upper > lower && !bare.starts_with('(') && !bare.ends_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::Media;

    const PAGE: &str = "<html><body><pre>
[Congressional Record Volume 12, Number 3 (Tuesday, March 4, 2031)]
[Senate]
[Page S100]
From the Record Online [<a href=\"http://a.example\">a.example</a>]

                          FISH AND THE COMMON
                                GOOD

                                 ______

                               speech of

                             HON. ANA VELL

                               of tessara

                             in the senate

                         Monday, March 3, 2031

  Ms. VELL. Mr. President, fish are a com-
mon good. They say ``no net &amp; no
catch,'' and

[[Page S101]]

they are right.
  I read from the letter:
       Dear friend, the sea is
     full.

                          ____________________

</pre></body></html>";

    #[test]
    fn a_page_of_the_record_reads_whole() {
        assert!(is_record(PAGE));
        let mut document = Document::new("t", b"", Media::Html);
        lay_out(PAGE, &mut document);
        let of = |kind: &BlockKind| {
            let found = document.blocks.iter().filter(|b| b.kind == *kind);
            found.map(|b| b.span.of(&document.text)).collect::<Vec<_>>()
        };
        assert_eq!(of(&BlockKind::Heading(1)), ["FISH AND THE COMMON GOOD"]);
        assert_eq!(
            of(&BlockKind::Text),
            [
                "Ms. VELL. Mr. President, fish are a com-mon good. They say ``no net & no catch,'' \
             and they are right.",
                "I read from the letter:",
            ]
        );
        assert_eq!(of(&BlockKind::Quote), ["Dear friend, the sea is full."]);
        assert_eq!(of(&BlockKind::Furniture("record header".to_owned())).len(), 4);
        assert_eq!(of(&BlockKind::Furniture("speech head".to_owned())).len(), 5);
        assert_eq!(document.meta.published.as_deref(), Some("2031-03-04"));
        assert_eq!(document.meta.title.as_deref(), Some("FISH AND THE COMMON GOOD"));
    }

    #[test]
    fn other_pages_are_no_record() {
        assert!(!is_record("<html><body><pre>Hello</pre></body></html>"));
    }
}
