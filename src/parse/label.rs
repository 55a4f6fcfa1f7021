use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::house::House;
use super::line::{Gap, Line, LineKind};
use crate::ingest::{Block, BlockKind};
use crate::model::{Role, Span};

/// A speaker's name set before what he or she says.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Label {
    /// The line it stands on, or opens.
    pub(super) line: usize,
    /// Without colon and time code.
    pub(super) span: Span,
    /// The first byte of the speech; the line's end when the label stands alone.
    pub(super) speech: usize,
    pub(super) role: Role,
    /// The name the format states.
    pub(super) name: Option<String>,
    pub(super) shape: Shape,
}

/// How a label shows itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Shape {
    /// The format says so.
    Marked,
    /// `Q` or `A` and a blank.
    Letter,
    /// `MS. VELL:`
    Capitals,
    /// Capitals alone on a line below a rule.
    OwnLine,
    /// `Ms. VELL.` as the Congressional Record prints it.
    Record,
    /// `GOVERNOR VELL. Good …`, `ANA VELL. Thank …`
    Stopped,
    /// `Ana Vell:`
    Mixed,
    /// `Ana Vell: (00:10)`, `Ana Vell (00:10):`
    Timed,
}

/// Labels in line order. A shape alone is not enough: capitals, a colon and names
/// occur in prose, so the document as a whole decides.
pub(super) fn find(text: &str, lines: &[Line], blocks: &[Block]) -> Vec<Label> {
    let mut found: Vec<Label> = Vec::new();
    let mut below_rule = false;
    for (idx, line) in lines.iter().enumerate() {
        found.extend(candidate(text, idx, line, below_rule, blocks));
        if line.kind != LineKind::Out {
            below_rule = line.kind == LineKind::Rule;
        }
    }
    let n_lines = lines.iter().filter(|line| line.kind != LineKind::Out).count();
    let house = House::of(text, &found, n_lines);
    found.retain(|label| house.takes(text, label));
    drop_title(&mut found);
    name_by_shorter(text, &mut found);
    found
}

/// Drops a title with a colon (`Conference Transcript: …`) above labels that all carry a
/// time code.
fn drop_title(labels: &mut Vec<Label>) {
    let timed = labels.iter().filter(|label| label.shape == Shape::Timed).count();
    let title = labels.first().is_some_and(|first| first.line == 0 && first.shape == Shape::Mixed);
    if title && timed >= 2 && timed + 1 == labels.len() {
        labels.remove(0);
    }
}

/// Names the speaker of `Head of the Region Ana Vell` when `Ana Vell` is a label too.
fn name_by_shorter(text: &str, labels: &mut [Label]) {
    let mixed = |label: &&Label| matches!(label.shape, Shape::Mixed | Shape::Timed);
    let known: FxHashSet<&str> = labels
        .iter()
        .filter(mixed)
        .map(|label| label.span.of(text))
        .filter(|words| words.contains(' ') && !has_title(words))
        .collect();
    for label in labels.iter_mut().filter(|label| mixed(&&**label) && label.name.is_none()) {
        let words = label.span.of(text);
        let shorter = words.match_indices(' ').filter_map(|(at, _)| words.get(at + 1..));
        label.name = shorter.clone().find(|tail| known.contains(tail)).map(str::to_owned);
    }
}

/// The labels the format marks, and no others.
pub(super) fn marked(text: &str, lines: &[Line], blocks: &[Block]) -> Vec<Label> {
    let label = |(idx, line): (usize, &Line)| match line.kind {
        LineKind::Label { .. } => candidate(text, idx, line, false, blocks),
        _ => None,
    };
    lines.iter().enumerate().filter_map(label).collect()
}

fn candidate(
    text: &str,
    idx: usize,
    line: &Line,
    below_rule: bool,
    blocks: &[Block],
) -> Option<Label> {
    let label = |span: Span, speech: usize, shape: Shape| Label {
        line: idx,
        span,
        speech: speech + skipped(text.get(speech..line.span.end).unwrap_or_default()),
        role: role(span.of(text)),
        name: None,
        shape,
    };
    if let LineKind::Label { block } = line.kind {
        let name = match blocks.get(block).map(|block| &block.kind) {
            Some(BlockKind::Label { name }) => name.clone(),
            _ => None,
        };
        let bare = line.words(text).trim_end_matches([':', '.', '\u{a0}', ' ']).len();
        let span = Span::new(line.span.start, line.span.start + bare);
        return Some(Label { name, ..label(span, line.span.end, Shape::Marked) });
    }
    if !line.is_text() {
        return None;
    }
    let words = line.words(text);
    let start = line.span.start;
    let at = |len: usize| Span::new(start, start + len);
    if let Some(len) = letter(words) {
        return Some(label(at(1), start + len, Shape::Letter));
    }
    if let Some((len, after)) = record(words) {
        return Some(label(at(len), start + after, Shape::Record));
    }
    if let Some(len) = stopped(words) {
        return Some(label(at(len), start + len + 1, Shape::Stopped));
    }
    if let Some((len, after, timed)) = before_colon(words) {
        let shape = match (timed, is_capitals(at(len).of(text))) {
            (_, true) => Shape::Capitals,
            (true, _) => Shape::Timed,
            _ => Shape::Mixed,
        };
        return Some(label(at(len), start + after, shape));
    }
    let alone = || below_rule || (line.gap == Gap::Blank && role(words) != Role::Speaker);
    (is_own_line(words) && alone()).then(|| label(line.span, line.span.end, Shape::OwnLine))
}

/// The length of the blank and the time code at the start of `rest`.
fn skipped(rest: &str) -> usize {
    let bare = rest.trim_start();
    let timed = bare.get(time_code(bare)..).unwrap_or_default().trim_start();
    rest.len() - timed.len()
}

/// The length of `(00:10)`, `[1:02:03]` at the start of `words`, 0 without one.
fn time_code(words: &str) -> usize {
    let inside = match words.strip_prefix(['(', '[']) {
        Some(inside) => inside,
        None => return 0,
    };
    let n = inside.bytes().take(12).take_while(|b| b.is_ascii_digit() || *b == b':').count();
    let digits = inside.get(..n).unwrap_or_default();
    let closed = inside.get(n..).is_some_and(|rest| rest.starts_with([')', ']']));
    if closed && digits.contains(':') && n >= 4 { n + 2 } else { 0 }
}

/// `Q` or `A`, a colon or not, and a blank: the bytes up to the blank.
fn letter(words: &str) -> Option<usize> {
    let rest = words.strip_prefix(['Q', 'A'])?;
    let colon = rest.strip_prefix([':', '.']).unwrap_or(rest);
    // `A new …` begins a sentence like any other: an answer's letter has a mark or
    // a wide blank after it.
    let wide =
        colon.len() < rest.len() || rest.starts_with(['\u{a0}', '\t']) || rest.starts_with("  ");
    let blank = colon.is_empty() || colon.starts_with(char::is_whitespace);
    (blank && (wide || words.starts_with('Q'))).then_some(words.len() - colon.len())
}

/// `Ms. VELL.`, `The SPEAKER pro tempore (Mr. Poe).`, `Mr. JOHN VELL of Texas.`: the
/// label's bytes and those up to the speech.
fn record(words: &str) -> Option<(usize, usize)> {
    let (first, rest) = words.split_once(' ')?;
    let person = matches!(first, "Mr." | "Mrs." | "Ms." | "Miss" | "Dr.");
    if !person && first != "The" {
        return None;
    }
    let name = rest.split([' ', '.', ',']).next()?;
    let n_upper = name.chars().filter(|c| c.is_uppercase()).count();
    if n_upper < 2 || !name.ends_with(char::is_uppercase) {
        return None;
    }
    let office = ["SPEAKER", "PRESID", "CLERK", "CHAIR", "VICE", "ACTING", "CHIEF"];
    if !person && !office.iter().any(|office| name.starts_with(office)) {
        return None;
    }
    let len = stop_outside_brackets(words, first.len() + 1)?;
    Some((len, len + 1))
}

/// The first full stop outside brackets that ends a name, within a label's length.
fn stop_outside_brackets(words: &str, from: usize) -> Option<usize> {
    let mut depth = 0usize;
    let mut letters = 0;
    for (at, c) in words.char_indices().skip_while(|&(at, _)| at < from) {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            // An initial (`JOHN Q. VELL`) ends in a stop as well.
            '.' if depth == 0 && letters > 1 => return Some(at),
            ':' | ';' | '?' | '!' | '“' | '"' => return None,
            _ if at > LONGEST => return None,
            _ => {}
        }
        letters = if c.is_alphabetic() || c == '’' || c == '\'' { letters + 1 } else { 0 };
        if c == ')' {
            letters = 2;
        }
    }
    None
}

/// Two to six words in capitals, a full stop, and a sentence: the bytes of the words.
fn stopped(words: &str) -> Option<usize> {
    let head = words.get(..words.floor_char_boundary(LONGEST))?;
    // The words before the stop have no small letter, and prose soon has one.
    let head = head.get(..head.find(char::is_lowercase).unwrap_or(head.len()))?;
    let at = head.match_indices(". ").map(|(at, _)| at).find(|&at| {
        let last = head.get(..at).and_then(|name| name.rsplit([' ', '\u{a0}', '.']).next());
        // `MS. VELL.`, `ANA Q. VELL.`: a title's and an initial's stop end no label.
        last.is_some_and(|last| last.chars().count() > 2 && !COURTESY.contains(&last))
    })?;
    let name = head.get(..at)?;
    let said = words.get(at + 2..)?.trim_start();
    let lower = said.chars().take_while(|c| !matches!(c, '.' | '?' | '!')).any(char::is_lowercase);
    let n = name.split_whitespace().count();
    (lower && (2..=6).contains(&n) && is_capitals(name) && !name.contains(char::is_lowercase))
        .then_some(at)
}

/// Courtesy titles that end in a full stop, in capitals.
const COURTESY: [&str; 6] = ["MRS", "MESSRS", "HON", "PROF", "GEN", "SEN"];

/// The longest label in bytes.
const LONGEST: usize = 160;

/// A name and a colon: the name's bytes, those up to the speech, and whether a time
/// code stands with it.
fn before_colon(words: &str) -> Option<(usize, usize, bool)> {
    let head = words.get(..words.floor_char_boundary(LONGEST))?;
    let colon = head.find(':')?;
    let bracket = head
        .find(['(', '['])
        .filter(|&at| at < colon && time_code(words.get(at..).unwrap_or_default()) > 0);
    if let Some(at) = bracket {
        let code = time_code(words.get(at..)?);
        let rest = words.get(at + code..)?;
        let after = words.len() - rest.strip_prefix(':').unwrap_or(rest).len();
        let name = words.get(..at)?.trim_end();
        return is_name(name).then_some((name.len(), after, true));
    }
    let name = words.get(..colon)?.trim_end();
    let rest = words.get(colon + 1..)?;
    if !rest.is_empty() && !rest.starts_with(char::is_whitespace) && !rest.starts_with(['(', '[']) {
        return None;
    }
    let timed = time_code(rest.trim_start()) > 0;
    (is_capitals(name) || is_name(name)).then_some((name.len(), colon + 1, timed))
}

/// Whether `words` could be printed as a label in capitals: no small letters but
/// those of `Mc` and an English ordinal, and no sentence inside.
fn is_capitals(words: &str) -> bool {
    let (mut upper, mut lower) = (0usize, 0usize);
    for c in words.chars() {
        match c {
            c if c.is_uppercase() => upper += 1,
            c if c.is_lowercase() => {
                lower += 1;
                if lower > 2 {
                    return false;
                }
            }
            c if c.is_alphanumeric() || c.is_whitespace() || c == 'º' || c == 'ª' => {}
            '.' | ',' | '\'' | '’' | '-' | '‑' | '–' | '(' | ')' | '[' | ']' | '&' | '/' | '#' =>
                {}
            _ => return false,
        }
    }
    upper >= 2 && lower * 3 <= upper
}

/// The most words in a label in small letters: a name, an office and its house.
const MOST_WORDS: usize = 9;

/// Words with capitals and small joining words between.
pub(super) fn is_name(words: &str) -> bool {
    let joins = [
        "de", "del", "la", "of", "the", "von", "van", "der", "den", "di", "da", "do", "dos", "al",
        "bin", "y", "e", "and", "for", "at", "to", "für", "und", "pour", "et", "para", "per",
    ];
    let mut n = 0;
    for word in words.split_whitespace() {
        n += 1;
        let named = word.trim_start_matches(['(', '[']).starts_with(char::is_uppercase)
            && word.chars().all(|c| {
                c.is_alphanumeric()
                    || matches!(c, '.' | ',' | '\'' | '’' | '-' | '(' | ')' | '[' | ']' | '#')
            });
        let number = n > 1 && word.trim_start_matches('#').bytes().all(|b| b.is_ascii_digit());
        if n > MOST_WORDS || !(named || number || n > 1 && joins.contains(&word)) {
            return false;
        }
    }
    n > 0
}

/// Capitals alone on a line: letters at least two, no sentence's end.
fn is_own_line(words: &str) -> bool {
    let words = words.trim_end_matches([':', '.']);
    words.len() <= LONGEST * 2 && is_capitals(words)
}

/// The word lists of `assets/labels.txt`.
pub(super) struct Words {
    asker: FxHashSet<&'static str>,
    beside: FxHashSet<&'static str>,
    other: FxHashSet<&'static str>,
    pub(super) title: FxHashSet<&'static str>,
    pub(super) never: FxHashSet<&'static str>,
}

pub(super) static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let list = |key: &str| {
        include_str!("../../assets/labels.txt")
            .lines()
            .filter_map(|line| line.strip_prefix(key)?.strip_prefix(' '))
            .flat_map(str::split_whitespace)
            .collect()
    };
    Words {
        asker: list("asker"),
        beside: list("beside"),
        other: list("other"),
        title: list("title"),
        never: list("never"),
    }
});

/// The words of a label in capitals, marks and numbers left out.
pub(super) fn label_words(label: &str) -> Vec<String> {
    label
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().any(char::is_alphabetic))
        .map(str::to_uppercase)
        .collect()
}

/// Whether `words` hold a title or an office.
pub(super) fn has_title(words: &str) -> bool {
    label_words(words).iter().any(|word| WORDS.title.contains(word.as_str()))
}

pub(super) fn role(label: &str) -> Role {
    if label.len() > LONGEST {
        return Role::Speaker;
    }
    let words = label_words(label);
    let is = |set: &FxHashSet<&str>, word: &String| set.contains(word.as_str());
    let asks = words.iter().any(|word| is(&WORDS.asker, word))
        && words.iter().all(|word| is(&WORDS.asker, word) || is(&WORDS.beside, word));
    // `PREGUNTA, ANA VELL` names the asker after the role.
    let named = words.first().is_some_and(|first| is(&WORDS.asker, first))
        && label.split(',').next().is_some_and(|head| !head.trim().contains(char::is_whitespace))
        && label.contains(',');
    // `Frage Hartung`; `Press` opens the names of offices too.
    let led = words.len() <= 3
        && words.first().is_some_and(|first| is(&WORDS.asker, first) && first != "PRESS")
        && !words.iter().any(|word| is(&WORDS.title, word));
    if asks || named || led {
        Role::Asker
    } else if words.iter().any(|word| is(&WORDS.other, word)) {
        Role::Other
    } else {
        Role::Speaker
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest;
    use crate::parse::line;

    /// The labels of `text`, an asker's with `?`, with the first word of the speech.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let document = ingest::documents("t.txt", text.as_bytes(), Some(ingest::Media::Plain))
            .unwrap()
            .remove(0);
        let lines = line::of_plain(&document.text, &document.blocks);
        let said: Vec<String> = find(&document.text, &lines, &document.blocks)
            .iter()
            .map(|label| {
                let end = lines[label.line].span.end;
                let speech = Span::new(label.speech, end).of(&document.text);
                let asks = if label.role == Role::Asker { "?" } else { "" };
                let first = speech.split_whitespace().next().unwrap_or("-");
                format!("{}{asks}>{first}", label.span.of(&document.text))
            })
            .collect();
        assert_eq!(said.join(" | "), expected);
    }

    #[test]
    fn a_title_with_a_colon_above_timed_labels_is_none() {
        check(
            "Press Conference Transcript: the ferry\n\nAna Vell: (00:00)\nGood day.\n\nBo Orta: (00:10)\nYes.\n\n\
             Ana Vell: (00:20)\nNo.\n",
            "Ana Vell>- | Bo Orta>- | Ana Vell>-",
        );
    }

    #[test]
    fn capitals_with_colon() {
        check(
            "MS. VELL:\u{a0} Hello.\n\nQ\u{a0}\u{a0}\u{a0} Why?\n\nMS. VELL: So.",
            "MS. VELL>Hello. | Q?>Why? | MS. VELL>So.",
        );
        check("THE PRESIDENT:  Good day.\n\nMR. ORTA: Yes.", "THE PRESIDENT>Good | MR. ORTA>Yes.");
        check(
            "PRESIDENTA DE TESSARA, ANA VELL ORTA: Hola.\n\nPREGUNTA: ¿Por qué?",
            "PRESIDENTA DE TESSARA, ANA VELL ORTA>Hola. | PREGUNTA?>¿Por",
        );
    }

    #[test]
    fn a_label_on_its_own_line_below_a_rule() {
        check(
            "Title\n---\nPRESIDENTA, ANA VELL\nHola.\n---\nPREGUNTA\n¿Sí?",
            "PRESIDENTA, ANA VELL>- | PREGUNTA?>-",
        );
    }

    #[test]
    fn the_record_ends_a_label_in_a_full_stop() {
        check("  Ms. VELL. Mr. Speaker, today", "Ms. VELL>Mr.");
        check(
            "The SPEAKER pro tempore (Mr. Orta). Under the rule",
            "The SPEAKER pro tempore (Mr. Orta)>Under",
        );
        check("Mr. JOHN VELL of Texas. Mr. Speaker", "Mr. JOHN VELL of Texas>Mr.");
        check("The FBI. Everyone knows it.", "");
        check("Mr. Vell. He came.", "");
    }

    #[test]
    fn names_with_colon_and_time_codes_must_recur() {
        check(
            "Ana Vell: (00:00)\nHello.\n\nBo Orta: (00:10)\nHi.\n\nAna Vell: (00:12)\nSo.\n\nBo Orta: (00:20)\nNo.",
            "Ana Vell>- | Bo Orta>- | Ana Vell>- | Bo Orta>-",
        );
        check(
            "Ana Vell: Hello.\n\nBo Orta: Hi.\n\nAna Vell: So.\n\nBo Orta: No.",
            "Ana Vell>Hello. | Bo Orta>Hi. | Ana Vell>So. | Bo Orta>No.",
        );
        check("The Harbour: A History\n\nIt was built.\n\nIt fell.", "");
    }

    #[test]
    fn a_house_may_end_labels_in_a_full_stop() {
        check(
            "GOVERNOR VELL. Good day.\n\nBO ORTA. Thanks. Why?\n\nGOVERNOR VELL. So it is.\n\nEVA Q. LUND. And then?\n\nGOVERNOR VELL. Rain.",
            "GOVERNOR VELL>Good | BO ORTA>Thanks. | GOVERNOR VELL>So | EVA Q. LUND>And | GOVERNOR VELL>Rain.",
        );
        check("HARBOUR FEES. The council met.\n\nRAIL LINES. The talks went on.", "");
    }

    #[test]
    fn a_label_may_carry_office_or_outlet() {
        check(
            "Shri Bo Orta, Official Spokesperson: Hello.\n\nEva Lund, Tide News: Why?\n\nAna Vell: When?\n\nShri Bo Orta, Official Spokesperson: So.",
            "Shri Bo Orta, Official Spokesperson>Hello. | Eva Lund, Tide News>Why? | Ana Vell>When? | Shri Bo Orta, Official Spokesperson>So.",
        );
        check(
            "VELL Ana, Minister for Fish and Ships: I open.\n\nWe went.\n\nReporter: Why?\n\nMinister Vell: So.\n\nReporter: When?\n\nMinister Vell: Soon.\n\nIt may rain.\n\nIt may not.\n\nNo one knows.\n\nWe wait.",
            "VELL Ana, Minister for Fish and Ships>I | Reporter?>Why? | Minister Vell>So. | Reporter?>When? | Minister Vell>Soon.",
        );
        check("Where: Quill.\n\nWhen: Noon.\n\nWhere: Port.\n\nWhen: Dusk.", "");
    }

    #[test]
    fn an_asker_may_be_named_after_the_role() {
        check(
            "Vorsitz Vell: Hallo.\n\nFrage Orta: Warum?\n\nDr. Lund (BMF): So.\n\nZusatzfrage: Wann?\n\nDr. Lund (BMF): Bald.",
            "Vorsitz Vell>Hallo. | Frage Orta?>Warum? | Dr. Lund (BMF)>So. | Zusatzfrage?>Wann? | Dr. Lund (BMF)>Bald.",
        );
        check(
            "MS. VELL: So.\n\nPRESS SECRETARY ORTA: Yes.",
            "MS. VELL>So. | PRESS SECRETARY ORTA>Yes.",
        );
    }

    #[test]
    fn a_shorter_label_tells_the_name_in_a_longer() {
        let text =
            "Head of the Region Bo Orta: Yes.\n\nAna Vell: Why?\n\nBo Orta: So.\n\nAna Vell: And?";
        let document = ingest::documents("t.txt", text.as_bytes(), Some(ingest::Media::Plain))
            .unwrap()
            .remove(0);
        let lines = line::of_plain(&document.text, &document.blocks);
        let found = find(&document.text, &lines, &document.blocks);
        let names: Vec<Option<&str>> = found.iter().map(|label| label.name.as_deref()).collect();
        assert_eq!(names, [Some("Bo Orta"), None, None, None]);
    }

    #[test]
    fn capitals_in_prose_are_no_labels() {
        check("BREAKING: The pier is shut.\n\nANA VELL won.\n\nNATO: an alliance.", "");
        check("FACT: True.\n\nMYTH: False.\n\nFACT: True.\n\nMYTH: False.", "");
        check("A new day.\n\nA newer day.", "");
    }
}
