//! Turns and exchanges of a transcript.

use std::collections::HashMap;

use super::label::{self, Label};
use super::line::Line;
use crate::ingest::BlockKind;
use crate::model::{Paragraph, ParagraphKind, Role, Section, Span, Turn};

/// The label each line begins with, or `None` when the document is no transcript.
pub(super) fn labels(text: &str, lines: &[Line]) -> Option<Vec<Option<Label>>> {
    let mixed = repeated_names(text, lines);
    let mut found: Vec<Option<Label>> = Vec::with_capacity(lines.len());
    let mut after_rule = false;
    for line in lines {
        let words = line.span.of(text);
        let label = match &line.kind {
            BlockKind::Label { .. } => Some(Label {
                span: Span::new(0, words.len()),
                speech: words.len(),
                role: label::role(words),
            }),
            BlockKind::Text | BlockKind::Heading(_) | BlockKind::Item => {
                let alone = after_rule.then(|| label::alone(words)).flatten();
                let named =
                    || label::mixed_case(words).filter(|l| mixed.contains_key(l.span.of(words)));
                alone.or_else(|| label::capitals(words)).or_else(named)
            }
            _ => None,
        };
        found.push(label);
        after_rule = line.kind == BlockKind::Rule || words.starts_with("---");
    }
    is_transcript(text, lines, &found).then_some(found)
}

/// Names before a colon that stand so at least three times.
fn repeated_names<'a>(text: &'a str, lines: &[Line]) -> HashMap<&'a str, usize> {
    let mut names = HashMap::new();
    for line in lines {
        let words = line.span.of(text);
        if let Some(label) = label::mixed_case(words) {
            *names.entry(label.span.of(words)).or_insert(0) += 1;
        }
    }
    names.retain(|_, n| *n >= 3);
    names
}

/// Whether labelled speech is most of the text.
fn is_transcript(text: &str, lines: &[Line], found: &[Option<Label>]) -> bool {
    let Some(first) = found.iter().position(Option::is_some) else { return false };
    let (Some(start), Some(end)) = (lines.get(first), lines.last()) else { return false };
    let from = start.span.start - lines.first().map_or(0, |l| l.span.start);
    let early = from * 3 <= end.span.end || first < 8;
    let n = found.iter().flatten().count();
    let words = start.span.of(text);
    let name = found.get(first).copied().flatten().map(|l| l.span.of(words)).unwrap_or_default();
    let titled = [
        "MR",
        "MS",
        "MRS",
        "DR",
        "THE ",
        "PRESIDENT",
        "SECRETAR",
        "MINIST",
        "PRIME",
        "VICE",
        "SENATOR",
    ]
    .iter()
    .any(|title| name.starts_with(title));
    early && (n >= 3 || (n >= 1 && titled))
}

/// Sections and turns of the labelled `lines`; those before the first label are kept as
/// paragraphs without a turn.
pub(super) fn sections(
    text: &str,
    lines: &[Line],
    labels: &[Option<Label>],
) -> (Vec<Section>, Vec<Turn>) {
    let mut turns: Vec<Turn> = Vec::new();
    let mut exchanges = Exchanges::new(text);
    for (at, (line, label)) in lines.iter().zip(labels).enumerate() {
        let span = line.span;
        if line.kind == BlockKind::Rule {
            continue;
        }
        if let Some(label) = label {
            turns.push(Turn {
                label: shifted(label.span, span.start),
                name: name_of(line),
                role: label.role,
                speech: Vec::new(),
            });
            let speech = Span::new(span.start + label.speech, span.end);
            exchanges.open(label.role, Span::new(speech.start, turn_end(lines, labels, at)));
            if speech.is_empty() {
                exchanges.reach(span);
                continue;
            }
            exchanges.push(span, ParagraphKind::Text, turns.len().checked_sub(1));
            speak(&mut turns, speech);
        } else if let BlockKind::Heading(level) = line.kind {
            exchanges.heading(span, level);
        } else if line.kind == BlockKind::Aside || is_aside(span.of(text)) {
            exchanges.push(span, ParagraphKind::Aside, turns.len().checked_sub(1));
        } else {
            exchanges.push(span, super::kind(&line.kind), turns.len().checked_sub(1));
            speak(&mut turns, span);
        }
    }
    (exchanges.done(), turns)
}

/// Where the turn labelled at `at` ends: before the next label.
fn turn_end(lines: &[Line], labels: &[Option<Label>], at: usize) -> usize {
    let mut end = lines.get(at).map_or(0, |line| line.span.end);
    let after = lines.iter().zip(labels).skip(at + 1);
    for (line, _) in
        after.take_while(|(line, label)| label.is_none() && line.kind != BlockKind::Rule)
    {
        end = line.span.end;
    }
    end
}

fn shifted(span: Span, by: usize) -> Span {
    Span::new(span.start + by, span.end + by)
}

fn speak(turns: &mut [Turn], speech: Span) {
    if let Some(turn) = turns.last_mut() {
        turn.speech.push(speech);
    }
}

fn name_of(line: &Line) -> Option<String> {
    match &line.kind {
        BlockKind::Label { name } => name.clone(),
        _ => None,
    }
}

/// A whole paragraph in brackets or between rayas is nobody's speech.
fn is_aside(words: &str) -> bool {
    let ends = |open: char, close: &[char]| {
        words.starts_with(open)
            && words.trim_end_matches('.').ends_with(close)
            && words.matches(open).count() <= 2
    };
    ends('(', &[')']) || ends('[', &[']']) || ends('―', &['―']) || ends('—', &['—'])
}

/// Builds one section per exchange.
struct Exchanges<'a> {
    text: &'a str,
    sections: Vec<Section>,
    asked: bool,
    answered: bool,
}

impl<'a> Exchanges<'a> {
    fn new(text: &'a str) -> Exchanges<'a> {
        Exchanges { text, sections: Vec::new(), asked: false, answered: false }
    }

    /// A turn begins: a question with substance opens a new exchange once the one before
    /// is answered; thanks and interjections stay with what they interrupt.
    fn open(&mut self, role: Role, speech: Span) {
        let words = speech.of(self.text);
        let substantial = words.contains('?') || words.chars().count() > 70;
        if role == Role::Asker && substantial && (self.answered || !self.asked) {
            self.section(derived(words), None, true, 1, speech.start);
            (self.asked, self.answered) = (true, false);
        } else if role == Role::Speaker && self.asked {
            self.answered = true;
        } else if self.sections.is_empty() {
            self.section(derived(words), None, true, 1, speech.start);
        }
    }

    fn heading(&mut self, span: Span, level: u8) {
        let words = span.of(self.text).split_whitespace().collect::<Vec<_>>().join(" ");
        self.section(Some(words), Some(span), false, level, span.start);
        self.reach(span);
    }

    fn section(
        &mut self,
        heading: Option<String>,
        at: Option<Span>,
        derived: bool,
        level: u8,
        start: usize,
    ) {
        self.sections.push(Section {
            derived: derived && heading.is_some(),
            heading,
            heading_span: at,
            level,
            span: Span::new(start, start),
            paragraphs: Vec::new(),
        });
    }

    fn reach(&mut self, span: Span) {
        if self.sections.is_empty() {
            self.section(None, None, false, 1, span.start);
        }
        if let Some(last) = self.sections.last_mut() {
            last.span = Span::new(last.span.start.min(span.start), last.span.end.max(span.end));
        }
    }

    fn push(&mut self, span: Span, kind: ParagraphKind, turn: Option<usize>) {
        self.reach(span);
        if let Some(last) = self.sections.last_mut() {
            last.paragraphs.push(Paragraph { span, kind, turn });
        }
    }

    fn done(self) -> Vec<Section> {
        self.sections
    }
}

/// How far into a speech its heading is looked for.
const TELLING_BYTES: usize = 1_500;
/// The longest derived heading, in `char`s.
const LONGEST_HEADING: usize = 60;

/// The first telling words of a speech: its first question, else its first sentence of
/// some length, cut at a word.
fn derived(speech: &str) -> Option<String> {
    let start = Span::new(0, speech.floor_char_boundary(TELLING_BYTES)).of(speech);
    let sentences: Vec<&str> =
        start.split_inclusive(['.', '?', '!', '\n']).map(str::trim).collect();
    let long = |s: &&&str| s.split_whitespace().count() > 5;
    let telling = sentences
        .iter()
        .filter(long)
        .find(|s| s.ends_with('?'))
        .or_else(|| sentences.iter().find(long));
    let words = telling.or(sentences.first()).filter(|s| !s.is_empty())?;
    let mut heading = String::new();
    for word in words.split_whitespace() {
        if heading.chars().count() + word.chars().count() + 1 > LONGEST_HEADING {
            return Some(heading.trim_end_matches([',', ';', ' ', '—', '–']).to_owned() + "…");
        }
        if !heading.is_empty() {
            heading.push(' ');
        }
        heading.push_str(word);
    }
    Some(heading)
}
