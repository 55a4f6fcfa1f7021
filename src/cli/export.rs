use std::io;

use clap::ValueEnum;

use super::Outcome;
use super::load::Sources;
use super::out::Out;
use crate::export;
use crate::model::Briefing;

/// Print briefings in another form.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The form to print
    #[arg(long, short, value_enum, value_name = "FORM")]
    format: Format,
    /// With text: only the main text, one heading or paragraph per line
    #[arg(long)]
    body_only: bool,
    #[command(flatten)]
    sources: Sources,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// One object over several lines; for several briefings one after the other
    Json,
    /// One object per briefing and line
    Jsonl,
    /// Topics, paragraphs, and who said what
    Text,
    /// Markdown that opens again with the same topics and quotes
    Md,
    /// One line per quote
    Csv,
}

pub(super) fn run(arguments: &Arguments, out: &mut Out) -> io::Result<Outcome> {
    if arguments.format == Format::Csv {
        out.data(&export::csv_header())?;
    }
    let mut n = 0;
    arguments.sources.each(|briefing| {
        print(arguments, briefing, n, out)?;
        n += 1;
        Ok(true)
    })
}

/// Prints briefing number `at`; texts are parted by a blank line.
fn print(arguments: &Arguments, briefing: &Briefing, at: usize, out: &mut Out) -> io::Result<()> {
    let parted = |text: String| if at > 0 { format!("\n{text}") } else { text };
    match arguments.format {
        Format::Json => out.json(&export::json(briefing)),
        Format::Jsonl => out.json(&export::jsonl(briefing)),
        Format::Text if arguments.body_only => out.text(&export::body(briefing)),
        Format::Text => out.text(&parted(export::text(briefing))),
        Format::Md => out.data(&parted(export::markdown(briefing))),
        Format::Csv => out.data(&export::csv(briefing)),
    }
}
