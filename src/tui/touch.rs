//! Cells that do something when they are clicked.

use crate::app::{Action, Command};

/// Cells of one row that stand for a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Touch {
    pub(super) y: u16,
    pub(super) x: u16,
    /// The cell after the last one.
    pub(super) right: u16,
    pub(super) command: Command,
}

/// `action`, or what a click means on one of `touches`.
pub(super) fn meant(action: Action, touches: &[Touch]) -> Action {
    let Action::Click { x, y } = action else { return action };
    let hit = touches.iter().find(|touch| touch.y == y && (touch.x..touch.right).contains(&x));
    hit.map_or(action, |touch| Action::Do(touch.command))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_click_on_a_hint_does_what_it_names() {
        let touches = [Touch { y: 23, x: 70, right: 76, command: Command::OpenHelp }];
        let check = |x, y, expected| assert_eq!(meant(Action::Click { x, y }, &touches), expected);
        check(70, 23, Action::Do(Command::OpenHelp));
        check(75, 23, Action::Do(Command::OpenHelp));
        check(76, 23, Action::Click { x: 76, y: 23 });
        check(70, 22, Action::Click { x: 70, y: 22 });
    }
}
