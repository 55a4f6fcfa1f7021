//! From the sources named on the command line to briefings, in their order. A bad one
//! is reported and skipped.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use rayon::ThreadPool;
use rayon::prelude::*;

use super::Outcome;
use super::failure::Failure;
use super::fetch::Copies;
use super::gather::{self, Found};
use super::input::Input;
use super::tally::Tally;
use crate::ingest::{Document, Media};
use crate::model::{Briefing, Kind};
use crate::{attribute, ingest, parse};

/// Sources of fewer bytes in all are read one after the other: starting threads costs
/// more than they save.
const WORTH_THREADS: u64 = 4 << 20;
/// Sources read side by side before their results are shown in order.
const ROUND: usize = 32;
/// Deep documents need deep stacks; only what is touched takes memory.
const STACK: usize = 32 << 20;

/// The sources a subcommand reads.
#[derive(clap::Args)]
pub(super) struct Sources {
    /// Files, directories (with all below them), patterns or https:// addresses; - is
    /// standard input
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
    /// Fetch a page anew instead of asking whether the copy kept of it still holds
    #[arg(long)]
    refresh: bool,
}

/// How far sources are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Depth {
    /// Sections and turns.
    Text,
    /// Quotes, people and notes as well.
    Quotes,
}

impl Reading {
    /// The same, but a page is fetched anew.
    pub(super) fn anew(self) -> Reading {
        Reading { refresh: true, ..self }
    }

    /// What to do with a copy of a page.
    pub(super) fn copies(self) -> Copies {
        if self.refresh { Copies::Refresh } else { Copies::Keep }
    }
}

fn media(name: &str) -> Result<Media, String> {
    Media::from_name(name).ok_or_else(|| {
        let known: Vec<&str> = Media::ALL.iter().map(|media| media.short()).collect();
        format!("known are {}", known.join(", "))
    })
}

/// What reading one source gave: for each briefing its kind and what was made of it.
type Made<T> = Result<Vec<(Kind, T)>, Failure>;

impl Sources {
    pub(super) fn new(files: Vec<PathBuf>, reading: Reading) -> Sources {
        Sources { files, reading }
    }

    /// Whether several are read, so that a line must say where it comes from.
    pub(super) fn are_several(&self) -> bool {
        self.files.len() > 1
            || self.files.iter().any(|file| !Input::of(file).is_stream() && !file.is_file())
    }

    /// Like [`each_read`](Sources::each_read), every briefing with its quotes and people.
    pub(super) fn each<T: Send>(
        &self,
        make: impl Fn(&Briefing) -> T + Sync,
        show: impl FnMut(T) -> io::Result<bool>,
    ) -> io::Result<Outcome> {
        self.each_read(Depth::Quotes, |briefing| make(&briefing), show)
    }

    /// Makes something of every briefing and shows it in the order named; says whether
    /// any was shown for which `show` was `true`.
    ///
    /// Many sources are read side by side, so `make` runs on several threads.
    ///
    /// # Errors
    ///
    /// The first error of `show`. A source that cannot be read is reported on standard
    /// error, and the outcome is trouble at the end.
    pub(super) fn each_read<T: Send>(
        &self,
        depth: Depth,
        make: impl Fn(Briefing) -> T + Sync,
        mut show: impl FnMut(T) -> io::Result<bool>,
    ) -> io::Result<Outcome> {
        let gathered = gather::sources(&self.files);
        let read = |found: &Found| made(&found.input, self.reading, depth, &make);
        let mut tally = Tally::new(&gathered);
        for (input, failure) in &gathered.missed {
            tally.failed(input, gather::How::Named, failure);
        }
        let pool = threads(&gathered.found);
        for round in gathered.found.chunks(if pool.is_some() { ROUND } else { 1 }) {
            let results: Vec<Made<T>> = match &pool {
                Some(pool) => pool.install(|| round.par_iter().map(read).collect()),
                None => round.iter().map(read).collect(),
            };
            for (found, result) in round.iter().zip(results) {
                match result {
                    Ok(made) => {
                        for (kind, thing) in made {
                            let shown = show(thing)?;
                            tally.read(kind, shown);
                        }
                    }
                    Err(failure) => tally.failed(&found.input, found.how, &failure),
                }
                tally.step();
            }
        }
        Ok(tally.finish())
    }
}

/// Threads to read `found` with, when that is worth it.
fn threads(found: &[Found]) -> Option<ThreadPool> {
    let mut bytes = 0u64;
    let large = found.len() > 1
        && found.iter().any(|found| {
            bytes = bytes.saturating_add(found.size.unwrap_or_else(|| found.input.size()));
            bytes >= WORTH_THREADS
        });
    large.then(|| rayon::ThreadPoolBuilder::new().stack_size(STACK).build().ok()).flatten()
}

/// What `make` makes of each briefing in `input`. A fault of the program's own in one
/// source does not end the others.
fn made<T>(input: &Input, reading: Reading, depth: Depth, make: impl Fn(Briefing) -> T) -> Made<T> {
    let work = || {
        let bytes = input.bytes(reading.copies())?;
        let documents = documents(input, &bytes, reading)?;
        // A long text is not kept twice while it is read.
        drop(bytes);
        let briefings = documents.into_iter().map(|document| match depth {
            Depth::Text if document.loaded.is_none() => parse::briefing(document),
            Depth::Text | Depth::Quotes => attribute::briefing(document),
        });
        Ok(briefings.map(|briefing| (briefing.source.kind, make(briefing))).collect())
    };
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(Err(Failure::Fault))
}

/// The briefings in `input`: one for most forms, one per entry of a feed or mailbox.
///
/// # Errors
///
/// When it cannot be read, or its bytes are no document.
pub(super) fn briefings(input: &Input, reading: Reading) -> Result<Vec<Briefing>, Failure> {
    let bytes = input.bytes(reading.copies())?;
    let documents = documents(input, &bytes, reading)?;
    drop(bytes);
    Ok(documents.into_iter().map(attribute::briefing).collect())
}

/// The document that the first bytes of a long text make; see [`ingest::beginning`].
pub(super) fn beginning(input: &Input, head: &[u8], reading: Reading) -> Option<Document> {
    let mut document = ingest::beginning(&input.name(), head, reading.media)?;
    document.url = input.url().map(str::to_owned);
    Some(document)
}

/// The documents in `bytes`, which `input` gave. What came from the web knows its address.
pub(super) fn documents(
    input: &Input,
    bytes: &[u8],
    reading: Reading,
) -> Result<Vec<Document>, Failure> {
    let mut documents = ingest::documents(&input.name(), bytes, reading.media)?;
    for document in &mut documents {
        document.url = document.url.take().or_else(|| input.url().map(str::to_owned));
    }
    Ok(documents)
}
