//! Where sentences end, on tokens: a full stop that an abbreviation took is none.

use super::lexicon::Class;
use super::token::{Shape, Words};

/// The first token after each sentence of `words`, in order; the last is `words.len()`.
///
/// A passage in marks that ends in a full stop ends its sentence when a capital
/// follows that no verb of saying follows in turn (`“No.” Ann Lee said.` is one).
pub fn ends(words: &Words) -> Vec<usize> {
    let mut ends: Vec<usize> =
        (0..words.len()).filter(|&at| closes(words, at)).map(|at| at + 1).collect();
    if ends.last() != Some(&words.len()) && !words.is_empty() {
        ends.push(words.len());
    }
    ends
}

#[inline]
fn closes(words: &Words, at: usize) -> bool {
    let Some(token) = words.get(at) else { return false };
    match token.shape {
        Shape::Punctuation => match token.mark {
            b'.' => !abbreviates(words, at),
            b'?' | b'!' => !words.is_mark(at + 1, b')') || words.get(at + 2).is_some(),
            b';' => false,
            b'~' => opens(words, at + 1),
            _ => false,
        },
        Shape::Passage => {
            let inner = token
                .span()
                .of(words.text)
                .trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '?' | '!'));
            inner.ends_with(['.', '?', '!']) && opens(words, at + 1) && !tagged(words, at + 1)
        }
        // `in the U.S. The` and `at 5 p.m. He`.
        _ => {
            words.is(at, Class::ABBREVIATION)
                && !words.is(at, Class::TITLE.or(Class::MR).or(Class::MRS))
                && words.is_name_like(at + 1)
                && words.is(at + 1, Class::COMMON)
        }
    }
}

/// Whether a full stop only shortens a word: `(R-S.C.) said`, `D-Ill., said`.
fn abbreviates(words: &Words, at: usize) -> bool {
    let behind = at + 1 + usize::from(words.is_mark(at + 1, b')'));
    let goes_on = words.get(behind).is_none_or(|t| t.shape == Shape::Lower);
    // The first of `R-S.C.`.
    let next = words.text(at + 1);
    let letter = next.len() <= 2 && next.ends_with('.');
    let close = || words.span(at, at + 2).len() == 1 + next.len();
    words.is_mark(at + 1, b',') || behind > at + 1 && goes_on || letter && close()
}

/// Whether a sentence can begin at `at`.
fn opens(words: &Words, at: usize) -> bool {
    words.get(at).is_none_or(|t| t.is_name_like() || t.shape == Shape::Passage)
}

/// Whether a name and a verb of saying follow: `Ann Lee said`, `Mr. Lee, 46, added`.
fn tagged(words: &Words, from: usize) -> bool {
    let mut at = from;
    while at < from + 8 && (words.is_name_like(at) || words.is(at, Class::ARTICLE)) {
        at += 1;
    }
    words.is(at, Class::SAY)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Language, Span};
    use crate::text::lexicon::Lexicon;
    use crate::text::token;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let lexicon = Lexicon::of(Language::ENGLISH);
        let mut tokens = Vec::new();
        let whole = Span::new(0, text.len());
        token::tokens(text, whole, std::iter::empty(), lexicon, &mut tokens);
        let words = Words { text, lexicon, tokens: &tokens };
        let mut start = 0;
        let found: Vec<&str> = ends(&words)
            .into_iter()
            .map(|end| words.span(std::mem::replace(&mut start, end), end).of(text))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn full_stops_end_sentences() {
        check("One went. Two stayed!", &["One went.", "Two stayed!"]);
        check("", &[]);
    }

    #[test]
    fn abbreviations_do_not() {
        check("Mr. Roe met Gov. Lee.", &["Mr. Roe met Gov. Lee."]);
        check("He left the U.S. The end.", &["He left the U.S.", "The end."]);
        check("Ms. Roe (R-Callan.) spoke.", &["Ms. Roe (R-Callan.) spoke."]);
        check("Ms. Roe (R-S.C.) spoke.", &["Ms. Roe (R-S.C.) spoke."]);
        check("It is so. C. Roe spoke.", &["It is so.", "C. Roe spoke."]);
        check("Ms. Roe, D-Callan., spoke.", &["Ms. Roe, D-Callan., spoke."]);
        check("(It rained.) They left.", &["(It rained.", ") They left."]);
    }
}
