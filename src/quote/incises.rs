//! Who speaks may break in between the marks, or stand between dashes where no marks are:
//! `« Oui, dit-il, demain »`, `—Sí —dijo Paz—. Mañana.`

use super::Passage;
use crate::model::Span;
use crate::text::lexicon::{Class, Lexicon, hash};

/// How a language breaks into what is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Incise {
    /// Between dashes.
    Dashes,
    /// Between dashes, or between commas as French does.
    DashesAndCommas,
}

/// The longest aside, in bytes.
const LONGEST: usize = 240;
/// How far from its beginning the verb of an aside stands, in words.
const REACH: usize = 4;

/// Parts each of `found`, the passages of `paragraph`, around its asides; a paragraph
/// without marks that a dash opens is a line of talk when it has one.
pub fn part(
    text: &str,
    paragraph: Span,
    lexicon: &Lexicon,
    incise: Incise,
    found: &[Passage],
) -> Vec<Passage> {
    let asides = Asides { text, lexicon, incise };
    let said = found.is_empty().then(|| asides.talk(paragraph)).flatten();
    let mut parted = Vec::with_capacity(found.len());
    let mut rest = if said.is_some() { said.as_slice() } else { found };
    while let Some((passage, behind)) = rest.split_first() {
        // Each nested passage stands behind the one it is in.
        let inside = behind.iter().take_while(|p| p.nested).count();
        let (inside, next) = behind.split_at(inside);
        let mut nested = inside.iter().peekable();
        for inner in asides.pieces(passage.inner) {
            let piece = Passage { span: widened(inner, passage, text), inner, ..*passage };
            parted.push(piece);
            while let Some(p) = nested.next_if(|p| p.span.start < piece.span.end) {
                parted.extend(piece.span.covers(p.span).then_some(*p));
            }
        }
        rest = next;
    }
    parted
}

/// `piece` with the marks of `whole` that stand right beside it.
fn widened(piece: Span, whole: &Passage, text: &str) -> Span {
    let blank = |from: usize, to: usize| Span::new(from, to).of(text).trim().is_empty();
    let first = blank(whole.inner.start, piece.start);
    let last = blank(piece.end, whole.inner.end);
    Span::new(
        if first { whole.span.start } else { piece.start },
        if last { whole.span.end } else { piece.end },
    )
}

fn is_dash(c: char) -> bool {
    matches!(c, '—' | '–' | '―')
}

/// The length of a name that a comma at `at` parts from the office before it: `a dit le
/// maire, Luc Roy.`
fn name_behind(aside: &str, at: usize) -> usize {
    let Some(rest) = aside.get(at..).and_then(|rest| rest.strip_prefix(", ")) else { return 0 };
    let Some(end) = rest.find([',', '.', '?', '!', ';']) else { return 0 };
    let name = rest.get(..end).unwrap_or_default();
    let words = name.split(' ').count();
    let named =
        words > 1 && words < 5 && name.split(' ').all(|w| w.starts_with(char::is_uppercase));
    if named { end + 2 } else { 0 }
}

struct Asides<'a> {
    text: &'a str,
    lexicon: &'a Lexicon,
    incise: Incise,
}

impl Asides<'_> {
    /// The paragraph as one passage, if a dash opens it and an aside tells who speaks.
    fn talk(&self, paragraph: Span) -> Option<Passage> {
        let line = paragraph.of(self.text);
        let said = line.trim_start_matches(is_dash);
        let said = (said.len() < line.len()).then(|| said.trim())?;
        let start =
            paragraph.start + (line.len() - line.trim_start_matches(is_dash).trim_start().len());
        let inner = Span::new(start, start + said.len());
        let (aside, _) = self.next(inner)?;
        let inner_of = Passage { span: inner, inner, nested: false, closed: true, single: false };
        (aside.start > inner.start).then_some(inner_of)
    }

    /// What of `inner` stands between its asides.
    fn pieces(&self, inner: Span) -> Vec<Span> {
        let mut pieces = Vec::new();
        let mut rest = inner;
        while let Some((aside, behind)) = self.next(rest) {
            pieces.extend(self.words(Span::new(rest.start, aside.start)));
            rest.start = behind;
        }
        pieces.extend(self.words(rest));
        if pieces.is_empty() { vec![inner] } else { pieces }
    }

    /// `span` without blanks at its ends, if it has words.
    fn words(&self, span: Span) -> Option<Span> {
        let words = span.of(self.text);
        let start = span.start + (words.len() - words.trim_start().len());
        let trimmed = Span::new(start, start + words.trim().len());
        words.chars().any(char::is_alphanumeric).then_some(trimmed)
    }

    /// The first aside in `span` with its marks, and where the words go on.
    fn next(&self, span: Span) -> Option<(Span, usize)> {
        let mut before = ' ';
        for (at, c) in span.of(self.text).char_indices() {
            let at = span.start + at;
            let opens = is_dash(c) && before.is_whitespace()
                || c == ',' && self.incise == Incise::DashesAndCommas;
            before = c;
            let inside = Span::new(at + c.len_utf8(), span.end);
            if let Some((end, behind)) = opens.then(|| self.closes(inside, c)).flatten() {
                return Some((Span::new(at, end), behind));
            }
        }
        None
    }

    /// Where the aside at the start of `rest` that `mark` opened ends, and the words go on
    /// behind its own mark and stop.
    fn closes(&self, rest: Span, mark: char) -> Option<(usize, usize)> {
        let reach = self.text.floor_char_boundary((rest.start + LONGEST).min(rest.end));
        let near = self.text.get(rest.start..reach)?;
        let closing = |c: char| {
            if mark == ',' { matches!(c, ',' | '.' | '?' | '!' | ';') } else { is_dash(c) }
        };
        let length = near
            .find(closing)
            .map(|at| at + name_behind(near, at))
            .or_else(|| (reach == rest.end).then_some(near.len()))?;
        let aside = near.get(..length)?;
        if !self.tells(aside, mark) {
            return None;
        }
        let behind = near.get(length..)?;
        let stop = |c: char| is_dash(c) || c.is_whitespace() || matches!(c, ',' | '.' | ';' | ':');
        let gone = behind.len() - behind.trim_start_matches(stop).len();
        Some((rest.start + length, rest.start + length + gone))
    }

    /// Whether an aside tells who speaks: `dijo Paz`, `a-t-elle ajouté`. Between commas a
    /// pronoun or name has to be there, else `, dit la loi,` would be one.
    fn tells(&self, aside: &str, mark: char) -> bool {
        let words = || {
            aside
                .split(|c: char| c.is_whitespace() || matches!(c, '-' | '\'' | '’'))
                .filter(|w| !w.is_empty())
        };
        let class = |word: &str| self.lexicon.class(self.lexicon.find(hash(word)));
        let small = Class::AUXILIARY
            .or(Class::ADVERB)
            .or(Class::OBJECT_PRONOUN)
            .or(Class::BUT)
            .or(Class::PRONOUN);
        let mut helped = false;
        let finite = Class::PAST.or(Class::PRESENT);
        let verb = words().take(REACH).find_map(|word| {
            let class = class(word);
            let said =
                class.is(Class::SAY) && (class.is(finite) || helped && class.is(Class::PARTICIPLE));
            helped |= class.is(Class::AUXILIARY);
            match () {
                () if said => Some(true),
                () if class.is(small) || word == "t" => None,
                () => Some(false),
            }
        });
        let named =
            words().any(|w| class(w).is(Class::PRONOUN) || w.starts_with(char::is_uppercase));
        verb == Some(true) && (mark != ',' || named)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Language;
    use crate::quote::passages;

    /// The passages of `text` as parted, `/` between.
    #[track_caller]
    fn check(language: Language, text: &str, expected: &str) {
        let whole = Span::new(0, text.len());
        let mut found = Vec::new();
        passages(text, whole, &mut found);
        let incise =
            if language == Language::FRENCH { Incise::DashesAndCommas } else { Incise::Dashes };
        let parted = part(text, whole, Lexicon::of(language), incise, &found);
        let words: Vec<&str> = parted.iter().map(|p| p.span.of(text)).collect();
        assert_eq!(words.join("/"), expected);
    }

    #[test]
    fn a_dash_opens_talk_that_tells_who_speaks() {
        let es = Language::SPANISH;
        check(es, "—Sí —dijo Paz—. Mañana.", "Sí/Mañana.");
        check(es, "—¿Cuándo? —preguntó ella.", "¿Cuándo?");
        check(es, "—", "");
        check(es, "—Sí. Mañana —o pasado— vuelvo.", "");
        check(es, "— El puerto, que sigue abierto", "");
        check(
            Language::PORTUGUESE,
            "— Vou — respondeu Paz. — E digo porquê.",
            "Vou/E digo porquê.",
        );
    }

    #[test]
    fn french_marks_hold_who_speaks_between_commas() {
        let fr = Language::FRENCH;
        check(fr, "« Oui, dit-il, demain »", "« Oui/demain »");
        check(fr, "« Oui, dit-il. »", "« Oui");
        check(fr, "« Oui, a assuré hier Luc Roy. Demain. »", "« Oui/Demain. »");
        check(fr, "« Nous irons, a-t-elle ajouté, “demain” »", "« Nous irons/“demain” »/“demain”");
        check(fr, "« Oui, a dit le maire, Luc Roy. Demain. »", "« Oui/Demain. »");
        check(fr, "« Oui, dit la loi, demain »", "« Oui, dit la loi, demain »");
        check(fr, "« Luc est là, Anne aussi, demain »", "« Luc est là, Anne aussi, demain »");
    }

    #[test]
    fn dashes_break_into_marks() {
        let it = Language::ITALIAN;
        check(it, "«Il governo – ha aggiunto – paga»", "«Il governo/paga»");
        check(it, "«Il governo – quello nuovo – paga»", "«Il governo – quello nuovo – paga»");
    }
}
