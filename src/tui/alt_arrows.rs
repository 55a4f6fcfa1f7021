//! Arrows with Alt held as GNU screen, rxvt and PuTTY send them: Esc before the arrow.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

/// `events` with each Esc, `[`, `A` to `D` that came at once as the one key it was.
/// Apart they would close a list, go to another topic and open the documents.
pub(super) fn joined(events: Vec<Event>) -> Vec<Event> {
    let mut kept: Vec<Event> = Vec::with_capacity(events.len());
    for event in events {
        let arrow = kept.last_chunk::<2>().and_then(|before| opt_arrow(before, &event));
        match arrow {
            Some(code) => {
                kept.truncate(kept.len() - 2);
                kept.push(Event::Key(KeyEvent::new(code, KeyModifiers::ALT)));
            }
            None => kept.push(event),
        }
    }
    kept
}

fn opt_arrow([esc, bracket]: &[Event; 2], last: &Event) -> Option<KeyCode> {
    let code = |event: &Event| event.as_key_press_event().map(|key| key.code);
    if code(esc) != Some(KeyCode::Esc) || code(bracket) != Some(KeyCode::Char('[')) {
        return None;
    }
    match code(last)? {
        KeyCode::Char('A') => Some(KeyCode::Up),
        KeyCode::Char('B') => Some(KeyCode::Down),
        KeyCode::Char('C') => Some(KeyCode::Right),
        KeyCode::Char('D') => Some(KeyCode::Left),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(code: KeyCode) -> Event {
        Event::Key(KeyEvent::new(code, KeyModifiers::NONE))
    }

    #[test]
    fn esc_before_an_arrow_is_alt() {
        let [esc, bracket] = [KeyCode::Esc, KeyCode::Char('[')].map(typed);
        let [a, d, j] = ['A', 'D', 'j'].map(|c| typed(KeyCode::Char(c)));
        let alt = |code| Event::Key(KeyEvent::new(code, KeyModifiers::ALT));
        let twice = vec![esc.clone(), bracket.clone(), a, esc.clone(), bracket.clone(), d.clone()];
        assert_eq!(joined(twice), [alt(KeyCode::Up), alt(KeyCode::Left)]);
        let others = vec![esc.clone(), bracket.clone(), j, bracket, d, esc];
        assert_eq!(joined(others.clone()), others);
    }
}
