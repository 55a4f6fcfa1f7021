//! The reader on a terminal: the only loop, input, drawing, the terminal's modes.

mod draw;
mod input;
mod run;
mod terminal;
mod theme;

pub use draw::draw;
pub use run::{Source, run};
pub use theme::Theme;
