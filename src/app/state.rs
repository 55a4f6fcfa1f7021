use std::sync::Arc;

use super::area::{Pane, Panes};
use super::ask::Ask;
use super::bindings::Bindings;
use super::blocks::{BlockKind, Furnishing};
use super::body::{Body, Place};
use super::desk::{Desk, DocId};
use super::editor::Editor;
use super::filter::Filter;
use super::help::Help;
use super::hits::Hits;
use super::jump::Jump;
use super::kept::Letter;
use super::listed::Listed;
use super::menu::Menu;
use super::mode::Mode;
use super::notes::Notes;
use super::output::Output;
use super::palette::Palette;
use super::people::People;
use super::press::Press;
use super::search::Search;
use super::select::Selection;
use super::shape::{Held, Shape};
use super::timeline::Timeline;
use super::undo::Past;
use super::view::View;
use crate::archive::Record;
use crate::config::Config;
use crate::export::Form;
use crate::model::{Briefing, Quote, QuoteKind, Section};

/// Whether the document is here to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Nothing of it is here yet.
    Awaited,
    Whole,
    /// Its beginning; the rest is being read.
    Beginning,
    /// Its beginning; the rest could not be read.
    Part,
}

/// Everything the reader sees and can change.
///
/// [`update`](super::update) changes it; drawing only reads it. After every update
/// `view` holds what the screen shows.
pub struct State {
    pub(super) briefing: Arc<Briefing>,
    pub(super) extent: Extent,
    /// What stands in the body while there is no text.
    pub(super) notice: Option<String>,
    /// Which document of the desk it is.
    pub(super) doc: Option<DocId>,
    pub(super) desk: Desk,
    /// Whether marks or notes wait to be kept.
    pub(super) unkept: bool,
    /// What to go to once the document is here.
    pub(super) wanted: Option<String>,
    pub(super) config: Config,
    pub(super) body: Body,
    pub(super) furnishing: Furnishing,
    pub(super) listed: Listed,
    /// For each turn, who speaks.
    pub(super) turn_people: Vec<Option<usize>>,
    pub(super) filter: Filter,
    pub(super) people: Option<People>,
    pub(super) timeline: Option<Timeline>,
    pub(super) width: u16,
    pub(super) height: u16,
    pub(super) focus: Pane,
    pub(super) mode: Mode,
    /// The first row of the body as the reader left it. A resize does not touch it, so
    /// that resizing there and back shows the same rows.
    pub(super) anchor: Place,
    /// The byte being read: what topics and quotes follow.
    pub(super) at: usize,
    /// Index into the briefing's quotes.
    pub(super) quote: Option<usize>,
    pub(super) count: Option<usize>,
    pub(super) bindings: Bindings,
    pub(super) copy_form: Form,
    pub(super) shape: Shape,
    /// A line between panes that the mouse holds.
    pub(super) held: Option<Held>,
    /// The widest line of the body, in cells.
    pub(super) measure: u16,
    /// Whether the reader has chosen it for this document.
    pub(super) own_measure: bool,
    /// Whether the reader hesitates after a key that is not all.
    pub(super) hesitates: bool,
    /// What the next letter is for.
    pub(super) letter: Option<Letter>,
    /// What was kept about this document, and its marks.
    pub(super) record: Record,
    pub(super) message: Option<String>,
    /// Whether the message tells what went wrong.
    pub(super) failed: bool,
    pub(super) search: Search,
    pub(super) hits: Option<Hits>,
    pub(super) jump: Option<Jump>,
    pub(super) palette: Option<Palette>,
    pub(super) help: Option<Help>,
    pub(super) selection: Option<Selection>,
    pub(super) menu: Option<Menu>,
    pub(super) editor: Option<Editor>,
    pub(super) notes: Option<Notes>,
    pub(super) ask: Option<Ask>,
    pub(super) output: Option<Output>,
    /// The command that words were piped to last.
    pub(super) last_command: String,
    /// Index of the colour highlighted in last.
    pub(super) last_colour: usize,
    /// What can be taken back.
    pub(super) done: Past,
    /// Where the mouse button went down last.
    pub(super) press: Option<Press>,
    /// What time it is, in milliseconds since 1970 UTC; see [`State::set_now`].
    pub(super) now_ms: i64,
    /// Places left behind, and those come back from.
    pub(super) behind: Vec<(Place, usize)>,
    pub(super) ahead: Vec<(Place, usize)>,
    pub(super) view: View,
}

impl State {
    /// Opens `briefing` at its start on a screen of `width` by `height` cells.
    pub fn new(briefing: Arc<Briefing>, extent: Extent, width: u16, height: u16) -> State {
        let body = Body::new(Arc::clone(&briefing), Furnishing::default(), 1);
        let listed = Listed::new(&briefing, |_| true);
        let turn_people = turn_people(&briefing);
        let start = body.blocks().first().map_or(0, |block| block.span.start);
        let message = briefing.doubts().next().map(|note| format!("note: {}", note.message));
        let mut state = State {
            briefing,
            extent,
            notice: None,
            doc: None,
            desk: Desk::default(),
            unkept: false,
            wanted: None,
            config: Config::default(),
            body,
            furnishing: Furnishing::default(),
            listed,
            turn_people,
            filter: Filter::default(),
            people: None,
            timeline: None,
            width,
            height,
            focus: Pane::default(),
            mode: Mode::default(),
            anchor: Place::default(),
            at: start,
            quote: None,
            count: None,
            bindings: Bindings::default(),
            copy_form: Form::Plain,
            shape: Shape::default(),
            held: None,
            measure: Config::default().measure(),
            own_measure: false,
            hesitates: false,
            letter: None,
            record: Record::default(),
            message,
            failed: false,
            search: Search::default(),
            hits: None,
            jump: None,
            palette: None,
            help: None,
            selection: None,
            menu: None,
            editor: None,
            notes: None,
            ask: None,
            output: None,
            last_command: String::new(),
            last_colour: 0,
            done: Past::default(),
            press: None,
            now_ms: 0,
            behind: Vec::new(),
            ahead: Vec::new(),
            view: View::default(),
        };
        state.follow();
        state.settle();
        state
    }

    /// Tells the state what time it is: it has no clock of its own.
    pub fn set_now(&mut self, now_ms: i64) {
        self.now_ms = now_ms;
    }

    pub fn briefing(&self) -> &Briefing {
        &self.briefing
    }

    /// The briefing, to be shared.
    pub fn briefing_arc(&self) -> Arc<Briefing> {
        Arc::clone(&self.briefing)
    }

    pub fn mode(&self) -> Mode {
        self.mode
    }

    pub fn focus(&self) -> Pane {
        self.focus
    }

    pub fn extent(&self) -> Extent {
        self.extent
    }

    pub fn view(&self) -> &View {
        &self.view
    }

    pub fn panes(&self) -> &Panes {
        &self.view.panes
    }

    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    /// Whether the message tells what went wrong.
    pub fn has_failed(&self) -> bool {
        self.failed && self.message.is_some()
    }

    pub fn search(&self) -> &Search {
        &self.search
    }

    pub fn jump(&self) -> Option<&Jump> {
        self.jump.as_ref()
    }

    pub fn block(&self, at: usize) -> Option<&super::Block> {
        self.body.blocks().get(at)
    }

    /// Index of the section being read.
    pub fn topic(&self) -> usize {
        self.section_at(self.at)
    }

    /// Index of the section that shows `byte`.
    pub(super) fn section_at(&self, byte: usize) -> usize {
        let blocks = self.body.blocks();
        let at = blocks.partition_point(|block| block.span.start <= byte).saturating_sub(1);
        blocks.get(at).map_or(0, |block| block.section)
    }

    /// Width and height of the screen.
    pub fn size(&self) -> (u16, u16) {
        (self.width, self.height)
    }

    /// The count typed so far.
    pub fn pending_count(&self) -> Option<usize> {
        self.count
    }

    /// Which of how many listed quotes is selected, counted from 1; 0 for none.
    pub fn quote_place(&self) -> (usize, usize) {
        let place = self.quote.and_then(|quote| self.listed.place_of(quote));
        (place.map_or(0, |place| place + 1), self.listed.len())
    }

    /// Index of the selected quote.
    pub fn quote(&self) -> Option<usize> {
        self.quote
    }

    pub(super) fn selected(&self) -> Option<&Quote> {
        self.quote.and_then(|at| self.briefing.quotes.get(at))
    }

    /// What the topic list calls `section`.
    pub fn topic_name<'a>(&self, section: &'a Section) -> &'a str {
        section.heading.as_deref().unwrap_or("Opening")
    }

    /// Selects the quote at the byte being read, else the next one, else the last.
    pub(super) fn follow(&mut self) {
        self.quote = self.listed.following(&self.briefing, self.at);
    }

    /// Who speaks in turn `at`.
    pub(super) fn turn_person(&self, at: usize) -> Option<usize> {
        self.turn_people.get(at).copied().flatten()
    }

    /// The first block of section `at`.
    pub(super) fn section_block(&self, at: usize) -> usize {
        self.body.blocks().partition_point(|block| block.section < at)
    }

    pub(super) fn is_derived(&self, block: usize) -> bool {
        self.block(block).is_some_and(|block| block.kind == BlockKind::Derived)
    }
}

/// For each turn of `briefing`, who speaks in it.
pub(super) fn turn_people(briefing: &Briefing) -> Vec<Option<usize>> {
    let mut people = vec![None; briefing.turns.len()];
    let mut quotes = briefing.quotes.iter().filter(|q| q.kind == QuoteKind::Turn).peekable();
    for (turn, person) in briefing.turns.iter().zip(&mut people) {
        let Some(start) = turn.speech.first().map(|span| span.start) else { continue };
        while quotes.next_if(|quote| quote.span.start < start).is_some() {}
        let here = quotes.next_if(|quote| quote.span.start == start);
        *person = here.and_then(|quote| quote.speaker.as_ref()).and_then(|s| s.person);
    }
    people
}
