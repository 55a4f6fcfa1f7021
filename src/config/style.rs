use std::ops::Range;

use super::colour::{Colour, Depth};

/// How some cells look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Style {
    /// `None` leaves the colour as it is.
    pub front: Option<Colour>,
    pub back: Option<Colour>,
    pub bold: bool,
    pub dim: bool,
    pub italic: bool,
    pub underline: bool,
    pub reverse: bool,
    pub struck: bool,
}

pub(super) const MODIFIERS: [&str; 6] = ["bold", "dim", "italic", "underline", "reverse", "struck"];

impl Style {
    /// This style with the nearest colours of `depth`, never one colour on itself.
    pub(super) fn at(self, depth: Depth) -> Style {
        let back = self.back.map(|colour| colour.at(depth));
        let front = self.front.map(|colour| match (colour.at(depth), back) {
            (near, Some(back)) if near == back && colour != back => back.seen_on(),
            (near, _) => near,
        });
        Style { front, back, ..self }
    }

    /// The style `written` as `bold #ffcc00 on 236`, or the first wrong word and where
    /// in `written` it stands.
    pub(super) fn parse(written: &str) -> Result<Style, (Range<usize>, &str)> {
        let mut style = Style::default();
        // The `on` that still waits for its colour.
        let mut on = None;
        for at in words(written) {
            let word = written.get(at.clone()).unwrap_or_default();
            let colour = Colour::opt_parse(word);
            match (on.take(), colour) {
                (Some(_), Some(_)) => style.back = colour,
                (Some(dangling), None) => return Err(dangling),
                (None, Some(_)) if style.front.is_none() => style.front = colour,
                (None, None) if word == "on" && style.back.is_none() => on = Some((at, word)),
                (None, None) if style.add(word) => {}
                (None, _) => return Err((at, word)),
            }
        }
        on.map_or(Ok(style), Err)
    }

    /// Adds the modifier called `name`; whether there is one.
    fn add(&mut self, name: &str) -> bool {
        let modifier = match name {
            "bold" => &mut self.bold,
            "dim" => &mut self.dim,
            "italic" => &mut self.italic,
            "underline" => &mut self.underline,
            "reverse" => &mut self.reverse,
            "struck" => &mut self.struck,
            _ => return false,
        };
        *modifier = true;
        true
    }
}

/// Where the words of `written` stand, split at spaces.
fn words(written: &str) -> impl Iterator<Item = Range<usize>> {
    let start_of = |word: &str| word.as_ptr() as usize - written.as_ptr() as usize;
    written.split_whitespace().map(move |word| start_of(word)..start_of(word) + word.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `written` reads as front, back and modifiers `expected`.
    #[track_caller]
    fn check(written: &str, expected: Style) {
        assert_eq!(Style::parse(written), Ok(expected));
    }

    #[test]
    fn a_style_is_words_in_any_order() {
        let red = Some(Colour::Ansi(1));
        check("", Style::default());
        check("red", Style { front: red, ..Style::default() });
        check("on red", Style { back: red, ..Style::default() });
        check(
            "bold red  on 0",
            Style { front: red, back: Some(Colour::Ansi(0)), bold: true, ..Style::default() },
        );
        check("red underline", Style { front: red, underline: true, ..Style::default() });
    }

    #[track_caller]
    fn check_wrong(written: &str, place: &str, at: usize) {
        assert_eq!(Style::parse(written), Err((at..at + place.len(), place)));
    }

    #[test]
    fn the_wrong_word_of_a_style_is_told() {
        check_wrong("bold reddish", "reddish", 5);
        check_wrong("red green", "green", 4);
        check_wrong("red on", "on", 4);
        check_wrong("on bold red", "on", 0);
        check_wrong("on red on blue", "on", 7);
    }
}
