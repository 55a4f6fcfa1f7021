use super::furniture::ends_sentence;
use super::heading::{self, Form, Heading};
use super::label::Label;
use super::line::{Gap, Line, LineKind};
use super::turns::is_aside;

/// Adds the headings between the turns of a transcript to those already `found`: a
/// line of its own that no sentence ends, below a finished one and right above a
/// label. One alone may be a slip of the typist's; they count from two on.
pub(super) fn add(text: &str, lines: &mut [Line], labels: &[Label], found: &mut Vec<Heading>) {
    let between: Vec<Heading> = labels
        .iter()
        .filter_map(|label| above(text, lines, labels, label))
        .filter(|heading| found.iter().all(|known| known.line != heading.line))
        .collect();
    if between.len() + found.len() < 2 || between.is_empty() {
        return;
    }
    for heading in &between {
        lines[heading.line].kind = LineKind::Heading(heading.level);
    }
    found.extend(between);
    found.sort_by_key(|heading| heading.line);
}

/// The heading right above `label`.
fn above(text: &str, lines: &[Line], labels: &[Label], label: &Label) -> Option<Heading> {
    let lines = lines.get(..label.line)?;
    let mut shown = lines.iter().enumerate().rev().filter(|(_, line)| line.kind != LineKind::Out);
    let (idx, line) = shown.next()?;
    let words = line.words(text);
    let first = labels.first().is_none_or(|first| idx < first.line);
    let finished = shown.next().is_none_or(|(_, line)| ends_sentence(line.words(text)));
    let opens_turn = labels.binary_search_by_key(&idx, |label| label.line).is_ok();
    (line.is_text()
        && line.gap == Gap::Blank
        && !opens_turn
        && !is_aside(words)
        && heading::is_heading_line(words)
        && (first || finished))
        .then(|| Heading { line: idx, span: line.span.trimmed(text), level: 1, form: Form::Line })
}

#[cfg(test)]
mod tests {
    use super::super::{label, line};
    use super::*;
    use crate::ingest;

    /// The headings between the turns of `text`, parted by ` / `.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let document = ingest::documents("t.txt", text.as_bytes(), Some(ingest::Media::Plain))
            .unwrap()
            .remove(0);
        let mut lines = line::of_plain(&document.text, &document.blocks);
        let labels = label::find(&document.text, &lines, &document.blocks);
        let mut found = Vec::new();
        add(&document.text, &mut lines, &labels, &mut found);
        let said: Vec<&str> = found.iter().map(|heading| heading.span.of(&document.text)).collect();
        assert_eq!(said.join(" / "), expected);
    }

    #[test]
    fn a_line_between_turns_is_a_heading() {
        check(
            "The ferry\n\nREPORTER: Why?\n\nMS. VELL: So.\n\nThe rail\n\nREPORTER: When?\n\nMS. VELL: Soon.",
            "The ferry / The rail",
        );
    }

    #[test]
    fn speech_between_turns_is_none() {
        check(
            "REPORTER: Why?\n\nMS. VELL: It went on,\n\nand on\n\nREPORTER: When?\n\nMS. VELL: Soon.",
            "",
        );
        check("REPORTER: Why?\n\n(Laughter)\n\nMS. VELL: So.\n\n(Applause)\n\nREPORTER: When?", "");
        check("REPORTER: Why?\n\nMS. VELL: So.\n\nThank you\n\nREPORTER: When?", "");
    }
}
