//! GNU screen, which differs from the terminals it stands for: it shows italics reversed,
//! keeps OSC 52 to itself, and while it hands the mouse on holds an Esc back until the next
//! key.

use std::fmt::Write;

/// Bytes of a sequence that screen hands on in one piece.
const PIECE: usize = 240;

/// Whether the reader runs in it, with no tmux between.
pub(super) fn is_around() -> bool {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    is_set("STY") && !is_set("TMUX")
}

/// What has screen write `sequence`, all of it ASCII, on the terminal around it.
pub(super) fn handed_on(sequence: &str) -> String {
    let mut out = String::new();
    for piece in sequence.as_bytes().chunks(PIECE) {
        let _ = write!(out, "\x1bP{}\x1b\\", String::from_utf8_lossy(piece));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_sequence_goes_in_pieces() {
        let long = format!("\x1b]52;c;{}\x07", "A".repeat(300));
        let pieces = handed_on(&long);
        let joined = pieces.replace("\x1b\\", "").replace("\x1bP", "");
        assert_eq!((joined, pieces.matches("\x1bP").count()), (long, 2));
    }
}
