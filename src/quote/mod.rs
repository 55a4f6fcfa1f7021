//! Where quotations stand: marks of every kind, running and nested quotations, and who
//! speaks breaking in.

mod incises;
mod marks;

pub use incises::{Incise, part};
pub use marks::{Passage, passages};
