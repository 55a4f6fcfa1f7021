use std::sync::LazyLock;

use dom_query::{Element, NodeRef};
use rustc_hash::FxHashMap;

use super::names::Names;

/// Characters up to which an element may always be a box beside the text, and the share of
/// the text past them: layouts carry names such as `with-comments` too.
const MAX_CHARS: usize = 1500;
const MAX_SHARE: usize = 4;

/// Words of a class or id, or two of them in a row, that name a box of the page, with what
/// it is.
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
    (
        &["newsletter", "signup", "subscribe", "subscription", "mailchimp", "mc4wp", "optin"],
        "newsletter",
    ),
    (&["cookie", "cookies", "gdpr", "consent"], "cookie banner"),
    (
        &[
            "related",
            "recirc",
            "recirculation",
            "readmore",
            "readnext",
            "alsoread",
            "furtherreading",
            "morestories",
            "morenews",
            "nextstory",
            "nextpost",
            "upnext",
            "outbrain",
            "taboola",
            "trending",
            "recommended",
            "recommendations",
            "mostread",
            "mostviewed",
            "mostpopular",
            "jprelatedposts",
            "yarpp",
        ],
        "related stories",
    ),
    (&["teaser", "teasers"], TEASER),
    (
        &["comments", "comment", "disqus", "respond", "commentlist", "commentform", "kommentare"],
        "comments",
    ),
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
            "cta",
        ],
        "advertisement",
    ),
    (&["breadcrumb", "breadcrumbs"], "breadcrumb"),
    (&["contact", "vcard"], "contact"),
    (
        &[
            "bio",
            "authorbox",
            "authorbio",
            "authorinfo",
            "authorcard",
            "authorprofile",
            "authordetails",
            "authordescription",
            "authordropdown",
            "aboutauthor",
        ],
        "author box",
    ),
    (&["pagination", "pager", "prevnext", "postnav"], "page links"),
    (&["tags", "taglist", "posttag", "posttags", "postmetadata"], "tags"),
];

/// A way to another page that shows its first words; a summary of this page is often called
/// so, too, but holds no link.
const TEASER: &str = "teaser";

/// Words after which a class is about the text itself, unless the box's name comes last.
const OF_TEXT: [&str; 6] = ["content", "body", "text", "page", "main", "article"];

/// What box of the page `element` is, told from the words of its class and id; one larger than
/// [`longest`] may only have been called after one. `linked` is whether it holds a link.
pub(super) fn named(
    element: &Element,
    node: &NodeRef<'_>,
    linked: bool,
    names: &mut Names,
) -> Option<&'static str> {
    if !matches!(
        &*element.name.local,
        "div"
            | "section"
            | "article"
            | "aside"
            | "ul"
            | "ol"
            | "li"
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
    let why = names.boxed(element)?;
    let leads = why != TEASER
        || &*element.name.local != "p"
            && (linked || node.parent().is_some_and(|parent| is_link(&parent)));
    leads.then_some(why)
}

/// How many characters a box beside a text of `n_chars` has at most.
pub(super) fn longest(n_chars: usize) -> usize {
    MAX_CHARS.max(n_chars / MAX_SHARE)
}

fn is_link(node: &NodeRef<'_>) -> bool {
    node.node_name().is_some_and(|name| &*name == "a")
}

/// One class or id in lower case, with a hyphen between its words, which signs and capitals
/// part: `postBio__inner` is `post-bio-inner`.
pub(super) fn hyphened(class: &str) -> String {
    let mut words = String::with_capacity(class.len() + 4);
    let mut before = '-';
    for c in class.chars() {
        let begins = !before.is_alphanumeric() || before.is_lowercase() && c.is_uppercase();
        if c.is_alphanumeric() {
            if begins && !words.is_empty() {
                words.push('-');
            }
            words.extend(c.to_lowercase());
        }
        before = c;
    }
    words
}

/// The box one class names, unless a word of it says that the class is about something
/// else (`no-share`, `has-ads`, `comments-body`).
pub(super) fn of_name(class: &str) -> Option<&'static str> {
    let class = hyphened(class.split("--").next().unwrap_or(class));
    let words = || class.split('-');
    let found = words().find_map(box_called).or_else(|| {
        let pairs = words().zip(words().skip(1));
        pairs.map(|(one, two)| format!("{one}{two}")).find_map(|pair| box_called(&pair))
    })?;
    if words().any(|word| matches!(word, "no" | "has" | "with" | "is" | "not")) {
        return None;
    }
    if !words().any(|word| OF_TEXT.contains(&word)) {
        return Some(found);
    }
    let (before, last) = class.rsplit_once('-')?;
    let pair = || format!("{}{last}", before.rsplit('-').next().unwrap_or(before));
    box_called(last).or_else(|| box_called(&pair()))
}

fn box_called(word: &str) -> Option<&'static str> {
    static BOXES: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| {
        let boxes = NAMES.iter().flat_map(|(names, why)| names.iter().map(|name| (*name, *why)));
        boxes.collect()
    });
    BOXES.get(word).copied()
}

#[cfg(test)]
mod tests {
    use dom_query::Document;

    #[track_caller]
    fn check(class: &str, expected: &str) {
        assert_eq!(super::of_name(class).unwrap_or("-"), expected, "{class}");
    }

    #[test]
    fn names_of_boxes_are_known_by_their_words() {
        check("share-buttons", "share line");
        check("c-newsletter__form", "newsletter");
        check("related", "related stories");
        check("further_reading_block", "related stories");
        check("contact", "contact");
        check("postBio", "author box");
        check("about-author", "author box");
        check("post-body-bio", "author box");
        check("article__related", "related stories");
        check("teaser--article", "teaser");
        check("no-share", "-");
        check("shareholder-meeting", "-");
        check("story-with-comments", "-");
        check("body-text", "-");
        check("related-content", "-");
        check("contact-page-content", "-");
    }

    #[test]
    fn a_teaser_leads_elsewhere_and_a_box_is_small() {
        let is = |html: &str| {
            let tree = Document::from(html);
            let node = tree.select("#x").nodes()[0];
            let element = node.element_ref().unwrap();
            let linked = node.descendants_it().any(|inner| super::is_link(&inner));
            super::named(&element, &node, linked, &mut Default::default()).is_some()
                && node.normalized_char_count() <= super::longest(100)
        };
        assert!(is("<div id=x class=teaser><a href=a>The ferry is back</a></div>"));
        assert!(is("<a href=a><div id=x class=teaser>The ferry is back</div></a>"));
        assert!(!is("<div id=x class=teaser>The ferry is back.</div>"));
        assert!(is("<div id=x class=related>The ferry is back</div>"));
        assert!(!is(&format!("<div id=x class=related>{}</div>", "ferry ".repeat(400))));
    }
}
