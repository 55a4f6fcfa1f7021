//! One paragraph into rows. First fit, in one pass; nothing is kept between calls.

use super::width::{Breaks, Glyph, Space, glyphs};
use crate::model::Span;

/// The rows of `text[span]` at `width` cells (at least 1): what each shows, blanks at
/// its ends left out. In order, without overlap, and at least one.
///
/// A row ends at white space, after a hyphen or dash, or beside a wide character. A
/// word is cut only when it alone is wider than the row, and never inside a grapheme.
pub fn rows(text: &str, span: Span, width: usize, breaks: Breaks) -> Vec<Span> {
    first_rows(text, span, width, breaks, usize::MAX)
}

/// The first `limit` of these [`rows`], and one more or two where there are more; what
/// stands behind them is not looked at.
pub fn first_rows(text: &str, span: Span, width: usize, breaks: Breaks, limit: usize) -> Vec<Span> {
    let mut wrap = Wrap::new(span, width.max(1), breaks);
    for glyph in glyphs(text, span, breaks) {
        wrap.take(glyph);
        if wrap.rows.len() > limit {
            return wrap.rows;
        }
    }
    wrap.finish(span.end)
}

/// The index of the row in `rows` that shows `byte`, or would next.
pub fn row_of(rows: &[Span], byte: usize) -> usize {
    rows.partition_point(|row| row.start <= byte).saturating_sub(1)
}

struct Wrap<'a> {
    rows: Vec<Span>,
    width: usize,
    breaks: Breaks,
    /// Where the row being filled starts, and its cells so far.
    start: usize,
    x: usize,
    /// Where the last glyph that shows ended.
    inked: usize,
    chance: Option<Chance>,
    last: Option<Glyph<'a>>,
    before_last: Option<Glyph<'a>>,
}

/// Where the row could end: its end, the next one's start, and the cells up to there.
struct Chance {
    end: usize,
    next: usize,
    x: usize,
}

impl<'a> Wrap<'a> {
    fn new(span: Span, width: usize, breaks: Breaks) -> Self {
        let start = span.start;
        Wrap {
            rows: Vec::new(),
            width,
            breaks,
            start,
            x: 0,
            inked: start,
            chance: None,
            last: None,
            before_last: None,
        }
    }

    fn take(&mut self, glyph: Glyph<'a>) {
        match glyph.space {
            Space::LineEnd => self.end_row(self.inked, glyph.span.end),
            Space::Blank if self.x == 0 && self.breaks == Breaks::Fold => {
                self.start = glyph.span.end;
            }
            Space::Blank => {
                self.x += glyph.width;
                let next = glyph.span.end;
                self.chance = Some(Chance { end: self.inked, next, x: self.x });
            }
            Space::None => self.ink(glyph),
        }
        self.before_last = self.last.replace(glyph);
    }

    fn ink(&mut self, glyph: Glyph<'a>) {
        if self.parts(&glyph) {
            let at = glyph.span.start;
            self.chance = Some(Chance { end: at, next: at, x: self.x });
        }
        if self.x + glyph.width > self.width && self.x > 0 {
            match self.chance.take() {
                Some(chance) => {
                    let over = self.x.saturating_sub(chance.x);
                    self.end_row(chance.end, chance.next);
                    self.x = over;
                }
                None => self.end_row(glyph.span.start, glyph.span.start),
            }
        }
        if self.x > 0 && self.x + glyph.width > self.width {
            self.end_row(glyph.span.start, glyph.span.start);
        }
        self.x += glyph.width;
        self.inked = glyph.span.end;
    }

    /// Whether a row may end between the last glyph and `glyph`, without a blank.
    fn parts(&self, glyph: &Glyph) -> bool {
        let Some(last) = self.last.filter(|last| last.space == Space::None && self.x > 0) else {
            return false;
        };
        let lettered = |g: &Glyph| g.shown.chars().next().is_some_and(char::is_alphanumeric);
        let closing = |g: &Glyph| {
            g.shown.chars().next().is_some_and(|c| {
                matches!(c, '’' | '”' | '»' | '…' | '\'' | '"')
                    || (c.is_ascii_punctuation() && !matches!(c, '(' | '[' | '{'))
                    || matches!(
                        c,
                        '、' | '。' | '，' | '」' | '』' | '！' | '？' | '：' | '；' | '）'
                    )
            })
        };
        match last.shown {
            "—" | "–" => !closing(glyph),
            "-" | "/" => lettered(glyph) && self.before_last.as_ref().is_some_and(lettered),
            _ => (last.width == 2 || glyph.width == 2) && !closing(glyph),
        }
    }

    fn end_row(&mut self, end: usize, next: usize) {
        self.rows.push(Span::new(self.start, end.max(self.start)));
        self.start = next;
        self.x = 0;
        self.inked = self.inked.max(next);
        self.chance = None;
    }

    fn finish(mut self, end: usize) -> Vec<Span> {
        if self.start < end || self.rows.is_empty() {
            let inked = self.inked.clamp(self.start, end.max(self.start));
            self.rows.push(Span::new(self.start, inked));
        }
        self.rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::width;
    use proptest::prelude::*;

    /// `expected` is the rows joined by `|`.
    #[track_caller]
    fn check(text: &str, cells: usize, expected: &str) {
        let all = Span::new(0, text.len());
        let shown = rows(text, all, cells, Breaks::Fold);
        for limit in 0..=shown.len() {
            let first = first_rows(text, all, cells, Breaks::Fold, limit);
            assert_eq!(first.get(..limit), shown.get(..limit), "{text}");
            assert_eq!(first.len() > limit, shown.len() > limit, "{text}");
        }
        let shown: Vec<&str> = shown.iter().map(|row| row.of(text)).collect();
        assert_eq!(shown.join("|"), expected);
    }

    #[test]
    fn rows_end_between_words() {
        check("one two three", 8, "one two|three");
        check("one two three", 7, "one two|three");
        check("one  \n two", 20, "one  \n two");
        check("  one ", 20, "one");
        check("", 5, "");
        check("a\u{a0}b c", 4, "a\u{a0}b|c");
    }

    #[test]
    fn only_a_word_wider_than_the_row_is_cut() {
        check("abcdefgh", 3, "abc|def|gh");
        check("x abcdefgh", 4, "x|abcd|efgh");
        check("ab cd", 4, "ab|cd");
    }

    #[test]
    fn hyphens_and_dashes_part_words_but_not_signs() {
        check("one two-thirds", 8, "one two-|thirds");
        check("one two—thirds", 8, "one two—|thirds");
        check("xx -thirds", 6, "xx|-third|s");
        check("abc—” x", 4, "abc—|” x");
    }

    #[test]
    fn wide_characters_break_anywhere_and_never_in_half() {
        check("日本語の文", 5, "日本|語の|文");
        check("日本。語", 4, "日|本。|語");
        check("日", 1, "日");
    }

    #[test]
    fn tables_keep_their_lines() {
        let text = "a  b\nlong line here\n\nc";
        let shown = rows(text, Span::new(0, text.len()), 9, Breaks::Keep);
        let shown: Vec<&str> = shown.iter().map(|row| row.of(text)).collect();
        assert_eq!(shown, ["a  b", "long line", "here", "", "c"]);
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_nothing_sticks_out(text in "\\PC{0,80}", cells in 1usize..30) {
            let shown = rows(&text, Span::new(0, text.len()), cells, Breaks::Fold);
            let visible = |text: &str| -> String {
                glyphs(text, Span::new(0, text.len()), Breaks::Fold)
                    .filter(|g| g.space == Space::None && g.shown != " ")
                    .map(|g| g.shown)
                    .collect()
            };
            let all: String = shown.iter().map(|row| visible(row.of(&text))).collect();
            prop_assert_eq!(all, visible(&text));
            for row in &shown {
                let filled = width::width(row.of(&text));
                let glyphs = glyphs(&text, *row, Breaks::Fold).filter(|g| g.width > 0).count();
                prop_assert!(filled <= cells || glyphs <= 1, "{row:?} fills {filled}");
            }
            prop_assert!(shown.windows(2).all(|pair| pair[0].end <= pair[1].start));
        }
    }
}
