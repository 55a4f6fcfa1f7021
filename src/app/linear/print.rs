//! Lines for the reader.

use crate::app::people::People;
use crate::app::state::State;
use crate::model::{Briefing, Paragraph, QuoteKind, Span};

/// Chars of a quote or of a hit's surroundings in a list.
const CHARS: usize = 160;

/// `text` on one line.
pub(super) fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub(super) fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// The section that holds `byte`.
pub(super) fn topic_at(briefing: &Briefing, byte: usize) -> Option<usize> {
    briefing.sections.partition_point(|section| section.span.start <= byte).checked_sub(1)
}

fn topic_name(state: &State, at: usize) -> String {
    let section = state.briefing().sections.get(at);
    section.map_or(String::new(), |section| folded(state.topic_name(section)))
}

pub(super) fn topic_line(state: &State, at: usize, hits: &[Span]) -> String {
    let quotes = state.listed.all().filter_map(|quote| state.briefing().quotes.get(quote));
    let n = quotes.filter(|quote| quote.section == at).count();
    let span = state.briefing().sections.get(at).map_or(Span::default(), |section| section.span);
    let n_hits = hits.iter().filter(|hit| span.contains(hit.start)).count();
    let found =
        if n_hits > 0 { format!(", {}", count(n_hits, "hit", "hits")) } else { String::new() };
    format!("{}. {}, {}{found}", at + 1, topic_name(state, at), count(n, "quote", "quotes"))
}

/// A topic to be read: its heading, its paragraphs, below each the quotes that begin in
/// it.
pub(super) fn topic(state: &State, at: usize) -> String {
    let briefing = state.briefing();
    let Some(section) = briefing.sections.get(at) else { return String::new() };
    let name = topic_name(state, at);
    let end = if name.ends_with(['.', '?', '!', '…']) { "" } else { "." };
    let mut out = format!("Topic {} of {}: {name}{end}\n", at + 1, briefing.sections.len());
    for paragraph in &section.paragraphs {
        out.push_str(&folded(words(briefing, section.heading_span, paragraph)));
        out.push('\n');
        for quote in state.listed.touching(briefing, paragraph.span) {
            let begins = |span: Span| paragraph.span.contains(span.start);
            if briefing.quotes.get(quote).is_some_and(|quote| begins(quote.span)) {
                out.push_str(&format!("  quote {}: {}\n", quote + 1, who(state, quote)));
                out.push_str(&doubts(state, quote, "    "));
            }
        }
    }
    out
}

/// A paragraph without the heading that runs into it: that has been read already.
fn words<'a>(briefing: &'a Briefing, heading: Option<Span>, paragraph: &Paragraph) -> &'a str {
    let span = paragraph.span;
    let runs_in = heading.filter(|heading| span.contains(heading.start) && heading.end <= span.end);
    let rest = runs_in.map_or(span, |heading| Span::new(heading.end, span.end));
    let rest = rest.of(&briefing.text);
    rest.trim_start_matches(|c: char| c == '.' || c == ':' || c.is_whitespace())
}

/// Who said it, and the kind where it is no plain quote.
fn who(state: &State, at: usize) -> String {
    let name = state.speaker_name(at).map_or_else(|| "nobody named".to_owned(), folded);
    match state.briefing().quotes.get(at).map(|quote| quote.kind) {
        Some(kind @ (QuoteKind::Mixed | QuoteKind::Indirect | QuoteKind::Block)) => {
            format!("{name}, {}", kind.name())
        }
        Some(QuoteKind::Turn) if state.is_question(at) => format!("{name}, question"),
        _ => name,
    }
}

pub(super) fn quote_line(state: &State, at: usize) -> String {
    let span = state.briefing().quotes.get(at).map_or(Span::default(), |quote| quote.span);
    let words = folded(span.of(&state.briefing().text));
    format!("{}. {}: {}", at + 1, who(state, at), cut(&words))
}

fn cut(words: &str) -> String {
    match words.char_indices().nth(CHARS) {
        Some((end, _)) => format!("{}…", words.get(..end).unwrap_or(words)),
        None => words.to_owned(),
    }
}

/// A quote where it stands.
pub(super) fn quote(state: &State, at: usize) -> String {
    let Some(quote) = state.briefing().quotes.get(at) else { return String::new() };
    let text = &state.briefing().text;
    let topic = topic_name(state, quote.section);
    let section = state.briefing().sections.get(quote.section);
    let paragraph = section.and_then(|section| section.paragraphs.get(quote.paragraph));
    let around = paragraph.map_or(quote.span, |paragraph| paragraph.span);
    let words = if around.contains(quote.span.start) && quote.span.end <= around.end {
        folded(around.of(text))
    } else {
        folded(quote.span.of(text))
    };
    let doubts = doubts(state, at, "");
    format!("Quote {}, {}, in {topic}.\n{words}\n{doubts}", at + 1, who(state, at))
}

/// What is doubted about quote `at`, a line for each doubt.
fn doubts(state: &State, at: usize, indent: &str) -> String {
    let span = state.briefing().quotes.get(at).map_or(Span::default(), |quote| quote.span);
    let doubts = state.briefing().doubts_on(span);
    doubts.map(|note| format!("{indent}Doubt: {}.\n", folded(&note.message))).collect()
}

/// Why the program believes who said it.
pub(super) fn why(state: &State, at: usize) -> String {
    let Some(quote) = state.briefing().quotes.get(at) else { return String::new() };
    let doubts = doubts(state, at, "");
    let Some(speaker) = &quote.speaker else {
        return format!("Quote {}: the text does not settle who says it.\n{doubts}", at + 1);
    };
    let sure = (speaker.confidence * 100.0).round();
    let mention = speaker.span.map(|span| folded(span.of(&state.briefing().text)));
    let mention = mention.map_or(String::new(), |mention| format!(", as {mention}"));
    format!(
        "Quote {}: {}{mention}; {}, {sure}% sure.\n{doubts}",
        at + 1,
        who(state, at),
        speaker.reason.words()
    )
}

/// A line for each person, the most quoted first.
pub(super) fn people(state: &State) -> Vec<String> {
    let people = People::of(state);
    let line = |row: &crate::app::people::Row| {
        let person = state.briefing().cast.people.get(row.person)?;
        let beside = person.title.as_deref().or(person.outlet.as_deref());
        let beside = beside.map_or(String::new(), |title| format!(", {}", folded(title)));
        let asked = match row.n_asked {
            0 => String::new(),
            n => format!(", asked {n} times"),
        };
        Some(format!(
            "{}{beside}: {}, {}, {:.0}% of all{asked}",
            folded(&person.name),
            count(row.n_quotes, "quote", "quotes"),
            count(row.n_words, "word", "words"),
            row.share * 100.0,
        ))
    };
    people.rows().iter().filter_map(line).collect()
}

/// The paragraph around `span`.
fn paragraph(briefing: &Briefing, span: Span) -> Span {
    let section = topic_at(briefing, span.start).and_then(|at| briefing.sections.get(at));
    let all = section.map_or(&[][..], |section| &section.paragraphs[..]);
    let at = all.partition_point(|paragraph| paragraph.span.start <= span.start).checked_sub(1);
    let found = at.and_then(|at| all.get(at)).map(|paragraph| paragraph.span);
    found.filter(|found| found.contains(span.start)).unwrap_or(span)
}

pub(super) fn hit_line(state: &State, hits: &[Span], at: usize) -> String {
    let Some(&hit) = hits.get(at) else { return String::new() };
    let briefing = state.briefing();
    let topic = topic_at(briefing, hit.start).map_or(String::new(), |t| topic_name(state, t));
    let around = paragraph(briefing, hit);
    let from = briefing.text.floor_char_boundary(hit.start.saturating_sub(CHARS / 2));
    let to = briefing.text.ceil_char_boundary((hit.end + CHARS / 2).min(briefing.text.len()));
    let shown = Span::new(from.max(around.start), to.min(around.end.max(hit.end)));
    let before = if shown.start > around.start { "…" } else { "" };
    let after = if shown.end < around.end { "…" } else { "" };
    format!("{}. {topic}: {before}{}{after}", at + 1, folded(shown.of(&briefing.text)))
}

/// A hit to be read, with its paragraph.
pub(super) fn hit(state: &State, hits: &[Span], at: usize) -> String {
    let Some(&hit) = hits.get(at) else { return String::new() };
    let briefing = state.briefing();
    let topic = topic_at(briefing, hit.start).map_or(String::new(), |t| topic_name(state, t));
    let words = folded(paragraph(briefing, hit).of(&briefing.text));
    format!("Hit {} of {}, in {topic}.\n{words}\n", at + 1, hits.len())
}
