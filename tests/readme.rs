//! The README's key tables are the program's: `UPDATE_GOLDEN=1` writes them anew.
#![allow(clippy::unwrap_used)]

use std::fmt::Write;
use std::fs;
use std::path::Path;

use onrecord::app::{Mode, rows_of};

const OPEN: &str = "<!-- keys: made from the code by tests/readme.rs -->\n";
const CLOSE: &str = "<!-- /keys -->";

/// The key table as Markdown, a part for each mode.
fn tables() -> String {
    let mut out = String::new();
    for mode in Mode::ALL {
        let rows: Vec<_> = rows_of(mode).collect();
        assert!(!rows.is_empty(), "no key for {}", mode.words());
        write!(out, "\n**{}**\n\n| keys | what they do |\n| --- | --- |\n", mode.words()).unwrap();
        for row in rows {
            let keys: Vec<String> =
                row.printed().iter().map(|key| format!("`{}`", key.replace('|', "\\|"))).collect();
            writeln!(out, "| {} | {} |", keys.join(" "), row.words).unwrap();
        }
    }
    out.push('\n');
    out
}

#[test]
fn the_readme_lists_the_keys_of_the_code() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let (before, rest) = readme.split_once(OPEN).expect("the README has a place for the keys");
    let (printed, after) = rest.split_once(CLOSE).unwrap();
    let made = tables();
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, format!("{before}{OPEN}{made}{CLOSE}{after}")).unwrap();
    } else {
        assert!(
            printed == made,
            "README.md's keys differ: UPDATE_GOLDEN=1 cargo test --test readme"
        );
    }
}
