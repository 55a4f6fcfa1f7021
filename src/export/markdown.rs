//! A briefing as Markdown that opens again with the same topics, quotes and speakers.

use super::say::{self, Folded as _};
use crate::model::{Briefing, Paragraph, ParagraphKind};

/// `briefing` as Markdown: front matter with what is known about it, the title, then
/// each topic as a heading with its paragraphs.
///
/// A heading that runs in stands on a line of its own instead. A derived one is left
/// out, since reading the file derives it again.
pub fn markdown(briefing: &Briefing) -> String {
    let mut out = front_matter(briefing);
    if let Some(title) = &briefing.title {
        out.push_str(&format!("# {}\n", say::markdown(title)));
    }
    for section in &briefing.sections {
        let heading = section.heading.as_deref().filter(|_| !section.derived);
        if let Some(heading) = heading {
            let marks = "#".repeat(usize::from(section.level.clamp(1, 5)) + 1);
            out.push_str(&format!("\n{marks} {}\n", say::markdown(heading)));
        }
        for paragraph in &section.paragraphs {
            let words = say::without_heading(section, paragraph.span, &briefing.text);
            out.push_str(&set(paragraph, words.of(&briefing.text)));
        }
    }
    out
}

/// YAML with double-quoted scalars, which hold any text.
fn front_matter(b: &Briefing) -> String {
    let writers: Vec<String> = b.byline.iter().map(|line| line.name.folded()).collect();
    let fields = [
        ("title", b.title.clone()),
        ("author", (!writers.is_empty()).then(|| writers.join(", "))),
        ("date", b.published.clone()),
        ("publisher", b.issuer.clone()),
        ("place", b.place.clone()),
        ("terms", b.terms.clone()),
        ("url", b.source.url.clone()),
        ("kind", Some(b.source.kind.name().to_owned())),
        ("lang", (b.language.code() != "und").then(|| b.language.code().to_owned())),
    ];
    let mut out = "---\n".to_owned();
    for (name, value) in fields {
        if let Some(value) = value {
            let quoted = serde_json::to_string(&value.folded()).unwrap_or_default();
            out.push_str(&format!("{name}: {quoted}\n"));
        }
    }
    out + "---\n\n"
}

/// A paragraph after a blank line, or nothing when it is empty.
fn set(paragraph: &Paragraph, words: &str) -> String {
    if words.trim().is_empty() {
        return String::new();
    }
    match paragraph.kind {
        ParagraphKind::Text => format!("\n{}\n", say::markdown(words)),
        ParagraphKind::Aside => format!("\n{}\n", say::markdown(words)),
        ParagraphKind::Blockquote => format!("\n> {}\n", say::markdown(words)),
        ParagraphKind::Item => format!("\n- {}\n", say::markdown(words)),
        ParagraphKind::Table => {
            let lines: Vec<String> =
                words.lines().map(|line| say::markdown(line) + "\\\n").collect();
            format!("\n{}\n", lines.concat().trim_end_matches(['\\', '\n']))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::fixture;
    use crate::model::Span;

    #[test]
    fn headings_and_paragraphs_stand_apart() {
        assert_eq!(
            markdown(&fixture::briefing()),
            "---\ntitle: \"Harbour plans\"\nauthor: \"Lia Moreno\"\ndate: \"2026-01-09T12:41\"\n\
             publisher: \"The Valdoran\"\nplace: \"Port Valdora\"\nterms: \"on background\"\n\
             url: \"https://example.org/a\"\nkind: \"article\"\nlang: \"en\"\n---\n\n\
             # Harbour plans\n\n## The docks\n\nPresident Ana Ruiz spoke.\n\n\
             “The port opens in May.” she said.\n"
        );
    }

    #[test]
    fn a_heading_that_runs_in_gets_its_own_line() {
        let mut briefing = fixture::briefing();
        let span = briefing.sections[0].paragraphs[0].span;
        briefing.sections[0].heading_span = Some(Span::new(span.start, span.start + 9));
        assert!(markdown(&briefing).contains("## The docks\n\nAna Ruiz spoke.\n"));
    }
}
