//! Text without case and accents, for finding: `logistica` is in *Logística*.

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// `text` in lower case, accents taken off, white space runs as one space, curly
/// apostrophes straight.
pub fn fold(text: &str) -> String {
    if text.is_ascii() && !text.contains("  ") {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    let mut blank = false;
    for c in text.chars() {
        let white = c.is_whitespace();
        if !(white && blank) {
            fold_char(c, |c| folded.push(c));
        }
        blank = white;
    }
    folded
}

/// [`fold`], with the byte of `text` each folded char comes from.
pub fn fold_with_origins(text: &str) -> (String, Vec<usize>) {
    let (mut folded, mut origins) = (String::with_capacity(text.len()), Vec::new());
    let mut blank = false;
    for (at, c) in text.char_indices() {
        let white = c.is_whitespace();
        if !(white && blank) {
            fold_char(c, |c| {
                folded.push(c);
                origins.push(at);
            });
        }
        blank = white;
    }
    (folded, origins)
}

/// The chars that fold to the lower-case `base`, itself and upper case left out: for
/// `a`, `àáâ…`. Latin letters only.
pub fn accented(base: char) -> impl Iterator<Item = char> {
    const LATIN: [std::ops::RangeInclusive<u32>; 2] = [0xc0..=0x24f, 0x1e00..=0x1eff];
    let candidates = LATIN.into_iter().flatten().filter_map(char::from_u32);
    candidates.filter(move |&c| base.is_ascii_lowercase() && folds_to(c, base))
}

fn folds_to(c: char, base: char) -> bool {
    let (mut n, mut same) = (0, true);
    fold_char(c, |folded| {
        n += 1;
        same &= folded == base;
    });
    n == 1 && same
}

fn fold_char(c: char, mut push: impl FnMut(char)) {
    match c {
        'A'..='Z' => push(c.to_ascii_lowercase()),
        '\0'..='\u{7f}' => push(if c.is_ascii_whitespace() { ' ' } else { c }),
        '’' | '‘' => push('\''),
        'ø' | 'Ø' => push('o'),
        'ł' | 'Ł' => push('l'),
        'đ' | 'Đ' => push('d'),
        'ı' => push('i'),
        _ if c.is_whitespace() => push(' '),
        _ if is_combining_mark(c) => {}
        _ => decompose_canonical(c, |part| {
            if !is_combining_mark(part) {
                part.to_lowercase().filter(|c| !is_combining_mark(*c)).for_each(&mut push);
            }
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(fold(text), expected);
        assert_eq!(fold_with_origins(text).0, expected);
    }

    #[test]
    fn case_and_accents_go() {
        check("Logística", "logistica");
        check("Logi\u{301}stica", "logistica");
        check("ŁÓDŹ Østfold", "lodz ostfold");
        check("It’s  a\u{a0}test", "it's a test");
        check("İzmir", "izmir");
        check("日本", "日本");
        check("", "");
    }

    #[test]
    fn origins_point_at_the_letter() {
        let (folded, origins) = fold_with_origins("aé o");
        assert_eq!((folded.as_str(), origins.as_slice()), ("ae o", &[0, 1, 3, 4][..]));
    }

    #[test]
    fn accented_letters_of_a_base() {
        assert!(accented('o').any(|c| c == 'ø') && accented('o').any(|c| c == 'Ō'));
        assert!(!accented('o').any(|c| c == 'o') && accented('é').next().is_none());
    }
}
