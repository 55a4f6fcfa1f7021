use std::io;

use super::Outcome;
use super::out::Out;

/// Print the manual page, for `man -l -`.
#[derive(clap::Args)]
pub(super) struct Arguments {}

/// Prints the page of the program and, after it, one section per subcommand.
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
    out.raw(&page)?;
    Ok(Outcome::Found)
}
