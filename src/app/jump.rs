//! Jumping: a few letters of a topic, a quote or a name, and there the reader is.

use super::fuzzy::{Index, Match};
use super::narrow::Narrow;
use super::prompt::Prompt;
use super::state::State;
use crate::model::{Briefing, Quote, QuoteKind, Role, Turn};
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
}

/// What the jump list holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    Topics,
    /// Topics, people and quotes.
    Everything,
}

/// Chars of a quote that are looked through.
const QUOTE_CHARS: usize = 160;

impl Jump {
    fn open(state: &State, scope: Scope, prompt: Prompt) -> Jump {
        let briefing = state.briefing();
        let mut targets: Vec<Target> = (0..briefing.sections.len()).map(Target::Topic).collect();
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

fn words(briefing: &Briefing, quote: &Quote) -> String {
    let words: String = quote.span.of(&briefing.text).chars().take(QUOTE_CHARS).collect();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl State {
    pub(super) fn open_jump(&mut self) {
        self.mode = super::Mode::Jump;
        self.jump = Some(Jump::open(self, Scope::Topics, Prompt::default()));
        let topic = self.topic();
        if let Some(jump) = &mut self.jump {
            jump.list.matches_mut().select(topic);
        }
    }

    pub(super) fn widen_jump(&mut self) {
        let Some(jump) = self.jump.take() else { return };
        let scope = match jump.scope {
            Scope::Topics => Scope::Everything,
            Scope::Everything => Scope::Topics,
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

    pub(super) fn accept_jump(&mut self) {
        let choice = self.jump.as_ref().and_then(Jump::choice);
        self.close_jump();
        let Some(choice) = choice else { return self.tell("nothing matched") };
        self.leave();
        match choice {
            Target::Topic(at) => self.show_topic(at),
            Target::Quote(at) => self.show_quote(at),
            Target::Person(person) => match self.first_quote_of(person) {
                Some(at) => self.show_quote(at),
                None => self.tell("this person is not quoted"),
            },
        }
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
                briefing.quotes.get(at).map_or(String::new(), |quote| words(briefing, quote))
            }
        }
    }

    /// What the jump list says beside `target`: a topic's first words and speakers, a
    /// quote's speaker, a person's title and number of quotes.
    pub fn beside(&self, target: Target) -> String {
        let briefing = self.briefing();
        match target {
            Target::Topic(at) => self.beside_topic(at),
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
