use super::furniture::ends_sentence;
use super::heading::{self, Form, Heading};
use super::label::Label;
use super::line::{Gap, Line, LineKind};
use super::turns::{is_aside, stands_alone};

/// Adds the headings between the turns of a transcript to those already `found`: a
/// line of its own that no sentence ends, below a finished one and right above a
/// label. One alone may be a slip of the typist's; they count from two on.
pub(super) fn add(text: &str, lines: &mut [Line], labels: &[Label], found: &mut Vec<Heading>) {
    let between: Vec<Heading> = labels
        .iter()
        .flat_map(|label| above(text, lines, labels, label.line))
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

/// The headings right above the label of line `at`: one, and those in capitals above it.
fn above(text: &str, lines: &[Line], labels: &[Label], at: usize) -> Vec<Heading> {
    let mut found: Vec<Heading> = right_above(text, lines, labels, at).into_iter().collect();
    while let Some(last) = found.last().filter(|last| in_capitals(last.span.of(text)))
        && let Some(next) = right_above(text, lines, labels, last.line)
        && in_capitals(next.span.of(text))
    {
        found.push(next);
    }
    found.reverse();
    found
}

fn in_capitals(words: &str) -> bool {
    !words.contains(char::is_lowercase)
}

/// The heading right above line `at`.
fn right_above(text: &str, lines: &[Line], labels: &[Label], at: usize) -> Option<Heading> {
    let lines = lines.get(..at)?;
    let mut shown = lines.iter().enumerate().rev().filter(|(_, line)| line.kind != LineKind::Out);
    let (idx, line) = shown.next()?;
    let words = line.words(text);
    let first = labels.first().is_none_or(|first| idx < first.line);
    // Right below a label that stands alone somebody speaks.
    let label_of = |at: usize| labels.iter().find(|label| label.line == at);
    let finished = shown.next().is_none_or(|(at, line)| {
        if label_of(at).is_some_and(|label| stands_alone(label, line)) {
            return false;
        }
        let words = line.words(text);
        line.kind == LineKind::Rule || ends_sentence(words) || in_capitals(words)
    });
    let opens_turn = labels.binary_search_by_key(&idx, |label| label.line).is_ok();
    (matches!(line.kind, LineKind::Text | LineKind::Heading(_))
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

    /// The headings between the turns of `text`, parted by ` / `.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let (document, mut lines) = line::plain(text);
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
    fn capitals_above_a_heading_in_capitals_are_one_too() {
        check(
            "ORAL QUESTIONS\n\nFISHERIES\n\nREPORTER: Why?\n\nMS. VELL: So.\n\n* * *\n\nTRANSPORT\n\nREPORTER: When?\n\nMS. VELL: Soon.",
            "ORAL QUESTIONS / FISHERIES / TRANSPORT",
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

    #[test]
    fn what_stands_below_a_label_alone_is_said() {
        check(
            "Ana Vell (00:00):\n\nGood day. Eva.\n\nEva Lund (00:10):\n\nHow many sank?\n\nAna Vell (00:12):\n\nThree.\n\n\
             Eva Lund (00:20):\n\nWhen did they sink?\n\nAna Vell (00:22):\n\nIn May.\n",
            "",
        );
    }
}
