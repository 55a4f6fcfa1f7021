use super::canvas::Canvas;
use super::frame::outline;
use super::help::centred;
use super::status::prompt;
use crate::app::{Area, Match, Scope, State, Target};
use crate::model::Span;
use crate::text::fold::fold_with_origins;
use crate::text::width::width;

/// The jump list over the panes.
pub(super) fn draw(state: &State, canvas: &mut Canvas) {
    let Some(jump) = state.jump() else { return };
    let total = u16::try_from(jump.total()).unwrap_or(u16::MAX);
    let area = centred(state, 100, total.saturating_add(3).clamp(6, 26));
    let theme = canvas.theme;
    canvas.clear(area);
    outline(canvas, area, true);
    let (title, things) = match jump.scope() {
        Scope::Topics => (" Jump to a topic ", "topics"),
        Scope::Everything => (" Jump to a topic, a person or a quote ", "in all"),
    };
    let right = area.right().saturating_sub(1);
    canvas.put(area.x + 2, area.y, right, title, theme.focused);
    let inside = Area {
        x: area.x + 1,
        y: area.y + 1,
        width: area.width.saturating_sub(2),
        height: area.height.saturating_sub(2),
    };
    if inside.is_empty() {
        return;
    }
    let count = format!("{}/{} {things}", jump.matches().len(), jump.total());
    let counted = u16::try_from(width(&count)).unwrap_or(0);
    canvas.put(inside.right().saturating_sub(counted + 1), inside.y, right, &count, theme.dim);
    let line = Area { width: inside.width.saturating_sub(counted + 2), height: 1, ..inside };
    prompt(canvas, jump.prompt(), "> ", line);
    let list = Area { y: inside.y + 1, height: inside.height - 1, ..inside };
    let top = jump.top(usize::from(list.height));
    let shown = jump.matches().iter().enumerate().skip(top);
    for (y, (at, found)) in (list.y..list.bottom()).zip(shown) {
        let Some(target) = jump.target(found) else { continue };
        let selected = at == jump.selected();
        row(state, canvas, Area { y, height: 1, ..list }, target, found, selected);
    }
    if jump.matches().is_empty() {
        canvas.put(list.x + 3, list.y, list.right(), "nothing matches", theme.dim);
    }
}

fn row(
    state: &State,
    canvas: &mut Canvas,
    area: Area,
    target: Target,
    found: &Match,
    selected: bool,
) {
    let theme = canvas.theme;
    let sign = match target {
        Target::Topic(_) => "",
        Target::Person(_) => "person",
        Target::Quote(_) => "quote",
    };
    let (y, x) = (area.y, area.x + 3);
    if selected {
        canvas.put(area.x + 1, y, area.right(), "▸", theme.heading);
    }
    let end = canvas.put(x, y, area.right(), sign, theme.dim);
    let x = if sign.is_empty() { x } else { end + 2 };
    let names = area.x + area.width * 11 / 20;
    let name = state.target_name(target);
    let style = if selected { theme.heading } else { theme.text };
    let end = canvas.put(x, y, names, &name, style);
    letters(canvas, &name, &found.chars, x, y, end);
    let right = area.right().saturating_sub(1);
    if names + 2 < right {
        canvas.put(names + 2, y, right, &state.beside(target), theme.dim);
    }
    if selected {
        for x in area.x..area.right() {
            canvas.restyle(x, y, x + 1, theme.key);
        }
    }
}

/// Marks the letters of `name` that matched: `chars` of it, folded.
pub(super) fn letters(
    canvas: &mut Canvas,
    name: &str,
    chars: &[usize],
    x: u16,
    y: u16,
    right: u16,
) {
    let (_, origins) = fold_with_origins(name);
    for &at in chars {
        let Some(&byte) = origins.get(at) else { continue };
        let before = width(Span::new(0, byte).of(name));
        let x = x.saturating_add(u16::try_from(before).unwrap_or(u16::MAX));
        if x + 1 < right || usize::from(right - x.min(right)) == 1 {
            canvas.restyle(x, y, x + 1, canvas.theme.matched);
        }
    }
}
