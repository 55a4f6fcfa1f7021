use super::action::Effect;
use super::area::{Area, Pane};
use super::mode::Mode;
use super::state::State;

impl State {
    /// The wheel scrolls the pane under it and leaves the focus where it is.
    pub(super) fn wheel(&mut self, x: u16, y: u16, rows: isize) {
        if !matches!(self.mode, Mode::Reading | Mode::Select) {
            return self.wheel_list(rows);
        }
        let Some(pane) = self.view.panes.at(x, y) else { return };
        let n = match pane {
            Pane::Body => rows.unsigned_abs(),
            Pane::Topics | Pane::Quotes => 1,
        };
        if rows > 0 { self.move_down(pane, n) } else { self.move_up(pane, n) }
    }

    /// The wheel over whatever lies on the panes.
    fn wheel_list(&mut self, rows: isize) {
        let step = rows.signum();
        match self.mode {
            Mode::People => self.step_people(step),
            Mode::Timeline => self.step_timeline(step),
            Mode::Notes => self.step_notes(step),
            Mode::Documents => self.step_list(step),
            Mode::Jump => self.step_jump(step),
            Mode::Palette => self.step_palette(step),
            Mode::Hits => self.step_hits(step),
            Mode::Menu => self.step_menu(step),
            Mode::Help | Mode::FindHelp => self.scroll_help(rows),
            _ => {}
        }
    }

    /// A click gives its pane the focus and selects what it meets.
    pub(super) fn click(&mut self, x: u16, y: u16) -> Effect {
        if self.mode == Mode::Select {
            self.close_select();
        }
        match self.mode {
            Mode::Reading
                if self.view.panes.header.contains(x, y) && self.desk.open().len() > 1 =>
            {
                return self.open_list();
            }
            Mode::Reading => self.click_pane(x, y),
            _ => return self.click_popup(x, y),
        }
        Effect::None
    }

    fn click_pane(&mut self, x: u16, y: u16) {
        if self.hold_edge(x, y) {
            return;
        }
        let Some(pane) = self.view.panes.at(x, y) else { return };
        let on_foot = self.view.panes.foot.contains(x, y);
        if on_foot {
            if let Some(quote) = self.quote {
                self.show_quote(quote);
            }
            return;
        }
        if pane == Pane::Body && self.click_track(x, y) {
            return;
        }
        self.focus = pane;
        if pane == Pane::Body && self.press(x, y) {
            return;
        }
        let area = self.view.panes.content(pane);
        if !area.contains(x, y) {
            return;
        }
        let row = usize::from(y - area.y);
        match pane {
            Pane::Topics => self.click_topic(row),
            Pane::Body => self.click_body(row, x, y),
            Pane::Quotes => self.click_quote(row),
        }
    }

    /// A click on the strip of speakers or the scroll bar goes to that part of the text.
    pub(super) fn click_track(&mut self, x: u16, y: u16) -> bool {
        let area = self.view.panes.content(Pane::Body);
        let on_track = x + 1 >= area.right() && (area.y..area.bottom()).contains(&y);
        if on_track {
            let percent = usize::from(y - area.y) * 100 / usize::from(area.height).max(1);
            self.scroll_to_percent(percent);
        }
        on_track
    }

    fn click_topic(&mut self, row: usize) {
        let at = self.view.topics_top + row;
        if at < self.briefing.sections.len() {
            self.leave();
            self.show_topic(at);
        }
    }

    /// A click on somebody's words selects the quote; beside them, the row's last.
    fn click_body(&mut self, row: usize, x: u16, y: u16) {
        let Some(line) = self.view.lines.get(row).filter(|line| !line.span.is_empty()) else {
            return;
        };
        if self.is_derived(line.block) {
            return;
        }
        let quotes = self.listed.touching(&self.briefing, line.span);
        let byte = self.byte_at(x, y);
        let on = |quote: &&usize| {
            let quote = self.briefing.quotes.get(**quote);
            quote.zip(byte).is_some_and(|(quote, byte)| quote.span.contains(byte))
        };
        if let Some(&quote) = quotes.iter().rev().find(on).or(quotes.last()) {
            self.quote = Some(quote);
            self.at =
                line.span.start.max(self.briefing.quotes.get(quote).map_or(0, |q| q.span.start));
        }
    }

    fn click_quote(&mut self, row: usize) {
        let mut below = 0;
        let hit = self.view.cards.iter().find(|card| {
            below += card.height();
            row < below
        });
        if let Some(quote) = hit.map(|card| card.quote) {
            self.leave();
            self.show_quote(quote);
        }
    }

    /// The scroll bar's thumb in a track of `track`: first row and length.
    pub fn thumb(&self, track: Area) -> (u16, u16) {
        let height = f64::from(track.height);
        let length =
            ((self.view.read - self.view.above) * height).ceil().clamp(1.0, height.max(1.0));
        let start = (self.view.above * height).floor().min(height - length).max(0.0);
        (start as u16, length as u16)
    }
}
