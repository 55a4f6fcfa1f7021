//! Where quotations stand: marks of every kind, running and nested quotations.

mod marks;

pub use marks::{Passage, passages};
