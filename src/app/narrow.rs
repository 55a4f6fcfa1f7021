//! A list that typing narrows: what the jump list, the palette and the help have in
//! common.

use super::chosen::Chosen;
use super::fuzzy::{Index, Match};
use super::prompt::Prompt;
use crate::text::fold::fold;

/// Names, those of them that match what is typed, and the one chosen.
pub struct Narrow {
    prompt: Prompt,
    index: Index,
    n_names: usize,
    /// Best first.
    matches: Chosen<Match>,
}

impl Narrow {
    /// A list of `names`, narrowed by what `prompt` holds already.
    pub(super) fn new<'a>(names: impl Iterator<Item = &'a str>, prompt: Prompt) -> Narrow {
        let folded: Vec<String> = names.map(fold).collect();
        let n_names = folded.len();
        let index = Index::new(folded.into_iter());
        let mut list = Narrow { prompt, index, n_names, matches: Chosen::new(Vec::new()) };
        list.narrow();
        list
    }

    fn narrow(&mut self) {
        self.matches = Chosen::new(self.index.matches(&fold(self.prompt.text())));
    }

    /// Changes what is typed, and the list with it.
    pub(super) fn edit(&mut self, change: impl FnOnce(&mut Prompt)) {
        let before = self.prompt.text().to_owned();
        change(&mut self.prompt);
        if self.prompt.text() != before {
            self.narrow();
        }
    }

    /// Puts the names that `is_better` is true of before the others, by their index.
    pub(super) fn prefer(&mut self, is_better: impl Fn(usize) -> bool) {
        self.matches.rows_mut().sort_by_key(|found| !is_better(found.item));
    }

    pub fn prompt(&self) -> &Prompt {
        &self.prompt
    }

    pub(super) fn into_prompt(self) -> Prompt {
        self.prompt
    }

    /// How many names there are, whatever is typed.
    pub fn total(&self) -> usize {
        self.n_names
    }

    /// What matches, best first.
    pub fn matches(&self) -> &Chosen<Match> {
        &self.matches
    }

    pub(super) fn matches_mut(&mut self) -> &mut Chosen<Match> {
        &mut self.matches
    }

    /// The index of the name chosen.
    pub fn choice(&self) -> Option<usize> {
        self.matches.choice().map(|found| found.item)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Edit;
    use super::*;

    #[test]
    fn typing_narrows_and_what_is_better_comes_first() {
        let names = ["quiet night", "a quest", "Quit"];
        let mut list = Narrow::new(names.into_iter(), Prompt::default());
        assert!(list.matches_mut().step(5) && !list.matches_mut().step(1));
        assert_eq!(list.choice(), Some(2));
        list.edit(|prompt| prompt.edit(Edit::Insert('q')));
        assert_eq!(
            (list.matches().rows().len(), list.matches().selected(), list.total()),
            (3, 0, 3)
        );
        list.prefer(|at| at == 2);
        assert_eq!(list.choice(), Some(2));
        list.edit(|prompt| prompt.edit(Edit::Insert('x')));
        assert_eq!(list.choice(), None);
    }
}
