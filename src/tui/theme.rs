use ratatui::style::{Color, Modifier, Style};

use crate::app;
use crate::config::{self, Colour, Role};

/// How each thing on the screen looks. Colours never say anything that a sign or a
/// modifier does not say, too.
#[derive(Clone, Debug)]
pub struct Theme {
    pub text: Style,
    pub dim: Style,
    pub heading: Style,
    /// Signs at the edge of what is chosen, marked or quoted.
    pub sign: Style,
    pub line: Style,
    /// The titles of the briefing and of panes without the focus.
    pub title: Style,
    /// The title of the pane with the focus.
    pub focused: Style,
    pub selected_row: Style,
    /// The same in a pane without the focus.
    pub row_elsewhere: Style,
    /// Letters that matched in a list.
    pub matched: Style,
    pub hit: Style,
    pub current_hit: Style,
    pub selection: Style,
    pub link: Style,
    pub label: Style,
    pub quote: Style,
    /// The words of the selected quote.
    pub selected_quote: Style,
    pub speaker: Style,
    pub reason: Style,
    pub introducer: Style,
    pub evidence: Style,
    pub doubt: Style,
    /// What the status line is written on.
    pub status: Style,
    pub prompt: Style,
    pub message: Style,
    pub error: Style,
    pub key: Style,
    /// One for each colour to highlight with.
    pub highlights: Vec<Style>,
    /// One per person, in turns.
    pub people: Vec<Style>,
    pub unknown: Style,
}

impl Theme {
    /// `theme` in the terms of the library that draws.
    pub fn of(theme: &config::Theme) -> Theme {
        let role = |role| style(theme.style(role));
        Theme {
            text: role(Role::Text),
            dim: role(Role::Dim),
            heading: role(Role::Heading),
            // A line under a bar or a triangle would only look torn.
            sign: Style {
                add_modifier: role(Role::Heading).add_modifier - Modifier::UNDERLINED,
                ..role(Role::Heading)
            },
            line: role(Role::Border),
            title: role(Role::Title),
            focused: role(Role::Focus),
            selected_row: role(Role::Cursor),
            row_elsewhere: role(Role::CursorElsewhere),
            matched: role(Role::Match),
            hit: role(Role::Hit),
            current_hit: role(Role::CurrentHit),
            selection: role(Role::Selection),
            link: role(Role::Link),
            label: role(Role::Label),
            quote: role(Role::Quote),
            selected_quote: role(Role::Selected),
            speaker: role(Role::Speaker),
            reason: role(Role::Reason),
            introducer: role(Role::Introducer),
            evidence: role(Role::Evidence),
            doubt: role(Role::Doubt),
            status: role(Role::Status),
            prompt: role(Role::Prompt),
            message: role(Role::Message),
            error: role(Role::Error),
            key: role(Role::Key),
            highlights: (0..app::COLOURS.len()).map(|at| style(theme.highlight(at))).collect(),
            people: (0..theme.n_people().max(1)).map(|at| style(theme.person(at))).collect(),
            unknown: role(Role::Unknown),
        }
    }

    pub(super) fn highlight(&self, colour: usize) -> Style {
        self.highlights.get(colour).copied().unwrap_or_default()
    }

    pub(super) fn person(&self, person: Option<usize>) -> Style {
        let known = person.and_then(|at| self.people.get(at % self.people.len().max(1)));
        known.copied().unwrap_or(self.unknown)
    }
}

fn style(style: config::Style) -> Style {
    let modifiers = [
        (style.bold, Modifier::BOLD),
        (style.dim, Modifier::DIM),
        (style.italic, Modifier::ITALIC),
        (style.underline, Modifier::UNDERLINED),
        (style.reverse, Modifier::REVERSED),
        (style.struck, Modifier::CROSSED_OUT),
    ];
    let mut set = Style { fg: style.front.map(color), bg: style.back.map(color), ..Style::new() };
    for (_, modifier) in modifiers.into_iter().filter(|(is_set, _)| *is_set) {
        set = set.add_modifier(modifier);
    }
    set
}

/// The sixteen, by their numbers.
pub(super) const NAMED: [Color; 16] = [
    Color::Black,
    Color::Red,
    Color::Green,
    Color::Yellow,
    Color::Blue,
    Color::Magenta,
    Color::Cyan,
    Color::Gray,
    Color::DarkGray,
    Color::LightRed,
    Color::LightGreen,
    Color::LightYellow,
    Color::LightBlue,
    Color::LightMagenta,
    Color::LightCyan,
    Color::White,
];

fn color(colour: Colour) -> Color {
    match colour {
        Colour::Default => Color::Reset,
        Colour::Ansi(n) => NAMED.get(usize::from(n)).copied().unwrap_or(Color::Reset),
        Colour::Indexed(n) => Color::Indexed(n),
        Colour::Rgb(r, g, b) => Color::Rgb(r, g, b),
    }
}
