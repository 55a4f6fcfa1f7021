//! What of a page is read when the reader of pages found little of it, or only pictures' words.

use dom_query::{Document as Tree, NodeRef};

use super::called::{self, Content};
use super::{fragment, quiet, walk};
use crate::ingest::pen::Pen;
use crate::ingest::{Block, BlockKind};

/// Below this many bytes a page's content was probably not found.
const TOO_LITTLE: usize = 200;
/// Characters of prose from which it is worth asking whether it was.
const PROSE: usize = 600;

/// What is written instead of `n_found` bytes: the text the page's linked data states, else
/// the element called content if it holds half as much prose again, else, when next to nothing
/// was found, the largest element that could be it, else all of it.
pub(super) fn of(
    html: &str,
    stated: Option<String>,
    content: Option<Content>,
    n_found: usize,
) -> Option<Pen> {
    let mut pen = Pen::default();
    if let Some(body) = stated.filter(|body| body.len() >= TOO_LITTLE && body.len() > 2 * n_found) {
        match body.contains("</") {
            true => fragment(&body, &mut pen),
            false => pen.paragraphs(&body),
        }
        return Some(pen);
    }
    let content =
        content.filter(|content| content.n_prose >= PROSE && 2 * content.n_prose > 3 * n_found);
    if content.is_none() && n_found >= TOO_LITTLE {
        return None;
    }
    let tree = super::tree(quiet::quiet(html));
    called::mark(&tree);
    match content {
        Some(content) => walk::write(&NodeRef::new(content.id, &tree.tree), &mut pen),
        None => largest(&tree, n_found, &mut pen),
    }
    (pen.n_bytes() > n_found).then_some(pen)
}

/// Writes the largest element that could be the content, if it is more than `n_found`.
fn largest(tree: &Tree, n_found: usize, pen: &mut Pen) {
    let called = tree.select("[itemprop='articleBody'], article, main, [role='main']");
    let n_words = |node: &&NodeRef<'_>| node.normalized_char_count();
    match called.nodes().iter().max_by_key(n_words).filter(|node| n_words(node) > 2 * n_found) {
        Some(node) => walk::write(node, pen),
        None if n_found == 0 => walk::write(&tree.root(), pen),
        None => {}
    }
}

/// Makes what stands beside pictures the text where a page has no other: boxes of a drawing,
/// a heading and a paragraph each are all that some say.
pub(super) fn of_captions(blocks: &mut [Block]) {
    let captions = || blocks.iter().filter(|block| block.kind == BlockKind::Caption);
    let n_beside: usize = captions().map(|block| block.span.len()).sum();
    let no_other =
        blocks.iter().all(|b| matches!(b.kind, BlockKind::Caption | BlockKind::Furniture(_)));
    if no_other && n_beside >= TOO_LITTLE {
        let captions = blocks.iter_mut().filter(|block| block.kind == BlockKind::Caption);
        captions.for_each(|block| block.kind = BlockKind::Text);
    }
}

#[cfg(test)]
mod tests {
    use crate::ingest::{BlockKind, documents};

    /// A page whose text stands in columns within columns, as kits for pages lay it out.
    fn columns(class: &str) -> String {
        let part = |place: &str| {
            let says = format!(
                "<p>The council of {place} will open the harbour, the market, and the school again in May, it said on Monday.</p>"
            );
            let boxes = "<div class=row><div class=col><div class=wrap><div class=in>";
            format!("{boxes}{boxes}{}{}{}", says.repeat(3), "</div>".repeat(4), "</div>".repeat(4))
        };
        let parts: String = ["Arvo", "Tessara", "Ostravia", "Lindhafen"].map(part).concat();
        format!("<title>The harbours open again</title><body><div class='{class}'>{parts}</div>")
    }

    #[track_caller]
    fn check(html: &str, expected: &[&str]) {
        let document = documents("t.html", html.as_bytes(), None).unwrap().remove(0);
        let places = ["Arvo", "Tessara", "Ostravia", "Lindhafen", "Comment"];
        let found = places.into_iter().filter(|place| document.text.contains(place));
        assert_eq!(found.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn what_the_page_calls_its_content_is_read_when_little_of_it_was_found() {
        check(&columns("entry-content"), &["Arvo", "Tessara", "Ostravia", "Lindhafen"]);
    }

    #[test]
    fn words_beside_pictures_are_the_text_where_there_is_no_other() {
        let beside = |place: &str| {
            format!(
                "<div><img src=a><p>The council of {place} opens its harbour, its market, its school, and its fair again in May, it said.</p><a href=b>See {place}</a></div>"
            )
        };
        let texts = |html: &str| {
            let document = documents("t.html", html.as_bytes(), None).unwrap().remove(0);
            document.blocks.iter().filter(|block| block.kind == BlockKind::Text).count()
        };
        let page = ["Arvo", "Tessara", "Ostravia", "Lindhafen"].map(beside).concat();
        assert_eq!(texts(&format!("<title>Harbours</title><body><main>{page}</main>")), 8);
        let told = "<p>The boats of Arvo, the mayor said, stay in the harbour until May.</p>";
        let page = format!("{}{}", told.repeat(9), beside("Arvo"));
        assert_eq!(texts(&format!("<title>Harbours</title><body><div>{page}</div>")), 9);
    }
}
