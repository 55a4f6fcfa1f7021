//! Surnames that are words of the language: `Theresa May`, `Adam Will`, `Ann Black`.

use rustc_hash::FxHashSet;

use super::doubt::acts;
use super::mention::starts_sentence;
use super::run::{Case, case};
use crate::text::lexicon::Class;
use crate::text::token::{Shape, Words};

/// The listed words that somebody in a briefing is called by.
#[derive(Default)]
pub struct Surnames {
    known: FxHashSet<u64>,
}

impl Surnames {
    /// Learns the surnames of all full names in a row, headlines left out, where any word
    /// may stand behind a forename: `Adam Will Go`.
    pub fn learn(&mut self, words: &Words) {
        let full = |at: &usize| ends_full_name(words, *at);
        let mut found = (1..words.len()).filter(full).peekable();
        if found.peek().is_some() && case(words) == Case::Sentence {
            self.known.extend(found.map(|at| words.hash(at)));
        }
    }

    /// The tokens of a row that are such surnames and not the words they look like.
    pub fn find(&self, words: &Words) -> Vec<usize> {
        if self.known.is_empty() {
            return Vec::new();
        }
        let is = |at: &usize| {
            is_listed(words, *at) && self.known.contains(&words.hash(*at)) && is_name(words, *at)
        };
        (0..words.len()).filter(is).collect()
    }
}

fn is_listed(words: &Words, at: usize) -> bool {
    words.get(at).is_some_and(|t| t.shape == Shape::Capital && t.entry != 0)
}

/// Whether a listed word stands between a forename and what is no name.
fn ends_full_name(words: &Words, at: usize) -> bool {
    let forename = |at: usize| words.is(at, Class::FORENAME) && words.is_name_like(at);
    // `Grace Church`, `Juan Presidente`: no surnames but by chance.
    let other = Class::ORGANISATION.or(Class::OFFICE).or(Class::ROLE).or(Class::GROUP);
    is_listed(words, at)
        && forename(at - 1)
        && !words.is(at - 1, Class::CALENDAR)
        && !words.is_name_like(at + 1)
        && (!words.is(at, other.or(Class::SUFFIX)) || words.is(at, Class::FORENAME))
}

/// Whether the surname at `at` is meant there.
fn is_name(words: &Words, at: usize) -> bool {
    let called = Class::FORENAME.or(Class::MR).or(Class::MRS).or(Class::TITLE);
    if at > 0 && words.is_name_like(at - 1) && words.is(at - 1, called) {
        return !words.is_name_like(at + 1);
    }
    let before = |class: Class| at > 0 && words.is(at - 1, class);
    let dated = words.is(at, Class::CALENDAR)
        && (before(Class::PREPOSITION)
            || words.get(at + 1).is_some_and(|t| t.shape == Shape::Number));
    if words.is_name_like(at + 1) || before(Class::ARTICLE.or(Class::POSSESSIVE)) || dated {
        return false;
    }
    if starts_sentence(words, at) && !(at > 0 && words.is_passage(at - 1)) {
        let apposition = words.is_mark(at + 1, b',') && words.is(at + 2, Class::ARTICLE);
        return apposition || acts(words, at + 1);
    }
    before(Class::SAY) || acts(words, at + 1) || stands_alone(words, at + 1)
}

/// Whether what follows cannot be a noun the word before it describes: `Black voters`.
fn stands_alone(words: &Words, at: usize) -> bool {
    let small = Class::PREPOSITION.or(Class::AND).or(Class::SUBORDINATE).or(Class::ARTICLE);
    words.get(at).is_none_or(|t| t.shape == Shape::Punctuation) || words.is(at, small)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Language, Span};
    use crate::text::lexicon::Lexicon;
    use crate::text::token::tokens;

    /// The words of `row` that are surnames once `full` was read, in order.
    #[track_caller]
    fn check(full: &str, row: &str, expected: &str) {
        let lexicon = Lexicon::of(Language::ENGLISH);
        let read = |text: &str| {
            let mut found = Vec::new();
            tokens(text, Span::new(0, text.len()), std::iter::empty(), lexicon, &mut found);
            found
        };
        let mut surnames = Surnames::default();
        surnames.learn(&Words { text: full, lexicon, tokens: &read(full) });
        let tokens = read(row);
        let words = Words { text: row, lexicon, tokens: &tokens };
        let found: Vec<&str> = surnames.find(&words).into_iter().map(|at| words.text(at)).collect();
        assert_eq!(found.join(" "), expected, "{row}");
    }

    #[test]
    fn a_surname_is_read_where_it_acts_and_a_word_where_it_does_not() {
        let will = "The plan was met with doubt by Adam Will, a sailor.";
        check(will, "Will said no.", "Will");
        check(will, "Will, a sailor, left.", "Will");
        check(will, "Will the ferry come?", "");
        check(will, "We asked Adam Will and left.", "Will");
        check("Adam Will Go Home Early Again", "Will said no.", "");
        let may = "It was Ann May who came.";
        check(may, "In May it rained until May 5, when May spoke.", "May");
        check(may, "May’s plan is late, said May.", "May May");
        let black = "They met Ann Black at noon.";
        check(black, "All Black voters heard Black at the Black House.", "Black");
        check("He met Juan President at noon.", "The President said no.", "");
    }
}
