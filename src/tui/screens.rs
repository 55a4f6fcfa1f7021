//! The screen as text: `tests/screens/*.txt` hold a size, a document, keys, and the
//! screen that must come of them. Where they name a theme, what is set apart in it follows,
//! run by run. `UPDATE_GOLDEN=1` writes the screens anew.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier, Style};

use super::{Theme, draw};
use crate::app::invariants::{documents, reader, steps, take};
use crate::app::{Action, Arrived, DocId, Effect, Extent, Key, State, action_for, fixture, update};

/// What the cells of `state` are.
pub(super) fn cells(state: &State) -> Buffer {
    cells_in(state, &theme("ansi"))
}

fn cells_in(state: &State, theme: &Theme) -> Buffer {
    let (width, height) = state.size();
    let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
    terminal.draw(|frame| draw(state, theme, frame)).unwrap();
    terminal.backend().buffer().clone()
}

fn theme(name: &str) -> Theme {
    Theme::of(&crate::config::Theme::opt_named(name).unwrap())
}

/// The cells as lines of text, blanks at their ends left out.
fn text(buffer: &Buffer) -> String {
    let mut out = String::new();
    for y in 0..buffer.area.height {
        let mut line = String::new();
        let mut x = 0;
        while x < buffer.area.width {
            let symbol = buffer[(x, y)].symbol();
            line.push_str(symbol);
            x += u16::try_from(crate::text::width::width(symbol)).unwrap().max(1);
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// What `theme` sets apart from plain words and lines, run by run: row, cells, the words
/// and how they look.
fn styles(buffer: &Buffer, theme: &Theme) -> String {
    let mut out = String::new();
    let plain =
        |style: Style| [theme.text, theme.line, Style::new()].map(looks).contains(&looks(style));
    for y in 0..buffer.area.height {
        let mut x = 0;
        while x < buffer.area.width {
            let (from, style) = (x, buffer[(x, y)].style());
            let mut words = String::new();
            while x < buffer.area.width && looks(buffer[(x, y)].style()) == looks(style) {
                let symbol = buffer[(x, y)].symbol();
                words.push_str(symbol);
                x += u16::try_from(crate::text::width::width(symbol)).unwrap().max(1);
            }
            let seen = fills(style) || !words.trim().is_empty();
            if seen && !plain(style) {
                out.push_str(&format!("{y}:{from}-{x} [{words}] {}\n", looks(style)));
            }
        }
    }
    out
}

/// Whether a blank looks different for it.
fn fills(style: Style) -> bool {
    let filling = Modifier::REVERSED | Modifier::UNDERLINED | Modifier::CROSSED_OUT;
    style.add_modifier.intersects(filling) || style.bg.is_some_and(|bg| bg != Color::Reset)
}

/// `#a0b0c0 on #101010 bold underlined`; empty for the terminal's own.
fn looks(style: Style) -> String {
    let set = |color: Option<Color>| color.filter(|color| *color != Color::Reset);
    let mut parts: Vec<String> = set(style.fg).iter().map(Color::to_string).collect();
    parts.extend(set(style.bg).map(|color| format!("on {color}")));
    parts.extend(style.add_modifier.iter_names().map(|(name, _)| name.to_lowercase()));
    parts.join(" ")
}

/// A key by its name in a golden's head: `j`, `Enter`, `Ctrl-O`, `Space`.
fn key(name: &str) -> Key {
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

fn document(name: &str) -> Arc<crate::model::Briefing> {
    if name == "sample" {
        return sample();
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

/// The built-in briefing, read as the program reads it.
fn sample() -> Arc<crate::model::Briefing> {
    let bytes = include_bytes!("../../assets/sample.txt");
    let mut documents = crate::ingest::documents("sample.txt", bytes, None).unwrap();
    Arc::new(crate::attribute::briefing(documents.remove(0)))
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/screens")
}

/// The screen that the head of a golden asks for.
fn screen(head: &str) -> String {
    let field = |name: &str| {
        let line = head.lines().find_map(|line| line.strip_prefix(name));
        line.unwrap_or_else(|| panic!("no {name} in {head}")).trim().to_owned()
    };
    let size = field("size:");
    let (width, height) = size.split_once('x').unwrap();
    let (width, height) = (width.parse().unwrap(), height.parse().unwrap());
    let names = field("open:");
    let names: Vec<&str> = names.split_whitespace().collect();
    let mut state = State::new(document(names[0]), Extent::Whole, width, height);
    if names.len() > 1 {
        let tabs: Vec<DocId> = (0..names.len()).map(DocId::first_of).collect();
        state.set_desk(names.iter().map(|name| format!("{name}.txt")).collect(), &tabs, 0);
    }
    if let Some(settings) = head.lines().find_map(|line| line.strip_prefix("set:")) {
        let settings = settings.split(';').map(str::trim).collect::<Vec<_>>().join("\n");
        let known = crate::app::vocabulary();
        let (config, troubles) = crate::config::read("set:", &settings, &known);
        assert!(troubles.is_empty(), "{}", troubles[0].line());
        state.set_up(&config);
    }
    for name in field("keys:").split_whitespace() {
        match name {
            "Pause" => drop(update(&mut state, Action::Pause)),
            name => hand_over(&mut state, key(name), &names),
        }
    }
    match head.lines().find_map(|line| line.strip_prefix("theme:")) {
        Some(name) => {
            let theme = theme(name.trim());
            let drawn = cells_in(&state, &theme);
            format!("{}----\n{}", text(&drawn), styles(&drawn, &theme))
        }
        None => text(&cells(&state)),
    }
}

fn press(state: &mut State, key: Key) {
    if let Some(action) = action_for(key, state) {
        update(state, action);
    }
}

/// Presses `key` and hands over the documents it asks for, but for `-`, which never comes.
fn hand_over(state: &mut State, key: Key, names: &[&str]) {
    let mut effect = action_for(key, state).map_or(Effect::None, |action| update(state, action));
    loop {
        let effects = if let Effect::All(all) = effect { all } else { vec![effect] };
        let sought = effects.iter().find_map(|effect| match effect {
            Effect::Open(id) if names[id.source] != "-" => Some(*id),
            _ => None,
        });
        let Some(id) = sought else { return };
        let briefing = document(names[id.source]);
        let arrived = Arrived { briefing, record: Default::default(), told: None };
        effect = update(state, Action::Opened { id, result: Ok(Box::new(arrived)) });
    }
}

#[test]
fn screens_look_as_they_should() {
    let renew = std::env::var_os("UPDATE_GOLDEN").is_some();
    let mut n = 0;
    for entry in fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "txt") {
            continue;
        }
        n += 1;
        let golden = fs::read_to_string(&path).unwrap();
        let head = golden.split("----\n").next().unwrap();
        let made = format!("{head}----\n{}", screen(head));
        if renew {
            fs::write(&path, made).unwrap();
        } else {
            assert!(made == golden, "{} shows\n{made}", path.display());
        }
    }
    assert!(n > 10);
}

#[test]
fn two_draws_give_the_same_cells_and_none_is_harmful() {
    for name in ["normal", "empty", "one", "wide"] {
        for (width, height) in [(0, 0), (1, 1), (3, 2), (40, 12), (60, 20), (80, 24), (200, 60)] {
            let mut state = State::new(document(name), Extent::Whole, width, height);
            for pressed in ["J", "t", "a", "Esc", "/", "o", "Enter", "Tab", "?"] {
                press(&mut state, key(pressed));
                let drawn = cells(&state);
                assert_eq!(drawn, cells(&state));
                let harmful = |c: char| crate::text::visible::mark(c).is_some();
                assert!(drawn.content.iter().all(|cell| !cell.symbol().contains(harmful)));
            }
        }
    }
}

proptest::proptest! {
    #[test]
    fn any_steps_draw_the_same_cells_twice_and_none_is_harmful(
        briefing in documents(),
        (width, height) in (0u16..130, 0u16..50),
        list in proptest::collection::vec(steps(), 0..25),
    ) {
        let mut state = reader(briefing, width, height);
        for step in list {
            take(&mut state, step);
            let drawn = cells(&state);
            assert_eq!(drawn, cells(&state));
            let harmful = |c: char| crate::text::visible::mark(c).is_some();
            assert!(drawn.content.iter().all(|cell| !cell.symbol().contains(harmful)));
        }
    }
}

#[test]
fn a_resize_there_and_back_shows_the_same_rows() {
    let mut state = State::new(document("normal"), Extent::Whole, 120, 20);
    for pressed in ["j", "j", "j", "j", "j", "J"] {
        press(&mut state, key(pressed));
    }
    let before = text(&cells(&state));
    for (width, height) in [(40, 12), (7, 3), (1, 1), (200, 60), (60, 20), (120, 20)] {
        update(&mut state, Action::Resize { width, height });
    }
    assert_eq!(text(&cells(&state)), before);
}
