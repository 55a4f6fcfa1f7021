use std::io;

use clap::ValueEnum;

use super::columns;
use super::load::Sources;
use super::out::Out;
use super::{Outcome, matching};
use crate::model::{Attribution, Briefing, Person, Quote, QuoteKind};

/// List quotes: where, who, on what, and the words.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Only this speaker's: words of a name, title or medium, without regard to case
    /// and accents
    #[arg(long, short, value_name = "NAME")]
    speaker: Option<String>,
    /// Only under headings that hold these words, in any order
    #[arg(long, short, value_name = "WORDS")]
    topic: Option<String>,
    /// Only quotes that hold words beginning with these, in any order
    #[arg(long, short, value_name = "WORDS")]
    words: Option<String>,
    /// Only quotes of this kind
    #[arg(long, short, value_enum, value_name = "KIND")]
    kind: Option<Kind>,
    #[command(flatten)]
    sources: Sources,
}

#[derive(Clone, Copy, ValueEnum)]
enum Kind {
    /// In quotation marks
    Direct,
    /// A paraphrase with marked words inside
    Mixed,
    /// Reported without marks
    Indirect,
    /// A quoted block without marks
    Block,
    /// What a labelled speaker says
    Turn,
}

impl Kind {
    fn is(self, kind: QuoteKind) -> bool {
        matches!(
            (self, kind),
            (Kind::Direct, QuoteKind::Direct)
                | (Kind::Mixed, QuoteKind::Mixed)
                | (Kind::Indirect, QuoteKind::Indirect)
                | (Kind::Block, QuoteKind::Block)
                | (Kind::Turn, QuoteKind::Turn)
        )
    }
}

pub(super) fn run(arguments: &Arguments, out: &mut Out) -> io::Result<Outcome> {
    columns::list(&arguments.sources, out, |briefing, row| {
        let wanted = briefing.quotes.iter().filter(|quote| arguments.want(briefing, quote));
        wanted.for_each(|quote| row(&cells(briefing, quote)));
    })
}

impl Arguments {
    fn want(&self, briefing: &Briefing, quote: &Quote) -> bool {
        let wanted = |words: &Option<String>, hay: &dyn Fn() -> String| {
            words.as_ref().is_none_or(|words| matching::words(words, &hay()))
        };
        self.kind.is_none_or(|kind| kind.is(quote.kind))
            && wanted(&self.topic, &|| heading(briefing, quote).to_owned())
            && wanted(&self.speaker, &|| names(briefing, quote))
            && wanted(&self.words, &|| quote.span.of(&briefing.text).to_owned())
    }
}

/// Id, speaker, kind, topic, words.
fn cells<'a>(briefing: &'a Briefing, quote: &'a Quote) -> [&'a str; 5] {
    let mention = quote.speaker.as_ref().and_then(|speaker| speaker.span);
    let name = person(briefing, quote)
        .map(|person| person.name.as_str())
        .or_else(|| mention.map(|span| span.of(&briefing.text)))
        .unwrap_or("?");
    let words = quote.span.of(&briefing.text);
    [&quote.id, name, quote.kind.name(), heading(briefing, quote), words]
}

fn heading<'a>(briefing: &'a Briefing, quote: &Quote) -> &'a str {
    let section = briefing.sections.get(quote.section);
    section.and_then(|section| section.heading.as_deref()).unwrap_or("-")
}

fn person<'a>(briefing: &'a Briefing, quote: &Quote) -> Option<&'a Person> {
    briefing.cast.people.get(quote.speaker.as_ref()?.person?)
}

/// Everything the speaker of `quote` is called.
fn names(briefing: &Briefing, quote: &Quote) -> String {
    let person = person(briefing, quote);
    let called = person.into_iter().flat_map(|person| {
        let more = [person.title.as_deref(), person.outlet.as_deref()];
        let names = person.aliases.iter().map(String::as_str).chain(more.into_iter().flatten());
        std::iter::once(person.name.as_str()).chain(names)
    });
    let mention = quote.speaker.as_ref().and_then(|Attribution { span, .. }| *span);
    let surface = mention.map(|span| span.of(&briefing.text));
    called.chain(surface).collect::<Vec<_>>().join(" ")
}
