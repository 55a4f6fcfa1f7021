use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEventKind};

use crate::app::{Action, Key, State, action_for};
use crate::config::{self, Code};

/// What `event` asks for in `state`; a notch of the wheel moves `notch` rows.
pub(super) fn action(event: Event, state: &State, notch: isize) -> Option<Action> {
    match event {
        // Windows reports a release for every press, so only presses count.
        Event::Key(event) if event.is_release() => None,
        Event::Key(event) => action_for(key(event)?, state),
        Event::Mouse(mouse) => {
            let (x, y) = (mouse.column, mouse.row);
            match mouse.kind {
                MouseEventKind::ScrollDown => Some(Action::Wheel { x, y, rows: notch }),
                MouseEventKind::ScrollUp => Some(Action::Wheel { x, y, rows: -notch }),
                MouseEventKind::Down(MouseButton::Left) => Some(Action::Click { x, y }),
                MouseEventKind::Drag(MouseButton::Left) => Some(Action::Drag { x, y }),
                MouseEventKind::Up(MouseButton::Left) => Some(Action::Release { x, y }),
                _ => None,
            }
        }
        Event::Paste(text) => Some(Action::Paste(text)),
        Event::Resize(width, height) => Some(Action::Resize { width, height }),
        Event::FocusGained | Event::FocusLost => None,
    }
}

/// `events` without the terminal's late answer to a question, which arrives as if it
/// were typed: Alt-], the answer, Alt-\ or Ctrl-G.
pub(super) fn without_replies(events: Vec<Event>) -> Vec<Event> {
    let is = |event: &Event, c: char, held: KeyModifiers| {
        event
            .as_key_event()
            .is_some_and(|key| key.code == KeyCode::Char(c) && key.modifiers == held)
    };
    let mut kept: Vec<Event> = Vec::with_capacity(events.len());
    let mut answer: Vec<Event> = Vec::new();
    for event in events {
        let ends = is(&event, '\\', KeyModifiers::ALT) || is(&event, 'g', KeyModifiers::CONTROL);
        if answer.is_empty() && !is(&event, ']', KeyModifiers::ALT) {
            kept.push(event);
        } else if ends {
            answer.clear();
        } else {
            answer.push(event);
        }
    }
    // Without an end it was typed after all.
    kept.append(&mut answer);
    kept
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
    fn a_late_answer_of_the_terminal_is_no_typing() {
        let typed = |c, held| Event::Key(KeyEvent::new(KeyCode::Char(c), held));
        let plain = |words: &str| {
            words.chars().map(|c| typed(c, KeyModifiers::NONE)).collect::<Vec<Event>>()
        };
        let mut events = plain("j");
        events.push(typed(']', KeyModifiers::ALT));
        events.extend(plain("11;rgb:0000/0000/0000"));
        assert_eq!(without_replies(events.clone()), events);
        events.push(typed('\\', KeyModifiers::ALT));
        events.extend(plain("k"));
        assert_eq!(without_replies(events), plain("jk"));
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
