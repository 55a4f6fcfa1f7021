use std::io;
use std::path::Path;

use clap::ValueEnum;

use super::Outcome;
use super::address;
use super::load::Sources;
use super::out::{self, Out};
use super::settings;
use crate::archive::{self, Identity};
use crate::model::Briefing;

/// Print the highlights and notes made in the reader, with citations.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The form to print
    #[arg(long, short, value_enum, value_name = "FORM", default_value = "md")]
    format: Format,
    #[command(flatten)]
    sources: Sources,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Markdown: each passage under its topic, with its source and the note
    Md,
}

pub(super) fn run(arguments: &Arguments, out: &mut Out) -> io::Result<Outcome> {
    let Some(shelf) = settings::opt_shelf() else {
        out::complain("there is no folder for notes: set HOME or XDG_DATA_HOME");
        return Ok(Outcome::Trouble);
    };
    let mut n = 0;
    let printed = |briefing: &Briefing| {
        let loaded = shelf.load(&identity(briefing), &briefing.text);
        let text = match arguments.format {
            Format::Md => archive::markdown(&loaded.record, briefing),
        };
        (text, loaded.trouble.map(|trouble| trouble.line()))
    };
    arguments.sources.each(printed, |(text, trouble)| {
        if let Some(trouble) = trouble {
            out::complain(&trouble);
        }
        if !text.is_empty() {
            out.data(if n > 0 { "\n" } else { "" })?;
            out.data(&text)?;
            n += 1;
        }
        Ok(!text.is_empty())
    })
}

/// Under which name the reader kept `briefing`: its address or its whole path.
fn identity(briefing: &Briefing) -> Identity {
    let source = &briefing.source;
    let name = if address::is_one(&source.name) {
        Some(source.name.clone())
    } else {
        let path = Path::new(&source.name).canonicalize().ok();
        path.map(|path| path.display().to_string()).or_else(|| source.url.clone())
    };
    Identity { sha256: source.sha256.clone(), name, title: briefing.title.clone() }
}
