//! Lines that say again what the page states of itself: its headline, its date, its authors.

use std::collections::HashSet;

use crate::ingest::{Block, BlockKind, Document};
use crate::model::Byline;
use crate::text::date;

/// Blocks from the start and from the end among which such lines are sought.
const NEAR_START: usize = 4;
const NEAR_END: usize = 3;
/// Blocks a text needs before its last ones can be about who wrote it.
const BODY: usize = 6;
/// Bytes past which a paragraph tells more than who its author is.
const LONGEST_BIO: usize = 600;

/// Adds to `verdicts`, one for each block, what the page says of itself.
pub(super) fn judge(document: &Document, verdicts: &mut [Option<&'static str>]) {
    let open: Vec<usize> = (0..document.blocks.len())
        .filter(|&idx| verdicts.get(idx) == Some(&None) && is_line(&document.blocks, idx))
        .collect();
    let (start, end) = (open.iter().take(NEAR_START), open.iter().rev().take(NEAR_END));
    let near_end = end.filter(|_| open.len() > BODY);
    let judged: Vec<(usize, &'static str)> = start
        .filter_map(|&idx| Some((idx, at_start(document, idx)?)))
        .chain(near_end.filter_map(|&idx| Some((idx, at_end(document, idx)?))))
        .collect();
    for (idx, why) in judged {
        if let Some(verdict) = verdicts.get_mut(idx) {
            *verdict = Some(why);
        }
    }
}

fn is_line(blocks: &[Block], idx: usize) -> bool {
    blocks.get(idx).is_some_and(|block| {
        matches!(block.kind, BlockKind::Text | BlockKind::Heading(_) | BlockKind::Item)
    })
}

fn words(document: &Document, idx: usize) -> &str {
    document.blocks.get(idx).map_or("", |block| block.span.of(&document.text))
}

fn at_start(document: &Document, idx: usize) -> Option<&'static str> {
    let words = words(document, idx);
    let heading = matches!(document.blocks.get(idx)?.kind, BlockKind::Heading(_));
    let title = document.meta.title.as_deref()?;
    if heading && words != title && are_alike(words, title) {
        return Some("page title");
    }
    if is_byline(&document.meta.byline, words) {
        return Some("byline");
    }
    is_date(document, words).then_some("date line")
}

/// What stands before an author's name, in small letters.
const BY: [&str; 10] =
    ["by ", "posted by ", "written by ", "von ", "por ", "di ", "par ", "de ", "door ", "af "];
/// Bytes past which a line tells more than whose the text is.
const LONGEST_BYLINE: usize = 90;

/// Whether `words` only say whose the text is: `By Ana Vell, Tessara Post`. The page states
/// the author apart, so nothing is lost.
fn is_byline(authors: &[Byline], words: &str) -> bool {
    if words.len() > LONGEST_BYLINE || words.ends_with(['.', '!', '?', ':', '”', '"']) {
        return false;
    }
    let words = words.to_lowercase();
    let named = BY.iter().find_map(|by| words.strip_prefix(by));
    let rests = authors.iter().filter(|author| author.name.contains(' ')).filter_map(|author| {
        named.unwrap_or(&words).strip_prefix(author.name.to_lowercase().as_str())
    });
    rests.into_iter().any(|rest| match named {
        Some(_) => !rest.starts_with(char::is_alphanumeric),
        None => rest.is_empty() || rest.trim_start().starts_with([',', '/', '|', '•', '·']),
    })
}

fn at_end(document: &Document, idx: usize) -> Option<&'static str> {
    let words = words(document, idx);
    if document.meta.byline.iter().any(|author| is_about(&author.name, words)) {
        return Some("author box");
    }
    is_date(document, words).then_some("date line")
}

/// Whether `words` are a date or a time and nothing else, while the page states its own apart.
fn is_date(document: &Document, words: &str) -> bool {
    document.meta.published.is_some()
        && words.len() <= 48
        && (date::whole(words).is_some() || date::is_time(words))
}

/// Whether `words` are the author's name, or begin with it and go on in small letters:
/// `Ana Vell writes about the sea.`
fn is_about(name: &str, words: &str) -> bool {
    let rest = words.strip_prefix(name).filter(|_| name.contains(' '));
    let Some(rest) = rest.filter(|_| words.len() <= LONGEST_BIO) else { return false };
    let rest = rest.trim_start_matches(['.', ',']);
    rest.is_empty()
        || rest.strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_lowercase))
}

/// Whether two headlines share three of four words of the longer.
fn are_alike(one: &str, other: &str) -> bool {
    let of = |line: &str| -> HashSet<String> {
        let words = line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect()
    };
    let (one, other) = (of(one), of(other));
    let longer = one.len().max(other.len());
    longer >= 4 && one.intersection(&other).count() * 4 >= longer * 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, dropped: &[&str]) {
        let body = "<p>The boats stay in port, the harbour says, and the nets dry.</p>".repeat(7);
        let html = html.replace("BODY", &body);
        let document = crate::ingest::documents(
            "t.html",
            format!("<meta name=date content=2031-03-04><meta name=author content='Ana Vell'><title>Tessara cuts its fish quota again</title><body><article>{html}</article>").as_bytes(),
            None,
        );
        let document = document.unwrap().remove(0);
        let furniture = document.blocks.iter().filter_map(|block| match &block.kind {
            BlockKind::Furniture(_) => Some(block.span.of(&document.text)),
            _ => None,
        });
        assert_eq!(furniture.collect::<Vec<_>>(), dropped);
    }

    #[test]
    fn a_headline_that_is_nearly_the_title_is_not_said_twice() {
        check("<h2>Tessara cuts its fish quota, again</h2>BODY", &[]);
        check(
            "<h2>Tessara cuts its fish quota internationally</h2>BODY",
            &["Tessara cuts its fish quota internationally"],
        );
        check("<h2>Tessara and the sea</h2>BODY", &[]);
    }

    #[test]
    fn who_wrote_it_is_stated_apart() {
        check("<p>By ANA VELL, Tessara Post</p>BODY", &["By ANA VELL, Tessara Post"]);
        check("<p>Ana Vell / Harbour desk</p>BODY", &["Ana Vell / Harbour desk"]);
        check("<p>By Ana Vellmann</p><p>Ana Vell sails</p>BODY", &[]);
        check("<p>By Ana Vell’s harbour lie the boats.</p>BODY", &[]);
    }

    #[test]
    fn a_date_alone_is_the_pages_and_so_is_who_wrote_it() {
        check("<p>4 March 2031</p>BODY", &["4 March 2031"]);
        check("<p>4 March 2031 - 9:05 AM (UTC)</p>BODY", &["4 March 2031 - 9:05 AM (UTC)"]);
        check("<p>9:05 AM ET</p>BODY", &["9:05 AM ET"]);
        check("BODY<p>Ana Vell writes about the sea.</p>", &["Ana Vell writes about the sea."]);
        check("BODY<p>Ana Vell</p>", &["Ana Vell"]);
        check("BODY<p>Ana Vell Street is shut.</p>", &[]);
    }
}
