//! The hits of a search, topic by topic or document by document: how many, and the words
//! around each.

use std::ops::Range;

use super::action::{Command, Effect};
use super::blocks::BlockKind;
use super::desk::DocId;
use super::mode::Mode;
use super::sought::Reach;
use super::state::State;
use crate::model::Span;

/// The open list of hits.
pub struct Hits {
    groups: Vec<Group>,
    /// Index into the hits.
    selected: usize,
    /// Where the keys were before.
    pub(super) from: Mode,
    reach: Reach,
}

/// Hits that belong together.
struct Group {
    of: Head,
    /// Which hits of the list.
    hits: Range<usize>,
}

/// What hits are listed under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Head {
    /// A topic, by its section.
    Topic(usize),
    /// An open document.
    Document(DocId),
}

/// A row of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HitRow {
    /// What the hits below are in, and how many they are.
    Head(Head, usize),
    /// Index into the hits.
    Hit(usize),
}

/// A hit, told apart from those of other documents.
pub(super) type Placed = (Option<DocId>, Span);

/// A hit with the words around it, blanks folded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HitWords {
    pub before: String,
    pub hit: String,
    pub after: String,
}

/// Chars shown before a hit, and at most of it and after it.
const BEFORE: usize = 24;
const AFTER: usize = 120;

impl Hits {
    /// The hits in the document shown, topic by topic.
    pub(super) fn here(state: &State, from: Mode) -> Hits {
        let mut groups: Vec<Group> = Vec::new();
        for (at, hit) in state.search.hits().iter().enumerate() {
            let of = Head::Topic(state.section_at(hit.start));
            match groups.last_mut().filter(|last| last.of == of) {
                Some(last) => last.hits.end = at + 1,
                None => groups.push(Group { of, hits: at..at + 1 }),
            }
        }
        let selected = state.search.current().unwrap_or(0);
        Hits { groups, selected, from, reach: Reach::Here }
    }

    /// The hits in all open documents, one after another, those without any too.
    pub(super) fn everywhere(state: &State, from: Mode) -> Hits {
        let mut list = Hits { groups: Vec::new(), selected: 0, from, reach: Reach::Everywhere };
        for id in state.desk.open() {
            let start = list.n_hits();
            let n = state.opt_shown(id).map_or(0, |shown| shown.search.hits().len());
            if let Some(current) = state.search.current().filter(|_| state.doc == Some(id)) {
                list.selected = start + current;
            }
            list.groups.push(Group { of: Head::Document(id), hits: start..start + n });
        }
        list
    }

    /// How many topics or documents have hits, and how many are listed.
    pub fn n_groups(&self) -> (usize, usize) {
        let with_hits = self.groups.iter().filter(|group| !group.hits.is_empty());
        (with_hits.count(), self.groups.len())
    }

    pub fn n_hits(&self) -> usize {
        self.groups.last().map_or(0, |group| group.hits.end)
    }

    pub fn reach(&self) -> Reach {
        self.reach
    }

    pub fn selected(&self) -> usize {
        self.selected
    }

    /// `height` rows around the hit chosen.
    pub fn rows(&self, height: usize) -> Vec<HitRow> {
        let row = self.selected + self.group_of(self.selected) + 1;
        let most = (self.n_hits() + self.groups.len()).saturating_sub(height);
        let top = row.saturating_sub(height / 2).min(most);
        let first = self.groups.iter().enumerate();
        let first = first.take_while(|(at, group)| group.hits.start + at <= top).count();
        let skipped = first.saturating_sub(1);
        let groups = self.groups.iter().skip(skipped);
        let rows = groups.flat_map(|group| {
            let head = HitRow::Head(group.of, group.hits.len());
            std::iter::once(head).chain(group.hits.clone().map(HitRow::Hit))
        });
        let start = self.groups.get(skipped).map_or(0, |group| group.hits.start + skipped);
        rows.skip(top - start.min(top)).take(height).collect()
    }

    /// Chooses the hit in `row` of `height`, or the first under the head there; tells
    /// whether there is one.
    pub(super) fn choose(&mut self, row: usize, height: usize) -> bool {
        let at = match self.rows(height).get(row) {
            None | Some(HitRow::Head(_, 0)) => None,
            Some(HitRow::Hit(at)) => Some(*at),
            Some(HitRow::Head(of, _)) => {
                self.groups.iter().find(|group| group.of == *of).map(|group| group.hits.start)
            }
        };
        self.selected = at.unwrap_or(self.selected);
        at.is_some()
    }

    /// The group that hit `at` is in.
    fn group_of(&self, at: usize) -> usize {
        let last = self.groups.len().saturating_sub(1);
        self.groups.partition_point(|group| group.hits.end <= at).min(last)
    }

    /// The first hit of the group `n` further that has any.
    fn opt_first_of(&self, n: isize) -> Option<usize> {
        let at = self.group_of(self.selected);
        let has_hits = |group: &&Group| !group.hits.is_empty();
        let further = match n > 0 {
            true => self.groups.iter().skip(at + 1).find(has_hits),
            false => self.groups.iter().take(at).rev().find(has_hits),
        };
        further.map(|group| group.hits.start)
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
        if self.search.reach == Reach::Everywhere && self.desk.open().len() > 1 {
            let effect = self.list_everywhere();
            return Effect::all([effect, Effect::Redraw]);
        }
        if self.search.hits().is_empty() {
            self.tell("no hits");
            return Effect::None;
        }
        self.show_hits(Hits::here);
        Effect::Redraw
    }

    /// Opens the list that `made` makes, or makes it anew.
    pub(super) fn show_hits(&mut self, made: impl FnOnce(&State, Mode) -> Hits) {
        let from = self.hits.as_ref().map_or(self.mode, |list| list.from);
        self.hits = Some(made(self, from));
        self.mode = Mode::Hits;
    }

    /// Lists anew while hits are still being found, and stays at the hit chosen.
    pub(super) fn relist_hits(&mut self, chosen: Option<Placed>) {
        let Some((from, reach)) = self.hits.as_ref().map(|list| (list.from, list.reach)) else {
            return;
        };
        let mut list = match reach {
            Reach::Here if self.search.hits().is_empty() && self.search.is_complete() => {
                return self.close_hits();
            }
            Reach::Here => Hits::here(self, from),
            Reach::Everywhere => Hits::everywhere(self, from),
        };
        let at = chosen.and_then(|(doc, hit)| self.opt_place(&list, doc, hit));
        list.selected = at.unwrap_or(list.selected);
        self.hits = Some(list);
    }

    /// Where `list` has `hit` of `doc`.
    fn opt_place(&self, list: &Hits, doc: Option<DocId>, hit: Span) -> Option<usize> {
        let found = |state: &State| state.search.hits().binary_search(&hit).ok();
        let Some(id) = doc.filter(|_| list.reach == Reach::Everywhere) else { return found(self) };
        let group = list.groups.iter().find(|group| group.of == Head::Document(id))?;
        Some(group.hits.start + found(self.opt_shown(id)?)?)
    }

    /// The state that hit `at` of the open list is in, and its place among its hits.
    fn opt_holder(&self, at: usize) -> Option<(&State, usize)> {
        let list = self.hits.as_ref()?;
        let group = list.groups.get(list.group_of(at))?;
        match group.of {
            Head::Topic(_) => Some((self, at)),
            Head::Document(id) => Some((self.opt_shown(id)?, at.checked_sub(group.hits.start)?)),
        }
    }

    /// The hit chosen in the open list.
    pub(super) fn chosen_hit(&self) -> Option<Placed> {
        let (state, at) = self.opt_holder(self.hits.as_ref()?.selected)?;
        Some((state.doc, *state.search.hits().get(at)?))
    }

    pub(super) fn steer_hits(&mut self, command: Command) -> Effect {
        match command {
            Command::Accept => return self.accept_hit(),
            Command::Close => self.close_hits(),
            Command::Widen => return self.widen_hits(),
            Command::SelectNext => self.step_hits(1),
            Command::SelectPrevious => self.step_hits(-1),
            Command::PageDown => self.step_hits(10),
            Command::PageUp => self.step_hits(-10),
            Command::NextTopic => self.step_hit_group(1),
            Command::PreviousTopic => self.step_hit_group(-1),
            Command::Start => self.step_hits(isize::MIN),
            Command::Finish => self.step_hits(isize::MAX),
            Command::Suspend => return Effect::Suspend,
            _ => {}
        }
        Effect::None
    }

    pub(super) fn step_hits(&mut self, n: isize) {
        let Some(list) = &mut self.hits else { return };
        let before = list.selected;
        list.selected = before.saturating_add_signed(n).min(list.n_hits().saturating_sub(1));
        let moved = list.selected != before;
        self.tell_edge(moved, n);
    }

    /// To the first hit of the next topic or document, or of the one before.
    fn step_hit_group(&mut self, n: isize) {
        let Some(list) = &mut self.hits else { return };
        match list.opt_first_of(n) {
            Some(first) => list.selected = first,
            None => self.tell_edge(false, n),
        }
    }

    pub(super) fn close_hits(&mut self) {
        if let Some(list) = self.hits.take() {
            self.mode = list.from;
        }
    }

    fn accept_hit(&mut self) -> Effect {
        let holder = self.hits.as_ref().and_then(|list| self.opt_holder(list.selected));
        let Some((doc, at)) = holder.map(|(state, at)| (state.doc, at)) else {
            return Effect::None;
        };
        if doc != self.doc {
            return self.go_to_other_hit(doc, at);
        }
        let from = self.hits.take().map(|list| list.from);
        match from {
            Some(Mode::Search) => self.accept_search(),
            _ => {
                self.mode = Mode::Reading;
                self.leave();
            }
        }
        self.show_hit(at);
        Effect::None
    }

    /// The words around hit `at` of the open list, from its paragraph.
    pub fn hit_words(&self, at: usize) -> HitWords {
        let Some((state, at)) = self.opt_holder(at) else { return HitWords::default() };
        state.words_around(state.search.hits().get(at).copied().unwrap_or_default())
    }

    /// The paragraph of `hit`; a label's with the first one below it, for a name alone
    /// tells nothing.
    fn passage_around(&self, hit: Span) -> Span {
        let blocks = self.body.blocks();
        let at = blocks.partition_point(|block| block.span.end <= hit.start);
        let Some(block) = blocks.get(at) else { return hit };
        let below = blocks.get(at + 1).filter(|below| {
            block.kind == BlockKind::Label && below.turn.is_some() && below.turn == block.turn
        });
        Span::new(block.span.start, below.map_or(block.span.end, |below| below.span.end))
    }

    /// The words around `hit`, from its paragraph.
    pub(super) fn words_around(&self, hit: Span) -> HitWords {
        let all = self.passage_around(hit);
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

    /// Who says the words of hit `at` of the open list.
    pub fn hit_speaker(&self, at: usize) -> Option<&str> {
        let (state, at) = self.opt_holder(at)?;
        let hit = state.search.hits().get(at)?;
        let quotes = state.listed.touching(&state.briefing, *hit);
        quotes.last().and_then(|&quote| state.speaker_name(quote))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::fixture::press;
    use super::super::{Extent, fixture};
    use super::*;

    fn state() -> State {
        let notation = "# Rail Fund.\nThe fund of the northern towns grew and grew until it was \
                        the largest fund of all.\nAna Roe: “The fund is open.”\n\n# Water.\nA \
                        dam.\n\n# Late.\nNo fund.\n";
        State::new(Arc::new(fixture::briefing(notation)), Extent::Whole, 100, 30)
    }

    fn listed(state: &State, height: usize) -> String {
        let rows = state.hits().map(|hits| hits.rows(height)).unwrap_or_default();
        let row = |row: HitRow| match row {
            HitRow::Head(Head::Topic(section), n) => format!("#{section}:{n}"),
            HitRow::Head(Head::Document(id), n) => format!("d{}:{n}", id.source),
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
    fn a_name_on_a_line_of_its_own_shows_what_is_said() {
        let mut briefing = fixture::briefing("# Rail.\n@Bo Li: Soon, I hope.\n");
        let speech = briefing.turns[0].speech[0];
        briefing.sections[0].paragraphs[0].span = speech;
        let mut state = State::new(Arc::new(briefing), Extent::Whole, 100, 30);
        press(&mut state, "/ l i ctrl-l");
        assert_eq!(state.hit_words(0).after, ": Soon, I hope.");
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
