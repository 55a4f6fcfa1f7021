use std::collections::HashSet;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::furniture::{self, ends_sentence};
use super::line::{Gap, Line, LineKind};
use super::stamps;
use crate::model::{Furniture, Mark, Span, Style};
use crate::text::date;

/// Where a topic begins.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Heading {
    pub(super) line: usize,
    /// Without the mark it ends in.
    pub(super) span: Span,
    pub(super) level: u8,
    pub(super) form: Form,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// On a line of its own, which leaves the body.
    Line,
    /// At the start of a paragraph, of which it stays part.
    RunIn,
}

/// The longest heading, in bytes.
const LONGEST: usize = 160;
/// The longest run-in heading in plain text, in bytes and words.
const LONGEST_RUN_IN: usize = 80;
const MOST_WORDS: usize = 9;

/// The headings among `lines`, in order. Lines from `spoken` hold none but those the
/// format marks. A line that only leads over to the headings below it (`Here is what
/// they said:`) leaves the body.
pub(super) fn find(
    text: &str,
    lines: &mut [Line],
    marks: &[Mark],
    spoken: std::ops::Range<usize>,
    furniture: &mut Vec<Furniture>,
) -> Vec<Heading> {
    let mut found = set_apart(text, lines, &Bold(marks), &spoken);
    found.retain(|heading| {
        let line = &mut lines[heading.line];
        let leads = heading.form == Form::Line
            && line.words(text).ends_with(':')
            && !is_phrase(heading.span.of(text));
        if leads {
            line.kind = LineKind::Out;
            furniture.push(furniture::entry(line.span, "lead-in"));
        }
        !leads
    });
    let others = match is_stamped(text, lines, &spoken) {
        true => [stamps::headings, own_lines, run_in, quoted_items],
        false => [stamps::headings, run_in, own_lines, quoted_items],
    };
    let masthead = masthead(text, lines, furniture);
    for other in others {
        if found.is_empty() {
            found = other(text, lines, &spoken);
            found.retain(|heading| heading.span.start >= masthead);
        }
    }
    contents(text, lines, &found, furniture);
    normalise(&mut found);
    for at in stamps::times(text, lines) {
        if !spoken.contains(&at) && found.iter().all(|heading| heading.line != at) {
            lines[at].kind = LineKind::Out;
            furniture.push(furniture::entry(lines[at].span, "time"));
        }
    }
    // Whatever reads the lines next must not take a heading for speech.
    for heading in found.iter().filter(|heading| heading.form == Form::Line) {
        lines[heading.line].kind = LineKind::Heading(heading.level);
    }
    found
}

/// Whether lines of their own open with the time, as the entries of a live page do:
/// `12:05 Deal signed`.
fn is_stamped(text: &str, lines: &[Line], spoken: &std::ops::Range<usize>) -> bool {
    let stamped = |(idx, line): &(usize, &Line)| {
        let words = line.words(text);
        let free = line.is_text() && !spoken.contains(idx) && words.len() <= LONGEST;
        let time = words.split_once(char::is_whitespace).is_some_and(|(first, rest)| {
            date::is_time(first.trim_end_matches([':', '–', '-']))
                && is_heading_line(rest.trim_start())
        });
        free && time
    };
    lines.iter().enumerate().filter(stamped).nth(1).is_some()
}

/// Takes a list of contents above the first heading out of the body: short lines, two
/// or more of which are headings further down.
fn contents(text: &str, lines: &mut [Line], headings: &[Heading], furniture: &mut Vec<Furniture>) {
    let Some(first) = headings.first() else { return };
    let known: HashSet<String> =
        headings.iter().map(|heading| subject(heading.span.of(text))).collect();
    let above = lines.get(..first.line).unwrap_or_default();
    let listed =
        |line: &Line| line.kind != LineKind::Out && known.contains(&subject(line.words(text)));
    let found: Vec<usize> = (0..above.len()).filter(|&idx| listed(&above[idx])).collect();
    let (Some(&start), Some(&end)) = (found.first(), found.last()) else { return };
    let heading = above.get(start.wrapping_sub(1)).filter(|line| line.words(text).len() <= 40);
    let start = if heading.is_some_and(|line| line.is_text()) { start - 1 } else { start };
    if found.len() < 2 {
        return;
    }
    for line in lines.iter_mut().take(end + 1).skip(start) {
        let words = line.words(text);
        if line.kind != LineKind::Out && words.len() <= LONGEST && !words.ends_with('.') {
            line.kind = LineKind::Out;
            furniture.push(furniture::entry(line.span, "contents"));
        }
    }
}

/// A heading's words to compare: lower case, without time, number and bullet.
fn subject(words: &str) -> String {
    let words = words.get(..words.floor_char_boundary(LONGEST)).unwrap_or(words);
    words.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase()
}

/// The headings that the format marks or sets in bold.
fn set_apart(
    text: &str,
    lines: &[Line],
    bold: &Bold<'_>,
    spoken: &std::ops::Range<usize>,
) -> Vec<Heading> {
    let deepest = lines.iter().filter_map(level).max();
    let below = deepest.map_or(1, |level| level.saturating_add(1));
    let mut found = Vec::new();
    for (idx, line) in lines.iter().enumerate() {
        if let Some(level) = level(line) {
            let span = bare(text, line.span);
            found.push(Heading { line: idx, span, level, form: Form::Line });
        } else if line.is_text() && !spoken.contains(&idx) {
            let heading = set_in_bold(text, idx, line, bold);
            found.extend(heading.map(|h| Heading { level: below.saturating_add(h.level), ..h }));
        }
    }
    found
}

fn level(line: &Line) -> Option<u8> {
    match line.kind {
        LineKind::Heading(level) => Some(level.max(1)),
        _ => None,
    }
}

/// Makes the levels in use 1, 2, 3 … without holes.
pub(super) fn normalise(headings: &mut [Heading]) {
    let mut used: Vec<u8> = headings.iter().map(|heading| heading.level).collect();
    used.sort_unstable();
    used.dedup();
    for heading in headings {
        let rank = used.iter().position(|level| *level == heading.level).unwrap_or_default();
        heading.level = u8::try_from(rank + 1).unwrap_or(u8::MAX);
    }
}

/// `span` without the colon or stop its words end in, or the marks plain text has
/// before a topic (`**Topic`, `## Topic`).
pub(super) fn bare(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let tail = words.trim_end_matches([':', '.', '*', '#', ' ', '\u{a0}', '_']).len();
    let head = words.len() - words.trim_start_matches(['*', '#', ' ', '_']).len();
    match head < tail {
        true => Span::new(span.start + head, span.start + tail),
        false => span,
    }
}

/// Where bold words stand.
struct Bold<'a>(&'a [Mark]);

impl Bold<'_> {
    /// The end of the bold words that begin at `span`'s start, other marks between
    /// them ignored; `None` when it does not begin in bold.
    fn end(&self, text: &str, span: Span) -> Option<usize> {
        let first = self.0.partition_point(|mark| mark.span.start < span.start);
        let mut end = span.start;
        for mark in self.0.iter().skip(first).take_while(|mark| mark.span.start < span.end) {
            if mark.style != Style::Bold {
                continue;
            }
            let between = text.get(end..mark.span.start).unwrap_or("-");
            if !between.trim().is_empty() {
                break;
            }
            end = mark.span.end;
        }
        (end > span.start).then_some(end)
    }
}

/// A heading set in bold: a whole line, or the start of a paragraph that a colon or
/// stop ends. Levels are relative: 0 for a line, 1 for a run-in.
fn set_in_bold(text: &str, idx: usize, line: &Line, bold: &Bold<'_>) -> Option<Heading> {
    let end = bold.end(text, line.span)?;
    let set = Span::new(line.span.start, end);
    let words = set.of(text);
    if set.len() > LONGEST || !words.chars().any(char::is_alphabetic) {
        return None;
    }
    let rest = text.get(end..line.span.end)?;
    let span = bare(text, set);
    if rest.trim_matches([':', '.', ' ', '\u{a0}']).is_empty() {
        let sentence = match words.ends_with('.') {
            true => !is_phrase(span.of(text)),
            false => ends_sentence(words) && !words.ends_with([':', '?']),
        };
        let quoted = words.starts_with(['“', '"', '«']);
        let long = words.split_whitespace().count() > 25;
        return (!sentence && !quoted && !long).then_some(Heading {
            line: idx,
            span,
            level: 0,
            form: Form::Line,
        });
    }
    let colon = words.ends_with(':') || rest.starts_with(':');
    let stop = words.ends_with('.') || rest.starts_with('.');
    let short = words.split_whitespace().count() <= 20;
    (colon && short || stop && is_phrase(span.of(text))).then_some(Heading {
        line: idx,
        span,
        level: 1,
        form: Form::RunIn,
    })
}

/// Run-in headings of plain text: `Harbour fees. The council …`.
///
/// A short first sentence is no heading by itself. A digest shows its headings by
/// their pattern: the first stands at the start, several follow, none has a verb of
/// the common kind, and each opens a paragraph that goes on.
fn run_in(text: &str, lines: &[Line], spoken: &std::ops::Range<usize>) -> Vec<Heading> {
    let mut found = Vec::new();
    let (mut n_prose, mut before_first) = (0usize, 0usize);
    for (idx, line) in lines.iter().enumerate() {
        if !line.is_text() || spoken.contains(&idx) {
            continue;
        }
        let words = line.words(text);
        if words.starts_with(['“', '"', '«', '„', '‘', '—', '―']) {
            continue;
        }
        n_prose += 1;
        match opening_phrase(words) {
            Some(len) => {
                let span = Span::new(line.span.start, line.span.start + len);
                found.push(Heading { line: idx, span, level: 1, form: Form::RunIn });
            }
            None if found.is_empty() => before_first += 1,
            None => {}
        }
    }
    let patterned = found.len() >= 2 && before_first <= 3 && found.len() * 8 >= n_prose;
    if patterned { found } else { Vec::new() }
}

/// The length of the phrase that opens `words` as a run-in heading would, its stop
/// not counted.
fn opening_phrase(words: &str) -> Option<usize> {
    let head = words.get(..words.floor_char_boundary(LONGEST_RUN_IN + 2))?;
    let ends = |at: &usize| matches!(head.as_bytes().get(*at), Some(b'.' | b'?' | b'!'));
    let stop = (0..head.len()).filter(ends).find(|&at| {
        let rest = words.get(at + 1..).unwrap_or_default();
        let next = rest.trim_start();
        let parted = next.len() < rest.len();
        let begins = next.starts_with(|c: char| {
            c.is_uppercase() || c.is_ascii_digit() || "“\"«„‘¿¡".contains(c)
        });
        parted && begins && !ends_in_abbreviation(words.get(..at).unwrap_or_default())
    })?;
    let phrase = words.get(..stop)?;
    let rest = words.get(stop + 1..)?.trim();
    // `She wants “a say”. …` reports, `QUILL. …` tells where.
    let quotes = phrase.ends_with(['”', '"', '»', '“', '’']);
    let dateline = !phrase.contains(' ') && !phrase.chars().any(char::is_lowercase);
    let stops = words.as_bytes().get(stop) == Some(&b'.');
    (stops && rest.len() >= 40 && is_phrase(phrase) && !quotes && !dateline).then_some(stop)
}

/// Whether `words` end in what a full stop only shortens: `Mr`, `U.S`, `Gen`, `J`.
pub(super) fn ends_in_abbreviation(words: &str) -> bool {
    let last = words.rsplit([' ', '\u{a0}', '.']).next().unwrap_or_default();
    let short = [
        "Mr", "Mrs", "Ms", "Dr", "St", "Gen", "Sen", "Rep", "Gov", "Col", "Lt", "Sgt", "Capt",
        "Maj", "Prof", "Rev", "Hon", "Jr", "Sr", "No", "vs", "Sra", "Lic", "Ing", "Arq", "Gral",
        "Mtro", "Mtra", "Art", "Núm", "Nr", "Bd", "Jan", "Feb", "Mar", "Apr", "Aug", "Sept", "Sep",
        "Oct", "Nov", "Dec", "Inc", "Co", "Corp", "Ltd",
    ];
    // Most words are longer than any of them.
    last.len() <= 4 && (last.chars().count() <= 1 || short.contains(&last))
}

/// Whether `words` name a topic: few, begun by a capital or figure, no quotation, and
/// nothing in them that makes a sentence.
fn is_phrase(words: &str) -> bool {
    if !(1..=MOST_WORDS).contains(&words.split_whitespace().count()) {
        return false;
    }
    // `US`, `IT` are names, not pronouns.
    let shouted = !words.chars().any(char::is_lowercase);
    let names = |part: &&str| shouted || part.len() < 2 || part.chars().any(char::is_lowercase);
    let spoken: Vec<&str> = words.split_whitespace().filter(names).collect();
    let folded = spoken.join(" ").to_lowercase().replace('’', "'");
    let mut parts =
        folded.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '–' | '—' | '(' | ')'));
    let first = parts.clone().next().unwrap_or_default();
    words.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '“' | '¿'))
        && words.chars().any(char::is_alphabetic)
        && !WORDS.first.contains(first)
        && !WORDS.whole.contains(folded.as_str())
        && !parts.any(|part| WORDS.verb.contains(part))
}

/// Heading lines of plain text: short, on their own between empty lines, no sentence,
/// and prose below.
fn own_lines(text: &str, lines: &[Line], spoken: &std::ops::Range<usize>) -> Vec<Heading> {
    let body = |line: &&(usize, &Line)| line.1.kind != LineKind::Out;
    let shown: Vec<(usize, &Line)> = lines.iter().enumerate().filter(|pair| body(&pair)).collect();
    let mut found = Vec::new();
    let shouted =
        |(idx, line): &&(usize, &Line)| !spoken.contains(idx) && is_shouted(line, line.words(text));
    let n_shouted = shown.iter().filter(shouted).count();
    for pair in shown.windows(2) {
        let [(idx, line), (_, next)] = pair else { break };
        let starred = line.words(text).starts_with("**");
        if spoken.contains(idx) && !starred
            || !line.is_text()
            || line.gap == Gap::None && !line.words(text).starts_with(['*', '#'])
        {
            continue;
        }
        let words = line.words(text);
        let marked = words.starts_with("**") || words.starts_with("# ") || words.starts_with("## ");
        let below = match next.kind {
            LineKind::Text => next.words(text).len() >= 60 || ends_sentence(next.words(text)),
            LineKind::Item | LineKind::Quote | LineKind::Table => true,
            _ => false,
        };
        // Where headings are in capitals, what stands below one may be of any length.
        let like_others = n_shouted >= SHOUTED && is_shouted(line, words);
        if (below || like_others) && (marked || is_heading_line(words)) && words.len() <= LONGEST {
            found.push(Heading {
                line: *idx,
                span: bare(text, line.span),
                level: 1,
                form: Form::Line,
            });
        }
    }
    found
}

/// How many lines in capitals show that headings are printed so.
const SHOUTED: usize = 3;

/// Whether a line on its own has no small letter.
fn is_shouted(line: &Line, words: &str) -> bool {
    let letters = || words.chars().filter(|c| c.is_alphabetic()).take(4).count();
    line.is_text()
        && line.gap == Gap::Blank
        && !words.contains(char::is_lowercase)
        && letters() == 4
        && is_heading_line(words)
}

/// Where the masthead ends: behind the last byline or date above the first prose. What stands
/// above it is a motto, no topic.
fn masthead(text: &str, lines: &[Line], furniture: &[Furniture]) -> usize {
    let sentence = |words: &str| words.len() >= 40 && ends_sentence(words);
    let prose = lines.iter().find(|line| line.is_text() && sentence(line.words(text)));
    let prose = prose.map_or(0, |line| line.span.start);
    let told = furniture.iter().filter(|f| matches!(f.why.as_str(), "byline" | "date"));
    told.map(|f| f.span.end).filter(|end| *end <= prose).max().unwrap_or_default()
}

/// Items that name their subject before a quotation, where nothing else parts the
/// text: `On the ferry: “It sails.”`
fn quoted_items(text: &str, lines: &[Line], _: &std::ops::Range<usize>) -> Vec<Heading> {
    let mut found = Vec::new();
    let mut n_items = 0;
    for (idx, line) in lines.iter().enumerate().filter(|(_, line)| line.kind == LineKind::Item) {
        n_items += 1;
        let words = line.words(text);
        let Some((subject, said)) = words.split_once(':') else { continue };
        let bullet =
            subject.len() - subject.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
        let span =
            Span::new(line.span.start + bullet, line.span.start + subject.len()).trimmed(text);
        let quoted = said.trim_start().starts_with(['“', '"', '«', '„']);
        if quoted && span.len() <= 90 && is_phrase(span.of(text)) {
            found.push(Heading { line: idx, span, level: 1, form: Form::RunIn });
        }
    }
    if found.len() >= 3 && found.len() * 2 >= n_items { found } else { Vec::new() }
}

/// Whether `words`, a line of their own, could be a heading.
pub(super) fn is_heading_line(words: &str) -> bool {
    words.len() <= 90
        && words.split_whitespace().count() <= 14
        && words
            .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '¿' | '“'))
        && words.chars().any(char::is_alphabetic)
        && (!ends_sentence(words) || words.ends_with('?'))
        && !words.ends_with([',', '-', '—', '”', '"', ')'])
}

/// The word lists of `assets/headings.txt`.
struct Words {
    verb: FxHashSet<&'static str>,
    first: FxHashSet<&'static str>,
    whole: FxHashSet<&'static str>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let lines = |key: &'static str| {
        include_str!("../../assets/headings.txt")
            .lines()
            .filter_map(move |line| line.strip_prefix(key)?.strip_prefix(' '))
    };
    Words {
        verb: lines("verb").flat_map(str::split_whitespace).collect(),
        first: lines("first").flat_map(str::split_whitespace).collect(),
        whole: lines("whole").flat_map(|line| line.split('|')).collect(),
    }
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::line;

    /// The headings found in `text`, parted by ` / `.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let (document, mut lines) = line::plain(text);
        let found = find(&document.text, &mut lines, &[], 0..0, &mut Vec::new());
        let said: Vec<&str> = found.iter().map(|heading| heading.span.of(&document.text)).collect();
        assert_eq!(said.join(" / "), expected);
    }

    const PROSE: &str =
        "The council met on Monday and spoke about little else until the lamps were lit.";

    #[test]
    fn entries_of_a_live_page_open_with_the_time() {
        let text = "12:05 Deal signed\n\nMr. Lund signed the deal. It took nine years, he said.\n\n\
                    11:40 Ms. Roe arrives\n\nMs. Roe arrived by boat. She took no questions at noon.\n";
        check(text, "12:05 Deal signed / 11:40 Ms. Roe arrives");
    }

    #[test]
    fn run_in_headings_show_by_their_pattern() {
        check(
            &format!("Harbour fees. {PROSE}\n\nTalks with the ferrymen of Quill. {PROSE}"),
            "Harbour fees / Talks with the ferrymen of Quill",
        );
        check(
            &format!("Call with Mr. Vell. {PROSE}\n\nU.S. aid. {PROSE}"),
            "Call with Mr. Vell / U.S. aid",
        );
    }

    #[test]
    fn a_short_first_sentence_is_no_heading() {
        check(&format!("Thank you. {PROSE}\n\nGracias. {PROSE}"), "");
        check(&format!("He left. {PROSE}\n\nThat was all. {PROSE}\n\nNot so. {PROSE}"), "");
        check(&format!("Harbour fees. {PROSE}\n\n{PROSE}"), "");
        check(
            &[
                PROSE,
                PROSE,
                PROSE,
                PROSE,
                "No deal. The day ended as it had begun, in rain and in silence.",
                "Silence. The day ended as it had begun, in rain and in a fog.",
            ]
            .join("\n\n"),
            "",
        );
    }

    #[test]
    fn items_that_quote_on_a_subject_are_topics() {
        check(
            "- On the ferry: “It sails.”\n- On rail: “It runs.”\n- On fish: “They swim.”",
            "On the ferry / On rail / On fish",
        );
        check("- On the ferry: it sails.\n- On rail: it runs.\n- On fish: they swim.", "");
    }

    #[test]
    fn heading_lines_stand_alone_above_prose() {
        check(&format!("Harbour fees\n\n{PROSE}\n\nRail\n\n{PROSE}"), "Harbour fees / Rail");
        check(&format!("{PROSE}\n\n— Ana Vell"), "");
        check(&format!("**Harbour fees**\n\n{PROSE}"), "Harbour fees");
    }
}
