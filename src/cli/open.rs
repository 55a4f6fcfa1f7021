use std::io::{self, IsTerminal};
use std::path::PathBuf;

use super::Outcome;
use super::input::Input;
use super::linear;
use super::load::{self, Reading, Sources};
use super::out::Out;
use super::reader;
use super::settings::Settings;
use super::tally;
use crate::export;

/// The briefing shown when none is named.
pub(super) const SAMPLE: Input = Input::Sample(include_str!("../../assets/sample.txt"));

#[derive(clap::Args)]
#[group(skip)]
pub(super) struct Arguments {
    /// Files, directories, patterns or https:// addresses to read, each in a tab of its
    /// own; of a directory the reader chooses. - is standard input, without any the
    /// built-in sample opens
    #[arg(value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    /// Print the briefings as text instead of opening the reader
    #[arg(long)]
    plain: bool,
    /// Talk in lines instead of drawing a screen: numbered topics and quotes, one prompt,
    /// no cursor movement, no colour; for screen readers, and for TERM=dumb by itself
    #[arg(long, conflicts_with = "plain")]
    linear: bool,
    /// Open at the quote with this id, or at the topic with these words
    #[arg(long, value_name = "ID|HEADING")]
    pub(super) goto: Option<String>,
    /// Open with these words searched for
    #[arg(long, value_name = "WORDS", conflicts_with = "plain")]
    pub(super) find: Option<String>,
    /// Open what was open last
    #[arg(long, conflicts_with = "files")]
    pub(super) resume: bool,
    /// Read a file again when it changes
    #[arg(long)]
    pub(super) watch: bool,
    /// Write down what the reader does and tells at the end of this file, for debugging
    #[arg(long, value_name = "FILE", conflicts_with_all = ["plain", "linear"])]
    pub(super) log: Option<PathBuf>,
    #[command(flatten)]
    pub(super) reading: Reading,
    #[command(flatten)]
    pub(super) settings: Settings,
}

pub(super) fn run(arguments: Arguments, out: &mut Out) -> io::Result<Outcome> {
    let dumb = std::env::var_os("TERM").is_none_or(|term| term == "dumb" || term.is_empty());
    let screen = io::stdout().is_terminal();
    if arguments.linear || (dumb && screen && !arguments.plain) {
        return linear::run(&arguments, out);
    }
    if !arguments.plain && screen {
        return reader::open(arguments);
    }
    if arguments.files.is_empty() {
        return print_sample(arguments.reading, out);
    }
    let mut n = 0;
    Sources::new(arguments.files, arguments.reading).each(export::text, |text| {
        n += 1;
        if n > 1 {
            out.text("\n")?;
        }
        out.text(&text).map(|()| true)
    })
}

fn print_sample(reading: Reading, out: &mut Out) -> io::Result<Outcome> {
    match load::briefings(&SAMPLE, reading) {
        Ok(briefings) => {
            for briefing in &briefings {
                out.text(&export::text(briefing))?;
            }
            Ok(Outcome::found(!briefings.is_empty()))
        }
        Err(failure) => {
            tally::report(&SAMPLE, &failure);
            Ok(Outcome::Trouble)
        }
    }
}
