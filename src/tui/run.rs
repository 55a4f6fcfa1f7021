//! The only loop: waits for keys, signals and slow work, updates, draws what changed.

use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use crossterm::event::{self, Event};
use crossterm::queue;
use crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate};
use ratatui::Frame;

use super::draw::draw_linked;
use super::errands::{Errands, now_ms};
use super::library::Library;
use super::links::{self, Links};
use super::terminal::{self, Mouse, Restore, Screen};
use super::{Theme, clipboard, input, outside, worker};
use crate::app::{Action, Cause, DocId, Effect, Extent, Job, State, Wanted, update};
use crate::archive::{Session, Shelf};
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
}

impl Default for Setup {
    fn default() -> Setup {
        let theme = config::Theme::opt_named("ansi");
        let theme = theme.unwrap_or_else(|| config::Theme::read("", "").0);
        Setup { config: Config::default(), theme, told: None, shelf: None }
    }
}

/// Reads a document to its end; runs beside the keys.
pub type Whole = Box<dyn FnOnce() -> Result<Briefing, String> + Send>;

/// After so long without the next key of a sequence, what may follow is shown.
const PAUSE: Duration = Duration::from_millis(400);

/// Something the loop waits for.
pub(super) enum Message {
    /// Everything typed since the last frame.
    Input(Vec<Event>),
    Act(Action),
    Signal(i32),
    /// The file of this source has changed.
    Changed(usize),
    /// The input has ended.
    Closed(io::Error),
}

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
        notch,
        send,
        errands,
        config: setup.config,
        changed: false,
    };
    reader.begin(source.gathering);
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
        update(&mut state, Action::Tell(told.clone()));
    }
    state
}

fn mouse(config: &Config) -> Mouse {
    if config.mouse.capture { Mouse::Taken } else { Mouse::Left }
}

struct Loop {
    state: State,
    screen: Screen,
    theme: Theme,
    /// Where the terminal takes links.
    links: Option<Links>,
    /// Rows a notch of the wheel moves.
    notch: isize,
    send: Sender<Message>,
    errands: Errands,
    config: Config,
    /// Whether the screen may have to change.
    changed: bool,
}

/// Whether the loop goes on.
enum Next {
    Go,
    Quit,
}

impl Loop {
    /// Takes up what was kept about the document shown, or sends for one.
    fn begin(&mut self, gathering: Gathering) {
        match (self.state.doc(), self.state.extent()) {
            (Some(id), Extent::Whole) => {
                let arrived = self.errands.arrived(id, self.state.briefing_arc());
                self.state.arrive(arrived.record, arrived.told);
            }
            (Some(id), Extent::Awaited) => self.errands.open(id),
            (Some(_), _) => {}
            (None, _) => self.state.choose(),
        }
        let all = gathering == Gathering::All;
        if all || self.state.doc().is_none() {
            let sources = (0..self.state.desk().entries().len()).collect();
            self.errands.survey(sources, if all { Gathering::All } else { Gathering::Nothing });
        }
        self.errands.watch(&self.state);
    }

    /// Waits, updates, draws, until the end. Between two frames the input thread rests,
    /// so keys typed meanwhile arrive together and cost one frame.
    fn turn(&mut self, receive: &Receiver<Message>) -> io::Result<()> {
        let next_input = inputs(self.send.clone());
        let _ = next_input.send(());
        while let Some(message) = self.next(receive) {
            let is_input = |message: &Message| matches!(message, Message::Input(_));
            let mut heard_input = is_input(&message);
            if let Next::Quit = self.hear(message)? {
                return Ok(());
            }
            // What a worker says may come first and keys behind it: they count as well,
            // or the input thread would rest for good.
            while let Ok(message) = receive.try_recv() {
                heard_input |= is_input(&message);
                if let Next::Quit = self.hear(message)? {
                    return Ok(());
                }
            }
            if std::mem::take(&mut self.changed) {
                self.draw()?;
            }
            if heard_input {
                let _ = next_input.send(());
            }
        }
        Ok(())
    }

    /// The next message; a pause is one only while a sequence of keys is half typed, so
    /// that a reader who does nothing costs nothing.
    fn next(&self, receive: &Receiver<Message>) -> Option<Message> {
        if !self.state.awaits_key() {
            return receive.recv().ok();
        }
        match receive.recv_timeout(PAUSE) {
            Ok(message) => Some(message),
            Err(RecvTimeoutError::Timeout) => Some(Message::Act(Action::Pause)),
            Err(RecvTimeoutError::Disconnected) => None,
        }
    }

    fn hear(&mut self, message: Message) -> io::Result<Next> {
        match message {
            Message::Input(events) => {
                for event in input::without_replies(events) {
                    if let Some(action) = input::action(event, &self.state, self.notch)
                        && let Next::Quit = self.act(action)?
                    {
                        return Ok(Next::Quit);
                    }
                }
                Ok(Next::Go)
            }
            Message::Act(action) => self.act(action),
            Message::Changed(source) => {
                self.errands.reload_all(&mut self.state, source);
                Ok(Next::Go)
            }
            Message::Signal(signal) => self.signal(signal),
            Message::Closed(error) => Err(error),
        }
    }

    fn act(&mut self, action: Action) -> io::Result<Next> {
        let was_still = self.state.is_still();
        self.state.set_now(now_ms());
        let effect = update(&mut self.state, action);
        // A key that only begins a sequence changes no cell: not a byte is written.
        self.changed |= !(was_still && self.state.is_waiting());
        self.keep_closed();
        self.errands.watch(&self.state);
        match effect {
            Effect::None => {}
            Effect::Open(id) => self.errands.open(id),
            Effect::Reload(id) => self.errands.reload(id, Cause::Asked),
            Effect::Survey(sources) => self.errands.survey(sources, Gathering::Nothing),
            Effect::Halt => self.errands.halt(),
            Effect::ReleaseMouse => {
                let told = match terminal::release_mouse()? {
                    Mouse::Taken => "wheel, clicks and drags come to onrecord",
                    Mouse::Left => "the mouse is the terminal's: the same key takes it back",
                };
                update(&mut self.state, Action::Tell(told.to_owned()));
            }
            Effect::Copy(text) => self.copy(&text)?,
            Effect::Search(job) => self.search(*job),
            Effect::Browse(link) => self.tell(outside::browse(&link)),
            Effect::Edit(wanted) => self.edit(&wanted)?,
            Effect::Pipe { command, input } => self.pipe(command, input),
            Effect::Save(file) => {
                update(&mut self.state, Action::Saved(outside::save(&file)));
            }
            Effect::Keep => {
                self.state.set_unkept();
                let place = self.config.keep.place;
                if let Some(trouble) = self.errands.opt_unkept(&mut self.state, place) {
                    let told = format!("not kept yet: {}", trouble.line());
                    update(&mut self.state, Action::Tell(told));
                }
            }
            Effect::Redraw => self.afresh()?,
            Effect::Suspend => self.suspend()?,
            Effect::Quit => return Ok(Next::Quit),
        }
        Ok(Next::Go)
    }

    /// Keeps places, marks and notes of all open documents. Gives what to tell when marks
    /// or notes are not where they belong.
    fn opt_unkept_at_last(&mut self) -> Option<String> {
        let (errands, place) = (&self.errands, self.config.keep.place);
        let mut unkept = None;
        self.state.each_open(|state| {
            unkept = errands.opt_unkept_at_last(state, place).or(unkept.take());
        });
        unkept
    }

    /// Keeps what was left at documents that were closed.
    fn keep_closed(&mut self) {
        for mut state in self.state.take_closed() {
            let place = self.config.keep.place;
            if let Some(told) = self.errands.opt_unkept_at_last(&mut state, place) {
                update(&mut self.state, Action::Tell(told));
            }
        }
    }

    /// Remembers what is open, for `--resume`. Nobody would miss it.
    fn keep_session(&self) {
        let desk = self.state.desk();
        let names = |id: DocId| Some((self.errands.lasting_name(id.source)?, id.item));
        let (open, items): (Vec<String>, Vec<usize>) = desk.open().filter_map(names).unzip();
        if !self.config.keep.session || open.is_empty() {
            return;
        }
        let front = desk.front().min(open.len() - 1);
        let searches = desk.searches().to_vec();
        self.errands.keep_session(&Session { open, items, front, searches });
    }

    fn draw(&mut self) -> io::Result<()> {
        queue!(self.screen.backend_mut(), BeginSynchronizedUpdate)?;
        let mut linked = Vec::new();
        let takes_links = self.links.is_some();
        let drawn = |frame: &mut Frame| {
            linked = draw_linked(&self.state, &self.theme, frame);
            if takes_links {
                Links::reserve(frame.buffer_mut(), &linked);
            }
        };
        let buffer = self.screen.draw(drawn)?.buffer;
        if let Some(links) = &mut self.links {
            let new = links.take(buffer, linked);
            links::write(self.screen.backend_mut(), &new)?;
        }
        queue!(self.screen.backend_mut(), EndSynchronizedUpdate)?;
        self.screen.backend_mut().flush()
    }

    /// Has the next frame draw every cell.
    fn afresh(&mut self) -> io::Result<()> {
        if let Some(links) = &mut self.links {
            links.forget();
        }
        terminal::afresh(&mut self.screen)
    }

    /// Copies `text` and tells how.
    fn copy(&mut self, text: &str) -> io::Result<()> {
        let told = clipboard::copy(text, self.config.clipboard.way, self.screen.backend_mut())?;
        self.tell(told);
        Ok(())
    }

    fn tell(&mut self, told: String) {
        update(&mut self.state, Action::Tell(told));
    }

    /// Gives the terminal to the reader's editor until it ends. The input thread rests
    /// meanwhile, as it does whenever a key is being acted on.
    fn edit(&mut self, wanted: &Wanted) -> io::Result<()> {
        let open = self.state.doc();
        let name = open.and_then(|id| self.errands.lasting_name(id.source));
        let Some(path) = name.map(PathBuf::from).filter(|path| path.is_absolute()) else {
            self.tell("there is no file to edit: the text came from elsewhere".to_owned());
            return Ok(());
        };
        let mut command = match outside::editor(&path, wanted) {
            Ok(command) => command,
            Err(why) => {
                self.tell(why);
                return Ok(());
            }
        };
        terminal::leave();
        let ended = command.status();
        self.come_back()?;
        match ended {
            Ok(status) if status.success() => {}
            Ok(status) => self.tell(format!("the editor ended with {status}")),
            Err(error) => self.tell(format!("the editor does not start: {error}")),
        }
        Ok(())
    }

    /// Takes the terminal again after it was given away, whatever its size is now.
    fn come_back(&mut self) -> io::Result<()> {
        terminal::take()?;
        let size = self.screen.size()?;
        update(&mut self.state, Action::Resize { width: size.width, height: size.height });
        self.afresh()
    }

    fn pipe(&self, command: String, input: String) {
        let send = self.send.clone();
        thread::spawn(move || {
            let _ = send.send(Message::Act(Action::Piped(outside::pipe(command, input))));
        });
    }

    /// Searches beside the keys; a new search makes an old job's answers count for
    /// nothing, and a closed channel ends it.
    fn search(&self, job: Job) {
        let (send, failed) = (self.send.clone(), self.send.clone());
        let work = move || {
            job.run(|hits, complete| {
                let (doc, ticket) = (job.doc, job.ticket);
                let found = Action::Found { doc, ticket, hits, complete };
                send.send(Message::Act(found)).is_ok()
            });
        };
        worker::begin(work, move |told| drop(failed.send(Message::Act(Action::Tell(told)))));
    }

    #[cfg(unix)]
    fn suspend(&mut self) -> io::Result<()> {
        terminal::leave();
        signal_hook::low_level::raise(signal_hook::consts::SIGSTOP)?;
        self.come_back()
    }

    #[cfg(not(unix))]
    fn suspend(&mut self) -> io::Result<()> {
        update(&mut self.state, Action::Tell("this system cannot suspend a program".to_owned()));
        Ok(())
    }

    #[cfg(unix)]
    fn signal(&mut self, signal: i32) -> io::Result<Next> {
        use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGTSTP};
        match signal {
            SIGTSTP => {
                self.changed = true;
                self.suspend()?;
            }
            SIGTERM | SIGHUP | SIGINT => return Ok(Next::Quit),
            _ => {}
        }
        Ok(Next::Go)
    }

    #[cfg(not(unix))]
    fn signal(&mut self, _: i32) -> io::Result<Next> {
        Ok(Next::Quit)
    }
}

/// Reads input, one batch for each message on the channel it gives back.
fn inputs(send: Sender<Message>) -> Sender<()> {
    let (next, asked) = channel::<()>();
    thread::spawn(move || {
        while asked.recv().is_ok() {
            let message = batch().map_or_else(Message::Closed, Message::Input);
            if send.send(message).is_err() {
                return;
            }
        }
    });
    next
}

/// Events taken at once, so that a flood of them cannot starve the screen.
const BATCH: usize = 256;

/// Waits for an event and takes those that are there with it.
fn batch() -> io::Result<Vec<Event>> {
    let mut events = vec![event::read()?];
    while events.len() < BATCH && event::poll(Duration::ZERO)? {
        events.push(event::read()?);
    }
    Ok(events)
}

#[cfg(unix)]
fn signals(send: Sender<Message>) -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGTSTP};
    let mut signals = signal_hook::iterator::Signals::new([SIGHUP, SIGINT, SIGTERM, SIGTSTP])?;
    thread::spawn(move || {
        for signal in &mut signals {
            if send.send(Message::Signal(signal)).is_err() {
                return;
            }
        }
    });
    Ok(())
}

#[cfg(not(unix))]
fn signals(_: Sender<Message>) -> io::Result<()> {
    Ok(())
}
