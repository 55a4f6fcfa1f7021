use std::io;

use super::Outcome;
use super::columns;
use super::load::Sources;
use super::out::Out;
use crate::model::{Briefing, Person, PersonKind};

/// List speakers: quotes, words, name, title or medium, and what else they are called.
#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    sources: Sources,
}

/// Whoever is quoted most comes first; ties keep the order of the text.
pub(super) fn run(arguments: &Arguments, out: &mut Out) -> io::Result<Outcome> {
    columns::list(&arguments.sources, out, |briefing, row| {
        for person in ranked(briefing) {
            let cells = cells(person);
            row(&cells.each_ref().map(String::as_str));
        }
    })
}

fn ranked(briefing: &Briefing) -> Vec<&Person> {
    let mut people: Vec<&Person> = briefing.cast.people.iter().collect();
    people.sort_by_key(|person| std::cmp::Reverse((person.n_quotes, person.n_words)));
    people
}

fn cells(person: &Person) -> [String; 5] {
    let plural =
        |n: usize, one: &str| if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") };
    let kind = match person.kind {
        PersonKind::Person => None,
        other => Some(other.name()),
    };
    let title = person.title.as_deref().or(person.outlet.as_deref()).or(kind).unwrap_or("-");
    let aliases: Vec<&str> =
        person.aliases.iter().map(String::as_str).filter(|alias| *alias != person.name).collect();
    [
        plural(person.n_quotes, "quote"),
        plural(person.n_words, "word"),
        person.name.clone(),
        title.to_owned(),
        aliases.join(" | "),
    ]
}
