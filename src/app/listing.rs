//! The list of documents: those open, or all that are known, narrowed by typing.

use super::action::{Command, Edit, Effect};
use super::area::Area;
use super::chosen::Chosen;
use super::desk::{Desk, DocId, Known, Progress, Told};
use super::fuzzy::Index;
use super::mode::Mode;
use super::prompt::Prompt;
use super::state::{Extent, State};
use crate::text::fold::fold;

/// The open list of documents.
pub struct Listing {
    prompt: Prompt,
    shown: Shown,
    /// Best first; without anything typed in the documents' own order.
    pub(super) rows: Chosen<Row>,
}

/// Which documents it lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    Open,
    All,
}

/// A document that matches what is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub id: DocId,
    /// The chars of the folded title that match.
    pub chars: Vec<usize>,
}

impl Listing {
    pub fn prompt(&self) -> &Prompt {
        &self.prompt
    }

    pub fn shown(&self) -> Shown {
        self.shown
    }

    /// What matches what is typed.
    pub fn rows(&self) -> &Chosen<Row> {
        &self.rows
    }

    fn choice(&self) -> Option<DocId> {
        self.rows.choice().map(|row| row.id)
    }

    /// Lists anew and stays at the document selected.
    fn narrow(&mut self, desk: &Desk) {
        let chosen = self.choice();
        let listed: Vec<DocId> = match self.shown {
            Shown::Open => desk.open().collect(),
            Shown::All => {
                let there = desk.entries().iter().filter(|entry| entry.known != Known::NoDocument);
                there.map(|entry| entry.id).collect()
            }
        };
        let typed = fold(self.prompt.text());
        let rows: Vec<Row> = if typed.trim().is_empty() {
            listed.iter().map(|&id| Row { id, chars: Vec::new() }).collect()
        } else {
            let name = |&id: &DocId| {
                desk.entry(id).map_or(String::new(), |e| fold(&format!("{} {}", e.title(), e.name)))
            };
            let found = Index::new(listed.iter().map(name)).matches(&typed);
            found
                .into_iter()
                .filter_map(|found| Some(Row { id: *listed.get(found.item)?, chars: found.chars }))
                .collect()
        };
        let at = rows.iter().position(|row| Some(row.id) == chosen);
        self.rows = Chosen::new(rows).at(at.unwrap_or(0));
    }
}

impl State {
    /// Opens the list, at the document in front, and looks through those not known yet.
    pub(super) fn open_list(&mut self) -> Effect {
        let n_open = self.desk.open().len();
        let shown = if n_open > 0 { Shown::Open } else { Shown::All };
        self.list_documents(shown)
    }

    fn list_documents(&mut self, shown: Shown) -> Effect {
        let rows = Chosen::new(Vec::new());
        let mut list = Listing { prompt: Prompt::default(), shown, rows };
        list.narrow(&self.desk);
        let here = list.rows.rows().iter().position(|row| Some(row.id) == self.doc);
        list.rows.select(here.unwrap_or(0));
        self.desk.list = Some(list);
        self.mode = Mode::Documents;
        self.look_through()
    }

    /// Shows the list from the start, while its sources are still being found.
    pub fn choose(&mut self) {
        self.desk.progress = Some(Progress::default());
        self.list_documents(Shown::All);
        self.settle();
    }

    /// Asks for what is not known yet about the documents.
    fn look_through(&mut self) -> Effect {
        let mut sources = self.desk.unknown_sources();
        if self.extent == Extent::Beginning {
            // It is being read already, and perhaps can be read only once.
            sources.retain(|source| self.doc.is_none_or(|id| id.source != *source));
        }
        if sources.is_empty() || self.desk.progress.is_some() {
            return Effect::None;
        }
        self.desk.progress = Some(Progress { n_done: 0, n_all: sources.len() });
        Effect::Survey(sources)
    }

    /// Takes in the names of further sources.
    pub(super) fn gathered(&mut self, names: Vec<String>) {
        if let Some(progress) = &mut self.desk.progress {
            progress.n_all += names.len();
        }
        self.desk.add(names);
        self.narrow_list();
    }

    /// Takes in what sources were found to hold.
    pub(super) fn surveyed(&mut self, told: Vec<Told>) {
        for told in told {
            if let Some(progress) =
                self.desk.progress.as_mut().filter(|_| told.id.item + 1 == told.of)
            {
                progress.n_done += 1;
            }
            self.desk.learn(told);
        }
        self.narrow_list();
    }

    /// Everything was looked through, or the looking was called off.
    pub(super) fn survey_ended(&mut self) {
        self.desk.progress = None;
        self.narrow_list();
    }

    fn narrow_list(&mut self) {
        if let Some(mut list) = self.desk.list.take() {
            list.narrow(&self.desk);
            self.desk.list = Some(list);
        }
    }

    pub(super) fn steer_list(&mut self, command: Command) -> Effect {
        let page = isize::try_from(self.list_height()).unwrap_or(1);
        match command {
            Command::Accept => return self.accept_list(),
            Command::Close => return self.close_list(),
            Command::SelectNext => self.step_list(1),
            Command::SelectPrevious => self.step_list(-1),
            Command::PageDown => self.step_list(page),
            Command::PageUp => self.step_list(-page),
            Command::Widen => self.widen_list(),
            Command::CloseDocument => return self.close_listed(),
            Command::Suspend => return Effect::Suspend,
            _ => {}
        }
        Effect::None
    }

    /// Changes what is typed; `q` on an empty line closes.
    pub(super) fn typed_list(&mut self, change: impl FnOnce(&mut Prompt)) -> Effect {
        let Some(mut list) = self.desk.list.take() else { return Effect::None };
        let was = list.prompt.text().to_owned();
        change(&mut list.prompt);
        let quits = was.is_empty() && list.prompt.text() == "q";
        if quits {
            list.prompt.edit(Edit::DeleteLine);
        } else if was != list.prompt.text() {
            list.narrow(&self.desk);
            list.rows.select(0);
        }
        self.desk.list = Some(list);
        if quits { self.close_list() } else { Effect::None }
    }

    pub(super) fn step_list(&mut self, n: isize) {
        let moved = self.desk.list.as_mut().is_none_or(|list| list.rows.step(n));
        self.tell_edge(moved, n);
    }

    fn widen_list(&mut self) {
        if let Some(list) = &mut self.desk.list {
            list.shown = match list.shown {
                Shown::Open => Shown::All,
                Shown::All => Shown::Open,
            };
        }
        self.narrow_list();
    }

    fn accept_list(&mut self) -> Effect {
        match self.desk.list.as_ref().and_then(Listing::choice) {
            Some(id) => {
                self.desk.list = None;
                self.mode = Mode::Reading;
                let effect = self.open_doc(id);
                self.mode = Mode::Reading;
                effect
            }
            None => {
                self.tell("nothing to open");
                Effect::None
            }
        }
    }

    /// Takes back, one after the other: what is typed, the looking through sources while
    /// nothing else is open, the list. Without a document there is nothing behind it.
    fn close_list(&mut self) -> Effect {
        let typed = self.desk.list.as_ref().is_some_and(|list| !list.prompt.text().is_empty());
        if typed {
            return self.typed_list(|prompt| prompt.edit(Edit::DeleteLine));
        }
        let surveying = self.desk.progress.take().is_some();
        match self.doc {
            None if surveying => {
                self.tell(&self.keyed("stopped: {accept} opens one of those here"));
                Effect::Halt
            }
            None => Effect::Quit,
            Some(_) => {
                self.desk.list = None;
                self.mode = Mode::Reading;
                if surveying { Effect::Halt } else { Effect::None }
            }
        }
    }

    /// Closes the document selected, and stays in the list.
    fn close_listed(&mut self) -> Effect {
        let Some(id) = self.desk.list.as_ref().and_then(Listing::choice) else {
            self.tell("nothing to close");
            return Effect::None;
        };
        let list = self.desk.list.take();
        let effect = self.close_doc(id);
        if effect == Effect::Quit {
            return effect;
        }
        if self.desk.list.is_none() {
            self.desk.list = list;
        }
        self.mode = Mode::Documents;
        self.narrow_list();
        effect
    }

    /// Where the list stands on the screen, its frame with it.
    pub fn list_area(&self) -> Area {
        let low = u16::from(self.height > 6);
        let width = self.width.min(130);
        Area::new((self.width - width) / 2, low, width, self.height.saturating_sub(2 * low))
    }

    /// Whether its columns have names above them.
    pub fn list_has_heads(&self) -> bool {
        let area = self.list_area();
        area.width >= 60 && area.height >= 10
    }

    /// Rows of documents that show at once.
    fn list_height(&self) -> usize {
        let above = 3 + u16::from(self.list_has_heads());
        usize::from(self.list_area().height.saturating_sub(above)).max(1)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::fixture::press;
    use super::super::{Action, Arrived, Known, Summary, fixture, update};
    use super::*;
    use crate::archive::Record;

    fn named(title: &str) -> Arrived {
        let mut briefing = fixture::briefing("# One\nX: “A day.”\n\n# Two\nY: “A night.”\n");
        briefing.title = Some(title.to_owned());
        Arrived { briefing: Arc::new(briefing), record: Record::default(), told: None }
    }

    fn arrives(state: &mut State, source: usize, title: &str) {
        let result = Ok(Box::new(named(title)));
        update(state, Action::Opened { id: DocId::first_of(source), result });
    }

    /// Three documents, the first of them read.
    fn three() -> State {
        let mut state = State::new(named("Ann").briefing, Extent::Whole, 100, 30);
        let tabs = [0, 1, 2].map(DocId::first_of);
        state.set_desk(["a", "b", "c"].map(String::from).to_vec(), &tabs, 0);
        state
    }

    fn title(state: &State) -> &str {
        state.briefing().title.as_deref().unwrap_or("-")
    }

    #[test]
    fn tabs_change_and_keep_their_places() {
        let mut state = three();
        press(&mut state, "]");
        assert_eq!(press(&mut state, "g t"), Effect::Open(DocId::first_of(1)));
        assert_eq!((title(&state), state.extent()), ("-", Extent::Awaited));
        arrives(&mut state, 1, "Ben");
        assert_eq!((title(&state), state.topic()), ("Ben", 0));
        assert_eq!(press(&mut state, "g T"), Effect::None);
        assert_eq!((title(&state), state.topic()), ("Ann", 1));
        assert_eq!(press(&mut state, "g T"), Effect::Open(DocId::first_of(2)));
        press(&mut state, "1 g t");
        assert_eq!(title(&state), "Ann");
        arrives(&mut state, 2, "Cid");
        press(&mut state, "3 g t");
        assert_eq!(title(&state), "Cid");
    }

    #[test]
    fn a_document_that_cannot_be_read_says_so() {
        let mut state = three();
        press(&mut state, "g t");
        let result = Err("no such file".to_owned());
        update(&mut state, Action::Opened { id: DocId::first_of(1), result });
        assert_eq!(state.notice(), Some("Cannot read it: no such file."));
        press(&mut state, "g T");
        assert_eq!(title(&state), "Ann");
    }

    #[test]
    fn the_last_document_closed_ends_the_reader() {
        let mut state = three();
        assert_eq!(press(&mut state, "g t"), Effect::Open(DocId::first_of(1)));
        press(&mut state, "g c");
        assert_eq!(state.desk().open().len(), 2);
        let mut alone = State::new(named("Ann").briefing, Extent::Whole, 100, 30);
        alone.set_desk(vec!["a".into()], &[DocId::first_of(0)], 0);
        assert_eq!(press(&mut alone, "g c"), Effect::Quit);
    }

    #[test]
    fn the_list_narrows_opens_and_closes() {
        let mut state = three();
        assert_eq!(press(&mut state, "B"), Effect::Survey(vec![1, 2]));
        let summary = |title: &str| {
            Known::Summary(Summary {
                title: Some(title.into()),
                ..Summary::of(&named("x").briefing)
            })
        };
        let told = |source, title: &str| Told {
            id: DocId::first_of(source),
            of: 1,
            known: summary(title),
        };
        update(&mut state, Action::Surveyed(vec![told(1, "Harbours"), told(2, "Wages")]));
        assert_eq!(state.desk().progress(), Some(Progress { n_done: 2, n_all: 2 }));
        update(&mut state, Action::SurveyEnded);
        press(&mut state, "w g s");
        assert_eq!(state.desk().list().unwrap().rows().rows().len(), 1);
        assert_eq!(press(&mut state, "Enter"), Effect::Open(DocId::first_of(2)));
        assert_eq!((state.mode(), state.desk().front()), (Mode::Reading, 2));
        press(&mut state, "B");
        press(&mut state, "Del");
        assert_eq!((state.mode(), state.desk().open().len()), (Mode::Documents, 2));
        press(&mut state, "q");
        assert_eq!(state.mode(), Mode::Reading);
    }

    #[test]
    fn a_chooser_without_a_document_quits_behind_it() {
        let mut state = State::blank(80, 24);
        state.choose();
        update(&mut state, Action::Gathered(vec!["a".into(), "b".into()]));
        assert_eq!(press(&mut state, "Esc"), Effect::Halt);
        assert_eq!(press(&mut state, "Down Enter"), Effect::Open(DocId::first_of(1)));
        arrives(&mut state, 1, "Ben");
        assert_eq!(title(&state), "Ben");
        assert!(matches!(press(&mut state, "g c"), Effect::Survey(_)));
        press(&mut state, "Esc");
        assert_eq!(press(&mut state, "Esc"), Effect::Quit);
        let closed = state.take_closed();
        assert_eq!(closed.len(), 1);
    }
}
