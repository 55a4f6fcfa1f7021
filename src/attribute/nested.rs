//! Statements inside a passage: `“He told me ‘…’ and left.”`

use super::cue::{self, Cue};
use super::scene::Scene;
use crate::cast::{Mention, MentionKind, mentions};
use crate::model::{PersonKind, Span};
use crate::text::lexicon::Class;
use crate::text::sentence;
use crate::text::token::{Words, tokens};

/// A statement inside another, with its own speaker.
pub(super) struct Nested {
    pub(super) span: Span,
    pub(super) person: Option<usize>,
    pub(super) described: Option<(Span, PersonKind)>,
    pub(super) named_at: Option<Span>,
    pub(super) cue: Span,
}

/// The fewest words of a nested statement; fewer are a name or a word held at a distance.
const FEWEST: usize = 2;
/// How far from its passage a cue stands, in tokens.
const NEAR: usize = 4;

/// The statements inside passage `number` that a cue beside them gives a speaker.
/// `outer`, who says all of it, is `I` in there.
pub(super) fn statements(scene: &mut Scene, number: usize, outer: Option<usize>) -> Vec<Nested> {
    let inside = scene.passages.get(number + 1..).unwrap_or_default();
    let inside: Vec<Span> = inside.iter().take_while(|p| p.nested).map(|p| p.span).collect();
    let Some(passage) = scene.passages.get(number).copied().filter(|_| !inside.is_empty()) else {
        return Vec::new();
    };
    let mut row = Vec::new();
    let numbered = inside.iter().copied().zip(0u16..);
    tokens(scene.text, passage.inner, numbered, scene.lexicon, &mut row);
    let words = Words { text: scene.text, lexicon: scene.lexicon, tokens: &row };
    let mut found = Vec::new();
    mentions(&words, &mut found);
    let ends: Vec<u32> = sentence::ends(&words).into_iter().map(|e| e as u32).collect();
    let mut cues = Vec::new();
    cue::cues(&words, &found, &ends, &mut cues);
    let spoken = (0..words.len()).filter(|at| words.is_passage(*at)).filter_map(|at| {
        let span = words.span(at, at + 1);
        let long = span.of(words.text).split_whitespace().count() >= FEWEST;
        let cue = cues.iter().filter(|c| beside(&ends, c, at)).min_by_key(|c| c.at.abs_diff(at))?;
        let mention = found.get(cue.subject.filter(|_| long)?.0)?;
        let person = match mention.kind {
            MentionKind::First => outer,
            MentionKind::Name | MentionKind::Organisation => {
                let known = scene.registry.known_as(&words, mention);
                let full = mention.name.1 - mention.name.0 >= 2;
                known.or_else(|| full.then(|| scene.registry.enrol(&words, mention)).flatten())
            }
            MentionKind::Nominal => scene.registry.resolve(&words, mention, 0),
            _ => None,
        };
        let named_at = words.span(mention.first, mention.end);
        let nominal = person.is_none() && mention.kind == MentionKind::Nominal;
        let described = nominal.then(|| (named_at, kind_of(&words, mention)));
        Some(Nested { span, person, described, named_at: Some(named_at), cue: cue.span(&words) })
    });
    spoken.collect()
}

/// Whether a cue stands in the sentence of passage token `at` and close to it.
fn beside(ends: &[u32], cue: &Cue, at: usize) -> bool {
    let sentence = |at: usize| ends.partition_point(|end| *end as usize <= at);
    let gap = if cue.at < at { at - cue.end.min(at) } else { cue.first.saturating_sub(at + 1) };
    sentence(cue.at) == sentence(at) && gap <= NEAR && cue.class.is(Class::SAY)
}

/// What a description stands for: a body or paper, or somebody without a name.
pub(super) fn kind_of(words: &Words, m: &Mention) -> PersonKind {
    let body = Class::GROUP.or(Class::DOCUMENT);
    if m.head.is_some_and(|h| words.is(h, body)) {
        PersonKind::Organisation
    } else {
        PersonKind::Anonymous
    }
}
