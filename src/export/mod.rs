//! A briefing as JSON (the contract), text, Markdown, CSV, and its quotes as citations.

mod cite;
#[cfg(test)]
mod fixture;
mod json;
mod say;

pub use cite::{Form, cite};
pub use json::{json, jsonl};
