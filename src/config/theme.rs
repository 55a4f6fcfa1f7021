use super::colour::{Colour, Depth};
use super::fault::Trouble;
use super::settings::choices;
use super::style::Style;
use super::theme_file;

choices! {
    /// What a theme gives a style to.
    Role {
        /// The words of the body; lies under everything else.
        Text = "text",
        /// What matters least: counts, furniture, asides.
        Dim = "dim",
        /// The titles of the briefing and of panes without the focus.
        Title = "title",
        Heading = "heading",
        /// A speaker's label in a transcript; the person's own colour goes over it.
        Label = "label",
        /// Quoted words in the body; the person's own colour goes over it.
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
        /// The selected quote's words.
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
        /// What the status line is written on.
        Status = "status",
        /// A key in the status line and in help.
        Key = "key",
        /// The sign before a line being typed.
        Prompt = "prompt",
        /// What the program tells in the status line.
        Message = "message",
        Link = "link",
        /// What the program doubts: no speaker, figures that disagree.
        Doubt = "doubt",
        /// What cannot be read or understood.
        Error = "error",
    }
}

/// The looks of a reader: a style for every [`Role`], colours for people and highlights.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// In the order of [`Role::ALL`].
    pub(super) styles: Vec<Style>,
    pub(super) people: Vec<Colour>,
    pub(super) highlights: Vec<Colour>,
}

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
        opt_source(name).map(|source| theme_file::read_over(Theme::empty(), name, source).0)
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
        let base = theme_file::opt_base(source).and_then(|base| Theme::opt_named(&base));
        let base = base.or_else(|| Theme::opt_named("dark")).unwrap_or_else(Theme::empty);
        theme_file::read_over(base, name, source)
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
    /// shows without colours too. The words are black or white, whatever they were.
    pub fn highlight(&self, idx: usize) -> Style {
        let back = cycled(&self.highlights, idx);
        let front = back.map(Colour::seen_on);
        Style { front, back, underline: true, ..Style::default() }
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

fn cycled(colours: &[Colour], idx: usize) -> Option<Colour> {
    colours.get(idx.checked_rem(colours.len())?).copied()
}

fn opt_source(name: &str) -> Option<&'static str> {
    BUILT_IN.iter().find(|(known, _)| *known == name).map(|&(_, source)| source)
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
