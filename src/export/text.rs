//! A briefing as plain text, for reading and for search tools.

use super::say::{self, Folded as _};
use crate::model::{Briefing, Paragraph, ParagraphKind, Quote, QuoteKind, Section, Span};

/// `briefing` as text: title, byline, date and source, then each topic with its
/// paragraphs, one per line but a table by its rows, and below a paragraph who said the quotes that begin in it.
///
/// Control characters of the source are kept: whoever prints to a terminal marks them.
pub fn text(briefing: &Briefing) -> String {
    let mut out = head(briefing);
    let mut quotes = briefing.quotes.iter().peekable();
    for (at, section) in briefing.sections.iter().enumerate() {
        if let Some(heading) = &section.heading {
            let heading = heading.folded();
            let rule = "-".repeat(heading.chars().count().min(72));
            out.push_str(&format!("\n{heading}\n{rule}\n"));
        }
        for paragraph in &section.paragraphs {
            let span = paragraph.span;
            out.push('\n');
            out.push_str(&rows(briefing, paragraph));
            out.push('\n');
            while let Some(quote) = quotes.next_if(|q| q.section == at && q.span.start < span.end) {
                out.push_str(&said_by(briefing, quote, span));
            }
        }
        while quotes.next_if(|quote| quote.section <= at).is_some() {}
    }
    out
}

/// The words of `paragraph` on one line, those of a table on one for each row.
fn rows(briefing: &Briefing, paragraph: &Paragraph) -> String {
    let words = paragraph.span.of(&briefing.text);
    match paragraph.kind {
        ParagraphKind::Table => words.lines().map(str::folded).collect::<Vec<_>>().join("\n"),
        _ => words.folded(),
    }
}

/// Only the main text of `briefing`: its headings that stand on lines of their own and
/// its paragraphs, one per line.
pub fn body(briefing: &Briefing) -> String {
    let mut out = String::with_capacity(briefing.text.len());
    for section in &briefing.sections {
        let bodies = bodies(section);
        let standing = section
            .heading_span
            .filter(|heading| !bodies.iter().any(|body| body.overlaps(*heading)));
        for span in standing.into_iter().chain(bodies) {
            out.push_str(&span.of(&briefing.text).folded());
            out.push('\n');
        }
    }
    out
}

fn bodies(section: &Section) -> Vec<Span> {
    section.paragraphs.iter().map(|paragraph| paragraph.span).collect()
}

/// Title, underlined, and what is known about where the briefing comes from.
fn head(b: &Briefing) -> String {
    let mut out = String::new();
    if let Some(title) = &b.title {
        let title = title.folded();
        let rule = "=".repeat(title.chars().count().min(72));
        out.push_str(&format!("{title}\n{rule}\n"));
    }
    let byline: Vec<String> = b
        .byline
        .iter()
        .map(|line| match &line.role {
            Some(role) => format!("{} ({})", line.name.folded(), role.folded()),
            None => line.name.folded(),
        })
        .collect();
    let date = b.published.as_deref().and_then(say::date);
    let facts = [
        ("By", (!byline.is_empty()).then(|| byline.join(", "))),
        ("Published", date.or_else(|| b.published_surface.as_deref().map(str::folded))),
        ("Issued by", b.issuer.as_deref().map(str::folded)),
        ("Place", b.place.as_deref().map(str::folded)),
        ("Terms", b.terms.as_deref().map(str::folded)),
        ("Source", Some(b.source.url.as_deref().unwrap_or(&b.source.name).folded())),
    ];
    for (name, fact) in facts {
        if let Some(fact) = fact {
            out.push_str(&format!("{name}: {fact}\n"));
        }
    }
    for note in b.doubts() {
        out.push_str(&format!("Note: {}\n", note.message.folded()));
    }
    out
}

/// The line under a paragraph that says who is quoted, and why we believe it.
///
/// The quote's first words stand in it unless the quote is the whole paragraph.
fn said_by(briefing: &Briefing, quote: &Quote, paragraph: Span) -> String {
    let speaker = say::speaker(briefing, quote);
    let reason = quote.speaker.as_ref().map(|speaker| speaker.reason.words());
    let words = quote.span.of(&briefing.text);
    let whole = quote.span.len() * 10 >= paragraph.len() * 9;
    let mut line = format!("  ↳ {}: {speaker}", quote.id);
    if !whole && quote.kind != QuoteKind::Turn {
        line.push_str(&format!(", {}", first_words(words)));
    }
    if let Some(reason) = reason {
        line.push_str(&format!(" ({reason})"));
    }
    line.push('\n');
    for note in briefing.doubts_on(quote.span) {
        line.push_str(&format!("  ! {}\n", note.message.folded()));
    }
    line
}

/// The first five words, `…` after them when more follow.
fn first_words(text: &str) -> String {
    let mut words = text.split_whitespace();
    let first = words.by_ref().take(5).collect::<Vec<_>>().join(" ");
    if words.next().is_some() { format!("{first} …") } else { first }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::fixture;
    use crate::model::{Note, NoteKind};

    #[test]
    fn text_names_the_speaker_below_the_paragraph() {
        assert_eq!(
            text(&fixture::briefing()),
            "Harbour plans\n=============\nBy: Lia Moreno (Reporter)\nPublished: 9 January 2026\n\
             Issued by: The Valdoran\nPlace: Port Valdora\nTerms: on background\n\
             Source: https://example.org/a\n\nThe docks\n---------\n\n\
             President Ana Ruiz spoke.\n\n“The port opens in May.” she said.\n  \
             ↳ q1: Ana Ruiz, “The port opens in May.” (previous paragraph)\n"
        );
    }

    #[test]
    fn body_is_headings_and_paragraphs_alone() {
        assert_eq!(
            body(&fixture::briefing()),
            "The docks\nPresident Ana Ruiz spoke.\n“The port opens in May.” she said.\n"
        );
    }

    #[test]
    fn a_table_keeps_its_rows() {
        let mut briefing = fixture::briefing();
        let (from, to) = ("President Ana Ruiz spoke.", "Line | Fare\nSea  |  3");
        briefing.text = briefing.text.replace(from, &format!("{to:25}"));
        briefing.sections[0].paragraphs[0].kind = ParagraphKind::Table;
        assert!(text(&briefing).contains("\n\nLine | Fare\nSea | 3\n"), "{}", text(&briefing));
    }

    #[test]
    fn what_is_doubted_is_told() {
        let mut briefing = fixture::briefing();
        let note =
            |kind, span, message: &str| Note { kind, span, other: None, message: message.into() };
        briefing.notes = vec![
            note(NoteKind::NumbersDisagree, briefing.quotes[0].span, "May or June"),
            note(NoteKind::Incomplete, Span::default(), "the file was cut"),
        ];
        let text = text(&briefing);
        assert!(text.contains("https://example.org/a\nNote: the file was cut\n\n"), "{text}");
        assert!(text.ends_with("(previous paragraph)\n  ! May or June\n"), "{text}");
    }

    #[test]
    fn nobody_is_invented() {
        let mut briefing = fixture::briefing();
        briefing.quotes[0].speaker = None;
        assert!(text(&briefing).contains("↳ q1: speaker unknown, “The"));
    }
}
