//! What the keys are for just now.

use super::action::Command;

/// What the keys are for just now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Mode {
    #[default]
    Reading,
    /// Typing a search.
    Search,
    /// Choosing in the list of hits.
    Hits,
    /// Choosing in the jump list.
    Jump,
    /// Choosing an action by name.
    Palette,
    People,
    /// Looking at a transcript's turns.
    Timeline,
    /// Choosing in the list of documents.
    Documents,
    Help,
    /// Typing what to look for in the help.
    FindHelp,
    /// Selecting words of the body.
    Select,
    /// Choosing from a short list.
    Menu,
    /// Writing a note.
    Note,
    /// In the list of highlights, notes and marks.
    Notes,
    /// Typing a line that was asked for.
    Ask,
    /// Reading what a command printed.
    Output,
}

impl Mode {
    pub const ALL: [Mode; 16] = [
        Mode::Reading,
        Mode::Select,
        Mode::Search,
        Mode::Hits,
        Mode::Jump,
        Mode::Palette,
        Mode::People,
        Mode::Timeline,
        Mode::Notes,
        Mode::Note,
        Mode::Menu,
        Mode::Documents,
        Mode::Ask,
        Mode::Output,
        Mode::Help,
        Mode::FindHelp,
    ];

    /// The mode's heading in the help screen.
    pub fn words(self) -> &'static str {
        match self {
            Mode::Reading => "Reading",
            Mode::Search => "While searching",
            Mode::Hits => "In the list of hits",
            Mode::Jump => "While jumping",
            Mode::Palette => "In the list of actions",
            Mode::People => "In the list of people",
            Mode::Timeline => "In the timeline of a transcript",
            Mode::Documents => "In the list of documents",
            Mode::Help => "In this help",
            Mode::FindHelp => "While searching this help",
            Mode::Select => "While selecting",
            Mode::Menu => "In a short list",
            Mode::Note => "While writing a note",
            Mode::Notes => "In the list of notes",
            Mode::Ask => "While a line is asked for",
            Mode::Output => "In a command's output",
        }
    }

    /// The name in settings files.
    pub fn name(self) -> &'static str {
        match self {
            Mode::Reading => crate::config::READING,
            Mode::Search => "search",
            Mode::Hits => "hits",
            Mode::Jump => "jump",
            Mode::Palette => "palette",
            Mode::People => "people",
            Mode::Timeline => "timeline",
            Mode::Documents => "documents",
            Mode::Help => "help",
            Mode::FindHelp => "find-help",
            Mode::Select => "select",
            Mode::Menu => "menu",
            Mode::Note => "note",
            Mode::Notes => "notes",
            Mode::Ask => "ask",
            Mode::Output => "output",
        }
    }

    /// The action that opens it, where the key for that closes it again.
    pub(super) fn opener(self) -> Option<Command> {
        match self {
            Mode::Hits => Some(Command::ListHits),
            Mode::Help => Some(Command::OpenHelp),
            Mode::People | Mode::Timeline => Some(Command::OpenPeople),
            Mode::Notes => Some(Command::OpenNotes),
            _ => None,
        }
    }

    /// Whether letters are typed into a prompt.
    pub fn types(self) -> bool {
        matches!(
            self,
            Mode::Search
                | Mode::Jump
                | Mode::Palette
                | Mode::FindHelp
                | Mode::Note
                | Mode::Documents
                | Mode::Ask
        )
    }
}
