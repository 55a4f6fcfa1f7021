//! Speaker labels: `MS. LEAVITT:`, `Q`, `PREGUNTA:`, `THE PRESIDENT:`.

use crate::model::{Role, Span};

/// A label at the start of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Label {
    /// The label without its colon, in bytes of the line.
    pub(super) span: Span,
    /// Where the speech begins, in bytes of the line; its length when nothing follows.
    pub(super) speech: usize,
    pub(super) role: Role,
}

/// The longest label, in `char`s: `PRESIDENTA DE …, CLAUDIA …` runs to sixty.
const LONGEST: usize = 110;

const ASKERS: [&str; 16] = [
    "Q",
    "QUESTION",
    "QUESTIONS",
    "REPORTER",
    "REPORTERS",
    "PREGUNTA",
    "INTERLOCUTOR",
    "INTERLOCUTORA",
    "INTERLOCUTORES",
    "PERIODISTA",
    "JOURNALIST",
    "FRAGE",
    "DOMANDA",
    "PERGUNTA",
    "PRESS",
    "REPORTERA",
];
const OTHERS: [&str; 18] = [
    "INTERPRETER",
    "TRANSLATOR",
    "MODERATOR",
    "MODERADOR",
    "MODERADORA",
    "OPERATOR",
    "AIDE",
    "STAFF",
    "PARTICIPANT",
    "PARTICIPANTS",
    "AUDIENCE",
    "AUDIENCE MEMBER",
    "CROWD",
    "VOICES",
    "VOCES",
    "A VOICE",
    "INTÉRPRETE",
    "ASISTENTES",
];

/// The label in capitals that `line` begins with: words in capitals and a colon, or `Q`
/// and a wide gap.
pub(super) fn capitals(line: &str) -> Option<Label> {
    asked(line).or_else(|| {
        let colon = line.char_indices().take(LONGEST).find(|&(_, c)| c == ':')?.0;
        let name = line.get(..colon)?;
        is_name_in_capitals(name).then(|| at(line, name, colon + 1))
    })
}

/// The label that fills all of `line`, as after a rule.
pub(super) fn alone(line: &str) -> Option<Label> {
    let name = line.trim_end_matches([':', ' ', '\u{a0}']);
    let short = name.chars().count() <= LONGEST;
    (short && is_name_in_capitals(name)).then(|| at(line, name, line.len()))
}

/// The label in mixed case: `Ann Lowe: (00:12) …`, `Ann Lowe: …`. Only to be trusted
/// when the document repeats it.
pub(super) fn mixed_case(line: &str) -> Option<Label> {
    let colon = line.char_indices().take(50).find(|&(_, c)| c == ':')?.0;
    let name = line.get(..colon)?;
    let words: Vec<&str> = name.split_whitespace().collect();
    let capital = |w: &&str| {
        w.starts_with(char::is_uppercase) || matches!(*w, "de" | "van" | "von" | "del" | "la")
    };
    let plain =
        name.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '.' | '-' | '’' | '\''));
    if !(1..=5).contains(&words.len()) || !words.iter().all(capital) || !plain {
        return None;
    }
    let rest = line.get(colon + 1..)?;
    // A colon inside a word or a time (`Act 5:12`) parts nothing.
    if !rest.is_empty() && !rest.starts_with([' ', '\u{a0}', '\t']) {
        return None;
    }
    Some(at(line, name, colon + 1))
}

/// `Q    Thank you.`, `Q: …`, `Q. …`.
fn asked(line: &str) -> Option<Label> {
    let rest = line.strip_prefix('Q')?;
    let gap = rest.trim_start_matches([' ', '\u{a0}', '\t', '\u{2003}']);
    let n_blank = rest.len() - gap.len();
    let marked = rest.starts_with([':', '.']);
    if !marked && n_blank < 2 && !rest.starts_with('\t') && !rest.is_empty() {
        return None;
    }
    Some(at(line, "Q", if marked { 2 } else { 1 }))
}

fn at(line: &str, name: &str, after: usize) -> Label {
    let rest = line.get(after..).unwrap_or_default();
    let speech = after + (rest.len() - rest.trim_start().len());
    Label { span: Span::new(0, name.trim_end().len()), speech, role: role(name) }
}

/// What the label's bearer does.
pub(super) fn role(name: &str) -> Role {
    let bare =
        name.trim().trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ').to_uppercase();
    let first = bare.split([',', '(']).next().unwrap_or_default().trim();
    if ASKERS.contains(&first) {
        Role::Asker
    } else if OTHERS.contains(&first) {
        Role::Other
    } else {
        Role::Speaker
    }
}

/// Capital letters, with what names and titles carry besides: `MS. McKAY`, `MR. O’HARA`,
/// `PRIME MINISTER LÓPEZ (as interpreted)`.
fn is_name_in_capitals(name: &str) -> bool {
    let spoken = name.split('(').next().unwrap_or_default().trim();
    let allowed = |c: char| {
        c.is_alphabetic()
            || matches!(c, ' ' | '.' | ',' | '-' | '’' | '\'' | '\u{a0}' | '&' | '–' | '/')
            || c.is_ascii_digit()
    };
    let n_upper = spoken.chars().filter(|c| c.is_uppercase()).count();
    let n_lower = spoken.chars().filter(|c| c.is_lowercase()).count();
    // `McKAY` and `de la` keep a few small letters.
    n_upper >= 2
        && n_lower * 4 <= n_upper
        && spoken.starts_with(char::is_uppercase)
        && spoken.chars().all(allowed)
        && spoken.split_whitespace().count() <= 16
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `expected` is `label|speech|role`, or `-`.
    #[track_caller]
    fn check(found: fn(&str) -> Option<Label>, line: &str, expected: &str) {
        let got = found(line).map_or_else(
            || "-".to_owned(),
            |l| format!("{}|{}|{:?}", l.span.of(line), line.get(l.speech..).unwrap_or("!"), l.role),
        );
        assert_eq!(got, expected, "{line}");
    }

    #[test]
    fn capitals_and_a_colon_are_a_label() {
        check(
            capitals,
            "MS. LINDHOLM-OKAI:  Good afternoon.",
            "MS. LINDHOLM-OKAI|Good afternoon.|Speaker",
        );
        check(capitals, "THE PRESIDENT:", "THE PRESIDENT||Speaker");
        check(capitals, "MR. McKAY: No.", "MR. McKAY|No.|Speaker");
        check(capitals, "PREGUNTA: ¿Cuándo?", "PREGUNTA|¿Cuándo?|Asker");
        check(
            capitals,
            "PRESIDENT VELD (as interpreted): Yes.",
            "PRESIDENT VELD (as interpreted)|Yes.|Speaker",
        );
        check(capitals, "QUESTION: Why?", "QUESTION|Why?|Asker");
        check(capitals, "INTERPRETER: He says no.", "INTERPRETER|He says no.|Other");
    }

    #[test]
    fn q_needs_a_gap() {
        check(capitals, "Q    Thank you.", "Q|Thank you.|Asker");
        check(capitals, "Q\u{a0}\u{a0} And?", "Q|And?|Asker");
        check(capitals, "Q: And?", "Q|And?|Asker");
        check(capitals, "Q tips are banned.", "-");
        check(capitals, "Quill agreed: yes.", "-");
    }

    #[test]
    fn prose_is_no_label() {
        check(capitals, "NATO and the EU agreed on this: nothing.", "-");
        check(capitals, "At 5:00 he left.", "-");
        check(capitals, "A: yes", "-");
        check(capitals, "", "-");
        check(alone, "Buenos días.", "-");
        check(alone, "MINISTRA DE PUERTOS, ADA LIND", "MINISTRA DE PUERTOS, ADA LIND||Speaker");
    }

    #[test]
    fn mixed_case_needs_a_name() {
        check(
            mixed_case,
            "Ann Lowe: (00:12) Good morning.",
            "Ann Lowe|(00:12) Good morning.|Speaker",
        );
        check(mixed_case, "What he wanted was this: nothing.", "-");
        check(mixed_case, "Chapter5:12", "-");
    }
}
