//! What the loop waits for: keys, signals, and what workers have to say.

use std::io;
use std::sync::mpsc::{Sender, channel};
use std::thread;
use std::time::Duration;

use crossterm::event::{self, Event};

use crate::app::Action;

/// After so long without the next key of a sequence, what may follow is shown.
pub(super) const PAUSE: Duration = Duration::from_millis(400);

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

/// Reads input, one batch for each message on the channel it gives back.
pub(super) fn inputs(send: Sender<Message>) -> Sender<()> {
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

/// Long enough to be given what has been read already: with no time at all crossterm does
/// not even look.
const AT_HAND: Duration = Duration::from_micros(50);

/// Waits for an event and takes those that are there with it.
fn batch() -> io::Result<Vec<Event>> {
    let mut events = vec![event::read()?];
    while events.len() < BATCH && event::poll(AT_HAND)? {
        events.push(event::read()?);
    }
    Ok(events)
}

#[cfg(unix)]
pub(super) fn signals(send: Sender<Message>) -> io::Result<()> {
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
pub(super) fn signals(_: Sender<Message>) -> io::Result<()> {
    Ok(())
}
