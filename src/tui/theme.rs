use ratatui::style::{Color, Modifier, Style};

/// How each thing on the screen looks. Colours never say anything that a sign or a
/// modifier does not say, too.
#[derive(Clone, Debug)]
pub struct Theme {
    pub text: Style,
    pub dim: Style,
    pub heading: Style,
    pub line: Style,
    pub title: Style,
    /// The title of the pane with the focus.
    pub focused: Style,
    pub selected_row: Style,
    /// Letters that matched in a list.
    pub matched: Style,
    pub hit: Style,
    pub current_hit: Style,
    pub link: Style,
    pub introducer: Style,
    pub evidence: Style,
    pub message: Style,
    pub key: Style,
    /// One per person, in turns.
    pub people: Vec<Style>,
    pub unknown: Style,
}

impl Theme {
    /// The terminal's own sixteen colours, so it suits light and dark screens alike.
    pub fn ansi() -> Theme {
        let plain = Theme::plain();
        let people = [
            Color::Cyan,
            Color::Green,
            Color::Magenta,
            Color::Yellow,
            Color::Blue,
            Color::Red,
            Color::LightCyan,
            Color::LightGreen,
            Color::LightMagenta,
        ];
        Theme {
            line: Style::new().fg(Color::DarkGray),
            hit: Style::new().fg(Color::Black).bg(Color::Yellow),
            current_hit: Style::new()
                .fg(Color::Black)
                .bg(Color::LightGreen)
                .add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
            matched: plain.matched.fg(Color::Yellow),
            people: people.map(|color| Style::new().fg(color)).to_vec(),
            ..plain
        }
    }

    /// No colour at all.
    pub fn plain() -> Theme {
        let style = Style::new();
        let bold = style.add_modifier(Modifier::BOLD);
        Theme {
            text: style,
            dim: style.add_modifier(Modifier::DIM),
            heading: bold,
            line: style.add_modifier(Modifier::DIM),
            title: style,
            focused: bold.add_modifier(Modifier::REVERSED),
            selected_row: bold.add_modifier(Modifier::REVERSED),
            matched: bold.add_modifier(Modifier::UNDERLINED),
            hit: style.add_modifier(Modifier::REVERSED),
            current_hit: bold.add_modifier(Modifier::REVERSED | Modifier::UNDERLINED),
            link: style.add_modifier(Modifier::UNDERLINED),
            introducer: style.add_modifier(Modifier::UNDERLINED),
            evidence: bold,
            message: bold,
            key: bold,
            people: vec![style],
            unknown: style,
        }
    }

    pub(super) fn person(&self, person: Option<usize>) -> Style {
        let known = person.and_then(|at| self.people.get(at % self.people.len().max(1)));
        known.copied().unwrap_or(self.unknown)
    }
}
