//! The only loop: waits for keys, signals and slow work, updates, draws what changed.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use base64::Engine;
use crossterm::event::{self, Event};
use crossterm::queue;
use crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate};

use super::terminal::{self, Mouse, Restore, Screen};
use super::{Theme, draw, input};
use crate::app::{Action, Effect, Extent, Job, Reopen, State, update};
use crate::archive::{ArchiveError, Identity, Shelf};
use crate::config::{self, Config};
use crate::model::Briefing;

/// What the reader opens.
pub struct Source {
    /// What shows first: the documents, or the beginning of a single one.
    pub first: Vec<Briefing>,
    /// Reads the whole, when `first` is only its beginning.
    pub whole: Option<Whole>,
    /// A quote's id or a heading to open at.
    pub goto: Option<String>,
}

/// How the reader is set up.
pub struct Setup {
    pub config: Config,
    /// With no more colours than the terminal has.
    pub theme: config::Theme,
    /// What is wrong with the settings.
    pub told: Option<String>,
    /// Where to keep places and marks, when they are to be kept.
    pub keep: Option<Keep>,
}

/// Where what outlives the run is kept, and under which name.
pub struct Keep {
    pub shelf: Shelf,
    /// See [`Identity::name`].
    pub name: Option<String>,
}

impl Keep {
    fn document(&self, briefing: &Briefing) -> Identity {
        let (sha256, title) = (briefing.source.sha256.clone(), briefing.title.clone());
        Identity { sha256, name: self.name.clone(), title }
    }
}

impl Default for Setup {
    fn default() -> Setup {
        let theme = config::Theme::opt_named("ansi");
        let theme = theme.unwrap_or_else(|| config::Theme::read("", "").0);
        Setup { config: Config::default(), theme, told: None, keep: None }
    }
}

/// Reads a document to its end; runs beside the keys.
pub type Whole = Box<dyn FnOnce() -> Briefing + Send>;

/// After so long without the next key of a sequence, what may follow is shown.
const PAUSE: Duration = Duration::from_millis(500);

/// Something the loop waits for.
enum Message {
    /// Everything typed since the last frame.
    Input(Vec<Event>),
    Act(Action),
    Signal(i32),
    /// The input has ended.
    Closed(io::Error),
}

/// Shows `source` until the reader quits, and gives what could not be kept then.
///
/// # Errors
///
/// When the terminal cannot be used or goes away. It is restored in every case.
pub fn run(source: Source, setup: Setup) -> io::Result<Option<String>> {
    let Some(first) = source.first.into_iter().next() else { return Ok(None) };
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
    let extent = if source.whole.is_some() { Extent::Beginning } else { Extent::Whole };
    let mut state = State::new(Arc::new(first), extent, size.width, size.height);
    state.set_up(&setup.config);
    if let Some(told) = setup.told {
        update(&mut state, Action::Tell(told));
    }
    if let Some(wanted) = &source.goto
        && !state.go_to(wanted)
        && extent == Extent::Whole
    {
        update(&mut state, Action::Tell(format!("nothing here is called {wanted}")));
    }
    let theme = Theme::of(&setup.theme);
    let notch = isize::try_from(setup.config.mouse.wheel_rows).unwrap_or(1);
    let place = setup.config.keep.place;
    let mut reader = Loop {
        state,
        screen,
        theme,
        notch,
        send,
        goto: source.goto,
        keep: setup.keep,
        place,
        changed: false,
        unkept: false,
    };
    if extent == Extent::Whole {
        reader.take_up();
    }
    reader.draw()?;
    reader.start(source.whole);
    let ended = reader.turn(&receive);
    let unkept = reader.opt_unkept_at_last();
    ended.map(|()| unkept)
}

fn mouse(config: &Config) -> Mouse {
    if config.mouse.capture { Mouse::Taken } else { Mouse::Left }
}

struct Loop {
    state: State,
    screen: Screen,
    theme: Theme,
    /// Rows a notch of the wheel moves.
    notch: isize,
    send: Sender<Message>,
    /// What to open at, when only the whole document can tell.
    goto: Option<String>,
    /// Whether the screen may have to change.
    changed: bool,
    keep: Option<Keep>,
    /// Whether marks or notes wait to be kept.
    unkept: bool,
    /// Whether the place is kept, too.
    place: bool,
}

/// Whether the loop goes on.
enum Next {
    Go,
    Quit,
}

impl Loop {
    fn start(&self, whole: Option<Whole>) {
        if let Some(whole) = whole {
            let send = self.send.clone();
            thread::spawn(move || {
                let _ = send.send(Message::Act(Action::Loaded(Arc::new(whole()))));
            });
        }
    }

    /// Waits, updates, draws, until the end. Between two frames the input thread rests,
    /// so keys typed meanwhile arrive together and cost one frame.
    fn turn(&mut self, receive: &Receiver<Message>) -> io::Result<()> {
        let next_input = inputs(self.send.clone());
        let _ = next_input.send(());
        while let Some(message) = self.next(receive) {
            let was_input = matches!(message, Message::Input(_));
            if let Next::Quit = self.hear(message)? {
                return Ok(());
            }
            while let Ok(message) = receive.try_recv() {
                if let Next::Quit = self.hear(message)? {
                    return Ok(());
                }
            }
            if std::mem::take(&mut self.changed) {
                self.draw()?;
            }
            if was_input {
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
            Message::Act(action) => {
                let loaded = matches!(action, Action::Loaded(_));
                let next = self.act(action);
                if loaded {
                    self.take_up();
                }
                if loaded && let Some(wanted) = self.goto.take() {
                    self.state.go_to(&wanted);
                }
                next
            }
            Message::Signal(signal) => self.signal(signal),
            Message::Closed(error) => Err(error),
        }
    }

    fn act(&mut self, action: Action) -> io::Result<Next> {
        self.changed = true;
        self.state.set_now(now_ms());
        match update(&mut self.state, action) {
            Effect::None => {}
            Effect::Copy(text) => self.copy(&text)?,
            Effect::Search(job) => self.search(*job),
            Effect::Keep => {
                self.unkept = true;
                if let Some(trouble) = self.opt_unkept() {
                    let told = format!("not kept yet: {}", trouble.line());
                    update(&mut self.state, Action::Tell(told));
                }
            }
            Effect::Redraw => terminal::afresh(&mut self.screen)?,
            Effect::Suspend => self.suspend()?,
            Effect::Quit => return Ok(Next::Quit),
        }
        Ok(Next::Go)
    }

    /// Takes up what was kept about the document, the place only when none is asked for.
    fn take_up(&mut self) {
        let Some(keep) = &self.keep else { return };
        let briefing = self.state.briefing();
        let loaded = keep.shelf.load(&keep.document(briefing), &briefing.text);
        let asked = self.goto.is_some() || !self.place;
        self.state.take_up(loaded.record, if asked { Reopen::AtStart } else { Reopen::WhereLeft });
        if let Some(trouble) = loaded.trouble {
            let told = format!("your notes here: {}", trouble.line());
            update(&mut self.state, Action::Tell(told));
        }
    }

    /// Keeps places, marks and notes, and takes over those another reader has kept. Gives
    /// what went wrong when marks or notes wait to be kept: nobody would miss a place.
    fn opt_unkept(&mut self) -> Option<ArchiveError> {
        let whole = self.state.extent() == Extent::Whole;
        let keep = self.keep.as_ref().filter(|_| whole)?;
        let mut record = self.state.kept(now_ms());
        record.document = keep.document(self.state.briefing());
        if !self.place {
            record.view = None;
        }
        match keep.shelf.save(&record) {
            Ok(merged) => {
                self.unkept = false;
                self.state.take_over(merged);
                None
            }
            Err(trouble) => Some(trouble).filter(|_| self.unkept),
        }
    }

    /// The last chance to keep what waits: where it belongs, else in the folder for
    /// temporary files. Gives what to tell the reader when it is not where it belongs.
    fn opt_unkept_at_last(&mut self) -> Option<String> {
        let trouble = self.opt_unkept()?;
        let keep = self.keep.as_ref()?;
        let mut record = self.state.kept(now_ms());
        record.document = keep.document(self.state.briefing());
        let spare = std::env::temp_dir().join("onrecord-notes");
        let told = match Shelf::new(&spare).save(&record) {
            Ok(_) => format!("they are in `{}` instead", spare.join("documents").display()),
            Err(error) => format!("nor there: {}", error.line()),
        };
        Some(format!("{}; {told}", trouble.line()))
    }

    fn draw(&mut self) -> io::Result<()> {
        queue!(self.screen.backend_mut(), BeginSynchronizedUpdate)?;
        self.screen.draw(|frame| draw(&self.state, &self.theme, frame))?;
        queue!(self.screen.backend_mut(), EndSynchronizedUpdate)?;
        self.screen.backend_mut().flush()
    }

    /// Hands `text` to the terminal's clipboard (OSC 52), which also works over SSH.
    fn copy(&mut self, text: &str) -> io::Result<()> {
        let encoded = base64::engine::general_purpose::STANDARD.encode(text);
        write!(self.screen.backend_mut(), "\x1b]52;c;{encoded}\x07")?;
        let told = format!("copied {} characters through the terminal", text.chars().count());
        update(&mut self.state, Action::Tell(told));
        Ok(())
    }

    /// Searches beside the keys; a new search makes an old job's answers count for
    /// nothing, and a closed channel ends it.
    fn search(&self, job: Job) {
        let send = self.send.clone();
        thread::spawn(move || {
            job.run(|hits, complete| {
                let found = Action::Found { ticket: job.ticket, hits, complete };
                send.send(Message::Act(found)).is_ok()
            });
        });
    }

    #[cfg(unix)]
    fn suspend(&mut self) -> io::Result<()> {
        terminal::leave();
        signal_hook::low_level::raise(signal_hook::consts::SIGSTOP)?;
        terminal::take()?;
        let size = self.screen.size()?;
        update(&mut self.state, Action::Resize { width: size.width, height: size.height });
        terminal::afresh(&mut self.screen)
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

/// Milliseconds since 1970 UTC.
fn now_ms() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
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
