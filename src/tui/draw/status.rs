use ratatui::layout::Position;
use ratatui::style::Style;

use super::canvas::Canvas;
use crate::app::{
    Area, Command, Extent, Footer, Frame, Mode, Pane, Pattern, Prompt, Reach, Row, Scope, State,
    TABLE,
};
use crate::model::Span;
use crate::text::width::{Breaks, width};
use crate::text::wrap;
use crate::tui::touch::Touch;

/// Where the reader is, what was just done, and the keys that matter now.
pub(super) fn draw(state: &State, canvas: &mut Canvas) {
    let area = state.panes().status;
    if area.is_empty() || is_left_out(state) {
        return;
    }
    let ground = canvas.ground;
    canvas.ground = ground.patch(canvas.theme.status);
    canvas.clear(area);
    if !long_message(state, canvas, area) {
        line(state, canvas, area);
    }
    canvas.ground = ground;
}

/// Whether nothing takes the reader's eyes off the text.
fn is_left_out(state: &State) -> bool {
    let types_here = matches!(state.mode(), Mode::Search | Mode::FindHelp | Mode::Ask);
    state.panes().frame == Frame::Zen && state.message().is_none() && !types_here
}

fn line(state: &State, canvas: &mut Canvas, area: Area) {
    let is_zen = state.panes().frame == Frame::Zen;
    let x = match state.mode() {
        Mode::Search => {
            let sign = match (state.search().pattern(), state.search().reach()) {
                (Pattern::Plain, Reach::Here) => "/",
                (Pattern::Plain, Reach::Everywhere) => "all /",
                (Pattern::Regex, Reach::Here) => "regex /",
                (Pattern::Regex, Reach::Everywhere) => "all, regex /",
            };
            let x = prompt(canvas, state.search().prompt(), sign, area);
            let found = search_words(state).unwrap_or_default();
            let is_wrong = state.search().error().is_some();
            let found_style = if is_wrong { canvas.theme.error } else { Style::new() };
            told(state, canvas, Area { x: x + 2, ..area }, (&found, found_style))
        }
        Mode::FindHelp => {
            let typed = state.help().map(|help| help.prompt().clone()).unwrap_or_default();
            let x = prompt(canvas, &typed, "/", area);
            told(state, canvas, Area { x: x + 2, ..area }, ("", Style::new()))
        }
        Mode::Ask if state.message().is_none() => {
            let line = state.ask().map(|ask| ask.prompt().clone()).unwrap_or_default();
            prompt(canvas, &line, &state.ask_words(), area)
        }
        _ => {
            let place = position(state, usize::from(area.width));
            told(state, canvas, Area { x: area.x + 1, ..area }, (&place, Style::new()))
        }
    };
    if is_zen && state.mode() == Mode::Reading {
        return;
    }
    keys(state, canvas, Area { x: x + 2, width: area.right().saturating_sub(x + 2), ..area });
}

/// What was just said, else `otherwise`, from the area's left; gives the cell after it.
fn told(state: &State, canvas: &mut Canvas, area: Area, otherwise: (&str, Style)) -> u16 {
    let right = state.panes().status.right();
    let style = message_style(state, canvas);
    let (words, style) = state.message().map_or(otherwise, |told| (told, style));
    canvas.put(area.x, area.y, right, words, style)
}

fn message_style(state: &State, canvas: &Canvas) -> Style {
    if state.has_failed() { canvas.theme.error } else { canvas.theme.message }
}

/// What was just said, over the rows above where one has no room for it: a path or a way
/// out that is cut helps nobody. Tells whether that was needed.
fn long_message(state: &State, canvas: &mut Canvas, area: Area) -> bool {
    let types_here = matches!(state.mode(), Mode::Search | Mode::FindHelp | Mode::Ask);
    let Some(message) = state.message().filter(|_| !types_here && area.width > 2) else {
        return false;
    };
    let all = Span::new(0, message.len());
    let mut rows = wrap::rows(message, all, usize::from(area.width) - 2, Breaks::Fold);
    rows.truncate(usize::from(area.bottom()).min(MESSAGE_ROWS));
    let n = u16::try_from(rows.len()).unwrap_or(0);
    let top = area.bottom().saturating_sub(n);
    if n < 2 {
        return false;
    }
    canvas.clear(Area { y: top, height: n, ..area });
    for (y, row) in (top..area.bottom()).zip(rows) {
        let style = message_style(state, canvas);
        canvas.put(area.x + 1, y, area.right(), row.of(message), style);
    }
    true
}

/// Rows a message gets.
const MESSAGE_ROWS: usize = 5;

/// The line being typed after `sign`, with the cursor; gives the cell after it.
pub(super) fn prompt(canvas: &mut Canvas, prompt: &Prompt, sign: &str, area: Area) -> u16 {
    let theme = canvas.theme;
    let x = canvas.put(area.x + 1, area.y, area.right(), sign, theme.prompt);
    let room = usize::from(area.right().saturating_sub(x + 1));
    let text = prompt.text();
    let cursor = text.char_indices().nth(prompt.cursor()).map_or(text.len(), |(at, _)| at);
    // A long line shows its end up to the cursor.
    let mut from = 0;
    while width(text.get(from..cursor).unwrap_or_default()) > room {
        from = text.ceil_char_boundary(from + 1);
    }
    let before = text.get(from..cursor).unwrap_or_default();
    // A blank at the end has a width, too; only runs of blanks fold.
    let at = canvas.put(x, area.y, area.right(), before, Style::new());
    canvas.cursor = Some(Position::new(at.min(area.right().saturating_sub(1)), area.y));
    canvas.put(at, area.y, area.right(), text.get(cursor..).unwrap_or_default(), Style::new())
}

/// Where the reader is: in few words where more would leave no room for help, and not at
/// all where a list over the panes needs the room for its keys.
fn position(state: &State, room: usize) -> String {
    let keys: usize = hints(state).iter().map(Hint::width).sum();
    let fits = |words: &str, keys: usize| width(words) + 3 + keys <= room;
    let (long, short) = (place(state, [" topics", " quotes"]), place(state, ["", ""]));
    let is_narrow = state.panes().frame == Frame::Titles && room < 60;
    match state.mode() {
        Mode::Reading if !is_narrow && fits(&long, HELP) => long,
        Mode::Reading => short,
        Mode::Select if fits(&long, keys) => long,
        Mode::Select => short,
        _ => [long, short].into_iter().find(|words| fits(words, keys)).unwrap_or_default(),
    }
}

/// Cells of `? help` and the gap before it.
const HELP: usize = 8;

/// Topic, quote, how far, what is searched for and what is listed. `things` are the names
/// of what is counted.
fn place(state: &State, things: [&str; 2]) -> String {
    let n_topics = state.briefing().sections.len();
    let topic = if n_topics == 0 { 0 } else { state.topic() + 1 };
    let (quote, n_quotes) = state.quote_place();
    let percent = (state.view().read * 100.0).floor();
    let loading = match state.extent() {
        Extent::Beginning => " · reading on",
        Extent::Part => " · only the beginning",
        Extent::Awaited => return String::new(),
        Extent::Whole => "",
    };
    let search = search_words(state).map_or(String::new(), |words| format!(" · {words}"));
    let only = if state.filter().is_empty() {
        String::new()
    } else {
        format!(" · only {}", state.filter().words(state.briefing()))
    };
    let count = state.pending_count().map_or(String::new(), |count| format!(" · {count}"));
    let [topics, quotes] = things;
    format!(
        "{topic}/{n_topics}{topics} · {quote}/{n_quotes}{quotes} · {percent}%{count}{search}{loading}{only}"
    )
}

/// `3/14 hits`, `no hits`, or what is wrong with the pattern.
fn search_words(state: &State) -> Option<String> {
    let search = state.search();
    if let Some(error) = search.error() {
        return Some(error.to_owned());
    }
    search.matcher()?;
    let n = search.hits().len();
    let more = if search.is_complete() { "" } else { "+" };
    Some(match search.current() {
        Some(at) => format!("{}/{n}{more} hits", at + 1),
        None if n > 0 => format!("{n}{more} hits"),
        None if search.is_complete() => "no hits".to_owned(),
        None => "searching".to_owned(),
    })
}

/// A key the footer shows, and what it does.
struct Hint {
    command: Command,
    key: String,
    words: &'static str,
    /// Whether it stays when room is short: help leads to all the others, a list needs
    /// its way out, and nobody guesses which key keeps a note.
    is_first: bool,
}

impl Hint {
    /// Its cells, with two blanks after it.
    fn width(&self) -> usize {
        width(&self.key) + 1 + width(self.words) + 2
    }
}

/// As many keys of the table as fit, from the right.
fn keys(state: &State, canvas: &mut Canvas, area: Area) {
    let theme = canvas.theme;
    let hints = hints(state);
    let mut by_weight: Vec<(usize, &Hint)> = hints.iter().enumerate().collect();
    by_weight.sort_by_key(|(_, hint)| !hint.is_first);
    let room = usize::from(area.width);
    let mut filled = 0;
    by_weight.retain(|(_, hint)| {
        let fits = filled + hint.width() <= room;
        filled += if fits { hint.width() } else { 0 };
        fits
    });
    by_weight.sort_by_key(|(at, _)| *at);
    let mut x = area.right().saturating_sub(u16::try_from(filled).unwrap_or(area.width));
    for (_, Hint { command, key, words, .. }) in by_weight {
        let end = canvas.put(x, area.y, area.right(), key, theme.key);
        let right = canvas.put(end + 1, area.y, area.right(), words, Style::new());
        canvas.touches.push(Touch { y: area.y, x, right, command: *command });
        x = right + 2;
    }
}

/// The keys of the table that matter now.
fn hints(state: &State) -> Vec<Hint> {
    TABLE.iter().filter_map(|row| opt_hint(state, row)).collect()
}

/// Whether Enter leads out of the reader.
fn lists_links(state: &State) -> bool {
    state.jump().is_some_and(|jump| jump.scope() == Scope::Links)
}

fn opt_hint(state: &State, row: &Row) -> Option<Hint> {
    if row.mode != state.mode() {
        return None;
    }
    let narrow = state.panes().status.width < 100;
    let words = match row.footer {
        Footer::Never => return None,
        Footer::Always(_) if row.command == Command::Accept && lists_links(state) => {
            "open in a browser"
        }
        Footer::Always(words) => words,
        Footer::InLists(words) if state.focus() != Pane::Body => words,
        Footer::WithQuote(words) if state.quote().is_some() => words,
        Footer::WithHits(words) if !state.search().hits().is_empty() => words,
        Footer::Filtered(words) if !state.filter().is_empty() => words,
        Footer::Several(words) if state.desk().entries().len() > 1 => words,
        Footer::SeveralOpen(words) if state.desk().open().len() > 1 => words,
        Footer::Narrow(words) if narrow => words,
        _ => return None,
    };
    let key = state.keys_of(row).into_iter().next()?;
    let is_first = match row.command {
        Command::Accept => row.mode == Mode::Note,
        command => matches!(command, Command::OpenHelp | Command::Close),
    };
    Some(Hint { command: row.command, key, words, is_first })
}
