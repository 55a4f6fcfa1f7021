//! Settings and themes: what a wrong file gets, as goldens, and the presets whole.
//!
//! A case is `tests/config/NAME.toml` (a theme when NAME begins with `theme_`) and
//! `NAME.txt`, what onrecord says about it. `UPDATE_GOLDEN=1 cargo test` writes the
//! latter; read it before you commit it.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

use onrecord::app;
use onrecord::config::{self, Config, Key, Keymap, Preset, Theme, Trouble, Vocabulary};

fn known() -> Vocabulary {
    let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    Vocabulary {
        modes: owned(&["reading", "search", "jump", "help"]),
        actions: owned(&["line-down", "next-topic", "next-quote", "open-search", "close", "quit"]),
    }
}

/// All faults of the file at `path`, as they are printed, and what a status line says.
fn said(path: &Path) -> String {
    let name = path.file_name().unwrap().to_str().unwrap();
    let source = fs::read_to_string(path).unwrap();
    let troubles = match name.starts_with("theme_") {
        true => Theme::read(name, &source).1,
        false => config::read(name, &source, &known()).1,
    };
    let mut said: String = troubles.iter().map(report).collect();
    for trouble in &troubles {
        said.push_str(&trouble.line());
        said.push('\n');
    }
    said
}

fn report(trouble: &Trouble) -> String {
    let theme = miette::GraphicalTheme::unicode_nocolor();
    let mut out = String::new();
    miette::GraphicalReportHandler::new_themed(theme)
        .with_width(100)
        .render_report(&mut out, trouble)
        .unwrap();
    out.push('\n');
    out
}

#[test]
fn what_a_wrong_file_gets() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/config");
    let mut cases: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "toml"))
        .collect();
    cases.sort();
    assert!(!cases.is_empty());
    for case in cases {
        let golden = case.with_extension("txt");
        let found = said(&case);
        assert!(!found.contains('\x1b'), "{}", case.display());
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            fs::write(&golden, &found).unwrap();
        }
        let expected = fs::read_to_string(&golden).unwrap_or_default();
        assert_eq!(found, expected, "{}", case.display());
    }
}

#[test]
fn a_wrong_line_leaves_the_others_in_force() {
    let source =
        "[body]\nwidth = 72\njustify = \"yes\"\n[keys]\n\"x\" = \"quit\"\n\"X\" = \"qit\"\n";
    let (read, troubles) = config::read("config.toml", source, &known());
    assert_eq!(troubles.len(), 2);
    assert_eq!(read.body.width_cells, 72);
    assert!(!read.body.justify);
    let x = [Key::opt_parse("x").unwrap()];
    assert_eq!(read.keymap(Keymap::default()).step("reading", &x), config::Step::Act("quit"));
}

#[test]
fn a_file_that_is_no_toml_leaves_the_defaults() {
    let (read, troubles) = config::read("config.toml", "[body\nwidth = 72\n", &known());
    assert_eq!(read, Config::default());
    assert!(!troubles.is_empty());
}

#[test]
fn every_preset_binds_known_actions_each_key_once() {
    let known = app::vocabulary();
    for &preset in Preset::ALL {
        let (read, troubles) = config::read(preset.name(), preset.source(), &known);
        let lines: Vec<String> = troubles.iter().map(Trouble::line).collect();
        assert_eq!(lines, [""; 0], "{}", preset.name());
        assert_eq!(read.own_keys.len(), preset.bindings().len(), "{}", preset.name());
    }
}

#[test]
fn every_action_can_be_reached_with_every_preset() {
    for &preset in Preset::ALL {
        let keymap = preset.over(app::default_keys());
        for binding in app::default_keys().bindings() {
            let mut keys = keymap.keys_for(&binding.mode, &binding.action);
            assert!(keys.next().is_some(), "{}: {}", preset.name(), binding.action);
        }
    }
}

#[test]
fn the_built_in_themes_are_faultless() {
    for name in Theme::NAMES {
        let (_, troubles) = Theme::read(name, Theme::opt_source(name).unwrap());
        let lines: Vec<String> = troubles.iter().map(Trouble::line).collect();
        assert_eq!(lines, [""; 0], "{name}");
    }
}
