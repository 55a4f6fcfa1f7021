//! Everyone in the briefing: how often and how much each is quoted.

use super::filter::Only;
use super::popup::{opt_at_row, top};
use super::state::State;
use crate::model::{QuoteKind, Role};

/// The open list of people.
pub struct People {
    rows: Vec<Row>,
    selected: usize,
}

/// One person's row, the most quoted first.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Index into the cast.
    pub person: usize,
    pub n_quotes: usize,
    pub n_words: usize,
    /// Of all words quoted, `0.0..=1.0`.
    pub share: f64,
    /// Questions asked in a transcript.
    pub n_asked: usize,
}

impl People {
    pub(super) fn of(state: &State) -> People {
        let briefing = state.briefing();
        let all: usize = briefing.cast.people.iter().map(|person| person.n_words).sum();
        let mut asked = vec![0; briefing.cast.people.len()];
        for (at, turn) in briefing.turns.iter().enumerate().filter(|(_, t)| t.role == Role::Asker) {
            let person = state.turn_person(at).and_then(|person| asked.get_mut(person));
            if let Some(n) = person.filter(|_| !turn.speech.is_empty()) {
                *n += 1;
            }
        }
        let people = briefing.cast.people.iter().enumerate();
        let mut rows: Vec<Row> = people
            .map(|(at, person)| Row {
                person: at,
                n_quotes: person.n_quotes,
                n_words: person.n_words,
                share: person.n_words as f64 / all.max(1) as f64,
                n_asked: asked.get(at).copied().unwrap_or(0),
            })
            .collect();
        rows.sort_by_key(|row| std::cmp::Reverse((row.n_words, row.n_quotes)));
        People { rows, selected: 0 }
    }

    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    pub fn selected(&self) -> usize {
        self.selected
    }

    /// The first row to show in `height` so that the selected one shows.
    pub fn top(&self, height: usize) -> usize {
        top(self.selected, height)
    }

    /// Chooses the person in `row` of `height`; tells whether there is one.
    pub(super) fn choose(&mut self, row: usize, height: usize) -> bool {
        let at = opt_at_row(row, height, self.selected, self.rows.len());
        self.selected = at.unwrap_or(self.selected);
        at.is_some()
    }
}

impl State {
    /// The list of people, when it is open.
    pub fn people(&self) -> Option<&People> {
        self.people.as_ref()
    }

    pub(super) fn open_people(&mut self) {
        let mut people = People::of(self);
        let person = self.selected().and_then(|q| q.speaker.as_ref()).and_then(|s| s.person);
        let here = people.rows.iter().position(|row| Some(row.person) == person);
        people.selected = here.unwrap_or(0);
        self.people = Some(people);
        self.mode = super::Mode::People;
    }

    pub(super) fn step_people(&mut self, n: isize) {
        let Some(people) = &mut self.people else { return };
        let (last, before) = (people.rows.len().saturating_sub(1), people.selected);
        people.selected = before.saturating_add_signed(n).min(last);
        let moved = people.selected != before;
        self.tell_edge(moved, n);
    }

    pub(super) fn close_people(&mut self) {
        self.people = None;
        self.mode = super::Mode::Reading;
    }

    /// Lists only what the selected person says.
    pub(super) fn accept_people(&mut self) {
        let chosen = self.people.as_ref().and_then(|people| people.rows.get(people.selected));
        let chosen = chosen.map(|row| row.person);
        self.close_people();
        if let Some(person) = chosen {
            self.list_only(Only::Person(person));
        }
    }

    /// Lists only what the speaker of the selected quote says.
    pub(super) fn only_this_speaker(&mut self) {
        let speaker = self.selected().and_then(|quote| quote.speaker.as_ref());
        if let Some(person) = speaker.and_then(|speaker| speaker.person) {
            self.list_only(Only::Person(person));
        }
    }

    /// Who speaks where: for each of `height` equal parts of the text the speaker of
    /// its longest quote, `None` where nobody is quoted.
    pub(super) fn strip(&self, height: usize) -> Vec<Option<Option<usize>>> {
        let text = self.text_span();
        let mut parts = vec![(0, None); height];
        let part = |byte: usize| {
            let at = byte.saturating_sub(text.start) as f64 / text.len().max(1) as f64;
            ((at * height as f64) as usize).min(height.saturating_sub(1))
        };
        for quote in self.listed.all().filter_map(|at| self.briefing.quotes.get(at)) {
            let person = quote.speaker.as_ref().and_then(|speaker| speaker.person);
            // A transcript is all turns: its quotes within turns would only disturb.
            let nested = quote.within.is_some() && quote.kind != QuoteKind::Turn;
            let end = quote.span.end.max(quote.span.start + 1) - 1;
            let range = part(quote.span.start)..=part(end);
            for held in parts.get_mut(range).into_iter().flatten() {
                if quote.span.len() > held.0 && !nested {
                    *held = (quote.span.len(), Some(person));
                }
            }
        }
        parts.into_iter().map(|(_, person)| person).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::app::{Action, Command, Extent, fixture, update};

    fn state() -> State {
        let notation = "Ana Roe: “The fund is open now.”\nBo Li: “It is not so.”\nAna Roe: “Yes.”";
        State::new(Arc::new(fixture::briefing(notation)), Extent::Whole, 100, 30)
    }

    #[test]
    fn choosing_a_person_lists_only_their_quotes() {
        let mut state = state();
        for command in [Command::OpenPeople, Command::Accept] {
            update(&mut state, Action::Do(command));
        }
        assert_eq!(state.quote_place(), (1, 2));
        assert_eq!(state.filter().words(state.briefing()), "Ana Roe");
        update(&mut state, Action::Do(Command::Cancel));
        assert_eq!(state.quote_place().1, 3);
    }

    #[test]
    fn search_goes_on_in_the_words_of_the_person_chosen() {
        let mut state = state();
        for command in [Command::OpenPeople, Command::OpenSearch] {
            update(&mut state, Action::Do(command));
        }
        update(&mut state, Action::Paste("s".to_owned()));
        assert_eq!(state.filter().words(state.briefing()), "Ana Roe");
        assert_eq!(state.search().hits().len(), 2);
    }

    #[test]
    fn a_filter_that_leaves_nothing_is_not_set() {
        let mut state = state();
        state.list_only(Only::Person(7));
        assert!(state.filter().is_empty() && state.quote_place().1 == 3);
    }

    #[test]
    fn the_strip_shows_the_longest_speaker_of_each_part() {
        let mut strip: Vec<_> = state().strip(40).into_iter().flatten().collect();
        strip.dedup();
        assert_eq!(strip, [Some(0), Some(1), Some(0)]);
        assert!(state().strip(0).is_empty());
    }
}
