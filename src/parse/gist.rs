//! What an exchange is about, in a few of its own words.

use super::exchange::{PHRASES, empty, fold, sentences, starts_with, unbracketed};
use crate::model::Turn;

/// The longest derived heading, in chars.
const LONGEST: usize = 60;
/// The words that tell something which a sentence must have to be taken before all others.
const TELLING: usize = 1;
/// The sentences looked at for a better one.
const REACH: usize = 12;

/// The first telling words of turn `idx`, or of what its speaker says next in `turns` when
/// it has none (`This is for Ana.` “Yes?”), cut at a word.
pub(super) fn heading(text: &str, turns: &[Turn], idx: usize) -> Option<String> {
    let turn = turns.get(idx)?;
    let same =
        |other: &&Turn| other.role == turn.role && other.label.of(text) == turn.label.of(text);
    let next = turns.iter().skip(idx).take(9).filter(same);
    let mut best: Option<(usize, &str)> = None;
    let long = next
        .flat_map(|turn| of_turn(text, turn))
        .filter(|sentence| sentence.len() >= 20 && !empty(sentence) && !is_piece(sentence));
    for sentence in long.take(REACH) {
        let sentence = without_lead(sentence);
        let n = n_telling(sentence);
        if best.is_none_or(|(most, _)| n > most) {
            best = Some((n, sentence));
        }
        if n >= TELLING {
            break;
        }
    }
    let words = best
        .map(|(_, sentence)| sentence)
        .or_else(|| of_turn(text, turn).filter(|s| !is_piece(s)).max_by_key(|s| s.len()))
        .or_else(|| of_turn(text, turn).max_by_key(|sentence| sentence.len()))?;
    Some(capitalised(&cut(words))).filter(|words| !words.is_empty())
}

/// The first sentences of a turn.
fn of_turn<'a>(text: &'a str, turn: &Turn) -> impl Iterator<Item = &'a str> {
    turn.speech.iter().flat_map(move |span| sentences(unbracketed(span.of(text)))).take(40)
}

/// Whether a sentence is a part of one that was broken off, or holds names alone.
fn is_piece(sentence: &str) -> bool {
    let words = || sentence.split_whitespace().filter(|w| w.contains(char::is_alphabetic));
    sentence.ends_with(['—', '―', '…'])
        || sentence.starts_with(|c: char| c.is_lowercase() || matches!(c, '—' | '…'))
        || words().all(|word| word.starts_with(char::is_uppercase))
}

/// `sentence` without the words that only lead to what is asked: `I wanted to ask you about`.
fn without_lead(sentence: &str) -> &str {
    let mut words = sentence;
    for _ in 0..3 {
        words = words.trim_start_matches(|c: char| !c.is_alphanumeric() && !"¿¡“\"«".contains(c));
        let folded = fold(words);
        // What folding leaves out before the first letter is counted as words are.
        let lead = PHRASES.lead.iter().filter(|lead| starts_with(&folded, lead));
        let Some(n) = lead.map(|lead| lead.chars().count()).max() else { break };
        let at = words.char_indices().nth(n).map_or(words.len(), |(at, _)| at);
        match words.get(at..).filter(|rest| rest.len() >= 20) {
            Some(rest) => words = rest,
            None => break,
        }
    }
    words
}

/// How many words of the heading that `sentence` would make tell something: names, figures
/// and long words, but none that any question has.
fn n_telling(sentence: &str) -> usize {
    let shown = cut(sentence);
    let tells = |(at, word): (usize, &str)| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let folded = word.to_lowercase();
        let folded = folded.split(['’', '\'']).next().unwrap_or_default();
        let known = PHRASES.filler.contains(&folded);
        let name = at > 0 && word.starts_with(char::is_uppercase) && word.chars().count() > 1;
        !known
            && (name || word.contains(|c: char| c.is_ascii_digit()) || folded.chars().count() > 4)
    };
    shown.split_whitespace().enumerate().filter(|word| tells(*word)).count()
}

/// `words` on one line, at most [`LONGEST`] chars, an ellipsis where they are cut.
fn cut(words: &str) -> String {
    let words = words.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '—' | '―' | '–' | '-' | '…' | ',')
    });
    let mut out = String::new();
    let mut n_chars = 0;
    for word in words.split_whitespace() {
        let n = word.chars().count();
        if n_chars + n + 1 > LONGEST {
            if out.is_empty() {
                out.extend(word.chars().take(LONGEST));
            }
            return format!("{}…", out.trim_end_matches([',', ';', ':', '—', '–', '-', ' ', '.']));
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
        n_chars += n + 1;
    }
    out.trim_end_matches(['.', ',', ';', ':', ' ', '—']).to_owned()
}

/// `words` with a capital at their start.
fn capitalised(words: &str) -> String {
    let first = words.find(char::is_alphabetic).unwrap_or(words.len());
    let (before, rest) = words.split_at_checked(first).unwrap_or((words, ""));
    let mut rest = rest.chars();
    let first = rest.next().into_iter().flat_map(char::to_uppercase);
    before.chars().chain(first).chain(rest).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Role, Span};

    #[track_caller]
    fn check(speech: &str, expected: &str) {
        let turn = Turn {
            label: Span::new(0, 0),
            name: None,
            role: Role::Asker,
            speech: vec![Span::new(0, speech.len())],
        };
        assert_eq!(heading(speech, &[turn], 0).unwrap_or_default(), expected);
    }

    #[test]
    fn the_heading_is_the_first_telling_words() {
        check("Thank you, Karin. What will the ferry cost?", "What will the ferry cost?");
        check(
            "Buenos días, Presidenta. ¿Cuándo abre el puerto de Saltmarsh?",
            "¿Cuándo abre el puerto de Saltmarsh?",
        );
        check(
            "Thanks. Does the council still believe that the harbour at Cape Sorrow can be dredged before the winter?",
            "Does the council still believe that the harbour at Cape…",
        );
        check("Why?", "Why?");
        check("I wanted to ask you about the ferry to Cape Sorrow.", "The ferry to Cape Sorrow");
        check(
            "And can you tell us if the strike at Saltmarsh is over?",
            "If the strike at Saltmarsh is over?",
        );
        check(
            "I just believe there’s a lot going on. Did Minister Orta sign the ferry contract?",
            "Did Minister Orta sign the ferry contract?",
        );
        check(
            "then the rest of it all. Ana Vell Orta. What do the ferries cost?",
            "What do the ferries cost?",
        );
        check("Ana Vell, Tide News. What will the ferry cost?", "What will the ferry cost?");
        check(
            "Ships, ferries and rafts lie idle. Why is that?",
            "Ships, ferries and rafts lie idle",
        );
    }
}
