//! The loop: waits, updates, draws what changed.

use std::io::{self, Write};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::Instant;

use crossterm::queue;
use crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate};
use ratatui::Frame;

use super::Theme;
use super::alt_arrows;
use super::draw::{Alive, draw_alive};
use super::errands::{Errands, now_ms};
use super::input::{self, Replies};
use super::links::{self, Links};
use super::log::Log;
use super::run::Gathering;
use super::terminal::{self, Screen};
use super::touch::{self, Touch};
use super::waits::{Message, PAUSE, inputs};
use crate::app::{Action, DocId, Effect, Extent, State, update};
use crate::archive::Session;
use crate::config::Config;

/// The reader on a terminal: what it shows, and what it has to do with the outside.
pub(super) struct Loop {
    pub(super) state: State,
    pub(super) screen: Screen,
    pub(super) theme: Theme,
    /// Where the terminal takes links.
    pub(super) links: Option<Links>,
    /// Cells of the last frame that stand for a command.
    pub(super) touches: Vec<Touch>,
    /// Rows a notch of the wheel moves.
    pub(super) notch: isize,
    pub(super) send: Sender<Message>,
    pub(super) errands: Errands,
    pub(super) config: Config,
    pub(super) replies: Replies,
    /// Whether the screen may have to change.
    pub(super) changed: bool,
    pub(super) log: Log,
}

/// Whether the loop goes on.
pub(super) enum Next {
    Go,
    Quit,
}

impl Loop {
    /// Takes up what was kept about the document shown, or sends for one.
    pub(super) fn begin(&mut self, gathering: Gathering) {
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

    /// Searches for `words` in what is shown, and in what is opened later.
    pub(super) fn find(&mut self, words: &str) -> io::Result<()> {
        let effect = self.state.find(words);
        self.perform(effect)
    }

    /// Waits, updates, draws, until the end. Between two frames the input thread rests,
    /// so keys typed meanwhile arrive together and cost one frame.
    pub(super) fn turn(&mut self, receive: &Receiver<Message>) -> io::Result<()> {
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
                let start = Instant::now();
                self.draw()?;
                self.log.line(|| format!("frame in {:.1} ms", start.elapsed().as_secs_f64() * 1e3));
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
                for event in self.replies.without(alt_arrows::joined(events)) {
                    if let Some(action) = input::action(event, &self.state, self.notch)
                        && let Next::Quit = self.act(touch::meant(action, &self.touches))?
                    {
                        return Ok(Next::Quit);
                    }
                }
                Ok(Next::Go)
            }
            Message::Act(action) => self.act(action),
            Message::Changed(source) => {
                self.log.line(|| format!("file {source} has changed"));
                self.errands.reload_all(&mut self.state, source);
                Ok(Next::Go)
            }
            Message::Signal(signal) => {
                self.log.line(|| format!("signal {signal}"));
                self.signal(signal)
            }
            Message::Closed(error) => Err(error),
        }
    }

    fn act(&mut self, action: Action) -> io::Result<Next> {
        let was_still = self.state.is_still();
        self.state.set_now(now_ms());
        let before = self.state.message().map(str::to_owned);
        let effect = update(&mut self.state, action);
        // A key that only begins a sequence changes no cell: not a byte is written.
        self.changed |= !(was_still && self.state.is_waiting());
        self.keep_closed();
        self.errands.watch(&self.state);
        let next = match effect {
            Effect::Quit => Next::Quit,
            effect => self.perform(effect).map(|()| Next::Go)?,
        };
        self.log_message(before.as_deref());
        Ok(next)
    }

    /// Writes down what this is and where it runs.
    pub(super) fn log_start(&mut self) {
        let (width, height) = self.state.size();
        let term = std::env::var("TERM").unwrap_or_default();
        let version = env!("CARGO_PKG_VERSION");
        self.log.line(|| format!("onrecord {version} on {width}x{height} cells, TERM={term}"));
        self.log_message(None);
    }

    /// Writes down what the status line says when that is no longer what it said `before`.
    fn log_message(&mut self, before: Option<&str>) {
        if let Some(message) = self.state.message().filter(|told| Some(*told) != before) {
            let what = if self.state.has_failed() { "failed" } else { "told" };
            self.log.line(|| format!("{what}: {message}"));
        }
    }

    /// Keeps places, marks and notes of all open documents. Gives what to tell when marks
    /// or notes are not where they belong.
    pub(super) fn opt_unkept_at_last(&mut self) -> Option<String> {
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
                update(&mut self.state, Action::Fail(told));
            }
        }
    }

    /// Remembers what is open, for `--resume`. Nobody would miss it.
    pub(super) fn keep_session(&self) {
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

    pub(super) fn draw(&mut self) -> io::Result<()> {
        queue!(self.screen.backend_mut(), BeginSynchronizedUpdate)?;
        let mut alive = Alive::default();
        let takes_links = self.links.is_some();
        let drawn = |frame: &mut Frame| {
            alive = draw_alive(&self.state, &self.theme, frame);
            if takes_links {
                Links::reserve(frame.buffer_mut(), &alive.links);
            }
        };
        let buffer = self.screen.draw(drawn)?.buffer;
        self.touches = alive.touches;
        if let Some(links) = &mut self.links {
            let new = links.take(buffer, alive.links);
            links::write(self.screen.backend_mut(), &new)?;
        }
        queue!(self.screen.backend_mut(), EndSynchronizedUpdate)?;
        self.screen.backend_mut().flush()
    }

    /// Has the next frame draw every cell.
    pub(super) fn afresh(&mut self) -> io::Result<()> {
        if let Some(links) = &mut self.links {
            links.forget();
        }
        terminal::afresh(&mut self.screen)
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
