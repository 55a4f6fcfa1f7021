use super::ask::{Save, SaveOutcome};
use super::desk::{Arrived, DocId, Told};
use super::job::Job;
use super::keys::Key;
use super::output::Output;
use super::reload::Cause;
use crate::model::Span;

/// What the reader or the world asks of the state, free of keys and of the terminal.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    Do(Command),
    /// A digit of the count before a command: `5j`.
    Digit(usize),
    /// A key that begins a sequence, or goes on with one.
    Begin(Key),
    /// A key that is no part of the sequence begun.
    BreakOff(Key),
    /// The letter that a command waits for; `None` for a key that is no letter.
    Letter(Option<char>),
    /// No key has come for a while after one that begins a sequence.
    Pause,
    /// Typing in a prompt.
    Edit(Edit),
    Paste(String),
    Resize {
        width: u16,
        height: u16,
    },
    /// The wheel over a cell; `rows` is positive for down.
    Wheel {
        x: u16,
        y: u16,
        rows: isize,
    },
    Click {
        x: u16,
        y: u16,
    },
    /// The mouse moves while its button is held.
    Drag {
        x: u16,
        y: u16,
    },
    /// The button is let go.
    Release {
        x: u16,
        y: u16,
    },
    /// A document that was asked for, or the whole of one whose beginning was shown;
    /// else why there is none.
    Opened {
        id: DocId,
        result: Result<Box<Arrived>, String>,
    },
    /// A document that is open, as it is now.
    Reloaded {
        id: DocId,
        cause: Cause,
        result: Result<Box<Arrived>, String>,
    },
    /// Further sources that were found, by their names.
    Gathered(Vec<String>),
    /// What sources were found to hold.
    Surveyed(Vec<Told>),
    SurveyEnded,
    /// What a search job found; `complete` when it has looked everywhere.
    Found {
        doc: Option<DocId>,
        ticket: u64,
        hits: Vec<Span>,
        complete: bool,
    },
    /// A command that words were piped to has ended.
    Piped(Output),
    Saved(SaveOutcome),
    /// Something happened that the reader should know: `copied 212 characters`.
    Tell(String),
    /// Something went wrong outside; it stands in the status line until the next command.
    Fail(String),
}

impl Action {
    /// Whether the reader did something, rather than the world.
    pub(super) fn is_typed(&self) -> bool {
        use Action::*;
        matches!(
            self,
            Do(_)
                | Digit(_)
                | Begin(_)
                | BreakOff(_)
                | Letter(_)
                | Edit(_)
                | Paste(_)
                | Click { .. }
        )
    }
}

/// Everything a key can ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Command {
    LineDown,
    LineUp,
    PageDown,
    PageUp,
    HalfDown,
    HalfUp,
    Start,
    Finish,
    NextPane,
    PreviousPane,
    PaneLeft,
    PaneRight,
    NextQuote,
    PreviousQuote,
    NextTopic,
    PreviousTopic,
    /// To the selected quote or topic.
    Go,
    NextHit,
    PreviousHit,
    OpenSearch,
    /// Searches in all open documents.
    SearchAll,
    OpenJump,
    /// Lists the links of the text.
    OpenLinks,
    /// Lists every action by name.
    OpenPalette,
    OpenHelp,
    OpenPeople,
    /// The list of documents.
    OpenDocuments,
    NextTab,
    PreviousTab,
    CloseDocument,
    Reload,
    /// The text alone, or the panes again.
    Zen,
    NarrowText,
    WidenText,
    /// Makes the pane with the focus narrower.
    NarrowPane,
    WidenPane,
    UsualSizes,
    /// Leaves the mouse to the terminal, or takes it back.
    ReleaseMouse,
    /// Lists only quotes of the selected quote's speaker.
    ThisSpeaker,
    /// Lists only quotes in the topic being read.
    ThisTopic,
    /// Lists only quotes of the next kind.
    NextKind,
    /// Lists only quotes with the words of the search.
    FoundQuotes,
    CopyQuote,
    Back,
    Forward,
    SetMark,
    GoToMark,
    /// Shows or hides what is no part of the text.
    Furniture,
    /// Takes off the filter set last, then the search.
    Cancel,
    /// Lists what the search found, topic by topic.
    ListHits,
    Redraw,
    Suspend,
    Quit,
    /// Takes what the prompt or list offers.
    Accept,
    /// Leaves the prompt or list as if it had not been opened.
    Close,
    SelectNext,
    SelectPrevious,
    /// Takes what is typed as a regular expression, or as it stands again.
    ToggleRegex,
    /// The search before the one shown.
    OlderSearch,
    NewerSearch,
    /// Looks in more kinds of things.
    Widen,
    /// Begins to select words of the body.
    OpenSelect,
    CharLeft,
    CharRight,
    NextWord,
    PreviousWord,
    WordEnd,
    RowStart,
    RowEnd,
    NextParagraph,
    PreviousParagraph,
    /// Moves the other end of the selection from now on.
    SwapEnds,
    /// Sets the words at hand apart in a colour.
    Highlight,
    /// Writes a note on the words at hand.
    Annotate,
    /// Lists highlights, notes and marks.
    OpenNotes,
    Recolour,
    Delete,
    /// Asks for the form to copy in.
    CopyAs,
    /// Opens the source in a browser at the words at hand.
    OpenSource,
    /// Opens the document in an editor.
    EditDocument,
    /// Hands words to a command.
    Pipe,
    /// Saves the quotes listed in a file.
    SaveQuotes,
    Undo,
}

/// A change of the line being typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edit {
    Insert(char),
    DeleteBack,
    DeleteNext,
    DeleteWord,
    DeleteLine,
    Left,
    Right,
    Start,
    End,
    /// Only where there is more than one line.
    Newline,
    Up,
    Down,
}

/// A place in a file, told by what stands there: the text shown may be the file's own or
/// made from it.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    /// The words there, white space folded.
    pub words: String,
    /// How much of the text stands before them, `0.0..=1.0`.
    pub share: f64,
}

/// What the loop must do after an update; the only way out to the world.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    None,
    Copy(String),
    /// Show this address in a browser.
    Browse(String),
    /// Show the document in an editor.
    Edit(Wanted),
    /// Run a command with these words as its input and post what it printed.
    Pipe {
        command: String,
        input: String,
    },
    Save(Save),
    /// Put on disk what should outlive the run.
    Keep,
    /// Run the rest of a search beside the keys and post what it finds.
    Search(Box<Job>),
    /// Read this document and post it.
    Open(DocId),
    /// Read it as it is now.
    Reload(DocId),
    /// Look through these sources and post what they hold.
    Survey(Vec<usize>),
    /// Stop looking through sources.
    Halt,
    /// Leave the mouse to the terminal, or take it back.
    ReleaseMouse,
    /// Draw every cell again.
    Redraw,
    Suspend,
    Quit,
    /// These, one after another.
    All(Vec<Effect>),
}

impl Effect {
    /// `effects` one after another.
    pub(super) fn all(effects: impl IntoIterator<Item = Effect>) -> Effect {
        let mut left: Vec<Effect> =
            effects.into_iter().filter(|effect| *effect != Effect::None).collect();
        match left.len() {
            0 | 1 => left.pop().unwrap_or(Effect::None),
            _ => Effect::All(left),
        }
    }
}
