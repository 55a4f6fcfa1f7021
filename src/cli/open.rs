use std::io::{self, IsTerminal};
use std::path::PathBuf;

use super::Outcome;
use super::input::Input;
use super::load::{self, Reading};
use super::out::Out;
use super::tally;
use crate::model::Briefing;
use crate::{export, tui};

/// The briefing shown when none is named.
const SAMPLE: &str = include_str!("../../assets/sample.txt");

#[derive(clap::Args)]
#[group(skip)]
pub(super) struct Arguments {
    /// File to read; - is standard input, none the built-in sample
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    /// Print the briefing as text instead of opening the reader
    #[arg(long)]
    plain: bool,
    /// Open at the quote with this id, or at the topic with these words
    #[arg(long, value_name = "ID|HEADING")]
    goto: Option<String>,
    #[command(flatten)]
    reading: Reading,
}

pub(super) fn run(arguments: Arguments, out: &mut Out) -> io::Result<Outcome> {
    let input = arguments.file.as_deref().map_or(Input::Sample(SAMPLE), Input::of);
    match load::briefings(&input, arguments.reading) {
        Ok(briefings) if arguments.plain || !io::stdout().is_terminal() => print(&briefings, out),
        Ok(briefings) => read(briefings, arguments.goto),
        Err(failure) => {
            tally::report(&input, &failure);
            Ok(Outcome::Trouble)
        }
    }
}

fn read(briefings: Vec<Briefing>, goto: Option<String>) -> io::Result<Outcome> {
    let Some(first) = briefings.into_iter().next() else { return Ok(Outcome::Nothing) };
    tui::run(tui::Source { first, whole: None, goto })?;
    Ok(Outcome::Found)
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
