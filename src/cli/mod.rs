//! The command line: one file per subcommand. Only this layer, `archive` and
//! `tui::run` touch the outside.

mod address;
mod columns;
mod completions;
mod config;
mod export;
mod failure;
mod fetch;
mod fetch_error;
mod gather;
mod input;
mod library;
mod linear;
mod load;
mod man;
mod matching;
mod notes;
mod open;
mod out;
mod people;
mod quotes;
mod reader;
mod settings;
mod tally;
mod topics;

use std::io;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use out::Out;

/// Read a political briefing: its topics, its body, and who said what.
///
/// Without a subcommand the briefing opens in the reader; without a file the built-in
/// sample does. When standard output is no terminal, or with --plain, it is printed as
/// text instead.
#[derive(Parser)]
#[command(
    name = "onrecord",
    version,
    args_conflicts_with_subcommands = true,
    subcommand_precedence_over_arg = true,
    after_help = EXIT_HELP
)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    open: open::Arguments,
}

const EXIT_HELP: &str = "\
Exit status: 0 when something was found, 1 when nothing was, 2 when there was trouble.
A file called like a subcommand opens as ./export, ./quotes and so on.";

#[derive(Subcommand)]
enum Command {
    Export(export::Arguments),
    Quotes(quotes::Arguments),
    Topics(topics::Arguments),
    People(people::Arguments),
    Notes(notes::Arguments),
    Config(config::Arguments),
    Completions(completions::Arguments),
    Man(man::Arguments),
}

/// How a run ended, in the sense of grep's exit status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Found,
    Nothing,
    Trouble,
}

impl Outcome {
    fn found(found: bool) -> Outcome {
        if found { Outcome::Found } else { Outcome::Nothing }
    }

    fn code(self) -> ExitCode {
        ExitCode::from(match self {
            Outcome::Found => 0,
            Outcome::Nothing => 1,
            Outcome::Trouble => 2,
        })
    }
}

/// Does what the command line asks for.
pub fn run() -> ExitCode {
    out::complain_on_panic();
    match Arguments::try_parse() {
        Ok(arguments) => finish(dispatch(arguments)).code(),
        Err(error) => usage(&error).code(),
    }
}

fn dispatch(arguments: Arguments) -> io::Result<Outcome> {
    let mut out = Out::stdout();
    let outcome = match arguments.command {
        None => open::run(arguments.open, &mut out),
        Some(Command::Export(arguments)) => export::run(&arguments, &mut out),
        Some(Command::Quotes(arguments)) => quotes::run(&arguments, &mut out),
        Some(Command::Topics(arguments)) => topics::run(&arguments, &mut out),
        Some(Command::People(arguments)) => people::run(&arguments, &mut out),
        Some(Command::Notes(arguments)) => notes::run(&arguments, &mut out),
        Some(Command::Config(arguments)) => config::run(&arguments, &mut out),
        Some(Command::Completions(arguments)) => completions::run(&arguments, &mut out),
        Some(Command::Man(_)) => man::run(&mut out),
    }?;
    out.flush()?;
    Ok(outcome)
}

/// A reader that stops reading (`onrecord … | head`) is no fault.
fn finish(result: io::Result<Outcome>) -> Outcome {
    match result {
        Ok(outcome) => outcome,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Outcome::Found,
        Err(error) => {
            out::complain(&format!("cannot write to standard output: {}", failure::cause(&error)));
            Outcome::Trouble
        }
    }
}

/// Prints help and version to standard output, and what is wrong with the arguments to
/// standard error, where an argument's own bytes cannot act on the terminal.
fn usage(error: &clap::Error) -> Outcome {
    if error.use_stderr() {
        out::complain_raw(&error.render().to_string());
        return Outcome::Trouble;
    }
    finish(error.print().map(|()| Outcome::Found))
}

/// The whole command line, for completions and the man page.
fn command() -> clap::Command {
    <Arguments as clap::CommandFactory>::command()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_definition_is_sound() {
        command().debug_assert();
    }

    #[test]
    fn a_file_is_no_subcommand_and_none_opens_the_sample() {
        let parsed = |words: &[&str]| Arguments::try_parse_from(words);
        assert!(parsed(&["onrecord", "notes.txt"]).unwrap().command.is_none());
        assert!(parsed(&["onrecord", "-"]).unwrap().command.is_none());
        assert!(parsed(&["onrecord"]).unwrap().command.is_none());
        assert!(parsed(&["onrecord", "man"]).unwrap().command.is_some());
        assert!(parsed(&["onrecord", "./man"]).unwrap().command.is_none());
        assert!(parsed(&["onrecord", "quotes"]).is_err());
    }
}
