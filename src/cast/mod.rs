//! Who is who: names, titles, aliases, offices, and the gender of pronouns.

mod doubt;
mod extent;
mod lead_in;
mod mention;
mod nominal;
mod registry;
mod run;
mod surname;
mod whole;

pub use doubt::Names;
pub use lead_in::introduced;
pub use mention::{Mention, MentionKind, finite_cue, is_plural, mentions};
pub use registry::{Known, Registry};
pub use surname::Surnames;
pub use whole::whole_name;
