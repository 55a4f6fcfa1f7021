use std::sync::LazyLock;

use super::gist;
use super::heading::ends_in_abbreviation;
use super::label::Label;
use super::sections::Topic;
use crate::model::{Role, Turn};

/// The bytes of speech that make an opening statement a topic of its own.
const STATEMENT: usize = 600;
/// The bytes of the longest turn before the first topic that make an opening of it.
const OPENING: usize = 100;
/// The bytes of speech below which a turn is no answer, and no question.
const ANSWER: usize = 60;
const QUESTION: usize = 40;

/// The topics of a transcript that names none: one for each opening statement, then
/// one for each exchange, a question with its answers and the same asker's further
/// questions.
///
/// Nothing says who asks behind a bare `Q`. A new asker is told by being called, by a
/// greeting or by giving a name; in a transcript where that is rare, every question
/// that does not plainly follow up is taken for a new one.
pub(super) fn topics(text: &str, labels: &[Label], turns: &[Turn]) -> Vec<Topic> {
    // Where each begins, and whose words head it.
    let mut begins: Vec<(usize, usize)> =
        starts(text, labels, turns).into_iter().map(|at| (at, at)).collect();
    // What is said before the first topic belongs to it: greetings, mostly.
    let opening = begins.first().map_or(0, |(at, _)| *at);
    let said =
        turns.iter().take(opening).enumerate().filter(|(_, turn)| turn.role == Role::Speaker);
    let longest = said.map(|(idx, turn)| (bytes(turn), idx)).max().filter(|&(n, _)| n >= OPENING);
    match (begins.first_mut(), longest) {
        (Some(_), Some((_, idx))) => begins.insert(0, (0, idx)),
        (Some((at, _)), None) => *at = 0,
        (None, _) => begins.push((0, 0)),
    }
    let ends = begins.iter().skip(1).map(|(at, _)| *at).chain([turns.len()]);
    let topic = |(&(at, heads), end): (&(usize, usize), usize)| {
        let label = labels.get(at)?;
        let heading = gist::heading(text, turns.get(..end).unwrap_or(turns), heads);
        Some(Topic::derived(label.line, label.span.start, heading))
    };
    begins.iter().zip(ends).filter_map(topic).collect()
}

/// The turns that begin an opening statement or an exchange.
fn starts(text: &str, labels: &[Label], turns: &[Turn]) -> Vec<usize> {
    let rare = signs_are_rare(text, turns);
    let mut starts = Vec::new();
    let (mut asked, mut answered) = (false, 0);
    let mut opener: Option<&str> = None;
    for (idx, (turn, label)) in turns.iter().zip(labels).enumerate() {
        let bytes = bytes(turn);
        let begins = match turn.role {
            Role::Asker => {
                let called = idx > 0 && turns.get(idx - 1).is_some_and(|turn| calls(text, turn));
                let closes = bytes < QUESTION && first_words(text, turn).lines().any(is_thanks);
                let new = (is_question(text, turn) || called && !closes)
                    && (!asked || answered >= ANSWER && is_new(text, turns, idx, rare));
                asked |= new;
                new
            }
            _ if asked || bytes < STATEMENT => false,
            _ => opener.replace(label.span.of(text)) != Some(label.span.of(text)),
        };
        if begins {
            starts.push(idx);
            answered = 0;
        } else if turn.role != Role::Asker {
            answered += bytes;
        }
    }
    starts
}

/// The bytes of speech in a turn.
fn bytes(turn: &Turn) -> usize {
    turn.speech.iter().map(|span| span.len()).sum()
}

fn is_question(text: &str, turn: &Turn) -> bool {
    let bytes = bytes(turn);
    let asks = turn.speech.iter().any(|span| span.of(text).contains('?'));
    bytes >= QUESTION || asks && bytes >= QUESTION / 2
}

/// Whether the asker of turn `idx` is another than the one before.
fn is_new(text: &str, turns: &[Turn], idx: usize, rare: bool) -> bool {
    let Some(turn) = turns.get(idx) else { return false };
    let called = idx > 0 && turns.get(idx - 1).is_some_and(|turn| calls(text, turn));
    if called || greets(text, turn) {
        return true;
    }
    rare && !follows(text, turn)
}

/// Whether fewer than one question in six shows who asks.
fn signs_are_rare(text: &str, turns: &[Turn]) -> bool {
    let (mut questions, mut signs) = (0, 0);
    for (idx, turn) in turns.iter().enumerate().filter(|(_, turn)| turn.role == Role::Asker) {
        if is_question(text, turn) {
            questions += 1;
            signs += usize::from(is_new(text, turns, idx, false));
        }
    }
    signs * 6 < questions
}

/// The bytes of a turn's start or end that are looked at.
const GLANCE: usize = 240;

fn first_words<'a>(text: &'a str, turn: &Turn) -> &'a str {
    let words = turn.speech.first().map_or("", |span| unbracketed(span.of(text)));
    words.get(..words.floor_char_boundary(GLANCE)).unwrap_or(words)
}

/// `words` without asides before them: `(As interpreted.) Good day.`
pub(super) fn unbracketed(words: &str) -> &str {
    let mut words = words.trim_start();
    while let Some((_, rest)) =
        words.strip_prefix(['(', '[']).and_then(|w| w.split_once([')', ']']))
    {
        words = rest.trim_start();
    }
    words
}

/// Whether an answer ends in calling on somebody: `Go ahead, Ana.`, `Reuters, Bo.`
fn calls(text: &str, turn: &Turn) -> bool {
    if turn.role == Role::Asker {
        return false;
    }
    if gives_floor(text, turn) {
        return true;
    }
    let Some(words) = turn.speech.last().map(|span| span.of(text)) else {
        // Words to the staff only: the floor goes to somebody.
        return true;
    };
    let tail =
        words.get(words.ceil_char_boundary(words.len().saturating_sub(GLANCE))..).unwrap_or(words);
    let last = sentences(tail).last().unwrap_or_default();
    if last.len() > 90 {
        return false;
    }
    let folded = fold(last);
    let joins = ["yeah, ", "yes, ", "okay, ", "sure, ", "all right, ", "sí, ", "a ver, "];
    let bare = joins.iter().find_map(|join| folded.strip_prefix(join)).map_or(0, str::len);
    let name = match bare {
        0 => last,
        n => last.get(last.len().saturating_sub(n)..).unwrap_or(last),
    };
    let named = name.split_whitespace().count() <= 5
        && name.split_whitespace().all(|word| word.starts_with(char::is_uppercase))
        && !empty(name);
    named
        || words.ends_with(['―', '—']) && PHRASES.call.iter().any(|call| folded.contains(call))
        || PHRASES.call.iter().any(|call| has_phrase(&folded, call))
}

/// Whether `turn` is a moderator's, who speaks to give the floor to somebody.
pub fn gives_floor(text: &str, turn: &Turn) -> bool {
    let label = || fold(turn.label.of(text));
    turn.role == Role::Other && MODERATORS.iter().any(|m| label().starts_with(m))
}

const MODERATORS: [&str; 4] = ["modera", "modéra", "operator", "conductor"];

/// Whether a question begins with a greeting, or with a name and a medium.
fn greets(text: &str, turn: &Turn) -> bool {
    let words = first_words(text, turn);
    let folded = fold(words);
    let greeted = PHRASES.greet.iter().any(|greet| starts_with(&folded, greet));
    // `Thank you.` alone ends an exchange; `Thank you, Ana. On …` begins one.
    let more = bytes(turn) >= QUESTION;
    let thanks = sentences(words).next().is_some_and(is_thanks);
    (greeted || thanks) && more || sentences(words).take(3).any(introduces)
}

/// `Karin, thank you so much.`
fn is_thanks(sentence: &str) -> bool {
    let folded = fold(sentence);
    sentence.split_whitespace().count() <= 8
        && ["thank you", "thanks", "gracias"].iter().any(|thanks| has_phrase(&folded, thanks))
}

/// `Ana Vell, de Radio Quill.`, `Bo Orta from the Tessara Post.`
fn introduces(sentence: &str) -> bool {
    let n = sentence.split_whitespace().count();
    let medium = [", de ", ", del ", " with the ", " from the ", " with ", " from "];
    let Some((name, after)) = medium.iter().find_map(|m| sentence.split_once(m)) else {
        return names_outlet(sentence);
    };
    let name = name.rsplit([',', ':', '—']).next().unwrap_or(name).trim();
    let is_name = (2..=5).contains(&name.split_whitespace().count())
        && name.split_whitespace().all(|word| word.starts_with(char::is_uppercase));
    n <= 16 && is_name && after.chars().any(char::is_uppercase)
}

/// `Ana Vell, Tide News.`: a full name, a comma, a name, and nothing else.
fn names_outlet(sentence: &str) -> bool {
    let Some((name, outlet)) = sentence.trim_end_matches('.').split_once(", ") else {
        return false;
    };
    let is_name = |words: &str, least: usize| {
        (least..=4).contains(&words.split_whitespace().count())
            && words.split_whitespace().all(|word| {
                word.starts_with(char::is_uppercase) && word.chars().all(char::is_alphabetic)
            })
    };
    is_name(name, 2) && is_name(outlet, 1)
}

fn follows(text: &str, turn: &Turn) -> bool {
    let words = first_words(text, turn);
    words.starts_with(['—', '–', '-', '…', '('])
        || words.starts_with(char::is_lowercase)
        || PHRASES.follow.iter().any(|follow| starts_with(&fold(words), follow))
}

/// Sentences of `words`, roughly: a heading needs no better.
pub(super) fn sentences(words: &str) -> impl Iterator<Item = &str> {
    let mut rest = words;
    std::iter::from_fn(move || {
        let end = rest.match_indices(['.', '?', '!', '\n']).find_map(|(at, stop)| {
            let before = rest.get(..at)?;
            let after = rest.get(at + stop.len()..)?;
            let ends = after.is_empty()
                || after.starts_with(|c: char| c.is_whitespace() || ")]”\"»’".contains(c));
            let short = stop == "." && ends_in_abbreviation(before);
            let closing = after.len() - after.trim_start_matches(['”', '"', '»', '’']).len();
            (ends && !short).then_some(at + stop.len() + closing)
        });
        let (sentence, after) = rest.split_at_checked(end.unwrap_or(rest.len()))?;
        rest =
            after.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ')' | ']' | '”'));
        (!sentence.is_empty()).then_some(sentence.trim())
    })
    .filter(|sentence| !sentence.is_empty())
}

/// Whether a sentence tells nothing about what is asked: thanks, a name, a wish to ask.
pub(super) fn empty(sentence: &str) -> bool {
    let folded = fold(sentence);
    let joins = ["and ", "so ", "so, ", "well, ", "but ", "okay, ", "y ", "bueno, ", "pues "];
    let bare = joins.iter().find_map(|join| folded.strip_prefix(join)).unwrap_or(&folded);
    PHRASES.empty.iter().any(|empty| starts_with(bare, empty))
        || is_thanks(sentence)
        || introduces(sentence)
}

pub(super) fn fold(words: &str) -> String {
    let words = words.trim_start_matches(|c: char| !c.is_alphanumeric());
    words.to_lowercase().replace('’', "'").replace('\u{a0}', " ")
}

/// Whether `words` begin with `phrase` as whole words.
pub(super) fn starts_with(words: &str, phrase: &str) -> bool {
    words.strip_prefix(phrase).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// Whether `phrase` stands in `words` as whole words.
fn has_phrase(words: &str, phrase: &str) -> bool {
    words.match_indices(phrase).any(|(at, _)| {
        let before = words.get(..at).and_then(|before| before.chars().next_back());
        let after = words.get(at + phrase.len()..).and_then(|after| after.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

/// The lists of `assets/exchange.txt`.
pub(super) struct Phrases {
    call: Vec<&'static str>,
    greet: Vec<&'static str>,
    empty: Vec<&'static str>,
    pub(super) lead: Vec<&'static str>,
    pub(super) filler: Vec<&'static str>,
    follow: Vec<&'static str>,
}

pub(super) static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let list = |key: &str| {
        include_str!("../../assets/exchange.txt")
            .lines()
            .filter_map(|line| line.strip_prefix(key)?.strip_prefix(' '))
            .flat_map(|line| line.split('|'))
            .map(str::trim)
            .collect()
    };
    Phrases {
        call: list("call"),
        greet: list("greet"),
        empty: list("empty"),
        lead: list("lead"),
        filler: list("filler"),
        follow: list("follow"),
    }
});
