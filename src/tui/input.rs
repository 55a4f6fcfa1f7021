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

/// Takes out the terminal's late answers to a question, which arrive as if they were
/// typed: Alt-], the answer, Alt-\ or Ctrl-G.
#[derive(Default)]
pub(super) struct Replies {
    /// The beginning of an answer whose end has not come yet.
    begun: Vec<Event>,
}

impl Replies {
    /// What of `events` was typed.
    pub(super) fn without(&mut self, events: Vec<Event>) -> Vec<Event> {
        let mut kept: Vec<Event> = Vec::with_capacity(events.len());
        for event in events {
            if !self.begun.is_empty() && ends(&event) {
                self.begun.clear();
            } else if is(&event, ']', KeyModifiers::ALT) || self.goes_on(&event) {
                self.begun.push(event);
            } else {
                kept.append(&mut self.begun);
                kept.push(event);
            }
        }
        // The key alone was typed: an answer says more at once.
        if self.begun.len() == 1 {
            kept.append(&mut self.begun);
        }
        kept
    }

    /// Whether `event` can be the next letter of the answer: `11;rgb:0000/0000/0000`.
    fn goes_on(&self, event: &Event) -> bool {
        let letter = event.as_key_event().filter(|key| key.modifiers.is_empty());
        let letter = letter.and_then(|key| key.code.as_char());
        !self.begun.is_empty()
            && self.begun.len() < LONGEST_REPLY
            && letter.is_some_and(|c| c.is_ascii_hexdigit() || ";:/rgb?".contains(c))
    }
}

/// More letters than any answer to what the reader asks has.
const LONGEST_REPLY: usize = 64;

fn ends(event: &Event) -> bool {
    is(event, '\\', KeyModifiers::ALT) || is(event, 'g', KeyModifiers::CONTROL)
}

fn is(event: &Event, c: char, held: KeyModifiers) -> bool {
    event.as_key_event().is_some_and(|key| key.code == KeyCode::Char(c) && key.modifiers == held)
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
        let answer = |words: &str| {
            let mut events = vec![typed(']', KeyModifiers::ALT)];
            events.extend(plain(words));
            events
        };
        let end = typed('\\', KeyModifiers::ALT);
        let mut all = plain("j");
        all.extend(answer("11;rgb:0000/0000/0000"));
        all.push(end.clone());
        all.extend(plain("k"));
        assert_eq!(Replies::default().without(all), plain("jk"));
        let mut replies = Replies::default();
        assert_eq!(replies.without(answer("11;rg")), []);
        assert_eq!(replies.without(plain("b:0000/0000/0000")), []);
        assert_eq!(replies.without(vec![end]), []);
        assert_eq!(replies.without(plain("b")), plain("b"));
    }

    #[test]
    fn what_is_no_answer_was_typed() {
        let typed = |c, held| Event::Key(KeyEvent::new(KeyCode::Char(c), held));
        let keys = vec![typed(']', KeyModifiers::ALT), typed('j', KeyModifiers::NONE)];
        assert_eq!(Replies::default().without(keys.clone()), keys);
        let mut replies = Replies::default();
        assert_eq!(replies.without(vec![keys[0].clone()]), [keys[0].clone()]);
        assert_eq!(replies.without(vec![keys[1].clone()]), [keys[1].clone()]);
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
