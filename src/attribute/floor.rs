//! Who has the floor to ask: whom an answer calls, and the name a question gives.

use super::scene::Scene;
use super::turn::{Voice, row};
use crate::cast::{Mention, MentionKind, mentions};
use crate::model::{Span, Turn};
use crate::text::lexicon::Class;
use crate::text::sentence::ends;
use crate::text::token::{Shape, Words};

/// How far into a question a reporter gives a name, in tokens.
const OPENING: usize = 60;
/// How long the sentence is that calls a reporter, in tokens.
const CALL: usize = 7;
/// Bytes at an answer's end in which the floor is given on.
const TAIL: usize = 90;
/// How far back turns of somebody called by a forename are looked for.
const BACK: usize = 8;

/// Whether the end of an answer gives the floor to somebody else without a name: `We’ll
/// take a final question right here. Yes.`
pub(super) fn is_given_on(text: &str, turn: &Turn) -> bool {
    let Some(speech) = turn.speech.last() else { return false };
    let start = text.ceil_char_boundary(speech.end.saturating_sub(TAIL).max(speech.start));
    let tail = text.get(start..speech.end).unwrap_or_default().to_lowercase();
    tail.split_inclusive(['.', '?', '!']).any(|sentence| {
        let has = |words: &[&str]| words.iter().any(|word| sentence.contains(word));
        let next = ["final", "last", "next", "one more", "another", "última", "siguiente", "otra"];
        has(&["question", "pregunta"]) && has(&next) && !has(&["your", "su ", "?"])
    })
}

/// Gives the turns of somebody called `Pam` to `Pamela Roe`, as whom she then introduces
/// herself.
pub(super) fn name_called(scene: &Scene, called: &Voice, named: &Voice, voices: &mut [Voice]) {
    let (Some(old), Some(new)) = (called.person, named.person) else { return };
    let (short, full) = (scene.name(old), scene.name(new));
    if old == new || short.contains(' ') || short.len() < 2 || !full.starts_with(&short) {
        return;
    }
    for voice in voices.iter_mut().rev().take(BACK).filter(|voice| voice.person == Some(old)) {
        *voice = named.clone();
    }
}

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
    let full = |m: &&Mention| {
        m.kind == MentionKind::Name && m.name.1 - m.name.0 >= 2 && m.first == m.name.0
    };
    for m in found.iter().filter(full) {
        let comma = usize::from(words.is_mark(m.end, b','));
        let at = m.end + comma;
        let from = words.is(at, Class::PREPOSITION.or(Class::OF))
            && matches!(
                words.text(at),
                "with"
                    | "from"
                    | "for"
                    | "of"
                    | "at"
                    | "de"
                    | "del"
                    | "por"
                    | "para"
                    | "von"
                    | "vom"
                    | "di"
                    | "do"
                    | "da"
            );
        let opens = m.first == 0
            || words.get(m.first - 1).is_some_and(|t| t.shape == Shape::Punctuation)
            || words.is(m.first - 1, Class::AUXILIARY)
            || words.is_mark(m.first - 1, b's');
        // `Ann Lee.`, a sentence of its own, needs no medium.
        let alone = m.first > 0
            && words
                .get(m.first - 1)
                .is_some_and(|t| t.shape == Shape::Punctuation && t.mark != b',')
            && words.is_mark(m.end, b'.')
            && m.end - m.first <= 4;
        if alone {
            let person = scene.registry.enrol(&words, m);
            return Some(Voice { person, outlet: None, anonymous: None, confidence: 0.85 });
        }
        if !from || !opens {
            continue;
        }
        let outlet = outlet(&words, at + 1);
        if outlet.is_none() {
            continue;
        }
        let person = scene.registry.enrol(&words, m);
        return Some(Voice { person, outlet, anonymous: None, confidence: 0.95 });
    }
    None
}

/// The run of capitals and numbers from `at`, small words inside: `Informe 24 Horas`.
fn outlet(words: &Words, at: usize) -> Option<String> {
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
        words.span(at, end).of(words.text).split_whitespace().collect::<Vec<_>>().join(" ")
    })
}

/// Whom the last sentence of an answer calls: `Reuters, Ann.`, `Go ahead, Peter.`.
/// `Some` of nobody when it calls without a name.
pub(super) fn call(scene: &mut Scene, turn: &Turn) -> Option<Voice> {
    let text = scene.text;
    let speech = *turn.speech.last()?;
    let start = text.ceil_char_boundary(speech.end.saturating_sub(90).max(speech.start));
    let row = row(scene, text, Span::new(start, speech.end));
    let all = Words { text, lexicon: scene.lexicon, tokens: &row };
    let ends = ends(&all);
    let last = ends.len().checked_sub(2).and_then(|at| ends.get(at)).copied().unwrap_or(0);
    let cut = last == 0 && start > speech.start;
    let tokens = row.get(last..).unwrap_or_default();
    if tokens.is_empty() || tokens.len() > CALL || cut {
        return None;
    }
    let words = Words { text, lexicon: scene.lexicon, tokens };
    let mut found = Vec::new();
    mentions(&words, &mut found);
    let thanks = (0..words.len()).any(|at| {
        matches!(
            words.text(at).to_lowercase().as_str(),
            "thank" | "thanks" | "gracias" | "no" | "mr." | "president" | "bye"
        )
    });
    let verb =
        (0..words.len()).any(|at| words.is(at, Class::AUXILIARY.or(Class::MODAL).or(Class::FIRST)));
    if thanks || verb || words.is_mark(words.len() - 1, b'?') {
        return None;
    }
    let ahead = ["ahead", "adelante", "back", "there", "here", "question"]
        .iter()
        .any(|w| (0..words.len()).any(|at| words.text(at) == *w));
    let forename = found.iter().find(|m| {
        m.kind == MentionKind::Name && words.is(m.name.0, Class::FORENAME) && m.first == m.name.0
    });
    let body = found.iter().find(|m| m.kind == MentionKind::Organisation);
    if forename.is_none() && body.is_none() && !ahead {
        return None;
    }
    let outlet = body.map(|m| words.span(m.name.0, m.name.1).of(text).to_owned());
    let person = forename.copied().and_then(|m| scene.registry.enrol(&words, &m));
    Some(Voice { person, outlet, anonymous: None, confidence: 0.7 })
}

#[cfg(test)]
mod tests {
    use crate::{attribute, ingest};

    /// The speakers of the turns of `text`; `-` is nobody.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let document = ingest::documents("t.txt", text.as_bytes(), None).unwrap().remove(0);
        let briefing = attribute::briefing(document);
        let speaker = |quote: &crate::model::Quote| {
            let person = quote.speaker.as_ref().and_then(|speaker| speaker.person);
            person.map_or("-", |at| briefing.cast.people[at].name.as_str())
        };
        assert_eq!(briefing.quotes.iter().map(speaker).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_last_question_is_somebody_elses() {
        check(
            "MR OLT: Good day. Go ahead, Mary.\n\nQUESTION: Mary Roe from the Wire. Why?\n\nMR OLT: It rains. \
             We’ll take a final question right here. Yes.\n\nQUESTION: And tomorrow?\n\nMR OLT: It will rain.\n",
            &["Olt", "Mary Roe", "Olt", "-", "Olt"],
        );
    }

    #[test]
    fn who_is_called_by_a_forename_is_who_gives_the_name() {
        check(
            "MR OLT: Good day. Mary, go ahead.\n\nQUESTION: Thank you so much.\n\nMR OLT: Good to see you.\n\n\
             QUESTION: It’s Mary Roe with the Wire. Why?\n\nMR OLT: It rains.\n",
            &["Olt", "Mary Roe", "Olt", "Mary Roe", "Olt"],
        );
    }
}
