//! Decisions as quotes and cast of a briefing.

use rustc_hash::FxHashMap;

use super::attributable;
use super::read::{Reading, Statement};
use super::scene::Scene;
use super::turn::Voice;
use crate::model::{
    Attribution, Briefing, Cast, Cue, Language, Note, NoteKind, Person, PersonKind, Quote,
    QuoteKind, Reason, Span, Turn,
};
use crate::text::words;

/// The quotes, people and notes of what was read.
pub(super) fn written(briefing: &Briefing, mut reading: Reading) -> (Vec<Quote>, Cast, Vec<Note>) {
    let attributable = attributable::people(&reading.scene);
    // What was only there to decide by makes room for what was decided.
    reading.scene.tokens = Vec::new();
    reading.scene.mentions = Vec::new();
    reading.scene.cues = Vec::new();
    let mut writer = Writer {
        scene: &reading.scene,
        quotes: Vec::new(),
        cast: Cast::default(),
        in_cast: vec![None; reading.scene.registry.known.len()],
        notes: Vec::new(),
        described: FxHashMap::default(),
        language: briefing.language,
    };
    for (turn, voice) in briefing.turns.iter().zip(&reading.voices) {
        writer.turn(briefing, turn, voice);
    }
    for statement in &reading.statements {
        writer.statement(statement);
    }
    for person in attributable {
        writer.person(person);
    }
    writer.finish();
    (writer.quotes, writer.cast, writer.notes)
}

struct Writer<'a> {
    scene: &'a Scene<'a>,
    quotes: Vec<Quote>,
    cast: Cast,
    in_cast: Vec<Option<usize>>,
    notes: Vec<Note>,
    described: FxHashMap<String, usize>,
    language: Language,
}

/// The word between two names.
fn conjunction(language: Language) -> &'static str {
    match language.code() {
        "es" => "y",
        "fr" => "et",
        "de" => "und",
        "pt" | "it" => "e",
        _ => "and",
    }
}

impl Writer<'_> {
    fn turn(&mut self, briefing: &Briefing, turn: &Turn, voice: &Voice) {
        let (Some(first), Some(last)) = (turn.speech.first(), turn.speech.last()) else { return };
        let span = Span::new(first.start, last.end);
        let Some((section, paragraph)) = place(briefing, first.start) else { return };
        let person = voice.person.map(|p| self.person(p));
        if let Some(person) = person.and_then(|p| self.cast.people.get_mut(p)) {
            person.outlet = person.outlet.take().or_else(|| voice.outlet.clone());
        }
        let person = person.or_else(|| {
            let name = voice.anonymous.clone()?;
            Some(self.unnamed(name, PersonKind::Anonymous))
        });
        let confidence = if person.is_some() { voice.confidence } else { 0.0 };
        let labelled = !turn.label.is_empty();
        self.quotes.push(Quote {
            id: String::new(),
            span,
            kind: QuoteKind::Turn,
            section,
            paragraph,
            continues: None,
            within: None,
            speaker: Some(Attribution {
                person,
                span: labelled.then_some(turn.label),
                reason: if labelled { Reason::Label } else { Reason::Title },
                confidence,
                relayed: Vec::new(),
            }),
            cue: None,
        });
    }

    fn statement(&mut self, s: &Statement) {
        let para = &self.scene.paras[s.para];
        let joint = s.joint.map(|(a, b)| {
            let and = conjunction(self.language);
            let name = format!("{} {and} {}", self.scene.name(a), self.scene.name(b));
            self.unnamed(name, PersonKind::Collective)
        });
        let person = joint.or_else(|| s.person.map(|p| self.person(p))).or_else(|| {
            let (span, kind) = s.described?;
            let name = span.of(self.scene.text).split_whitespace().collect::<Vec<_>>().join(" ");
            Some(self.unnamed(name, kind))
        });
        if s.open && !self.runs_on(s.para) {
            self.notes.push(Note {
                kind: NoteKind::UnclosedQuote,
                span: mark_at(self.scene.text, s.span.start),
                other: None,
                message: "a quotation mark opens here and its paragraph ends before it closes"
                    .to_owned(),
            });
        }
        if let Some([one, other]) = s.rivals {
            let (one, other) = (self.scene.name(one), self.scene.name(other));
            self.notes.push(Note {
                kind: NoteKind::AmbiguousSpeaker,
                span: s.span,
                other: None,
                message: format!("{one} or {other} could have said this, so nobody is named"),
            });
        }
        self.quotes.push(Quote {
            id: String::new(),
            span: s.span,
            kind: s.kind,
            section: para.section,
            paragraph: para.index,
            // Which one is told when all are in order.
            continues: s.goes_on.then_some(0),
            within: None,
            speaker: Some(Attribution {
                person,
                span: s.named_at,
                reason: s.reason,
                confidence: s.confidence,
                relayed: s.relayed.clone(),
            }),
            cue: s.cue.map(|span| Cue { span }),
        });
    }

    /// Whether a paragraph's first words stand in marks.
    fn opens_marked(&self, para: usize) -> bool {
        let para = &self.scene.paras[para];
        let (from, to) = para.passages;
        let own = self.scene.passages.get(from).filter(|_| from < to);
        own.is_some_and(|p| p.span.start == para.span.trimmed(self.scene.text).start)
    }

    /// Whether the next paragraph opens with marks, as a running quotation's does.
    fn runs_on(&self, para: usize) -> bool {
        para + 1 < self.scene.paras.len() && self.opens_marked(para + 1)
    }

    /// The cast's number of somebody known, who joins it now when new.
    fn person(&mut self, known: usize) -> usize {
        if let Some(at) = self.in_cast[known] {
            return at;
        }
        let k = &self.scene.registry.known[known];
        self.cast.people.push(Person {
            name: self.scene.name(known),
            aliases: k.forms.clone(),
            title: k.title.clone(),
            outlet: None,
            gender: k.gender,
            kind: k.kind,
            n_quotes: 0,
            n_words: 0,
        });
        let at = self.cast.people.len() - 1;
        self.in_cast[known] = Some(at);
        at
    }

    /// The cast's number of somebody without a name of their own.
    fn unnamed(&mut self, name: String, kind: PersonKind) -> usize {
        if let Some(at) = self.described.get(&name) {
            return *at;
        }
        self.cast.people.push(Person { name: name.clone(), kind, ..Person::default() });
        self.described.insert(name, self.cast.people.len() - 1);
        self.cast.people.len() - 1
    }

    /// Which passages and turns stand inside others, and which go on with the one before.
    fn tie(&mut self) {
        let mut open: Vec<usize> = Vec::new();
        for at in 0..self.quotes.len() {
            let span = self.quotes[at].span;
            while open.last().is_some_and(|o| !self.quotes[*o].span.covers(span)) {
                open.pop();
            }
            self.quotes[at].within = open.last().copied();
            let within = self.quotes[at].within;
            let before = self.quotes[at]
                .continues
                .and_then(|_| (0..at).rev().take(8).find(|k| self.quotes[*k].within == within));
            self.quotes[at].continues = before;
            open.push(at);
        }
    }

    /// Order, identities and counts.
    fn finish(&mut self) {
        self.quotes.sort_by_key(|q| (q.span.start, std::cmp::Reverse(q.span.end)));
        self.tie();
        let mut seen = FxHashMap::default();
        for quote in &mut self.quotes {
            let said = quote.span.of(self.scene.text);
            let (hash, n_words) = words::fingerprint(said);
            let n = seen.entry(hash).or_insert(0u32);
            let short = (hash ^ (hash >> 32)) as u32;
            quote.id =
                if *n == 0 { format!("q{short:08x}") } else { format!("q{short:08x}-{}", *n + 1) };
            *n += 1;
            if let Some(person) = quote
                .speaker
                .as_ref()
                .and_then(|s| s.person)
                .and_then(|p| self.cast.people.get_mut(p))
            {
                person.n_quotes += 1;
                person.n_words += n_words;
            }
        }
    }
}

/// The section and paragraph that `byte` stands in.
fn place(briefing: &Briefing, byte: usize) -> Option<(usize, usize)> {
    let section = briefing.sections.partition_point(|s| s.span.end <= byte);
    let paragraphs = &briefing.sections.get(section)?.paragraphs;
    Some((section, paragraphs.partition_point(|p| p.span.end <= byte)))
}

/// The mark that begins at `byte`.
fn mark_at(text: &str, byte: usize) -> Span {
    let mark = text.get(byte..).and_then(|rest| rest.chars().next());
    Span::new(byte, byte + mark.map_or(0, char::len_utf8))
}
