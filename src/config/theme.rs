use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::colour::{self, Colour, Depth};
use super::fault::{Fault, Faults, Trouble, nearest, one_of};
use super::read::{in_order, type_name};
use super::settings::choices;

choices! {
    /// What a theme gives a style to.
    Role {
        /// The words of the body.
        Text = "text",
        /// What matters least: counts, furniture, asides.
        Dim = "dim",
        /// The briefing's title.
        Title = "title",
        Heading = "heading",
        /// A speaker's label in a transcript.
        Label = "label",
        /// Quoted words in the body.
        Quote = "quote",
        /// A speaker's name; the person's own colour goes over it.
        Speaker = "speaker",
        /// In place of a name when nobody can be named.
        Unknown = "unknown",
        /// Why a speaker is believed to be one.
        Reason = "reason",
        /// The sentence that introduces the selected quote.
        Introducer = "introducer",
        /// The mention of its speaker and the cue.
        Evidence = "evidence",
        /// The selected quote's words in the body.
        Selected = "selected",
        /// The row under the cursor in a list.
        Cursor = "cursor",
        /// The same in a pane without the focus.
        CursorElsewhere = "cursor-elsewhere",
        Hit = "hit",
        CurrentHit = "current-hit",
        /// The letters a fuzzy jump matched.
        Match = "match",
        /// Words being selected.
        Selection = "selection",
        Border = "border",
        /// The border of the pane with the focus.
        Focus = "focus",
        Status = "status",
        /// A key in the status line and in help.
        Key = "key",
        Prompt = "prompt",
        /// What the program tells in the status line.
        Message = "message",
        Link = "link",
        /// What the program doubts: no speaker, figures that disagree.
        Doubt = "doubt",
        Error = "error",
    }
}

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

/// The looks of a reader: a style for every [`Role`], colours for people and highlights.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// In the order of [`Role::ALL`].
    styles: Vec<Style>,
    people: Vec<Colour>,
    highlights: Vec<Colour>,
}

const MODIFIERS: [&str; 6] = ["bold", "dim", "italic", "underline", "reverse", "struck"];

/// The built-in themes; `mono` is what a terminal without colour gets.
const BUILT_IN: [(&str, &str); 5] = [
    ("dark", include_str!("../../assets/themes/dark.toml")),
    ("light", include_str!("../../assets/themes/light.toml")),
    ("high-contrast", include_str!("../../assets/themes/high-contrast.toml")),
    ("ansi", include_str!("../../assets/themes/ansi.toml")),
    ("mono", include_str!("../../assets/themes/mono.toml")),
];

impl Theme {
    /// The names [`Theme::opt_named`] knows.
    pub const NAMES: [&'static str; 5] = {
        let [(a, _), (b, _), (c, _), (d, _), (e, _)] = BUILT_IN;
        [a, b, c, d, e]
    };

    /// The built-in theme of that name.
    pub fn opt_named(name: &str) -> Option<Theme> {
        opt_source(name).map(|source| read_over(Theme::empty(), name, source).0)
    }

    /// The TOML of the built-in theme `name`.
    pub fn opt_source(name: &str) -> Option<&'static str> {
        opt_source(name)
    }

    /// The theme in `source`, the text of the file called `name`, over the built-in one
    /// that its `base` names (`dark` when it names none).
    ///
    /// Total, like [`super::read`]: what cannot be used stays as in the base.
    pub fn read(name: &str, source: &str) -> (Theme, Vec<Trouble>) {
        let base = opt_base(source).and_then(|base| Theme::opt_named(&base));
        let base = base.or_else(|| Theme::opt_named("dark")).unwrap_or_else(Theme::empty);
        read_over(base, name, source)
    }

    pub fn style(&self, role: Role) -> Style {
        self.styles.get(role as usize).copied().unwrap_or_default()
    }

    /// The style of the person with this index: a colour of their own, again after as
    /// many people as the theme has colours.
    pub fn person(&self, idx: usize) -> Style {
        Style { front: cycled(&self.people, idx), ..Style::default() }
    }

    /// How many people get a colour of their own.
    pub fn n_people(&self) -> usize {
        self.people.len()
    }

    /// The style of a highlight in the colour with this index, underlined so that it
    /// shows without colours too.
    pub fn highlight(&self, idx: usize) -> Style {
        let back = cycled(&self.highlights, idx);
        Style { back, underline: true, ..Style::default() }
    }

    /// How many colours there are to highlight with.
    pub fn n_highlights(&self) -> usize {
        self.highlights.len()
    }

    /// This theme as a terminal of `depth` can show it.
    ///
    /// Without colours, each role looks as in `mono`: colour alone must never carry a
    /// meaning.
    pub fn at(&self, depth: Depth) -> Theme {
        if depth == Depth::None {
            return Theme::opt_named("mono").unwrap_or_else(Theme::empty);
        }
        let all = |colours: &[Colour]| colours.iter().map(|c| c.at(depth)).collect();
        Theme {
            styles: self.styles.iter().map(|style| style.at(depth)).collect(),
            people: all(&self.people),
            highlights: all(&self.highlights),
        }
    }

    fn empty() -> Theme {
        Theme {
            styles: vec![Style::default(); Role::ALL.len()],
            people: Vec::new(),
            highlights: Vec::new(),
        }
    }
}

impl Style {
    /// This style with the nearest colours of `depth`, never one colour on itself.
    fn at(self, depth: Depth) -> Style {
        let back = self.back.map(|colour| colour.at(depth));
        let front = self.front.map(|colour| match (colour.at(depth), back) {
            (near, Some(back)) if near == back && colour != back => contrast(back),
            (near, _) => near,
        });
        Style { front, back, ..self }
    }

    /// The style `written` as `bold #ffcc00 on 236`, or the first wrong word and where
    /// in `written` it stands.
    fn parse(written: &str) -> Result<Style, (Range<usize>, &str)> {
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

/// Black or white, whichever is seen on `back`.
fn contrast(back: Colour) -> Colour {
    match back {
        Colour::Ansi(0 | 4 | 8) | Colour::Indexed(16..=67 | 232..=243) => Colour::Ansi(15),
        _ => Colour::Ansi(0),
    }
}

/// Where the words of `written` stand, split at spaces.
fn words(written: &str) -> impl Iterator<Item = Range<usize>> {
    let start_of = |word: &str| word.as_ptr() as usize - written.as_ptr() as usize;
    written.split_whitespace().map(move |word| start_of(word)..start_of(word) + word.len())
}

fn cycled(colours: &[Colour], idx: usize) -> Option<Colour> {
    colours.get(idx.checked_rem(colours.len())?).copied()
}

fn opt_source(name: &str) -> Option<&'static str> {
    BUILT_IN.iter().find(|(known, _)| *known == name).map(|&(_, source)| source)
}

fn opt_base(source: &str) -> Option<String> {
    let (table, _) = DeTable::parse_recoverable(source);
    match table.get_ref().get("base")?.get_ref() {
        DeValue::String(name) => Some(name.clone().into_owned()),
        _ => None,
    }
}

fn read_over(mut theme: Theme, name: &str, source: &str) -> (Theme, Vec<Trouble>) {
    let mut faults = Faults::of(name, source);
    let (table, errors) = DeTable::parse_recoverable(source);
    if errors.is_empty() {
        let mut reader = ThemeReader { theme: &mut theme, faults: &mut faults, source };
        reader.root(table.get_ref());
    }
    for error in errors {
        let fault = Fault::Syntax { message: error.message().to_owned() };
        faults.add(fault, error.span().unwrap_or(0..0), None);
    }
    (theme, faults.into_troubles())
}

struct ThemeReader<'a> {
    theme: &'a mut Theme,
    faults: &'a mut Faults,
    source: &'a str,
}

impl ThemeReader<'_> {
    fn root(&mut self, table: &DeTable) {
        for (name, value) in in_order(table) {
            match (name.get_ref().as_ref(), value.get_ref()) {
                ("base", DeValue::String(base)) => self.base(base, value.span()),
                ("base", _) => self.wrong_type("base", "the name of a theme", value),
                ("people", _) => self.theme.people = self.colours("people", value),
                ("highlights", _) => self.theme.highlights = self.colours("highlights", value),
                ("roles", DeValue::Table(roles)) => self.roles(roles),
                ("roles", _) => self.wrong_type("roles", "a table, `[roles]`", value),
                (unknown, _) => {
                    let known = ["base", "people", "highlights", "roles"];
                    let help = Role::NAMES
                        .contains(&unknown)
                        .then(|| format!("`{unknown}` stands in `[roles]`"));
                    let help =
                        help.or_else(|| nearest(unknown, known)).or_else(|| Some(one_of(&known)));
                    let fault = Fault::UnknownSetting { name: unknown.to_owned() };
                    self.faults.add(fault, name.span(), help);
                }
            }
        }
    }

    fn base(&mut self, base: &str, at: Range<usize>) {
        if opt_source(base).is_none() {
            let help = nearest(base, Theme::NAMES).unwrap_or_else(|| one_of(&Theme::NAMES));
            self.faults.add(Fault::UnknownTheme { found: base.to_owned() }, at, Some(help));
        }
    }

    fn roles(&mut self, roles: &DeTable) {
        for (name, value) in in_order(roles) {
            let Some(idx) = Role::NAMES.iter().position(|role| *role == name.get_ref().as_ref())
            else {
                let help = nearest(name.get_ref(), Role::NAMES.iter().copied())
                    .unwrap_or_else(|| one_of(Role::NAMES));
                let fault = Fault::UnknownRole { found: name.get_ref().clone().into_owned() };
                self.faults.add(fault, name.span(), Some(help));
                continue;
            };
            let DeValue::String(written) = value.get_ref() else {
                self.wrong_type(name.get_ref(), "a style, `\"bold red on black\"`", value);
                continue;
            };
            let style = self.style(written, value.span());
            if let (Some(slot), Some(style)) = (self.theme.styles.get_mut(idx), style) {
                *slot = style;
            }
        }
    }

    fn style(&mut self, written: &str, at: Range<usize>) -> Option<Style> {
        let (word, found) = match Style::parse(written) {
            Ok(style) => return Some(style),
            Err(wrong) => wrong,
        };
        let help = match found {
            "on" => "`on` stands before one colour, that of the background".to_owned(),
            _ if Colour::opt_parse(found).is_some() => {
                "a second colour needs `on` before it and is that of the background".to_owned()
            }
            _ => nearest(found, MODIFIERS.into_iter().chain(colour::names()))
                .unwrap_or_else(spelling),
        };
        let fault = Fault::UnknownStyle { found: found.to_owned() };
        let place = self.inside(written, word, at);
        self.faults.add(fault, place, Some(help));
        None
    }

    /// A list of colours, without the wrong ones.
    fn colours(&mut self, name: &str, value: &Spanned<DeValue>) -> Vec<Colour> {
        let DeValue::Array(list) = value.get_ref() else {
            self.wrong_type(name, "a list of colours", value);
            return Vec::new();
        };
        let mut colours = Vec::new();
        for item in list.iter() {
            let DeValue::String(written) = item.get_ref() else {
                self.wrong_type(name, "a list of colours in quotes", item);
                continue;
            };
            match Colour::opt_parse(written) {
                Some(colour) => colours.push(colour),
                None => {
                    let help = nearest(written, colour::names()).unwrap_or_else(spelling);
                    let fault = Fault::UnknownStyle { found: written.clone().into_owned() };
                    self.faults.add(fault, item.span(), Some(help));
                }
            }
        }
        colours
    }

    /// Where `word` of the string at `at` stands in the file; the whole string when it
    /// is written with escapes.
    fn inside(&self, written: &str, word: Range<usize>, at: Range<usize>) -> Range<usize> {
        let quoted = self.source.get(at.clone()).unwrap_or_default();
        match quoted.find(written) {
            Some(skip) => at.start + skip + word.start..at.start + skip + word.end,
            None => at,
        }
    }

    fn wrong_type(&mut self, name: &str, wanted: &str, value: &Spanned<DeValue>) {
        let fault = Fault::WrongType {
            name: name.to_owned(),
            wanted: wanted.to_owned(),
            found: type_name(value.get_ref()),
        };
        self.faults.add(fault, value.span(), None);
    }
}

fn spelling() -> String {
    "colours are written `#rrggbb`, `0` to `255`, `red`, `bright-red` or `default`".to_owned()
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

    #[test]
    fn a_theme_changes_only_what_it_says() {
        let source = "base = \"light\"\n[roles]\nheading = \"bold #123456\"\nhit = \"ugly\"\n";
        let (theme, troubles) = Theme::read("mine.toml", source);
        let light = Theme::opt_named("light").unwrap();
        assert_eq!(troubles.len(), 1);
        assert_eq!(theme.style(Role::Heading).front, Some(Colour::Rgb(0x12, 0x34, 0x56)));
        assert_eq!(theme.style(Role::Hit), light.style(Role::Hit));
        assert_eq!(theme.person(0), light.person(0));
    }

    #[test]
    fn every_role_is_told_from_its_neighbours_without_colour() {
        let mono = Theme::opt_named("dark").unwrap().at(Depth::None);
        let pairs = [
            (Role::Selected, Role::Quote),
            (Role::Hit, Role::CurrentHit),
            (Role::Cursor, Role::CursorElsewhere),
            (Role::Cursor, Role::Text),
            (Role::Focus, Role::Border),
            (Role::Introducer, Role::Text),
            (Role::Match, Role::Text),
            (Role::Heading, Role::Text),
        ];
        for (a, b) in pairs {
            assert_ne!(mono.style(a), mono.style(b), "{a:?} and {b:?}");
        }
        let colours = Role::ALL.iter().flat_map(|&role| {
            let style = mono.style(role);
            [style.front, style.back]
        });
        assert!(colours.flatten().next().is_none());
        assert_eq!(mono.highlight(0), Style { underline: true, ..Style::default() });
        assert_eq!(mono.person(3), Style::default());
    }

    #[test]
    fn no_depth_paints_words_in_the_colour_of_their_ground() {
        for name in Theme::NAMES {
            for depth in [Depth::Ansi16, Depth::Ansi256, Depth::True] {
                let theme = Theme::opt_named(name).unwrap().at(depth);
                for &role in Role::ALL {
                    let style = theme.style(role);
                    assert!(style.front.is_none() || style.front != style.back, "{name} {role:?}");
                }
            }
        }
    }

    /// Contrast after WCAG 2.2, 1 to 21.
    fn contrast_of(a: [f64; 3], b: [f64; 3]) -> f64 {
        let light = |rgb: [f64; 3]| {
            let linear = rgb
                .map(|c| if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055f64).powf(2.4) });
            0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05
        };
        let (a, b) = (light(a), light(b));
        a.max(b) / a.min(b)
    }

    fn rgb(colour: Option<Colour>, otherwise: [f64; 3]) -> [f64; 3] {
        match colour {
            Some(Colour::Rgb(r, g, b)) => [r, g, b].map(|c| f64::from(c) / 255.0),
            _ => otherwise,
        }
    }

    /// Every style of theme `name` reaches `least` on each of `grounds`, greys of 0 to 1.
    #[track_caller]
    fn check_contrast(name: &str, words: f64, grounds: &[f64], least: f64) {
        let theme = Theme::opt_named(name).unwrap();
        let roles = Role::ALL.iter().map(|&role| (role.name(), theme.style(role)));
        let people = (0..theme.people.len()).map(|idx| ("a person", theme.person(idx)));
        let highlights = (0..theme.n_highlights()).map(|idx| ("a highlight", theme.highlight(idx)));
        for (what, style) in roles.chain(people).chain(highlights) {
            for &ground in grounds {
                let (front, back) = (rgb(style.front, [words; 3]), rgb(style.back, [ground; 3]));
                let found = contrast_of(front, back);
                assert!(style.reverse || found >= least, "{name}: {what} has {found:.1}");
            }
        }
    }

    #[test]
    fn everything_can_be_read() {
        check_contrast("dark", 0.85, &[0.0, 0.12], 4.5);
        check_contrast("light", 0.1, &[1.0, 0.96], 4.5);
        check_contrast("high-contrast", 1.0, &[0.0], 7.0);
    }
}
