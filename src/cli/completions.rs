use std::io;

use clap_complete::Shell;

use super::Outcome;
use super::out::Out;

/// Print completions for a shell.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The shell to complete for
    #[arg(value_enum)]
    shell: Shell,
}

pub(super) fn run(arguments: &Arguments, out: &mut Out) -> io::Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut super::command(), "onrecord", &mut script);
    out.raw(&script)?;
    Ok(Outcome::Found)
}
