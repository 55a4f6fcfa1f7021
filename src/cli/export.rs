use std::io;

use clap::ValueEnum;

use super::Outcome;
use super::load::{Depth, Sources};
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
    /// One self-contained page per briefing; for several one after the other
    Html,
    /// One line per quote
    Csv,
}

pub(super) fn run(arguments: &Arguments, out: &mut Out) -> io::Result<Outcome> {
    if arguments.format == Format::Csv {
        out.data(&export::csv_header())?;
    }
    let mut n = 0;
    let printed = |briefing: &Briefing| arguments.printed(briefing);
    arguments.sources.each_read(arguments.depth(), printed, |text| {
        if n > 0 && arguments.is_parted() {
            out.text("\n")?;
        }
        n += 1;
        match arguments.format {
            Format::Json | Format::Jsonl => out.json(&text)?,
            Format::Text => out.text(&text)?,
            Format::Md | Format::Html | Format::Csv => out.data(&text)?,
        }
        Ok(true)
    })
}

impl Arguments {
    /// The main text alone asks for nobody's words.
    fn depth(&self) -> Depth {
        match self.format {
            Format::Text if self.body_only => Depth::Text,
            _ => Depth::Quotes,
        }
    }

    fn printed(&self, briefing: &Briefing) -> String {
        match self.format {
            Format::Json => export::json(briefing),
            Format::Jsonl => export::jsonl(briefing),
            Format::Text if self.body_only => export::body(briefing),
            Format::Text => export::text(briefing),
            Format::Md => export::markdown(briefing),
            Format::Html => export::html(briefing),
            Format::Csv => export::csv(briefing),
        }
    }

    /// Whether a blank line stands between two briefings.
    fn is_parted(&self) -> bool {
        matches!(self.format, Format::Text | Format::Md) && !self.body_only
    }
}
