//! A reader for tests as a few lines ask for it: sizes, documents, settings, keys.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::app::{
    Action, Arrived, DocId, Effect, Extent, Key, Known, Output, State, Summary, Told, action_for,
    fixture, update,
};
use crate::model::Briefing;

/// What the head of a golden asks for.
pub(super) struct Scene {
    /// Each as columns and rows.
    pub(super) sizes: Vec<(u16, u16)>,
    pub(super) themes: Vec<String>,
    /// Those open, by their names in `tests/screens/documents`; `-` is one that never
    /// comes.
    documents: Vec<String>,
    /// Further ones that are known; `-` is one that cannot be read.
    listed: Vec<String>,
    /// TOML, as in a settings file.
    settings: String,
    keys: Vec<String>,
}

impl Scene {
    /// The scene that the lines of `head` tell, each `name: words`.
    pub(super) fn of(head: &str) -> Scene {
        let field = |name: &str| {
            let line = head.lines().find_map(|line| line.strip_prefix(name));
            line.unwrap_or_default().trim().to_owned()
        };
        let words = |name| field(name).split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let size = |size: &String| {
            let (width, height) = size.split_once('x').unwrap();
            (width.parse().unwrap(), height.parse().unwrap())
        };
        Scene {
            sizes: words("size:").iter().map(size).collect(),
            themes: words("theme:"),
            documents: words("open:"),
            listed: words("listed:"),
            settings: field("set:").split(';').map(str::trim).collect::<Vec<_>>().join("\n"),
            keys: words("keys:"),
        }
    }

    /// The reader on a screen of that size, when all keys have been pressed.
    pub(super) fn state(&self, (width, height): (u16, u16)) -> State {
        let mut state = match self.documents.first() {
            Some(name) => State::new(document(name), Extent::Whole, width, height),
            None => State::blank(width, height),
        };
        let names = [self.documents.clone(), self.listed.clone()].concat();
        if names.len() > 1 {
            let tabs: Vec<DocId> = (0..self.documents.len()).map(DocId::first_of).collect();
            state.set_desk(names.iter().map(|name| format!("{name}.txt")).collect(), &tabs, 0);
        }
        if self.documents.is_empty() {
            state.choose();
        }
        self.survey(&mut state);
        let (config, troubles) =
            crate::config::read("set:", &self.settings, &crate::app::vocabulary());
        assert!(troubles.is_empty(), "{}", troubles[0].line());
        state.set_up(&config);
        for name in &self.keys {
            match name.as_str() {
                "Pause" => drop(update(&mut state, Action::Pause)),
                name => hand_over(&mut state, key(name), &names),
            }
        }
        state
    }

    /// Tells what the listed documents are.
    fn survey(&self, state: &mut State) {
        let told = self.listed.iter().enumerate().map(|(at, name)| Told {
            id: DocId::first_of(self.documents.len() + at),
            of: 1,
            known: match name.as_str() {
                "-" => Known::Fault("permission denied".to_owned()),
                name => Known::Summary(Summary::of(&document(name))),
            },
        });
        update(state, Action::Surveyed(told.collect()));
        update(state, Action::SurveyEnded);
    }
}

/// A key by its name in a golden's head: `j`, `Enter`, `Ctrl-O`, `Space`.
pub(super) fn key(name: &str) -> Key {
    let mut chars = name.chars();
    match (name, chars.next(), chars.next()) {
        ("Enter", ..) => Key::Enter,
        ("Esc", ..) => Key::Esc,
        ("Tab", ..) => Key::Tab,
        ("Space", ..) => Key::Char(' '),
        ("Down", ..) => Key::Down,
        ("Up", ..) => Key::Up,
        (_, Some(c), None) => Key::Char(c),
        _ if name.starts_with("Ctrl-") => {
            Key::Ctrl(name.chars().last().unwrap().to_ascii_lowercase())
        }
        _ => panic!("no key is called {name}"),
    }
}

pub(super) fn document(name: &str) -> Arc<Briefing> {
    if name == "sample" {
        return read("sample.txt", include_bytes!("../../assets/sample.txt"));
    }
    let markdown = folder().join("documents").join(format!("{name}.md"));
    if let Ok(bytes) = fs::read(markdown) {
        return read("article.md", &bytes);
    }
    let path = folder().join("documents").join(format!("{name}.txt"));
    let mut notation = fs::read_to_string(path).unwrap();
    for (written, meant) in [
        ("\\u{308}", "\u{308}"),
        ("\\u{301}", "\u{301}"),
        ("\\u{1b}", "\u{1b}"),
        ("\\u{7}", "\u{7}"),
        ("\\u{202e}", "\u{202e}"),
        ("\\u{202c}", "\u{202c}"),
        ("\\u{9b}", "\u{9b}"),
    ] {
        notation = notation.replace(written, meant);
    }
    Arc::new(fixture::briefing(&notation))
}

/// A document read as the program reads it.
fn read(name: &str, bytes: &[u8]) -> Arc<Briefing> {
    let mut documents = crate::ingest::documents(name, bytes, None).unwrap();
    Arc::new(crate::attribute::briefing(documents.remove(0)))
}

/// Presses `key` and hands over the documents it asks for, but for `-`, which never comes;
/// a command prints what it is given.
fn hand_over(state: &mut State, key: Key, names: &[String]) {
    let mut effect = action_for(key, state).map_or(Effect::None, |action| update(state, action));
    if let Effect::Pipe { command, input } = &effect {
        let output = Output::new(command.clone(), "exit status 0".to_owned(), input.clone());
        effect = update(state, Action::Piped(output));
    }
    loop {
        let effects = if let Effect::All(all) = effect { all } else { vec![effect] };
        let sought = effects.iter().find_map(|effect| match effect {
            Effect::Open(id) if names[id.source] != "-" => Some(*id),
            _ => None,
        });
        let Some(id) = sought else { return };
        let briefing = document(&names[id.source]);
        let arrived = Arrived { briefing, record: Default::default(), told: None };
        effect = update(state, Action::Opened { id, result: Ok(Box::new(arrived)) });
    }
}

/// Where the goldens are.
pub(super) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/screens")
}
