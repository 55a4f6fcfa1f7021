use super::canvas::Canvas;
use super::narrow::{Head, draw as draw_list};
use crate::app::{Area, Match, Scope, State, Target};
use crate::model::Span;
use crate::text::fold::fold_with_origins;
use crate::text::width::width;

/// The jump list over the panes.
pub(super) fn draw(state: &State, canvas: &mut Canvas) {
    let Some(jump) = state.jump() else { return };
    let (title, things) = match jump.scope() {
        Scope::Topics => ("Jump to a topic", "topics"),
        Scope::Everything => ("Jump to a topic, a person or a quote", "in all"),
    };
    let head = Head { title, things };
    draw_list(state, canvas, (head, jump.list()), |canvas, area, (found, selected)| {
        if let Some(target) = jump.target(found) {
            row(state, canvas, area, target, (found, selected));
        }
    });
}

fn row(
    state: &State,
    canvas: &mut Canvas,
    area: Area,
    target: Target,
    (found, selected): (&Match, bool),
) {
    let theme = canvas.theme;
    let sign = match target {
        Target::Topic(_) => "",
        Target::Person(_) => "person",
        Target::Quote(_) => "quote",
    };
    let (y, x) = (area.y, area.x + 3);
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
