use super::area::Area;
use super::state::State;
use crate::model::{Briefing, Quote, Reason, Span};
use crate::text::width::Breaks;
use crate::text::wrap;

/// A quote as the sidebar shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// Index into the briefing's quotes.
    pub quote: usize,
    /// The rows of its words that show.
    pub words: Vec<Span>,
    /// Whether more words follow.
    pub cut: bool,
    /// `↳ previous paragraph`, when it is worth a row.
    pub reason: Option<String>,
    /// What is doubted about it, in rows.
    pub doubt: Vec<String>,
}

impl Card {
    /// Rows it takes: speaker, words, reason, doubt, and a blank one below.
    pub fn height(&self) -> usize {
        2 + self.words.len() + usize::from(self.reason.is_some()) + self.doubt.len()
    }
}

/// Rows of words a quote gets, and the selected one.
const WORDS: usize = 3;
const WORDS_SELECTED: usize = 6;

/// The most rows a doubt gets.
const DOUBT: usize = 3;

/// Below this the confidence is shown.
const SURE: f32 = 0.75;

/// The cards that fit into `area` with the selected one in view, and the place of the
/// first, as near to `top` as that allows.
pub(super) fn cards(state: &State, area: Area, top: usize) -> (usize, Vec<Card>) {
    let height = usize::from(area.height);
    if area.is_empty() || state.listed.len() == 0 {
        return (top.min(state.listed.len().saturating_sub(1)), Vec::new());
    }
    let selected = state.quote.and_then(|quote| state.listed.place_of(quote)).unwrap_or(0);
    let top = first_card(state, area, selected, top.min(selected));
    let mut list = Vec::new();
    let mut filled = 0;
    for place in top..state.listed.len() {
        if filled >= height {
            break;
        }
        let Some(card) = card(state, area, place) else { break };
        filled += card.height();
        list.push(card);
    }
    (top, list)
}

/// The first card to show so that the `selected` one shows whole.
fn first_card(state: &State, area: Area, selected: usize, top: usize) -> usize {
    let mut room = usize::from(area.height) + 1;
    let mut first = selected;
    for place in (top..=selected).rev() {
        let height = card(state, area, place).map_or(0, |card| card.height());
        match room.checked_sub(height) {
            Some(left) => (room, first) = (left, place),
            None => break,
        }
    }
    first
}

fn card(state: &State, area: Area, place: usize) -> Option<Card> {
    let at = state.listed.get(place)?;
    let quote = state.briefing.quotes.get(at)?;
    let selected = state.quote == Some(at);
    let limit = if selected { WORDS_SELECTED } else { WORDS };
    let doubt = doubt(&state.briefing, quote.span, area);
    let room = usize::from(area.height).saturating_sub(2 + doubt.len());
    let limit = limit.min(room.max(1));
    let (words, cut) = words(&state.briefing.text, quote.span, area, limit);
    let reason = reason(quote, &state.briefing.text, selected);
    Some(Card { quote: at, words, cut, reason, doubt })
}

/// What is doubted first about the words in `span`, as rows of the sidebar.
fn doubt(briefing: &Briefing, span: Span, area: Area) -> Vec<String> {
    let Some(note) = briefing.doubts_on(span).next() else { return Vec::new() };
    let told = format!("! {}", note.message);
    let width = usize::from(area.width).saturating_sub(2).max(1);
    let rows = wrap::first_rows(&told, Span::new(0, told.len()), width, Breaks::Fold, DOUBT);
    rows.into_iter().map(|row| row.of(&told).to_owned()).collect()
}

/// The first `limit` rows of `span`, and whether there are more.
fn words(text: &str, span: Span, area: Area, limit: usize) -> (Vec<Span>, bool) {
    let width = usize::from(area.width).saturating_sub(3).max(1);
    // Four bytes a cell, doubled for blanks: more than these rows can show.
    let most = span.start + (limit + 1) * width * 8;
    let seen = Span::new(span.start, text.floor_char_boundary(span.end.min(most)));
    let mut rows = wrap::first_rows(text, seen, width, Breaks::Fold, limit);
    let cut = rows.len() > limit || seen.end < span.end;
    rows.truncate(limit);
    (rows, cut)
}

fn reason(quote: &Quote, text: &str, selected: bool) -> Option<String> {
    let Some(speaker) = &quote.speaker else {
        return selected.then(|| "↳ nobody is named".to_owned());
    };
    // A label that names nobody is no guess at anybody.
    let doubtful = speaker.confidence < SURE && speaker.person.is_some();
    if !doubtful && !selected && matches!(speaker.reason, Reason::Label | Reason::SameSentence) {
        return None;
    }
    let sure =
        if doubtful { format!(", {:.0}% sure", speaker.confidence * 100.0) } else { String::new() };
    let relayed = speaker.relayed.first().filter(|_| selected);
    let relayed = relayed.map_or(String::new(), |span| {
        let words: Vec<&str> = span.of(text).split_whitespace().collect();
        format!(", citing {}", words.join(" "))
    });
    Some(format!("↳ {}{relayed}{sure}", speaker.reason.words()))
}
