use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::fault::{Fault, Faults, Trouble, nearest, one_of};
use super::key::{Code, Key, written};
use super::keymap::{Binding, READING};
use super::settings::{Config, OwnKeys, SETTINGS, Setting, Slot};
use super::theme::Theme;

/// The theme that is chosen by the terminal's background.
pub const AUTO: &str = "auto";

/// What a key is bound to so that it does nothing.
pub(super) const NO_ACTION: &str = "none";

/// The names the app gives a meaning.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    /// What the reader may be doing, [`READING`] among them.
    pub modes: Vec<String>,
    pub actions: Vec<String>,
}

/// The settings in `source`, the text of the file called `name`.
///
/// Total: what cannot be used stays as it is by default, and every fault is in the
/// list, in the order of the file.
pub fn read(name: &str, source: &str, known: &Vocabulary) -> (Config, Vec<Trouble>) {
    let mut faults = Faults::of(name, source);
    let mut config = Config::default();
    let (table, errors) = DeTable::parse_recoverable(source);
    let n_errors = errors.len();
    for error in errors {
        let at = error.span().unwrap_or(0..0);
        faults.add(Fault::Syntax { message: error.message().to_owned() }, at, None);
    }
    // What the parser guessed of a broken line is not worth a second complaint.
    let mut reader = Reader { config: &mut config, faults: &mut faults, known };
    if n_errors == 0 {
        reader.root(table.get_ref());
    }
    (config, faults.into_troubles())
}

/// All bindings of a preset's `[keys]` and its tables for other modes.
pub(super) fn preset(source: &str) -> Vec<Binding> {
    let Ok(table) = DeTable::parse(source) else { return Vec::new() };
    match table.get_ref().get("keys").map(Spanned::get_ref) {
        Some(DeValue::Table(keys)) => preset_table(READING, keys),
        _ => Vec::new(),
    }
}

fn preset_table(mode: &str, table: &DeTable) -> Vec<Binding> {
    let mut bindings = Vec::new();
    for (name, value) in in_order(table) {
        match (value.get_ref(), opt_keys(name.get_ref())) {
            (DeValue::Table(inner), _) => bindings.extend(preset_table(name.get_ref(), inner)),
            (DeValue::String(action), Ok(keys)) => {
                let action = action.clone().into_owned();
                bindings.push(Binding { mode: mode.to_owned(), keys, action });
            }
            _ => {}
        }
    }
    bindings
}

type Entry<'t, 'i> = (&'t Spanned<Cow<'i, str>>, &'t Spanned<DeValue<'i>>);

/// The entries of `table` as they stand in the file.
pub(super) fn in_order<'t, 'i>(table: &'t DeTable<'i>) -> Vec<Entry<'t, 'i>> {
    let mut entries: Vec<Entry> = table.iter().collect();
    entries.sort_by_key(|(name, _)| name.span().start);
    entries
}

/// `typed` as keys, or the first word of it that names none.
fn opt_keys(typed: &str) -> Result<Vec<Key>, &str> {
    let keys: Result<Vec<Key>, &str> =
        typed.split_whitespace().map(|word| Key::opt_parse(word).ok_or(word)).collect();
    match keys {
        Ok(keys) if keys.is_empty() => Err(typed),
        keys => keys,
    }
}

struct Reader<'a> {
    config: &'a mut Config,
    faults: &'a mut Faults,
    known: &'a Vocabulary,
}

impl Reader<'_> {
    fn root(&mut self, table: &DeTable) {
        for (name, value) in in_order(table) {
            match (name.get_ref().as_ref(), value.get_ref()) {
                ("keys", DeValue::Table(keys)) => self.keys(READING, keys),
                (table_name, DeValue::Table(inner)) if is_table(table_name) => {
                    for (name, value) in in_order(inner) {
                        self.setting(table_name, name, value);
                    }
                }
                (table_name, _) if table_name == "keys" || is_table(table_name) => {
                    self.wrong_type(table_name, &format!("a table, `[{table_name}]`"), value);
                }
                _ => self.setting("", name, value),
            }
        }
    }

    fn setting(&mut self, table: &str, name: &Spanned<Cow<str>>, value: &Spanned<DeValue>) {
        let found = SETTINGS.iter().find(|s| s.table == table && s.name == name.get_ref().as_ref());
        match found {
            Some(setting) => self.set(setting, value),
            None => self.unknown(table, name),
        }
    }

    fn unknown(&mut self, table: &str, name: &Spanned<Cow<str>>) {
        let here: Vec<&str> =
            SETTINGS.iter().filter(|s| s.table == table).map(|s| s.name).collect();
        let tables = SETTINGS.iter().map(|s| s.table).chain(["keys"]).filter(|_| table.is_empty());
        let elsewhere = SETTINGS.iter().find(|s| s.name == name.get_ref().as_ref());
        let help = match elsewhere {
            Some(s) if s.table.is_empty() => {
                Some(format!("`{}` stands above the first table", s.name))
            }
            Some(s) => Some(format!("`{}` stands in `[{}]`", s.name, s.table)),
            None => nearest(name.get_ref(), here.iter().copied().chain(tables))
                .or_else(|| Some("`onrecord config print` shows every setting".to_owned())),
        };
        let name_found = match table {
            "" => name.get_ref().clone().into_owned(),
            _ => format!("{table}.{}", name.get_ref()),
        };
        self.faults.add(Fault::UnknownSetting { name: name_found }, name.span(), help);
    }

    fn set(&mut self, setting: &Setting, value: &Spanned<DeValue>) {
        match (&setting.slot, value.get_ref()) {
            (Slot::Flag(slot), DeValue::Boolean(flag)) => *slot(self.config) = *flag,
            (Slot::Theme(slot), DeValue::String(name)) => match opt_theme_fault(name) {
                None => *slot(self.config) = name.clone().into_owned(),
                Some((fault, help)) => self.faults.add(fault, value.span(), Some(help)),
            },
            (Slot::Number(slot, range), DeValue::Integer(number)) => {
                let parsed = i64::from_str_radix(number.as_str(), number.radix()).ok();
                match parsed.and_then(|n| u16::try_from(n).ok()).filter(|n| range.contains(n)) {
                    Some(number) => *slot(self.config) = number,
                    None => self.out_of_range(setting, number.to_string(), range, value.span()),
                }
            }
            (Slot::Choice(_, _, _), DeValue::String(words)) => {
                self.choose(setting, words, value.span());
            }
            // `colours = 256` is as clear as `"256"`.
            (Slot::Choice(_, _, _), DeValue::Integer(number)) => {
                self.choose(setting, number.as_str(), value.span());
            }
            (Slot::Flag(_), _) => self.wrong_type(setting.name, "true or false", value),
            (Slot::Number(..), _) => self.wrong_type(setting.name, "a whole number", value),
            (Slot::Theme(_), _) => self.wrong_type(setting.name, "words in quotes", value),
            (Slot::Choice(names, ..), _) => self.wrong_type(setting.name, &one_of(names), value),
        }
    }

    fn out_of_range(
        &mut self,
        setting: &Setting,
        found: String,
        range: &std::ops::RangeInclusive<u16>,
        at: Range<usize>,
    ) {
        let help = format!("a whole number from {} to {}", range.start(), range.end());
        let name = setting.name.to_owned();
        self.faults.add(Fault::OutOfRange { name, found }, at, Some(help));
    }

    fn choose(&mut self, setting: &Setting, found: &str, at: Range<usize>) {
        let Slot::Choice(names, _, choose) = &setting.slot else { return };
        if let Some(idx) = names.iter().position(|name| *name == found) {
            return choose(self.config, idx);
        }
        let help = nearest(found, names.iter().copied()).unwrap_or_else(|| one_of(names));
        let fault = Fault::NotAChoice { name: setting.name.to_owned(), found: found.to_owned() };
        self.faults.add(fault, at, Some(help));
    }

    fn wrong_type(&mut self, name: &str, wanted: &str, value: &Spanned<DeValue>) {
        let fault = Fault::WrongType {
            name: name.to_owned(),
            wanted: wanted.to_owned(),
            found: type_name(value.get_ref()),
        };
        self.faults.add(fault, value.span(), None);
    }

    fn keys(&mut self, mode: &str, table: &DeTable) {
        let mut taken: Vec<(Vec<Key>, Range<usize>)> = Vec::new();
        for (name, value) in in_order(table) {
            if let (DeValue::Table(inner), true) = (value.get_ref(), mode == READING) {
                self.mode(name, inner);
                continue;
            }
            let keys = self.sequence(name);
            let action = self.action(name.get_ref(), value);
            let (Some(keys), Some(action)) = (keys, action) else { continue };
            if let Some((_, first)) = taken.iter().find(|(other, _)| *other == keys) {
                let fault = Fault::BoundTwice { keys: written(&keys) };
                self.faults.add_pair(fault, name.span(), first.clone());
                continue;
            }
            taken.push((keys.clone(), name.span()));
            self.config.own_keys.push(OwnKeys { mode: mode.to_owned(), keys, action });
        }
    }

    /// The keys of another mode: `[keys.search]`.
    fn mode(&mut self, name: &Spanned<Cow<str>>, table: &DeTable) {
        let found = name.get_ref().as_ref();
        if found != READING && self.known.modes.iter().any(|mode| mode == found) {
            return self.keys(found, table);
        }
        let others = self.known.modes.iter().map(String::as_str).filter(|mode| *mode != READING);
        let help =
            nearest(found, others.clone()).unwrap_or_else(|| one_of(&others.collect::<Vec<_>>()));
        let fault = Fault::UnknownSetting { name: format!("keys.{found}") };
        self.faults.add(fault, name.span(), Some(help));
    }

    /// The keys of `name`; a fault when it names none or one that cannot be bound.
    fn sequence(&mut self, name: &Spanned<Cow<str>>) -> Option<Vec<Key>> {
        let keys = match opt_keys(name.get_ref()) {
            Ok(keys) => keys,
            Err(word) => {
                let help = spelling(word);
                let fault = Fault::UnknownKey { found: word.to_owned() };
                self.faults.add(fault, name.span(), Some(help));
                return None;
            }
        };
        let Some((key, why)) = keys.first().and_then(|key| Some((key, opt_reserved(key)?))) else {
            return Some(keys);
        };
        self.faults.add(Fault::Reserved { key: key.to_string(), why }, name.span(), None);
        None
    }

    /// The action of one binding, `None` inside for no action.
    fn action(&mut self, keys: &str, value: &Spanned<DeValue>) -> Option<Option<String>> {
        let DeValue::String(action) = value.get_ref() else {
            self.wrong_type(keys, "the name of an action", value);
            return None;
        };
        if action == NO_ACTION {
            return Some(None);
        }
        if self.known.actions.iter().any(|known| *known == **action) {
            return Some(Some(action.clone().into_owned()));
        }
        let help =
            nearest(action, self.known.actions.iter().map(String::as_str).chain([NO_ACTION]))
                .unwrap_or_else(|| "`onrecord config print` lists every action".to_owned());
        let fault = Fault::UnknownAction { found: action.clone().into_owned() };
        self.faults.add(fault, value.span(), Some(help));
        None
    }
}

/// Why no theme is called `name`, in one line; paths pass unread.
pub fn opt_theme_refusal(name: &str) -> Option<String> {
    opt_theme_fault(name).map(|(fault, help)| format!("{fault}: {help}"))
}

/// What is wrong with a theme called `name` that is no path.
fn opt_theme_fault(name: &str) -> Option<(Fault, String)> {
    let is_path = name.contains(['/', '\\']) || name.ends_with(".toml");
    let known = || Theme::NAMES.into_iter().chain([AUTO]);
    if is_path || known().any(|theme| theme == name) {
        return None;
    }
    let help = nearest(name, known())
        .unwrap_or_else(|| format!("{}, or a path", one_of(&known().collect::<Vec<_>>())));
    Some((Fault::UnknownTheme { found: name.to_owned() }, help))
}

fn is_table(name: &str) -> bool {
    !name.is_empty() && SETTINGS.iter().any(|setting| setting.table == name)
}

/// Why no sequence can begin with `key`; `None` when one can.
fn opt_reserved(key: &Key) -> Option<&'static str> {
    match key.code {
        _ if key.is_last_resort() => Some("it always quits"),
        Code::Char('1'..='9') if !key.ctrl && !key.alt => Some("it begins a count, as in `5j`"),
        _ => None,
    }
}

/// How a key is spelt, for somebody who wrote `word`.
fn spelling(word: &str) -> String {
    let apart: Vec<String> = word.chars().map(String::from).collect();
    let letters = word.chars().all(|c| !c.is_whitespace() && !c.is_control() && c != '-');
    if (2..=3).contains(&apart.len()) && letters {
        return format!("a sequence is written with spaces: `{}`", apart.join(" "));
    }
    "keys are written `j`, `G`, `ctrl-d`, `alt-x`, `shift-tab`, `space`, `pageup`, `f1`".to_owned()
}

pub(super) fn type_name(value: &DeValue) -> &'static str {
    match value {
        DeValue::String(_) => "words",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number with a point",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
