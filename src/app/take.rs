//! Taking words away: in a form, to the browser, to an editor.

use super::action::{Effect, Wanted};
use super::menu::{Entry, Pick};
use super::state::State;
use crate::export::{self, Form};
use crate::model::Span;

impl State {
    /// Asks for the form in which to copy the words at hand.
    pub(super) fn ask_form(&mut self) {
        let form = |letter, words: &str, form| Entry {
            letter,
            words: words.to_owned(),
            pick: Pick::Copy(form),
        };
        let entries = vec![
            form('w', "the words alone", None),
            form('p', "plain, with the source", Some(Form::Plain)),
            form('m', "Markdown", Some(Form::Markdown)),
            form('a', "a sentence in AP style", Some(Form::Ap)),
            form('b', "BibTeX", Some(Form::Bibtex)),
            form('c', "CSL-JSON", Some(Form::CslJson)),
        ];
        let title =
            if self.selection.is_some() { "Copy the selection as" } else { "Copy the quote as" };
        let usual = entries.iter().position(|e| e.pick == Pick::Copy(Some(self.copy_form)));
        self.open_menu(title, entries, usual.unwrap_or(0));
    }

    /// Copies the words at hand in `form`, or alone.
    pub(super) fn copy_as(&mut self, form: Option<Form>) -> Effect {
        let Some(span) = self.opt_passage() else { return Effect::None };
        let words = self.shown_text(span);
        let quote = self.quote.filter(|_| self.selection.is_none());
        let text = match (form, quote) {
            (None, _) => words,
            (Some(form), Some(quote)) => export::cite(&self.briefing, quote, form),
            (Some(form), None) => export::cite_words(&self.briefing, span, &words, form),
        };
        if self.selection.is_some() {
            self.close_select();
        }
        Effect::Copy(text)
    }

    /// Opens the source in a browser at the words at hand, else at the row being read.
    pub(super) fn open_source(&mut self) -> Effect {
        let span = self.opt_passage().unwrap_or_else(|| self.lines_span());
        match export::link(&self.briefing, span) {
            Ok(link) => {
                if self.selection.is_some() {
                    self.close_select();
                }
                Effect::Browse(link)
            }
            Err(why) => {
                self.tell(&why.to_string());
                Effect::None
            }
        }
    }

    /// Opens the document in an editor at the words at hand.
    pub(super) fn edit_document(&self) -> Effect {
        let from = self.selection.map_or(self.at, |selection| selection.span().start);
        let text = &self.briefing.text;
        let end = text.floor_char_boundary(from.saturating_add(200));
        let words = Span::new(from.min(end), end).of(text);
        let words = words.split_whitespace().take(12).collect::<Vec<_>>().join(" ");
        let share = from as f64 / text.len().max(1) as f64;
        Effect::Edit(Wanted { words, share })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::{Extent, Key, action_for, fixture, update};
    use super::*;

    const TEXT: &str = "# Rail Fund.\nThe minister spoke at some length.\nAna Roe: “It is far.”\n";

    /// The effect of `keys`, in a document from `url`, and what is told.
    #[track_caller]
    fn check(url: Option<&str>, keys: &str, expected: &str) {
        let mut briefing = fixture::briefing(TEXT);
        briefing.source.url = url.map(str::to_owned);
        let mut state = State::new(Arc::new(briefing), Extent::Whole, 100, 20);
        let effect = keys.chars().fold(Effect::None, |_, c| {
            let action = action_for(Key::Char(c), &state);
            action.map_or(Effect::None, |action| update(&mut state, action))
        });
        let found = match effect {
            Effect::Copy(text) => text,
            Effect::Browse(link) => link,
            Effect::Edit(wanted) => wanted.words,
            _ => state.message().unwrap_or_default().to_owned(),
        };
        assert!(found.starts_with(expected), "{found}");
        assert!(state.selection().is_none() || keys.ends_with('e'));
    }

    #[test]
    fn words_are_copied_in_the_form_asked_for() {
        check(None, "Yw", "“It is far.”");
        check(None, "Yp", "“It is far.”\n— Ana Roe");
        check(None, "Ya", "“It is far,” Ana Roe said");
        check(None, "veYw", "Rail");
        check(None, "veYp", "“Rail”\n— “A Week");
        check(None, "veYm", "> “Rail”");
        check(None, "veYc", "[");
    }

    #[test]
    fn the_source_opens_at_the_words_or_says_why_not() {
        let url = Some("https://example.org/a");
        check(url, "o", "https://example.org/a#:~:text=It%20is%20far.");
        check(url, "veo", "https://example.org/a#:~:text=Rail");
        check(None, "o", "this document names no web address");
        check(Some("file:///a"), "o", "the document's address is no web page");
    }

    #[test]
    fn the_editor_opens_at_the_words() {
        check(None, "e", "Rail Fund. The minister");
        check(None, "Je", "“It is far.”");
    }
}
