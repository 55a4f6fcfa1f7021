//! Headings that the text itself shows: lines of their own, bold lines, and run-in ones.

use super::line::Line;
use crate::ingest::BlockKind;
use crate::model::{Mark, Span, Style};

/// A heading and whether text follows it on its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Heading {
    /// Without the full stop or colon that ends it.
    pub(super) span: Span,
    pub(super) level: u8,
    pub(super) runs_in: bool,
}

/// The longest run-in heading, in `char`s and words.
const LONGEST: usize = 70;
const MOST_WORDS: usize = 9;

/// The heading that each line is or begins with.
pub(super) fn all(text: &str, marks: &[Mark], lines: &[Line]) -> Vec<Option<Heading>> {
    let run_in = run_ins(text, lines);
    let by_mark = |line: &Line| {
        let span = line.span;
        match line.kind {
            BlockKind::Heading(level) => Some(Heading { span, level, runs_in: false }),
            BlockKind::Text => bold(text, marks, span),
            _ => None,
        }
    };
    let alone = own_lines(text, lines);
    lines
        .iter()
        .enumerate()
        .map(|(at, line)| by_mark(line).or(alone.get(at).copied()?).or(run_in.get(at).copied()?))
        .collect()
}

/// A paragraph set in bold, or the bold words it opens with.
fn bold(text: &str, marks: &[Mark], line: Span) -> Option<Heading> {
    let from = marks.partition_point(|m| m.span.end <= line.start);
    let first = marks
        .get(from..)?
        .iter()
        .take_while(|m| m.span.start < line.end)
        .find(|m| m.style == Style::Bold)?;
    let span = Span::new(first.span.start.max(line.start), first.span.end.min(line.end));
    if span.start > line.start || span.of(text).chars().count() > 150 {
        return None;
    }
    let rest = Span::new(span.end, line.end).of(text).trim();
    let words = span.of(text).trim_end_matches([':', '.', ' ', '\u{a0}']);
    let heading = Span::new(span.start, span.start + words.len());
    if rest.is_empty() {
        let opens = span.of(text).trim_end().ends_with([':', '.', '!', '?']);
        return (!opens).then_some(Heading { span: heading, level: 2, runs_in: false });
    }
    let parted =
        rest.starts_with([':', '.', '—', '–']) || span.of(text).trim_end().ends_with([':', '.']);
    parted.then_some(Heading { span: heading, level: 2, runs_in: true })
}

/// Short lines without a full stop, each by itself with longer text below.
fn own_lines(text: &str, lines: &[Line]) -> Vec<Option<Heading>> {
    let is = |at: usize| -> Option<Heading> {
        let line = lines.get(at)?;
        let next = lines.get(at + 1)?;
        let words = line.span.of(text);
        let plain =
            line.kind == BlockKind::Text && next.kind == BlockKind::Text && line.gap && next.gap;
        let short = (2..=80).contains(&words.chars().count()) && next.span.len() > words.len();
        let titled =
            words.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || c == '¿');
        let open = !words.ends_with(['.', '!', ':', ';', ',', '”', '"', '»', '…', ')', '—', '-']);
        (plain && short && titled && open && at > 0).then_some(Heading {
            span: line.span,
            level: 1,
            runs_in: false,
        })
    };
    (0..lines.len()).map(is).collect()
}

/// Run-in headings, only where the document makes a habit of them: one sentence alone
/// may be short by accident.
fn run_ins(text: &str, lines: &[Line]) -> Vec<Option<Heading>> {
    let found: Vec<Option<Heading>> = lines
        .iter()
        .map(|line| (line.kind == BlockKind::Text).then(|| run_in(text, line.span)).flatten())
        .collect();
    let n = found.iter().flatten().count();
    let quoted = |line: &&Line| line.span.of(text).starts_with(['“', '"', '«', '„']);
    let n_prose = lines.iter().filter(|l| l.kind == BlockKind::Text && !quoted(l)).count();
    let early = found.iter().take(2).any(Option::is_some);
    if n >= 2 && n * 4 >= n_prose && early { found } else { vec![None; lines.len()] }
}

/// `Mexican Navy. President …`: a few words, a full stop, and a sentence after it.
fn run_in(text: &str, line: Span) -> Option<Heading> {
    let words = line.of(text);
    let stop = words.char_indices().take(LONGEST).find_map(|(at, c)| {
        let after = words.get(at + 1..)?;
        (c == '.' && after.starts_with([' ', '\u{a0}']) && !abbreviated(words.get(..at)?))
            .then_some(at)
    })?;
    let heading = words.get(..stop)?;
    let rest = words.get(stop + 1..)?.trim_start();
    let fits = heading.split_whitespace().count() <= MOST_WORDS
        && heading.starts_with(char::is_uppercase)
        && !heading.contains(['“', '"', '«', ':', ';', '?', '!'])
        && rest.starts_with(|c: char| c.is_uppercase() || matches!(c, '“' | '"' | '«'))
        && rest.chars().count() > 40
        && !says_something(heading);
    fits.then(|| Heading {
        span: Span::new(line.start, line.start + stop),
        level: 1,
        runs_in: true,
    })
}

/// `St.`, `U.S.`, `J.`: a full stop that ends no sentence.
fn abbreviated(before: &str) -> bool {
    let word = before.rsplit(|c: char| c.is_whitespace()).next().unwrap_or_default();
    word.contains('.')
        || word.chars().count() == 1
        || matches!(
            word,
            "Mr" | "Mrs"
                | "Ms"
                | "Dr"
                | "St"
                | "Sr"
                | "Jr"
                | "Sen"
                | "Rep"
                | "Gov"
                | "Gen"
                | "Sra"
                | "Lic"
        )
}

/// Whether the words are a sentence rather than a heading: a pronoun opens them, or a
/// common verb stands among them.
fn says_something(heading: &str) -> bool {
    const VERBS: &str = " is are was were be been has have had will would can could may did does do said says told \
        went came made es son fue era será ha han dijo está están hay thank thanks gracias ";
    const OPENERS: &str = " i he she it they we you this that there yo él ella eso esto ";
    let mut words = heading.split_whitespace().map(|w| format!(" {} ", w.to_lowercase()));
    let opens = words.next().is_none_or(|w| OPENERS.contains(&w) || VERBS.contains(&w));
    opens || words.any(|w| VERBS.contains(&w))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        let got = run_in(text, Span::new(0, text.len())).map(|h| h.span.of(text));
        assert_eq!(got, expected, "{text}");
    }

    #[test]
    fn a_run_in_heading_is_words_and_a_full_stop() {
        let rest = "The president opened her Friday conference with a word on fish.";
        check(&format!("Coast Guard and the ports. {rest}"), Some("Coast Guard and the ports"));
        check(&format!("Call with Oskar Veld. {rest}"), Some("Call with Oskar Veld"));
        check(&format!("Thank you. {rest}"), None);
        check(&format!("Gracias. {rest}"), None);
        check(&format!("He was late. {rest}"), None);
        check(&format!("The St. Anne ferry is late. {rest}"), None);
        check(&format!("“No.” {rest}"), None);
        check("Coast Guard.", None);
    }
}
