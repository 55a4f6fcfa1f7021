use std::io;

use super::Outcome;
use super::columns;
use super::load::Sources;
use super::out::Out;
use crate::model::Briefing;

/// List topics: number, quotes, heading, and who speaks there.
#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    sources: Sources,
}

pub(super) fn run(arguments: &Arguments, out: &mut Out) -> io::Result<Outcome> {
    columns::list(&arguments.sources, out, |briefing, row| {
        let said = said(briefing);
        let headed = briefing.sections.iter().zip(&said).filter(|(s, _)| s.heading.is_some());
        for (at, (section, said)) in headed.enumerate() {
            let heading = section.heading.as_deref().unwrap_or_default();
            let number = (at + 1).to_string();
            row(&[&number, &quotes(said.n_quotes), heading, &speakers(briefing, said)]);
        }
    })
}

fn quotes(n: usize) -> String {
    if n == 1 { "1 quote".to_owned() } else { format!("{n} quotes") }
}

/// What is said in a section.
#[derive(Clone, Default)]
struct Said {
    n_quotes: usize,
    /// Whose quotes, first speaker first.
    people: Vec<usize>,
}

/// What is said in each section.
fn said(briefing: &Briefing) -> Vec<Said> {
    let mut said = vec![Said::default(); briefing.sections.len()];
    for quote in &briefing.quotes {
        let Some(here) = said.get_mut(quote.section) else { continue };
        here.n_quotes += 1;
        if let Some(person) = quote.speaker.as_ref().and_then(|speaker| speaker.person)
            && !here.people.contains(&person)
        {
            here.people.push(person);
        }
    }
    said
}

fn speakers(briefing: &Briefing, said: &Said) -> String {
    let people = said.people.iter().filter_map(|&idx| briefing.cast.people.get(idx));
    people.map(|person| person.name.as_str()).collect::<Vec<_>>().join(", ")
}
