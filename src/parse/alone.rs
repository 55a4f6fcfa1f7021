//! Labels alone on their lines in small letters, as GOV.UK heads who speaks and the
//! press where it gives a press conference: `Prime Minister`, `Question`.

use std::collections::HashMap;

use super::label::{self, Label, Shape};
use super::line::{Line, LineKind};
use crate::model::Role;

/// The longest such label, in bytes.
const LONGEST: usize = 80;

/// Who answers a leaflet's questions.
const ANSWERS: [&str; 6] = ["Answer", "Answers", "Antwort", "Respuesta", "Réponse", "Risposta"];

/// How far below a label its words may begin, in lines.
const NEAR: usize = 20;

/// Such labels, when questions among them show that they are some; their lines leave the
/// headings.
pub(super) fn find(text: &str, lines: &mut [Line]) -> Vec<Label> {
    let alone: Vec<usize> = (0..lines.len()).filter(|at| stands_alone(text, lines, *at)).collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for at in &alone {
        *counts.entry(name(lines[*at].words(text))).or_default() += 1;
    }
    let asks = |at: &&usize| label::role(name(lines[**at].words(text))) == Role::Asker;
    let recurs = |at: &usize| counts.get(name(lines[*at].words(text))).is_some_and(|n| *n >= 2);
    let n_asked = alone.iter().filter(asks).count();
    // The questions and answers of a leaflet are nobody's.
    let somebody = |at: &usize| n_asked >= 2 || label::has_title(name(lines[*at].words(text)));
    let answers = alone.iter().any(|at| recurs(at) && !asks(&at) && somebody(at));
    let leaflet = |at: &usize| ANSWERS.contains(&name(lines[*at].words(text)));
    if n_asked < 1 || !answers || alone.iter().any(leaflet) {
        return Vec::new();
    }
    let named = |at: &&usize| {
        let words = name(lines[**at].words(text));
        asks(at) || recurs(at) || label::has_title(words)
    };
    let labels: Vec<Label> = alone.iter().filter(named).map(|at| made(text, lines, *at)).collect();
    for label in &labels {
        lines[label.line].kind = LineKind::Label { block: label.line };
    }
    labels
}

/// Whether a short line in capitals stands above prose.
fn stands_alone(text: &str, lines: &[Line], at: usize) -> bool {
    let line = &lines[at];
    let words = line.words(text);
    let kind = matches!(line.kind, LineKind::Text | LineKind::Heading(2..));
    if !kind || words.len() > LONGEST || !label::is_name(name(words)) {
        return false;
    }
    let next = lines.iter().skip(at + 1).take(NEAR).find(|line| line.kind != LineKind::Out);
    next.is_some_and(|next| next.is_text() && super::furniture::ends_sentence(next.words(text)))
}

/// A label without what is told in brackets: `Chancellor Veld [interpreted]`.
fn name(words: &str) -> &str {
    let words = words.trim_end_matches([':', ' ']);
    words.split(['(', '[']).next().unwrap_or(words).trim_end()
}

fn made(text: &str, lines: &[Line], line: usize) -> Label {
    let span = lines[line].span;
    let words = name(span.of(text));
    let bare = crate::model::Span::new(span.start, span.start + words.len());
    let role = label::role(words);
    Label { line, span: bare, speech: span.end, role, name: None, shape: Shape::OwnLine }
}

#[cfg(test)]
mod tests {
    use crate::{ingest, parse};

    /// The labels of the turns in `text`.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let document = ingest::documents("t.txt", text.as_bytes(), None).unwrap().remove(0);
        let briefing = parse::briefing(document);
        let labels: Vec<&str> = briefing.turns.iter().map(|t| t.label.of(&briefing.text)).collect();
        assert_eq!(labels, expected);
    }

    #[test]
    fn names_above_what_is_said_are_labels_where_questions_are() {
        check(
            "Joint press conference\n\n4 March 2031\n\nPrime Minister\n\nGood afternoon.\n\nAnd welcome.\n\n\
             Chancellor Veld [interpreted]\n\nThank you.\n\nQuestion (Eastmere Wire)\n\nWho pays?\n\n\
             Prime Minister\n\nBoth of us.\n",
            &["Prime Minister", "Chancellor Veld", "Question", "Prime Minister"],
        );
    }

    #[test]
    fn questions_of_a_leaflet_are_nobodys() {
        let faq = "Ferries\n\nQuestion\n\nWho pays?\n\nAnswer\n\nThe towns.\n\nQuestion\n\nWho sails?\n\nAnswer\n\nThe crews.\n";
        check(faq, &[]);
        check(
            "Ferries\n\nQuestion\n\nWho pays?\n\nCosts\n\nThey grow.\n\nCosts\n\nThey fall.\n",
            &[],
        );
    }

    #[test]
    fn headings_of_topics_are_none() {
        check(
            "Notes from the coast\n\nCosts\n\nThey are low.\n\nPrime Minister\n\nShe was away.\n\nCosts\n\n\
             They are low still.\n",
            &[],
        );
    }
}
