//! Words as white space parts them, in one pass over the bytes.

use super::lexicon::{SEED, step};

/// How many words `text` has, as `split_whitespace` counts them.
pub fn count(text: &str) -> usize {
    if !text.is_ascii() {
        return fingerprint(text).1;
    }
    let blank = |byte: &u8| matches!(byte, b' ' | 9..=13);
    let bytes = text.as_bytes();
    let begins = |pair: &(&u8, &u8)| blank(pair.0) && !blank(pair.1);
    let first = usize::from(bytes.first().is_some_and(|byte| !blank(byte)));
    first + bytes.iter().zip(bytes.iter().skip(1)).filter(begins).count()
}

/// A hash of `text` without its white space, the same in every build, and the number of
/// its words.
pub fn fingerprint(text: &str) -> (u64, usize) {
    let (mut hash, mut n, mut inside) = (SEED, 0, false);
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii_graphic() {
            n += usize::from(!inside);
            inside = true;
            let rest = bytes.get(at..).unwrap_or_default();
            for byte in rest.iter().take_while(|byte| byte.is_ascii_graphic()) {
                hash = step(hash, *byte);
                at += 1;
            }
            continue;
        }
        let (length, blank) = match byte {
            b' ' | 9..=13 => (1, true),
            // The first bytes of every blank beyond ASCII.
            0xC2 | 0xE1..=0xE3 => wide(text, at),
            _ => (1, false),
        };
        n += usize::from(!blank && !inside);
        inside = !blank;
        if !blank {
            hash = bytes.iter().skip(at).take(length).fold(hash, |hash, byte| step(hash, *byte));
        }
        at += length;
    }
    (hash, n)
}

/// The length of the character at `at`, and whether it is white space.
fn wide(text: &str, at: usize) -> (usize, bool) {
    let c = text.get(at..).and_then(|rest| rest.chars().next());
    c.map_or((1, false), |c| (c.len_utf8(), c.is_whitespace()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str) {
        let letters = text.split_whitespace().flat_map(str::bytes).fold(SEED, step);
        assert_eq!(fingerprint(text), (letters, text.split_whitespace().count()), "{text:?}");
        assert_eq!(count(text), text.split_whitespace().count(), "{text:?}");
    }

    #[test]
    fn words_are_counted_as_the_library_counts_them() {
        check("");
        check(" one  two\tthree\n");
        check("a");
        check("one\u{1c}two \u{b}three \u{1}");
        check("«año»\u{a0}y\u{2003}más\u{3000}日本\u{85}fin\u{1680}¡sí!");
        check("a\u{200b}b\u{feff} c\u{2028}d\u{c2}");
    }
}
