use dom_query::{Element, NodeRef};

/// Characters past which an element is too large to be a box beside the text: layouts
/// carry names such as `with-comments` too.
pub(super) const MAX_CHARS: usize = 1500;

/// Words of a class or id that name a box of the page, with what it is.
const NAMES: &[(&[&str], &str)] = &[
    (
        &[
            "share",
            "sharing",
            "sharebar",
            "sharedaddy",
            "sharetools",
            "addthis",
            "addtoany",
            "social",
            "socials",
        ],
        "share line",
    ),
    (&["newsletter", "signup", "subscribe", "subscription", "mailchimp", "mc4wp"], "newsletter"),
    (&["cookie", "cookies", "gdpr", "consent"], "cookie banner"),
    (
        &[
            "related",
            "recirc",
            "recirculation",
            "readmore",
            "outbrain",
            "taboola",
            "trending",
            "recommended",
            "recommendations",
            "mostread",
            "jp-relatedposts",
            "yarpp",
        ],
        "related stories",
    ),
    (&["comments", "comment", "disqus", "respond", "commentlist"], "comments"),
    (
        &[
            "advert",
            "advertisement",
            "ad",
            "ads",
            "adslot",
            "sponsor",
            "sponsored",
            "promo",
            "promobox",
        ],
        "advertisement",
    ),
    (&["breadcrumb", "breadcrumbs"], "breadcrumb"),
    (&["contact", "vcard"], "contact"),
    (&["bio", "authorbox", "authorbio"], "author box"),
    (&["pagination", "pager", "prevnext", "postnav"], "page links"),
    (&["tags", "taglist", "postmetadata"], "tags"),
];

/// What box of the page `element` is, told from the words of its class and id.
pub(super) fn named(element: &Element) -> Option<&'static str> {
    if !matches!(
        &*element.name.local,
        "div"
            | "section"
            | "aside"
            | "ul"
            | "ol"
            | "p"
            | "footer"
            | "header"
            | "figure"
            | "form"
            | "span"
            | "nav"
    ) {
        return None;
    }
    let names = element.attrs.iter().filter(|attr| matches!(&*attr.name.local, "class" | "id"));
    names.flat_map(|attr| attr.value.split_ascii_whitespace()).find_map(of_name)
}

/// The box one class names: a word of it, cut at `-` and `_`, is a known one and no
/// other says that the class is about something else (`no-share`, `has-ads`).
fn of_name(class: &str) -> Option<&'static str> {
    let class = class.to_ascii_lowercase();
    let words = || class.split(['-', '_']).filter(|word| !word.is_empty());
    if words().any(|word| {
        matches!(
            word,
            "no" | "has"
                | "with"
                | "is"
                | "not"
                | "content"
                | "body"
                | "text"
                | "page"
                | "main"
                | "article"
        )
    }) {
        return None;
    }
    let found = NAMES.iter().find(|(names, _)| words().any(|word| names.contains(&word)));
    found.map(|&(_, why)| why)
}

/// Characters past which words under a picture are no caption.
const LONGEST_CAPTION: usize = 400;
/// Nodes past which an element is more than a picture with its words.
const BOX: usize = 12;

/// Whether `element` holds the words under a picture: a class says so, or it is a
/// small box of a picture and words that are no sentence.
pub(super) fn is_caption(element: &Element, node: &NodeRef<'_>) -> bool {
    let class = element.attr("class").unwrap_or_default().to_ascii_lowercase();
    let mut words = class.split(|c: char| !c.is_ascii_alphanumeric());
    if words.any(|word| matches!(word, "caption" | "figcaption" | "photocredit" | "imagecredit")) {
        return node.normalized_char_count() <= LONGEST_CAPTION;
    }
    let (mut pictured, mut n) = (false, 0);
    for inner in node.descendants_it().take(BOX + 1) {
        n += 1;
        pictured |= inner.node_name().is_some_and(|name| matches!(&*name, "img" | "picture"));
    }
    pictured && n <= BOX && {
        let text = node.text();
        let text = text.trim();
        !text.is_empty() && text.len() <= 160 && !text.ends_with(['.', '!', '?', ':', '”', '"'])
    }
}

#[cfg(test)]
mod tests {
    #[track_caller]
    fn check(class: &str, expected: &str) {
        assert_eq!(super::of_name(class).unwrap_or("-"), expected, "{class}");
    }

    #[test]
    fn names_of_boxes_are_known_by_their_words() {
        check("share-buttons", "share line");
        check("c-newsletter__form", "newsletter");
        check("related", "related stories");
        check("contact", "contact");
        check("no-share", "-");
        check("shareholder-meeting", "-");
        check("story-with-comments", "-");
        check("body-text", "-");
        check("contact-page-content", "-");
    }
}
