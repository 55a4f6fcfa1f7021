//! Why an action cannot be done just now. Asked before it is done, and by the palette.

use super::action::Command;
use super::area::Pane;
use super::body::Place;
use super::state::{Extent, State};
use crate::export;

/// Where the reader is, to tell whether a move led anywhere.
type Standing = (Place, usize, Option<usize>);

impl State {
    /// Why `command` cannot be done while reading, in the reader's words; `None` when it
    /// can, or when only trying will tell.
    pub(super) fn opt_hindrance(&self, command: Command) -> Option<String> {
        use Command::*;
        let why = match command {
            NextTopic | PreviousTopic | OpenJump => self.opt_topic_hindrance(command)?,
            NextQuote | PreviousQuote | Go | ThisSpeaker | NextKind | CopyQuote | CopyAs
            | Highlight | Annotate | SaveQuotes => self.opt_quote_hindrance(command)?,
            OpenLinks if self.links().next().is_none() => "the text has no links",
            OpenPeople if self.briefing.cast.people.is_empty() => "no speaker is named here",
            PaneLeft if self.focus.left() == self.focus => "this is the pane on the left",
            PaneRight if self.focus.right() == self.focus => "this is the pane on the right",
            Furniture if self.briefing.furniture.is_empty() => "there are no menus or credits",
            OpenSource => {
                let span = self.opt_passage().unwrap_or_else(|| self.lines_span());
                return export::link(&self.briefing, span).err().map(|why| why.to_string());
            }
            Reload | NextTab | PreviousTab | SearchAll => self.opt_document_hindrance(command)?,
            OpenSearch | OpenSelect | SetMark | Pipe if self.briefing.text.is_empty() => {
                "there are no words here"
            }
            _ => self.opt_trace_hindrance(command)?,
        };
        Some(self.keyed(why))
    }

    fn opt_topic_hindrance(&self, command: Command) -> Option<&'static str> {
        let n = self.briefing.sections.len();
        match command {
            _ if n == 0 => Some("there are no topics here"),
            Command::NextTopic if self.topic() + 1 >= n => Some("this is the last topic"),
            Command::PreviousTopic if self.topic() == 0 && self.view.above == 0.0 => {
                Some("this is the first topic")
            }
            _ => None,
        }
    }

    fn opt_quote_hindrance(&self, command: Command) -> Option<&'static str> {
        let place = self.quote.and_then(|quote| self.listed.place_of(quote));
        let Some(place) = place else {
            return match command {
                Command::Go if self.focus == Pane::Topics => None,
                Command::Highlight => Some("nothing to highlight: {open-select} selects words"),
                Command::Annotate => Some("nothing to note: {open-select} selects words"),
                Command::CopyAs => Some("nothing to copy: {open-select} selects words"),
                Command::CopyQuote => Some("no quote to copy"),
                Command::SaveQuotes => Some("no quotes to save"),
                _ => Some("there are no quotes here"),
            };
        };
        let is_last = place + 1 == self.listed.len();
        let start = self.selected().map_or(0, |quote| quote.span.start);
        match command {
            Command::NextQuote if is_last && start == self.at => {
                Some("this is the last quote listed")
            }
            Command::PreviousQuote if place == 0 && start >= self.at => {
                Some("this is the first quote listed")
            }
            Command::ThisSpeaker => {
                let speaker = self.selected().and_then(|quote| quote.speaker.as_ref());
                let is_named = speaker.is_some_and(|speaker| speaker.person.is_some());
                (!is_named).then_some("nobody is named for this quote")
            }
            _ => None,
        }
    }

    fn opt_document_hindrance(&self, command: Command) -> Option<&'static str> {
        match command {
            Command::Reload if self.doc.is_none() => Some("no document is open"),
            Command::Reload if self.extent == Extent::Beginning => {
                Some("the rest is still being read")
            }
            Command::NextTab | Command::PreviousTab | Command::SearchAll
                if self.desk.open().len() < 2 =>
            {
                Some("no other document is open: {open-documents} lists what there is")
            }
            _ => None,
        }
    }

    /// Why there is nothing to go on with of what was done before.
    fn opt_trace_hindrance(&self, command: Command) -> Option<&'static str> {
        let searched = self.search.matcher().is_some();
        match command {
            Command::NextHit | Command::PreviousHit if !searched => {
                Some("no search yet: {open-search} starts one")
            }
            Command::NextHit | Command::PreviousHit if self.search.hits().is_empty() => {
                Some("no hits")
            }
            Command::ListHits if searched && self.search.hits().is_empty() => Some("no hits"),
            Command::FoundQuotes if !searched => Some("search first: {open-search} starts one"),
            Command::Back if self.behind.is_empty() => Some("nothing to go back to"),
            Command::Forward if self.ahead.is_empty() => Some("nothing to go forward to"),
            Command::OpenNotes if !self.has_notes() => Some(
                "no notes yet: {annotate} notes, {highlight} highlights, {set-mark} marks a place",
            ),
            Command::Undo if self.done.is_empty() => Some("nothing to undo"),
            Command::Cancel if self.filter.is_empty() && self.search.is_blank() => {
                Some("no filter and no search is on")
            }
            _ => None,
        }
    }

    fn standing(&self, top: Place) -> Standing {
        (top, self.at, self.quote)
    }

    /// Does `step`, and says so when it led nowhere in `pane`.
    pub(super) fn moving(&mut self, pane: Pane, way: Way, step: impl FnOnce(&mut State)) {
        let before = self.standing(self.view.top);
        step(self);
        let top = self.body.settle(self.anchor);
        if self.standing(top) != before || self.message.is_some() {
            return;
        }
        self.tell(match (pane, way) {
            _ if self.briefing.text.is_empty() => "there are no words here",
            (Pane::Body, Way::On) => "the text ends here",
            (Pane::Body, Way::Back) => "the text begins here",
            (Pane::Topics, Way::On) => "this is the last topic",
            (Pane::Topics, Way::Back) => "this is the first topic",
            (Pane::Quotes, _) if self.quote.is_none() => "there are no quotes here",
            (Pane::Quotes, Way::On) => "this is the last quote listed",
            (Pane::Quotes, Way::Back) => "this is the first quote listed",
        });
    }

    /// Says why a list's choice stays where it is after a step of `n`.
    pub(super) fn tell_edge(&mut self, moved: bool, n: isize) {
        if !moved {
            self.tell(if n > 0 { "the list ends here" } else { "the list begins here" });
        }
    }
}

/// Which way through the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    On,
    Back,
}
