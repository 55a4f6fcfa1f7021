//! What the reader does to the layout: sizes of panes by keys and by dragging, the width
//! of the text, zen mode.

use super::area::{Frame, Pane, Panes};
use super::state::State;
use crate::config::{Borders, Config, Layout};

/// How the screen is shared out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shape {
    pub layout: Layout,
    /// Cells of the topics' pane as the reader wants it, without the line it shares.
    pub topics: Option<u16>,
    pub quotes: Option<u16>,
    pub zen: Zen,
}

/// Whether the text has the screen for itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Zen {
    #[default]
    Off,
    On,
}

impl Default for Shape {
    fn default() -> Shape {
        Shape { layout: Config::default().layout, topics: None, quotes: None, zen: Zen::Off }
    }
}

impl Shape {
    /// The lines around panes that stand side by side.
    pub(super) fn frame(&self) -> Frame {
        match self.layout.borders {
            Borders::None => Frame::Bare,
            Borders::Line | Borders::Ascii => Frame::Full,
        }
    }
}

/// A line between panes that is held with the mouse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Held {
    edge: Edge,
    x: u16,
    y: u16,
    motion: Motion,
}

/// What became of it since.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Motion {
    None,
    Sizing,
    Scrolling,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Edge {
    Topics,
    Quotes,
}

/// The least room a pane or the text may have, in cells.
const LEAST: u16 = 10;
/// Cells a key moves the edge of a pane, or both edges of the text.
const STEP: u16 = 4;

impl State {
    /// How boxes are drawn.
    pub fn borders(&self) -> Borders {
        self.shape.layout.borders
    }

    pub(super) fn toggle_zen(&mut self) {
        self.shape.zen = match self.shape.zen {
            Zen::Off => Zen::On,
            Zen::On => Zen::Off,
        };
        if self.shape.zen == Zen::On {
            self.focus = Pane::Body;
            let keys = super::TABLE.iter().find(|row| row.command == super::Command::Zen);
            let key = keys.and_then(|row| self.keys_of(row).into_iter().next());
            self.tell(&format!("{} brings the panes back", key.unwrap_or_default()));
        }
    }

    /// The width of the text, `by` cells more or less.
    pub(super) fn widen_text(&mut self, by: i32) {
        let now = i32::from(self.view.text.width);
        let to = (now + by).clamp(i32::from(LEAST), 400);
        self.measure = u16::try_from(to).unwrap_or(LEAST);
        self.own_measure = true;
        self.settle();
        if by > 0 && i32::from(self.view.text.width) < to {
            self.measure = self.view.text.width;
            self.tell("the text is as wide as its pane");
        } else {
            self.tell(&format!("the text is {} cells wide", self.view.text.width));
        }
    }

    /// Makes the pane with the focus wider by `by` cells; of the body the lists give.
    pub(super) fn widen_pane(&mut self, by: i32) {
        match self.focus {
            Pane::Topics => self.size_topics(i32::from(self.topics_size()) + by),
            Pane::Quotes => self.size_quotes(i32::from(self.quotes_size()) + by),
            Pane::Body => {
                self.size_topics(i32::from(self.topics_size()) - by / 2);
                self.settle();
                self.size_quotes(i32::from(self.quotes_size()) - by / 2);
            }
        }
    }

    pub(super) fn widen_by_key(&mut self, sign: i32) {
        if self.width < self.shape.layout.two_panes_from {
            return self.tell("one pane has the whole screen here");
        }
        let before = self.view.panes;
        self.widen_pane(sign * i32::from(STEP));
        self.settle();
        if self.view.panes == before {
            let how = if sign > 0 { "wider" } else { "narrower" };
            self.tell(&format!("the pane gets no {how}"));
        }
    }

    pub(super) fn widen_text_by_key(&mut self, sign: i32) {
        self.widen_text(sign * i32::from(STEP));
    }

    /// Sizes as the settings have them.
    pub(super) fn usual_sizes(&mut self) {
        (self.shape.topics, self.shape.quotes) = (None, None);
        self.measure = self.config.measure();
        self.own_measure = false;
        self.tell("panes and text are as wide as usual");
    }

    fn topics_size(&self) -> u16 {
        self.view.panes.topics.width.saturating_sub(1)
    }

    fn quotes_size(&self) -> u16 {
        self.view.panes.quotes.width.saturating_sub(1)
    }

    fn size_topics(&mut self, to: i32) {
        if self.topics_size() > 0 {
            let most = self.width.saturating_sub(self.quotes_size() + LEAST).max(LEAST);
            self.shape.topics = Some(clamped(to, most));
        }
    }

    fn size_quotes(&mut self, to: i32) {
        if self.quotes_size() > 0 {
            let most = self.width.saturating_sub(self.topics_size() + LEAST).max(LEAST);
            self.shape.quotes = Some(clamped(to, most));
        }
    }

    /// The button goes down on a line between panes; tells whether it did.
    pub(super) fn hold_edge(&mut self, x: u16, y: u16) -> bool {
        let panes = &self.view.panes;
        if matches!(panes.frame, Frame::Titles | Frame::Zen) {
            return false;
        }
        let inner = |area: super::Area| (area.y + 1..area.bottom().saturating_sub(1)).contains(&y);
        let edge = match panes {
            Panes { topics, .. }
                if topics.width > 1 && x + 1 == topics.right() && inner(*topics) =>
            {
                Edge::Topics
            }
            Panes { quotes, .. } if quotes.width > 1 && x == quotes.x && inner(*quotes) => {
                Edge::Quotes
            }
            _ => return false,
        };
        self.held = Some(Held { edge, x, y, motion: Motion::None });
        true
    }

    /// Moves the line that is held, or the text when the mouse goes along the line where
    /// the scroll bar is; tells whether one is held.
    pub(super) fn drag_edge(&mut self, x: u16, y: u16) -> bool {
        let Some(held) = self.held else { return false };
        if held.motion == Motion::Sizing || (held.motion == Motion::None && x != held.x) {
            match held.edge {
                Edge::Topics => self.size_topics(i32::from(x)),
                Edge::Quotes => self.size_quotes(i32::from(self.width) - i32::from(x) - 1),
            }
            self.held = Some(Held { motion: Motion::Sizing, ..held });
        } else if y != held.y || held.motion == Motion::Scrolling {
            self.click_track(held.x, y);
            self.held = Some(Held { motion: Motion::Scrolling, ..held });
        }
        true
    }

    /// Lets go of the line; where it was not moved, it was a click on the scroll bar.
    pub(super) fn let_go(&mut self) {
        if let Some(held) = self.held.take().filter(|held| held.motion == Motion::None) {
            self.click_track(held.x, held.y);
        }
    }

    /// The sizes the reader has chosen, by name.
    pub(super) fn kept_sizes(&self) -> Vec<(String, u16)> {
        let text = Some(self.measure).filter(|_| self.own_measure);
        let sizes = [("topics", self.shape.topics), ("quotes", self.shape.quotes), ("text", text)];
        sizes.into_iter().filter_map(|(name, size)| Some((name.to_owned(), size?))).collect()
    }

    pub(super) fn take_sizes(&mut self, sizes: &[(String, u16)]) {
        for (name, size) in sizes {
            let size = (*size).clamp(LEAST, 400);
            match name.as_str() {
                "topics" => self.shape.topics = Some(size),
                "quotes" => self.shape.quotes = Some(size),
                "text" => (self.measure, self.own_measure) = (size, true),
                _ => {}
            }
        }
    }
}

fn clamped(to: i32, most: u16) -> u16 {
    u16::try_from(to.clamp(i32::from(LEAST), i32::from(most))).unwrap_or(LEAST)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::{Action, Command, Extent, fixture, update};
    use super::*;
    use crate::app::Reopen;

    fn state(width: u16) -> State {
        let text: String = (0..40).map(|n| format!("# T{n}\nX: “Words {n}.”\n\n")).collect();
        State::new(Arc::new(fixture::briefing(&text)), Extent::Whole, width, 30)
    }

    fn drag(state: &mut State, from: (u16, u16), to: (u16, u16)) {
        update(state, Action::Click { x: from.0, y: from.1 });
        update(state, Action::Drag { x: to.0, y: to.1 });
        update(state, Action::Release { x: to.0, y: to.1 });
    }

    #[test]
    fn borders_are_dragged_and_kept() {
        let mut state = state(120);
        let edge = state.panes().topics.right() - 1;
        drag(&mut state, (edge, 10), (40, 11));
        assert_eq!(state.panes().topics.right() - 1, 40);
        let quotes = state.panes().quotes.x;
        drag(&mut state, (quotes, 10), (quotes - 5, 10));
        assert_eq!(state.panes().quotes.x, quotes - 5);
        let record = state.kept(1);
        let mut again = self::state(120);
        again.take_up(record, Reopen::WhereLeft);
        assert_eq!(again.panes().topics, state.panes().topics);
        assert_eq!(again.panes().quotes, state.panes().quotes);
        update(&mut again, Action::Do(Command::UsualSizes));
        assert_eq!(again.panes().topics, self::state(120).panes().topics);
    }

    #[test]
    fn a_click_on_the_scroll_bar_is_no_drag() {
        let mut state = state(120);
        let before = *state.panes();
        let x = before.quotes.x;
        drag(&mut state, (x, 20), (x, 20));
        assert!(state.topic() > 10 && *state.panes() == before);
        drag(&mut state, (x, 20), (x, 3));
        assert!(state.topic() < 5 && *state.panes() == before);
    }

    #[test]
    fn panes_keep_room_for_one_another() {
        for width in [60, 80, 100, 200] {
            let mut state = state(width);
            for _ in 0..60 {
                state.focus = Pane::Topics;
                update(&mut state, Action::Do(Command::WidenPane));
            }
            let body = state.panes().content(Pane::Body);
            assert!(!body.is_empty() && body.right() <= width, "{width}: {body:?}");
        }
    }

    #[test]
    fn zen_shows_the_text_alone() {
        let mut state = state(120);
        update(&mut state, Action::Do(Command::Zen));
        let panes = state.panes();
        assert!(panes.topics.is_empty() && panes.quotes.is_empty() && panes.header.is_empty());
        update(&mut state, Action::Do(Command::NextPane));
        assert!(!state.panes().topics.is_empty(), "another pane is asked for");
    }

    #[test]
    fn the_text_is_as_wide_as_wanted() {
        let mut state = state(200);
        let before = state.view().text.width;
        update(&mut state, Action::Do(Command::NarrowText));
        assert_eq!(state.view().text.width, before - STEP);
        update(&mut state, Action::Do(Command::WidenText));
        assert_eq!(state.view().text.width, before);
    }
}
