//! Where the lists over the panes stand, and what a click in them means.

use super::action::{Command, Effect};
use super::area::Area;
use super::mode::Mode;
use super::narrow::Narrow;
use super::state::State;
use crate::text::width::width;

/// Rows of the timeline above its list: the count, who speaks, the band, the place read.
const TIMELINE_HEAD: u16 = 4;

impl State {
    /// A box of at most `width` by `height` in the middle of the screen.
    pub fn centred(&self, width: usize, height: usize) -> Area {
        let cells = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
        let width = cells(width).min(self.width);
        // The status line stays in view where there is room for it.
        let height = cells(height).min(self.height.saturating_sub(u16::from(self.height > 6)));
        Area::new((self.width - width) / 2, (self.height - height) / 2, width, height)
    }

    /// Where the list over the panes stands, its frame with it; empty without one.
    pub fn popup(&self) -> Area {
        let narrowed = |list: &Narrow| self.centred(100, (list.total() + 3).clamp(6, 26));
        let area = match self.mode {
            Mode::Jump => self.jump.as_ref().map(|jump| narrowed(&jump.list)),
            Mode::Palette => self.palette.as_ref().map(|palette| narrowed(&palette.list)),
            Mode::People => {
                self.people.as_ref().map(|list| self.centred(96, (list.rows().len() + 5).min(28)))
            }
            Mode::Timeline => self.timeline.as_ref().map(|list| {
                let rows = list.rows().len() + usize::from(TIMELINE_HEAD) + 2;
                self.centred(96, rows.min(28))
            }),
            Mode::Hits => self.hits.as_ref().map(|list| {
                let rows = list.n_hits() + list.n_groups().1 + 2;
                self.centred(100, rows.clamp(4, 30))
            }),
            Mode::Notes => {
                Some(self.centred(100, (self.note_heights().sum::<usize>() + 2).clamp(5, 26)))
            }
            Mode::Menu => self.menu.as_ref().map(|menu| {
                let entries = menu.entries().rows().iter().map(|entry| width(&entry.words) + 8);
                let wide = entries.max().unwrap_or(0).max(width(menu.title()) + 6);
                self.centred(wide, menu.entries().rows().len() + 2)
            }),
            Mode::Documents => Some(self.list_area()),
            _ => None,
        };
        area.unwrap_or_default()
    }

    /// The rows of that list.
    pub fn popup_rows(&self) -> Area {
        let area = self.popup();
        let (above, below) = match self.mode {
            Mode::Jump | Mode::Palette => (1, 0),
            Mode::Documents => (1 + u16::from(self.list_has_heads()), 0),
            // Below stand the other names of the one chosen.
            Mode::People => (1, 1),
            Mode::Timeline => (TIMELINE_HEAD, 0),
            _ => (0, 0),
        };
        let inside = Area {
            x: area.x + 1,
            y: area.y + 1,
            width: area.width.saturating_sub(2),
            height: area.height.saturating_sub(2),
        };
        let above = u16::min(above, inside.height);
        Area { y: inside.y + above, height: inside.height.saturating_sub(above + below), ..inside }
    }

    /// A click on a row of the list takes it.
    pub(super) fn click_popup(&mut self, x: u16, y: u16) -> Effect {
        let rows = self.popup_rows();
        if self.mode == Mode::Timeline && y + TIMELINE_HEAD > rows.y && y < rows.y {
            self.click_band(x);
            return Effect::None;
        }
        if !rows.contains(x, y) {
            return Effect::None;
        }
        let (row, height) = (usize::from(y - rows.y), usize::from(rows.height));
        if self.choose_row(row, height) {
            self.perform(Command::Accept, None)
        } else {
            Effect::None
        }
    }

    /// A click on the timeline's band goes to that part of the text.
    fn click_band(&mut self, x: u16) {
        let band = self.popup_band();
        if (band.x..band.right()).contains(&x) {
            let part = usize::from(x - band.x) * 100 / usize::from(band.width);
            self.close_timeline();
            self.scroll_to_percent(part);
        }
    }

    /// Where the timeline's band stands, with what belongs to it above and below.
    pub fn popup_band(&self) -> Area {
        let rows = self.popup_rows();
        let (x, width) = (rows.x + 1, rows.width.saturating_sub(2));
        let y = rows.y.saturating_sub(TIMELINE_HEAD);
        Area { x, y, width, height: rows.y - y }
    }

    /// Chooses what stands in `row` of `height`; tells whether anything does.
    fn choose_row(&mut self, row: usize, height: usize) -> bool {
        match self.mode {
            Mode::Jump => {
                self.jump.as_mut().is_some_and(|jump| jump.list.matches_mut().choose(row, height))
            }
            Mode::Palette => self
                .palette
                .as_mut()
                .is_some_and(|palette| palette.list.matches_mut().choose(row, height)),
            Mode::People => self.people.as_mut().is_some_and(|list| list.choose(row, height)),
            Mode::Timeline => self.timeline.as_mut().is_some_and(|list| list.choose(row, height)),
            Mode::Hits => self.hits.as_mut().is_some_and(|list| list.choose(row, height)),
            Mode::Menu => self.menu.as_mut().is_some_and(|menu| menu.entries.choose(row, height)),
            Mode::Notes => self.choose_note(row, height),
            Mode::Documents => {
                self.desk.list.as_mut().is_some_and(|list| list.rows.choose(row, height))
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::{Action, Extent, Key, action_for, fixture, update};
    use super::*;

    fn state(keys: &str) -> State {
        let topics: String = (0..60).map(|n| format!("# Topic {n}\nX: “Words {n}.”\n\n")).collect();
        let talk = "@?Cy Oh, Daily: Why?\n@Bo Li: Soon, I hope, or later.\n";
        let briefing = Arc::new(fixture::briefing(&(topics + talk)));
        let mut state = State::new(briefing, Extent::Whole, 100, 24);
        for name in keys.split(' ') {
            let key = match name {
                "tab" => Key::Tab,
                "^l" => Key::Ctrl('l'),
                "^s" => Key::Ctrl('s'),
                name => Key::Char(name.chars().next().unwrap()),
            };
            if let Some(action) = action_for(key, &state) {
                update(&mut state, action);
            }
        }
        state
    }

    /// The mode and the topic after `keys` and a click in `row` of the list.
    #[track_caller]
    fn check(keys: &str, row: u16, expected: (Mode, usize)) {
        let mut state = state(keys);
        let rows = state.popup_rows();
        assert!(!rows.is_empty(), "no list is open");
        update(&mut state, Action::Click { x: rows.x + 3, y: rows.y + row });
        assert_eq!((state.mode(), state.topic()), expected);
    }

    #[test]
    fn a_click_takes_what_is_under_it() {
        check("t", 3, (Mode::Reading, 3));
        check("t 5 9", 0, (Mode::Reading, 59));
        check(": n e x t - t", 0, (Mode::Reading, 1));
        check("p", 1, (Mode::Reading, 0));
        check("p tab", 1, (Mode::Reading, 59));
        check("/ 5 ^l", 0, (Mode::Reading, 5));
        check("/ 5 ^l", 4, (Mode::Reading, 15));
        check("] ] m a g g M", 0, (Mode::Reading, 2));
        check("a N ^s ] ] m a g g M", 2, (Mode::Reading, 2));
    }

    #[test]
    fn a_click_on_the_band_goes_to_that_part_of_the_text() {
        let mut state = state("p tab");
        let band = state.popup_band();
        update(&mut state, Action::Click { x: band.x + band.width / 2, y: band.y + 2 });
        assert_eq!((state.mode(), state.topic()), (Mode::Reading, 30));
        update(&mut state, Action::Do(Command::Back));
        assert_eq!(state.topic(), 0);
    }

    #[test]
    fn a_click_beside_it_takes_nothing() {
        check("p", 9, (Mode::People, 0));
        check("p tab", 0, (Mode::Timeline, 0));
        let mut state = state("t");
        update(&mut state, Action::Click { x: 2, y: 0 });
        assert_eq!(state.mode(), Mode::Jump);
    }
}
