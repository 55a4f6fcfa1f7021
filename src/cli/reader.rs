//! Opening the reader: the beginning of a long text first, the whole as soon as read.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use super::failure::{self, Failure};
use super::input::Input;
use super::library::Library;
use super::load::{self, Reading};
use super::settings;
use super::{Outcome, open, out, tally};
use crate::app::DocId;
use crate::archive::Shelf;
use crate::attribute;
use crate::model::Briefing;
use crate::tui::{self, Log};

/// A text longer than this shows its beginning before it has been read whole.
const LONG: usize = 64 * 1024;
/// How much of it shows first: more than a reader pages through in a second.
const BEGINNING: usize = 24 * 1024;
/// A text no longer than this has been read whole before a second page can be asked for.
const SOON: usize = 512 * 1024;
/// How much of such a text shows first: two screens of 120×40 cells, and enough to tell its
/// form. With 3 KiB more the first screen came 0.17 ms later.
const SCREEN: usize = 6 * 1024;

/// Opens what `arguments` name in the reader.
pub(super) fn open(mut arguments: open::Arguments) -> io::Result<Outcome> {
    let log = match arguments.log.as_deref().map_or_else(|| Ok(Log::default()), Log::to) {
        Ok(log) => log,
        Err(error) => {
            out::complain(&format!("cannot write the log: {}", failure::cause(&error)));
            return Ok(Outcome::Trouble);
        }
    };
    let shelf = settings::opt_shelf();
    let mut tabs = Tabs::default();
    if arguments.resume {
        match resumed(shelf.as_ref()) {
            Ok((files, resumed)) => (arguments.files, tabs) = (files, resumed),
            Err(why) => {
                out::complain(&why);
                return Ok(Outcome::Nothing);
            }
        }
    }
    let library = match arguments.files.is_empty() {
        true => Library::of(open::SAMPLE, arguments.reading),
        false => Library::new(&arguments.files, arguments.reading),
    };
    let first = match first(&library, &mut tabs, &arguments) {
        Ok(first) => first,
        Err(outcome) => return Ok(outcome),
    };
    let found = arguments.settings.read();
    let (theme, told) = (found.theme(), found.opt_line());
    let setup = tui::Setup { theme, told, shelf, config: found.config, log };
    let gathering = if library.has_more() { tui::Gathering::All } else { tui::Gathering::Nothing };
    let watching = if arguments.watch { tui::Watching::Files } else { tui::Watching::Nothing };
    let source = tui::Source {
        names: library.names(),
        library: Arc::new(library),
        tabs: tabs.ids,
        front: tabs.front,
        first: first.briefing,
        whole: first.whole,
        goto: arguments.goto,
        find: arguments.find,
        gathering,
        watching,
    };
    let unkept = tui::run(source, setup)?;
    if let Some(trouble) = unkept {
        out::complain(&format!("your marks and notes are not kept: {trouble}"));
    }
    Ok(Outcome::Found)
}

/// The documents open from the start.
#[derive(Default)]
struct Tabs {
    ids: Vec<DocId>,
    front: usize,
}

/// What was open when the last session ended: the files and the tabs.
fn resumed(shelf: Option<&Shelf>) -> Result<(Vec<PathBuf>, Tabs), String> {
    let session = shelf.map_or_else(|| Ok(Default::default()), Shelf::session);
    let session = session.map_err(|trouble| trouble.to_string())?;
    if session.open.is_empty() {
        return Err("no last session is remembered: open some files first".to_owned());
    }
    let mut names: Vec<String> = Vec::new();
    let mut tabs = Tabs { front: session.front, ..Tabs::default() };
    for (at, name) in session.open.iter().enumerate() {
        let source = names.iter().position(|other| other == name).unwrap_or_else(|| {
            names.push(name.clone());
            names.len() - 1
        });
        let item = session.items.get(at).copied().unwrap_or(0);
        tabs.ids.push(DocId { source, item });
    }
    tabs.front = tabs.front.min(tabs.ids.len() - 1);
    Ok((names.into_iter().map(PathBuf::from).collect(), tabs))
}

/// What shows first.
#[derive(Default)]
struct First {
    briefing: Option<Briefing>,
    whole: Option<tui::Whole>,
}

/// Reads the document in front, of a long one its beginning; settles which tabs are
/// open. A single file that cannot be read, or holds nothing, ends the run.
fn first(
    library: &Library,
    tabs: &mut Tabs,
    arguments: &open::Arguments,
) -> Result<First, Outcome> {
    let n = library.names().len();
    if tabs.ids.is_empty() {
        tabs.ids = (0..n).map(DocId::first_of).collect();
    }
    let Some(&id) = tabs.ids.get(tabs.front) else { return Ok(First::default()) };
    let Some(input) = library.opt_input(id.source) else { return Ok(First::default()) };
    match read(library, &input, id, arguments.reading) {
        Ok(Read::One(first)) => Ok(first),
        Ok(Read::Several(_)) if n == 1 && !arguments.resume => {
            tabs.ids.clear();
            Ok(First::default())
        }
        Ok(Read::Several(briefing)) => Ok(First { briefing, whole: None }),
        Ok(Read::Nothing) if n == 1 => Err(Outcome::Nothing),
        Err(failure) if n == 1 && !library.has_more() => {
            tally::report(&input, &failure);
            Err(Outcome::Trouble)
        }
        // The reader says in the tab what is wrong with it.
        Ok(Read::Nothing) | Err(_) => Ok(First::default()),
    }
}

/// What a source turned out to hold.
enum Read {
    Nothing,
    One(First),
    /// Several documents, and the one asked for among them.
    Several(Option<Briefing>),
}

fn read(library: &Library, input: &Input, id: DocId, reading: Reading) -> Result<Read, Failure> {
    let bytes = input.bytes(reading.copies())?;
    if let Some(first) = beginning(input, &bytes, reading) {
        let input = input.clone();
        let whole = move || {
            let documents = load::documents(&input, &bytes, reading);
            // A long text is not kept twice while it is read.
            drop(bytes);
            let mut documents = documents.map_err(|failure| failure.to_string())?.into_iter();
            documents.next().map(attribute::briefing).ok_or_else(|| "it is empty".to_owned())
        };
        return Ok(Read::One(First { briefing: Some(first), whole: Some(Box::new(whole)) }));
    }
    let mut documents = load::documents(input, &bytes, reading)?;
    drop(bytes);
    if documents.len() > 1 {
        let wanted = documents.get(id.item).cloned();
        library.hold(id.source, documents);
        return Ok(Read::Several(wanted.map(attribute::briefing)));
    }
    Ok(match documents.pop() {
        None => Read::Nothing,
        Some(document) => {
            Read::One(First { briefing: Some(attribute::briefing(document)), whole: None })
        }
    })
}

/// The beginning of a long plain text as a briefing; `None` for a short one and for a
/// form that cannot be cut.
fn beginning(input: &Input, bytes: &[u8], reading: Reading) -> Option<Briefing> {
    if bytes.len() < LONG {
        return None;
    }
    let head = bytes.get(..if bytes.len() <= SOON { SCREEN } else { BEGINNING })?;
    let blank = head.windows(2).rposition(|bytes| bytes == b"\n\n");
    let end = blank.or_else(|| head.iter().rposition(|byte| *byte == b'\n'))?;
    let head = std::str::from_utf8(head.get(..end)?).ok()?;
    load::beginning(input, head.as_bytes(), reading).map(attribute::briefing)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_shows_its_beginning_first() {
        let input = Input::Stdin;
        let text = "The minister spoke about rails.\n\n".repeat(30_000);
        let first = beginning(&input, text.as_bytes(), Reading::default()).unwrap();
        assert!(text.starts_with(&first.text) && first.text.len() <= BEGINNING);
        assert!(first.text.len() > SCREEN, "the whole will be long in coming");
        let short = beginning(&input, &text.as_bytes()[..LONG], Reading::default()).unwrap();
        assert!(text.starts_with(&short.text) && short.text.len() <= SCREEN);
        assert!(beginning(&input, b"Short.", Reading::default()).is_none());
        let page = format!("<html><body><p>{text}</p></body></html>");
        assert!(beginning(&input, page.as_bytes(), Reading::default()).is_none());
        let no_line = "x".repeat(LONG * 2);
        assert!(beginning(&input, no_line.as_bytes(), Reading::default()).is_none());
    }
}
