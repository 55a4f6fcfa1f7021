//! The name a reporter gives before a question.

use super::phrases::PHRASES;
use super::scene::Scene;
use super::turn::{Voice, row};
use crate::cast::{Mention, MentionKind, mentions, whole_name};
use crate::model::{Span, Turn};
use crate::text::lexicon::Class;
use crate::text::token::{Shape, Words};

/// How far into a question a reporter gives a name, in tokens.
const OPENING: usize = 60;

/// `Ann Lee from The Courier.`, `Ana Paz, de Radio Norte.`, `It’s Ann Lee with CBN`.
pub(super) fn introduction(scene: &mut Scene, turn: &Turn) -> Option<Voice> {
    let text = scene.text;
    let speech = *turn.speech.first()?;
    let reach = text.floor_char_boundary((speech.start + 700).min(speech.end));
    let row = row(scene, text, Span::new(speech.start, reach));
    let words = Words {
        text,
        lexicon: scene.lexicon,
        tokens: row.get(..row.len().min(OPENING)).unwrap_or_default(),
    };
    let mut found = Vec::new();
    mentions(&words, &mut found);
    // `Soy Ana Paz` looks like one name.
    for m in &mut found {
        if is_before(&words, m.first) && m.first == m.name.0 && m.name.1 - m.name.0 > 2 {
            *m = whole_name(&words, m.first + 1, m.end);
        }
    }
    let full = |m: &&Mention| {
        m.kind == MentionKind::Name && m.name.1 - m.name.0 >= 2 && m.first == m.name.0
    };
    let (m, given) = found.iter().filter(full).find_map(|m| Some((m, given(&words, m)?)))?;
    let person = scene.registry.enrol(&words, m);
    let (outlet, confidence) = match given {
        Given::Alone => (None, 0.85),
        Given::For(outlet) => (Some(outlet), 0.95),
    };
    Some(Voice { person, outlet, anonymous: None, confidence })
}

/// How a reporter gives a name.
enum Given {
    /// `Ann Lee.`, `My name is Ann Lee.`
    Alone,
    /// With the medium.
    For(String),
}

fn given(words: &Words, m: &Mention) -> Option<Given> {
    let mark_before = |not: u8| {
        let before = m.first.checked_sub(1).and_then(|at| words.get(at));
        before.is_some_and(|t| t.shape == Shape::Punctuation && t.mark != not)
    };
    let is = m.first > 0 && is_before(words, m.first - 1);
    if (is || mark_before(b',')) && words.is_mark(m.end, b'.') && m.end - m.first <= 4 {
        return Some(Given::Alone);
    }
    let opens = is
        || m.first == 0
        || mark_before(0)
        || words.is(m.first - 1, Class::AUXILIARY)
        || words.is_mark(m.first - 1, b's');
    let comma = words.is_mark(m.end, b',');
    let at = m.end + usize::from(comma);
    let from =
        words.is(at, Class::PREPOSITION.or(Class::OF)) && PHRASES.medium.contains(words.text(at));
    let (end, outlet) = outlet(words, at + usize::from(from)).filter(|_| opens)?;
    // `Ana Paz, Coast Radio.`
    let beside =
        comma && words.is_mark(end, b'.') && !(at..end).any(|at| words.is(at, Class::NOUN));
    (from || beside).then_some(Given::For(outlet))
}

/// Whether the word at `at` leads to a name the reporter gives: `is`, `soy`.
fn is_before(words: &Words, at: usize) -> bool {
    PHRASES.is.contains(words.text(at).to_lowercase().as_str())
}

/// Whom the label of a question names beside its word, a person or a medium: `Question (Ann
/// Lee)`, `Reporter (Coast Radio)`, `Frage Jessen`.
pub(super) fn on_label(scene: &mut Scene, label: &str) -> Option<Voice> {
    let (head, inner) = match label.split_once(['(', '[']) {
        Some((head, inner)) => (head, inner.split([')', ']']).next()?),
        None => label.split_once([' ', ','])?,
    };
    let inner = inner.trim_matches([' ', ',', ':']);
    let row = row(scene, inner, Span::new(0, inner.len()));
    let words = Words { text: inner, lexicon: scene.lexicon, tokens: &row };
    let n = words.len();
    let name = (1..=5).contains(&n) && (0..n).all(|at| words.is_name_like(at));
    // `FEMALE QUESTION` names nobody.
    let alone = words.span(0, n).of(inner).chars().any(char::is_lowercase);
    if !name
        || !alone
        || head.is_empty()
        || (0..n).any(|at| words.is(at, Class::NOUN.or(Class::COMMON)))
    {
        return None;
    }
    let m = whole_name(&words, 0, n);
    let bracketed = label.contains(['(', '[']);
    if m.kind == MentionKind::Name && (!bracketed || words.is(0, Class::FORENAME)) {
        let person = scene.registry.enrol(&words, &m);
        return Some(Voice { person, outlet: None, anonymous: None, confidence: 0.95 });
    }
    let outlet = Some(inner.to_owned()).filter(|_| bracketed);
    Some(Voice { outlet, confidence: 0.9, ..Voice::default() })
}

/// The run of capitals and numbers from `at`, small words inside: `Informe 24 Horas`; the
/// token behind it.
pub(super) fn outlet(words: &Words, at: usize) -> Option<(usize, String)> {
    let at = at + usize::from(words.is(at, Class::ARTICLE));
    let mut end = at;
    while end < at + 8 {
        let Some(token) = words.get(end) else { break };
        let goes_on = token.is_name_like()
            || token.shape == Shape::Number && end > at
            || end > at && words.is(end, Class::LINK.or(Class::OF)) && words.is_name_like(end + 1);
        if !goes_on {
            break;
        }
        end += 1;
    }
    (end > at).then(|| {
        let words = words.span(at, end).of(words.text).split_whitespace();
        (end, words.collect::<Vec<_>>().join(" "))
    })
}
