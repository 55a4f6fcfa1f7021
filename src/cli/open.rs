use std::io::{self, IsTerminal};
use std::path::PathBuf;

use super::Outcome;
use super::input::Input;
use super::load::{self, Reading};
use super::out::Out;
use super::reader;
use super::settings::Settings;
use super::tally;
use crate::export;
use crate::model::Briefing;

/// The briefing shown when none is named.
const SAMPLE: &str = include_str!("../../assets/sample.txt");

#[derive(clap::Args)]
#[group(skip)]
pub(super) struct Arguments {
    /// File or https:// address to read; - is standard input, none the built-in sample
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    /// Print the briefing as text instead of opening the reader
    #[arg(long)]
    plain: bool,
    /// Open at the quote with this id, or at the topic with these words
    #[arg(long, value_name = "ID|HEADING")]
    pub(super) goto: Option<String>,
    #[command(flatten)]
    pub(super) reading: Reading,
    #[command(flatten)]
    pub(super) settings: Settings,
}

pub(super) fn run(arguments: Arguments, out: &mut Out) -> io::Result<Outcome> {
    let input = arguments.file.as_deref().map_or(Input::Sample(SAMPLE), Input::of);
    let opened = if arguments.plain || !io::stdout().is_terminal() {
        load::briefings(&input, arguments.reading).map(|briefings| print(&briefings, out))
    } else {
        let bytes = input.bytes(arguments.reading.copies());
        bytes.and_then(|bytes| reader::open(&input, bytes, arguments))
    };
    opened.unwrap_or_else(|failure| {
        tally::report(&input, &failure);
        Ok(Outcome::Trouble)
    })
}

fn print(briefings: &[Briefing], out: &mut Out) -> io::Result<Outcome> {
    for (at, briefing) in briefings.iter().enumerate() {
        if at > 0 {
            out.text("\n")?;
        }
        out.text(&export::text(briefing))?;
    }
    Ok(Outcome::found(!briefings.is_empty()))
}
