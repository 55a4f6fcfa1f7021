//! What is searched for, taken from one document to others.

use super::action::Effect;
use super::matcher::{Matcher, Pattern};
use super::prompt::Prompt;
use super::state::{Extent, State};

/// Where the hits of a search are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reach {
    /// In the document shown.
    #[default]
    Here,
    /// In all that are open.
    Everywhere,
}

/// Whether a search leads to the hit it finds first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Lead {
    #[default]
    ToHit,
    /// The reader stays where they were.
    Nowhere,
}

/// What is searched for.
#[derive(Clone)]
pub(super) struct Sought {
    pub(super) prompt: Prompt,
    pub(super) pattern: Pattern,
    pub(super) matcher: Matcher,
    pub(super) reach: Reach,
}

impl State {
    /// Searches for `words` as if they had been typed, here and in every document that
    /// is opened from now on.
    pub fn find(&mut self, words: &str) -> Effect {
        let mut prompt = Prompt::default();
        prompt.paste(words);
        let pattern = self.search.pattern();
        let effect = match Matcher::new(prompt.text(), pattern, self.config.search.case) {
            Ok(Some(matcher)) => {
                self.desk.searched(prompt.text());
                let sought = Sought { prompt, pattern, matcher, reach: Reach::Here };
                self.desk.sought = Some(sought.clone());
                self.seek(sought, Lead::ToHit)
            }
            Ok(None) => Effect::None,
            Err(why) => {
                self.tell(&format!("not searched for {words}: {why}"));
                Effect::None
            }
        };
        self.settle();
        effect
    }

    /// What is searched for here.
    pub(super) fn sought(&self) -> Option<Sought> {
        Some(Sought {
            prompt: self.search.prompt.clone(),
            pattern: self.search.pattern(),
            matcher: self.search.matcher()?.clone(),
            reach: self.search.reach,
        })
    }

    /// Searches for `sought`, once there is a text to search.
    pub(super) fn seek(&mut self, sought: Sought, lead: Lead) -> Effect {
        self.search.begin(sought, lead);
        match self.extent {
            Extent::Awaited => Effect::None,
            _ => self.run_search(self.at),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::{Action, Arrived, Command, DocId, fixture, update};
    use super::*;

    /// What the status line knows of the search after `arrived` comes in for the one shown.
    fn arrive(state: &mut State, notation: &str) -> (usize, Option<usize>) {
        let briefing = Arc::new(fixture::briefing(notation));
        let arrived = Arrived { briefing, record: Default::default(), told: None };
        let id = state.doc().unwrap();
        update(state, Action::Opened { id, result: Ok(Box::new(arrived)) });
        (state.search().hits().len(), state.search().current())
    }

    #[test]
    fn words_to_find_are_found_in_what_is_read_later() {
        let ids = [0, 1].map(DocId::first_of);
        let mut state = State::blank(80, 24);
        state.set_desk(vec!["a".into(), "b".into()], &ids, 0);
        state.find("rail");
        assert_eq!(arrive(&mut state, "# One\nX: “The rail, the rail.”\n"), (2, Some(0)));
        update(&mut state, Action::Do(Command::NextTab));
        assert_eq!(arrive(&mut state, "# Two\nX: “No, the rail.”\n"), (1, Some(0)));
        assert_eq!(state.desk().searches(), ["rail"]);
    }

    #[test]
    fn a_search_taken_off_is_not_taken_to_the_next_document() {
        let ids = [0, 1].map(DocId::first_of);
        let mut state = State::blank(80, 24);
        state.set_desk(vec!["a".into(), "b".into()], &ids, 0);
        state.find("rail");
        arrive(&mut state, "# One\nX: “The rail.”\n");
        for command in [Command::Cancel, Command::NextTab] {
            update(&mut state, Action::Do(command));
        }
        assert_eq!(arrive(&mut state, "# Two\nX: “The rail.”\n"), (0, None));
    }

    #[test]
    fn a_pattern_that_is_none_is_told() {
        let briefing = Arc::new(fixture::briefing("X: “A.”\n"));
        let mut state = State::new(briefing, Extent::Whole, 80, 24);
        state.search.set_pattern(Pattern::Regex);
        state.find("(");
        assert!(state.message().unwrap().starts_with("not searched for (: "));
    }
}
