//! A briefing as Markdown that opens again with the same topics, quotes and speakers.

use super::say::{self, Folded as _};
use crate::model::{Briefing, Mark, Note, Paragraph, ParagraphKind, Span, Style, Turn};

/// `briefing` as Markdown: front matter with what is known about it, the title, then
/// each topic as a heading with its paragraphs.
///
/// The front matter says `onrecord: 1`, which makes a reader of the program take the
/// parts as they are marked: `**MS. VELL:**` opens a turn (a comment after it gives
/// the full name where the source states one), `***Fish.***` is a heading that runs in,
/// a paragraph in italics an aside, and no other words are a heading or label. A
/// derived heading is left out, since reading the file derives it again. What is doubted
/// about the whole stands in the front matter, what is doubted about a quote in a comment
/// below its paragraph.
pub fn markdown(briefing: &Briefing) -> String {
    let mut out = front_matter(briefing);
    if let Some(title) = &briefing.title {
        out.push_str(&format!("# {}\n", heading(title)));
    }
    let mut writer = Writer { briefing, out, labelled: 0 };
    for section in &briefing.sections {
        let first = section.paragraphs.first();
        let run_in = section.heading_span.filter(|heading| {
            !section.derived && first.is_some_and(|first| first.span.covers(*heading))
        });
        if let Some(words) = section.heading.as_deref()
            && run_in.is_none()
            && !section.derived
        {
            let marks = "#".repeat(usize::from(section.level.clamp(1, 5)) + 1);
            writer.out.push_str(&format!("\n{marks} {}\n", heading(words)));
        }
        for (idx, paragraph) in section.paragraphs.iter().enumerate() {
            writer.paragraph(paragraph, run_in.filter(|_| idx == 0));
            let doubts = briefing.doubts_on(paragraph.span);
            let here = doubts.filter(|note| paragraph.span.contains(note.span.start));
            writer.out.extend(here.map(doubt));
        }
    }
    writer.out
}

/// YAML with double-quoted scalars, which hold any text.
fn front_matter(b: &Briefing) -> String {
    let one = |value: &Option<String>| value.iter().cloned().collect();
    let names = b.byline.iter().map(|line| line.name.clone()).collect();
    let roles: Vec<String> =
        b.byline.iter().map(|line| line.role.clone().unwrap_or_else(|| "-".to_owned())).collect();
    let known = |roles: Vec<String>| match roles.iter().any(|role| role != "-") {
        true => roles,
        false => Vec::new(),
    };
    let language = (b.language.code() != "und").then(|| b.language.code().to_owned());
    let doubts = b.doubts().map(|note| format!("{}: {}", note.kind.name(), note.message));
    let fields: [(&str, Vec<String>); 14] = [
        ("title", one(&b.title)),
        ("author", names),
        ("roles", known(roles)),
        ("date", one(&b.published)),
        ("printed", one(&b.published_surface)),
        ("tags", b.kicker.clone()),
        ("publisher", one(&b.issuer)),
        ("place", one(&b.place)),
        ("terms", one(&b.terms)),
        ("credits", b.credits.clone()),
        ("url", one(&b.source.url)),
        ("kind", vec![b.source.kind.name().to_owned()]),
        ("lang", one(&language)),
        ("doubts", doubts.collect()),
    ];
    let mut out = "---\nonrecord: 1\n".to_owned();
    for (name, values) in fields {
        let folded: Vec<String> = values.iter().map(|value| value.folded()).collect();
        let written = match folded.as_slice() {
            [] => continue,
            [value] => serde_json::to_string(value),
            values => serde_json::to_string(values),
        };
        out.push_str(&format!("{name}: {}\n", written.unwrap_or_default()));
    }
    out + "---\n\n"
}

/// A comment that says what is doubted, after a blank line.
fn doubt(note: &Note) -> String {
    format!("\n<!-- doubt: {} -->\n", in_comment(&note.message))
}

/// `words` as they may stand in a comment: nothing in them ends it.
fn in_comment(words: &str) -> String {
    words.folded().replace("--", "-").replace('>', "")
}

/// `words` as a heading: a hash at the end would close it.
fn heading(words: &str) -> String {
    let words = say::markdown(words);
    match words.strip_suffix('#').filter(|rest| !rest.ends_with('\\')) {
        Some(rest) => format!("{rest}\\#"),
        None => words,
    }
}

struct Writer<'a> {
    briefing: &'a Briefing,
    out: String,
    /// Turns whose labels are written.
    labelled: usize,
}

impl Writer<'_> {
    /// A paragraph after a blank line, its label and the heading that runs in before
    /// it; nothing when it is empty.
    fn paragraph(&mut self, paragraph: &Paragraph, run_in: Option<Span>) {
        let (kind, rest) = self.labels(paragraph);
        let text = &self.briefing.text;
        let (before, rest) = match run_in.filter(|heading| rest.covers(*heading)) {
            Some(heading) => run_in_heading(heading, rest, text),
            None => (String::new(), rest),
        };
        if rest.of(text).trim().is_empty() && before.is_empty() {
            return;
        }
        let set = match kind {
            ParagraphKind::Text => before + &self.inline(rest),
            ParagraphKind::Aside => format!("*{}*", say::markdown(rest.of(text))),
            ParagraphKind::Blockquote => format!("> {before}{}", self.inline(rest)),
            ParagraphKind::Item => format!("- {before}{}", self.inline(without_bullet(rest, text))),
            ParagraphKind::Table => fenced(rest.of(text)),
        };
        let gap = if self.out.ends_with(' ') { "" } else { "\n" };
        self.out.push_str(&format!("{gap}{set}\n"));
    }

    /// Writes the labels of the turns up to `paragraph`'s; what is left of its words,
    /// and what they are: an aside, when a label opens the line and speech does not.
    ///
    /// The last label stands on the paragraph's own line when that is plain text.
    fn labels(&mut self, paragraph: &Paragraph) -> (ParagraphKind, Span) {
        let Briefing { turns, text, .. } = self.briefing;
        let (mut kind, mut rest) = (paragraph.kind, paragraph.span);
        let Some(turn) = paragraph.turn else { return (kind, rest) };
        let labelled = |turn: &&Turn| !turn.label.is_empty();
        for turn in turns.iter().take(turn + 1).skip(self.labelled).filter(labelled) {
            self.out.push_str(&format!("\n**{}:**", say::markdown(turn.label.of(text))));
            if let Some(name) = turn.name.as_ref().filter(|name| !name.is_empty()) {
                self.out.push_str(&format!(" <!-- {} -->", in_comment(name)));
            }
            if rest.covers(turn.label) {
                let speech = turn.speech.first().filter(|speech| rest.covers(**speech));
                if speech.is_none() && kind == ParagraphKind::Text {
                    kind = ParagraphKind::Aside;
                }
                let after = say::after(Span::new(turn.label.end, rest.end), text);
                rest = speech.map_or(after, |speech| Span::new(speech.start, rest.end));
            }
            let short = matches!(kind, ParagraphKind::Text | ParagraphKind::Aside);
            self.out.push_str(if short && !rest.is_empty() { " " } else { "\n" });
        }
        self.labelled = self.labelled.max(turn + 1);
        (kind, rest)
    }

    /// The words of `span` on one line, struck words and links kept.
    fn inline(&self, span: Span) -> String {
        let Briefing { text, marks, .. } = self.briefing;
        let from = marks.partition_point(|mark| mark.span.start < span.start);
        let inside = marks.iter().skip(from).take_while(|mark| mark.span.start < span.end);
        let mut out = String::with_capacity(span.len());
        let mut at = span.start;
        for mark in inside.filter(|mark| span.covers(mark.span)) {
            let Some((open, close)) = tags(mark).filter(|_| mark.span.start >= at) else {
                continue;
            };
            out.push_str(&escaped(Span::new(at, mark.span.start).of(text), &out));
            out.push_str(&open);
            out.push_str(&escaped(mark.span.of(text), &out));
            out.push_str(&close);
            at = mark.span.end;
        }
        let rest = escaped(Span::new(at, span.end).of(text), &out);
        out + &rest
    }
}

/// The heading with the mark it ends in, set as one, and what follows it in `words`.
fn run_in_heading(heading: Span, words: Span, text: &str) -> (String, Span) {
    let rest = say::after(Span::new(heading.end, words.end), text);
    let between = Span::new(heading.end, rest.start).of(text);
    let end = between.trim_start().chars().next().filter(|c| matches!(c, '.' | ':'));
    let end = end.map(String::from).unwrap_or_default();
    (format!("***{}{end}*** ", say::markdown(heading.of(text))), rest)
}

/// `words` escaped to stand after `before` on a line.
fn escaped(words: &str, before: &str) -> String {
    match before.is_empty() {
        true => say::markdown_spaced(words, say::Place::LineStart),
        false => say::markdown_spaced(words, say::Place::Inside),
    }
}

/// What opens and closes the words of `mark`, for those marks that are kept.
fn tags(mark: &Mark) -> Option<(String, String)> {
    match &mark.style {
        Style::Struck => Some(("<s>".to_owned(), "</s>".to_owned())),
        Style::Link(to) if say::is_web(to) => {
            Some(("[".to_owned(), format!("](<{}>)", say::url(to))))
        }
        _ => None,
    }
}

/// `words` without the bullet plain text prints before an item.
fn without_bullet(words: Span, text: &str) -> Span {
    let bullets = ['-', '*', '•', '·', '▪', '‣', '◦'];
    match text.strip_prefix(bullets) {
        Some(rest) if rest.starts_with(' ') => {
            Span::new(words.end - rest.trim_start().len(), words.end)
        }
        _ => words,
    }
}

/// Lines whose breaks count, in a fence longer than any in them.
fn fenced(lines: &str) -> String {
    let mut fence = "```".to_owned();
    while lines.contains(&fence) {
        fence.push('`');
    }
    format!("{fence}text\n{lines}\n{fence}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::fixture;
    use crate::model::{NoteKind, Role, Turn};

    #[test]
    fn headings_and_paragraphs_stand_apart() {
        assert_eq!(
            markdown(&fixture::briefing()),
            "---\nonrecord: 1\ntitle: \"Harbour plans\"\nauthor: \"Lia Moreno\"\nroles: \"Reporter\"\n\
             date: \"2026-01-09T12:41\"\nprinted: \"Fri, 01/09/2026 - 12:41\"\ntags: \"Trade\"\n\
             publisher: \"The Valdoran\"\nplace: \"Port Valdora\"\nterms: \"on background\"\n\
             url: \"https://example.org/a\"\nkind: \"article\"\nlang: \"en\"\n---\n\n\
             # Harbour plans\n\n## The docks\n\nPresident Ana Ruiz spoke.\n\n\
             “The port opens in May.” she said.\n"
        );
    }

    #[test]
    fn a_heading_that_runs_in_stays_in_its_paragraph() {
        let mut briefing = fixture::briefing();
        let span = briefing.sections[0].paragraphs[0].span;
        briefing.sections[0].heading_span = Some(Span::new(span.start, span.start + 9));
        assert!(markdown(&briefing).contains("\n\n***President*** Ana Ruiz spoke.\n"));
    }

    #[test]
    fn labels_open_their_paragraph() {
        let mut briefing = fixture::briefing();
        let section = &mut briefing.sections[0];
        section.paragraphs.iter_mut().for_each(|paragraph| paragraph.turn = Some(0));
        let label =
            Span::new(section.paragraphs[0].span.start, section.paragraphs[0].span.start + 9);
        let name = Some("Ana --> Ruiz".to_owned());
        let speech = vec![section.paragraphs[1].span];
        briefing.turns = vec![Turn { label, name, role: Role::Speaker, speech }];
        assert!(
            markdown(&briefing)
                .contains("\n\n**President:** <!-- Ana - Ruiz --> *Ana Ruiz spoke.*\n\n“The port")
        );
    }

    #[test]
    fn what_is_doubted_stands_below_its_paragraph() {
        let mut briefing = fixture::briefing();
        let note = |kind, span, message: &str| {
            let message = message.to_owned();
            Note { kind, span, other: None, message }
        };
        let span = briefing.quotes[0].span;
        briefing.notes = vec![
            note(NoteKind::Incomplete, Span::default(), "it is cut"),
            note(NoteKind::UnclosedQuote, span, "it --> never closes"),
        ];
        let written = markdown(&briefing);
        assert!(written.contains("\ndoubts: \"incomplete: it is cut\"\n---\n"));
        assert!(written.ends_with(" she said.\n\n<!-- doubt: it - never closes -->\n"));
    }

    #[test]
    fn struck_words_and_links_are_kept() {
        let mut briefing = fixture::briefing();
        let start = briefing.sections[0].paragraphs[0].span.start;
        let mark = |from, to, style| Mark { span: Span::new(start + from, start + to), style };
        briefing.marks = vec![
            mark(0, 9, Style::Struck),
            mark(10, 13, Style::Link("https://example.org/a b".to_owned())),
            mark(14, 18, Style::Link("javascript:x".to_owned())),
        ];
        assert!(
            markdown(&briefing)
                .contains("\n\n<s>President</s> [Ana](<https://example.org/a%20b>) Ruiz spoke.\n")
        );
    }
}
