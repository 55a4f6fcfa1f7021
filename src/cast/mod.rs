//! Who is who: names, titles, aliases, offices, and the gender of pronouns.

mod mention;
mod registry;

pub use mention::{Mention, MentionKind, mentions};
pub use registry::{Known, Registry};
