//! Drawing: reads the state, writes cells. Two draws of one state give the same cells.

mod body;
mod canvas;
mod choices;
mod documents;
mod frame;
mod header;
mod help;
mod hits;
mod jump;
mod menu;
mod narrow;
mod note;
mod notes;
mod output;
mod palette;
mod people;
mod quotes;
mod status;
mod timeline;
mod topics;

use ratatui::Frame;

use super::links::Linked;
use super::theme::Theme;
use super::touch::Touch;
use crate::app::{Mode, State};
use canvas::Canvas;

/// Draws `state` on `frame` with the looks of `theme`.
pub fn draw(state: &State, theme: &Theme, frame: &mut Frame) {
    draw_alive(state, theme, frame);
}

/// The cells of a frame that do something.
#[derive(Debug, Default)]
pub(super) struct Alive {
    /// Lead to a page.
    pub(super) links: Vec<Linked>,
    /// Stand for a command.
    pub(super) touches: Vec<Touch>,
}

/// The same; gives the cells that do something.
pub(super) fn draw_alive(state: &State, theme: &Theme, frame: &mut Frame) -> Alive {
    let mut canvas = Canvas::on(frame.buffer_mut(), theme, state.borders());
    header::draw(state, &mut canvas);
    frame::draw(state, &mut canvas);
    topics::draw(state, &mut canvas);
    body::draw(state, &mut canvas);
    quotes::draw(state, &mut canvas);
    status::draw(state, &mut canvas);
    match state.mode() {
        Mode::Jump => jump::draw(state, &mut canvas),
        Mode::Hits => hits::draw(state, &mut canvas),
        Mode::Palette => palette::draw(state, &mut canvas),
        Mode::Timeline => timeline::draw(state, &mut canvas),
        Mode::People => people::draw(state, &mut canvas),
        Mode::Documents => documents::draw(state, &mut canvas),
        Mode::Help | Mode::FindHelp => help::draw(state, &mut canvas),
        Mode::Menu => menu::draw(state, &mut canvas),
        Mode::Note => note::draw(state, &mut canvas),
        Mode::Notes => notes::draw(state, &mut canvas),
        Mode::Output => output::draw(state, &mut canvas),
        Mode::Ask | Mode::Reading | Mode::Search | Mode::Select => {}
    }
    choices::draw(state, &mut canvas);
    let Canvas { cursor, links, touches, .. } = canvas;
    if let Some(cursor) = cursor {
        frame.set_cursor_position(cursor);
    }
    Alive { links, touches }
}
