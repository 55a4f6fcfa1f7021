use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEventKind};

use crate::app::{Action, Key, State, action_for};

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
    Some(match event.code {
        KeyCode::Char(c) if held(KeyModifiers::CONTROL) => Key::Ctrl(c.to_ascii_lowercase()),
        KeyCode::Char(c) if held(KeyModifiers::ALT) => Key::Alt(c),
        KeyCode::Char(c) => Key::Char(c),
        KeyCode::Left if held(KeyModifiers::ALT) => Key::AltLeft,
        KeyCode::Right if held(KeyModifiers::ALT) => Key::AltRight,
        KeyCode::Tab if held(KeyModifiers::SHIFT) => Key::BackTab,
        KeyCode::Tab => Key::Tab,
        KeyCode::BackTab => Key::BackTab,
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Esc,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Delete => Key::Delete,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::F(n) => Key::F(n),
        _ => return None,
    })
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
