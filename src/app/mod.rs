//! The reader without a screen: state, the actions that change it, and what the loop
//! must do after. Pure: the same state and action always give the same result.

mod action;
mod area;
mod bindings;
mod blocks;
mod body;
mod cards;
mod desk;
mod editor;
mod filter;
#[cfg(test)]
pub(crate) mod fixture;
mod fuzzy;
mod highlight;
#[cfg(test)]
mod invariants;
mod jump;
mod kept;
mod keys;
mod listed;
mod listing;
mod marks;
mod matcher;
mod menu;
mod mouse;
mod notes;
mod people;
mod prompt;
mod reload;
mod scroll;
mod search;
mod select;
mod state;
mod tabs;
mod undo;
mod update;
mod view;
mod walk;
mod written;

pub use action::{Action, Command, Edit, Effect};
pub use area::{Area, Frame, Pane, Panes};
pub use bindings::{default_keys, vocabulary};
pub use blocks::{Block, BlockKind};
pub use body::{Line, Part, Place};
pub use cards::Card;
pub use desk::{Arrived, Desk, DocEntry, DocId, Known, Progress, Summary, Told};
pub use editor::Editor;
pub use filter::Filter;
pub use fuzzy::Match;
pub use highlight::COLOURS;
pub use jump::{Jump, Scope, Target};
pub use kept::{Letter, Reopen};
pub use keys::{Footer, Key, Mode, Row, TABLE, action_for};
pub use listing::{Listing, Shown};
pub use marks::{Overlay, Role};
pub use matcher::{Matcher, Pattern};
pub use menu::{Entry, Menu, Pick};
pub use notes::{Item, Notes};
pub use people::People;
pub use prompt::Prompt;
pub use reload::Cause;
pub use search::{Job, Search};
pub use select::Selection;
pub use state::{Extent, State};
pub use update::update;
pub use view::View;
