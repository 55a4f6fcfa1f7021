//! The reader on a terminal: the only loop, input, drawing, the terminal's modes.

mod alt_arrows;
mod clipboard;
mod draw;
mod effects;
mod errands;
mod gnu_screen;
mod input;
mod library;
mod links;
mod log;
mod look;
mod outside;
#[cfg(test)]
mod painted;
mod pen;
#[cfg(test)]
mod responds;
mod run;
#[cfg(test)]
mod scene;
#[cfg(test)]
mod screens;
mod terminal;
mod theme;
mod touch;
mod turn;
mod waits;
mod worker;

pub use draw::draw;
pub use library::{Library, Stamp};
pub use log::Log;
pub use run::{Gathering, Setup, Source, Watching, Whole, run};
pub use theme::Theme;
