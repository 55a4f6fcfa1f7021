//! The entries of a live page that stand under a time on a line of its own.

use super::heading::{Form, Heading, bare, is_heading_line};
use super::line::{Line, LineKind};
use crate::text::date;

/// How many such lines show a live page.
const LEAST: usize = 2;

/// The lines of `lines` that are a time and nothing else, with something below; none when
/// they are too few.
pub(super) fn times(text: &str, lines: &[Line]) -> Vec<usize> {
    let time = |at: &usize| {
        let line = &lines[*at];
        line.is_text() && date::is_time(line.words(text)) && at + 1 < lines.len()
    };
    let found: Vec<usize> = (0..lines.len()).filter(time).collect();
    // One below the title says when it was published.
    if found.len() > LEAST { found } else { Vec::new() }
}

/// The headings of the entries: the line below the time, or the time where prose follows.
pub(super) fn headings(
    text: &str,
    lines: &[Line],
    spoken: &std::ops::Range<usize>,
) -> Vec<Heading> {
    let heads = |at: usize| {
        let below = lines.get(at + 1).filter(|line| {
            matches!(line.kind, LineKind::Text | LineKind::Heading(_))
                && is_heading_line(line.words(text))
        });
        let line = at + usize::from(below.is_some());
        let span = bare(text, lines[line].span);
        Heading { line, span, level: 1, form: Form::Line }
    };
    let free = times(text, lines).into_iter().filter(|at| !spoken.contains(at));
    free.map(heads).collect()
}

#[cfg(test)]
mod tests {
    use crate::{ingest, parse};

    #[test]
    fn entries_stand_under_their_time() {
        let text = "Live: council votes on ferries\n\n17:05\nMayor: fares stay\n\nThe mayor says that fares will not rise \
                    this year.\n\n16.40 GMT\n\nThe council approved the agreement by 30 votes to 12.\n\n4:15pm\n\
                    Voting begins\n\nVoting has begun in the chamber.\n";
        let document = ingest::documents("t.txt", text.as_bytes(), None).unwrap().remove(0);
        let briefing = parse::briefing(document);
        let headings: Vec<&str> =
            briefing.sections.iter().filter_map(|section| section.heading.as_deref()).collect();
        assert_eq!(headings, ["Mayor: fares stay", "16.40 GMT", "Voting begins"]);
        assert_eq!(briefing.title.as_deref(), Some("Live: council votes on ferries"));
        let times = briefing.furniture.iter().filter(|f| f.why == "time");
        assert_eq!(times.count(), 2);
    }
}
