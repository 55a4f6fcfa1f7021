//! Who said it, held: the shared annotations when they are there.
#![allow(clippy::unwrap_used, clippy::print_stderr)]

use std::path::{Path, PathBuf};
use std::process::Command;

/// The shared folder, or a line that says it is missing.
fn shared() -> Option<PathBuf> {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let python = Command::new("python3").arg("--version").output().is_ok();
    if !shared.join("gold/score.py").exists() || !python {
        eprintln!("skipped: the annotated documents or python3 are not here");
        return None;
    }
    Some(shared)
}

/// What a scorer prints about the built binary.
fn scored(script: &Path) -> String {
    let done =
        Command::new("python3").arg(script).arg(env!("CARGO_BIN_EXE_onrecord")).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).unwrap()
}

/// The numbers of the line that begins with `name`.
fn line(printed: &str, name: &str) -> Vec<f64> {
    let line = printed.lines().find(|l| l.starts_with(name)).unwrap_or_default();
    let rest = line.strip_prefix(name).unwrap_or_default();
    rest.split_whitespace().filter_map(|w| w.parse().ok()).collect()
}

#[test]
fn every_quote_of_the_founding_document_is_its_speakers() {
    let Some(shared) = shared() else { return };
    let printed = scored(&shared.join("gold/score.py"));
    let columns = line(&printed, "us-mexico-relations-on-security");
    assert_eq!(columns.len(), 7, "{printed}");
    assert!(columns.iter().all(|c| *c == 100.0), "{printed}");
}

/// Each figure with the least it may be: a little under what is reached.
#[test]
fn passages_of_the_news_have_the_right_speaker() {
    let Some(shared) = shared() else { return };
    let printed = scored(&shared.join("attribution/run.py"));
    for (figure, least) in [
        ("QSEG>=5 F1", 89.5),
        ("name R", 86.0),
        ("name on pronouns", 70.0),
        ("direct end-to-end (name)", 75.0),
        ("mixed F1", 58.0),
        ("indirect F1", 38.0),
    ] {
        let reached = line(&printed, figure);
        assert!(reached.first().is_some_and(|r| *r >= least), "{figure} under {least}\n{printed}");
    }
}
