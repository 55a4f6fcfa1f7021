use std::ops::RangeInclusive;

use super::key::Key;
use super::keymap::{Binding, Keymap};
use super::preset::Preset;
use crate::export::Form;

/// How the reader is set up: the defaults, changed by what a settings file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    pub preset: Preset,
    pub mouse: Mouse,
    pub clipboard: Clipboard,
    pub theme: ThemeChoice,
    pub body: Body,
    pub layout: Layout,
    pub search: Search,
    pub keep: Keep,
    /// The bindings of the settings file alone.
    pub own_keys: Vec<OwnKeys>,
}

/// A row of the settings file's `[keys]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnKeys {
    pub mode: String,
    pub keys: Vec<Key>,
    /// `None` takes the keys away.
    pub action: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mouse {
    pub capture: bool,
    pub wheel_rows: u16,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clipboard {
    pub way: Way,
    pub form: Form,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeChoice {
    /// A built-in theme, `auto`, or the path of a theme file.
    pub name: String,
    pub colours: Colours,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// The widest line, in cells; 0 for as wide as the pane.
    pub width_cells: u16,
    pub justify: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    pub borders: Borders,
    /// The least width of the terminal, in cells, that shows three panes.
    pub three_panes_from: u16,
    pub two_panes_from: u16,
    /// Shares of the terminal's width; 0 leaves them to the app.
    pub topics_percent: u16,
    pub quotes_percent: u16,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search {
    pub case: Case,
    pub regex: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keep {
    pub place: bool,
    pub session: bool,
}

/// An enum with a written name for each choice.
macro_rules! choices {
    ($(#[$doc:meta])* $name:ident { $($(#[$each:meta])* $variant:ident = $written:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $($(#[$each])* $variant),+ }

        impl $name {
            pub const ALL: &'static [$name] = &[$($name::$variant),+];
            pub const NAMES: &'static [&'static str] = &[$($written),+];

            pub fn name(self) -> &'static str {
                match self { $($name::$variant => $written),+ }
            }
        }
    };
}
pub(super) use choices;

choices! {
    /// How copied words reach the clipboard.
    Way {
        /// OSC 52 over SSH or when no local tool answers, else the local clipboard.
        Auto = "auto",
        Osc52 = "osc52",
        Local = "local",
    }
}

choices! {
    /// How many colours are used.
    Colours {
        /// As many as the terminal says it has.
        Auto = "auto",
        True = "truecolor",
        Ansi256 = "256",
        Ansi16 = "16",
        None = "none",
    }
}

choices! {
    Borders { Line = "line", Ascii = "ascii", None = "none" }
}

choices! {
    /// When capitals in the searched words count.
    Case {
        /// Only when the searched words have one.
        Smart = "smart",
        Ignore = "ignore",
        Match = "match",
    }
}

impl Default for Config {
    fn default() -> Config {
        Config {
            preset: Preset::Vim,
            mouse: Mouse { capture: true, wheel_rows: 3 },
            clipboard: Clipboard { way: Way::Auto, form: Form::Plain },
            theme: ThemeChoice { name: "auto".to_owned(), colours: Colours::Auto },
            body: Body { width_cells: 88, justify: false },
            layout: Layout {
                borders: Borders::Line,
                three_panes_from: 100,
                two_panes_from: 60,
                topics_percent: 0,
                quotes_percent: 0,
            },
            search: Search { case: Case::Smart, regex: false },
            keep: Keep { place: true, session: true },
            own_keys: Vec::new(),
        }
    }
}

impl Config {
    /// The widest line of the text, in cells.
    pub fn measure(&self) -> u16 {
        match self.body.width_cells {
            0 => u16::MAX,
            cells => cells,
        }
    }

    /// The app's keys `base`, with the preset's and the file's own in their place.
    pub fn keymap(&self, base: Keymap) -> Keymap {
        let emptied = self.own_keys.iter().filter(|own| own.action.is_none());
        let map =
            emptied.fold(self.preset.over(base), |map, own| map.without(&own.mode, &own.keys));
        map.with(self.own_keys.iter().filter_map(|own| {
            let action = own.action.clone()?;
            Some(Binding { mode: own.mode.clone(), keys: own.keys.clone(), action })
        }))
    }
}

/// One row of the table from which settings are read, checked and printed.
pub(super) struct Setting {
    /// `""` for the settings above the first table.
    pub(super) table: &'static str,
    pub(super) name: &'static str,
    /// One or two sentences for `onrecord config print`.
    pub(super) doc: &'static str,
    pub(super) slot: Slot,
}

/// Where a setting's value lives and what it may be.
pub(super) enum Slot {
    Flag(fn(&mut Config) -> &mut bool),
    Number(fn(&mut Config) -> &mut u16, RangeInclusive<u16>),
    /// A theme's name or the path of its file.
    Theme(fn(&mut Config) -> &mut String),
    /// The names, the index of the present one, and the setter by index.
    Choice(&'static [&'static str], fn(&Config) -> usize, fn(&mut Config, usize)),
}

/// A [`Slot::Choice`] for one of the enums above.
macro_rules! choice {
    ($kind:ident, $($field:ident).+) => {
        Slot::Choice(
            $kind::NAMES,
            |config| config.$($field).+ as usize,
            |config, idx| {
                if let Some(&chosen) = $kind::ALL.get(idx) {
                    config.$($field).+ = chosen;
                }
            },
        )
    };
}

/// Every setting but `[keys]`, in the order they are printed.
pub(super) const SETTINGS: &[Setting] = &[
    Setting {
        table: "",
        name: "preset",
        doc: "The keys to start from: `vim`, `less`, `emacs` or `arrows`.",
        slot: choice!(Preset, preset),
    },
    Setting {
        table: "mouse",
        name: "capture",
        doc: "Whether wheel, clicks and drags come to onrecord. Without, the terminal's own\nselection works as usual.",
        slot: Slot::Flag(|config| &mut config.mouse.capture),
    },
    Setting {
        table: "mouse",
        name: "wheel-rows",
        doc: "Rows one notch of the wheel scrolls, 1 to 50.",
        slot: Slot::Number(|config| &mut config.mouse.wheel_rows, 1..=50),
    },
    Setting {
        table: "clipboard",
        name: "way",
        doc: "How copied words travel: `osc52` asks the terminal, `local` uses this machine's\nclipboard, `auto` takes `osc52` over SSH or when no local clipboard answers.",
        slot: choice!(Way, clipboard.way),
    },
    Setting {
        table: "clipboard",
        name: "form",
        doc: "What a copied quote looks like: `plain`, `markdown`, `ap`, `bibtex` or `csl-json`.",
        slot: Slot::Choice(
            &["plain", "markdown", "ap", "bibtex", "csl-json"],
            |config| config.clipboard.form as usize,
            |config, idx| {
                if let Some(&form) = Form::ALL.get(idx) {
                    config.clipboard.form = form;
                }
            },
        ),
    },
    Setting {
        table: "theme",
        name: "name",
        doc: "`dark`, `light`, `high-contrast`, `ansi`, the path of a theme file (from this\nfile's folder), or `auto`: dark or light as the terminal's background is.",
        slot: Slot::Theme(|config| &mut config.theme.name),
    },
    Setting {
        table: "theme",
        name: "colours",
        doc: "How many colours to use: `truecolor`, `256`, `16`, `none`, or `auto`.",
        slot: choice!(Colours, theme.colours),
    },
    Setting {
        table: "body",
        name: "width",
        doc: "The widest line of the text, up to 400 cells; 0 for as wide as the pane.",
        slot: Slot::Number(|config| &mut config.body.width_cells, 0..=400),
    },
    Setting {
        table: "body",
        name: "justify",
        doc: "Whether both edges of the text are straight.",
        slot: Slot::Flag(|config| &mut config.body.justify),
    },
    Setting {
        table: "layout",
        name: "borders",
        doc: "Around the panes: `line`, `ascii` or `none`.",
        slot: choice!(Borders, layout.borders),
    },
    Setting {
        table: "layout",
        name: "three-panes-from",
        doc: "The least width of the terminal, in cells, that shows topics, body and quotes.",
        slot: Slot::Number(|config| &mut config.layout.three_panes_from, 40..=1000),
    },
    Setting {
        table: "layout",
        name: "two-panes-from",
        doc: "The least width that shows two panes; below it one shows at a time.",
        slot: Slot::Number(|config| &mut config.layout.two_panes_from, 20..=1000),
    },
    Setting {
        table: "layout",
        name: "topics-percent",
        doc: "The width of the topics pane, up to 45 percent of the terminal's; 0 for one that\nsuits the width.",
        slot: Slot::Number(|config| &mut config.layout.topics_percent, 0..=45),
    },
    Setting {
        table: "layout",
        name: "quotes-percent",
        doc: "The width of the quotes pane, up to 45 percent of the terminal's; 0 for one that\nsuits the width.",
        slot: Slot::Number(|config| &mut config.layout.quotes_percent, 0..=45),
    },
    Setting {
        table: "search",
        name: "case",
        doc: "Whether capitals count: `smart` (when the searched words have one), `ignore`,\n`match`.",
        slot: choice!(Case, search.case),
    },
    Setting {
        table: "search",
        name: "regex",
        doc: "Whether a search begins as a regular expression.",
        slot: Slot::Flag(|config| &mut config.search.regex),
    },
    Setting {
        table: "keep",
        name: "place",
        doc: "Whether a document opens again where it was left, with its filters and panes.",
        slot: Slot::Flag(|config| &mut config.keep.place),
    },
    Setting {
        table: "keep",
        name: "session",
        doc: "Whether the open documents are remembered for `--resume`.",
        slot: Slot::Flag(|config| &mut config.keep.session),
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_called_as_everywhere_else() {
        let form = SETTINGS.iter().find(|setting| setting.name == "form").unwrap();
        let Slot::Choice(names, present, choose) = &form.slot else { panic!("no choice") };
        assert_eq!(*names, Form::ALL.map(Form::name));
        let mut config = Config::default();
        choose(&mut config, 3);
        assert_eq!((config.clipboard.form, present(&config)), (Form::Bibtex, 3));
    }
}
