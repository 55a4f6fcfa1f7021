//! What a theme says shows on the screen, and what shows can be read.

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier, Style};

use super::scene::Scene;
use super::screens::cells_in;
use super::theme::{NAMED, Theme};
use crate::app::{Action, State, update};
use crate::config::{self, Colour, Depth, Role};

/// Readers that show, one or the other, all that a theme has a look for.
fn readers() -> Vec<State> {
    let heads = [
        "open: normal\nkeys: J",
        "open: normal\nkeys: J Tab",
        "open: normal\nkeys: J J J",
        "open: normal\nkeys: / f u n d Enter n",
        "open: normal\nkeys: / f u n d Ctrl-L Down",
        "open: normal\nkeys: / Ctrl-R (",
        "open: normal\nkeys: v } } e e H y v } } e e e a W h y Ctrl-S ] ] v j",
        "open: normal\nkeys: v e e a W h y ? Ctrl-S J H g J H b ] H p m q M",
        "open: normal\nkeys: v e e a W h y",
        "open: normal\nkeys: v } } e H",
        "open: normal\nkeys: t w a g",
        "open: normal\nkeys: : q u o t e",
        "open: normal\nkeys: ?",
        "open: normal\nkeys: Y",
        "open: normal\nkeys: |",
        "open: normal\nkeys: u",
        "open: normal\nkeys: g Pause",
        "open: marked\nkeys: J",
        "open: talk\nkeys: J J",
        "open: talk\nkeys: p",
        "open: talk\nkeys: p Tab",
        "open: sample\nkeys: J J J J J J J J J J J",
        "open: normal talk one -\nkeys: g / t h e Enter Down Tab",
        "open: normal talk one -\nkeys: B",
    ];
    heads.iter().map(|head| Scene::of(head).state((120, 40))).collect()
}

#[test]
fn each_role_of_a_theme_shows_somewhere() {
    let readers = readers();
    let drawn = |source: &str| {
        let (theme, troubles) = config::Theme::read("theme", source);
        assert!(troubles.is_empty(), "{}", troubles[0].line());
        let theme = Theme::of(&theme);
        readers.iter().map(|state| cells_in(state, &theme)).collect::<Vec<_>>()
    };
    let before = drawn("base = \"mono\"");
    for role in Role::NAMES {
        let source = format!("base = \"mono\"\n[roles]\n{role} = \"struck on 201\"");
        assert!(drawn(&source) != before, "`{role}` shows nowhere");
    }
}

/// A terminal's own colours of words and ground, as greys from 0 to 1.
#[derive(Clone, Copy)]
struct Own {
    words: f64,
    ground: f64,
}

/// Every letter in theme `name` at `depth` has a contrast of `least` by WCAG 2.2, on a
/// terminal with each of the `owns` colours; where `None` is known of them, every letter
/// that has a ground of its own.
#[track_caller]
fn check(name: &str, depth: Depth, owns: &[Option<Own>], least: f64) {
    let theme = Theme::of(&config::Theme::opt_named(name).unwrap().at(depth));
    for (at, state) in readers().iter().enumerate() {
        let drawn = cells_in(state, &theme);
        for own in owns {
            let worst = worst(&drawn, *own);
            let Some((found, place, style)) = worst else { continue };
            assert!(found >= least, "{name}, reader {at}: {place} has {found:.1}: {style:?}");
        }
    }
}

/// The least contrast of a letter, the row it is in, and its looks.
fn worst(drawn: &Buffer, own: Option<Own>) -> Option<(f64, String, Style)> {
    let cells = drawn.content.iter().enumerate();
    let letters = cells.filter(|(_, cell)| cell.symbol().contains(char::is_alphanumeric));
    let found = letters.filter_map(|(at, cell)| {
        Some((contrast(cell.style(), own)?, at / usize::from(drawn.area.width), cell.style()))
    });
    let (found, row, style) = found.min_by(|a, b| a.0.total_cmp(&b.0))?;
    let width = usize::from(drawn.area.width);
    let words = drawn.content.iter().skip(row * width).take(width).map(|cell| cell.symbol());
    Some((found, words.collect::<String>(), style))
}

/// The contrast of words in `style`, 1 to 21; `None` when only the terminal knows.
fn contrast(style: Style, own: Option<Own>) -> Option<f64> {
    let front = luminance(style.fg).or(own.map(|own| own.words));
    let back = luminance(style.bg).or(own.map(|own| own.ground));
    // Turned round it is the same.
    debug_assert!(!style.add_modifier.contains(Modifier::HIDDEN));
    let (front, back) = (front? + 0.05, back? + 0.05);
    Some(front.max(back) / front.min(back))
}

fn luminance(color: Option<Color>) -> Option<f64> {
    match color? {
        Color::Reset => None,
        Color::Rgb(r, g, b) => Colour::Rgb(r, g, b).luminance(),
        Color::Indexed(n) => Colour::Indexed(n).luminance(),
        named => {
            let at = NAMED.iter().position(|known| *known == named)?;
            Colour::Ansi(u8::try_from(at).ok()?).luminance()
        }
    }
}

#[test]
fn every_letter_can_be_read() {
    let own = |words, ground| Some(Own { words, ground });
    let (dark, light) = ([own(0.7, 0.0), own(0.7, 0.013)], [own(0.01, 1.0), own(0.01, 0.91)]);
    for depth in [Depth::True, Depth::Ansi256] {
        check("dark", depth, &dark, 4.5);
        check("light", depth, &light, 4.5);
        check(
            "high-contrast",
            depth,
            &[dark, light].concat(),
            if depth == Depth::True { 7.0 } else { 6.5 },
        );
    }
    // The terminal's sixteen are as its reader likes them; xterm's are known.
    check("ansi", Depth::Ansi16, &[None], 4.0);
}

#[test]
fn what_went_wrong_looks_like_it() {
    let theme = Theme::of(&config::Theme::opt_named("dark").unwrap());
    let mut state = Scene::of("open: normal\nkeys: J").state((120, 40));
    let mut told = |action| {
        update(&mut state, action);
        cells_in(&state, &theme)[(2, 39)].fg
    };
    assert_eq!(told(Action::Fail("not kept yet".to_owned())), theme.error.fg.unwrap());
    assert_ne!(told(Action::Tell("copied".to_owned())), theme.error.fg.unwrap());
}
