use super::entity;
use crate::ingest::BlockKind;
use crate::ingest::pen::Pen;

/// How deep elements nest and how many tags there are, told from the tags alone.
/// Elements whose end tags may be left out are not counted as nesting.
pub(super) fn shape(html: &str) -> (usize, usize) {
    let (mut depth, mut deepest, mut n_tags) = (0usize, 0usize, 0usize);
    for piece in html.split('<').skip(1) {
        let (name, closing) = match piece.strip_prefix('/') {
            Some(rest) => (name_of(rest), true),
            None => (name_of(piece), false),
        };
        if name.is_empty() || is_loose(name) {
            n_tags += usize::from(!name.is_empty());
            continue;
        }
        n_tags += 1;
        depth = if closing { depth.saturating_sub(1) } else { depth + 1 };
        deepest = deepest.max(depth);
    }
    (deepest, n_tags)
}

/// Whether the element called `name` is void or ends by itself.
fn is_loose(name: &str) -> bool {
    let mut lower = [0; 8];
    let Some(lower) = lower.get_mut(..name.len()) else { return false };
    lower.copy_from_slice(name.as_bytes());
    lower.make_ascii_lowercase();
    matches!(
        &*lower,
        b"area"
            | b"base"
            | b"br"
            | b"circle"
            | b"col"
            | b"dd"
            | b"dt"
            | b"embed"
            | b"g"
            | b"hr"
            | b"img"
            | b"input"
            | b"li"
            | b"link"
            | b"meta"
            | b"option"
            | b"p"
            | b"param"
            | b"path"
            | b"polygon"
            | b"rect"
            | b"source"
            | b"tbody"
            | b"td"
            | b"tfoot"
            | b"th"
            | b"thead"
            | b"tr"
            | b"track"
            | b"use"
            | b"wbr"
    )
}

fn name_of(piece: &str) -> &str {
    let n = piece.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'-').count();
    piece.get(..n).unwrap_or_default()
}

/// Writes the words of `html` in one pass over its tags, without building a tree: for
/// pages too deep or too large for one. Keeps paragraphs, headings, items and quotes,
/// no marks.
pub(super) fn write(html: &str, pen: &mut Pen) {
    let mut rest = html;
    let mut quoted = false;
    while let Some((words, after)) = rest.split_once('<') {
        pen.words(&entity::decoded(words));
        let closing = after.starts_with('/');
        let name = name_of(after.trim_start_matches('/')).to_ascii_lowercase();
        rest = match name.as_str() {
            "" if after.starts_with("!--") => past(after, "-->"),
            "" if after.starts_with(['!', '?']) => past(after, ">"),
            "" if !closing => {
                pen.words("<");
                after
            }
            "script" | "style" | "noscript" | "svg" | "template" if !closing => {
                past_element(after, &name)
            }
            _ => past(after, ">"),
        };
        match name.as_str() {
            "br" => pen.line(),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" if !closing => {
                let level = name.as_bytes().get(1).map_or(2, |b| b - b'0');
                pen.begin(BlockKind::Heading(level));
            }
            "li" if !closing => pen.begin(BlockKind::Item),
            "blockquote" => {
                quoted = !closing;
                pen.begin(if quoted { BlockKind::Quote } else { BlockKind::Text });
            }
            "p" | "div" | "section" | "article" | "table" | "tr" | "ul" | "ol" | "li" | "h1"
            | "h2" | "h3" | "h4" | "h5" | "h6" | "body" | "header" | "footer" => {
                pen.begin(if quoted { BlockKind::Quote } else { BlockKind::Text });
            }
            "td" | "th" => pen.words(" "),
            _ => {}
        }
    }
    pen.words(&entity::decoded(rest));
}

/// The words of `html` as they stand, breaks and all; titles, scripts and styles
/// left out.
pub(super) fn words(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((words, after)) = rest.split_once('<') {
        out.push_str(&entity::decoded(words));
        let name = name_of(after).to_ascii_lowercase();
        rest = match name.as_str() {
            "script" | "style" | "title" => past_element(after, &name),
            "" if !after.starts_with(['/', '!', '?']) => {
                out.push('<');
                after
            }
            _ => past(after, ">"),
        };
    }
    out.push_str(&entity::decoded(rest));
    out
}

/// What follows the first `end`; nothing when it never comes.
fn past<'t>(text: &'t str, end: &str) -> &'t str {
    text.split_once(end).map_or("", |(_, rest)| rest)
}

/// What follows the end tag of the element called `name`.
fn past_element<'t>(text: &'t str, name: &str) -> &'t str {
    let mut at = 0;
    for piece in text.split_inclusive("</") {
        at += piece.len();
        let rest = text.get(at..).unwrap_or_default();
        if name_of(rest).eq_ignore_ascii_case(name) {
            return past(rest, ">");
        }
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::{Document, Media};

    #[test]
    fn loose_elements_are_found() {
        assert!(
            is_loose("p")
                && is_loose("WBR")
                && is_loose("polygon")
                && !is_loose("blockquote")
                && !is_loose("div")
                && !is_loose("")
        );
    }

    #[test]
    fn depth_counts_what_stays_open() {
        assert_eq!(shape("<div><p>a<p>b<p>c</div>"), (1, 5));
        assert_eq!(shape(&"<b>".repeat(1000)).0, 1000);
        assert_eq!(shape(&"<i>a</i>".repeat(1000)).0, 1);
        assert_eq!(shape("a < b and c <> d"), (0, 0));
    }

    #[test]
    fn words_survive_without_a_tree() {
        let mut pen = Pen::default();
        let html = "<script>x<y</script><h2>One</h2><p>Two &amp; <b>three</b><!-- no --><li>four";
        write(html, &mut pen);
        let mut document = Document::new("t", b"", Media::Html);
        pen.into_document(&mut document);
        assert_eq!(document.text, "One\n\nTwo & three\n\nfour");
    }
}
