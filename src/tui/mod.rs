//! The reader on a terminal: the only loop, input, drawing, the terminal's modes.

mod draw;
mod input;
mod run;
#[cfg(test)]
mod screens;
mod terminal;
mod theme;

pub use draw::draw;
pub use run::{Keep, Setup, Source, Whole, run};
pub use theme::Theme;
