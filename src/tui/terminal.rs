//! The terminal's modes: entered once, left on every way out.

use std::io::{self, BufWriter, Stdout, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use super::gnu_screen;
use super::pen::Pen;
use super::worker;
use crossterm::cursor::Show;
use crossterm::event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste};
use crossterm::execute;
use crossterm::style::Print;
use crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use ratatui::Terminal;
use ratatui::backend::Backend;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

/// The terminal as the loop draws on it.
pub(super) type Screen = Terminal<Pen<BufWriter<Stdout>>>;

/// A frame's bytes are gathered to be written at once.
const FRAME_BYTES: usize = 64 * 1024;

/// Presses, drags and the wheel, at any column. Not every motion (1003): it would wake
/// the program each time the mouse passes by.
const MOUSE: &str = "\x1b[?1000h\x1b[?1002h\x1b[?1006h";

/// Whether the terminal is in the reader's hands: so leaving twice does nothing.
static ENTERED: AtomicBool = AtomicBool::new(false);

/// Whether wheel and clicks come to the reader or stay with the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mouse {
    Taken,
    Left,
}

/// What the mouse was when the terminal was entered, for coming back to it.
static MOUSE_TAKEN: AtomicBool = AtomicBool::new(true);

/// Takes the terminal: raw mode, alternate screen, mouse, bracketed paste.
pub(super) fn enter(mouse: Mouse) -> io::Result<Screen> {
    MOUSE_TAKEN.store(mouse == Mouse::Taken, Ordering::SeqCst);
    take()?;
    let out = BufWriter::with_capacity(FRAME_BYTES, io::stdout());
    let lacks = if gnu_screen::is_around() { Modifier::ITALIC } else { Modifier::empty() };
    let mut pen = Pen::new(out).without(lacks);
    pen.begin(pen.size()?);
    Terminal::new(pen)
}

/// Takes the modes, also again after a suspension.
pub(super) fn take() -> io::Result<()> {
    enable_raw_mode()?;
    ENTERED.store(true, Ordering::SeqCst);
    execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste)?;
    if MOUSE_TAKEN.load(Ordering::SeqCst) {
        execute!(io::stdout(), Print(MOUSE))?;
    }
    Ok(())
}

/// Leaves the mouse to the terminal, or takes it back; gives whose it is now.
pub(super) fn release_mouse() -> io::Result<Mouse> {
    if MOUSE_TAKEN.fetch_xor(true, Ordering::SeqCst) {
        execute!(io::stdout(), DisableMouseCapture)?;
        Ok(Mouse::Left)
    } else {
        execute!(io::stdout(), Print(MOUSE))?;
        Ok(Mouse::Taken)
    }
}

/// Empties `screen`, so that the next frame draws every cell.
///
/// `Terminal::clear` would ask the terminal where its cursor is and wait for the answer,
/// which the input thread takes away.
pub(super) fn afresh(screen: &mut Screen) -> io::Result<()> {
    let size = screen.size()?;
    screen.resize(Rect::new(0, 0, size.width, size.height))
}

/// Gives the terminal back as it was. Errors are passed over: there is nobody left to
/// tell, and the next step may still succeed.
pub(super) fn leave() {
    if ENTERED.swap(false, Ordering::SeqCst) {
        let mut out = io::stdout();
        let _ =
            execute!(out, DisableBracketedPaste, DisableMouseCapture, LeaveAlternateScreen, Show);
        let _ = out.flush();
        let _ = disable_raw_mode();
    }
}

/// Leaves the terminal when dropped.
pub(super) struct Restore;

impl Drop for Restore {
    fn drop(&mut self) {
        leave();
    }
}

/// Lets a panic's message appear on a restored terminal, and ends the program, with the
/// exit status of trouble. Work beside the keys may fail: the reader is told and goes on.
pub(super) fn restore_on_panic() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if std::thread::current().name() == Some(worker::NAME) {
            return;
        }
        leave();
        before(info);
        std::process::exit(2);
    }));
}
