//! A paragraph as a row of tokens: words with their lexicon entry, and punctuation.
//! Passages in quotation marks count as one token each, so what stands around them
//! reads as one sentence.

use super::lexicon::{self, Class, Lexicon, SEED, step};
use crate::model::Span;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A word that begins with a small letter.
    Lower,
    Capital,
    /// A word of two letters or more, all capitals.
    Upper,
    Number,
    Punctuation,
    /// A whole passage in marks; [`Token::entry`] is its number.
    Passage,
}

/// One token, a range of bytes of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    pub start: u32,
    pub end: u32,
    /// The lexicon's number of a word, 0 when it is not listed; of a passage, its index.
    pub entry: u16,
    pub shape: Shape,
    /// What a punctuation token is: its ASCII byte, `-` for every dash, `~` for an
    /// ellipsis, `"` for stray marks, `s` for a possessive `’s`, `*` for the rest. How a
    /// word ends: `d` for -ed, `g` for -ing, `y` for -ly, otherwise 0.
    pub mark: u8,
}

impl Token {
    pub fn span(self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }

    pub fn is_word(self) -> bool {
        matches!(self.shape, Shape::Lower | Shape::Capital | Shape::Upper)
    }

    pub fn is_name_like(self) -> bool {
        matches!(self.shape, Shape::Capital | Shape::Upper)
    }

    pub fn is_mark(self, mark: u8) -> bool {
        self.shape == Shape::Punctuation && self.mark == mark
    }

    /// Whether it is a word that ends so; see [`Token::mark`].
    #[inline]
    pub fn ends_like(self, ending: u8) -> bool {
        self.is_word() && self.mark == ending
    }
}

/// Appends the tokens of `span`; `passages` are the marked passages inside it, in order
/// and not nested, each with the number its token gets.
pub fn tokens(
    text: &str,
    span: Span,
    passages: impl Iterator<Item = (Span, u16)>,
    lexicon: &Lexicon,
    into: &mut Vec<Token>,
) {
    let mut scan = Scan { bytes: text.as_bytes(), text, at: span.start, lexicon, into };
    for (passage, number) in passages {
        scan.run(passage.start.min(span.end));
        if passage.end > scan.at {
            scan.push(passage.start.max(scan.at), passage.end, number, Shape::Passage, 0);
            scan.at = passage.end;
        }
    }
    scan.run(span.end);
}

struct Scan<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    lexicon: &'a Lexicon,
    into: &'a mut Vec<Token>,
}

/// What a character is to the tokenizer, with its length in bytes.
enum Kind {
    Letter(usize),
    Digit,
    Blank(usize),
    Apostrophe(usize),
    Other(usize, u8),
}

impl Scan<'_> {
    fn push(&mut self, start: usize, end: usize, entry: u16, shape: Shape, mark: u8) {
        let entry = match shape {
            Shape::Capital if entry == 0 => {
                self.lexicon.last_part(Span::new(start, end).of(self.text))
            }
            _ => entry,
        };
        self.into.push(Token { start: start as u32, end: end as u32, entry, shape, mark });
    }

    fn run(&mut self, end: usize) {
        while self.at < end {
            match self.kind(self.at) {
                Kind::Blank(n) => self.at += n,
                Kind::Letter(_) => self.word(end),
                Kind::Digit => self.number(end),
                Kind::Apostrophe(n) => {
                    self.push(self.at, self.at + n, 0, Shape::Punctuation, b'\'');
                    self.at += n;
                }
                Kind::Other(n, mark) => {
                    self.push(self.at, self.at + n, 0, Shape::Punctuation, mark);
                    self.at += n;
                }
            }
        }
    }

    fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(b' ')
    }

    #[inline(always)]
    fn kind(&self, at: usize) -> Kind {
        match self.byte(at) {
            b'a'..=b'z' | b'A'..=b'Z' => Kind::Letter(1),
            b'0'..=b'9' => Kind::Digit,
            b' ' | b'\t' | b'\r' | b'\n' => Kind::Blank(1),
            b'\'' | b'`' => Kind::Apostrophe(1),
            b'*' | b'_' | b'\\' => Kind::Blank(1),
            byte if byte < 0x80 => Kind::Other(1, byte),
            0xC3..=0xCA => Kind::Letter(2),
            _ => self.wide(at),
        }
    }

    /// A character beyond Latin.
    fn wide(&self, at: usize) -> Kind {
        let Some(c) = self.text.get(at..).and_then(|rest| rest.chars().next()) else {
            return Kind::Blank(1);
        };
        let n = c.len_utf8();
        match c {
            '\u{2018}' | '\u{2019}' => Kind::Apostrophe(n),
            '–' | '—' | '―' | '‒' | '−' => Kind::Other(n, b'-'),
            '…' => Kind::Other(n, b'~'),
            '“' | '”' | '„' | '«' | '»' | '‹' | '›' => Kind::Other(n, b'"'),
            _ if c.is_alphabetic() => Kind::Letter(n),
            _ if c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}') => {
                Kind::Blank(n)
            }
            _ => Kind::Other(n, b'*'),
        }
    }

    fn number(&mut self, end: usize) {
        let start = self.at;
        while self.at < end {
            // `1,200`, `3.5`, `46-year-old`.
            let next = self.byte(self.at + 1);
            let inner = match self.byte(self.at) {
                b'.' | b',' => next.is_ascii_digit(),
                b'-' => next.is_ascii_alphabetic(),
                _ => false,
            };
            if !inner && !self.byte(self.at).is_ascii_alphanumeric() {
                break;
            }
            self.at += 1;
        }
        self.push(start, self.at, 0, Shape::Number, 0);
    }

    fn word(&mut self, end: usize) {
        let start = self.at;
        let rest = self.bytes.get(start..end).unwrap_or_default();
        let (mut hash, mut n) = (SEED, 0);
        for byte in rest.iter().take_while(|b| b.is_ascii_alphabetic()) {
            hash = step(hash, byte | 0x20);
            n += 1;
        }
        // Most words are ASCII, and nothing is joined to what these marks end.
        match rest.get(n) {
            None | Some(b' ' | b',' | b'\n' | b';' | b':' | b')' | b'?' | b'!' | b'"') => {
                self.plain(start, rest.get(..n).unwrap_or_default(), hash)
            }
            _ => self.joined(end),
        }
    }

    /// A word of ASCII letters that hash to `hash`.
    #[inline]
    fn plain(&mut self, start: usize, word: &[u8], hash: u64) {
        let shape = match word {
            [b'A'..=b'Z', _, ..] if word.iter().all(u8::is_ascii_uppercase) => Shape::Upper,
            [b'A'..=b'Z', ..] => Shape::Capital,
            _ => Shape::Lower,
        };
        self.at = start + word.len();
        self.push(start, self.at, self.lexicon.find(hash), shape, ending(word));
    }

    /// A word that may have letters beyond ASCII, apostrophes, hyphens and full stops.
    fn joined(&mut self, end: usize) {
        let start = self.at;
        let mut hash = SEED;
        let mut letters = 0usize;
        let mut capitals = 0usize;
        let mut since_dot = 0usize;
        while self.at < end {
            // Most letters are ASCII: a short loop of their own.
            let rest = self.bytes.get(self.at..end).unwrap_or_default();
            let mut n_plain = 0;
            for byte in rest.iter().take_while(|b| b.is_ascii_alphabetic()) {
                capitals += usize::from(*byte < b'a');
                hash = step(hash, byte | 0x20);
                n_plain += 1;
            }
            self.at += n_plain;
            letters += n_plain;
            since_dot += n_plain;
            if matches!(rest.get(n_plain), None | Some(b' ')) {
                break;
            }
            match self.kind(self.at) {
                Kind::Letter(n) => {
                    (hash, capitals) = self.letter(n, hash, capitals);
                    letters += 1;
                    since_dot += 1;
                    self.at += n;
                }
                Kind::Digit => {
                    hash = step(hash, self.byte(self.at));
                    self.at += 1;
                }
                Kind::Apostrophe(n) => match self.kind(self.at + n) {
                    Kind::Letter(_) if self.at + n < end && !self.splits(hash, n, end) => {
                        hash = step(hash, b'\'');
                        self.at += n;
                    }
                    _ => break,
                },
                Kind::Other(1, b'-') if self.byte(self.at) == b'-' && self.joins(end) => {
                    if self.enclitic(hash, end).is_some() {
                        break;
                    }
                    hash = step(hash, b'-');
                    self.at += 1;
                }
                Kind::Other(1, b'.') if self.dots(hash, since_dot, end) => {
                    hash = step(hash, b'.');
                    since_dot = 0;
                    self.at += 1;
                }
                _ => break,
            }
        }
        let first_upper = capitals > 0 && self.starts_upper(start);
        let shape = match () {
            () if first_upper && capitals == letters && letters > 1 => Shape::Upper,
            () if first_upper => Shape::Capital,
            () => Shape::Lower,
        };
        let ending = ending(self.bytes.get(start..self.at).unwrap_or_default());
        self.push(start, self.at, self.lexicon.find(hash), shape, ending);
        // Behind most words stands a blank, and nothing is joined to them.
        if self.at >= end || self.byte(self.at) == b' ' {
            return;
        }
        match self.enclitic(hash, end) {
            Some(pronoun) => self.at = pronoun,
            None => self.clitics(end),
        }
    }

    /// Hashes one letter in lower case and counts it when it is a capital.
    #[inline]
    fn letter(&self, n: usize, mut hash: u64, mut capitals: usize) -> (u64, usize) {
        let first = self.byte(self.at);
        if n == 1 {
            capitals += usize::from(first.is_ascii_uppercase());
            return (step(hash, first | 0x20), capitals);
        }
        let second = self.byte(self.at + 1);
        if first == 0xC3 && (0x80..=0x9E).contains(&second) && second != 0x97 {
            return (step(step(hash, first), second + 0x20), capitals + 1);
        }
        for at in 0..n {
            hash = step(hash, self.byte(self.at + at));
        }
        (hash, capitals)
    }

    fn starts_upper(&self, start: usize) -> bool {
        match self.byte(start) {
            byte if byte < 0x80 => byte.is_ascii_uppercase(),
            _ => {
                let c = self.text.get(start..).and_then(|rest| rest.chars().next());
                c.is_some_and(char::is_uppercase)
            }
        }
    }

    /// Whether the apostrophe at hand parts two words: `Lee’s`, `she’d`, `l’ancien`.
    fn splits(&self, hash: u64, n: usize, end: usize) -> bool {
        let with_mark = self.lexicon.find(step(hash, b'\''));
        if with_mark != 0 && self.lexicon.class(with_mark).is(Class::CLITIC) {
            return true;
        }
        let at = self.at + n;
        let mut stop = at;
        while stop < end && self.byte(stop).is_ascii_alphabetic() {
            stop += 1;
        }
        let tail = self.bytes.get(at..stop).unwrap_or_default();
        matches!(tail, b"s" | b"S" | b"re" | b"ve" | b"ll" | b"d" | b"m")
    }

    /// The ending an apostrophe parts from its word, as a token of its own.
    fn clitics(&mut self, end: usize) {
        if self.at >= end || self.byte(self.at).is_ascii_whitespace() {
            return;
        }
        let Kind::Apostrophe(n) = self.kind(self.at) else { return };
        let at = self.at + n;
        let mut stop = at;
        while stop < end && self.byte(stop).is_ascii_alphabetic() {
            stop += 1;
        }
        let tail = self.bytes.get(at..stop).unwrap_or_default();
        if matches!(tail, b"s" | b"S") {
            self.push(self.at, stop, 0, Shape::Punctuation, b's');
            self.at = stop;
        } else if matches!(tail, b"re" | b"ve" | b"ll" | b"d" | b"m") {
            let hash = tail.iter().copied().fold(step(SEED, b'\''), step);
            self.push(self.at, stop, self.lexicon.find(hash), Shape::Lower, 0);
            self.at = stop;
        }
    }

    /// Where the pronoun begins that the hyphen at hand joins to the verb before it:
    /// `dit-il`, `a-t-elle`.
    fn enclitic(&self, verb: u64, end: usize) -> Option<usize> {
        if self.at >= end || self.byte(self.at) != b'-' {
            return None;
        }
        let class = self.lexicon.class(self.lexicon.find(verb));
        if !class.is(Class::CUE.or(Class::AUXILIARY).or(Class::MODAL)) {
            return None;
        }
        let rest = self.bytes.get(self.at + 1..end)?;
        let start = self.at + 1 + if rest.starts_with(b"t-") { 2 } else { 0 };
        let letters = self.bytes.get(start..end)?.iter().take_while(|b| b.is_ascii_alphabetic());
        let pronoun = letters.fold(SEED, |hash, byte| step(hash, byte | 0x20));
        self.lexicon.class(self.lexicon.find(pronoun)).is(Class::ENCLITIC).then_some(start)
    }

    /// Whether the hyphen at hand stands between two letters or digits.
    fn joins(&self, end: usize) -> bool {
        self.at + 1 < end && matches!(self.kind(self.at + 1), Kind::Letter(_) | Kind::Digit)
    }

    /// Whether the full stop at hand belongs to an abbreviation or initial.
    fn dots(&self, hash: u64, since_dot: usize, end: usize) -> bool {
        let next = self.at + 1;
        if since_dot == 1 && next < end && matches!(self.kind(next), Kind::Letter(_)) {
            return true;
        }
        let listed = self.lexicon.find(step(hash, b'.'));
        if listed != 0 && self.lexicon.class(listed).is(Class::ABBREVIATION) {
            return true;
        }
        since_dot == 1 && self.byte(self.at - 1).is_ascii_uppercase() && next < end
    }
}

/// How a word ends, as [`Token::mark`] says it.
#[inline]
fn ending(word: &[u8]) -> u8 {
    match word {
        [.., b'e', b'd'] => b'd',
        [.., b'i', b'n', b'g'] => b'g',
        [.., b'l', b'y'] => b'y',
        _ => 0,
    }
}

/// The tokens of one paragraph with what is needed to read them.
#[derive(Clone, Copy)]
pub struct Words<'a> {
    pub text: &'a str,
    pub lexicon: &'a Lexicon,
    pub tokens: &'a [Token],
}

impl<'a> Words<'a> {
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    #[inline]
    pub fn get(&self, at: usize) -> Option<Token> {
        self.tokens.get(at).copied()
    }

    pub fn text(&self, at: usize) -> &'a str {
        self.get(at).map_or("", |t| t.span().of(self.text))
    }

    #[inline]
    pub fn class(&self, at: usize) -> Class {
        match self.get(at) {
            Some(t) if t.shape != Shape::Passage => self.lexicon.class(t.entry),
            _ => Class::NONE,
        }
    }

    #[inline]
    pub fn is(&self, at: usize, class: Class) -> bool {
        self.class(at).is(class)
    }

    pub fn lemma(&self, at: usize) -> u32 {
        self.get(at).map_or(0, |t| self.lexicon.entry(t.entry).lemma)
    }

    /// A number for the listed word at `at`, the same in every build; 0 for others.
    pub fn key(&self, at: usize) -> u32 {
        match self.get(at) {
            Some(t) if t.shape != Shape::Passage => self.lexicon.entry(t.entry).key(),
            _ => 0,
        }
    }

    #[inline]
    pub fn is_mark(&self, at: usize, mark: u8) -> bool {
        self.get(at).is_some_and(|t| t.is_mark(mark))
    }

    /// Whether the word at `at` ends so; see [`Token::mark`].
    #[inline]
    pub fn ends_like(&self, at: usize, ending: u8) -> bool {
        self.get(at).is_some_and(|t| t.ends_like(ending))
    }

    pub fn is_passage(&self, at: usize) -> bool {
        self.get(at).is_some_and(|t| t.shape == Shape::Passage)
    }

    pub fn is_name_like(&self, at: usize) -> bool {
        self.get(at).is_some_and(Token::is_name_like)
    }

    /// The folded hash of a word, as in the lexicon.
    pub fn hash(&self, at: usize) -> u64 {
        lexicon::hash(self.text(at))
    }

    /// The bytes of tokens `from..to`; empty when there are none.
    pub fn span(&self, from: usize, to: usize) -> Span {
        match (self.get(from), to.checked_sub(1).and_then(|last| self.get(last))) {
            (Some(a), Some(b)) if from < to => Span::new(a.start as usize, b.end as usize),
            _ => Span::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Language;

    #[track_caller]
    fn check(language: Language, text: &str, expected: &str) {
        let mut row = Vec::new();
        let whole = Span::new(0, text.len());
        tokens(text, whole, std::iter::empty(), Lexicon::of(language), &mut row);
        let words: Vec<&str> = row.iter().map(|t| t.span().of(text)).collect();
        assert_eq!(words.join("|"), expected);
    }

    #[test]
    fn words_and_marks_part() {
        check(Language::ENGLISH, "Mr. Lee's aide didn’t go.", "Mr.|Lee|'s|aide|didn’t|go|.");
        check(Language::ENGLISH, "The U.S. said 1,600—no.", "The|U.S.|said|1,600|—|no|.");
        check(Language::ENGLISH, "J. Roe’d vice-chair", "J.|Roe|’d|vice-chair");
        check(Language::FRENCH, "l’ancien ministre", "l|’|ancien|ministre");
    }

    #[test]
    fn a_pronoun_hangs_on_its_verb() {
        check(Language::FRENCH, "a-t-elle dit, répond-il", "a|elle|dit|,|répond|il");
        check(Language::FRENCH, "un porte-parole de Saint-Jean", "un|porte-parole|de|Saint-Jean");
        check(Language::ENGLISH, "a said-he answer", "a|said-he|answer");
    }

    #[test]
    fn a_full_stop_that_ends_a_sentence_stands_alone() {
        check(Language::ENGLISH, "He met Ann. She left", "He|met|Ann|.|She|left");
    }
}
