//! The hits of a search, topic by topic: how many, and the words around each.

use std::ops::Range;

use super::action::{Command, Effect};
use super::mode::Mode;
use super::state::State;
use crate::model::Span;

/// The open list of hits.
pub struct Hits {
    /// For each topic with hits, its section and which hits are in it.
    groups: Vec<(usize, Range<usize>)>,
    /// Index into the hits.
    selected: usize,
    /// Where the keys were before.
    from: Mode,
}

/// A row of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HitRow {
    /// A topic's section, and how many hits it has.
    Topic(usize, usize),
    /// Index into the hits.
    Hit(usize),
}

/// A hit with the words around it, blanks folded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HitWords {
    pub before: String,
    pub hit: String,
    pub after: String,
}

/// Chars shown before a hit, and at most of it and after it.
const BEFORE: usize = 24;
const AFTER: usize = 120;

impl Hits {
    fn of(state: &State, from: Mode) -> Hits {
        let mut groups: Vec<(usize, Range<usize>)> = Vec::new();
        for (at, hit) in state.search.hits().iter().enumerate() {
            let section = state.section_at(hit.start);
            match groups.last_mut().filter(|(last, _)| *last == section) {
                Some((_, hits)) => hits.end = at + 1,
                None => groups.push((section, at..at + 1)),
            }
        }
        Hits { groups, selected: state.search.current().unwrap_or(0), from }
    }

    pub fn n_topics(&self) -> usize {
        self.groups.len()
    }

    pub fn selected(&self) -> usize {
        self.selected
    }

    /// `height` rows around the hit chosen.
    pub fn rows(&self, height: usize) -> Vec<HitRow> {
        let row = self.selected + self.group_of(self.selected) + 1;
        let n_hits = self.groups.last().map_or(0, |(_, hits)| hits.end);
        let most = (n_hits + self.groups.len()).saturating_sub(height);
        let top = row.saturating_sub(height / 2).min(most);
        let first = self.groups.iter().enumerate();
        let first = first.take_while(|(at, (_, hits))| hits.start + at <= top).count();
        let skipped = first.saturating_sub(1);
        let groups = self.groups.iter().skip(skipped);
        let rows = groups.flat_map(|(section, hits)| {
            let topic = HitRow::Topic(*section, hits.len());
            std::iter::once(topic).chain(hits.clone().map(HitRow::Hit))
        });
        let start = self.groups.get(skipped).map_or(0, |(_, hits)| hits.start + skipped);
        rows.skip(top - start.min(top)).take(height).collect()
    }

    /// Chooses the hit in `row` of `height`, or the first of the topic there; tells
    /// whether there is one.
    pub(super) fn choose(&mut self, row: usize, height: usize) -> bool {
        let at = match self.rows(height).get(row) {
            None => None,
            Some(HitRow::Hit(at)) => Some(*at),
            Some(HitRow::Topic(section, _)) => {
                self.groups.iter().find(|(other, _)| other == section).map(|(_, hits)| hits.start)
            }
        };
        self.selected = at.unwrap_or(self.selected);
        at.is_some()
    }

    /// The group that hit `at` is in.
    fn group_of(&self, at: usize) -> usize {
        self.groups.partition_point(|(_, hits)| hits.end <= at)
    }
}

impl State {
    /// The list of hits, while it is open.
    pub fn hits(&self) -> Option<&Hits> {
        self.hits.as_ref()
    }

    /// Lists the hits; without a search there are none. The screen is drawn again in
    /// either case: that is what the key does elsewhere.
    pub(super) fn list_hits(&mut self) -> Effect {
        if self.search.matcher().is_none() && self.mode == Mode::Reading {
            return Effect::Redraw;
        }
        if self.search.hits().is_empty() {
            self.tell("no hits");
            return Effect::None;
        }
        self.hits = Some(Hits::of(self, self.mode));
        self.mode = Mode::Hits;
        Effect::Redraw
    }

    /// Lists anew while hits are still being found, and stays at the hit chosen.
    pub(super) fn relist_hits(&mut self, chosen: Option<Span>) {
        let Some(from) = self.hits.as_ref().map(|list| list.from) else { return };
        if self.search.hits().is_empty() && self.search.is_complete() {
            return self.close_hits();
        }
        let at = chosen.and_then(|hit| self.search.hits().binary_search(&hit).ok());
        let mut list = Hits::of(self, from);
        list.selected = at.unwrap_or(list.selected);
        self.hits = Some(list);
    }

    /// The hit chosen in the open list.
    pub(super) fn chosen_hit(&self) -> Option<Span> {
        self.hits.as_ref().and_then(|list| self.search.hits().get(list.selected)).copied()
    }

    pub(super) fn steer_hits(&mut self, command: Command) -> Effect {
        match command {
            Command::Accept => self.accept_hit(),
            Command::Close => self.close_hits(),
            Command::SelectNext => self.step_hits(1),
            Command::SelectPrevious => self.step_hits(-1),
            Command::PageDown => self.step_hits(10),
            Command::PageUp => self.step_hits(-10),
            Command::NextTopic => self.step_hit_topic(1),
            Command::PreviousTopic => self.step_hit_topic(-1),
            Command::Start => self.step_hits(isize::MIN),
            Command::Finish => self.step_hits(isize::MAX),
            Command::Suspend => return Effect::Suspend,
            _ => {}
        }
        Effect::None
    }

    pub(super) fn step_hits(&mut self, n: isize) {
        let last = self.search.hits().len().saturating_sub(1);
        let Some(list) = &mut self.hits else { return };
        let before = list.selected;
        list.selected = before.saturating_add_signed(n).min(last);
        let moved = list.selected != before;
        self.tell_edge(moved, n);
    }

    /// To the first hit of the topic `n` further.
    fn step_hit_topic(&mut self, n: isize) {
        let Some(list) = &mut self.hits else { return };
        let to = list.group_of(list.selected).checked_add_signed(n);
        match to.and_then(|to| list.groups.get(to)) {
            Some((_, hits)) => list.selected = hits.start,
            None => self.tell_edge(false, n),
        }
    }

    fn close_hits(&mut self) {
        if let Some(list) = self.hits.take() {
            self.mode = list.from;
        }
    }

    fn accept_hit(&mut self) {
        let Some(list) = self.hits.take() else { return };
        self.mode = list.from;
        match list.from {
            Mode::Search => self.accept_search(),
            _ => self.leave(),
        }
        self.show_hit(list.selected);
    }

    /// The words around hit `at`, from its paragraph.
    pub fn hit_words(&self, at: usize) -> HitWords {
        self.words_around(self.search.hits().get(at).copied().unwrap_or_default())
    }

    /// The words around `hit`, from its paragraph.
    pub(super) fn words_around(&self, hit: Span) -> HitWords {
        let blocks = self.body.blocks();
        let block = blocks.partition_point(|block| block.span.end <= hit.start);
        let all = blocks.get(block).map_or(hit, |block| block.span);
        let text = &self.briefing.text;
        let folded = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
        let head = Span::new(all.start.min(hit.start), hit.start).of(text);
        let tail = Span::new(hit.end, all.end.max(hit.end)).of(text);
        let skipped = head.chars().count().saturating_sub(BEFORE);
        let near: String = head.chars().skip(skipped).collect();
        // A word cut in two would be read as another.
        let near = if skipped > 0 { near.split_once(' ').map_or("", |cut| cut.1) } else { &near };
        let gap = if head.ends_with(char::is_whitespace) && !near.is_empty() { " " } else { "" };
        let mark = if skipped > 0 { "… " } else { "" };
        let next = if tail.starts_with(char::is_whitespace) { " " } else { "" };
        let rest: String = tail.chars().take(AFTER).collect();
        HitWords {
            before: format!("{mark}{}{gap}", folded(near)),
            hit: folded(&hit.of(text).chars().take(AFTER).collect::<String>()),
            after: format!("{next}{}", folded(&rest)),
        }
    }

    /// Who says the words of hit `at`.
    pub fn hit_speaker(&self, at: usize) -> Option<&str> {
        let hit = self.search.hits().get(at)?;
        let quotes = self.listed.touching(&self.briefing, *hit);
        quotes.last().and_then(|&quote| self.speaker_name(quote))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::{Extent, action_for, fixture, update};
    use super::*;
    use crate::config;

    fn state() -> State {
        let notation = "# Rail Fund.\nThe fund of the northern towns grew and grew until it was \
                        the largest fund of all.\nAna Roe: “The fund is open.”\n\n# Water.\nA \
                        dam.\n\n# Late.\nNo fund.\n";
        State::new(Arc::new(fixture::briefing(notation)), Extent::Whole, 100, 30)
    }

    fn press(state: &mut State, keys: &str) -> Effect {
        keys.split(' ').fold(Effect::None, |_, name| {
            let key = config::Key::opt_parse(name).unwrap().into();
            action_for(key, state).map_or(Effect::None, |action| update(state, action))
        })
    }

    fn listed(state: &State, height: usize) -> String {
        let rows = state.hits().map(|hits| hits.rows(height)).unwrap_or_default();
        let row = |row: HitRow| match row {
            HitRow::Topic(section, n) => format!("#{section}:{n}"),
            HitRow::Hit(at) => at.to_string(),
        };
        rows.into_iter().map(row).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn hits_are_listed_topic_by_topic() {
        let mut state = state();
        press(&mut state, "/ f u n d ctrl-l");
        assert_eq!(listed(&state, 20), "#0:4 0 1 2 3 #2:1 4");
        assert_eq!(listed(&state, 3), "#0:4 0 1");
        press(&mut state, "down down down");
        assert_eq!(listed(&state, 3), "2 3 #2:1");
        press(&mut state, "tab");
        assert_eq!(
            (listed(&state, 3), state.hits().unwrap().selected()),
            ("3 #2:1 4".to_owned(), 4)
        );
        press(&mut state, "tab");
        assert_eq!(state.message(), Some("the list ends here"));
    }

    #[test]
    fn the_words_around_a_hit_are_shown_whole() {
        let mut state = state();
        press(&mut state, "/ f u n d ctrl-l");
        let words = |at| {
            let HitWords { before, hit, after } = state.hit_words(at);
            format!("{before}[{hit}]{after}")
        };
        assert_eq!(words(0), "Rail [Fund]");
        assert_eq!(words(2), "… it was the largest [fund] of all.");
        assert_eq!(words(3), "Ana Roe: “The [fund] is open.”");
        assert_eq!((state.hit_speaker(3), state.hit_speaker(2)), (Some("Ana Roe"), None));
    }

    #[test]
    fn enter_goes_there_and_esc_back() {
        let mut state = state();
        press(&mut state, "/ f u n d ctrl-l esc");
        assert_eq!((state.mode(), state.search.current()), (Mode::Search, Some(0)));
        press(&mut state, "ctrl-l tab enter");
        assert_eq!(
            (state.mode(), state.topic(), state.search.current()),
            (Mode::Reading, 2, Some(4))
        );
        press(&mut state, "ctrl-l up esc");
        assert_eq!((state.mode(), state.search.current()), (Mode::Reading, Some(4)));
        press(&mut state, "ctrl-o");
        assert_eq!(state.topic(), 0);
    }

    #[test]
    fn without_a_search_the_screen_is_drawn_again() {
        let mut state = state();
        assert_eq!(press(&mut state, "ctrl-l"), Effect::Redraw);
        press(&mut state, "/ x y z ctrl-l");
        assert_eq!((state.mode(), state.message()), (Mode::Search, Some("no hits")));
        press(&mut state, "enter ctrl-l");
        assert_eq!((state.mode(), state.message()), (Mode::Reading, Some("no hits")));
        assert_eq!(press(&mut state, "esc ctrl-l"), Effect::Redraw);
    }
}
