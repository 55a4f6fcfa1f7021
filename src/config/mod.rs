//! Settings, keys and themes from TOML: text in, plain data and every fault out. Knows
//! no file system and no terminal; actions are names until the app gives them meaning.

mod colour;
mod fault;
mod key;
mod keymap;
mod preset;
mod print;
mod read;
mod settings;
mod style;
mod theme;
mod theme_file;

pub use colour::{Colour, Depth};
pub use fault::{Fault, Trouble};
pub use key::{Code, Key, written};
pub use keymap::{Binding, Keymap, READING, Step};
pub use preset::Preset;
pub use print::print;
pub use read::{AUTO, Vocabulary, opt_theme_refusal, read};
pub use settings::{
    Body, Borders, Case, Clipboard, Colours, Config, Keep, Layout, Mouse, OwnKeys, Search,
    ThemeChoice, Way,
};
pub use style::Style;
pub use theme::{Role, Theme};
