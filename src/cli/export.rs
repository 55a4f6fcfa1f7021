use std::io;

use clap::ValueEnum;

use super::Outcome;
use super::load::{Depth, Sources};
use super::out::Out;
use crate::export::{self, Lines};
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

/// What is printed of a briefing.
enum Printed {
    /// Written piece by piece: as a whole it takes several times the text's memory.
    Object(Box<Briefing>, Lines),
    Text(String),
}

pub(super) fn run(arguments: &Arguments, out: &mut Out) -> io::Result<Outcome> {
    if arguments.format == Format::Csv {
        out.data(&export::csv_header())?;
    }
    let mut n = 0;
    let printed = |briefing: Briefing| arguments.printed(briefing);
    arguments.sources.each_read(arguments.depth(), printed, |printed| {
        if n > 0 && arguments.is_parted() {
            out.text("\n")?;
        }
        n += 1;
        match printed {
            Printed::Object(briefing, lines) => export::write_json(&briefing, lines, out.json())?,
            Printed::Text(text) if arguments.format == Format::Text => out.text(&text)?,
            Printed::Text(text) => out.data(&text)?,
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

    fn printed(&self, briefing: Briefing) -> Printed {
        Printed::Text(match self.format {
            Format::Json => return Printed::Object(Box::new(briefing), Lines::Many),
            Format::Jsonl => return Printed::Object(Box::new(briefing), Lines::One),
            Format::Text if self.body_only => export::body(&briefing),
            Format::Text => export::text(&briefing),
            Format::Md => export::markdown(&briefing),
            Format::Html => export::html(&briefing),
            Format::Csv => export::csv(&briefing),
        })
    }

    /// Whether a blank line stands between two briefings.
    fn is_parted(&self) -> bool {
        matches!(self.format, Format::Text | Format::Md) && !self.body_only
    }
}
