use std::fmt::Write;

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// How a terminal draws a cell, and the sequence that makes it do so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Look {
    front: Color,
    back: Color,
    modifier: Modifier,
}

/// What turns each modifier on and off.
const MODIFIERS: [(Modifier, &str, &str); 9] = [
    (Modifier::BOLD, "1", "22"),
    (Modifier::DIM, "2", "22"),
    (Modifier::ITALIC, "3", "23"),
    (Modifier::UNDERLINED, "4", "24"),
    (Modifier::SLOW_BLINK, "5", "25"),
    (Modifier::RAPID_BLINK, "6", "25"),
    (Modifier::REVERSED, "7", "27"),
    (Modifier::HIDDEN, "8", "28"),
    (Modifier::CROSSED_OUT, "9", "29"),
];

impl Look {
    pub(super) const PLAIN: Look =
        Look { front: Color::Reset, back: Color::Reset, modifier: Modifier::empty() };

    pub(super) fn of(cell: &Cell) -> Look {
        Look { front: cell.fg, back: cell.bg, modifier: cell.modifier }
    }

    /// This look on a terminal that cannot show `modifiers`.
    pub(super) fn without(self, modifiers: Modifier) -> Look {
        Look { modifier: self.modifier - modifiers, ..self }
    }

    /// Whether a blank looks as it does on a plain terminal.
    pub(super) fn leaves_blanks(self) -> bool {
        let filling = Modifier::REVERSED | Modifier::UNDERLINED | Modifier::CROSSED_OUT;
        self.back == Color::Reset && !self.modifier.intersects(filling)
    }

    /// Writes what makes a terminal that draws as `before` draw like this: by what
    /// differs or from plain on, whichever is shorter.
    pub(super) fn write_after(self, before: Look, out: &mut String) {
        let anew = format!("0{}", self.differing(Look::PLAIN));
        let differing = self.differing(before);
        let differing = differing.strip_prefix(';').unwrap_or(&differing);
        let shorter = if anew.len() < differing.len() { &anew } else { differing };
        let _ = write!(out, "\x1b[{shorter}m");
    }

    /// The parameters for what differs from `before`, each after a semicolon.
    fn differing(self, before: Look) -> String {
        let mut out = String::new();
        let (off, mut on) = (before.modifier - self.modifier, self.modifier - before.modifier);
        let mut said = "";
        for (modifier, _, sequence) in MODIFIERS.iter().filter(|(m, ..)| off.contains(*m)) {
            if *sequence != said {
                let _ = write!(out, ";{sequence}");
            }
            said = sequence;
            // What turns bold off turns dim off, too.
            let twins = MODIFIERS.iter().filter(|(m, _, other)| m != modifier && other == sequence);
            twins.for_each(|(twin, ..)| on |= self.modifier & *twin);
        }
        for (_, sequence, _) in MODIFIERS.iter().filter(|(m, ..)| on.contains(*m)) {
            let _ = write!(out, ";{sequence}");
        }
        if self.front != before.front {
            out.push_str(&parameters(self.front, Ground::Front));
        }
        if self.back != before.back {
            out.push_str(&parameters(self.back, Ground::Back));
        }
        out
    }
}

#[derive(Clone, Copy)]
enum Ground {
    Front = 0,
    Back = 10,
}

/// A colour after a semicolon. The sixteen go by the numbers every terminal knows.
fn parameters(color: Color, ground: Ground) -> String {
    let ground = ground as u8;
    let named = |n: u8| format!(";{}", if n < 8 { 30 + n + ground } else { 82 + n + ground });
    match color {
        Color::Reset => format!(";{}", 39 + ground),
        Color::Black => named(0),
        Color::Red => named(1),
        Color::Green => named(2),
        Color::Yellow => named(3),
        Color::Blue => named(4),
        Color::Magenta => named(5),
        Color::Cyan => named(6),
        Color::Gray => named(7),
        Color::DarkGray => named(8),
        Color::LightRed => named(9),
        Color::LightGreen => named(10),
        Color::LightYellow => named(11),
        Color::LightBlue => named(12),
        Color::LightMagenta => named(13),
        Color::LightCyan => named(14),
        Color::White => named(15),
        Color::Indexed(n) => format!(";{};5;{n}", 38 + ground),
        Color::Rgb(r, g, b) => format!(";{};2;{r};{g};{b}", 38 + ground),
    }
}

#[cfg(test)]
mod tests {
    use ratatui::style::Style;

    use super::*;

    #[track_caller]
    fn check(before: Style, after: Style, expected: &str) {
        let look = |style: Style| {
            let mut cell = Cell::EMPTY;
            cell.set_style(style);
            Look::of(&cell)
        };
        let mut out = String::new();
        look(after).write_after(look(before), &mut out);
        assert_eq!(out, format!("\x1b[{expected}m"));
    }

    #[test]
    fn one_sequence_says_what_differs() {
        let plain = Style::new();
        check(plain, plain.bold(), "1");
        check(plain.bold(), plain, "0");
        check(plain.bold(), plain.dim(), "0;2");
        check(plain.bold().red(), plain.dim().red(), "22;2");
        check(plain.bold().italic().cyan(), plain.italic().cyan(), "22");
        check(plain.bold().dim().cyan(), plain.dim().cyan(), "22;2");
    }

    #[test]
    fn every_colour_has_its_number() {
        let plain = Style::new();
        check(plain, plain.red(), "31");
        check(plain, plain.light_red().on_gray(), "91;47");
        check(plain, plain.on_dark_gray(), "100");
        check(plain, plain.fg(Color::Indexed(200)), "38;5;200");
        check(plain, plain.bg(Color::Rgb(1, 2, 3)), "48;2;1;2;3");
        check(plain.red().bold(), plain.bold(), "39");
    }
}
