//! The document read again: the line being read stays.

use std::sync::Arc;

use super::action::Effect;
use super::body::{Body, Place};
use super::desk::{Arrived, DocId};
use super::kept::Reopen;
use super::state::{Extent, State, turn_people};
use crate::model::{Briefing, Span};

/// Why a document was read again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The reader asked for it.
    Asked,
    /// The file has changed.
    Changed,
}

impl State {
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
        self.turn_people = turn_people(&self.briefing);
        self.lay_out();
        // A person's index may have moved with what the rest of the text tells.
        self.filter = super::filter::Filter::default();
        self.done.forget_places();
        self.list_again();
        if self.search.matcher().is_none() {
            return Effect::None;
        }
        let effect = self.run_search(self.at);
        self.relist_hits(chosen);
        effect
    }

    /// Makes the blocks anew and stays at the same bytes.
    pub(super) fn lay_out(&mut self) {
        let top = self.view.top;
        let width = self.body.width();
        self.body = Body::new(Arc::clone(&self.briefing), self.furnishing, width);
        let block = self.body.at(top.byte);
        let first = self.section_block(self.block(block.block).map_or(0, |b| b.section));
        // A made-up heading starts at the same byte as the words below it.
        let derived = self.is_derived(first) && first + 1 == block.block && top.block == first;
        self.anchor = Place { block: if derived { first } else { block.block }, ..top };
        self.anchor = self.body.settle(self.anchor);
    }

    /// Asks for the document as it is now.
    pub(super) fn reload(&mut self) -> Effect {
        let Some(id) = self.doc else { return Effect::None };
        match self.extent {
            Extent::Whole | Extent::Part => Effect::Reload(id),
            Extent::Beginning => Effect::None,
            Extent::Awaited => {
                self.notice = Some("Reading it again …".to_owned());
                Effect::Open(id)
            }
        }
    }

    /// Takes in what was read again. The line being read is found by its words.
    pub(super) fn reloaded(
        &mut self,
        id: DocId,
        cause: Cause,
        result: Result<Box<Arrived>, String>,
    ) -> Effect {
        let Some(state) = self.opt_state_of(id).filter(|state| state.extent != Extent::Awaited)
        else {
            return Effect::None;
        };
        let effect = match result {
            Ok(arrived) if arrived.briefing.text == state.briefing.text => {
                if cause == Cause::Asked {
                    state.tell("reloaded: nothing has changed");
                }
                Effect::None
            }
            Ok(arrived) => state.reload_as(*arrived),
            Err(why) => {
                state.fail(&format!("not reloaded: {why}; what was read stays"));
                Effect::None
            }
        };
        self.introduce();
        effect
    }

    fn reload_as(&mut self, arrived: Arrived) -> Effect {
        let text = &arrived.briefing.text;
        // Now unset, so that the loop gives it to what is new.
        let mut record = self.kept(0);
        record.settle(text);
        if let Some(editor) = &mut self.editor {
            editor.settle(text);
        }
        let filter = self.filter.written(&self.briefing);
        self.anchor = self.view.top;
        self.search.forget_hits();
        self.press = None;
        let effect = self.load(arrived.briefing);
        self.at = 0;
        self.take_up(record, Reopen::WhereLeft);
        self.filter_as(&filter);
        self.search.move_origin((self.view.top, self.at));
        self.ahead.clear();
        self.tell("reloaded: the text has changed");
        effect
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::{Action, Command, Edit, Mode, fixture, update};
    use super::*;
    use crate::archive::Record;

    fn notation(extra: &str) -> String {
        let topics = (0..60).map(|n| format!("# Topic {n}\nX: “Words number {n} of many.”\n\n"));
        format!("{extra}{}", topics.collect::<String>())
    }

    fn arrived(notation: &str) -> Result<Box<Arrived>, String> {
        let briefing = Arc::new(fixture::briefing(notation));
        Ok(Box::new(Arrived { briefing, record: Record::default(), told: None }))
    }

    /// A reader at topic 30, after a reload that gives `result`.
    #[track_caller]
    fn check(result: Result<Box<Arrived>, String>, topic: &str, told: &str) {
        let briefing = Arc::new(fixture::briefing(&notation("")));
        let mut state = State::new(briefing, Extent::Whole, 100, 20);
        let id = DocId::first_of(0);
        state.set_desk(vec!["a".into()], &[id], 0);
        for _ in 0..30 {
            update(&mut state, Action::Do(Command::NextTopic));
        }
        assert_eq!(update(&mut state, Action::Do(Command::Reload)), Effect::Reload(id));
        update(&mut state, Action::Reloaded { id, cause: Cause::Asked, result });
        let section = &state.briefing().sections[state.topic()];
        assert_eq!((section.heading.as_deref(), state.message()), (Some(topic), Some(told)));
    }

    #[test]
    fn the_line_stays() {
        check(arrived(&notation("")), "Topic 30", "reloaded: nothing has changed");
        let longer = notation("# News\nY: “Something new is said.”\n\n");
        check(arrived(&longer), "Topic 30", "reloaded: the text has changed");
        let why = "not reloaded: no such file; what was read stays";
        check(Err("no such file".into()), "Topic 30", why);
    }

    /// What is told of a note begun on the words of the last quote and kept after a reload
    /// that gives `text`, and the words it stands on now.
    #[track_caller]
    fn check_note(text: &str, told: &str, on: Option<&str>) {
        let briefing = Arc::new(fixture::briefing(&notation("")));
        let mut state = State::new(briefing, Extent::Whole, 100, 20);
        let id = DocId::first_of(0);
        state.set_desk(vec!["a".into()], &[id], 0);
        update(&mut state, Action::Do(Command::Annotate));
        update(&mut state, Action::Edit(Edit::Insert('N')));
        update(&mut state, Action::Reloaded { id, cause: Cause::Changed, result: arrived(text) });
        update(&mut state, Action::Do(Command::Accept));
        assert!(state.message().unwrap_or_default().starts_with(told), "{:?}", state.message());
        let shown = state.record().shown();
        let span = shown.first().unwrap().1.place.found.span();
        assert_eq!(span.map(|span| span.of(&state.briefing().text)), on);
    }

    #[test]
    fn a_note_begun_before_a_reload_finds_its_words_or_says_they_are_gone() {
        let first = Some("“Words number 0 of many.”");
        check_note(&notation("# News\nY: “Something new is said.”\n\n"), "note kept ·", first);
        check_note("# News\nNobody spoke.\n", "note kept, though its words are no longer", None);
    }

    /// The mode after `commands`, a reload that leaves no word, and Esc.
    #[track_caller]
    fn check_gone(commands: &[Command], mode: Mode) {
        let briefing = Arc::new(fixture::briefing(&notation("")));
        let mut state = State::new(briefing, Extent::Whole, 100, 20);
        let id = DocId::first_of(0);
        state.set_desk(vec!["a".into()], &[id], 0);
        for &command in commands {
            update(&mut state, Action::Do(command));
        }
        update(&mut state, Action::Reloaded { id, cause: Cause::Changed, result: arrived("") });
        update(&mut state, Action::Do(Command::Close));
        assert_eq!((state.mode(), state.selection().is_none(), state.at), (mode, true, 0));
    }

    #[test]
    fn what_lay_over_words_that_are_gone_leads_back_to_reading() {
        check_gone(&[Command::OpenSelect], Mode::Reading);
        check_gone(&[Command::OpenSelect, Command::OpenPalette], Mode::Reading);
        check_gone(&[Command::OpenSelect, Command::Highlight], Mode::Reading);
        check_gone(&[Command::OpenSelect, Command::Pipe], Mode::Reading);
        check_gone(&[Command::Finish, Command::OpenSearch], Mode::Reading);
    }
}
