//! Sentences, quotation marks, folding (case, accents), cell widths, wrapping.

pub mod fold;
pub mod date;
pub mod visible;
