use ratatui::layout::Position;
use ratatui::style::{Modifier, Style};

use super::canvas::Canvas;
use crate::app::{Area, Block, BlockKind, Frame, Known, Line, Mode, Pane, Part, Role, State, laid};
use crate::model::Span;
use crate::text::width::{Breaks, width};
use crate::text::wrap;
use crate::tui::links::Linked;
use crate::tui::theme::Theme;

/// The rows of the body in view, with the scroll bar.
pub(super) fn draw(state: &State, canvas: &mut Canvas) {
    let area = state.panes().content(Pane::Body);
    if area.is_empty() {
        return;
    }
    let text = state.view().text;
    if state.view().lines.is_empty() {
        let notice = state.notice().unwrap_or("There is no text here.");
        let entry = state.doc().and_then(|id| state.desk().entry(id));
        let is_fault = entry.is_some_and(|entry| matches!(entry.known, Known::Fault(_)));
        let style = if is_fault { canvas.theme.error } else { canvas.theme.dim };
        let all = Span::new(0, notice.len());
        let rows = wrap::rows(notice, all, usize::from(text.width).max(1), Breaks::Fold);
        for (y, row) in (area.y..area.bottom()).zip(rows) {
            canvas.put(text.x, y, text.right(), row.of(notice), style);
        }
        return;
    }
    for (y, line) in (area.y..area.bottom()).zip(&state.view().lines) {
        if let Some(block) = state.block(line.block).filter(|_| line.part != Part::Blank) {
            row(state, canvas, line, block, y);
        }
    }
    strip(state, canvas, area);
    scroll_bar(state, canvas, area);
}

/// Who speaks where in the whole text: an initial where a speaker begins, a bar where
/// they go on.
fn strip(state: &State, canvas: &mut Canvas, area: Area) {
    if !matches!(state.view().panes.frame, Frame::Full | Frame::Bare) || area.width < 8 {
        return;
    }
    let x = area.right() - 1;
    let mut last = None;
    for (y, part) in (area.y..area.bottom()).zip(&state.view().strip) {
        if let Some(person) = part {
            let name = person.and_then(|at| state.briefing().cast.people.get(at));
            let surname = name.and_then(|person| person.name.split_whitespace().next_back());
            let initial = surname.map_or("?", |name| first_letter(name));
            let sign = if last == Some(person) { "▐" } else { initial };
            canvas.put(x, y, area.right(), sign, canvas.theme.person(*person));
        }
        last = part.as_ref();
    }
}

pub(super) fn first_letter(name: &str) -> &str {
    let end = name.chars().next().map_or(0, char::len_utf8);
    name.get(..end).unwrap_or("?")
}

fn row(state: &State, canvas: &mut Canvas, line: &Line, block: &Block, y: u16) {
    let text = state.view().text;
    let base = base(canvas.theme, block.kind);
    if block.kind == BlockKind::Derived {
        return derived(state, canvas, block, y);
    }
    let briefing = state.briefing();
    let x = text.x + block.indent() as u16;
    before(canvas, line, block, text.x, y, &briefing.text);
    let near: Vec<_> =
        state.view().overlays.iter().filter(|o| o.span.overlaps(line.span)).collect();
    gutter(canvas, near.iter().map(|overlay| overlay.role), text.x.saturating_sub(2), y);
    let begun = near.iter().filter(|overlay| line.span.contains(overlay.span.start));
    note_sign(canvas, begun.map(|overlay| overlay.role), text.x.saturating_sub(1), y);
    let words = line.span.of(&briefing.text);
    let theme = canvas.theme;
    cursor(state, canvas, line, block, x, y);
    let extra = usize::from(line.extra);
    canvas.put_spread(x, y, text.right(), words, (block.breaks(), extra), |glyph| {
        let at = line.span.start + glyph.start;
        let here = near.iter().filter(|overlay| overlay.span.contains(at));
        here.fold(base, |style, overlay| set(theme, style, overlay.role))
    });
    links(state, canvas, line, block, x, y);
}

/// Lets the words of the row that are links lead to their pages.
fn links(state: &State, canvas: &mut Canvas, line: &Line, block: &Block, x: u16, y: u16) {
    for (span, url) in state.links_in(line.span) {
        let (mut from, mut to) = (0, 0);
        for laid in laid(&state.briefing().text, line.span, block.breaks(), line.extra.into()) {
            from += if laid.glyph.span.end <= span.start { laid.width } else { 0 };
            to += if laid.glyph.span.start < span.end { laid.width } else { 0 };
        }
        let cell = |cells: usize| {
            let right = state.view().text.right();
            u16::try_from(usize::from(x) + cells).unwrap_or(right).min(right)
        };
        canvas.link(Linked { y, x: cell(from), right: cell(to), url, id: span.start });
    }
}

/// The terminal's cursor at the end of the selection that moves: a screen reader follows
/// it.
fn cursor(state: &State, canvas: &mut Canvas, line: &Line, block: &Block, x: u16, y: u16) {
    let Some(at) = state.selection().map(|selection| selection.cursor()) else { return };
    if state.mode() == Mode::Select && line.span.contains(at) {
        let cells = laid(&state.briefing().text, line.span, block.breaks(), line.extra.into());
        let before = cells.take_while(|laid| laid.glyph.span.end <= at);
        let before: usize = before.map(|laid| laid.width).sum();
        let x = usize::from(x) + before;
        canvas.cursor = u16::try_from(x).ok().map(|x| Position::new(x, y));
    }
}

fn base(theme: &Theme, kind: BlockKind) -> Style {
    match kind {
        BlockKind::Heading => theme.heading,
        BlockKind::Derived | BlockKind::Aside | BlockKind::Furniture => theme.dim,
        _ => theme.text,
    }
}

fn set(theme: &Theme, style: Style, role: Role) -> Style {
    match role {
        Role::Words(person) => style.patch(theme.quote).patch(theme.person(person)),
        Role::Reported(person) => style.patch(theme.person(person)).add_modifier(Modifier::ITALIC),
        Role::Label(person) => style.patch(theme.label).patch(theme.person(person)),
        Role::Selected => style.patch(theme.selected_quote),
        Role::Introducer => style.patch(theme.introducer),
        Role::Evidence => style.patch(theme.evidence),
        Role::Bold => style.add_modifier(Modifier::BOLD),
        Role::Italic => style.add_modifier(Modifier::ITALIC),
        Role::Struck => style.add_modifier(Modifier::CROSSED_OUT),
        Role::Link => style.patch(theme.link),
        Role::Hit => style.patch(theme.hit),
        Role::CurrentHit => style.patch(theme.current_hit),
        Role::Highlight(colour) | Role::Noted(colour) => style.patch(theme.highlight(colour)),
        Role::Doubted => style.patch(theme.doubt).add_modifier(Modifier::UNDERLINED),
        Role::Chosen => style.patch(theme.selection),
    }
}

/// A heading the program made up, set off as a rule so that nobody takes it for the
/// document's.
fn derived(state: &State, canvas: &mut Canvas, block: &Block, y: u16) {
    let text = state.view().text;
    let heading = state.briefing().sections.get(block.section).and_then(|s| s.heading.as_deref());
    let dim = canvas.theme.dim;
    let x = canvas.put(text.x, y, text.right(), "── ", dim);
    let x = canvas.put(x, y, text.right().saturating_sub(3), heading.unwrap_or_default(), dim);
    let x = canvas.put(x, y, text.right(), " ", dim);
    for x in x..text.right() {
        canvas.symbol(x, y, "─", dim);
    }
}

/// The bar of a blockquote, the dot of a list item.
fn before(canvas: &mut Canvas, line: &Line, block: &Block, x: u16, y: u16, text: &str) {
    let marked = |words: &str| {
        let first = words.chars().next();
        first.is_some_and(|c| matches!(c, '-' | '•' | '*' | '–' | '·') || c.is_ascii_digit())
    };
    match block.kind {
        BlockKind::Blockquote => canvas.symbol(x, y, "│", canvas.theme.line),
        BlockKind::Item if line.part == Part::First && !marked(block.span.of(text)) => {
            canvas.symbol(x, y, "•", canvas.theme.text);
        }
        _ => {}
    }
}

/// The bar beside the selected quote and beside what introduces it.
fn gutter(canvas: &mut Canvas, roles: impl Iterator<Item = Role>, x: u16, y: u16) {
    let mut sign = None;
    for role in roles {
        match role {
            Role::Selected => sign = Some("▌"),
            Role::Introducer if sign.is_none() => sign = Some("╎"),
            _ => {}
        }
    }
    if let Some(sign) = sign {
        canvas.symbol(x, y, sign, canvas.theme.sign);
    }
}

/// Where a highlight begins, a full diamond when there is a note on it.
fn note_sign(canvas: &mut Canvas, roles: impl Iterator<Item = Role>, x: u16, y: u16) {
    let sign = roles.fold(None, |sign, role| match role {
        Role::Noted(_) => Some("◆"),
        Role::Highlight(_) => sign.or(Some("◇")),
        _ => sign,
    });
    if let Some(sign) = sign {
        canvas.symbol(x, y, sign, canvas.theme.sign);
    }
}

fn scroll_bar(state: &State, canvas: &mut Canvas, area: Area) {
    let view = state.view();
    if view.above <= 0.0 && view.read >= 1.0 {
        return;
    }
    if view.panes.frame == Frame::Zen {
        return;
    }
    let framed = view.panes.frame != Frame::Titles;
    let x = if framed { area.right() } else { area.right().saturating_sub(1) };
    let (start, length) = state.thumb(area);
    let style = if framed { canvas.theme.text } else { canvas.theme.line };
    for y in area.y + start..(area.y + start + length).min(area.bottom()) {
        canvas.symbol(x, y, "┃", style);
    }
}

/// Marks what the search finds in `words`, which stand from `x` on.
pub(super) fn mark_hits(
    state: &State,
    canvas: &mut Canvas,
    words: &str,
    x: u16,
    y: u16,
    right: u16,
) {
    let Some(matcher) = state.search().matcher() else { return };
    for hit in matcher.find(words, Span::new(0, words.len())) {
        let before = width(Span::new(0, hit.start).of(words));
        let start = usize::from(x) + before;
        let end = start + width(hit.of(words));
        let clip = |x: usize| u16::try_from(x).unwrap_or(right).min(right);
        canvas.restyle(clip(start), y, clip(end), canvas.theme.hit);
    }
}
