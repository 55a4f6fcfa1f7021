use std::fmt::Write as _;

use super::key::{Key, written};
use super::keymap::{Keymap, READING};
use super::read::NO_ACTION;
use super::settings::{Config, SETTINGS, Setting, Slot};

/// `config` as a commented settings file, which reads back as the same settings.
///
/// The preset's keys, over the app's keys `base`, stand in comments: a file made from
/// this keeps following its preset. The bindings of the reader's own stand as they are.
pub fn print(config: &Config, base: Keymap) -> String {
    let mut out = String::from(HEAD);
    let mut table = "";
    for setting in SETTINGS {
        if setting.table != table {
            table = setting.table;
            _ = write!(out, "\n[{table}]");
        }
        out.push('\n');
        for line in setting.doc.lines() {
            _ = writeln!(out, "# {line}");
        }
        _ = writeln!(out, "{} = {}", setting.name, value(setting, config));
    }
    out.push_str(&keys(config, &config.preset.over(base)));
    out
}

const HEAD: &str = "\
# onrecord's settings. Leave out what should stay as it is by default; a name that
# onrecord does not know is an error that points at its line (`onrecord config check`).
";

fn value(setting: &Setting, config: &Config) -> String {
    let mut config = config.clone();
    match &setting.slot {
        Slot::Flag(slot) => slot(&mut config).to_string(),
        Slot::Number(slot, _) => slot(&mut config).to_string(),
        Slot::Theme(slot) => quoted(slot(&mut config)),
        Slot::Choice(names, present, _) => quoted(names.get(present(&config)).unwrap_or(&"")),
    }
}

/// `[keys]` and its tables for the other modes.
fn keys(config: &Config, keymap: &Keymap) -> String {
    let mut modes: Vec<&str> = vec![READING];
    let own_modes = config.own_keys.iter().map(|own| own.mode.as_str());
    for mode in keymap.bindings().iter().map(|b| b.mode.as_str()).chain(own_modes) {
        if !modes.contains(&mode) {
            modes.push(mode);
        }
    }
    let mut out = format!(
        "\n# Sequences of keys and what they do; `\"{NO_ACTION}\"` takes keys away. In comments,\n\
         # the keys of the preset `{}`.",
        config.preset.name()
    );
    for mode in modes {
        let table = if mode == READING { String::new() } else { format!(".{mode}") };
        _ = writeln!(out, "\n[keys{table}]");
        for binding in keymap.bindings().iter().filter(|binding| binding.mode == mode) {
            _ = writeln!(out, "# {}", row(&binding.keys, &binding.action));
        }
        for own in config.own_keys.iter().filter(|own| own.mode == mode) {
            let action = own.action.as_deref().unwrap_or(NO_ACTION);
            _ = writeln!(out, "{}", row(&own.keys, action));
        }
    }
    out
}

fn row(keys: &[Key], action: &str) -> String {
    format!("{} = {}", quoted(&written(keys)), quoted(action))
}

/// `words` as a TOML string.
fn quoted(words: &str) -> String {
    toml::Value::from(words).to_string()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::preset::Preset;
    use super::super::read::{Vocabulary, read};
    use super::*;

    fn words_of(actions: &[&str]) -> Vocabulary {
        let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        Vocabulary {
            modes: owned(&[
                READING,
                "search",
                "hits",
                "jump",
                "palette",
                "help",
                "find-help",
                "people",
                "timeline",
            ]),
            actions: owned(actions),
        }
    }

    #[test]
    fn the_defaults_read_back() {
        let printed = print(&Config::default(), Keymap::default());
        let (read, troubles) = read("config.toml", &printed, &words_of(&[]));
        assert!(troubles.is_empty(), "{troubles:?}");
        assert_eq!(read, Config::default());
    }

    #[test]
    fn the_keys_in_comments_are_bindings() {
        for &preset in Preset::ALL {
            let config = Config { preset, ..Config::default() };
            let live = print(&config, Keymap::default()).replace("# \"", "\"");
            let keymap = preset.over(Keymap::default());
            let actions: Vec<&str> =
                keymap.bindings().iter().map(|binding| binding.action.as_str()).collect();
            let (read, troubles) = read("config.toml", &live, &words_of(&actions));
            assert!(troubles.is_empty(), "{troubles:?}");
            assert_eq!(read.own_keys.len(), keymap.bindings().len());
        }
    }

    proptest! {
        #[test]
        fn any_settings_read_back(
            picks in proptest::collection::vec(0u16..1000, SETTINGS.len()),
            words in "\\PC{0,12}[\"'\\\\]?/",
        ) {
            let mut config = Config::default();
            for (setting, pick) in SETTINGS.iter().zip(picks) {
                match &setting.slot {
                    Slot::Flag(slot) => *slot(&mut config) = pick % 2 == 0,
                    Slot::Number(slot, range) => {
                        *slot(&mut config) = pick.clamp(*range.start(), *range.end());
                    }
                    Slot::Theme(slot) => slot(&mut config).clone_from(&words),
                    Slot::Choice(names, _, choose) => choose(&mut config, usize::from(pick) % names.len()),
                }
            }
            let (read, troubles) = read("config.toml", &print(&config, Keymap::default()), &words_of(&[]));
            prop_assert!(troubles.is_empty(), "{troubles:?}");
            prop_assert_eq!(read, config);
        }
    }
}
