use std::borrow::Cow;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::line::{Line, LineKind};
use crate::model::{Furniture, Span};
use crate::text::date;

/// Lines longer than this, in bytes, are never furniture by their words.
const LONGEST: usize = 160;

/// Why a line is furniture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Why {
    pub(super) name: &'static str,
    /// Whether the short lines after it are furniture as well.
    pub(super) tail: bool,
}

/// What `words`, a whole line, are when they are nobody's prose.
pub(super) fn why(words: &str) -> Option<Why> {
    if words.len() > LONGEST {
        return None;
    }
    if is_end_mark(words) {
        return Some(Why { name: "end mark", tail: false });
    }
    PHRASES.find(words).or_else(|| address(words)).or_else(|| bar(words))
}

/// What an address alone on a line is.
fn address(words: &str) -> Option<Why> {
    let web = words.starts_with("https://") || words.starts_with("http://");
    (web && !words.contains(char::is_whitespace)).then_some(Why { name: "link", tail: false })
}

/// What a line of short entries is, one of which is furniture: `View online | Subscribe`.
fn bar(words: &str) -> Option<Why> {
    let sign = [" | ", " · ", " • "].into_iter().find(|sign| words.contains(sign))?;
    let short = words.split(sign).all(|part| part.split_whitespace().count() <= 4);
    let found = words.split(sign).find_map(|part| PHRASES.find(part))?;
    (short && !found.tail).then_some(found)
}

/// `###`, `-30-`, `---000---`, `END`, `END 1:47 P.M. EST`, `### END ###`.
pub(super) fn is_end_mark(words: &str) -> bool {
    if words.len() > LONGEST {
        return false;
    }
    let sign = |c: char| !c.is_alphanumeric();
    let core = words.trim_matches(sign);
    match core {
        "" => words.bytes().filter(|&b| b == b'#').count() >= 3,
        "30" | "000" | "0000" | "00000" | "oOo" | "ooo" => core.len() < words.len(),
        "END" | "ENDS" | "FIN" | "ENDE" | "FIM" | "FINE" => true,
        _ => core
            .strip_prefix("END")
            .filter(|rest| rest.starts_with(sign))
            .is_some_and(|time| date::is_time(time.trim_matches(sign))),
    }
}

/// Marks the furniture among `lines` by its words and adds it to `furniture`.
///
/// Lines from `spoken` are left alone but for end marks: whatever stands between two
/// labels was said.
pub(super) fn mark(
    text: &str,
    lines: &mut [Line],
    spoken: std::ops::Range<usize>,
    furniture: &mut Vec<Furniture>,
) {
    let mut tail: Option<&'static str> = None;
    let mut body = false;
    for (idx, line) in lines.iter_mut().enumerate() {
        if !matches!(
            line.kind,
            LineKind::Text | LineKind::Heading(_) | LineKind::Item | LineKind::Caption
        ) {
            continue;
        }
        let words = line.words(text);
        if spoken.contains(&idx) && !is_end_mark(words) {
            continue;
        }
        let found = why(words);
        if found.is_none()
            && matches!(line.kind, LineKind::Text | LineKind::Item)
            && let Some((at, name)) = appended(words)
        {
            let cut = Span::new(line.span.start + at, line.span.end).trimmed(text);
            line.span = Span::new(line.span.start, cut.start).trimmed(text);
            furniture.push(entry(cut, name));
            continue;
        }
        if let Some(Why { name, tail: true }) = found {
            // Above the body such a line closes nothing: `Topics:` opens a list there.
            if !body && idx < spoken.end {
                continue;
            }
            tail = Some(name);
        } else if is_prose(words) {
            (body, tail) = (true, None);
        }
        if let Some(name) = found.map(|why| why.name).or(tail) {
            line.kind = LineKind::Out;
            furniture.push(Furniture { span: line.span, why: name.to_owned() });
        }
    }
}

/// Where an invitation that closes a paragraph begins, and what it is: `… the coast.
/// Follow us on Wavelet.`
fn appended(words: &str) -> Option<(usize, &'static str)> {
    let tail = words.get(words.ceil_char_boundary(words.len().saturating_sub(LONGEST))..)?;
    let bare = tail.trim_end_matches(['.', '!', ' ', '\u{a0}']);
    let mut stops = bare.rmatch_indices('.').map(|(at, _)| at + 1);
    let at = stops.find(|at| bare.as_bytes().get(*at) == Some(&b' '))? + 1;
    let found = PHRASES.find(bare.get(at..)?)?;
    let inviting = matches!(found.name, "share" | "newsletter" | "link");
    (inviting && !found.tail).then_some((words.len() - tail.len() + at, found.name))
}

/// Takes the time that ends a transcript out of the body.
pub(super) fn mark_end_time(text: &str, lines: &mut [Line], furniture: &mut Vec<Furniture>) {
    let shown = |line: &&mut Line| !matches!(line.kind, LineKind::Out | LineKind::Rule);
    let last = lines.iter_mut().rev().find(shown);
    if let Some(line) = last.filter(|line| line.is_text() && date::is_time(line.words(text))) {
        line.kind = LineKind::Out;
        furniture.push(entry(line.span, "end time"));
    }
}

/// Whether `words` are at least a full sentence or two, not a teaser.
pub(super) fn is_prose(words: &str) -> bool {
    words.len() >= 110 && ends_sentence(words)
}

/// Whether `words` end as a sentence does.
pub(super) fn ends_sentence(words: &str) -> bool {
    let bare = words.trim_end_matches(['”', '"', '»', '’', '\'', ')', ']', '“', '―', '—', '*']);
    bare.ends_with(['.', '!', '?', '…', ':', ';', '。', '۔', '؟'])
}

/// Phrases of `assets/furniture`, folded, by their first word.
struct Phrases(FxHashMap<&'static str, Vec<Phrase>>);

struct Phrase {
    words: &'static str,
    open_end: bool,
    why: Why,
}

/// The lists, each line a kind and a phrase.
const LISTS: [&str; 6] = [
    include_str!("../../assets/furniture/en.txt"),
    include_str!("../../assets/furniture/es.txt"),
    include_str!("../../assets/furniture/fr.txt"),
    include_str!("../../assets/furniture/de.txt"),
    include_str!("../../assets/furniture/pt.txt"),
    include_str!("../../assets/furniture/it.txt"),
];

/// The kind of what stands before a sponsor's name, which is no line by itself.
const SPONSOR: &str = "sponsor";

/// The kinds and phrases of all lists.
fn listed() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = LISTS.iter().flat_map(|list| list.lines());
    lines.filter_map(|line| line.split_once('|')).map(|(why, words)| (why.trim(), words.trim()))
}

/// What stands before a sponsor's name, in lower case.
pub(super) fn sponsor_heads() -> impl Iterator<Item = &'static str> {
    listed().filter(|(why, _)| *why == SPONSOR).map(|(_, words)| words)
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let mut phrases: FxHashMap<&str, Vec<Phrase>> = FxHashMap::default();
    phrases.reserve(512);
    for (why, words) in listed().filter(|(why, _)| *why != SPONSOR) {
        let (name, tail) = match why.strip_prefix("tail ") {
            Some(name) => (name, true),
            None => (why, false),
        };
        let open_end = words.ends_with('…');
        let words = words.trim_end_matches('…');
        let first = first_word(words);
        let phrase = Phrase { words, open_end, why: Why { name, tail } };
        phrases.entry(first).or_default().push(phrase);
    }
    Phrases(phrases)
});

fn first_word(words: &str) -> &str {
    words.split([' ', ':', '\u{a0}']).next().unwrap_or_default()
}

/// `words` as the lists have them: lower case, plain blanks and apostrophes.
fn folded(words: &str) -> Cow<'_, str> {
    if words.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
        return Cow::Borrowed(words);
    }
    if words.is_ascii() {
        return Cow::Owned(words.to_ascii_lowercase());
    }
    Cow::Owned(words.to_lowercase().replace('’', "'").replace('\u{a0}', " "))
}

impl Phrases {
    fn find(&self, words: &str) -> Option<Why> {
        let bare = words.trim_matches(|c: char| {
            c.is_whitespace()
                || matches!(
                    c,
                    '.' | '!' | '?' | ':' | '*' | '•' | '>' | '»' | '›' | '→' | '#' | '[' | ']'
                )
        });
        // Few lines begin with a phrase's first word: the rest need no folding.
        let candidates = self.0.get(folded(first_word(bare)).as_ref())?;
        let bare = folded(bare);
        candidates
            .iter()
            .find(|p| match p.open_end {
                true => bare.starts_with(p.words) && !(p.why.tail && words.ends_with('.')),
                false => bare.as_ref() == p.words,
            })
            .map(|phrase| phrase.why)
    }
}

/// A furniture entry for `span`.
pub(super) fn entry(span: Span, why: &str) -> Furniture {
    Furniture { span, why: why.to_owned() }
}

#[cfg(test)]
mod tests {
    #[track_caller]
    fn check(words: &str, expected: &str) {
        assert_eq!(super::why(words).map_or("-", |why| why.name), expected);
    }

    #[test]
    fn phrases_are_whole_lines_or_their_start() {
        check("Share it!", "share");
        check("View in browser | Subscribe | Forward to a friend", "link");
        check("Vell | Mayor of Quill", "-");
        check("You May Like", "related");
        check("Sign up for our Friday letter", "newsletter");
        check("TE PUEDE INTERESAR:", "related");
        check("• Facebook: abre ventana nueva", "share");
        check("https://quill.test/read/4", "link");
        check("https://quill.test says so", "-");
        check("A lock (of the harbour) failed.", "-");
        check("Share prices fell on Monday.", "-");
        check("Home rule was the question.", "-");
        check("More in sorrow than in anger, she resigned.", "-");
        check("Topics of the day were fish and rail.", "-");
    }

    #[test]
    fn an_invitation_is_cut_off_its_paragraph() {
        let cut =
            |words: &str| super::appended(words).map(|(at, _)| words.get(at..).unwrap().to_owned());
        let words = "The board looks after the coast. Follow us on Wavelet @board";
        assert_eq!(cut(words).as_deref(), Some("Follow us on Wavelet @board"));
        assert_eq!(cut("The board looks after the coast. It follows us."), None);
    }

    #[test]
    fn end_marks() {
        for words in [
            "###",
            "# # #",
            r"\###",
            "---000---",
            "―000―",
            "-30-",
            "END",
            "END  \u{a0} 1:47 P.M. EST",
        ] {
            check(words, "end mark");
        }
        for words in ["30", "END OF THE LINE", "In 2030", "The end", "***", "ENDLESS"] {
            check(words, "-");
        }
    }
}
