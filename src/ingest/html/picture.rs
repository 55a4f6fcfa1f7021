use dom_query::{Element, NodeRef};

use super::names::Names;
use super::surroundings::hyphened;

/// Characters past which words beside a picture are no caption.
const LONGEST_CAPTION: usize = 400;
/// Nodes past which an element without a telling name is more than a picture with its
/// words.
const BOX: usize = 12;

/// How many characters the words of `element` have at most if they belong to pictures, in a
/// text of `n_chars`. `pictured` is whether it holds a picture.
///
/// A class names a caption, or a series of pictures, or a picture or player and it does hold
/// one; or the element is a small box of a picture and words that are no sentence.
pub(super) fn longest(
    element: &Element,
    node: &NodeRef<'_>,
    pictured: bool,
    n_chars: usize,
    names: &mut Names,
) -> Option<usize> {
    match names.shown(element) {
        Some(Shown::Caption) => Some(LONGEST_CAPTION.max(n_chars / 10)),
        Some(Shown::Series) => Some(n_chars / 2),
        Some(Shown::Picture) if pictured => Some(LONGEST_CAPTION),
        _ if pictured && is_block(element) && is_small_box(node) => Some(LONGEST_CAPTION),
        _ => None,
    }
}

/// Words beside which a picture's name says that the text has one.
const OF_TEXT: [&str; 8] = ["text", "content", "body", "article", "post", "page", "main", "card"];

/// What of a picture a class names.
#[derive(Clone, Copy)]
pub(super) enum Shown {
    Caption,
    Series,
    Picture,
}

/// What of a picture one class names.
pub(super) fn of_name(class: &str) -> Option<Shown> {
    let class = hyphened(class);
    let (mut shown, mut of_text) = (None, false);
    for word in class.split('-') {
        match word {
            "caption" | "captions" | "figcaption" | "photocredit" | "imagecredit" => {
                return Some(Shown::Caption);
            }
            "slideshow" | "gallery" | "photogallery" | "carousel" | "lightbox" => {
                return Some(Shown::Series);
            }
            _ => {}
        }
        match word {
            "image" | "img" | "photo" | "picture" | "video" | "videojs" | "vjs" | "player" => {
                shown = shown.or(Some(Shown::Picture));
            }
            _ if OF_TEXT.contains(&word) => of_text = true,
            _ => {}
        }
    }
    shown.filter(|_| !of_text)
}

fn is_block(element: &Element) -> bool {
    matches!(&*element.name.local, "div" | "p" | "figure" | "section" | "aside" | "center" | "dl")
}

fn is_small_box(node: &NodeRef<'_>) -> bool {
    node.descendants_it().take(BOX + 1).count() <= BOX && {
        let text = node.text();
        let text = text.trim();
        !text.is_empty() && text.len() <= 160 && !text.ends_with(['.', '!', '?', ':', '”', '"'])
    }
}

#[cfg(test)]
mod tests {
    use dom_query::Document;

    /// `html` is one element in a text of a thousand characters.
    #[track_caller]
    fn check(html: &str, expected: bool) {
        let tree = Document::fragment(html);
        let node = tree.root().first_element_child().unwrap();
        let node = if node.has_name("html") { node.first_element_child().unwrap() } else { node };
        let pictured = html.contains("<img");
        let names = &mut Default::default();
        let longest = super::longest(&node.element_ref().unwrap(), &node, pictured, 1000, names);
        let is = longest.is_some_and(|longest| node.normalized_char_count() <= longest);
        assert_eq!(is, expected, "{html}");
    }

    #[test]
    fn words_of_pictures_are_known_by_their_names() {
        check("<span class=pb-caption>The harbour on Monday.</span>", true);
        check("<div class=CaptionText-x1>The harbour on Monday.</div>", true);
        check("<ul class=slides-gallery><li>The harbour on Monday.</ul>", true);
        check("<div class='inline photo'><img src=a><b>The harbour on Monday.</b></div>", true);
        check("<div class='inline photo'><b>The harbour on Monday.</b></div>", false);
        check("<div class=photo-text><img src=a><p>The harbour stays shut.</p></div>", false);
        check(&format!("<div class=gallery>{}</div>", "The harbour. ".repeat(50)), false);
    }

    #[test]
    fn a_small_box_of_picture_and_words_is_one() {
        check("<div><img src=a>The harbour of Arvo</div>", true);
        check("<div><img src=a>The harbour of Arvo is shut.</div>", false);
        check("<div>The harbour of Arvo</div>", false);
        check("<span><img src=a>The harbour of Arvo</span>", false);
    }
}
