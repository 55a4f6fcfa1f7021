//! Whom an answer calls to ask next, and whom it thanks for the question.

use rustc_hash::FxHashSet;

use super::introduction::outlet;
use super::phrases::{PHRASES, has};
use super::scene::Scene;
use super::turn::{Voice, row};
use crate::cast::{Mention, MentionKind, mentions, whole_name};
use crate::model::{PersonKind, Role, Span, Turn};
use crate::text::lexicon::{Class, hash};
use crate::text::sentence::ends;
use crate::text::token::{Shape, Words};

/// Bytes at an answer's end in which somebody is called.
const TAIL: usize = 260;
/// Bytes at its start in which somebody is thanked.
const START: usize = 90;
/// The most sentences back a call may stand: `Go ahead, Ann. Last question. In the back.`
const SENTENCES: usize = 3;
/// The most words of a sentence that only calls.
const CALL: usize = 9;

/// Who may ask next.
pub(super) enum Call {
    /// The speaker calls nobody.
    Nobody,
    /// The floor is given on, and no name with it: `Two more.`
    Anybody,
    Somebody(Voice),
}

/// Whom the end of `turn` calls: `Reuters, Ann.`, `Go ahead, Peter. Last question.`
pub(super) fn call(scene: &mut Scene, inside: &FxHashSet<u64>, turn: &Turn) -> Call {
    let text = scene.text;
    let Some(speech) = turn.speech.last() else { return Call::Nobody };
    let start = text.ceil_char_boundary(speech.end.saturating_sub(TAIL).max(speech.start));
    let row = row(scene, text, Span::new(start, speech.end));
    let all = Words { text, lexicon: scene.lexicon, tokens: &row };
    let ends = ends(&all);
    let mut given = false;
    for (n, end) in ends.iter().rev().take(SENTENCES).enumerate() {
        let begin = ends.len().checked_sub(n + 2).and_then(|at| ends.get(at)).copied();
        // A sentence whose start is not seen may say anything.
        if begin.is_none() && start > speech.start {
            break;
        }
        let tokens = row.get(begin.unwrap_or(0)..*end).unwrap_or_default();
        let words = Words { text, lexicon: scene.lexicon, tokens };
        match sentence(scene, inside, &words, turn.role) {
            Heard::Call(voice) => return Call::Somebody(voice),
            Heard::Idle { next } => given |= next,
            Heard::Next => return Call::Anybody,
            Heard::Else => break,
        }
    }
    if given { Call::Anybody } else { Call::Nobody }
}

/// What one sentence at an answer's end does.
enum Heard {
    Call(Voice),
    /// Calls nobody itself; the sentence before may.
    Idle {
        next: bool,
    },
    /// Gives the floor to somebody without a name.
    Next,
    Else,
}

fn sentence(scene: &mut Scene, inside: &FxHashSet<u64>, words: &Words, role: Role) -> Heard {
    let Some(last) = words.len().checked_sub(1) else { return Heard::Idle { next: false } };
    let printed = words.span(0, words.len()).of(words.text).to_lowercase().replace('’', "'");
    let bare = printed.trim_matches(|c: char| !c.is_alphanumeric());
    let any = |list: &[&str]| list.iter().any(|phrase| has(&printed, phrase));
    if printed.starts_with(['(', '[']) || bare.is_empty() {
        return Heard::Idle { next: false };
    }
    if PHRASES.idle.contains(&bare) {
        return Heard::Idle { next: any(&PHRASES.next) };
    }
    let gives = any(&PHRASES.give);
    // `Dezhi?`, and nothing else.
    let lone = last == 1 && words.is_name_like(0);
    let asks = words.is_mark(last, b'?') && !gives && !any(&PHRASES.next) && !lone;
    let thanks = PHRASES.thank.iter().any(|thank| has(&printed, thank)) && !gives;
    if asks || thanks {
        return Heard::Else;
    }
    let voice = if gives || role == Role::Other {
        named(scene, words).or_else(|| vocative(scene, inside, words, true))
    } else {
        vocative(scene, inside, words, lone && words.is_mark(last, b'?'))
    };
    match voice {
        Some(voice) => Heard::Call(voice),
        None if any(&PHRASES.next) && words.len() <= 2 * CALL && !any(&PHRASES.own) => Heard::Next,
        None => Heard::Else,
    }
}

/// Somebody named anywhere in a sentence that gives the floor: `I’d like to call on Coast
/// News, Ann Lee, for the first question.`
fn named(scene: &mut Scene, words: &Words) -> Option<Voice> {
    let mut found = Vec::new();
    mentions(words, &mut found);
    let known = |m: &&Mention| {
        m.kind == MentionKind::Name
            && m.first == m.name.0
            && (m.name.1 - m.name.0 >= 2 || words.is(m.name.0, Class::FORENAME))
    };
    let at = found.iter().position(|m| known(&m))?;
    let m = *found.get(at)?;
    let comma = usize::from(words.is_mark(m.end, b','));
    let from =
        words.is(m.end + comma, Class::PREPOSITION.or(Class::OF)).then_some(m.end + comma + 1);
    let behind = from.and_then(|from| outlet(words, from)).map(|(_, outlet)| outlet);
    let beside = || {
        let before = at.checked_sub(1).and_then(|before| found.get(before));
        before
            .filter(|b| b.end + 1 == m.first && words.is_mark(b.end, b','))
            .map(|b| words.span(b.name.0, b.name.1).of(words.text).to_owned())
    };
    let outlet = behind.or_else(beside);
    let person = scene.registry.enrol(words, &m);
    Some(Voice { person, outlet, anonymous: None, confidence: 0.8 })
}

/// The name left of a short sentence when the words that only call are gone: `Okay. Yes,
/// Franco.`, `Reuters, Michelle.`; `certain` when a phrase shows it to be a call.
fn vocative(
    scene: &mut Scene,
    inside: &FxHashSet<u64>,
    words: &Words,
    certain: bool,
) -> Option<Voice> {
    let n_words = (0..words.len()).filter(|at| words.get(*at).is_some_and(|t| t.is_word())).count();
    if n_words > CALL {
        return None;
    }
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for at in 0..words.len() {
        let token = words.get(at)?;
        let name = token.is_name_like() && !is_filler(words.text(at));
        match runs.last_mut().filter(|run| run.1 == at) {
            Some(run) if name => run.1 += 1,
            _ if name => runs.push((at, at + 1)),
            // Any other word makes it a statement.
            _ if token.is_word() && !is_filler(words.text(at)) || token.shape == Shape::Passage => {
                return None;
            }
            _ => {}
        }
    }
    let mut voice = Voice { confidence: 0.7, ..Voice::default() };
    for (from, to) in runs {
        let m = whole_name(words, from, to);
        match m.kind {
            MentionKind::Organisation => voice.outlet = Some(printed(words, from, to)),
            // `Ann, then Bo.`
            MentionKind::Name if voice.person.is_some() => {}
            MentionKind::Name if is_somebody(words, &m, inside, certain) => {
                voice.person = scene.registry.enrol(words, &m);
                let known = voice.person.and_then(|person| scene.registry.known.get_mut(person));
                known.into_iter().for_each(|known| known.kind = PersonKind::Person);
            }
            _ => return None,
        }
    }
    (voice.person.is_some() || voice.outlet.is_some()).then_some(voice)
}

/// Whether a name that stands alone is somebody’s: a forename, or a word that has its
/// capital inside sentences as well.
fn is_somebody(words: &Words, m: &Mention, inside: &FxHashSet<u64>, certain: bool) -> bool {
    let at = m.name.0;
    let common = Class::COMMON.or(Class::PLACE).or(Class::CALENDAR).or(Class::NOUN);
    let bare = m.first == at && (m.name.1 - at) <= 3;
    let never = PHRASES.never.contains(words.text(at).to_lowercase().as_str());
    let evidence = certain || inside.contains(&hash(words.text(at)));
    bare && !never && (words.is(at, Class::FORENAME) || evidence && !words.is(at, common))
}

fn is_filler(word: &str) -> bool {
    PHRASES.filler.contains(word.to_lowercase().replace('’', "'").as_str())
}

fn printed(words: &Words, from: usize, to: usize) -> String {
    words.span(from, to).of(words.text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whom an answer thanks for the question: `Well, thanks, Michael. As I said …`
pub(super) fn thanked(scene: &mut Scene, inside: &FxHashSet<u64>, turn: &Turn) -> Option<usize> {
    let text = scene.text;
    let speech = turn.speech.first()?;
    let reach = text.floor_char_boundary((speech.start + START).min(speech.end));
    let row = row(scene, text, Span::new(speech.start, reach));
    let words = Words { text, lexicon: scene.lexicon, tokens: &row };
    let ends = ends(&words);
    let mut begin = 0;
    for end in ends.iter().take(SENTENCES) {
        let part = Words { text, lexicon: scene.lexicon, tokens: row.get(begin..*end)? };
        if let Some(m) = behind_thanks(&part, inside) {
            return scene.registry.enrol(&part, &m);
        }
        begin = *end;
    }
    None
}

/// The name that ends a sentence of thanks, behind a comma.
fn behind_thanks(words: &Words, inside: &FxHashSet<u64>) -> Option<Mention> {
    let comma = (0..words.len()).rev().find(|at| words.is_mark(*at, b','))?;
    let closed = words.len().checked_sub(1).filter(|at| words.is_mark(*at, b'.'))?;
    let before = words.span(0, comma).of(words.text).to_lowercase();
    let before = before.trim_end();
    let thanks = PHRASES.thank.iter().any(|thank| before.ends_with(thank) && has(before, thank));
    let run = comma + 1..closed;
    if !thanks || run.is_empty() || run.len() > 2 || !run.clone().all(|at| words.is_name_like(at)) {
        return None;
    }
    let m = whole_name(words, run.start, run.end);
    (m.kind == MentionKind::Name && is_somebody(words, &m, inside, false)).then_some(m)
}

/// The words that stand with a capital behind a small letter or a comma in the turns’ text.
pub(super) fn capitals_inside(text: &str, turns: &[Turn]) -> FxHashSet<u64> {
    let mut inside = FxHashSet::default();
    for span in turns.iter().flat_map(|turn| &turn.speech) {
        let mut goes_on = false;
        for word in span.of(text).split_whitespace() {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            if goes_on && bare.starts_with(char::is_uppercase) {
                inside.insert(hash(bare));
            }
            goes_on = word.ends_with(|c: char| c.is_lowercase() || c == ',');
        }
    }
    inside
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Briefing, Language};
    use crate::{ingest, parse};

    /// Whom the answer `said` calls: name and medium; `?` is somebody not named, `-` nobody.
    #[track_caller]
    fn check(said: &str, expected: &str) {
        let text =
            format!("MR. OLT: Good day.\n\nQ Why?\n\nMR. OLT: {said}\n\nQ I saw Reagan, too.\n");
        let document = ingest::documents("t.txt", text.as_bytes(), None).unwrap().remove(0);
        let mut briefing: Briefing = parse::briefing(document);
        briefing.language = Language::ENGLISH;
        let weights = super::super::rank::Weights::fitted();
        let mut scene = Scene::of(&briefing, &weights, super::super::rank::Keep::Sum);
        let inside = capitals_inside(&briefing.text, &briefing.turns);
        let found = match call(&mut scene, &inside, &briefing.turns[2]) {
            Call::Nobody => "-".to_owned(),
            Call::Anybody => "?".to_owned(),
            Call::Somebody(voice) => {
                let name = voice.person.map_or_else(|| "?".to_owned(), |p| scene.name(p));
                format!("{name}/{}", voice.outlet.as_deref().unwrap_or("-"))
            }
        };
        assert_eq!(found, expected, "{said}");
    }

    #[test]
    fn short_last_sentences_call() {
        check("It rains. Go ahead, Franco.", "Franco/-");
        check("It rains. Okay. Yes, Mary. Last question.", "Mary/-");
        check("Reagan.", "Reagan/-");
        check("Correct.", "-");
        check("Go ahead, Alex. In the back.", "Alex/-");
        check("It rains. Anybody else?", "?");
        check("NBC, go ahead.", "?/NBC");
        check("It rains in Tessara.", "-");
        check("Thank you, Mary.", "-");
        check("I will let you know. Dezhi?", "Dezhi/-");
        check("Okay, Mary, then Stefano.", "Mary/-");
        check("Really?", "-");
    }

    #[test]
    fn longer_ones_give_the_floor_by_name() {
        check(
            "I’d like to call on Coast News, Sara Paz, for the first question.",
            "Sara Paz/Coast News",
        );
        check(
            "The next question will come from Nandita Veld of Tessara Radio.",
            "Nandita Veld/Tessara Radio",
        );
        check("As I told Mary, it rains.", "-");
    }
}
