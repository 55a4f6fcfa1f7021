//! A briefing as JSON (the contract), text, Markdown, HTML, CSV, and its quotes as citations.

mod cite;
mod csv;
#[cfg(test)]
mod fixture;
mod fragment;
mod html;
mod json;
mod markdown;
mod save;
mod say;
mod text;

pub use cite::{Form, cite, cite_passage, cite_words};
pub use csv::{csv, csv_header};
pub use fragment::{NoLink, link};
pub use html::html;
pub use json::{Lines, write_json};
pub use markdown::markdown;
pub use save::{Saved, only};
pub use say::opt_web_address;
pub use text::{body, text};
