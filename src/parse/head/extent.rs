//! Where the head ends and the body begins.

use super::super::furniture::{self, ends_sentence, is_prose};
use super::super::label::Label;
use super::super::line::{Line, LineKind};
use super::super::stamps;
use super::FIRST;
use super::byline::{byline, signed};
use super::dated::date_line;
use super::notices::{credit, release_line};
use super::plain;
use crate::text::date;

/// The most lines a head may have; a page's menu is longer than any masthead.
const MOST: usize = 60;

/// The number of lines above the first that is body: a label, prose, a quotation.
pub(super) fn end(text: &str, lines: &[Line], labels: &[Label], title: Option<&str>) -> usize {
    let stated = title.is_some();
    let first_label = labels.first().map_or(lines.len(), |label| label.line);
    // `Topics:` opens a list of contents, which is no part of the head.
    let lists =
        |words: &str| words.len() <= 40 && words.ends_with(':') && release_line(words).is_none();
    // What stands above the title a file states is the letterhead.
    let title = title
        .filter(|_| stated)
        .and_then(|title| lines.iter().take(FIRST).find(|line| plain(line.words(text)) == title));
    let above_title = |line: &Line| title.is_some_and(|title| line.span.end <= title.span.start);
    // Author and date below a title may be printed as large as a heading.
    let says_when_or_who = |line: &Line| {
        let at = lines.partition_point(|other| other.span.start < line.span.start);
        signed(text, lines, at).is_some() || date_line(line.words(text)).is_some()
    };
    let body = |line: &Line| match line.kind {
        LineKind::Text => is_body(line.words(text)) || lists(line.words(text)),
        LineKind::Rule | LineKind::Out | LineKind::Caption | LineKind::Heading(1) => false,
        // Pages list what they tell of themselves, with bars between.
        LineKind::Item => {
            let words = line.words(text);
            words.contains(char::is_alphanumeric) && date_line(words).is_none()
        }
        LineKind::Heading(_) => stated && !above_title(line) && !says_when_or_who(line),
        _ => true,
    };
    let limit = first_label.min(MOST).min(lines.len());
    // A standfirst may stand between title and date.
    let above_date =
        |idx: usize| lines.get(idx + 1).is_some_and(|line| date_line(line.words(text)).is_some());
    // The entries of a live page begin below the first time.
    let limit = stamps::times(text, lines).first().map_or(limit, |first| limit.min(*first));
    let found = (0..limit).find(|&idx| body(&lines[idx]) && !above_date(idx));
    match found {
        Some(end) => end,
        None if limit == first_label && first_label < lines.len() => limit,
        None if limit < first_label.min(MOST).min(lines.len()) => limit,
        // No body in sight: at most the first line is a title, if more follows.
        None => usize::from(lines.len() > 1 && !stated),
    }
}

/// Whether `words` can be no title, date or byline.
fn is_body(words: &str) -> bool {
    let quoted = words.starts_with(['“', '"', '«', '„']);
    (is_prose(words)
        || words.len() >= 400
        || ends_sentence(words) && words.len() >= 40
        || quoted && words.len() >= 60)
        && furniture::why(words).is_none()
        && byline(words).is_none()
        && credit(words).is_none()
        && !(words.len() < 120 && date::find(words).is_some())
}
