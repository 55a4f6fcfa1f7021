use super::anchor::Found;
use super::record::{Content, Record};
use crate::export;
use crate::model::Briefing;

/// The highlights and notes of `record`, made in `briefing`, as Markdown: under the
/// heading of its topic each passage in its quoted words, with its source, and the note
/// below. Passages that are no longer in the text come last. Empty without any.
pub fn markdown(record: &Record, briefing: &Briefing) -> String {
    let shown = record.shown();
    if shown.is_empty() {
        return String::new();
    }
    let mut out = format!("# Notes on {}\n", escaped(title(briefing)));
    let mut under = None;
    for (_, content) in shown {
        let heading = heading(briefing, content);
        if under != Some(heading) {
            out.push_str(&format!("\n## {}\n", escaped(heading)));
            under = Some(heading);
        }
        let span = content.place.found.span().unwrap_or_default();
        let words = &content.place.anchor.words;
        out.push('\n');
        out.push_str(&export::cite_passage(briefing, span, words));
        if let Found::Changed(now) = content.place.found {
            out.push_str(&format!("\n*Reads now:* {}\n", escaped(now.of(&briefing.text))));
        }
        if !content.note.trim().is_empty() {
            out.push_str(&format!("\n{}\n", content.note.trim()));
        }
    }
    out
}

fn title(briefing: &Briefing) -> &str {
    briefing.title.as_deref().unwrap_or(&briefing.source.name)
}

/// The heading of the topic where `content` stands.
fn heading<'a>(briefing: &'a Briefing, content: &Content) -> &'a str {
    let Some(span) = content.place.found.span() else { return "No longer in the text" };
    let after = briefing.sections.partition_point(|section| section.span.start <= span.start);
    let section = after.checked_sub(1).and_then(|at| briefing.sections.get(at));
    section.and_then(|section| section.heading.as_deref()).unwrap_or("Opening")
}

/// `words` on one line, with what Markdown would read as its own escaped.
fn escaped(words: &str) -> String {
    let mut out = String::new();
    for word in words.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        for c in word.chars() {
            if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '&') {
                out.push('\\');
            }
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::record::{Highlight, Identity};
    use super::*;
    use crate::ingest;
    use crate::model::Span;

    fn briefing(text: &str) -> Briefing {
        let mut documents = ingest::documents("kessin.txt", text.as_bytes(), None).unwrap();
        crate::attribute::briefing(documents.remove(0))
    }

    const TEXT: &str = "Harbour plans\n\nThe docks. President Ana Ruiz spoke at noon.\n\n\
                        “The port opens in May, and the road will follow,” Ruiz said.\n";

    fn record(briefing: &Briefing, notes: &[(&str, &str)]) -> Record {
        let highlights = (1..).zip(notes).map(|(at_ms, (words, note))| {
            let start = briefing.text.find(words).unwrap();
            let span = Span::new(start, start + words.len());
            Highlight::new(&briefing.text, span, "yellow", note, at_ms)
        });
        Record { highlights: highlights.collect(), ..Record::new(Identity::default()) }
    }

    #[test]
    fn notes_stand_under_their_topics_with_their_source() {
        let briefing = briefing(TEXT);
        let record = record(
            &briefing,
            &[("the road will follow", "Which *road*?\nAsk."), ("spoke at noon", "")],
        );
        let notes = markdown(&record, &briefing);
        assert!(notes.starts_with("# Notes on Harbour plans\n\n## "), "{notes}");
        let places = ["> spoke at noon\n", "> the road will follow\n", "Which *road*?\nAsk.\n"];
        let found: Vec<usize> = places.iter().map(|part| notes.find(part).expect(&notes)).collect();
        assert!(found.is_sorted(), "{notes}");
        assert!(notes.contains("“Harbour plans”"), "{notes}");
    }

    #[test]
    fn what_changed_or_is_gone_is_told() {
        let before = briefing(TEXT);
        let mut record = record(
            &before,
            &[("the road will follow,” Ruiz said", ""), ("President Ana Ruiz", "")],
        );
        let after = "Harbour plans\n\nThe docks.\n\n“The port opens in May, and the road may \
                     follow,” Ruiz said.\n";
        let after = briefing(after);
        record.settle(&after.text);
        let notes = markdown(&record, &after);
        assert!(notes.contains("*Reads now:* the road may follow"), "{notes}");
        assert!(notes.contains("## No longer in the text\n\n> President Ana Ruiz\n"), "{notes}");
    }

    #[test]
    fn without_notes_there_is_nothing() {
        assert_eq!(markdown(&Record::default(), &briefing(TEXT)), "");
    }
}
