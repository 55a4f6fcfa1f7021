//! A transcript at a glance: who speaks when, the longest answers, who asks for whom.

use super::action::{Command, Effect};
use super::mode::Mode;
use super::state::State;
use crate::model::{Person, Role, Span, Turn};

/// The open timeline.
pub struct Timeline {
    rows: Vec<TimelineRow>,
    /// Index into the rows, never of a heading.
    selected: usize,
    pub n_turns: usize,
    pub n_questions: usize,
}

/// A row under the band.
#[derive(Clone, Debug, PartialEq)]
pub enum TimelineRow {
    Heading(&'static str),
    /// Index into the turns, and how many words it has.
    Answer {
        turn: usize,
        n_words: usize,
    },
    /// How many questions are asked for a medium, or by a person where no medium is told,
    /// and the first turn that asks one. Without a name, all for whom none is told.
    Asking {
        name: Option<String>,
        n: usize,
        turn: usize,
    },
}

/// Who speaks most in a part of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Index into the cast.
    pub person: Option<usize>,
    pub voice: Voice,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    Asks,
    Speaks,
}

/// How many of the longest answers are listed.
const LONGEST: usize = 5;
/// Rows a page moves.
const PAGE: isize = 10;

impl Timeline {
    pub fn rows(&self) -> &[TimelineRow] {
        &self.rows
    }

    pub fn selected(&self) -> usize {
        self.selected
    }

    /// The first row to show in `height` so that the selected one shows.
    pub fn top(&self, height: usize) -> usize {
        // The first row that can be chosen takes its heading along.
        if self.selected <= 1 { 0 } else { (self.selected + 1).saturating_sub(height.max(1)) }
    }

    /// Chooses what stands in `row` of `height`; tells whether it leads anywhere.
    pub(super) fn choose(&mut self, row: usize, height: usize) -> bool {
        let at = self.top(height) + row;
        let leads = matches!(
            self.rows.get(at),
            Some(TimelineRow::Answer { .. } | TimelineRow::Asking { .. })
        );
        self.selected = if leads { at } else { self.selected };
        leads
    }

    /// The turn that the row chosen leads to.
    fn turn(&self) -> Option<usize> {
        match self.rows.get(self.selected)? {
            TimelineRow::Heading(_) => None,
            TimelineRow::Answer { turn, .. } | TimelineRow::Asking { turn, .. } => Some(*turn),
        }
    }

    /// Moves the choice `n` rows on, headings not counted; tells whether it moved.
    fn step(&mut self, n: isize) -> bool {
        let rows = self.rows.iter().enumerate();
        let leading: Vec<usize> = rows
            .filter(|(_, row)| !matches!(row, TimelineRow::Heading(_)))
            .map(|(at, _)| at)
            .collect();
        let Some(at) = leading.iter().position(|&row| row == self.selected) else { return false };
        let to = at.saturating_add_signed(n).min(leading.len() - 1);
        self.selected = leading.get(to).copied().unwrap_or(self.selected);
        to != at
    }
}

impl State {
    /// The timeline, while it is open.
    pub fn timeline(&self) -> Option<&Timeline> {
        self.timeline.as_ref()
    }

    pub(super) fn open_timeline(&mut self) {
        if self.briefing.turns.is_empty() {
            return self.tell("no timeline: this is no transcript");
        }
        self.people = None;
        self.timeline = Some(self.timeline_of());
        self.mode = Mode::Timeline;
    }

    fn timeline_of(&self) -> Timeline {
        let voices: Vec<_> = (0..self.briefing.turns.len()).map(|at| self.voice(at)).collect();
        let asks = |at: &usize| voices.get(*at) == Some(&Some(Voice::Asks));
        let n_questions = (0..voices.len()).filter(asks).count();
        let answers = self.longest(&voices);
        let title = if n_questions > 0 { "Longest answers" } else { "Longest turns" };
        let mut rows = vec![TimelineRow::Heading(title)];
        rows.extend(
            answers.into_iter().map(|(n_words, turn)| TimelineRow::Answer { turn, n_words }),
        );
        if n_questions > 0 {
            let asking: Vec<usize> = (0..voices.len()).filter(asks).collect();
            rows.extend(self.asking(&asking));
        }
        let selected = rows.iter().position(|row| !matches!(row, TimelineRow::Heading(_)));
        Timeline { rows, selected: selected.unwrap_or(0), n_turns: voices.len(), n_questions }
    }

    /// The longest turns that answer a question, or of all without any question.
    fn longest(&self, voices: &[Option<Voice>]) -> Vec<(usize, usize)> {
        let asked = voices.contains(&Some(Voice::Asks));
        let mut before = None;
        let mut found = Vec::new();
        for (at, turn) in self.briefing.turns.iter().enumerate() {
            let voice = voices.get(at).copied().flatten();
            if voice == Some(Voice::Speaks) && (!asked || before == Some(Voice::Asks)) {
                found.push((self.n_words(turn), at));
            }
            before = voice.or(before);
        }
        found.sort_by_key(|&(n_words, at)| (std::cmp::Reverse(n_words), at));
        found.truncate(LONGEST);
        found
    }

    /// How many of the turns `asking` are for each outlet, under a heading; by person where
    /// no outlet is told.
    fn asking(&self, asking: &[usize]) -> Vec<TimelineRow> {
        let by_outlet = self.tally(asking, |person| person.outlet.as_deref());
        let (heading, tally) = if by_outlet.iter().any(|(name, ..)| name.is_some()) {
            ("Questions by outlet", by_outlet)
        } else {
            ("Questions by asker", self.tally(asking, |person| Some(&person.name)))
        };
        let row = |(name, n, turn): (Option<&str>, usize, usize)| TimelineRow::Asking {
            name: name.map(str::to_owned),
            n,
            turn,
        };
        std::iter::once(TimelineRow::Heading(heading)).chain(tally.into_iter().map(row)).collect()
    }

    /// How often each name that `name` gives of whoever asks occurs in the turns `asking`,
    /// and where first: the most frequent first, those without a name last.
    fn tally<'a>(
        &'a self,
        asking: &[usize],
        name: impl Fn(&'a Person) -> Option<&'a str>,
    ) -> Vec<(Option<&'a str>, usize, usize)> {
        let mut found: Vec<(Option<&str>, usize, usize)> = Vec::new();
        for &turn in asking {
            let person = self.turn_person(turn).and_then(|at| self.briefing.cast.people.get(at));
            let name = person.and_then(&name);
            match found.iter_mut().find(|(other, ..)| *other == name) {
                Some((_, n, _)) => *n += 1,
                None => found.push((name, 1, turn)),
            }
        }
        found.sort_by_key(|&(name, n, turn)| (name.is_none(), std::cmp::Reverse(n), turn));
        found
    }

    /// Whether turn `at` asks or speaks; `None` for moderators, interpreters and turns
    /// without a word.
    fn voice(&self, at: usize) -> Option<Voice> {
        let turn = self.briefing.turns.get(at).filter(|turn| !turn.speech.is_empty())?;
        let person = self.turn_person(at).and_then(|at| self.briefing.cast.people.get(at));
        match turn.role {
            Role::Asker => Some(Voice::Asks),
            // Whoever is introduced with a medium is there to ask.
            Role::Speaker if person.is_some_and(|person| person.outlet.is_some()) => {
                Some(Voice::Asks)
            }
            Role::Speaker => Some(Voice::Speaks),
            Role::Other => None,
        }
    }

    fn n_words(&self, turn: &Turn) -> usize {
        let words = |span: &Span| span.of(&self.briefing.text).split_whitespace().count();
        turn.speech.iter().map(words).sum()
    }

    /// For each of `width` equal parts of the text, who speaks most in it.
    pub fn band(&self, width: usize) -> Vec<Option<Stretch>> {
        let mut parts: Vec<(usize, Option<Stretch>)> = vec![(0, None); width];
        for (at, turn) in self.briefing.turns.iter().enumerate() {
            let Some(voice) = self.voice(at) else { continue };
            let part = Stretch { person: self.turn_person(at), voice };
            let start = turn.speech.first().map_or(0, |span| span.start);
            let end = turn.speech.last().map_or(start, |span| span.end);
            let (first, last) =
                (self.part_of(start, width), self.part_of(end.max(start + 1) - 1, width));
            for held in parts.get_mut(first..=last).into_iter().flatten() {
                if end - start > held.0 {
                    *held = (end - start, Some(part));
                }
            }
        }
        parts.into_iter().map(|(_, part)| part).collect()
    }

    /// Which of `width` equal parts of the text is being read.
    pub fn part_read(&self, width: usize) -> usize {
        self.part_of(self.at, width)
    }

    fn part_of(&self, byte: usize, width: usize) -> usize {
        let text = self.text_span();
        let at = byte.saturating_sub(text.start) as f64 / text.len().max(1) as f64;
        ((at * width as f64) as usize).min(width.saturating_sub(1))
    }

    /// The first words of turn `at`.
    pub fn turn_words(&self, at: usize) -> &str {
        let turn = self.briefing.turns.get(at);
        turn.and_then(|turn| turn.speech.first()).map_or("", |span| span.of(&self.briefing.text))
    }

    /// Who speaks in turn `at`: by name, else by the label.
    pub fn turn_name(&self, at: usize) -> &str {
        let person = self.turn_person(at).and_then(|at| self.briefing.cast.people.get(at));
        let label =
            self.briefing.turns.get(at).map_or("", |turn| turn.label.of(&self.briefing.text));
        person.map_or(label, |person| &person.name)
    }

    pub(super) fn steer_timeline(&mut self, command: Command) -> Effect {
        match command {
            Command::Accept => self.accept_timeline(),
            Command::Close => self.close_timeline(),
            Command::Widen => {
                self.close_timeline();
                self.open_people();
            }
            Command::SelectNext => self.step_timeline(1),
            Command::SelectPrevious => self.step_timeline(-1),
            Command::PageDown => self.step_timeline(PAGE),
            Command::PageUp => self.step_timeline(-PAGE),
            Command::Start => self.step_timeline(isize::MIN),
            Command::Finish => self.step_timeline(isize::MAX),
            Command::Suspend => return Effect::Suspend,
            _ => {}
        }
        Effect::None
    }

    pub(super) fn step_timeline(&mut self, n: isize) {
        let moved = self.timeline.as_mut().is_none_or(|timeline| timeline.step(n));
        self.tell_edge(moved, n);
    }

    pub(super) fn close_timeline(&mut self) {
        self.timeline = None;
        self.mode = Mode::Reading;
    }

    fn accept_timeline(&mut self) {
        let turn = self.timeline.as_ref().and_then(Timeline::turn);
        let turn = turn.and_then(|at| self.briefing.turns.get(at));
        let Some(start) = turn.map(|turn| turn.label.start) else {
            return self.tell("nothing to go to");
        };
        self.close_timeline();
        self.leave();
        self.show_byte(start);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::{Action, Extent, fixture, update};
    use super::*;

    const TEXT: &str = "@Ana Roe: Good morning.\n@?Bo Li, Daily: Is the fund open?\n\
                        @Ana Roe: It is open to every town.\n@?: And the dam?\n@Ana Roe: No.\n\
                        @?Cy Oh, Daily: Why?\n@Ana Roe: Later, I said.\n";

    fn state(text: &str) -> State {
        State::new(Arc::new(fixture::briefing(text)), Extent::Whole, 100, 30)
    }

    fn act(state: &mut State, commands: &[Command]) {
        for &command in commands {
            update(state, Action::Do(command));
        }
    }

    #[test]
    fn answers_and_outlets_are_counted() {
        let timeline = state(TEXT).timeline_of();
        assert_eq!((timeline.n_turns, timeline.n_questions), (7, 3));
        let outlet = |name: Option<&str>, n, turn| TimelineRow::Asking {
            name: name.map(str::to_owned),
            n,
            turn,
        };
        let expected = [
            TimelineRow::Heading("Longest answers"),
            TimelineRow::Answer { turn: 2, n_words: 6 },
            TimelineRow::Answer { turn: 6, n_words: 3 },
            TimelineRow::Answer { turn: 4, n_words: 1 },
            TimelineRow::Heading("Questions by outlet"),
            outlet(Some("Daily"), 2, 1),
            outlet(None, 1, 3),
        ];
        assert_eq!(timeline.rows(), expected);
    }

    #[test]
    fn a_turn_is_gone_to() {
        let mut state = state(TEXT);
        act(&mut state, &[Command::OpenPeople, Command::Widen]);
        assert_eq!(state.mode(), Mode::Timeline);
        act(&mut state, &[Command::SelectPrevious]);
        assert_eq!(state.message(), Some("the list begins here"));
        act(&mut state, &[Command::SelectNext, Command::SelectNext, Command::SelectNext]);
        assert_eq!(state.timeline().unwrap().selected(), 5);
        act(&mut state, &[Command::Accept]);
        let label = state.briefing().turns[1].label;
        assert_eq!((state.mode(), state.at), (Mode::Reading, label.start));
        act(&mut state, &[Command::OpenPeople, Command::Widen, Command::Widen]);
        assert_eq!(state.mode(), Mode::People);
    }

    #[test]
    fn the_list_pages_and_has_ends() {
        let mut state = state(TEXT);
        act(&mut state, &[Command::OpenPeople, Command::Widen]);
        let mut after = |command| {
            update(&mut state, Action::Do(command));
            state.timeline().unwrap().selected()
        };
        let all = [Command::PageDown, Command::PageUp, Command::Finish, Command::Start];
        assert_eq!(all.map(&mut after), [6, 1, 6, 1]);
    }

    #[test]
    fn who_asks_is_told_where_no_outlet_is() {
        let state = state("@Ana Roe: Yes.\n@?Bo Li: Is it?\n@Ana Roe: It is.\n@?: And now?\n");
        let rows = state.timeline_of();
        let asking = |name: Option<&str>, turn| TimelineRow::Asking {
            name: name.map(str::to_owned),
            n: 1,
            turn,
        };
        let expected =
            [TimelineRow::Heading("Questions by asker"), asking(Some("Bo Li"), 1), asking(None, 3)];
        assert_eq!(rows.rows().split_at(2).1, expected);
    }

    #[test]
    fn the_band_shows_who_speaks_and_who_asks() {
        let mut band: Vec<_> = state(TEXT).band(400).into_iter().flatten().collect();
        band.dedup();
        let voices: String =
            band.iter().map(|part| if part.voice == Voice::Asks { '?' } else { '.' }).collect();
        assert_eq!(voices, ".?.?.?.");
        assert!(state(TEXT).band(0).is_empty());
    }

    #[test]
    fn without_turns_there_is_none() {
        let mut state = state("# One\nX: “A.”\n");
        act(&mut state, &[Command::OpenPeople, Command::Widen]);
        assert_eq!(state.message(), Some("no timeline: this is no transcript"));
    }
}
