//! The screen as text: `tests/screens/*.txt` hold sizes, a document, keys, and the
//! screens that must come of them. Where they name themes, what is set apart in each
//! follows, run by run. `UPDATE_GOLDEN=1` writes the screens anew.

use std::fs;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier, Style};

use super::scene::{Scene, document, folder, key};
use super::{Theme, draw};
use crate::app::invariants::{documents, reader, steps, take};
use crate::app::{Action, Extent, Key, State, action_for, update};

/// What the cells of `state` are.
pub(super) fn cells(state: &State) -> Buffer {
    cells_in(state, &theme("ansi"))
}

pub(super) fn cells_in(state: &State, theme: &Theme) -> Buffer {
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

/// The screens that the head of a golden asks for: one at each of its sizes. At the first
/// size follows what each of its themes sets apart.
fn screens(head: &str) -> String {
    let scene = Scene::of(head);
    let mut out = String::new();
    for (at, &size) in scene.sizes.iter().enumerate() {
        let state = scene.state(size);
        if at > 0 {
            out.push_str(&format!("---- {}x{}\n", size.0, size.1));
        }
        out.push_str(&text(&cells(&state)));
        for name in scene.themes.iter().filter(|_| at == 0) {
            let theme = theme(name);
            out.push_str(&format!("---- {name}\n"));
            out.push_str(&styles(&cells_in(&state, &theme), &theme));
        }
    }
    out
}

fn press(state: &mut State, key: Key) {
    if let Some(action) = action_for(key, state) {
        update(state, action);
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
        let made = format!("{head}----\n{}", screens(head));
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
