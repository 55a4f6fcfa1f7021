//! Everyone in the briefing: how often and how much each is quoted.

use super::action::{Command, Effect};
use super::chosen::Chosen;
use super::filter::Only;
use super::state::State;
use crate::model::{QuoteKind, Role};

/// The open list of people.
pub type People = Chosen<Row>;

/// One person's row; the most quoted first, or who says most of what is searched for.
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
    /// Hits of the search in their words.
    pub n_hits: usize,
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
        let hits = state.hits_of_people();
        let people = briefing.cast.people.iter().enumerate();
        let mut rows: Vec<Row> = people
            .map(|(at, person)| Row {
                person: at,
                n_quotes: person.n_quotes,
                n_words: person.n_words,
                share: person.n_words as f64 / all.max(1) as f64,
                n_asked: asked.get(at).copied().unwrap_or(0),
                n_hits: hits.get(at).copied().unwrap_or(0),
            })
            .collect();
        rows.sort_by_key(|row| std::cmp::Reverse((row.n_hits, row.n_words, row.n_quotes)));
        Chosen::new(rows)
    }
}

impl State {
    /// The list of people, when it is open.
    pub fn people(&self) -> Option<&People> {
        self.people.as_ref()
    }

    /// For everyone in the cast how many hits of the search are in their words.
    fn hits_of_people(&self) -> Vec<usize> {
        let mut n_hits = vec![0; self.briefing.cast.people.len()];
        for hit in self.search.hits() {
            let quote = self.listed.touching(&self.briefing, *hit).last().copied();
            let quote = quote.and_then(|at| self.briefing.quotes.get(at));
            let speaker = quote.and_then(|quote| quote.speaker.as_ref());
            let person = speaker.and_then(|speaker| n_hits.get_mut(speaker.person?));
            if let Some(n) = person {
                *n += 1;
            }
        }
        n_hits
    }

    pub(super) fn open_people(&mut self) {
        let people = People::of(self);
        let person = self.selected().and_then(|q| q.speaker.as_ref()).and_then(|s| s.person);
        let here = people.rows().iter().position(|row| Some(row.person) == person);
        self.people = Some(people.at(here.unwrap_or(0)));
        self.mode = super::Mode::People;
    }

    pub(super) fn steer_people(&mut self, command: Command) -> Effect {
        match command {
            Command::Accept => self.accept_people(),
            Command::Close => self.close_people(),
            Command::Widen => self.open_timeline(),
            Command::OpenSearch => {
                self.accept_people();
                self.open_search();
            }
            Command::SelectNext => self.step_people(1),
            Command::SelectPrevious => self.step_people(-1),
            Command::PageDown => self.step_people(10),
            Command::PageUp => self.step_people(-10),
            Command::Start => self.step_people(isize::MIN),
            Command::Finish => self.step_people(isize::MAX),
            Command::Suspend => return Effect::Suspend,
            _ => {}
        }
        Effect::None
    }

    pub(super) fn step_people(&mut self, n: isize) {
        let moved = self.people.as_mut().is_none_or(|people| people.step(n));
        self.tell_edge(moved, n);
    }

    pub(super) fn close_people(&mut self) {
        self.people = None;
        self.mode = super::Mode::Reading;
    }

    /// Lists only what the selected person says.
    pub(super) fn accept_people(&mut self) {
        let chosen = self.people.as_ref().and_then(People::choice);
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
    fn a_long_list_is_paged_and_has_ends() {
        let lines = (0..40u8).map(|n| {
            let (a, b) = (char::from(b'A' + n / 26), char::from(b'a' + n % 26));
            format!("{a}{b}n Roe{b}: “The fund is open now.”\n")
        });
        let notation: String = lines.collect();
        let mut state = State::new(Arc::new(fixture::briefing(&notation)), Extent::Whole, 100, 30);
        let mut after = |command| {
            update(&mut state, Action::Do(command));
            state.people().unwrap().selected()
        };
        let all = [Command::OpenPeople, Command::PageDown, Command::Finish, Command::Start];
        assert_eq!(all.map(&mut after), [0, 10, 39, 0]);
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
    fn who_says_most_of_what_is_searched_for_comes_first() {
        let mut state = state();
        let hits = |state: &State| {
            let rows = state.people().unwrap().rows().iter();
            rows.map(|row| (row.person, row.n_hits)).collect::<Vec<_>>()
        };
        fixture::press(&mut state, "p");
        assert_eq!(hits(&state), [(0, 0), (1, 0)]);
        fixture::press(&mut state, "esc / n o t enter p");
        assert_eq!(hits(&state), [(1, 1), (0, 0)]);
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
