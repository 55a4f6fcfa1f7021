//! Where the reader's own files are, and what they say.

use std::ffi::OsStr;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::builder::{PossibleValue, TypedValueParser};
use etcetera::BaseStrategy as _;
use etcetera::base_strategy::Xdg;
use terminal_colorsaurus::{QueryOptions, ThemeMode, theme_mode};

use super::failure;
use crate::app;
use crate::archive::Shelf;
use crate::config::{self, AUTO, Colours, Config, Depth, Theme, Trouble};

/// Bytes a settings or theme file may have.
const LIMIT: u64 = 1 << 20;

/// How long the terminal may take to say which background it has.
const PATIENCE: Duration = Duration::from_millis(100);

/// Which settings are read.
#[derive(Clone, Debug, Default, clap::Args)]
pub(super) struct Settings {
    /// Read the settings from this file
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Show in this theme, whatever the settings say: `auto`, `dark`, `light`,
    /// `high-contrast`, `ansi`, `mono` or a theme file
    #[arg(long, value_name = "NAME|FILE", value_parser = ThemeName, hide_possible_values = true)]
    theme: Option<String>,
}

/// Takes the name of a theme that there is, or the path of a file.
#[derive(Clone)]
struct ThemeName;

impl TypedValueParser for ThemeName {
    type Value = String;

    fn parse_ref(
        &self,
        command: &clap::Command,
        arg: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<String, clap::Error> {
        let checked = |name: &str| config::opt_theme_refusal(name).map_or(Ok(name.to_owned()), Err);
        checked.parse_ref(command, arg, value)
    }

    /// For completions; a path is taken, too.
    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(std::iter::once(AUTO).chain(Theme::NAMES).map(PossibleValue::new)))
    }
}

/// The settings, and everything wrong with the files they come from.
pub(super) struct Found {
    pub(super) config: Config,
    pub(super) troubles: Vec<Trouble>,
    /// Why a file could not be read at all, one line each.
    pub(super) unread: Vec<String>,
    /// The theme of the file that the settings name.
    theme: Option<Theme>,
}

impl Settings {
    /// The settings file: the one named, else `onrecord/config.toml` in the folder for
    /// settings. `None` when that has no place either.
    pub(super) fn opt_path(&self) -> Option<PathBuf> {
        let usual = || Some(Xdg::new().ok()?.config_dir().join("onrecord/config.toml"));
        self.config.clone().or_else(usual)
    }

    /// Reads the settings. Without a file the defaults are in force.
    pub(super) fn read(&self) -> Found {
        let mut found = Found {
            config: Config::default(),
            troubles: Vec::new(),
            unread: Vec::new(),
            theme: None,
        };
        let path = self.opt_path().filter(|path| self.config.is_some() || path.exists());
        if let Some(path) = &path {
            match text(path) {
                Ok(source) => {
                    let name = path.display().to_string();
                    (found.config, found.troubles) =
                        config::read(&name, &source, &app::vocabulary());
                }
                Err(why) => found.unread.push(why),
            }
        }
        // What is named on the command line stands in the folder of the command line.
        let folder = match &self.theme {
            Some(name) => {
                found.config.theme.name.clone_from(name);
                None
            }
            None => path.as_deref().and_then(Path::parent),
        };
        found.read_theme(folder.unwrap_or(Path::new("")));
        found
    }
}

impl Found {
    /// The theme's file, when the settings name one; `folder` is where it is looked for.
    fn read_theme(&mut self, folder: &Path) {
        let name = &self.config.theme.name;
        if name == AUTO || Theme::NAMES.contains(&name.as_str()) {
            return;
        }
        let path = folder.join(name);
        match text(&path) {
            Ok(source) => {
                let (theme, troubles) = Theme::read(&path.display().to_string(), &source);
                self.theme = Some(theme);
                self.troubles.extend(troubles);
            }
            Err(why) => self.unread.push(why),
        }
    }

    /// What is wrong, in one line for the status line.
    pub(super) fn opt_line(&self) -> Option<String> {
        let n = self.troubles.len() + self.unread.len();
        let first = self.unread.first().cloned();
        let first = first.or_else(|| self.troubles.first().map(Trouble::line))?;
        let more = if n > 1 { format!(", and {} more", n - 1) } else { String::new() };
        Some(format!("{first}{more}: onrecord config check"))
    }

    /// The theme as this terminal can show it. May ask the terminal for its background.
    pub(super) fn theme(&self) -> Theme {
        let depth = depth(self.config.theme.colours);
        let named = |name| Theme::opt_named(name).unwrap_or_else(|| Theme::read("", "").0);
        let theme = match (&self.theme, self.config.theme.name.as_str()) {
            (Some(theme), _) => theme.clone(),
            (None, name) if Theme::NAMES.contains(&name) => named(name),
            _ if depth < Depth::Ansi256 => named("ansi"),
            _ => named(background()),
        };
        theme.at(depth)
    }
}

fn depth(colours: Colours) -> Depth {
    let variable = |name| std::env::var(name).ok();
    match colours {
        Colours::Auto => Depth::of(
            variable("NO_COLOR").as_deref(),
            variable("TERM").as_deref(),
            variable("COLORTERM").as_deref(),
        ),
        Colours::True => Depth::True,
        Colours::Ansi256 => Depth::Ansi256,
        Colours::Ansi16 => Depth::Ansi16,
        Colours::None => Depth::None,
    }
}

/// The theme for the terminal's background; `ansi`, which suits any, when it keeps
/// silent.
fn background() -> &'static str {
    // A terminal that tells nothing else about itself is not asked: what it would make
    // of the question, nobody knows.
    let telling = ["COLORTERM", "TERM_PROGRAM", "VTE_VERSION", "KITTY_WINDOW_ID", "WT_SESSION"];
    if !telling.iter().any(|name| std::env::var_os(name).is_some()) {
        return "ansi";
    }
    let mut options = QueryOptions::default();
    options.timeout = PATIENCE;
    match theme_mode(options) {
        Ok(ThemeMode::Dark) => "dark",
        Ok(ThemeMode::Light) => "light",
        Err(_) => "ansi",
    }
}

/// Where the reader keeps things; `None` when there is no place for them.
pub(super) fn opt_shelf() -> Option<Shelf> {
    Some(Shelf::new(Xdg::new().ok()?.data_dir().join("onrecord")).with_spares())
}

/// The text of the file at `path`, or one line that says why there is none.
fn text(path: &Path) -> Result<String, String> {
    let called = path.display();
    let failed = |error| format!("cannot read `{called}`: {}", failure::cause(&error));
    let file = File::open(path).map_err(failed)?;
    let mut bytes = Vec::new();
    file.take(LIMIT + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > LIMIT {
        return Err(format!("cannot read `{called}`: it holds more than {} MiB", LIMIT >> 20));
    }
    String::from_utf8(bytes).map_err(|error| {
        let line = error.as_bytes().iter().take(error.utf8_error().valid_up_to());
        let line = line.filter(|byte| **byte == b'\n').count() + 1;
        format!("cannot read `{called}`: line {line} is not UTF-8")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(path: &Path) -> Settings {
        Settings { config: Some(path.to_owned()), theme: None }
    }

    #[test]
    fn a_theme_stands_beside_the_settings() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        std::fs::write(&path, "[theme]\nname = \"mine.toml\"\n").unwrap();
        assert_eq!(settings(&path).read().unread.len(), 1);
        std::fs::write(folder.path().join("mine.toml"), "[roles]\nhit = \"ugly\"\n").unwrap();
        let found = settings(&path).read();
        assert!(found.theme.is_some() && found.unread.is_empty());
        let line = found.opt_line().unwrap();
        assert!(line.contains("mine.toml:2:8: `ugly` is no colour and no style"), "{line}");
    }

    #[test]
    fn a_theme_of_the_command_line_goes_over_that_of_the_settings() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        std::fs::write(&path, "[theme]\nname = \"gone.toml\"\n").unwrap();
        let named = |theme: &str| {
            let theme = Some(theme.to_owned());
            Settings { theme, ..settings(&path) }.read()
        };
        let found = named("light");
        assert!(found.theme.is_none() && found.opt_line().is_none());
        assert_eq!(found.config.theme.name, "light");
        let mine = folder.path().join("mine.toml");
        std::fs::write(&mine, "base = \"light\"\n").unwrap();
        let found = named(&mine.display().to_string());
        assert_eq!(found.theme, Theme::opt_named("light"));
        assert_eq!(named("nowhere.toml").unread.len(), 1);
    }

    #[test]
    fn a_file_that_is_named_must_be_there() {
        let found = settings(Path::new("/nowhere/at/all.toml")).read();
        assert_eq!(found.config, Config::default());
        assert!(found.opt_line().unwrap().starts_with("cannot read `/nowhere/at/all.toml`"));
    }
}
