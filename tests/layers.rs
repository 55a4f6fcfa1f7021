//! The architecture, held: a file imports only from layers left of its own.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

/// Left to right; `lib.rs` and `main.rs` stand outside.
const LAYERS: [&str; 13] = [
    "model",
    "text",
    "ingest",
    "quote",
    "parse",
    "cast",
    "attribute",
    "export",
    "archive",
    "config",
    "app",
    "tui",
    "cli",
];

fn sources(dir: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|e| e == "rs") {
            into.push(path);
        }
    }
}

/// The layers named after `crate::` in `code`, braces opened: `use crate::{a, b::c};`.
fn imports(code: &str) -> Vec<&'static str> {
    let mut named = Vec::new();
    for after in code.split("crate::").skip(1) {
        let (list, braced) = match after.strip_prefix('{') {
            Some(rest) => (rest, true),
            None => (after, false),
        };
        let mut depth = 0usize;
        let mut word = String::new();
        for c in list.chars().chain(['\0']) {
            if depth == 0 && (c.is_alphanumeric() || c == '_') {
                word.push(c);
                continue;
            }
            if depth == 0
                && let Some(layer) = LAYERS.iter().find(|layer| **layer == word)
            {
                named.push(*layer);
            }
            match c {
                _ if !braced => break,
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                // Past `model::`, names are the layer's own until the next comma.
                ':' if depth == 0 => word = "-".to_owned(),
                ',' if depth == 0 => word.clear(),
                _ => {}
            }
        }
    }
    named
}

#[test]
fn imports_point_left() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut n_files = 0;
    for (at, layer) in LAYERS.iter().enumerate() {
        let mut files = Vec::new();
        sources(&src.join(layer), &mut files);
        assert!(!files.is_empty(), "layer `{layer}` has no file");
        for file in files {
            n_files += 1;
            for named in imports(&fs::read_to_string(&file).unwrap()) {
                let to = LAYERS.iter().position(|l| *l == named).unwrap();
                assert!(to <= at, "{} reaches up to `{named}`", file.display());
            }
        }
    }
    assert!(n_files >= LAYERS.len());
}

#[test]
fn every_folder_is_a_layer() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for entry in fs::read_dir(src).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            assert!(LAYERS.contains(&name.as_str()), "`{name}` is no layer");
        }
    }
}

#[test]
fn the_reader_of_imports_sees_through_braces() {
    assert_eq!(imports("use crate::model::Span;"), ["model"]);
    assert_eq!(imports("use crate::{cli, model::{Span, tui}, text};"), ["cli", "model", "text"]);
    assert_eq!(imports("crate::tui::draw()"), ["tui"]);
    assert!(imports("use std::{cli};").is_empty());
}

#[test]
fn the_app_knows_no_terminal() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for (layer, crates) in [
        ("model", &["serde", "ratatui", "crossterm", "unicode_"][..]),
        ("ingest", &["std::fs", "std::net", "ureq"]),
        ("app", &["crossterm", "ratatui", "std::time", "std::thread"]),
    ] {
        let mut files = Vec::new();
        sources(&src.join(layer), &mut files);
        for file in files {
            let code = fs::read_to_string(&file).unwrap();
            for name in crates {
                assert!(!code.contains(name), "{} names `{name}`", file.display());
            }
        }
    }
}
