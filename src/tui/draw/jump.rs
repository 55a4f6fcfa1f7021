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
        Scope::Links => ("Open a link", "links"),
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
        Target::Topic(_) | Target::Link(_) => "",
        Target::Person(_) => "person",
        Target::Quote(_) => "quote",
    };
    let (y, x) = (area.y, area.x + 3);
    let end = canvas.put(x, y, area.right(), sign, theme.dim);
    let x = if sign.is_empty() { x } else { end + 2 };
    let names = area.x + area.width * 11 / 20;
    let name = state.target_name(target);
    let style = if selected { theme.heading } else { theme.text };
    let from = shown_from(&name, &found.chars, usize::from(names.saturating_sub(x)));
    let cut = if from > 0 { canvas.put(x, y, names, "… ", theme.dim) } else { x };
    let end = canvas.put(cut, y, names, name.get(from..).unwrap_or_default(), style);
    let skipped = u16::try_from(width(name.get(..from).unwrap_or_default())).unwrap_or(u16::MAX);
    letters(canvas, &name, &found.chars, (cut, skipped), y, end);
    let right = area.right().saturating_sub(1);
    if names + 2 < right {
        canvas.put(names + 2, y, right, &state.beside(target), theme.dim);
    }
}

/// The byte of `name` from which to show it in `room` cells, so that most of the letters
/// that matched, `chars` of it folded, are seen.
fn shown_from(name: &str, chars: &[usize], room: usize) -> usize {
    if width(name) <= room {
        return 0;
    }
    let (_, origins) = fold_with_origins(name);
    let byte = |char: &usize| origins.get(*char).copied().unwrap_or(0);
    let starts = std::iter::once(0).chain(chars.iter().map(byte));
    let seen = |from: usize| {
        let in_room = |at: &usize| *at >= from && width(Span::new(from, *at).of(name)) + 3 < room;
        chars.iter().map(byte).filter(in_room).count()
    };
    // Of places that show as much the first one; what matches begins a word or stands in one.
    let from = starts.max_by_key(|&from| (seen(word_at(name, from)), std::cmp::Reverse(from)));
    word_at(name, from.unwrap_or(0))
}

/// Where the word before the one at `byte` of `name` begins.
fn word_at(name: &str, byte: usize) -> usize {
    let before = name.get(..byte).unwrap_or_default();
    let mut starts = before.match_indices(' ').map(|(at, _)| at + 1).rev();
    starts.nth(1).unwrap_or(0)
}

/// Marks the letters of `name` that matched: `chars` of it, folded. It stands at `x` but
/// for its first `skipped` cells.
pub(super) fn letters(
    canvas: &mut Canvas,
    name: &str,
    chars: &[usize],
    (x, skipped): (u16, u16),
    y: u16,
    right: u16,
) {
    let (_, origins) = fold_with_origins(name);
    for &at in chars {
        let Some(&byte) = origins.get(at) else { continue };
        let before = u16::try_from(width(Span::new(0, byte).of(name))).unwrap_or(u16::MAX);
        let Some(before) = before.checked_sub(skipped) else { continue };
        let x = x.saturating_add(before);
        if x + 1 < right || usize::from(right - x.min(right)) == 1 {
            canvas.restyle(x, y, x + 1, canvas.theme.matched);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `name` as it is shown from on in ten cells when the chars `chars` match.
    #[track_caller]
    fn check(name: &str, chars: &[usize], expected: &str) {
        let from = shown_from(name, chars, 10);
        assert_eq!(name.get(from..), Some(expected));
    }

    #[test]
    fn what_matched_is_in_view() {
        check("a ferry", &[2, 3], "a ferry");
        check("the ferry and the fund", &[4, 5, 6], "the ferry and the fund");
        check("the ferry and the fund", &[18, 19, 20], "the fund");
        check("éàô the ferry and the fund", &[22, 23], "the fund");
        check("one f, then the ferry fund", &[4, 16, 17, 18], "the ferry fund");
    }
}
