//! Words set apart in a colour, and the notes on them.

use super::action::Effect;
use super::editor::{Editor, Target};
use super::menu::{Entry, Pick};
use super::mode::Mode;
use super::state::State;
use super::undo::Done;
use crate::archive::{Content, Found, Highlight, Placed, Record};
use crate::model::Span;

/// The colours to highlight with, by the names they are kept under. A theme has a look
/// for each.
pub const COLOURS: [&str; 4] = ["yellow", "green", "blue", "pink"];

/// The index of the colour kept as `name`; of the first for a name from elsewhere.
pub(super) fn colour(name: &str) -> usize {
    COLOURS.iter().position(|known| *known == name).unwrap_or(0)
}

impl State {
    /// The highlights and marks kept about this document.
    pub fn record(&self) -> &Record {
        &self.record
    }

    /// The words at hand: those selected, else those of the selected quote.
    pub(super) fn opt_passage(&self) -> Option<Span> {
        let selected = self.selection.map(|selection| selection.span());
        selected.or_else(|| self.selected().map(|quote| quote.span))
    }

    /// Asks for the colour to highlight the words at hand with.
    pub(super) fn ask_colour(&mut self) {
        let title = if self.selection.is_some() {
            "Highlight the selection"
        } else {
            "Highlight the quote"
        };
        self.open_menu(title, colours(Pick::Highlight), self.last_colour);
    }

    /// Asks for another colour for the highlight `id`.
    pub(super) fn ask_recolour(&mut self, id: &str) {
        let now = self.content(id).map_or(0, |content| colour(&content.colour));
        self.open_menu("Another colour", colours(Pick::Recolour), now);
    }

    /// Highlights the words at hand; those that are highlighted take the new colour.
    pub(super) fn highlight(&mut self, colour: usize) -> Effect {
        let Some(span) = self.opt_passage() else { return Effect::None };
        self.last_colour = colour;
        self.leave_selection();
        let name = COLOURS.get(colour).copied().unwrap_or_default();
        let effect = match self.opt_highlighted(span) {
            Some(id) => self.change(&id, |content| content.colour = name.to_owned()),
            None => self.add_highlight(Placed::span(&self.briefing.text, span), name, ""),
        };
        let ways = self.keyed("{annotate} adds a note · {undo} takes it off");
        self.tell(&format!("highlighted in {name} · {ways}"));
        effect
    }

    pub(super) fn recolour(&mut self, colour: usize) -> Effect {
        let Some(id) = self.chosen_highlight() else { return Effect::None };
        let name = COLOURS.get(colour).copied().unwrap_or_default();
        self.change(&id, |content| content.colour = name.to_owned())
    }

    /// Opens the editor for a note on the words at hand, or for the one there is.
    pub(super) fn annotate(&mut self) {
        let Some(span) = self.opt_passage() else { return };
        match self.opt_highlighted(span) {
            Some(id) => self.edit_note(&id),
            None => {
                let words = self.shown_text(span);
                self.open_editor(Editor::new(
                    Target::New(Placed::span(&self.briefing.text, span)),
                    words,
                    "",
                ));
            }
        }
    }

    /// Opens the editor for the note of the highlight `id`.
    pub(super) fn edit_note(&mut self, id: &str) {
        let Some(content) = self.content(id) else { return };
        let words = content.place.anchor.words.clone();
        let editor = Editor::new(Target::Kept(id.to_owned()), words, &content.note);
        self.open_editor(editor);
    }

    /// Keeps what was written in the editor.
    pub(super) fn keep_note(&mut self, target: &Target, note: &str) -> Effect {
        let effect = match target {
            Target::New(place) => {
                let colour = COLOURS.get(self.last_colour).copied().unwrap_or_default();
                self.add_highlight(place.clone(), colour, note)
            }
            Target::Kept(id) => self.change(id, |content| content.note = note.to_owned()),
        };
        if self.mode == Mode::Select {
            self.leave_selection();
        }
        self.tell(&self.keyed(match target {
            Target::New(Placed { found: Found::Lost, .. }) => {
                "note kept, though its words are no longer in the text · {open-notes} lists it"
            }
            _ => "note kept · {open-notes} lists all",
        }));
        effect
    }

    fn leave_selection(&mut self) {
        if self.selection.is_some() {
            self.close_select();
        }
    }

    /// The highlight of exactly these words.
    fn opt_highlighted(&self, span: Span) -> Option<String> {
        let shown = self.record.highlights.iter().filter(|h| h.content.is_some());
        let mut same = shown.filter(|h| {
            h.content.as_ref().and_then(|content| content.place.found.span()) == Some(span)
        });
        same.next().map(|highlight| highlight.id.clone())
    }

    pub(super) fn content(&self, id: &str) -> Option<&Content> {
        self.record.highlights.iter().find(|h| h.id == id)?.content.as_ref()
    }

    fn add_highlight(&mut self, place: Placed, colour: &str, note: &str) -> Effect {
        let mut at_ms = self.now_ms;
        let mut made = Highlight::at(place.clone(), colour, note, at_ms);
        while self.record.highlights.iter().any(|other| other.id == made.id) {
            at_ms += 1;
            made = Highlight::at(place.clone(), colour, note, at_ms);
        }
        self.done.push(Done::Highlight(made.id.clone(), None));
        self.record.highlights.push(made);
        Effect::Keep
    }

    /// Changes the highlight `id`, so that `u` can take it back.
    fn change(&mut self, id: &str, change: impl FnOnce(&mut Content)) -> Effect {
        let Some(mut content) = self.content(id).cloned() else { return Effect::None };
        change(&mut content);
        self.set_content(id, Some(content))
    }

    /// Takes the highlight `id` away.
    pub(super) fn remove_highlight(&mut self, id: &str) -> Effect {
        self.set_content(id, None)
    }

    fn set_content(&mut self, id: &str, content: Option<Content>) -> Effect {
        let before = self.swap_content(id, content);
        self.done.push(Done::Highlight(id.to_owned(), before));
        Effect::Keep
    }

    /// Puts `content` in the place of what the highlight `id` holds, which is given back.
    pub(super) fn swap_content(&mut self, id: &str, content: Option<Content>) -> Option<Content> {
        let now_ms = self.now_ms;
        let highlight = self.record.highlights.iter_mut().find(|h| h.id == id)?;
        // Later than before, whatever the clock says: of two versions the later stays.
        highlight.at_ms = now_ms.max(highlight.at_ms + 1);
        std::mem::replace(&mut highlight.content, content)
    }

    /// Takes over what saving gave back: the notes of another reader with ours.
    pub fn take_over(&mut self, merged: Record) {
        self.unkept = false;
        if (&merged.highlights, &merged.marks) == (&self.record.highlights, &self.record.marks) {
            return;
        }
        (self.record.highlights, self.record.marks) = (merged.highlights, merged.marks);
        self.record.settle(&self.briefing.text);
        self.settle();
    }
}

fn colours(pick: fn(usize) -> Pick) -> Vec<Entry> {
    let entry = |(at, name): (usize, &&str)| Entry {
        letter: name.chars().next().unwrap_or_default(),
        words: (*name).to_owned(),
        pick: pick(at),
    };
    COLOURS.iter().enumerate().map(entry).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::fixture::press;
    use super::super::{Extent, fixture};
    use super::*;

    const TEXT: &str = "# Rail Fund.\nThe minister spoke at some length.\nAna Roe: “It is far.”\n";

    fn state() -> State {
        State::new(Arc::new(fixture::briefing(TEXT)), Extent::Whole, 100, 20)
    }

    /// The words highlighted after `keys`, each with its colour and note.
    #[track_caller]
    fn check(keys: &str, expected: &[(&str, &str, &str)]) {
        let mut state = state();
        press(&mut state, keys);
        let shown = state.record.shown();
        let found: Vec<_> = shown
            .iter()
            .map(|(_, c)| (c.place.anchor.words.as_str(), c.colour.as_str(), c.note.as_str()))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn words_are_highlighted_in_a_colour() {
        check("v e H g", &[("Rail", "green", "")]);
        check("v e H enter", &[("Rail", "yellow", "")]);
        check("v e H 2", &[("Rail", "green", "")]);
        check("v e H 9 0 x esc", &[]);
        check("v e H esc", &[]);
        check("H p", &[("“It is far.”", "pink", "")]);
        check("v e H g v e H b", &[("Rail", "blue", "")]);
    }

    #[test]
    fn a_letter_that_chooses_nothing_says_so() {
        let mut state = state();
        press(&mut state, "H x");
        assert_eq!(state.message(), Some("nothing here has the letter x"));
    }

    #[test]
    fn notes_are_written_and_changed() {
        check("v e a W h y enter N o ctrl-s", &[("Rail", "yellow", "Why\nNo")]);
        check("v e a W esc esc", &[]);
        check("a W ctrl-s a h y ctrl-s", &[("“It is far.”", "yellow", "Why")]);
    }

    #[test]
    fn u_takes_them_back_one_by_one() {
        check("v e H g u", &[]);
        check("v e H g v e H b u", &[("Rail", "green", "")]);
        check("v e a W ctrl-s M d", &[]);
        check("v e a W ctrl-s M d u", &[("Rail", "yellow", "W")]);
        check("v e a W ctrl-s M d esc u", &[("Rail", "yellow", "W")]);
    }

    #[test]
    fn each_change_is_to_be_kept() {
        let mut state = state();
        assert_eq!(press(&mut state, "v e H g"), Effect::Keep);
        assert_eq!(press(&mut state, "M d"), Effect::Keep);
        assert_eq!(press(&mut state, "u"), Effect::Keep);
        assert!(state.record.highlights[0].at_ms >= 2);
    }

    #[test]
    fn another_readers_notes_are_taken_over() {
        let (mut ours, mut theirs) = (state(), state());
        theirs.set_now(5);
        press(&mut ours, "v e H g");
        press(&mut theirs, "H p");
        let mut merged = ours.record.clone();
        merged.highlights.extend(theirs.record.highlights.clone());
        ours.take_over(merged);
        assert_eq!(ours.record.shown().len(), 2);
    }
}
