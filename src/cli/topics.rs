use std::io;

use super::Outcome;
use super::columns::Columns;
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
    let several = arguments.sources.are_several();
    let listed = |briefing: &Briefing| {
        let mut columns = Columns::default();
        let mut number = 0;
        for (at, section) in briefing.sections.iter().enumerate() {
            let Some(heading) = &section.heading else { continue };
            number += 1;
            let (n_quotes, speakers) = said(briefing, at);
            let cells = [number.to_string(), quotes(n_quotes), heading.clone(), speakers];
            let source = several.then_some(briefing.source.name.as_str());
            columns.row(source.into_iter().chain(cells.iter().map(String::as_str)));
        }
        columns
    };
    arguments.sources.each(listed, |columns| {
        out.text(&columns.printed(out.columns()))?;
        Ok(!columns.is_empty())
    })
}

fn quotes(n: usize) -> String {
    if n == 1 { "1 quote".to_owned() } else { format!("{n} quotes") }
}

/// How many quotes stand in section `at`, and whose, first speaker first.
fn said(briefing: &Briefing, at: usize) -> (usize, String) {
    let mut people: Vec<usize> = Vec::new();
    let mut n = 0;
    for quote in briefing.quotes.iter().filter(|quote| quote.section == at) {
        n += 1;
        if let Some(person) = quote.speaker.as_ref().and_then(|speaker| speaker.person)
            && !people.contains(&person)
        {
            people.push(person);
        }
    }
    let names = people.iter().filter_map(|&idx| briefing.cast.people.get(idx));
    (n, names.map(|person| person.name.as_str()).collect::<Vec<_>>().join(", "))
}
