//! What the keys do while reading.

use super::action::{Command, Effect};
use super::area::Pane;
use super::blocks::Furnishing;
use super::hindrance::Way;
use super::kept::Letter;
use super::state::State;
use crate::export;

impl State {
    /// Does `command`, `count` times where it can be repeated; says why when it cannot be
    /// done.
    pub(super) fn read(&mut self, command: Command, count: Option<usize>) -> Effect {
        if let Some(why) = self.opt_hindrance(command) {
            self.tell(&why);
            return Effect::None;
        }
        self.travel(command, count)
            .or_else(|| self.arrange(command))
            .or_else(|| self.list_quotes(command))
            .or_else(|| self.open(command, count))
            .or_else(|| self.take_away(command))
            .unwrap_or(Effect::None)
    }

    /// Moves through the text and its lists; `None` for what is no move.
    fn travel(&mut self, command: Command, count: Option<usize>) -> Option<Effect> {
        let n = count.unwrap_or(1);
        let page = self.page_height();
        match command {
            Command::LineDown => self.move_on(n),
            Command::LineUp => self.move_back(n),
            Command::PageDown => self.move_on(n * self.stride(page)),
            Command::PageUp => self.move_back(n * self.stride(page)),
            Command::HalfDown => self.move_on(n * self.stride(page / 2 + 1)),
            Command::HalfUp => self.move_back(n * self.stride(page / 2 + 1)),
            Command::Start => self.moving(self.focus, Way::Back, State::go_to_start),
            Command::Finish => self.moving(self.focus, Way::On, |s| s.go_to_end(count)),
            Command::NextQuote => self.next_quote(n),
            Command::PreviousQuote => self.previous_quote(n),
            Command::NextTopic => self.show_topic(self.topic() + n),
            Command::PreviousTopic => self.show_topic(self.topic().saturating_sub(n)),
            Command::NextHit => self.step_hit(isize::try_from(n).unwrap_or(1)),
            Command::PreviousHit => self.step_hit(-isize::try_from(n).unwrap_or(1)),
            Command::Go => self.go(),
            Command::Back => self.go_back(),
            Command::Forward => self.go_forward(),
            Command::SetMark => self.await_letter(Letter::Set),
            Command::GoToMark => self.await_letter(Letter::GoTo),
            _ => return None,
        }
        Some(Effect::None)
    }

    /// Changes how the screen is laid out.
    fn arrange(&mut self, command: Command) -> Option<Effect> {
        match command {
            Command::NextPane => self.focus = self.focus.next(),
            Command::PreviousPane => self.focus = self.focus.previous(),
            Command::PaneLeft => self.focus = self.focus.left(),
            Command::PaneRight => self.focus = self.focus.right(),
            Command::Zen => self.toggle_zen(),
            Command::NarrowText => self.widen_text_by_key(-1),
            Command::WidenText => self.widen_text_by_key(1),
            Command::NarrowPane => self.widen_by_key(-1),
            Command::WidenPane => self.widen_by_key(1),
            Command::UsualSizes => self.usual_sizes(),
            Command::Furniture => self.toggle_furniture(),
            Command::ReleaseMouse => return Some(Effect::ReleaseMouse),
            Command::Redraw => return Some(Effect::Redraw),
            _ => return None,
        }
        Some(Effect::None)
    }

    /// Changes which quotes are listed, or takes back what was done.
    fn list_quotes(&mut self, command: Command) -> Option<Effect> {
        match command {
            Command::ThisSpeaker => self.only_this_speaker(),
            Command::ThisTopic => self.toggle_topic(),
            Command::NextKind => self.next_kind(),
            Command::FoundQuotes => self.list_found(),
            Command::Cancel if self.unfilter() => {}
            Command::Cancel => self.clear_search(),
            Command::Undo => return Some(self.undo()),
            _ => return None,
        }
        Some(Effect::None)
    }

    /// Opens a list, a prompt or another document.
    fn open(&mut self, command: Command, count: Option<usize>) -> Option<Effect> {
        match command {
            Command::OpenSearch => self.open_search(),
            Command::SearchAll => self.open_search_all(),
            Command::OpenJump => self.open_jump(),
            Command::OpenLinks => self.open_links(),
            Command::OpenPalette => self.open_palette(),
            Command::OpenHelp => self.open_help(),
            Command::OpenPeople => self.open_people(),
            Command::OpenSelect => self.open_select(),
            Command::OpenNotes => self.open_notes(),
            Command::ListHits => return Some(self.list_hits()),
            Command::OpenDocuments => return Some(self.open_list()),
            Command::Reload => return Some(self.reload()),
            Command::NextTab => return Some(self.next_tab(count)),
            Command::PreviousTab => {
                return Some(self.step_tab(-isize::try_from(count.unwrap_or(1)).unwrap_or(1)));
            }
            Command::CloseDocument => return Some(self.close_front()),
            Command::Suspend => return Some(Effect::Suspend),
            Command::Quit => return Some(Effect::Quit),
            _ => return None,
        }
        Some(Effect::None)
    }

    /// Takes words elsewhere, or sets them apart.
    fn take_away(&mut self, command: Command) -> Option<Effect> {
        match command {
            Command::CopyQuote => return Some(self.copy_quote()),
            Command::CopyAs => self.ask_form(),
            Command::OpenSource => return Some(self.open_source()),
            Command::EditDocument => return Some(self.edit_document()),
            Command::Pipe => self.ask_pipe(),
            Command::SaveQuotes => self.ask_save(),
            Command::Highlight => self.ask_colour(),
            Command::Annotate => self.annotate(),
            _ => return None,
        }
        Some(Effect::None)
    }

    /// The next document, or with a count the one in that place.
    fn next_tab(&mut self, count: Option<usize>) -> Effect {
        match count {
            Some(n) => self.go_to_tab(n),
            None => self.step_tab(1),
        }
    }

    fn move_on(&mut self, n: usize) {
        let pane = self.focus;
        self.moving(pane, Way::On, |state| state.move_down(pane, n));
    }

    fn move_back(&mut self, n: usize) {
        let pane = self.focus;
        self.moving(pane, Way::Back, |state| state.move_up(pane, n));
    }

    /// Rows a page moves in the pane with the focus, two of them kept for context.
    fn stride(&self, height: usize) -> usize {
        match self.focus {
            Pane::Body => height.saturating_sub(2).max(1),
            Pane::Topics => height.saturating_sub(2).max(1),
            Pane::Quotes => self.view.cards.len().saturating_sub(1).max(1),
        }
    }

    fn go_to_start(&mut self) {
        match self.focus {
            Pane::Body => self.scroll_to_start(),
            pane => {
                self.leave();
                self.move_up(pane, usize::MAX / 2);
            }
        }
    }

    /// To the end; with a count, to so many per cent of the text.
    fn go_to_end(&mut self, percent: Option<usize>) {
        match (self.focus, percent) {
            (Pane::Body, None) => self.scroll_to_end(),
            (Pane::Body, Some(percent)) => self.scroll_to_percent(percent),
            (pane, _) => {
                self.leave();
                self.move_down(pane, usize::MAX / 2);
            }
        }
    }

    fn go(&mut self) {
        self.leave();
        match (self.focus, self.quote) {
            (Pane::Topics, _) => {
                self.show_topic(self.topic());
                self.focus = Pane::Body;
            }
            (pane, Some(quote)) => {
                self.show_quote(quote);
                self.focus = Pane::Body;
                if pane == Pane::Body && self.body.settle(self.anchor) == self.view.top {
                    self.tell("the quote is on the screen");
                }
            }
            (_, None) => {}
        }
    }

    fn copy_quote(&self) -> Effect {
        let Some(quote) = self.quote else { return Effect::None };
        Effect::Copy(export::cite(&self.briefing, quote, self.copy_form))
    }

    fn toggle_furniture(&mut self) {
        let (furnishing, message) = match self.furnishing {
            Furnishing::Hidden => (Furnishing::Shown, "menus and credits are shown"),
            Furnishing::Shown => (Furnishing::Hidden, "menus and credits are hidden"),
        };
        self.furnishing = furnishing;
        self.tell(message);
        self.lay_out();
    }
}
