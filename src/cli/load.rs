//! From the files named on the command line to briefings, one after the other. A bad
//! one is reported and skipped.

use std::io;
use std::path::PathBuf;

use super::Outcome;
use super::failure::Failure;
use super::input::Input;
use super::out;
use crate::ingest::Media;
use crate::model::Briefing;
use crate::{attribute, ingest};

/// The sources a subcommand reads.
#[derive(clap::Args)]
pub(super) struct Sources {
    /// Files to read; - is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    reading: Reading,
}

/// How sources are read.
#[derive(Clone, Copy, Default, clap::Args)]
pub(super) struct Reading {
    /// Read as this form (text, md, html, xml, json, feed, eml, mbox, vtt, srt, pdf,
    /// docx, odt, epub) instead of telling it from the content
    #[arg(long = "as", value_name = "KIND", value_parser = media)]
    media: Option<Media>,
}

fn media(name: &str) -> Result<Media, String> {
    Media::from_name(name).ok_or_else(|| {
        let known: Vec<&str> = Media::ALL.iter().map(|media| media.short()).collect();
        format!("known are {}", known.join(", "))
    })
}

impl Sources {
    /// Whether several were named, so that a line must say where it comes from.
    pub(super) fn are_several(&self) -> bool {
        self.files.len() > 1
    }

    /// Gives `show` every briefing in the order named, and says whether any source gave
    /// one for which `show` was `true`.
    ///
    /// # Errors
    ///
    /// The first error of `show`. A source that cannot be read is reported on standard
    /// error, and the outcome is trouble at the end.
    pub(super) fn each(
        &self,
        mut show: impl FnMut(&Briefing) -> io::Result<bool>,
    ) -> io::Result<Outcome> {
        let (mut found, mut trouble) = (false, false);
        for input in self.files.iter().map(|file| Input::of(file)) {
            match briefings(&input, self.reading) {
                Ok(briefings) => {
                    for briefing in &briefings {
                        found |= show(briefing)?;
                    }
                }
                Err(failure) => {
                    report(&input, &failure);
                    trouble = true;
                }
            }
        }
        Ok(if trouble { Outcome::Trouble } else { Outcome::found(found) })
    }
}

/// The briefings in `input`: one for most forms, one per entry of a feed or mailbox.
///
/// # Errors
///
/// When it cannot be read, or its bytes are no document.
pub(super) fn briefings(input: &Input, reading: Reading) -> Result<Vec<Briefing>, Failure> {
    let bytes = input.bytes()?;
    let documents = ingest::documents(&input.name(), &bytes, reading.media)?;
    Ok(documents.iter().map(attribute::briefing).collect())
}

/// Says on standard error why `input` was skipped, and what to do about it.
pub(super) fn report(input: &Input, failure: &Failure) {
    out::complain(&format!("cannot read {}: {failure}", input.called()));
    if let Some(hint) = failure.hint() {
        out::hint(hint);
    }
}
