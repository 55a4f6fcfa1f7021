use std::fmt::Write;
use std::io;

use super::Outcome;
use super::out::Out;
use crate::app::{Mode, rows_of};

/// Print the manual page, for `man -l -`.
#[derive(clap::Args)]
pub(super) struct Arguments {}

/// Prints the page of the program and, after it, one section per subcommand and the keys
/// of the reader.
pub(super) fn run(out: &mut Out) -> io::Result<Outcome> {
    let mut command = super::command();
    command.build();
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut page)?;
    for subcommand in command.get_subcommands().filter(|sub| sub.get_name() != "help") {
        page.extend_from_slice(
            format!(".SH ONRECORD {}\n", subcommand.get_name().to_uppercase()).as_bytes(),
        );
        let man = clap_mangen::Man::new(subcommand.clone());
        man.render_synopsis_section(&mut page)?;
        man.render_options_section(&mut page)?;
    }
    page.extend_from_slice(keys().as_bytes());
    out.raw(&page)?;
    Ok(Outcome::Found)
}

/// The default keys of every mode, from the table that gives them their meaning.
fn keys() -> String {
    let mut out = ".SH KEYS\n".to_owned();
    for mode in Mode::ALL {
        _ = writeln!(out, ".SS {}", roff(mode.words()));
        for row in rows_of(mode) {
            let keys = roff(&row.printed().join("  "));
            _ = writeln!(out, ".TP\n\\fB{keys}\\fR\n{}", roff(row.words));
        }
    }
    out
}

/// `words` as roff takes them for what they are.
fn roff(words: &str) -> String {
    let escaped = words.replace('\\', "\\e").replace('-', "\\-").replace('\'', "\\(aq");
    if escaped.starts_with('.') { format!("\\&{escaped}") } else { escaped }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_no_requests() {
        assert_eq!(roff("'a"), "\\(aqa");
        assert_eq!(roff(".x-y\\"), "\\&.x\\-y\\e");
    }

    #[test]
    fn the_page_has_the_keys_of_every_mode() {
        let keys = keys();
        assert_eq!(keys.matches(".SS ").count(), Mode::ALL.len());
        assert!(keys.contains(".TP\n\\fBg g  Home\\fR\nto the start\n"), "{keys}");
        assert!(keys.lines().all(|line| !line.starts_with('\'')));
    }
}
