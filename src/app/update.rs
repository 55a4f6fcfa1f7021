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
    let effect = state.act(action);
    state.settle();
    effect
}

impl State {
    fn act(&mut self, action: Action) -> Effect {
        use Action::*;
        match action {
            Do(command) => self.command(command),
            Begin(_) | BreakOff(_) | Letter(_) | Digit(_) | Pause => self.half_typed(action),
            Edit(_) | Paste(_) => self.written(action),
            Wheel { .. } | Click { .. } | Drag { .. } | Release { .. } => self.pointed(action),
            Opened { id, result } => self.opened(id, result),
            Reloaded { id, cause, result } => self.reloaded(id, cause, result),
            Resize { .. } | Piped(_) => self.disturbed(action),
            Gathered(_)
            | Surveyed(_)
            | SurveyEnded
            | Found { .. }
            | Saved(_)
            | Tell(_)
            | Fail(_) => {
                self.learn(action);
                Effect::None
            }
        }
    }

    fn command(&mut self, command: Command) -> Effect {
        self.message = None;
        self.bindings.forget();
        self.letter = None;
        let count = self.count.take();
        self.perform(command, count)
    }

    /// A key that means something only with those after it.
    fn half_typed(&mut self, action: Action) -> Effect {
        match action {
            Action::Digit(digit) => self.count(digit),
            Action::Begin(key) => self.begin(key),
            Action::BreakOff(key) => return self.break_off(key),
            Action::Letter(Some(c)) if self.mode == Mode::Menu => {
                self.message = None;
                return self.pick_letter(c);
            }
            Action::Letter(typed) => return self.take_letter(typed),
            Action::Pause => return self.pause(),
            _ => {}
        }
        Effect::None
    }

    /// Words typed or pasted, in a note or in a line.
    fn written(&mut self, action: Action) -> Effect {
        let in_note = self.mode == Mode::Note;
        match action {
            Action::Edit(edit) if in_note => {
                self.type_note(|editor, width| editor.edit(edit, width));
            }
            Action::Paste(text) if in_note => self.type_note(|editor, _| editor.paste(&text)),
            Action::Edit(edit) => return self.type_in(|prompt| prompt.edit(edit)),
            Action::Paste(text) => return self.type_in(|prompt| prompt.paste(&text)),
            _ => {}
        }
        Effect::None
    }

    /// What the mouse did.
    fn pointed(&mut self, action: Action) -> Effect {
        match action {
            Action::Wheel { x, y, rows } => self.wheel(x, y, rows),
            Action::Click { x, y } => {
                self.message = None;
                return self.click(x, y);
            }
            Action::Drag { x, y } if !self.drag_edge(x, y) => self.drag(x, y),
            Action::Release { .. } => {
                self.let_go();
                self.release();
            }
            _ => {}
        }
        Effect::None
    }

    /// What may have left other cells on the terminal than it was given.
    fn disturbed(&mut self, action: Action) -> Effect {
        match action {
            // Even to the size it had: a terminal that shrank and grew back between two
            // frames has lost the cells in between.
            Action::Resize { width, height } => (self.width, self.height) = (width, height),
            // The command may have written on the terminal.
            Action::Piped(output) => self.show_output(output),
            _ => {}
        }
        Effect::Redraw
    }

    /// What was found out beside the keys.
    fn learn(&mut self, action: Action) {
        match action {
            Action::Gathered(names) => self.gathered(names),
            Action::Surveyed(told) => self.surveyed(told),
            Action::SurveyEnded => self.survey_ended(),
            Action::Found { doc, ticket, hits, complete } => {
                self.found(doc, ticket, hits, complete);
            }
            Action::Saved(outcome) => self.saved(outcome),
            Action::Tell(message) => self.tell(&message),
            Action::Fail(message) => self.fail(&message),
            _ => {}
        }
    }

    /// Says something in the status line, until the next command.
    pub(super) fn tell(&mut self, message: &str) {
        self.message = Some(message.to_owned());
        self.failed = false;
    }

    /// Says what went wrong in the status line, until the next command.
    pub(super) fn fail(&mut self, message: &str) {
        self.message = Some(message.to_owned());
        self.failed = true;
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
