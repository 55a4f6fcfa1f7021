//! Text that cannot act on a terminal: control characters become visible marks.

use std::borrow::Cow;

/// The mark that stands for `c` on a terminal, one cell wide; `None` when `c` is
/// harmless as it is.
///
/// C0 controls and DEL get their picture (`␛` for escape); C1 controls, bidirectional
/// embeddings, overrides and isolates, invisible tags and annotation anchors get `�`.
/// Line feed and tab count as controls here: whoever keeps lines passes them by.
/// Joiners, variation selectors and the plain direction marks of right-to-left text
/// stay, since they change nobody else's words.
pub fn mark(c: char) -> Option<char> {
    match c {
        '\0'..='\x1f' => char::from_u32(0x2400 + u32::from(c)),
        '\x7f' => Some('␡'),
        '\u{80}'..='\u{9f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}' => Some(char::REPLACEMENT_CHARACTER),
        _ => None,
    }
}

/// `text` with every control character marked, its line breaks and tabs kept.
///
/// Borrows when nothing needs a mark. A carriage return stays only before a line feed,
/// where it moves nothing.
pub fn lines(text: &str) -> Cow<'_, str> {
    marked(text, |c, next| match c {
        '\n' | '\t' => None,
        '\r' if next == Some('\n') => None,
        _ => mark(c),
    })
}

/// `text` on one line: every run of white space one blank, every other control
/// character marked.
///
/// Borrows when `text` is so already. White space at the ends becomes one blank, too.
pub fn line(text: &str) -> Cow<'_, str> {
    if is_one_line(text) {
        return marked(text, |c, _| mark(c));
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if !c.is_whitespace() || is_c1(c) {
            out.push(mark(c).unwrap_or(c));
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    Cow::Owned(out)
}

/// Whether `text` has no white space but single blanks.
fn is_one_line(text: &str) -> bool {
    let mut after_blank = false;
    text.chars().all(|c| {
        let fits = c == ' ' && !after_blank || !c.is_whitespace() || is_c1(c);
        after_blank = c == ' ';
        fits
    })
}

/// U+0085 is white space to Unicode and a control to a terminal.
fn is_c1(c: char) -> bool {
    matches!(c, '\u{80}'..='\u{9f}')
}

/// `text` with each character for which `mark_of(c, next)` gives a mark replaced.
fn marked(text: &str, mark_of: impl Fn(char, Option<char>) -> Option<char>) -> Cow<'_, str> {
    let mut out = String::new();
    let mut kept = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if let Some(mark) = mark_of(c, chars.peek().map(|&(_, next)| next)) {
            out.push_str(text.get(kept..at).unwrap_or_default());
            out.push(mark);
            kept = at + c.len_utf8();
        }
    }
    if kept == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(text.get(kept..).unwrap_or_default());
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What `text` becomes over several lines and on one.
    #[track_caller]
    fn check(text: &str, several: &str, one: &str) {
        assert_eq!((lines(text).as_ref(), line(text).as_ref()), (several, one));
    }

    #[test]
    fn clean_text_is_borrowed() {
        for text in ["", "“Sí”, dijo.", "a 👩‍👩‍👧 b", "\u{200f}سلام"] {
            assert!(matches!(lines(text), Cow::Borrowed(_)), "{text}");
            assert!(matches!(line(text), Cow::Borrowed(_)), "{text}");
            check(text, text, text);
        }
        assert!(matches!(lines("a\tb\r\nc\n"), Cow::Borrowed(_)));
    }

    #[test]
    fn escape_sequences_lose_their_escape() {
        check("\x1b]0;title\x07", "␛]0;title␇", "␛]0;title␇");
        check("a\x1b[2J\x1b[Hb", "a␛[2J␛[Hb", "a␛[2J␛[Hb");
        check("\u{9b}31mred\u{9d}0;x\u{9c}", "�31mred�0;x�", "�31mred�0;x�");
        check("nul\0 del\x7f bell\x07", "nul␀ del␡ bell␇", "nul␀ del␡ bell␇");
    }

    #[test]
    fn direction_cannot_be_turned() {
        check("user\u{202e}txt.exe", "user�txt.exe", "user�txt.exe");
        check("a\u{2066}b\u{2069}c", "a�b�c", "a�b�c");
        check("tag\u{e0041}", "tag�", "tag�");
    }

    #[test]
    fn white_space_moves_nothing() {
        check("a\r\nb\rc", "a\r\nb␍c", "a b c");
        check("a\tb\n\n c", "a\tb\n\n c", "a b c");
        check("a\u{a0}b\u{85}c\x0bd", "a\u{a0}b�c␋d", "a b�c d");
    }
}
