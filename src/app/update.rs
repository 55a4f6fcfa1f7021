use std::sync::Arc;

use super::action::{Action, Command, Effect};
use super::area::Pane;
use super::blocks::Furnishing;
use super::body::Body;
use super::hindrance::Way;
use super::kept::Letter;
use super::mode::Mode;
use super::state::{Extent, State};
use crate::export;
use crate::model::{Briefing, Span};

/// Applies `action` to `state` and says what the outside must do.
///
/// Pure apart from `state`: the same pair always gives the same result.
pub fn update(state: &mut State, action: Action) -> Effect {
    if action.is_typed() {
        state.hesitates = false;
    }
    if matches!(action, Action::Edit(_) | Action::Paste(_)) {
        state.message = None;
    }
    let effect = match action {
        Action::Digit(digit) => {
            state.count(digit);
            Effect::None
        }
        Action::Do(command) => {
            state.message = None;
            state.bindings.forget();
            state.letter = None;
            let count = state.count.take();
            state.perform(command, count)
        }
        Action::Begin(key) => {
            state.begin(key);
            Effect::None
        }
        Action::BreakOff(key) => state.break_off(key),
        Action::Letter(Some(c)) if state.mode == Mode::Menu => {
            state.message = None;
            state.pick_letter(c)
        }
        Action::Letter(typed) => state.take_letter(typed),
        Action::Pause => state.pause(),
        Action::Edit(edit) if state.mode == Mode::Note => {
            state.type_note(|editor, width| editor.edit(edit, width));
            Effect::None
        }
        Action::Paste(text) if state.mode == Mode::Note => {
            state.type_note(|editor, _| editor.paste(&text));
            Effect::None
        }
        Action::Edit(edit) => state.type_in(|prompt| prompt.edit(edit)),
        Action::Paste(text) => state.type_in(|prompt| prompt.paste(&text)),
        Action::Resize { width, height } => {
            (state.width, state.height) = (width, height);
            // Even to the size it had: a terminal that shrank and grew back between two
            // frames has lost the cells in between.
            Effect::Redraw
        }
        Action::Wheel { x, y, rows } => {
            state.wheel(x, y, rows);
            Effect::None
        }
        Action::Click { x, y } => {
            state.message = None;
            state.click(x, y)
        }
        Action::Opened { id, result } => state.opened(id, result),
        Action::Reloaded { id, cause, result } => state.reloaded(id, cause, result),
        Action::Gathered(names) => {
            state.gathered(names);
            Effect::None
        }
        Action::Drag { x, y } => {
            if !state.drag_edge(x, y) {
                state.drag(x, y);
            }
            Effect::None
        }
        Action::Release { .. } => {
            state.let_go();
            state.release();
            Effect::None
        }
        Action::Surveyed(told) => {
            state.surveyed(told);
            Effect::None
        }
        Action::SurveyEnded => {
            state.survey_ended();
            Effect::None
        }
        Action::Found { doc, ticket, hits, complete } => {
            state.found(doc, ticket, hits, complete);
            Effect::None
        }
        Action::Piped(output) => {
            state.show_output(output);
            // The command may have written on the terminal.
            Effect::Redraw
        }
        Action::Saved(outcome) => {
            state.saved(outcome);
            Effect::None
        }
        Action::Tell(message) => {
            state.tell(&message);
            Effect::None
        }
    };
    state.settle();
    effect
}

impl State {
    /// Says something in the status line, until the next command.
    pub(super) fn tell(&mut self, message: &str) {
        self.message = Some(message.to_owned());
    }

    fn count(&mut self, digit: usize) {
        let count = self.count.unwrap_or(0) * 10 + digit;
        self.count = Some(count.min(99_999)).filter(|&count| count > 0);
    }

    pub(super) fn perform(&mut self, command: Command, count: Option<usize>) -> Effect {
        match self.mode {
            Mode::Reading => return self.read(command, count),
            Mode::Search => return self.steer_search(command),
            Mode::Jump => self.steer_jump(command),
            Mode::People => return self.steer_people(command),
            Mode::Documents => return self.steer_list(command),
            Mode::Palette => return self.steer_palette(command),
            Mode::Timeline => return self.steer_timeline(command),
            Mode::Hits => return self.steer_hits(command),
            Mode::Help | Mode::FindHelp => return self.steer_help(command),
            Mode::Select => return self.steer_select(command, count),
            Mode::Menu => return self.steer_menu(command),
            Mode::Note => return self.steer_note(command),
            Mode::Notes => return self.steer_notes(command),
            Mode::Ask => return self.steer_ask(command),
            Mode::Output => return self.steer_output(command),
        }
        match command {
            Command::Suspend => Effect::Suspend,
            _ => Effect::None,
        }
    }

    fn read(&mut self, command: Command, count: Option<usize>) -> Effect {
        let n = count.unwrap_or(1);
        let page = self.page_height();
        if let Some(why) = self.opt_hindrance(command) {
            self.tell(&why);
            return Effect::None;
        }
        match command {
            Command::LineDown => self.move_on(n),
            Command::LineUp => self.move_back(n),
            Command::PageDown => self.move_on(n * self.stride(page)),
            Command::PageUp => self.move_back(n * self.stride(page)),
            Command::HalfDown => self.move_on(n * self.stride(page / 2 + 1)),
            Command::HalfUp => self.move_back(n * self.stride(page / 2 + 1)),
            Command::Start => self.moving(self.focus, Way::Back, State::go_to_start),
            Command::Finish => self.moving(self.focus, Way::On, |s| s.go_to_end(count)),
            Command::NextPane => self.focus = self.focus.next(),
            Command::PreviousPane => self.focus = self.focus.previous(),
            Command::PaneLeft => self.focus = self.focus.left(),
            Command::PaneRight => self.focus = self.focus.right(),
            Command::NextQuote => self.next_quote(n),
            Command::PreviousQuote => self.previous_quote(n),
            Command::NextTopic => self.show_topic(self.topic() + n),
            Command::PreviousTopic => self.show_topic(self.topic().saturating_sub(n)),
            Command::Go => self.go(),
            Command::NextHit => self.step_hit(isize::try_from(n).unwrap_or(1)),
            Command::PreviousHit => self.step_hit(-isize::try_from(n).unwrap_or(1)),
            Command::OpenSearch => self.open_search(),
            Command::OpenJump => self.open_jump(),
            Command::OpenPalette => self.open_palette(),
            Command::OpenHelp => self.open_help(),
            Command::OpenPeople => self.open_people(),
            Command::OpenDocuments => return self.open_list(),
            Command::Reload => return self.reload(),
            Command::Zen => self.toggle_zen(),
            Command::NarrowText => self.widen_text_by_key(-1),
            Command::WidenText => self.widen_text_by_key(1),
            Command::NarrowPane => self.widen_by_key(-1),
            Command::WidenPane => self.widen_by_key(1),
            Command::UsualSizes => self.usual_sizes(),
            Command::ReleaseMouse => return Effect::ReleaseMouse,
            Command::NextTab => match count {
                Some(n) => return self.go_to_tab(n),
                None => return self.step_tab(1),
            },
            Command::PreviousTab => return self.step_tab(-isize::try_from(n).unwrap_or(1)),
            Command::CloseDocument => return self.close_front(),
            Command::ThisSpeaker => self.only_this_speaker(),
            Command::ThisTopic => self.toggle_topic(),
            Command::NextKind => self.next_kind(),
            Command::FoundQuotes => self.list_found(),
            Command::CopyQuote => return self.copy_quote(),
            Command::Back => self.go_back(),
            Command::Forward => self.go_forward(),
            Command::OpenSelect => self.open_select(),
            Command::CopyAs => self.ask_form(),
            Command::OpenSource => return self.open_source(),
            Command::EditDocument => return self.edit_document(),
            Command::Pipe => self.ask_pipe(),
            Command::SaveQuotes => self.ask_save(),
            Command::Highlight => self.ask_colour(),
            Command::Annotate => self.annotate(),
            Command::OpenNotes => self.open_notes(),
            Command::Undo => return self.undo(),
            Command::SetMark => self.await_letter(Letter::Set),
            Command::GoToMark => self.await_letter(Letter::GoTo),
            Command::Furniture => self.toggle_furniture(),
            Command::Cancel if self.unfilter() => {}
            Command::Cancel => self.clear_search(),
            Command::ListHits => return self.list_hits(),
            Command::Redraw => return Effect::Redraw,
            Command::Suspend => return Effect::Suspend,
            Command::Quit => return Effect::Quit,
            _ => {}
        }
        Effect::None
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

    /// Makes the blocks anew and stays at the same bytes.
    fn lay_out(&mut self) {
        let top = self.view.top;
        let width = self.body.width();
        self.body = Body::new(Arc::clone(&self.briefing), self.furnishing, width);
        let block = self.body.at(top.byte);
        let first = self.section_block(self.block(block.block).map_or(0, |b| b.section));
        // A made-up heading starts at the same byte as the words below it.
        let derived = self.is_derived(first) && first + 1 == block.block && top.block == first;
        self.anchor = super::Place { block: if derived { first } else { block.block }, ..top };
        self.anchor = self.body.settle(self.anchor);
    }

    /// Puts the whole document in the place of its beginning.
    pub(super) fn load(&mut self, briefing: Arc<Briefing>) -> Effect {
        let words = |text: &str, span: Span| text.get(span.start..span.end).map(str::to_owned);
        if let Some(span) = self.selection.map(|selection| selection.span())
            && words(&self.briefing.text, span) != words(&briefing.text, span)
        {
            self.drop_selection();
        }
        let chosen = self.chosen_hit();
        self.briefing = briefing;
        self.extent = Extent::Whole;
        self.turn_people = super::state::turn_people(&self.briefing);
        self.lay_out();
        // A person's index may have moved with what the rest of the text tells.
        self.filter = super::Filter::default();
        self.done.forget_places();
        self.list_again();
        if self.search.matcher().is_none() {
            return Effect::None;
        }
        let effect = self.run_search(self.at);
        self.relist_hits(chosen);
        effect
    }

    fn steer_search(&mut self, command: Command) -> Effect {
        match command {
            Command::Accept => self.accept_search(),
            Command::Close => self.close_search(),
            Command::SelectNext => self.step_hit(1),
            Command::SelectPrevious => self.step_hit(-1),
            Command::ToggleRegex => return self.toggle_regex(),
            Command::ListHits => return self.list_hits(),
            Command::OlderSearch => return self.recall(1),
            Command::NewerSearch => return self.recall(-1),
            Command::Suspend => return Effect::Suspend,
            _ => {}
        }
        Effect::None
    }

    fn steer_jump(&mut self, command: Command) {
        match command {
            Command::Accept => self.accept_jump(),
            Command::Close => self.close_jump(),
            Command::SelectNext => self.step_jump(1),
            Command::SelectPrevious => self.step_jump(-1),
            Command::PageDown => self.step_jump(10),
            Command::PageUp => self.step_jump(-10),
            Command::Widen => self.widen_jump(),
            _ => {}
        }
    }

    fn type_in(&mut self, change: impl FnOnce(&mut super::prompt::Prompt)) -> Effect {
        match self.mode {
            Mode::Search => {
                change(&mut self.search.prompt);
                return self.typed_search();
            }
            Mode::Jump => {
                if let Some(jump) = &mut self.jump {
                    jump.list.edit(change);
                }
            }
            Mode::FindHelp => self.narrow_help(change),
            Mode::Palette => {
                if let Some(palette) = &mut self.palette {
                    palette.edit(change);
                }
            }
            Mode::Documents => return self.typed_list(change),
            Mode::Ask => {
                if let Some(ask) = &mut self.ask {
                    change(&mut ask.prompt);
                    self.message = None;
                }
            }
            _ => {}
        }
        Effect::None
    }
}
