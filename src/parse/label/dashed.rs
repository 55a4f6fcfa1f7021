//! Labels that end in a dash: `Portavoz.- Sí`, `President. – I open …`, `Ana Vell — Good
//! day`, `Q - Why?`.

use super::shapes::{LONGEST, is_capitals, is_name};
use super::words::{has_title, role};
use crate::model::Role;

const DASHES: [char; 5] = ['-', '–', '—', '―', '‒'];

/// The most words of a label before a dash without a full stop: prose has such dashes too.
const MOST_WORDS: usize = 6;

/// The bytes of the label, and those up to the speech.
pub(super) fn dashed(words: &str) -> Option<(usize, usize)> {
    let head = words.get(..words.floor_char_boundary(LONGEST))?;
    // Every dash is the ASCII one or begins with 0xE2; most lines have neither.
    memchr::memchr2(b'-', 0xE2, head.as_bytes())?;
    let (at, dash) =
        head.char_indices().find(|&(at, c)| DASHES.contains(&c) && parts(head, at, c))?;
    let before = head.get(..at)?;
    let bare = before.trim_end();
    let name = bare.strip_suffix('.').unwrap_or(bare);
    // The wide blank behind a letter is a label's end already, and the dash is said.
    let wide = before.len() - bare.len() > 1 || before.ends_with(['\u{a0}', '\t']);
    let names =
        if name.len() < bare.len() { is_office_holder(name) } else { !wide && is_short(name) };
    names.then_some((name.len(), at + dash.len_utf8()))
}

/// Whether the dash at `at` stands behind a full stop or a blank and before a blank.
fn parts(head: &str, at: usize, dash: char) -> bool {
    let before = head.get(..at).unwrap_or_default();
    let after = head.get(at + dash.len_utf8()..).unwrap_or_default();
    before.ends_with(|c: char| c == '.' || c.is_whitespace())
        && after.starts_with(char::is_whitespace)
}

/// Whether a name or an office stands before the first comma or bracket: what follows says
/// for whom (`Ana Vell, on behalf of the Tide group`).
fn is_office_holder(words: &str) -> bool {
    let name = words.split([',', '(']).next().unwrap_or_default().trim_end();
    let sentence = words.contains(['?', '!', ':', ';', '“', '”', '"', '«']);
    !sentence && (is_name(name) || is_capitals(name))
}

fn is_short(words: &str) -> bool {
    (is_name(words) || is_capitals(words)) && words.split_whitespace().count() <= MOST_WORDS
}

/// The role of a label before a dash, which may be the first letter of a question's word.
pub(super) fn dashed_role(label: &str) -> Role {
    match label {
        "Q" | "P" | "D" | "F" => Role::Asker,
        _ => role(label),
    }
}

/// The name in `Ana Vell, on behalf of the Tide group`, where small letters follow it.
pub(super) fn on_behalf(label: &str) -> Option<String> {
    let (name, rest) = label.split_once(", ")?;
    let full = (2..=4).contains(&name.split_whitespace().count()) && !has_title(name);
    (full && rest.starts_with(char::is_lowercase)).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    /// The label of `line` and what is said.
    #[track_caller]
    fn check(line: &str, expected: Option<(&str, &str)>) {
        let found = super::dashed(line);
        let parts = |(len, after)| Some((line.get(..len)?, line.get(after..)?.trim()));
        assert_eq!(found.and_then(parts), expected);
    }

    #[test]
    fn a_full_stop_and_a_dash_end_a_name_or_an_office() {
        check("Portavoz.- Sí.", Some(("Portavoz", "Sí.")));
        check("Sr. Orta.- Sí.", Some(("Sr. Orta", "Sí.")));
        check("President. – I open.", Some(("President", "I open.")));
        check(
            "Ministra de Pesca, Puertos y portavoz del Gobierno, Ana Vell. - Si les parece.",
            Some((
                "Ministra de Pesca, Puertos y portavoz del Gobierno, Ana Vell",
                "Si les parece.",
            )),
        );
        check("Bo Orta (Tide), in writing. – No.", Some(("Bo Orta (Tide), in writing", "No.")));
        check("The ferry sank. – So it was said.", None);
    }

    #[test]
    fn a_dash_between_blanks_ends_a_short_name() {
        check("Q - Why?", Some(("Q", "Why?")));
        check("Ana Vell — Good day.", Some(("Ana Vell", "Good day.")));
        check("DOMANDA – E poi?", Some(("DOMANDA", "E poi?")));
        check("The harbour – all of it – is shut.", None);
        check("Well-known Ana Vell spoke.", None);
    }

    #[test]
    fn whom_somebody_speaks_for_is_no_name() {
        let check = |label: &str, expected: Option<&str>| {
            assert_eq!(super::on_behalf(label).as_deref(), expected);
        };
        check("Ana Vell, on behalf of the Tide group", Some("Ana Vell"));
        check("Ministra de Pesca, Ana Vell", None);
        check("Ministra de Pesca, puertos y costas", None);
    }

    #[test]
    fn a_dash_behind_a_wide_blank_is_said() {
        check("Q\u{a0}\u{a0} — have you seen it?", None);
        check("Q -- have you seen it?", None);
    }
}
