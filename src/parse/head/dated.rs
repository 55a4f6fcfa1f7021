//! Lines and titles that carry the date, and the place beside it.

use std::sync::LazyLock;

use super::super::furniture::ends_sentence;
use super::byline::is_person;
use crate::text::date::{self, Printed};

/// The date on a line that says little else: `Published on 9 January 2026`.
pub(super) fn date_line(words: &str) -> Option<Printed> {
    if words.len() > 120 {
        return None;
    }
    let printed = date::find(words)?;
    let before = words.get(..printed.span.start)?;
    let after = words.get(printed.span.end..)?;
    // `4 March 2031 - Last updated: 4 March 2031 17:02`
    let again = date::find(after).map(|again| again.span);
    let after = again.and_then(|again| after.get(..again.start)).unwrap_or(after);
    let n_words =
        before.split_whitespace().chain(after.split_whitespace()).filter(|w| w.len() > 2).count();
    let placed = before.trim().is_empty() && place_after(after).is_some();
    ((n_words <= 4 || placed) && !ends_sentence(words.trim_end_matches('.'))).then_some(printed)
}

/// The place that follows a date, and perhaps a time, on its line: two words or more.
pub(super) fn place_after(after: &str) -> Option<&str> {
    let at = after.find(char::is_alphabetic)?;
    let place = after.get(at..)?.trim();
    let named = |part: &str| is_person(part.trim());
    let placed = place.contains(' ') && place.split(',').all(named) && !tells_occasion(place);
    placed.then_some(place)
}

/// Whether a line that ends in a date says enough before it to be the title.
pub(super) fn is_dated_title(words: &str) -> bool {
    let Some(printed) = date_line(words) else { return false };
    let before = words.get(..printed.span.start).unwrap_or_default();
    before.split_whitespace().filter(|word| word.len() > 3).count() >= 3
}

/// Whether `words` name an occasion and its day: `Department Press Briefing – 4 March 2031`.
pub(super) fn is_dated(words: &str) -> bool {
    // `Hafenpressekonferenz vom 4. März` says enough in one word.
    let compound = || parts(words).next().is_some_and(|word| is_compound(&word));
    names_occasion(words) && is_dated_title(words) || date_line(words).is_some() && compound()
}

/// Whether a line that might be a place names what a text reports; a briefing's room is one.
pub(super) fn tells_occasion(words: &str) -> bool {
    names_occasion(words) && !words.ends_with("Room")
}

/// The words of `assets/occasions.txt`.
static OCCASIONS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let lines = include_str!("../../../assets/occasions.txt").lines();
    lines.filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).collect()
});

/// The words of `line` in lower case.
fn parts(line: &str) -> impl Iterator<Item = String> {
    line.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

fn is_compound(word: &str) -> bool {
    OCCASIONS.iter().any(|occasion| word.len() > occasion.len() && word.ends_with(occasion))
}

/// Whether `words` name what a text reports.
fn names_occasion(words: &str) -> bool {
    parts(words).any(|word| OCCASIONS.contains(&word.as_str()))
}

/// The place in capitals that opens a report: `PORT AVEL — After nine years`.
pub(super) fn dateline(words: &str) -> Option<&str> {
    let head = words.get(..words.floor_char_boundary(80))?;
    let (place, _) = head.split_once(['—', '–'])?;
    let place = place.split(['(', ',']).next()?.trim();
    let n_letters = place.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = !place.chars().any(char::is_lowercase) && place.split_whitespace().count() <= 4;
    (n_letters >= 3 && capitals).then_some(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_lines_of_their_own() {
        assert!(date_line("Published on 9 January 2026").is_some());
        assert!(date_line("June 3, 2026, 14:20 The Residence, Port Quill").is_some());
        assert_eq!(place_after(" The Residence, Port Quill"), Some("The Residence, Port Quill"));
        assert_eq!(place_after("  Chair Vell’s Press Conference"), None);
        assert!(is_dated("Hafenpressekonferenz vom 4. März 2031"));
        assert!(!is_dated("Pressekonferenz vom 4. März 2031"));
        assert!(!is_dated("Teleconference on the harbour"));
        assert!(is_dated("Coast live blog - Monday 4 March 2031"));
        assert!(date_line("June 3, 2026, and then nothing more was heard of it").is_none());
        assert!(is_dated_title("Digest of the morning conference, 9 January 2026"));
        assert!(!is_dated_title("Published on 9 January 2026"));
        assert!(date_line("The pier was opened with a brass band on 9 January 2026").is_none());
    }

    #[test]
    fn a_dateline_gives_the_place() {
        assert_eq!(dateline("PORT AVEL — After nine years"), Some("PORT AVEL"));
        assert_eq!(dateline("SALTMARSH, Tessara (Wire) – It rained"), Some("SALTMARSH"));
        assert_eq!(dateline("After nine years — and a storm"), None);
    }
}
