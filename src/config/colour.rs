/// A colour as a theme names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Colour {
    /// What the terminal uses when nothing is asked for.
    Default,
    /// One of the terminal's own sixteen, `0..=15`; the reader's terminal decides how
    /// it looks.
    Ansi(u8),
    /// One of the 256, by number; `0..=15` are [`Colour::Ansi`].
    Indexed(u8),
    Rgb(u8, u8, u8),
}

/// How many colours a terminal shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// No colour at all, only bold, underline, reverse and the like.
    None,
    Ansi16,
    Ansi256,
    True,
}

/// The sixteen names, in the order of their numbers.
const NAMES: [&str; 16] = [
    "black",
    "red",
    "green",
    "yellow",
    "blue",
    "magenta",
    "cyan",
    "white",
    "bright-black",
    "bright-red",
    "bright-green",
    "bright-yellow",
    "bright-blue",
    "bright-magenta",
    "bright-cyan",
    "bright-white",
];

/// What the sixteen look like in xterm, to measure nearness by.
const ANSI: [[u8; 3]; 16] = [
    [0, 0, 0],
    [205, 0, 0],
    [0, 205, 0],
    [205, 205, 0],
    [0, 0, 238],
    [205, 0, 205],
    [0, 205, 205],
    [229, 229, 229],
    [127, 127, 127],
    [255, 0, 0],
    [0, 255, 0],
    [255, 255, 0],
    [92, 92, 255],
    [255, 0, 255],
    [0, 255, 255],
    [255, 255, 255],
];

/// The steps of the 6×6×6 cube that colours 16 to 231 are.
const CUBE: [u8; 6] = [0, 95, 135, 175, 215, 255];

impl Depth {
    /// What a terminal shows that calls itself `term` (`TERM`) and `colorterm`
    /// (`COLORTERM`), when the reader asks for no colour with a `no_color`
    /// (`NO_COLOR`) that is not empty.
    pub fn of(no_color: Option<&str>, term: Option<&str>, colorterm: Option<&str>) -> Depth {
        if no_color.is_some_and(|asked| !asked.is_empty()) {
            return Depth::None;
        }
        let term = term.unwrap_or_default();
        let colorterm = colorterm.unwrap_or_default();
        match term {
            "dumb" => Depth::None,
            // GNU screen before version 5 turns what it does not know into noise.
            _ if matches!(colorterm, "truecolor" | "24bit") && !term.starts_with("screen") => {
                Depth::True
            }
            _ if term.ends_with("-direct") => Depth::True,
            _ if term.contains("256") || term.contains("kitty") => Depth::Ansi256,
            _ => Depth::Ansi16,
        }
    }
}

impl Colour {
    /// The colour written as `#rrggbb`, `#rgb`, `0` to `255`, `red`, `bright-blue`,
    /// `grey` or `default`. Names fold case.
    pub fn opt_parse(written: &str) -> Option<Colour> {
        if let Some(digits) = written.strip_prefix('#') {
            return opt_hexadecimal(digits);
        }
        if let Ok(number) = written.parse::<u8>() {
            return Some(if number < 16 { Colour::Ansi(number) } else { Colour::Indexed(number) });
        }
        let name = written.to_ascii_lowercase();
        match name.as_str() {
            "default" => Some(Colour::Default),
            "grey" | "gray" => Some(Colour::Ansi(8)),
            _ => (0..).zip(NAMES).find(|(_, known)| *known == name).map(|(n, _)| Colour::Ansi(n)),
        }
    }

    /// The nearest colour a terminal of `depth` shows.
    pub fn at(self, depth: Depth) -> Colour {
        match (self, depth) {
            (_, Depth::None) => Colour::Default,
            (Colour::Rgb(r, g, b), Depth::Ansi256) => Colour::Indexed(nearest_256([r, g, b])),
            (Colour::Rgb(r, g, b), Depth::Ansi16) => Colour::Ansi(nearest_16([r, g, b])),
            (Colour::Indexed(n), Depth::Ansi16) => Colour::Ansi(nearest_16(indexed(n))),
            (colour, _) => colour,
        }
    }

    /// Black or white, whichever is seen better on this colour.
    pub fn seen_on(self) -> Colour {
        match self {
            // Terminals paint these dark, whatever xterm does.
            Colour::Ansi(0 | 4 | 8) => Colour::Ansi(15),
            Colour::Ansi(_) | Colour::Default => Colour::Ansi(0),
            Colour::Indexed(n) if is_dark(indexed(n)) => Colour::Ansi(15),
            Colour::Indexed(_) => Colour::Ansi(0),
            Colour::Rgb(r, g, b) if is_dark([r, g, b]) => Colour::Rgb(255, 255, 255),
            Colour::Rgb(..) => Colour::Rgb(0, 0, 0),
        }
    }

    /// How light this colour is as xterm paints it, from 0 to 1 as WCAG 2.2 counts;
    /// `None` where only the terminal knows.
    pub fn luminance(self) -> Option<f64> {
        match self {
            Colour::Default => None,
            Colour::Ansi(n) | Colour::Indexed(n) => Some(luminance(indexed(n))),
            Colour::Rgb(r, g, b) => Some(luminance([r, g, b])),
        }
    }
}

/// Whether white is seen better than black on a colour.
fn is_dark(rgb: [u8; 3]) -> bool {
    // Where (1.05 / (l + 0.05)) and ((l + 0.05) / 0.05) meet.
    luminance(rgb) < 0.179
}

fn luminance(rgb: [u8; 3]) -> f64 {
    let linear = |part: u8| match f64::from(part) / 255.0 {
        low if low <= 0.04045 => low / 12.92,
        high => ((high + 0.055) / 1.055).powf(2.4),
    };
    let [r, g, b] = rgb.map(linear);
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

/// The names a theme may give, for a suggestion.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    NAMES.into_iter().chain(["default", "grey"])
}

fn opt_hexadecimal(digits: &str) -> Option<Colour> {
    let values: Option<Vec<u8>> =
        digits.chars().map(|c| c.to_digit(16).and_then(|d| u8::try_from(d).ok())).collect();
    match *values?.as_slice() {
        [r, g, b] => Some(Colour::Rgb(r * 17, g * 17, b * 17)),
        [r, rr, g, gg, b, bb] => Some(Colour::Rgb(r * 16 + rr, g * 16 + gg, b * 16 + bb)),
        _ => None,
    }
}

/// How one of the 256 looks; the first sixteen as in xterm.
fn indexed(number: u8) -> [u8; 3] {
    let step = |n: u8| CUBE.get(usize::from(n % 6)).copied().unwrap_or(255);
    match number {
        0..16 => ANSI.get(usize::from(number)).copied().unwrap_or_default(),
        16..232 => {
            let n = number - 16;
            [step(n / 36), step(n / 6), step(n)]
        }
        232.. => [8 + 10 * (number - 232); 3],
    }
}

/// The nearest of 16 to 255; the first sixteen are left out, since every terminal
/// paints them as it likes.
fn nearest_256(rgb: [u8; 3]) -> u8 {
    (16..=255).min_by_key(|&n| distance(rgb, indexed(n))).unwrap_or(16)
}

fn nearest_16(rgb: [u8; 3]) -> u8 {
    (0..).zip(ANSI).min_by_key(|&(_, known)| distance(rgb, known)).map_or(7, |(n, _)| n)
}

/// How different two colours look, cheaply (the "redmean" formula, compuphase.com/cmetric.htm).
fn distance(a: [u8; 3], b: [u8; 3]) -> i32 {
    let [r, g, b_diff] = [0, 1, 2].map(|i: usize| {
        i32::from(a.get(i).copied().unwrap_or(0)) - i32::from(b.get(i).copied().unwrap_or(0))
    });
    let red_mean = i32::midpoint(i32::from(a[0]), i32::from(b[0]));
    (((512 + red_mean) * r * r) >> 8) + 4 * g * g + (((767 - red_mean) * b_diff * b_diff) >> 8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(written: &str, expected: Option<Colour>) {
        assert_eq!(Colour::opt_parse(written), expected);
    }

    #[test]
    fn colours_are_written_three_ways() {
        check("#ff8000", Some(Colour::Rgb(255, 128, 0)));
        check("#f80", Some(Colour::Rgb(255, 136, 0)));
        check("208", Some(Colour::Indexed(208)));
        check("9", Some(Colour::Ansi(9)));
        check("Bright-Red", Some(Colour::Ansi(9)));
        check("grey", Some(Colour::Ansi(8)));
        check("default", Some(Colour::Default));
    }

    #[test]
    fn what_is_no_colour() {
        check("#ff80", None);
        check("#gg0000", None);
        check("#é", None);
        check("256", None);
        check("-1", None);
        check("reddish", None);
        check("", None);
    }

    #[track_caller]
    fn check_at(written: &str, at_256: Colour, at_16: Colour) {
        let colour = Colour::opt_parse(written).unwrap();
        assert_eq!(colour.at(Depth::True), colour);
        assert_eq!(colour.at(Depth::Ansi256), at_256);
        assert_eq!(colour.at(Depth::Ansi16), at_16);
        assert_eq!(colour.at(Depth::None), Colour::Default);
    }

    #[test]
    fn a_poorer_terminal_gets_the_nearest_colour() {
        check_at("#ff0000", Colour::Indexed(196), Colour::Ansi(9));
        check_at("#000000", Colour::Indexed(16), Colour::Ansi(0));
        check_at("#808080", Colour::Indexed(244), Colour::Ansi(8));
        check_at("#5f87af", Colour::Indexed(67), Colour::Ansi(8));
        check_at("208", Colour::Indexed(208), Colour::Ansi(3));
        check_at("red", Colour::Ansi(1), Colour::Ansi(1));
        check_at("default", Colour::Default, Colour::Default);
    }

    #[track_caller]
    fn check_depth(no_color: Option<&str>, term: &str, colorterm: &str, expected: Depth) {
        let colorterm = Some(colorterm).filter(|c| !c.is_empty());
        assert_eq!(Depth::of(no_color, Some(term), colorterm), expected);
    }

    #[test]
    fn a_terminal_says_how_many_colours_it_has() {
        check_depth(None, "xterm-256color", "truecolor", Depth::True);
        check_depth(None, "xterm-256color", "", Depth::Ansi256);
        check_depth(None, "tmux-256color", "24bit", Depth::True);
        check_depth(None, "screen", "truecolor", Depth::Ansi16);
        check_depth(None, "xterm", "", Depth::Ansi16);
        check_depth(None, "linux", "", Depth::Ansi16);
        check_depth(None, "dumb", "truecolor", Depth::None);
        check_depth(Some("1"), "xterm-256color", "truecolor", Depth::None);
        check_depth(Some(""), "xterm-256color", "", Depth::Ansi256);
        assert_eq!(Depth::of(None, None, None), Depth::Ansi16);
    }
}
