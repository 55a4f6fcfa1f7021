use super::html::decoded;
use super::pen::Pen;
use super::{BlockKind, Document, IngestError, Structure};
use crate::model::{Kind, Language};
use crate::text::date::{self, Printed, Reading};

/// Seconds of silence that end a paragraph when nobody is named.
const PAUSE: f64 = 2.5;

/// Lines a display that rolls up keeps from the caption before.
const ROLLED: usize = 4;

/// Bytes after which a paragraph without speakers ends with its sentence.
const PARAGRAPH: usize = 600;

/// Lays out WebVTT or SubRip captions as a transcript: cues joined into paragraphs, one
/// or more a speaker; numbers, times, styles and comments left out.
///
/// Speakers are told by `<v Name>`, `NAME:`, `>> NAME:`; `>>` and `- ` alone stand for
/// a change to somebody not named, which keeps the next words from the last speaker.
///
/// # Errors
///
/// [`IngestError::NoText`] when no caption holds words.
pub(super) fn lay_out(text: &str, document: &mut Document) -> Result<(), IngestError> {
    let cues = cues(text, document);
    let mixed = names_recur(&cues);
    let named = mixed || cues.iter().any(|cue| names_speaker(&cue.words));
    let mut writer = Writer::new(named, mixed);
    for cue in &cues {
        writer.cue(cue);
    }
    // Speech and nothing else: no line of it is a head, and every label is known.
    document.meta.kind = Some(Kind::Transcript);
    document.meta.structure = Structure::Stated;
    writer.pen.into_document(document);
    if document.text.is_empty() {
        return Err(IngestError::NoText { what: "caption file" });
    }
    Ok(())
}

/// The longest pause over which a row rolls up, in seconds; later it is said again.
const ROLL: f64 = 0.6;

/// One caption: its lines joined by `\n`, tags and entities still in.
struct Cue {
    /// Seconds from the recording's start.
    start: f64,
    end: f64,
    words: String,
}

/// The cues of `text` in order, and what the header states into `document`. A line
/// that the caption before ended with, as in captions that roll up, comes once.
fn cues(text: &str, document: &mut Document) -> Vec<Cue> {
    let mut cues: Vec<Cue> = Vec::new();
    // Where captions roll up, a line with a blank alone is an empty row of the display.
    let rows = text.starts_with("WEBVTT");
    let ends = |line: &str| if rows { line.is_empty() } else { line.trim().is_empty() };
    let mut lines = text.lines().peekable();
    let mut until = 0.0;
    let mut shown: Vec<String> = Vec::new();
    while let Some(line) = lines.next() {
        let line = line.trim();
        let Some((start, end)) = times(line) else {
            if cues.is_empty() {
                header(line, document);
            }
            continue;
        };
        let rolls = start - until <= ROLL;
        until = end;
        let mut fresh: Vec<String> = Vec::new();
        let mut all: Vec<String> = Vec::new();
        while let Some(line) = lines.next_if(|line| !ends(line)).map(str::trim) {
            if line.is_empty() {
                continue;
            }
            // The same row may come with a time for each word and without.
            let row = plain(line);
            let again = rolls && shown.iter().rev().take(ROLLED).any(|old| *old == row);
            if !again || !fresh.is_empty() {
                fresh.push(line.to_owned());
            }
            all.push(row);
        }
        shown = all;
        if !fresh.is_empty() {
            cues.push(Cue { start, end, words: fresh.join("\n") });
        }
    }
    cues
}

/// `WEBVTT - Title`, `Language: en`.
fn header(line: &str, document: &mut Document) {
    if let Some(title) = line.strip_prefix("WEBVTT") {
        let title = title.trim_start_matches([' ', '\t', '-', '–', '—', ':']).trim();
        document.meta.title = Some(title.to_owned()).filter(|title| !title.is_empty());
        if let Some(Printed { span, reading: Reading::Day(day) }) = date::find(title) {
            document.meta.published = Some(day);
            document.meta.published_surface = Some(span.of(title).to_owned());
        }
    } else if let Some(tag) = line.strip_prefix("Language:") {
        document.meta.language = Language::from_tag(tag);
    }
}

/// Start and end, in seconds, of a line such as `00:01:02.500 --> 00:01:04.000 align:start`.
fn times(line: &str) -> Option<(f64, f64)> {
    let (start, rest) = line.split_once("-->")?;
    let end = rest.split_whitespace().next()?;
    Some((seconds(start)?, seconds(end)?))
}

/// `01:02:03.456`, `02:03,456` or `62.5` in seconds.
fn seconds(clock: &str) -> Option<f64> {
    clock.trim().replace(',', ".").split(':').try_fold(0.0, |sum, part| {
        let part = part.trim().parse::<f64>().ok().filter(|n| (0.0..1e6).contains(n))?;
        Some(sum * 60.0 + part)
    })
}

fn names_speaker(words: &str) -> bool {
    words.contains("<v") || words.lines().any(|line| label(turn(&plain(line)).1).is_some())
}

/// Whether names in small letters open captions as labels do, one of them again and again.
fn names_recur(cues: &[Cue]) -> bool {
    let lines = cues.iter().flat_map(|cue| cue.words.lines());
    let mut names: Vec<&str> =
        lines.filter_map(|line| mixed_label(line)).map(|(name, _)| name).collect();
    names.sort_unstable();
    names.windows(2).any(|two| two[0] == two[1])
}

/// The name of two to four words and what follows it: `Petra Hask: Who pays?`
fn mixed_label(words: &str) -> Option<(&str, &str)> {
    let (name, rest) = words.split_once(": ")?;
    let n_words = name.split_whitespace().count();
    // `The plan ahead: we sail.`
    let first = name.split_whitespace().next().unwrap_or_default();
    if matches!(first, "The" | "A" | "An" | "My" | "Our" | "And" | "But" | "El" | "La" | "Los") {
        return None;
    }
    let shaped = name.split_whitespace().all(|word| {
        word.starts_with(char::is_uppercase)
            && word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '\'' | '’' | '-'))
    });
    (shaped && (2..=4).contains(&n_words) && name.len() <= 60).then_some((name, rest.trim()))
}

/// Whether any caption of the file names its speaker.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Names {
    None,
    Some,
}

/// Who is speaking, as far as the captions say.
#[derive(PartialEq)]
enum Voice {
    Unknown,
    Named(String),
}

struct Writer {
    pen: Pen,
    names: Names,
    /// Whether names in small letters are labels.
    mixed: bool,
    voice: Voice,
    end: f64,
}

impl Writer {
    fn new(named: bool, mixed: bool) -> Writer {
        let names = if named { Names::Some } else { Names::None };
        Writer { pen: Pen::default(), names, mixed, voice: Voice::Unknown, end: 0.0 }
    }

    fn cue(&mut self, cue: &Cue) {
        if cue.start - self.end > PAUSE && self.names == Names::None {
            self.pen.begin(BlockKind::Text);
        }
        self.end = cue.end;
        for (voice, words) in voices(&cue.words) {
            if let Some(name) = voice {
                self.speaker(&name);
            }
            for line in words.lines() {
                self.line(&plain(line));
            }
        }
    }

    /// Words of one line of a caption, tags gone.
    fn line(&mut self, line: &str) {
        let (change, words) = turn(line);
        if is_aside(words) {
            self.pen.begin(BlockKind::Aside);
            self.pen.words(words);
            self.pen.begin(BlockKind::Text);
            return;
        }
        let mixed = || mixed_label(words).filter(|_| self.mixed);
        if let Some((label, rest)) = label(words).or_else(mixed) {
            self.speaker(label);
            self.pen.words(rest);
        } else {
            match change {
                Change::Yes => self.unknown(),
                Change::No => self.breathe(),
            }
            self.pen.words(words);
        }
        self.pen.words(" ");
    }

    /// Ends a long paragraph with its sentence.
    fn breathe(&mut self) {
        let written = self.pen.written();
        if written.len() > PARAGRAPH && written.ends_with(['.', '?', '!', '…', '”', '"']) {
            self.pen.begin(BlockKind::Text);
        }
    }

    fn speaker(&mut self, name: &str) {
        let voice = Voice::Named(name.to_owned());
        if self.voice == voice {
            return self.breathe();
        }
        self.voice = voice;
        self.pen.begin(BlockKind::Label { name: Some(name.to_owned()) });
        self.pen.words(name);
        self.pen.words(":");
        self.pen.begin(BlockKind::Text);
    }

    /// Somebody else goes on, and nobody says who.
    fn unknown(&mut self) {
        self.voice = Voice::Unknown;
        if self.names == Names::Some {
            self.pen.begin(BlockKind::Label { name: None });
            self.pen.words(">>");
        }
        self.pen.begin(BlockKind::Text);
    }
}

/// The parts of a caption with the name each `<v Name>` gives, the rest with none.
fn voices(words: &str) -> Vec<(Option<String>, &str)> {
    let mut parts = Vec::new();
    for (at, part) in words.split("<v").enumerate() {
        let tag = if at == 0 { None } else { part.split_once('>') };
        match tag.filter(|(tag, _)| tag.starts_with([' ', '.', '\t'])) {
            Some((tag, words)) => {
                let name = tag.split_once([' ', '\t']).map_or("", |(_, name)| name);
                let name = plain(name).split_whitespace().collect::<Vec<_>>().join(" ");
                parts.push((Some(name).filter(|name| !name.is_empty()), words));
            }
            None => parts.push((None, part)),
        }
    }
    parts
}

/// Whether a line begins with the sign of another speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Change {
    Yes,
    No,
}

/// `>> Good morning.` and `- Good morning.` without their sign.
fn turn(line: &str) -> (Change, &str) {
    let line = line.trim();
    for sign in [">>>", ">>", "- ", "– ", "— ", "-"] {
        if let Some(rest) = line.strip_prefix(sign) {
            let speaks =
                rest.trim_start().starts_with(|c: char| c.is_uppercase() || "“\"¿¡[(".contains(c));
            if sign.starts_with('>') || speaks {
                return (Change::Yes, rest.trim());
            }
        }
    }
    (Change::No, line)
}

/// The speaker's name and the words after it: `MS. OKORO: Good morning.` A name is in
/// capitals, of one to six words; a lone letter is one only when it is `Q` or `A`.
fn label(words: &str) -> Option<(&str, &str)> {
    let (name, rest) = words.split_once(':')?;
    let name = name.trim();
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let shaped = !name.chars().any(|c| c.is_lowercase() || ".,!?".contains(c) && letters < 2)
        && name.chars().all(|c| c.is_alphanumeric() || " .,'’-()#/&".contains(c));
    let long = name.split_whitespace().count() <= 6 && name.len() <= 60;
    let spoken = rest.is_empty() || rest.starts_with([' ', '\u{a0}']);
    let some = letters >= 2 || matches!(name, "Q" | "A");
    (shaped && long && spoken && some).then_some((name, rest.trim()))
}

/// `[APPLAUSE]`, `(Laughter.)`, `♪ …`: nobody's words.
fn is_aside(words: &str) -> bool {
    let closed = |open: char, close: char| {
        words.starts_with(open) && words.ends_with(close) && words.matches(open).count() == 1
    };
    closed('[', ']') || closed('(', ')') || words.starts_with(['♪', '♫'])
}

/// A line without tags and with its entities read. `<` that opens no tag stays.
fn plain(line: &str) -> String {
    let mut words = String::with_capacity(line.len());
    let mut rest = line;
    // Where no sign closes a tag any more, none is looked for again.
    let (mut angles, mut braces) = (true, true);
    while let Some((before, after)) = rest.split_once(['<', '{']) {
        words.push_str(before);
        let sign = rest.get(before.len()..).and_then(|r| r.chars().next()).unwrap_or('<');
        let (close, open) = if sign == '{' { ('}', &mut braces) } else { ('>', &mut angles) };
        let tag = if *open { after.split_once(close) } else { None };
        *open = tag.is_some();
        let is_tag = |tag: &str| match sign {
            '{' => tag.starts_with('\\'),
            _ => tag.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '/'),
        };
        match tag.filter(|(tag, _)| is_tag(tag)) {
            Some((_, after)) => rest = after,
            None => {
                words.push(sign);
                rest = after;
            }
        }
    }
    words.push_str(rest);
    // WebVTT takes the references of HTML; marks of direction carry no words.
    if words.contains('&') { decoded(&words).replace(['\u{200e}', '\u{200f}'], "") } else { words }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::Media;

    fn read(given: &str) -> Result<Document, IngestError> {
        let mut document = Document::new("t", given.as_bytes(), Media::WebVtt);
        lay_out(given, &mut document)?;
        Ok(document)
    }

    /// Blocks parted by ` | `; a label's name stands in `<>`, an aside in `[]`.
    #[track_caller]
    fn check(given: &str, expected: &str) {
        let document = read(given).unwrap();
        let blocks: Vec<String> = document
            .blocks
            .iter()
            .map(|block| match &block.kind {
                BlockKind::Label { name } => format!("<{}>", name.as_deref().unwrap_or("?")),
                BlockKind::Aside => format!("[{}]", block.span.of(&document.text)),
                _ => block.span.of(&document.text).to_owned(),
            })
            .collect();
        assert_eq!(blocks.join(" | "), expected);
    }

    const A: &str = "00:01.000 --> 00:02.000";
    const B: &str = "00:02.000 --> 00:03.000 align:start";

    #[test]
    fn voices_and_labels_become_turns() {
        check(
            &format!(
                "WEBVTT\n\n1\n{A}\n<v Ana Brel>Good <i>morning</i>,\neverybody.\n\n{B}\n<v Ana Brel>Sit down.</v>\n"
            ),
            "<Ana Brel> | Good morning, everybody. Sit down.",
        );
        check(
            &format!("1\n{A}\nMS. BREL: No.\n\n2\n{B}\nNot today.\n>> REPORTER: Why?"),
            "<MS. BREL> | No. Not today. | <REPORTER> | Why?",
        );
        check(
            &format!("{A}\nAna Brel: No.\n\n{B}\nBo Olt: Yes.\n\n{B}\nAna Brel: No."),
            "<Ana Brel> | No. | <Bo Olt> | Yes. | <Ana Brel> | No.",
        );
        check(&format!("{A}\nThe Question: why?"), "The Question: why?");
        check(&format!("{A}\nAt 10:30 we meet."), "At 10:30 we meet.");
        check(&format!("{A}\nNote: it rains."), "Note: it rains.");
    }

    #[test]
    fn a_change_without_a_name_leaves_the_last_speaker() {
        check(
            &format!("{A}\n>> MR. OLT: Yes.\n\n{B}\n>> Thank you."),
            "<MR. OLT> | Yes. | <?> | Thank you.",
        );
        check(&format!("{A}\n- Yes.\n- No."), "Yes. | No.");
        check(&format!("{A}\nIt is -5 here\n- and cold"), "It is -5 here - and cold");
    }

    #[test]
    fn tags_without_end_take_linear_time() {
        let start = std::time::Instant::now();
        read(&format!("{A}\n{}{}", "<v A".repeat(100_000), "{\\an8".repeat(100_000))).unwrap();
        assert!(start.elapsed().as_secs() < 5);
    }

    #[test]
    fn rolled_up_lines_come_once() {
        check(
            &format!("{A}\nwe will go\n\n{B}\nwe will go\nto the river"),
            "we will go to the river",
        );
        check(&format!("{A}\nNo.\nNo."), "No. No.");
        // Said again after a while.
        check(&format!("{A}\nNo.\n\n00:09.000 --> 00:10.000\nNo."), "No. | No.");
        check(
            &format!(
                "WEBVTT\n\n{A}\n \nwe<00:00.300><c> will</c>\n\n{B}\nwe will\n \n\n{B}\nwe will\ngo"
            ),
            "we will go",
        );
    }

    #[test]
    fn pauses_asides_comments_and_entities() {
        check(&format!("{A}\nOne.\n\n00:09.000 --> 00:10.000\nTwo."), "One. | Two.");
        check(
            &format!("{A}\n[APPLAUSE]\nA &amp; B &lt;3 &ldquo;C&rdquo;"),
            "[[APPLAUSE]] | A & B <3 “C”",
        );
        check(&format!("WEBVTT\n\nNOTE draft\nmore\n\nSTYLE\n::cue {{}}\n\n{A}\nHi"), "Hi");
        check(&format!("{A}\n{{\\an8}}<font color=red>Hi</font> {{ho}} a < b"), "Hi {ho} a < b");
    }

    #[test]
    fn the_header_gives_title_and_language() {
        let text =
            format!("WEBVTT - Harbour talks, 4 March 2031\nLanguage: es\n\n{A}\nBuenos días");
        let document = read(&text).unwrap();
        assert_eq!(document.meta.title.as_deref(), Some("Harbour talks, 4 March 2031"));
        assert_eq!(document.meta.published.as_deref(), Some("2031-03-04"));
        assert_eq!(document.meta.language, Some(Language::SPANISH));
        assert_eq!(document.meta.kind, Some(Kind::Transcript));
    }

    #[test]
    fn every_prefix_reads_or_says_why() {
        let whole = format!("WEBVTT\n\n1\n{A}\n<v Ana>Sí, «claro».\n\n{B}\n>> B: &amp; no\n");
        for given in (0..whole.len()).filter_map(|end| whole.get(..end)) {
            if let Ok(document) = read(given) {
                assert!(document.blocks.iter().all(|b| b.span.fits(&document.text)));
            }
        }
        let empty = read("WEBVTT\n\n").err();
        assert_eq!(empty, Some(IngestError::NoText { what: "caption file" }));
    }
}
