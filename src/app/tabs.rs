//! Opening, changing and closing tabs. The state in front shows a document; the others
//! wait on its desk.

use std::sync::Arc;

use super::action::Effect;
use super::desk::{Arrived, Desk, DocId, Known, Summary, Tab, Told};
use super::kept::Reopen;
use super::mode::Mode;
use super::sought::Lead;
use super::state::{Extent, State};
use crate::archive::Record;
use crate::model::Briefing;

impl State {
    /// A reader without a document, who is to choose one.
    pub fn blank(width: u16, height: u16) -> State {
        let mut state = State::new(Arc::new(Briefing::blank()), Extent::Awaited, width, height);
        state.notice = Some("No document is open.".to_owned());
        state.doc = None;
        state
    }

    /// Puts the sources called `names` on the desk. Those in `tabs` are open, and the
    /// `front`th of them is this one.
    pub fn set_desk(&mut self, names: Vec<String>, tabs: &[DocId], front: usize) {
        self.desk.entries.clear();
        self.desk.add(names);
        for &id in tabs {
            self.expect(id);
        }
        self.desk.tabs = tabs.iter().map(|&id| Tab { id, state: None }).collect();
        self.desk.front = front.min(tabs.len().saturating_sub(1));
        self.doc = self.desk.tabs.get(self.desk.front).map(|tab| tab.id);
        self.introduce();
        self.settle();
    }

    /// Lists `id` even before its source was looked at.
    fn expect(&mut self, id: DocId) {
        if self.desk.entry(id).is_none() {
            self.desk.learn(Told { id, of: id.item + 1, known: Known::Name });
        }
    }

    /// What was searched for in earlier runs, the latest last.
    pub fn set_searches(&mut self, searches: Vec<String>) {
        self.desk.searches = searches;
    }

    /// Where to open the document, by a quote's id or a heading, once it is here.
    pub fn set_goto(&mut self, wanted: Option<String>) {
        self.wanted = wanted;
    }

    /// Marks or notes wait to be kept from now on.
    pub fn set_unkept(&mut self) {
        self.unkept = true;
    }

    pub fn has_unkept(&self) -> bool {
        self.unkept
    }

    pub fn desk(&self) -> &Desk {
        &self.desk
    }

    /// The document shown.
    pub fn doc(&self) -> Option<DocId> {
        self.doc
    }

    /// What stands in the body while there is no text.
    pub fn notice(&self) -> Option<&str> {
        self.notice.as_deref()
    }

    /// The states of tabs closed since this was last asked.
    pub fn take_closed(&mut self) -> Vec<State> {
        std::mem::take(&mut self.desk.closed)
    }

    /// Hands over the states of all documents, the one in front first.
    pub fn each_open(&mut self, mut take: impl FnMut(&mut State)) {
        take(self);
        let mut desk = std::mem::take(&mut self.desk);
        desk.tabs.iter_mut().filter_map(|tab| tab.state.as_deref_mut()).for_each(take);
        self.desk = desk;
    }

    /// The state that shows `id`, when there is one, to be looked at.
    pub(super) fn opt_shown(&self, id: DocId) -> Option<&State> {
        if self.doc == Some(id) {
            return Some(self);
        }
        self.desk.tabs.iter().find(|tab| tab.id == id)?.state.as_deref()
    }

    /// The state that shows `id`, when there is one.
    pub(super) fn opt_state_of(&mut self, id: DocId) -> Option<&mut State> {
        if self.doc == Some(id) {
            return Some(self);
        }
        self.desk.tabs.iter_mut().find(|tab| tab.id == id)?.state.as_deref_mut()
    }

    /// Tells the desk what is known of the document in front.
    pub(super) fn introduce(&mut self) {
        if let Some(id) = self.doc {
            self.introduce_doc(id);
        }
    }

    /// Tells the desk what is known of `id`.
    fn introduce_doc(&mut self, id: DocId) {
        if let Some(shown) = self.opt_shown(id).filter(|shown| shown.extent == Extent::Whole) {
            let known = Known::Summary(Summary::of(&shown.briefing));
            self.desk.learn(Told { id, of: id.item + 1, known });
        }
    }

    /// Brings the tab of `id` to the front, a new one when it has none.
    pub(super) fn open_doc(&mut self, id: DocId) -> Effect {
        let at = self.desk.tab_of(id).unwrap_or_else(|| {
            self.desk.tabs.push(Tab { id, state: None });
            self.desk.tabs.len() - 1
        });
        self.bring_to_front(at)
    }

    /// `n` tabs on, backwards when negative, around the ends.
    pub(super) fn step_tab(&mut self, n: isize) -> Effect {
        let Ok(len @ 2..) = isize::try_from(self.desk.tabs.len()) else {
            return Effect::None;
        };
        let front = isize::try_from(self.desk.front).unwrap_or(0);
        let to = front.saturating_add(n).rem_euclid(len);
        self.bring_to_front(usize::try_from(to).unwrap_or(0))
    }

    /// To the `n`th tab, counted from 1.
    pub(super) fn go_to_tab(&mut self, n: usize) -> Effect {
        if n > self.desk.tabs.len() {
            self.tell(&format!("only {} documents are open", self.desk.tabs.len()));
            return Effect::None;
        }
        self.bring_to_front(n.saturating_sub(1))
    }

    /// Closes the document shown; without another the reader chooses from the list, and
    /// quits when nothing is there to choose.
    pub(super) fn close_front(&mut self) -> Effect {
        let at = self.desk.front;
        if self.desk.tabs.len() > 1 {
            let next = if at + 1 < self.desk.tabs.len() { at + 1 } else { at - 1 };
            let effect = self.bring_to_front(next);
            self.drop_tab(at);
            return effect;
        }
        if self.desk.entries.len() < 2 {
            return Effect::Quit;
        }
        let mut blank = State::blank(self.width, self.height);
        blank.set_up(&self.config);
        let left = self.change_to(blank);
        self.desk.tabs.clear();
        self.desk.front = 0;
        self.shelve(left);
        self.open_list()
    }

    /// Closes `id`, wherever its tab is.
    pub(super) fn close_doc(&mut self, id: DocId) -> Effect {
        match self.desk.tab_of(id) {
            Some(at) if at == self.desk.front => self.close_front(),
            Some(at) => {
                self.drop_tab(at);
                Effect::None
            }
            None => {
                self.tell("this document is not open");
                Effect::None
            }
        }
    }

    /// Takes away tab `at`, which is not the one in front.
    fn drop_tab(&mut self, at: usize) {
        let tab = self.desk.tabs.remove(at);
        self.desk.front -= usize::from(at < self.desk.front);
        if let Some(state) = tab.state {
            self.shelve(*state);
        }
    }

    fn shelve(&mut self, state: State) {
        if state.extent == Extent::Whole {
            self.desk.closed.push(state);
        }
    }

    /// Shows tab `to`, and asks for its document when it has not been read yet.
    pub(super) fn bring_to_front(&mut self, to: usize) -> Effect {
        let Some(tab) = self.desk.tabs.get_mut(to) else { return Effect::None };
        let id = tab.id;
        if self.doc == Some(id) {
            return Effect::None;
        }
        let waiting = tab.state.take();
        let unread = waiting.is_none();
        let next = waiting.map_or_else(|| self.awaiting(id), |state| *state);
        let left = self.change_to(next);
        let from = self.desk.front;
        if let Some(tab) = self.desk.tabs.get_mut(from).filter(|tab| left.doc == Some(tab.id)) {
            tab.state = Some(Box::new(left));
        }
        self.desk.front = to;
        if unread { Effect::Open(id) } else { Effect::None }
    }

    /// A reader for `id`, whose text is still to come.
    pub(super) fn awaiting(&self, id: DocId) -> State {
        let mut state = State::blank(self.width, self.height);
        let name = self.desk.entry(id).map_or("", |entry| entry.name.as_str());
        state.notice = Some(format!("Reading {name} …"));
        state.doc = Some(id);
        state.set_up(&self.config);
        if let Some(sought) = &self.desk.sought {
            state.seek(sought.clone(), Lead::ToHit);
        }
        state
    }

    /// Puts `next` in the place of this state, on the same desk and screen; gives what
    /// was there.
    fn change_to(&mut self, next: State) -> State {
        let mut left = std::mem::replace(self, next);
        self.desk = std::mem::take(&mut left.desk);
        (self.width, self.height) = (left.width, left.height);
        (self.message, left.message) = (None, None);
        left
    }

    /// Takes in a document that was asked for, or why there is none.
    pub(super) fn opened(&mut self, id: DocId, result: Result<Box<Arrived>, String>) -> Effect {
        let chosen = self.chosen_hit();
        let Some(state) = self.opt_state_of(id) else { return Effect::None };
        let effect = match (result, state.extent) {
            (Ok(arrived), Extent::Awaited) => state.begin_with(*arrived),
            (Ok(arrived), Extent::Beginning) => {
                let effect = state.load(arrived.briefing);
                state.arrive(arrived.record, arrived.told);
                effect
            }
            (Err(why), Extent::Beginning) => {
                state.extent = Extent::Part;
                state.fail(&format!("only the beginning is here: {why}"));
                Effect::None
            }
            (Err(why), Extent::Awaited) => {
                state.notice = Some(format!("Cannot read it: {why}."));
                let known = Known::Fault(why);
                self.desk.learn(Told { id, of: id.item + 1, known });
                Effect::None
            }
            (_, Extent::Whole | Extent::Part) => Effect::None,
        };
        self.introduce_doc(id);
        self.relist_hits(chosen);
        Effect::all([effect, self.read_on()])
    }

    /// Shows the document that was waited for, and searches it for what was to be
    /// searched for.
    fn begin_with(&mut self, arrived: Arrived) -> Effect {
        let mut fresh = State::new(arrived.briefing, Extent::Whole, self.width, self.height);
        fresh.set_up(&self.config);
        fresh.doc = self.doc;
        // What else was open was about the text that is gone.
        if matches!(self.mode, Mode::Documents | Mode::Hits) {
            (fresh.mode, fresh.hits) = (self.mode, self.hits.take());
        }
        fresh.desk = std::mem::take(&mut self.desk);
        let (sought, lead) = (self.sought(), self.search.lead());
        *self = fresh;
        self.arrive(arrived.record, arrived.told);
        sought.map_or(Effect::None, |sought| self.seek(sought, lead))
    }

    /// Takes up what was kept about the document: the place, too, unless the reader
    /// asked for another.
    pub fn arrive(&mut self, record: Record, told: Option<String>) {
        let wanted = self.wanted.take();
        let place = self.config.keep.place && wanted.is_none();
        self.take_up(record, if place { Reopen::WhereLeft } else { Reopen::AtStart });
        if let Some(wanted) = wanted
            && !self.go_to(&wanted)
        {
            self.fail(&format!("nothing here is called {wanted}"));
        }
        if let Some(told) = told {
            self.tell(&told);
        }
    }
}
