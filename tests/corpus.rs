//! The texts of `tests/corpus`, written for the project, and the structure each of
//! them must have. `UPDATE_GOLDEN=1 cargo test --test corpus` rewrites the goldens;
//! read what changed before committing it.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

use onrecord::ingest;
use onrecord::model::{Briefing, Paragraph, Role, Span};
use onrecord::parse;
use serde_json::{Value, json};

/// The texts of the corpus, by name; their goldens stand beside them.
fn texts() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mut texts: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e != "json"))
        .collect();
    texts.sort();
    assert!(!texts.is_empty(), "tests/corpus holds no text");
    texts
}

fn read(name: &str, bytes: &[u8]) -> Briefing {
    parse::briefing(ingest::documents(name, bytes, None).unwrap().remove(0))
}

/// Structure in a form to read: words instead of spans, quotes left out.
fn golden(b: &Briefing) -> Value {
    let words = |span: Span| span.of(&b.text).split_whitespace().collect::<Vec<_>>().join(" ");
    let short = |span: Span| {
        let words = words(span);
        match words.chars().count() {
            ..=72 => words,
            n => {
                let head: String = words.chars().take(40).collect();
                let tail: String = words.chars().skip(n - 28).collect();
                format!("{head} … {tail}")
            }
        }
    };
    let paragraph = |p: &Paragraph| {
        let turn = p.turn.map(|turn| format!(" #{turn}")).unwrap_or_default();
        format!("{:?}{turn}: {}", p.kind, short(p.span))
    };
    json!({
        "kind": b.source.kind.name(),
        "language": b.language.code(),
        "title": b.title,
        "title_span": b.title_span.map(short),
        "byline": b.byline.iter().map(|l| format!("{} ({})", l.name, l.role.as_deref().unwrap_or("-"))).collect::<Vec<_>>(),
        "published": b.published,
        "published_surface": b.published_surface,
        "kicker": b.kicker,
        "place": b.place,
        "issuer": b.issuer,
        "terms": b.terms,
        "credits": b.credits,
        "sections": b.sections.iter().map(|s| json!({
            "heading": s.heading,
            "at": s.heading_span.map(short),
            "derived": s.derived,
            "level": s.level,
            "paragraphs": s.paragraphs.iter().map(paragraph).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "turns": b.turns.iter().enumerate().map(|(idx, t)| {
            let role = match t.role {
                Role::Speaker => "",
                Role::Asker => " asks",
                Role::Other => " (other)",
            };
            let speech: Vec<String> = t.speech.iter().map(|&span| short(span)).collect();
            format!("#{idx} {}{role}: {}", words(t.label), speech.join(" / "))
        }).collect::<Vec<_>>(),
        "furniture": b.furniture.iter().map(|f| format!("{}: {}", f.why, short(f.span))).collect::<Vec<_>>(),
        "notes": b.notes.iter().map(|n| format!("{}: {} ({})", n.kind.name(), short(n.span), n.message)).collect::<Vec<_>>(),
    })
}

#[test]
fn every_text_has_the_structure_of_its_golden() {
    let update = std::env::var_os("UPDATE_GOLDEN").is_some();
    let mut differing = Vec::new();
    for path in texts() {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let briefing = read(&name, &fs::read(&path).unwrap());
        let mut found = serde_json::to_string_pretty(&golden(&briefing)).unwrap();
        found.push('\n');
        let beside = PathBuf::from(format!("{}.json", path.display()));
        if update {
            fs::write(&beside, &found).unwrap();
        } else if fs::read_to_string(&beside).unwrap_or_default().replace("\r\n", "\n") != found {
            differing.push(name);
        }
    }
    assert!(differing.is_empty(), "differ from their goldens: {}", differing.join(", "));
}

/// Byte order mark, CR LF, spaces for no-break spaces and a missing last newline
/// change nothing but where things stand.
#[test]
fn variants_of_a_text_have_the_same_structure() {
    for path in texts() {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).unwrap();
        let plain = golden(&read(&name, text.as_bytes()));
        let variants = [
            ("byte order mark", format!("\u{feff}{text}")),
            ("CR LF", text.replace('\n', "\r\n")),
            ("no final newline", text.trim_end().to_owned()),
        ];
        for (what, variant) in variants {
            assert_eq!(golden(&read(&name, variant.as_bytes())), plain, "{name} with {what}");
        }
    }
}

#[test]
fn no_break_spaces_after_labels_change_nothing() {
    let text = "Briefing\n\nMS. VELL: Good day.\n\nQ Why is that so?\n\nMS. VELL: Because it is.\n";
    let wide = text.replace(": ", ":\u{a0} ").replace("Q ", "Q\u{a0}\u{a0}\u{a0} ");
    assert_eq!(golden(&read("t.txt", wide.as_bytes())), golden(&read("t.txt", text.as_bytes())));
}

/// The built-in sample is what a newcomer sees first.
#[test]
fn the_sample_shows_its_topics() {
    let briefing = read("sample.txt", include_bytes!("../assets/sample.txt"));
    assert!(briefing.sections.len() >= 5);
    assert!(briefing.sections.iter().all(|s| s.heading.is_some() && !s.derived));
    assert_eq!(briefing.byline.len(), 1);
    assert!(briefing.published.is_some());
}
