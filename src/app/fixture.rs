//! Briefings for tests, from a small notation, so that tests of the reader do not
//! depend on how documents are parsed.

use super::{Effect, Key, State, action_for, update};
use crate::config;
use crate::model::{
    Attribution, Briefing, Cast, Kind, Language, Paragraph, ParagraphKind, Person, Quote,
    QuoteKind, Reason, Role, Section, Source, Span, Turn,
};

/// Presses `keys`, named as in settings and parted by blanks; what the last one asks for.
pub(crate) fn press(state: &mut State, keys: &str) -> Effect {
    keys.split(' ').fold(Effect::None, |_, name| {
        let key = config::Key::opt_parse(name).unwrap().into();
        action_for(key, state).map_or(Effect::None, |action| update(state, action))
    })
}

/// Presses each char of `keys`, `\n` as Enter, `\t` as Tab and `↑` as Up; what the last one
/// asks for.
pub(crate) fn strike(state: &mut State, keys: &str) -> Effect {
    keys.chars().fold(Effect::None, |_, c| {
        let key = match c {
            '\n' => Key::Enter,
            '\t' => Key::Tab,
            '↑' => Key::Up,
            c => Key::Char(c),
        };
        action_for(key, state).map_or(Effect::None, |action| update(state, action))
    })
}

/// A briefing from `notation`: `# Heading.` opens a section and runs into the next
/// line's paragraph; `Name: “words”` makes the marked words that person's quote, and
/// the name stays in the text; `?: “words”` is a quote of nobody known; `@Name: words` is
/// a turn of a transcript, `@?Name, Outlet: words` and `@?: words` one that asks. Other
/// lines are paragraphs.
pub(crate) fn briefing(notation: &str) -> Briefing {
    let mut made = Made { briefing: bare(), heading: None };
    for line in notation.lines().map(str::trim).filter(|line| !line.is_empty()) {
        match (line.strip_prefix("# "), line.strip_prefix('@')) {
            (Some(heading), _) => made.heading = Some(heading.to_owned()),
            (None, Some(turn)) => made.turn(turn),
            (None, None) => made.paragraph(line),
        }
    }
    made.briefing
}

fn bare() -> Briefing {
    Briefing {
        source: Source {
            name: "fixture.txt".to_owned(),
            media: "text/plain".to_owned(),
            kind: Kind::Digest,
            url: None,
            sha256: "0".repeat(64),
        },
        language: Language::ENGLISH,
        title: Some("A Week in Varenia".to_owned()),
        title_span: None,
        byline: Vec::new(),
        published: Some("2026-01-09".to_owned()),
        published_surface: None,
        kicker: Vec::new(),
        place: None,
        issuer: Some("Varenia Daily".to_owned()),
        terms: None,
        credits: Vec::new(),
        text: String::new(),
        sections: Vec::new(),
        turns: Vec::new(),
        marks: Vec::new(),
        quotes: Vec::new(),
        cast: Cast::default(),
        furniture: Vec::new(),
        notes: Vec::new(),
    }
}

struct Made {
    briefing: Briefing,
    heading: Option<String>,
}

impl Made {
    fn paragraph(&mut self, line: &str) {
        let start = self.briefing.text.len();
        let heading = self.heading.take();
        if heading.is_some() || self.briefing.sections.is_empty() {
            self.open_section(heading, start);
        }
        let words = self.briefing.text.len();
        self.briefing.text.push_str(line);
        let end = self.briefing.text.len();
        self.briefing.text.push_str("\n\n");
        let span = Span::new(start, end);
        if let Some(section) = self.briefing.sections.last_mut() {
            section.span.end = end;
            section.paragraphs.push(Paragraph { span, kind: ParagraphKind::Text, turn: None });
        }
        self.quote(line, words);
    }

    fn turn(&mut self, line: &str) {
        let (role, line) = match line.strip_prefix('?') {
            Some(line) => (Role::Asker, line),
            None => (Role::Speaker, line),
        };
        let (who, words) = line.split_once(": ").unwrap_or((line, ""));
        let (name, outlet) =
            who.split_once(", ").map_or((who, None), |(name, outlet)| (name, Some(outlet)));
        let label = if name.is_empty() { "Q".to_owned() } else { name.to_uppercase() };
        let line = format!("{label}: {words}");
        self.paragraph(&line);
        // As in a parsed briefing, a label nobody speaks under is no turn.
        if words.trim().is_empty() {
            return;
        }
        let end = self.briefing.text.len() - "\n\n".len();
        let start = end - line.len();
        let speech = Span::new(start + label.len() + 2, end);
        let n_words = words.split_whitespace().count();
        let person = (!name.is_empty()).then(|| self.person(name, n_words));
        if let (Some(person), Some(outlet)) = (person, outlet) {
            self.briefing.cast.people[person].outlet = Some(outlet.to_owned());
        }
        let label = Span::new(start, start + label.len());
        self.briefing.turns.push(Turn { label, name: None, role, speech: vec![speech] });
        self.turn_quote(speech, person.map(|person| (person, label)));
    }

    /// What is said in a turn, as a quote of `speaker`: their person, their label.
    fn turn_quote(&mut self, span: Span, speaker: Option<(usize, Span)>) {
        let section = self.briefing.sections.len() - 1;
        let paragraph = self.briefing.sections[section].paragraphs.len() - 1;
        self.briefing.sections[section].paragraphs[paragraph].turn =
            Some(self.briefing.turns.len() - 1);
        self.briefing.quotes.push(Quote {
            id: format!("q{}", self.briefing.quotes.len() + 1),
            span,
            kind: QuoteKind::Turn,
            section,
            paragraph,
            continues: None,
            within: None,
            speaker: speaker.map(|(person, label)| Attribution {
                person: Some(person),
                span: Some(label),
                reason: Reason::Label,
                confidence: 1.0,
                relayed: Vec::new(),
            }),
            cue: None,
        });
    }

    fn open_section(&mut self, heading: Option<String>, start: usize) {
        let heading_span = heading.as_deref().map(|heading| {
            self.briefing.text.push_str(heading);
            self.briefing.text.push(' ');
            Span::new(start, start + heading.trim_end_matches('.').len())
        });
        self.briefing.sections.push(Section {
            heading: heading.map(|heading| heading.trim_end_matches('.').to_owned()),
            heading_span,
            derived: false,
            level: 1,
            span: Span::new(start, start),
            paragraphs: Vec::new(),
        });
    }

    fn quote(&mut self, line: &str, start: usize) {
        let Some((name, _)) = line.split_once(": “") else { return };
        let Some(end) = line.find('”') else { return };
        let quote = Span::new(start + name.len() + 2, start + end + '”'.len_utf8());
        let section = self.briefing.sections.len() - 1;
        let paragraph = self.briefing.sections[section].paragraphs.len() - 1;
        let n_words = quote.of(&self.briefing.text).split_whitespace().count();
        let speaker = (name != "?").then(|| Attribution {
            person: Some(self.person(name, n_words)),
            span: Some(Span::new(start, start + name.len())),
            reason: Reason::SameSentence,
            confidence: 0.9,
            relayed: Vec::new(),
        });
        self.briefing.quotes.push(Quote {
            id: format!("q{}", self.briefing.quotes.len() + 1),
            span: quote,
            kind: QuoteKind::Direct,
            section,
            paragraph,
            continues: None,
            within: None,
            speaker,
            cue: None,
        });
    }

    fn person(&mut self, name: &str, n_words: usize) -> usize {
        let people = &mut self.briefing.cast.people;
        let at = people.iter().position(|person| person.name == name).unwrap_or_else(|| {
            people.push(Person { name: name.to_owned(), ..Person::default() });
            people.len() - 1
        });
        people[at].n_quotes += 1;
        people[at].n_words += n_words;
        at
    }
}
