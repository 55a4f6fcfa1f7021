//! One pattern of reporting a line: a text, and the statements it must give. Each pattern
//! stands beside a text so like it that it must not match.
#![allow(clippy::unwrap_used)]

#[path = "speech/digests.rs"]
mod digests;
#[path = "speech/english.rs"]
mod english;
#[path = "speech/languages.rs"]
mod languages;
#[path = "speech/transcripts.rs"]
mod transcripts;

use onrecord::attribute;
use onrecord::ingest;
use onrecord::model::Briefing;

fn briefing(text: &str) -> Briefing {
    let document = ingest::documents("speech.txt", text.as_bytes(), None).unwrap().remove(0);
    attribute::briefing(document)
}

/// The statements of `text`, one a line: `kind speaker: words`, `-` for nobody.
fn statements(text: &str) -> String {
    let briefing = briefing(text);
    let lines: Vec<String> = briefing
        .quotes
        .iter()
        .map(|quote| {
            let who = quote.speaker.as_ref().and_then(|speaker| speaker.person);
            let person = who.and_then(|who| briefing.cast.people.get(who));
            let name = person.map_or("-", |person| person.name.as_str());
            let words: Vec<&str> = quote.span.of(&briefing.text).split_whitespace().collect();
            format!("{} {name}: {}", quote.kind.name(), words.join(" "))
        })
        .collect();
    lines.join("\n")
}

/// What `text` holds besides turns, one a line.
fn told(text: &str) -> String {
    let all = statements(text);
    all.lines().filter(|line| !line.starts_with("turn ")).collect::<Vec<_>>().join("\n")
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(statements(text), expected.join("\n"), "\n{text}\n");
}
