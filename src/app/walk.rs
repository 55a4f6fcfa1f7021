//! Stepping through the words of the body, glyph by glyph, as a reader sees them.

use super::blocks::{Block, BlockKind};
use crate::model::Span;
use crate::text::width::glyphs;

/// A place at one glyph of the body. Blocks without a glyph that shows, and headings the
/// program made up, are passed over.
pub(super) struct Walker<'a> {
    text: &'a str,
    blocks: &'a [Block],
    block: usize,
    /// The glyphs of the block that fill a cell, in order; never empty.
    glyphs: Vec<Span>,
    at: usize,
}

/// What a glyph is to somebody who moves by words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Blank,
    Letter,
    Sign,
}

impl<'a> Walker<'a> {
    /// At the glyph of `byte`, else at the next one, else at the last; `None` where no
    /// glyph shows at all.
    pub(super) fn at(text: &'a str, blocks: &'a [Block], byte: usize) -> Option<Walker<'a>> {
        let block = blocks.partition_point(|block| block.span.start <= byte).saturating_sub(1);
        let mut walker = Walker { text, blocks, block, glyphs: Vec::new(), at: 0 };
        let here = walker.shown(block);
        let at = here.partition_point(|glyph| glyph.end <= byte);
        // A made-up heading starts at the byte of the words below it.
        if at < here.len() || (!here.is_empty() && !walker.later(block)) {
            walker.at = at.min(here.len() - 1);
            walker.glyphs = here;
            return Some(walker);
        }
        let found = walker.next_block() || walker.previous_block();
        found.then_some(walker)
    }

    pub(super) fn glyph(&self) -> Span {
        self.glyphs.get(self.at).copied().unwrap_or_default()
    }

    /// Index of the block it is in.
    pub(super) fn block(&self) -> usize {
        self.block
    }

    /// To the next glyph; `false` at the last.
    pub(super) fn forward(&mut self) -> bool {
        if self.at + 1 < self.glyphs.len() {
            self.at += 1;
            return true;
        }
        self.next_block()
    }

    /// To the glyph before; `false` at the first.
    pub(super) fn back(&mut self) -> bool {
        if self.at > 0 {
            self.at -= 1;
            return true;
        }
        if !self.previous_block() {
            return false;
        }
        self.go_block_end();
        true
    }

    /// To the first glyph of the next word.
    pub(super) fn next_word(&mut self) -> bool {
        let (sort, block) = (self.sort(), self.block);
        let from = self.glyph();
        while self.block == block && self.sort() == sort && self.forward() {}
        while self.sort() == Sort::Blank && self.forward() {}
        self.glyph() != from
    }

    /// To the last glyph of this word, or of the next when it is there already.
    pub(super) fn word_end(&mut self) -> bool {
        let from = self.glyph();
        self.forward();
        while self.sort() == Sort::Blank && self.forward() {}
        self.go_word_end();
        self.glyph() != from
    }

    /// To the first glyph of this word, or of the one before when it is there already.
    pub(super) fn previous_word(&mut self) -> bool {
        let from = self.glyph();
        self.back();
        while self.sort() == Sort::Blank && self.back() {}
        self.go_word_start();
        self.glyph() != from
    }

    pub(super) fn go_word_start(&mut self) {
        let sort = self.sort();
        while self.at > 0 && self.sort_at(self.at - 1) == sort {
            self.at -= 1;
        }
    }

    pub(super) fn go_word_end(&mut self) {
        let sort = self.sort();
        while self.at + 1 < self.glyphs.len() && self.sort_at(self.at + 1) == sort {
            self.at += 1;
        }
    }

    pub(super) fn go_block_start(&mut self) {
        self.at = 0;
    }

    pub(super) fn go_block_end(&mut self) {
        self.at = self.glyphs.len().saturating_sub(1);
    }

    /// To the first glyph of the next block, or the last of the text.
    pub(super) fn next_paragraph(&mut self) -> bool {
        let from = self.glyph();
        if !self.next_block() {
            self.go_block_end();
        }
        self.glyph() != from
    }

    /// To the first glyph of this block, or of the one before when it is there already.
    pub(super) fn previous_paragraph(&mut self) -> bool {
        let from = self.glyph();
        if self.at == 0 {
            self.previous_block();
        }
        self.go_block_start();
        self.glyph() != from
    }

    fn next_block(&mut self) -> bool {
        self.enter((self.block + 1)..self.blocks.len())
    }

    fn previous_block(&mut self) -> bool {
        self.enter((0..self.block).rev())
    }

    /// To the start of the first block of `order` that has glyphs.
    fn enter(&mut self, order: impl Iterator<Item = usize>) -> bool {
        for block in order {
            let glyphs = self.shown(block);
            if !glyphs.is_empty() {
                (self.block, self.glyphs, self.at) = (block, glyphs, 0);
                return true;
            }
        }
        false
    }

    fn later(&self, block: usize) -> bool {
        (block + 1..self.blocks.len()).any(|block| !self.shown(block).is_empty())
    }

    fn shown(&self, block: usize) -> Vec<Span> {
        let Some(block) = self.blocks.get(block).filter(|b| b.kind != BlockKind::Derived) else {
            return Vec::new();
        };
        let shown = glyphs(self.text, block.span, block.breaks()).filter(|glyph| glyph.width > 0);
        shown.map(|glyph| glyph.span).collect()
    }

    fn sort(&self) -> Sort {
        self.sort_at(self.at)
    }

    fn sort_at(&self, at: usize) -> Sort {
        let words = self.glyphs.get(at).map_or("", |glyph| glyph.of(self.text));
        match words.chars().next() {
            None => Sort::Blank,
            Some(c) if c.is_whitespace() => Sort::Blank,
            Some(c) if c.is_alphanumeric() => Sort::Letter,
            // Signs that stand inside a word: `don't`, `vice-president`.
            Some('\'' | '’' | '-' | '_') if self.is_within(at) => Sort::Letter,
            Some(_) => Sort::Sign,
        }
    }

    /// Whether letters stand right before and after the glyph `at`.
    fn is_within(&self, at: usize) -> bool {
        let lettered = |at: usize| {
            let glyph = self.glyphs.get(at).map_or("", |glyph| glyph.of(self.text));
            glyph.chars().next().is_some_and(char::is_alphanumeric)
        };
        at > 0 && lettered(at - 1) && lettered(at + 1)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::blocks::{Furnishing, blocks};
    use super::*;
    use crate::app::fixture;

    const TEXT: &str = "# Rail Fund.\nThe vice-president  didn’t pay.\nE\u{301}l 東京 said “no”.";

    /// What begins at each glyph that `step` comes by from where `from` stands: the word
    /// up to the next blank.
    #[track_caller]
    fn check(from: &str, step: fn(&mut Walker) -> bool, expected: &str) {
        let briefing = Arc::new(fixture::briefing(TEXT));
        let list = blocks(&briefing, Furnishing::Hidden);
        let start = briefing.text.find(from).unwrap();
        let mut walker = Walker::at(&briefing.text, &list, start).unwrap();
        let mut seen = Vec::new();
        while step(&mut walker) && seen.len() < 20 {
            let rest = briefing.text.get(walker.glyph().start..).unwrap();
            seen.push(rest.split_whitespace().next().unwrap_or_default());
        }
        assert_eq!(seen.join(" "), expected);
    }

    #[test]
    fn words_keep_their_hyphens_and_apostrophes() {
        let next = "vice-president didn’t pay. . E\u{301}l 東京 said “no”. no”. ”. .";
        check("The", |w| w.next_word(), next);
        check("pay", |w| w.previous_word(), "didn’t vice-president The Fund. Rail");
        check("didn", |w| w.word_end(), "t y. . l 京 d “no”. o”. .");
    }

    #[test]
    fn paragraphs_follow_one_another_and_end() {
        check("Rail", |w| w.next_paragraph(), "The E\u{301}l .");
        check("pay", |w| w.previous_paragraph(), "The Rail");
    }

    #[test]
    fn graphemes_stay_whole_and_runs_of_blanks_are_one() {
        let forward = "l 東京 東京 京 said said aid id d “no”. “no”. no”. o”. ”. .";
        check("E\u{301}l", |w| w.forward(), forward);
    }

    #[test]
    fn an_empty_body_has_no_place() {
        assert!(Walker::at("", &[], 0).is_none());
    }
}
