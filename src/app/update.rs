use super::action::{Action, Command, Effect};
use super::mode::Mode;
use super::state::State;

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

    /// Does what `command` means where the keys are now.
    pub(super) fn perform(&mut self, command: Command, count: Option<usize>) -> Effect {
        match self.mode {
            Mode::Reading => self.read(command, count),
            Mode::Search => self.steer_search(command),
            Mode::Jump => self.steer_jump(command),
            Mode::People => self.steer_people(command),
            Mode::Documents => self.steer_list(command),
            Mode::Palette => self.steer_palette(command),
            Mode::Timeline => self.steer_timeline(command),
            Mode::Hits => self.steer_hits(command),
            Mode::Help | Mode::FindHelp => self.steer_help(command),
            Mode::Select => self.steer_select(command, count),
            Mode::Menu => self.steer_menu(command),
            Mode::Note => self.steer_note(command),
            Mode::Notes => self.steer_notes(command),
            Mode::Ask => self.steer_ask(command),
            Mode::Output => self.steer_output(command),
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
