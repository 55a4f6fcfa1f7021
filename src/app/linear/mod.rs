//! The reader as a conversation: a line is typed, plain lines answer. No cursor, no
//! borders, no colour: for screen readers, dumb terminals and scripts.

mod command;
mod print;

use std::sync::Arc;

use super::filter::Only;
use super::fuzzy::Index;
use super::matcher::{Matcher, Pattern};
use super::state::{Extent, State};
use crate::config::Config;
use crate::export::{self, Form};
use crate::model::{Briefing, QuoteKind, Span};
use crate::text::fold::fold;
use command::{Command, Wanted, parse};

/// A document read as a conversation.
pub struct Linear {
    /// Filters and quotes; its screen is never looked at.
    state: State,
    /// Index into the sections of what was read last; `None` before the first.
    topic: Option<usize>,
    hits: Vec<Span>,
    /// Index into the hits of the one read last.
    hit: Option<usize>,
    rest: Rest,
}

/// What `more` goes on with: lines of a list that did not fit into one answer.
#[derive(Default)]
struct Rest(Vec<String>);

/// What is said to a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// Lines for the reader, each with its end.
    pub text: String,
    pub then: Then,
}

/// What the outside must do after a reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Then {
    GoOn,
    Quit,
    /// Hand these words to the clipboard.
    Copy(String),
    /// List the documents at hand.
    ListDocuments,
    /// Open the document with this number, counted from 1.
    Open(usize),
    /// Search all documents for these words.
    Search(String),
}

/// Lines of a list in one answer.
const PAGE: usize = 20;

impl Linear {
    pub fn new(briefing: Arc<Briefing>, config: &Config) -> Linear {
        let mut state = State::new(briefing, Extent::Whole, 80, 24);
        state.set_up(config);
        Linear { state, topic: None, hits: Vec::new(), hit: None, rest: Rest::default() }
    }

    /// What is said before the first line: the title and what there is.
    pub fn greeting(&self) -> String {
        let briefing = self.state.briefing();
        let doubts = briefing.doubts().map(|note| print::folded(&note.message));
        let doubts: String = doubts.map(|message| format!("Note: {message}.\n")).collect();
        format!(
            "{}\n{doubts}{}, {}. Type help for what can be typed, Enter to read on.\n",
            self.title(),
            print::count(briefing.sections.len(), "topic", "topics"),
            print::count(briefing.quotes.len(), "quote", "quotes"),
        )
    }

    /// The title and the hits of `words`, the first of them a line each; `None` without any.
    pub fn opt_found(&mut self, words: &str) -> Option<String> {
        self.seek(words, Pattern::Plain).ok()?;
        let lines = self.hit_lines();
        let n = print::count(lines.len(), "hit", "hits");
        let shown: String = lines.iter().take(PAGE).map(|line| format!("{line}\n")).collect();
        let more = lines.len().saturating_sub(PAGE);
        let rest = if more > 0 { format!("{more} more.\n") } else { String::new() };
        (!lines.is_empty()).then(|| format!("{}, {n}.\n{shown}{rest}", self.title()))
    }

    /// What is said first to whoever asks for a place or for words on the command line.
    pub fn opening(&mut self, goto: Option<&str>, find: Option<&str>) -> String {
        let goto = goto.map(|wanted| {
            let quotes = &self.state.briefing().quotes;
            match quotes.iter().position(|quote| quote.id == wanted) {
                Some(at) => print::quote(&self.state, at),
                None => self.jump(wanted),
            }
        });
        let found = find.map(|words| self.search(words, Pattern::Plain));
        goto.into_iter().chain(found).collect()
    }

    fn title(&self) -> String {
        let briefing = self.state.briefing();
        print::folded(briefing.title.as_deref().unwrap_or(&briefing.source.name))
    }

    /// The answer to `line`.
    pub fn answer(&mut self, line: &str) -> Reply {
        let text = match parse(line) {
            Ok(Command::Help) => command::help(),
            Ok(Command::Quit) => return Reply { text: String::new(), then: Then::Quit },
            Ok(Command::Documents) => {
                return Reply { text: String::new(), then: Then::ListDocuments };
            }
            Ok(Command::Open(n)) => return Reply { text: String::new(), then: Then::Open(n) },
            Ok(Command::Everywhere(words)) => {
                return Reply { text: String::new(), then: Then::Search(words) };
            }
            Ok(Command::Clip(n)) => return self.clip(n),
            Ok(command) => self.say(command),
            Err(why) => format!("{why}\n"),
        };
        Reply { text, then: Then::GoOn }
    }

    fn say(&mut self, command: Command) -> String {
        match command {
            Command::Next => self.read_next(),
            Command::Back => self.read_back(),
            Command::Read(n) => self.read(n),
            Command::Jump(words) => self.jump(&words),
            Command::Topics => self.topics(),
            Command::Quotes => self.quotes(),
            Command::Quote(n) => self.with_quote(n, print::quote),
            Command::Why(n) => self.with_quote(n, print::why),
            Command::People => self.people(),
            Command::Search(words) => self.search(&words, Pattern::Plain),
            Command::Regex(words) => self.search(&words, Pattern::Regex),
            Command::NextHit => self.step_hit(1),
            Command::PreviousHit => self.step_hit(-1),
            Command::Only(wanted) => self.only(wanted),
            Command::All => self.all(),
            Command::Copy(n, form) => self.copy(n, form),
            Command::More => self.more(),
            Command::Help
            | Command::Quit
            | Command::Documents
            | Command::Open(_)
            | Command::Everywhere(_)
            | Command::Clip(_) => String::new(),
        }
    }

    fn read_next(&mut self) -> String {
        let next = self.topic.map_or(0, |at| at + 1);
        if next >= self.state.briefing().sections.len() {
            return "This is the end.\n".to_owned();
        }
        self.read(next + 1)
    }

    fn read_back(&mut self) -> String {
        match self.topic {
            Some(at @ 1..) => self.read(at),
            _ => "This is the beginning.\n".to_owned(),
        }
    }

    /// Topic `n`, counted from 1.
    fn read(&mut self, n: usize) -> String {
        let n_topics = self.state.briefing().sections.len();
        if n == 0 || n > n_topics {
            return format!("There are {n_topics} topics.\n");
        }
        self.topic = Some(n - 1);
        print::topic(&self.state, n - 1)
    }

    /// The topic whose heading `words` match best.
    fn jump(&mut self, words: &str) -> String {
        let sections = &self.state.briefing().sections;
        let index = Index::new(sections.iter().map(|s| fold(self.state.topic_name(s))));
        match index.matches(&fold(words)).first().map(|found| found.item) {
            Some(at) => self.read(at + 1),
            None => format!("No topic is called {words}: topics lists them, /{words} searches.\n"),
        }
    }

    fn topics(&mut self) -> String {
        let lines = (0..self.state.briefing().sections.len())
            .map(|at| print::topic_line(&self.state, at, &self.hits));
        let lines = lines.collect();
        self.list(lines, "There are no topics.")
    }

    fn quotes(&mut self) -> String {
        let lines = self.state.listed.all().map(|at| print::quote_line(&self.state, at)).collect();
        let mut out = self.only_line();
        out.push_str(&self.list(lines, "There are no quotes."));
        out
    }

    fn people(&mut self) -> String {
        let lines = print::people(&self.state);
        self.list(lines, "Nobody is quoted here.")
    }

    /// What the quotes are limited to, as a line of its own.
    fn only_line(&self) -> String {
        if self.state.filter().is_empty() {
            return String::new();
        }
        format!("Only {}.\n", self.state.filter().words(self.state.briefing()))
    }

    /// The first lines of a list; `more` gives the next.
    fn list(&mut self, lines: Vec<String>, nothing: &str) -> String {
        self.rest = Rest(lines);
        if self.rest.0.is_empty() { format!("{nothing}\n") } else { self.more() }
    }

    fn more(&mut self) -> String {
        if self.rest.0.is_empty() {
            return "There is no more of the list.\n".to_owned();
        }
        let shown = self.rest.0.drain(..PAGE.min(self.rest.0.len()));
        let mut out: String = shown.map(|line| line + "\n").collect();
        if !self.rest.0.is_empty() {
            out.push_str(&format!("{} more: type more.\n", self.rest.0.len()));
        }
        out
    }

    fn with_quote(&self, n: usize, say: impl Fn(&State, usize) -> String) -> String {
        match n.checked_sub(1).filter(|at| *at < self.state.briefing().quotes.len()) {
            Some(at) => say(&self.state, at),
            None => self.no_quote(),
        }
    }

    fn no_quote(&self) -> String {
        format!("There are {} quotes.\n", self.state.briefing().quotes.len())
    }

    /// Looks for `words` and keeps what is found.
    fn seek(&mut self, words: &str, pattern: Pattern) -> Result<(), String> {
        let matcher = match Matcher::new(words, pattern, self.state.config.search.case) {
            Ok(Some(matcher)) => matcher,
            Ok(None) => return Err("Type the words after the stroke: /harbour\n".to_owned()),
            Err(why) => return Err(format!("This is no pattern: {why}\n")),
        };
        let text = &self.state.briefing().text;
        let found = matcher.find(text, Span::new(0, text.len()));
        let shown = |hit: &Span| self.state.in_body(*hit) && self.state.counts(*hit);
        self.hits = found.into_iter().filter(shown).collect();
        self.hit = None;
        Ok(())
    }

    fn hit_lines(&self) -> Vec<String> {
        (0..self.hits.len()).map(|at| print::hit_line(&self.state, &self.hits, at)).collect()
    }

    fn search(&mut self, words: &str, pattern: Pattern) -> String {
        if let Err(why) = self.seek(words, pattern) {
            return why;
        }
        let lines = self.hit_lines();
        let within = self.only_line();
        let nothing = format!("{words} is not found.");
        let n = print::count(lines.len(), "hit", "hits");
        let head =
            if lines.is_empty() { String::new() } else { format!("{n}; n reads the next.\n") };
        format!("{within}{head}{}", self.list(lines, &nothing))
    }

    fn step_hit(&mut self, by: isize) -> String {
        if self.hits.is_empty() {
            return "Nothing was found yet: / and words search.\n".to_owned();
        }
        let to = match self.hit {
            Some(at) => at.checked_add_signed(by).filter(|at| *at < self.hits.len()),
            None if by > 0 => Some(0),
            None => None,
        };
        let Some(to) = to else { return "There is no further hit.\n".to_owned() };
        self.hit = Some(to);
        if let Some(hit) = self.hits.get(to) {
            self.topic = print::topic_at(self.state.briefing(), hit.start).or(self.topic);
        }
        print::hit(&self.state, &self.hits, to)
    }

    fn only(&mut self, wanted: Wanted) -> String {
        let only = match wanted {
            Wanted::Topic(n) => {
                let n_topics = self.state.briefing().sections.len();
                match n.checked_sub(1).filter(|at| *at < n_topics) {
                    Some(at) => Only::Topic(at),
                    None => return format!("There are {n_topics} topics.\n"),
                }
            }
            Wanted::Kind(name) => match QuoteKind::ALL.into_iter().find(|k| k.name() == name) {
                Some(kind) => Only::Kind(kind),
                None => {
                    let names = QuoteKind::ALL.map(QuoteKind::name).join(", ");
                    return format!("Kinds of quotes are {names}.\n");
                }
            },
            Wanted::Words(words) => {
                match Matcher::new(&words, Pattern::Plain, self.state.config.search.case) {
                    Ok(Some(matcher)) => Only::Words(matcher, words, Pattern::Plain),
                    _ => return "Type the words, too: only words harbour\n".to_owned(),
                }
            }
            Wanted::Person(name) => {
                let people = &self.state.briefing().cast.people;
                let index = Index::new(people.iter().map(|person| fold(&person.name)));
                match index.matches(&fold(&name)).first() {
                    Some(found) => Only::Person(found.item),
                    None => return format!("Nobody here is called {name}: people lists them.\n"),
                }
            }
        };
        self.state.list_only(only);
        let told = self.state.message.take().unwrap_or_default();
        format!("{told}.\n")
    }

    /// Takes off the filter set last.
    fn all(&mut self) -> String {
        if !self.state.unfilter() {
            return "Nothing limits the quotes.\n".to_owned();
        }
        let n = print::count(self.state.listed.len(), "quote", "quotes");
        format!("{}{n}.\n", self.only_line())
    }

    fn copy(&self, n: usize, form: Option<Form>) -> String {
        self.with_quote(n, |state, at| {
            export::cite(state.briefing(), at, form.unwrap_or(state.copy_form))
        })
    }

    fn clip(&self, n: usize) -> Reply {
        let words = self.copy(n, None);
        if n == 0 || n > self.state.briefing().quotes.len() {
            return Reply { text: words, then: Then::GoOn };
        }
        let told = format!("{} characters handed to the terminal.\n", words.chars().count());
        Reply { text: told, then: Then::Copy(words) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;
    use crate::model::{Note, NoteKind};

    const NOTATION: &str = "# Rail.\nAna Roe: “The fund is open to all.” She left.\nNothing more \
                            was said of the fund.\n\n# Sea.\nBo Li: “The fund is a boat.”\n";

    /// The answers to `lines`, the last of them compared.
    #[track_caller]
    fn check(lines: &[&str], expected: &str) {
        let briefing = Arc::new(fixture::briefing(NOTATION));
        let mut linear = Linear::new(briefing, &Config::default());
        let mut last = String::new();
        for line in lines {
            last = linear.answer(line).text;
        }
        assert_eq!(last, expected);
    }

    #[test]
    fn topics_are_listed_and_read() {
        check(&["topics"], "1. Rail, 1 quote\n2. Sea, 1 quote\n");
        let sea = "Topic 2 of 2: Sea.\nBo Li: “The fund is a boat.”\n  quote 2: Bo Li\n";
        check(&["2"], sea);
        check(&["", ""], sea);
        check(&["2", "back", "b"], "This is the beginning.\n");
        check(&["2", ""], "This is the end.\n");
        check(&["9"], "There are 2 topics.\n");
        check(&["jump sea"], sea);
        check(&["go dam"], "No topic is called dam: topics lists them, /dam searches.\n");
    }

    #[test]
    fn what_is_doubted_is_told() {
        let mut briefing = fixture::briefing(NOTATION);
        let note = |kind, span, message: &str| {
            let message = message.to_owned();
            Note { kind, span, other: None, message }
        };
        let span = briefing.quotes[1].span;
        briefing.quotes[1].speaker = None;
        briefing.notes = vec![
            note(NoteKind::Incomplete, Span::default(), "it is cut"),
            note(NoteKind::AmbiguousSpeaker, span, "it may be Bo or Cy"),
        ];
        let mut linear = Linear::new(Arc::new(briefing), &Config::default());
        assert!(linear.greeting().contains("\nNote: it is cut.\n2 topics"));
        let told = "  quote 2: nobody named\n    Doubt: it may be Bo or Cy.\n";
        assert!(linear.answer("2").text.ends_with(told));
        for asked in ["quote 2", "why 2"] {
            assert!(linear.answer(asked).text.ends_with("\nDoubt: it may be Bo or Cy.\n"));
        }
    }

    #[test]
    fn quotes_are_listed_and_limited() {
        check(
            &["quotes"],
            "1. Ana Roe: “The fund is open to all.”\n2. Bo Li: “The fund is a boat.”\n",
        );
        check(&["only ana"], "1 of 2 quotes: Ana Roe.\n");
        check(&["only ana", "quotes"], "Only Ana Roe.\n1. Ana Roe: “The fund is open to all.”\n");
        check(&["only ana", "only topic 1", "all", "all"], "2 quotes.\n");
        check(&["only nobody else"], "Nobody here is called nobody else: people lists them.\n");
        check(&["all"], "Nothing limits the quotes.\n");
    }

    #[test]
    fn search_lists_hits_and_goes_through_them() {
        let hits = "3 hits; n reads the next.\n1. Rail: …Rail. Ana Roe: “The fund is open to \
                    all.” She left.…\n2. Rail: …Nothing more was said of the fund.…\n3. Sea: …Sea. \
                    Bo Li: “The fund is a boat.”…\n";
        check(&["/fund"], &hits.replace('…', ""));
        check(&["/fund", "n", "n"], "Hit 2 of 3, in Rail.\nNothing more was said of the fund.\n");
        check(&["only bo", "/fund", "n", "n"], "There is no further hit.\n");
        check(&["/ship"], "ship is not found.\n");
        check(&["regex ("], "This is no pattern: unclosed group\n");
    }

    #[test]
    fn the_command_line_can_ask_for_a_place_and_for_words() {
        let mut linear = Linear::new(Arc::new(fixture::briefing(NOTATION)), &Config::default());
        assert!(linear.opening(Some("q2"), None).starts_with("Quote 2, Bo Li, in Sea."));
        assert!(linear.opening(Some("sea"), None).starts_with("Topic 2 of 2: Sea."));
        assert!(linear.opening(None, Some("boat")).starts_with("1 hit; n reads the next.\n"));
        assert_eq!(linear.opening(None, None), "");
    }

    #[test]
    fn what_is_not_understood_says_what_is() {
        check(&["dance"], "dance is not known: type help.\n");
        check(&["read"], "Type a number, too: read 3\n");
        check(&["quote 7"], "There are 2 quotes.\n");
    }

    #[test]
    fn a_copy_is_printed_or_handed_over() {
        let briefing = Arc::new(fixture::briefing(NOTATION));
        let cited = export::cite(&briefing, 0, Form::Plain);
        check(&["copy 1"], &cited);
        check(&["copy 1 ap"], &export::cite(&briefing, 0, Form::Ap));
        let mut linear = Linear::new(briefing, &Config::default());
        assert_eq!(linear.answer("clip 1").then, Then::Copy(cited));
        assert_eq!(linear.answer("quit").then, Then::Quit);
    }
}
