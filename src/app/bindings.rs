//! The key table as the reader has changed it, and sequences of keys half typed.

use std::cell::OnceCell;
use std::fmt::Write;

use super::action::{Action, Command, Effect};
use super::keys::{Key, action_for};
use super::matcher::Pattern;
use super::mode::Mode;
use super::state::State;
use super::table::{Row, TABLE};
use super::update::update;
use crate::config::{self, Binding, Code, Config, Keymap, Step, Vocabulary};

/// Which keys do what just now, and those typed of a sequence that is not complete.
#[derive(Default)]
pub(super) struct Bindings {
    /// [`default_keys`] where the reader has not changed them; made when first asked for.
    keymap: OnceCell<Keymap>,
    pending: Vec<config::Key>,
}

/// What a key means after those that are pending.
pub(super) enum Stroke {
    Do(Command),
    /// It goes on with a sequence, or begins one.
    Begin,
    /// It is no part of the sequence begun.
    Break,
    /// No key of the table.
    Free,
}

/// The keys of [`TABLE`].
pub fn default_keys() -> Keymap {
    let bindings = TABLE.iter().flat_map(|row| {
        row.keys.iter().map(|key| Binding {
            mode: row.mode.name().to_owned(),
            keys: row.after.iter().chain([key]).map(|&key| key.into()).collect(),
            action: row.command.name(),
        })
    });
    Keymap::new(bindings.collect())
}

/// The names that a settings file may give in `[keys]`.
pub fn vocabulary() -> Vocabulary {
    let mut actions: Vec<String> = Vec::new();
    for name in TABLE.iter().map(|row| row.command.name()) {
        if !actions.contains(&name) {
            actions.push(name);
        }
    }
    Vocabulary { modes: Mode::ALL.map(|mode| mode.name().to_owned()).to_vec(), actions }
}

impl Bindings {
    pub(super) fn of(config: &Config) -> Bindings {
        Bindings { keymap: config.keymap(default_keys()).into(), pending: Vec::new() }
    }

    fn keymap(&self) -> &Keymap {
        self.keymap.get_or_init(default_keys)
    }

    pub(super) fn stroke(&self, mode: Mode, key: Key) -> Stroke {
        let mut typed = self.pending.clone();
        typed.push(key.into());
        match self.keymap().step(mode.name(), &typed) {
            Step::Act(name) => opt_command(name).map_or(Stroke::Free, Stroke::Do),
            Step::Wait(_) | Step::Either(..) => Stroke::Begin,
            Step::Nothing => self.stray_stroke(mode, &typed),
        }
    }

    /// What keys mean that `mode` has no action for: those that opened it close it.
    fn stray_stroke(&self, mode: Mode, typed: &[config::Key]) -> Stroke {
        let opener = mode.opener().map(Command::name);
        let opens = |name: &str| opener.as_deref() == Some(name);
        match self.keymap().step(Mode::Reading.name(), typed) {
            Step::Act(name) | Step::Either(name, _) if opens(name) => Stroke::Do(Command::Close),
            Step::Wait(begun) if begun.iter().any(|binding| opens(&binding.action)) => {
                Stroke::Begin
            }
            _ if self.pending.is_empty() => Stroke::Free,
            _ => Stroke::Break,
        }
    }

    pub(super) fn forget(&mut self) {
        self.pending.clear();
    }

    /// The command of the pending keys, when they are one already.
    fn opt_pending(&self, mode: Mode) -> Option<Command> {
        match self.keymap().step(mode.name(), &self.pending) {
            Step::Either(name, _) => opt_command(name),
            _ => None,
        }
    }

    /// Whether a sequence is begun.
    pub(super) fn is_open(&self) -> bool {
        !self.pending.is_empty()
    }

    /// The keys typed of a sequence.
    pub(super) fn typed(&self) -> &[config::Key] {
        &self.pending
    }

    /// The sequences that the pending keys begin, in the order of the key table.
    pub(super) fn begun(&self, mode: Mode) -> Vec<Begun> {
        let Step::Wait(begun) = self.keymap().step(mode.name(), &self.pending) else {
            return Vec::new();
        };
        let row = |binding: &Binding| {
            TABLE.iter().find(|row| row.mode == mode && row.command.name() == binding.action)
        };
        let begun = begun.into_iter().map(|binding| Begun {
            rest: binding.keys.get(self.pending.len()..).unwrap_or_default().to_vec(),
            words: row(binding).map_or("", |row| row.words),
        });
        begun.collect()
    }
}

/// A sequence that the keys typed begin.
pub(super) struct Begun {
    /// The keys that are missing.
    pub(super) rest: Vec<config::Key>,
    /// What it does.
    pub(super) words: &'static str,
}

impl State {
    /// Sets the reader up as `config` asks.
    pub fn set_up(&mut self, config: &Config) {
        self.config = config.clone();
        self.bindings = Bindings::of(config);
        self.search.set_pattern(match config.search.regex {
            true => Pattern::Regex,
            false => Pattern::Plain,
        });
        self.copy_form = config.clipboard.form;
        self.shape.layout = config.layout.clone();
        self.measure = config.measure();
        self.settle();
    }

    /// The keys for `row` as the reader has them, the likeliest first.
    pub fn keys_of(&self, row: &Row) -> Vec<String> {
        let (mode, action) = (row.mode.name(), row.command.name());
        let keys = self.bindings.keymap().keys_for(mode, &action);
        keys.map(|keys| {
            keys.iter().map(|&key| Key::from(key).to_string()).collect::<Vec<_>>().join(" ")
        })
        .collect()
    }

    /// `words` with the reader's key in the place of each action in braces, `{undo}`, and
    /// the action's name where it has no key. Keys of the present mode come first.
    pub fn keyed(&self, words: &str) -> String {
        let mut out = String::new();
        for (at, part) in words.split(['{', '}']).enumerate() {
            let key = if at % 2 == 1 { self.opt_key(part) } else { None };
            out.push_str(key.as_deref().unwrap_or(part));
        }
        out
    }

    /// The first key of the action called `name`.
    fn opt_key(&self, name: &str) -> Option<String> {
        let row =
            |mode: Mode| TABLE.iter().find(|row| row.mode == mode && row.command.name() == name);
        let key = |row: &Row| self.keys_of(row).into_iter().next();
        row(self.mode).and_then(key).or_else(|| row(Mode::Reading).and_then(key))
    }

    /// Keeps `key` until the sequence it is part of is complete.
    pub(super) fn begin(&mut self, key: Key) {
        self.bindings.pending.push(key.into());
    }

    /// Does what the keys typed so far stand for, when they stand for something, then
    /// what `key` does on its own. Esc only forgets the sequence.
    pub(super) fn break_off(&mut self, key: Key) -> Effect {
        // Twice the same key, `g g`, is that key without waiting.
        let twice = self.bindings.pending == [key.into()];
        let effect = self.do_pending();
        if effect != Effect::None || key == Key::Esc || twice {
            return effect;
        }
        action_for(key, self).map_or(Effect::None, |action| update(self, action))
    }

    /// The next key of a sequence keeps the reader waiting: does what the keys so far
    /// stand for, or shows what may follow.
    pub(super) fn pause(&mut self) -> Effect {
        if self.bindings.opt_pending(self.mode).is_some() {
            return self.do_pending();
        }
        self.hesitates = true;
        Effect::None
    }

    fn do_pending(&mut self) -> Effect {
        let command = self.bindings.opt_pending(self.mode);
        self.bindings.forget();
        command.map_or(Effect::None, |command| update(self, Action::Do(command)))
    }
}

impl Command {
    /// The name in settings files: `next-topic`.
    pub fn name(self) -> String {
        let mut name = Hyphenated(String::with_capacity(24));
        // A string takes whatever is written.
        let _ = write!(name, "{self:?}");
        name.0
    }
}

/// Writes `NextTopic` as `next-topic`.
struct Hyphenated(String);

impl Write for Hyphenated {
    fn write_str(&mut self, words: &str) -> std::fmt::Result {
        for c in words.chars() {
            if c.is_ascii_uppercase() && !self.0.is_empty() {
                self.0.push('-');
            }
            self.0.push(c.to_ascii_lowercase());
        }
        Ok(())
    }
}

fn opt_command(name: &str) -> Option<Command> {
    TABLE.iter().map(|row| row.command).find(|command| command.name() == name)
}

impl From<Key> for config::Key {
    fn from(key: Key) -> config::Key {
        let plain = config::Key::plain;
        match key {
            Key::Char(c) => plain(Code::Char(c)),
            Key::Ctrl(c) => config::Key { ctrl: true, ..plain(Code::Char(c)) },
            Key::Alt(c) => config::Key { alt: true, ..plain(Code::Char(c)) },
            Key::AltLeft => config::Key { alt: true, ..plain(Code::Left) },
            Key::AltRight => config::Key { alt: true, ..plain(Code::Right) },
            Key::BackTab => config::Key { shift: true, ..plain(Code::Tab) },
            Key::Other(key) => key,
            Key::F(n) => plain(Code::F(n)),
            _ => {
                SAME.iter().find(|(ours, _)| *ours == key).map_or(plain(Code::Esc), |s| plain(s.1))
            }
        }
    }
}

/// Keys that have the same name there and here.
const SAME: [(Key, Code); 13] = [
    (Key::Enter, Code::Enter),
    (Key::Esc, Code::Esc),
    (Key::Tab, Code::Tab),
    (Key::Backspace, Code::Backspace),
    (Key::Delete, Code::Delete),
    (Key::Up, Code::Up),
    (Key::Down, Code::Down),
    (Key::Left, Code::Left),
    (Key::Right, Code::Right),
    (Key::Home, Code::Home),
    (Key::End, Code::End),
    (Key::PageUp, Code::PageUp),
    (Key::PageDown, Code::PageDown),
];

impl From<config::Key> for Key {
    fn from(key: config::Key) -> Key {
        let held = (key.ctrl, key.alt, key.shift);
        match (held, key.code) {
            ((false, false, false), Code::Char(c)) => Key::Char(c),
            ((true, false, false), Code::Char(c)) => Key::Ctrl(c),
            ((false, true, false), Code::Char(c)) => Key::Alt(c),
            ((false, true, false), Code::Left) => Key::AltLeft,
            ((false, true, false), Code::Right) => Key::AltRight,
            ((false, false, true), Code::Tab) => Key::BackTab,
            ((false, false, false), Code::F(n)) => Key::F(n),
            ((false, false, false), code) => {
                SAME.iter().find(|(_, same)| *same == code).map_or(Key::Other(key), |same| same.0)
            }
            _ => Key::Other(key),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::{Extent, fixture};
    use super::*;

    /// Types `keys` into a reader set up with `settings`; gives the topic it is at, what
    /// is told, and whether a sequence is open.
    #[track_caller]
    fn check(settings: &str, keys: &str, expected: (usize, &str, bool)) {
        let (config, troubles) = config::read("config.toml", settings, &vocabulary());
        assert!(troubles.is_empty(), "{}", troubles[0].line());
        let notation = "# One\nX: “A.”\n\n# Two\nX: “B.”\n\n# Three\nX: “C.”\n";
        let briefing = Arc::new(fixture::briefing(notation));
        let mut state = State::new(briefing, Extent::Whole, 120, 40);
        state.set_up(&config);
        for key in keys.split(' ') {
            let action = match key {
                "PAUSE" => Some(Action::Pause),
                key => action_for(config::Key::opt_parse(key).unwrap().into(), &state),
            };
            action.map(|action| update(&mut state, action));
        }
        let told = state.message().unwrap_or_default().to_owned();
        assert_eq!((state.topic(), told.as_str(), state.awaits_key()), expected);
    }

    #[test]
    fn keys_do_what_the_settings_say() {
        check("", "] ]", (2, "", false));
        check("[keys]\nx = \"next-topic\"", "x x", (2, "", false));
        check("[keys]\n\"]\" = \"none\"", "]", (0, "", false));
        check("preset = \"arrows\"", "f6", (1, "", false));
        check("preset = \"arrows\"", "ctrl-right ctrl-right ctrl-left", (1, "", false));
        check("preset = \"arrows\"", "]", (0, "", false));
    }

    #[test]
    fn sequences_wait_and_break_off() {
        let settings = "[keys]\n\"z t\" = \"next-topic\"\n\"z q\" = \"open-help\"";
        check(settings, "z", (0, "", true));
        check(settings, "z t", (1, "", false));
        check(settings, "z PAUSE", (0, "", false));
        check(settings, "z PAUSE t", (1, "", false));
        check(settings, "z ]", (1, "", false));
        check(settings, "z esc t", (0, "", false));
    }

    #[test]
    fn a_key_that_acts_and_begins_a_sequence_waits_for_the_next() {
        let settings = "[keys]\nz = \"next-topic\"\n\"z z\" = \"finish\"";
        check(settings, "z", (0, "", true));
        check(settings, "z PAUSE", (1, "", false));
        check(settings, "z z", (2, "", false));
        check(settings, "z ]", (2, "", false));
    }

    #[test]
    fn words_name_the_keys_there_are() {
        let named = |settings: &str, words: &str| {
            let briefing = Arc::new(fixture::briefing(""));
            let mut state = State::new(briefing, Extent::Whole, 80, 24);
            state.set_up(&config::read("", settings, &vocabulary()).0);
            state.keyed(words)
        };
        assert_eq!(named("", "none: {open-search} starts one"), "none: / starts one");
        assert_eq!(named("preset = \"emacs\"", "{open-select} selects"), "Ctrl-Space selects");
        assert_eq!(named("[keys]\nu = \"none\"", "{undo} undoes"), "undo undoes");
        assert_eq!(named("", "no braces"), "no braces");
    }

    #[test]
    fn keys_have_one_form_on_both_sides() {
        for binding in default_keys().bindings() {
            for &key in &binding.keys {
                assert_eq!(config::Key::from(Key::from(key)), key);
                assert_eq!(key.normal(), key);
            }
        }
        for key in TABLE.iter().flat_map(|row| row.keys) {
            assert_eq!(Key::from(config::Key::from(*key)), *key);
        }
    }

    #[test]
    fn commands_are_named_as_in_settings() {
        assert_eq!(Command::NextTopic.name(), "next-topic");
        assert!(vocabulary().actions.contains(&"open-jump".to_owned()));
    }
}
