//! A briefing exported as Markdown opens again as the same briefing: kind, title and
//! the rest of the head, topics, and quotes with their speakers.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

use onrecord::model::{Briefing, Quote, Span};
use onrecord::{attribute, export, ingest};

/// The briefings in `bytes`, with their quotes; none when they are no document.
fn read(name: &str, bytes: &[u8]) -> Vec<Briefing> {
    let documents = ingest::documents(name, bytes, None).unwrap_or_default();
    documents.into_iter().map(attribute::briefing).collect()
}

/// `words` on one line, without the zero-width blanks that only plain text keeps.
fn folded(words: &str) -> String {
    words.replace('\u{200b}', "").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn topics(b: &Briefing) -> Vec<(String, bool, u8)> {
    let named = |s: &onrecord::model::Section| {
        Some((folded(s.heading.as_ref()?), s.derived, s.level.min(5)))
    };
    b.sections.iter().filter_map(named).collect()
}

fn quotes(b: &Briefing) -> Vec<String> {
    let said = |quote: &Quote| {
        let person = quote.speaker.as_ref().and_then(|speaker| speaker.person);
        let name = person.map_or("-", |person| &b.cast.people[person].name);
        format!("{} {name}: {}", quote.kind.name(), folded(&spoken(b, quote.span)))
    };
    b.quotes.iter().map(said).collect()
}

/// The words of `span` without the furniture inside: a page mark between two
/// paragraphs of a turn.
fn spoken(b: &Briefing, span: Span) -> String {
    let inside = b.furniture.iter().filter(|f| span.covers(f.span));
    let (mut words, mut at) = (String::new(), span.start);
    for furniture in inside {
        words.push_str(Span::new(at, furniture.span.start.max(at)).of(&b.text));
        at = at.max(furniture.span.end);
    }
    words + Span::new(at, span.end).of(&b.text)
}

fn head(b: &Briefing) -> Vec<String> {
    let mut head = vec![b.source.kind.name().to_owned(), b.language.code().to_owned()];
    let fields = [
        &b.title,
        &b.published,
        &b.published_surface,
        &b.place,
        &b.issuer,
        &b.terms,
        &b.source.url,
    ];
    head.extend(fields.into_iter().map(|field| folded(field.as_deref().unwrap_or("-"))));
    head.extend(b.byline.iter().map(|line| format!("{line:?}")));
    head.extend(b.kicker.iter().chain(&b.credits).map(|words| folded(words)));
    head.extend(b.notes.iter().map(|note| format!("{:?} {}", note.kind, note.message)));
    head
}

/// What `one` and `other` do not share, a line each.
fn differences(one: &Briefing, other: &Briefing) -> Vec<String> {
    let mut out = Vec::new();
    if head(one) != head(other) {
        out.push(format!("head {:?}\n  -> {:?}", head(one), head(other)));
    }
    if topics(one) != topics(other) {
        out.push(format!("topics {:?}\n  -> {:?}", topics(one), topics(other)));
    }
    let (a, b) = (quotes(one), quotes(other));
    if a.len() != b.len() {
        out.push(format!("{} quotes -> {}", a.len(), b.len()));
    }
    let pairs = a.iter().zip(&b).filter(|(a, b)| a != b);
    out.extend(pairs.map(|(a, b)| format!("quote {a}\n   -> {b}")));
    out
}

#[track_caller]
fn check(paths: &[PathBuf]) {
    let (mut n, mut complaints) = (0, Vec::new());
    for path in paths {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        for briefing in read(&name, &fs::read(path).unwrap()) {
            n += 1;
            let written = export::markdown(&briefing);
            let again = read("again.md", written.as_bytes()).remove(0);
            for difference in differences(&briefing, &again) {
                complaints.push(format!("{name}: {difference}"));
            }
            let rewritten = export::markdown(&again);
            let mut pairs = written.lines().zip(rewritten.lines());
            if let Some((a, b)) = pairs.find(|(a, b)| folded(a) != folded(b)) {
                complaints.push(format!("{name}: written {a}\n   -> {b}"));
            }
        }
    }
    assert!(n > 0, "no briefing was compared");
    assert!(complaints.is_empty(), "{} differences:\n{}", complaints.len(), complaints.join("\n"));
}

/// The files in and below `folder`, in order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] })
        .collect();
    found.sort();
    found
}

#[test]
fn every_text_of_the_corpus_comes_back() {
    let mut paths = files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus"));
    paths.retain(|path| path.extension().is_none_or(|e| e != "json"));
    paths.push(Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample.txt"));
    check(&paths);
}

#[test]
fn every_document_of_the_shared_corpus_comes_back() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    if !shared.is_dir() {
        println!("skipped: {} is not there", shared.display());
        return;
    }
    let mut paths = files(&shared);
    paths.retain(|path| path.extension().is_none_or(|e| e != "tsv"));
    check(&paths);
}
