//! Sentences, quotation marks, folding (case, accents), cell widths, wrapping.

pub mod date;
pub mod fold;
pub mod lexicon;
pub mod scan;
pub mod sentence;
pub mod token;
pub mod visible;
pub mod width;
pub mod words;
pub mod wrap;
