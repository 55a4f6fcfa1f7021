use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEventKind};

use crate::app::{Action, Key, State, action_for};
use crate::config::{self, Code};

/// Rows a notch of the wheel moves.
const NOTCH: isize = 3;

/// What `event` asks for in `state`.
pub(super) fn action(event: Event, state: &State) -> Option<Action> {
    match event {
        // Windows reports a release for every press, so only presses count.
        Event::Key(event) if event.is_release() => None,
        Event::Key(event) => action_for(key(event)?, state),
        Event::Mouse(mouse) => {
            let (x, y) = (mouse.column, mouse.row);
            match mouse.kind {
                MouseEventKind::ScrollDown => Some(Action::Wheel { x, y, rows: NOTCH }),
                MouseEventKind::ScrollUp => Some(Action::Wheel { x, y, rows: -NOTCH }),
                MouseEventKind::Down(MouseButton::Left) => Some(Action::Click { x, y }),
                _ => None,
            }
        }
        Event::Paste(text) => Some(Action::Paste(text)),
        Event::Resize(width, height) => Some(Action::Resize { width, height }),
        Event::FocusGained | Event::FocusLost => None,
    }
}

fn key(event: KeyEvent) -> Option<Key> {
    let held = |modifier| event.modifiers.contains(modifier);
    let code = match event.code {
        KeyCode::Char(c) => Code::Char(c),
        KeyCode::Tab | KeyCode::BackTab => Code::Tab,
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Insert => Code::Insert,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        KeyCode::F(n) => Code::F(n),
        _ => return None,
    };
    let key = config::Key {
        code,
        ctrl: held(KeyModifiers::CONTROL),
        alt: held(KeyModifiers::ALT),
        shift: held(KeyModifiers::SHIFT) || event.code == KeyCode::BackTab,
    };
    Some(key.normal().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(code: KeyCode, modifiers: KeyModifiers, expected: Option<Key>) {
        assert_eq!(key(KeyEvent::new(code, modifiers)), expected);
    }

    #[test]
    fn keys_lose_their_library() {
        check(KeyCode::Char('J'), KeyModifiers::SHIFT, Some(Key::Char('J')));
        check(KeyCode::Char('C'), KeyModifiers::CONTROL, Some(Key::Ctrl('c')));
        check(KeyCode::BackTab, KeyModifiers::SHIFT, Some(Key::BackTab));
        check(KeyCode::Left, KeyModifiers::ALT, Some(Key::AltLeft));
        check(KeyCode::CapsLock, KeyModifiers::NONE, None);
    }
}
