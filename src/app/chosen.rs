//! Rows and the one chosen of them: what every list to choose from has in common.

/// The rows of a list, one of them chosen.
#[derive(Clone, Debug)]
pub struct Chosen<T> {
    rows: Vec<T>,
    /// An index into the rows; 0 without any.
    selected: usize,
}

impl<T> Chosen<T> {
    /// `rows` with the first of them chosen.
    pub(super) fn new(rows: Vec<T>) -> Chosen<T> {
        Chosen { rows, selected: 0 }
    }

    /// The same with row `at` chosen, or the last.
    pub(super) fn at(mut self, at: usize) -> Chosen<T> {
        self.select(at);
        self
    }

    pub fn rows(&self) -> &[T] {
        &self.rows
    }

    pub(super) fn rows_mut(&mut self) -> &mut [T] {
        &mut self.rows
    }

    /// The index of the row chosen.
    pub fn selected(&self) -> usize {
        self.selected
    }

    /// The row chosen; `None` without rows.
    pub fn choice(&self) -> Option<&T> {
        self.rows.get(self.selected)
    }

    /// The first row to show in `height` so that the one chosen shows.
    pub fn top(&self, height: usize) -> usize {
        (self.selected + 1).saturating_sub(height.max(1))
    }

    pub(super) fn select(&mut self, to: usize) {
        self.selected = to.min(self.rows.len().saturating_sub(1));
    }

    /// Chooses what stands in row `row` of the `height` shown; tells whether anything
    /// does.
    pub(super) fn choose(&mut self, row: usize, height: usize) -> bool {
        let at = self.top(height) + row;
        let there = at < self.rows.len();
        self.selected = if there { at } else { self.selected };
        there
    }

    /// Moves the choice `n` rows on; tells whether there was anywhere to go.
    pub(super) fn step(&mut self, n: isize) -> bool {
        let before = self.selected;
        self.select(before.saturating_add_signed(n));
        self.selected != before
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chosen_row_shows_in_any_height() {
        for height in 1..5 {
            for chosen in 0..9 {
                let mut list = Chosen::new((0..9).collect()).at(chosen);
                let first = list.top(height);
                assert!((first..first + height).contains(&chosen));
                assert!(list.choose(chosen - first, height));
                assert_eq!(list.choice(), Some(&chosen));
            }
        }
        assert!(!Chosen::new(vec![1, 2, 3]).choose(3, 5));
    }

    #[test]
    fn a_step_ends_at_the_ends() {
        let mut list = Chosen::new(vec!["a", "b", "c"]);
        assert!(list.step(isize::MAX) && !list.step(1) && list.choice() == Some(&"c"));
        assert!(list.step(isize::MIN) && !list.step(-1) && list.choice() == Some(&"a"));
        let mut none = Chosen::<u8>::new(Vec::new());
        assert!(!none.step(1) && !none.choose(0, 3) && none.choice().is_none());
    }
}
