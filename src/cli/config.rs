use std::io;

use clap::Subcommand;

use super::Outcome;
use super::out::{self, Out};
use super::settings::Settings;
use crate::{app, config};

/// Show, find or check the settings.
#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Print the settings in force as a commented file; without a file, the defaults
    Print(Settings),
    /// Print where the settings file is looked for
    Path(Settings),
    /// Say what is wrong with the settings, each fault with its line
    Check(Settings),
}

/// Prints settings to standard output and faults to standard error.
pub(super) fn run(arguments: &Arguments, out: &mut Out) -> io::Result<Outcome> {
    match &arguments.task {
        Task::Print(settings) => {
            let found = settings.read();
            out.text(&config::print(&found.config, app::default_keys()))?;
            Ok(complain(&found))
        }
        Task::Path(settings) => match settings.opt_path() {
            Some(path) => {
                out.text(&format!("{}\n", path.display()))?;
                Ok(Outcome::Found)
            }
            None => {
                out::complain("there is no folder for settings");
                out::hint("name a file with --config");
                Ok(Outcome::Trouble)
            }
        },
        Task::Check(settings) => check(settings, out),
    }
}

fn check(settings: &Settings, out: &mut Out) -> io::Result<Outcome> {
    let found = settings.read();
    let outcome = complain(&found);
    if let (Outcome::Found, Some(path)) = (outcome, settings.opt_path()) {
        let state = if path.exists() { "is faultless" } else { "is not there: defaults are used" };
        out.text(&format!("`{}` {state}\n", path.display()))?;
    }
    Ok(outcome)
}

/// Tells every fault, with the lines it is in.
fn complain(found: &super::settings::Found) -> Outcome {
    for line in &found.unread {
        out::complain(line);
    }
    let theme = miette::GraphicalTheme::unicode_nocolor();
    let printer = miette::GraphicalReportHandler::new_themed(theme);
    for trouble in &found.troubles {
        let mut report = String::new();
        match printer.render_report(&mut report, trouble) {
            Ok(()) => out::complain_raw(&report),
            Err(_) => out::complain(&trouble.line()),
        }
    }
    match found.unread.is_empty() && found.troubles.is_empty() {
        true => Outcome::Found,
        false => Outcome::Trouble,
    }
}
