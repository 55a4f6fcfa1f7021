//! onrecord reads political briefings and shows who said what.
//!
//! A briefing's bytes become a [`ingest::Document`], the document a
//! [`model::Briefing`], and every quote in it gets a speaker or an honest `None`.
//!
//! The layers, each of which imports only from names to its left:
//! `model < text < ingest < quote < parse < cast < attribute < export < archive <
//! config < app < tui < cli`. `tests/layers.rs` holds them to it. `model` knows no
//! terminal and no file format; `ingest` does no input or output (it takes bytes);
//! `app` has no clock, no thread and no crossterm type; `export` alone knows the
//! JSON; only `tui::run`, `archive` and `cli` touch the outside.

pub mod app;
pub mod archive;
pub mod attribute;
pub mod cast;
pub mod cli;
pub mod config;
pub mod export;
pub mod ingest;
pub mod model;
pub mod parse;
pub mod quote;
pub mod text;
pub mod tui;
