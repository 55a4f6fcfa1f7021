//! Which key does what: one table, from which help, footer, settings and manual are made.

use super::action::Command;
use super::keys::Key;
use super::mode::Mode;
use Command::*;
use Key::*;

/// When the footer shows a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Footer {
    Never,
    Always(&'static str),
    /// While the topics or quotes have the focus.
    InLists(&'static str),
    /// While a quote is selected.
    WithQuote(&'static str),
    /// While a search has hits.
    WithHits(&'static str),
    /// While a filter or a search can be taken off.
    Filtered(&'static str),
    /// While more than one document is known.
    Several(&'static str),
    /// While more than one document is open.
    SeveralOpen(&'static str),
    /// Only where the three panes do not show at once.
    Narrow(&'static str),
}

/// A row of the key table.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    pub mode: Mode,
    /// The key typed before each of `keys`, when one is.
    pub after: Option<Key>,
    pub keys: &'static [Key],
    pub command: Command,
    /// What it does, for the help screen.
    pub words: &'static str,
    pub footer: Footer,
}

impl Row {
    /// Its keys as they are printed, those of other rows for the same action with them:
    /// `j`, `g t`.
    pub fn printed(&self) -> Vec<String> {
        let same = |row: &&Row| (row.mode, row.command) == (self.mode, self.command);
        let printed = |row: &Row| {
            let before = row.after.map_or(String::new(), |key| format!("{key} "));
            row.keys.iter().map(|key| format!("{before}{key}")).collect::<Vec<_>>()
        };
        TABLE.iter().filter(same).flat_map(printed).collect()
    }
}

/// The rows of `mode`, one for each action.
pub fn rows_of(mode: Mode) -> impl Iterator<Item = &'static Row> {
    let rows = TABLE.iter().enumerate().filter(move |(_, row)| row.mode == mode);
    let is_first = move |at: usize, row: &Row| {
        !TABLE.iter().take(at).any(|other| (other.mode, other.command) == (mode, row.command))
    };
    rows.filter(move |(at, row)| is_first(*at, row)).map(|(_, row)| row)
}

const fn row(
    mode: Mode,
    keys: &'static [Key],
    command: Command,
    words: &'static str,
    footer: Footer,
) -> Row {
    Row { mode, after: None, keys, command, words, footer }
}

/// A row whose keys count after `g`.
const fn after_g(keys: &'static [Key], command: Command, words: &'static str) -> Row {
    Row { mode: READ, after: Some(Char('g')), keys, command, words, footer: NEVER }
}

const READ: Mode = Mode::Reading;
const SELECT: Mode = Mode::Select;
const NEVER: Footer = Footer::Never;

/// The default keys, in the order the help screen lists them.
pub const TABLE: &[Row] = &[
    row(READ, &[Char('j'), Down], LineDown, "line down", NEVER),
    row(READ, &[Char('k'), Up], LineUp, "line up", NEVER),
    row(READ, &[Char(' '), Key::PageDown, Ctrl('f')], Command::PageDown, "page down", NEVER),
    row(READ, &[Char('b'), Key::PageUp, Ctrl('b')], Command::PageUp, "page up", NEVER),
    row(READ, &[Ctrl('d'), Char('d')], HalfDown, "half a page down", NEVER),
    row(READ, &[Ctrl('u')], HalfUp, "half a page up", NEVER),
    after_g(&[Char('g')], Start, "to the start"),
    row(READ, &[Home], Start, "to the start", NEVER),
    row(READ, &[Char('G'), End], Finish, "to the end", NEVER),
    row(READ, &[Tab], NextPane, "next pane", Footer::Narrow("pane")),
    row(READ, &[BackTab], PreviousPane, "previous pane", NEVER),
    row(READ, &[Char('h'), Left], PaneLeft, "pane to the left", NEVER),
    row(READ, &[Char('l'), Right], PaneRight, "pane to the right", NEVER),
    row(READ, &[Char('J')], NextQuote, "next quote", NEVER),
    row(READ, &[Char('K')], PreviousQuote, "previous quote", NEVER),
    row(READ, &[Char(']')], NextTopic, "next topic", NEVER),
    row(READ, &[Char('[')], PreviousTopic, "previous topic", NEVER),
    row(READ, &[Enter], Go, "go to the selected quote or topic", Footer::InLists("go")),
    row(READ, &[Char('n')], NextHit, "next search hit", Footer::WithHits("next")),
    row(READ, &[Char('N')], PreviousHit, "previous search hit", NEVER),
    row(READ, &[Char('/')], OpenSearch, "search", Footer::Always("search")),
    after_g(&[Char('/')], SearchAll, "search in all open documents"),
    row(READ, &[Char('t')], OpenJump, "jump to a topic", Footer::Always("jump")),
    row(READ, &[Char('L')], OpenLinks, "open a link of the text", NEVER),
    row(READ, &[Char('p')], OpenPeople, "people: who says how much", Footer::Always("people")),
    row(READ, &[Char('S')], ThisSpeaker, "list only this speaker", NEVER),
    row(READ, &[Char('T')], ThisTopic, "list only this topic, or all again", NEVER),
    row(READ, &[Char('i')], NextKind, "list only one kind of quote, then the next", NEVER),
    row(READ, &[Char('f')], FoundQuotes, "list only quotes the search found", NEVER),
    row(READ, &[Char('y')], CopyQuote, "copy the quote with its source", Footer::WithQuote("copy")),
    row(READ, &[Ctrl('o'), AltLeft], Back, "back to where you were", NEVER),
    row(READ, &[AltRight, Alt('o')], Forward, "forward again", NEVER),
    row(READ, &[Char('Y')], CopyAs, "copy it in a form to choose", NEVER),
    row(READ, &[Char('o')], OpenSource, "open the source in a browser at the quote", NEVER),
    row(READ, &[Char('e')], EditDocument, "open the document in an editor", NEVER),
    row(READ, &[Char('|')], Pipe, "pipe the quote, topic or text to a command", NEVER),
    row(READ, &[Char('s')], SaveQuotes, "save the quotes listed in a file", NEVER),
    row(READ, &[Char('v')], OpenSelect, "select words", NEVER),
    row(READ, &[Char('H')], Highlight, "highlight the quote", NEVER),
    row(READ, &[Char('a')], Annotate, "write a note on the quote", NEVER),
    row(READ, &[Char('M')], OpenNotes, "list highlights, notes and marks", NEVER),
    row(READ, &[Char('m')], SetMark, "mark this place under a letter", NEVER),
    row(
        READ,
        &[Char('\'')],
        GoToMark,
        "go to the mark under a letter; '' to where you were",
        NEVER,
    ),
    row(READ, &[Char('u')], Undo, "undo the last filter, mark, highlight, note or jump", NEVER),
    row(READ, &[Char('B')], OpenDocuments, "list the documents", Footer::Several("documents")),
    after_g(&[Char('t')], NextTab, "next document; 3gt goes to the third"),
    after_g(&[Char('T')], PreviousTab, "previous document"),
    after_g(&[Char('c')], CloseDocument, "close this document"),
    row(READ, &[Char('R')], Reload, "read the document again", NEVER),
    row(READ, &[Char('z'), F(11)], Zen, "the text alone, or the panes again", NEVER),
    row(READ, &[Char('<'), Alt(',')], NarrowText, "narrower text", NEVER),
    row(READ, &[Char('>'), Alt('.')], WidenText, "wider text", NEVER),
    row(READ, &[Char('-')], NarrowPane, "narrower pane", NEVER),
    row(READ, &[Char('+')], WidenPane, "wider pane; its edge can be dragged, too", NEVER),
    row(READ, &[Char('=')], UsualSizes, "panes and text as wide as usual", NEVER),
    row(
        READ,
        &[Char('r'), F(9)],
        ReleaseMouse,
        "leave the mouse to the terminal, or take it back",
        NEVER,
    ),
    row(READ, &[Char('F')], Furniture, "show or hide menus and credits", NEVER),
    row(
        READ,
        &[Esc],
        Cancel,
        "take off the last filter, then the search",
        Footer::Filtered("all quotes"),
    ),
    row(
        READ,
        &[Ctrl('l')],
        ListHits,
        "list the hits by topic; without a search, draw the screen again",
        NEVER,
    ),
    row(READ, &[Alt('l')], Redraw, "draw the screen again", NEVER),
    row(
        READ,
        &[Char(':'), Ctrl('p')],
        OpenPalette,
        "do an action by its name",
        Footer::Always("actions"),
    ),
    row(READ, &[Char('?'), F(1)], OpenHelp, "help", Footer::Always("help")),
    row(READ, &[Ctrl('z')], Suspend, "suspend", NEVER),
    row(READ, &[Char('q'), Ctrl('c')], Quit, "quit", Footer::Always("quit")),
    row(SELECT, &[Char('h'), Left], CharLeft, "a letter back", NEVER),
    row(SELECT, &[Char('l'), Right], CharRight, "a letter on", NEVER),
    row(SELECT, &[Char('j'), Down], LineDown, "a row down", NEVER),
    row(SELECT, &[Char('k'), Up], LineUp, "a row up", NEVER),
    row(SELECT, &[Char('w')], NextWord, "to the next word", NEVER),
    row(SELECT, &[Char('b')], PreviousWord, "to the word before", NEVER),
    row(SELECT, &[Char('e')], WordEnd, "to the end of the word", NEVER),
    row(SELECT, &[Char('0'), Char('^'), Home], RowStart, "to the start of the row", NEVER),
    row(SELECT, &[Char('$'), End], RowEnd, "to the end of the row", NEVER),
    row(SELECT, &[Char('}')], NextParagraph, "to the next paragraph", NEVER),
    row(SELECT, &[Char('{')], PreviousParagraph, "to the paragraph before", NEVER),
    row(SELECT, &[Char(' '), Key::PageDown, Ctrl('f')], Command::PageDown, "a page down", NEVER),
    row(SELECT, &[Key::PageUp, Ctrl('b')], Command::PageUp, "a page up", NEVER),
    row(SELECT, &[Char('g')], Start, "to the start", NEVER),
    row(SELECT, &[Char('G')], Finish, "to the end", NEVER),
    row(SELECT, &[Char('x')], SwapEnds, "move the other end", NEVER),
    row(SELECT, &[Char('y'), Enter], CopyQuote, "copy the words", Footer::Always("copy")),
    row(SELECT, &[Char('H')], Highlight, "highlight the words", Footer::Always("highlight")),
    row(SELECT, &[Char('a')], Annotate, "write a note on them", Footer::Always("note")),
    row(SELECT, &[Char('Y')], CopyAs, "copy them in a form to choose", NEVER),
    row(SELECT, &[Char('o')], OpenSource, "open the source in a browser there", NEVER),
    row(SELECT, &[Char('|')], Pipe, "pipe them to a command", NEVER),
    row(SELECT, &[Char(':'), Ctrl('p')], OpenPalette, "do an action by its name", NEVER),
    row(SELECT, &[Esc, Char('v'), Char('q'), Ctrl('c')], Close, "leave", Footer::Always("leave")),
    row(Mode::Search, &[Enter], Accept, "keep the search", Footer::Always("keep")),
    row(Mode::Search, &[Ctrl('n')], SelectNext, "next hit", Footer::Always("next")),
    row(Mode::Search, &[Ctrl('p')], SelectPrevious, "previous hit", NEVER),
    row(Mode::Search, &[Esc, Ctrl('c')], Close, "back to where you were", Footer::Always("back")),
    row(
        Mode::Search,
        &[Ctrl('r')],
        ToggleRegex,
        "regular expression or plain",
        Footer::Always("regex"),
    ),
    row(Mode::Search, &[Ctrl('l')], ListHits, "list the hits", Footer::Always("list")),
    row(Mode::Search, &[Up], OlderSearch, "the search before", Footer::Never),
    row(Mode::Search, &[Down], NewerSearch, "the search after", Footer::Never),
    row(Mode::Hits, &[Enter], Accept, "go there", Footer::Always("go")),
    row(Mode::Hits, &[Down, Char('j'), Ctrl('n')], SelectNext, "next", NEVER),
    row(Mode::Hits, &[Up, Char('k'), Ctrl('p')], SelectPrevious, "previous", NEVER),
    row(
        Mode::Hits,
        &[Char('a')],
        Widen,
        "in all open documents, or only in this one",
        Footer::SeveralOpen("all/this one"),
    ),
    row(
        Mode::Hits,
        &[Tab, Char(']')],
        NextTopic,
        "next topic or document",
        Footer::Always("next topic"),
    ),
    row(Mode::Hits, &[BackTab, Char('[')], PreviousTopic, "previous topic or document", NEVER),
    row(Mode::Hits, &[Key::PageDown, Char(' ')], Command::PageDown, "page down", NEVER),
    row(Mode::Hits, &[Key::PageUp, Char('b')], Command::PageUp, "page up", NEVER),
    row(Mode::Hits, &[Char('g'), Home], Start, "to the first", NEVER),
    row(Mode::Hits, &[Char('G'), End], Finish, "to the last", NEVER),
    row(
        Mode::Hits,
        &[Esc, Char('q'), Ctrl('l'), Ctrl('c')],
        Close,
        "back to where you were",
        Footer::Always("back"),
    ),
    row(Mode::Jump, &[Enter], Accept, "go there", Footer::Always("go")),
    row(Mode::Jump, &[Down, Ctrl('n')], SelectNext, "next", NEVER),
    row(Mode::Jump, &[Up, Ctrl('p')], SelectPrevious, "previous", NEVER),
    row(Mode::Jump, &[Key::PageDown], Command::PageDown, "page down", NEVER),
    row(Mode::Jump, &[Key::PageUp], Command::PageUp, "page up", NEVER),
    row(
        Mode::Jump,
        &[Tab],
        Widen,
        "topics; quotes and people, too; links",
        Footer::Always("widen"),
    ),
    row(Mode::Jump, &[Esc, Ctrl('c')], Close, "back to where you were", Footer::Always("back")),
    row(Mode::Palette, &[Enter], Accept, "do it", Footer::Always("do it")),
    row(Mode::Palette, &[Down, Ctrl('n')], SelectNext, "next", NEVER),
    row(Mode::Palette, &[Up, Ctrl('p')], SelectPrevious, "previous", NEVER),
    row(Mode::Palette, &[Key::PageDown], Command::PageDown, "page down", NEVER),
    row(Mode::Palette, &[Key::PageUp], Command::PageUp, "page up", NEVER),
    row(Mode::Palette, &[Esc, Ctrl('c')], Close, "leave", Footer::Always("leave")),
    row(
        Mode::Help,
        &[Char('?'), Esc, Char('q'), F(1), Enter, Ctrl('c')],
        Close,
        "close",
        Footer::Always("close"),
    ),
    row(Mode::People, &[Enter], Accept, "list only their quotes", Footer::Always("quotes")),
    row(Mode::People, &[Char('/')], OpenSearch, "search in their words", Footer::Always("search")),
    row(Mode::People, &[Down, Char('j'), Ctrl('n')], SelectNext, "next", NEVER),
    row(Mode::People, &[Up, Char('k'), Ctrl('p')], SelectPrevious, "previous", NEVER),
    row(Mode::People, &[Key::PageDown, Char(' ')], Command::PageDown, "page down", NEVER),
    row(Mode::People, &[Key::PageUp, Char('b')], Command::PageUp, "page up", NEVER),
    row(Mode::People, &[Char('g'), Home], Start, "to the first", NEVER),
    row(Mode::People, &[Char('G'), End], Finish, "to the last", NEVER),
    row(Mode::People, &[Tab], Widen, "the timeline of a transcript", Footer::Always("timeline")),
    row(Mode::Timeline, &[Enter], Accept, "go there", Footer::Always("go")),
    row(Mode::Timeline, &[Down, Char('j'), Ctrl('n')], SelectNext, "next", NEVER),
    row(Mode::Timeline, &[Up, Char('k'), Ctrl('p')], SelectPrevious, "previous", NEVER),
    row(Mode::Timeline, &[Key::PageDown, Char(' ')], Command::PageDown, "page down", NEVER),
    row(Mode::Timeline, &[Key::PageUp, Char('b')], Command::PageUp, "page up", NEVER),
    row(Mode::Timeline, &[Char('g'), Home], Start, "to the first", NEVER),
    row(Mode::Timeline, &[Char('G'), End], Finish, "to the last", NEVER),
    row(Mode::Timeline, &[Tab], Widen, "the list of people", Footer::Always("people")),
    row(
        Mode::Timeline,
        &[Esc, Char('p'), Char('q'), Ctrl('c')],
        Close,
        "close",
        Footer::Always("close"),
    ),
    row(
        Mode::People,
        &[Esc, Char('p'), Char('q'), Ctrl('c')],
        Close,
        "close",
        Footer::Always("close"),
    ),
    row(Mode::Notes, &[Enter], Accept, "go there", Footer::Always("go")),
    row(Mode::Notes, &[Char('a'), Char('e')], Annotate, "write its note", Footer::Always("note")),
    row(Mode::Notes, &[Char('c')], Recolour, "another colour", NEVER),
    row(
        Mode::Notes,
        &[Char('d'), Key::Delete],
        Command::Delete,
        "delete",
        Footer::Always("delete"),
    ),
    row(Mode::Notes, &[Char('u')], Undo, "undo", NEVER),
    row(Mode::Notes, &[Char('y')], CopyQuote, "copy with its source", Footer::Always("copy")),
    row(Mode::Notes, &[Down, Char('j'), Ctrl('n')], SelectNext, "next", NEVER),
    row(Mode::Notes, &[Up, Char('k'), Ctrl('p')], SelectPrevious, "previous", NEVER),
    row(Mode::Notes, &[Key::PageDown, Char(' ')], Command::PageDown, "page down", NEVER),
    row(Mode::Notes, &[Key::PageUp, Char('b')], Command::PageUp, "page up", NEVER),
    row(
        Mode::Notes,
        &[Esc, Char('M'), Char('q'), Ctrl('c')],
        Close,
        "close",
        Footer::Always("close"),
    ),
    row(Mode::Note, &[Ctrl('s')], Accept, "keep the note", Footer::Always("keep")),
    row(Mode::Note, &[Esc, Ctrl('c')], Close, "leave", Footer::Always("leave")),
    row(Mode::Menu, &[Enter], Accept, "take it", Footer::Always("take")),
    row(Mode::Menu, &[Down, Char('j'), Ctrl('n')], SelectNext, "next", NEVER),
    row(Mode::Menu, &[Up, Char('k'), Ctrl('p')], SelectPrevious, "previous", NEVER),
    row(Mode::Menu, &[Esc, Char('q'), Ctrl('c')], Close, "leave", Footer::Always("leave")),
    row(Mode::Documents, &[Enter], Accept, "open it", Footer::Always("open")),
    row(Mode::Documents, &[Down, Ctrl('n')], SelectNext, "next", NEVER),
    row(Mode::Documents, &[Up, Ctrl('p')], SelectPrevious, "previous", NEVER),
    row(Mode::Documents, &[Key::PageDown], Command::PageDown, "page down", NEVER),
    row(Mode::Documents, &[Key::PageUp], Command::PageUp, "page up", NEVER),
    row(Mode::Documents, &[Tab], Widen, "those open, or all", Footer::Always("open/all")),
    row(Mode::Documents, &[Key::Delete, Ctrl('x')], CloseDocument, "close it", NEVER),
    row(
        Mode::Documents,
        &[Esc, Ctrl('c')],
        Close,
        "take back what is typed, stop looking, then close; q closes, too",
        Footer::Always("close"),
    ),
    row(Mode::Ask, &[Enter], Accept, "do it", Footer::Always("do it")),
    row(Mode::Ask, &[Tab], Widen, "other words, or another form", Footer::Always("other")),
    row(Mode::Ask, &[Up], OlderSearch, "the command before", NEVER),
    row(Mode::Ask, &[Esc, Ctrl('c')], Close, "leave", Footer::Always("leave")),
    row(Mode::Output, &[Char('j'), Down], LineDown, "line down", NEVER),
    row(Mode::Output, &[Char('k'), Up], LineUp, "line up", NEVER),
    row(Mode::Output, &[Char(' '), Key::PageDown], Command::PageDown, "page down", NEVER),
    row(Mode::Output, &[Char('b'), Key::PageUp], Command::PageUp, "page up", NEVER),
    row(Mode::Output, &[Char('g'), Home], Start, "to the start", NEVER),
    row(Mode::Output, &[Char('G'), End], Finish, "to the end", NEVER),
    row(Mode::Output, &[Char('y')], CopyQuote, "copy it", Footer::Always("copy")),
    row(Mode::Output, &[Esc, Char('q'), Enter, Ctrl('c')], Close, "close", Footer::Always("close")),
    row(Mode::Help, &[Char('j'), Down], LineDown, "line down", NEVER),
    row(Mode::Help, &[Char('k'), Up], LineUp, "line up", NEVER),
    row(Mode::Help, &[Char(' '), Key::PageDown], Command::PageDown, "page down", NEVER),
    row(Mode::Help, &[Char('b'), Key::PageUp], Command::PageUp, "page up", NEVER),
    row(Mode::Help, &[Char('g'), Home], Start, "to the start", NEVER),
    row(Mode::Help, &[Char('G'), End], Finish, "to the end", NEVER),
    row(Mode::Help, &[Char('/')], OpenSearch, "search in it", Footer::Always("search")),
    row(Mode::FindHelp, &[Enter], Accept, "keep what is left", Footer::Always("keep")),
    row(Mode::FindHelp, &[Down, Ctrl('n')], LineDown, "line down", NEVER),
    row(Mode::FindHelp, &[Up, Ctrl('p')], LineUp, "line up", NEVER),
    row(Mode::FindHelp, &[Key::PageDown], Command::PageDown, "page down", NEVER),
    row(Mode::FindHelp, &[Key::PageUp], Command::PageUp, "page up", NEVER),
    row(Mode::FindHelp, &[Esc, Ctrl('c')], Close, "all of it again", Footer::Always("all")),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_means_two_things_in_one_mode() {
        for (at, row) in TABLE.iter().enumerate() {
            for other in TABLE.iter().skip(at + 1).filter(|other| other.mode == row.mode) {
                let shared = row.keys.iter().find(|key| other.keys.contains(key));
                let shared = shared.filter(|_| row.after == other.after);
                assert_eq!(shared, None, "{:?} and {:?}", row.command, other.command);
            }
        }
    }
}
