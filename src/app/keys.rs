//! Key presses, and what they ask for where the reader is.

use super::action::{Action, Command, Edit};
use super::bindings::Stroke;
use super::mode::Mode;
use super::state::State;
use Key::*;

/// A key press, free of any terminal library.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    /// A letter or sign as typed, shift included.
    Char(char),
    /// With Ctrl; the letter in lower case.
    Ctrl(char),
    Alt(char),
    Enter,
    Esc,
    Tab,
    BackTab,
    Backspace,
    Delete,
    Up,
    Down,
    Left,
    Right,
    AltLeft,
    AltRight,
    Home,
    End,
    PageUp,
    PageDown,
    F(u8),
    /// Any other that a settings file may name: `ctrl-down`.
    Other(crate::config::Key),
}
/// What `key` asks for in `state`; `None` for a key without a meaning there.
pub fn action_for(key: Key, state: &State) -> Option<Action> {
    let mode = state.mode();
    if state.letter.is_some() && key != Ctrl('c') {
        return Some(Action::Letter(if let Char(c) = key { Some(c) } else { None }));
    }
    if let (Mode::Menu, Char(c)) = (mode, key)
        && state.menu_takes(c)
    {
        return Some(Action::Letter(Some(c)));
    }
    match state.bindings.stroke(mode, key) {
        Stroke::Do(command) => return Some(Action::Do(command)),
        Stroke::Begin => return Some(Action::Begin(key)),
        Stroke::Break => return Some(Action::BreakOff(key)),
        Stroke::Free => {}
    }
    if matches!(mode, Mode::Reading | Mode::Select)
        && let Char(digit) = key
        && let Some(digit) = digit.to_digit(10)
    {
        return Some(Action::Digit(digit as usize));
    }
    if key == Ctrl('z') {
        return Some(Action::Do(Command::Suspend));
    }
    if let (Mode::Menu, Char(c)) = (mode, key) {
        return Some(Action::Letter(Some(c)));
    }
    if mode.types() { edit(key).map(Action::Edit) } else { None }
}

fn edit(key: Key) -> Option<Edit> {
    Some(match key {
        Char(c) => Edit::Insert(c),
        Backspace | Ctrl('h') => Edit::DeleteBack,
        Key::Delete => Edit::DeleteNext,
        Ctrl('w') => Edit::DeleteWord,
        Ctrl('u') => Edit::DeleteLine,
        Left | Ctrl('b') => Edit::Left,
        Right | Ctrl('f') => Edit::Right,
        Home | Ctrl('a') => Edit::Start,
        End | Ctrl('e') => Edit::End,
        Enter => Edit::Newline,
        Up => Edit::Up,
        Down => Edit::Down,
        _ => return None,
    })
}

impl std::fmt::Display for Key {
    /// As help and footer print it: `j`, `Ctrl-O`, `Space`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Char(' ') => f.write_str("Space"),
            Char(c) => write!(f, "{c}"),
            Ctrl(' ') => f.write_str("Ctrl-Space"),
            Alt(' ') => f.write_str("Alt-Space"),
            Ctrl(c) => write!(f, "Ctrl-{}", c.to_ascii_uppercase()),
            Alt(c) => write!(f, "Alt-{c}"),
            F(n) => write!(f, "F{n}"),
            Other(key) => write!(f, "{key}"),
            Esc => f.write_str("Esc"),
            BackTab => f.write_str("Shift-Tab"),
            Up => f.write_str("↑"),
            Down => f.write_str("↓"),
            Left => f.write_str("←"),
            Right => f.write_str("→"),
            AltLeft => f.write_str("Alt-←"),
            AltRight => f.write_str("Alt-→"),
            Key::PageUp => f.write_str("PgUp"),
            Key::PageDown => f.write_str("PgDn"),
            other => write!(f, "{other:?}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_print_as_they_are_typed() {
        assert_eq!(Char(' ').to_string(), "Space");
        assert_eq!(Ctrl('o').to_string(), "Ctrl-O");
        assert_eq!(Ctrl(' ').to_string(), "Ctrl-Space");
        assert_eq!(Key::PageDown.to_string(), "PgDn");
        assert_eq!(Enter.to_string(), "Enter");
    }
}
