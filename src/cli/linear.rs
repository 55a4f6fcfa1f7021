//! `--linear`: lines in, lines out.

use std::fs::File;
use std::io::{self, BufRead, BufReader, IsTerminal};
use std::sync::Arc;

use base64::Engine;

use super::Outcome;
use super::library::Library;
use super::open::{self, Arguments};
use super::out::{self, Out};
use crate::app::{DocId, Known, Linear, Summary, Then, Told};
use crate::config::Config;
use crate::tui::Library as _;

/// A line longer than this is cut.
const LINE: u64 = 1 << 16;

pub(super) fn run(arguments: &Arguments, out: &mut Out) -> io::Result<Outcome> {
    let found = arguments.settings.read();
    if let Some(told) = found.opt_line() {
        out::complain(&told);
    }
    let library = match arguments.files.is_empty() {
        true => Library::of(open::SAMPLE, arguments.reading),
        false => Library::new(&arguments.files, arguments.reading),
    };
    library.gather(&mut |_| true);
    let documents = documents(&library);
    let mut talk = Talk { documents, front: DocId::default(), library, config: found.config };
    let mut linear = match talk.first() {
        Ok(first) => first,
        Err(why) => {
            out::complain(&why);
            return Ok(Outcome::Trouble);
        }
    };
    let mut lines = Lines::of(arguments)?;
    if talk.documents.len() > 1 {
        out.text(&format!("{} documents; documents lists them.\n", talk.documents.len()))?;
    }
    out.text(&linear.greeting())?;
    out.text(&linear.opening(arguments.goto.as_deref(), arguments.find.as_deref()))?;
    while let Some(line) = lines.next(out)? {
        let reply = linear.answer(&line);
        out.text(&reply.text)?;
        match reply.then {
            Then::GoOn => {}
            Then::Quit => break,
            Then::Copy(words) => {
                let encoded = base64::engine::general_purpose::STANDARD.encode(words);
                out.raw(format!("\x1b]52;c;{encoded}\x07").as_bytes())?;
            }
            Then::ListDocuments => out.text(&talk.list())?,
            Then::Search(words) => out.text(&talk.search(&words))?,
            Then::Open(n) => match talk.open(n) {
                Ok(opened) => {
                    linear = opened;
                    out.text(&linear.greeting())?;
                }
                Err(why) => out.text(&format!("{why}\n"))?,
            },
        }
    }
    Ok(Outcome::Found)
}

/// The documents that are talked about.
struct Talk {
    documents: Vec<(DocId, Known)>,
    front: DocId,
    library: Library,
    config: Config,
}

/// One for each source; a source with several shows them once it has been opened.
fn documents(library: &Library) -> Vec<(DocId, Known)> {
    (0..library.names().len()).map(|source| (DocId::first_of(source), Known::Name)).collect()
}

impl Talk {
    /// The first document that can be read.
    fn first(&mut self) -> Result<Linear, String> {
        let mut why = "no file is there to read".to_owned();
        for n in 1..=self.documents.len() {
            match self.open(n) {
                Ok(linear) => return Ok(linear),
                Err(fault) => why = fault,
            }
        }
        Err(why)
    }

    /// What of `words` is in all documents, one after another.
    fn search(&mut self, words: &str) -> String {
        let front = self.front;
        self.look_at_all();
        let mut out = String::new();
        for n in 1..=self.documents.len() {
            match self.open(n).map(|mut linear| linear.opt_found(words)) {
                Ok(Some(found)) => out.push_str(&format!("Document {n}: {found}")),
                Ok(None) => {}
                Err(why) => out.push_str(&format!("Document {n}: {why}.\n")),
            }
        }
        self.front = front;
        match out.is_empty() {
            true => format!("{words} is in no document.\n"),
            false => out + "Type open and a document's number to go on there.\n",
        }
    }

    /// Document `n`, counted from 1.
    fn open(&mut self, n: usize) -> Result<Linear, String> {
        let id = n.checked_sub(1).and_then(|at| self.documents.get(at)).map(|(id, _)| *id);
        let Some(id) = id else {
            return Err(format!("There are {} documents.", self.documents.len()));
        };
        let briefing = self.library.read(id).map_err(|why| {
            let name = self.library.names().into_iter().nth(id.source).unwrap_or_default();
            format!("cannot read `{name}`: {why}")
        })?;
        self.front = id;
        self.look_at(id.source);
        Ok(Linear::new(Arc::new(briefing), &self.config))
    }

    /// Lists what `source` holds, now that it is looked at.
    fn look_at(&mut self, source: usize) {
        let Some(from) = self.documents.iter().position(|(id, _)| id.source == source) else {
            return;
        };
        let known = |(id, known): &(DocId, Known)| id.source == source && *known != Known::Name;
        if self.documents.iter().any(known) {
            return;
        }
        let mut told: Vec<Told> = Vec::new();
        self.library.survey(source, &mut |one| {
            told.push(one);
            true
        });
        told.retain(|told| told.known != Known::NoDocument);
        let told = told.into_iter().map(|told| (told.id, told.known));
        self.documents.splice(from..=from, told);
    }

    /// Looks at every source, so that each document of it has its number.
    fn look_at_all(&mut self) {
        let sources: Vec<usize> = self.documents.iter().map(|(id, _)| id.source).collect();
        sources.into_iter().for_each(|source| self.look_at(source));
    }

    fn list(&mut self) -> String {
        self.look_at_all();
        let names = self.library.names();
        let line = |(at, (id, known)): (usize, &(DocId, Known))| {
            let name = names.get(id.source).map_or("", String::as_str);
            let here = if *id == self.front { ", open" } else { "" };
            let words = match known {
                Known::Summary(summary) => described(summary, name),
                Known::Fault(why) => format!("{name}, cannot be read: {why}"),
                Known::Name | Known::NoDocument => format!("{name}, no document"),
            };
            format!("{}. {words}{here}\n", at + 1)
        };
        self.documents.iter().enumerate().map(line).collect()
    }
}

fn described(summary: &Summary, name: &str) -> String {
    let title = summary.title.as_deref().unwrap_or(name);
    let date = summary.date.as_deref().map_or(String::new(), |date| format!(", {date}"));
    let quotes = if summary.n_quotes == 1 { "quote" } else { "quotes" };
    format!("{title}, {}{date}, {} {quotes}", summary.kind.name(), summary.n_quotes)
}

/// Where lines come from: the terminal when standard input holds the document.
struct Lines {
    from: Box<dyn BufRead>,
    /// Whether somebody types them.
    typed: bool,
}

impl Lines {
    fn of(arguments: &Arguments) -> io::Result<Lines> {
        if arguments.files.iter().any(|file| file.as_os_str() == "-") {
            // Without a terminal nothing more can be asked.
            return Ok(match File::open("/dev/tty") {
                Ok(tty) => Lines { from: Box::new(BufReader::new(tty)), typed: true },
                Err(_) => Lines { from: Box::new(io::empty()), typed: false },
            });
        }
        let typed = io::stdin().is_terminal();
        Ok(Lines { from: Box::new(BufReader::new(io::stdin())), typed })
    }

    /// The next line, asked for where somebody types; `None` at the end.
    fn next(&mut self, out: &mut Out) -> io::Result<Option<String>> {
        if self.typed {
            out.text("> ")?;
            out.flush()?;
        }
        let mut line = Vec::new();
        let n = io::Read::take(&mut self.from, LINE).read_until(b'\n', &mut line)?;
        Ok((n > 0).then(|| String::from_utf8_lossy(&line).into_owned()))
    }
}
