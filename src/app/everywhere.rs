//! One search in all open documents: each is searched as if it were shown, and stays
//! where its reader left it.

use super::action::Effect;
use super::desk::{DocId, Known};
use super::hits::Hits;
use super::mode::Mode;
use super::sought::{Lead, Reach, Sought};
use super::state::{Extent, State};

/// How far the search of a document in the list is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Looked<'a> {
    /// It is still to be read.
    Awaited,
    /// Its text has not been searched to the end.
    Partly,
    Whole,
    /// Why it cannot be read.
    Fault(&'a str),
}

impl State {
    /// Opens a search whose hits Enter lists in all open documents.
    pub(super) fn open_search_all(&mut self) {
        self.open_search();
        self.search.reach = Reach::Everywhere;
    }

    /// Lists the hits in all open documents; those that have not been read are read for
    /// it, one after another.
    pub(super) fn list_everywhere(&mut self) -> Effect {
        let Some(mut sought) = self.sought() else {
            self.tell("no hits");
            return Effect::None;
        };
        sought.reach = Reach::Everywhere;
        self.search.reach = Reach::Everywhere;
        self.desk.searched(sought.prompt.text());
        let mut effects = self.seek_in_others(&sought);
        self.show_hits(Hits::everywhere);
        effects.push(self.read_on());
        Effect::all(effects)
    }

    /// From the hits here to those everywhere, and back.
    pub(super) fn widen_hits(&mut self) -> Effect {
        let is_wide = self.hits.as_ref().is_some_and(|list| list.reach() == Reach::Everywhere);
        if !is_wide && self.desk.open().len() < 2 {
            let why = self.keyed("no other document is open: {open-documents} lists what there is");
            self.tell(&why);
        } else if !is_wide {
            return self.list_everywhere();
        } else if self.search.hits().is_empty() {
            self.tell("no hits in this document");
        } else {
            self.search.reach = Reach::Here;
            self.show_hits(Hits::here);
        }
        Effect::None
    }

    /// Searches the documents behind this one that are not searched for `sought` yet.
    fn seek_in_others(&mut self, sought: &Sought) -> Vec<Effect> {
        let others = self.desk.tabs.iter_mut().filter_map(|tab| tab.state.as_deref_mut());
        let unsearched = others.filter(|state| !state.seeks(sought));
        unsearched.map(|state| state.seek(sought.clone(), Lead::Nowhere)).collect()
    }

    fn seeks(&self, sought: &Sought) -> bool {
        let now = (self.search.prompt().text(), self.search.pattern());
        self.search.matcher().is_some() && now == (sought.prompt.text(), sought.pattern)
    }

    /// Sends for the next document that has not been read, while hits are listed in all.
    pub(super) fn read_on(&mut self) -> Effect {
        let list = self.hits.as_ref().filter(|list| list.reach() == Reach::Everywhere);
        let Some(sought) = list.and_then(|_| self.sought()) else { return Effect::None };
        let is_sent_for = |id| self.opt_shown(id).is_some() && self.looked(id) == Looked::Awaited;
        if self.desk.open().any(is_sent_for) {
            return Effect::None;
        }
        let unread = |id: &DocId| self.opt_shown(*id).is_none();
        let Some(id) = self.desk.open().find(unread) else { return Effect::None };
        let mut state = self.awaiting(id);
        state.seek(sought, Lead::Nowhere);
        if let Some(tab) = self.desk.tabs.iter_mut().find(|tab| tab.id == id) {
            tab.state = Some(Box::new(state));
        }
        Effect::Open(id)
    }

    /// Goes to hit `at` of another open document; this one stays where it was read.
    pub(super) fn go_to_other_hit(&mut self, doc: Option<DocId>, at: usize) -> Effect {
        let Some(tab) = doc.and_then(|id| self.desk.tab_of(id)) else { return Effect::None };
        if self.hits.take().is_some_and(|list| list.from == Mode::Search) {
            self.keep_search_only();
        }
        self.mode = Mode::Reading;
        let effect = self.bring_to_front(tab);
        self.leave();
        self.show_hit(at);
        effect
    }

    /// How far the search of `id` is.
    pub fn looked(&self, id: DocId) -> Looked<'_> {
        if let Some(Known::Fault(why)) = self.desk.entry(id).map(|entry| &entry.known) {
            return Looked::Fault(why);
        }
        match self.opt_shown(id) {
            Some(state) if state.extent == Extent::Awaited => Looked::Awaited,
            Some(state) if state.search.is_complete() => Looked::Whole,
            Some(_) => Looked::Partly,
            None => Looked::Awaited,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::fixture::press;
    use super::super::{Action, Arrived, HitRow, fixture, update};
    use super::*;

    const TEXTS: [&str; 3] = [
        "# Rail.\nAna Roe: “The fund is open.”\n\n# Water.\nA dam and a fund.\n",
        "# Fish.\nNothing of it.\n",
        "# Late.\nBo Li: “No fund.”\n",
    ];

    /// Three tabs of which the first has been read.
    fn state() -> State {
        let briefing = Arc::new(fixture::briefing(TEXTS[0]));
        let mut state = State::new(briefing, Extent::Whole, 100, 30);
        let names = ["a", "b", "c"].map(String::from).to_vec();
        state.set_desk(names, &[0, 1, 2].map(DocId::first_of), 0);
        state
    }

    /// Hands over document `at`, or why there is none.
    fn arrive(state: &mut State, at: usize, fault: Option<&str>) -> Effect {
        let briefing = Arc::new(fixture::briefing(TEXTS[at]));
        let arrived = Arrived { briefing, record: Default::default(), told: None };
        let result = fault.map_or(Ok(Box::new(arrived)), |why| Err(why.to_owned()));
        update(state, Action::Opened { id: DocId::first_of(at), result })
    }

    fn listed(state: &State) -> String {
        let row = |row| match row {
            HitRow::Head(head, n) => format!("{head:?}:{n}"),
            HitRow::Hit(at) => format!("{}{}", state.hit_words(at).before, state.hit_words(at).hit),
        };
        let rows = state.hits().map(|hits| hits.rows(20)).unwrap_or_default();
        let words = rows.into_iter().map(row).collect::<Vec<_>>().join(" | ");
        words.replace("Document(DocId { source: ", "d").replace(", item: 0 })", "")
    }

    #[test]
    fn documents_are_read_for_the_list_one_after_another() {
        let mut state = state();
        let effect = press(&mut state, "g / f u n d enter");
        let open = |at| Effect::Open(DocId::first_of(at));
        assert_eq!(effect, Effect::All(vec![open(1), Effect::Redraw]));
        assert_eq!(listed(&state), "d0:2 | Ana Roe: “The fund | A dam and a fund | d1:0 | d2:0");
        assert_eq!(state.looked(DocId::first_of(2)), Looked::Awaited);
        assert_eq!(arrive(&mut state, 1, None), open(2));
        press(&mut state, "down");
        assert_eq!(arrive(&mut state, 2, None), Effect::None);
        assert!(listed(&state).ends_with("A dam and a fund | d1:0 | d2:1 | Bo Li: “No fund"));
        let list = state.hits().unwrap();
        assert_eq!((list.n_groups(), list.n_hits(), list.selected()), ((2, 3), 3, 1));
        assert_eq!(state.hit_speaker(2), Some("Bo Li"));
    }

    #[test]
    fn enter_goes_to_another_document_and_leaves_this_one_where_it_was() {
        let mut state = state();
        press(&mut state, "] g / f u n d enter");
        let topic = state.topic();
        arrive(&mut state, 1, None);
        arrive(&mut state, 2, None);
        press(&mut state, "tab enter");
        assert_eq!((state.mode(), state.doc()), (Mode::Reading, Some(DocId::first_of(2))));
        assert_eq!(state.search().current(), Some(0));
        press(&mut state, "ctrl-l");
        assert_eq!(state.hits().map(Hits::reach), Some(Reach::Everywhere));
        press(&mut state, "esc 1 g t");
        assert_eq!((state.doc(), state.topic()), (Some(DocId::first_of(0)), topic));
        assert_eq!(state.search().hits().len(), 2);
    }

    #[test]
    fn the_list_widens_to_all_documents_and_narrows_again() {
        let mut state = state();
        press(&mut state, "/ f u n d ctrl-l a");
        assert_eq!(state.hits().unwrap().n_groups(), (1, 3));
        press(&mut state, "a");
        assert_eq!(state.hits().unwrap().n_groups(), (2, 2));
        press(&mut state, "esc esc");
        assert_eq!((state.mode(), state.search().hits().len()), (Mode::Reading, 0));
    }

    #[test]
    fn what_cannot_be_read_stands_in_the_list() {
        let mut state = state();
        press(&mut state, "g / f u n d enter");
        assert_eq!(arrive(&mut state, 1, Some("no such file")), Effect::Open(DocId::first_of(2)));
        assert_eq!(state.looked(DocId::first_of(1)), Looked::Fault("no such file"));
        press(&mut state, "G enter");
        assert_eq!((state.mode(), state.doc()), (Mode::Reading, Some(DocId::first_of(0))));
    }

    #[test]
    fn with_one_document_there_is_no_other_to_search() {
        let briefing = Arc::new(fixture::briefing(TEXTS[0]));
        let mut state = State::new(briefing, Extent::Whole, 100, 30);
        state.set_desk(vec!["a".into()], &[DocId::first_of(0)], 0);
        let told = "no other document is open: B lists what there is";
        press(&mut state, "g /");
        assert_eq!((state.mode(), state.message()), (Mode::Reading, Some(told)));
        press(&mut state, "/ f u n d ctrl-l a");
        assert_eq!((state.mode(), state.message()), (Mode::Hits, Some(told)));
    }
}
