//! How the words on the screen are set apart: who says them, what the reader selected,
//! what a search found.

use super::blocks::BlockKind;
use super::state::State;
use crate::export;
use crate::model::{Briefing, Note, NoteKind, Quote, QuoteKind, Span, Style};

/// Words and what they are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Overlay {
    pub span: Span,
    pub role: Role,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Somebody's words; the index is into the cast.
    Words(Option<usize>),
    /// Reported without marks: nobody's words, though somebody's statement.
    Reported(Option<usize>),
    /// A speaker label.
    Label(Option<usize>),
    /// The words of the selected quote.
    Selected,
    /// The sentence that introduces it.
    Introducer,
    /// The mention of its speaker, or its cue.
    Evidence,
    Bold,
    Italic,
    Struck,
    Link,
    Hit,
    /// The search hit the reader is at.
    CurrentHit,
    /// Words the reader highlighted; the index of the colour.
    Highlight(usize),
    /// The same, with a note on them.
    Noted(usize),
    /// Words the program doubts: figures that disagree.
    Doubted,
    /// Words being selected.
    Chosen,
}

/// The overlays of the rows in view, those drawn later last.
pub(super) fn overlays(state: &State) -> Vec<Overlay> {
    let shown = state.lines_span();
    if shown.is_empty() {
        return Vec::new();
    }
    let mut list = Vec::new();
    source_marks(&state.briefing, shown, &mut list);
    labels(state, &mut list);
    for at in state.listed.touching(&state.briefing, shown) {
        if let Some(quote) = state.briefing.quotes.get(at) {
            words(quote, &mut list);
        }
    }
    // Whose words they are is told beside them.
    let marked = |note: &&Note| note.kind != NoteKind::AmbiguousSpeaker;
    for note in state.briefing.doubts_on(shown).filter(marked) {
        let places = [Some(note.span), note.other].into_iter().flatten();
        list.extend(places.map(|span| Overlay { span, role: Role::Doubted }));
    }
    highlights(state, shown, &mut list);
    if let Some(quote) = state.selected() {
        selection(&state.briefing, quote, &mut list);
    }
    for (at, &span) in state.search.near(shown) {
        let current = state.search.current() == Some(at);
        list.push(Overlay { span, role: if current { Role::CurrentHit } else { Role::Hit } });
    }
    if let Some(selection) = state.selection() {
        list.push(Overlay { span: selection.span(), role: Role::Chosen });
    }
    list
}

impl State {
    /// The words of `row` that lead to a page, with its address, safe to write.
    pub fn links_in(&self, row: Span) -> Vec<(Span, String)> {
        let marks = &self.briefing.marks;
        let from = marks.partition_point(|mark| mark.span.start < row.start).saturating_sub(8);
        let near = marks.iter().skip(from).take_while(|mark| mark.span.start < row.end);
        let links = near.filter(|mark| mark.span.overlaps(row)).filter_map(|mark| {
            let Style::Link(address) = &mark.style else { return None };
            Some((mark.span, export::opt_web_address(address)?))
        });
        links.collect()
    }
}

fn source_marks(briefing: &Briefing, shown: Span, list: &mut Vec<Overlay>) {
    // Marks may nest a little; a few before the first that starts in view are enough.
    let from = briefing.marks.partition_point(|mark| mark.span.start < shown.start);
    let near = briefing.marks.iter().skip(from.saturating_sub(8));
    for mark in near.take_while(|mark| mark.span.start < shown.end) {
        let role = match mark.style {
            Style::Bold => Role::Bold,
            Style::Italic => Role::Italic,
            Style::Struck => Role::Struck,
            Style::Link(_) => Role::Link,
        };
        list.push(Overlay { span: mark.span, role });
    }
}

/// The labels of the turns in view, in their speakers' colours.
fn labels(state: &State, list: &mut Vec<Overlay>) {
    let mut last = None;
    for line in &state.view.lines {
        let Some(block) = state.block(line.block) else { continue };
        let Some(at) = block.turn.filter(|_| last != block.turn) else { continue };
        last = block.turn;
        let Some(turn) = state.briefing.turns.get(at) else { continue };
        if block.kind != BlockKind::Furniture {
            let person = state.turn_person(at);
            list.push(Overlay { span: turn.label, role: Role::Label(person) });
        }
    }
}

fn highlights(state: &State, shown: Span, list: &mut Vec<Overlay>) {
    let contents = state.record.highlights.iter().filter_map(|h| h.content.as_ref());
    for content in contents {
        let Some(span) = content.place.found.span().filter(|span| span.overlaps(shown)) else {
            continue;
        };
        let colour = super::highlight::colour(&content.colour);
        let noted = !content.note.trim().is_empty();
        let role = if noted { Role::Noted(colour) } else { Role::Highlight(colour) };
        list.push(Overlay { span, role });
    }
}

fn words(quote: &Quote, list: &mut Vec<Overlay>) {
    let person = quote.speaker.as_ref().and_then(|speaker| speaker.person);
    let role = match quote.kind {
        // The label says who speaks; a whole transcript in colours is hard to read.
        QuoteKind::Turn => return,
        QuoteKind::Indirect => Role::Reported(person),
        _ => Role::Words(person),
    };
    list.push(Overlay { span: quote.span, role });
}

fn selection(briefing: &Briefing, quote: &Quote, list: &mut Vec<Overlay>) {
    list.push(Overlay { span: quote.span, role: Role::Selected });
    let mention = quote.speaker.as_ref().and_then(|speaker| speaker.span);
    let cue = quote.cue.map(|cue| cue.span);
    if let Some(evidence) = cue.or(mention).filter(|_| quote.kind != QuoteKind::Turn) {
        list.push(Overlay { span: introducer(briefing, quote, evidence), role: Role::Introducer });
    }
    for span in [mention, cue].into_iter().flatten() {
        list.push(Overlay { span, role: Role::Evidence });
    }
}

/// The sentence around `evidence`: from the last full stop before it to the next after
/// it, within its paragraph and outside `quote`.
pub(super) fn introducer(briefing: &Briefing, quote: &Quote, evidence: Span) -> Span {
    let at = briefing.sections.partition_point(|section| section.span.start <= evidence.start);
    let section = at.checked_sub(1).and_then(|at| briefing.sections.get(at));
    let paragraphs = section.map_or(&[][..], |section| &section.paragraphs);
    let Some(paragraph) = paragraphs.iter().find(|p| p.span.covers(evidence)) else {
        return evidence;
    };
    let text = &briefing.text;
    let before = Span::new(paragraph.span.start, evidence.start).of(text);
    let start = before
        .rfind(['.', '?', '!'])
        .map_or(paragraph.span.start, |at| paragraph.span.start + at + 1);
    let after = Span::new(evidence.end, paragraph.span.end).of(text);
    let stop = after.match_indices(['.', '?', '!']).find(|&(at, stop)| {
        after.get(at + stop.len()..).is_none_or(|rest| {
            rest.chars().next().is_none_or(|c| c.is_whitespace() || "”\"»’".contains(c))
        })
    });
    let end = stop.map_or(paragraph.span.end, |(at, stop)| evidence.end + at + stop.len());
    let mut span = Span::new(start, end);
    if quote.span.start < span.end && evidence.end <= quote.span.start {
        span.end = quote.span.start;
    } else if quote.span.end > span.start && quote.span.end <= evidence.start {
        span.start = quote.span.end;
    }
    span.trimmed(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::fixture;

    #[track_caller]
    fn check(notation: &str, evidence: &str, expected: &str) {
        let briefing = fixture::briefing(notation);
        let start = briefing.text.find(evidence).unwrap();
        let evidence = Span::new(start, start + evidence.len());
        let found = introducer(&briefing, &briefing.quotes[0], evidence);
        assert_eq!(found.of(&briefing.text), expected);
    }

    #[test]
    fn the_introducer_is_the_sentence_around_the_evidence() {
        check(
            "Rain fell. Ana Roe praised it. Then sun.\nX: “Good.”",
            "praised",
            "Ana Roe praised it.",
        );
        check("Rain fell. Ana Roe: “Good.” It was.", "Roe", "Ana Roe:");
        check("Ana Roe: “Good,” she said. It was.", "said", "she said.");
    }
}
