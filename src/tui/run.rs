//! The reader from the first frame to the last.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::time::Duration;

use crossterm::event;

use super::Theme;
use super::errands::Errands;
use super::gnu_screen;
use super::input::Replies;
use super::library::Library;
use super::links::Links;
use super::log::Log;
use super::terminal::{self, Mouse, Restore};
use super::turn::Loop;
use super::waits::signals;
use crate::app::{Action, DocId, Extent, State, update};
use crate::archive::Shelf;
use crate::config::{self, Config};
use crate::model::Briefing;

/// What the reader opens.
pub struct Source {
    pub library: Arc<dyn Library>,
    /// The sources known from the start, by their names.
    pub names: Vec<String>,
    /// The documents open from the start; without any the reader chooses one.
    pub tabs: Vec<DocId>,
    /// Index into the tabs of the one shown.
    pub front: usize,
    /// That document, or its beginning, when it has been read already.
    pub first: Option<Briefing>,
    /// Reads the whole, when `first` is only its beginning.
    pub whole: Option<Whole>,
    /// A quote's id or a heading to open at.
    pub goto: Option<String>,
    /// Words to search for in each document.
    pub find: Option<String>,
    pub gathering: Gathering,
    pub watching: Watching,
}

/// Whether the library is to find more sources than are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gathering {
    All,
    Nothing,
}

/// Whether a document is read again when its file changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Watching {
    Files,
    Nothing,
}

/// How the reader is set up.
pub struct Setup {
    pub config: Config,
    /// With no more colours than the terminal has.
    pub theme: config::Theme,
    /// What is wrong with the settings.
    pub told: Option<String>,
    /// Where to keep places and marks, when they are to be kept.
    pub shelf: Option<Shelf>,
    /// Where to write down what is done, for debugging.
    pub log: Log,
}

impl Default for Setup {
    fn default() -> Setup {
        let theme = config::Theme::opt_named("ansi");
        let theme = theme.unwrap_or_else(|| config::Theme::read("", "").0);
        Setup { config: Config::default(), theme, told: None, shelf: None, log: Log::default() }
    }
}

/// Reads a document to its end; runs beside the keys.
pub type Whole = Box<dyn FnOnce() -> Result<Briefing, String> + Send>;

/// Shows `source` until the reader quits, and gives what could not be kept then.
///
/// # Errors
///
/// When the terminal cannot be used or goes away. It is restored in every case.
pub fn run(mut source: Source, setup: Setup) -> io::Result<Option<String>> {
    terminal::restore_on_panic();
    let _restore = Restore;
    let (send, receive) = channel();
    // Before the terminal is taken: no signal may end the program without giving it back.
    signals(send.clone())?;
    let screen = terminal::enter(mouse(&setup.config))?;
    // Asking sets up crossterm's watch for resizes: one that came between the first frame
    // and the first read would be lost.
    event::poll(Duration::ZERO)?;
    let size = screen.size()?;
    let state = state(&mut source, &setup, size.width, size.height);
    let errands =
        Errands::new(source.library, setup.shelf, send.clone(), source.watching == Watching::Files);
    let notch = isize::try_from(setup.config.mouse.wheel_rows).unwrap_or(1);
    let theme = Theme::of(&setup.theme);
    let links = Links::are_supported().then(Links::default);
    let mut reader = Loop {
        state,
        screen,
        theme,
        links,
        touches: Vec::new(),
        notch,
        send,
        errands,
        config: setup.config,
        replies: Replies::default(),
        changed: false,
        log: setup.log,
    };
    reader.log_start();
    reader.begin(source.gathering);
    if let Some(words) = source.find {
        reader.find(&words)?;
    }
    reader.draw()?;
    if let (Some(whole), Some(id)) = (source.whole, reader.state.doc()) {
        reader.errands.finish(id, whole);
    }
    let ended = reader.turn(&receive);
    let unkept = reader.opt_unkept_at_last();
    reader.keep_session();
    ended.map(|()| unkept)
}

/// The reader as it is before anything has been waited for.
fn state(source: &mut Source, setup: &Setup, width: u16, height: u16) -> State {
    let extent = if source.whole.is_some() { Extent::Beginning } else { Extent::Whole };
    let mut state = match source.first.take() {
        Some(first) => State::new(Arc::new(first), extent, width, height),
        None => State::blank(width, height),
    };
    state.set_up(&setup.config);
    state.set_desk(source.names.clone(), &source.tabs, source.front);
    state.set_goto(source.goto.clone());
    if let Some(session) = setup.shelf.as_ref().and_then(|shelf| shelf.session().ok()) {
        state.set_searches(session.searches);
    }
    if let Some(told) = &setup.told {
        update(&mut state, Action::Fail(told.clone()));
    }
    state
}

fn mouse(config: &Config) -> Mouse {
    let is_wanted = config.mouse.capture && !gnu_screen::is_around();
    if is_wanted { Mouse::Taken } else { Mouse::Left }
}
