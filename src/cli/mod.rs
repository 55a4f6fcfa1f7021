//! The command line: one file per subcommand. Only this layer and `tui::run` touch
//! the outside.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

use crate::{attribute, export, ingest};

#[derive(Parser)]
#[command(name = "onrecord", version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Print briefings in another form.
    Export {
        #[arg(long, value_enum)]
        format: Format,
        files: Vec<PathBuf>,
    },
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Json,
    Jsonl,
}

/// Does what the command line asks for.
pub fn run() -> ExitCode {
    let Command::Export { format, files } = Arguments::parse().command;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for file in files {
        let Ok(bytes) = std::fs::read(&file) else { return ExitCode::from(2) };
        let name = file.display().to_string();
        let Ok(documents) = ingest::documents(&name, &bytes, None) else {
            return ExitCode::from(2);
        };
        for document in &documents {
            let briefing = attribute::briefing(document);
            let printed = match format {
                Format::Json => export::json(&briefing),
                Format::Jsonl => export::jsonl(&briefing),
            };
            if out.write_all(printed.as_bytes()).is_err() {
                return ExitCode::SUCCESS;
            }
        }
    }
    ExitCode::SUCCESS
}
