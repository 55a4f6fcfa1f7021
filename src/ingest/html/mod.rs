//! Web pages and pieces of them: the main content as blocks, the rest as metadata or
//! nothing.

mod attributes;
mod breaks;
mod called;
mod entity;
mod furniture;
mod instead;
mod masthead;
mod meta;
mod names;
mod others;
mod phrases;
mod picture;
mod quiet;
mod standfirst;
mod strip;
mod surroundings;
mod walk;

pub(super) use entity::decoded;
pub(super) use furniture::mark as mark_furniture;

use std::borrow::Cow;

use dom_query::NodeRef;
use dom_smoothie::{Config, ParsePolicy, Readability};

use super::pen::Pen;
use super::{BlockKind, Document, plain, record};

/// Elements open inside each other past which a page is no page: trees are walked
/// recursively, and the HTML standard's own parsing is quadratic in depth.
const MAX_DEPTH: usize = 400;

/// Elements past which only tags are stripped; the largest real pages hold a tenth.
const MAX_TAGS: usize = 400_000;

/// Lays out a page or a fragment of HTML in `document`.
pub(super) fn lay_out(html: &str, document: &mut Document) {
    if record::is_record(html) {
        return record::lay_out(html, document);
    }
    if let Some(text) = preformatted(html) {
        document.text = plain_words(text);
        return plain::lay_out(document);
    }
    let mut pen = Pen::default();
    let quieted = quiet::quiet(html);
    match is_page(&quieted) && is_tame(&quieted) {
        true => page(html, quieted, &mut pen, document),
        false => fragment(&quieted, &mut pen),
    }
    pen.into_document(document);
    furniture::mark(document);
    instead::of_captions(&mut document.blocks);
}

/// Writes a piece of HTML that is all content: a feed's entry, a mail's part.
pub(super) fn fragment(html: &str, pen: &mut Pen) {
    if is_tame(html) {
        let tree = dom_query::Document::fragment(html);
        called::mark(&tree);
        walk::write(&tree.root(), pen);
    } else {
        strip::write(html, pen);
    }
    pen.end();
}

/// The inside of a page that is one `<pre>`, as browsers save plain text.
fn preformatted(html: &str) -> Option<&str> {
    let start = html.get(..html.floor_char_boundary(4096)).unwrap_or(html).find("<pre")?;
    let before = strip::words(html.get(..start)?);
    let (_, inside) = html.get(start..)?.split_once('>')?;
    let (inside, after) = inside.rsplit_once("</pre>")?;
    (before.trim().is_empty() && strip::words(after).trim().is_empty() && !inside.contains("<pre"))
        .then_some(inside)
}

/// The words of `html` with their line breaks, tags taken away.
pub(super) fn plain_words(html: &str) -> String {
    strip::words(html)
}

/// Whether `html` has the surroundings of a page, so that its content must be found.
fn is_page(html: &str) -> bool {
    let head = html.get(..html.floor_char_boundary(4096)).unwrap_or(html).to_ascii_lowercase();
    ["<html", "<head", "<body", "<!doctype html"].iter().any(|tag| head.contains(tag))
}

/// Whether a tree can be built and walked in bounded time and stack.
fn is_tame(html: &str) -> bool {
    let (depth, n_tags) = strip::shape(html);
    depth <= MAX_DEPTH && n_tags <= MAX_TAGS
}

/// The tree of a page. What it was built from is the length of the page and is let go.
fn tree(quieted: Cow<'_, str>) -> dom_query::Document {
    dom_query::Document::from(&*breaks::parted(&quieted))
}

/// Writes the main content of the page `html`, which is `quieted` as well, and reads its
/// metadata.
fn page(html: &str, quieted: Cow<'_, str>, pen: &mut Pen, document: &mut Document) {
    let tree = tree(quieted);
    let mut stated = meta::read(&tree);
    let standfirst = standfirst::find(&tree);
    let content = called::mark(&tree);
    let base = stated.base();
    let Some(mut reader) = reader_of(tree, base.as_deref()) else {
        return fragment(&quiet::quiet(html), pen);
    };
    let mut article = reader.parse_with_policy(ParsePolicy::Strict).ok();
    if article.is_none() || found(&reader).normalized_char_count() < ENOUGH {
        let tree = self::tree(quiet::quiet(html));
        called::mark(&tree);
        if let Some(again) = reader_of(tree, base.as_deref()) {
            reader = again;
            article = reader.parse().ok();
        }
    }
    if let Some(article) = &mut article {
        // The tree is walked; what the reader wrote of it is as long and not read.
        (article.content, article.text_content) = Default::default();
        let found = found(&reader);
        if let Some(words) = standfirst.filter(|words| !holds(&found, words)) {
            pen.begin(BlockKind::Text);
            pen.words(&words);
        }
        walk::write(&found, pen);
    }
    if let Some(better) = instead::of(html, stated.body(), content, pen.n_bytes()) {
        *pen = better;
    }
    meta::fill(article, stated, document);
}

/// Characters with which the reader of pages is content with its first, strict attempt. To
/// make more of them it would copy the tree from the start; one page in ten needs them.
const ENOUGH: usize = 500;

fn reader_of(tree: dom_query::Document, base: Option<&str>) -> Option<Readability> {
    let config = Config { keep_classes: true, char_threshold: ENOUGH, ..Config::default() };
    Readability::with_document(tree, base, Some(config)).ok()
}

/// What `reader` holds for the main content.
fn found(reader: &Readability) -> NodeRef<'_> {
    let found = reader.doc.select_single("#readability-page-1");
    found.nodes().first().copied().unwrap_or(reader.doc.root())
}

/// Whether the words of `node` begin like `words` somewhere, white space aside.
fn holds(node: &NodeRef<'_>, words: &str) -> bool {
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    let start: String = squeezed(words).chars().take(40).collect();
    squeezed(&node.text()).contains(&start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::Media;

    /// A page as papers make them, with what surrounds an article.
    const PAGE: &str = include_str!("page.html");

    fn read(html: &str) -> Document {
        let mut document = Document::new("t.html", b"", Media::Html);
        lay_out(html, &mut document);
        document
    }

    /// The blocks of `document` that are no furniture, one a line.
    fn body(document: &Document) -> Vec<&str> {
        let body = document.blocks.iter().filter(|b| !matches!(b.kind, BlockKind::Furniture(_)));
        body.map(|b| b.span.of(&document.text)).collect()
    }

    #[test]
    fn a_page_gives_its_article_and_nothing_else() {
        let document = read(PAGE);
        let body = body(&document);
        let text = body.join("\n");
        for kept in
            ["Fish quota.", "“We will fish less,”", "A hundred boats", "Quota | 40", "Background"]
        {
            assert!(text.contains(kept), "{kept} is missing in {text}");
        }
        for dropped in
            ["Share", "newsletter", "cookies", "Related", "Home", "var x", "comment", "©"]
        {
            assert!(!text.contains(dropped), "{dropped} stands in {text}");
        }
    }

    #[test]
    fn a_page_states_title_date_and_byline() {
        let document = read(PAGE);
        let meta = &document.meta;
        assert_eq!(meta.title.as_deref(), Some("Tessara cuts its fish quota"));
        assert_eq!(meta.published.as_deref(), Some("2031-03-04T08:30:00+01:00"));
        let names: Vec<&str> = meta.byline.iter().map(|b| b.name.as_str()).collect();
        assert_eq!(names, ["Ana Vell", "Jo Marr"]);
        assert_eq!(meta.issuer.as_deref(), Some("Tessara Post"));
        assert_eq!(document.url.as_deref(), Some("https://post.example/fish"));
    }

    #[test]
    fn fragments_are_content_throughout() {
        let document =
            read("<p><strong>ENVOY VELL:  </strong>Good day.</p><p>So <s>say</s> [stay].</p>");
        assert_eq!(document.text, "ENVOY VELL: Good day.\n\nSo say [stay].");
        assert_eq!(document.marks.len(), 2);
        assert_eq!(read("Office<br>of the Envoy<br>Next").text, "Office of the Envoy\n\nNext");
    }

    #[test]
    fn a_page_that_is_preformatted_text_keeps_its_lines() {
        let document =
            read("<html><head></head><body><pre style=\"x\">One &lt;\n\n  Two</pre></body></html>");
        assert_eq!(document.text, "One <\n\n  Two");
    }

    /// The lines of a page of invented prose with `piece` in its midst, furniture left out.
    fn around(piece: &str) -> String {
        let prose = "<p>The boats of Arvo, the mayor said, stay in the harbour until the ice has gone, and the nets dry.</p>";
        let html = format!(
            "<title>Ice</title><body><div class=story>{}{piece}{}</div>",
            prose.repeat(5),
            prose.repeat(5)
        );
        let document = read(&html);
        let kept = document
            .blocks
            .iter()
            .filter(|block| !matches!(block.kind, BlockKind::Furniture(_) | BlockKind::Caption));
        let lines = kept.map(|block| block.span.of(&document.text));
        lines.filter(|line| !line.starts_with("The boats of Arvo,")).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn what_pages_call_their_pieces_decides() {
        let long =
            "<p>I do not believe a word of it, and neither does my neighbour.</p>".repeat(40);
        for (piece, kept) in [
            ("<h2 class=subheader id=ice>Who pays for the ice?</h2>", "Who pays for the ice?"),
            ("<div class=photo-gallery><h4>The harbour</h4><p>Boats in the ice.</p></div>", ""),
            ("<div class=video-box><iframe src=a></iframe><p>Boats in the ice.</p></div>", ""),
            (&format!("<div id=c><ol class=commentlist><li class=comment>{long}</ol></div>"), ""),
            ("<div><div class=post-body-bio>Ana Vell sails.</div></div>", ""),
            ("<p>Boats lie in the ice of the harbour. (Ana Vell/AFP)</p>", ""),
            ("<p>Ana <span class=event-tags>sails on</span>.</p>", "Ana sails on."),
            ("<div class=print-only>This page is protected by the law of Tessara.</div>", ""),
        ] {
            assert_eq!(around(piece), kept, "{piece}");
        }
    }

    #[test]
    fn a_text_is_shown_whatever_its_class_says() {
        let says = "<p>The boats of Arvo, the mayor said, stay in the harbour.</p>".repeat(40);
        for class in ["print-only", "left print-only"] {
            let html = format!("<title>Ice</title><body><div class='{class}'>{says}</div>");
            assert!(body(&read(&html)).len() == 40, "{class}");
        }
    }

    #[test]
    fn nesting_without_end_takes_neither_stack_nor_time() {
        for tag in
            ["<div>", "<b>", "<font size=1>", "<table><tr><td>", "<blockquote>", "<a href=x>"]
        {
            let html = format!("<html><body>{}Fish and chips.", tag.repeat(100_000));
            assert_eq!(read(&html).text, "Fish and chips.");
        }
    }

    #[test]
    fn every_prefix_of_a_page_is_read() {
        for (at, _) in PAGE.char_indices() {
            read(PAGE.get(..at).unwrap_or_default());
        }
    }
}
