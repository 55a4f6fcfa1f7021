//! Jumping: a few letters of a topic, a quote or a name, and there the reader is.

use super::action::{Command, Effect};
use super::fuzzy::{Index, Match};
use super::hits::HitWords;
use super::narrow::Narrow;
use super::prompt::Prompt;
use super::state::State;
use crate::export;
use crate::model::{Briefing, Quote, QuoteKind, Role, Span, Style, Turn};
use crate::text::fold;

/// The open jump list.
pub struct Jump {
    pub(super) list: Narrow,
    scope: Scope,
    targets: Vec<Target>,
}

/// Where a jump can lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// Index into the sections.
    Topic(usize),
    /// Index into the quotes.
    Quote(usize),
    /// Index into the cast.
    Person(usize),
    /// Index into the marks, of a link.
    Link(usize),
}

/// What the jump list holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    Topics,
    /// Topics, people and quotes.
    Everything,
    /// The links of the text: to pages, not to places.
    Links,
}

/// Chars of a quote that are looked through.
const QUOTE_CHARS: usize = 160;

impl Jump {
    fn open(state: &State, scope: Scope, prompt: Prompt) -> Jump {
        let briefing = state.briefing();
        let mut targets: Vec<Target> = match scope {
            Scope::Links => state.links().map(Target::Link).collect(),
            _ => (0..briefing.sections.len()).map(Target::Topic).collect(),
        };
        if scope == Scope::Everything {
            targets.extend((0..briefing.cast.people.len()).map(Target::Person));
            targets.extend((0..briefing.quotes.len()).map(Target::Quote));
        }
        let names: Vec<String> = targets.iter().map(|&target| state.target_name(target)).collect();
        let list = Narrow::new(names.iter().map(String::as_str), prompt);
        Jump { list, scope, targets }
    }

    pub fn list(&self) -> &Narrow {
        &self.list
    }

    pub fn scope(&self) -> Scope {
        self.scope
    }

    pub fn target(&self, found: &Match) -> Option<Target> {
        self.targets.get(found.item).copied()
    }

    fn choice(&self) -> Option<Target> {
        self.list.choice().and_then(|at| self.targets.get(at)).copied()
    }
}

fn words(briefing: &Briefing, span: Span) -> String {
    let words: String = span.of(&briefing.text).chars().take(QUOTE_CHARS).collect();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl State {
    pub(super) fn steer_jump(&mut self, command: Command) -> Effect {
        match command {
            Command::Accept => return self.accept_jump(),
            Command::Close => self.close_jump(),
            Command::SelectNext => self.step_jump(1),
            Command::SelectPrevious => self.step_jump(-1),
            Command::PageDown => self.step_jump(10),
            Command::PageUp => self.step_jump(-10),
            Command::Widen => self.widen_jump(),
            Command::Suspend => return Effect::Suspend,
            _ => {}
        }
        Effect::None
    }

    pub(super) fn open_jump(&mut self) {
        self.mode = super::Mode::Jump;
        self.jump = Some(Jump::open(self, Scope::Topics, Prompt::default()));
        let topic = self.topic();
        if let Some(jump) = &mut self.jump {
            jump.list.matches_mut().select(topic);
        }
    }

    /// Lists the links of the text, the next one from here chosen.
    pub(super) fn open_links(&mut self) {
        self.mode = super::Mode::Jump;
        let mut jump = Jump::open(self, Scope::Links, Prompt::default());
        let marks = &self.briefing.marks;
        let is_next = |&at: &usize| marks.get(at).is_some_and(|mark| mark.span.start >= self.at);
        let next = self.links().position(|at| is_next(&at));
        jump.list.matches_mut().select(next.unwrap_or(0));
        self.jump = Some(jump);
    }

    /// The marks, by index, that lead to a page.
    pub(super) fn links(&self) -> impl Iterator<Item = usize> {
        let marks = self.briefing.marks.iter().enumerate();
        marks
            .filter(|(at, mark)| self.in_body(mark.span) && self.address(*at).is_some())
            .map(|(at, _)| at)
    }

    /// The words of the link that mark `at` is, and where it leads: `tariffs · a.example/b`.
    fn link_name(&self, at: usize) -> String {
        let Some(mark) = self.briefing.marks.get(at) else { return String::new() };
        let address = self.address(at).unwrap_or_default();
        let (_, rest) = address.split_once("://").unwrap_or(("", &address));
        let rest = rest.strip_prefix("www.").unwrap_or(rest).trim_end_matches('/');
        format!("{} · {rest}", words(&self.briefing, mark.span))
    }

    /// Where the link that mark `at` is leads, safe to write.
    fn address(&self, at: usize) -> Option<String> {
        match &self.briefing.marks.get(at)?.style {
            Style::Link(address) => export::opt_web_address(address),
            _ => None,
        }
    }

    pub(super) fn widen_jump(&mut self) {
        let Some(jump) = self.jump.take() else { return };
        let scope = match jump.scope {
            Scope::Topics => Scope::Everything,
            Scope::Everything if self.links().next().is_some() => Scope::Links,
            Scope::Everything | Scope::Links => Scope::Topics,
        };
        self.jump = Some(Jump::open(self, scope, jump.list.into_prompt()));
    }

    pub(super) fn step_jump(&mut self, n: isize) {
        let moved = self.jump.as_mut().is_none_or(|jump| jump.list.matches_mut().step(n));
        self.tell_edge(moved, n);
    }

    pub(super) fn close_jump(&mut self) {
        self.jump = None;
        self.mode = super::Mode::Reading;
    }

    pub(super) fn accept_jump(&mut self) -> Effect {
        let choice = self.jump.as_ref().and_then(Jump::choice);
        self.close_jump();
        let Some(choice) = choice else {
            self.tell("nothing matched");
            return Effect::None;
        };
        if let Target::Link(at) = choice {
            return self.address(at).map_or(Effect::None, Effect::Browse);
        }
        self.leave();
        match choice {
            Target::Link(_) => {}
            Target::Topic(at) => self.show_topic(at),
            Target::Quote(at) => self.show_quote(at),
            Target::Person(person) => match self.first_quote_of(person) {
                Some(at) => self.show_quote(at),
                None => self.tell("this person is not quoted"),
            },
        }
        Effect::None
    }

    fn first_quote_of(&self, person: usize) -> Option<usize> {
        let said = |quote: &Quote| quote.speaker.as_ref().and_then(|s| s.person) == Some(person);
        self.briefing.quotes.iter().position(said)
    }

    /// Opens at the quote with this id, or at the topic whose heading matches best;
    /// `false` when there is neither.
    pub fn go_to(&mut self, wanted: &str) -> bool {
        if let Some(at) = self.briefing.quotes.iter().position(|quote| quote.id == wanted) {
            self.show_quote(at);
        } else {
            let headings = &self.briefing.sections;
            let index = Index::new(headings.iter().map(|s| fold::fold(self.topic_name(s))));
            let found = index.matches(&fold::fold(wanted)).first().map(|found| found.item);
            let Some(at) = found else { return false };
            self.show_topic(at);
        }
        self.settle();
        true
    }

    /// What the jump list calls `target`.
    pub fn target_name(&self, target: Target) -> String {
        let briefing = self.briefing();
        match target {
            Target::Topic(at) => {
                briefing.sections.get(at).map_or("", |section| self.topic_name(section)).to_owned()
            }
            Target::Person(at) => {
                briefing.cast.people.get(at).map_or(String::new(), |person| person.name.clone())
            }
            Target::Quote(at) => {
                briefing.quotes.get(at).map_or(String::new(), |quote| words(briefing, quote.span))
            }
            Target::Link(at) => self.link_name(at),
        }
    }

    /// What the jump list says beside `target`: a topic's first words and speakers, a
    /// quote's speaker, a person's title and number of quotes, the words around a link.
    pub fn beside(&self, target: Target) -> String {
        let briefing = self.briefing();
        match target {
            Target::Topic(at) => self.beside_topic(at),
            Target::Link(at) => briefing.marks.get(at).map_or(String::new(), |mark| {
                let HitWords { before, hit, after } = self.words_around(mark.span);
                format!("{before}{hit}{after}")
            }),
            Target::Quote(at) => match self.opt_teller(at) {
                Some(name) => name.to_owned(),
                None if self.is_question(at) => "asker not named".to_owned(),
                None => "nobody named".to_owned(),
            },
            Target::Person(at) => briefing.cast.people.get(at).map_or(String::new(), |person| {
                let quotes = if person.n_quotes == 1 { "quote" } else { "quotes" };
                let title = person.title.as_deref().map_or(String::new(), |t| format!("{t} · "));
                format!("{title}{} {quotes}", person.n_quotes)
            }),
        }
    }

    fn beside_topic(&self, at: usize) -> String {
        let briefing = self.briefing();
        let Some(section) = briefing.sections.get(at) else { return String::new() };
        let from = briefing.quotes.partition_point(|quote| quote.section < at);
        let mut names: Vec<&str> = Vec::new();
        for (at, quote) in briefing.quotes.iter().enumerate().skip(from) {
            if quote.section != section_index(briefing, section) || names.len() >= 3 {
                break;
            }
            if let Some(name) = self.opt_teller(at).filter(|name| !names.contains(name)) {
                names.push(name);
            }
        }
        let first = self.section_block(at);
        let first = first + usize::from(section.heading.is_some());
        let span = self.block(first).map_or(section.span, |block| block.span);
        let words: String = span.of(&briefing.text).chars().take(80).collect();
        if names.is_empty() { words } else { format!("{} · {words}", names.join(", ")) }
    }

    /// The name of whoever said quote `at`, or the mention when nobody was resolved.
    pub fn speaker_name(&self, at: usize) -> Option<&str> {
        let speaker = self.briefing.quotes.get(at)?.speaker.as_ref()?;
        let person = speaker.person.and_then(|at| self.briefing.cast.people.get(at));
        let mention = speaker.span.map(|span| span.of(&self.briefing.text));
        person.map(|person| person.name.as_str()).or(mention)
    }

    /// The same, but nothing where a bare `Q` stands for whoever asks.
    fn opt_teller(&self, at: usize) -> Option<&str> {
        let named = self.briefing.quotes.get(at)?.speaker.as_ref()?.person.is_some();
        self.speaker_name(at).filter(|_| named || !self.is_question(at))
    }

    /// Whether quote `at` is what somebody asks in a transcript.
    pub fn is_question(&self, at: usize) -> bool {
        let Some(quote) = self.briefing.quotes.get(at) else { return false };
        let turns = &self.briefing.turns;
        let next = turns.partition_point(|turn| turn.label.start <= quote.span.start);
        let turn = next.checked_sub(1).and_then(|at| turns.get(at));
        let starts = |turn: &&Turn| turn.speech.first().map(|s| s.start) == Some(quote.span.start);
        quote.kind == QuoteKind::Turn && turn.filter(starts).is_some_and(|t| t.role == Role::Asker)
    }
}

fn section_index(briefing: &Briefing, section: &crate::model::Section) -> usize {
    briefing.sections.partition_point(|other| other.span.start < section.span.start)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::app::{Action, Edit, Extent, fixture, update};
    use crate::model::Mark;

    /// A text with two links and one that leads nowhere safe.
    fn state() -> State {
        let mut briefing = fixture::briefing("# Rail.\nThe fund, the dam and the ferry.\n");
        let mut mark = |words: &str, address: &str| {
            let start = briefing.text.find(words).unwrap();
            let span = Span::new(start, start + words.len());
            briefing.marks.push(Mark { span, style: Style::Link(address.to_owned()) });
        };
        mark("fund", "https://fund.example/");
        mark("dam", "javascript:alert(1)");
        mark("ferry", "https://ferry.example/");
        State::new(Arc::new(briefing), Extent::Whole, 80, 24)
    }

    fn act(state: &mut State, command: Command) -> Effect {
        update(state, Action::Do(command))
    }

    #[test]
    fn a_link_is_found_by_its_words_and_opened() {
        let mut state = state();
        act(&mut state, Command::OpenLinks);
        assert_eq!(state.jump().map(|jump| jump.list().total()), Some(2));
        assert_eq!(state.target_name(Target::Link(2)), "ferry · ferry.example");
        assert_eq!(state.beside(Target::Link(2)), "… fund, the dam and the ferry.");
        update(&mut state, Action::Edit(Edit::Insert('y')));
        let opened = Effect::Browse("https://ferry.example/".to_owned());
        assert_eq!(act(&mut state, Command::Accept), opened);
        assert_eq!(state.mode(), crate::app::Mode::Reading);
    }

    #[test]
    fn widening_comes_to_links_where_there_are_any() {
        let scopes = |state: &mut State| {
            act(state, Command::OpenJump);
            [(); 3].map(|()| {
                act(state, Command::Widen);
                state.jump().map(Jump::scope)
            })
        };
        let all = [Scope::Everything, Scope::Links, Scope::Topics].map(Some);
        assert_eq!(scopes(&mut state()), all);
        let plain = Arc::new(fixture::briefing("# Rail.\nThe fund.\n"));
        let mut plain = State::new(plain, Extent::Whole, 80, 24);
        act(&mut plain, Command::OpenLinks);
        assert_eq!(plain.message(), Some("the text has no links"));
        assert_eq!(scopes(&mut plain)[1], Some(Scope::Topics));
    }

    #[test]
    fn a_bare_label_names_nobody() {
        let text = "# Hall.\n@Ana Roe: Good morning.\n@?: And the dam?\n@?Bo Li, Daily: Why?\n";
        let state = State::new(Arc::new(fixture::briefing(text)), Extent::Whole, 80, 24);
        let beside = [0, 1, 2].map(|at| state.beside(Target::Quote(at)));
        assert_eq!(beside, ["Ana Roe", "asker not named", "Bo Li"]);
        assert_eq!([0, 1, 2].map(|at| state.is_question(at)), [false, true, true]);
        assert!(state.beside(Target::Topic(0)).starts_with("Ana Roe, Bo Li · "));
    }
}
