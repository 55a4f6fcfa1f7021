//! What stands above the text: title, breadcrumb, byline, date, place.

use std::collections::HashSet;

use super::furniture;
use super::line::Line;
use crate::ingest::Document;
use crate::model::{Briefing, Byline, Furniture, Note, NoteKind, Span};
use crate::text::date;

/// How many lines from the top may belong to the head.
const DEEPEST: usize = 14;
/// The longest title, in `char`s.
const LONGEST_TITLE: usize = 240;

/// Fills the briefing's metadata from the lines before `body` (all of the first few when
/// there is no such border) and gives back those that are text.
pub(super) fn read(
    document: &Document,
    lines: Vec<Line>,
    body: Option<usize>,
    b: &mut Briefing,
) -> Vec<Line> {
    let text = &document.text;
    let depth = body.unwrap_or(DEEPEST).min(lines.len());
    let titles = title_lines(text, &lines, depth, b, body.is_some());
    let mut kept = Vec::with_capacity(lines.len());
    for (at, line) in lines.into_iter().enumerate() {
        let words = line.span.of(text);
        let heads = at < depth && !titles.contains(&at);
        let why = if furniture::line(words).is_some() {
            kept.push(line);
            continue;
        } else if titles.contains(&at) {
            (Some(line.span) != b.title_span).then_some("headline")
        } else if heads && b.kicker.is_empty() && crumbs(words, b) {
            Some("breadcrumb")
        } else if heads && byline(words, b) {
            Some("byline")
        } else if heads && dated(words, line.span, b) {
            Some("date")
        } else if body.is_some_and(|body| at < body) && placed(words, b) {
            Some("place")
        } else {
            kept.push(line);
            continue;
        };
        if let Some(why) = why {
            b.furniture.push(Furniture { span: line.span, why: why.to_owned() });
        }
    }
    kept
}

/// The lines that carry the title; the last of them is where it stands.
fn title_lines(
    text: &str,
    lines: &[Line],
    depth: usize,
    b: &mut Briefing,
    bordered: bool,
) -> HashSet<usize> {
    let head = lines.get(..depth.min(lines.len())).unwrap_or_default();
    let same = |line: &Line, title: &str| folded(line.span.of(text)) == folded(title);
    let title = b.title.clone().or_else(|| {
        let first = head.iter().find(|l| furniture::line(l.span.of(text)).is_none())?;
        let words = first.span.of(text);
        let twice = head.iter().filter(|l| same(l, words)).count() > 1;
        (twice || bordered || alone(text, lines, first)).then(|| words.to_owned())
    });
    let Some(title) = title.filter(|t| t.chars().count() <= LONGEST_TITLE) else {
        return HashSet::new();
    };
    let at: HashSet<usize> =
        head.iter().enumerate().filter(|(_, l)| same(l, &title)).map(|(at, _)| at).collect();
    b.title_span = at.iter().max().and_then(|at| head.get(*at)).map(|l| l.span);
    b.title.get_or_insert_with(|| title.split_whitespace().collect::<Vec<_>>().join(" "));
    at
}

/// Whether the first line stands as a title: short, by itself, with text after it.
fn alone(text: &str, lines: &[Line], first: &Line) -> bool {
    let words = first.span.of(text);
    let next = lines.iter().find(|l| l.span.start > first.span.start);
    words.chars().count() <= 160
        && !words.ends_with([':', ';', ','])
        && !words.starts_with(['“', '"', '«', '„'])
        && next.is_some_and(|next| next.gap)
        && lines.len() > 2
}

fn folded(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ").trim_end_matches('.').to_lowercase()
}

fn crumbs(words: &str, b: &mut Briefing) -> bool {
    furniture::breadcrumb(words).is_some_and(|names| {
        b.kicker = names;
        true
    })
}

/// `Ann Lowe By Ann Lowe | Reporter - Fri, 01/09/2026 - 12:41`, `By Ann Lowe, Reporter`.
fn byline(words: &str, b: &mut Briefing) -> bool {
    let Some((before, rest)) = by(words) else { return false };
    let printed = date::find(rest);
    let names = printed.as_ref().map_or(rest, |d| Span::new(0, d.span.start).of(rest));
    let names = names.trim_end_matches([' ', '-', '–', '|', '·', ',', '\u{a0}']);
    let (name, role) = match names.split_once(['|', ',']) {
        Some((name, role)) => (name.trim(), Some(role.trim().to_owned())),
        None => (names.trim(), None),
    };
    let n_words = name.split_whitespace().count();
    let capital =
        name.split_whitespace().all(|w| w.starts_with(char::is_uppercase) || w.len() <= 3);
    if !(1..=6).contains(&n_words) || !capital || !(before.is_empty() || before == name) {
        return false;
    }
    if b.byline.is_empty() {
        let people =
            name.split(" and ").map(|n| Byline { name: n.trim().to_owned(), role: role.clone() });
        b.byline = people.collect();
    }
    if let Some(printed) = printed {
        settle(&printed, rest, Span::default(), b);
    }
    true
}

fn by(words: &str) -> Option<(&str, &str)> {
    if words.chars().count() > 200 {
        return None;
    }
    for word in ["By ", "by ", "BY ", "Por ", "Von ", "Par ", "Di "] {
        if let Some(rest) = words.strip_prefix(word) {
            return Some(("", rest));
        }
    }
    let (before, rest) = words.split_once(" By ")?;
    Some((before.trim(), rest))
}

/// A line that is a date and little else.
fn dated(words: &str, span: Span, b: &mut Briefing) -> bool {
    if b.published_surface.is_some() || words.chars().count() > 80 {
        return false;
    }
    let Some(printed) = date::find(words) else { return false };
    let rest = words.len() - printed.span.len();
    if rest > 30 {
        return false;
    }
    settle(
        &printed,
        words,
        Span::new(span.start + printed.span.start, span.start + printed.span.end),
        b,
    );
    true
}

/// Takes over a printed date, or notes that it cannot be told.
fn settle(printed: &date::Printed, line: &str, at: Span, b: &mut Briefing) {
    if b.published_surface.is_none() {
        b.published_surface = Some(printed.span.of(line).to_owned());
    }
    if b.published.is_some() {
        return;
    }
    b.published.clone_from(&printed.iso);
    if printed.iso.is_none() {
        b.notes.push(Note {
            kind: NoteKind::AmbiguousDate,
            span: at,
            other: None,
            message: format!("“{}” can be read as two days or as none", printed.span.of(line)),
        });
    }
}

/// A short line above a transcript: where it was said, or who publishes it.
fn placed(words: &str, b: &mut Briefing) -> bool {
    if words.chars().count() > 100 || words.ends_with(['.', '?', '!']) && !words.ends_with(".M.") {
        return false;
    }
    let clock = words.starts_with(|c: char| c.is_ascii_digit()) && words.contains(':');
    let places = [
        "room",
        "house",
        "palace",
        "palacio",
        "aboard",
        "headquarters",
        "hotel",
        ", d.c",
        "salón",
        "hall",
        "centre",
        "center",
    ];
    let lower = words.to_lowercase();
    if clock {
        return true;
    }
    if places.iter().any(|place| lower.contains(place)) {
        b.place.get_or_insert_with(|| words.to_owned());
    } else {
        b.issuer.get_or_insert_with(|| words.to_owned());
    }
    true
}
