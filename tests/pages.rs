//! The main text of pages in the shapes real sites have, each written for the project:
//! `tests/pages/NAME.html` with the text a reader would call its own in `NAME.txt`.
#![allow(clippy::unwrap_used)]

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use onrecord::{export, ingest, parse};

/// The least F1 of one page, and of all together.
const EACH: f64 = 0.97;
const MEAN: f64 = 0.995;

/// What `export --format text --body-only` prints.
fn body(html: &[u8]) -> String {
    export::body(&parse::briefing(ingest::documents("page.html", html, None).unwrap().remove(0)))
}

/// Runs of four words with how often they occur, as the article extraction benchmark
/// counts them; a shorter text is one run.
fn shingles(text: &str) -> HashMap<Vec<&str>, usize> {
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let mut found = HashMap::new();
    for run in words.windows(4.min(words.len().max(1))) {
        *found.entry(run.to_vec()).or_default() += 1;
    }
    found
}

/// Precision and recall of `found` against `expected`.
fn score(found: &str, expected: &str) -> (f64, f64) {
    let (found, expected) = (shingles(found), shingles(expected));
    let both: usize = found.iter().map(|(run, n)| n.min(expected.get(run).unwrap_or(&0))).sum();
    let of =
        |all: &HashMap<Vec<&str>, usize>| both as f64 / all.values().sum::<usize>().max(1) as f64;
    (of(&found), of(&expected))
}

fn f1((precision, recall): (f64, f64)) -> f64 {
    2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE)
}

fn pages() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let mut pages: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "html"))
        .collect();
    pages.sort();
    pages
}

#[test]
fn every_page_gives_its_own_text_and_little_else() {
    let (mut scores, mut complaints) = (Vec::new(), Vec::new());
    for page in pages() {
        let expected = fs::read_to_string(page.with_extension("txt")).unwrap();
        let found = body(&fs::read(&page).unwrap());
        let score = score(&found, &expected);
        scores.push(f1(score));
        if f1(score) < EACH {
            let lines = |one: &str, other: &str, sign: char| -> String {
                let missing = one.lines().filter(|line| !other.contains(line.trim()));
                missing.map(|line| format!("\n  {sign} {line}")).collect()
            };
            complaints.push(format!(
                "{}: precision {:.3} recall {:.3}{}{}",
                page.display(),
                score.0,
                score.1,
                lines(&found, &expected, '+'),
                lines(&expected, &found, '-')
            ));
        }
    }
    assert!(scores.len() >= 10, "tests/pages holds too few pages");
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
    let mean = scores.iter().sum::<f64>() / scores.len() as f64;
    assert!(mean >= MEAN, "mean F1 {mean:.4}");
}
