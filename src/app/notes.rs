//! The list of what the reader left in the document: highlights, notes and marks.

use super::action::{Command, Effect};
use super::mode::Mode;
use super::state::State;
use super::undo::Done;
use crate::archive::{Mark, Placed};
use crate::export;

/// The open list.
#[derive(Default)]
pub struct Notes {
    items: Vec<Item>,
    selected: usize,
}

/// One thing left in the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// The highlight with this id, with a note or without.
    Highlight(String),
    Mark(char),
}

impl Notes {
    /// In the order of the text; what is no longer in it comes last.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    pub fn selected(&self) -> usize {
        self.selected
    }

    fn choice(&self) -> Option<&Item> {
        self.items.get(self.selected)
    }
}

impl State {
    /// The list of highlights, notes and marks, when it is open.
    pub fn notes(&self) -> Option<&Notes> {
        self.notes.as_ref()
    }

    pub(super) fn open_notes(&mut self) {
        let items = self.items();
        let at = self.at;
        let past = |item: &Item| self.placed(item).is_none_or(|placed| placed.byte() >= at);
        let selected = items.iter().position(past).unwrap_or(items.len().saturating_sub(1));
        self.notes = Some(Notes { items, selected });
        self.mode = Mode::Notes;
    }

    pub(super) fn has_notes(&self) -> bool {
        !self.items().is_empty()
    }

    fn items(&self) -> Vec<Item> {
        let highlights = self.record.highlights.iter().filter(|h| h.content.is_some());
        let highlights = highlights.map(|highlight| Item::Highlight(highlight.id.clone()));
        let marks = self.record.marks.iter().filter(|mark| mark.place.is_some());
        let mut items: Vec<Item> =
            highlights.chain(marks.map(|mark| Item::Mark(mark.letter))).collect();
        items.sort_by_key(|item| {
            let placed = self.placed(item);
            let lost = placed.is_none_or(|placed| placed.found.span().is_none());
            (lost, placed.map_or(0, Placed::byte))
        });
        items
    }

    /// Where `item` stands.
    pub fn placed(&self, item: &Item) -> Option<&Placed> {
        match item {
            Item::Highlight(id) => self.content(id).map(|content| &content.place),
            Item::Mark(letter) => self.opt_mark(*letter)?.place.as_ref(),
        }
    }

    /// The note on `item`; empty without one.
    pub fn note_on(&self, item: &Item) -> &str {
        match item {
            Item::Highlight(id) => self.content(id).map_or("", |content| &content.note),
            Item::Mark(_) => "",
        }
    }

    /// The index of the colour of `item`, when it has one.
    pub fn colour_of(&self, item: &Item) -> Option<usize> {
        match item {
            Item::Highlight(id) => {
                self.content(id).map(|content| super::highlight::colour(&content.colour))
            }
            Item::Mark(_) => None,
        }
    }

    /// Lists anew after something was taken away or brought back.
    pub(super) fn refresh_notes(&mut self) {
        let items = self.items();
        if let Some(notes) = &mut self.notes {
            notes.selected = notes.selected.min(items.len().saturating_sub(1));
            notes.items = items;
        }
    }

    /// For each item the rows it takes: one for the words, one for a note.
    pub(super) fn note_heights(&self) -> impl Iterator<Item = usize> {
        let items = self.notes.as_ref().map_or(&[][..], |notes| &notes.items);
        items.iter().map(|item| 1 + usize::from(!self.note_on(item).is_empty()))
    }

    /// The items that show in `height` rows, the one chosen among them: the index of
    /// each, its first row and how many it takes.
    pub fn notes_shown(&self, height: usize) -> Vec<(usize, usize, usize)> {
        let heights: Vec<usize> = self.note_heights().collect();
        let chosen = self.notes.as_ref().map_or(0, |notes| notes.selected);
        let above = heights.get(..=chosen).unwrap_or_default().iter().rev();
        let fitting = above.scan(0, |filled, rows| {
            *filled += rows;
            (*filled <= height).then_some(())
        });
        let first = (chosen + 1).saturating_sub(fitting.count().max(1));
        let mut shown = Vec::new();
        let mut row = 0;
        for (at, &rows) in heights.iter().enumerate().skip(first) {
            if row >= height {
                break;
            }
            shown.push((at, row, rows.min(height - row)));
            row += rows;
        }
        shown
    }

    /// Chooses the item in `row` of `height`; tells whether there is one.
    pub(super) fn choose_note(&mut self, row: usize, height: usize) -> bool {
        let shown = self.notes_shown(height);
        let there = shown.iter().find(|(_, first, rows)| (*first..first + rows).contains(&row));
        let Some(notes) = &mut self.notes else { return false };
        notes.selected = there.map_or(notes.selected, |(at, ..)| *at);
        there.is_some()
    }

    pub(super) fn chosen_highlight(&self) -> Option<String> {
        match self.notes.as_ref()?.choice()? {
            Item::Highlight(id) => Some(id.clone()),
            Item::Mark(_) => None,
        }
    }

    pub(super) fn step_notes(&mut self, n: isize) {
        let Some(notes) = &mut self.notes else { return };
        let (last, before) = (notes.items.len().saturating_sub(1), notes.selected);
        notes.selected = before.saturating_add_signed(n).min(last);
        let moved = notes.selected != before;
        self.tell_edge(moved, n);
    }

    pub(super) fn close_notes(&mut self) {
        self.notes = None;
        self.mode = Mode::Reading;
    }

    pub(super) fn steer_notes(&mut self, command: Command) -> Effect {
        match command {
            Command::Accept => self.go_to_note(),
            Command::Close => self.close_notes(),
            Command::SelectNext => self.step_notes(1),
            Command::SelectPrevious => self.step_notes(-1),
            Command::PageDown => self.step_notes(10),
            Command::PageUp => self.step_notes(-10),
            Command::Delete => return self.delete_note(),
            Command::Annotate => match self.chosen_highlight() {
                Some(id) => self.edit_note(&id),
                None => self.tell("a mark has no note: H and a are for words"),
            },
            Command::Recolour => match self.chosen_highlight() {
                Some(id) => self.ask_recolour(&id),
                None => self.tell("a mark has no colour"),
            },
            Command::CopyQuote => return self.copy_note(),
            Command::Undo => return self.undo(),
            Command::Suspend => return Effect::Suspend,
            _ => {}
        }
        Effect::None
    }

    fn go_to_note(&mut self) {
        let chosen = self.notes.as_ref().and_then(Notes::choice).cloned();
        let Some(span) = chosen.and_then(|item| self.placed(&item)?.found.span()) else {
            return self.tell("these words are no longer in the text");
        };
        self.close_notes();
        self.leave();
        self.show_byte(span.start);
    }

    fn delete_note(&mut self) -> Effect {
        let Some(item) = self.notes.as_ref().and_then(Notes::choice).cloned() else {
            self.tell("nothing to delete");
            return Effect::None;
        };
        match item {
            Item::Highlight(id) => {
                self.remove_highlight(&id);
                self.tell(&self.keyed("deleted · {undo} brings it back"));
            }
            Item::Mark(letter) => {
                let before = self.opt_mark(letter).cloned();
                self.done.push(Done::Mark(letter, before));
                self.put_mark(Mark { letter, at_ms: 0, place: None });
                let way = self.keyed("{undo} brings it back");
                self.tell(&format!("mark {letter} deleted · {way}"));
            }
        }
        self.refresh_notes();
        Effect::Keep
    }

    fn copy_note(&self) -> Effect {
        let Some(item) = self.notes.as_ref().and_then(Notes::choice) else { return Effect::None };
        let Some(placed) = self.placed(item) else { return Effect::None };
        let span = placed.found.span().unwrap_or_default();
        let cited = export::cite_passage(&self.briefing, span, &placed.anchor.words);
        let note = self.note_on(item);
        Effect::Copy(if note.is_empty() { cited } else { format!("{cited}\n{note}\n") })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::fixture::strike;
    use super::super::{Extent, fixture};
    use super::*;

    fn state() -> State {
        let notation: String =
            (0..40).map(|n| format!("# Topic {n}\nX{n}: “Words number {n}.”\n\n")).collect();
        State::new(Arc::new(fixture::briefing(&notation)), Extent::Whole, 100, 14)
    }

    #[test]
    fn the_list_leads_to_what_was_left() {
        let mut state = state();
        strike(&mut state, "M");
        assert_eq!(state.mode(), Mode::Reading);
        assert!(state.message().unwrap().starts_with("no notes yet"));
        strike(&mut state, "]]]maHy]]]Hgg");
        strike(&mut state, "M");
        let items: Vec<bool> =
            state.notes().unwrap().items().iter().map(|i| *i == Item::Mark('a')).collect();
        assert_eq!(items, [true, false, false]);
        strike(&mut state, "jj\n");
        assert_eq!((state.mode(), state.topic()), (Mode::Reading, 6));
        strike(&mut state, "M");
        assert_eq!(state.notes().unwrap().selected(), 2);
    }

    #[test]
    fn what_is_deleted_comes_back() {
        let mut state = state();
        strike(&mut state, "maHyM");
        assert_eq!(strike(&mut state, "d"), Effect::Keep);
        assert_eq!(state.notes().unwrap().items().len(), 1);
        strike(&mut state, "d");
        strike(&mut state, "d");
        assert_eq!(state.message(), Some("nothing to delete"));
        strike(&mut state, "uu");
        assert_eq!(state.notes().unwrap().items().len(), 2);
    }

    #[test]
    fn a_note_is_copied_with_its_source() {
        let mut state = state();
        strike(&mut state, "HyM");
        let Effect::Copy(text) = strike(&mut state, "y") else { panic!("nothing copied") };
        assert!(text.contains("Words number 0") && text.contains("A Week in Varenia"), "{text}");
    }
}
