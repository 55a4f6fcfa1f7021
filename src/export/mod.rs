//! A briefing as JSON (the contract), text, Markdown and CSV.

mod json;

pub use json::{json, jsonl};
