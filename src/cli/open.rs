use std::io;
use std::path::PathBuf;

use super::Outcome;
use super::input::Input;
use super::load::{self, Reading};
use super::out::Out;
use crate::export;
use crate::model::Briefing;

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
    #[command(flatten)]
    reading: Reading,
}

pub(super) fn run(arguments: Arguments, out: &mut Out) -> io::Result<Outcome> {
    let input = arguments.file.as_deref().map_or(Input::Sample(SAMPLE), Input::of);
    match load::briefings(&input, arguments.reading) {
        Ok(briefings) => print(&briefings, out),
        Err(failure) => {
            load::report(&input, &failure);
            Ok(Outcome::Trouble)
        }
    }
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
