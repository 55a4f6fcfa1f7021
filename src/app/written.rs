//! Filters in words that outlive the run and the order of people and topics.

use super::filter::{Filter, Only};
use super::listed::Listed;
use super::matcher::{Matcher, Pattern};
use super::state::State;
use crate::model::{Briefing, QuoteKind};

impl Filter {
    /// Each as `person:NAME`, `topic:HEADING`, `kind:KIND`, `words:WORDS` or
    /// `regex:PATTERN`, in the order they were set.
    pub(super) fn written(&self, briefing: &Briefing) -> Vec<String> {
        self.all().iter().filter_map(|only| written(only, briefing)).collect()
    }
}

fn written(only: &Only, briefing: &Briefing) -> Option<String> {
    Some(match only {
        Only::Person(at) => format!("person:{}", briefing.cast.people.get(*at)?.name),
        Only::Topic(at) => {
            let section = briefing.sections.get(*at)?;
            format!("topic:{}", section.heading.as_deref().unwrap_or_default())
        }
        Only::Kind(kind) => format!("kind:{}", kind.name()),
        Only::Words(_, words, Pattern::Plain) => format!("words:{words}"),
        Only::Words(_, words, Pattern::Regex) => format!("regex:{words}"),
    })
}

fn read(line: &str, state: &State) -> Option<Only> {
    let briefing = state.briefing();
    let (sort, value) = line.split_once(':')?;
    match sort {
        "person" => {
            briefing.cast.people.iter().position(|person| person.name == value).map(Only::Person)
        }
        "topic" => {
            let headed =
                |s: &crate::model::Section| s.heading.as_deref().unwrap_or_default() == value;
            briefing.sections.iter().position(headed).map(Only::Topic)
        }
        "kind" => QuoteKind::ALL.into_iter().find(|kind| kind.name() == value).map(Only::Kind),
        "words" | "regex" => {
            let pattern = if sort == "regex" { Pattern::Regex } else { Pattern::Plain };
            let matcher = Matcher::new(value, pattern, state.config.search.case).ok()??;
            Some(Only::Words(matcher, value.to_owned(), pattern))
        }
        _ => None,
    }
}

impl State {
    /// Sets the filters written in `lines`. One that names nobody here is left out, and
    /// so are all when nothing would be listed.
    pub(super) fn filter_as(&mut self, lines: &[String]) {
        let mut filter = Filter::default();
        for only in lines.iter().filter_map(|line| read(line, self)) {
            filter.set(only);
        }
        let listed = Listed::new(&self.briefing, |quote| filter.takes(&self.briefing, quote));
        if listed.len() > 0 {
            self.filter = filter;
            self.list_again();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::{Extent, fixture};
    use super::*;

    /// `lines` taken up and written again.
    #[track_caller]
    fn check(lines: &[&str], expected: &[&str]) {
        let notation = "# Rail\nAna Roe: “The fund is open.”\n\n# Sea\nBo Li: “It is not so.”\n";
        let mut state = State::new(Arc::new(fixture::briefing(notation)), Extent::Whole, 100, 30);
        state.filter_as(&lines.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>());
        assert_eq!(state.filter.written(&state.briefing), expected);
    }

    #[test]
    fn filters_are_written_and_read() {
        check(&["person:Bo Li", "kind:direct"], &["person:Bo Li", "kind:direct"]);
        check(&["topic:Rail", "words:fund"], &["topic:Rail", "words:fund"]);
        check(&["regex:f.nd"], &["regex:f.nd"]);
    }

    #[test]
    fn what_is_not_here_is_left_out() {
        check(&["person:Nobody", "kind:direct", "odd"], &["kind:direct"]);
        check(&["person:Ana Roe", "topic:Sea"], &[]);
        check(&["regex:("], &[]);
    }
}
