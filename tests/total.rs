//! Parsing is total: every prefix of every text gives a briefing whose spans fit.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

use onrecord::model::{Briefing, Span};
use onrecord::{attribute, ingest};
use proptest::prelude::*;

/// The briefings in `bytes`, or none when they are no document.
fn read(name: &str, bytes: &[u8]) -> Vec<Briefing> {
    let documents = ingest::documents(name, bytes, None).unwrap_or_default();
    documents.into_iter().map(attribute::briefing).collect()
}

/// Every span of `b` lies in its text, and what comes in order is in order.
#[track_caller]
fn check(b: &Briefing, what: &str) {
    let fits = |span: Span, of: &str| {
        assert!(span.fits(&b.text), "{what}: {of} {span:?} does not fit {}", b.text.len());
    };
    let mut paragraphs: Vec<Span> = Vec::new();
    for section in &b.sections {
        fits(section.span, "section");
        section.heading_span.into_iter().for_each(|span| fits(span, "heading"));
        for paragraph in &section.paragraphs {
            fits(paragraph.span, "paragraph");
            assert!(!paragraph.span.is_empty(), "{what}: an empty paragraph");
            assert!(section.span.covers(paragraph.span), "{what}: a paragraph outside its section");
            assert!(paragraph.turn.is_none_or(|turn| turn < b.turns.len()), "{what}: no such turn");
            paragraphs.push(paragraph.span);
        }
    }
    in_order(&paragraphs, "paragraphs", what);
    in_order(&b.sections.iter().map(|s| s.span).collect::<Vec<_>>(), "sections", what);
    for turn in &b.turns {
        fits(turn.label, "label");
        turn.speech.iter().for_each(|&span| fits(span, "speech"));
        in_order(&turn.speech, "speech", what);
    }
    let furniture: Vec<Span> = b.furniture.iter().map(|f| f.span).collect();
    furniture.iter().for_each(|&span| fits(span, "furniture"));
    in_order(&furniture, "furniture", what);
    let leaks = furniture.iter().find(|f| {
        let at = paragraphs.partition_point(|p| p.end <= f.start);
        paragraphs.get(at).is_some_and(|p| p.overlaps(**f))
    });
    assert_eq!(leaks, None, "{what}: furniture in a paragraph");
    b.quotes.iter().for_each(|quote| fits(quote.span, "quote"));
    b.marks.iter().for_each(|mark| fits(mark.span, "mark"));
    b.notes.iter().for_each(|note| fits(note.span, "note"));
    b.title_span.into_iter().for_each(|span| fits(span, "title"));
}

fn in_order(spans: &[Span], of: &str, what: &str) {
    for pair in spans.windows(2) {
        assert!(pair[0].end <= pair[1].start, "{what}: {of} overlap: {pair:?}");
    }
}

/// `text` cut after about `n` evenly spread characters, and whole.
fn prefixes(text: &str, n: usize) -> impl Iterator<Item = &str> {
    let step = (text.len() / n).max(1);
    (0..=text.len()).step_by(step).chain([text.len()]).filter_map(move |at| text.get(..at))
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut found = Vec::new();
    for path in entries.flatten().map(|entry| entry.path()) {
        match path.is_dir() {
            true => found.extend(files(&path)),
            false => found.push(path),
        }
    }
    found.sort();
    found
}

#[test]
fn every_prefix_of_the_corpus_parses() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let texts: Vec<PathBuf> =
        files(&folder).into_iter().filter(|p| p.extension().is_some_and(|e| e != "json")).collect();
    assert!(!texts.is_empty(), "tests/corpus holds no text");
    for path in texts {
        let name = path.display().to_string();
        let text = fs::read_to_string(&path).unwrap();
        for prefix in prefixes(&text, text.len()) {
            for briefing in read(&name, prefix.as_bytes()) {
                check(&briefing, &format!("{name} up to {}", prefix.len()));
            }
        }
    }
}

#[test]
fn prefixes_of_the_shared_corpus_parse() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let texts = files(&shared);
    if texts.is_empty() {
        println!("skipped: ../shared/corpus is not here");
    }
    for path in texts {
        let name = path.display().to_string();
        let Ok(text) = fs::read_to_string(&path) else { continue };
        let n = (400_000 / text.len().max(1)).clamp(1, 24);
        for prefix in prefixes(&text, n) {
            for briefing in read(&name, prefix.as_bytes()) {
                check(&briefing, &format!("{name} up to {}", prefix.len()));
            }
        }
    }
}

/// Pieces that documents are made of, in any order.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("\n".to_owned()),
        Just("\n\n".to_owned()),
        Just("---\n".to_owned()),
        Just("MS. VELL:\u{a0} ".to_owned()),
        Just("Q\u{a0}\u{a0} ".to_owned()),
        Just("PREGUNTA\n".to_owned()),
        Just("―Adelante―.\n".to_owned()),
        Just("(Laughter.)\n".to_owned()),
        Just("Harbour fees. The council met on Monday and spoke of little else.\n\n".to_owned()),
        Just("Home > Politics > Article\n".to_owned()),
        Just("By Ana Vell | Reporter - Fri, 03/13/2026 - 09:20\n".to_owned()),
        Just("Photo by: \u{a0} Council\n".to_owned()),
        Just("You May Like\n".to_owned()),
        Just("Ms. VELL. Mr. Speaker, ".to_owned()),
        Just("Bo Orta: (00:10) ".to_owned()),
        Just("“".to_owned()),
        Just("###\n".to_owned()),
        "\\PC{0,40}",
        "[A-ZÄÉ .:,'“”―—-]{0,30}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_text_parses(pieces in proptest::collection::vec(piece(), 0..40)) {
        for briefing in read("t.txt", pieces.concat().as_bytes()) {
            check(&briefing, "a made-up text");
        }
    }

    #[test]
    fn any_unicode_parses(text in "\\PC{0,300}") {
        for briefing in read("t.txt", text.as_bytes()) {
            check(&briefing, "random characters");
        }
    }
}

/// What would show quadratic time or memory: the test only has to end.
#[test]
fn hostile_texts_end() {
    let texts = [
        "MS. A: \n".repeat(50_000),
        "\n".repeat(1_000_000) + "x",
        "word ".repeat(400_000),
        "A. ".repeat(200_000),
        "(".repeat(300_000),
        "Home > ".repeat(100_000),
        "―".repeat(200_000),
        "1/1/2031 ".repeat(100_000),
        "Ana Vell: hm\n".repeat(50_000),
        "By By By ".repeat(50_000),
        "she said, ".repeat(50_000),
        "“yes,” he said, ".repeat(50_000),
        "Ana Vell told Bo Orta that ".repeat(20_000),
        "“ word said Ana Vell. ".repeat(10_000),
        "„«‘“".repeat(20_000),
        "a\n".repeat(1_000_000),
    ];
    for text in texts {
        let head: String = text.chars().take(12).collect();
        for briefing in read("t.txt", text.as_bytes()) {
            check(&briefing, &head);
        }
    }
}
