//! Notes where a paraphrase and the quote beside it give different figures for what
//! is evidently the same thing.
//!
//! Silence is the rule: a figure must have its partner's class and unit, stand within a
//! paragraph of it, and share the words around it, before the two are said to disagree.

use std::borrow::Cow;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::model::{Briefing, Language, Note, NoteKind, Quote, QuoteKind, Span};

/// Words on either side of a figure that say what it counts, at most.
const CONTEXT_BYTES: usize = 160;
/// Words that two ranks, and two other figures, must share around them.
const SHARED_BY_RANKS: usize = 3;
const SHARED_BY_COUNTS: usize = 4;
/// Figures of a paragraph looked at, so that a page of figures stays linear.
const MOST_FIGURES: usize = 64;

/// One note at most per paragraph with quotes whose figures the prose beside contradicts,
/// in text order.
///
/// Compares ranks, shares, sums and counted things in the quotes of a paragraph with the
/// prose of that paragraph and the one before; years and loose figures (`about 40`) are
/// left alone. Reads English and Spanish number words; other languages get digits.
pub(super) fn notes(briefing: &Briefing) -> Vec<Note> {
    let words = Words::of(briefing.language);
    let text = briefing.text.as_str();
    let beside = |quote: &Quote| (quote.section, quote.paragraph);
    let quoted = |quote: &Quote| matches!(quote.kind, QuoteKind::Direct | QuoteKind::Block);
    let quotes: Vec<&Quote> = briefing.quotes.iter().filter(|q| quoted(q)).collect();
    let mut notes = Vec::new();
    for here in quotes.chunk_by(|a, b| beside(a) == beside(b)) {
        let figures = |spans: Vec<Span>| -> Vec<Figure> {
            let found = spans.into_iter().flat_map(|span| words.figures(text, span));
            found.take(MOST_FIGURES).collect()
        };
        let said = figures(here.iter().map(|q| q.span).collect());
        let Some((section, paragraph)) = here.first().map(|q| beside(q)) else { continue };
        let Some(section) = briefing.sections.get(section) else { continue };
        if said.is_empty() {
            continue;
        }
        let from = paragraph.saturating_sub(1);
        let paragraphs = section.paragraphs.get(from..=paragraph).unwrap_or_default();
        let told = figures(paragraphs.iter().flat_map(|p| prose(p.span, &quotes)).collect());
        notes.extend(disagreement(text, &told, &said));
    }
    notes
}

/// What `paragraph` says outside the quotes.
fn prose(paragraph: Span, quotes: &[&Quote]) -> Vec<Span> {
    let first = quotes.partition_point(|q| q.span.start < paragraph.start);
    let mut at = paragraph.start;
    let mut spans = Vec::new();
    let inside = quotes.get(first..).unwrap_or_default();
    for quote in inside.iter().take_while(|q| q.span.start < paragraph.end) {
        spans.push(Span::new(at, quote.span.start.max(at)));
        at = at.max(quote.span.end);
    }
    spans.push(Span::new(at.min(paragraph.end), paragraph.end));
    spans
}

/// The first pair of figures that cannot both be true.
fn disagreement(text: &str, told: &[Figure], said: &[Figure]) -> Option<Note> {
    let pair = said.iter().find_map(|s| {
        let t = told.iter().find(|t| t.contradicts(s))?;
        let settled = said.iter().any(|o| o.agrees(t)) || told.iter().any(|o| o.agrees(s));
        (!settled).then_some((t, s))
    });
    pair.map(|(t, s)| Note {
        kind: NoteKind::NumbersDisagree,
        span: t.span,
        other: Some(s.span),
        message: format!(
            "the text says “{}” where the quote says “{}”",
            t.span.of(text),
            s.span.of(text)
        ),
    })
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Rank,
    Percent,
    Money,
    Count,
}

/// A number in its place, with what it counts and the words around it.
#[derive(Debug)]
struct Figure {
    span: Span,
    class: Class,
    value: f64,
    /// Stem of the counted noun; empty for other classes.
    unit: String,
    /// Stems of the telling words around it, sorted.
    context: Vec<String>,
}

impl Figure {
    fn same_thing(&self, other: &Figure) -> bool {
        self.class == other.class && self.unit == other.unit
    }

    fn agrees(&self, other: &Figure) -> bool {
        self.same_thing(other) && (self.value - other.value).abs() < f64::EPSILON
    }

    /// Whether both count one thing and differ by more than rounding.
    fn contradicts(&self, other: &Figure) -> bool {
        let apart = (self.value - other.value).abs();
        let (differ, shared) = match self.class {
            Class::Rank => (apart > 0.5, SHARED_BY_RANKS),
            _ => (apart > 0.1 * self.value.abs().max(other.value.abs()), SHARED_BY_COUNTS),
        };
        let common = || self.context.iter().filter(|w| other.context.binary_search(w).is_ok());
        self.same_thing(other) && differ && common().count() >= shared
    }
}

/// A word or number of the text, and its letters in lower case.
#[derive(Debug)]
struct Token<'a> {
    span: Span,
    word: Cow<'a, str>,
    meaning: Option<Word>,
}

/// The number words of a language.
struct Words {
    of: FxHashMap<&'static str, Word>,
    /// The lengths of the ranks and counts, as bits, by their first byte.
    lengths: [u32; 256],
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Word {
    Rank(f64),
    Count(f64),
    Scale(f64),
    Percent,
    Money,
    Hedge,
    Stop,
}

impl Words {
    /// The words of `language`, read at first use.
    fn of(language: Language) -> &'static Words {
        static READ: [OnceLock<Words>; 3] = [const { OnceLock::new() }; 3];
        let (read, list) = match language {
            Language::ENGLISH => (&READ[0], include_str!("../../assets/numbers/en.txt")),
            Language::SPANISH => (&READ[1], include_str!("../../assets/numbers/es.txt")),
            _ => (&READ[2], ""),
        };
        read.get_or_init(|| Words::read(list))
    }

    fn read(list: &'static str) -> Words {
        let mut of = FxHashMap::default();
        let mut lengths = [0u32; 256];
        for line in list.lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split_whitespace();
            let kind = fields.next().unwrap_or_default();
            let number = matches!(kind, "rank" | "count" | "scale");
            let value = if number { fields.next().and_then(|v| v.parse().ok()) } else { None };
            let value = value.unwrap_or_default();
            let meaning = match kind {
                "rank" => Word::Rank(value),
                "count" => Word::Count(value),
                "scale" => Word::Scale(value),
                "percent" => Word::Percent,
                "money" => Word::Money,
                "hedge" => Word::Hedge,
                _ => Word::Stop,
            };
            // A word keeps its first meaning: `over` is a hedge before it is a stop word.
            for word in fields {
                of.entry(word).or_insert(meaning);
                if matches!(meaning, Word::Rank(_) | Word::Count(_)) {
                    let first = word.bytes().next().unwrap_or_default();
                    lengths[usize::from(first)] |= 1 << word.len().min(31);
                }
            }
        }
        Words { of, lengths }
    }

    fn meaning(&self, word: &str) -> Option<Word> {
        self.of.get(word).copied()
    }

    /// Whether a figure can begin with `word`: with a digit, or as a listed word, which
    /// first letter and length mostly rule out.
    fn may_begin(&self, word: &str) -> bool {
        let first = word.as_bytes().first().copied().unwrap_or_default().to_ascii_lowercase();
        let listed = || matches!(self.meaning(&lower(word)), Some(Word::Rank(_) | Word::Count(_)));
        first.is_ascii_digit()
            || self.lengths[usize::from(first)] >> word.len().min(31) & 1 == 1 && listed()
    }

    /// Whether a figure can begin somewhere in `slice`, as far as a quick look shows: what
    /// has letters beyond ASCII is looked at later.
    fn may_hold(&self, slice: &str) -> bool {
        let bytes = slice.as_bytes();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            if !byte.is_ascii_alphanumeric() {
                if matches!(byte, 0xC3..=0xE1 | 0xE3..) {
                    return true;
                }
                at += 1;
                continue;
            }
            let rest = bytes.get(at..).unwrap_or_default();
            let n = rest.iter().take_while(|b| b.is_ascii_alphanumeric()).count();
            if slice.get(at..at + n).is_some_and(|word| self.may_begin(word)) {
                return true;
            }
            at += n;
        }
        false
    }

    /// The figures in `within`, in text order.
    fn figures(&self, text: &str, within: Span) -> Vec<Figure> {
        let token = |span: Span| {
            let word = lower(span.of(text));
            let meaning = self.meaning(&word);
            Token { span, word, meaning }
        };
        // Most passages hold no number, and need no second look.
        if !self.may_hold(within.of(text)) {
            return Vec::new();
        }
        let tokens: Vec<Token> = tokens_of(text, within).map(token).collect();
        (0..tokens.len()).filter_map(|at| self.figure(text, within, &tokens, at)).collect()
    }

    /// The figure at token `at`, unless it is loose, a year, or counts nothing named.
    fn figure(&self, text: &str, within: Span, tokens: &[Token<'_>], at: usize) -> Option<Figure> {
        let Token { span, word, meaning } = tokens.get(at)?;
        let before = at.checked_sub(1).and_then(|idx| tokens.get(idx));
        if before.is_some_and(|b| b.meaning == Some(Word::Hedge)) {
            return None;
        }
        let ranked = || before.is_some_and(|b| b.word.starts_with("rank"));
        let (class, value, unit) = match *meaning {
            // “First” and “second” are mostly no ranks: the first time, a second home.
            Some(Word::Rank(value)) if value > 2.5 || ranked() => {
                (Class::Rank, value, String::new())
            }
            Some(Word::Count(value)) => self.measured(text, value, tokens, at)?,
            Some(_) => return None,
            None => self.measured(text, number(word)?, tokens, at)?,
        };
        let context = self.context(text, within, tokens, at);
        Some(Figure { span: *span, class, value, unit, context })
    }

    /// What the number `value` at token `at` measures, and its value with its scale.
    fn measured(
        &self,
        text: &str,
        value: f64,
        tokens: &[Token<'_>],
        at: usize,
    ) -> Option<(Class, f64, String)> {
        let Token { span, word, .. } = tokens.get(at)?;
        let meaning = |idx: usize| tokens.get(idx).and_then(|t| t.meaning);
        let (value, next) = match meaning(at + 1) {
            Some(Word::Scale(scale)) => (value * scale, at + 2),
            _ => (value, at + 1),
        };
        let after = text.get(span.end..).unwrap_or_default();
        let before = text.get(..span.start).unwrap_or_default();
        if after.starts_with('%') || meaning(next) == Some(Word::Percent) {
            return Some((Class::Percent, value, String::new()));
        }
        if before.ends_with(['$', '€', '£']) || meaning(next) == Some(Word::Money) {
            return Some((Class::Money, value, String::new()));
        }
        let noun = &tokens.get(next)?.word;
        let a_year = word.len() == 4 && (1500.0..2200.0).contains(&value);
        let telling = noun.len() > 3 && meaning(next).is_none();
        (telling && !a_year).then(|| (Class::Count, value, stem(noun)))
    }

    /// The telling words of the sentence around token `at`, within a bounded distance.
    fn context(&self, text: &str, within: Span, tokens: &[Token<'_>], at: usize) -> Vec<String> {
        let Some(Token { span: here, .. }) = tokens.get(at) else { return Vec::new() };
        let near = Span::new(
            here.start.saturating_sub(CONTEXT_BYTES).max(within.start),
            (here.end + CONTEXT_BYTES).min(within.end),
        );
        let inside = |span: Span| near.start <= span.start && span.end <= near.end;
        let parted = |a: Span, b: Span| {
            let gap = Span::new(a.end, b.start).of(text);
            gap.contains(['!', '?', ';', '\n']) || gap.contains(". ")
        };
        let joined = |pair: &&[Token<'_>]| match pair {
            [a, b] => inside(a.span) && inside(b.span) && !parted(a.span, b.span),
            _ => false,
        };
        let (before, after) =
            (tokens.get(..=at).unwrap_or_default(), tokens.get(at..).unwrap_or_default());
        let n_before = before.windows(2).rev().take_while(joined).count();
        let n_after = after.windows(2).take_while(joined).count();
        let telling = |t: &&Token| {
            t.meaning.is_none() && t.word.chars().count() > 3 && number(&t.word).is_none()
        };
        let around = tokens.get(at - n_before..=at + n_after).unwrap_or_default();
        let mut words: Vec<String> = around.iter().filter(telling).map(|t| stem(&t.word)).collect();
        words.sort_unstable();
        words.dedup();
        words
    }
}

/// `word` in lower case.
fn lower(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()) {
        return Cow::Borrowed(word);
    }
    Cow::Owned(word.to_lowercase())
}

/// The words and numbers in `within`: letters, digits, and the points and commas inside
/// numbers.
fn tokens_of(text: &str, within: Span) -> impl Iterator<Item = Span> {
    let slice = within.of(text);
    let bytes = slice.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        let mut open: Option<usize> = None;
        while let Some(&byte) = bytes.get(at) {
            if byte.is_ascii_alphanumeric() {
                open = open.or(Some(at));
                let rest = bytes.get(at..).unwrap_or_default();
                at += rest.iter().take_while(|b| b.is_ascii_alphanumeric()).count();
                continue;
            }
            let (start, (length, inside)) = (at, character(slice, at, open.is_some()));
            at += length;
            match (inside, open) {
                (true, None) => open = Some(start),
                (false, Some(from)) => {
                    return Some(Span::new(within.start + from, within.start + start));
                }
                _ => {}
            }
        }
        open.map(|from| Span::new(within.start + from, within.start + slice.len()))
    })
}

/// The length of what is no plain letter or digit at `at`, and whether it goes on with a
/// word, one being `open` or not.
fn character(slice: &str, at: usize, open: bool) -> (usize, bool) {
    match slice.as_bytes().get(at) {
        Some(b'.' | b',') => {
            let next = slice.as_bytes().get(at + 1);
            (1, open && next.is_some_and(u8::is_ascii_digit))
        }
        None | Some(0..0x80) => (1, false),
        Some(_) => {
            let c = slice.get(at..).and_then(|rest| rest.chars().next());
            c.map_or((1, false), |c| (c.len_utf8(), c.is_alphanumeric()))
        }
    }
}

/// The value of `1,600`, `1.6` or `40`; `None` for words and for mixed forms (`1.6t`).
fn number(word: &str) -> Option<f64> {
    if !word.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let thousands = word.split([',', '.']).skip(1).all(|group| group.len() == 3);
    let plain = if thousands { word.replace([',', '.'], "") } else { word.replace(',', ".") };
    plain.parse().ok()
}

/// The first six letters, which English and Spanish inflection mostly leaves alone.
fn stem(word: &str) -> String {
    word.chars().take(6).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a paraphrase and a quote in the next paragraph are said to disagree, as
    /// `told/said`, or `-`.
    #[track_caller]
    fn check(language: Language, prose: &str, quote: &str, expected: &str) {
        let words = Words::of(language);
        let text = format!("{prose}{quote}");
        let told = words.figures(&text, Span::new(0, prose.len()));
        let said = words.figures(&text, Span::new(prose.len(), text.len()));
        let got = match disagreement(&text, &told, &said) {
            Some(Note { span, other: Some(other), .. }) => {
                format!("{}/{}", span.of(&text), other.of(&text))
            }
            _ => "-".to_owned(),
        };
        assert_eq!(got, expected, "{prose} | {quote}");
    }

    #[test]
    fn two_ranks_of_one_thing_disagree() {
        let prose = "Valdoria now ranks fifth in wheat exports on the Southern Continent. ";
        let quote = "“We are the third country in wheat exports of the Southern Continent.”";
        check(Language::ENGLISH, prose, quote, "fifth/third");
        check(Language::ENGLISH, prose, "“We are fifth in wheat exports here.”", "-");
        check(Language::ENGLISH, prose, "“The third time I visited the port it rained.”", "-");
        // The quote gives both figures, so the prose is right.
        let both = "“From fifth in wheat exports, Southern Continent, we will be third in wheat exports, Southern Continent.”";
        check(Language::ENGLISH, prose, both, "-");
    }

    #[test]
    fn first_and_second_are_no_ranks_without_the_verb() {
        let quote = "“This is the fourth visit of a Valdorian minister to the harbour town.”";
        let told = "It was the first visit of a Valdorian minister to the harbour town. ";
        check(Language::ENGLISH, told, quote, "-");
    }

    #[test]
    fn counts_need_the_same_noun_and_the_same_words() {
        let told = "The coast guard of Valdoria boarded 40 vessels near the northern islands. ";
        let said =
            "“Our coast guard has boarded 60 vessels near the northern islands of Valdoria.”";
        check(Language::ENGLISH, told, said, "40/60");
        check(Language::ENGLISH, told, "“Sixty vessels a day pass; 60 vessels is a lot.”", "-");
        let loose =
            "The coast guard of Valdoria boarded about 40 vessels near the northern islands. ";
        check(Language::ENGLISH, loose, said, "-");
        let close =
            "“Our coast guard has boarded 41 vessels near the northern islands of Valdoria.”";
        check(Language::ENGLISH, told, close, "-");
    }

    #[test]
    fn shares_and_sums_are_compared_with_their_like() {
        let told = "Harbour revenue of the northern province fell by 12 percent in spring. ";
        let said = "“Harbour revenue fell 21 percent in the northern province this spring.”";
        check(Language::ENGLISH, told, said, "12/21");
        let sum = "“Harbour revenue fell $21 million in the northern province this spring.”";
        check(Language::ENGLISH, told, sum, "-");
    }

    #[test]
    fn spanish_ordinals_are_read() {
        let told =
            "Valdoria ocupa el quinto lugar en exportaciones de trigo del continente austral. ";
        let said = "“Somos el tercer país en exportaciones de trigo del continente austral.”";
        check(Language::SPANISH, told, said, "quinto/tercer");
    }

    #[test]
    fn years_and_odd_forms_are_no_figures() {
        let words = Words::of(Language::ENGLISH);
        for text in ["In 2019 exports rose", "1.6t of grain", "the", "", "7"] {
            assert!(words.figures(text, Span::new(0, text.len())).is_empty(), "{text}");
        }
    }
}
