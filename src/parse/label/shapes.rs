//! What a label looks like at the start of a line, and where its speech begins.

use super::words::role;
use crate::model::Role;

/// The length of the blank and the time code at the start of `rest`.
pub(super) fn skipped(rest: &str) -> usize {
    let bare = rest.trim_start();
    let timed = bare.get(time_code(bare)..).unwrap_or_default().trim_start();
    rest.len() - timed.len()
}

/// The length of `(00:10)`, `[1:02:03]` at the start of `words`, 0 without one.
fn time_code(words: &str) -> usize {
    let inside = match words.strip_prefix(['(', '[']) {
        Some(inside) => inside,
        None => return 0,
    };
    let n = inside.bytes().take(12).take_while(|b| b.is_ascii_digit() || *b == b':').count();
    let digits = inside.get(..n).unwrap_or_default();
    let closed = inside.get(n..).is_some_and(|rest| rest.starts_with([')', ']']));
    if closed && digits.contains(':') && n >= 4 { n + 2 } else { 0 }
}

/// `Q` or `A`, a colon or not, and a blank: the bytes up to the blank.
pub(super) fn letter(words: &str) -> Option<usize> {
    let rest = words.strip_prefix(['Q', 'A'])?;
    let colon = rest.strip_prefix([':', '.']).unwrap_or(rest);
    // `A new …` begins a sentence like any other: an answer's letter has a mark or
    // a wide blank after it.
    let wide =
        colon.len() < rest.len() || rest.starts_with(['\u{a0}', '\t']) || rest.starts_with("  ");
    let blank = colon.is_empty() || colon.starts_with(char::is_whitespace);
    (blank && (wide || words.starts_with('Q'))).then_some(words.len() - colon.len())
}

/// `Ms. VELL.`, `The SPEAKER pro tempore (Mr. Poe).`, `Mr. JOHN VELL of Texas.`: the
/// label's bytes and those up to the speech.
pub(super) fn record(words: &str) -> Option<(usize, usize)> {
    let (first, rest) = words.split_once(' ')?;
    let person = matches!(first, "Mr." | "Mrs." | "Ms." | "Miss" | "Dr.");
    if !person && first != "The" {
        return None;
    }
    let name = rest.split([' ', '.', ',']).next()?;
    let n_upper = name.chars().filter(|c| c.is_uppercase()).count();
    if n_upper < 2 || !name.ends_with(char::is_uppercase) {
        return None;
    }
    let office = ["SPEAKER", "PRESID", "CLERK", "CHAIR", "VICE", "ACTING", "CHIEF"];
    if !person && !office.iter().any(|office| name.starts_with(office)) {
        return None;
    }
    let len = stop_outside_brackets(words, first.len() + 1)?;
    Some((len, len + 1))
}

/// The first full stop outside brackets that ends a name, within a label's length.
fn stop_outside_brackets(words: &str, from: usize) -> Option<usize> {
    let mut depth = 0usize;
    let mut letters = 0;
    for (at, c) in words.char_indices().skip_while(|&(at, _)| at < from) {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            // An initial (`JOHN Q. VELL`) ends in a stop as well.
            '.' if depth == 0 && letters > 1 => return Some(at),
            ':' | ';' | '?' | '!' | '“' | '"' => return None,
            _ if at > LONGEST => return None,
            _ => {}
        }
        letters = if c.is_alphabetic() || c == '’' || c == '\'' { letters + 1 } else { 0 };
        if c == ')' {
            letters = 2;
        }
    }
    None
}

/// Two to six words in capitals, a full stop, and a sentence: the bytes of the words.
pub(super) fn stopped(words: &str) -> Option<usize> {
    let head = words.get(..words.floor_char_boundary(LONGEST))?;
    // The words before the stop have no small letter, and prose soon has one.
    let head = head.get(..head.find(char::is_lowercase).unwrap_or(head.len()))?;
    if !head.as_bytes().contains(&b'.') {
        return None;
    }
    let at = head.match_indices(". ").map(|(at, _)| at).find(|&at| {
        let last = head.get(..at).and_then(|name| name.rsplit([' ', '\u{a0}', '.']).next());
        // `MS. VELL.`, `ANA Q. VELL.`: a title's and an initial's stop end no label.
        last.is_some_and(|last| last.chars().count() > 2 && !COURTESY.contains(&last))
    })?;
    let name = head.get(..at)?;
    let said = words.get(at + 2..)?.trim_start();
    let lower = said.chars().take_while(|c| !matches!(c, '.' | '?' | '!')).any(char::is_lowercase);
    let n = name.split_whitespace().count();
    (lower && (2..=6).contains(&n) && is_capitals(name) && !name.contains(char::is_lowercase))
        .then_some(at)
}

/// `Chairman Vell. The committee …`, `Dr. Orta-Hale. Three.`, as hearings print it: the
/// bytes of the title and the name.
pub(super) fn heard(words: &str) -> Option<usize> {
    const TITLES: [&str; 14] = [
        "Chairman",
        "Chairwoman",
        "Chair",
        "Senator",
        "Representative",
        "Mr.",
        "Mrs.",
        "Ms.",
        "Dr.",
        "Secretary",
        "Ambassador",
        "General",
        "Admiral",
        "Governor",
    ];
    let (title, rest) = words.split_once(' ')?;
    // Most lines open with another word, and need no look for a full stop.
    if !TITLES.contains(&title) && !FRENCH.contains(&title) {
        return None;
    }
    let stop = rest.find(". ")?;
    let name = rest.get(..stop)?;
    if FRENCH.contains(&title) {
        return is_french(name).then_some(title.len() + 1 + stop);
    }
    // `Mr. Vell of Tessara` is told from another Mr. Vell.
    let name = name.split_once(" of ").map_or(name, |(name, _)| name);
    let n = name.split_whitespace().count();
    let named = (1..=3).contains(&n) && name.split_whitespace().all(is_proper);
    (named && name.contains(char::is_lowercase)).then_some(title.len() + 1 + stop)
}

/// Whether a word is written as names are.
fn is_proper(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
        && word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'))
}

const FRENCH: [&str; 3] = ["M.", "Mme", "Mlle"];

/// Whether the minutes of a French parliament have `words` behind the courtesy title: a name,
/// perhaps with the office, or whoever presides: `Luc Vell, ministre`, `la présidente`.
fn is_french(words: &str) -> bool {
    let small = ["le", "la", "de", "du", "des", "van", "von", "d’", "l’"];
    let (name, office) = words.split_once(", ").unwrap_or((words, ""));
    let named = name.split_whitespace().all(|word| is_proper(word) || small.contains(&word));
    let office_only = ["le président", "la présidente", "le rapporteur", "la rapporteure"];
    let full = (2..=5).contains(&name.split_whitespace().count());
    (office_only.contains(&name) || named && full && name.contains(char::is_uppercase))
        && office.split_whitespace().count() <= 8
}

/// Courtesy titles that end in a full stop, in capitals.
const COURTESY: [&str; 6] = ["MRS", "MESSRS", "HON", "PROF", "GEN", "SEN"];

/// The longest label in bytes.
pub(super) const LONGEST: usize = 160;

/// A name and a colon: the name's bytes, those up to the speech, and whether a time
/// code stands with it.
pub(super) fn before_colon(words: &str) -> Option<(usize, usize, bool)> {
    let head = words.get(..words.floor_char_boundary(LONGEST))?;
    let colon = head.find(':')?;
    let bracket = head
        .find(['(', '['])
        .filter(|&at| at < colon && time_code(words.get(at..).unwrap_or_default()) > 0);
    if let Some(at) = bracket {
        let code = time_code(words.get(at..)?);
        let rest = words.get(at + code..)?;
        let after = words.len() - rest.strip_prefix(':').unwrap_or(rest).len();
        let name = words.get(..at)?.trim_end();
        return is_name(name).then_some((name.len(), after, true));
    }
    let name = words.get(..colon)?.trim_end();
    let rest = words.get(colon + 1..)?;
    if !rest.is_empty() && !rest.starts_with(char::is_whitespace) && !rest.starts_with(['(', '[']) {
        return None;
    }
    let timed = time_code(rest.trim_start()) > 0;
    (is_capitals(name) || is_name(name) || asks_aside(name)).then_some((
        name.len(),
        colon + 1,
        timed,
    ))
}

/// The bytes of the quotation mark at the start of `words`, 0 without one.
pub(in crate::parse) fn opening(words: &str) -> usize {
    ["“", "\"", "``", "''"].iter().find(|mark| words.starts_with(**mark)).map_or(0, |m| m.len())
}

/// `“VELL: Will it sail?`: the bytes of the mark and of the name in capitals.
pub(super) fn quoted(words: &str) -> Option<(usize, usize)> {
    let opens = opening(words);
    let rest = words.get(opens..).filter(|_| opens > 0)?;
    let (len, ..) = before_colon(rest)?;
    rest.get(..len).filter(|name| is_capitals(name)).map(|name| (opens, name.len()))
}

/// Whether an asker's word stands before an aside in brackets, or a full name before a word
/// or two on how it is heard: `DOMANDA (fuori microfono)`, `Ana Vell (retranslated)`.
fn asks_aside(words: &str) -> bool {
    let Some((bare, aside)) = words.split_once(['(', '[']) else { return false };
    let heard = || {
        let aside = aside.trim_end_matches([')', ']']);
        bare.split_whitespace().count() >= 2
            && aside.split_whitespace().count() <= 3
            && aside.chars().all(|c| c.is_lowercase() || c == ' ')
    };
    is_name(bare) && (role(bare) == Role::Asker || heard())
}

/// Whether `words` could be printed as a label in capitals: no small letters but
/// those of `Mc` and an English ordinal, and no sentence inside.
pub(super) fn is_capitals(words: &str) -> bool {
    let (mut upper, mut lower) = (0usize, 0usize);
    for c in words.chars() {
        match c {
            c if c.is_uppercase() => upper += 1,
            c if c.is_lowercase() => {
                lower += 1;
                if lower > 2 {
                    return false;
                }
            }
            c if c.is_alphanumeric() || c.is_whitespace() || c == 'º' || c == 'ª' => {}
            '.' | ',' | '\'' | '’' | '-' | '‑' | '–' | '(' | ')' | '[' | ']' | '&' | '/' | '#' =>
                {}
            _ => return false,
        }
    }
    upper >= 2 && lower * 3 <= upper
}

/// The most words in a label in small letters: a name, an office and its house.
const MOST_WORDS: usize = 9;

/// What is called out by several, as parliaments print it.
const CHORUS: [&str; 7] = [
    "some hon. members",
    "an hon. member",
    "hon. members",
    "some honourable members",
    "des voix",
    "une voix",
    "voices",
];

/// Words with capitals and small joining words between.
pub(in crate::parse) fn is_name(words: &str) -> bool {
    let joins = [
        "de", "del", "la", "of", "the", "von", "van", "der", "den", "di", "da", "do", "dos", "al",
        "bin", "y", "e", "and", "for", "at", "to", "für", "und", "pour", "et", "para", "per",
    ];
    if CHORUS.contains(&words.to_lowercase().as_str()) {
        return true;
    }
    let (mut n, mut bracketed) = (0, false);
    for (at, word) in words.split_whitespace().enumerate() {
        // `Hon. Ana Vell (Minister of Fisheries, Oceans and Ports, Lib.)`
        bracketed |= word.starts_with(['(', '[']);
        let inside = bracketed;
        n += usize::from(!inside || at == 0);
        bracketed &= !word.ends_with([')', ']']);
        let named = word.trim_start_matches(['(', '[']).starts_with(char::is_uppercase)
            && word.chars().all(|c| {
                c.is_alphanumeric()
                    || matches!(c, '.' | ',' | '\'' | '’' | '-' | '(' | ')' | '[' | ']' | '#')
                    || matches!(c, '—' | '–' | '/' | '&') && inside
            });
        let number = at > 0 && word.trim_start_matches('#').bytes().all(|b| b.is_ascii_digit());
        if n > MOST_WORDS || !(named || number || at > 0 && joins.contains(&word)) {
            return false;
        }
    }
    n > 0
}

/// Capitals alone on a line: letters at least two, no sentence's end.
pub(super) fn is_own_line(words: &str) -> bool {
    let words = words.trim_end_matches([':', '.']);
    words.len() <= LONGEST * 2 && is_capitals(words)
}
