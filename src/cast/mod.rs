//! Who is who: names, titles, aliases, offices, and the gender of pronouns.

mod doubt;
mod lead_in;
mod mention;
mod nominal;
mod registry;

pub use doubt::Names;
pub use lead_in::introduced;
pub use mention::{Mention, MentionKind, finite_cue, is_plural, mentions, whole_name};
pub use registry::{Known, Registry};
