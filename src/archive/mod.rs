//! What the reader leaves on disk between runs: places, marks, notes, fetched pages.
//!
//! Every file is text a person can read, written aside and renamed. A file that cannot
//! be read is never written over.

mod align;
mod anchor;
mod disk;
mod error;
mod find;
mod form;
mod notes;
mod pages;
mod record;
mod session;
mod shelf;
mod spare;

pub use anchor::{Anchor, Found};
pub use error::ArchiveError;
pub use find::find;
pub use notes::markdown;
pub use pages::{Page, Pages};
pub use record::{Content, Highlight, Identity, Mark, Placed, Record, View};
pub use session::Session;
pub use shelf::{Loaded, Shelf};
pub use spare::new_folder as new_spare_folder;
