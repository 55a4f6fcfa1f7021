//! The README's key tables and screens are the program's: `UPDATE_GOLDEN=1` writes them
//! anew.
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

/// The screen of the golden called `name`, without its head and its styles.
fn screen(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/screens/{name}.txt"));
    let golden = fs::read_to_string(&path).unwrap_or_else(|_| panic!("no {}", path.display()));
    golden.split("----\n").nth(1).unwrap().to_owned()
}

/// `readme` with the screen it names in each place for one.
fn with_screens(readme: &str) -> String {
    let (mut out, mut rest) = (String::new(), readme);
    while let Some((before, after)) = rest.split_once(SCREEN) {
        let (name, after) = after.split_once(" -->\n").unwrap();
        let (_, after) = after.split_once(END).expect("the place for a screen ends");
        let screen = screen(name);
        write!(out, "{before}{SCREEN}{name} -->\n```text\n{screen}```\n{END}").unwrap();
        rest = after;
    }
    out + rest
}

const SCREEN: &str = "<!-- screen: ";
const END: &str = "<!-- /screen -->";

/// `readme` with the key table the program has.
fn with_tables(readme: &str) -> String {
    let (before, rest) = readme.split_once(OPEN).expect("the README has a place for the keys");
    let (_, after) = rest.split_once(CLOSE).unwrap();
    format!("{before}{OPEN}{}{CLOSE}{after}", tables())
}

#[test]
fn the_readme_shows_the_keys_and_screens_of_the_program() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    assert!(readme.matches(SCREEN).count() >= 4, "the tour has screens");
    let made = with_screens(&with_tables(&readme));
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, made).unwrap();
    } else {
        assert!(readme == made, "README.md differs: UPDATE_GOLDEN=1 cargo test --test readme");
    }
}
