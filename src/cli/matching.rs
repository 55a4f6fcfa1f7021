//! Whether a reader's words are found, without regard to case, accents and order.

use crate::text::fold::fold;

/// Whether every word of `wanted` begins a word of `hay`.
///
/// No words are found everywhere.
pub(super) fn words(wanted: &str, hay: &str) -> bool {
    let (wanted, hay) = (fold(wanted), fold(hay));
    let parts = |text: &str| -> Vec<String> {
        let parts = text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
        parts.map(str::to_owned).collect()
    };
    let hay = parts(&hay);
    parts(&wanted).iter().all(|word| hay.iter().any(|found| found.starts_with(word.as_str())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(wanted: &str, hay: &str, expected: bool) {
        assert_eq!(words(wanted, hay), expected);
    }

    #[test]
    fn words_are_found_in_any_order_and_by_their_beginning() {
        check("logistica", "Plan de Logística", true);
        check("wage min", "Minimum Wage Increase", true);
        check("RUIZ", "Ana Ruíz", true);
        check("", "anything", true);
    }

    #[test]
    fn a_word_inside_another_is_not_found() {
        check("ruiz", "Ruizmania", true);
        check("mania", "Ruizmania", false);
        check("ana lee", "Ana Ruiz", false);
    }
}
