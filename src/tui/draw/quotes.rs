use super::body::mark_hits;
use super::canvas::Canvas;
use crate::app::{Area, Card, Pane, State};
use crate::model::QuoteKind;

/// The quotes beside the body, or the selected one under it.
pub(super) fn draw(state: &State, canvas: &mut Canvas) {
    let panes = state.panes();
    let area = panes.content(Pane::Quotes);
    let mut y = area.y;
    for quote in &state.view().cards {
        card(state, canvas, quote, Area { y, height: area.bottom().saturating_sub(y), ..area });
        y = y.saturating_add(quote.height() as u16);
    }
    if state.view().cards.is_empty() && !area.is_empty() {
        canvas.put(area.x + 1, area.y, area.right(), "No quotes here.", canvas.theme.dim);
    }
    let foot = panes.inside(panes.foot);
    match &state.view().foot {
        Some(quote) => card(state, canvas, quote, foot),
        None if foot.is_empty() => {}
        None => {
            canvas.put(foot.x + 1, foot.y, foot.right(), "No quotes here.", canvas.theme.dim);
        }
    }
}

fn card(state: &State, canvas: &mut Canvas, card: &Card, area: Area) {
    let Some(quote) = state.briefing().quotes.get(card.quote) else { return };
    let theme = canvas.theme;
    let selected = state.quote() == Some(card.quote);
    let person = quote.speaker.as_ref().and_then(|speaker| speaker.person);
    let style = theme.speaker.patch(theme.person(person));
    let mut rows = area.y..area.bottom();
    let Some(y) = rows.next() else { return };
    let name = state.speaker_name(card.quote).unwrap_or("?");
    let kind = match quote.kind {
        QuoteKind::Indirect | QuoteKind::Mixed => format!("  {}", quote.kind.name()),
        QuoteKind::Turn if state.is_question(card.quote) => "  question".to_owned(),
        _ => String::new(),
    };
    // A long name is cut, not what its words are.
    let told = u16::try_from(kind.len()).unwrap_or(0);
    let right = area.right().saturating_sub(told).max(area.x + area.width / 2);
    let end = canvas.put(area.x + 1, y, right, name, style);
    canvas.put(end, y, area.right(), &kind, theme.dim);
    if selected {
        let has_focus = state.focus() == Pane::Quotes;
        let row = if has_focus { theme.selected_row } else { theme.row_elsewhere };
        canvas.restyle(area.x, y, area.right(), row);
    }
    mark_hits(state, canvas, name, area.x + 1, y, area.right());
    let words_style = if selected { theme.selected_quote } else { theme.text };
    let last = card.words.len().saturating_sub(1);
    for (n, span) in card.words.iter().enumerate() {
        let Some(y) = rows.next() else { return };
        let words = span.of(&state.briefing().text);
        if selected {
            canvas.symbol(area.x, y, if n == 0 { "▸" } else { "▌" }, theme.sign);
        }
        let right = area.right().saturating_sub(1);
        let end = canvas.put(area.x + 1, y, right, words, words_style);
        if n == last && card.cut {
            canvas.put(end.min(right), y, area.right(), "…", words_style);
        }
        mark_hits(state, canvas, words, area.x + 1, y, right);
    }
    let reason = card.reason.iter().map(|reason| (reason, theme.reason));
    let doubt = card.doubt.iter().map(|row| (row, theme.doubt));
    for ((line, style), y) in reason.chain(doubt).zip(rows) {
        canvas.put(area.x + 1, y, area.right(), line, style);
    }
}
