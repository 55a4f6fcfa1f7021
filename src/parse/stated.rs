use super::Parts;
use super::head::Head;
use super::heading::{self, Form, Heading};
use super::label;
use super::line::{Line, LineKind};
use crate::ingest::{Block, Meta};
use crate::model::{Mark, Span, Style};

/// The parts of a document that marks every one of them: nothing is guessed from the
/// words. The title leaves the body.
pub(super) fn parts(
    text: &str,
    lines: &mut [Line],
    blocks: &[Block],
    marks: &[Mark],
    meta: Meta,
) -> Parts {
    let mut head = Head::stated(meta);
    if let Some(first) = lines.first_mut().filter(|line| line.kind == LineKind::Heading(1)) {
        head.title_span = Some(first.span);
        first.kind = LineKind::Out;
    }
    let labels = label::marked(text, lines, blocks);
    Parts { head, labels, headings: headings(text, lines, marks) }
}

/// Headings of lines of their own, and words in bold italics at the start of others:
/// those stand below all the rest.
fn headings(text: &str, lines: &[Line], marks: &[Mark]) -> Vec<Heading> {
    let heading = |(line, found): (usize, &Line)| match found.kind {
        LineKind::Heading(level) => {
            Some(Heading { line, span: found.span, level, form: Form::Line })
        }
        _ => {
            let span = heading::bare(text, set_in_both(marks, found.span)?);
            Some(Heading { line, span, level: u8::MAX, form: Form::RunIn })
        }
    };
    let mut found: Vec<Heading> = lines.iter().enumerate().filter_map(heading).collect();
    heading::normalise(&mut found);
    found
}

/// The words at the start of `line` that are both bold and italic.
fn set_in_both(marks: &[Mark], line: Span) -> Option<Span> {
    let first = marks.partition_point(|mark| mark.span.start < line.start);
    let here = marks.get(first..)?.iter().take_while(|mark| mark.span.start == line.start);
    let end = |style: Style| here.clone().find(|mark| mark.style == style).map(|m| m.span.end);
    let both = end(Style::Bold)?.min(end(Style::Italic)?);
    Some(Span::new(line.start, both.min(line.end)))
}

#[cfg(test)]
mod tests {
    use crate::ingest;
    use crate::model::Kind;

    #[test]
    fn nothing_is_guessed_from_words() {
        let own = "---\nonrecord: 1\nkind: \"article\"\ntitle: \"Fish\"\n---\n\n# Fish\n\n\
                   By Ana Vell\n\nHome\n\nMS. VELL: Yes.\n\nQ Why?\n\n## Nets\n\nMS. VELL: So.\n";
        let document = ingest::documents("t.md", own.as_bytes(), None).unwrap().remove(0);
        let briefing = crate::parse::briefing(document);
        assert_eq!(briefing.source.kind, Kind::Article);
        assert_eq!(briefing.title_span.map(|span| span.of(&briefing.text)), Some("Fish"));
        assert!(briefing.turns.is_empty() && briefing.furniture.is_empty());
        let n: Vec<usize> = briefing.sections.iter().map(|s| s.paragraphs.len()).collect();
        assert_eq!(n, [4, 1]);
    }
}
